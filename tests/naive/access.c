/* Would a token be granted FWP_ACTRL_MATCH_FILTER by a security descriptor? See naive.h. */
#include "naive/naive.h"

#include <string.h>

#define MATCH_FILTER       1u
/* No statement maps generic rights here, but "all" says enough; A-161 has the right in no other one. */
#define GENERIC_ALL        0x10000000u
#define CONTROL_DACL       0x0004u
#define CONTROL_RELATIVE   0x8000u
#define ENTRY_ALLOW        0u
#define ENTRY_DENY         1u
#define ENTRY_INHERIT_ONLY 0x08u

/* `n` bytes at `at`, little-endian; *ok becomes false when they do not lie inside. */
static uint32_t little(const struct byte_blob *b, uint64_t at, unsigned n, bool *ok)
{
    uint32_t v = 0;
    if (at + n > b->size) {
        *ok = false;
        return 0;
    }
    for (unsigned i = 0; i < n; i++)
        v |= (uint32_t)b->data[at + i] << 8 * i;
    return v;
}

static bool entry_fits(const struct byte_blob *sd, uint64_t at, uint64_t end)
{
    bool     ok = true;
    uint32_t type = little(sd, at, 1, &ok), size = little(sd, at + 2, 2, &ok);
    uint32_t revision = little(sd, at + 8, 1, &ok), subs = little(sd, at + 9, 1, &ok);
    return ok && type <= ENTRY_DENY && size % 4 == 0 && size >= 16 + 4 * subs && at + size <= end && revision == 1 &&
           subs <= 15;
}

static bool dacl_fits(const struct byte_blob *sd, uint32_t at)
{
    bool     ok = true;
    uint32_t revision = little(sd, at, 1, &ok), size = little(sd, (uint64_t)at + 2, 2, &ok);
    uint32_t count = little(sd, (uint64_t)at + 4, 2, &ok);
    uint64_t end = (uint64_t)at + size, entry = (uint64_t)at + 8;
    if (!ok || at % 4 || revision < 2 || revision > 4 || size < 8 || end > sd->size)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        if (!entry_fits(sd, entry, end))
            return false;
        entry += little(sd, entry + 2, 2, &ok);
    }
    return true;
}

/* Owner and group play no part in this question but must be SIDs inside; the SACL is ignored. */
static bool sid_fits(const struct byte_blob *sd, uint32_t at)
{
    bool     ok = true;
    uint32_t revision = little(sd, at, 1, &ok), subs = little(sd, (uint64_t)at + 1, 1, &ok);
    return at == 0 || (ok && at >= 20 && revision == 1 && subs <= 15 && (uint64_t)at + 8 + 4 * subs <= sd->size);
}

bool naive_sd_well_formed(const struct byte_blob *sd)
{
    bool     ok = true;
    uint32_t revision = little(sd, 0, 1, &ok), control = little(sd, 2, 2, &ok);
    uint32_t owner = little(sd, 4, 4, &ok), group = little(sd, 8, 4, &ok);
    uint32_t dacl = little(sd, 16, 4, &ok);
    if (!ok || revision != 1 || !(control & CONTROL_RELATIVE) || !sid_fits(sd, owner) || !sid_fits(sd, group))
        return false;
    return !(control & CONTROL_DACL) ? dacl == 0 : dacl == 0 || (dacl >= 20 && dacl_fits(sd, dacl));
}

static bool has_sid(const struct token *token, const uint8_t *sid)
{
    for (uint32_t i = 0; i < token->sid_count; i++)
        if (token->sids[i][1] == sid[1] && memcmp(token->sids[i], sid, sid_size(sid)) == 0)
            return true;
    return false;
}

/* OWNER RIGHTS names whoever is the owner. */
static bool names_owner(const struct byte_blob *sd, const struct token *token, const uint8_t *sid)
{
    static const uint8_t owner_rights[] = { 1, 1, 0, 0, 0, 0, 0, 3, 4, 0, 0, 0 };
    bool                 ok = true;
    uint32_t             owner = little(sd, 4, 4, &ok);
    return owner && sid[1] == 1 && memcmp(sid, owner_rights, sizeof(owner_rights)) == 0 && has_sid(token, &sd->data[owner]);
}

/* No DACL, or a null one, grants everything; an entry in order of the list decides; the end of the list denies. */
bool naive_grants(const struct byte_blob *sd, const struct token *token)
{
    bool ok = true;
    if (!naive_sd_well_formed(sd))
        return false;
    uint32_t dacl = little(sd, 16, 4, &ok);
    if (!(little(sd, 2, 2, &ok) & CONTROL_DACL) || dacl == 0)
        return true;
    uint32_t at = dacl + 8;
    for (uint32_t left = little(sd, dacl + 4, 2, &ok); left; left--, at += little(sd, at + 2, 2, &ok)) {
        bool applies = !(little(sd, at + 1, 1, &ok) & ENTRY_INHERIT_ONLY) &&
                       (little(sd, at + 4, 4, &ok) & (MATCH_FILTER | GENERIC_ALL));
        if (applies && (has_sid(token, &sd->data[at + 8]) || names_owner(sd, token, &sd->data[at + 8])))
            return little(sd, at, 1, &ok) == ENTRY_ALLOW;
    }
    return false;
}
