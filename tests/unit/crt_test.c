/* The C library of modules: Microsoft's formats, 16-bit wide strings, 32-bit long, structured exceptions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/casefold.h"
#include "crt/crt.h"
#include "crt/seh.h"
#include "crt/trace.h"

#define W(s) ((const owfp_wchar *)u##s)

struct unicode_string {
    uint16_t    length, room;
    const void *buffer;
};

static void expect_text(const char *expected, const char *format, ...)
{
    char    out[256];
    va_list args;
    va_start(args, format);
    int n = owfp_vsnprintf(out, sizeof(out), format, args);
    va_end(args);
    assert_string_equal(out, expected);
    assert_int_equal(n, strlen(expected));
}

static void integers(void **state)
{
    (void)state;
    expect_text("-5 5 0x1f 1F 17 +7 -0007", "%d %u %#x %X %o %+d %05d", -5, 5u, 31, 31, 15, 7, -7);
    /* 32 bits with l, whatever stands beside them in the register */
    expect_text("-1 4294967295 ffffffff", "%ld %lu %lx", 0xFFFFFFFFll, 0x1FFFFFFFFll, 0x7FFFFFFFFll);
    expect_text("-1 18446744073709551615 123456789abcdef0", "%I64d %llu %I64x", -1ll, -1ll, 0x123456789ABCDEF0ll);
    expect_text("255 -1 65535 -1", "%hhu %hhd %hu %hd", 0xFFFF, 0xFF, 0xFFFFFFFF, 0xFFFF);
    expect_text("[  42][42  ][0042][ 42 ]", "[%4d][%-4d][%.4d][%3d ]", 42, 42, 42, 42);
    expect_text("0 [] 00000000DEADBEEF 12", "%d [%.0d] %p %*d", 0, 0, (void *)0xDEADBEEF, 2, 12);
    expect_text("18446744073709551615 7", "%zu %Iu", (size_t)-1, (size_t)7);
    expect_text("-2147483648 -9223372036854775808", "%d %lld", INT32_MIN, INT64_MIN);
}

static void strings(void **state)
{
    (void)state;
    struct unicode_string wide = { 6, 8, u"ab\u00e9X" }, narrow = { 2, 3, "xyz" };
    expect_text("a b\xC3\xA9 c d", "%s %S %ws %ls", "a", u"b\u00e9", u"c", u"d");
    expect_text("ab\xC3\xA9 xy (null) (null)", "%wZ %Z %s %wZ", &wide, &narrow, (char *)NULL, (void *)NULL);
    expect_text("[  ab][ab  ][a]", "[%4s][%-4s][%.1s]", "ab", "ab", "ab");
    expect_text("x\xE2\x82\xAC%", "%c%C%%", 'x', 0x20AC);
    expect_text("\xF0\x9F\x98\x80 \xEF\xBF\xBD", "%ws %ws", u"\U0001F600", (const owfp_wchar[]){ 0xD83D, 0 });
    expect_text("1.50 2e+10", "%.2f %.0e", 1.5, 2e10);
}

static void wide_output(void **state)
{
    (void)state;
    owfp_wchar out[16];
    assert_int_equal(owfp_swprintf(out, 16, W("%s|%S|%hs|%d"), u"w", "n\xC3\xA9", "h", 7), 8);
    assert_int_equal(owfp_wcscmp(out, W("w|n\u00e9|h|7")), 0);
    assert_int_equal(owfp_swprintf(out, 4, W("%s"), u"abcdef"), -1);
    assert_int_equal(owfp_wcscmp(out, W("abc")), 0);
}

/* What each family does when the text does not fit. */
static void cut_text(void **state)
{
    (void)state;
    char out[4];
    memset(out, '#', 4);
    assert_int_equal(owfp__snprintf(out, 4, "abcd"), 4);
    assert_memory_equal(out, "abcd", 4);
    assert_int_equal(owfp__snprintf(out, 4, "abcde"), -1);
    assert_int_equal(owfp_snprintf(out, 4, "abcde"), 5);
    assert_string_equal(out, "abc");
    assert_int_equal(owfp_sprintf_s(out, 4, "abcd"), -1);
    assert_string_equal(out, "");
    assert_int_equal(owfp__snprintf_s(out, 4, SIZE_MAX, "abcd"), -1);
    assert_string_equal(out, "abc");
    assert_int_equal(owfp__snprintf_s(out, 4, 2, "abcd"), -1);
    assert_string_equal(out, "ab");
}

