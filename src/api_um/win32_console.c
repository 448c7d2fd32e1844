/* The console: standard handles, text, and Ctrl+C.
 *
 * A signal's handler may not call a program's, so it writes the event into a pipe, and a thread of ours reads it there and calls
 * the handlers, the newest first, until one says that it has dealt with it. */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "api_um/file.h"
#include "crt/crt.h"

/* --- standard handles --------------------------------------------------------------------------------------------------------- */

HANDLE GetStdHandle(DWORD which)
{
    static struct {
        pthread_mutex_t lock;
        HANDLE          at[3]; /* guarded by: lock */
    } standard = { .lock = PTHREAD_MUTEX_INITIALIZER };
    DWORD fd = STD_INPUT_HANDLE - which;
    if (fd > 2) {
        SetLastError(ERROR_INVALID_HANDLE);
        return INVALID_HANDLE_VALUE;
    }
    pthread_mutex_lock(&standard.lock);
    if (!standard.at[fd])
        standard.at[fd] = um_file_new((int)fd, false, NULL);
    HANDLE handle = standard.at[fd];
    pthread_mutex_unlock(&standard.lock);
    return handle;
}

/* Whether the handle is a terminal; otherwise ERROR_INVALID_HANDLE, as on Windows for a redirected stream. */
static bool terminal(HANDLE console, int *fd)
{
    struct file *f = um_file_get(console);
    if (!f)
        return false;
    *fd = f->fd;
    um_file_put(f);
    return isatty(*fd) ? true : um_fail(ERROR_INVALID_HANDLE);
}

BOOL GetConsoleMode(HANDLE console, LPDWORD mode)
{
    int            fd;
    struct termios t;
    if (!terminal(console, &fd) || tcgetattr(fd, &t))
        return FALSE;
    if (fd != STDIN_FILENO)
        *mode = ENABLE_PROCESSED_OUTPUT | ENABLE_WRAP_AT_EOL_OUTPUT | ENABLE_VIRTUAL_TERMINAL_PROCESSING;
    else
        *mode = (t.c_lflag & ISIG ? ENABLE_PROCESSED_INPUT : 0) | (t.c_lflag & ICANON ? ENABLE_LINE_INPUT : 0) |
                (t.c_lflag & ECHO ? ENABLE_ECHO_INPUT : 0);
    return TRUE;
}

static void set_bit(tcflag_t *flags, tcflag_t bit, bool on)
{
    *flags = on ? *flags | bit : *flags & ~bit;
}

BOOL SetConsoleMode(HANDLE console, DWORD mode)
{
    int            fd;
    struct termios t;
    if (!terminal(console, &fd) || tcgetattr(fd, &t))
        return FALSE;
    if (fd != STDIN_FILENO)
        return TRUE; /* what a terminal does with output is its own affair */
    set_bit(&t.c_lflag, ISIG, mode & ENABLE_PROCESSED_INPUT);
    set_bit(&t.c_lflag, ICANON, mode & ENABLE_LINE_INPUT);
    set_bit(&t.c_lflag, ECHO, mode & ENABLE_ECHO_INPUT);
    return tcsetattr(fd, TCSANOW, &t) == 0 ? TRUE : um_fail(um_error_of_errno(errno));
}

BOOL WriteConsoleA(HANDLE console, const VOID *text, DWORD bytes, LPDWORD written, LPVOID reserved)
{
    int fd;
    (void)reserved;
    return terminal(console, &fd) && WriteFile(console, text, bytes, written, NULL);
}

BOOL WriteConsoleW(HANDLE console, const VOID *text, DWORD units, LPDWORD written, LPVOID reserved)
{
    int   n = WideCharToMultiByte(CP_UTF8, 0, text, (int)units, NULL, 0, NULL, NULL);
    char *bytes = n > 0 ? malloc((size_t)n) : NULL;
    if (bytes)
        WideCharToMultiByte(CP_UTF8, 0, text, (int)units, bytes, n, NULL, NULL);
    BOOL good = !bytes ? units == 0 : WriteConsoleA(console, bytes, (DWORD)n, NULL, reserved);
    free(bytes);
    if (good && written)
        *written = units;
    return good;
}

BOOL SetConsoleTextAttribute(HANDLE console, WORD attributes)
{
    int fd;
    (void)attributes;
    return terminal(console, &fd);
}

BOOL SetConsoleTitleW(LPCWSTR title)
{
    return title ? TRUE : um_fail(ERROR_INVALID_PARAMETER);
}

BOOL SetConsoleTitleA(LPCSTR title)
{
    return title ? TRUE : um_fail(ERROR_INVALID_PARAMETER);
}

UINT GetConsoleOutputCP(VOID)
{
    return CP_UTF8;
}

