/* The run-time library of the kernel: memory, strings, byte order, trees, debug output. Part of wdm.h. */
#ifndef OPENWFP_RTL_H
#define OPENWFP_RTL_H

#include "openwfp_ex.h"

EXTERN_C_START

/* --- memory ------------------------------------------------------------------------------------------------------- */

#ifndef RtlCopyMemory
#define RtlCopyMemory(to, from, size)          __builtin_memcpy((to), (from), (size))
#define RtlMoveMemory(to, from, size)          __builtin_memmove((to), (from), (size))
#define RtlZeroMemory(to, size)                __builtin_memset((to), 0, (size))
#define RtlFillMemory(to, size, byte)          __builtin_memset((to), (byte), (size))
#define RtlEqualMemory(a, b, size)             (!__builtin_memcmp((a), (b), (size)))
#endif
#define RtlCopyBytes                           RtlCopyMemory
#define RtlZeroBytes                           RtlZeroMemory
#define RtlFillBytes                           RtlFillMemory
#define RtlCopyMemoryNonTemporal               RtlCopyMemory
#define RtlCopyVolatileMemory(to, from, size)  __builtin_memcpy((PVOID)(to), (const VOID *)(from), (size))
#define RtlFillVolatileMemory(to, size, byte)  __builtin_memset((PVOID)(to), (byte), (size))

/* How many leading bytes are equal. */
OPENWFP_INLINE SIZE_T RtlCompareMemory(const VOID *a, const VOID *b, SIZE_T size)
{
    SIZE_T n = 0;
    while (n < size && ((const UCHAR *)a)[n] == ((const UCHAR *)b)[n])
        n++;
    return n;
}

OPENWFP_INLINE PVOID RtlSecureZeroMemory(PVOID p, SIZE_T size)
{
    __builtin_memset(p, 0, size);
    __asm__ volatile("" : : "r"(p) : "memory");
    return p;
}

/* --- byte order, bits --------------------------------------------------------------------------------------------- */

#define RtlUshortByteSwap(v)    __builtin_bswap16((USHORT)(v))
#define RtlUlongByteSwap(v)     __builtin_bswap32((ULONG)(v))
#define RtlUlonglongByteSwap(v) ((ULONGLONG)__builtin_bswap64((ULONGLONG)(v)))
#ifndef _byteswap_ushort
#define _byteswap_ushort(v)     __builtin_bswap16((USHORT)(v))
#define _byteswap_ulong(v)      __builtin_bswap32((ULONG)(v))
#define _byteswap_uint64(v)     ((ULONGLONG)__builtin_bswap64((ULONGLONG)(v)))
#endif
ULONG RtlRandomEx(PULONG seed);
ULONG RtlRandom(PULONG seed);

OPENWFP_INLINE BOOLEAN BitScanForward(ULONG *index, ULONG mask)
{
    *index = mask ? (ULONG)__builtin_ctz(mask) : 0;
    return mask != 0;
}

OPENWFP_INLINE BOOLEAN BitScanReverse(ULONG *index, ULONG mask)
{
    *index = mask ? 31 - (ULONG)__builtin_clz(mask) : 0;
    return mask != 0;
}
#ifndef _BitScanForward
#define _BitScanForward BitScanForward
#define _BitScanReverse BitScanReverse
#endif

OPENWFP_INLINE LARGE_INTEGER RtlConvertLongToLargeInteger(LONG v)
{
    LARGE_INTEGER r;
    r.QuadPart = v;
    return r;
}

OPENWFP_INLINE LARGE_INTEGER RtlLargeIntegerSubtract(LARGE_INTEGER a, LARGE_INTEGER b)
{
    a.QuadPart -= b.QuadPart;
    return a;
}

OPENWFP_INLINE LARGE_INTEGER RtlLargeIntegerAdd(LARGE_INTEGER a, LARGE_INTEGER b)
{
    a.QuadPart += b.QuadPart;
    return a;
}
#define Int32x32To64(a, b)   ((LONGLONG)(LONG)(a) * (LONGLONG)(LONG)(b))
#define UInt32x32To64(a, b)  ((ULONGLONG)(ULONG)(a) * (ULONGLONG)(ULONG)(b))