static void wide_strings(void **state)
{
    (void)state;
    owfp_wchar a[16], *rest;
    assert_int_equal(owfp_wcslen(W("abc")), 3);
    assert_int_equal(owfp_wcsnlen(W("abc"), 2), 2);
    owfp_wcsncat(owfp_wcscat(owfp_wcscpy(a, W("a")), W("b")), W("cdef"), 2);
    assert_int_equal(owfp_wcscmp(a, W("abcd")), 0);
    owfp_wcsncpy(a, W("x"), 4);
    assert_memory_equal(a, u"x\0\0", 8);
    assert_true(owfp_wcscmp(W("a"), W("b")) < 0 && owfp_wcscmp(W("\uffff"), W("a")) > 0);
    assert_int_equal(owfp__wcsicmp(W("\u00c9tA"), W("\u00e9Ta")), 0);
    assert_int_equal(owfp__wcsnicmp(W("ABx"), W("aby"), 2), 0);
    const owfp_wchar *s = W("path\\to\\it");
    assert_ptr_equal(owfp_wcschr(s, '\\'), s + 4);
    assert_ptr_equal(owfp_wcsrchr(s, '\\'), s + 7);
    assert_ptr_equal(owfp_wcsstr(s, W("to")), s + 5);
    assert_null(owfp_wcsstr(s, W("on")));
    assert_null(owfp_wcschr(s, 'z'));
    assert_ptr_equal(owfp_wcspbrk(s, W("i\\")), s + 4);
    owfp_wcscpy(a, W(",a,,b"));
    assert_int_equal(owfp_wcscmp(owfp_wcstok(a, W(","), &rest), W("a")), 0);
    assert_int_equal(owfp_wcscmp(owfp_wcstok(NULL, W(","), &rest), W("b")), 0);
    assert_null(owfp_wcstok(NULL, W(","), &rest));
}

static void letter_case(void **state)
{
    (void)state;
    for (uint32_t c = 0; c < 0x10000; c++)
        if (owfp_towupper((owfp_wchar)c) != c)
            assert_int_equal(utf16_fold(owfp_towupper((owfp_wchar)c)), c);
    assert_int_equal(owfp_towupper('k'), 'K');
    assert_int_equal(owfp_towupper(0x3c3), 0x3a3);
    assert_int_equal(owfp_towupper(0x1c6), 0x1c4);
    assert_true(owfp_iswspace(' ') && owfp_iswdigit('7') && owfp_iswxdigit('f') && owfp_iswalpha(0xE9) && owfp_iswupper(0x416));
    assert_false(owfp_iswalpha('1') || owfp_iswupper('a') || owfp_iswlower('A') || owfp_iswprint(7));
}

static void conversions(void **state)
{
    (void)state;
    owfp_wchar wide[8];
    char       narrow[8];
    assert_int_equal(owfp_mbstowcs(wide, "a\xE2\x82\xAC", 8), 2);
    assert_int_equal(owfp_wcscmp(wide, W("a\u20ac")), 0);
    assert_int_equal(owfp_wcstombs(narrow, W("a\u20ac"), 8), 4);
    assert_string_equal(narrow, "a\xE2\x82\xAC");
    assert_int_equal(owfp_wcstombs(NULL, W("abc"), 0), 3);
}

static void numbers(void **state)
{
    (void)state;
    char       *end;
    owfp_wchar *wide_end;
    assert_int_equal(owfp_strtol("99999999999x", &end, 10), INT32_MAX);
    assert_string_equal(end, "x");
    assert_int_equal(owfp_strtol("-99999999999", NULL, 10), INT32_MIN);
    assert_int_equal(owfp_strtoul("4294967295", NULL, 10), UINT32_MAX);
    assert_int_equal(owfp_strtoul("-1", NULL, 10), UINT32_MAX);
    assert_int_equal(owfp_strtoul("4294967296", NULL, 10), UINT32_MAX);
    const owfp_wchar *text = W("  0x1fz");
    assert_int_equal(owfp_wcstol(text, &wide_end, 0), 31);
    assert_ptr_equal(wide_end, text + 6);
    assert_int_equal(owfp_wcstoul(W("none"), &wide_end, 10), 0);
    assert_int_equal(owfp__wcstoi64(W("-5000000000"), NULL, 10), -5000000000ll);
    char out[36];
    assert_string_equal(owfp__itoa(INT32_MIN, out, 10), "-2147483648");
    assert_string_equal(owfp__itoa(-1, out, 16), "ffffffff");
}

