/* FormatMessage: the sentences of error codes, and messages with inserts. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api_um/border.h"
#include "api_um/error_text.h"
#include "api_um/message.h"
#include "crt/crt.h"

/* --- text that grows ------------------------------------------------------------------------------------------------------------ */

struct wide_text {
    WCHAR *at;
    size_t count, room;
    bool   failed;
};

static void put(struct wide_text *t, const WCHAR *units, size_t n)
{
    if (!t->failed && t->count + n + 1 > t->room) {
        size_t room = 2 * (t->count + n + 1);
        WCHAR *more = room <= UM_MESSAGE_MAX ? realloc(t->at, room * sizeof(*more)) : NULL;
        t->failed = !more;
        t->at = more ? more : t->at;
        t->room = more ? room : t->room;
    }
    if (t->failed)
        return;
    memcpy(t->at + t->count, units, n * sizeof(*units));
    t->count += n;
    t->at[t->count] = 0;
}

static void put_unit(struct wide_text *t, WCHAR unit)
{
    put(t, &unit, 1);
}

/* --- inserts: %1 to %99, each perhaps with !FORMAT! ------------------------------------------------------------------------------- */

enum { MOST_INSERTS = 99, MOST_FORMAT = 32, MOST_NUMBER = 128 };

static bool is_digit(WCHAR c)
{
    return c >= '0' && c <= '9';
}

/* A format that takes exactly one argument, of no more than a pointer's size: flags, width, precision, a size, a letter. */
static bool is_safe_format(const WCHAR *f)
{
    static const WCHAR flags[] = u"-+ #0", sizes[] = u"hlIw64", letters[] = u"diouxXcCsSp";
    f += owfp_wcsspn(f, flags);
    for (int n = 0; is_digit(*f); f++)
        if (++n > 3)
            return false;
    if (*f == '.')
        for (f++; is_digit(*f); f++)
            ;
    f += owfp_wcsspn(f, sizes);
    return *f && owfp_wcschr(letters, *f) && !f[1];
}

/* The argument as the format says; strings of any length, so they are measured. */
static void put_formatted(struct wide_text *t, const WCHAR *format, DWORD_PTR argument)
{
    WCHAR whole[MOST_FORMAT + 2] = { '%' };
    owfp_wcscpy(whole + 1, format);
    WCHAR  last = format[owfp_wcslen(format) - 1];
    size_t room = MOST_NUMBER + 1000;
    if (last == 's' || last == 'S')
        room += argument ? 4 * (last == 's' && *format != 'h' ? owfp_wcslen((WCHAR *)argument) : strlen((char *)argument)) : 8;
    WCHAR *text = malloc(room * sizeof(*text));
    int    n = text ? owfp_swprintf(text, room, whole, argument) : -1;
    t->failed = t->failed || n < 0;
    if (n > 0)
        put(t, text, (size_t)n);
    free(text);
}

/* Behind the number: "!FORMAT!", or nothing for a string. NULL when it is malformed. */
static const WCHAR *read_format(const WCHAR *at, WCHAR format[MOST_FORMAT])
{
    owfp_wcscpy(format, u"s");
    if (*at != '!')
        return at;
    const WCHAR *end = owfp_wcschr(at + 1, '!');
    if (!end || end - at > MOST_FORMAT)
        return NULL;
    memcpy(format, at + 1, (size_t)(end - at - 1) * sizeof(*at));
    format[end - at - 1] = 0;
    return is_safe_format(format) ? end + 1 : NULL;
}

/* Behind the '%'. NULL when it is malformed. */
static const WCHAR *put_insert(struct wide_text *t, const WCHAR *at, const DWORD_PTR *arguments, bool narrow)
{
    WCHAR    format[MOST_FORMAT + 1];
    unsigned number = 0;
    for (int n = 0; n < 2 && is_digit(*at); n++)
        number = number * 10 + (unsigned)(*at++ - '0');
    at = read_format(at, format);
    if (!at || !arguments)
        return NULL;
    if (narrow && owfp_wcscmp(format, u"s") == 0)
        owfp_wcscpy(format, u"S");
    put_formatted(t, format, arguments[number - 1]);
    return at;
}

static const WCHAR *put_escape(struct wide_text *t, const WCHAR *at, const DWORD_PTR *arguments, bool narrow, bool *end)
{
    switch (*at) {
    case '0':
        *end = true;
        return at;
    case 'n':
        put(t, u"\r\n", 2);
        return at + 1;
    case 'r':
        put_unit(t, '\r');
        return at + 1;
    case 't':
        put_unit(t, '\t');
        return at + 1;
    case 'b':
        put_unit(t, ' ');
        return at + 1;
    case 0:
        return NULL;
    }
    if (is_digit(*at))
        return put_insert(t, at, arguments, narrow);
    put_unit(t, *at);
    return at + 1;
}

