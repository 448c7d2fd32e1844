/* The virtual switch with WFP in it between live ports, without the rest of `wfp run`: for bench/ports.py.
 *
 *   switch_forward [--policy FILE] [--workers N] PORT...
 *
 * Says "ready", ends with SIGTERM or SIGINT, and then prints what the host counted as JSON. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "host/live.h"
#include "policy/policy_file.h"

static void on_line(void *context, const char *line)
{
    (void)context;
    fprintf(stderr, "%s\n", line);
}

static void on_module(void *context, bool is_report, const char *module, const char *line)
{
    (void)context;
    fprintf(stderr, "%s%s: %s\n", is_report ? "! " : "", module, line);
}

static int refuse(const char *why)
{
    fprintf(stderr, "switch_forward: %s\n", why);
    return 2;
}

static void wait_for_signal(const sigset_t *set)
{
    int number;
    printf("ready\n");
    fflush(stdout);
    sigwait(set, &number);
}

static int run(struct kernel *kernel, unsigned workers, char **specs, int count, const sigset_t *set)
{
    const struct live_config config = { .kernel = kernel, .workers = workers, .log = on_line };
    char                     why[LIVE_ERROR_SIZE] = "not enough memory";
    struct live             *l;
    struct live_stats        s;
    if (live_new(&config, &l) != WFP_OK || live_switch_add(l, &(struct vswitch_config){ .name = "bench" }, why) != WFP_OK)
        return refuse(why);
    for (int i = 0; i < count; i++)
        if (live_port_add(l, "bench", &(struct live_port){ .spec = specs[i] }, why) != WFP_OK)
            return refuse(why);
    if (live_start(l, why) != WFP_OK)
        return refuse(why);
    wait_for_signal(set);
    live_stop(l);
    live_stats(l, &s);
    printf("{\"frames\":%llu,\"sent\":%llu,\"blocked\":%llu,\"discarded\":%llu,\"lost\":%llu}\n", (unsigned long long)s.frames,
           (unsigned long long)s.sent, (unsigned long long)s.blocked, (unsigned long long)s.discarded, (unsigned long long)s.lost);
    live_free(l);
    return 0;
}

int main(int argc, char **argv)
{
    static const char   empty[] = "{}";
    struct policy_error error;
    struct policy_file *policy = NULL;
    struct kernel      *kernel;
    sigset_t            set;
    unsigned            workers = 1;
    int                 at = 1;
    const char         *path = NULL;
    for (; at + 1 < argc && argv[at][0] == '-'; at += 2)
        if (strcmp(argv[at], "--policy") == 0)
            path = argv[at + 1];
        else if (strcmp(argv[at], "--workers") == 0)
            workers = (unsigned)atoi(argv[at + 1]);
    if (at == argc)
        return refuse("usage: switch_forward [--policy FILE] [--workers N] PORT...");
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    pthread_sigmask(SIG_BLOCK, &set, NULL); /* the workers inherit it */
    if ((path ? policy_load(path, &policy, &error) : policy_parse(empty, strlen(empty), "empty", &policy, &error)) != WFP_OK)
        return refuse(error.text);
    const struct kernel_config config = { .policy = policy_file_policy(policy), .log = on_module, .live = true };
    if (kernel_new(&config, &kernel) != WFP_OK)
        return refuse("not enough memory");
    int status = run(kernel, workers, &argv[at], argc - at, &set);
    kernel_free(kernel);
    policy_file_free(policy);
    return status;
}
