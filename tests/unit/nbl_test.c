/* The packet model: data offsets over MDLs of any size, contiguous access, pools. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <pthread.h>

#include "frames.h"
#include "pkt/nbl.h"
#include "pkt/nbl_owned.h"

#define CHAIN_MAX 128

static const enum family families[] = { FAMILY_V4, FAMILY_V6 };

/* An Ethernet frame with a small TCP segment. */
static void tcp_frame(struct frame *f, enum family family)
{
    f->size = 0;
    frame_hex(f, family == FAMILY_V4 ? "020000000002 020000000001 0800" : "020000000002 020000000001 86dd");
    frame_ip(f, family, PROTO_TCP, 23);
    frame_hex(f, "3039 0050 00000007 00000009 5012 0100 0000 0000 aabbcc");
}

/* Splits bytes over MDLs of `size` bytes, with an empty MDL after each when asked. */
static MDL *split(MDL mdls[CHAIN_MAX], struct bytes data, size_t size, bool empty_ones)
{
    size_t count = 0;
    while (bytes_left(&data)) {
        struct bytes part;
        assert_true(bytes_sub(&data, bytes_left(&data) < size ? bytes_left(&data) : size, &part));
        mdl_init(&mdls[count++], part);
        if (empty_ones)
            mdl_init(&mdls[count++], (struct bytes){ part.end, part.end });
        assert_true(count < CHAIN_MAX - 2);
    }
    for (size_t i = 0; i + 1 < count; i++)
        mdls[i].Next = &mdls[i + 1];
    return count ? mdls : NULL;
}

static void expect_data(const NET_BUFFER *nb, const uint8_t *bytes, uint32_t size)
{
    uint8_t storage[256];
    assert_int_equal(nb_length(nb), size);
    for (uint32_t n = 1; n <= size; n++) {
        const void *data = nb_data(nb, n, storage);
        assert_non_null(data);
        assert_memory_equal(data, bytes, n);
    }
    assert_null(nb_data(nb, size + 1, storage));
}

/* The current MDL is the one with the first byte of data. */
static void expect_current(const NET_BUFFER *nb)
{
    uint32_t before = 0;
    const MDL *mdl = nb->MdlChain;
    for (; mdl && mdl != nb->CurrentMdl; mdl = mdl->Next)
        before += mdl->ByteCount;
    assert_ptr_equal(mdl, nb->CurrentMdl);
    assert_int_equal(before + nb->CurrentMdlOffset, nb->DataOffset);
    if (nb_length(nb))
        assert_true(nb->CurrentMdlOffset < nb->CurrentMdl->ByteCount);
}

/* proves: D-015 */
static void headers_are_read_over_mdls_of_any_size(void **state)
{
    static struct frame f;
    (void)state;
    for (size_t k = 0; k < COUNT_OF(families); k++) {
        tcp_frame(&f, families[k]);
        for (size_t size = 1; size <= f.size; size++) {
            MDL mdls[CHAIN_MAX * 2];
            NET_BUFFER nb;
            struct headers whole, gathered;
            uint8_t storage[256];
            nb_init(&nb, split(mdls, frame_bytes(&f), size, false), 0, (uint32_t)f.size);
            expect_data(&nb, f.bytes, (uint32_t)f.size);
            const void *data = nb_data(&nb, (uint32_t)f.size, storage);
            assert_int_equal(headers_parse(LINK_ETHERNET, bytes_of(data, f.size), 0, 0, &gathered), PARSE_OK);
            assert_int_equal(headers_parse(LINK_ETHERNET, frame_bytes(&f), 0, 0, &whole), PARSE_OK);
            assert_memory_equal(&gathered, &whole, sizeof(whole));
        }
    }
}

/* proves: D-015 */
static void storage_is_used_only_where_it_must_be(void **state)
{
    static const uint8_t bytes[] = { 1, 2, 3, 4, 5, 6 };
    MDL mdls[CHAIN_MAX];
    NET_BUFFER nb;
    uint8_t storage[6];
    (void)state;
    nb_init(&nb, split(mdls, bytes_of(bytes, 6), 3, false), 1, 5);
    assert_ptr_equal(nb_data(&nb, 2, storage), &bytes[1]);
    assert_ptr_equal(nb_data(&nb, 2, NULL), &bytes[1]);
    assert_ptr_equal(nb_data(&nb, 3, storage), storage);
    assert_memory_equal(storage, &bytes[1], 3);
    assert_null(nb_data(&nb, 3, NULL));
    assert_null(nb_data(&nb, 6, storage));
}

