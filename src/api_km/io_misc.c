/* The event log, who a request comes from, memory of programs. */
#include "api_km/irp.h"
#include "nt/pool.h"

#define TAG_ERROR_LOG 0x6c456f49 /* 'IoEl' */

/* --- the event log ------------------------------------------------------------------------------------------------ */

PVOID IoAllocateErrorLogEntry(PVOID object, UCHAR size)
{
    (void)object;
    if (size < sizeof(IO_ERROR_LOG_PACKET) || size > ERROR_LOG_MAXIMUM_SIZE)
        return NULL;
    return pool_alloc(km_nt("IoAllocateErrorLogEntry"), size, TAG_ERROR_LOG, true);
}

VOID IoFreeErrorLogEntry(PVOID entry)
{
    pool_free(km_nt("IoFreeErrorLogEntry"), entry, TAG_ERROR_LOG, "IoFreeErrorLogEntry");
}

VOID IoWriteErrorLogEntry(PVOID entry)
{
    const IO_ERROR_LOG_PACKET *p = entry;
    const PCHAR                strings = (PCHAR)entry + p->StringOffset;
    DbgPrint("event log: error 0x%08X, status 0x%08X%s%S\n", p->ErrorCode, p->FinalStatus, p->NumberOfStrings ? ", " : "",
             p->NumberOfStrings ? (PCWSTR)strings : L"");
    IoFreeErrorLogEntry(entry);
}

/* --- requestors --------------------------------------------------------------------------------------------------- */

ULONG IoGetRequestorProcessId(PIRP irp)
{
    PFILE_OBJECT file = irp->Tail.Overlay.OriginalFileObject;
    return file ? (ULONG)km_file_process(file) : 0;
}

PGENERIC_MAPPING IoGetFileObjectGenericMapping(VOID)
{
    static GENERIC_MAPPING mapping = { 0x120089, 0x120116, 0x1200a0, 0x1f01ff };
    return &mapping;
}

/* --- memory of programs ------------------------------------------------------------------------------------------- */

/* Their buffers are copies in this process: what is no memory at all is found by its address alone. */
static void probe(const volatile VOID *address, SIZE_T length, ULONG alignment)
{
    uintptr_t at = (uintptr_t)address;
    if (length == 0)
        return;
    if (at & (alignment - 1))
        ExRaiseDatatypeMisalignment();
    if (at < 0x10000 || at + length < at || at + length > UINT64_C(0x7fffffff0000))
        ExRaiseAccessViolation();
}

VOID ProbeForRead(const volatile VOID *address, SIZE_T length, ULONG alignment)
{
    km_passive("ProbeForRead");
    probe(address, length, alignment);
}

VOID ProbeForWrite(volatile VOID *address, SIZE_T length, ULONG alignment)
{
    km_passive("ProbeForWrite");
    probe(address, length, alignment);
}
