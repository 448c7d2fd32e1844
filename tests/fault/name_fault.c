/* Names without memory: whoever asks for one hears so and leaves nothing behind, and what has none is found by its bytes. */
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine_kit.h"
#include "fault/allocations.h"
#include "host/app_id.h"
#include "host/identity.h"
#include "host/socket_owner.h"
#include "security/token.h"
#include "security_kit.h"
#include "vswitch/text.h"

static const uint8_t user[] = { 1, 1, 0, 0, 0, 0, 0, 5, 7, 0, 0, 0 }, group[] = { 1, 1, 0, 0, 0, 0, 0, 5, 8, 0, 0, 0 };

static int teardown(void **state)
{
    allocations_fail(ALLOCATIONS_ALL_WORK);
    return kit_end(state);
}

/* Whether somebody holds the name of those bytes: if nobody does they get another number each time. */
static bool is_held(const void *bytes, uint32_t size)
{
    uint32_t number[2];
    allocations_fail(ALLOCATIONS_ALL_WORK);
    for (unsigned i = 0; i < 2; i++) {
        struct name *name;
        assert_int_equal(name_get(bytes, size, &name), WFP_OK);
        number[i] = name->number;
        name_put(name);
    }
    return number[0] == number[1];
}

/* Those that are there stay what they are, though the table cannot grow. */
static void a_table_that_cannot_grow_keeps_its_names(void **state)
{
    enum { NAMES = 300 };
    struct name *held[NAMES];
    unsigned     failed = 0;
    (void)state;
    for (uint32_t i = 0; i < NAMES; i++) {
        enum wfp_status err = WFP_NO_MEMORY;
        for (uint64_t n = 0; err; n++) {
            allocations_fail(n);
            err = name_get(&i, sizeof(i), &held[i]);
            failed += err != WFP_OK;
        }
    }
    assert_true(failed > NAMES); /* each without memory of its own, and some without that of the table */
    for (uint32_t i = 0; i < NAMES; i++) {
        struct name *again;
        allocations_fail(0);
        assert_int_equal(name_get(&i, sizeof(i), &again), WFP_OK);
        assert_ptr_equal(again, held[i]);
        name_put(again);
    }
    for (uint32_t i = 0; i < NAMES; i++)
        name_put(held[i]);
    for (uint32_t i = 0; i < NAMES; i++)
        assert_false(is_held(&i, sizeof(i)));
}

/* --- who owns a socket -------------------------------------------------------------------------------------------------------- */

static void a_token_without_memory_leaves_no_names(void **state)
{
    const uint8_t  *sids[] = { user, group, user };
    struct token   *untouched = (struct token *)&sids, *token = untouched;
    enum wfp_status err = WFP_NO_MEMORY;
    uint64_t        n = 0;
    (void)state;
    for (; err == WFP_NO_MEMORY; n++) {
        allocations_fail(n);
        err = token_new(sids, COUNT_OF(sids), &token);
        assert_true(err == WFP_OK || token == untouched);
        assert_int_equal(is_held(user, sizeof(user)), err == WFP_OK);
        assert_int_equal(is_held(group, sizeof(group)), err == WFP_OK);
    }
    assert_int_equal(err, WFP_OK);
    assert_true(n > 2);
    token_free(token);
    assert_false(is_held(user, sizeof(user)));
    assert_false(is_held(group, sizeof(group)));
}

/* What is said twice of one port is held once. */
static void owners_of_ports_without_memory_leave_no_names(void **state)
{
    static const struct offline_identity said[] = {
        { .port = 53, .app = "/usr/bin/dig", .user = "S-1-5-7" },
        { .port = 53, .app = "/usr/bin/host", .user = "S-1-5-8" },
        { .port = 80, .app = "/usr/bin/dig", .user = "S-1-5-7" },
    };
    struct identities *i = NULL;
    char               error[CAPTURE_ERROR_SIZE];
    enum wfp_status    err = WFP_NO_MEMORY;
    uint64_t           n = 0;
    (void)state;
    for (; err == WFP_NO_MEMORY; n++) {
        assert_false(is_held(user, sizeof(user)));
        allocations_fail(n);
        err = identities_new(said, COUNT_OF(said), &i, error);
    }
    assert_int_equal(err, WFP_OK);
    assert_true(n > 6);
    allocations_fail(ALLOCATIONS_ALL_WORK);
    const struct endpoint_identity *first = identities_find(i, 53), *second = identities_find(i, 80);
    assert_true(is_held(first->app->blob.data, first->app->blob.size));
    assert_int_not_equal(first->app->number, second->app->number);
    assert_memory_equal(first->user->sids[0], group, sizeof(group));
    assert_true(is_held(user, sizeof(user)));
    identities_free(i);
    assert_false(is_held(user, sizeof(user)));
    assert_false(is_held(group, sizeof(group)));
}

