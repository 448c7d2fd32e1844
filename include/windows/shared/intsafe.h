/* Arithmetic that says when it overflows, for programs. */
#ifndef OPENWFP_INTSAFE_UM_H
#define OPENWFP_INTSAFE_UM_H

#include "ntdef.h"
#include "winerror.h"
#define INTSAFE_E_ARITHMETIC_OVERFLOW ((HRESULT)0x80070216L)
#define OPENWFP_INTSAFE_OK       S_OK
#define OPENWFP_INTSAFE_OVERFLOW INTSAFE_E_ARITHMETIC_OVERFLOW
#define OPENWFP_INTSAFE(name) name
#define OPENWFP_INTSAFE_TYPE  HRESULT
#include "openwfp_intsafe.inc"

#endif
