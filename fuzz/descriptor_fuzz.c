/* Binary descriptors of programs: one for a parent, one for a child, in any state. The first two bytes say where the second
 * begins. What is asked must hold for all of them. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "security/access.h"
#include "security/descriptor.h"
#include "security/inherit.h"
#include "security/info.h"
#include "security/sddl.h"
#include "security/wellknown.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { CONTROL_END = 4 }; /* some control bits have no letters */

static void must(bool holds)
{
    if (!holds)
        abort();
}

static bool same(const struct byte_blob *a, const struct byte_blob *b)
{
    return a->size == b->size && memcmp(a->data, b->data, a->size) == 0;
}

static bool grants(const struct byte_blob *sd, const struct token *token, uint32_t desired)
{
    return access_check(sd, token, desired) == WFP_OK;
}

/* All rights are granted together when each is alone; without a SID there is nothing unless nobody needs one. */
static void ask_access(const struct byte_blob *sd)
{
    const uint8_t *const sids[] = { well_known_sid(SID_USERS), well_known_sid(SID_ADMINISTRATORS) };
    const struct token   both = { 2, sids }, nobody = { 0, NULL };
    bool                 each = true;
    struct sd            open;
    for (unsigned bit = 0; bit < 20; bit++)
        if (ACTRL_GENERIC_ALL & 1u << bit)
            each &= grants(sd, &both, 1u << bit);
    must(each == grants(sd, &both, ACTRL_GENERIC_ALL));
    bool open_to_all = sd_open(sd, &open) == WFP_OK && open.dacl != DACL_LIST;
    must(grants(sd, &nobody, ACTRL_READ) == open_to_all);
    must(access_may_match(sd, &nobody) == open_to_all);
    must(access_check_engine(sd, &both, ACTRL_OPEN) == WFP_OK);
}

/* Written and read again, it is the same. */
static void rewrite(const struct byte_blob *sd, struct arena *arena)
{
    struct byte_blob *all, *text_sd;
    char             *text, why[SDDL_WHY_SIZE];
    if (sd_get(sd, SECURITY_INFO_OWNER | SECURITY_INFO_GROUP | SECURITY_INFO_DACL, arena, &all))
        return;
    must(sd_is_valid(all) && sddl_format(all, arena, &text) == WFP_OK);
    must(sddl_parse(text, arena, &text_sd, why) == WFP_OK && text_sd->size == all->size);
    must(memcmp(text_sd->data + CONTROL_END, all->data + CONTROL_END, all->size - CONTROL_END) == 0);
}

static void inherit(const struct byte_blob *parent, const struct byte_blob *child, bool is_container, struct arena *arena)
{
    const uint8_t             *users = well_known_sid(SID_USERS);
    struct byte_blob          *made, *once, *twice, *closed, *still;
    const struct security_info close = { SECURITY_INFO_PROTECTED_DACL };
    if (sd_for_child(parent, child, users, users, is_container, arena, &made) == WFP_OK)
        must(sd_is_valid(made));
    if (sd_reinherit(parent, child, is_container, arena, &once) != WFP_OK)
        return;
    must(sd_is_valid(once) && sd_reinherit(parent, once, is_container, arena, &twice) == WFP_OK && same(once, twice));
    if (sd_set(once, parent, is_container, &close, arena, &closed) == WFP_OK)
        must(sd_reinherit(parent, closed, is_container, arena, &still) == WFP_OK && same(closed, still));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bytes     b = bytes_of(data, size), first;
    uint16_t         cut;
    struct arena     arena;
    struct byte_blob parent = { 0 }, child = { 0 };
    if (!bytes_u16_le(&b, &cut) || !bytes_sub(&b, cut & 0x7fff, &first))
        return 0;
    arena_init(&arena);
    /* Copies of just their size, so that a sanitizer sees one byte too many. */
    parent = (struct byte_blob){ (uint32_t)bytes_left(&first), malloc(bytes_left(&first) + 1) };
    child = (struct byte_blob){ (uint32_t)bytes_left(&b), malloc(bytes_left(&b) + 1) };
    if (parent.data && child.data) {
        parent.data = realloc(memcpy(parent.data, first.at, parent.size), parent.size ? parent.size : 1);
        child.data = realloc(memcpy(child.data, b.at, child.size), child.size ? child.size : 1);
        ask_access(&parent);
        ask_access(&child);
        rewrite(&child, &arena);
        inherit(&parent, &child, cut >> 15, &arena);
    }
    free(parent.data);
    free(child.data);
    arena_fini(&arena);
    return 0;
}
