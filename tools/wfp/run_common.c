#include "run_common.h"

#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "cost_text.h"
#include "engine/cost_set.h"
#include "host/cost_command.h"

int run_common_option(struct run_common *r, int answer, char **argv)
{
    switch (answer) {
    case 'p':
        r->policy_path = optarg;
        return EXIT_GOOD;
    case 'j':
        r->json = true;
        return EXIT_GOOD;
    case RUN_OPT_TRUST:
        if (r->trusted_count == MAX_TRUSTED)
            return cli_error(r->me, "more than %d --trust options; name a folder of them", MAX_TRUSTED);
        r->trusted[r->trusted_count++] = optarg;
        return EXIT_GOOD;
    case RUN_OPT_COST:
        r->cost_every = COST_EVERY;
        if (optarg && !cost_read_every(optarg, &r->cost_every))
            return cli_usage(r->me, "--cost=%s: expected a number from 1 to %d", optarg, COST_EVERY_MOST);
        return EXIT_GOOD;
    }
    return modules_option(&r->modules, r->me, answer, argv);
}

int run_common_number(const struct command *me, const char *option, const char *text, unsigned most, unsigned *out)
{
    char         *end;
    unsigned long n = strtoul(text, &end, 10);
    if (!isdigit((unsigned char)*text) || *end || n < 1 || n > most)
        return cli_usage(me, "%s %s: expected a number from 1 to %u", option, text, most);
    *out = (unsigned)n;
    return EXIT_GOOD;
}

/* Before there are threads: none of them takes the signals. */
static int catch_signals(struct run_common *r)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    signal(SIGPIPE, SIG_IGN); /* a program that asks and is gone; a reader of our lines that is */
    r->stop = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    return r->stop < 0 ? cli_error(r->me, "signals: %s", strerror(errno)) : EXIT_GOOD;
}

/* With the rights that root has: a policy may lie in a folder of its owner alone. */
static int read_policy(struct run_common *r)
{
    struct policy_error error;
    bool                good = !r->policy_path || policy_load(r->policy_path, &r->policy, &error) == WFP_OK;
    return good ? EXIT_GOOD : cli_error(r->me, "%s", error.text);
}

int run_common_begin(struct run_common *r)
{
    int code = catch_signals(r);
    return code ? code : read_policy(r);
}

struct trust_policy run_common_trust(const struct run_common *r)
{
    return (struct trust_policy){ r->trusted, r->trusted_count, trust_is_strict() };
}

const struct policy *run_common_policy(struct run_common *r, void (*stopped)(void *context), void *context)
{
    static const struct policy none;
    pthread_mutex_init(&r->modules.lines_lock, NULL);
    r->modules.lines = r->json ? stderr : stdout;
    r->modules.always = true;
    r->modules.stopped = stopped;
    r->modules.context = context;
    return r->policy ? policy_file_policy(r->policy) : &none;
}

void run_common_stopped(const struct run_common *r)
{
    fflush(stdout);
    cli_error(r->me, "stopped by a bug check of a module, see above");
}

int run_common_count_cost(struct run_common *r)
{
    bool good = !r->cost_every || cost_set_turn(kernel_cost(r->modules.kernel), r->cost_every) == WFP_OK;
    return good ? EXIT_GOOD : cli_error(r->me, "not enough memory");
}

void run_common_take_cost(struct run_common *r)
{
    size_t size = 0;
    FILE  *f = r->cost_every ? open_memstream(&r->cost_text, &size) : NULL;
    if (!f)
        return;
    enum wfp_status err = cost_tell_kernel(r->modules.kernel, r->json, f);
    if (fclose(f) == 0 && err == WFP_OK)
        return;
    free(r->cost_text);
    r->cost_text = NULL;
}

void run_common_tell_cost(const struct run_common *r)
{
    if (r->cost_text)
        printf("%s%s", r->json ? "" : "\n", r->cost_text);
    else if (r->cost_every)
        cli_error(r->me, "not enough memory for what classifies cost");
    fflush(stdout);
}

void run_common_end(struct run_common *r)
{
    free(r->cost_text);
    modules_free(&r->modules);
    policy_file_free(r->policy);
    if (r->stop > 0)
        close(r->stop);
}
