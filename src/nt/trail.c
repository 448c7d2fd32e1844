#include "nt/trail.h"

#include <pthread.h>
#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "nt/driver.h"
#include "nt/stack.h"

enum { STEPS_MAX = 32 };

/* What a function that keeps its frame pointer puts at it. */
struct frame {
    const struct frame *caller;
    const void         *returns_to;
};

/* The end of the calling thread's stack; 0 when it cannot be told. */
static uintptr_t stack_end(void)
{
    static _Thread_local uintptr_t end;
    static _Thread_local bool      asked;
    pthread_attr_t                 attributes;
    void                          *low;
    size_t                         size;
    if (asked)
        return end;
    asked = true;
    if (pthread_getattr_np(pthread_self(), &attributes) != 0)
        return 0;
    if (pthread_attr_getstack(&attributes, &low, &size) == 0)
        end = (uintptr_t)low + size;
    pthread_attr_destroy(&attributes);
    return end;
}

/* A function without a frame pointer leaves anything in its register: only what lies further up the stack is followed. */
static bool is_frame(uintptr_t at, uintptr_t below, uintptr_t end)
{
    return at > below && at % sizeof(void *) == 0 && at < end && end - at >= sizeof(struct frame);
}

__attribute__((no_sanitize("address", "thread"))) void nt_trail_take(const struct driver *driver, struct nt_trail *out)
{
    unsigned n = 0;
    memset(out, 0, sizeof(*out));
    if (!driver)
        return;
    const struct driver_image *image = &driver->image;
    uintptr_t                  end = stack_end(), at = (uintptr_t)__builtin_frame_address(0), below = at - 1;
    for (unsigned step = 0; step < STEPS_MAX && n < NT_TRAIL_MAX && is_frame(at, below, end); step++) {
        const struct frame *f = (const struct frame *)at;
        uintptr_t           returns_to = (uintptr_t)f->returns_to;
        if (returns_to - image->from < image->to - image->from)
            out->at[n++] = f->returns_to;
        below = at;
        at = (uintptr_t)f->caller;
    }
}

bool nt_trail_is_empty(const struct nt_trail *t)
{
    return t->at[0] == NULL;
}

const char *nt_trail_text(struct nt_system *nt, const struct nt_trail *t, char *out, size_t size)
{
    struct text text = text_init(out, size);
    char        name[256];
    for (unsigned i = 0; i < NT_TRAIL_MAX && t->at[i]; i++)
        text_put(&text, "%s%s", i ? ", from " : "by ", nt_stack_name(nt, t->at[i], name, sizeof(name)));
    return out;
}
