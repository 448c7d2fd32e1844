/* The format interpreter. A conversion is read into a struct spec, its value turned into text of one width, and that is padded
 * into the sink. */
#include "crt/format.h"

#include <stdint.h>
#include <string.h>

struct spec {
    bool     left, plus, space, zero, alternate;
    int      width;
    int      precision; /* -1: none */
    unsigned bits;      /* of an integer: 8, 16, 32, 64 */
    int      text;      /* forced width of %s and %c: 'h', 'w' or 0 */
    unsigned conversion;
};

/* UNICODE_STRING and ANSI_STRING, as %wZ and %Z get them. */
struct counted {
    uint16_t    length; /* bytes */
    uint16_t    room;
    const void *buffer;
};

struct arguments {
    va_list list;
};

static void put(struct crt_sink *s, unsigned unit)
{
    if (s->written < s->room) {
        if (s->is_wide)
            s->wide[s->written] = (owfp_wchar)unit;
        else
            s->narrow[s->written] = (char)unit;
    }
    s->written++;
}

static void pad(struct crt_sink *s, unsigned unit, long n)
{
    for (; n > 0; n--)
        put(s, unit);
}

static unsigned unit_at(struct crt_text t, size_t i)
{
    return t.narrow ? (unsigned char)t.narrow[i] : t.wide[i];
}

static void put_as_utf8(struct crt_sink *s, uint32_t c)
{
    if (c < 0x80) {
        put(s, c);
    } else if (c < 0x800) {
        put(s, 0xC0 | c >> 6);
        put(s, 0x80 | (c & 63));
    } else if (c < 0x10000) {
        put(s, 0xE0 | c >> 12);
        put(s, 0x80 | (c >> 6 & 63));
        put(s, 0x80 | (c & 63));
    } else {
        put(s, 0xF0 | c >> 18);
        put(s, 0x80 | (c >> 12 & 63));
        put(s, 0x80 | (c >> 6 & 63));
        put(s, 0x80 | (c & 63));
    }
}

