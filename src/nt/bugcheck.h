/* Bug checks: a driver, or the system on its behalf, found what cannot go on. The report names code, parameters,
 * driver and stack; then the process ends with status 2. */
#ifndef WFP_NT_BUGCHECK_H
#define WFP_NT_BUGCHECK_H

#include <stdint.h>

struct nt_system;

enum {
    BUGCHECK_IRQL_NOT_LESS_OR_EQUAL = 0x0a,
    BUGCHECK_SPIN_LOCK_ALREADY_OWNED = 0x0f,
    BUGCHECK_KMODE_EXCEPTION_NOT_HANDLED = 0x1e,
    BUGCHECK_MULTIPLE_IRP_COMPLETE_REQUESTS = 0x44,
    BUGCHECK_WORKER_INVALID = 0xe4,
    BUGCHECK_MANUALLY_INITIATED_CRASH = 0xe2,
    BUGCHECK_ASSERTION = 0x1000001, /* ours: NT_ASSERT and ASSERT */
    BUGCHECK_BREAKPOINT = 0x1000002, /* ours: DbgBreakPoint without a debugger */
    BUGCHECK_DEADLOCK = 0x1000003, /* ours: nobody can run */
};

struct nt_bugcheck {
    uint32_t    code;
    uint64_t    parameters[4];
    const char *function; /* that stopped; NULL: the driver asked for it itself */
};

/* "SPIN_LOCK_ALREADY_OWNED", or NULL for a code without a row. */
const char *nt_bugcheck_name(uint32_t code);

__attribute__((noreturn)) void nt_bugcheck(struct nt_system *nt, const struct nt_bugcheck *why);
/* The end without a bug check, after a report of the caller's. `why` may be NULL. */
__attribute__((noreturn)) void nt_stop(struct nt_system *nt, const struct nt_bugcheck *why);

#endif
