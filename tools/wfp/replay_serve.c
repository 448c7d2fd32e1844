#include "replay_serve.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "host/serving.h"

enum { READY_SECONDS = 60, INPUT_SECONDS = 2, TERM_SECONDS = 10, LINE_MAX_SIZE = 1024,
       LOOKS_A_SECOND = 200 };

struct replay_program {
    const struct replay_serve *serve;
    struct replay_modules     *modules;
    char                       name[64];
    pid_t                      pid;
    int                        in, out; /* our ends */
    pthread_t                  reader;
    pthread_mutex_t            lock;
    bool                       ready; /* guarded by: lock */
    bool                       ended; /* its output has; guarded by: lock */
    bool                       reaped;
    int                        status;
};

/* --- a program's output --------------------------------------------------------------------------------------------------- */

static void note(struct replay_program *p, bool *what)
{
    pthread_mutex_lock(&p->lock);
    *what = true;
    pthread_mutex_unlock(&p->lock);
}

static void take_line(struct replay_program *p, char *line)
{
    size_t n = strcspn(line, "\r\n");
    line[n] = 0;
    modules_line(p->modules, false, p->name, line);
    if (p->serve->ready ? strstr(line, p->serve->ready) != NULL : strcmp(line, "ready") == 0)
        note(p, &p->ready);
}

static void *read_output(void *context)
{
    struct replay_program *p = context;
    char                   line[LINE_MAX_SIZE];
    FILE                  *f = fdopen(p->out, "r");
    while (f && fgets(line, sizeof(line), f))
        take_line(p, line);
    if (f)
        fclose(f);
    else
        close(p->out);
    note(p, &p->ended);
    return NULL;
}

/* --- start ---------------------------------------------------------------------------------------------------------------- */

static void name_program(struct replay_program *p, const char *command)
{
    size_t      n = strcspn(command, " \t");
    const char *slash = memrchr(command, '/', n), *from = slash ? slash + 1 : command;
    snprintf(p->name, sizeof(p->name), "%.*s", (int)(command + n - from), from);
}

/* A group of its own, so that what a shell has started is ended too. */
_Noreturn static void become(const char *command, const char *socket, const int in[2], const int out[2])
{
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    dup2(in[0], STDIN_FILENO);
    dup2(out[1], STDOUT_FILENO);
    dup2(out[1], STDERR_FILENO);
    setenv(RPC_SOCKET_VARIABLE, socket, 1);
    execl("/bin/sh", "sh", "-c", command, (char *)NULL);
    _exit(127);
}

static bool spawn(struct replay_program *p, const char *command)
{
    int in[2], out[2];
    if (pipe2(in, O_CLOEXEC) != 0)
        return false;
    if (pipe2(out, O_CLOEXEC) != 0) {
        close(in[0]);
        close(in[1]);
        return false;
    }
    fflush(NULL);
    p->pid = fork();
    if (p->pid == 0)
        become(command, p->serve->socket, in, out);
    if (p->pid > 0)
        setpgid(p->pid, p->pid); /* whoever is first */
    close(in[0]);
    close(out[1]);
    p->in = in[1];
    p->out = out[0];
    if (p->pid > 0 && pthread_create(&p->reader, NULL, read_output, p) == 0)
        return true;
    close(in[1]);
    close(out[0]);
    return false;
}

/* Waiting, the thread that walks does what drivers leave to it: a request may wait for that. */
static void look_after(const struct replay_modules *m)
{
    kernel_settle(m->kernel);
    nanosleep(&(struct timespec){ .tv_nsec = 1000000000 / LOOKS_A_SECOND }, NULL);
}

static bool is_set(struct replay_program *p, const bool *what)
{
    pthread_mutex_lock(&p->lock);
    bool there = *what || p->ended;
    pthread_mutex_unlock(&p->lock);
    return there;
}

static bool await(struct replay_program *p, const bool *what, int seconds)
{
    for (int i = 0; !is_set(p, what) && i < seconds * LOOKS_A_SECOND; i++)
        look_after(p->modules);
    return is_set(p, what);
}

static bool reap(struct replay_program *p, int seconds)
{
    for (int i = 0; !p->reaped && i <= seconds * LOOKS_A_SECOND; i++) {
        p->reaped = waitpid(p->pid, &p->status, WNOHANG) == p->pid;
        if (!p->reaped)
            look_after(p->modules);
    }
    return p->reaped;
}