static void put_as_utf16(struct crt_sink *s, uint32_t c)
{
    if (c >= 0x10000) {
        put(s, 0xD800 + ((c - 0x10000) >> 10));
        put(s, 0xDC00 + ((c - 0x10000) & 0x3FF));
    } else {
        put(s, c);
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

static void put_text(struct crt_sink *s, struct crt_text t, size_t n)
{
    for (size_t i = 0; i < n;) {
        if (!t.narrow == s->is_wide)
            put(s, unit_at(t, i++));
        else if (t.narrow)
            put_as_utf16(s, narrow_character(t.narrow, n, &i));
        else
            put_as_utf8(s, wide_character(t.wide, n, &i));
    }
}

static void padded_text(struct crt_sink *s, const struct spec *f, struct crt_text t, size_t n)
{
    struct crt_sink measure = { .is_wide = s->is_wide };
    put_text(&measure, t, n);
    long fill = f->width - (long)measure.written;
    if (!f->left)
        pad(s, f->zero ? '0' : ' ', fill);
    put_text(s, t, n);
    if (f->left)
        pad(s, ' ', fill);
}

static size_t bounded_length(struct crt_text t, int most)
{
    size_t n = 0;
    while ((most < 0 || n < (size_t)most) && unit_at(t, n))
        n++;
    return n;
}

void crt_copy(struct crt_sink *out, struct crt_text text)
{
    put_text(out, text, bounded_length(text, -1));
}

/* %s and %c have the width of the format; %S and %C the other one; h and l, w decide. */
static bool is_wide_text(const struct crt_sink *s, const struct spec *f)
{
    bool capital = f->conversion == 'S' || f->conversion == 'C';
    if (f->text)
        return f->text == 'w';
    return s->is_wide != capital;
}

static void string(struct crt_sink *s, const struct spec *f, struct arguments *a)
{
    const void     *p = va_arg(a->list, const void *);
    struct crt_text t = { .narrow = "(null)" };
    if (p && is_wide_text(s, f))
        t = (struct crt_text){ .wide = p };
    else if (p)
        t.narrow = p;
    padded_text(s, f, t, bounded_length(t, f->precision));
}

static void counted_string(struct crt_sink *s, const struct spec *f, struct arguments *a)
{
    const struct counted *p = va_arg(a->list, const struct counted *);
    struct crt_text       t = { .narrow = "(null)" };
    size_t                n = 6;
    if (p && p->buffer && f->text == 'w') {
        t = (struct crt_text){ .wide = p->buffer };
        n = p->length / 2;
    } else if (p && p->buffer) {
        t.narrow = p->buffer;
        n = p->length;
    } else if (p) {
        n = 0;
    }
    padded_text(s, f, t, f->precision >= 0 && (size_t)f->precision < n ? (size_t)f->precision : n);
}

static void character(struct crt_sink *s, const struct spec *f, struct arguments *a)
{
    int        c = va_arg(a->list, int);
    owfp_wchar wide = (owfp_wchar)c;
    char       narrow = (char)c;
    if (is_wide_text(s, f))
        padded_text(s, f, (struct crt_text){ .wide = &wide }, 1);
    else
        padded_text(s, f, (struct crt_text){ .narrow = &narrow }, 1);
}

static uint64_t integer_argument(const struct spec *f, struct arguments *a, bool is_signed)
{
    if (f->bits == 64)
        return va_arg(a->list, uint64_t);
    uint32_t v = va_arg(a->list, uint32_t);
    if (f->bits == 16)
        return is_signed ? (uint64_t)(int16_t)v : (uint16_t)v;
    if (f->bits == 8)
        return is_signed ? (uint64_t)(int8_t)v : (uint8_t)v;
    return is_signed ? (uint64_t)(int32_t)v : v;
}

/* Digits from the right end of the buffer; returns where they begin. */
static char *digits_of(uint64_t v, unsigned base, bool capital, char *end)
{
    const char *set = capital ? "0123456789ABCDEF" : "0123456789abcdef";
    for (; v; v /= base)
        *--end = set[v % base];
    return end;
}

static void put_number(struct crt_sink *s, const struct spec *f, const char *prefix, const char *digits, size_t n)
{
    size_t zeros = f->precision > 0 && (size_t)f->precision > n ? (size_t)f->precision - n : 0;
    if (f->precision < 0 && n == 0)
        zeros = 1;
    long fill = f->width - (long)(strlen(prefix) + zeros + n);
    bool zero_fill = f->zero && !f->left && f->precision < 0;
    if (!f->left && !zero_fill)
        pad(s, ' ', fill);
    for (const char *p = prefix; *p; p++)
        put(s, (unsigned char)*p);
    pad(s, '0', (long)zeros + (zero_fill && fill > 0 ? fill : 0));
    put_text(s, (struct crt_text){ .narrow = digits }, n);
    if (f->left)
        pad(s, ' ', fill);
}

static void signed_number(struct crt_sink *s, const struct spec *f, struct arguments *a)
{
    char        buffer[24], *end = buffer + sizeof(buffer);
    int64_t     v = (int64_t)integer_argument(f, a, true);
    const char *prefix = v < 0 ? "-" : f->plus ? "+" : f->space ? " " : "";
    char       *first = digits_of(v < 0 ? 0 - (uint64_t)v : (uint64_t)v, 10, false, end);
    put_number(s, f, prefix, first, (size_t)(end - first));
}

static void unsigned_number(struct crt_sink *s, const struct spec *f, struct arguments *a)
{
    char        buffer[24], *end = buffer + sizeof(buffer);
    uint64_t    v = integer_argument(f, a, false);
    bool        hex = f->conversion == 'x' || f->conversion == 'X';
    unsigned    base = hex ? 16 : f->conversion == 'o' ? 8 : 10;
    char       *first = digits_of(v, base, f->conversion == 'X', end);
    const char *prefix = f->alternate && v && hex ? (f->conversion == 'X' ? "0X" : "0x") : f->alternate && base == 8 ? "0" : "";
    put_number(s, f, prefix, first, (size_t)(end - first));
}

/* Sixteen capital digits, as Windows prints pointers. */
static void pointer(struct crt_sink *s, const struct spec *f, struct arguments *a)
{
    char        buffer[24], *end = buffer + sizeof(buffer);
    struct spec wide = *f;
    char       *first = digits_of((uint64_t)(uintptr_t)va_arg(a->list, void *), 16, true, end);
    wide.precision = 16;
    put_number(s, &wide, f->alternate ? "0X" : "", first, (size_t)(end - first));
}

static void floating(struct crt_sink *s, const struct spec *f, struct arguments *a)
{
    char one[16], buffer[512];
    int  at = 0;
    one[at++] = '%';
    if (f->alternate)
        one[at++] = '#';
    if (f->plus)
        one[at++] = '+';
    if (f->space)
        one[at++] = ' ';
    memcpy(one + at, ".*", 2);
    one[at + 2] = (char)f->conversion;
    one[at + 3] = 0;
    /* long double has 64 bits in Microsoft's compiler, so a module passes a double for %Lf as well. */
    int n = snprintf(buffer, sizeof(buffer), one, f->precision, va_arg(a->list, double));
    padded_text(s, f, (struct crt_text){ .narrow = buffer }, n < 0 ? 0 : n < (int)sizeof(buffer) ? (size_t)n : sizeof(buffer) - 1);
}

static size_t read_flags(struct crt_text t, size_t i, struct spec *f)
{
    for (;; i++) {
        switch (unit_at(t, i)) {
        case '-':
            f->left = true;
            break;
        case '+':
            f->plus = true;
            break;
        case ' ':
            f->space = true;
            break;
        case '0':
            f->zero = true;
            break;
        case '#':
            f->alternate = true;
            break;
        default:
            return i;
        }
    }
}

static size_t read_number(struct crt_text t, size_t i, struct arguments *a, int *value)
{
    if (unit_at(t, i) == '*') {
        *value = va_arg(a->list, int);
        return i + 1;
    }
    for (*value = 0; unit_at(t, i) - '0' < 10; i++)
        if (*value < 100000)
            *value = *value * 10 + (int)(unit_at(t, i) - '0');
    return i;
}

struct size_word {
    char     word[4];
    unsigned bits;
    int      text;
};

/* Longer words first. */
static const struct size_word size_words[] = {
    { "I64", 64, 0 }, { "I32", 32, 0 }, { "ll", 64, 0 }, { "hh", 8, 0 },  { "l", 32, 'w' }, { "h", 16, 'h' },
    { "w", 32, 'w' }, { "I", 64, 0 },   { "z", 64, 0 },  { "t", 64, 0 },  { "j", 64, 0 },   { "L", 32, 0 },
};

static bool begins(struct crt_text t, size_t i, const char *word)
{
    for (; *word; word++, i++)
        if (unit_at(t, i) != (unsigned char)*word)
            return false;
    return true;
}

static size_t read_size(struct crt_text t, size_t i, struct spec *f)
{
    f->bits = 32;
    for (size_t k = 0; k < sizeof(size_words) / sizeof(size_words[0]); k++) {
        if (begins(t, i, size_words[k].word)) {
            f->bits = size_words[k].bits;
            f->text = size_words[k].text;
            return i + strlen(size_words[k].word);
        }
    }
    return i;
}

static size_t read_spec(struct crt_text t, size_t i, struct arguments *a, struct spec *f)
{
    *f = (struct spec){ .precision = -1 };
    i = read_flags(t, i, f);
    i = read_number(t, i, a, &f->width);
    if (f->width < 0) {
        f->left = true;
        f->width = -f->width;
    }
    if (unit_at(t, i) == '.')
        i = read_number(t, i + 1, a, &f->precision);
    i = read_size(t, i, f);
    f->conversion = unit_at(t, i);
    return f->conversion ? i + 1 : i;
}

static void convert(struct crt_sink *s, const struct spec *f, struct arguments *a)
{
    switch (f->conversion) {
    case 'd':
    case 'i':
        signed_number(s, f, a);
        break;
    case 'u':
    case 'x':
    case 'X':
    case 'o':
        unsigned_number(s, f, a);
        break;
    case 'p':
        pointer(s, f, a);
        break;
    case 's':
    case 'S':
        string(s, f, a);
        break;
    case 'c':
    case 'C':
        character(s, f, a);
        break;
    case 'Z':
        counted_string(s, f, a);
        break;
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
    case 'a':
    case 'A':
        floating(s, f, a);
        break;
    default: /* Microsoft's library prints what it does not know */
        put(s, f->conversion);
    }
}

void crt_format(struct crt_sink *out, struct crt_text format, va_list args)
{
    struct arguments a;
    struct spec      f;
    va_copy(a.list, args);
    for (size_t i = 0; unit_at(format, i);) {
        if (unit_at(format, i) != '%') {
            put(out, unit_at(format, i++));
            continue;
        }
        i = read_spec(format, i + 1, &a, &f);
        if (f.conversion)
            convert(out, &f, &a);
    }
    va_end(a.list);
}
