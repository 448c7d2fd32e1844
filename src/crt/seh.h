/* Structured exceptions of modules: the library's side of include/windows/shared/openwfp_seh.h, which has the other
 * half of the contract. Each thread has a chain of running __try blocks. */
#ifndef WFP_CRT_SEH_H
#define WFP_CRT_SEH_H

#include "windows/shared/openwfp_seh.h"

/* What happens to an exception without a __try around it. Does not return; the default reports and aborts. Set once at
 * start. */
void seh_on_unhandled(void (*handler)(int status));
/* Forgets the thread's chain: for a host that left a module's code by longjmp itself. */
void seh_reset(void);

#endif
