/* Threads by the C library's names, over those of Win32. */
#ifndef OPENWFP_CRT_PROCESS_H
#define OPENWFP_CRT_PROCESS_H

#include <stdlib.h>

#ifdef __cplusplus
extern "C" {
#endif

#define _beginthreadex owfp__beginthreadex
#define _endthreadex   owfp__endthreadex
#define _getpid        owfp__getpid

/* The thread's handle as a number, 0 on failure. */
uintptr_t owfp__beginthreadex(void *security, unsigned stack, unsigned (*start)(void *), void *argument, unsigned flags,
                              unsigned *id);
void owfp__endthreadex(unsigned code) __attribute__((noreturn));
int  owfp__getpid(void);

#ifdef __cplusplus
}
#endif

#endif
