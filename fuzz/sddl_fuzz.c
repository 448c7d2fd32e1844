/* SDDL: whatever is accepted is a valid descriptor, and its text gives the same descriptor again. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "security/descriptor.h"
#include "security/sddl.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const struct byte_blob *sd, struct arena *arena)
{
    struct byte_blob *again;
    char             *text, why[SDDL_WHY_SIZE];
    if (!sd_is_valid(sd) || sddl_format(sd, arena, &text) || sddl_parse(text, arena, &again, why))
        abort();
    if (again->size != sd->size || memcmp(again->data, sd->data, sd->size) != 0)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena      arena;
    struct byte_blob *sd;
    char              why[SDDL_WHY_SIZE] = "", *text;
    arena_init(&arena);
    text = arena_alloc(&arena, size + 1);
    if (text && size)
        memcpy(text, data, size);
    if (text && sddl_parse(text, &arena, &sd, why) == WFP_OK)
        check(sd, &arena);
    else if (text && !why[0])
        abort(); /* refused without a word */
    arena_fini(&arena);
    return 0;
}
