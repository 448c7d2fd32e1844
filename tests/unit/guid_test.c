/* base/guid.h: text, order, and keys made from names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/guid.h"
#include "base/status.h"

static const char universal[] = "eebecc03-ced4-4380-819a-2734397b2b74";

static struct guid parsed(const char *text)
{
    struct guid g;
    assert_true(guid_parse(text, &g));
    return g;
}

static void the_fields_are_those_of_windows(void **state)
{
    static const uint8_t tail[] = { 0x81, 0x9a, 0x27, 0x34, 0x39, 0x7b, 0x2b, 0x74 };
    struct guid          g = parsed(universal);
    char                 text[GUID_TEXT_SIZE];
    (void)state;
    assert_int_equal(g.data1, 0xeebecc03);
    assert_int_equal(g.data2, 0xced4);
    assert_int_equal(g.data3, 0x4380);
    assert_memory_equal(g.data4, tail, sizeof(tail));
    assert_string_equal(guid_format(&g, text), universal);
}

static void braces_and_capitals_are_accepted(void **state)
{
    struct guid g = parsed(universal), other = parsed("{EEBECC03-CED4-4380-819A-2734397B2B74}");
    (void)state;
    assert_true(guid_equal(&g, &other));
}

static void anything_else_is_refused(void **state)
{
    static const char *const wrong[] = {
        "",
        "{}",
        "eebecc03-ced4-4380-819a-2734397b2b7",
        "eebecc03-ced4-4380-819a-2734397b2b744",
        "{eebecc03-ced4-4380-819a-2734397b2b74",
        "eebecc03-ced4-4380-819a-2734397b2b74}",
        "(eebecc03-ced4-4380-819a-2734397b2b74)",
        "eebecc03ced44380819a2734397b2b74",
        "eebecc03-ced4-4380-819a-2734397b2b7g",
        "eebecc03-ced4-4380-819a+2734397b2b74",
        " eebecc03-ced4-4380-819a-2734397b2b7",
        "eebecc-03ced4-4380-819a-2734397b2b74",
        "0xbecc03-ced4-4380-819a-2734397b2b74",
    };
    (void)state;
    for (unsigned i = 0; i < COUNT_OF(wrong); i++) {
        struct guid g = { .data1 = 77 };
        if (guid_parse(wrong[i], &g))
            fail_msg("accepted %s", wrong[i]);
        assert_int_equal(g.data1, 77);
    }
}

/* Both orders agree on every pair of a list that differs in each part of a GUID. */
static void order_is_that_of_the_printed_text(void **state)
{
    static const char *const texts[] = {
        "00000000-0000-0000-0000-000000000000", "00000000-0000-0000-0000-000000000001",
        "00000000-0000-0000-00ff-000000000000", "00000000-0000-0000-8000-000000000000",
        "00000000-0000-0100-0000-000000000000", "00000000-00ff-0000-0000-000000000000",
        "00000000-ff00-0000-0000-000000000000", "00000001-0000-0000-0000-000000000000",
        "01000000-0000-0000-0000-000000000000", "ff000000-0000-0000-0000-000000000000",
    };
    (void)state;
    for (unsigned i = 0; i < COUNT_OF(texts); i++) {
        for (unsigned k = 0; k < COUNT_OF(texts); k++) {
            struct guid a = parsed(texts[i]), b = parsed(texts[k]);
            int         expected = (i > k) - (i < k), got = guid_compare(&a, &b);
            assert_int_equal((got > 0) - (got < 0), expected);
            assert_int_equal(guid_equal(&a, &b), i == k);
        }
    }
}

static void only_the_zero_key_is_zero(void **state)
{
    struct guid g = { 0 };
    (void)state;
    assert_true(guid_is_zero(&g));
    g.data4[7] = 1;
    assert_false(guid_is_zero(&g));
}

/* The expected keys were computed by another implementation of RFC 4122 version 5. */
static void a_name_gives_the_same_key_everywhere(void **state)
{
    char        text[GUID_TEXT_SIZE];
    struct guid filter = guid_from_name("filter", "web"), sublayer = guid_from_name("sublayer", "web");
    struct guid other = guid_from_name("filter", "web2");
    (void)state;
    assert_string_equal(guid_format(&filter, text), "4fd85c7c-1eec-5c4b-9ac6-e0599e2a2c0b");
    assert_string_equal(guid_format(&sublayer, text), "47c49702-91e9-5115-9073-386f0124dbbf");
    assert_false(guid_equal(&filter, &other));
    assert_int_equal(other.data3 >> 12, 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_fields_are_those_of_windows),
        cmocka_unit_test(braces_and_capitals_are_accepted),
        cmocka_unit_test(anything_else_is_refused),
        cmocka_unit_test(order_is_that_of_the_printed_text),
        cmocka_unit_test(only_the_zero_key_is_zero),
        cmocka_unit_test(a_name_gives_the_same_key_everywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
