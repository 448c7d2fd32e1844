#include "engine/source.h"

void source_set_fini(struct source_set *s)
{
    for (uint32_t i = 0; i < s->count; i++)
        intern_fini(&s->ids[i]);
    s->count = 0;
}

static bool is_same(const struct source *a, const struct source *b)
{
    return a->slot == b->slot && a->type == b->type && a->kind == b->kind && a->at == b->at && a->mask == b->mask;
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
    s->of[s->count++] = *wanted;
    s->special |= wanted->kind == SOURCE_NUMBER ? 0 : 1u << i;
    if (wanted->kind == SOURCE_CLAIM)
        s->claims = 1u << i;
    return i;
}

unsigned source_bits(const struct source *s)
{
    if (s->kind != SOURCE_NUMBER)
        return 32;
    return s->type == TYPE_UINT8 ? 8 : s->type == TYPE_UINT16 ? 16 : 32;
}

static uint32_t word_at(const uint8_t *bytes, unsigned pair)
{
    uint32_t n;
    memcpy(&n, bytes + 2 * pair, sizeof(n));
    return __builtin_bswap32(n);
}

static uint32_t read_special(const struct source *s, const struct intern *ids, const struct value *v)
{
    switch ((enum source_kind)s->kind) {
    case SOURCE_WORD:
        return word_at(v->bytes16, s->at);
    case SOURCE_HALF:
        return (uint32_t)(*v->u64 >> 32 * s->at);
    case SOURCE_NUMBER:
    case SOURCE_ID:
    case SOURCE_CLAIM:
        break;
    }
    return intern_find(ids, v);
}

static bool add_claim(struct numbers *n, uint32_t id)
{
    for (uint32_t i = 0; i < n->claim_count; i++)
        if (n->claims[i] == id)
            return true;
    if (n->claim_count == CLAIMS_MAX)
        return false;
    n->claims[n->claim_count++] = id;
    return true;
}

/* False: too many of its SIDs are named. */
static bool read_claims(struct numbers *n, const struct intern *ids, const struct token *token)
{
    for (uint32_t i = 0; i < token->sid_count; i++) {
        struct value sid = { .type = TYPE_SID, .sid = (uint8_t *)(uintptr_t)token->sids[i] };
        uint32_t     id = intern_find(ids, &sid);
        if (id && !add_claim(n, id))
            return false;
    }
    return true;
}

/* A SID in a filter is compared with tokens too, wherever one turns up; and a token's field may be given a SID. */
static bool is_odd(const struct source *s, const struct value *v)
{
    return (s->kind == SOURCE_ID && s->type == TYPE_SID && v->type == TYPE_TOKEN_ACCESS_INFORMATION) ||
           (s->kind == SOURCE_CLAIM && v->type == TYPE_SID);
}

static bool read_specials(struct numbers *n, const struct source_set *s, const struct value *values)
{
    for (uint32_t left = s->special; left; left &= left - 1) {
        uint32_t             i = (uint32_t)__builtin_ctz(left);
        const struct source *source = &s->of[i];
        const struct value  *v = &values[source->slot];
        if (n->absent >> i & 1) {
            if (is_odd(source, v))
                return false;
        } else if (source->kind != SOURCE_CLAIM) {
            n->of[i] = read_special(source, &s->ids[i], v);
        } else if (!read_claims(n, &s->ids[i], v->token)) {
            return false;
        }
    }
    return true;
}

/* The numbers of those that are absent, or special, are something; nobody looks at the former. */
bool numbers_read(struct numbers *n, const struct source_set *s, const struct value *values)
{
    numbers_read_plain(n, s, values);
    return !s->special || read_specials(n, s, values);
}
