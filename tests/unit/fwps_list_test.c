/* Clones, lists of the driver's own, and references, as a driver gets them from the border (docs/behaviour D.2). */
#include "km_kit.h"

#include <ndis.h>

#include "pkt/nbl.h"
#include "pkt/nbl_owned.h"

static struct km_kit    k;
static struct nbl_pool *pool;
static uint8_t          frame[64];

static int setup(void **state)
{
    (void)state;
    km_kit_init(&k, FAMILY_V4);
    km_kit_system(&k);
    assert_int_equal(nbl_pool_new(1, &pool), WFP_OK);
    for (unsigned i = 0; i < sizeof(frame); i++)
        frame[i] = (uint8_t)i;
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    nbl_pool_free(pool);
    km_kit_system_fini(&k);
    km_kit_fini(&k);
    return 0;
}

/* A list as a classify shows it: the data start 14 bytes into the frame. */
static NET_BUFFER_LIST *indicated(void)
{
    NET_BUFFER_LIST *nbl = nbl_wrap(pool, bytes_of(frame, sizeof(frame)));
    assert_true(nb_advance(nbl->FirstNetBuffer, 14));
    return nbl;
}

static NET_BUFFER_LIST *clone_of(NET_BUFFER_LIST *nbl)
{
    NET_BUFFER_LIST *clone = NULL;
    assert_int_equal(FwpsAllocateCloneNetBufferList0(nbl, NULL, NULL, 0, &clone), STATUS_SUCCESS);
    return clone;
}

static const uint8_t *data(const NET_BUFFER_LIST *nbl, uint32_t size)
{
    return nb_data(nbl->FirstNetBuffer, size, NULL);
}

static void expect_empty_ledger(void)
{
    assert_int_equal(driver_report_leaks(&k.driver), 0);
}

/* proves: D-016 */
static void a_clone_shares_the_bytes_and_its_parent_waits_for_it(void **state)
{
    NET_BUFFER_LIST *nbl = indicated(), *one = clone_of(nbl), *two = clone_of(nbl);
    (void)state;
    assert_int_equal(nbl->ChildRefCount, 2);
    assert_ptr_equal(data(one, 50), data(nbl, 50));
    assert_ptr_not_equal(one->FirstNetBuffer, nbl->FirstNetBuffer);
    nbl_put(nbl);
    assert_int_equal(nbl_pool_left(pool), 0);
    FwpsFreeCloneNetBufferList0(one, 0);
    assert_int_equal(nbl->ChildRefCount, 1);
    assert_int_equal(data(two, 50)[0], 14);
    FwpsFreeCloneNetBufferList0(two, 0);
    assert_ptr_equal(nbl_wrap(pool, bytes_of(frame, 1)), nbl); /* it went back */
    nbl_put(nbl);
}

/* proves: D-017 */
static void a_clone_starts_where_the_data_of_the_parent_start(void **state)
{
    NET_BUFFER_LIST *nbl = indicated(), *payload = clone_of(nbl);
    (void)state;
    assert_int_equal(NET_BUFFER_DATA_LENGTH(payload->FirstNetBuffer), 50);
    assert_int_equal(data(payload, 1)[0], 14);
    assert_int_equal(NdisRetreatNetBufferDataStart(nbl->FirstNetBuffer, 14, 0, NULL), NDIS_STATUS_SUCCESS);
    NET_BUFFER_LIST *whole = clone_of(nbl);
    NdisAdvanceNetBufferDataStart(nbl->FirstNetBuffer, 14, FALSE, NULL);
    assert_int_equal(NET_BUFFER_DATA_LENGTH(whole->FirstNetBuffer), 64);
    assert_int_equal(data(whole, 1)[0], 0);
    assert_int_equal(NET_BUFFER_DATA_LENGTH(payload->FirstNetBuffer), 50);
    FwpsFreeCloneNetBufferList0(payload, 0);
    FwpsFreeCloneNetBufferList0(whole, 0);
    nbl_put(nbl);
}

/* What a driver puts in front of a clone is not in the parent. */
static void a_retreat_of_a_clone_leaves_the_parent_alone(void **state)
{
    NET_BUFFER_LIST *nbl = indicated(), *clone = clone_of(nbl);
    (void)state;
    assert_int_equal(NdisRetreatNetBufferDataStart(clone->FirstNetBuffer, 14, 0, NULL), NDIS_STATUS_SUCCESS);
    memset(NdisGetDataBuffer(clone->FirstNetBuffer, 14, NULL, 1, 0), 0xaa, 14);
    assert_true(nb_retreat(nbl->FirstNetBuffer, 14));
    assert_memory_equal(data(nbl, 64), frame, 64);
    NdisAdvanceNetBufferDataStart(clone->FirstNetBuffer, 14, TRUE, NULL);
    FwpsFreeCloneNetBufferList0(clone, 0);
    nbl_put(nbl);
}

