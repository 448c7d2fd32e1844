/* The engine's options (docs/behaviour ). */
#include "kit.h"

static const struct option {
    FWPM_ENGINE_OPTION option;
    UINT32             first;     /* before anybody sets it */
    UINT32             values[8]; /* ends with NONE */
    UINT32             wrong;     /* NONE: every value is taken */
    HRESULT            answer;
} rows[] = {
#define NONE 0xdeadbeefu
    { FWPM_ENGINE_COLLECT_NET_EVENTS, 1, { 0, 1, NONE }, 2, FWP_E_OUT_OF_BOUNDS },
    { FWPM_ENGINE_NET_EVENT_MATCH_ANY_KEYWORDS, 0, { 1, 2, 4, 8, 16, 32, 63, NONE }, 64, FWP_E_INVALID_FLAGS },
    { FWPM_ENGINE_NAME_CACHE, NONE, { 0, 1, NONE }, 2, FWP_E_OUT_OF_BOUNDS },
    { FWPM_ENGINE_MONITOR_IPSEC_CONNECTIONS, NONE, { 1, 0, NONE }, 2, FWP_E_OUT_OF_BOUNDS },
    { FWPM_ENGINE_PACKET_QUEUING, 0, { 0, 1, 2, 3, NONE }, 4, FWP_E_INVALID_FLAGS },
    { FWPM_ENGINE_TXN_WATCHDOG_TIMEOUT_IN_MSEC, NONE, { 1000, 0xffffffffu, 60000, NONE }, NONE, 0 },
};

static DWORD set(HANDLE h, FWPM_ENGINE_OPTION option, UINT32 value)
{
    FWP_VALUE0 v = { .type = FWP_UINT32, .uint32 = value };
    return FwpmEngineSetOption0(h, option, &v);
}

static UINT32 get(HANDLE h, FWPM_ENGINE_OPTION option)
{
    FWP_VALUE0 *v;
    assert_done(FwpmEngineGetOption0(h, option, &v));
    assert_int_equal(v->type, FWP_UINT32);
    UINT32 value = v->uint32;
    FwpmFreeMemory0((void **)&v);
    return value;
}

/* proves: A-165 */
static void an_option_gives_back_what_it_was_set_to(void **state)
{
    HANDLE      h = kit_open(0), other = kit_open(0);
    FWP_VALUE0 *v, narrow = { .type = FWP_UINT8, .uint8 = 1 }, empty = { .type = FWP_EMPTY };
    (void)state;
    assert_int_equal(KIT_COUNT(rows), FWPM_ENGINE_OPTION_MAX);
    for (unsigned i = 0; i < KIT_COUNT(rows); i++) {
        const struct option *o = &rows[i];
        UINT32               last = get(h, o->option);
        assert_true(o->first == NONE || last == o->first);
        for (unsigned k = 0; o->values[k] != NONE; k++) {
            assert_done(set(h, o->option, o->values[k]));
            last = o->values[k];
            assert_int_equal(get(h, o->option), last);
            assert_int_equal(get(other, o->option), last);
        }
        if (o->wrong != NONE)
            assert_code(set(h, o->option, o->wrong), o->answer);
        assert_code(FwpmEngineSetOption0(h, o->option, &narrow), FWP_E_TYPE_MISMATCH);
        assert_code(FwpmEngineSetOption0(h, o->option, &empty), FWP_E_TYPE_MISMATCH);
        assert_int_equal(get(h, o->option), last);
    }
    assert_code(set(h, FWPM_ENGINE_OPTION_MAX, 1), FWP_E_INVALID_ENUMERATOR);
    assert_code(FwpmEngineGetOption0(h, FWPM_ENGINE_OPTION_MAX, &v), FWP_E_INVALID_ENUMERATOR);
}

/* proves: A-166 */
static void options_survive(void **state)
{
    HANDLE h = kit_open(0);
    (void)state;
    for (unsigned killed = 0; killed < 2; killed++) {
        for (unsigned i = 0; i < KIT_COUNT(rows); i++)
            assert_done(set(h, rows[i].option, rows[i].values[killed]));
        if (killed)
            kit_kill();
        kit_restart();
        h = kit_open(0);
        for (unsigned i = 0; i < KIT_COUNT(rows); i++)
            assert_int_equal(get(h, rows[i].option), rows[i].values[killed]);
    }
}

/* proves: A-167 */
static void options_are_set_outside_transactions_and_dynamic_sessions(void **state)
{
    HANDLE h = kit_open(0), dynamic = kit_open(FWPM_SESSION_FLAG_DYNAMIC);
    (void)state;
    for (unsigned i = 0; i < KIT_COUNT(rows); i++) {
        UINT32 before = get(h, rows[i].option), value = rows[i].values[before == rows[i].values[0]];
        assert_code(set(dynamic, rows[i].option, value), FWP_E_DYNAMIC_SESSION_IN_PROGRESS);
        for (UINT32 flags = 0; flags <= FWPM_TXN_READ_ONLY; flags++) {
            assert_done(FwpmTransactionBegin0(h, flags));
            assert_code(set(h, rows[i].option, value), FWP_E_TXN_IN_PROGRESS);
            assert_int_equal(get(h, rows[i].option), before);
            assert_done(FwpmTransactionAbort0(h));
        }
        assert_done(set(h, rows[i].option, value));
    }
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        KIT_TEST(an_option_gives_back_what_it_was_set_to),
        KIT_TEST(options_survive),
        KIT_TEST(options_are_set_outside_transactions_and_dynamic_sessions),
    };
    kit_main(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
