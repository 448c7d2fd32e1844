#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/utf16.h"

struct text text_init(char *buffer, size_t size)
{
    if (size)
        buffer[0] = 0;
    return (struct text){ buffer, size };
}

void text_put(struct text *t, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = vsnprintf(t->at, t->left, format, args);
    va_end(args);
    if (n <= 0 || t->left == 0)
        return;
    size_t used = (size_t)n < t->left ? (size_t)n : t->left - 1;
    t->at += used;
    t->left -= used;
}

static size_t encode(uint32_t c, unsigned char out[4])
{
    size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = { 0, 0, 0xc0, 0xe0, 0xf0 };
    for (size_t i = n; i-- > 1; c >>= 6)
        out[i] = (unsigned char)(0x80 | (c & 0x3f));
    out[0] = (unsigned char)(lead[n] | c);
    return n;
}

void text_put_utf16(struct text *t, struct bytes units)
{
    uint32_t      c;
    unsigned char utf8[4];
    while (utf16_next(&units, &c) && c != 0) {
        size_t n = encode(c, utf8);
        if (n >= t->left)
            return;
        memcpy(t->at, utf8, n);
        t->at += n;
        t->left -= n;
        *t->at = 0;
    }
}