/* proves: D-018 */
static void a_clone_names_its_parent_and_has_no_context(void **state)
{
    NET_BUFFER_LIST_POOL_PARAMETERS p = { .Header = { NDIS_OBJECT_TYPE_DEFAULT, NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1,
                                                      NDIS_SIZEOF_NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1 } };
    NDIS_HANDLE      lists = NdisAllocateNetBufferListPool(NULL, &p);
    NET_BUFFER_LIST *nbl = indicated(), *clone = clone_of(nbl), *pooled = NULL;
    (void)state;
    assert_ptr_equal(clone->ParentNetBufferList, nbl);
    assert_null(clone->Context);
    assert_int_equal(FwpsAllocateCloneNetBufferList0(nbl, lists, NULL, 0, &pooled), STATUS_SUCCESS);
    assert_ptr_equal(NdisGetPoolFromNetBufferList(pooled), lists);
    FwpsFreeCloneNetBufferList0(pooled, 0);
    FwpsFreeCloneNetBufferList0(clone, 0);
    nbl_put(nbl);
    NdisFreeNetBufferListPool(lists);
}

/* proves: D-019 (that the bytes are the same ones) */
static void bytes_changed_through_a_clone_change_in_the_original(void **state)
{
    NET_BUFFER_LIST *nbl = indicated(), *clone = clone_of(nbl), *copy = NULL;
    (void)state;
    assert_int_equal(FwpsAllocateDeepCloneNetBufferList0(nbl, NULL, NULL, &copy), STATUS_SUCCESS);
    *(uint8_t *)NdisGetDataBuffer(clone->FirstNetBuffer, 1, NULL, 1, 0) = 0xaa;
    assert_int_equal(data(nbl, 1)[0], 0xaa);
    assert_int_equal(data(copy, 1)[0], 14);
    assert_int_equal(frame[14], 14); /* a capture is never written to */
    assert_null(copy->ParentNetBufferList);
    assert_int_equal(nbl->ChildRefCount, 1);
    FwpsFreeCloneNetBufferList0(copy, 0);
    FwpsFreeCloneNetBufferList0(clone, 0);
    nbl_put(nbl);
}

/* A list with two packets in it, each over two MDLs. */
static void every_buffer_of_a_list_is_cloned(void **state)
{
    static uint8_t   bytes[4][10];
    MDL              mdls[4];
    NET_BUFFER       second;
    NET_BUFFER_LIST *nbl = nbl_wrap(pool, bytes_of(bytes[0], 10)), *clone, *copy = NULL;
    (void)state;
    for (uint8_t i = 0; i < 4; i++) {
        memset(bytes[i], i + 1, 10);
        mdl_init(&mdls[i], bytes_of(bytes[i], 10));
        mdls[i].Next = i % 2 ? NULL : &mdls[i + 1];
    }
    nb_init(nbl->FirstNetBuffer, &mdls[0], 4, 16);
    nb_init(&second, &mdls[2], 12, 5);
    nbl->FirstNetBuffer->Next = &second;
    clone = clone_of(nbl);
    assert_int_equal(FwpsAllocateDeepCloneNetBufferList0(nbl, NULL, NULL, &copy), STATUS_SUCCESS);
    for (unsigned i = 0; i < 2; i++) {
        NET_BUFFER *nb = (i ? copy : clone)->FirstNetBuffer;
        uint8_t     storage[16];
        assert_int_equal(nb_length(nb), 16);
        assert_memory_equal(nb_data(nb, 16, storage), "\1\1\1\1\1\1\2\2\2\2\2\2\2\2\2\2", 16);
        assert_int_equal(nb_length(nb->Next), 5);
        assert_memory_equal(nb_data(nb->Next, 5, NULL), "\4\4\4\4\4", 5);
        assert_null(nb->Next->Next);
        FwpsFreeCloneNetBufferList0(i ? copy : clone, 0);
    }
    nbl_put(nbl);
}

static NDIS_HANDLE list_pool(void)
{
    NET_BUFFER_LIST_POOL_PARAMETERS p = { .Header = { NDIS_OBJECT_TYPE_DEFAULT, NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1,
                                                      NDIS_SIZEOF_NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1 },
                                          .fAllocateNetBuffer = TRUE, .PoolTag = 0x54736554 };
    return NdisAllocateNetBufferListPool(NULL, &p);
}

