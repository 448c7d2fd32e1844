/* Text to number and back. One reader for both widths: wide digits are narrowed first, which is right because a number
 * has ASCII characters only. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "crt/crt.h"

#define NUMBER_SIZE 80 /* blanks, sign, prefix and 64 binary digits; a longer run of blanks is skipped before */

int32_t owfp_strtol(const char *s, char **end, int base)
{
    long long v = strtoll(s, end, base);
    return v > INT32_MAX ? INT32_MAX : v < INT32_MIN ? INT32_MIN : (int32_t)v;
}

/* A negative number wraps, in 32 bits. */
uint32_t owfp_strtoul(const char *s, char **end, int base)
{
    long long v = strtoll(s, end, base);
    return v > UINT32_MAX || v < -(long long)UINT32_MAX ? UINT32_MAX : (uint32_t)v;
}

int32_t owfp_atol(const char *s)
{
    return owfp_strtol(s, NULL, 10);
}

struct narrowed {
    const owfp_wchar *from; /* behind the blanks */
    char              text[NUMBER_SIZE];
};

static struct narrowed narrow(const owfp_wchar *s)
{
    struct narrowed n = { .from = s };
    while (owfp_iswspace(*n.from))
        n.from++;
    for (size_t i = 0; i < NUMBER_SIZE - 1 && n.from[i] > 0 && n.from[i] < 128; i++)
        n.text[i] = (char)n.from[i];
    return n;
}

static void set_end(const owfp_wchar *s, const struct narrowed *n, const char *end, owfp_wchar **out)
{
    if (out)
        *out = (owfp_wchar *)(end == n->text ? s : n->from + (end - n->text));
}

int32_t owfp_wcstol(const owfp_wchar *s, owfp_wchar **end, int base)
{
    struct narrowed n = narrow(s);
    char           *stop;
    int32_t         v = owfp_strtol(n.text, &stop, base);
    set_end(s, &n, stop, end);
    return v;
}

uint32_t owfp_wcstoul(const owfp_wchar *s, owfp_wchar **end, int base)
{
    struct narrowed n = narrow(s);
    char           *stop;
    uint32_t        v = owfp_strtoul(n.text, &stop, base);
    set_end(s, &n, stop, end);
    return v;
}

int64_t owfp__wcstoi64(const owfp_wchar *s, owfp_wchar **end, int base)
{
    struct narrowed n = narrow(s);
    char           *stop;
    int64_t         v = strtoll(n.text, &stop, base);
    set_end(s, &n, stop, end);
    return v;
}

uint64_t owfp__wcstoui64(const owfp_wchar *s, owfp_wchar **end, int base)
{
    struct narrowed n = narrow(s);
    char           *stop;
    uint64_t        v = strtoull(n.text, &stop, base);
    set_end(s, &n, stop, end);
    return v;
}

int owfp__wtoi(const owfp_wchar *s)
{
    return owfp_wcstol(s, NULL, 10);
}

char *owfp__itoa(int value, char *out, int base)
{
    char     digits[33], *first = digits + sizeof(digits);
    bool     minus = value < 0 && base == 10;
    unsigned v = minus ? 0u - (unsigned)value : (unsigned)value;
    do
        *--first = "0123456789abcdefghijklmnopqrstuvwxyz"[v % (unsigned)base];
    while (v /= (unsigned)base);
    char *at = out;
    if (minus)
        *at++ = '-';
    size_t n = (size_t)(digits + sizeof(digits) - first);
    memcpy(at, first, n);
    at[n] = 0;
    return out;
}

owfp_wchar *owfp__itow(int value, owfp_wchar *out, int base)
{
    char narrow_text[36];
    owfp__itoa(value, narrow_text, base);
    for (size_t i = 0; i <= strlen(narrow_text); i++)
        out[i] = (unsigned char)narrow_text[i];
    return out;
}

/* What a number may be made of; characters of ASCII have the same places in both widths. */
double owfp_wcstod(const owfp_wchar *s, owfp_wchar **end)
{
    char   text[128];
    size_t n = 0;
    for (; n + 1 < sizeof(text) && s[n] && s[n] < 0x80; n++)
        text[n] = (char)s[n];
    text[n] = 0;
    char  *stop;
    double value = strtod(text, &stop);
    if (end)
        *end = (owfp_wchar *)s + (stop - text);
    return value;
}
