/* The words of Microsoft's compiler that gcc and clang lack or mean otherwise. `wfp cc` puts this file before every
 * source; it is no header of Windows, and includes nothing. */
#ifndef OPENWFP_MSVC_H
#define OPENWFP_MSVC_H

/* --- types and calling conventions -------------------------------------------------------------------------------- */

#ifndef __int64
#define __int64 long long
#endif
#undef __int32
#undef __int16
#undef __int8
#define __int32 int
#define __int16 short
#define __int8  char
#define _int64  long long

/* One calling convention on this machine. */
#undef __cdecl
#undef __stdcall
#undef __fastcall
#undef __vectorcall
#undef __thiscall
#undef _cdecl
#undef _stdcall
#undef _fastcall
#define __cdecl
#define __stdcall
#define __fastcall
#define __vectorcall
#define __thiscall
#define _cdecl
#define _stdcall
#define _fastcall
#define __unaligned
#define __ptr32
#define __ptr64
#define __w64

/* --- inline: a function may be inline and have a copy in every file ----------------------------------------------- */

#undef __forceinline
#undef _inline
#define __forceinline inline
#define _inline       inline
#define FORCEINLINE   __forceinline

/* --- __declspec --------------------------------------------------------------------------------------------------- */

#undef __declspec
#define __declspec(x) OPENWFP_DECLSPEC_##x
#define _declspec(x)  __declspec(x)
#define OPENWFP_DECLSPEC_align(n)      __attribute__((aligned(n)))
#define OPENWFP_DECLSPEC_noreturn      __attribute__((noreturn))
#define OPENWFP_DECLSPEC_noinline      __attribute__((noinline))
#define OPENWFP_DECLSPEC_naked         __attribute__((naked))
#define OPENWFP_DECLSPEC_selectany     __attribute__((weak))
#define OPENWFP_DECLSPEC_thread        __thread
#define OPENWFP_DECLSPEC_deprecated    __attribute__((deprecated))
#define OPENWFP_DECLSPEC_nothrow       __attribute__((nothrow))
#define OPENWFP_DECLSPEC_restrict
#define OPENWFP_DECLSPEC_noalias
#define OPENWFP_DECLSPEC_dllimport
#define OPENWFP_DECLSPEC_dllexport     __attribute__((visibility("default")))
#define OPENWFP_DECLSPEC_novtable
#define OPENWFP_DECLSPEC_safebuffers
#define OPENWFP_DECLSPEC_guard(x)
#define OPENWFP_DECLSPEC_uuid(x)
#define OPENWFP_DECLSPEC_code_seg(x)
#define OPENWFP_DECLSPEC_allocate(x)
#define OPENWFP_DECLSPEC_allocator
#define OPENWFP_DECLSPEC_property(...)
#define OPENWFP_DECLSPEC_empty_bases
#define OPENWFP_DECLSPEC_no_sanitize_address __attribute__((no_sanitize_address))

/* --- intrinsics that need no header ------------------------------------------------------------------------------- */

#define __debugbreak()      __builtin_trap()
#define __assume(x)         do { if (!(x)) __builtin_unreachable(); } while (0)
#define __noop(...)         ((void)0)
#define __annotation(...)   ((void)0)
#define _ReadWriteBarrier() __asm__ volatile("" ::: "memory")
#define _ReadBarrier()      __asm__ volatile("" ::: "memory")
#define _WriteBarrier()     __asm__ volatile("" ::: "memory")
#define _ReturnAddress()    __builtin_return_address(0)
#ifndef __cplusplus
#define static_assert _Static_assert
#endif
#ifndef __cplusplus
#define nullptr ((void *)0)
#endif
#define __FUNCDNAME__ __func__
#define __FUNCSIG__   __func__
#define _countof(a)   (sizeof(a) / sizeof((a)[0]))

/* __FUNCTION__ is a string literal for Microsoft's compiler and a variable here: "..." __FUNCTION__ does not compile;
 * nothing can be done about that in a header, and the compiler says where. */

#include "openwfp_seh.h"

#endif
