/* For tests of the verdict cache: a small policy that is asked with a cache and without. */
#ifndef WFP_TESTS_VERDICT_KIT_H
#define WFP_TESTS_VERDICT_KIT_H

#include "engine/verdict_cache.h"
#include "engine_kit.h"

struct desk {
    struct kit            k;
    struct verdict_cache *cache;
    struct terminators    ended;
};

/* Fillers that nobody meets, so that the layer has an index. */
static inline void open_desk(struct desk *d, enum layer_pair pair, enum family family)
{
    memset(d, 0, sizeof(*d));
    kit_init(&d->k, pair, family);
    assert_int_equal(verdict_cache_new(VERDICT_WAYS, &d->cache), WFP_OK);
    for (uint16_t i = 0; i < 8; i++)
        kit_if(&d->k, kit_filter(&d->k, NULL, 1, ACTION_BLOCK), FIELD_IP_LOCAL_PORT, MATCH_EQUAL, u16_value((uint16_t)(60000 + i)));
}

static inline void close_desk(struct desk *d)
{
    kit_fini(&d->k);
    verdict_cache_free(d->cache);
}

static inline uint64_t found(const struct desk *d)
{
    return verdict_cache_count(d->cache, d->k.layer->id).found;
}

/* What is decided with the cache has to be what is decided without. */
static inline uint64_t ask(struct desk *d)
{
    struct terminators  plainly;
    struct classify_out out;
    if (!d->k.rules)
        assert_int_equal(kit_build(&d->k), WFP_OK);
    struct classify_in in = kit_in(&d->k);
    in.terminators = &plainly;
    engine_classify(d->k.rules, &in, &out, NULL);
    in.terminators = &d->ended;
    in.cache = d->cache;
    engine_classify(d->k.rules, &in, &d->k.out, NULL);
    assert_int_equal(d->k.out.action, out.action);
    assert_int_equal(d->k.out.rights, out.rights);
    assert_int_equal(d->k.out.flags, out.flags);
    assert_int_equal(d->k.out.veto, out.veto);
    assert_ptr_equal(d->k.out.rule, out.rule);
    assert_int_equal(d->ended.count, plainly.count);
    for (uint32_t i = 0; i < plainly.count && i < TERMINATORS_MAX; i++) {
        assert_ptr_equal(d->ended.of[i].rule, plainly.of[i].rule);
        assert_int_equal(d->ended.of[i].action, plainly.of[i].action);
    }
    return out.rule ? out.rule->id : 0;
}

/* Of IPv4 the last four bytes. */
static inline struct value address_value(enum family family, const uint8_t bytes[16])
{
    if (family == FAMILY_V4)
        return u32_value((uint32_t)bytes[12] << 24 | (uint32_t)bytes[13] << 16 | (uint32_t)bytes[14] << 8 | bytes[15]);
    return (struct value){ .type = TYPE_BYTE_ARRAY16, .bytes16 = (uint8_t *)(uintptr_t)bytes };
}

#endif
