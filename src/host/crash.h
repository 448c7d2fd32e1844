/* When a module crashes: a report that names the module, the signal and the stack, on standard error, and the end of
 * the process with status 2. A crash of the host itself goes where it would without this. */
#ifndef WFP_HOST_CRASH_H
#define WFP_HOST_CRASH_H

/* Once a process, before the first module. */
void crash_watch(void);
/* Each thread that runs modules, so that a stack without room can still be reported. Cheap when done already. */
void crash_guard_thread(void);

#endif
