/* Checks the run-time library, lists, MDLs and packets from a driver's side; prints what fails, and how many checks
 * there were. */
#include <ntddk.h>
#include <ndis.h>
#include <ip2string.h>

DRIVER_INITIALIZE DriverEntry;

static ULONG Checks, Failures;
#define CHECK(e) (Checks++, (e) ? 0 : (Failures++, DbgPrint("line %d: %s\n", __LINE__, #e)))

static VOID Strings(VOID)
{
    DECLARE_CONST_UNICODE_STRING(upper, L"\\DEVICE\\\x00c4");
    DECLARE_CONST_UNICODE_STRING(lower, L"\\device\\\x00e4");
    WCHAR          buffer[8];
    UNICODE_STRING s = { 0, sizeof(buffer), buffer }, prefix, made;
    ANSI_STRING    narrow;
    CHECK(RtlEqualUnicodeString(&upper, &lower, TRUE));
    CHECK(!RtlEqualUnicodeString(&upper, &lower, FALSE));
    CHECK(RtlCompareUnicodeString(&upper, &lower, FALSE) < 0);
    RtlInitUnicodeString(&prefix, L"\\Device");
    CHECK(prefix.Length == 14 && prefix.MaximumLength == 16);
    CHECK(RtlPrefixUnicodeString(&prefix, &upper, TRUE) && !RtlPrefixUnicodeString(&prefix, &upper, FALSE));
    RtlCopyUnicodeString(&s, &upper);
    CHECK(s.Length == sizeof(buffer));
    s.Length = 0;
    CHECK(RtlAppendUnicodeToString(&s, L"abc") == STATUS_SUCCESS && s.Length == 6 && buffer[3] == 0);
    CHECK(RtlAppendUnicodeToString(&s, L"defghi") == STATUS_BUFFER_TOO_SMALL && s.Length == 6);
    CHECK(RtlIntegerToUnicodeString(0xBEEF, 16, &s) == STATUS_SUCCESS && s.Length == 8 && buffer[0] == 'B');
    CHECK(RtlIntegerToUnicodeString(123456789, 10, &s) == STATUS_BUFFER_OVERFLOW);
    RtlInitAnsiString(&narrow, "plain");
    CHECK(RtlAnsiStringToUnicodeString(&made, &narrow, TRUE) == STATUS_SUCCESS && made.Length == 10 && made.Buffer[4] == 'n');
    RtlFreeUnicodeString(&made);
    CHECK(made.Buffer == NULL);
}

static VOID Addresses(VOID)
{
    IN_ADDR  four, four2;
    IN6_ADDR six, six2;
    CHAR     text[46];
    WCHAR    wide[46];
    PCSTR    end;
    PCWSTR   wideEnd;
    CHECK(RtlIpv4StringToAddressA("192.0.2.7:80", TRUE, &end, &four) == STATUS_SUCCESS && *end == ':');
    CHECK(RtlIpv4AddressToStringA(&four, text) == text + 9 && RtlCompareMemory(text, "192.0.2.7", 10) == 10);
    CHECK(RtlIpv6StringToAddressA("2001:db8::1", &end, &six) == STATUS_SUCCESS && *end == 0);
    CHECK(RtlIpv6AddressToStringW(&six, wide) == wide + 11 && wide[9] == ':');
    CHECK(RtlIpv6StringToAddressW(wide, &wideEnd, &six2) == STATUS_SUCCESS && RtlEqualMemory(&six, &six2, sizeof(six)));
    RtlIpv4AddressToStringW(&four, wide);
    CHECK(RtlIpv4StringToAddressW(wide, TRUE, &wideEnd, &four2) == STATUS_SUCCESS && RtlEqualMemory(&four, &four2, 4));
    CHECK(RtlIpv4StringToAddressA("192.0.2", TRUE, &end, &four) == STATUS_INVALID_PARAMETER);
    CHECK(RtlIpv6StringToAddressA("1::2::3", &end, &six) == STATUS_INVALID_PARAMETER);
}

static RTL_GENERIC_COMPARE_RESULTS Compare(PRTL_AVL_TABLE table, PVOID a, PVOID b)
{
    ULONG x = *(PULONG)a, y = *(PULONG)b;
    UNREFERENCED_PARAMETER(table);
    return x < y ? GenericLessThan : x > y ? GenericGreaterThan : GenericEqual;
}

