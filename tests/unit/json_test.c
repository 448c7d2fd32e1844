/* base/json.h: what is written is JSON, whatever the strings hold. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include <cmocka.h>

#include "base/json.h"
#include "base/status.h"

/* Runs `write` on a memory stream and returns what it wrote; the caller frees it. */
static char *written(void (*write)(struct json *, const void *), const void *data)
{
    char       *text = NULL;
    size_t      size;
    struct json j;
    FILE       *out = open_memstream(&text, &size);
    assert_non_null(out);
    json_init(&j, out);
    write(&j, data);
    assert_int_equal(fclose(out), 0);
    return text;
}

static void nested(struct json *j, const void *data)
{
    (void)data;
    json_begin_object(j, NULL);
    json_put_string(j, "a", "x");
    json_begin_array(j, "list");
    json_put_number(j, NULL, -1);
    json_begin_object(j, NULL);
    json_end_object(j);
    json_begin_array(j, NULL);
    json_end_array(j);
    json_put_bool(j, NULL, true);
    json_end_array(j);
    json_put_bool(j, "b", false);
    json_put_string(j, "none", NULL);
    json_end_object(j);
    json_line(j);
    json_put_number(j, NULL, 2);
    json_line(j);
}

static void commas_stand_between_and_nowhere_else(void **state)
{
    char *text = written(nested, NULL);
    (void)state;
    assert_string_equal(text, "{\"a\":\"x\",\"list\":[-1,{},[],true],\"b\":false,\"none\":null}\n2\n");
    free(text);
}

static void extremes(struct json *j, const void *data)
{
    (void)data;
    json_begin_array(j, NULL);
    json_put_number(j, NULL, INT64_MIN);
    json_put_number(j, NULL, INT64_MAX);
    json_put_u64(j, NULL, UINT64_MAX);
    json_put_u64(j, NULL, 0);
    json_end_array(j);
}

static void unsigned_64_bit_numbers_are_strings(void **state)
{
    char *text = written(extremes, NULL);
    (void)state;
    assert_string_equal(text, "[-9223372036854775808,9223372036854775807,\"18446744073709551615\",\"0\"]");
    free(text);
}

static void one_string(struct json *j, const void *data)
{
    json_put_string(j, NULL, data);
}

static void strings_are_escaped(void **state)
{
    static const struct {
        const char *in, *out;
    } cases[] = {
        { "", "\"\"" },
        { "a\"b\\c/", "\"a\\\"b\\\\c/\"" },
        { "\b\n\x1f\x7f", "\"\\u0008\\u000a\\u001f\\u007f\"" },
        { "\xc3\xa9\xe2\x82\xac\xf0\x9f\x94\xa5", "\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x94\xa5\"" },
        { "\xff", "\"\xef\xbf\xbd\"" },
        { "a\xc3", "\"a\xef\xbf\xbd\"" },                                 /* cut off */
        { "\xc0\xaf", "\"\xef\xbf\xbd\xef\xbf\xbd\"" },                   /* overlong '/' */
        { "\xed\xa0\x80", "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"" },   /* surrogate */
        { "\xe0\x9f\xbf", "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"" },   /* overlong, three bytes */
        { "\xf4\x90\x80\x80", "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"" }, /* above U+10FFFF */
    };
    (void)state;
    for (unsigned i = 0; i < COUNT_OF(cases); i++) {
        char *text = written(one_string, cases[i].in);
        assert_string_equal(text, cases[i].out);
        free(text);
    }
}

static void member(struct json *j, const void *data)
{
    json_begin_object(j, NULL);
    json_put_string(j, data, data);
    json_end_object(j);
}

/* Skips one JSON string; NULL when it is malformed. Well-formed UTF-8 is checked by the C library. */
static const char *after_string(const char *s)
{
    if (*s++ != '"')
        return NULL;
    while (*s != '"') {
        wchar_t wide;
        int     n = mbtowc(&wide, s, strlen(s));
        if (n <= 0 || (unsigned char)*s < 0x20)
            return NULL;
        if (*s == '\\' && strchr("\"\\u", s[1]) == NULL)
            return NULL;
        if (*s == '\\' && s[1] == 'u' && strspn(s + 2, "0123456789abcdef") < 4)
            return NULL;
        s += *s == '\\' ? 2 : n;
    }
    return s + 1;
}

/* Random bytes as a name and as a value: what comes out is always one member. */
static void any_bytes_give_valid_json(void **state)
{
    uint32_t random = 1;
    (void)state;
    assert_non_null(setlocale(LC_CTYPE, "C.UTF-8"));
    for (unsigned i = 0; i < 20000; i++) {
        char bytes[12];
        for (unsigned k = 0; k < sizeof(bytes); k++) {
            random = random * 1664525 + 1013904223;
            bytes[k] = (char)(random >> 24 ? random >> 24 : 1);
        }
        bytes[(random >> 16) % sizeof(bytes)] = 0;
        char       *text = written(member, bytes);
        const char *at = text[0] == '{' ? after_string(text + 1) : NULL;
        at = at && *at == ':' ? after_string(at + 1) : NULL;
        if (!at || strcmp(at, "}") != 0)
            fail_msg("not JSON: %s", text);
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(commas_stand_between_and_nowhere_else),
        cmocka_unit_test(unsigned_64_bit_numbers_are_strings),
        cmocka_unit_test(strings_are_escaped),
        cmocka_unit_test(any_bytes_give_valid_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
