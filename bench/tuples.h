/* Five-tuple rules as plain numbers: what peers that know nothing of WFP are built from, and the text of ClassBench's tools. The
 * first rule has the highest priority. Of both arrays, source first. */
#ifndef WFP_BENCH_TUPLES_H
#define WFP_BENCH_TUPLES_H

#include "filter_headers.h"

struct tuple_rule {
    uint32_t address[2], mask[2];
    uint16_t low[2], high[2]; /* ports, inclusive */
    uint8_t  protocol, protocol_mask;
};

struct tuple {
    uint32_t address[2];
    uint16_t port[2];
    uint8_t  protocol;
};

/* Of an ACL, FW or IPC set in IPv4. */
struct tuple_rule tuple_rule_of_filter(const struct filter *f);
/* A filter of INBOUND_TRANSPORT_V4, source as remote, that asks the same; `id` from 1, which orders them. What it reaches is in the
 * arena. False: no memory. */
bool tuple_rule_to_filter(const struct tuple_rule *r, uint64_t id, struct arena *arena, struct filter *out);
/* A header that meets the rule. */
struct tuple tuple_draw(const struct tuple_rule *r, struct dice *d);
/* Any header. */
struct tuple tuple_draw_any(struct dice *d);

#endif
