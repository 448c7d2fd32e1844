/* The arena: aligned, zeroed, of any size, refusing what overflows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"

static void objects_are_aligned_zeroed_and_apart(void **state)
{
    static const size_t sizes[] = { 0, 1, 7, 8, 15, 16, 17, 100, 5000, 16384, 16385, 100000, 3 };
    unsigned char      *last = NULL;
    size_t              last_size = 0;
    struct arena        a;
    (void)state;
    arena_init(&a);
    for (unsigned i = 0; i < 20 * sizeof(sizes) / sizeof(sizes[0]); i++) {
        size_t         size = sizes[i % (sizeof(sizes) / sizeof(sizes[0]))];
        unsigned char *p = arena_alloc(&a, size);
        assert_non_null(p);
        assert_int_equal((uintptr_t)p % alignof(max_align_t), 0);
        assert_ptr_not_equal(p, last);
        for (size_t k = 0; k < size; k++)
            assert_int_equal(p[k], 0);
        memset(p, 0xff, size);
        assert_true(!last || last_size == 0 || last[last_size - 1] == 0xff);
        last = p;
        last_size = size;
    }
    arena_fini(&a);
    assert_null(a.chunks);
}

static void copies_are_copies(void **state)
{
    struct arena a;
    char         text[] = "text";
    (void)state;
    arena_init(&a);
    char *copy = arena_string(&a, text);
    char *none = arena_copy(&a, NULL, 0);
    text[0] = 'x';
    assert_string_equal(copy, "text");
    assert_non_null(none);
    arena_fini(&a);
}

static void sizes_that_overflow_are_refused(void **state)
{
    struct arena a;
    (void)state;
    arena_init(&a);
    assert_null(arena_alloc(&a, SIZE_MAX));
    assert_null(arena_alloc(&a, SIZE_MAX - 20));
    assert_null(arena_array(&a, SIZE_MAX / 2, 3));
    assert_non_null(arena_array(&a, 0, 8));
    arena_fini(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(objects_are_aligned_zeroed_and_apart),
        cmocka_unit_test(copies_are_copies),
        cmocka_unit_test(sizes_that_overflow_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
