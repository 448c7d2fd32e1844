/* The vocabulary of NT above the base types: statuses, strings, object attributes, lists, compile-time checks. */
#ifndef OPENWFP_NTDEF_H
#define OPENWFP_NTDEF_H
#ifndef _NTDEF_
#define _NTDEF_
#endif

#include <stddef.h>
#include <stdarg.h>
#include <string.h>
#include "openwfp_base.h"
#include "driverspecs.h"
#include "rpcdce.h"
#include "sdkddkver.h"

#ifndef OPENWFP_INLINE
#define OPENWFP_INLINE static inline __attribute__((unused))
#endif

/* --- statuses and checks ------------------------------------------------------------------------------------------ */

#define NT_SUCCESS(status)     (((NTSTATUS)(status)) >= 0)
#define NT_INFORMATION(status) ((((ULONG)(status)) >> 30) == 1)
#define NT_WARNING(status)     ((((ULONG)(status)) >> 30) == 2)
#define NT_ERROR(status)       ((((ULONG)(status)) >> 30) == 3)
#ifndef STATUS_SUCCESS
#define STATUS_SUCCESS ((NTSTATUS)0x00000000L)
#endif

#define UNREFERENCED_PARAMETER(p)          ((void)(p))
#define DBG_UNREFERENCED_PARAMETER(p)      ((void)(p))
#define UNREFERENCED_LOCAL_VARIABLE(v)     ((void)(v))
#define DBG_UNREFERENCED_LOCAL_VARIABLE(v) ((void)(v))
#define DEFAULT_UNREACHABLE                default: __builtin_unreachable()

#ifdef __cplusplus
#define C_ASSERT(e) static_assert(e, #e)
#else
#define C_ASSERT(e) _Static_assert(e, #e)
#endif

/* --- shapes ------------------------------------------------------------------------------------------------------- */

#define FIELD_OFFSET(type, field)                ((LONG)__builtin_offsetof(type, field))
#define UFIELD_OFFSET(type, field)               ((ULONG)__builtin_offsetof(type, field))
#define CONTAINING_RECORD(address, type, field)  ((type *)((PCHAR)(address) - __builtin_offsetof(type, field)))
#define TYPE_ALIGNMENT(t)                        __alignof__(t)
#define RTL_NUMBER_OF(a)                         (sizeof(a) / sizeof((a)[0]))
#define ARRAYSIZE(a)                             RTL_NUMBER_OF(a)
#define RTL_FIELD_SIZE(type, field)              (sizeof(((type *)0)->field))
#define RTL_SIZEOF_THROUGH_FIELD(type, field)    (FIELD_OFFSET(type, field) + RTL_FIELD_SIZE(type, field))
#define RTL_CONTAINS_FIELD(s, size, field) \
    ((((PCHAR)(&(s)->field)) + sizeof((s)->field)) <= (((PCHAR)(s)) + (size)))
#define RTL_BITS_OF(x)                           (sizeof(x) * 8)
#define RTL_BITS_OF_FIELD(type, field)           (RTL_BITS_OF(RTL_FIELD_SIZE(type, field)))
#define RTL_FIELD_TYPE(type, field)              __typeof__(((type *)0)->field)

#ifndef ANYSIZE_ARRAY
#define ANYSIZE_ARRAY 1
#endif
#define POINTER_32
#define POINTER_64
#define POINTER_ALIGNMENT     DECLSPEC_ALIGN(8)
#define DECLSPEC_CACHEALIGN   DECLSPEC_ALIGN(64)
#define SYSTEM_CACHE_ALIGNMENT_SIZE 64
#define MAX_NATURAL_ALIGNMENT 8
#ifndef UNALIGNED
#define UNALIGNED
#endif
#define RESTRICTED_POINTER
#define DECLSPEC_IMPORT
#define DECLSPEC_EXPORT       __attribute__((visibility("default")))
#define DECLSPEC_NORETURN     __attribute__((noreturn))
#define DECLSPEC_NOINLINE     __attribute__((noinline))
#define DECLSPEC_NOTHROW
#define CFORCEINLINE          FORCEINLINE
#define NTSYSAPI
#define NTSYSCALLAPI
#define NTKERNELAPI
#define NTHALAPI
#define STDAPICALLTYPE

#ifndef min
#if !defined __cplusplus && !defined NOMINMAX
#define min(a, b) ((a) < (b) ? (a) : (b))
#define max(a, b) ((a) > (b) ? (a) : (b))
#endif
#endif

/* --- numbers ------------------------------------------------------------------------------------------------------ */

typedef void       *PVOID64;
typedef LONG        KPRIORITY;
typedef UCHAR       KIRQL, *PKIRQL;
typedef ULONG       LCID, *PLCID;
typedef USHORT      LANGID;
typedef LONGLONG    USN;
typedef ULONG_PTR   KSPIN_LOCK, *PKSPIN_LOCK;
typedef const LUID *PCLUID;
typedef const UCHAR *PCUCHAR;
typedef const USHORT *PCUSHORT;
typedef const ULONG *PCULONG;

