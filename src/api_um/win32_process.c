/* Processes of this machine, by their Linux numbers. Other users' processes are opened when the kernel lets this one look. */
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "api_um/process.h"
#include "api_um/wait.h"

struct process {
    struct um_object base;
    pid_t            pid;     /* immutable after publish */
    int              pidfd;   /* the same; -1 for this process */
    bool             watched; /* guarded by: the lock of wait.h; a thread waits for its end */
    bool             ended;   /* the same */
};

static struct process *process_of(struct um_object *o)
{
    return (struct process *)o;
}

static void destroy(struct um_object *o)
{
    if (process_of(o)->pidfd >= 0)
        close(process_of(o)->pidfd);
    free(o);
}

static bool is_signaled(struct um_object *o)
{
    return process_of(o)->ended;
}

static bool take(struct um_object *o)
{
    (void)o;
    return false;
}

/* Its end is an event of the kernel; a thread turns it into one of ours. */
static void *watch(void *context)
{
    struct process *p = context;
    struct pollfd   end = { .fd = p->pidfd, .events = POLLIN };
    while (poll(&end, 1, -1) < 0 && errno == EINTR)
        ;
    um_wait_lock();
    p->ended = true;
    um_wait_changed();
    um_wait_unlock();
    um_object_put(&p->base);
    return NULL;
}

static void prepare(struct um_object *o)
{
    struct process *p = process_of(o);
    um_wait_lock();
    bool first = !p->watched && p->pidfd >= 0;
    p->watched = true;
    um_wait_unlock();
    if (!first)
        return;
    pthread_t      thread;
    pthread_attr_t detached;
    pthread_attr_init(&detached);
    pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
    um_object_keep(o);
    if (pthread_create(&thread, &detached, watch, p))
        um_object_put(o);
    pthread_attr_destroy(&detached);
}

static const struct um_kind process_kind = { "process", destroy, is_signaled, take, prepare };

static struct um_object *new_process(pid_t pid, int pidfd)
{
    struct process *p = calloc(1, sizeof(*p));
    if (!p)
        return NULL;
    *p = (struct process){ .base = { &process_kind, 1 }, .pid = pid, .pidfd = pidfd };
    return &p->base;
}

struct um_object *um_current_process(void)
{
    return new_process(getpid(), -1);
}

bool um_process_id(HANDLE process, pid_t *pid)
{
    struct um_object *o = um_object_get(process, &process_kind);
    if (!o)
        return false;
    *pid = process_of(o)->pid;
    um_object_put(o);
    return true;
}

HANDLE GetCurrentProcess(VOID)
{
    return UM_CURRENT_PROCESS;
}

DWORD GetCurrentProcessId(VOID)
{
    return (DWORD)getpid();
}

DWORD GetProcessId(HANDLE process)
{
    pid_t pid;
    return um_process_id(process, &pid) ? (DWORD)pid : 0;
}

HANDLE OpenProcess(DWORD access, BOOL inherit, DWORD id)
{
    (void)inherit;
    int pidfd = id && id <= INT_MAX ? (int)syscall(SYS_pidfd_open, (pid_t)id, 0) : -1;
    if (pidfd < 0) {
        SetLastError(ERROR_INVALID_PARAMETER); /* what Windows says of a number that no process has */
        return NULL;
    }
    if ((access & PROCESS_TERMINATE) && kill((pid_t)id, 0) < 0) {
        close(pidfd);
        SetLastError(ERROR_ACCESS_DENIED);
        return NULL;
    }
    struct um_object *o = new_process((pid_t)id, pidfd);
    if (!o) {
        close(pidfd);
        SetLastError(ERROR_NOT_ENOUGH_MEMORY);
        return NULL;
    }
    return um_handle_new(o);
}

/* The code of a process that is no child of this one is not known to anybody but its parent: 0. */
BOOL GetExitCodeProcess(HANDLE process, LPDWORD code)
{
    struct um_object *o = um_object_get(process, &process_kind);
    if (!o)
        return FALSE;
    struct pollfd end = { .fd = process_of(o)->pidfd, .events = POLLIN };
    *code = process_of(o)->pidfd >= 0 && poll(&end, 1, 0) > 0 ? 0 : STILL_ACTIVE;
    um_object_put(o);
    return TRUE;
}

BOOL TerminateProcess(HANDLE process, UINT code)
{
    struct um_object *o = um_object_get(process, &process_kind);
    if (!o)
        return FALSE;
    if (process_of(o)->pid == getpid())
        _exit((int)code);
    long n = syscall(SYS_pidfd_send_signal, process_of(o)->pidfd, SIGKILL, NULL, 0);
    um_object_put(o);
    return n == 0 ? TRUE : um_fail(um_error_of_errno(errno));
}

VOID ExitProcess(UINT code)
{
    exit((int)code);
}

BOOL ProcessIdToSessionId(DWORD id, DWORD *session)
{
    (void)id;
    *session = 0;
    return TRUE;
}

/* --- images ------------------------------------------------------------------------------------------------------------------ */

bool um_process_image(pid_t pid, char out[PATH_MAX])
{
    char link[64];
    snprintf(link, sizeof(link), "/proc/%d/exe", (int)pid);
    ssize_t n = readlink(link, out, PATH_MAX - 1);
    if (n < 0)
        return um_fail(um_error_of_errno(errno));
    out[n] = 0;
    return true;
}

static bool image_of(HANDLE process, char out[PATH_MAX])
{
    pid_t pid;
    return um_process_id(process, &pid) && um_process_image(pid, out);
}

/* *size counts characters: with the NUL going in, without it coming out. */
static BOOL without_nul(BOOL good, LPDWORD size)
{
    if (good)
        --*size;
    return good;
}

BOOL QueryFullProcessImageNameW(HANDLE process, DWORD flags, LPWSTR name, LPDWORD size)
{
    char path[PATH_MAX];
    (void)flags;
    return image_of(process, path) && without_nul(um_give_wide(path, name, size), size);
}

BOOL QueryFullProcessImageNameA(HANDLE process, DWORD flags, LPSTR name, LPDWORD size)
{
    char path[PATH_MAX];
    (void)flags;
    return image_of(process, path) && without_nul(um_give_narrow(path, name, size), size);
}
