#include "nt/stack.h"

#include <dlfcn.h>
#include <execinfo.h>
#include <semaphore.h>
#include <signal.h>
#include <string.h>
#include <time.h>

#include "base/text.h"
#include "nt/driver.h"
#include "nt/parts.h"

enum { FRAMES_MAX = 64 };

void nt_stack_prepare(void)
{
    void *frame[1];
    backtrace(frame, 1);
}

static const struct driver *driver_at(struct nt_system *nt, uintptr_t at)
{
    for (unsigned i = 0; i < NT_DRIVERS_MAX; i++) {
        const struct driver *d = atomic_load(&nt->drivers[i]);
        if (d && at >= d->image.from && at < d->image.to)
            return d;
    }
    return NULL;
}

/* The last function that starts at or before the address. */
static const struct driver_function *function_at(const struct driver_image *image, uintptr_t at)
{
    size_t low = 0, high = image->function_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (image->functions[middle].from <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? &image->functions[low - 1] : NULL;
}

static void name_in_driver(const struct driver *d, uintptr_t at, struct text *t)
{
    const struct driver_function *f = function_at(&d->image, at);
    if (f)
        text_put(t, "%s!%s+0x%zx", d->name, f->name, (size_t)(at - f->from));
    else
        text_put(t, "%s+0x%zx", d->name, (size_t)(at - d->image.base));
}

static void name_in_host(const void *address, struct text *t)
{
    Dl_info info;
    if (dladdr(address, &info) && info.dli_sname)
        text_put(t, "%s+0x%zx", info.dli_sname, (size_t)((const char *)address - (const char *)info.dli_saddr));
    else
        text_put(t, "%p", address);
}

/* A call that does not return may be its function's last instruction: its return address belongs to the next one. */
static void name_frame(struct nt_system *nt, const void *address, bool returns, char *out, size_t size)
{
    struct text          t = text_init(out, size);
    uintptr_t            at = (uintptr_t)address - returns;
    const struct driver *d = driver_at(nt, at);
    if (d)
        name_in_driver(d, at, &t);
    else
        name_in_host(address, &t);
}

const char *nt_stack_name(struct nt_system *nt, const void *returns_to, char *out, size_t size)
{
    name_frame(nt, returns_to, true, out, size);
    return out;
}

const char *nt_stack_name_function(struct nt_system *nt, const void *function, char *out, size_t size)
{
    name_frame(nt, function, false, out, size);
    char *offset = strrchr(out, '+');
    if (offset && strcmp(offset, "+0x0") == 0)
        *offset = 0;
    return out;
}

/* Frames below the driver's first are the host's own affairs, unless no driver is on the stack at all. */
static int outermost_driver_frame(struct nt_system *nt, void *const *frames, int count)
{
    for (int i = count - 1; i >= 0; i--)
        if (driver_at(nt, (uintptr_t)frames[i]))
            return i + 1;
    return count;
}

/* 0 when it is not there, which shows more than was asked for. */
static int frame_at(void *const *frames, int count, const void *from)
{
    for (int i = 0; i < count; i++)
        if (frames[i] == from)
            return i;
    return 0;
}

static void name_frames(struct nt_system *nt, void *const *frames, int first, int count, bool faulted,
                        void (*line)(void *, const char *), void *context)
{
    char name[256];
    for (int i = first; i < count; i++) {
        name_frame(nt, frames[i], i != first || !faulted, name, sizeof(name));
        line(context, name);
    }
}

void nt_stack_lines(struct nt_system *nt, struct nt_stack_start start, void (*line)(void *, const char *), void *context)
{
    void *frames[FRAMES_MAX];
    int   count = outermost_driver_frame(nt, frames, backtrace(frames, FRAMES_MAX));
    name_frames(nt, frames, frame_at(frames, count, start.at), count, start.faulted, line, context);
}

static bool in_driver(struct nt_system *nt, const void *frame)
{
    return driver_at(nt, (uintptr_t)frame) != NULL;
}

static int innermost_driver_frame(struct nt_system *nt, void *const *frames, int count)
{
    int i = 0;
    while (i < count && !in_driver(nt, frames[i]))
        i++;
    return i;
}

void nt_stack_drivers(struct nt_system *nt, void (*line)(void *, const char *), void *context)
{
    void *frames[FRAMES_MAX];
    int   count = backtrace(frames, FRAMES_MAX), first = innermost_driver_frame(nt, frames, count);
    if (first < count)
        name_frames(nt, frames, first, outermost_driver_frame(nt, frames, count), false, line, context);
}

/* --- of another thread -------------------------------------------------------------------------------------------- */

enum { INTERRUPT_SECONDS = 5 };

/* Handlers belong to the process: this is where the interrupted thread leaves its frames. Owner: the one caller, until it
 * posts; then the interrupted thread does nothing with it. */
static struct {
    sem_t taken;
    int   count;
    void *frames[FRAMES_MAX];
} interrupted;

static void on_interrupt(int number)
{
    (void)number;
    interrupted.count = backtrace(interrupted.frames, FRAMES_MAX);
    sem_post(&interrupted.taken);
}

static bool interrupt(pthread_t thread)
{
    struct timespec  until;
    struct sigaction before, action = { .sa_handler = on_interrupt, .sa_flags = SA_RESTART };
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += INTERRUPT_SECONDS;
    if (sigaction(SIGRTMAX - 1, &action, &before) != 0)
        return false;
    bool answered = pthread_kill(thread, SIGRTMAX - 1) == 0 && sem_timedwait(&interrupted.taken, &until) == 0;
    if (answered)
        sigaction(SIGRTMAX - 1, &before, NULL); /* else the signal may still come, and must not kill */
    return answered;
}

void nt_stack_of_thread(struct nt_system *nt, pthread_t thread, void (*line)(void *, const char *), void *context)
{
    nt_stack_prepare();
    sem_init(&interrupted.taken, 0, 0);
    if (!interrupt(thread))
        return;
    int count = outermost_driver_frame(nt, interrupted.frames, interrupted.count);
    int first = innermost_driver_frame(nt, interrupted.frames, count);
    /* The function of ours that the driver called last tells what it waits for; what lies below that is our own affair. */
    name_frames(nt, interrupted.frames, first == count ? 0 : first ? first - 1 : 0, count, false, line, context);
}
