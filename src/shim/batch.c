#include "shim/batch.h"

#include "shim/layer.h"
#include "shim/mac.h"
#include "shim/packet.h"
#include "shim/walk.h"

/* What one call is about. */
struct batch {
    struct shim          *shim;
    const struct ruleset *rules;
    bool                  inbound;
    struct shim_input    *frames;
    unsigned              count;
    struct mac_answer    *answers;
};

/* Frames first ... end - 1, of which those go along that no layer has stopped. */
struct run {
    unsigned first, end;
};

static struct pkt_ctx *begin(const struct batch *b, unsigned i)
{
    const struct shim_input *in = &b->frames[i];
    struct pkt_ctx          *c = context_begin(b->shim, b->rules, in);
    c->frame = c->h = in->headers;
    c->parsed = in->parsed;
    c->direction = b->inbound ? DIRECTION_IN : DIRECTION_OUT;
    c->inbound = b->inbound;
    return c;
}

static void look_at(struct pkt_ctx *c, const struct batch *b, unsigned i)
{
    c->in = &b->frames[i];
    c->frame = c->h = c->in->headers;
    c->parsed = c->in->parsed;
    c->packet = c->in->frame;
    c->nbl = b->shim->batch.lists[i];
}

static void note(const struct pkt_ctx *c, const struct layer_row *layer, const struct rule *rule, struct mac_answer *a)
{
    a->verdict = (uint8_t)c->verdict;
    if (c->verdict != VERDICT_PERMIT) {
        a->layer = layer;
        a->rule = rule;
    }
}

/* --- one by one ------------------------------------------------------------------------------------------------------- */

static void ask_alone(const struct batch *b, unsigned i)
{
    struct pkt_ctx *c = begin(b, i);
    b->frames[i].mac_asked = false;
    (void)(b->inbound ? mac_in(c) : mac_out(c));
    note(c, c->deciding ? c->deciding->layer : NULL, c->deciding ? c->deciding->rule : NULL, &b->answers[i]);
    packet_forget(c);
}

/* --- together --------------------------------------------------------------------------------------------------------- */

static bool goes_on(const struct batch *b, unsigned i)
{
    return b->answers[i].verdict == VERDICT_PERMIT;
}

/* Whether every field of the MAC layers, and the header's size in the metadata, are the same. */
static bool are_alike(const struct shim_input *x, const struct shim_input *y)
{
    const struct headers *a = x->headers, *b = y->headers;
    return x->link == y->link && x->interface == y->interface && a->link_size == b->link_size && a->ether_type == b->ether_type &&
           a->vlan_id == b->vlan_id && memcmp(a->mac_dst, b->mac_dst, 6) == 0 && memcmp(a->mac_src, b->mac_src, 6) == 0 &&
           parse_is_malformed(x->parsed) == parse_is_malformed(y->parsed);
}

static struct run next_run(const struct batch *b, unsigned from)
{
    while (from < b->count && !goes_on(b, from))
        from++;
    struct run r = { from, from };
    while (r.end < b->count && (!goes_on(b, r.end) || are_alike(&b->frames[r.first], &b->frames[r.end])))
        r.end++;
    return r;
}

/* A list for each frame, linked. True: there are several. */
static bool chain(struct pkt_ctx *c, const struct batch *b, const struct run *r, const struct layer_row *layer)
{
    NET_BUFFER_LIST **lists = b->shim->batch.lists, *last = NULL;
    unsigned          count = 0;
    for (unsigned i = r->first; i < r->end; i++) {
        lists[i] = NULL;
        if (!goes_on(b, i))
            continue;
        look_at(c, b, i);
        lists[i] = packet_at(c, layer);
        if (lists[i] && last)
            last->Next = lists[i];
        if (lists[i]) {
            last = lists[i];
            count++;
        }
    }
    return count > 1;
}

/* Which lists the chain has yet: a callout may have taken some out (J-033). */
static void mark_left(const struct batch *b, const struct run *r, const NET_BUFFER_LIST *head, bool left[SHIM_BATCH])
{
    const NET_BUFFER_LIST *at = head;
    for (unsigned i = r->first; i < r->end; i++) {
        left[i] = at && b->shim->batch.lists[i] == at;
        if (left[i])
            at = at->Next;
    }
}

