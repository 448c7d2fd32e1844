/* A thread that does for a store what follows from its commits (store_follow_up()), so that no program waits for a snapshot. */
#ifndef WFP_HOST_SETTLER_H
#define WFP_HOST_SETTLER_H

#include <pthread.h>

#include "store/store.h"

struct settler;

/* The store is used with the lock alone, also by this thread. Both outlive the settler. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status settler_new(struct store *store, pthread_mutex_t *lock, struct settler **out);
/* Ends when what it is at is done. NULL: nothing. */
void settler_free(struct settler *s);

/* With the lock: there was a commit. Never waits. */
void settler_wake(struct settler *s);

#endif
