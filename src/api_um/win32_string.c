/* Text of the two widths, and paths. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "api_um/border.h"
#include "crt/crt.h"

char *um_narrow(const WCHAR *text)
{
    size_t n = text ? owfp_wcstombs(NULL, text, 0) : 0;
    char  *out = text ? malloc(n + 1) : NULL;
    if (out)
        owfp_wcstombs(out, text, n + 1);
    return out;
}

WCHAR *um_wide(const char *text)
{
    size_t n = text ? owfp_mbstowcs(NULL, text, 0) : 0;
    WCHAR *out = text ? malloc((n + 1) * sizeof(*out)) : NULL;
    if (out)
        owfp_mbstowcs(out, text, n + 1);
    return out;
}

BOOL um_give_wide(const char *text, WCHAR *out, DWORD *size)
{
    DWORD needed = (DWORD)owfp_mbstowcs(NULL, text, 0) + 1, room = *size;
    *size = needed;
    if (!out || room < needed)
        return um_fail(ERROR_INSUFFICIENT_BUFFER);
    owfp_mbstowcs(out, text, needed);
    return TRUE;
}

BOOL um_give_narrow(const char *text, char *out, DWORD *size)
{
    DWORD needed = (DWORD)strlen(text) + 1, room = *size;
    *size = needed;
    if (!out || room < needed)
        return um_fail(ERROR_INSUFFICIENT_BUFFER);
    memcpy(out, text, needed);
    return TRUE;
}

DWORD um_return_wide(const char *text, WCHAR *out, DWORD size)
{
    return um_give_wide(text, out, &size) ? size - 1 : size;
}

DWORD um_return_narrow(const char *text, char *out, DWORD size)
{
    return um_give_narrow(text, out, &size) ? size - 1 : size;
}

/* --- paths ---------------------------------------------------------------------------------------------------------------- */

static bool is_slash(WCHAR c)
{
    return c == '\\' || c == '/';
}

/* "\\.\", "\\?\" and "\??\": the letter in the middle, 0 without such a prefix. */
static WCHAR prefix_kind(const WCHAR *p)
{
    if (is_slash(p[0]) && (is_slash(p[1]) || p[1] == '?') && (p[2] == '.' || p[2] == '?') && is_slash(p[3]))
        return p[2];
    return 0;
}

bool um_path_is_device(const WCHAR *path)
{
    return prefix_kind(path) == '.';
}

static bool has_drive(const WCHAR *p)
{
    return ((p[0] >= 'A' && p[0] <= 'Z') || (p[0] >= 'a' && p[0] <= 'z')) && p[1] == ':';
}

char *um_path(const WCHAR *path)
{
    if (prefix_kind(path))
        path += 4;
    if (has_drive(path))
        path += 2;
    char *out = um_narrow(path);
    for (char *c = out; c && *c; c++)
        if (*c == '\\')
            *c = '/';
    if (out && strcasecmp(out, "NUL") == 0) {
        free(out);
        out = strdup("/dev/null");
    }
    return out;
}

/* --- conversions ---------------------------------------------------------------------------------------------------------- */

enum { LATIN_1 = 28591, WINDOWS_1252 = 1252 };

static bool is_latin(UINT page)
{
    return page == LATIN_1 || page == WINDOWS_1252;
}

static int latin_to_wide(const char *from, size_t n, WCHAR *to, int room)
{
    for (size_t i = 0; room && i < n && i < (size_t)room; i++)
        to[i] = (unsigned char)from[i];
    return (int)n;
}

static int wide_to_latin(const WCHAR *from, size_t n, char *to, int room, char unmapped, LPBOOL used)
{
    for (size_t i = 0; i < n; i++) {
        if (from[i] > 0xFF && used)
            *used = TRUE;
        if (i < (size_t)room)
            to[i] = from[i] <= 0xFF ? (char)from[i] : unmapped;
    }
    return (int)n;
}

/* The part that is converted, terminated: the C library's conversions end at a NUL, so a text with one inside goes in pieces. */
static bool utf8_is_valid(const char *s, size_t n)
{
    const unsigned char *u = (const unsigned char *)s;
    for (size_t i = 0; i < n;) {
        unsigned more = u[i] < 0x80 ? 0 : u[i] >= 0xF0 && u[i] < 0xF5 ? 3 : u[i] >= 0xE0 ? 2 : 1;
        if (u[i] >= 0xF5 || (u[i] >= 0x80 && u[i] < 0xC2) || i + more >= n)
            return false;
        for (unsigned k = 1; k <= more; k++)
            if ((u[i + k] & 0xC0) != 0x80)
                return false;
        i += more + 1;
    }
    return true;
}

