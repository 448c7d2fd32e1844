/* Counters of a switch without a shared line: each thread counts in a shard of its own. Private to vswitch/. */
#ifndef WFP_VSWITCH_COUNTERS_H
#define WFP_VSWITCH_COUNTERS_H

#include <stdatomic.h>

#include "vswitch/switch.h"

#define COUNTER_SHARDS 64u               /* threads beyond that share the last one */
#define LANE_NOBODY    SWITCH_MAX_PORTS  /* counts for port 0 and for ports that there are not */

typedef _Atomic uint64_t counter;

struct lane_counters {
    counter received, sent, drops[SWITCH_DROP_COUNT];
};

struct counters {
    struct lane_counters lanes[SWITCH_MAX_PORTS + 1];
    counter              flooded, learned, moved, table_full;
    char                 gap[64]; /* the next shard is in other lines */
};

/* The calling thread's number: 0 ... COUNTER_SHARDS - 1, its own until it ends but for the last. */
unsigned counter_shard(void);

/* A shard has one writer, so an increment needs no locked instruction; the last shard may have several. */
static inline void count_in(counter *c, unsigned shard)
{
    if (shard == COUNTER_SHARDS - 1)
        atomic_fetch_add_explicit(c, 1, memory_order_relaxed);
    else
        atomic_store_explicit(c, atomic_load_explicit(c, memory_order_relaxed) + 1, memory_order_relaxed);
}

void counters_sum_lane(const struct counters *shards, uint32_t lane, struct switch_port_stats *into);
/* The lane gets a new port: what its old one counted becomes nobody's. While nobody forwards. */
void counters_retire_lane(struct counters *shards, uint32_t lane);
void counters_sum(const struct counters *shards, struct vswitch_stats *into);

#endif
