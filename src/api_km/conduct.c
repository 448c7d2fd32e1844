#include "api_km/conduct.h"

#include "callout/injection.h"
#include "model/choices.h"
#include "nt/irql.h"
#include "nt/ledger.h"
#include "nt/rule.h"
#include "nt/spinlock.h"
#include "nt/stack.h"
#include "nt/system.h"
#include "pkt/nbl.h"

/* Layers that the stack comes to in the call of a program; at all others packets arrive at DISPATCH_LEVEL (P-015). */
static uint8_t level_of(const struct layer_row *layer)
{
    switch (layer->pair) {
    case PAIR_ALE_RESOURCE_ASSIGNMENT:
    case PAIR_ALE_RESOURCE_RELEASE:
    case PAIR_ALE_AUTH_LISTEN:
    case PAIR_ALE_AUTH_CONNECT:
    case PAIR_ALE_BIND_REDIRECT:
    case PAIR_ALE_CONNECT_REDIRECT:
    case PAIR_ALE_ENDPOINT_CLOSURE:
    case PAIR_NAME_RESOLUTION_CACHE:
        return IRQL_PASSIVE;
    default:
        return CHOICE_CLASSIFY_AT_DISPATCH_LEVEL ? IRQL_DISPATCH : IRQL_PASSIVE;
    }
}

static bool shows_packet(const struct layer_row *layer)
{
    return layer->offset != OFFSET_NONE && layer->offset != OFFSET_UNDOCUMENTED && layer->pair != PAIR_STREAM;
}

static void note_places(struct conduct *c)
{
    c->nbl = shows_packet(c->of.in->layer) ? c->of.in->layer_data : NULL;
    c->buffers = 0;
    if (!c->nbl)
        return;
    for (const NET_BUFFER *nb = c->nbl->FirstNetBuffer; nb && c->buffers < CONDUCT_BUFFERS; nb = nb->Next)
        c->places[c->buffers++] = (struct conduct_place){ nb->MdlChain, nb->CurrentMdl, nb->CurrentMdlOffset, nb->DataOffset,
                                                          nb->DataLength };
}

static _Thread_local struct conduct *innermost;

struct conduct *conduct_now(void)
{
    return innermost;
}

static bool is_among(const struct conduct *c, const NET_BUFFER_LIST *nbl)
{
    for (unsigned i = 0; i < c->list_count; i++)
        if (c->lists[i] == nbl)
            return true;
    return c->nbl == nbl;
}

struct conduct *conduct_of(const NET_BUFFER_LIST *nbl)
{
    return innermost && nbl && is_among(innermost, nbl) ? innermost : NULL;
}

bool conduct_forbids_holding(const struct conduct *c)
{
    return c->of.batches && (c->of.in->layer->pair == PAIR_INBOUND_MAC_FRAME_ETHERNET || c->of.in->layer->pair == PAIR_OUTBOUND_MAC_FRAME_ETHERNET ||
                          c->of.in->layer->pair == PAIR_INBOUND_MAC_FRAME_NATIVE || c->of.in->layer->pair == PAIR_OUTBOUND_MAC_FRAME_NATIVE);
}

static void note_lists(struct conduct *c)
{
    c->list_count = 0;
    if (!c->of.batches || !conduct_forbids_holding(c))
        return;
    for (NET_BUFFER_LIST *nbl = c->nbl; nbl && c->list_count < CONDUCT_LISTS; nbl = nbl->Next)
        c->lists[c->list_count++] = nbl;
}

void conduct_begin(struct conduct *c, const struct conducted *of, const struct classify_out *out)
{
    uint8_t level = level_of(of->in->layer);
    c->of = *of;
    c->pended = c->will_modify = false;
    c->action = out->action;
    c->rights = out->rights;
    c->locks = spin_held();
    c->before = irql_current();
    c->level = c->before < level ? level : c->before;
    if (c->level != c->before)
        irql_raise(c->of.km->nt, c->level);
    note_places(c);
    note_lists(c);
    c->outer = innermost;
    innermost = c;
}

