/* The newest version that these headers describe. */
#ifndef OPENWFP_WINSDKVER_H
#define OPENWFP_WINSDKVER_H

#include "sdkddkver.h"

#define _WIN32_WINNT_MAXVER 0x0A00
#define WINVER_MAXVER       0x0A00

#endif
