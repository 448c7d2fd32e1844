/* The NT kernel as drivers see it: one struct nt_system a host. It owns the log, the ledger of what drivers hold,
 * the queues of DPCs, timers and work items with the threads that run them, the handles and the device names.
 *
 * Called by the border (api_km) on behalf of drivers, from any thread, and by the host. It knows neither Windows'
 * headers nor the border's context: entering and leaving a driver goes through the functions of nt_options. */
#ifndef WFP_NT_SYSTEM_H
#define WFP_NT_SYSTEM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "nt/fault.h"

struct driver;
struct hooks; /* base/hooks.h */
struct nt_system;
struct nt_bugcheck;

enum nt_log_kind {
    NT_LOG_DRIVER, /* a line that the driver printed */
    NT_LOG_REPORT, /* what the driver did wrong, or a bug check */
};

struct nt_options {
    void *context; /* for log, now and stopped */
    /* One line without its end; `driver` is NULL for nobody's. One call at a time. */
    void (*log)(void *context, enum nt_log_kind kind, const char *driver, const char *line);
    /* System time in units of 100 ns since 1601; NULL: the machine's clock. */
    uint64_t (*now)(void *context);
    /* The seeded scheduler (nt/sched.h) instead of threads. */
    bool     seeded;
    uint64_t seed;
    /* After the report of what cannot go on; `why` is NULL when it was no bug check. Then the process ends with status 2. */
    void (*stopped)(void *context, const struct nt_bugcheck *why);
    struct nt_fault     fault; /* a request that is made to fail; zero: none */
    const struct hooks *hooks; /* borrowed; NULL: nobody watches */
    /* How long DriverEntry and an unload routine may take; 0: a generous time. */
    unsigned patience_seconds;
    /* Around every call of a driver's function from a thread of this system, and whose function the calling thread
     * runs. All three or none. */
    const void *(*enter)(struct driver *driver);
    void (*leave)(const void *before);
    struct driver *(*current)(void);
};

MUST_CHECK enum wfp_status nt_system_new(const struct nt_options *options, struct nt_system **out);
/* Every driver is unloaded. Stops the threads. */
void nt_system_free(struct nt_system *nt);

/* Waits until no DPC, no work item and no system thread has anything left to do but wait (timers that are not due
 * yet do not count). False after ten seconds, or seeded after two million turns: something runs on; a report names it. At
 * PASSIVE_LEVEL. */
bool nt_drain(struct nt_system *nt);

/* The spin lock that guards the cancelling of requests. */
uintptr_t *nt_cancel_lock(struct nt_system *nt);

/* The driver on whose behalf the thread runs, or NULL. */
struct driver *nt_current_driver(const struct nt_system *nt);

/* NULL: nobody watches. */
const struct hooks *nt_hooks(const struct nt_system *nt);

uint64_t nt_time(const struct nt_system *nt);
/* Nanoseconds of a clock that only goes on; seeded: of the system's own. */
uint64_t nt_uptime(const struct nt_system *nt);

/* --- the log ------------------------------------------------------------------------------------------------------ */

/* Text of the driver; lines are collected until their end. */
void nt_print(struct nt_system *nt, struct driver *driver, const char *text);
/* A line about a mistake of the current driver; counted. */
__attribute__((format(printf, 2, 3))) void nt_report(struct nt_system *nt, const char *format, ...);
__attribute__((format(printf, 3, 4))) void nt_report_of(struct nt_system *nt, struct driver *driver, const char *format, ...);
/* A line that goes with the last report; not counted. */
__attribute__((format(printf, 2, 3))) void nt_note(struct nt_system *nt, const char *format, ...);
__attribute__((format(printf, 3, 4))) void nt_note_of(struct nt_system *nt, struct driver *driver, const char *format, ...);
/* How many there were. */
unsigned nt_reports(const struct nt_system *nt);

#endif
