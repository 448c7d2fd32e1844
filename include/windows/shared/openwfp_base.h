/* The base types that every header of this tree stands on: what Windows spreads over basetsd.h, minwindef.h, ntdef.h, winnt.h,
 * in6addr.h, ws2def.h, ws2ipdef.h and ifdef.h, as far as filtering needs it. Not a header of Windows: programs include Windows'
 * own names, which include this.
 *
 * LP64 meets Windows here. LONG, ULONG and DWORD have 32 bits; 64-bit types are long long; sizes and pointer-sized integers are
 * the compiler's own. WCHAR has 16 bits and is wchar_t under -fshort-wchar; without it (native programs, the library
 * itself) it is char16_t, so that u"..." fits.
 *
 * A compiler for Windows brings all this itself, and then this header only includes its headers. */
#ifndef OPENWFP_BASE_H
#define OPENWFP_BASE_H

#if defined _WIN32 && !defined OPENWFP

/* A driver includes its kernel header first; a program gets Windows' user-mode headers. */
#if !defined _NTDDK_ && !defined _WDMDDK_ && !defined _NTIFS_
#ifndef WIN32_LEAN_AND_MEAN
#define WIN32_LEAN_AND_MEAN
#endif
#include <winsock2.h>
#include <windows.h>
#include <ws2ipdef.h>
#include <mswsock.h>
#include <ifdef.h>
#include <netioapi.h>
typedef LONG          NTSTATUS;
typedef LARGE_INTEGER PHYSICAL_ADDRESS, *PPHYSICAL_ADDRESS;
#endif
#ifdef __MINGW32__
typedef int IPPROTO; /* its ws2def.h has the values without the type */
#endif
#include "guiddef.h"
#ifndef MEMORY_ALLOCATION_ALIGNMENT
#define MEMORY_ALLOCATION_ALIGNMENT 16
#endif

#else /* not a compiler for Windows */

#include <stddef.h>
#include "guiddef.h"

/* --- words without meaning here ----------------------------------------------------------------------------------- */

#ifndef NTAPI
#define NTAPI
#endif
#ifndef WINAPI
#define WINAPI
#endif
#ifndef APIENTRY
#define APIENTRY
#endif
#ifndef CALLBACK
#define CALLBACK
#endif
#ifndef WSAAPI
#define WSAAPI
#endif
#ifndef FASTCALL
#define FASTCALL
#endif
#ifndef CONST
#define CONST const
#endif
/* Common words as macros, and socket tags that Linux' headers use as well: not for the library itself, which is built with
 * OPENWFP_INTERIOR and uses Linux' headers beside these. */
#ifndef OPENWFP_INTERIOR
#ifndef IN
#define IN
#endif
#ifndef OUT
#define OUT
#endif
#ifndef OPTIONAL
#define OPTIONAL
#endif
#endif
#ifndef VOID
#define VOID void
#endif
#ifndef DECLSPEC_ALIGN
#define DECLSPEC_ALIGN(n) __attribute__((aligned(n)))
#endif
#ifndef FORCEINLINE
#define FORCEINLINE static inline __attribute__((always_inline, unused))
#endif
#define MEMORY_ALLOCATION_ALIGNMENT 16

/* --- numbers ------------------------------------------------------------------------------------------------------ */

typedef signed char        INT8, *PINT8;
typedef short              INT16, *PINT16;
typedef int                INT32, *PINT32;
typedef long long          INT64, *PINT64;
typedef unsigned char      UINT8, *PUINT8;
typedef unsigned short     UINT16, *PUINT16;
typedef unsigned int       UINT32, *PUINT32;
typedef unsigned long long UINT64, *PUINT64;
typedef int                LONG32, *PLONG32;
typedef unsigned int       ULONG32, *PULONG32;
typedef unsigned int       DWORD32, *PDWORD32;
typedef long long          LONG64, *PLONG64;
typedef unsigned long long ULONG64, *PULONG64;
typedef unsigned long long DWORD64, *PDWORD64;

