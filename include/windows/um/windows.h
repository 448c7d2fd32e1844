/* Windows' programming interface, as far as programs of the filtering platform use it: types, errors, and the calls of the
 * headers below. A driver that includes it gets types only. */
#ifndef OPENWFP_WINDOWS_H
#define OPENWFP_WINDOWS_H
#ifndef _WINDOWS_
#define _WINDOWS_
#endif

#include "ntdef.h"
#include "winerror.h"
#include "sdkddkver.h"
#include "minwinbase.h"

#ifndef _KERNEL_MODE
#include "winnt.h"
#include "winbase.h"
#include "wincon.h"
#include "winreg.h"
#include "winsvc.h"
#include "rpc.h"
#ifndef WIN32_LEAN_AND_MEAN
#include "winsock.h"
#include "ole2.h"
#endif
#endif

#endif