/* --- strings ------------------------------------------------------------------------------------------------------ */

VOID     RtlInitUnicodeString(PUNICODE_STRING string, PCWSTR text);
NTSTATUS RtlInitUnicodeStringEx(PUNICODE_STRING string, PCWSTR text);
VOID     RtlInitAnsiString(PANSI_STRING string, PCSZ text);
VOID     RtlInitString(PSTRING string, PCSZ text);
VOID     RtlCopyUnicodeString(PUNICODE_STRING to, PCUNICODE_STRING from);
NTSTATUS RtlAppendUnicodeToString(PUNICODE_STRING to, PCWSTR text);
NTSTATUS RtlAppendUnicodeStringToString(PUNICODE_STRING to, PCUNICODE_STRING from);
LONG     RtlCompareUnicodeString(PCUNICODE_STRING a, PCUNICODE_STRING b, BOOLEAN ignoreCase);
LONG     RtlCompareUnicodeStrings(PCWCH a, SIZE_T aLength, PCWCH b, SIZE_T bLength, BOOLEAN ignoreCase);
BOOLEAN  RtlEqualUnicodeString(PCUNICODE_STRING a, PCUNICODE_STRING b, BOOLEAN ignoreCase);
BOOLEAN  RtlPrefixUnicodeString(PCUNICODE_STRING prefix, PCUNICODE_STRING string, BOOLEAN ignoreCase);
BOOLEAN  RtlSuffixUnicodeString(PCUNICODE_STRING suffix, PCUNICODE_STRING string, BOOLEAN ignoreCase);
NTSTATUS RtlUpcaseUnicodeString(PUNICODE_STRING to, PCUNICODE_STRING from, BOOLEAN allocate);
NTSTATUS RtlDowncaseUnicodeString(PUNICODE_STRING to, PCUNICODE_STRING from, BOOLEAN allocate);
WCHAR    RtlUpcaseUnicodeChar(WCHAR c);
WCHAR    RtlDowncaseUnicodeChar(WCHAR c);
NTSTATUS RtlAnsiStringToUnicodeString(PUNICODE_STRING to, PCANSI_STRING from, BOOLEAN allocate);
NTSTATUS RtlUnicodeStringToAnsiString(PANSI_STRING to, PCUNICODE_STRING from, BOOLEAN allocate);
NTSTATUS RtlUnicodeStringToInteger(PCUNICODE_STRING string, ULONG base, PULONG value);
NTSTATUS RtlIntegerToUnicodeString(ULONG value, ULONG base, PUNICODE_STRING string);
NTSTATUS RtlInt64ToUnicodeString(ULONGLONG value, ULONG base, PUNICODE_STRING string);
NTSTATUS RtlUnicodeToMultiByteN(PCHAR to, ULONG toSize, PULONG written, PCWCH from, ULONG fromSize);
NTSTATUS RtlMultiByteToUnicodeN(PWCH to, ULONG toSize, PULONG written, const CHAR *from, ULONG fromSize);
NTSTATUS RtlUnicodeToUTF8N(PCHAR to, ULONG toSize, PULONG written, PCWCH from, ULONG fromSize);
NTSTATUS RtlUTF8ToUnicodeN(PWSTR to, ULONG toSize, PULONG written, PCCH from, ULONG fromSize);
#define RTL_DUPLICATE_UNICODE_STRING_NULL_TERMINATE       1
#define RTL_DUPLICATE_UNICODE_STRING_ALLOCATE_NULL_STRING 2
#define HASH_STRING_ALGORITHM_DEFAULT                     0
#define HASH_STRING_ALGORITHM_X65599                      1
#define HASH_STRING_ALGORITHM_INVALID                     0xffffffff
NTSTATUS RtlDuplicateUnicodeString(ULONG flags, PCUNICODE_STRING from, PUNICODE_STRING to);
NTSTATUS RtlHashUnicodeString(PCUNICODE_STRING string, BOOLEAN ignoreCase, ULONG algorithm, PULONG hash);
VOID     RtlFreeUnicodeString(PUNICODE_STRING string);
VOID     RtlFreeAnsiString(PANSI_STRING string);
NTSTATUS RtlStringFromGUID(REFGUID guid, PUNICODE_STRING string);
NTSTATUS RtlGUIDFromString(PCUNICODE_STRING string, GUID *guid);

