/* Filter sets for benchmarks and for the differential test, drawn by a generator of our own (their conditions in filter_shapes.c). The
 * same arguments give the same set on every machine; nothing is read from files.
 *
 * ACL, FW and IPC follow what is published of access lists, firewalls and IP chains as they are found in the field: pairs of
 * prefix lengths, the five classes of ports (any, low, high, a range, one port), the mix of protocols, and networks that nest in
 * each other; the first filter has the highest weight, and narrow ones are before wide ones. WFP is the policy of a Windows host:
 * eight sublayers, rules for applications, packages and users, lists of addresses, services, and some odd ones, with every kind of
 * match. The others are made to hurt: filters that all overlap, that nest, that all weigh the same, whose prefix lengths are all
 * different, or that have ranges and negations alone. */
#ifndef WFP_BENCH_FILTER_SETS_H
#define WFP_BENCH_FILTER_SETS_H

#include "base/arena.h"
#include "dice.h"
#include "model/filter.h"
#include "model/name.h"
#include "model/schema.h"

enum filter_shape { SHAPE_ACL, SHAPE_FW, SHAPE_IPC, SHAPE_WFP, SHAPE_OVERLAP, SHAPE_NESTED, SHAPE_EQUAL, SHAPE_TUPLES, SHAPE_RANGES, SHAPE_COUNT };
extern const char *const filter_shape_names[SHAPE_COUNT];

struct filter_set {
    struct arena            arena; /* of all below */
    enum filter_shape       shape;
    const struct layer_row *layer; /* of all filters */
    struct filter          *filters; /* ids from 1, effective weights given */
    uint32_t                count;
    struct sublayer        *sublayers;
    uint32_t                sublayer_count;
    struct value           *apps, *packages, *users; /* for headers that no filter was drawn for */
    uint32_t                app_count, package_count, user_count;
    struct name           **names; /* of these, as who owns a socket has them */
    uint32_t                name_count;
    uint32_t               *networks; /* addresses that filters share */
    uint32_t                network_count;
    struct dice             dice;
};

/* False: no memory. Ends with filter_set_fini() either way. */
bool filter_set_init(struct filter_set *s, enum filter_shape shape, enum family family, uint32_t count, uint64_t seed);
void filter_set_fini(struct filter_set *s);
/* Draws another filter of the set's shape, in its arena. False: no memory. */
bool filter_set_draw(struct filter_set *s, struct filter *out);

#endif
