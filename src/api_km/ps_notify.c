/* Who wants to hear of processes. A replay has none that begin or end, so that nobody is called; but the list is kept, and a
 * driver that leaves a routine on it is told. */
#include "api_km/border.h"

#include <ntddk.h>

#include "nt/ledger.h"

/* `routine` is a name in the ledger; nothing is read through it. */
static NTSTATUS set_notify(const char *function, const void *routine, BOOLEAN remove)
{
    struct nt_system *nt = km_nt(function);
    struct nt_entry   entry;
    km_passive(function);
    if (remove)
        return nt_ledger_take(nt, NT_PROCESS_NOTIFY, routine, &entry) ? STATUS_SUCCESS : STATUS_PROCEDURE_NOT_FOUND;
    if (nt_ledger_find(nt, NT_PROCESS_NOTIFY, routine, &entry))
        return STATUS_INVALID_PARAMETER;
    return nt_hold(nt, NT_PROCESS_NOTIFY, (void *)routine) ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

NTSTATUS PsSetCreateProcessNotifyRoutineEx(PCREATE_PROCESS_NOTIFY_ROUTINE_EX routine, BOOLEAN remove)
{
    return set_notify("PsSetCreateProcessNotifyRoutineEx", (const void *)(uintptr_t)routine, remove);
}

NTSTATUS PsSetCreateProcessNotifyRoutine(PCREATE_PROCESS_NOTIFY_ROUTINE routine, BOOLEAN remove)
{
    return set_notify("PsSetCreateProcessNotifyRoutine", (const void *)(uintptr_t)routine, remove);
}
