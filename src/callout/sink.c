#include "callout/sink.h"

#include "callout/entry.h"

void callout_registry_set_sink(struct callout_registry *r, const struct packet_sink *sink)
{
    atomic_store(&r->sink, sink);
}

const struct packet_sink *callout_registry_sink(struct callout_registry *r)
{
    return atomic_load(&r->sink);
}