/* What became of one frame, and its list is given up. */
static void conclude(struct pkt_ctx *c, const struct batch *b, unsigned i, enum layer_pair pair, const struct classify_out *out, bool left)
{
    const struct layer_row *layer = layer_of(pair, FAMILY_NONE);
    uint32_t                offset = c->nbl_offset;
    look_at(c, b, i);
    c->verdict = VERDICT_PERMIT;
    if (!left && c->nbl)
        c->verdict = VERDICT_ABSORB;
    else
        (void)classify_conclude(c, pair, out);
    note(c, layer, out->rule, &b->answers[i]);
    if (c->verdict != VERDICT_ABSORB && c->nbl) /* else the chain is the callout's, as it left it */
        c->nbl->Next = NULL;
    packet_forget(c);
    c->nbl_offset = offset;
}

static void ask_run(const struct batch *b, const struct run *r, enum layer_pair pair)
{
    const struct layer_row *layer = layer_of(pair, FAMILY_NONE);
    struct pkt_ctx         *c = begin(b, r->first);
    struct classify_out     out;
    bool                    left[SHIM_BATCH];
    uint32_t                wanted;
    (void)ruleset_wanted_fields(b->rules, layer->id, &wanted);
    if (wanted == layer->field_count)
        c->together = chain(c, b, r, layer);
    else
        memset(&b->shim->batch.lists[r->first], 0, (r->end - r->first) * sizeof(b->shim->batch.lists[0]));
    look_at(c, b, r->first);
    classify_ask(c, pair, &out);
    b->shim->batch.lists[r->first] = c->nbl; /* an observer may have asked for it */
    mark_left(b, r, c->nbl, left);
    for (unsigned i = r->first; i < r->end; i++)
        if (goes_on(b, i))
            conclude(c, b, i, pair, &out, left[i]);
}

static void ask_layer(const struct batch *b, enum layer_pair pair)
{
    if (ruleset_layer_count(b->rules, layer_of(pair, FAMILY_NONE)->id) == 0)
        return;
    for (struct run r = next_run(b, 0); r.first < b->count; r = next_run(b, r.end))
        ask_run(b, &r, pair);
}

/* --- all -------------------------------------------------------------------------------------------------------------- */

static void read_headers(const struct batch *b)
{
    for (unsigned i = 0; i < b->count; i++) {
        struct shim_input *in = &b->frames[i];
        if (in->headers)
            continue;
        unsigned checks = b->inbound ? PARSE_CHECK_IP_CHECKSUM : 0;
        in->parsed = headers_parse(in->link, in->frame, in->wire_size, checks, &b->shim->batch.headers[i]);
        in->headers = &b->shim->batch.headers[i];
    }
}

static bool is_framed(const struct batch *b)
{
    for (unsigned i = 0; i < b->count; i++)
        if (b->frames[i].link != LINK_ETHERNET || b->frames[i].parsed == PARSE_LINK_TRUNCATED)
            return false;
    return true;
}

void shim_mac_batch(struct shim *s, const struct ruleset *rules, bool inbound, struct shim_input *frames, unsigned count,
                    struct mac_answer *answers)
{
    static const enum layer_pair layers[2][2] = {
        { LAYER(OUTBOUND_MAC_FRAME_ETHERNET), LAYER(OUTBOUND_MAC_FRAME_NATIVE) },
        { LAYER(INBOUND_MAC_FRAME_NATIVE), LAYER(INBOUND_MAC_FRAME_ETHERNET) },
    };
    const enum layer_pair *of = layers[inbound];
    struct batch           b = { s, rules, inbound, frames, count, answers };
    read_headers(&b);
    memset(answers, 0, count * sizeof(answers[0])); /* all are permitted so far */
    if (is_framed(&b) && ruleset_layer_takes_batches(rules, layer_of(of[0], FAMILY_NONE)->id) &&
        ruleset_layer_takes_batches(rules, layer_of(of[1], FAMILY_NONE)->id)) {
        ask_layer(&b, of[0]);
        ask_layer(&b, of[1]);
    } else {
        for (unsigned i = 0; i < count; i++)
            ask_alone(&b, i);
    }
    for (unsigned i = 0; i < count; i++)
        frames[i].mac_asked = true;
}