static void checked_copies(void **state)
{
    (void)state;
    char       out[4] = "zzz";
    owfp_wchar wide[4];
    assert_int_equal(owfp_strcpy_s(out, 4, "abc"), 0);
    assert_int_equal(owfp_strcat_s(out, 4, "d"), 34);
    assert_string_equal(out, "");
    assert_int_equal(owfp_strncpy_s(out, 4, "abcdef", SIZE_MAX), 80);
    assert_string_equal(out, "abc");
    assert_int_equal(owfp_strncpy_s(out, 4, "abcdef", 2), 0);
    assert_string_equal(out, "ab");
    assert_int_equal(owfp_strcpy_s(out, 4, NULL), 22);
    assert_int_equal(owfp_wcscpy_s(wide, 4, W("abcd")), 34);
    assert_int_equal(wide[0], 0);
    assert_int_equal(owfp_wcscpy_s(wide, 4, W("ab")), 0);
    assert_int_equal(owfp_wcscat_s(wide, 4, W("c")), 0);
    assert_int_equal(owfp_wcscmp(wide, W("abc")), 0);
    assert_int_equal(owfp_memcpy_s(out, 4, "12345", 5), 34);
    assert_memory_equal(out, "\0\0\0\0", 4);
    assert_int_equal(owfp_memmove_s(out, 4, "1234", 4), 0);
}

static char traced[128];

static void keep_trace(const char *where, const char *function, const char *text)
{
    snprintf(traced, sizeof(traced), "%s/%s/%s", where, function, text);
}

static const char *some_status(uint32_t status)
{
    return status == 0xC0000001 ? "STATUS_UNSUCCESSFUL" : NULL;
}

static void trace_messages(void **state)
{
    (void)state;
    crt_on_trace(keep_trace);
    owfp_trace("FLAG", "f", "%!FUNC!: %!STATUS! %u", 0xC0000001, 5);
    assert_string_equal(traced, "FLAG/f/f: 0xC0000001 5");
    const uint8_t address[] = { 192, 0, 2, 10 }, v6[16] = { 0x20, 1, 0xd, 0xb8, [15] = 1 };
    uint32_t      v4;
    memcpy(&v4, address, sizeof(v4));
    owfp_trace_at("FLAG", "f", 42, "%!LINE!: %!IPADDR!:%!PORT! %!IPV6ADDR! %s\r\n", v4, 0x5000, v6, "end");
    assert_string_equal(traced, "FLAG/f/42: 192.0.2.10:80 2001:db8::1 end");
    owfp_trace("FLAG", "f", "%!GUID! %!GUID!", v6, NULL);
    assert_string_equal(traced, "FLAG/f/b80d0120-0000-0000-0000-000000000001 00000000-0000-0000-0000-000000000000");
    crt_on_status(some_status);
    owfp_trace("FLAG", "f", "%!STATUS! %!STATUS!", 0xC0000001, 5);
    assert_string_equal(traced, "FLAG/f/0xC0000001(STATUS_UNSUCCESSFUL) 0x00000005");
    crt_on_status(NULL);
    owfp_trace("FLAG", "f", "%!HEXDUMP! %s", 1);
    assert_string_equal(traced, "FLAG/f/%!HEXDUMP! %s");
}

static jmp_buf escape;
static int     escaped_with;

static void unhandled(int status)
{
    escaped_with = status;
    longjmp(escape, 1);
}

static void raise_two_deep(volatile int *order)
{
    __try
    {
        owfp_seh_raise(-3);
    }
    __finally
    {
        *order = *order * 10 + 1;
    }
}

static void exceptions(void **state)
{
    (void)state;
    volatile int order = 0;
    __try
    {
        raise_two_deep(&order);
        order = 99;
    }
    __except (GetExceptionCode() == -3)
    {
        order = order * 10 + 2;
    }
    assert_int_equal(order, 12);
    __try
    {
        order = 5;
        if (order)
            __leave;
        order = 6;
    }
    __finally
    {
        order = order * 10 + owfp_seh_abnormal();
    }
    assert_int_equal(order, 50);
}

static void an_exception_nobody_handles(void **state)
{
    (void)state;
    seh_on_unhandled(unhandled);
    if (setjmp(escape) == 0)
        owfp_seh_raise(-7);
    assert_int_equal(escaped_with, -7);
    seh_reset();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(integers),       cmocka_unit_test(strings),
        cmocka_unit_test(wide_output),    cmocka_unit_test(cut_text),
        cmocka_unit_test(wide_strings),   cmocka_unit_test(letter_case),
        cmocka_unit_test(conversions),    cmocka_unit_test(numbers),
        cmocka_unit_test(checked_copies), cmocka_unit_test(trace_messages),
        cmocka_unit_test(exceptions),     cmocka_unit_test(an_exception_nobody_handles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
