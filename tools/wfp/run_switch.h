/* `wfp run --switch`: virtual switches in the foreground. What it was told, and what it works with. */
#ifndef WFP_TOOLS_RUN_SWITCH_H
#define WFP_TOOLS_RUN_SWITCH_H

#include "cli.h"
#include "host/live_command.h"
#include "host/port_words.h"
#include "run_common.h"

#define RUN_MAX_SWITCHES 16
#define RUN_MAX_PORTS    64

struct run_port {
    unsigned         of; /* switch */
    struct live_port words;
    char             spec[PORT_SPEC_SIZE];
    struct port     *device; /* opened before rights are given up; NULL: the switch has taken it */
};

struct run_switch {
    struct run_common common;
    const char       *switches[RUN_MAX_SWITCHES];
    unsigned          switch_count;
    struct run_port   ports[RUN_MAX_PORTS];
    unsigned          port_count;
    const char       *serve_path, *user;
    unsigned          workers, stats_s;
    bool              quiet;
    struct live_host  host;
    struct serving   *serving;
    uint64_t          begun_ns;
    _Atomic uint64_t  lines_second; /* the second in which drops were told last, and how many in it */
    _Atomic uint64_t  lines, lines_left_out;
};

extern const struct command command_run;
extern const char           run_switch_help[];

/* The words of the command line. EXIT_GOOD, RUN_HELPED, or what the command ends with. */
int run_switch_options(struct run_switch *r, const struct command *me, int argc, char **argv);
/* What is told while it runs, as struct live_config wants it; `context` is the struct. */
void run_switch_log(void *context, const char *line);
void run_switch_blocked(void *context, const struct pkt_ctx *walk, const struct layer_row *layer, const struct classify_out *out);
/* The statistics; one JSON line, or tables. */
void run_switch_stats(struct run_switch *r);

/* The command; its words as main() gets them. An exit_code. */
int run_switch(int argc, char **argv);

#endif
