/* For tests of arbitration: every test finds an empty policy at INBOUND_TRANSPORT with the sublayers "high" (above the default
 * one) and "low" (below it). */
#ifndef WFP_TESTS_ARBITER_KIT_H
#define WFP_TESTS_ARBITER_KIT_H

#include "engine_kit.h"

#define CLEARS FILTER_FLAG_CLEAR_ACTION_RIGHT

static struct kit k;

static inline void start(enum layer_pair pair, enum family family)
{
    kit_fini(&k);
    kit_init(&k, pair, family);
    kit_sublayer(&k, "high", 60000);
    kit_sublayer(&k, "low", 100);
}

static inline int setup(void **state)
{
    start(LAYER(INBOUND_TRANSPORT), *(enum family *)*state);
    return 0;
}

static inline int teardown(void **state)
{
    (void)state;
    kit_fini(&k);
    return 0;
}

/* Forgets the policy, keeps layer and family. */
static inline void again(void)
{
    start(k.layer->pair, k.family);
}

static inline struct filter *add(const char *sublayer, uint64_t weight, enum action_type action, uint32_t flags)
{
    struct filter *f = kit_filter(&k, sublayer, weight, action);
    f->flags = flags;
    return f;
}

static inline void expect(uint64_t decided_by, enum action_type action, uint32_t rights)
{
    assert_int_equal(kit_classify(&k), decided_by);
    assert_int_equal(k.out.action, action);
    assert_int_equal(k.out.rights, rights);
}

#endif
