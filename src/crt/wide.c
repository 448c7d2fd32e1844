/* The wcs family for 16-bit characters. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "crt/crt.h"
#include "crt/format.h"

size_t owfp_wcsnlen(const owfp_wchar *s, size_t most)
{
    size_t n = 0;
    while (n < most && s[n])
        n++;
    return n;
}

size_t owfp_wcslen(const owfp_wchar *s)
{
    return owfp_wcsnlen(s, SIZE_MAX);
}

owfp_wchar *owfp_wcscpy(owfp_wchar *out, const owfp_wchar *s)
{
    return memcpy(out, s, (owfp_wcslen(s) + 1) * sizeof(*s));
}

owfp_wchar *owfp_wcsncpy(owfp_wchar *out, const owfp_wchar *s, size_t n)
{
    size_t used = owfp_wcsnlen(s, n);
    memcpy(out, s, used * sizeof(*s));
    memset(out + used, 0, (n - used) * sizeof(*s));
    return out;
}

owfp_wchar *owfp_wcscat(owfp_wchar *out, const owfp_wchar *s)
{
    owfp_wcscpy(out + owfp_wcslen(out), s);
    return out;
}

owfp_wchar *owfp_wcsncat(owfp_wchar *out, const owfp_wchar *s, size_t n)
{
    owfp_wchar *end = out + owfp_wcslen(out);
    size_t      used = owfp_wcsnlen(s, n);
    memcpy(end, s, used * sizeof(*s));
    end[used] = 0;
    return out;
}

int owfp_wcsncmp(const owfp_wchar *a, const owfp_wchar *b, size_t n)
{
    for (; n; a++, b++, n--)
        if (*a != *b || !*a)
            return *a - *b;
    return 0;
}

int owfp_wcscmp(const owfp_wchar *a, const owfp_wchar *b)
{
    return owfp_wcsncmp(a, b, SIZE_MAX);
}

int owfp__wcsnicmp(const owfp_wchar *a, const owfp_wchar *b, size_t n)
{
    for (; n; a++, b++, n--) {
        int x = owfp_towlower(*a), y = owfp_towlower(*b);
        if (x != y || !x)
            return x - y;
    }
    return 0;
}

int owfp__wcsicmp(const owfp_wchar *a, const owfp_wchar *b)
{
    return owfp__wcsnicmp(a, b, SIZE_MAX);
}

owfp_wchar *owfp_wcschr(const owfp_wchar *s, owfp_wchar c)
{
    for (; *s != c; s++)
        if (!*s)
            return NULL;
    return (owfp_wchar *)s;
}

owfp_wchar *owfp_wcsrchr(const owfp_wchar *s, owfp_wchar c)
{
    for (const owfp_wchar *at = s + owfp_wcslen(s);; at--) {
        if (*at == c)
            return (owfp_wchar *)at;
        if (at == s)
            return NULL;
    }
}

owfp_wchar *owfp_wcsstr(const owfp_wchar *s, const owfp_wchar *part)
{
    size_t n = owfp_wcslen(part);
    for (; owfp_wcsncmp(s, part, n) != 0; s++)
        if (!*s)
            return NULL;
    return (owfp_wchar *)s;
}

/* Characters from the start that are in the set, or are not. */
static size_t span(const owfp_wchar *s, const owfp_wchar *set, bool in)
{
    size_t n = 0;
    while (s[n] && (owfp_wcschr(set, s[n]) != NULL) == in)
        n++;
    return n;
}

size_t owfp_wcsspn(const owfp_wchar *s, const owfp_wchar *set)
{
    return span(s, set, true);
}

size_t owfp_wcscspn(const owfp_wchar *s, const owfp_wchar *set)
{
    return span(s, set, false);
}

owfp_wchar *owfp_wcspbrk(const owfp_wchar *s, const owfp_wchar *set)
{
    s += owfp_wcscspn(s, set);
    return *s ? (owfp_wchar *)s : NULL;
}

owfp_wchar *owfp_wcstok(owfp_wchar *s, const owfp_wchar *set, owfp_wchar **state)
{
    if (!s)
        s = *state;
    s += owfp_wcsspn(s, set);
    owfp_wchar *end = s + owfp_wcscspn(s, set);
    *state = *end ? end + 1 : end;
    if (!*s)
        return NULL;
    *end = 0;
    return s;
}

owfp_wchar *owfp__wcsdup(const owfp_wchar *s)
{
    owfp_wchar *copy = malloc((owfp_wcslen(s) + 1) * sizeof(*s));
    return copy ? owfp_wcscpy(copy, s) : NULL;
}

owfp_wchar *owfp__wcslwr(owfp_wchar *s)
{
    for (owfp_wchar *c = s; *c; c++)
        *c = owfp_towlower(*c);
    return s;
}

owfp_wchar *owfp__wcsupr(owfp_wchar *s)
{
    for (owfp_wchar *c = s; *c; c++)
        *c = owfp_towupper(*c);
    return s;
}

size_t owfp_wcstombs(char *out, const owfp_wchar *s, size_t n)
{
    struct crt_sink  sink = { .narrow = out, .room = out ? n : 0 };
    crt_copy(&sink, (struct crt_text){ .wide = s });
    if (out && sink.written < n)
        out[sink.written] = 0;
    return out && sink.written > n ? n : sink.written;
}

size_t owfp_mbstowcs(owfp_wchar *out, const char *s, size_t n)
{
    struct crt_sink sink = { .wide = out, .room = out ? n : 0, .is_wide = true };
    crt_copy(&sink, (struct crt_text){ .narrow = s });
    if (out && sink.written < n)
        out[sink.written] = 0;
    return out && sink.written > n ? n : sink.written;
}

owfp_wchar *owfp_wmemset(owfp_wchar *out, owfp_wchar c, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] = c;
    return out;
}

int owfp_wmemcmp(const owfp_wchar *a, const owfp_wchar *b, size_t n)
{
    for (; n; a++, b++, n--)
        if (*a != *b)
            return *a - *b;
    return 0;
}

owfp_wchar *owfp_wmemchr(const owfp_wchar *s, owfp_wchar c, size_t n)
{
    for (; n; s++, n--)
        if (*s == c)
            return (owfp_wchar *)s;
    return NULL;
}
