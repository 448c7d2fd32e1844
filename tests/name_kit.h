/* For tests that classify: values and tokens get names, as from who makes them in a host. Held for as long as the test runs. */
#ifndef WFP_TESTS_NAME_KIT_H
#define WFP_TESTS_NAME_KIT_H

#include <stdlib.h>

#include "model/name.h"

static inline uint32_t kit_name_of(const void *data, uint32_t size)
{
    struct name *name;
    if (name_get(data, size, &name))
        abort();
    return name->number;
}

static inline struct value kit_named(struct value v)
{
    v.name = name_is_for(v.type) ? kit_name_of(name_bytes(&v).data, name_bytes(&v).size) : 0;
    return v;
}

/* `numbers` has room for those of its SIDs. */
static inline void kit_name_token(struct token *t, uint32_t *numbers)
{
    for (uint32_t i = 0; i < t->sid_count; i++)
        numbers[i] = kit_name_of(t->sids[i], (uint32_t)sid_size(t->sids[i]));
    t->names = numbers;
}

#endif
