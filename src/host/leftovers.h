/* What a driver has left in the engine when its unload routine is over (C-009): each thing by name, and where the driver took
 * it. What the NT system gave it is the ledger's affair (nt/driver.h). Called by the thread that loads and unloads. */
#ifndef WFP_HOST_LEFTOVERS_H
#define WFP_HOST_LEFTOVERS_H

#include "api_km/context.h"

#define LEFTOVER_NAMES 64

/* The names of callouts, noted while the driver's objects are still there. */
struct callout_names {
    unsigned count;
    struct callout_name {
        unsigned char key[16];
        char          name[64];
    } of[LEFTOVER_NAMES];
};

void leftovers_learn_names(const struct km_context *km, struct callout_names *out);
/* Reports callouts that are still registered, with the flow contexts that they have; how many there were. */
unsigned leftovers_report(const struct km_context *km, const struct callout_names *names);

#endif
