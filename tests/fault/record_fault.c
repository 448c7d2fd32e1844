/* Records and calls without memory: they say so, nothing is left behind, and outputs are as they were. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fault/allocations.h"
#include "record/call.h"
#include "record/record_json.h"
#include "record_kit.h"

static struct record_kit k;
static void             *record;

static const struct record_type *const type = &record_FWPM_PROVIDER_CONTEXT3;

static int setup(void **state)
{
    (void)state;
    k = (struct record_kit){ .seed = 11 };
    record = kit_record(&k, type);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    allocations_fail(ALLOCATIONS_ALL_WORK);
    arena_fini(&k.arena);
    return 0;
}

/* Fails each allocation of `act` in turn until it succeeds; the result is the caller's. */
static void *until_it_works(enum wfp_status (*act)(void **out))
{
    void           *untouched = &k, *out = untouched;
    enum wfp_status err = WFP_NO_MEMORY;
    uint64_t        n = 0;
    for (; err == WFP_NO_MEMORY; n++) {
        allocations_fail(n);
        err = act(&out);
        if (err)
            assert_ptr_equal(out, untouched);
    }
    allocations_fail(ALLOCATIONS_ALL_WORK);
    assert_int_equal(err, WFP_OK);
    assert_true(n > 1);
    return out;
}

static enum wfp_status copy(void **out)
{
    return record_copy(type, record, out);
}

static void a_copy(void **state)
{
    void *made = until_it_works(copy);
    (void)state;
    assert_true(kit_equal(type, record, made));
    free(made);
}

static enum wfp_status copy_in_arena(void **out)
{
    struct arena    arena;
    arena_init(&arena);
    enum wfp_status err = record_copy_arena(type, record, &arena, out);
    if (!err)
        *out = NULL;
    arena_fini(&arena);
    return err;
}

static void a_copy_in_an_arena(void **state)
{
    (void)state;
    assert_null(until_it_works(copy_in_arena));
}

static json_t *json;

static enum wfp_status from_json(void **out)
{
    struct record_fault fault;
    return record_from_json(type, json, out, &fault);
}

static void reading_json(void **state)
{
    (void)state;
    assert_int_equal(record_to_json(type, record, &json), WFP_OK);
    void *made = until_it_works(from_json);
    assert_true(kit_equal(type, record, made));
    free(made);
    json_decref(json);
}

/* A request and its reply: FwpmProviderContextGetByKey3. */
static enum wfp_status call(void **out)
{
    static const uint8_t   key[16] = { 1 };
    const struct call_row *row;
    union call_argument    arguments[] = { { .number = 1 }, { .in = key }, { .out = out } };
    union call_argument    reached[CALL_ARGUMENTS_MAX], results[CALL_ARGUMENTS_MAX] = { { 0 } };
    enum wfp_status        answer;
    struct arena           arena;
    struct buffer          bytes;
    arena_init(&arena);
    buffer_init(&bytes);
    enum wfp_status err = call_encode_request(&call_FwpmProviderContextGetByKey3, arguments, &bytes);
    struct bytes    in = buffer_bytes(&bytes);
    if (!err)
        err = call_decode_request(&in, &arena, &row, reached);
    buffer_fini(&bytes);
    results[ARG_PROVIDER_CONTEXT_GET_BY_KEY_PROVIDER_CONTEXT].in = record;
    if (!err)
        err = call_encode_reply(row, WFP_OK, results, &bytes);
    in = buffer_bytes(&bytes);
    if (!err)
        err = call_decode_reply(row, &in, arguments, &answer);
    buffer_fini(&bytes);
    arena_fini(&arena);
    return err;
}

static void a_call(void **state)
{
    void *made = until_it_works(call);
    (void)state;
    assert_true(kit_equal(type, record, made));
    free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_copy, setup, teardown),
        cmocka_unit_test_setup_teardown(a_copy_in_an_arena, setup, teardown),
        cmocka_unit_test_setup_teardown(reading_json, setup, teardown),
        cmocka_unit_test_setup_teardown(a_call, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
