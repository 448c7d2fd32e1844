#include "security/access.h"

#include <stdatomic.h>

#include "security/descriptor.h"
#include "security/token.h"
#include "security/wellknown.h"

/* What the generic rights mean for a kind of object. */
struct mapping {
    uint32_t read, write, execute, all;
};

static const struct mapping object_mapping = { ACTRL_GENERIC_READ, ACTRL_GENERIC_WRITE, ACTRL_GENERIC_EXECUTE,
                                               ACTRL_GENERIC_ALL };

/* No statement says what reading, writing or executing a match would be. */
static const struct mapping match_mapping = { .all = ACTRL_MATCH_FILTER };

static const struct mapping file_mapping = { FILE_RIGHTS_READ, FILE_RIGHTS_WRITE, FILE_RIGHTS_EXECUTE, FILE_RIGHTS_ALL };

static uint32_t map_mask(const struct mapping *m, uint32_t mask)
{
    return (mask & ~(RIGHT_GENERIC_READ | RIGHT_GENERIC_WRITE | RIGHT_GENERIC_EXECUTE | RIGHT_GENERIC_ALL)) |
           (mask & RIGHT_GENERIC_READ ? m->read : 0) | (mask & RIGHT_GENERIC_WRITE ? m->write : 0) |
           (mask & RIGHT_GENERIC_EXECUTE ? m->execute : 0) | (mask & RIGHT_GENERIC_ALL ? m->all : 0);
}

uint32_t access_map(uint32_t mask)
{
    return map_mask(&object_mapping, mask);
}

uint32_t access_map_file(uint32_t mask)
{
    return map_mask(&file_mapping, mask);
}

static bool is_owner(const struct sd *sd, const struct token *token)
{
    return sd->owner && token_has(token, sd->owner);
}

static bool names(const struct ace *ace, const struct sd *sd, const struct token *token)
{
    return token_has(token, ace->sid) || (sid_equal(ace->sid, well_known_sid(SID_OWNER_RIGHTS)) && is_owner(sd, token));
}

/* Walks the list until nothing is missing any more, or something missing is denied. */
static bool list_grants(const struct sd *sd, const struct mapping *mapping, const struct token *token, uint32_t missing)
{
    struct ace_cursor cursor = sd_aces(sd);
    struct ace        ace;
    while (missing && ace_next(&cursor, &ace)) {
        uint32_t decides = map_mask(mapping, ace.mask) & missing;
        if (!decides || (ace.flags & ACE_INHERIT_ONLY) || !names(&ace, sd, token))
            continue;
        if (ace.type != ACE_ALLOW)
            return false;
        missing &= ~decides;
    }
    return !missing;
}

/* What the token has without the DACL's help. */
static uint32_t rights_beyond(const struct sd *sd, const struct token *token)
{
    return (is_owner(sd, token) ? RIGHT_READ_CONTROL | RIGHT_WRITE_DAC : 0) |
           (token_is_administrator(token) ? RIGHT_WRITE_OWNER : 0);
}

static enum wfp_status check(const struct byte_blob *blob, const struct mapping *mapping, const struct token *token, uint32_t desired)
{
    struct sd sd;
    uint32_t  mask = map_mask(mapping, desired);
    if (sd_open(blob, &sd) || !mask)
        return WFP_ACCESS_DENIED;
    if (sd.dacl != DACL_LIST)
        return WFP_OK;
    mask &= ~rights_beyond(&sd, token);
    return list_grants(&sd, mapping, token, mask) ? WFP_OK : WFP_ACCESS_DENIED;
}

enum wfp_status access_check(const struct byte_blob *sd, const struct token *token, uint32_t desired)
{
    return check(sd, &object_mapping, token, desired);
}

enum wfp_status access_check_file(const struct byte_blob *sd, const struct token *token, uint32_t desired)
{
    return check(sd, &file_mapping, token, desired);
}

enum wfp_status access_check_engine(const struct byte_blob *sd, const struct token *token, uint32_t desired)
{
    uint32_t mask = access_map(desired);
    if (!token_is_administrator(token) || !(mask & ACTRL_OPEN))
        return access_check(sd, token, desired);
    mask &= ~(uint32_t)ACTRL_OPEN;
    return mask ? access_check(sd, token, mask) : WFP_OK;
}

bool access_may_match(const struct byte_blob *blob, const struct token *token)
{
    struct sd sd;
    if (sd_open(blob, &sd))
        return false;
    return sd.dacl != DACL_LIST || list_grants(&sd, &match_mapping, token, ACTRL_MATCH_FILTER);
}

bool access_may_match_named(const struct byte_blob *blob, uint32_t name, const struct token *token)
{
    if (!name || !token->grants)
        return access_may_match(blob, token);
    _Atomic uint64_t *place = &token->grants->said[name % GRANTS_KEPT];
    uint64_t          said = atomic_load_explicit(place, memory_order_relaxed);
    if (said >> 1 == name)
        return said & 1;
    bool granted = access_may_match(blob, token);
    atomic_store_explicit(place, (uint64_t)name << 1 | granted, memory_order_relaxed);
    return granted;
}

bool access_may_give(const struct token *token, const uint8_t *owner)
{
    return sid_equal(token->sids[0], owner) || token_is_administrator(token);
}
