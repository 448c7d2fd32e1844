/* A driver's devices and the client library in one process, over the socket: the way of an IOCTL for ThreadSanitizer, for which wfp cc
 * builds no programs. The module (tests/modules/device.c) is the only word; status 1: a check has failed, or something was reported. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "device_asker.h"
#include "host/kernel.h"
#include "host/serving.h"

static unsigned reports;

static void on_log(void *context, bool is_report, const char *module, const char *line)
{
    (void)context;
    if (!is_report)
        return;
    __atomic_add_fetch(&reports, 1, __ATOMIC_SEQ_CST);
    fprintf(stderr, "! %s: %s\n", module, line);
}

static void *ask(void *failures)
{
    *(unsigned *)failures = asker_run(4);
    return NULL;
}

static void *stop(void *serving)
{
    serving_free(serving);
    return NULL;
}

/* On another thread, while this one serves the drivers. */
static void run(struct kernel *k, void *(*what)(void *), void *context)
{
    pthread_t thread;
    if (pthread_create(&thread, NULL, what, context) != 0)
        abort();
    while (pthread_tryjoin_np(thread, NULL) != 0) {
        kernel_settle(k);
        nanosleep(&(struct timespec){ .tv_nsec = 1000000 }, NULL);
    }
}

static int fail(const char *what)
{
    fprintf(stderr, "%s\n", what);
    return 2;
}

int main(int argc, char **argv)
{
    struct kernel_config config = { .log = on_log };
    struct kernel       *k;
    struct serving      *serving;
    char                 folder[] = "/tmp/wfp-device-XXXXXX", path[64], why[KERNEL_ERROR_SIZE];
    unsigned             failures = 0;
    if (argc != 2 || !mkdtemp(folder))
        return fail("device_host MODULE.so");
    snprintf(path, sizeof(path), "%s/socket", folder);
    setenv(RPC_SOCKET_VARIABLE, path, 1);
    if (kernel_new(&config, &k) != WFP_OK)
        return fail("no kernel");
    if (kernel_load(k, argv[1], why) != WFP_OK || serving_new(k, path, NULL, NULL, &serving, why) != WFP_OK)
        return fail(why);
    run(k, ask, &failures);
    run(k, stop, serving);
    reports += kernel_unload(k);
    kernel_free(k);
    rmdir(folder);
    printf("%u failures, %u reports\n", failures, reports);
    return failures || reports;
}
