#include "callout/packet_tag.h"

#include <stdlib.h>

#include "callout/entry.h"

struct packet_tag {
    struct packet_tag        *next;     /* of all; guarded by: registry lock */
    struct callout_registry  *registry; /* immutable after publish, like all without a remark */
    struct packet_association what;
    struct nbl_state         *state; /* of the list; NULL: one that WFP did not make, which its driver frees as it likes */
    struct packet_tagger      tagger;
    bool                      entered;  /* the stack has had it; the thread that walks the list */
    unsigned                  holds;    /* of the registry, and calls; guarded by: registry lock */
};

/* Tags that are told something, held. */
struct told {
    struct packet_tag *tags[PACKET_TAGS_MAX];
    unsigned           count;
};

/* --- under the lock ----------------------------------------------------------------------------------------------- */

static bool matches(const struct packet_tag *t, const NET_BUFFER_LIST *nbl, uint64_t tag)
{
    return (!nbl || t->what.nbl == nbl) && (!tag || t->what.tag == tag);
}

/* NULL: any list; 0: any tag. */
static struct packet_tag *find(const struct callout_registry *r, const NET_BUFFER_LIST *nbl, uint64_t tag)
{
    struct packet_tag *t = r->tags;
    while (t && !matches(t, nbl, tag))
        t = t->next;
    return t;
}

static unsigned count_on(const struct callout_registry *r, const NET_BUFFER_LIST *nbl)
{
    unsigned count = 0;
    for (const struct packet_tag *t = r->tags; t; t = t->next)
        count += t->what.nbl == nbl;
    return count;
}

/* The list says whose callouts it has contexts of, so that one without costs a look. */
static void mark(const struct packet_tag *t, struct callout_registry *r)
{
    if (t->state)
        atomic_store(&t->state->tags, r);
}

static void link_tag(struct packet_tag *t)
{
    t->next = t->registry->tags;
    t->registry->tags = t;
    mark(t, t->registry);
}

/* The registry's hold goes over to the caller. */
static void unlink_tag(struct packet_tag *t)
{
    struct packet_tag **at = &t->registry->tags;
    while (*at != t)
        at = &(*at)->next;
    *at = t->next;
    if (!find(t->registry, t->what.nbl, 0))
        mark(t, NULL);
}

static bool put(struct packet_tag *t)
{
    return --t->holds == 0;
}

/* --- without it --------------------------------------------------------------------------------------------------- */

static void drop(struct packet_tag *t)
{
    struct callout_registry *r = t->registry;
    pthread_mutex_lock(&r->lock);
    bool last = put(t);
    pthread_mutex_unlock(&r->lock);
    if (!last)
        return;
    t->tagger.release(t->tagger.context);
    free(t);
}

static void tell(struct packet_tag *t, enum packet_event event, NET_BUFFER_LIST *other)
{
    t->tagger.notify(t->tagger.context, event, t->what.nbl, other, t->what.layer, t->what.context, t->what.tag);
}

/* All tags of a list; `take` takes them off it. */
static struct told collect(NET_BUFFER_LIST *nbl, bool take)
{
    struct told              told = { .count = 0 };
    const struct nbl_state  *state = nbl_state_of(nbl);
    struct callout_registry *r = state ? atomic_load(&state->tags) : NULL;
    if (!r)
        return told;
    pthread_mutex_lock(&r->lock);
    for (struct packet_tag *t = r->tags, *next; t && told.count < PACKET_TAGS_MAX; t = next) {
        next = t->next;
        if (t->what.nbl != nbl)
            continue;
        told.tags[told.count++] = t;
        if (take)
            unlink_tag(t);
        else
            t->holds++;
    }
    pthread_mutex_unlock(&r->lock);
    return told;
}

uint64_t packet_tag_new(struct callout_registry *r)
{
    pthread_mutex_lock(&r->lock);
    uint64_t tag = ++r->last_tag;
    pthread_mutex_unlock(&r->lock);
    return tag;
}

static bool may_tag(uint16_t layer)
{
    if (layer == LAYER_ID_NONE)
        return true;
    return layer < LAYER_COUNT && layer_rows[layer].pair != PAIR_STREAM && layer_rows[layer].pair != PAIR_STREAM_PACKET;
}

