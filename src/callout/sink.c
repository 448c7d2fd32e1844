#include "callout/sink.h"

#include "callout/entry.h"

static _Thread_local unsigned number_here;

unsigned walker_number(void)
{
    return number_here;
}

void walker_number_set(unsigned number)
{
    number_here = number;
}

void callout_registry_set_sink(struct callout_registry *r, const struct packet_sink *sink)
{
    atomic_store(&r->sink, sink);
}

const struct packet_sink *callout_registry_sink(struct callout_registry *r)
{
    return atomic_load(&r->sink);
}
