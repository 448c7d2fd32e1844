/* A wfpd of the test's own. It ends with the test, however that ends. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "link.h"

enum { READY_MS = 120000 };

static pid_t daemon_pid;

static void must(bool good, const char *what)
{
    if (good)
        return;
    fprintf(stderr, "the kit cannot go on: %s: %s\n", what, strerror(errno));
    abort();
}

static int open_notify(const char *folder)
{
    struct sockaddr_un a = { .sun_family = AF_UNIX };
    int                fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    snprintf(a.sun_path, sizeof(a.sun_path), "%s/notify", folder);
    unlink(a.sun_path);
    must(fd >= 0 && bind(fd, (struct sockaddr *)&a, sizeof(a)) == 0, a.sun_path);
    setenv("NOTIFY_SOCKET", a.sun_path, 1);
    return fd;
}

static void wait_until_ready(int notify)
{
    char          word[32] = "";
    struct pollfd p = { .fd = notify, .events = POLLIN };
    must(poll(&p, 1, READY_MS) == 1 && recv(notify, word, sizeof(word) - 1, 0) > 0, "wfpd does not begin");
    must(strcmp(word, "READY=1") == 0, word);
}

static void write_config(const char *folder, const char *path, unsigned txn_limit_ms)
{
    FILE *f = fopen(path, "w");
    must(f, path);
    fprintf(f, "socket = %s/socket\nstate-dir = %s/state\nservice-root = %s/services\nlog-level = warning\n", folder, folder, folder);
    if (txn_limit_ms)
        fprintf(f, "txn-limit-ms = %u\n", txn_limit_ms);
    must(fclose(f) == 0, path);
}

static void begin(const char *folder, unsigned txn_limit_ms)
{
    char  config[256], path[256];
    pid_t parent = getpid();
    snprintf(config, sizeof(config), "%s/wfpd.conf", folder);
    snprintf(path, sizeof(path), "%s/socket", folder);
    write_config(folder, config, txn_limit_ms);
    int notify = open_notify(folder);
    daemon_pid = fork();
    must(daemon_pid >= 0, "fork");
    if (daemon_pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() == parent)
            execl(WFPD_PATH, "wfpd", "--foreground", "--config", config, (char *)NULL);
        _exit(127);
    }
    wait_until_ready(notify);
    close(notify);
    setenv("OPENWFP_SOCKET", path, 1);
}

static void stop(int signal_number)
{
    int status = 0;
    if (!daemon_pid)
        return;
    must(kill(daemon_pid, signal_number) == 0 || errno == ESRCH, "kill");
    while (waitpid(daemon_pid, &status, 0) < 0)
        must(errno == EINTR, "waitpid");
    daemon_pid = 0;
    if (signal_number == SIGTERM && !(WIFEXITED(status) && WEXITSTATUS(status) == 0)) {
        fprintf(stderr, "wfpd ended with status %#x\n", (unsigned)status);
        abort();
    }
}

static void end(void)
{
    stop(SIGTERM);
}

static void kill_it(const char *folder)
{
    (void)folder;
    stop(SIGKILL);
}

static void cancel(void)
{
    must(kill(daemon_pid, SIGUSR1) == 0, "kill");
}

const struct link_ops link_socket = { begin, end, kill_it, cancel };

int link_daemon(void)
{
    return (int)daemon_pid;
}
