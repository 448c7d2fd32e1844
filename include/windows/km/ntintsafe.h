/* Arithmetic that says when it overflows. */
#ifndef OPENWFP_NTINTSAFE_H
#define OPENWFP_NTINTSAFE_H

#include "ntdef.h"
#include "ntstatus.h"
#define OPENWFP_INTSAFE_OK       STATUS_SUCCESS
#define OPENWFP_INTSAFE_OVERFLOW STATUS_INTEGER_OVERFLOW
#define OPENWFP_INTSAFE(name) Rtl##name
#define OPENWFP_INTSAFE_TYPE  NTSTATUS
#include "openwfp_intsafe.inc"

/* --- the older spelling of SIZE_T --------------------------------------------------------------------------------- */
#define RtlSIZETAdd RtlSizeTAdd
#define RtlSIZETSub RtlSizeTSub
#define RtlSIZETMult RtlSizeTMult

#endif