/* --- afterwards --------------------------------------------------------------------------------------------------- */

struct name {
    char text[160];
};

static struct name name_of(const struct conduct *c)
{
    struct name n;
    nt_stack_name_function(c->of.km->nt, c->of.function, n.text, sizeof(n.text));
    return n;
}

#define BREACH(c, rule, words, ...) \
    rule_broken((c)->of.km->nt, rule, (c)->of.function, "%s at %s " words, name_of(c).text, (c)->of.in->layer->name, ##__VA_ARGS__)

static void check_level(const struct conduct *c)
{
    uint8_t  level = irql_current();
    unsigned locks = spin_held();
    if (locks > c->locks)
        BREACH(c, RULE_LOCK_HELD_AT_RETURN, "returned with %u spin %s held", locks - c->locks, locks - c->locks > 1 ? "locks" : "lock");
    else if (level != c->level)
        BREACH(c, RULE_CLASSIFY_CHANGED_IRQL, "was called at %s and returned at %s", irql_name(c->level), irql_name(level));
    irql_reset(c->before);
}

static bool is_there(const NET_BUFFER *nb, const struct conduct_place *p)
{
    return nb->DataOffset == p->offset && nb->DataLength == p->length && nb->MdlChain == p->chain;
}

static void put_back(NET_BUFFER *nb, const struct conduct_place *p)
{
    nb->MdlChain = p->chain;
    nb->CurrentMdl = p->current;
    nb->CurrentMdlOffset = p->current_offset;
    nb->DataOffset = p->offset;
    nb->DataLength = p->length;
}

static void check_places(const struct conduct *c)
{
    NET_BUFFER *nb = c->nbl ? c->nbl->FirstNetBuffer : NULL;
    for (unsigned i = 0; i < c->buffers && nb; i++, nb = nb->Next) {
        const struct conduct_place *p = &c->places[i];
        if (is_there(nb, p))
            continue;
        BREACH(c, RULE_OFFSET_NOT_RESTORED, "was given data at offset %u and left them at %u", p->offset, nb->DataOffset);
        put_back(nb, p);
    }
}

/* What the answer may be behind the filter's kind of action. */
static void check_action(const struct conduct *c, const struct classify_out *out)
{
    bool had_right = c->rights & RIGHT_ACTION_WRITE, decides = out->action == ACTION_PERMIT || out->action == ACTION_BLOCK;
    if (c->of.rule->action == ACTION_CALLOUT_INSPECTION) {
        if (decides && out->action != c->action)
            BREACH(c, RULE_INSPECTION_DECIDES, "answered %s behind the inspection filter \"%s\"",
                   out->action == ACTION_BLOCK ? "BLOCK" : "PERMIT", c->of.rule->name);
    } else if (!had_right) {
        if (out->action == ACTION_PERMIT && c->action != ACTION_PERMIT)
            BREACH(c, RULE_WRITE_WITHOUT_RIGHT, "answered PERMIT without the right to write the action");
    } else if (c->of.rule->action == ACTION_CALLOUT_TERMINATING && !decides) {
        BREACH(c, RULE_TERMINATING_WITHOUT_DECISION, "answered neither PERMIT nor BLOCK behind the terminating filter \"%s\"",
               c->of.rule->name);
    }
    if (out->action == ACTION_BLOCK && c->action != ACTION_BLOCK && c->of.in->layer->pair == PAIR_ALE_FLOW_ESTABLISHED)
        BREACH(c, RULE_BLOCK_AT_FLOW_ESTABLISHED, "answered BLOCK: the connection is torn down");
}

static void check_absorb(const struct conduct *c, const struct classify_out *out)
{
    if (!(out->flags & CLASSIFY_OUT_FLAG_ABSORB))
        return;
    if (out->action != ACTION_BLOCK)
        BREACH(c, RULE_ABSORB_WITHOUT_BLOCK, "set the ABSORB flag without BLOCK");
    else if ((c->rights & RIGHT_ACTION_WRITE) && (out->rights & RIGHT_ACTION_WRITE))
        BREACH(c, RULE_ABSORB_WITH_RIGHT, "absorbed and left FWPS_RIGHT_ACTION_WRITE set");
}

/* Who wants to change a packet later must own it until then (D-022). */
static void check_reference(const struct conduct *c, const struct classify_out *out)
{
    bool absorbs = out->action == ACTION_BLOCK && out->flags & CLASSIFY_OUT_FLAG_ABSORB;
    if (c->will_modify && (!absorbs || out->rights & RIGHT_ACTION_WRITE))
        BREACH(c, RULE_MODIFY_WITHOUT_ABSORB, "referenced the packet to modify it and %s",
               absorbs ? "left FWPS_RIGHT_ACTION_WRITE set" : "let it go on");
}

/* C-066. */
static void check_pend(const struct conduct *c, const struct classify_out *out)
{
    if (c->pended && (out->action != ACTION_BLOCK || !(out->flags & CLASSIFY_OUT_FLAG_ABSORB)))
        BREACH(c, RULE_NO_BLOCK_AFTER_PEND, "pended the operation and answered %s",
               out->action == ACTION_BLOCK ? "BLOCK without ABSORB" : "no BLOCK");
}

/* Did the driver inject the packet, last or before? */
static bool is_own(const struct conduct *c)
{
    const struct nbl_state *state = c->nbl ? nbl_state_of(c->nbl) : NULL;
    const struct lineage   *l = state ? &state->lineage : NULL;
    uint32_t                kept = !l ? 0 : l->count < LINEAGE_MAX ? l->count : LINEAGE_MAX;
    for (uint32_t i = 0; i < kept; i++)
        if (injection_handle_owner(c->of.km->callouts, l->by[i].handle) == c->of.km->driver)
            return true;
    return false;
}

/* D-041. */
static void check_own(const struct conduct *c, const struct classify_out *out)
{
    if (out->action == ACTION_BLOCK && c->action != ACTION_BLOCK && is_own(c))
        BREACH(c, RULE_SELF_INJECTED_BLOCKED, "blocked a packet that its own driver injected");
}

static void abandon_absorbed(const struct nt_entry *e)
{
    nbl_drop((NET_BUFFER_LIST *)(uintptr_t)e->address);
}

static void hand_over(const struct conduct *c, NET_BUFFER_LIST *nbl)
{
    struct nt_system *nt = c->of.km->nt;
    struct nt_entry   e = { .address = nbl, .driver = c->of.km->driver, .kind = NT_ABSORBED, .abandon = abandon_absorbed };
    enum wfp_status   err = nbl_keep(nbl);
    if (err == WFP_OK && !nt_ledger_add(nt, &e)) {
        nbl_drop(nbl);
        err = WFP_NO_MEMORY;
    }
    if (err) /* the function has no way to hear so */
        nt_report(nt, "an absorbed frame at %s is lost: %s", c->of.in->layer->name, status_row(err)->sentence);
}

/* What a callout that takes batches absorbs is its own, and what it has taken out of the chain (J-033). */
static void give_absorbed(const struct conduct *c, const struct classify_out *out)
{
    bool                   all = out->action == ACTION_BLOCK && (out->flags & CLASSIFY_OUT_FLAG_ABSORB);
    const NET_BUFFER_LIST *left = c->nbl;
    for (unsigned i = 0; i < c->list_count; i++) {
        bool is_left = c->lists[i] == left;
        if (is_left)
            left = left->Next;
        if (all || !is_left)
            hand_over(c, c->lists[i]);
    }
}

void conduct_end(struct conduct *c, const struct classify_out *out)
{
    innermost = c->outer;
    give_absorbed(c, out);
    check_reference(c, out);
    check_level(c);
    check_places(c);
    check_action(c, out);
    check_absorb(c, out);
    check_pend(c, out);
    check_own(c, out);
}
