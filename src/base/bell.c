#include "base/bell.h"

void bell_init(struct bell *b)
{
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&b->rung, &monotonic);
    pthread_condattr_destroy(&monotonic);
    b->waits = NULL;
}

void bell_fini(struct bell *b)
{
    pthread_cond_destroy(&b->rung);
}

void bell_hand_over(struct bell *b, const struct bell_waits *waits)
{
    b->waits = waits;
}

void bell_wait(struct bell *b, pthread_mutex_t *mutex)
{
    if (b->waits)
        b->waits->wait(b->waits->context, b, mutex, NULL);
    else
        pthread_cond_wait(&b->rung, mutex);
}

bool bell_wait_until(struct bell *b, pthread_mutex_t *mutex, const struct timespec *deadline)
{
    if (b->waits)
        return b->waits->wait(b->waits->context, b, mutex, deadline);
    return pthread_cond_timedwait(&b->rung, mutex, deadline) == 0;
}

void bell_ring(struct bell *b)
{
    if (b->waits)
        b->waits->ring(b->waits->context, b);
    pthread_cond_broadcast(&b->rung);
}
