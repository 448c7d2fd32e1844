#include "dice.h"

uint64_t dice_roll(struct dice *d)
{
    uint64_t x = d->state += UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

uint32_t dice_below(struct dice *d, uint32_t n)
{
    return (uint32_t)((dice_roll(d) >> 32) * n >> 32);
}

bool dice_chance(struct dice *d, uint32_t percent)
{
    return dice_below(d, 100) < percent;
}

uint32_t dice_pick(struct dice *d, const uint32_t *of, uint32_t count)
{
    return of[dice_below(d, count)];
}
