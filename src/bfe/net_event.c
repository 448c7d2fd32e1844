#include "bfe/net_event.h"

#include <stdalign.h>
#include <string.h>

uint32_t net_event_type_keywords(enum fwpm_net_event_type type)
{
    static const uint32_t keywords[NET_EVENT_TYPE_MAX] = {
        [NET_EVENT_TYPE_CLASSIFY_ALLOW] = NET_EVENT_KEYWORD_CLASSIFY_ALLOW,
        [NET_EVENT_TYPE_CAPABILITY_DROP] = NET_EVENT_KEYWORD_CAPABILITY_DROP,
        [NET_EVENT_TYPE_CAPABILITY_ALLOW] = NET_EVENT_KEYWORD_CAPABILITY_ALLOW,
    };
    return type < NET_EVENT_TYPE_MAX ? keywords[type] : 0;
}

/* A block that is filled from its start, or only measured while there is none. */
struct room {
    uint8_t *block;
    size_t   used;
};

static void *keep(struct room *r, const void *data, size_t size)
{
    const size_t unit = alignof(max_align_t);
    size_t       at = r->used;
    if (!data || !size)
        return NULL;
    r->used += (size + unit - 1) / unit * unit;
    return r->block ? memcpy(r->block + at, data, size) : NULL;
}

static struct byte_blob keep_blob(struct room *r, const struct byte_blob *b)
{
    uint8_t *data = keep(r, b->data, b->size);
    return (struct byte_blob){ data ? b->size : 0, data };
}

static const uint8_t *keep_sid(struct room *r, const uint8_t *sid)
{
    return keep(r, sid, sid ? sid_size(sid) : 0);
}

static const uint16_t *keep_string(struct room *r, const uint16_t *s)
{
    size_t n = 0;
    while (s && s[n++])
        ;
    return keep(r, s, n * sizeof(*s));
}

static struct net_event *lay_out(const struct net_event *e, struct room *r)
{
    struct net_event copy = *e;
    void            *at = keep(r, e, sizeof(*e));
    copy.header.app = keep_blob(r, &e->header.app);
    copy.header.user = keep_sid(r, e->header.user);
    copy.header.package = keep_sid(r, e->header.package);
    copy.header.enterprise = keep_string(r, e->header.enterprise);
    copy.header.effective_name = keep_blob(r, &e->header.effective_name);
    copy.classify.vswitch = keep_blob(r, &e->classify.vswitch);
    copy.classify.terminators =
        keep(r, e->classify.terminators, e->classify.terminator_count * sizeof(*e->classify.terminators));
    return at ? memcpy(at, &copy, sizeof(copy)) : NULL;
}

size_t net_event_size(const struct net_event *e)
{
    struct room r = { 0 };
    (void)lay_out(e, &r);
    return r.used;
}

struct net_event *net_event_copy(const struct net_event *e, void *block)
{
    return lay_out(e, &(struct room){ .block = block });
}