/* proves: D-009 (for the offset itself: a retreat and the advance back leave the NET_BUFFER as it was) */
static void retreat_then_advance_restores(void **state)
{
    static struct frame f;
    (void)state;
    for (size_t k = 0; k < COUNT_OF(families); k++) {
        tcp_frame(&f, families[k]);
        for (size_t size = 1; size <= f.size; size++) {
            MDL mdls[CHAIN_MAX * 2];
            NET_BUFFER nb, before;
            nb_init(&nb, split(mdls, frame_bytes(&f), size, false), 0, (uint32_t)f.size);
            for (uint32_t at = 0; at <= f.size; at++) {
                for (uint32_t back = 0; back <= at; back++) {
                    memcpy(&before, &nb, sizeof(nb));
                    assert_true(nb_retreat(&nb, back));
                    expect_current(&nb);
                    assert_int_equal(nb.DataOffset, at - back);
                    assert_true(nb_advance(&nb, back));
                    assert_memory_equal(&nb, &before, sizeof(nb));
                }
                if (at < f.size)
                    assert_true(nb_advance(&nb, 1));
                expect_current(&nb);
            }
            assert_int_equal(nb_length(&nb), 0);
        }
    }
}

static void data_follow_the_offset(void **state)
{
    static struct frame f;
    MDL mdls[CHAIN_MAX * 2];
    NET_BUFFER nb;
    (void)state;
    tcp_frame(&f, FAMILY_V4);
    nb_init(&nb, split(mdls, frame_bytes(&f), 1, false), 0, (uint32_t)f.size);
    assert_true(nb_advance(&nb, 14));
    expect_data(&nb, &f.bytes[14], (uint32_t)f.size - 14);
    assert_true(nb_advance(&nb, 20));
    expect_data(&nb, &f.bytes[34], (uint32_t)f.size - 34);
    assert_true(nb_retreat(&nb, 34));
    expect_data(&nb, f.bytes, (uint32_t)f.size);
}

static void empty_mdls_are_passed_over(void **state)
{
    static const uint8_t bytes[] = { 1, 2, 3, 4, 5, 6 };
    MDL mdls[CHAIN_MAX];
    NET_BUFFER nb;
    (void)state;
    nb_init(&nb, split(mdls, bytes_of(bytes, 6), 2, true), 0, 6);
    for (uint32_t at = 0; at < 6; at++) {
        expect_data(&nb, &bytes[at], 6 - at);
        expect_current(&nb);
        assert_true(nb_advance(&nb, 1));
    }
    assert_true(nb_retreat(&nb, 6));
    expect_data(&nb, bytes, 6);
}

static void offsets_stay_inside(void **state)
{
    static const uint8_t bytes[] = { 1, 2, 3, 4 };
    MDL mdls[CHAIN_MAX];
    NET_BUFFER nb, before;
    (void)state;
    nb_init(&nb, split(mdls, bytes_of(bytes, 4), 2, false), 1, 2);
    memcpy(&before, &nb, sizeof(nb));
    assert_false(nb_advance(&nb, 3));
    assert_false(nb_retreat(&nb, 2));
    assert_false(nb_retreat(&nb, UINT32_MAX));
    assert_memory_equal(&nb, &before, sizeof(nb));
}

static void no_mdl_at_all(void **state)
{
    uint8_t storage[1];
    NET_BUFFER nb;
    (void)state;
    nb_init(&nb, NULL, 0, 0);
    assert_null(nb_data(&nb, 1, storage));
    assert_null(nb_data(&nb, 0, storage));
    assert_true(nb_advance(&nb, 0) && nb_retreat(&nb, 0));
    assert_false(nb_advance(&nb, 1));
    assert_int_equal(mdl_chain_size(NULL), 0);
}

