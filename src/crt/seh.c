/* Raising and unwinding. */


#include <assert.h>
#include <setjmp.h>

#include <stdio.h>
#include <stdlib.h>

#include "crt/seh.h"

static_assert(sizeof(jmp_buf) <= sizeof(((struct owfp_seh *)0)->registers), "room for the C library's registers");

/* owner thread */
static _Thread_local struct {
    struct owfp_seh *top;
    int              status;
    unsigned char    raised; /* the block that ended last ended by an exception */
} seh;

static void report(int status)
{
    fprintf(stderr, "unhandled exception 0x%08X raised by a module\n", (unsigned)status);
    abort();
}

static void (*unhandled)(int status) = report; /* immutable after start */

void seh_on_unhandled(void (*handler)(int status))
{
    unhandled = handler;
}

void seh_reset(void)
{
    seh.top = NULL;
}

void owfp_seh_enter(struct owfp_seh *frame)
{
    frame->outer = seh.top;
    frame->state = OWFP_SEH_RUNNING;
    seh.top = frame;
}

/* Runs on every way out of the block, a return as well. A frame that was jumped out of has left the chain already. */
void owfp_seh_exit(struct owfp_seh *frame)
{
    if (seh.top == frame)
        seh.top = frame->outer;
    seh.status = frame->status;
    seh.raised = frame->raised;
}

static void jump_to(struct owfp_seh *frame)
{
    frame->state = OWFP_SEH_DONE;
    seh.top = frame->outer;
    longjmp((struct __jmp_buf_tag *)frame->registers, 1);
}

void owfp_seh_leave(struct owfp_seh *frame)
{
    frame->left = 1;
    jump_to(frame);
    __builtin_unreachable();
}

void owfp_seh_raise(int status)
{
    struct owfp_seh *frame = seh.top;
    if (!frame) {
        unhandled(status);
        abort();
    }
    frame->status = status;
    frame->raised = 1;
    jump_to(frame);
    __builtin_unreachable();
}

int owfp_seh_status(void)
{
    return seh.status;
}

int owfp_seh_abnormal(void)
{
    return seh.raised;
}

int owfp_seh_caught(void)
{
    return seh.raised;
}

int owfp_seh_filter(int disposition)
{
    if (disposition <= 0)
        owfp_seh_raise(seh.status); /* going on behind the raise is not possible: the frames are gone */
    seh.raised = 0;
    return 1;
}

struct owfp_seh_after owfp_seh_finally(void)
{
    return (struct owfp_seh_after){ .status = seh.status, .raised = seh.raised, .once = 1 };
}

void owfp_seh_resume(struct owfp_seh_after *after)
{
    if (after->raised)
        owfp_seh_raise(after->status);
}
