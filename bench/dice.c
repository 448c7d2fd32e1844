#include "dice.h"

#include "base/mix.h"

uint64_t dice_roll(struct dice *d)
{
    return mix64_next(&d->state);
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
