/* Run-time ids of callouts by key: one id for a key as long as anybody holds it, whether as a registered callout or as an object of
 * policy. An id is never given a second time. Guarded by: the registry's lock. Private to this module. */
#ifndef WFP_CALLOUT_ID_TABLE_H
#define WFP_CALLOUT_ID_TABLE_H

#include "base/guid.h"

struct id_slot {
    struct guid key;
    uint32_t    id;    /* 0: the slot is free */
    uint32_t    holds;
};

struct id_table {
    struct id_slot *slots; /* open addressing; room is a power of two, or 0 */
    uint32_t        room, count, last;
};

void id_table_fini(struct id_table *t);
/* The key's id, held once more. 0: no memory. */
uint32_t id_table_take(struct id_table *t, const struct guid *key);
void     id_table_put(struct id_table *t, const struct guid *key);

#endif
