/* Entries that came last and that tables find: those of the base's root, whose keys are known, so that nothing is planned. One adds while
 * others read: an entry is linked before those that stood at its place, and who reads passes over what came after its ruleset. Private
 * to the engine. */
#ifndef WFP_ENGINE_SHELF_H
#define WFP_ENGINE_SHELF_H

#include "engine/forest.h"

struct shelf {
    struct forest forest; /* its places alone, each with the number of the entry that came last, from one on, in `first`: lock-free,
                             like `keys` */
    struct node   node;   /* its tables */
    struct entry *entries; /* by their numbers, less one; immutable once linked */
    uint32_t     *next;    /* the one that came before it at its place; 0: none; immutable once linked */
    uint8_t      *counts;  /* owner: entries at each place */
    uint32_t      room, count; /* owner: who makes the next ruleset, like all below */
    uint32_t      key_count;
    struct {
        struct key key;
        uint32_t   table;
    } keys[FOREST_TABLES]; /* those that tell most apart first */
};

/* For that many entries of a layer with that base; *out is NULL when the base has no tables. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status shelf_new(struct arena *arena, const struct forest *base, uint32_t room, struct shelf **out);
/* False: none of its tables finds it, or too many others as well. There is room. */
bool shelf_put(struct shelf *s, const struct entry *e, uint32_t claims);
/* Bytes that it takes with that many entries. */
size_t shelf_size(const struct shelf *s, uint32_t count);

/* The last entry that came to a place. */
static inline uint32_t shelf_last(const struct place *p)
{
    return __atomic_load_n(&p->first, __ATOMIC_ACQUIRE);
}

#endif
