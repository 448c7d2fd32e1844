/* Every test for both families: the initial state is the family. */
#ifndef WFP_TESTS_FAMILIES_H
#define WFP_TESTS_FAMILIES_H

#include "model/schema.h"

__attribute__((unused)) static enum family test_families[] = { FAMILY_NONE, FAMILY_V4, FAMILY_V6 };

#define BOTH_WITH(f, setup, teardown)                            \
    { "v4: " #f, f, setup, teardown, &test_families[FAMILY_V4] }, \
    { "v6: " #f, f, setup, teardown, &test_families[FAMILY_V6] }
/* Between the program's own setup() and teardown(). */
#define BOTH(f)       BOTH_WITH(f, setup, teardown)
#define BOTH_PLAIN(f) BOTH_WITH(f, NULL, NULL)

#endif
