#include "engine/source.h"

#include <stdlib.h>

void source_set_fini(struct source_set *s)
{
    free(s->claimed.of);
    s->claimed = (struct claim_set){ 0 };
    prefix_set_fini(&s->prefixes);
    s->count = 0;
}

static bool is_same(const struct source *a, const struct source *b)
{
    return a->slot == b->slot && a->type == b->type && a->kind == b->kind && a->at == b->at && a->mask == b->mask;
}

static void add_source(struct source_set *s, const struct source *wanted)
{
    struct source_columns *c = &s->columns;
    uint32_t               i = s->count++, bit = 1u << i, at = wanted->slot * (uint32_t)sizeof(struct value);
    s->of[i] = *wanted;
    c->number[i] = at + (uint32_t)(wanted->kind == SOURCE_NAME ? offsetof(struct value, name) : offsetof(struct value, u32));
    c->type[i] = at + (uint32_t)offsetof(struct value, type);
    c->mask[i] = wanted->mask;
    c->wanted_type[i] = wanted->type;
    if (wanted->kind == SOURCE_NAME)
        s->named |= bit;
    else if (wanted->kind != SOURCE_NUMBER)
        s->special |= bit;
    if (wanted->kind == SOURCE_CLAIM)
        s->claims = bit;
}

uint32_t source_index(struct source_set *s, const struct source *wanted)
{
    uint32_t i = 0;
    while (i < s->count && !is_same(&s->of[i], wanted))
        i++;
    if (i == SOURCE_NOTHING || (i == s->count && wanted->kind == SOURCE_CLAIM && s->claims))
        return SOURCE_NONE;
    if (i < s->count)
        return i;
    if (s->frozen)
        return SOURCE_NONE;
    add_source(s, wanted);
    return i;
}

unsigned source_bits(const struct source *s)
{
    if (s->kind != SOURCE_NUMBER)
        return 32;
    return s->type == TYPE_UINT8 ? 8 : s->type == TYPE_UINT16 ? 16 : 32;
}

/* --- claims ------------------------------------------------------------------------------------------------------------------ */

/* Where it is, or would be. */
static uint32_t *claim_at(const struct claim_set *c, uint32_t name)
{
    uint32_t at = (uint32_t)(name * UINT64_C(0x9e3779b97f4a7c15) >> 32) & (c->room - 1);
    while (c->of[at] && c->of[at] != name)
        at = (at + 1) & (c->room - 1);
    return &c->of[at];
}

static enum wfp_status grow(struct claim_set *c)
{
    struct claim_set larger = { .count = c->count, .room = c->room ? 2 * c->room : 16 };
    larger.of = calloc(larger.room, sizeof(*larger.of));
    if (!larger.of)
        return WFP_NO_MEMORY;
    for (uint32_t i = 0; i < c->room; i++)
        if (c->of[i])
            *claim_at(&larger, c->of[i]) = c->of[i];
    free(c->of);
    *c = larger;
    return WFP_OK;
}

enum wfp_status source_claim(struct source_set *s, uint32_t name, bool *known)
{
    struct claim_set *c = &s->claimed;
    if (!s->frozen && 2 * c->count >= c->room)
        RETURN_IF(grow(c));
    *known = c->room && *claim_at(c, name) == name;
    if (*known || s->frozen)
        return WFP_OK;
    *claim_at(c, name) = name;
    c->count++;
    *known = true;
    return WFP_OK;
}

static bool add_claim(struct numbers *n, uint32_t name)
{
    for (uint32_t i = 0; i < n->claim_count; i++)
        if (n->claims[i] == name)
            return true;
    if (n->claim_count == CLAIMS_MAX)
        return false;
    n->claims[n->claim_count++] = name;
    return true;
}

/* False: too many of its SIDs are named by filters, or one of them has no number. */
static bool read_claims(struct numbers *n, const struct claim_set *claimed, const struct token *token)
{
    if (!claimed->count)
        return true;
    for (uint32_t i = 0; i < token->sid_count; i++) {
        uint32_t name = token->names ? token->names[i] : 0;
        if (!name || (*claim_at(claimed, name) && !add_claim(n, name)))
            return false;
    }
    return true;
}

/* --- reading ----------------------------------------------------------------------------------------------------------------- */

static uint32_t word_at(const uint8_t *bytes, unsigned pair)
{
    uint32_t n;
    memcpy(&n, bytes + 2 * pair, sizeof(n));
    return __builtin_bswap32(n);
}

/* A SID in a filter is compared with tokens too, wherever one turns up; and a token's field may be given a SID. */
static bool is_odd(const struct source *s, const struct value *v)
{
    return (s->kind == SOURCE_NAME && s->type == TYPE_SID && v->type == TYPE_TOKEN_ACCESS_INFORMATION) ||
           (s->kind == SOURCE_CLAIM && v->type == TYPE_SID);
}

static bool read_special(struct numbers *n, const struct source_set *s, uint32_t i, const struct value *v)
{
    const struct source *source = &s->of[i];
    if (n->absent >> i & 1)
        return !is_odd(source, v);
    if (source->kind == SOURCE_CLAIM)
        return read_claims(n, &s->claimed, v->token);
    if (source->kind == SOURCE_PREFIX)
        n->of[i] = prefix_number(&s->prefixes, v);
    else
        n->of[i] = source->kind == SOURCE_WORD ? word_at(v->bytes16, source->at) : (uint32_t)(*v->u64 >> 32 * source->at);
    return true;
}

static bool read_specials(struct numbers *n, const struct source_set *s, const struct value *values)
{
    for (uint32_t left = s->special; left; left &= left - 1) {
        uint32_t i = (uint32_t)__builtin_ctz(left);
        if (!read_special(n, s, i, &values[s->of[i].slot]))
            return false;
    }
    return true;
}

/* Whoever gave it the value has given it no number. */
static bool read_names(const struct numbers *n, const struct source_set *s, const struct value *values)
{
    for (uint32_t left = s->named; left; left &= left - 1) {
        uint32_t i = (uint32_t)__builtin_ctz(left);
        if (n->absent >> i & 1 ? is_odd(&s->of[i], &values[s->of[i].slot]) : !n->of[i])
            return false;
    }
    return true;
}

bool numbers_complete(struct numbers *n, const struct source_set *s, const struct value *values)
{
    return (!s->named || read_names(n, s, values)) && (!s->special || read_specials(n, s, values));
}
