/* The callbacks of one engine handle: whom an event of a subscription is given to, and in which version of its structure. For
 * the program's side of both borders; any thread. */
#ifndef WFP_RECORD_LISTEN_H
#define WFP_RECORD_LISTEN_H

#include <pthread.h>

#include "record/call.h"

struct listener;

struct listeners {
    pthread_mutex_t  lock;
    struct listener *first, *coming; /* guarded by: lock */
};

void listeners_init(struct listeners *l);
/* No event is being given to any of them. */
void listeners_fini(struct listeners *l);

/* Around a subscribing call, so that an event which is faster than the call's answer waits for it. WFP_NO_MEMORY: the call
 * must not be made, for nobody would hear of its events. */
MUST_CHECK enum wfp_status listeners_begin(struct listeners *l);
/* Ends it; with `handle` not 0 the callback among the arguments hears of its events from now on. */
void listeners_end(struct listeners *l, uint64_t handle, const struct call_row *row, const union call_argument *arguments);
void listeners_remove(struct listeners *l, uint64_t handle);

/* Calls the callback of a handle, if there is one, with the structure in the version that it takes. `extra` is the second
 * argument of callbacks that have three. */
void listeners_tell(struct listeners *l, uint64_t handle, uint32_t extra, const struct record_type *type, const void *structure);

/* An event as bytes, and read back. WFP_INVALID_PARAMETER, WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status event_encode(uint64_t handle, uint32_t extra, const struct record_type *type, const void *structure,
                                        struct buffer *out);
MUST_CHECK enum wfp_status listeners_tell_bytes(struct listeners *l, struct bytes event);

#endif
