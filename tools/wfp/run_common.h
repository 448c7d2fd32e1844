/* What every form of `wfp run` is told and does: a policy, drivers and whom it trusts with them, and when it stops. */
#ifndef WFP_TOOLS_RUN_COMMON_H
#define WFP_TOOLS_RUN_COMMON_H

#include "policy/policy_file.h"
#include "replay_modules.h"

struct run_common {
    const struct command *me;
    const char           *policy_path;
    const char           *trusted[MAX_TRUSTED];
    unsigned              trusted_count;
    bool                  json;
    struct policy_file   *policy;
    struct replay_modules modules;
    int                   stop; /* a signalfd: readable after SIGINT and SIGTERM */
    uint32_t              cost_every; /* --cost; 0: nobody asks */
    char                 *cost_text;  /* what it came to; NULL: not taken */
};

#define RUN_HELPED (-1) /* the help was asked for */

enum { RUN_OPT_TRUST = 2048, RUN_OPT_COST };

#define RUN_COMMON_OPTIONS                                                                            \
    MODULES_OPTIONS, { "policy", required_argument, NULL, 'p' }, { "json", no_argument, NULL, 'j' },  \
        { "trust", required_argument, NULL, RUN_OPT_TRUST }, { "cost", optional_argument, NULL, RUN_OPT_COST },  \
        { "help", no_argument, NULL, 'h' }

#define RUN_COMMON_HELP                                                                                                     \
    "  -p, --policy FILE       the policy (JSON, see wfp-policy(5)); without it everything is permitted\n"                  \
    "  -c, --callout MODULE.so loads a driver module made by `wfp cc` (repeatable)\n"                                       \
    "      --trust PATH        loads this file, or files of this folder, though others than root may change them\n"         \
    "      --registry FILE     values of the drivers' Parameters key, a line each: NAME = VALUE\n"                          \
    "      --strict            exit status 1 when a driver is reported\n"                                                       \
    "      --cost[=N]          says at the end what classifies cost, of one in N (64), and which filters slow an index\n"

/* An option's number, from 1 to `most`. An exit_code. */
int run_common_number(const struct command *me, const char *option, const char *text, unsigned most, unsigned *out);
/* One of RUN_COMMON_OPTIONS, or a wrong one. An exit_code. */
int run_common_option(struct run_common *r, int answer, char **argv);
/* Before there are threads, and with the rights that root has: signals are caught, the policy is read. An exit_code. */
int run_common_begin(struct run_common *r);
struct trust_policy run_common_trust(const struct run_common *r);
/* How modules tell what they have to, and what there is without --policy. */
const struct policy *run_common_policy(struct run_common *r, void (*stopped)(void *context), void *context);
/* --cost: counting begins, when there is a kernel; an exit_code. What was counted is taken while its filters are there, and told
 * last. */
int  run_common_count_cost(struct run_common *r);
void run_common_take_cost(struct run_common *r);
void run_common_tell_cost(const struct run_common *r);
/* The last word of a process that a bug check ends, when its own output is finished. */
void run_common_stopped(const struct run_common *r);
/* Every shim is gone. */
void run_common_end(struct run_common *r);

#endif
