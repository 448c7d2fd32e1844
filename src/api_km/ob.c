/* Objects behind handles, references, threads. */
#include <stdlib.h>

#include "api_km/irp.h"
#include "nt/handle.h"
#include "nt/ledger.h"
#include "nt/thread.h"

struct _OBJECT_TYPE {
    enum nt_handle_kind kind;
};

static struct _OBJECT_TYPE thread_type = { NT_HANDLE_THREAD };
static POBJECT_TYPE        thread_type_pointer = &thread_type;
POBJECT_TYPE              *PsThreadType = &thread_type_pointer;

#define SYSTEM_PROCESS ((HANDLE)4)

/* A process is nothing but its id here, at an address where no memory is; it needs no reference. */
#define PROCESS_BASE 0xffffe00000000000ull

static bool is_process(PVOID object)
{
    return (uintptr_t)object >= PROCESS_BASE && (uintptr_t)object <= PROCESS_BASE + UINT32_MAX;
}

static PEPROCESS process_of(uint64_t id)
{
    return (PEPROCESS)(uintptr_t)(PROCESS_BASE + id);
}

PEPROCESS IoGetCurrentProcess(VOID)
{
    return process_of((uintptr_t)PsGetCurrentProcessId());
}

/* What a driver sends itself, it sends as the system. */
PEPROCESS IoGetRequestorProcess(PIRP irp)
{
    ULONG id = IoGetRequestorProcessId(irp);
    return id ? process_of(id) : process_of((uintptr_t)SYSTEM_PROCESS);
}

HANDLE PsGetProcessId(PEPROCESS process)
{
    return (HANDLE)((uintptr_t)process - (uintptr_t)PROCESS_BASE);
}

NTSTATUS ZwClose(HANDLE handle)
{
    km_passive("ZwClose");
    return nt_handle_close(km_nt("ZwClose"), handle) ? STATUS_SUCCESS : STATUS_INVALID_HANDLE;
}

NTSTATUS ObReferenceObjectByHandle(HANDLE handle, ACCESS_MASK access, POBJECT_TYPE type, KPROCESSOR_MODE mode, PVOID *object,
                                   POBJECT_HANDLE_INFORMATION information)
{
    struct nt_system *nt = km_nt("ObReferenceObjectByHandle");
    (void)access;
    (void)mode;
    (void)information;
    km_passive("ObReferenceObjectByHandle");
    struct nt_thread *t = nt_handle_object(nt, handle, NT_HANDLE_THREAD);
    if (!t)
        return STATUS_INVALID_HANDLE;
    if (type && type->kind != NT_HANDLE_THREAD)
        return STATUS_OBJECT_TYPE_MISMATCH;
    nt_thread_get(t);
    *object = t;
    return STATUS_SUCCESS;
}

/* Threads and devices are what can be referenced; a device lives until IoDeleteDevice() all the same. */
static LONG_PTR reference(const char *function, PVOID object, int step)
{
    struct nt_system *nt = km_nt(function);
    struct nt_entry   entry;
    if (nt_thread_known(nt, object)) {
        (step > 0 ? nt_thread_get : nt_thread_put)(object);
        return 1;
    }
    if (is_process(object) || (step > 0 ? km_file_reference(object) : km_file_return(object)))
        return 1;
    if (nt_ledger_find(nt, NT_DEVICE, object, &entry))
        return __atomic_add_fetch(&((PDEVICE_OBJECT)object)->ReferenceCount, step, __ATOMIC_SEQ_CST);
    nt_report(nt, "%s: %p is no object", function, object);
    return 0;
}

LONG_PTR ObfReferenceObject(PVOID object)
{
    return reference("ObReferenceObject", object, 1);
}

LONG_PTR ObfDereferenceObject(PVOID object)
{
    return reference("ObDereferenceObject", object, -1);
}

NTSTATUS ObReferenceObjectByPointer(PVOID object, ACCESS_MASK access, POBJECT_TYPE type, KPROCESSOR_MODE mode)
{
    (void)access;
    (void)mode;
    struct nt_system *nt = km_nt("ObReferenceObjectByPointer");
    if (type && !nt_thread_known(nt, object))
        return STATUS_OBJECT_TYPE_MISMATCH;
    return reference("ObReferenceObjectByPointer", object, 1) ? STATUS_SUCCESS : STATUS_INVALID_PARAMETER;
}

/* --- threads ------------------------------------------------------------------------------------------------------ */

static void close_thread(struct nt_system *nt, void *thread)
{
    (void)nt;
    nt_thread_put(thread);
}

struct start {
    PKSTART_ROUTINE routine;
    PVOID           context;
};

static void run_thread(void *context)
{
    struct start s = *(struct start *)context;
    free(context);
    s.routine(s.context);
}

NTSTATUS PsCreateSystemThread(PHANDLE thread, ULONG access, POBJECT_ATTRIBUTES attributes, HANDLE process, PCLIENT_ID id,
                              PKSTART_ROUTINE routine, PVOID context)
{
    struct nt_system *nt = km_nt("PsCreateSystemThread");
    struct start     *s = malloc(sizeof(*s));
    struct nt_thread *t = NULL;
    (void)access;
    (void)attributes;
    (void)process;
    km_passive("PsCreateSystemThread");
    if (!s)
        return STATUS_INSUFFICIENT_RESOURCES;
    *s = (struct start){ routine, context };
    if (nt_thread_start(nt, nt_current_driver(nt), run_thread, s, &t) != WFP_OK) {
        free(s);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    if (id)
        *id = (CLIENT_ID){ SYSTEM_PROCESS, (HANDLE)(uintptr_t)t->id };
    *thread = nt_handle_open(nt, NT_HANDLE_THREAD, t, close_thread);
    if (!*thread)
        nt_thread_put(t);
    return *thread ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

NTSTATUS PsTerminateSystemThread(NTSTATUS status)
{
    km_passive("PsTerminateSystemThread");
    nt_thread_exit(status);
    return STATUS_INVALID_PARAMETER;
}

PETHREAD PsGetCurrentThread(VOID)
{
    return (PETHREAD)nt_thread_current();
}

HANDLE PsGetCurrentThreadId(VOID)
{
    return (HANDLE)(uintptr_t)nt_thread_current()->id;
}

HANDLE PsGetThreadId(PETHREAD thread)
{
    return (HANDLE)(uintptr_t)((struct nt_thread *)thread)->id;
}

/* Packets are indicated, and drivers' threads run, in the system's own process; a program's request runs in that program's. */
HANDLE PsGetCurrentProcessId(VOID)
{
    uint64_t process = km_requestor();
    return process ? (HANDLE)(uintptr_t)process : SYSTEM_PROCESS;
}
