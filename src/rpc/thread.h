/* Threads that a library may start in anybody's program, and moments to wait until. */
#ifndef WFP_RPC_THREAD_H
#define WFP_RPC_THREAD_H

#include <pthread.h>
#include <stdbool.h>
#include <time.h>

/* Every signal is blocked in it: those of the program are for the program's own threads. The name is at most 15 characters. */
bool thread_start(pthread_t *out, const char *name, void *(*run)(void *context), void *context);

/* A condition whose timed waits take deadlines of deadline_in(). */
bool thread_cond_init(pthread_cond_t *cond);

/* That many milliseconds from now, by the clock that nobody sets. */
struct timespec deadline_in(unsigned ms);
/* For poll(): milliseconds, rounded up; 0 when it has passed. */
int deadline_left(const struct timespec *deadline);

#endif