static void a_list_is_made_over_the_drivers_mdls(void **state)
{
    NDIS_HANDLE      lists = list_pool();
    PMDL             mdl = NdisAllocateMdl(NULL, frame, sizeof(frame));
    NET_BUFFER_LIST *made = NULL;
    (void)state;
    assert_int_equal(FwpsAllocateNetBufferAndNetBufferList0(lists, 16, 16, mdl, 4, 40, &made), STATUS_SUCCESS);
    assert_ptr_equal(NET_BUFFER_FIRST_MDL(made->FirstNetBuffer), mdl);
    assert_ptr_equal(data(made, 40), frame + 4);
    assert_int_equal(NET_BUFFER_LIST_CONTEXT_DATA_SIZE(made), 32);
    memset(NET_BUFFER_LIST_CONTEXT_DATA_START(made), 0x55, 16);
    NET_BUFFER_LIST *clone = clone_of(made);
    assert_ptr_equal(data(clone, 40), frame + 4);
    FwpsFreeCloneNetBufferList0(clone, 0);
    FwpsFreeNetBufferList0(made);
    NdisFreeMdl(mdl);
    NdisFreeNetBufferListPool(lists);
}

/* proves: D-020, I-020 */
static void what_frees_a_list_is_what_fits_its_kind(void **state)
{
    NDIS_HANDLE      lists = list_pool();
    PMDL             mdl = NdisAllocateMdl(NULL, frame, sizeof(frame));
    NET_BUFFER_LIST *nbl = indicated(), *clone = clone_of(nbl), *made = NULL, *plain;
    (void)state;
    assert_int_equal(FwpsAllocateNetBufferAndNetBufferList0(lists, 0, 0, mdl, 0, 10, &made), STATUS_SUCCESS);
    plain = NdisAllocateNetBufferAndNetBufferList(lists, 0, 0, mdl, 0, 10);
    FwpsFreeNetBufferList0(clone);
    km_kit_reported(&k, "is freed by FwpsFreeCloneNetBufferList0");
    FwpsFreeCloneNetBufferList0(made, 0);
    km_kit_reported(&k, "is freed by FwpsFreeNetBufferList0");
    FwpsFreeNetBufferList0(plain);
    km_kit_reported(&k, "NdisFreeNetBufferList");
    NdisFreeNetBufferList(made);
    km_kit_reported(&k, "is freed by FwpsFreeNetBufferList0");
    FwpsFreeCloneNetBufferList0(nbl, 0);
    km_kit_reported(&k, "is no list that the driver made");
    assert_int_equal(nbl->ChildRefCount, 1);
    FwpsFreeCloneNetBufferList0(clone, 0);
    assert_int_equal(nbl->ChildRefCount, 0);
    FwpsFreeCloneNetBufferList0(clone, 0);
    km_kit_reported(&k, "was freed before");
    FwpsFreeNetBufferList0(made);
    NdisFreeNetBufferList(plain);
    nbl_put(nbl);
    NdisFreeMdl(mdl);
    NdisFreeNetBufferListPool(lists);
}

static void wrong_arguments_are_refused(void **state)
{
    NDIS_HANDLE      lists = list_pool();
    NET_BUFFER_LIST *nbl = indicated(), *out = (void *)&k;
    (void)state;
    assert_int_equal(FwpsAllocateCloneNetBufferList0(nbl, NULL, NULL, 1, &out), STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsAllocateCloneNetBufferList0(NULL, NULL, NULL, 0, &out), STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsAllocateCloneNetBufferList0(nbl, NULL, NULL, 0, NULL), STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsAllocateCloneNetBufferList0(nbl, nbl, NULL, 0, &out), STATUS_INVALID_PARAMETER);
    km_kit_reported(&k, "is no NET_BUFFER_LIST pool");
    assert_int_equal(FwpsAllocateCloneNetBufferList0(nbl, NULL, lists, 0, &out), STATUS_INVALID_PARAMETER);
    km_kit_reported(&k, "is no NET_BUFFER pool");
    assert_int_equal(FwpsAllocateNetBufferAndNetBufferList0(NULL, 0, 0, NULL, 0, 0, &out), STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsAllocateNetBufferAndNetBufferList0(lists, 0, 0, NULL, 0, 1, &out), STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsAllocateDeepCloneNetBufferList0(NULL, NULL, NULL, &out), STATUS_INVALID_PARAMETER);
    assert_ptr_equal(out, &k);
    assert_int_equal(nbl->ChildRefCount, 0);
    nbl_put(nbl);
    NdisFreeNetBufferListPool(lists);
    k.report[0] = 0;
}