static PVOID Allocate(PRTL_AVL_TABLE table, CLONG size)
{
    UNREFERENCED_PARAMETER(table);
    return ExAllocatePoolWithTag(NonPagedPool, size, 'lvaT');
}

static VOID Release(PRTL_AVL_TABLE table, PVOID p)
{
    UNREFERENCED_PARAMETER(table);
    ExFreePoolWithTag(p, 'lvaT');
}

#define KEYS 512

/* Against a table of what is in, in the plainest way, with a repeatable order. */
static VOID Trees(VOID)
{
    static BOOLEAN in[KEYS];
    RTL_AVL_TABLE  table;
    ULONG          i, key, count = 0, seed = 7, last, seen;
    BOOLEAN        isNew;
    PULONG         p;
    RtlInitializeGenericTableAvl(&table, Compare, Allocate, Release, NULL);
    for (i = 0; i < 20000; i++) {
        seed = seed * 1664525 + 1013904223;
        key = seed >> 8 & (KEYS - 1);
        if (seed >> 28 & 1) {
            p = RtlInsertElementGenericTableAvl(&table, &key, sizeof(key), &isNew);
            CHECK(p && *p == key && isNew == !in[key]);
            count += !in[key];
            in[key] = TRUE;
        } else {
            CHECK(RtlDeleteElementGenericTableAvl(&table, &key) == in[key]);
            count -= in[key];
            in[key] = FALSE;
        }
    }
    CHECK(RtlNumberGenericTableElementsAvl(&table) == count);
    CHECK(table.DepthOfTree <= 12); /* 1.44 log2(512) and a little */
    last = 0, seen = 0;
    for (p = RtlEnumerateGenericTableAvl(&table, TRUE); p; p = RtlEnumerateGenericTableAvl(&table, FALSE)) {
        CHECK(in[*p] && (seen == 0 || *p > last));
        CHECK(RtlGetElementGenericTableAvl(&table, seen) == p);
        last = *p;
        seen++;
    }
    CHECK(seen == count);
    for (p = RtlEnumerateGenericTableAvl(&table, TRUE); p; p = RtlEnumerateGenericTableAvl(&table, FALSE)) {
        key = *p;
        CHECK(RtlDeleteElementGenericTableAvl(&table, &key));
        seen--;
    }
    CHECK(seen == 0 && RtlIsGenericTableEmptyAvl(&table));
}

static RTL_GENERIC_COMPARE_RESULTS CompareInTable(PRTL_GENERIC_TABLE table, PVOID a, PVOID b)
{
    ULONG x = *(PULONG)a, y = *(PULONG)b;
    UNREFERENCED_PARAMETER(table);
    return x < y ? GenericLessThan : x > y ? GenericGreaterThan : GenericEqual;
}

static PVOID AllocateInTable(PRTL_GENERIC_TABLE table, CLONG size)
{
    UNREFERENCED_PARAMETER(table);
    return ExAllocatePoolWithTag(NonPagedPoolNx, size, 'yalp');
}

static VOID ReleaseInTable(PRTL_GENERIC_TABLE table, PVOID p)
{
    UNREFERENCED_PARAMETER(table);
    ExFreePoolWithTag(p, 'yalp');
}