typedef char               CHAR, *PCHAR, *LPCH, *PCH;
typedef signed char        SCHAR, *PSCHAR;
typedef unsigned char      UCHAR, *PUCHAR;
typedef short              SHORT, *PSHORT;
typedef unsigned short     USHORT, *PUSHORT;
typedef int                INT, *PINT, *LPINT;
typedef unsigned int       UINT, *PUINT;
typedef int                LONG, *PLONG, *LPLONG;
typedef unsigned int       ULONG, *PULONG;
typedef long long          LONGLONG, *PLONGLONG;
typedef unsigned long long ULONGLONG, *PULONGLONG;
typedef unsigned long long DWORDLONG, *PDWORDLONG;
typedef unsigned char      BYTE, *PBYTE, *LPBYTE;
typedef unsigned short     WORD, *PWORD, *LPWORD;
typedef unsigned int       DWORD, *PDWORD, *LPDWORD;
typedef float              FLOAT, *PFLOAT;
typedef double             DOUBLE;
typedef char               CCHAR, *PCCHAR;
typedef short              CSHORT, *PCSHORT;
typedef unsigned int       CLONG, *PCLONG;

typedef __INTPTR_TYPE__  INT_PTR, *PINT_PTR;
typedef __UINTPTR_TYPE__ UINT_PTR, *PUINT_PTR;
typedef __INTPTR_TYPE__  LONG_PTR, *PLONG_PTR;
typedef __UINTPTR_TYPE__ ULONG_PTR, *PULONG_PTR;
typedef ULONG_PTR        DWORD_PTR, *PDWORD_PTR;
typedef ULONG_PTR        KAFFINITY, *PKAFFINITY;
typedef __SIZE_TYPE__    SIZE_T, *PSIZE_T;
typedef __INTPTR_TYPE__  SSIZE_T, *PSSIZE_T;

typedef UCHAR BOOLEAN, *PBOOLEAN;
typedef int   BOOL, *PBOOL, *LPBOOL;
typedef ULONG LOGICAL, *PLOGICAL;
#ifndef FALSE
#define FALSE 0
#endif
#ifndef TRUE
#define TRUE 1
#endif

typedef void       *PVOID, *LPVOID;
typedef const void *LPCVOID, *PCVOID;
typedef void       *HANDLE, **PHANDLE, **LPHANDLE;
typedef LONG        NTSTATUS, *PNTSTATUS;
typedef LONG        HRESULT;
typedef LONG        LSTATUS;

/* --- text --------------------------------------------------------------------------------------------------------- */

#if __SIZEOF_WCHAR_T__ == 2
typedef wchar_t WCHAR;
#elif defined __cplusplus
typedef char16_t WCHAR;
#else
typedef __CHAR16_TYPE__ WCHAR;
#endif
typedef WCHAR       *PWCHAR, *LPWCH, *PWCH, *PWSTR, *LPWSTR, *NWPSTR;
typedef const WCHAR *PCWCH, *LPCWCH, *PCWSTR, *LPCWSTR;
typedef WCHAR      **PZPWSTR;
typedef CHAR        *PSTR, *LPSTR;
typedef const CHAR  *PCSTR, *LPCSTR, *PCSZ, *PCCH, *LPCCH;
typedef WCHAR       *BSTR;

typedef struct _UNICODE_STRING {
    USHORT Length; /* bytes, without a final NUL */
    USHORT MaximumLength;
    PWSTR  Buffer;
} UNICODE_STRING, *PUNICODE_STRING;
typedef const UNICODE_STRING *PCUNICODE_STRING;

typedef struct _STRING {
    USHORT Length;
    USHORT MaximumLength;
    PCHAR  Buffer;
} STRING, *PSTRING;
typedef STRING        ANSI_STRING, OEM_STRING, UTF8_STRING;
typedef PSTRING       PANSI_STRING, POEM_STRING, PUTF8_STRING;
typedef const STRING *PCSTRING, *PCANSI_STRING, *PCOEM_STRING;

