/* The daemon's log: one function, one line a message, from any thread. To standard error, syslog or a file. */
#ifndef WFP_TOOLS_WFPD_LOG_H
#define WFP_TOOLS_WFPD_LOG_H

#include <pthread.h>

#include "host/daemon_config.h"

struct log {
    pthread_mutex_t       lock;
    enum daemon_log_level level; /* what is less important is left out */
    const char           *where; /* "stderr", "syslog" or a path; borrowed */
    int                   fd;    /* guarded by: lock; -1: syslog */
};

/* false: the file cannot be opened; errno says why. */
bool log_open(struct log *l, const char *where, enum daemon_log_level level);
/* The file by its name again, after it was renamed. When that fails, it goes on with the old one and says so. */
void log_reopen(struct log *l);
void log_close(struct log *l);
void log_line(struct log *l, enum daemon_log_level level, const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