/* The same against the same. */
static VOID SplayTables(VOID)
{
    static BOOLEAN    in[KEYS];
    RTL_GENERIC_TABLE table;
    ULONG             i, key, count = 0, seed = 9, last, seen;
    BOOLEAN           isNew;
    PULONG            p;
    PVOID             place = NULL;
    RtlInitializeGenericTable(&table, CompareInTable, AllocateInTable, ReleaseInTable, NULL);
    CHECK(RtlIsGenericTableEmpty(&table) && !RtlEnumerateGenericTable(&table, TRUE) && !RtlGetElementGenericTable(&table, 0));
    for (i = 0; i < 20000; i++) {
        key = RtlRandomEx(&seed) >> 5 & (KEYS - 1);
        p = RtlLookupElementGenericTable(&table, &key);
        CHECK(in[key] ? p && *p == key : !p);
        if (RtlRandomEx(&seed) >> 9 & 1) {
            p = RtlInsertElementGenericTable(&table, &key, sizeof(key), &isNew);
            CHECK(p && *p == key && isNew == !in[key]);
            count += !in[key];
            in[key] = TRUE;
        } else {
            CHECK(RtlDeleteElementGenericTable(&table, &key) == in[key]);
            count -= in[key];
            in[key] = FALSE;
        }
    }
    CHECK(RtlNumberGenericTableElements(&table) == count);
    last = 0, seen = 0;
    for (p = RtlEnumerateGenericTable(&table, TRUE); p; p = RtlEnumerateGenericTable(&table, FALSE)) {
        CHECK(in[*p] && (seen == 0 || *p > last));
        last = *p;
        seen++;
    }
    CHECK(seen == count);
    for (p = RtlEnumerateGenericTableWithoutSplaying(&table, &place), seen = 0; p;
         p = RtlEnumerateGenericTableWithoutSplaying(&table, &place), seen++)
        CHECK(seen == 0 || *p > last || (last = 0, TRUE));
    CHECK(seen == count);
    while ((p = RtlGetElementGenericTable(&table, 0)) != NULL) { /* the oldest first */
        key = *p;
        CHECK(RtlDeleteElementGenericTable(&table, &key));
        seen--;
    }
    CHECK(seen == 0 && RtlIsGenericTableEmpty(&table));
}

static VOID Bits(VOID)
{
    ULONG      words[3] = { ~0u, ~0u, ~0u };
    RTL_BITMAP map;
    RtlInitializeBitMap(&map, words, 70);
    RtlClearAllBits(&map);
    CHECK(RtlNumberOfSetBits(&map) == 0 && words[2] == ~0u << 6);
    RtlSetBits(&map, 30, 10);
    CHECK(RtlNumberOfSetBits(&map) == 10 && RtlAreBitsSet(&map, 30, 10) && !RtlAreBitsSet(&map, 29, 2));
    CHECK(RtlTestBit(&map, 39) && !RtlTestBit(&map, 40) && RtlAreBitsClear(&map, 40, 30) && !RtlAreBitsClear(&map, 40, 31));
    CHECK(RtlFindClearBits(&map, 30, 0) == 0 && RtlFindClearBits(&map, 30, 1) == 40 && RtlFindClearBits(&map, 31, 0) == ~0u);
    CHECK(RtlFindClearBitsAndSet(&map, 5, 28) == 40 && RtlNumberOfClearBits(&map) == 55);
    CHECK(RtlFindSetBits(&map, 15, 0) == 30 && RtlFindSetBitsAndClear(&map, 15, 69) == 30 && RtlNumberOfSetBits(&map) == 0);
    RtlSetAllBits(&map);
    RtlClearBit(&map, 69);
    CHECK(RtlFindClearBits(&map, 1, 0) == 69 && RtlNumberOfClearBits(&map) == 1);
    RtlSetBit(&map, 69);
    RtlClearBits(&map, 0, 64);
    CHECK(words[0] == 0 && words[1] == 0 && words[2] == ~0u);
}

