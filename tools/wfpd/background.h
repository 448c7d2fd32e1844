/* Leaving the terminal. The process that was started waits until the daemon is ready and ends with its exit status, so that
 * what went wrong is told where it was asked for. */
#ifndef WFP_TOOLS_WFPD_BACKGROUND_H
#define WFP_TOOLS_WFPD_BACKGROUND_H

#include <stdbool.h>

struct background {
    int ready; /* -1: in the foreground */
};

/* Returns in the daemon only; before any thread is started. false: it cannot be; errno says why. */
bool background_enter(struct background *b);
/* The daemon serves, or has failed (with this exit status; it has said why). Standard streams are given up. Once. */
void background_tell(struct background *b, int status);

/* false: errno says why. */
bool pid_file_write(const char *path);

#endif
