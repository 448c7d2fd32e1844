/* Handles of a program: small numbers into one table of the process, as in Windows, so that a wrong one is noticed and never
 * followed. The table is the process's own, like its file descriptors. Engine handles of the filtering platform are not in it.
 *
 * An object is counted: the table holds one count a handle, um_object_get() takes one more. Any thread. */
#ifndef WFP_API_UM_HANDLE_H
#define WFP_API_UM_HANDLE_H

#include "api_um/border.h"

struct um_object;

struct um_kind {
    const char *name;
    void (*destroy)(struct um_object *take);
    /* For what can be waited for; under the lock of wait.h. take: a waiter has it now; true for an abandoned one. */
    bool (*is_signaled)(struct um_object *o);
    bool (*take)(struct um_object *o);
    /* Before a wait begins, without the lock; may be NULL. */
    void (*prepare)(struct um_object *o);
    /* Its last handle was closed; others may have counts still. May be NULL. */
    void (*closed)(struct um_object *o);
};

struct um_object {
    const struct um_kind *kind; /* immutable after publish */
    unsigned              refs; /* atomic */
};

/* A handle that owns the caller's count; NULL with ERROR_NOT_ENOUGH_MEMORY, and the object is gone. */
HANDLE um_handle_new(struct um_object *take);
/* A new count, or NULL with ERROR_INVALID_HANDLE. Kind NULL is any kind. The current process and thread have handles that are
 * no numbers in the table: their objects are made here. */
struct um_object *um_object_get(HANDLE handle, const struct um_kind *kind);
struct um_object *um_object_keep(struct um_object *o);
void              um_object_put(struct um_object *o);

/* Calls with every object that has a handle, under the table's lock. */
void um_handles_visit(void (*visit)(struct um_object *o, void *context), void *context);

#define UM_CURRENT_PROCESS      ((HANDLE)(LONG_PTR)-1)
#define UM_CURRENT_THREAD       ((HANDLE)(LONG_PTR)-2)
/* What those two stand for: new counts. */
struct um_object *um_current_process(void);
struct um_object *um_current_thread(void);

#endif