static VOID Texts(VOID)
{
    static const GUID key = { 0x0123abcd, 0x4567, 0x89ab, { 0xcd, 0xef, 1, 2, 3, 4, 5, 6 } };
    DECLARE_CONST_UNICODE_STRING(hex, L" 0xFf");
    DECLARE_CONST_UNICODE_STRING(minus, L"-12x");
    DECLARE_CONST_UNICODE_STRING(upper, L"ABC");
    DECLARE_CONST_UNICODE_STRING(lower, L"abc");
    DECLARE_CONST_UNICODE_STRING(wrong, L"{0123ABCD-4567-89AB-CDEF-01020304050x}");
    UNICODE_STRING s;
    GUID           back;
    ULONG          n, m, seed = 1;
    CHECK(RtlUnicodeStringToInteger(&hex, 0, &n) == STATUS_SUCCESS && n == 255);
    CHECK(RtlUnicodeStringToInteger(&minus, 10, &n) == STATUS_SUCCESS && n == (ULONG)-12);
    CHECK(RtlUnicodeStringToInteger(&minus, 7, &n) == STATUS_INVALID_PARAMETER);
    CHECK(RtlHashUnicodeString(&lower, FALSE, HASH_STRING_ALGORITHM_X65599, &n) == STATUS_SUCCESS);
    CHECK(n == (ULONG)(('a' * 65599u + 'b') * 65599u + 'c'));
    CHECK(RtlHashUnicodeString(&lower, TRUE, HASH_STRING_ALGORITHM_DEFAULT, &n) == STATUS_SUCCESS &&
          RtlHashUnicodeString(&upper, FALSE, HASH_STRING_ALGORITHM_DEFAULT, &m) == STATUS_SUCCESS && n == m);
    CHECK(RtlHashUnicodeString(&lower, TRUE, 5, &n) == STATUS_INVALID_PARAMETER);
    CHECK(RtlStringFromGUID(&key, &s) == STATUS_SUCCESS && s.Length == 76 && s.Buffer[1] == '0' && s.Buffer[5] == 'A');
    CHECK(RtlGUIDFromString(&s, &back) == STATUS_SUCCESS && RtlEqualMemory(&key, &back, sizeof(key)));
    CHECK(RtlGUIDFromString(&wrong, &back) == STATUS_INVALID_PARAMETER && RtlGUIDFromString(&upper, &back) == STATUS_INVALID_PARAMETER);
    RtlFreeUnicodeString(&s);
    CHECK(RtlDuplicateUnicodeString(RTL_DUPLICATE_UNICODE_STRING_NULL_TERMINATE, &upper, &s) == STATUS_SUCCESS);
    CHECK(RtlEqualUnicodeString(&s, &upper, FALSE) && s.MaximumLength == 8 && s.Buffer[3] == 0);
    RtlFreeUnicodeString(&s);
    n = RtlRandomEx(&seed);
    CHECK(n == seed && n < MAXLONG && RtlRandomEx(&seed) != n);
}

static VOID Lists(VOID)
{
    DECLSPEC_ALIGN(16) SLIST_HEADER head;
    SLIST_ENTRY            entries[2];
    NPAGED_LOOKASIDE_LIST *list = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*list), 'tsiL');
    PVOID                  p, q;
    InitializeSListHead(&head);
    CHECK(InterlockedPushEntrySList(&head, &entries[0]) == NULL && InterlockedPushEntrySList(&head, &entries[1]) == &entries[0]);
    CHECK(ExQueryDepthSList(&head) == 2 && InterlockedPopEntrySList(&head) == &entries[1]);
    CHECK(InterlockedFlushSList(&head) == &entries[0] && InterlockedPopEntrySList(&head) == NULL);
    ExInitializeNPagedLookasideList(list, NULL, NULL, 0, 40, 'kooL', 0);
    p = ExAllocateFromNPagedLookasideList(list);
    q = ExAllocateFromNPagedLookasideList(list);
    CHECK(p && q && p != q);
    ExFreeToNPagedLookasideList(list, p);
    ExFreeToNPagedLookasideList(list, q);
    ExDeleteNPagedLookasideList(list);
    ExFreePoolWithTag(list, 'tsiL');
}

static VOID Locks(VOID)
{
    KLOCK_QUEUE_HANDLE handle;
    EX_SPIN_LOCK       shared = 0;
    KSPIN_LOCK         lock;
    FAST_MUTEX         mutex;
    KMUTEX             recursive;
    LARGE_INTEGER      now = { .QuadPart = 0 };
    KIRQL              before;
    KeInitializeSpinLock(&lock);
    CHECK(KeGetCurrentIrql() == PASSIVE_LEVEL);
    KeAcquireInStackQueuedSpinLock(&lock, &handle);
    CHECK(KeGetCurrentIrql() == DISPATCH_LEVEL && !KeTestSpinLock(&lock));
    KeReleaseInStackQueuedSpinLock(&handle);
    CHECK(KeGetCurrentIrql() == PASSIVE_LEVEL && KeTestSpinLock(&lock));
    before = ExAcquireSpinLockShared(&shared);
    ExAcquireSpinLockSharedAtDpcLevel(&shared);
    ExReleaseSpinLockSharedFromDpcLevel(&shared);
    ExReleaseSpinLockShared(&shared, before);
    before = ExAcquireSpinLockExclusive(&shared);
    ExReleaseSpinLockExclusive(&shared, before);
    CHECK(shared == 0 && KeGetCurrentIrql() == PASSIVE_LEVEL);
    ExInitializeFastMutex(&mutex);
    ExAcquireFastMutex(&mutex);
    CHECK(KeGetCurrentIrql() == APC_LEVEL);
    ExReleaseFastMutex(&mutex);
    KeInitializeMutex(&recursive, 0);
    CHECK(KeWaitForSingleObject(&recursive, Executive, KernelMode, FALSE, NULL) == STATUS_SUCCESS);
    CHECK(KeWaitForSingleObject(&recursive, Executive, KernelMode, FALSE, &now) == STATUS_SUCCESS);
    KeReleaseMutex(&recursive, FALSE);
    CHECK(KeReadStateMutex(&recursive) == 0);
    KeReleaseMutex(&recursive, FALSE);
    CHECK(KeReadStateMutex(&recursive) == 1);
}

