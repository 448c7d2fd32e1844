/* Descriptors to text; the other way is sddl.c. */
#include <inttypes.h>

#include "base/text.h"
#include "security/sddl.h"
#include "security/sddl_codes.h"
#include "security/wellknown.h"

/* The longest entry: all flags, a mask of all letters, a SID. */
#define ACE_TEXT_SIZE  (SID_TEXT_SIZE + 80u)
#define HEAD_TEXT_SIZE (2u * SID_TEXT_SIZE + 64u)

static void put_sid(struct text *t, const uint8_t *sid)
{
    const struct well_known_row *row = well_known_find(sid);
    char                         digits[SID_TEXT_SIZE];
    text_put(t, "%s", row && row->letters[0] ? row->letters : sid_format(sid, digits));
}

/* The codes of all bits of `bits` that have one; returns the bits that have none. */
static uint32_t put_codes(struct text *t, const struct sddl_code *codes, size_t count, uint32_t bits)
{
    for (size_t i = 0; i < count; i++)
        if (bits & codes[i].value) {
            text_put(t, "%s", codes[i].name);
            bits &= ~codes[i].value;
        }
    return bits;
}

static bool all_have_letters(uint32_t mask)
{
    for (size_t i = 0; i < COUNT_OF(sddl_rights); i++)
        mask &= ~sddl_rights[i].value;
    return !mask;
}

/* A whole mask's name, or letters for every bit, or a number. */
static void put_mask(struct text *t, uint32_t mask)
{
    for (size_t i = 0; i < COUNT_OF(sddl_masks); i++)
        if (sddl_masks[i].value == mask) {
            text_put(t, "%s", sddl_masks[i].name);
            return;
        }
    if (mask && all_have_letters(mask))
        put_codes(t, sddl_rights, COUNT_OF(sddl_rights), mask);
    else
        text_put(t, "0x%" PRIx32, mask);
}

static void put_ace(struct text *t, const struct ace *ace)
{
    text_put(t, "(%s;", ace->type == ACE_ALLOW ? "A" : "D");
    put_codes(t, sddl_ace_flags, COUNT_OF(sddl_ace_flags), ace->flags);
    text_put(t, ";");
    put_mask(t, ace->mask);
    text_put(t, ";;;");
    put_sid(t, ace->sid);
    text_put(t, ")");
}

static void put_dacl(struct text *t, const struct sd_parts *p)
{
    text_put(t, "D:");
    put_codes(t, sddl_dacl_flags, COUNT_OF(sddl_dacl_flags), p->control);
    if (p->dacl == DACL_NULL)
        text_put(t, SDDL_OPEN_TO_ALL);
    for (uint32_t i = 0; i < p->ace_count; i++)
        put_ace(t, &p->aces[i]);
}

enum wfp_status sddl_format(const struct byte_blob *sd, struct arena *arena, char **out)
{
    struct sd_parts parts;
    RETURN_IF(sd_read(sd, arena, &parts));
    size_t size = HEAD_TEXT_SIZE + (size_t)parts.ace_count * ACE_TEXT_SIZE;
    char  *line = arena_alloc(arena, size);
    if (!line)
        return WFP_NO_MEMORY;
    struct text t = text_init(line, size);
    if (parts.owner) {
        text_put(&t, "O:");
        put_sid(&t, parts.owner);
    }
    if (parts.group) {
        text_put(&t, "G:");
        put_sid(&t, parts.group);
    }
    if (parts.dacl != DACL_ABSENT)
        put_dacl(&t, &parts);
    *out = line;
    return WFP_OK;
}
