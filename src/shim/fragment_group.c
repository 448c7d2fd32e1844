#include "shim/fragment_group.h"

#include <stdlib.h>

#include "callout/packet_tag.h"
#include "shim/ip.h"
#include "shim/layer.h"
#include "shim/packet.h"

static const struct reassembly_limits limits = {
    .timeout_ns = 60000000000ull,
    .max_datagrams = 1024,
    .max_bytes = 16u << 20,
};

struct held_fragment {
    struct held_fragment *next;
    NET_BUFFER_LIST      *nbl; /* while the group is shown */
    uint32_t              size;
    uint8_t               bytes[];
};

struct fragment_group {
    struct fragment_group *next;
    struct datagram_key    key;
    uint32_t               count;
    struct held_fragment  *first, **end;
};

/* Whether a group is whole, and how long it may wait, the reassembly knows, which holds a copy of its own. */
struct fragment_groups {
    struct reassembly     *completeness;
    struct fragment_group *waiting; /* the oldest first */
    uint32_t               count;
    struct fragment_group *last; /* the group that was complete last: the walk's result */
};

/* --- life ---------------------------------------------------------------------------------------------------------- */

enum wfp_status fragment_groups_new(struct fragment_groups **out)
{
    struct fragment_groups *g = calloc(1, sizeof(*g));
    enum wfp_status         err = g ? reassembly_new(&limits, &g->completeness) : WFP_NO_MEMORY;
    if (err)
        free(g);
    else
        *out = g;
    return err;
}

static void group_free(struct fragment_group *g)
{
    for (struct held_fragment *f = g ? g->first : NULL, *next; f; f = next) {
        next = f->next;
        free(f);
    }
    free(g);
}

static void drop(struct fragment_groups *g, struct fragment_group **at)
{
    struct fragment_group *gone = *at;
    *at = gone->next;
    g->count--;
    group_free(gone);
}

/* What the reassembly gave up, it gave up the oldest first, but for the datagram that it made room for; NULL: it made none. */
static void give_up(struct fragment_groups *g, const struct datagram_key *grows)
{
    struct reassembly_stats stats;
    reassembly_stats(g->completeness, &stats);
    while (g->count > stats.held) {
        struct fragment_group *oldest = g->waiting;
        bool                   spared = grows && oldest->next && datagram_key_equal(&oldest->key, grows);
        drop(g, spared ? &oldest->next : &g->waiting);
    }
}

void fragment_groups_expire(struct fragment_groups *g, uint64_t now_ns)
{
    reassembly_expire(g->completeness, now_ns);
    give_up(g, NULL);
}

void fragment_groups_free(struct fragment_groups *g)
{
    if (!g)
        return;
    while (g->waiting)
        drop(g, &g->waiting);
    group_free(g->last);
    reassembly_free(g->completeness);
    free(g);
}

bool fragment_groups_read(const char *text, bool families[FAMILY_COUNT])
{
    bool v4 = !text || strcmp(text, "4") == 0, v6 = !text || strcmp(text, "6") == 0;
    families[FAMILY_V4] |= v4;
    families[FAMILY_V6] |= v6;
    return v4 || v6;
}

/* --- holding ------------------------------------------------------------------------------------------------------- */

/* Where the group hangs; at the end of the list: there is none. */
static struct fragment_group **find(struct fragment_groups *g, const struct headers *h)
{
    struct fragment_group **at = &g->waiting;
    struct datagram_key     key;
    datagram_key_of(h, &key);
    while (*at && !datagram_key_equal(&(*at)->key, &key))
        at = &(*at)->next;
    return at;
}

static void forget(struct fragment_groups *g, const struct headers *h)
{
    struct fragment_group **at = find(g, h);
    if (*at)
        drop(g, at);
}

static struct fragment_group *find_or_add(struct fragment_groups *g, const struct headers *h)
{
    struct fragment_group **at = find(g, h), *made = *at ? NULL : calloc(1, sizeof(*made));
    if (!made)
        return *at;
    datagram_key_of(h, &made->key);
    made->end = &made->first;
    *at = made;
    g->count++;
    return made;
}

/* The group, which lacks the fragment where there is no memory; NULL: not even for the group. */
static struct fragment_group *keep(struct fragment_groups *g, const struct pkt_ctx *c)
{
    struct bytes           packet = c->packet;
    struct fragment_group *group = find_or_add(g, c->h);
    if (!bytes_skip(&packet, c->h->ip_offset))
        return group;
    bytes_limit(&packet, c->h->ip_size);
    uint32_t              size = (uint32_t)bytes_left(&packet);
    struct held_fragment *f = group ? malloc(sizeof(*f) + size) : NULL;
    if (!f)
        return group;
    *f = (struct held_fragment){ .size = size };
    (void)!bytes_copy(&packet, f->bytes, size);
    *group->end = f;
    group->end = &f->next;
    group->count++;
    return group;
}

static void waits(struct pkt_ctx *c, const char *text)
{
    c->waits = true;
    c->reason = text;
}

static void refuse(struct pkt_ctx *c, struct discard_reason why, const char *text)
{
    c->malformed = true;
    discard_at(c, LAYER(IPFORWARD), why, text);
}

/* From now on the group is what was complete last. */
static struct fragment_group *take(struct fragment_groups *g, const struct headers *h)
{
    struct fragment_group **at = find(g, h);
    group_free(g->last);
    g->last = *at;
    *at = g->last->next;
    g->count--;
    return g->last;
}