static VOID Mdls(VOID)
{
    static UCHAR data[6000];
    PMDL         mdl = IoAllocateMdl(data + 100, 5000, FALSE, FALSE, NULL);
    CHECK(mdl && MmGetMdlByteCount(mdl) == 5000 && MmGetMdlVirtualAddress(mdl) == data + 100);
    MmBuildMdlForNonPagedPool(mdl);
    CHECK(MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority) == data + 100);
    IoFreeMdl(mdl);
}

/* Twelve bytes in three MDLs. */
static VOID Packets(VOID)
{
    NET_BUFFER_LIST_POOL_PARAMETERS parameters = { { NDIS_OBJECT_TYPE_DEFAULT, NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1,
                                                     NDIS_SIZEOF_NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1 } };
    UCHAR            bytes[12] = "0123456789a", storage[12], target[12] = { 0 };
    PMDL             parts[3], other;
    NDIS_HANDLE      generic, pool;
    NET_BUFFER_LIST *list, *copy;
    NET_BUFFER      *nb;
    PUCHAR           p;
    SIZE_T           copied;
    int              i;
    for (i = 0; i < 3; i++)
        parts[i] = NdisAllocateMdl(NULL, bytes + 4 * i, 4);
    parts[0]->Next = parts[1];
    parts[1]->Next = parts[2];
    other = NdisAllocateMdl(NULL, target, sizeof(target));
    generic = NdisAllocateGenericObject(NULL, 'neGO', 0);
    parameters.fAllocateNetBuffer = TRUE;
    parameters.PoolTag = 'looP';
    pool = NdisAllocateNetBufferListPool(generic, &parameters);
    list = NdisAllocateNetBufferAndNetBufferList(pool, 0, 0, parts[0], 0, 12);
    copy = NdisAllocateNetBufferAndNetBufferList(pool, 0, 0, other, 0, 12);
    nb = NET_BUFFER_LIST_FIRST_NB(list);
    CHECK(NdisGetDataBuffer(nb, 4, NULL, 1, 0) == bytes && NdisGetDataBuffer(nb, 5, NULL, 1, 0) == NULL);
    CHECK(NdisGetDataBuffer(nb, 13, storage, 1, 0) == NULL);
    p = NdisGetDataBuffer(nb, 9, storage, 1, 0);
    CHECK(p == storage && RtlEqualMemory(p, "012345678", 9));
    NdisAdvanceNetBufferDataStart(nb, 6, FALSE, NULL);
    CHECK(NET_BUFFER_DATA_LENGTH(nb) == 6 && NET_BUFFER_CURRENT_MDL(nb) == parts[1] && NET_BUFFER_CURRENT_MDL_OFFSET(nb) == 2);
    CHECK(NdisRetreatNetBufferDataStart(nb, 6, 0, NULL) == NDIS_STATUS_SUCCESS && NET_BUFFER_FIRST_MDL(nb) == parts[0]);
    CHECK(NdisRetreatNetBufferDataStart(nb, 8, 4, NULL) == NDIS_STATUS_SUCCESS);
    CHECK(NET_BUFFER_FIRST_MDL(nb) != parts[0] && NET_BUFFER_DATA_LENGTH(nb) == 20 && NET_BUFFER_DATA_OFFSET(nb) == 4);
    p = NdisGetDataBuffer(nb, 8, NULL, 1, 0);
    CHECK(p != NULL);
    RtlFillMemory(p, 8, 0x55);
    NdisAdvanceNetBufferDataStart(nb, 8, TRUE, NULL);
    CHECK(NET_BUFFER_FIRST_MDL(nb) == parts[0] && NET_BUFFER_DATA_OFFSET(nb) == 0 && bytes[0] == '0');
    CHECK(NdisCopyFromNetBufferToNetBuffer(NET_BUFFER_LIST_FIRST_NB(copy), 1, 20, nb, 2, &copied) == NDIS_STATUS_SUCCESS);
    CHECK(copied == 10 && target[0] == 0 && RtlEqualMemory(target + 1, "23456789a", 9));
    NdisFreeNetBufferList(copy);
    NdisFreeNetBufferList(list);
    NdisFreeNetBufferListPool(pool);
    NdisFreeGenericObject(generic);
    NdisFreeMdl(other);
    for (i = 0; i < 3; i++)
        NdisFreeMdl(parts[i]);
}

