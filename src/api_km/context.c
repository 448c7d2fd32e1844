#include "api_km/context.h"

#include <stddef.h>

#include "base/hooks.h"
#include "nt/sched.h"
#include "nt/system.h"

static _Thread_local const struct km_context *current;

const struct km_context *km_current(void)
{
    return current;
}

const struct km_context *km_caller_of(const char *function)
{
    if (current && current->nt) {
        hook_border(nt_hooks(current->nt), function);
        nt_point(current->nt);
    }
    return current;
}

const struct km_context *km_enter(const struct km_context *next)
{
    const struct km_context *before = current;
    current = next;
    return before;
}

void km_leave(const struct km_context *before)
{
    current = before;
}
