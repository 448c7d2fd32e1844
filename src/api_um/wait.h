/* One lock and one condition for all that a program waits for. Its threads are few, and one lock makes waiting for several
 * objects at once simple: whoever changes a state wakes everybody, and each looks again. */
#ifndef WFP_API_UM_WAIT_H
#define WFP_API_UM_WAIT_H

#include "api_um/handle.h"

void um_wait_lock(void);
void um_wait_unlock(void);
/* A state has changed; with the lock. */
void um_wait_changed(void);
/* Waits for um_wait_changed(), with the lock; a thread that is ended meanwhile leaves it unlocked. */
void um_wait_for_change(void);

/* The mutexes of a thread that ends are abandoned; with the lock. */
void um_mutex_abandon(DWORD thread);

/* 0, when the word changed or somebody woke it; ETIMEDOUT. INFINITE waits for ever. */
int  um_futex_wait(DWORD *word, DWORD seen, DWORD milliseconds);
void um_futex_wake(DWORD *word, int most);

#endif
