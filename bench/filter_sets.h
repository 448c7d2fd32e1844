/* Filter sets and headers for benchmarks and for the differential test, drawn by a generator of our own. The same arguments give
 * the same set on every machine; nothing is read from files.
 *
 * ACL, FW and IPC follow what is published of access lists, firewalls and IP chains as they are found in the field: pairs of
 * prefix lengths, the five classes of ports (any, low, high, a range, one port), the mix of protocols, and networks that nest in
 * each other; the first filter has the highest weight, and narrow ones are before wide ones. WFP is the policy of a Windows host: eight sublayers, rules for
 * applications, packages and users, lists of addresses, services, and some odd ones, with every kind of match. The others are made
 * to hurt: filters that all overlap, that nest, that all weigh the same, or whose prefix lengths are all different. */
#ifndef WFP_BENCH_FILTER_SETS_H
#define WFP_BENCH_FILTER_SETS_H

#include "base/arena.h"
#include "model/filter.h"
#include "model/schema.h"

enum filter_shape { SHAPE_ACL, SHAPE_FW, SHAPE_IPC, SHAPE_WFP, SHAPE_OVERLAP, SHAPE_NESTED, SHAPE_EQUAL, SHAPE_TUPLES, SHAPE_COUNT };
extern const char *const filter_shape_names[SHAPE_COUNT];

/* splitmix64 */
struct dice {
    uint64_t state;
};
uint64_t dice_roll(struct dice *d);
uint32_t dice_below(struct dice *d, uint32_t n);
bool     dice_chance(struct dice *d, uint32_t percent);

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
    uint32_t               *networks; /* addresses that filters share */
    uint32_t                network_count;
    struct dice             dice;
};

/* False: no memory. Ends with filter_set_fini() either way. */
bool filter_set_init(struct filter_set *s, enum filter_shape shape, enum family family, uint32_t count, uint64_t seed);
void filter_set_fini(struct filter_set *s);
/* Draws another filter of the set's shape, in its arena. False: no memory. */
bool filter_set_draw(struct filter_set *s, struct filter *out);

/* What a classify is asked with: values for the set's layer, and what they reach where it is not the set's. */
struct header {
    struct value       values[64];
    uint8_t            addresses[2][16];
    uint64_t           numbers[2];
    struct token       token;
    const uint8_t     *sids[4];
};

/* A header that mostly satisfies a filter drawn at random from the set; sometimes any header. */
void header_draw(const struct filter_set *s, struct dice *d, struct header *h);
/* The same for the filter at an index: for traces with locality. */
void header_draw_for(const struct filter_set *s, struct dice *d, uint32_t filter, struct header *h);

#endif
