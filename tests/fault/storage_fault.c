/* The store without memory, SQLite's included: what fails has changed nothing, and lack of memory is never taken for damage. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "fault/allocations.h"
#include "store_kit.h"

/* SQLite asks for the size of what it was given; it stands before it. */
#define FRONT 16

static void *sqlite_malloc(int size)
{
    char *p = malloc((size_t)size + FRONT);
    if (!p)
        return NULL;
    memcpy(p, &size, sizeof(size));
    return p + FRONT;
}

static void sqlite_free(void *p)
{
    free((char *)p - FRONT);
}

static void *sqlite_realloc(void *old, int size)
{
    char *p = realloc((char *)old - FRONT, (size_t)size + FRONT);
    if (!p)
        return NULL;
    memcpy(p, &size, sizeof(size));
    return p + FRONT;
}

static int sqlite_size(void *p)
{
    int size;
    memcpy(&size, (char *)p - FRONT, sizeof(size));
    return size;
}

static int sqlite_round(int size)
{
    return (size + 7) & ~7;
}

static int sqlite_init(void *context)
{
    (void)context;
    return SQLITE_OK;
}

static void sqlite_shutdown(void *context)
{
    (void)context;
}

static int use_our_memory(void **state)
{
    static const sqlite3_mem_methods memory = { sqlite_malloc, sqlite_free, sqlite_realloc, sqlite_size, sqlite_round,
                                                sqlite_init, sqlite_shutdown, NULL };
    (void)state;
    allocations_fail(ALLOCATIONS_ALL_WORK);
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &memory) == SQLITE_OK ? 0 : -1;
}

static bool ok_or_no_memory(enum wfp_status err)
{
    assert_true(err == WFP_OK || err == WFP_NO_MEMORY);
    return err == WFP_OK;
}

/* Opens, commits, reads, closes; how many commits were acknowledged. */
static unsigned live(void)
{
    struct kit_text t = { "" };
    unsigned        commits = 0;
    if (!ok_or_no_memory(kit_open()))
        return 0;
    assert_int_equal(kit_report.start, STORE_OPENED);
    assert_string_equal(kit_report.damage, "");
    commits += ok_or_no_memory(kit_put(3, "three"));
    assert_int_equal(store_current(kit_store), 2 + commits);
    (void)ok_or_no_memory(store_load(kit_store, kit_item, &t));
    (void)ok_or_no_memory(store_compare(kit_store, 0, 2, kit_change, &t));
    (void)ok_or_no_memory(kit_close());
    return commits;
}

static void no_allocation_is_taken_for_granted(void **state)
{
    unsigned failures = 0;
    (void)state;
    kit_config.snapshot_every = 1;
    for (uint64_t n = 0;; n++) {
        assert_int_equal(kit_open(), WFP_OK);
        assert_int_equal(kit_put(1, "one"), WFP_OK);
        assert_int_equal(kit_put(2, "two"), WFP_OK);
        assert_int_equal(kit_close(), WFP_OK);
        allocations_fail(n);
        unsigned commits = live();
        bool     all = allocations_count() <= n;
        allocations_fail(ALLOCATIONS_ALL_WORK);
        failures += commits == 0;
        assert_int_equal(kit_open(), WFP_OK);
        assert_int_equal(kit_report.start, STORE_OPENED);
        assert_string_equal(kit_report.damage, "");
        assert_string_equal(kit_report.snapshot_damage, "");
        assert_string_equal(kit_state(), commits ? "1=one 2=two 3=three " : "1=one 2=two ");
        kit_teardown(state);
        if (all)
            break;
        kit_setup(state);
        kit_config.snapshot_every = 1;
    }
    assert_true(failures > 100);
    kit_setup(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(no_allocation_is_taken_for_granted, kit_setup, kit_teardown),
    };
    return cmocka_run_group_tests(tests, use_our_memory, NULL);
}