static void a_list_that_is_used_is_not_freed(void **state)
{
    NET_BUFFER_LIST *nbl = indicated(), *clone = clone_of(nbl), *second = clone_of(clone);
    (void)state;
    FwpsFreeCloneNetBufferList0(clone, 0);
    km_kit_reported(&k, "is still used: by 1 clones");
    FwpsFreeCloneNetBufferList0(second, 0);
    FwpsFreeCloneNetBufferList0(clone, 0);
    assert_string_equal(k.report, "");
    nbl_put(nbl);
}

/* proves: D-022 (that the packet stays), D-023 */
static void a_reference_keeps_a_packet_until_it_is_given_back(void **state)
{
    NET_BUFFER_LIST *nbl = indicated();
    (void)state;
    FwpsReferenceNetBufferList0(nbl, TRUE);
    FwpsReferenceNetBufferList0(nbl, FALSE);
    nbl_put(nbl);
    memset(frame, 0, sizeof(frame));
    FwpsDereferenceNetBufferList0(nbl, FALSE);
    assert_int_equal(data(nbl, 1)[0], 14);
    FwpsDereferenceNetBufferList0(nbl, FALSE);
    assert_ptr_equal(nbl_wrap(pool, bytes_of(frame, 1)), nbl);
    FwpsDereferenceNetBufferList0(nbl, FALSE);
    km_kit_reported(&k, "is no reference to a NET_BUFFER_LIST any more");
    nbl_put(nbl);
}

/* proves: D-023, I-021 */
static void what_is_left_is_told_at_unload(void **state)
{
    NET_BUFFER_LIST *nbl = indicated(), *clone = clone_of(nbl);
    (void)state;
    FwpsReferenceNetBufferList0(nbl, FALSE);
    FwpsReferenceNetBufferList0(clone, FALSE);
    nbl_put(nbl);
    assert_int_equal(driver_report_leaks(&k.driver), 3);
    km_kit_reported(&k, "leaks 2 references to NET_BUFFER_LISTs");
    expect_empty_ledger();
}

/* Two drivers hold one packet: who gives it back is who is not told of it.
 * proves: D-023 */
static void each_driver_gives_its_own_reference_back(void **state)
{
    NET_BUFFER_LIST  *nbl = indicated();
    struct driver     second = { .nt = k.km.nt, .context = &k.km, .name = "second" };
    struct km_context other = k.km;
    (void)state;
    other.driver = &second;
    assert_int_equal(driver_add(k.km.nt, &second), WFP_OK);
    FwpsReferenceNetBufferList0(nbl, FALSE);
    const struct km_context *before = km_enter(&other);
    FwpsReferenceNetBufferList0(nbl, FALSE);
    km_leave(before);
    nbl_put(nbl);
    FwpsDereferenceNetBufferList0(nbl, FALSE);
    expect_empty_ledger();
    assert_int_equal(driver_report_leaks(&second), 1);
    km_kit_reported(&k, "leaks 1 reference to a NET_BUFFER_LIST");
    driver_remove(&second);
}

static void a_driver_of_its_own_list_has_no_reference_to_take(void **state)
{
    NDIS_HANDLE      lists = list_pool();
    NET_BUFFER_LIST *plain = NdisAllocateNetBufferAndNetBufferList(lists, 0, 0, NULL, 0, 0);
    (void)state;
    FwpsReferenceNetBufferList0(plain, FALSE);
    km_kit_reported(&k, "is not held");
    NdisFreeNetBufferList(plain);
    NdisFreeNetBufferListPool(lists);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_clone_shares_the_bytes_and_its_parent_waits_for_it),
        TEST(a_clone_starts_where_the_data_of_the_parent_start),
        TEST(a_retreat_of_a_clone_leaves_the_parent_alone),
        TEST(a_clone_names_its_parent_and_has_no_context),
        TEST(bytes_changed_through_a_clone_change_in_the_original),
        TEST(every_buffer_of_a_list_is_cloned),
        TEST(a_list_is_made_over_the_drivers_mdls),
        TEST(what_frees_a_list_is_what_fits_its_kind),
        TEST(wrong_arguments_are_refused),
        TEST(a_list_that_is_used_is_not_freed),
        TEST(a_reference_keeps_a_packet_until_it_is_given_back),
        TEST(what_is_left_is_told_at_unload),
        TEST(each_driver_gives_its_own_reference_back),
        TEST(a_driver_of_its_own_list_has_no_reference_to_take),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
