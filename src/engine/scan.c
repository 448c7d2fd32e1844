#include "engine/scan.h"

#include <string.h>

#include "base/arena.h"

/* A bit for each number that one of the entries compares. */
static uint32_t compared(const struct entry *entries, uint32_t count)
{
    uint32_t sources = 0;
    for (uint32_t i = 0; i < count; i++)
        for (unsigned k = 0; k < entries[i].tests; k++)
            sources |= 1u << entries[i].source[k];
    return sources & ~(1u << SOURCE_NOTHING);
}

static void fill(struct column *c, uint8_t source, const struct entry *entries, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        c->lo[i] = 0;
        c->width[i] = 0xffffffffu;
        for (unsigned k = 0; k < entries[i].tests; k++)
            if (entries[i].source[k] == source) {
                c->lo[i] = entries[i].lo[k];
                c->width[i] = entries[i].width[k];
            }
    }
}

enum wfp_status scan_make(struct arena *arena, const struct entry *entries, uint32_t count, struct scan *out)
{
    uint32_t    sources = compared(entries, count);
    struct scan s = { .entries = count };
    *out = (struct scan){ .count = 0 };
    if (count == 0 || count > SCAN_MOST || !sources || __builtin_popcount(sources) > SCAN_COLUMNS)
        return WFP_OK;
    for (; sources; sources &= sources - 1)
        s.source[s.count++] = (uint8_t)__builtin_ctz(sources);
    s.columns = arena_lines(arena, scan_size(&s));
    if (!s.columns)
        return WFP_NO_MEMORY;
    for (uint32_t i = 0; i < count; i += SCAN_ENTRIES)
        for (uint32_t k = 0; k < s.count; k++)
            fill(&s.columns[i / SCAN_ENTRIES * s.count + k], s.source[k], entries + i, count - i < SCAN_ENTRIES ? count - i : SCAN_ENTRIES);
    *out = s;
    return WFP_OK;
}
