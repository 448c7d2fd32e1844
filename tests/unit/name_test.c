/* Names: one for equal bytes, never a number twice, by many threads; what has none is compared by its bytes. */
#include <pthread.h>

#include "engine_kit.h"
#include "security/access.h"
#include "security_kit.h"

static struct name *named(const void *data, uint32_t size)
{
    struct name *n;
    assert_int_equal(name_get(data, size, &n), WFP_OK);
    return n;
}

static void equal_bytes_have_one_name(void **state)
{
    char         bytes[40] = "an application with a rather long path";
    struct name *first = named(bytes, 40), *again = named(bytes, 40), *shorter = named(bytes, 39), *none = named(NULL, 0);
    (void)state;
    assert_ptr_equal(first, again);
    assert_memory_equal(first->blob.data, bytes, 40);
    assert_int_equal((uintptr_t)first->blob.data % 8, 0);
    assert_ptr_not_equal(first, shorter);
    assert_int_not_equal(first->number, shorter->number);
    assert_int_not_equal(none->number, 0);
    name_put(again);
    bytes[20] ^= 1;
    struct name *other = named(bytes, 40);
    assert_int_not_equal(other->number, first->number);
    name_put(other);
    name_put(first);
    name_put(shorter);
    name_put(none);
}

static void a_number_is_never_given_twice(void **state)
{
    struct name *n = named("gone", 4);
    uint32_t     number = n->number;
    (void)state;
    name_put(n);
    n = named("gone", 4);
    assert_true(n->number > number);
    name_put(n);
}

enum { THREADS = 4, ROUNDS = 400, WORDS = 37 };

/* Holds some, and sees that they stay what they are. */
static void *come_and_go(void *arg)
{
    struct name *held[WORDS] = { NULL };
    uintptr_t    wrong = 0;
    (void)arg;
    for (uint32_t i = 0; i < ROUNDS * WORDS; i++) {
        uint32_t word = i * 7 % WORDS;
        wrong += held[word] && *(uint32_t *)(void *)held[word]->blob.data != word;
        name_put(held[word]);
        wrong += name_get(&word, sizeof(word), &held[word]) != WFP_OK;
    }
    for (unsigned i = 0; i < WORDS; i++)
        name_put(held[i]);
    return (void *)wrong;
}

static void threads_share_them(void **state)
{
    pthread_t threads[THREADS];
    (void)state;
    for (unsigned i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, come_and_go, NULL), 0);
    for (unsigned i = 0; i < THREADS; i++) {
        void *wrong;
        assert_int_equal(pthread_join(threads[i], &wrong), 0);
        assert_null(wrong);
    }
}

/* Filters for some applications that nobody has named before; the classify's is the third. */
static void expect_third(unsigned turn, bool filters_named, bool value_named)
{
    enum { APPS = 9 };
    static uint8_t          letters[APPS];
    static struct byte_blob apps[APPS];
    struct filter          *filters[APPS];
    struct kit              k;
    kit_init(&k, LAYER(ALE_AUTH_CONNECT), FAMILY_V4);
    name_use_up(!filters_named);
    for (unsigned i = 0; i < APPS; i++) {
        letters[i] = (uint8_t)(16 * turn + i);
        apps[i] = (struct byte_blob){ 1, &letters[i] };
        filters[i] = kit_filter(&k, NULL, APPS - i, ACTION_BLOCK);
        kit_if(&k, filters[i], FIELD_ALE_APP_ID, MATCH_EQUAL, (struct value){ .type = TYPE_BYTE_BLOB, .blob = &apps[i] });
    }
    assert_int_equal(kit_build(&k), WFP_OK);
    name_use_up(!value_named);
    kit_set(&k, FIELD_ALE_APP_ID, (struct value){ .type = TYPE_BYTE_BLOB, .blob = &apps[2] });
    if (!value_named)
        k.values[layer_field_index(k.layer, FIELD_ALE_APP_ID)].name = 0;
    struct classify_in  in = kit_in(&k);
    struct classify_out out;
    engine_classify(k.rules, &in, &out, NULL);
    assert_non_null(out.rule);
    assert_int_equal(out.rule->id, filters[2]->id);
    name_use_up(false);
    kit_fini(&k);
}

static void what_has_no_number_is_compared_by_its_bytes(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 4; i++)
        expect_third(i, i & 1, i & 2);
}

/* The descriptor is looked into once, as its bytes afterwards show. */
static void a_token_remembers_what_a_descriptor_said(void **state)
{
    static const uint8_t    user[] = { 1, 1, 0, 0, 0, 0, 0, 5, 11, 0, 0, 0 };
    struct byte_blob       *sd = sd_of("O:SYG:SYD:(A;;CC;;;AU)");
    struct byte_blob        nothing = { 0, NULL };
    struct token           *token;
    struct name            *name = named(sd->data, sd->size);
    (void)state;
    assert_int_equal(token_new((const uint8_t *const[]){ user }, 1, &token), WFP_OK);
    bool granted = access_may_match(sd, token);
    for (unsigned i = 0; i < 2; i++)
        assert_int_equal(access_may_match_named(sd, name->number, token), granted);
    assert_int_equal(access_may_match_named(&nothing, name->number, token), granted);
    assert_int_equal(access_may_match_named(&nothing, name->number + GRANTS_KEPT, token), false);
    assert_int_equal(access_may_match_named(&nothing, name->number, token), false); /* the place was taken */
    assert_int_equal(access_may_match_named(&nothing, 0, token), false);
    name_put(name);
    token_free(token);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_bytes_have_one_name),
        cmocka_unit_test(a_number_is_never_given_twice),
        cmocka_unit_test(threads_share_them),
        cmocka_unit_test(what_has_no_number_is_compared_by_its_bytes),
        kit_test(a_token_remembers_what_a_descriptor_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
