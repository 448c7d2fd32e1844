/* What one condition takes of its field's values, as intervals. */
#ifndef WFP_BFE_INTERVAL_H
#define WFP_BFE_INTERVAL_H

#include "model/filter.h"

/* Inclusive; numbers, MACs and addresses as 16 bytes, most significant first, right-aligned. */
struct interval {
    uint8_t low[16], high[16];
};

/* Bytes that a type takes at the end of an interval's 16; 0 for types without intervals. */
unsigned interval_width(enum data_type type);
/* All values of so many bytes. */
struct interval interval_all(unsigned width);
/* A number as an end of an interval. */
void interval_edge(uint8_t out[16], uint64_t n);
/* The next number up (1) or down (-1); false when there is none within the width. */
bool interval_step(uint8_t n[16], int by, unsigned width);

/* The intervals of a condition: how many, up to two; 0: no value satisfies it; -1: it has none by nature (flags, blobs, SIDs). */
int intervals_of(const struct condition *c, struct interval out[2]);

#endif