/* --- 64-bit values in two halves, lists --------------------------------------------------------------------------- */

typedef union _LARGE_INTEGER {
    __extension__ struct {
        ULONG LowPart;
        LONG  HighPart;
    };
    struct {
        ULONG LowPart;
        LONG  HighPart;
    } u;
    LONGLONG QuadPart;
} LARGE_INTEGER, *PLARGE_INTEGER;

typedef union _ULARGE_INTEGER {
    __extension__ struct {
        ULONG LowPart;
        ULONG HighPart;
    };
    struct {
        ULONG LowPart;
        ULONG HighPart;
    } u;
    ULONGLONG QuadPart;
} ULARGE_INTEGER, *PULARGE_INTEGER;

typedef LARGE_INTEGER PHYSICAL_ADDRESS, *PPHYSICAL_ADDRESS;

typedef struct _LUID {
    ULONG LowPart;
    LONG  HighPart;
} LUID, *PLUID;

typedef struct _FILETIME {
    DWORD dwLowDateTime;
    DWORD dwHighDateTime;
} FILETIME, *PFILETIME, *LPFILETIME;

typedef struct _LIST_ENTRY {
    struct _LIST_ENTRY *Flink;
    struct _LIST_ENTRY *Blink;
} LIST_ENTRY, *PLIST_ENTRY, *PRLIST_ENTRY;

typedef struct _SINGLE_LIST_ENTRY {
    struct _SINGLE_LIST_ENTRY *Next;
} SINGLE_LIST_ENTRY, *PSINGLE_LIST_ENTRY;

typedef struct DECLSPEC_ALIGN(16) _SLIST_ENTRY {
    struct _SLIST_ENTRY *Next;
} SLIST_ENTRY, *PSLIST_ENTRY;

typedef union DECLSPEC_ALIGN(16) _SLIST_HEADER {
    __extension__ struct {
        ULONGLONG Alignment;
        ULONGLONG Region;
    };
    struct {
        ULONGLONG Depth : 16;
        ULONGLONG Sequence : 48;
        ULONGLONG Reserved : 4;
        ULONGLONG NextEntry : 60;
    } HeaderX64;
} SLIST_HEADER, *PSLIST_HEADER;

/* --- security ----------------------------------------------------------------------------------------------------- */

typedef PVOID PSID;
typedef DWORD ACCESS_MASK, *PACCESS_MASK;
typedef DWORD SECURITY_INFORMATION, *PSECURITY_INFORMATION;
typedef PVOID PSECURITY_DESCRIPTOR;
typedef WORD  SECURITY_DESCRIPTOR_CONTROL, *PSECURITY_DESCRIPTOR_CONTROL;

typedef struct _SID_IDENTIFIER_AUTHORITY {
    BYTE Value[6];
} SID_IDENTIFIER_AUTHORITY, *PSID_IDENTIFIER_AUTHORITY;

typedef struct _SID {
    BYTE                     Revision;
    BYTE                     SubAuthorityCount;
    SID_IDENTIFIER_AUTHORITY IdentifierAuthority;
    DWORD                    SubAuthority[1];
} SID, *PISID;

typedef struct _SID_AND_ATTRIBUTES {
    PSID  Sid;
    DWORD Attributes;
} SID_AND_ATTRIBUTES, *PSID_AND_ATTRIBUTES;

typedef struct _ACL {
    BYTE AclRevision;
    BYTE Sbz1;
    WORD AclSize;
    WORD AceCount;
    WORD Sbz2;
} ACL, *PACL;

typedef struct _SECURITY_DESCRIPTOR {
    BYTE                        Revision;
    BYTE                        Sbz1;
    SECURITY_DESCRIPTOR_CONTROL Control;
    PSID                        Owner;
    PSID                        Group;
    PACL                        Sacl;
    PACL                        Dacl;
} SECURITY_DESCRIPTOR, *PISECURITY_DESCRIPTOR;