/* Units of the whole text with the NULs inside it; writes at most `room`. */
static size_t to_wide(const char *from, size_t n, WCHAR *to, size_t room)
{
    size_t done = 0;
    for (size_t i = 0; i < n;) {
        size_t part = strnlen(from + i, n - i);
        char  *piece = strndup(from + i, part);
        if (piece)
            done += owfp_mbstowcs(done < room ? to + done : NULL, piece, done < room ? room - done : 0);
        free(piece);
        i += part;
        if (i < n) {
            if (done < room)
                to[done] = 0;
            done++;
            i++;
        }
    }
    return done;
}

static size_t to_narrow(const WCHAR *from, size_t n, char *to, size_t room)
{
    size_t done = 0;
    for (size_t i = 0; i < n;) {
        size_t part = owfp_wcsnlen(from + i, n - i);
        WCHAR *piece = calloc(part + 1, sizeof(*piece));
        if (piece) {
            memcpy(piece, from + i, part * sizeof(*piece));
            done += owfp_wcstombs(done < room ? to + done : NULL, piece, done < room ? room - done : 0);
        }
        free(piece);
        i += part;
        if (i < n) {
            if (done < room)
                to[done] = 0;
            done++;
            i++;
        }
    }
    return done;
}

int MultiByteToWideChar(UINT page, DWORD flags, LPCSTR from, int from_size, LPWSTR to, int to_size)
{
    if (!from || from_size == 0 || from_size < -1 || to_size < 0 || (to_size && !to))
        return um_fail(ERROR_INVALID_PARAMETER);
    size_t n = from_size < 0 ? strlen(from) + 1 : (size_t)from_size, needed;
    if (!is_latin(page) && (flags & MB_ERR_INVALID_CHARS) && !utf8_is_valid(from, n))
        return um_fail(ERROR_NO_UNICODE_TRANSLATION);
    needed = is_latin(page) ? (size_t)latin_to_wide(from, n, to, 0) : to_wide(from, n, NULL, 0);
    if (!to_size)
        return (int)needed;
    if ((size_t)to_size < needed)
        return um_fail(ERROR_INSUFFICIENT_BUFFER);
    if (is_latin(page))
        return latin_to_wide(from, n, to, to_size);
    return (int)to_wide(from, n, to, (size_t)to_size);
}

int WideCharToMultiByte(UINT page, DWORD flags, LPCWSTR from, int from_size, LPSTR to, int to_size, LPCSTR unmapped,
                        LPBOOL used_unmapped)
{
    (void)flags;
    if (!from || from_size == 0 || from_size < -1 || to_size < 0 || (to_size && !to))
        return um_fail(ERROR_INVALID_PARAMETER);
    if ((page == CP_UTF8 || page == CP_UTF7) && (unmapped || used_unmapped))
        return um_fail(ERROR_INVALID_PARAMETER);
    if (used_unmapped)
        *used_unmapped = FALSE;
    size_t n = from_size < 0 ? owfp_wcslen(from) + 1 : (size_t)from_size;
    size_t needed = is_latin(page) ? n : to_narrow(from, n, NULL, 0);
    if (!to_size)
        return (int)needed;
    if ((size_t)to_size < needed)
        return um_fail(ERROR_INSUFFICIENT_BUFFER);
    if (is_latin(page))
        return wide_to_latin(from, n, to, to_size, unmapped ? *unmapped : '?', used_unmapped);
    return (int)to_narrow(from, n, to, (size_t)to_size);
}

/* --- lstr ----------------------------------------------------------------------------------------------------------------- */

int lstrlenW(LPCWSTR s)
{
    return s ? (int)owfp_wcslen(s) : 0;
}

int lstrlenA(LPCSTR s)
{
    return s ? (int)strlen(s) : 0;
}

int lstrcmpW(LPCWSTR a, LPCWSTR b)
{
    return owfp_wcscmp(a, b);
}

int lstrcmpA(LPCSTR a, LPCSTR b)
{
    return strcmp(a, b);
}

int lstrcmpiW(LPCWSTR a, LPCWSTR b)
{
    return owfp__wcsicmp(a, b);
}

int lstrcmpiA(LPCSTR a, LPCSTR b)
{
    return strcasecmp(a, b);
}

LPWSTR lstrcpyW(LPWSTR to, LPCWSTR from)
{
    return owfp_wcscpy(to, from);
}

LPSTR lstrcpyA(LPSTR to, LPCSTR from)
{
    return strcpy(to, from);
}
