#include "host/crash.h"

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <ucontext.h>
#include <unistd.h>

#include "api_km/context.h"
#include "base/status.h"
#include "base/text.h"
#include "nt/driver.h"
#include "nt/stack.h"

enum { STACK_SIZE = 64 * 1024 };

static const int signals[] = { SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT };

/* What the process had before: signals belong to the process, not to a host. Immutable after crash_watch(). */
static struct sigaction before[COUNT_OF(signals)];

static void print(const char *text)
{
    if (write(STDERR_FILENO, text, strlen(text)) < 0)
        return; /* there is nobody to tell */
}

static void print_frame(void *context, const char *text)
{
    (void)context;
    print("  ");
    print(text);
    print("\n");
}

static void report(const struct km_context *c, const siginfo_t *info, const void *at)
{
    char        line[256];
    struct text t = text_init(line, sizeof(line));
    text_put(&t, "%s: crashed: SIG%s", c->driver->name, sigabbrev_np(info->si_signo));
    if (info->si_signo == SIGSEGV || info->si_signo == SIGBUS)
        text_put(&t, ", address %p", info->si_addr);
    text_put(&t, "\n");
    print(line);
    nt_stack_lines(c->nt, (struct nt_stack_start){ at, true }, print_frame, NULL);
}

static void restore(int number)
{
    for (size_t i = 0; i < COUNT_OF(signals); i++)
        if (signals[i] == number)
            sigaction(number, &before[i], NULL);
}

static void on_crash(int number, siginfo_t *info, void *registers)
{
    const struct km_context *c = km_current();
    if (!c || !c->driver) {
        restore(number); /* and let it happen again */
        if (info->si_code <= 0)
            raise(number);
        return;
    }
    restore(number); /* a crash in the report must end it */
    report(c, info, (const void *)((const ucontext_t *)registers)->uc_mcontext.gregs[REG_RIP]);
    _exit(2);
}

void crash_watch(void)
{
    struct sigaction action = { .sa_sigaction = on_crash, .sa_flags = SA_SIGINFO | SA_ONSTACK };
    nt_stack_prepare();
    for (size_t i = 0; i < COUNT_OF(signals); i++)
        sigaction(signals[i], &action, &before[i]);
}

void crash_guard_thread(void)
{
    static _Thread_local char stack[STACK_SIZE];
    static _Thread_local bool done;
    stack_t                   now;
    if (done)
        return;
    done = true;
    /* A sanitizer may have given the thread one already, which it will free itself. */
    if (sigaltstack(NULL, &now) == 0 && (now.ss_flags & SS_DISABLE))
        sigaltstack(&(stack_t){ .ss_sp = stack, .ss_size = sizeof(stack) }, NULL);
}