typedef struct _SEC_WINNT_AUTH_IDENTITY_W {
    unsigned short *User;
    unsigned int    UserLength;
    unsigned short *Domain;
    unsigned int    DomainLength;
    unsigned short *Password;
    unsigned int    PasswordLength;
    unsigned int    Flags;
} SEC_WINNT_AUTH_IDENTITY_W, *PSEC_WINNT_AUTH_IDENTITY_W;

/* --- addresses ---------------------------------------------------------------------------------------------------- */

#ifdef OPENWFP_INTERIOR
#define OPENWFP_TAG(tag) openwfp_##tag
#else
#define OPENWFP_TAG(tag) tag
#endif

typedef USHORT ADDRESS_FAMILY;

typedef struct OPENWFP_TAG(in_addr) {
    union {
        struct {
            UCHAR s_b1, s_b2, s_b3, s_b4;
        } S_un_b;
        struct {
            USHORT s_w1, s_w2;
        } S_un_w;
        ULONG S_addr;
    } S_un;
} IN_ADDR, *PIN_ADDR, *LPIN_ADDR;
#ifndef OPENWFP_INTERIOR
#define s_addr S_un.S_addr
#endif

typedef struct OPENWFP_TAG(in6_addr) {
    union {
        UCHAR  Byte[16];
        USHORT Word[8];
    } u;
} IN6_ADDR, *PIN6_ADDR, *LPIN6_ADDR;
#ifndef OPENWFP_INTERIOR
#define in_addr6   in6_addr
#define _S6_un     u
#define _S6_u8     Byte
#define s6_addr    u.Byte
#define s6_bytes   u.Byte
#define s6_words   u.Word
#endif

typedef struct OPENWFP_TAG(sockaddr) {
    ADDRESS_FAMILY sa_family;
    CHAR           sa_data[14];
} SOCKADDR, *PSOCKADDR, *LPSOCKADDR;

typedef struct OPENWFP_TAG(sockaddr_in) {
    ADDRESS_FAMILY sin_family;
    USHORT         sin_port;
    IN_ADDR        sin_addr;
    CHAR           sin_zero[8];
} SOCKADDR_IN, *PSOCKADDR_IN, *LPSOCKADDR_IN;

typedef struct {
    __extension__ union {
        __extension__ struct {
            ULONG Zone : 28;
            ULONG Level : 4;
        };
        ULONG Value;
    };
} SCOPE_ID, *PSCOPE_ID;

typedef struct OPENWFP_TAG(sockaddr_in6) {
    ADDRESS_FAMILY sin6_family;
    USHORT         sin6_port;
    ULONG          sin6_flowinfo;
    IN6_ADDR       sin6_addr;
    __extension__ union {
        ULONG    sin6_scope_id;
        SCOPE_ID sin6_scope_struct;
    };
} SOCKADDR_IN6, *PSOCKADDR_IN6, *LPSOCKADDR_IN6, SOCKADDR_IN6_LH, *PSOCKADDR_IN6_LH;

typedef union _SOCKADDR_INET {
    SOCKADDR_IN    Ipv4;
    SOCKADDR_IN6   Ipv6;
    ADDRESS_FAMILY si_family;
} SOCKADDR_INET, *PSOCKADDR_INET;

typedef struct OPENWFP_TAG(sockaddr_storage) {
    ADDRESS_FAMILY ss_family;
    CHAR           __ss_pad1[6];
    LONGLONG       __ss_align;
    CHAR           __ss_pad2[112];
} SOCKADDR_STORAGE_LH, *PSOCKADDR_STORAGE_LH, SOCKADDR_STORAGE, *PSOCKADDR_STORAGE, *LPSOCKADDR_STORAGE;

typedef struct _WSACMSGHDR {
    SIZE_T cmsg_len;
    INT    cmsg_level;
    INT    cmsg_type;
} WSACMSGHDR, *PWSACMSGHDR, *LPWSACMSGHDR, CMSGHDR, *PCMSGHDR;