/* The group, when it is whole; else NULL. What is there already, or cannot be held, is dropped: it goes on with its group, or not at
 * all. */
static struct fragment_group *add(struct pkt_ctx *c)
{
    struct fragment_groups      *g = c->shim->groups;
    const struct fragment_group *group;
    struct bytes                 whole;
    uint32_t                     count;
    switch (reassembly_add(g->completeness, c->h, c->packet, c->in->now_ns, &whole, &count)) {
    case REASSEMBLY_HELD:
        (void)keep(g, c);
        waits(c, "a fragment: held until its group is whole");
        return NULL;
    case REASSEMBLY_COMPLETE:
        group = keep(g, c);
        if (group && group->count == count)
            return take(g, c->h);
        __attribute__((fallthrough));
    case REASSEMBLY_NO_MEMORY:
        forget(g, c->h);
        waits(c, "a fragment: no room to hold its group");
        return NULL;
    case REASSEMBLY_DUPLICATE:
        waits(c, "a fragment that was there already");
        return NULL;
    case REASSEMBLY_OVERLAP:
        forget(g, c->h);
        refuse(c, (struct discard_reason){ DISCARD_MODULE_TRANSPORT, INET_DISCARD_REASSEMBLY_CONFLICT },
               "a fragment contradicts another of its datagram");
        return NULL;
    case REASSEMBLY_TOO_BIG:
        forget(g, c->h);
        __attribute__((fallthrough));
    case REASSEMBLY_UNUSABLE:
        refuse(c, (struct discard_reason){ DISCARD_MODULE_NETWORK, IP_DISCARD_BAD_LENGTH }, "a fragment that no datagram can have");
        return NULL;
    }
    return NULL;
}

/* --- the group ----------------------------------------------------------------------------------------------------- */

/* From here on the walk is about this fragment. */
static void look_at(struct pkt_ctx *c, const struct held_fragment *f)
{
    c->packet = bytes_of(f->bytes, f->size);
    c->parsed = headers_parse_ip(c->packet, f->size, 0, &c->whole_headers);
    c->h = &c->whole_headers;
    c->nbl = f->nbl;
    c->nbl_offset = 0;
}

static void look_back(struct pkt_ctx *c, enum parse_result parsed)
{
    c->h = c->frame;
    c->packet = c->in->frame;
    c->parsed = parsed;
    c->nbl = NULL;
}

/* The first list; NULL: no memory for all of them. */
static NET_BUFFER_LIST *chain(struct pkt_ctx *c, struct fragment_group *g)
{
    NET_BUFFER_LIST *last = NULL;
    for (struct held_fragment *f = g->first; f; f = f->next) {
        f->nbl = nbl_wrap(c->shim->lists, bytes_of(f->bytes, f->size));
        if (!f->nbl)
            return NULL;
        nbl_state_of(f->nbl)->lineage.origin = c->in->number;
        if (last)
            last->Next = f->nbl;
        last = f->nbl;
    }
    return g->first->nbl;
}

/* What a callout absorbed is its own, as it left it. */
static void unchain(struct pkt_ctx *c, struct fragment_group *g)
{
    for (struct held_fragment *f = g->first; f; f = f->next) {
        if (!f->nbl)
            continue;
        if (packet_is_tagged(f->nbl))
            packet_tags_end(f->nbl, c->inbound);
        if (c->verdict != VERDICT_ABSORB)
            f->nbl->Next = NULL;
        nbl_put(f->nbl);
        f->nbl = NULL;
    }
    c->nbl = NULL;
}

static bool ask_about_group(struct pkt_ctx *c, struct fragment_group *g)
{
    bool permitted = false;
    if (chain(c, g)) {
        look_at(c, g->first);
        c->flags |= CONDITION_FLAG_IS_FRAGMENT_GROUP;
        permitted = classify_at(c, LAYER(IPFORWARD));
        c->flags &= ~(uint32_t)CONDITION_FLAG_IS_FRAGMENT_GROUP;
    } else {
        waits(c, "a fragment: no room to show its group");
    }
    unchain(c, g);
    return permitted;
}

/* The group goes as a whole: a datagram without one of its fragments is of use to nobody. */
static bool ask_about_each(struct pkt_ctx *c, const struct fragment_group *g)
{
    bool permitted = true;
    for (const struct held_fragment *f = g->first; f && permitted; f = f->next) {
        look_at(c, f);
        view_out(c);
        permitted = classify_at(c, LAYER(OUTBOUND_IPPACKET));
        packet_forget(c);
    }
    return permitted;
}

void fragment_group_forward(struct pkt_ctx *c, bool leaves)
{
    enum parse_result      parsed = c->parsed;
    struct fragment_group *g = add(c);
    struct datagram_key    key;
    datagram_key_of(c->h, &key);
    give_up(c->shim->groups, &key);
    if (!g)
        return;
    packet_forget(c);
    if (ask_about_group(c, g) && (!leaves || ask_about_each(c, g))) {
        c->group = g;
        c->reason = "the last fragment of its group, which goes on";
    }
    look_back(c, parsed);
}

void fragment_group_each(const struct fragment_group *g, void (*each)(void *context, struct bytes packet), void *context)
{
    for (const struct held_fragment *f = g->first; f; f = f->next)
        each(context, bytes_of(f->bytes, f->size));
}