enum wfp_status packet_tag_associate(struct callout_registry *r, const struct packet_association *what,
                                     const struct packet_tagger *tagger)
{
    enum wfp_status    err = WFP_OK;
    struct packet_tag *t = calloc(1, sizeof(*t));
    if (!t)
        return WFP_NO_MEMORY;
    *t = (struct packet_tag){ .registry = r, .what = *what, .state = nbl_state_of(what->nbl), .tagger = *tagger, .holds = 1 };
    pthread_mutex_lock(&r->lock);
    if (what->tag == 0 || what->tag > r->last_tag || !may_tag(what->layer))
        err = WFP_INVALID_ARGUMENT;
    else if (find(r, what->nbl, what->tag))
        err = WFP_ALREADY_EXISTS;
    else if (count_on(r, what->nbl) == PACKET_TAGS_MAX)
        err = WFP_NO_MEMORY;
    else
        link_tag(t);
    pthread_mutex_unlock(&r->lock);
    if (err)
        free(t);
    return err;
}

enum wfp_status packet_tag_retrieve(struct callout_registry *r, NET_BUFFER_LIST *nbl, uint64_t tag, bool remove,
                                    uint64_t *context)
{
    pthread_mutex_lock(&r->lock);
    struct packet_tag *t = tag ? find(r, nbl, tag) : NULL;
    if (t)
        *context = t->what.context;
    if (t && remove)
        unlink_tag(t);
    pthread_mutex_unlock(&r->lock);
    if (t && remove)
        drop(t);
    return t ? WFP_OK : WFP_NOT_FOUND;
}

enum wfp_status packet_tag_remove(struct callout_registry *r, const NET_BUFFER_LIST *nbl, uint64_t tag)
{
    enum wfp_status    err = nbl ? WFP_NOT_FOUND : WFP_OK;
    struct packet_tag *t;
    if (!tag)
        return WFP_NOT_FOUND;
    do {
        pthread_mutex_lock(&r->lock);
        t = find(r, nbl, tag);
        if (t)
            unlink_tag(t);
        pthread_mutex_unlock(&r->lock);
        if (!t)
            break;
        tell(t, PACKET_CONTEXT_REMOVED, NULL);
        drop(t);
        err = WFP_OK;
    } while (!nbl);
    return err;
}

void packet_tag_forget(struct callout_registry *r, const void *tagger_context)
{
    pthread_mutex_lock(&r->lock);
    struct packet_tag *t = r->tags;
    while (t && t->tagger.context != tagger_context)
        t = t->next;
    if (t)
        unlink_tag(t);
    pthread_mutex_unlock(&r->lock);
    if (t)
        drop(t);
}

void packet_tags_tell(NET_BUFFER_LIST *nbl, enum packet_event event, NET_BUFFER_LIST *other)
{
    struct told told = collect(nbl, false);
    for (unsigned i = 0; i < told.count; i++) {
        told.tags[i]->entered |= event == PACKET_ENTERED; /* only the thread that walks the packet looks at it */
        tell(told.tags[i], event, other);
        drop(told.tags[i]);
    }
}

/* A context of a link layer stays till that layer is done with the packet. */
static void tell_end(struct packet_tag *t, bool inbound)
{
    enum layer_pair pair = t->what.layer == LAYER_ID_NONE ? PAIR_COUNT : layer_rows[t->what.layer].pair;
    bool            link_in = pair == PAIR_INBOUND_MAC_FRAME_ETHERNET, link_out = pair == PAIR_OUTBOUND_MAC_FRAME_ETHERNET;
    if (t->entered || (!link_in && !link_out))
        tell(t, PACKET_EXITS, NULL);
    if (link_in || link_out)
        tell(t, link_in ? PACKET_LINK_RECEIVED : PACKET_LINK_SENT, NULL);
    else if (!inbound)
        tell(t, PACKET_CONTEXT_REMOVED, NULL);
}

void packet_tags_end(NET_BUFFER_LIST *nbl, bool inbound)
{
    struct told told = collect(nbl, true);
    for (unsigned i = 0; i < told.count; i++) {
        tell_end(told.tags[i], inbound);
        drop(told.tags[i]);
    }
}

void packet_tags_forget(NET_BUFFER_LIST *nbl)
{
    struct told told = collect(nbl, true);
    for (unsigned i = 0; i < told.count; i++)
        drop(told.tags[i]);
}
