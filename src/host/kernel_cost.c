/* What a kernel's walkers cost, for threads that walk nothing. */
#include "host/kernel_state.h"

struct cost_set *kernel_cost(const struct kernel *k)
{
    return k->cost;
}

void kernel_look(struct kernel *k, void (*look)(void *context, const struct ruleset *rules), void *context)
{
    struct grace_reader r = { 0 };
    grace_join(k->grace, &r);
    grace_enter(k->grace, &r);
    look(context, kernel_ruleset(k));
    grace_rest(&r);
    grace_leave(k->grace, &r);
}
