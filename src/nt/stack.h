/* Stacks as people read them: for addresses of a loaded driver, its name and its function, from the table that the loader made,
 * because a driver hides its symbols from the dynamic linker. Usable in a signal handler, after nt_stack_prepare(). */
#ifndef WFP_NT_STACK_H
#define WFP_NT_STACK_H

#include <stddef.h>

struct nt_system;

/* Once, outside signal handlers: what the first walk would have to load. */
void nt_stack_prepare(void);
/* One line a frame, the innermost first, from the one that stands at or returns to `from`, to the driver's outermost. */
void nt_stack_lines(struct nt_system *nt, const void *from, void (*line)(void *context, const char *text), void *context);
/* "mydriver!Classify+0x1c (0x55...)" in `out`. */
void nt_stack_name(struct nt_system *nt, const void *address, char *out, size_t size);

#endif
