/* Texts that the user-mode border reads and makes: messages with inserts, lines of the registry's file, paths, sizes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "api_um/border.h"
#include "api_um/error_text.h"
#include "api_um/message.h"
#include "api_um/registry_file.h"
#include "crt/crt.h"

static void expect_message(const WCHAR *message, const DWORD_PTR *arguments, const WCHAR *expected)
{
    WCHAR *made = um_message_expand(message, arguments, false, false);
    assert_int_equal(made != NULL, expected != NULL);
    if (expected)
        assert_int_equal(owfp_wcscmp(made, expected), 0);
    free(made);
}

static void test_messages(void **state)
{
    (void)state;
    const DWORD_PTR arguments[99] = { (DWORD_PTR)L"one", 2, (DWORD_PTR)L"three", [9] = (DWORD_PTR)L"ten" };
    expect_message(L"", NULL, L"");
    expect_message(L"%1, %3, %1", arguments, L"one, three, one");
    expect_message(L"[%2!5u!|%2!-3d!|%2!#06x!]", arguments, L"[    2|2  |0x0002]");
    expect_message(L"%3!.2s!%10", arguments, L"thten");
    expect_message(L"100%% %n%t%b%.%!", arguments, L"100% \r\n\t .!");
    expect_message(L"cut%0 here", arguments, L"cut");
    expect_message(L"%1", NULL, NULL);
    expect_message(L"%", arguments, NULL);
    expect_message(L"%2!d", arguments, NULL);
    expect_message(L"%2!n!", arguments, NULL);
    expect_message(L"%2!*d!", arguments, NULL);
    expect_message(L"%2!99999d!", arguments, NULL);
}

static void test_a_message_may_not_grow_without_end(void **state)
{
    (void)state;
    static WCHAR long_word[40000], message[] = L"%1%1";
    for (size_t i = 0; i + 1 < COUNT_OF(long_word); i++)
        long_word[i] = 'x';
    const DWORD_PTR arguments[99] = { (DWORD_PTR)long_word };
    expect_message(message, arguments, NULL);
}

static void test_registry_lines(void **state)
{
    (void)state;
    struct registry_value v;
    assert_true(registry_line("HKLM\\Software\\Vendor\\Name = text with blanks  \n", &v));
    assert_string_equal(v.key, "HKLM\\Software\\Vendor");
    assert_string_equal(v.name, "Name");
    assert_string_equal(v.text, "text with blanks");
    assert_false(v.is_number);
    assert_true(registry_line("  HKEY_CURRENT_USER\\A\\ = 12", &v));
    assert_string_equal(v.key, "HKCU\\A");
    assert_string_equal(v.name, "");
    assert_true(v.is_number && v.number == 12);
    assert_true(registry_line("HKU\\A\\n=0xffffffff", &v) && v.is_number && v.number == 0xffffffff);
    assert_true(registry_line("HKU\\A\\n=0x100000000", &v) && !v.is_number);
    assert_true(registry_line("HKU\\A\\n=\"7\"", &v) && !v.is_number);
    assert_string_equal(v.text, "7");
    assert_true(registry_line("HKU\\A\\n=a=b\\c", &v));
    assert_string_equal(v.text, "a=b\\c");
    assert_false(registry_line("", &v));
    assert_false(registry_line("# HKU\\A\\n=1", &v));
    assert_false(registry_line("no key = 1", &v));
    assert_false(registry_line("\\n = 1", &v));
    assert_false(registry_line("HKU\\A\\n", &v));
}

static void expect_path(const WCHAR *path, const char *expected)
{
    char *made = um_path(path);
    assert_string_equal(made, expected);
    free(made);
}

static void test_paths(void **state)
{
    (void)state;
    expect_path(L"C:\\Windows\\a b.txt", "/Windows/a b.txt");
    expect_path(L"\\\\?\\C:\\x", "/x");
    expect_path(L"\\??\\D:\\x", "/x");
    expect_path(L"relative\\name", "relative/name");
    expect_path(L"/tmp/linux", "/tmp/linux");
    expect_path(L"nul", "/dev/null");
    assert_true(um_path_is_device(L"\\\\.\\Driver"));
    assert_true(um_path_is_device(L"//./Driver"));
    assert_false(um_path_is_device(L"\\\\?\\C:\\x"));
    assert_false(um_path_is_device(L"\\\\"));
}

static void test_sizes(void **state)
{
    (void)state;
    WCHAR out[5] = L"....";
    DWORD size = 4;
    assert_false(um_give_wide("four", out, &size));
    assert_int_equal(size, 5);
    assert_int_equal(GetLastError(), ERROR_INSUFFICIENT_BUFFER);
    assert_int_equal(out[0], '.');
    assert_true(um_give_wide("four", out, &size));
    assert_int_equal(um_return_wide("four", out, 5), 4);
    assert_int_equal(um_return_wide("four", out, 4), 5);
    assert_int_equal(um_return_narrow("four", NULL, 0), 5);
}

/* Every status of the platform has its sentence, and an HRESULT of a Win32 error that error's. */
static void test_error_texts(void **state)
{
    (void)state;
    for (int i = WFP_OK; i < WFP_STATUS_COUNT; i++)
        assert_non_null(um_error_text(status_rows[i].win32));
    assert_string_equal(um_error_text((DWORD)FWP_E_FILTER_NOT_FOUND), status_rows[WFP_FILTER_NOT_FOUND].sentence);
    assert_ptr_equal(um_error_text((DWORD)E_ACCESSDENIED), um_error_text(ERROR_ACCESS_DENIED));
    assert_null(um_error_text(0x2ABCDEF0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_messages),       cmocka_unit_test(test_a_message_may_not_grow_without_end),
        cmocka_unit_test(test_registry_lines), cmocka_unit_test(test_paths),
        cmocka_unit_test(test_sizes),          cmocka_unit_test(test_error_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
