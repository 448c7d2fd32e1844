#include "security/token.h"

#include <stdlib.h>

#include "security/wellknown.h"

/* One block: the token, the pointers, the SIDs. */
struct block {
    struct token   token;
    const uint8_t *sids[];
};

enum wfp_status token_new(const uint8_t *const *sids, uint32_t count, struct token **out)
{
    size_t bytes = 0;
    for (uint32_t i = 0; i < count; i++)
        bytes += sid_size(sids[i]);
    if (!count)
        return WFP_INVALID_PARAMETER;
    struct block *b = malloc(sizeof(*b) + count * sizeof(b->sids[0]) + bytes);
    if (!b)
        return WFP_NO_MEMORY;
    uint8_t *at = (uint8_t *)&b->sids[count];
    for (uint32_t i = 0; i < count; i++) {
        b->sids[i] = memcpy(at, sids[i], sid_size(sids[i]));
        at += sid_size(sids[i]);
    }
    b->token = (struct token){ count, b->sids };
    *out = &b->token;
    return WFP_OK;
}

enum wfp_status token_copy(const struct token *token, struct token **out)
{
    return token_new(token->sids, token->sid_count, out);
}

void token_free(struct token *take)
{
    free(take); /* the first member of its block */
}

bool token_has(const struct token *token, const uint8_t *sid)
{
    for (uint32_t i = 0; i < token->sid_count; i++)
        if (sid_equal(token->sids[i], sid))
            return true;
    return false;
}

bool token_is_administrator(const struct token *token)
{
    return token_has(token, well_known_sid(SID_ADMINISTRATORS));
}

const uint8_t *token_owner(const struct token *token)
{
    return token_is_administrator(token) ? well_known_sid(SID_ADMINISTRATORS) : token->sids[0];
}

const uint8_t *token_group(const struct token *token)
{
    return token->sids[token->sid_count > 1 ? 1 : 0];
}

enum wfp_status token_copy_arena(const struct token *token, struct arena *arena, const struct token **out)
{
    struct token   *copy = token ? arena_copy(arena, token, sizeof(*copy)) : NULL;
    const uint8_t **sids = token ? arena_array(arena, token->sid_count, sizeof(*sids)) : NULL;
    if (token && (!copy || !sids))
        return WFP_NO_MEMORY;
    for (uint32_t i = 0; token && i < token->sid_count; i++)
        if (!(sids[i] = arena_copy(arena, token->sids[i], sid_size(token->sids[i]))))
            return WFP_NO_MEMORY;
    if (copy)
        copy->sids = sids;
    *out = copy;
    return WFP_OK;
}
