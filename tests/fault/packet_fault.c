/* Packets without memory: whatever allocation fails, nothing is left behind, and the original is as it was. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "fault/allocations.h"
#include "pkt/ip_header.h"
#include "pkt/nb.h"
#include "pkt/nbl.h"
#include "pkt/nbl_owned.h"

static uint8_t          frame[200];
static struct nbl_pool *pool;
static NET_BUFFER_LIST *nbl;

static int setup(void **state)
{
    (void)state;
    for (unsigned i = 0; i < sizeof(frame); i++)
        frame[i] = (uint8_t)i;
    assert_int_equal(nbl_pool_new(1, &pool), WFP_OK);
    nbl = nbl_wrap(pool, bytes_of(frame, sizeof(frame)));
    return nb_advance(nbl->FirstNetBuffer, 14) ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    allocations_fail(ALLOCATIONS_ALL_WORK);
    nbl_put(nbl);
    nbl_pool_free(pool);
    return 0;
}

static void expect_untouched(void)
{
    assert_int_equal(nbl->ChildRefCount, 0);
    assert_int_equal(atomic_load(&nbl_state_of(nbl)->holds), 1);
    assert_int_equal(nb_length(nbl->FirstNetBuffer), sizeof(frame) - 14);
    assert_memory_equal(nb_data(nbl->FirstNetBuffer, sizeof(frame) - 14, NULL), frame + 14, sizeof(frame) - 14);
}

static enum wfp_status clone(NET_BUFFER_LIST **out)
{
    return nbl_clone(nbl, out);
}

static enum wfp_status deep_clone(NET_BUFFER_LIST **out)
{
    return nbl_deep_clone(nbl, out);
}

static enum wfp_status make(NET_BUFFER_LIST **out)
{
    struct nbl_shape shape = { .chain = nbl->FirstNetBuffer->MdlChain, .context_size = 16, .length = 100 };
    return nbl_make(&shape, out);
}

static enum wfp_status make_copy(NET_BUFFER_LIST **out)
{
    return nbl_make_copy(bytes_of(frame, sizeof(frame)), 16, nbl, out);
}

static void a_list_that_cannot_be_made_leaves_nothing(void **state)
{
    static enum wfp_status (*const makers[])(NET_BUFFER_LIST **) = { clone, deep_clone, make, make_copy };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(makers); i++) {
        NET_BUFFER_LIST *made = NULL;
        enum wfp_status  err = WFP_NO_MEMORY;
        uint64_t         n = 0;
        for (; err == WFP_NO_MEMORY; n++) {
            allocations_fail(n);
            err = makers[i](&made);
            if (err) {
                assert_null(made);
                expect_untouched();
            }
        }
        allocations_fail(ALLOCATIONS_ALL_WORK);
        assert_int_equal(err, WFP_OK);
        assert_true(n > 1); /* at least one failed */
        nbl_owned_free(made);
    }
}

static void a_packet_that_cannot_be_kept_is_not(void **state)
{
    (void)state;
    allocations_fail(0);
    assert_int_equal(nbl_keep(nbl), WFP_NO_MEMORY);
    expect_untouched();
    allocations_fail(ALLOCATIONS_ALL_WORK);
    assert_int_equal(nbl_keep(nbl), WFP_OK);
    nbl_drop(nbl);
}

static void a_header_that_cannot_be_made_changes_nothing(void **state)
{
    static const uint8_t    src[4] = { 192, 0, 2, 1 }, dst[4] = { 192, 0, 2, 2 };
    struct ip_header_wanted w = { FAMILY_V4, src, dst, 132, 0, -1, -1 };
    NET_BUFFER_LIST        *list = NULL;
    (void)state;
    assert_int_equal(nbl_clone(nbl, &list), WFP_OK);
    allocations_fail(0);
    assert_int_equal(nbl_construct_ip_header(list, &w), WFP_NO_MEMORY);
    assert_int_equal(nb_length(list->FirstNetBuffer), sizeof(frame) - 14);
    allocations_fail(ALLOCATIONS_ALL_WORK);
    assert_int_equal(nbl_construct_ip_header(list, &w), WFP_OK);
    assert_int_equal(nb_length(list->FirstNetBuffer), sizeof(frame) - 14 + 20);
    nbl_owned_free(list);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_list_that_cannot_be_made_leaves_nothing),
        TEST(a_packet_that_cannot_be_kept_is_not),
        TEST(a_header_that_cannot_be_made_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