static void mdl_describes_its_bytes(void **state)
{
    static uint8_t page[8192] __attribute__((aligned(4096)));
    MDL mdls[CHAIN_MAX], *chain;
    (void)state;
    chain = split(mdls, bytes_of(&page[4090], 100), 60, false);
    assert_ptr_equal(chain->MappedSystemVa, &page[4090]);
    assert_ptr_equal(chain->StartVa, page);
    assert_int_equal(chain->ByteOffset, 4090);
    assert_int_equal(chain->ByteCount, 60);
    assert_ptr_equal(mdl_bytes(chain).at, &page[4090]);
    assert_ptr_equal(mdl_bytes(chain).end, &page[4150]);
    assert_int_equal(mdl_chain_size(chain), 100);
}

static void wrap_copies_nothing(void **state)
{
    static struct frame f;
    struct nbl_pool *pool;
    (void)state;
    assert_int_equal(nbl_pool_new(2, &pool), WFP_OK);
    for (size_t k = 0; k < COUNT_OF(families); k++) {
        tcp_frame(&f, families[k]);
        NET_BUFFER_LIST *nbl = nbl_wrap(pool, frame_bytes(&f));
        NET_BUFFER *nb = nbl->FirstNetBuffer;
        assert_null(nbl->Next);
        assert_null(nb->Next);
        assert_null(nbl->ParentNetBufferList);
        assert_int_equal(nb->DataOffset, 0);
        assert_int_equal(nb_length(nb), f.size);
        assert_ptr_equal(nb_data(nb, (uint32_t)f.size, NULL), f.bytes);
        nbl_put(nbl);
    }
    nbl_pool_free(pool);
}

static void pool_gives_what_it_has_and_gives_it_clean(void **state)
{
    static const uint8_t bytes[4];
    NET_BUFFER_LIST *taken[3];
    struct nbl_pool *pool;
    (void)state;
    assert_int_equal(nbl_pool_new(3, &pool), WFP_OK);
    for (unsigned round = 0; round < 2; round++) {
        for (unsigned i = 0; i < 3; i++) {
            taken[i] = nbl_wrap(pool, bytes_of(bytes, 4));
            assert_non_null(taken[i]);
            assert_null(taken[i]->Next);
            assert_null(taken[i]->NetBufferListInfo[5]);
            assert_int_equal(taken[i]->FirstNetBuffer->DataOffset, 0);
            assert_null(taken[i]->FirstNetBuffer->ProtocolReserved[1]);
        }
        assert_true(taken[0] != taken[1] && taken[1] != taken[2] && taken[0] != taken[2]);
        assert_int_equal(nbl_pool_left(pool), 0);
        for (unsigned i = 0; i < 3; i++) {
            taken[i]->NetBufferListInfo[5] = taken;
            taken[i]->FirstNetBuffer->ProtocolReserved[1] = taken;
            assert_true(nb_advance(taken[i]->FirstNetBuffer, 2));
            nbl_put(taken[i]);
        }
        assert_int_equal(nbl_pool_left(pool), 3);
    }
    nbl_pool_free(pool);
}

static void a_pool_that_is_empty_grows(void **state)
{
    static const uint8_t bytes[4];
    NET_BUFFER_LIST *taken[3];
    struct nbl_pool *pool;
    (void)state;
    assert_int_equal(nbl_pool_new(1, &pool), WFP_OK);
    for (unsigned i = 0; i < COUNT_OF(taken); i++) {
        taken[i] = nbl_wrap(pool, bytes_of(bytes, 4));
        assert_non_null(taken[i]);
        assert_int_equal(nbl_state_of(taken[i])->kind, NBL_INDICATED);
    }
    for (unsigned i = 0; i < COUNT_OF(taken); i++)
        nbl_put(taken[i]);
    assert_int_equal(nbl_pool_left(pool), 3);
    nbl_pool_free(pool);
}

