/* Where a driver was when it took something: the return addresses of its own functions, for the report when it does not give
 * it back. Cheap enough for every allocation: frame pointers, which drivers and the border keep, bounded by the thread's stack. */
#ifndef WFP_NT_TRAIL_H
#define WFP_NT_TRAIL_H

#include <stdbool.h>
#include <stddef.h>

struct driver;
struct nt_system;

enum { NT_TRAIL_MAX = 8 };

struct nt_trail {
    const void *at[NT_TRAIL_MAX]; /* the innermost first; NULL after the last */
};

/* The driver's part of the calling thread's stack; empty for NULL. */
void nt_trail_take(const struct driver *driver, struct nt_trail *out);
bool nt_trail_is_empty(const struct nt_trail *t);
/* "by gate!Add+0x1c, from gate!DriverEntry+0x40"; "" for an empty one. The driver has not been removed. */
const char *nt_trail_text(struct nt_system *nt, const struct nt_trail *t, char *out, size_t size);

#endif
