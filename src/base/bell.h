/* A condition that threads wait for, used as a pthread condition with a mutex of the caller's. Whoever decides which thread
 * runs (a scheduler) may take the waiting over: it must know that a thread waits, and must not be left out when it goes on. */
#ifndef WFP_BASE_BELL_H
#define WFP_BASE_BELL_H

#include <pthread.h>
#include <stdbool.h>
#include <time.h>

struct bell;

struct bell_waits {
    void *context;
    /* Gives the mutex back while it waits, until a ring, and takes it again; `deadline` of CLOCK_MONOTONIC, NULL: none. False:
     * it has passed. */
    bool (*wait)(void *context, struct bell *b, pthread_mutex_t *mutex, const struct timespec *deadline);
    void (*ring)(void *context, struct bell *b);
};

struct bell {
    pthread_cond_t           rung;
    const struct bell_waits *waits; /* immutable after the first wait; NULL: the condition above */
};

void bell_init(struct bell *b);
void bell_fini(struct bell *b);
/* From now on `waits` does it; it outlives the bell's use. Nobody waits yet. */
void bell_hand_over(struct bell *b, const struct bell_waits *waits);

/* With the mutex. May return without a ring: look again at what is waited for. */
void bell_wait(struct bell *b, pthread_mutex_t *mutex);
/* False: the deadline has passed. */
bool bell_wait_until(struct bell *b, pthread_mutex_t *mutex, const struct timespec *deadline);
/* Wakes all. What they wait for was changed with the mutex. */
void bell_ring(struct bell *b);

#endif