#define MINCHAR   0x80
#define MAXCHAR   0x7f
#define MINSHORT  0x8000
#define MAXSHORT  0x7fff
#define MINLONG   0x80000000
#define MAXLONG   0x7fffffff
#define MAXUCHAR  0xff
#define MAXUSHORT 0xffff
#define MAXULONG  0xffffffff
#define MAXLONGLONG  0x7fffffffffffffffLL
#define MAXULONGLONG 0xffffffffffffffffULL
#define MAXUINT8  ((UINT8) ~((UINT8)0))
#define MAXINT8   ((INT8)(MAXUINT8 >> 1))
#define MININT8   ((INT8) ~MAXINT8)
#define MAXUINT16 ((UINT16) ~((UINT16)0))
#define MAXINT16  ((INT16)(MAXUINT16 >> 1))
#define MININT16  ((INT16) ~MAXINT16)
#define MAXUINT32 ((UINT32) ~((UINT32)0))
#define MAXINT32  ((INT32)(MAXUINT32 >> 1))
#define MININT32  ((INT32) ~MAXINT32)
#define MAXUINT64 ((UINT64) ~((UINT64)0))
#define MAXINT64  ((INT64)(MAXUINT64 >> 1))
#define MININT64  ((INT64) ~MAXINT64)
#define MAXUINT   ((UINT) ~((UINT)0))
#define MAXINT    ((INT)(MAXUINT >> 1))
#define MININT    ((INT) ~MAXINT)
#define MAXULONG32 ((ULONG32) ~((ULONG32)0))
#define MAXULONG64 ((ULONG64) ~((ULONG64)0))
#define MAXULONG_PTR (~((ULONG_PTR)0))
#define MAXSIZE_T  (~((SIZE_T)0))
#define MAXDWORD   0xffffffff

#define LOBYTE(w)  ((UCHAR)((ULONG_PTR)(w) & 0xff))
#define HIBYTE(w)  ((UCHAR)(((ULONG_PTR)(w) >> 8) & 0xff))
#define LOWORD(l)  ((USHORT)((ULONG_PTR)(l) & 0xffff))
#define HIWORD(l)  ((USHORT)(((ULONG_PTR)(l) >> 16) & 0xffff))
#define MAKEWORD(a, b) ((USHORT)(((UCHAR)(a)) | ((USHORT)((UCHAR)(b))) << 8))
#define MAKELONG(a, b) ((LONG)(((USHORT)(a)) | ((ULONG)((USHORT)(b))) << 16))
#define HandleToULong(h)   ((ULONG)(ULONG_PTR)(h))
#define HandleToUlong(h)   ((ULONG)(ULONG_PTR)(h))
#define HandleToLong(h)    ((LONG)(LONG_PTR)(h))
#define ULongToHandle(u)   ((HANDLE)(ULONG_PTR)(u))
#define UlongToHandle(u)   ((HANDLE)(ULONG_PTR)(u))
#define LongToHandle(l)    ((HANDLE)(LONG_PTR)(l))
#define PtrToUlong(p)      ((ULONG)(ULONG_PTR)(p))
#define PtrToULong(p)      ((ULONG)(ULONG_PTR)(p))
#define PtrToUint(p)       ((UINT)(UINT_PTR)(p))
#define PtrToInt(p)        ((INT)(INT_PTR)(p))
#define UlongToPtr(u)      ((PVOID)(ULONG_PTR)(u))
#define ULongToPtr(u)      ((PVOID)(ULONG_PTR)(u))
#define UintToPtr(u)       ((PVOID)(UINT_PTR)(u))
#define LongToPtr(l)       ((PVOID)(LONG_PTR)(l))

#ifdef __cplusplus
#define DEFINE_ENUM_FLAG_OPERATORS(E)                                                                     \
    extern "C++" {                                                                                        \
    inline constexpr E  operator|(E a, E b) { return E(((unsigned)a) | ((unsigned)b)); }                   \
    inline constexpr E  operator&(E a, E b) { return E(((unsigned)a) & ((unsigned)b)); }                   \
    inline constexpr E  operator^(E a, E b) { return E(((unsigned)a) ^ ((unsigned)b)); }                   \
    inline constexpr E  operator~(E a) { return E(~((unsigned)a)); }                                       \
    inline E           &operator|=(E &a, E b) { return a = a | b; }                                        \
    inline E           &operator&=(E &a, E b) { return a = a & b; }                                        \
    }
#else
#define DEFINE_ENUM_FLAG_OPERATORS(E)
#endif

/* --- strings ------------------------------------------------------------------------------------------------------ */

