/* The daemon's settings, as wfpd.conf says them: lines `key = value`, empty lines, lines that begin with #. */
#ifndef WFP_HOST_DAEMON_CONFIG_H
#define WFP_HOST_DAEMON_CONFIG_H

#include "host/daemon_items.h"
#include "rpc/rpc.h"

enum daemon_log_level { DAEMON_LOG_ERROR, DAEMON_LOG_WARNING, DAEMON_LOG_INFO, DAEMON_LOG_DEBUG, DAEMON_LOG_LEVELS };

extern const char *const daemon_log_levels[DAEMON_LOG_LEVELS];

struct daemon_config {
    char              socket[108]; /* all paths are absolute */
    char              state_dir[256];
    char              pid_file[256];      /* "": the default in the background, none in the foreground */
    char              log[256];           /* "stderr", "syslog", a path; "": as fits */
    unsigned          mode;               /* of the socket */
    unsigned          clients;            /* as in struct rpc_limits */
    unsigned          message_bytes;
    unsigned          stall_ms;
    unsigned          log_level;          /* enum daemon_log_level */
    unsigned          txn_limit_ms;       /* how long a program may hold a transaction */
    char              service_root[256];  /* where services are looked up */
    unsigned          workers;            /* 0: one a core */
    struct daemon_items items;
};

void daemon_config_init(struct daemon_config *c);
/* One setting by its key. false: `why` says what is wrong with it, in one line. */
bool daemon_config_set(struct daemon_config *c, const char *key, const char *value, char why[DAEMON_WHY_SIZE]);
/* A whole file. false: `why` says so after the number of the line: "3: unknown key ...". Of the file nothing is kept then. */
bool daemon_config_parse(struct daemon_config *c, struct bytes text, char why[DAEMON_WHY_SIZE]);

#endif
