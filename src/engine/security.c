/* Security descriptors in self-relative form, little-endian, as Windows keeps them: enough to answer whether a token may
 * match a filter. The bytes come from policies, so nothing in them is trusted; what cannot be read grants nothing. */
#include "base/bytes.h"
#include "engine/match.h"

#define ACTRL_MATCH_FILTER 0x1u
#define GENERIC_ALL        0x10000000u

enum {
    SD_REVISION = 1,
    SD_DACL_PRESENT = 0x0004,
    SD_SELF_RELATIVE = 0x8000,
    SID_FIXED_SIZE = 8, /* before the sub-authorities */
    SID_MAX_AUTHORITIES = 15,
};

enum ace_type { ACE_ALLOWED = 0, ACE_DENIED = 1 };

enum { ACE_FLAG_INHERIT_ONLY = 0x08 };

static bool token_has_sid(const struct token *token, const uint8_t *sid, size_t size)
{
    for (uint32_t i = 0; i < token->sid_count; i++)
        if (sid_size(token->sids[i]) == size && memcmp(token->sids[i], sid, size) == 0)
            return true;
    return false;
}

/* Of the generic rights only GENERIC_ALL contains the right to match: it maps to all specific rights of a filter. */
static bool mask_has_match(uint32_t mask)
{
    return (mask & (ACTRL_MATCH_FILTER | GENERIC_ALL)) != 0;
}

enum ace_answer { ACE_OTHER, ACE_NAMES_TOKEN, ACE_MALFORMED };

/* Reads the body of an ACE after its header: access mask, SID. */
static enum ace_answer ace_read(struct bytes body, const struct token *token)
{
    uint8_t      sid[SID_MAX_SIZE];
    uint32_t     mask;
    struct bytes whole;
    if (!bytes_u32_le(&body, &mask))
        return ACE_MALFORMED;
    whole = body;
    if (!bytes_copy(&body, sid, SID_FIXED_SIZE) || sid[1] > SID_MAX_AUTHORITIES || !bytes_copy(&whole, sid, sid_size(sid)))
        return ACE_MALFORMED;
    return mask_has_match(mask) && token_has_sid(token, sid, sid_size(sid)) ? ACE_NAMES_TOKEN : ACE_OTHER;
}

/* ACEs are taken in their order; the first that names the token decides (deny entries stand first in a canonical list). */
static bool acl_grants(struct bytes acl, const struct token *token)
{
    uint8_t  revision, padding, type, flags;
    uint16_t size, count, reserved, ace_size;
    if (!bytes_u8(&acl, &revision) || !bytes_u8(&acl, &padding) || !bytes_u16_le(&acl, &size) ||
        !bytes_u16_le(&acl, &count) || !bytes_u16_le(&acl, &reserved) || size < 8)
        return false;
    bytes_limit(&acl, size - 8u);
    for (; count; count--) {
        struct bytes body;
        if (!bytes_u8(&acl, &type) || !bytes_u8(&acl, &flags) || !bytes_u16_le(&acl, &ace_size) || ace_size < 4 ||
            !bytes_sub(&acl, ace_size - 4u, &body))
            return false;
        if ((flags & ACE_FLAG_INHERIT_ONLY) || (type != ACE_ALLOWED && type != ACE_DENIED))
            continue;
        enum ace_answer answer = ace_read(body, token);
        if (answer != ACE_OTHER)
            return answer == ACE_NAMES_TOKEN && type == ACE_ALLOWED;
    }
    return false;
}

bool match_security_descriptor(const struct byte_blob *sd, const struct token *token)
{
    struct bytes all = bytes_of(sd->data, sd->size), b = all;
    uint8_t      revision, padding;
    uint16_t     control;
    uint32_t     dacl;
    if (!bytes_u8(&b, &revision) || !bytes_u8(&b, &padding) || !bytes_u16_le(&b, &control) || !bytes_skip(&b, 12) ||
        !bytes_u32_le(&b, &dacl) || revision != SD_REVISION || !(control & SD_SELF_RELATIVE))
        return false;
    if (!(control & SD_DACL_PRESENT) || dacl == 0)
        return true; /* no DACL: everybody is granted everything */
    return bytes_skip(&all, dacl) && acl_grants(all, token);
}