static VOID Times(VOID)
{
    LARGE_INTEGER time = { .QuadPart = 132539328000000000LL }, now; /* 2021-01-01 */
    TIME_FIELDS   fields;
    RtlTimeToTimeFields(&time, &fields);
    CHECK(RtlTimeFieldsToTime(&fields, &now) && now.QuadPart == time.QuadPart);
    fields.Day = 32;
    CHECK(!RtlTimeFieldsToTime(&fields, &now));
    fields.Day = 1;
    CHECK(fields.Year == 2021 && fields.Month == 1 && fields.Day == 1 && fields.Hour == 0 && fields.Weekday == 5);
    KeQuerySystemTime(&now);
    CHECK(now.QuadPart > time.QuadPart);
}

static EX_RUNDOWN_REF Rundown;
static volatile LONG  LastUserLeft;

static VOID User(PVOID context)
{
    LARGE_INTEGER soon;
    soon.QuadPart = -20000;
    CHECK(context == &Rundown);
    ExReleaseRundownProtection(&Rundown);
    KeDelayExecutionThread(KernelMode, FALSE, &soon); /* lets the owner begin to wait; either order must do */
    InterlockedExchange(&LastUserLeft, 1);
    ExReleaseRundownProtectionEx(&Rundown, 2);
}

static VOID RundownProtection(VOID)
{
    HANDLE thread;
    PVOID  object;
    ExInitializeRundownProtection(&Rundown);
    CHECK(ExAcquireRundownProtection(&Rundown) && ExAcquireRundownProtectionEx(&Rundown, 2));
    CHECK(PsCreateSystemThread(&thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, User, &Rundown) == STATUS_SUCCESS);
    ExWaitForRundownProtectionRelease(&Rundown);
    CHECK(LastUserLeft == 1);
    CHECK(!ExAcquireRundownProtection(&Rundown));
    ExWaitForRundownProtectionRelease(&Rundown);
    CHECK(ObReferenceObjectByHandle(thread, THREAD_ALL_ACCESS, *PsThreadType, KernelMode, &object, NULL) == STATUS_SUCCESS);
    KeWaitForSingleObject(object, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(object);
    ZwClose(thread);
    ExReInitializeRundownProtection(&Rundown);
    CHECK(ExAcquireRundownProtection(&Rundown));
    ExReleaseRundownProtection(&Rundown);
    ExWaitForRundownProtectionRelease(&Rundown);
    ExRundownCompleted(&Rundown);
    CHECK(!ExAcquireRundownProtection(&Rundown));
}

static VOID Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING registryPath)
{
    UNREFERENCED_PARAMETER(registryPath);
    driver->DriverUnload = Unload;
    Strings();
    Addresses();
    Trees();
    SplayTables();
    Bits();
    Texts();
    Lists();
    Locks();
    RundownProtection();
    Mdls();
    Packets();
    Times();
    DbgPrint("%u checks, %u failures\n", Checks, Failures);
    return Failures ? STATUS_UNSUCCESSFUL : STATUS_SUCCESS;
}
