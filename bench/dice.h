/* Numbers by chance: the same from the same state, on every machine. */
#ifndef WFP_BENCH_DICE_H
#define WFP_BENCH_DICE_H

#include <stdbool.h>
#include <stdint.h>

struct dice {
    uint64_t state;
};
uint64_t dice_roll(struct dice *d);
uint32_t dice_below(struct dice *d, uint32_t n);
bool     dice_chance(struct dice *d, uint32_t percent);
uint32_t dice_pick(struct dice *d, const uint32_t *of, uint32_t count);

/* One of the numbers that are named. */
#define PICK(d, ...) dice_pick(d, (const uint32_t[]){ __VA_ARGS__ }, sizeof((const uint32_t[]){ __VA_ARGS__ }) / sizeof(uint32_t))

#endif
