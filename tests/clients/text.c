/* Words of the command line, conversions, formats, keys as text. */
#include <windows.h>
#include <objbase.h>
#include <shellapi.h>
#include <rpc.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

static const GUID key = { 0xc38d57d1, 0x05a7, 0x4c33, { 0x90, 0x4f, 0x7f, 0xbc, 0xee, 0xe6, 0x0e, 0x82 } };

static void conversions(void)
{
    WCHAR wide[32];
    char  narrow[32], latin[8];
    BOOL  lost = FALSE;
    int   n = MultiByteToWideChar(CP_UTF8, 0, "\xE2\x82\xAC 5", -1, wide, ARRAYSIZE(wide));
    int   m = WideCharToMultiByte(CP_UTF8, 0, wide, -1, narrow, ARRAYSIZE(narrow), NULL, NULL);
    wprintf(L"euro: %d units, %#x, %d bytes\n", n, wide[0], m);
    wprintf(L"measured: %d %d\n", MultiByteToWideChar(CP_UTF8, 0, "abc", 3, NULL, 0), WideCharToMultiByte(CP_UTF8, 0, L"\x00e4", -1, NULL, 0, NULL, NULL));
    wprintf(L"small: %d", MultiByteToWideChar(CP_UTF8, 0, "abc", -1, wide, 2));
    wprintf(L" %lu\n", GetLastError());
    wprintf(L"bad: %d", MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, "a\xC3(", -1, wide, ARRAYSIZE(wide)));
    wprintf(L" %lu\n", GetLastError());
    WideCharToMultiByte(1252, 0, L"\x00e4\x2603", -1, latin, sizeof(latin), "?", &lost);
    wprintf(L"latin: %x %hc %d\n", (unsigned char)latin[0], latin[1], lost);
}

static void formats(void)
{
    WCHAR     text[64];
    ULONG     number = 4000000000UL;
    long long large = -5000000000LL;
    swprintf(text, ARRAYSIZE(text), L"%s|%hs|%lu|%I64d|%08X|%-5d|%5.1f", L"wide", "narrow", number, large, 0xBEEF, 42, 2.5);
    wprintf(L"%ls\n", text);
    wprintf(L"cut: %d\n", _snwprintf(text, 4, L"%s", L"too long") < 0);
    wprintf(L"wcs: %d %ls %ls %lu\n", _wcsicmp(L"ABC", L"abc"), wcschr(L"a=b", L'='), wcsstr(L"find it", L"it"), wcstoul(L"0x1F", NULL, 16));
}

static void keys(void)
{
    WCHAR    text[64], *wide = NULL;
    GUID     parsed, made, other;
    RPC_WSTR rpc = NULL;
    RPC_STATUS status;
    wprintf(L"%d %ls\n", StringFromGUID2(&key, text, ARRAYSIZE(text)), text);
    wprintf(L"read: %d", CLSIDFromString(text, &parsed) == S_OK);
    wprintf(L" %d\n", IsEqualGUID(&parsed, &key));
    wprintf(L"small: %d, no key: %d\n", StringFromGUID2(&key, text, 38), FAILED(CLSIDFromString(L"not one", &parsed)));
    parsed = key;
    UuidToStringW(&parsed, &rpc);
    wide = (WCHAR *)rpc;
    wprintf(L"%ls %d\n", wide, (int)UuidFromStringW(rpc, &parsed));
    RpcStringFreeW(&rpc);
    wprintf(L"random: %d", UuidCreate(&made) == RPC_S_OK && UuidCreate(&other) == RPC_S_OK);
    wprintf(L" %d version %d\n", UuidEqual(&made, &other, &status), made.Data3 >> 12);
}

static void words(void)
{
    int     count = 0;
    LPWSTR *list = CommandLineToArgvW(L"tool.exe \"a b\" c\\\\\"d e\" \\\"f \"\" last\\", &count);
    wprintf(L"%d:", count);
    for (int i = 0; i < count; i++)
        wprintf(L" [%ls]", list[i]);
    wprintf(L"\n");
    LocalFree(list);
    list = CommandLineToArgvW(GetCommandLineW(), &count);
    wprintf(L"own: %d [%ls] [%ls]\n", count, list[1], list[2]);
    LocalFree(list);
}

static void messages(void)
{
    WCHAR     text[128];
    DWORD_PTR arguments[] = { (DWORD_PTR)L"three", 3 };
    FormatMessageW(FORMAT_MESSAGE_FROM_STRING | FORMAT_MESSAGE_ARGUMENT_ARRAY, L"%1 is %2!d!, %%, again %1!.2s!", 0, 0, text,
                   ARRAYSIZE(text), (va_list *)arguments);
    wprintf(L"%ls\n", text);
}

int wmain(int argc, wchar_t *argv[])
{
    wprintf(L"argc %d\n", argc);
    for (int i = 1; i < argc; i++)
        wprintf(L"argv[%d] = %ls, %d units\n", i, argv[i], (int)wcslen(argv[i]));
    conversions();
    formats();
    keys();
    words();
    messages();
    return argc == 3 ? 0 : 1;
}
