/* The prefixes that a layer's filters want of one field, as intervals of numbers: in lexical order a prefix is followed by those that
 * begin with it, so that the place of the longest one that a value begins with says of all of them whether they fit. Where a prefix
 * is what a value ends with (J-010) all of that is meant from the end. Private to the engine. */
#ifndef WFP_ENGINE_PREFIX_H
#define WFP_ENGINE_PREFIX_H

#include "base/status.h"
#include "model/value.h"

struct prefix;

/* Added to by the one who builds the layer; what was sealed is read by any thread. */
struct prefix_set {
    struct prefix    *of; /* on the heap */
    uint32_t          count, room;
    uint32_t          places; /* of `known`, a power of two: names with neighbouring numbers have places of their own */
    _Atomic uint64_t *known; /* numbers of values that were asked about last, by the number of their name; NULL: not sealed */
};

void prefix_set_fini(struct prefix_set *s);
/* A BYTE_BLOB, which stays where it is for as long as the set. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status prefix_add(struct prefix_set *s, const struct value *prefix);
/* There are no more; takes doubles out and numbers the others, from 1. The more rules the layer has the more names are asked about.
 * WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status prefix_seal(struct prefix_set *s, uint32_t rules);

/* The numbers of values that begin with it are *first to *last. False: it is not among them. */
bool prefix_interval(const struct prefix_set *s, const struct value *prefix, uint32_t *first, uint32_t *last);
/* The number of any BYTE_BLOB; 0: it begins with none. */
uint32_t prefix_number(const struct prefix_set *s, const struct value *v);

#endif
