#include "nt/bugcheck.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "base/text.h"
#include "nt/driver.h"
#include "nt/parts.h"
#include "nt/stack.h"

static const struct {
    uint32_t    code;
    const char *name;
} names[] = {
    { 0x01, "APC_INDEX_MISMATCH" },
    { BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, "IRQL_NOT_LESS_OR_EQUAL" },
    { BUGCHECK_SPIN_LOCK_ALREADY_OWNED, "SPIN_LOCK_ALREADY_OWNED" },
    { 0x10, "SPIN_LOCK_NOT_OWNED" },
    { 0x18, "REFERENCE_BY_POINTER" },
    { 0x19, "BAD_POOL_HEADER" },
    { 0x1a, "MEMORY_MANAGEMENT" },
    { BUGCHECK_KMODE_EXCEPTION_NOT_HANDLED, "KMODE_EXCEPTION_NOT_HANDLED" },
    { 0x35, "NO_MORE_IRP_STACK_LOCATIONS" },
    { 0x3b, "SYSTEM_SERVICE_EXCEPTION" },
    { BUGCHECK_MULTIPLE_IRP_COMPLETE_REQUESTS, "MULTIPLE_IRP_COMPLETE_REQUESTS" },
    { 0x48, "CANCEL_STATE_IN_COMPLETED_IRP" },
    { 0x50, "PAGE_FAULT_IN_NONPAGED_AREA" },
    { 0x76, "PROCESS_HAS_LOCKED_PAGES" },
    { 0x7e, "SYSTEM_THREAD_EXCEPTION_NOT_HANDLED" },
    { 0x7f, "UNEXPECTED_KERNEL_MODE_TRAP" },
    { 0x8e, "KERNEL_MODE_EXCEPTION_NOT_HANDLED" },
    { 0x9f, "DRIVER_POWER_STATE_FAILURE" },
    { 0xa0, "INTERNAL_POWER_ERROR" },
    { 0xb8, "ATTEMPTED_SWITCH_FROM_DPC" },
    { 0xbe, "ATTEMPTED_WRITE_TO_READONLY_MEMORY" },
    { 0xc1, "SPECIAL_POOL_DETECTED_MEMORY_CORRUPTION" },
    { 0xc2, "BAD_POOL_CALLER" },
    { 0xc4, "DRIVER_VERIFIER_DETECTED_VIOLATION" },
    { 0xc5, "DRIVER_CORRUPTED_EXPOOL" },
    { 0xc7, "TIMER_OR_DPC_INVALID" },
    { 0xc8, "IRQL_UNEXPECTED_VALUE" },
    { 0xc9, "DRIVER_VERIFIER_IOMANAGER_VIOLATION" },
    { 0xcb, "DRIVER_LEFT_LOCKED_PAGES_IN_PROCESS" },
    { 0xce, "DRIVER_UNLOADED_WITHOUT_CANCELLING_PENDING_OPERATIONS" },
    { 0xd1, "DRIVER_IRQL_NOT_LESS_OR_EQUAL" },
    { BUGCHECK_MANUALLY_INITIATED_CRASH, "MANUALLY_INITIATED_CRASH" },
    { BUGCHECK_WORKER_INVALID, "WORKER_INVALID" },
    { 0xe6, "DRIVER_VERIFIER_DMA_VIOLATION" },
    { 0xf7, "DRIVER_OVERRAN_STACK_BUFFER" },
    { 0x10d, "WDF_VIOLATION" },
    { 0x133, "DPC_WATCHDOG_VIOLATION" },
    { 0x139, "KERNEL_SECURITY_CHECK_FAILURE" },
    { 0x13a, "KERNEL_MODE_HEAP_CORRUPTION" },
    { BUGCHECK_ASSERTION, "assertion failed" },
    { BUGCHECK_BREAKPOINT, "breakpoint" },
    { BUGCHECK_DEADLOCK, "deadlock" },
};

const char *nt_bugcheck_name(uint32_t code)
{
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (names[i].code == code)
            return names[i].name;
    return NULL;
}

static void log_line(void *nt, const char *line)
{
    nt_note(nt, "  %s", line);
}

static void describe(const struct nt_bugcheck *why, struct text *t)
{
    const char *name = nt_bugcheck_name(why->code);
    if (why->code >= BUGCHECK_ASSERTION && name) {
        text_put(t, "%s", name);
        return;
    }
    text_put(t, "bug check 0x%08" PRIX32 " %s (", why->code, name ? name : "(no name known)");
    for (int i = 0; i < 4; i++)
        text_put(t, "%s0x%016" PRIX64, i ? ", " : "", why->parameters[i]);
    text_put(t, ")");
}

void nt_stop(struct nt_system *nt, const struct nt_bugcheck *why)
{
    if (nt->options.stopped)
        nt->options.stopped(nt->options.context, why);
    fflush(NULL);
    _exit(2);
}

void nt_bugcheck(struct nt_system *nt, const struct nt_bugcheck *why)
{
    char        line[512];
    struct text t = text_init(line, sizeof(line));
    describe(why, &t);
    if (why->function)
        text_put(&t, " in %s", why->function);
    nt_report(nt, "%s", line);
    nt_stack_lines(nt, (struct nt_stack_start){ __builtin_return_address(0), false }, log_line, nt);
    nt_stop(nt, why);
}
