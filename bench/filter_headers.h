/* Headers that filters of a set are asked about. */
#ifndef WFP_BENCH_FILTER_HEADERS_H
#define WFP_BENCH_FILTER_HEADERS_H

#include "filter_sets.h"

/* What a classify is asked with: values for the set's layer, and what they reach where it is not the set's. */
struct header {
    struct value   values[64];
    uint8_t        addresses[2][16];
    uint64_t       numbers[2];
    struct token   token;
    const uint8_t *sids[4];
    uint32_t       names[4]; /* of the SIDs */
};

/* A header that mostly satisfies a filter drawn at random from the set; sometimes any header. */
void header_draw(const struct filter_set *s, struct dice *d, struct header *h);
/* The same for the filter at an index: for traces with locality. */
void header_draw_for(const struct filter_set *s, struct dice *d, uint32_t filter, struct header *h);

/* What a header reaches in itself goes along. */
void header_copy(struct header *to, const struct header *from);

#endif
