#include "api_fwpm/text.h"

#include <stdbool.h>
#include <stdint.h>

#include "base/utf16.h"

static bool is_high(WCHAR c)
{
    return c >= 0xd800 && c < 0xdc00;
}

static bool is_low(WCHAR c)
{
    return c >= 0xdc00 && c < 0xe000;
}

/* Reads one character and moves past it; false when it is none that a name may have. */
static bool next_character(const WCHAR **text, uint32_t *out)
{
    const WCHAR *t = *text;
    if (t[0] < 0x20 || t[0] == 0x7f || is_low(t[0]) || (is_high(t[0]) && !is_low(t[1])))
        return false;
    *out = is_high(t[0]) ? 0x10000u + ((uint32_t)(t[0] - 0xd800) << 10) + (uint32_t)(t[1] - 0xdc00) : t[0];
    *text += is_high(t[0]) ? 2 : 1;
    return true;
}

static char *put(char *at, uint32_t c)
{
    static const uint8_t lead[] = { 0, 0, 0xc0, 0xe0, 0xf0 };
    unsigned             n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (unsigned i = n; i-- > 1; c >>= 6)
        at[i] = (char)(0x80 | (c & 0x3f));
    at[0] = (char)(lead[n] | c);
    return at + n;
}

enum wfp_status text_take(const WCHAR *text, struct arena *arena, const char **out)
{
    size_t   units = 0;
    uint32_t c;
    *out = NULL;
    if (!text)
        return WFP_OK;
    while (text[units])
        units++;
    char *copy = arena_alloc(arena, 3 * units + 1), *at = copy; /* a pair of units needs four bytes */
    if (!copy)
        return WFP_NO_MEMORY;
    while (*text) {
        if (!next_character(&text, &c))
            return WFP_INVALID_PARAMETER;
        at = put(at, c);
    }
    *at = '\0';
    *out = copy;
    return WFP_OK;
}

WCHAR *text_show(const char *utf8, struct arena *arena)
{
    uint16_t *copy = utf8 ? arena_alloc(arena, (utf16_length(utf8) + 1) * sizeof(*copy)) : NULL;
    if (copy)
        utf16_write(utf8, copy);
    return (WCHAR *)copy;
}
