/* The arena: what it hands out is zeroed, aligned, apart from everything else and its own until the end. */
#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"

#define OBJECTS 4000

static void objects_do_not_overlap(void **state)
{
    static unsigned char *objects[OBJECTS];
    static size_t         sizes[OBJECTS];
    struct arena          a;
    (void)state;
    arena_init(&a);
    for (unsigned i = 0; i < OBJECTS; i++) {
        sizes[i] = (i * 2654435761u) % 700;
        objects[i] = arena_alloc(&a, sizes[i]);
        assert_non_null(objects[i]);
        assert_int_equal((uintptr_t)objects[i] % alignof(max_align_t), 0);
        for (size_t k = 0; k < sizes[i]; k++)
            assert_int_equal(objects[i][k], 0);
        memset(objects[i], (int)(i & 0xff), sizes[i]);
    }
    for (unsigned i = 0; i < OBJECTS; i++)
        for (size_t k = 0; k < sizes[i]; k++)
            assert_int_equal(objects[i][k], i & 0xff);
    arena_fini(&a);
}

static void an_object_larger_than_a_chunk_fits(void **state)
{
    struct arena   a;
    unsigned char *before, *large, *after;
    (void)state;
    arena_init(&a);
    before = arena_alloc(&a, 10);
    large = arena_alloc(&a, 1 << 20);
    after = arena_alloc(&a, 10);
    assert_non_null(large);
    memset(large, 0xff, 1 << 20);
    for (unsigned i = 0; i < 10; i++) {
        assert_int_equal(before[i], 0);
        assert_int_equal(after[i], 0);
    }
    arena_fini(&a);
}

static void nothing_has_an_address_of_its_own(void **state)
{
    struct arena a;
    (void)state;
    arena_init(&a);
    void *x = arena_alloc(&a, 0), *y = arena_array(&a, 0, 8);
    assert_non_null(x);
    assert_non_null(y);
    assert_ptr_not_equal(x, y);
    arena_fini(&a);
}

static void a_size_that_wraps_is_refused(void **state)
{
    struct arena a;
    (void)state;
    arena_init(&a);
    assert_null(arena_alloc(&a, SIZE_MAX));
    assert_null(arena_array(&a, SIZE_MAX / 2, 3));
    assert_null(arena_array(&a, 3, SIZE_MAX / 2));
    assert_non_null(arena_alloc(&a, 1)); /* and the arena is still good */
    arena_fini(&a);
}

static void copies_are_equal_and_apart(void **state)
{
    char         text[] = "providers";
    struct arena a;
    (void)state;
    arena_init(&a);
    char *string = arena_string(&a, text), *bytes = arena_copy(&a, text, 4);
    text[0] = 'X';
    assert_string_equal(string, "providers");
    assert_memory_equal(bytes, "prov", 4);
    arena_fini(&a);
    arena_fini(&a); /* an empty arena may end again */
}

/* Small ones beside the others, large ones in memory of their own. */
static void what_is_read_far_apart_begins_lines(void **state)
{
    static const size_t sizes[] = { 0, 1, 100, 3 << 20, 64, (4 << 20) - 1 };
    unsigned char      *made[6];
    struct arena        a;
    (void)state;
    arena_init(&a);
    for (size_t i = 0; i < 6; i++) {
        made[i] = arena_far(&a, sizes[i]);
        assert_non_null(made[i]);
        assert_int_equal((uintptr_t)made[i] % 64, 0);
        for (size_t k = 0; k < sizes[i]; k++)
            if (made[i][k])
                fail_msg("byte %zu of %zu is not zero", k, sizes[i]);
        memset(made[i], 0xaa, sizes[i]);
        assert_non_null(arena_alloc(&a, 24));
    }
    for (size_t i = 0; i < 6; i++)
        for (size_t k = 0; k < sizes[i]; k++)
            if (made[i][k] != 0xaa)
                fail_msg("byte %zu of %zu is somebody else's", k, sizes[i]);
    assert_null(arena_far(&a, SIZE_MAX - 8));
    arena_fini(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(objects_do_not_overlap),
        cmocka_unit_test(an_object_larger_than_a_chunk_fits),
        cmocka_unit_test(nothing_has_an_address_of_its_own),
        cmocka_unit_test(a_size_that_wraps_is_refused),
        cmocka_unit_test(copies_are_equal_and_apart),
        cmocka_unit_test(what_is_read_far_apart_begins_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
