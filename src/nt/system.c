#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "nt/driver.h"
#include "nt/parts.h"
#include "nt/thread.h"

enum { PATIENCE_SECONDS = 10, PATIENCE_TURNS = 2000000 };
#define UNIX_EPOCH UINT64_C(116444736000000000) /* 1970 in units of 100 ns since 1601 */
#define SECOND_NS  UINT64_C(1000000000)

enum wfp_status nt_system_new(const struct nt_options *options, struct nt_system **out)
{
    struct nt_system  *nt = calloc(1, sizeof(*nt));
    pthread_condattr_t monotonic;
    if (!nt)
        return WFP_NO_MEMORY;
    nt->options = *options;
    pthread_mutex_init(&nt->log_lock, NULL);
    pthread_mutex_init(&nt->lock, NULL);
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&nt->changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
    nt_ledger_init(&nt->ledger);
    nt_list_init(&nt->timers);
    nt_list_init(&nt->work);
    nt_list_init(&nt->threads);
    nt_list_init(&nt->devices);
    nt_list_init(&nt->links);
    nt_bells_init(nt);
    nt_sched_init(nt);
    *out = nt;
    return WFP_OK;
}

void nt_system_free(struct nt_system *nt)
{
    if (!nt)
        return;
    if (!nt_threads_end(nt))
        return; /* it is theirs now */
    nt_ledger_fini(&nt->ledger);
    pthread_cond_destroy(&nt->changed);
    pthread_mutex_destroy(&nt->lock);
    pthread_mutex_destroy(&nt->log_lock);
    free(nt);
}

uintptr_t *nt_cancel_lock(struct nt_system *nt)
{
    return &nt->cancel_lock;
}

const struct hooks *nt_hooks(const struct nt_system *nt)
{
    return nt->options.hooks;
}

struct driver *nt_current_driver(const struct nt_system *nt)
{
    return nt->options.current ? nt->options.current() : NULL;
}

uint64_t nt_time(const struct nt_system *nt)
{
    struct timespec t;
    if (nt->options.seeded)
        return nt->time;
    if (nt->options.now)
        return nt->options.now(nt->options.context);
    clock_gettime(CLOCK_REALTIME, &t);
    return UNIX_EPOCH + (uint64_t)t.tv_sec * (SECOND_NS / 100) + (uint64_t)t.tv_nsec / 100;
}

bool nt_wait_changed(struct nt_system *nt, uint64_t deadline)
{
    if (deadline == UINT64_MAX)
        return pthread_cond_wait(&nt->changed, &nt->lock) == 0;
    struct timespec t = { (time_t)(deadline / SECOND_NS), (long)(deadline % SECOND_NS) };
    return pthread_cond_timedwait(&nt->changed, &nt->lock, &t) == 0;
}

/* --- quiet -------------------------------------------------------------------------------------------------------- */

/* Whoever drains may be the one that serves it. */
static bool is_errand(const struct nt_thread *t)
{
    return t->kind == NT_THREAD_SYSTEM && t->idle;
}

/* With the lock. The first thread but `self` that has something to do, or NULL. */
static const struct nt_thread *busy_thread(const struct nt_system *nt, const struct nt_thread *self)
{
    for (const struct nt_list *l = nt->threads.next; l != &nt->threads; l = l->next) {
        const struct nt_thread *t = nt_container(l, struct nt_thread, link);
        if (t != self && !is_errand(t) && nt_thread_can_run(t))
            return t;
    }
    return NULL;
}

struct quiet {
    struct nt_system *nt;
    struct nt_thread *self;
};

/* What is queued has a thread that can run, unless that waits for somebody inside a call: then it is not done now. */
static bool is_quiet(void *context)
{
    const struct quiet *q = context;
    return !busy_thread(q->nt, q->self);
}

bool nt_drain(struct nt_system *nt)
{
    struct quiet    q = { nt, nt_thread_current() };
    struct nt_block b = { .done = is_quiet, .context = &q, .deadline = nt_monotonic() + PATIENCE_SECONDS * SECOND_NS,
                          .what = "everybody else", .drains = true };
    struct driver  *whose = NULL;
    if (nt->options.seeded)
        b.deadline = UINT64_MAX;
    nt_lock(nt);
    nt->patience = nt->draws + PATIENCE_TURNS;
    nt_block_until(nt, &b);
    nt->patience = UINT64_MAX;
    bool                    quiet = is_quiet(&q);
    const struct nt_thread *t = quiet ? NULL : busy_thread(nt, q.self);
    const struct nt_dpc_queue *dpcs = nt_dpc_pending(nt);
    if (!quiet)
        whose = dpcs ? dpcs->running : t ? t->driver : NULL;
    nt_unlock(nt);
    if (!quiet)
        nt_report_of(nt, whose, "a %s runs for more than %d %s without waiting",
                     t && t->kind == NT_THREAD_SYSTEM ? "thread" : "DPC or work item",
                     nt->options.seeded ? PATIENCE_TURNS : PATIENCE_SECONDS, nt->options.seeded ? "turns" : "seconds");
    return quiet;
}

/* --- the log ------------------------------------------------------------------------------------------------------ */

static void log_line(struct nt_system *nt, enum nt_log_kind kind, const struct driver *driver, const char *line)
{
    if (nt->options.log)
        nt->options.log(nt->options.context, kind, driver ? driver->name : NULL, line);
}

/* With the log's lock. */
static void end_line(struct nt_system *nt, struct driver *driver)
{
    size_t length = driver->line_length;
    if (length && driver->line[length - 1] == '\r')
        length--;
    driver->line[length] = 0;
    driver->line_length = 0;
    log_line(nt, NT_LOG_DRIVER, driver, driver->line);
}

void nt_print(struct nt_system *nt, struct driver *driver, const char *text)
{
    pthread_mutex_lock(&nt->log_lock);
    if (!driver)
        log_line(nt, NT_LOG_DRIVER, NULL, text);
    for (; driver && *text; text++) {
        if (*text == '\n' || driver->line_length == sizeof(driver->line) - 1)
            end_line(nt, driver);
        if (*text != '\n')
            driver->line[driver->line_length++] = *text;
    }
    pthread_mutex_unlock(&nt->log_lock);
}

static void put_line(struct nt_system *nt, struct driver *driver, const char *format, va_list args)
{
    char line[512];
    vsnprintf(line, sizeof(line), format, args);
    pthread_mutex_lock(&nt->log_lock);
    if (driver && driver->line_length)
        end_line(nt, driver);
    log_line(nt, NT_LOG_REPORT, driver, line);
    pthread_mutex_unlock(&nt->log_lock);
}

void nt_report(struct nt_system *nt, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    atomic_fetch_add(&nt->reports, 1);
    put_line(nt, nt_current_driver(nt), format, args);
    va_end(args);
}

void nt_report_of(struct nt_system *nt, struct driver *driver, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    atomic_fetch_add(&nt->reports, 1);
    put_line(nt, driver, format, args);
    va_end(args);
}

void nt_note(struct nt_system *nt, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    put_line(nt, nt_current_driver(nt), format, args);
    va_end(args);
}

void nt_note_of(struct nt_system *nt, struct driver *driver, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    put_line(nt, driver, format, args);
    va_end(args);
}

unsigned nt_reports(const struct nt_system *nt)
{
    return atomic_load(&nt->reports);
}
