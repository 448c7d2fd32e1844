/* What changes of a set cost: loading it, one filter more or less, and many of those beside a reader. */
#ifndef WFP_BENCH_UPDATES_H
#define WFP_BENCH_UPDATES_H

#include <stdio.h>

#include "peer.h"

/* Writes ",\"updates\":{...}". */
void updates_print(const struct bench_case *c, FILE *out);

#endif