#define UNICODE_NULL     ((WCHAR)0)
#define ANSI_NULL        ((CHAR)0)
#define UNICODE_STRING_MAX_BYTES ((USHORT)65534)
#define UNICODE_STRING_MAX_CHARS 32767
#define RTL_CONSTANT_STRING(s) { sizeof(s) - sizeof((s)[0]), sizeof(s), OPENWFP_UNCONST(s) }
#ifdef __cplusplus
#define OPENWFP_UNCONST(s) (openwfp_unconst(s))
extern "C++" {
constexpr PWCH openwfp_unconst(const WCHAR *s) { return const_cast<PWCH>(s); }
constexpr PCHAR openwfp_unconst(const CHAR *s) { return const_cast<PCHAR>(s); }
}
#else
#define OPENWFP_UNCONST(s) (s)
#endif
/* A parameter pack of a macro names the text once; the buffer is constant, the string is not written through. */
#define DECLARE_CONST_UNICODE_STRING(name, text)     \
    static const WCHAR name##_buffer[] = text;        \
    static const UNICODE_STRING name = { sizeof(text) - sizeof(WCHAR), sizeof(text), (PWCH)name##_buffer }
#define DECLARE_GLOBAL_CONST_UNICODE_STRING(name, text)       \
    extern const UNICODE_STRING name;                          \
    __attribute__((weak)) const UNICODE_STRING name = { sizeof(text) - sizeof(WCHAR), sizeof(text), (PWCH)(text) }
#define DECLARE_UNICODE_STRING_SIZE(name, chars) \
    WCHAR name##_buffer[chars];                   \
    UNICODE_STRING name = { 0, (chars) * sizeof(WCHAR), name##_buffer }
#ifndef TEXT
#ifdef UNICODE
#define TEXT(s) OPENWFP_WIDE(s)
typedef WCHAR TCHAR, *PTCHAR, *PTSTR, *LPTSTR;
typedef const WCHAR *LPCTSTR, *PCTSTR;
#else
#define TEXT(s) s
typedef CHAR TCHAR, *PTCHAR, *PTSTR, *LPTSTR;
typedef const CHAR *LPCTSTR, *PCTSTR;
#endif
#define OPENWFP_WIDE(s) L##s
#endif

/* --- object attributes -------------------------------------------------------------------------------------------- */

typedef struct _OBJECT_ATTRIBUTES {
    ULONG           Length;
    HANDLE          RootDirectory;
    PUNICODE_STRING ObjectName;
    ULONG           Attributes;
    PVOID           SecurityDescriptor;
    PVOID           SecurityQualityOfService;
} OBJECT_ATTRIBUTES, *POBJECT_ATTRIBUTES;
typedef const OBJECT_ATTRIBUTES *PCOBJECT_ATTRIBUTES;

#define OBJ_INHERIT            0x00000002L
#define OBJ_PERMANENT          0x00000010L
#define OBJ_EXCLUSIVE          0x00000020L
#define OBJ_CASE_INSENSITIVE   0x00000040L
#define OBJ_OPENIF             0x00000080L
#define OBJ_OPENLINK           0x00000100L
#define OBJ_KERNEL_HANDLE      0x00000200L
#define OBJ_FORCE_ACCESS_CHECK 0x00000400L
#define OBJ_VALID_ATTRIBUTES   0x00001FF2L

#define InitializeObjectAttributes(p, n, a, r, s)         \
    do {                                                   \
        (p)->Length = sizeof(OBJECT_ATTRIBUTES);           \
        (p)->RootDirectory = (r);                          \
        (p)->Attributes = (a);                             \
        (p)->ObjectName = (n);                             \
        (p)->SecurityDescriptor = (s);                     \
        (p)->SecurityQualityOfService = NULL;              \
    } while (0)
#define RTL_CONSTANT_OBJECT_ATTRIBUTES(n, a) { sizeof(OBJECT_ATTRIBUTES), NULL, OPENWFP_UNCONST(n), a, NULL, NULL }

/* --- small enumerations ------------------------------------------------------------------------------------------- */

typedef enum _EVENT_TYPE { NotificationEvent, SynchronizationEvent } EVENT_TYPE;
typedef enum _TIMER_TYPE { NotificationTimer, SynchronizationTimer } TIMER_TYPE;
typedef enum _WAIT_TYPE { WaitAll, WaitAny, WaitNotification, WaitDequeue, WaitDpc } WAIT_TYPE;


#ifndef EXTERN_C_START
#ifdef __cplusplus
#define EXTERN_C_START extern "C" {
#define EXTERN_C_END   }
#else
#define EXTERN_C_START
#define EXTERN_C_END
#endif
#endif

#define FlagOn(flags, one)    ((flags) & (one))
#define BooleanFlagOn(f, one) ((BOOLEAN)(((f) & (one)) != 0))
#define SetFlag(f, one)       ((f) |= (one))
#define ClearFlag(f, one)     ((f) &= ~(one))

#endif
