#include "security/token.h"

#include <stdlib.h>

#include "model/name.h"
#include "security/access.h"
#include "security/wellknown.h"

/* One allocation: the token, the pointers, the numbers, the names, the SIDs. */
struct block {
    struct token   token;
    struct grants  grants;
    struct name  **names;
    const uint8_t *sids[];
};

static size_t size_of(const uint8_t *const *sids, uint32_t count)
{
    size_t size = sizeof(struct block) + count * (sizeof(uint8_t *) + sizeof(struct name *) + sizeof(uint32_t));
    for (uint32_t i = 0; i < count; i++)
        size += sid_size(sids[i]);
    return size;
}

static enum wfp_status fill(struct block *b, const uint8_t *const *sids, uint32_t count)
{
    uint32_t *numbers = (uint32_t *)(b->names + count);
    uint8_t  *at = (uint8_t *)(numbers + count);
    b->token = (struct token){ count, b->sids, numbers, &b->grants };
    for (uint32_t i = 0; i < count; i++) {
        b->sids[i] = memcpy(at, sids[i], sid_size(sids[i]));
        at += sid_size(sids[i]);
        RETURN_IF(name_get(sids[i], (uint32_t)sid_size(sids[i]), &b->names[i]));
        numbers[i] = b->names[i]->number;
    }
    return WFP_OK;
}

enum wfp_status token_new(const uint8_t *const *sids, uint32_t count, struct token **out)
{
    if (!count)
        return WFP_INVALID_PARAMETER;
    struct block *b = calloc(1, size_of(sids, count));
    if (!b)
        return WFP_NO_MEMORY;
    b->names = (struct name **)&b->sids[count];
    enum wfp_status err = fill(b, sids, count);
    if (err)
        token_free(&b->token);
    else
        *out = &b->token;
    return err;
}

enum wfp_status token_copy(const struct token *token, struct token **out)
{
    return token_new(token->sids, token->sid_count, out);
}

void token_free(struct token *take)
{
    struct block *b = (struct block *)take; /* the first member of its block */
    for (uint32_t i = 0; b && i < b->token.sid_count; i++)
        name_put(b->names[i]);
    free(b);
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
        *copy = (struct token){ .sid_count = token->sid_count, .sids = sids };
    *out = copy;
    return WFP_OK;
}