UINT GetConsoleCP(VOID)
{
    return CP_UTF8;
}

BOOL SetConsoleOutputCP(UINT page)
{
    return page == CP_UTF8 || page == CP_ACP ? TRUE : um_fail(ERROR_INVALID_PARAMETER);
}

BOOL SetConsoleCP(UINT page)
{
    return SetConsoleOutputCP(page);
}

/* --- Ctrl+C -------------------------------------------------------------------------------------------------------------------- */

static const struct {
    int   number;
    DWORD event;
    bool  is_final; /* the process ends after the handlers, whatever they say */
} signals[] = {
    { SIGINT, CTRL_C_EVENT, false },
    { SIGQUIT, CTRL_BREAK_EVENT, false },
    { SIGHUP, CTRL_CLOSE_EVENT, true },
    { SIGTERM, CTRL_SHUTDOWN_EVENT, true },
};

enum { MOST_HANDLERS = 32 };

static struct {
    pthread_mutex_t  lock;
    PHANDLER_ROUTINE handlers[MOST_HANDLERS]; /* guarded by: lock; the newest last */
    size_t           count;                   /* the same */
    int              pipe[2];                 /* written before the signals are caught */
    bool             started;                 /* guarded by: lock */
} control = { .lock = PTHREAD_MUTEX_INITIALIZER };

static void on_signal(int number)
{
    int           saved = errno;
    unsigned char n = (unsigned char)number;
    ssize_t       done = write(control.pipe[1], &n, 1);
    (void)done; /* a full pipe holds events enough */
    errno = saved;
}

static bool call_handlers(DWORD event)
{
    PHANDLER_ROUTINE handlers[MOST_HANDLERS];
    pthread_mutex_lock(&control.lock);
    size_t n = control.count;
    memcpy(handlers, control.handlers, sizeof(handlers));
    pthread_mutex_unlock(&control.lock);
    while (n)
        if (handlers[--n](event))
            return true;
    return false;
}

/* As if no handler had been there. */
static void die_of(int number)
{
    signal(number, SIG_DFL);
    kill(getpid(), number);
}

static void deliver(int number)
{
    for (size_t i = 0; i < COUNT_OF(signals); i++)
        if (signals[i].number == number && (!call_handlers(signals[i].event) || signals[i].is_final))
            die_of(number);
}

static void *deliver_all(void *unused)
{
    (void)unused;
    for (unsigned char number;;) {
        ssize_t n = read(control.pipe[0], &number, 1);
        if (n == 1)
            deliver(number);
        else if (n == 0 || errno != EINTR)
            return NULL;
    }
}

static void catch_signals(void)
{
    struct sigaction catch = { .sa_handler = on_signal, .sa_flags = SA_RESTART };
    sigemptyset(&catch.sa_mask);
    for (size_t i = 0; i < COUNT_OF(signals); i++)
        sigaction(signals[i].number, &catch, NULL);
}

/* With the lock. */
static bool start(void)
{
    pthread_t thread;
    if (control.started)
        return true;
    if (pipe(control.pipe))
        return false;
    if (pthread_create(&thread, NULL, deliver_all, NULL)) {
        close(control.pipe[0]);
        close(control.pipe[1]);
        return false;
    }
    pthread_detach(thread);
    catch_signals();
    return control.started = true;
}

/* With the lock. An unknown one: false. */
static bool remove_handler(PHANDLER_ROUTINE handler)
{
    for (size_t i = control.count; i--;)
        if (control.handlers[i] == handler) {
            memmove(control.handlers + i, control.handlers + i + 1, (control.count - i - 1) * sizeof(handler));
            control.count--;
            return true;
        }
    return false;
}

BOOL SetConsoleCtrlHandler(PHANDLER_ROUTINE handler, BOOL add)
{
    if (!handler) { /* Ctrl+C itself, ignored or not */
        signal(SIGINT, add ? SIG_IGN : control.started ? on_signal : SIG_DFL);
        return TRUE;
    }
    pthread_mutex_lock(&control.lock);
    bool good = add ? control.count < MOST_HANDLERS && start() : remove_handler(handler);
    if (good && add)
        control.handlers[control.count++] = handler;
    pthread_mutex_unlock(&control.lock);
    return good ? TRUE : um_fail(add ? ERROR_NOT_ENOUGH_MEMORY : ERROR_INVALID_PARAMETER);
}

BOOL GenerateConsoleCtrlEvent(DWORD event, DWORD group)
{
    if (event > CTRL_BREAK_EVENT)
        return um_fail(ERROR_INVALID_PARAMETER);
    int number = event == CTRL_C_EVENT ? SIGINT : SIGQUIT;
    return kill(group ? -(pid_t)group : getpid(), number) == 0 ? TRUE : um_fail(um_error_of_errno(errno));
}
