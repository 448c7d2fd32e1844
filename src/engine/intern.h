/* Values that are not numbers, as numbers: what the filters of a layer compare blobs and SIDs with gets an id from 1 on, and a
 * classify's own value is looked up once. Ids are exact: two values have the same one just when their bytes are the same. Private
 * to the engine; a reader sees it after it was built. */
#ifndef WFP_ENGINE_INTERN_H
#define WFP_ENGINE_INTERN_H

#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"
#include "model/value.h"

struct intern_slot {
    uint64_t       hash;
    const uint8_t *data; /* borrowed */
    uint32_t       size;
    uint32_t       id; /* 0: free */
};

struct intern {
    struct intern_slot *slots; /* on the heap */
    uint32_t            count, room; /* a power of two, or 0 */
};

void intern_fini(struct intern *t);

/* The bytes that make a blob or a SID what it is. */
struct intern_bytes {
    const uint8_t *data;
    uint32_t       size;
};
struct intern_bytes intern_bytes_of(const struct value *v);

/* Its id, given to it now when it has none. What the value reaches stays where it is for as long as the table lives.
 * WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status intern_add(struct intern *t, const struct value *v, uint32_t *id);
/* 0: no filter names it. */
uint32_t intern_find(const struct intern *t, const struct value *v);

#endif
