/* Stacks as people read them: for addresses of a loaded driver, its name and its function, from the table that the
 * loader made, because a driver hides its symbols from the dynamic linker. Usable in a signal handler, after
 * nt_stack_prepare(). */
#ifndef WFP_NT_STACK_H
#define WFP_NT_STACK_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

struct nt_system;

/* Once, outside signal handlers: what the first walk would have to load. */
void nt_stack_prepare(void);
/* Where a stack is to be told from: the instruction that faulted, or a return address. */
struct nt_stack_start {
    const void *at;
    bool        faulted;
};

/* One line a frame, the innermost first, from `start` to the driver's outermost. */
void nt_stack_lines(struct nt_system *nt, struct nt_stack_start start, void (*line)(void *context, const char *text), void *context);

/* "gate!Classify+0x1c": the function of a driver that a return address lies in. */
const char *nt_stack_name(struct nt_system *nt, const void *returns_to, char *out, size_t size);

/* "gate!Classify": the function that begins at the address. */
const char *nt_stack_name_function(struct nt_system *nt, const void *function, char *out, size_t size);

/* The calling thread's, from the driver's innermost frame to its outermost; no line when no driver is on it. */
void nt_stack_drivers(struct nt_system *nt, void (*line)(void *context, const char *text), void *context);

/* The same of another thread, wherever it is now: it is interrupted by a signal. One caller at a time; not in a handler. No
 * line: it could not be interrupted. */
void nt_stack_of_thread(struct nt_system *nt, pthread_t thread, void (*line)(void *context, const char *text), void *context);

#endif
