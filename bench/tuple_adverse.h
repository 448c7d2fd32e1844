/* Five-tuple rules that are meant to hurt: what hash tables cannot tell apart, what they need too many of, and what a search has to
 * look at before it is through. */
#ifndef WFP_BENCH_TUPLE_ADVERSE_H
#define WFP_BENCH_TUPLE_ADVERSE_H

#include "tuples.h"

/* lengths  prefixes of all lengths at both ends, ranges of ports
 * ports    ranges of ports alone
 * nested   prefixes of all lengths of one address at both ends
 * wide     prefixes of one to seven bits
 * service  one port, prefixes of 8 to 32 bits
 * narrow   one network, ranges of 500 ports */
enum tuple_adverse { ADVERSE_LENGTHS, ADVERSE_PORTS, ADVERSE_NESTED, ADVERSE_WIDE, ADVERSE_SERVICE, ADVERSE_NARROW, ADVERSE_COUNT };
extern const char *const tuple_adverse_names[ADVERSE_COUNT];

struct tuple_rule tuple_draw_adverse(enum tuple_adverse kind, struct dice *d);

#endif
