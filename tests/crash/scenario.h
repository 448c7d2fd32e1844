/* What the power is cut in. */
#ifndef WFP_TESTS_CRASH_SCENARIO_H
#define WFP_TESTS_CRASH_SCENARIO_H

#include "crash/script.h"

struct scenario {
    const char         *name;
    struct store_config config; /* numbers only */
    void (*prepare)(struct script *s); /* on a good disk; leaves the store closed or killed */
    void (*act)(struct script *s);     /* with faults; goes on until something fails */
};

extern const struct scenario scenarios[];
extern const unsigned        scenario_count;

#endif
