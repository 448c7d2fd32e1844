#include "base/utf16.h"

#define REPLACEMENT 0xfffdu

/* Decodes the character at *s and moves past it; false when the bytes are no well-formed sequence (RFC 3629). */
static bool next_character(const unsigned char **s, uint32_t *out)
{
    static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
    const unsigned char  *p = *s;
    unsigned              n = p[0] < 0x80 ? 1 : p[0] < 0xc2 ? 0 : p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : p[0] < 0xf5 ? 4 : 0;
    uint32_t              c = n < 2 ? p[0] : p[0] & (0x7fu >> n);
    for (unsigned i = 1; i < n; i++) {
        if ((p[i] & 0xc0) != 0x80)
            return false;
        c = c << 6 | (p[i] & 0x3f);
    }
    if (n == 0 || c < least[n] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
        return false;
    *s += n;
    *out = c;
    return true;
}

/* The code units of one character; returns how many. */
static unsigned units_of(uint32_t c, uint16_t out[2])
{
    if (c < 0x10000) {
        out[0] = (uint16_t)c;
        return 1;
    }
    out[0] = (uint16_t)(0xd800 + ((c - 0x10000) >> 10));
    out[1] = (uint16_t)(0xdc00 + (c & 0x3ff));
    return 2;
}

size_t utf16_length(const char *utf8)
{
    const unsigned char *s = (const unsigned char *)utf8;
    size_t               n = 0;
    while (*s) {
        uint32_t c;
        if (!next_character(&s, &c))
            return SIZE_MAX;
        n += c < 0x10000 ? 1 : 2;
    }
    return n;
}

void utf16_write(const char *utf8, uint16_t *out)
{
    const unsigned char *s = (const unsigned char *)utf8;
    uint32_t             c;
    while (*s && next_character(&s, &c))
        out += units_of(c, out);
    *out = 0;
}

void utf16_write_le(const char *utf8, uint8_t *out)
{
    const unsigned char *s = (const unsigned char *)utf8;
    uint32_t             c;
    uint16_t             units[2];
    while (*s && next_character(&s, &c))
        for (unsigned i = 0, n = units_of(c, units); i < n; i++) {
            *out++ = (uint8_t)units[i];
            *out++ = (uint8_t)(units[i] >> 8);
        }
    out[0] = out[1] = 0;
}

bool utf16_next(struct bytes *units, uint32_t *character)
{
    uint16_t     first, second;
    struct bytes after;
    if (!bytes_u16_le(units, &first))
        return false;
    after = *units;
    *character = first;
    if (first < 0xd800 || first > 0xdfff)
        return true;
    *character = REPLACEMENT;
    if (first < 0xdc00 && bytes_u16_le(&after, &second) && second >= 0xdc00 && second <= 0xdfff) {
        *character = 0x10000u + ((first - 0xd800u) << 10) + (second - 0xdc00u);
        *units = after;
    }
    return true;
}
