/* Who runs: two schedulers behind one interface (docs/adr/0012-batons.md).
 *
 * threads: every thread of the system is Linux' to run, and time is the machine's.
 * seeded:  one thread at a time runs, the one that holds the baton. At a scheduling point the next is drawn among those that
 *          could go on, by the seed. Time is the system's own: it moves when the host says so, and to the next deadline when
 *          everybody waits. Same seed, same calls: same order.
 *
 * In the seeded scheduler take part the threads of the system and the thread that made it. Others run beside them and are
 * waited for in real time. */
#ifndef WFP_NT_SCHED_H
#define WFP_NT_SCHED_H

#include <stdbool.h>
#include <stdint.h>

#include "base/bell.h"

struct nt_system;
struct nt_thread;

/* A thread that waits. `done` is asked with the system's lock, on any thread, while the structure is known to the scheduler. */
struct nt_block {
    bool (*done)(void *context);
    void       *context;
    uint64_t    deadline; /* of nt_uptime(); UINT64_MAX: none */
    const char *what;     /* "an event": for people */
    /* Who holds it, for people; may be NULL. */
    const struct nt_thread *(*owner)(void *context);
    bool        drains;   /* goes on when nobody else can */
};

/* With the system's lock: waits until it is done. False: the deadline has passed and it is not. */
bool nt_block_until(struct nt_system *nt, struct nt_block *b);
/* The same without the lock, without a deadline: for those who wait outside this module. */
void nt_block(struct nt_system *nt, bool (*done)(void *context), void *context, const char *what);

/* A thread spins: seeded, others run until it is done. A thread that takes no part returns at once. */
void nt_spin(struct nt_system *nt, struct nt_block *b);

/* Another thread may go first. Without the system's lock and without a mutex of anybody's. Free of charge with threads. */
void nt_point(struct nt_system *nt);
bool nt_is_seeded(const struct nt_system *nt);
/* 0 ... below - 1, drawn by the seed; 0 with threads. */
unsigned nt_draw(struct nt_system *nt, unsigned below);

/* How bells wait when drivers' threads are among those who do: known to both schedulers. */
const struct bell_waits *nt_bells(struct nt_system *nt);

/* Seeded: the host's time goes on to `time` (units of nt_time()). Everything that is due on the way happens, in order. The
 * first call only sets the clock. With threads nothing. */
void nt_time_passes(struct nt_system *nt, uint64_t time);
/* Time passes while the thread runs. */
void nt_stall(struct nt_system *nt, uint64_t ns);

#endif
