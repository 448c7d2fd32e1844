/* Packets for drivers: shared/nbl.h, and with it the calls of NDIS, because a driver that includes only fwpsk.h may
 * call them. */
#ifndef OPENWFP_KM_NBL_H
#define OPENWFP_KM_NBL_H

#include "../shared/nbl.h"
#if !defined OPENWFP_INTERIOR && (!defined _WIN32 || defined OPENWFP)
#include "ndis.h"
#endif

#endif