/* --- time, version, registry -------------------------------------------------------------------------------------- */

typedef struct _TIME_FIELDS {
    CSHORT Year, Month, Day, Hour, Minute, Second, Milliseconds, Weekday;
} TIME_FIELDS, *PTIME_FIELDS;
VOID    RtlTimeToTimeFields(PLARGE_INTEGER time, PTIME_FIELDS fields);
BOOLEAN RtlTimeFieldsToTime(PTIME_FIELDS fields, PLARGE_INTEGER time);

typedef struct _OSVERSIONINFOW {
    ULONG dwOSVersionInfoSize;
    ULONG dwMajorVersion;
    ULONG dwMinorVersion;
    ULONG dwBuildNumber;
    ULONG dwPlatformId;
    WCHAR szCSDVersion[128];
} OSVERSIONINFOW, *POSVERSIONINFOW, *LPOSVERSIONINFOW, RTL_OSVERSIONINFOW, *PRTL_OSVERSIONINFOW;
typedef struct _OSVERSIONINFOEXW {
    ULONG  dwOSVersionInfoSize;
    ULONG  dwMajorVersion;
    ULONG  dwMinorVersion;
    ULONG  dwBuildNumber;
    ULONG  dwPlatformId;
    WCHAR  szCSDVersion[128];
    USHORT wServicePackMajor;
    USHORT wServicePackMinor;
    USHORT wSuiteMask;
    UCHAR  wProductType;
    UCHAR  wReserved;
} OSVERSIONINFOEXW, *POSVERSIONINFOEXW, *LPOSVERSIONINFOEXW, RTL_OSVERSIONINFOEXW, *PRTL_OSVERSIONINFOEXW;
NTSTATUS RtlGetVersion(PRTL_OSVERSIONINFOW version);
NTSTATUS RtlVerifyVersionInfo(PRTL_OSVERSIONINFOEXW version, ULONG mask, ULONGLONG condition);

#define RTL_REGISTRY_ABSOLUTE 0
#define RTL_REGISTRY_SERVICES 1
NTSTATUS RtlCheckRegistryKey(ULONG relative, PWSTR path);
NTSTATUS RtlWriteRegistryValue(ULONG relative, PCWSTR path, PCWSTR name, ULONG type, PVOID data, ULONG size);

/* --- bitmaps ------------------------------------------------------------------------------------------------------ */

typedef struct _RTL_BITMAP {
    ULONG  SizeOfBitMap;
    PULONG Buffer;
} RTL_BITMAP, *PRTL_BITMAP;
VOID    RtlInitializeBitMap(PRTL_BITMAP map, PULONG buffer, ULONG bits);
VOID    RtlClearAllBits(PRTL_BITMAP map);
VOID    RtlSetAllBits(PRTL_BITMAP map);
VOID    RtlSetBits(PRTL_BITMAP map, ULONG first, ULONG count);
VOID    RtlClearBits(PRTL_BITMAP map, ULONG first, ULONG count);
ULONG   RtlFindClearBitsAndSet(PRTL_BITMAP map, ULONG count, ULONG hint);
ULONG   RtlFindSetBitsAndClear(PRTL_BITMAP map, ULONG count, ULONG hint);
ULONG   RtlFindClearBits(PRTL_BITMAP map, ULONG count, ULONG hint);
ULONG   RtlFindSetBits(PRTL_BITMAP map, ULONG count, ULONG hint);
BOOLEAN RtlTestBit(PRTL_BITMAP map, ULONG bit);
VOID    RtlSetBit(PRTL_BITMAP map, ULONG bit);
VOID    RtlClearBit(PRTL_BITMAP map, ULONG bit);
BOOLEAN RtlAreBitsSet(PRTL_BITMAP map, ULONG first, ULONG count);
BOOLEAN RtlAreBitsClear(PRTL_BITMAP map, ULONG first, ULONG count);
ULONG   RtlNumberOfSetBits(PRTL_BITMAP map);
ULONG   RtlNumberOfClearBits(PRTL_BITMAP map);

