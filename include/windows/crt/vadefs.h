/* intptr_t and uintptr_t, which every header of the C library brings on Windows. */
#ifndef OPENWFP_CRT_VADEFS_H
#define OPENWFP_CRT_VADEFS_H

typedef __INTPTR_TYPE__  intptr_t;
typedef __UINTPTR_TYPE__ uintptr_t;

#endif
