/* A wfpd of one's own, in a folder of its own, for programs that call the management functions; WFPD is its path. Nothing here
 * waits for a time: only until something holds, with a deadline for the case that it never does. */
#ifndef WFP_TESTS_WFPD_KIT_H
#define WFP_TESTS_WFPD_KIT_H

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <uchar.h>
#include <unistd.h>

#include <windows.h>
#include <fwpmu.h>

enum { KIT_PATIENCE_MS = 120000 };

struct wfpd {
    char  folder[64], path[80], state[80];
    pid_t pid;
};

static inline void wfpd_fail(const char *format, ...)
{
    va_list a;
    va_start(a, format);
    vfprintf(stderr, format, a);
    va_end(a);
    fputc('\n', stderr);
    abort();
}

static inline uint64_t kit_now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

/* While it may yet become true. */
static inline bool kit_wait_on(uint64_t deadline)
{
    if (kit_now_ms() >= deadline)
        return false;
    usleep(1000);
    return true;
}

static inline HANDLE kit_open_with(FWPM_SESSION0 *session)
{
    uint64_t deadline = kit_now_ms() + KIT_PATIENCE_MS;
    HANDLE   engine;
    DWORD    err;
    do
        err = FwpmEngineOpen0(NULL, RPC_C_AUTHN_WINNT, NULL, session, &engine);
    while (err == RPC_S_SERVER_UNAVAILABLE && kit_wait_on(deadline));
    if (err)
        wfpd_fail("FwpmEngineOpen0: 0x%x", (unsigned)err);
    return engine;
}

static inline HANDLE kit_open(UINT32 flags)
{
    FWPM_SESSION0 session = { .displayData = { (WCHAR *)u"kit", NULL }, .flags = flags };
    return kit_open_with(&session);
}

/* Its log goes to the folder. */
static inline void wfpd_start(struct wfpd *d)
{
    unlink(d->path);
    d->pid = fork();
    if (d->pid == 0) {
        char log[96];
        prctl(PR_SET_PDEATHSIG, SIGKILL); /* a test that fails leaves no daemon */
        snprintf(log, sizeof(log), "%s/log", d->folder);
        if (freopen(log, "a", stderr))
            execl(WFPD, "wfpd", "--foreground", "--socket", d->path, "--state-dir", d->state, (char *)NULL);
        _exit(127);
    }
    FwpmEngineClose0(kit_open(0));
}

static inline void wfpd_init(struct wfpd *d)
{
    *d = (struct wfpd){ .folder = "/tmp/wfpd-test-XXXXXX" };
    if (!mkdtemp(d->folder) || chmod(d->folder, 0711) != 0)
        wfpd_fail("no folder: %s", strerror(errno));
    snprintf(d->path, sizeof(d->path), "%s/socket", d->folder);
    snprintf(d->state, sizeof(d->state), "%s/state", d->folder);
    setenv("OPENWFP_SOCKET", d->path, 1);
    wfpd_start(d);
}

/* How it ended, as waitpid() says. */
static inline int wfpd_end(struct wfpd *d, int number)
{
    int status;
    kill(d->pid, number);
    if (waitpid(d->pid, &status, 0) != d->pid)
        wfpd_fail("waitpid: %s", strerror(errno));
    d->pid = 0;
    return status;
}

static inline void wfpd_show_log(const struct wfpd *d)
{
    char log[96], line[512];
    snprintf(log, sizeof(log), "%s/log", d->folder);
    FILE *f = fopen(log, "r");
    while (f && fgets(line, sizeof(line), f))
        fputs(line, stderr);
    if (f)
        fclose(f);
}

/* A sanitizer that has found something makes the status one of failure. */
static inline void wfpd_fini(struct wfpd *d)
{
    char command[96];
    int  status = wfpd_end(d, SIGTERM);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        wfpd_show_log(d);
        wfpd_fail("wfpd ended with status 0x%x", (unsigned)status);
    }
    snprintf(command, sizeof(command), "rm -rf '%s'", d->folder);
    if (system(command) != 0)
        wfpd_fail("cannot clean up");
}

/* Entries of its /proc/PID/fd and /proc/PID/task. */
static inline unsigned wfpd_entries(const struct wfpd *d)
{
    static const char *const what[] = { "fd", "task" };
    unsigned                 n = 0;
    for (unsigned i = 0; i < 2; i++) {
        char path[64];
        snprintf(path, sizeof(path), "/proc/%d/%s", (int)d->pid, what[i]);
        DIR *dir = opendir(path);
        while (dir && readdir(dir))
            n++;
        if (dir)
            closedir(dir);
    }
    return n;
}

#endif