/* --- debug output and assertions ---------------------------------------------------------------------------------- */

#define DPFLTR_IHVDRIVER_ID   77
#define DPFLTR_IHVNETWORK_ID  81
#define DPFLTR_DEFAULT_ID     101
#define DPFLTR_ERROR_LEVEL    0
#define DPFLTR_WARNING_LEVEL  1
#define DPFLTR_TRACE_LEVEL    2
#define DPFLTR_INFO_LEVEL     3
#define DPFLTR_MASK           0x80000000

ULONG DbgPrint(PCSTR format, ...);
ULONG DbgPrintEx(ULONG component, ULONG level, PCSTR format, ...);
ULONG vDbgPrintEx(ULONG component, ULONG level, PCCH format, va_list args);
VOID  DbgBreakPoint(VOID);
VOID  DbgBreakPointWithStatus(ULONG status);
VOID  RtlAssert(PVOID assertion, PVOID file, ULONG line, PSTR message);

#if DBG
#define KdPrint(args)     DbgPrint args
#define KdPrintEx(args)   DbgPrintEx args
#define KdBreakPoint()    DbgBreakPoint()
#define OPENWFP_ASSERT(e, m) ((e) ? (void)0 : RtlAssert((PVOID)#e, (PVOID)__FILE__, __LINE__, (PSTR)(m)))
#define OPENWFP_CHECK(e)  ((e) ? TRUE : (RtlAssert((PVOID)#e, (PVOID)__FILE__, __LINE__, NULL), FALSE))
#define NT_VERIFY(e)      OPENWFP_CHECK(e)
#else
#define KdPrint(args)     ((void)0)
#define KdPrintEx(args)   ((void)0)
#define KdBreakPoint()    ((void)0)
#define OPENWFP_ASSERT(e, m) ((void)0)
#define OPENWFP_CHECK(e)  TRUE
#define NT_VERIFY(e)      ((e) ? TRUE : FALSE)
#endif
#ifndef ASSERT
#define ASSERT(e)         OPENWFP_ASSERT(e, NULL)
#endif
#define ASSERTMSG(m, e)   OPENWFP_ASSERT(e, m)
#define RTL_SOFT_ASSERT(e) OPENWFP_ASSERT(e, NULL)
#define RTL_ASSERT(e)     OPENWFP_ASSERT(e, NULL)
#define NT_ASSERT(e)      OPENWFP_ASSERT(e, NULL)
#define NT_ASSERTMSG(m, e) OPENWFP_ASSERT(e, m)
#define NT_ASSERTMSGW(m, e) OPENWFP_ASSERT(e, NULL)
#define NT_ASSERT_ASSUME(e) OPENWFP_ASSERT(e, NULL)
#define NT_FRE_ASSERT(e)  ((e) ? (void)0 : RtlAssert((PVOID)#e, (PVOID)__FILE__, __LINE__, NULL))
#define NT_ANALYSIS_ASSUME(e) ((void)0)
#define VERIFY_IS_IRQL_PASSIVE_LEVEL() OPENWFP_ASSERT(KeGetCurrentIrql() == PASSIVE_LEVEL, "IRQL above PASSIVE_LEVEL")
#define PAGED_CODE()      OPENWFP_ASSERT(KeGetCurrentIrql() <= APC_LEVEL, "paged code at a raised IRQL")
#define PAGED_CODE_LOCKED()
#define PAGED_ASSERT(e)   OPENWFP_ASSERT(e, NULL)
#define RtlFailFast(code) KeBugCheckEx(0x139, (code), 0, 0, 0)

#define RTL_STATIC_LIST_HEAD(x) LIST_ENTRY x = { &x, &x }

EXTERN_C_END

#endif
