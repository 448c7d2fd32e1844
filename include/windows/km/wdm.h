/* The kernel for drivers, by subject: ke (levels, locks, events), ex (pools, lists), io (devices, requests), mm (MDLs),
 * rtl (memory, strings, debug output), ob (objects, threads, registry). Signatures are those of the pages wdm and ntddk
 * of Microsoft Learn; the host implements the calls, and names at load those that it does not have. */
#ifndef OPENWFP_WDM_H
#define OPENWFP_WDM_H
#ifndef _WDMDDK_
#define _WDMDDK_
#endif

#ifndef _KERNEL_MODE
#define _KERNEL_MODE 1
#endif

#include "openwfp_ke.h"
#include "openwfp_ex.h"
#include "openwfp_list.h"
#include "openwfp_io.h"
#include "openwfp_iocalls.h"
#include "openwfp_mm.h"
#include "openwfp_rtl.h"
#include "openwfp_ob.h"


#endif
