/* What callouts of a case hold, and how it goes on: the sink that the registry tells, served between two packets.
 *
 *   complete  [at SECONDS] CALLOUT [nothing|waits]   the callout completes what it pended; with `nothing` no packet may walk
 *                                              then, with `waits` another callout still holds it; else the expectations that follow speak of the packet that goes on
 */
#ifndef WFP_BEHAVIOUR_WAITING_H
#define WFP_BEHAVIOUR_WAITING_H

#include "callout/pend.h"

struct run;

struct waiting {
    struct callout_registry *registry;
    struct packet_sink       sink;
    struct pended_operation *completed; /* waits to be served; one at a time */
};

void waiting_init(struct run *r);
void waiting_fini(struct run *r);
void waiting_complete(struct run *r);

#endif