typedef union _NET_LUID_LH {
    ULONG64 Value;
    struct {
        ULONG64 Reserved : 24;
        ULONG64 NetLuidIndex : 24;
        ULONG64 IfType : 16;
    } Info;
} NET_LUID_LH, *PNET_LUID_LH, NET_LUID, *PNET_LUID, IF_LUID, *PIF_LUID;

typedef ULONG NET_IFINDEX, *PNET_IFINDEX;
typedef ULONG IF_INDEX, *PIF_INDEX;
typedef USHORT NET_IFTYPE, *PNET_IFTYPE;

typedef struct _IP_ADDRESS_PREFIX {
    SOCKADDR_INET Prefix;
    UINT8         PrefixLength;
} IP_ADDRESS_PREFIX, *PIP_ADDRESS_PREFIX;

typedef enum {
    UNSPECIFIED_COMPARTMENT_ID = 0,
    DEFAULT_COMPARTMENT_ID
} COMPARTMENT_ID, *PCOMPARTMENT_ID;

#ifdef OPENWFP_INTERIOR
typedef int IPPROTO;
#else
#define IPPROTO_IP 0
typedef enum {
    IPPROTO_HOPOPTS = 0,
    IPPROTO_ICMP = 1,
    IPPROTO_IGMP = 2,
    IPPROTO_GGP = 3,
    IPPROTO_IPV4 = 4,
    IPPROTO_ST = 5,
    IPPROTO_TCP = 6,
    IPPROTO_CBT = 7,
    IPPROTO_EGP = 8,
    IPPROTO_IGP = 9,
    IPPROTO_PUP = 12,
    IPPROTO_UDP = 17,
    IPPROTO_IDP = 22,
    IPPROTO_RDP = 27,
    IPPROTO_IPV6 = 41,
    IPPROTO_ROUTING = 43,
    IPPROTO_FRAGMENT = 44,
    IPPROTO_ESP = 50,
    IPPROTO_AH = 51,
    IPPROTO_ICMPV6 = 58,
    IPPROTO_NONE = 59,
    IPPROTO_DSTOPTS = 60,
    IPPROTO_ND = 77,
    IPPROTO_ICLFXBM = 78,
    IPPROTO_PIM = 103,
    IPPROTO_PGM = 113,
    IPPROTO_L2TP = 115,
    IPPROTO_SCTP = 132,
    IPPROTO_RAW = 255,
    IPPROTO_MAX = 256
} IPPROTO, *PIPROTO;
#endif

#ifndef OPENWFP_INTERIOR
#define AF_UNSPEC 0
#define AF_INET   2
#define AF_INET6  23
#endif

#endif /* not a compiler for Windows */

/* User and kernel mode have functions of one name that return different kinds of status. Kernel callers of those link to a symbol
 * of their own, so that a driver and a program can live in one process. */
#if defined _WIN32 && !defined OPENWFP
#define OPENWFP_KERNEL_SYMBOL(name)
#else
#define OPENWFP_KERNEL_SYMBOL(name) __asm__(name "_km")
#endif

/* --- annotations: words of Microsoft's code analysis; sal.h knows them all ---------------------------------------- */

#ifdef __has_include
#if __has_include(<sal.h>)
#include <sal.h>
#endif
#endif
#ifndef _In_
#define _In_
#endif
#ifndef _In_opt_
#define _In_opt_
#endif
#ifndef _Out_
#define _Out_
#endif
#ifndef _Out_opt_
#define _Out_opt_
#endif
#ifndef _Inout_
#define _Inout_
#endif
#ifndef _Inout_opt_
#define _Inout_opt_
#endif

/* --- the Windows version a program asks for; the newest by default ------------------------------------------------ */

#define OPENWFP_NTDDI_VISTA    0x06000000
#define OPENWFP_NTDDI_WIN7     0x06010000
#define OPENWFP_NTDDI_WIN8     0x06020000
#define OPENWFP_NTDDI_WIN10_RS3 0x0A000004
#ifndef NTDDI_VERSION
#define NTDDI_VERSION 0x0A00000C
#endif

#endif
