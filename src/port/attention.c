#include "port/attention.h"

#define US 1000u

#define BUSY_RUN      32u         /* receptions: who is busy for a few frames only is not worth the system calls */
#define PATIENCE_NS   (25u * US)  /* to be woken takes about as long */
#define PREEMPTED_NS  (300u * US) /* between two looks of which each takes a microsecond: somebody else has run meanwhile */
#define CALM_NS       (10000u * US)

bool attention_found(struct attention *a, uint64_t (*now_ns)(void))
{
    uint64_t now = a->since_ns && !a->awake ? now_ns() : 0;
    if (now - a->since_ns > PATIENCE_NS && now)
        a->run = 0;
    a->run += a->run < BUSY_RUN;
    a->since_ns = a->looked_ns = 0;
    if (a->awake || a->run < BUSY_RUN || (now ? now : now_ns()) < a->calm_ns)
        return false;
    a->awake = true;
    return true;
}

bool attention_found_nothing(struct attention *a, uint64_t now_ns)
{
    bool preempted = a->looked_ns && now_ns - a->looked_ns > PREEMPTED_NS;
    if (!a->since_ns)
        a->since_ns = now_ns;
    if (!a->awake)
        return false;
    a->looked_ns = now_ns;
    if (preempted)
        a->calm_ns = now_ns + CALM_NS;
    if (!preempted && now_ns - a->since_ns <= PATIENCE_NS)
        return false;
    a->awake = false;
    a->run = 0;
    a->looked_ns = 0;
    return true;
}
