/* Which type an input is for: its name and a NUL in front, so that seeds keep their meaning when types are added; a name that
 * mutation has spoilt is a number. */
#ifndef WFP_FUZZ_RECORD_SEED_H
#define WFP_FUZZ_RECORD_SEED_H

#include "record_kit.h"

static inline const struct record_type *fuzz_type(struct bytes *in)
{
    const char               *name = (const char *)in->at;
    uint16_t                  number;
    size_t                    length = bytes_left(in) ? strnlen(name, bytes_left(in)) : 0;
    const struct record_type *t = length < bytes_left(in) ? record_type_find(name) : NULL;
    if (t && bytes_skip(in, length + 1))
        return t;
    return bytes_u16(in, &number) ? record_types[number % record_type_count] : NULL;
}

#endif
