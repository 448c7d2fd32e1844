#include "port/attention.h"

#define BUSY_RUN    32u     /* receptions: who is busy for a few frames only is not worth the system calls */
#define WORTH       64u     /* receptions that were worth them */
#define DOUBTS      4u      /* each doubles the run that is asked for */
#define PAUSE_NS    100000u
#define PATIENCE_NS 50000u  /* to be woken takes about as long */
#define LOOKS       8u      /* a thread that did not run meanwhile has looked a few times nevertheless */
#define LOOKS_MOST  256u    /* however much there is in other queues */

static _Thread_local unsigned found_here; /* receptions that found something, of all queues of the thread */

/* For how long the thread has found nothing in any of its queues, this one being empty. */
static uint64_t quiet_ns(struct attention *a, uint64_t now_ns)
{
    if (a->others != found_here) {
        a->others = found_here;
        a->since_ns = now_ns;
    }
    return now_ns - a->since_ns;
}

static bool change(struct attention *a, bool awake)
{
    a->awake = awake;
    a->run = 0;
    return true;
}

bool attention_found(struct attention *a, uint64_t (*now_ns)(void))
{
    if (a->empty && !a->awake && quiet_ns(a, now_ns()) > PAUSE_NS)
        a->run = 0;
    a->empty = 0;
    a->run++;
    found_here++;
    return !a->awake && a->run >= BUSY_RUN << a->doubts && change(a, true);
}

static bool is_over(struct attention *a, uint64_t quiet)
{
    return a->empty >= LOOKS_MOST || (a->empty >= LOOKS && quiet > PATIENCE_NS);
}

bool attention_found_nothing(struct attention *a, uint64_t (*now_ns)(void))
{
    uint64_t quiet = quiet_ns(a, now_ns());
    a->empty++;
    if (!a->awake || !is_over(a, quiet))
        return false;
    a->doubts = a->run >= WORTH ? 0 : a->doubts < DOUBTS ? a->doubts + 1 : DOUBTS;
    return change(a, false);
}