/* A socket of this program. Who it is of is unknown without memory, and known when there is some: nobody is not remembered. */
static void an_owner_that_could_not_be_kept_is_found_the_next_time(void **state)
{
    struct socket_owners           *owners;
    const struct endpoint_identity *who = NULL;
    struct stat                     s;
    int                             fd = socket(AF_INET, SOCK_DGRAM, 0);
    uint64_t                        n = 0;
    (void)state;
    assert_return_code(fd, 0);
    assert_return_code(fstat(fd, &s), 0);
    assert_int_equal(socket_owners_new(NULL, &owners), WFP_OK);
    for (; !who && n < 100; n++) {
        allocations_fail(n);
        who = socket_owner(owners, (uint32_t)s.st_ino, getuid());
    }
    allocations_fail(ALLOCATIONS_ALL_WORK);
    assert_in_range(n, 4, 99);
    assert_non_null(who->app);
    assert_non_null(who->user);
    assert_ptr_equal(socket_owner(owners, (uint32_t)s.st_ino, getuid()), who);
    socket_owners_free(owners);
    close(fd);
}

/* --- what compares them ------------------------------------------------------------------------------------------------------- */

static void a_text_of_a_switch_without_memory_has_its_bytes(void **state)
{
    struct switch_text t = { .name = NULL };
    (void)state;
    switch_text_write(&t, "first");
    assert_non_null(t.name);
    for (uint64_t n = 0; n < 2; n++) {
        allocations_fail(0);
        switch_text_write(&t, "another");
        assert_null(t.name);
        assert_int_equal(t.blob.size, 2 * sizeof("another"));
        assert_int_equal(t.blob.data[2], 'n');
    }
    allocations_fail(ALLOCATIONS_ALL_WORK);
    switch_text_write(&t, "another");
    assert_non_null(t.name);
    assert_memory_equal(t.name->blob.data, t.blob.data, t.blob.size);
    switch_text_fini(&t);
}

static struct byte_blob app = { 4, (uint8_t *)"abc" };

static void add_filters(struct kit *k)
{
    struct byte_blob *descriptor = sd_of("O:SYG:SYD:(A;;CC;;;S-1-5-7)");
    for (uint32_t i = 0; i < 4; i++)
        kit_if(k, kit_filter(k, NULL, i, ACTION_PERMIT), FIELD_IP_REMOTE_PORT, MATCH_EQUAL, u16_value((uint16_t)i));
    struct filter *f = kit_filter(k, NULL, 9, ACTION_BLOCK);
    kit_if(k, f, FIELD_ALE_APP_ID, MATCH_EQUAL, (struct value){ .type = TYPE_BYTE_BLOB, .blob = &app });
    kit_if(k, f, FIELD_ALE_USER_ID, MATCH_EQUAL, (struct value){ .type = TYPE_SECURITY_DESCRIPTOR, .blob = descriptor });
    f = kit_filter(k, NULL, 8, ACTION_BLOCK);
    kit_if(k, f, FIELD_ALE_PACKAGE_ID, MATCH_EQUAL, (struct value){ .type = TYPE_SID, .sid = (uint8_t *)(uintptr_t)group });
}

static void filters_without_memory_leave_no_names(void **state)
{
    struct kit      k;
    enum wfp_status err = WFP_NO_MEMORY;
    struct ruleset *rules = NULL;
    uint64_t        n = 0;
    kit_init(&k, LAYER(ALE_AUTH_CONNECT), *(enum family *)*state);
    add_filters(&k);
    struct ruleset_input in = { k.filters, k.filter_count, k.sublayers, k.sublayer_count, NULL, 0, 1 };
    for (; err == WFP_NO_MEMORY; n++) {
        assert_false(is_held(app.data, app.size));
        assert_false(is_held(group, sizeof(group)));
        allocations_fail(n);
        err = ruleset_build(&in, &rules);
    }
    assert_int_equal(err, WFP_OK);
    assert_true(is_held(app.data, app.size));
    assert_true(is_held(group, sizeof(group)));
    ruleset_free(rules);
    assert_false(is_held(app.data, app.size));
    kit_fini(&k);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, kit_begin, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_table_that_cannot_grow_keeps_its_names),
        TEST(a_token_without_memory_leaves_no_names),
        TEST(owners_of_ports_without_memory_leave_no_names),
        TEST(an_owner_that_could_not_be_kept_is_found_the_next_time),
        TEST(a_text_of_a_switch_without_memory_has_its_bytes),
        BOTH_WITH(filters_without_memory_leave_no_names, kit_begin, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
