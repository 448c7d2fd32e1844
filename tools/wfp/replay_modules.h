/* The driver modules of a replay: --callout loads them, --why asks about one of them. */
#ifndef WFP_TOOLS_REPLAY_MODULES_H
#define WFP_TOOLS_REPLAY_MODULES_H

#include <pthread.h>

#include "cli.h"
#include "host/kernel.h"
#include "host/trust.h"
#include "nt/driver.h"

#define MAX_MODULE_OPTIONS 32
#define MAX_PARAMETERS     256
#define MAX_TRUSTED        16

struct replay_modules {
    const char    *paths[MAX_MODULE_OPTIONS];
    unsigned       count;
    const char    *why_name; /* NULL: nobody asked */
    const char    *registry; /* file with the drivers' parameters; NULL: none */
    bool           always;   /* a kernel is needed even without modules */
    bool           seeded;   /* --seed */
    bool           live;     /* the kernel is of live traffic (kernel_config.live) */
    bool           strict;   /* --strict */
    bool           reported; /* something was wrong with a driver; guarded by: lines_lock */
    struct nt_fault fault; /* --fail */
    uint64_t       seed;
    struct driver_parameter parameters[MAX_PARAMETERS];
    unsigned                parameter_count;
    FILE          *lines;    /* where modules' lines go; guarded by: lines_lock */
    pthread_mutex_t lines_lock;
    void         (*stopped)(void *context); /* a bug check ends the process: the last chance to print `lines` */
    void          *context;  /* for stopped */
    struct kernel *kernel;   /* NULL: no module was asked for */
    struct why    *why;
    struct rank_order order; /* of evaluation */
    FILE          *fates;    /* --permute reads them; NULL: nobody does (replay_fates.h) */
    struct rank_order *orders; /* how many there could be, told once the modules are loaded; NULL: nobody asks */
};

/* The options that every command with modules has, as rows of getopt_long(). */
enum { MODULES_OPT_REGISTRY = 1024, MODULES_OPT_STRICT };
#define MODULES_OPTIONS                                                                                               \
    { "callout", required_argument, NULL, 'c' }, { "registry", required_argument, NULL, MODULES_OPT_REGISTRY },       \
        { "strict", no_argument, NULL, MODULES_OPT_STRICT }

/* One of them, or a wrong one. An exit_code. */
int modules_option(struct replay_modules *m, const struct command *c, int answer, char **argv);
/* --seed N. An exit_code; complaints are printed. */
int modules_seed(struct replay_modules *m, const struct command *c, const char *text);
/* --fail KIND:N. An exit_code. */
int modules_fail(struct replay_modules *m, const struct command *c, const char *text);
/* A line of a module or program, among the others; any thread. */
void modules_line(struct replay_modules *m, bool is_report, const char *name, const char *line);
/* Live traffic: each module is one that the policy trusts, and will be loaded as what was looked at. An exit_code; complaints are
 * printed. Before modules_kernel(). */
int modules_trust(struct replay_modules *m, const struct command *c, const struct trust_policy *trust);
/* Makes the kernel over a policy and loads the modules. An exit_code; complaints are printed. */
int modules_load(struct replay_modules *m, const struct command *c, const struct policy *policy);
/* The two halves of it, for those who let packets walk in between. */
int modules_kernel(struct replay_modules *m, const struct command *c, const struct policy *policy);
int modules_load_all(struct replay_modules *m, const struct command *c);
/* Says why the callouts of the module were not called. An exit_code. */
int modules_explain(const struct replay_modules *m, const struct command *c);
/* Unloads and frees all; every shim is gone. */
void modules_free(struct replay_modules *m);
/* The exit_code of a run that ended with `code`, after modules_free(): with --strict a report is a negative answer. */
int modules_answer(const struct replay_modules *m, int code);

#endif
