/* The store's one encoding, and the state that is made of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sys/mman.h>

#include "store/checksum.h"
#include "store/snapshot.h"
#include "store/state.h"

static const struct store_who who = { .session = { 1, 2, 3, { 4, 5, 6, 7, 8, 9, 10, 11 } }, .user = "root", .time_ns = 77 };

static struct store_change put(uint32_t kind, uint32_t key, const char *value)
{
    return (struct store_change){ .item = { kind, { .data1 = key }, bytes_of(value, strlen(value)) } };
}

static struct store_change drop(uint32_t kind, uint32_t key)
{
    return (struct store_change){ true, { kind, { .data1 = key }, bytes_of(NULL, 0) } };
}

static void put_all(struct buffer *body, const struct store_change *changes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        assert_true(entry_put(body, &changes[i]));
}

static void a_commit_comes_back_as_it_went(void **state)
{
    struct store_change changes[] = { put(1, 2, "value"), drop(0xffffffff, 3), put(0, 0, "") }, got;
    struct buffer       head, body;
    struct entry        e;
    (void)state;
    buffer_init(&head);
    buffer_init(&body);
    put_all(&body, changes, 3);
    entry_finish(&head, 0x123456789abcdef0u, &who, 2, 1, buffer_bytes(&body));
    assert_true(entry_decode(buffer_bytes(&head), &e));
    assert_true(e.about.version == 0x123456789abcdef0u && e.about.who.time_ns == 77 && e.about.size == body.size);
    assert_true(e.about.puts == 2 && e.about.deletes == 1 && guid_equal(&e.about.who.session, &who.session));
    assert_string_equal(e.about.who.user, "root");
    assert_true(entry_check(&e, buffer_bytes(&body)));
    struct bytes left = buffer_bytes(&body);
    for (unsigned i = 0; i < 3; i++) {
        assert_true(entry_next(&left, &got));
        assert_int_equal(got.deleted, changes[i].deleted);
        assert_int_equal(state_order(&got.item, &changes[i].item), 0);
        assert_int_equal(bytes_left(&got.item.value), bytes_left(&changes[i].item.value));
    }
    assert_false(entry_next(&left, &got));
    buffer_fini(&head);
    buffer_fini(&body);
}

/* The whole of a snapshot: magic, head and body. */
static void every_bit_is_guarded(void **state)
{
    struct store_change changes[] = { put(1, 2, "value"), put(2, 9, "other") };
    struct buffer       head, body, file;
    struct entry        e;
    struct bytes        found;
    const char         *what;
    (void)state;
    buffer_init(&head);
    buffer_init(&body);
    buffer_init(&file);
    put_all(&body, changes, 2);
    entry_finish(&head, 5, &who, 2, 0, buffer_bytes(&body));
    const uint8_t size[] = { 0, 0, 0, (uint8_t)head.size };
    buffer_put(&file, "OWFPSNAP", 8);
    buffer_put(&file, size, 4);
    buffer_put(&file, head.data, head.size);
    buffer_put(&file, body.data, body.size);
    assert_true(snapshot_parse(buffer_bytes(&file), &e, &found, &what));
    assert_int_equal(bytes_left(&found), body.size);
    for (size_t bit = 0; bit < file.size * 8; bit++) {
        file.data[bit / 8] ^= (uint8_t)(1u << bit % 8);
        assert_false(snapshot_parse(buffer_bytes(&file), &e, &found, &what));
        file.data[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    for (size_t cut = 0; cut < file.size; cut++)
        assert_false(snapshot_parse(bytes_of(file.data, cut), &e, &found, &what));
    buffer_put(&file, "", 1);
    assert_false(snapshot_parse(buffer_bytes(&file), &e, &found, &what));
    buffer_fini(&file);
    buffer_fini(&head);
    buffer_fini(&body);
}

static void a_body_of_another_head_is_refused(void **state)
{
    struct store_change one = put(1, 2, "value"), two = drop(1, 2);
    struct buffer       head, body;
    struct entry        e;
    (void)state;
    buffer_init(&head);
    buffer_init(&body);
    put_all(&body, &one, 1);
    entry_finish(&head, 5, &who, 0, 1, buffer_bytes(&body)); /* it counts wrongly */
    assert_true(entry_decode(buffer_bytes(&head), &e));
    assert_false(entry_check(&e, buffer_bytes(&body)));
    buffer_clear(&body);
    put_all(&body, &two, 1);
    assert_false(entry_check(&e, buffer_bytes(&body)));
    buffer_fini(&head);
    buffer_fini(&body);
}

static void what_cannot_be_encoded_is_refused(void **state)
{
    struct store_change bad = drop(1, 2);
    struct buffer       body;
    (void)state;
    buffer_init(&body);
    bad.item.value = bytes_of("x", 1);
    assert_false(entry_put(&body, &bad));
    bad = put(1, 2, "");
    void *large = mmap(NULL, (size_t)STORE_BODY_MAX + 1, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    assert_true(large != MAP_FAILED);
    bad.item.value = bytes_of(large, (size_t)STORE_BODY_MAX + 1); /* its length alone decides */
    assert_false(entry_put(&body, &bad));
    munmap(large, (size_t)STORE_BODY_MAX + 1);
    assert_int_equal(body.size, 0);
    body.size = STORE_BODY_MAX - 5; /* nor when it fits alone but not beside the others */
    bad = put(1, 2, "");
    assert_false(entry_put(&body, &bad));
    body.size = 0;
    buffer_fini(&body);
}

static void a_long_name_is_cut_between_characters(void **state)
{
    char             name[STORE_USER_MAX + 10];
    struct store_who long_one = { .user = name };
    struct buffer    head;
    struct entry     e;
    (void)state;
    memset(name, 'x', sizeof(name));
    name[sizeof(name) - 1] = 0;
    memcpy(name + STORE_USER_MAX - 1, "\xe2\x82\xac", 3); /* a euro sign across the end */
    buffer_init(&head);
    entry_finish(&head, 1, &long_one, 0, 0, bytes_of(NULL, 0));
    assert_true(entry_decode(buffer_bytes(&head), &e));
    assert_int_equal(strlen(e.about.who.user), STORE_USER_MAX - 1);
    buffer_clear(&head);
    long_one.user = NULL;
    entry_finish(&head, 1, &long_one, 0, 0, bytes_of(NULL, 0));
    assert_true(entry_decode(buffer_bytes(&head), &e));
    assert_string_equal(e.about.who.user, "");
    buffer_fini(&head);
}

static void checksums_know_length_and_order(void **state)
{
    static const uint8_t zeros[32], ab[16] = { [0] = 1, [8] = 2 }, ba[16] = { [0] = 2, [8] = 1 };
    (void)state;
    for (size_t a = 0; a < sizeof(zeros); a++)
        for (size_t b = 0; b < a; b++)
            assert_true(checksum(bytes_of(zeros, a)) != checksum(bytes_of(zeros, b)));
    assert_true(checksum(bytes_of(ab, 16)) != checksum(bytes_of(ba, 16)));
}

static void the_last_word_counts(void **state)
{
    struct store_change first[] = { put(2, 1, "a"), put(1, 5, "b"), put(1, 4, "c"), put(1, 5, "d") };
    struct store_change second[] = { drop(1, 4), put(2, 1, "e"), drop(9, 9), put(1, 6, "f"), drop(1, 6), put(1, 6, "g") };
    static const struct { uint32_t kind, key; char value; } expected[] = { { 1, 5, 'd' }, { 1, 6, 'g' }, { 2, 1, 'e' } };
    struct buffer body;
    struct state  s;
    (void)state;
    buffer_init(&body);
    state_init(&s);
    put_all(&body, first, COUNT_OF(first));
    assert_int_equal(state_add(&s, buffer_bytes(&body)), WFP_OK);
    buffer_clear(&body);
    put_all(&body, second, COUNT_OF(second));
    assert_int_equal(state_add(&s, buffer_bytes(&body)), WFP_OK);
    memset(body.data, 0, body.size); /* the state has copies */
    assert_int_equal(state_add(&s, bytes_of(NULL, 0)), WFP_OK);
    state_settle(&s);
    assert_int_equal(s.n, COUNT_OF(expected));
    for (unsigned i = 0; i < COUNT_OF(expected); i++) {
        const struct store_item *item = &s.rows[i].change.item;
        assert_int_equal(item->kind, expected[i].kind);
        assert_int_equal(item->key.data1, expected[i].key);
        assert_int_equal(bytes_left(&item->value), 1);
        assert_int_equal(*item->value.at, expected[i].value);
    }
    state_fini(&s);
    buffer_fini(&body);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_commit_comes_back_as_it_went),
        cmocka_unit_test(every_bit_is_guarded),
        cmocka_unit_test(a_body_of_another_head_is_refused),
        cmocka_unit_test(what_cannot_be_encoded_is_refused),
        cmocka_unit_test(a_long_name_is_cut_between_characters),
        cmocka_unit_test(checksums_know_length_and_order),
        cmocka_unit_test(the_last_word_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
