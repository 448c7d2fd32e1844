/* The texts that the user-mode border reads: a line of the registry's file, a message with inserts, a command line. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "api_um/border.h"
#include "api_um/message.h"
#include "api_um/registry_file.h"

#include <shellapi.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void registry(const char *text)
{
    struct registry_value v;
    if (registry_line(text, &v) && (!*v.key || strlen(v.text) >= REGISTRY_TEXT || strlen(v.key) > strlen(text)))
        abort();
}

/* Inserts are strings, so only messages without other formats are given arguments. */
static void message(const char *text, const WCHAR *wide)
{
    static const WCHAR word[] = L"word";
    DWORD_PTR          arguments[99];
    for (size_t i = 0; i < COUNT_OF(arguments); i++)
        arguments[i] = (DWORD_PTR)word;
    WCHAR *plain = um_message_expand(wide, NULL, true, false);
    if (!plain || lstrcmpW(plain, wide) != 0)
        abort();
    free(plain);
    free(um_message_expand(wide, strchr(text, '!') ? NULL : arguments, false, false));
    free(um_message_expand(wide, NULL, false, true));
}

/* Words together are never longer than the line, but for the NULs. */
static void command_line(const WCHAR *wide)
{
    int     count = 0;
    LPWSTR *words = CommandLineToArgvW(wide, &count);
    size_t  units = 0;
    if (!words || count < 1 || words[count])
        abort();
    for (int i = 0; i < count; i++)
        units += (size_t)lstrlenW(words[i]);
    if (units > (size_t)lstrlenW(wide))
        abort();
    free(words);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char  *text = malloc(size + 1);
    WCHAR *wide = NULL;
    if (text) {
        memcpy(text, size ? (const char *)data : "", size);
        text[size] = 0;
        wide = um_wide(text);
    }
    if (wide) {
        registry(text);
        if (size < 1000)
            message(text, wide);
        command_line(wide);
    }
    free(wide);
    free(text);
    return 0;
}