WCHAR *um_message_expand(const WCHAR *message, const DWORD_PTR *arguments, bool ignore_inserts, bool narrow)
{
    struct wide_text t = { 0 };
    bool             end = false;
    put(&t, message, 0);
    while (!end && !t.failed && *message) {
        if (*message != '%' || ignore_inserts) {
            put_unit(&t, *message++);
            continue;
        }
        const WCHAR *next = put_escape(&t, message + 1, arguments, narrow, &end);
        t.failed = t.failed || !next;
        message = next;
    }
    if (!t.failed)
        return t.at;
    free(t.at);
    return NULL;
}

/* --- sentences -------------------------------------------------------------------------------------------------------------------- */

/* As Windows ends them: a line of their own, or, with the width mask, none. */
static WCHAR *sentence(DWORD id, bool one_line)
{
    const char *found = um_error_text(id);
    char        line[512];
    if (!found)
        return NULL;
    snprintf(line, sizeof(line), "%s%s", found, one_line ? " " : "\r\n");
    return um_wide(line);
}

/* Arguments one by one: each is no larger than a pointer. */
static const DWORD_PTR *collect(DWORD flags, va_list *args, const WCHAR *message, DWORD_PTR room[MOST_INSERTS])
{
    if (!args)
        return NULL;
    unsigned most = 0;
    for (const WCHAR *at = message; (at = owfp_wcschr(at, '%')); at++) {
        unsigned n = is_digit(at[1]) ? (unsigned)(at[1] - '0') : 0;
        n = n && is_digit(at[2]) ? n * 10 + (unsigned)(at[2] - '0') : n;
        most = n > most ? n : most;
    }
    for (unsigned i = 0; i < most; i++)
        room[i] = flags & FORMAT_MESSAGE_ARGUMENT_ARRAY ? ((const DWORD_PTR *)args)[i] : va_arg(*args, DWORD_PTR);
    return room;
}

/* malloc; NULL with the last error. `source` is wide already. */
static WCHAR *make(DWORD flags, const WCHAR *source, DWORD id, va_list *args, bool narrow)
{
    DWORD_PTR room[MOST_INSERTS] = { 0 };
    WCHAR    *text;
    if (flags & FORMAT_MESSAGE_FROM_STRING) {
        bool ignore = flags & FORMAT_MESSAGE_IGNORE_INSERTS;
        text = um_message_expand(source, ignore ? NULL : collect(flags, args, source, room), ignore, narrow);
        if (!text)
            SetLastError(ERROR_INVALID_PARAMETER);
        return text;
    }
    text = sentence(id, (flags & FORMAT_MESSAGE_MAX_WIDTH_MASK) == FORMAT_MESSAGE_MAX_WIDTH_MASK);
    if (!text)
        SetLastError(ERROR_MR_MID_NOT_FOUND);
    return text;
}

DWORD FormatMessageW(DWORD flags, LPCVOID source, DWORD id, DWORD language, LPWSTR out, DWORD size, va_list *args)
{
    (void)language;
    WCHAR *text = make(flags, source, id, args, false);
    if (!text)
        return 0;
    DWORD n = (DWORD)owfp_wcslen(text);
    if (flags & FORMAT_MESSAGE_ALLOCATE_BUFFER) {
        *(LPWSTR *)out = text; /* LocalFree() is free() */
        return n;
    }
    if (n < size)
        owfp_wcscpy(out, text);
    free(text);
    return n < size ? n : (DWORD)um_fail(ERROR_INSUFFICIENT_BUFFER);
}

DWORD FormatMessageA(DWORD flags, LPCVOID source, DWORD id, DWORD language, LPSTR out, DWORD size, va_list *args)
{
    (void)language;
    WCHAR *wide_source = flags & FORMAT_MESSAGE_FROM_STRING ? um_wide(source) : NULL;
    WCHAR *text = make(flags, wide_source, id, args, true);
    char  *narrow = um_narrow(text);
    DWORD  n = narrow ? (DWORD)strlen(narrow) : 0;
    free(wide_source);
    free(text);
    if (narrow && (flags & FORMAT_MESSAGE_ALLOCATE_BUFFER)) {
        *(LPSTR *)out = narrow;
        return n;
    }
    if (narrow && n < size)
        strcpy(out, narrow);
    else if (narrow)
        n = (DWORD)um_fail(ERROR_INSUFFICIENT_BUFFER);
    free(narrow);
    return n;
}
