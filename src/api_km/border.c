#include "api_km/border.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/hooks.h"
#include "base/text.h"
#include "base/utf16.h"
#include "nt/dpc.h"
#include "nt/sched.h"
#include "nt/timer.h"
#include "nt/wait.h"

#define SAME(type, member, ours, mine)                                                                \
    static_assert(offsetof(type, member) == offsetof(struct ours, mine), #type "." #member " is where nt/ has it")

static_assert(sizeof(DISPATCHER_HEADER) == sizeof(struct nt_object), "size of DISPATCHER_HEADER");
SAME(DISPATCHER_HEADER, SignalState, nt_object, state);
static_assert(sizeof(LIST_ENTRY) == sizeof(struct nt_list), "size of LIST_ENTRY");
SAME(LIST_ENTRY, Blink, nt_list, prev);
static_assert(sizeof(KEVENT) == sizeof(struct nt_object), "size of KEVENT");
static_assert(sizeof(KSEMAPHORE) >= sizeof(struct nt_semaphore), "size of KSEMAPHORE");
SAME(KSEMAPHORE, Limit, nt_semaphore, limit);
static_assert(sizeof(KMUTEX) == sizeof(struct nt_mutex), "size of KMUTEX");
SAME(KMUTEX, OwnerThread, nt_mutex, owner);
static_assert(sizeof(KDPC) == sizeof(struct nt_dpc), "size of KDPC");
SAME(KDPC, Info.Target.Importance, nt_dpc, importance);
SAME(KDPC, Info.Target.Number, nt_dpc, target);
SAME(KDPC, DeferredRoutine, nt_dpc, run);
SAME(KDPC, SystemArgument2, nt_dpc, second);
SAME(KDPC, DpcData, nt_dpc, queued);
static_assert(sizeof(KTIMER) == sizeof(struct nt_timer), "size of KTIMER");
SAME(KTIMER, TimerListEntry, nt_timer, link);
SAME(KTIMER, Dpc, nt_timer, dpc);
SAME(KTIMER, Period, nt_timer, period);
static_assert(sizeof(KSPIN_LOCK) == sizeof(uintptr_t), "size of KSPIN_LOCK");

struct nt_system *km_nt(const char *function)
{
    const struct km_context *c = km_current();
    if (c && c->nt) {
        hook_border(nt_hooks(c->nt), function);
        nt_point(c->nt);
        return c->nt;
    }
    fprintf(stderr, "%s was called by a thread that no host runs\n", function);
    fflush(NULL);
    _Exit(2);
}

void km_utf8(const UNICODE_STRING *string, char *out, size_t size)
{
    struct text t = text_init(out, size);
    if (string && string->Buffer)
        text_put_utf16(&t, bytes_of(string->Buffer, string->Length));
}

UNICODE_STRING km_string_new(const char *utf8)
{
    size_t         units = utf16_length(utf8);
    UNICODE_STRING s = { 0 };
    if (units > UNICODE_STRING_MAX_CHARS - 1)
        return s;
    s.Buffer = malloc((units + 1) * sizeof(WCHAR));
    if (!s.Buffer)
        return s;
    utf16_write(utf8, (uint16_t *)s.Buffer);
    s.Length = (USHORT)(units * sizeof(WCHAR));
    s.MaximumLength = (USHORT)(s.Length + sizeof(WCHAR));
    return s;
}