/* proves: D-016 (for the packet itself: it does not go back before its clones are gone) */
static void a_list_that_is_kept_outlives_its_walk(void **state)
{
    uint8_t frame[8] = { 1, 2, 3, 4, 5, 6, 7, 8 };
    NET_BUFFER_LIST *nbl, *clone;
    struct nbl_pool *pool;
    (void)state;
    assert_int_equal(nbl_pool_new(1, &pool), WFP_OK);
    nbl = nbl_wrap(pool, bytes_of(frame, 8));
    assert_true(nb_advance(nbl->FirstNetBuffer, 2));
    assert_int_equal(nbl_clone(nbl, &clone), WFP_OK);
    assert_int_equal(nbl_keep(nbl), WFP_OK);
    nbl_put(nbl);
    assert_int_equal(nbl_pool_left(pool), 0);
    memset(frame, 0xee, sizeof(frame));
    assert_memory_equal(nb_data(clone->FirstNetBuffer, 6, NULL), "\3\4\5\6\7\10", 6);
    assert_memory_equal(nb_data(nbl->FirstNetBuffer, 6, NULL), "\3\4\5\6\7\10", 6);
    nbl_drop(nbl);
    nbl_owned_free(clone);
    nbl = nbl_wrap(pool, bytes_of(frame, 8)); /* the list is back */
    assert_int_equal(nbl_pool_left(pool), 0);
    assert_int_equal(nbl_keep(nbl), WFP_OK);
    nbl_put(nbl);
    nbl_pool_free(pool); /* the list is still good */
    assert_memory_equal(nb_data(nbl->FirstNetBuffer, 2, NULL), "\356\356", 2);
    nbl_drop(nbl);
}

static void *drop(void *nbl)
{
    nbl_drop(nbl);
    return NULL;
}

static void the_last_hold_may_go_on_any_thread(void **state)
{
    static const uint8_t bytes[100];
    struct nbl_pool *pool;
    (void)state;
    assert_int_equal(nbl_pool_new(2, &pool), WFP_OK);
    for (unsigned round = 0; round < 200; round++) {
        NET_BUFFER_LIST *nbl = nbl_wrap(pool, bytes_of(bytes, 100));
        pthread_t        thread;
        assert_int_equal(nbl_keep(nbl), WFP_OK);
        assert_int_equal(pthread_create(&thread, NULL, drop, nbl), 0);
        nbl_put(nbl);
        pthread_join(thread, NULL);
    }
    nbl_pool_free(pool);
}

/* A driver that kept a pointer without a reference finds no packet behind it. proves: C-044 */
static void a_list_that_nobody_holds_shows_no_packet(void **state)
{
    struct nbl_pool *pool;
    struct frame     f;
    uintptr_t        gone;
    (void)state;
    memset(&gone, 0xdb, sizeof(gone));
    tcp_frame(&f, FAMILY_V4);
    assert_int_equal(nbl_pool_new(1, &pool), WFP_OK);
    NET_BUFFER_LIST *nbl = nbl_wrap(pool, bytes_of(f.bytes, f.size));
    NET_BUFFER      *nb = nbl->FirstNetBuffer;
    nbl_hold(nbl);
    nbl_put(nbl);
    assert_ptr_equal(nbl->FirstNetBuffer, nb); /* held */
    nbl_drop(nbl);
    assert_int_equal((uintptr_t)nbl->FirstNetBuffer, gone);
    assert_int_equal((uintptr_t)nb->MdlChain, gone);
    nbl = nbl_wrap(pool, bytes_of(f.bytes, f.size));
    nbl_put(nbl);
    assert_int_equal((uintptr_t)nbl->FirstNetBuffer, gone);
    nbl_pool_free(pool);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headers_are_read_over_mdls_of_any_size),
        cmocka_unit_test(storage_is_used_only_where_it_must_be),
        cmocka_unit_test(retreat_then_advance_restores),
        cmocka_unit_test(data_follow_the_offset),
        cmocka_unit_test(empty_mdls_are_passed_over),
        cmocka_unit_test(offsets_stay_inside),
        cmocka_unit_test(no_mdl_at_all),
        cmocka_unit_test(mdl_describes_its_bytes),
        cmocka_unit_test(wrap_copies_nothing),
        cmocka_unit_test(pool_gives_what_it_has_and_gives_it_clean),
        cmocka_unit_test(a_pool_that_is_empty_grows),
        cmocka_unit_test(a_list_that_is_kept_outlives_its_walk),
        cmocka_unit_test(the_last_hold_may_go_on_any_thread),
        cmocka_unit_test(a_list_that_nobody_holds_shows_no_packet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