static int await_ready(struct replay_program *p, const struct command *c, const char *command)
{
    if (!await(p, &p->ready, READY_SECONDS))
        return cli_error(c, "--client %s: neither printed the line \"%s\" nor ended within %d seconds", command,
                         p->serve->ready ? p->serve->ready : "ready", READY_SECONDS);
    pthread_mutex_lock(&p->lock);
    bool ready = p->ready;
    pthread_mutex_unlock(&p->lock);
    if (ready || !reap(p, TERM_SECONDS) || (WIFEXITED(p->status) && WEXITSTATUS(p->status) == 0))
        return EXIT_GOOD;
    return cli_error(c, "--client %s: ended with status %d before the first packet", command,
                     WIFEXITED(p->status) ? WEXITSTATUS(p->status) : 128 + WTERMSIG(p->status));
}

static int start_program(struct replay_serve *s, const struct command *c, struct replay_modules *m, unsigned i)
{
    struct replay_program *p = &s->programs[i];
    *p = (struct replay_program){ .serve = s, .modules = m };
    pthread_mutex_init(&p->lock, NULL);
    name_program(p, s->clients[i]);
    if (!spawn(p, s->clients[i])) {
        p->pid = 0;
        return cli_error(c, "--client %s: cannot be started: %s", s->clients[i], strerror(errno));
    }
    return await_ready(p, c, s->clients[i]);
}

static int private_socket(struct replay_serve *s, const struct command *c)
{
    if (s->path) {
        snprintf(s->socket, sizeof(s->socket), "%s", s->path);
        return strlen(s->path) < sizeof(s->socket) ? EXIT_GOOD : cli_error(c, "--serve %s: the path is too long", s->path);
    }
    snprintf(s->folder, sizeof(s->folder), "/tmp/wfp-replay-XXXXXX");
    if (!mkdtemp(s->folder)) {
        int err = errno;
        s->folder[0] = 0;
        return cli_error(c, "--client: no folder for the socket: %s", strerror(err));
    }
    snprintf(s->socket, sizeof(s->socket), "%s/socket", s->folder);
    return EXIT_GOOD;
}

int serve_start(struct replay_serve *s, const struct command *c, struct replay_modules *m)
{
    char why[RPC_WHY_SIZE];
    int  code = private_socket(s, c);
    if (code)
        return code;
    s->modules = m;
    signal(SIGPIPE, SIG_IGN);
    if (serving_new(m->kernel, s->socket, NULL, NULL, &s->serving, why) != WFP_OK)
        return cli_error(c, "--serve %s: %s", s->socket, why);
    s->programs = calloc(MAX_CLIENT_OPTIONS, sizeof(*s->programs));
    if (!s->programs)
        return cli_error(c, "not enough memory");
    for (unsigned i = 0; i < s->count && code == EXIT_GOOD; i++)
        code = start_program(s, c, m, i);
    return code;
}

void serve_hold(const struct replay_serve *s, const char *what)
{
    struct pollfd in = { .fd = STDIN_FILENO, .events = POLLIN };
    char          c = 0;
    if (!s->hold)
        return;
    fflush(stdout);
    fprintf(stderr, "wfp replay: %s\n", what);
    while (c != '\n') {
        if (poll(&in, 1, 0) == 0)
            look_after(s->modules);
        else if (read(STDIN_FILENO, &c, 1) <= 0)
            return;
    }
}

/* --- stop ----------------------------------------------------------------------------------------------------------------- */

static void stop_program(struct replay_program *p)
{
    if (!p->pid)
        return;
    close(p->in);
    if (!p->reaped && !reap(p, INPUT_SECONDS))
        kill(-p->pid, SIGTERM);
    if (!reap(p, TERM_SECONDS)) {
        kill(-p->pid, SIGKILL);
        p->reaped = waitpid(p->pid, &p->status, 0) == p->pid;
    }
    if (!await(p, &p->ended, INPUT_SECONDS))
        kill(-p->pid, SIGKILL); /* somebody it has started holds its output */
    pthread_join(p->reader, NULL);
    pthread_mutex_destroy(&p->lock);
}

static void *free_serving(void *serving)
{
    serving_free(serving);
    return NULL;
}

/* A driver that is told of the end may wait for its packets. */
static void close_socket(struct replay_serve *s)
{
    pthread_t thread;
    if (!s->serving)
        return;
    if (pthread_create(&thread, NULL, free_serving, s->serving) != 0)
        serving_free(s->serving);
    else
        while (pthread_tryjoin_np(thread, NULL) == EBUSY)
            look_after(s->modules);
    s->serving = NULL;
}

void serve_stop(struct replay_serve *s)
{
    for (unsigned i = s->programs ? s->count : 0; i > 0; i--)
        stop_program(&s->programs[i - 1]);
    free(s->programs);
    s->programs = NULL;
    close_socket(s);
    if (s->folder[0])
        rmdir(s->folder);
}
