/* An errand: a function of a driver that the host calls on a thread of the system, at PASSIVE_LEVEL, while the calling thread
 * serves what the function may wait for. So DriverEntry and the unload routine may wait for packets that only the calling
 * thread can walk. */
#ifndef WFP_NT_ERRAND_H
#define WFP_NT_ERRAND_H

#include <stdbool.h>

#include "base/status.h"

struct driver;
struct nt_system;

/* Does what can be done now; true when there was something. NULL: there never is. */
struct nt_server {
    bool (*serve)(void *context);
    void *context;
};

struct nt_errand {
    const char *what; /* for reports: "the unload routine" */
    void (*run)(void *context);
    void       *context;
    struct nt_server server; /* called by the thread that waits */
};

/* Returns when `run` has. One that does not return within nt_options.patience_seconds is reported with its stack, and the
 * process ends as after a bug check. WFP_NO_MEMORY: there is no thread, nothing was run. */
MUST_CHECK enum wfp_status nt_errand_run(struct nt_system *nt, struct driver *driver, const struct nt_errand *errand);

/* There may be something to serve: whoever waits for an errand looks again. Any thread, at any level. */
void nt_wake(struct nt_system *nt);

#endif
