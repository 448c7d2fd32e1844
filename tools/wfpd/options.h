/* The command line of wfpd, and the settings that it and the file give together. */
#ifndef WFP_TOOLS_WFPD_OPTIONS_H
#define WFP_TOOLS_WFPD_OPTIONS_H

#include "host/daemon_config.h"

enum exit_code {
    EXIT_GOOD = 0,
    EXIT_FAILED = 1, /* it cannot serve: somebody else does, no permission, no memory */
    EXIT_USAGE = 2,  /* bad usage or a bad file */
};

struct options {
    struct daemon_config config;
    bool                 foreground;
};

/* One line on standard error: "wfpd: ...". Returns `code`. */
int complain(int code, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* false: the program is to end with *code; what there was to say has been said. */
bool options_read(struct options *o, int argc, char **argv, int *code);

#endif
