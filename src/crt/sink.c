/* Text of both widths into a buffer of one. */
#include "crt/sink.h"

void crt_put(struct crt_sink *s, unsigned unit)
{
    if (s->written < s->room) {
        if (s->is_wide)
            s->wide[s->written] = (owfp_wchar)unit;
        else
            s->narrow[s->written] = (char)unit;
    }
    s->written++;
}

void crt_pad(struct crt_sink *s, unsigned unit, long n)
{
    for (; n > 0; n--)
        crt_put(s, unit);
}

unsigned crt_unit(struct crt_text t, size_t i)
{
    return t.narrow ? (unsigned char)t.narrow[i] : t.wide[i];
}

static void put_as_utf8(struct crt_sink *s, uint32_t c)
{
    if (c < 0x80) {
        crt_put(s, c);
    } else if (c < 0x800) {
        crt_put(s, 0xC0 | c >> 6);
        crt_put(s, 0x80 | (c & 63));
    } else if (c < 0x10000) {
        crt_put(s, 0xE0 | c >> 12);
        crt_put(s, 0x80 | (c >> 6 & 63));
        crt_put(s, 0x80 | (c & 63));
    } else {
        crt_put(s, 0xF0 | c >> 18);
        crt_put(s, 0x80 | (c >> 12 & 63));
        crt_put(s, 0x80 | (c >> 6 & 63));
        crt_put(s, 0x80 | (c & 63));
    }
}

static void put_as_utf16(struct crt_sink *s, uint32_t c)
{
    if (c >= 0x10000) {
        crt_put(s, 0xD800 + ((c - 0x10000) >> 10));
        crt_put(s, 0xDC00 + ((c - 0x10000) & 0x3FF));
    } else {
        crt_put(s, c);
    }
}

/* One character of UTF-16; a lone surrogate is U+FFFD. */
static uint32_t wide_character(const owfp_wchar *s, size_t n, size_t *i)
{
    uint32_t c = s[(*i)++];
    if (c - 0xD800 >= 0x800)
        return c;
    if (c >= 0xDC00 || *i == n || s[*i] - 0xDC00u >= 0x400)
        return 0xFFFD;
    return 0x10000 + ((c - 0xD800) << 10) + (s[(*i)++] - 0xDC00u);
}

/* One character of UTF-8; a byte that begins none stands for itself, as in the Latin code page. */
static uint32_t narrow_character(const char *s, size_t n, size_t *i)
{
    const unsigned char *u = (const unsigned char *)s;
    uint32_t             c = u[(*i)++];
    unsigned             more = c >= 0xF0 && c < 0xF8 ? 3 : c >= 0xE0 && c < 0xF0 ? 2 : c >= 0xC2 && c < 0xE0 ? 1 : 0;
    if (more == 0 || *i + more > n)
        return c;
    uint32_t whole = c & (0x3F >> more);
    for (unsigned k = 0; k < more; k++) {
        if ((u[*i + k] & 0xC0) != 0x80)
            return c;
        whole = whole << 6 | (u[*i + k] & 63);
    }
    *i += more;
    return whole;
}

void crt_put_text(struct crt_sink *s, struct crt_text t, size_t n)
{
    for (size_t i = 0; i < n;) {
        if (!t.narrow == s->is_wide)
            crt_put(s, crt_unit(t, i++));
        else if (t.narrow)
            put_as_utf16(s, narrow_character(t.narrow, n, &i));
        else
            put_as_utf8(s, wide_character(t.wide, n, &i));
    }
}

size_t crt_length(struct crt_text t, int most)
{
    size_t n = 0;
    while ((most < 0 || n < (size_t)most) && crt_unit(t, n))
        n++;
    return n;
}

void crt_copy(struct crt_sink *out, struct crt_text text)
{
    crt_put_text(out, text, crt_length(text, -1));
}
