/* Bitmaps in the driver's memory: bit n is bit n % 32 of word n / 32. */
#include "api_km/border.h"

enum { BITS = 32, NOT_FOUND = -1 };

static BOOLEAN test(const RTL_BITMAP *map, ULONG bit)
{
    return map->Buffer[bit / BITS] >> (bit % BITS) & 1;
}

static void put(PRTL_BITMAP map, ULONG first, ULONG count, bool set)
{
    for (ULONG bit = first; bit < first + count; bit++) {
        ULONG mask = (ULONG)1 << (bit % BITS);
        map->Buffer[bit / BITS] = set ? map->Buffer[bit / BITS] | mask : map->Buffer[bit / BITS] & ~mask;
    }
}

/* How many bits from `first` on are `set`, at most `most`. */
static ULONG run_length(const RTL_BITMAP *map, ULONG first, ULONG most, bool set)
{
    ULONG n = 0;
    while (n < most && first + n < map->SizeOfBitMap && test(map, first + n) == set)
        n++;
    return n;
}

/* The first run of `count`, from `hint` on and then from the start. */
static ULONG find_run(const RTL_BITMAP *map, ULONG count, ULONG hint, bool set)
{
    ULONG size = map->SizeOfBitMap, from = hint < size ? hint : 0;
    for (int round = 0; round < 2; round++, from = 0)
        for (ULONG at = from, n; at + count <= size; at += n + 1) {
            n = run_length(map, at, count, set);
            if (n == count)
                return at;
        }
    return (ULONG)NOT_FOUND;
}

VOID RtlInitializeBitMap(PRTL_BITMAP map, PULONG buffer, ULONG bits)
{
    *map = (RTL_BITMAP){ bits, buffer };
}

VOID RtlClearAllBits(PRTL_BITMAP map)
{
    put(map, 0, map->SizeOfBitMap, false);
}

VOID RtlSetAllBits(PRTL_BITMAP map)
{
    put(map, 0, map->SizeOfBitMap, true);
}

VOID RtlSetBits(PRTL_BITMAP map, ULONG first, ULONG count)
{
    put(map, first, count, true);
}

VOID RtlSetBit(PRTL_BITMAP map, ULONG bit)
{
    put(map, bit, 1, true);
}

VOID RtlClearBits(PRTL_BITMAP map, ULONG first, ULONG count)
{
    put(map, first, count, false);
}

VOID RtlClearBit(PRTL_BITMAP map, ULONG bit)
{
    put(map, bit, 1, false);
}

BOOLEAN RtlTestBit(PRTL_BITMAP map, ULONG bit)
{
    return bit < map->SizeOfBitMap && test(map, bit);
}

BOOLEAN RtlAreBitsSet(PRTL_BITMAP map, ULONG first, ULONG count)
{
    return count && run_length(map, first, count, true) == count;
}

BOOLEAN RtlAreBitsClear(PRTL_BITMAP map, ULONG first, ULONG count)
{
    return count && run_length(map, first, count, false) == count;
}

ULONG RtlNumberOfSetBits(PRTL_BITMAP map)
{
    ULONG n = 0;
    for (ULONG bit = 0; bit < map->SizeOfBitMap; bit++)
        n += test(map, bit);
    return n;
}

ULONG RtlNumberOfClearBits(PRTL_BITMAP map)
{
    return map->SizeOfBitMap - RtlNumberOfSetBits(map);
}

ULONG RtlFindClearBits(PRTL_BITMAP map, ULONG count, ULONG hint)
{
    return find_run(map, count, hint, false);
}

ULONG RtlFindSetBits(PRTL_BITMAP map, ULONG count, ULONG hint)
{
    return find_run(map, count, hint, true);
}

ULONG RtlFindClearBitsAndSet(PRTL_BITMAP map, ULONG count, ULONG hint)
{
    ULONG at = find_run(map, count, hint, false);
    if (at != (ULONG)NOT_FOUND)
        put(map, at, count, true);
    return at;
}

ULONG RtlFindSetBitsAndClear(PRTL_BITMAP map, ULONG count, ULONG hint)
{
    ULONG at = find_run(map, count, hint, true);
    if (at != (ULONG)NOT_FOUND)
        put(map, at, count, false);
    return at;
}
