/* The format interpreter. A conversion is read into a struct spec, its value turned into text of one width, and that is
 * padded into the sink. */
#include "crt/sink.h"

#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "crt/trace.h"

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

static void padded_text(struct crt_sink *s, const struct spec *f, struct crt_text t, size_t n)
{
    struct crt_sink measure = { .is_wide = s->is_wide };
    crt_put_text(&measure, t, n);
    long fill = f->width - (long)measure.written;
    if (!f->left)
        crt_pad(s, f->zero ? '0' : ' ', fill);
    crt_put_text(s, t, n);
    if (f->left)
        crt_pad(s, ' ', fill);
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
    padded_text(s, f, t, crt_length(t, f->precision));
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
        crt_pad(s, ' ', fill);
    for (const char *p = prefix; *p; p++)
        crt_put(s, (unsigned char)*p);
    crt_pad(s, '0', (long)zeros + (zero_fill && fill > 0 ? fill : 0));
    crt_put_text(s, (struct crt_text){ .narrow = digits }, n);
    if (f->left)
        crt_pad(s, ' ', fill);
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
        switch (crt_unit(t, i)) {
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
    if (crt_unit(t, i) == '*') {
        *value = va_arg(a->list, int);
        return i + 1;
    }
    for (*value = 0; crt_unit(t, i) - '0' < 10; i++)
        if (*value < 100000)
            *value = *value * 10 + (int)(crt_unit(t, i) - '0');
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
        if (crt_unit(t, i) != (unsigned char)*word)
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
    if (crt_unit(t, i) == '.')
        i = read_number(t, i + 1, a, &f->precision);
    i = read_size(t, i, f);
    f->conversion = crt_unit(t, i);
    return f->conversion ? i + 1 : i;
}

static const char *(*status_name)(uint32_t status); /* immutable after start */

void crt_on_status(const char *(*name)(uint32_t status))
{
    status_name = name;
}

static void status_text(uint32_t status, char *out, size_t size)
{
    const char *name = status_name ? status_name(status) : NULL;
    snprintf(out, size, name ? "0x%08X(%s)" : "0x%08X", (unsigned)status, name);
}

static void guid_text(const uint8_t *g, char *out, size_t size)
{
    snprintf(out, size, "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", g[3], g[2], g[1], g[0], g[5], g[4],
             g[7], g[6], g[8], g[9], g[10], g[11], g[12], g[13], g[14], g[15]);
}

/* One of the conversions of format.h. */
static void wpp(struct crt_sink *s, const struct spec *f, struct arguments *a)
{
    static const uint8_t none[16];
    char                 text[80];
    uint32_t             number = f->conversion <= (unsigned)FORMAT_IPV4[0] ? va_arg(a->list, uint32_t) : 0;
    const void          *p = f->conversion > (unsigned)FORMAT_IPV4[0] ? va_arg(a->list, const void *) : NULL;
    switch (f->conversion) {
    case 1:
        status_text(number, text, sizeof(text));
        break;
    case 2:
        snprintf(text, sizeof(text), "%u", ntohs((uint16_t)number));
        break;
    case 3:
        inet_ntop(AF_INET, &number, text, sizeof(text));
        break;
    case 4:
        inet_ntop(AF_INET6, p ? p : none, text, sizeof(text));
        break;
    case 5:
        guid_text(p ? p : none, text, sizeof(text));
        break;
    }
    padded_text(s, f, (struct crt_text){ .narrow = text }, strlen(text));
}

static void convert(struct crt_sink *s, const struct spec *f, struct arguments *a)
{
    if (f->conversion >= 1 && f->conversion <= 5) {
        wpp(s, f, a);
        return;
    }
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
        crt_put(s, f->conversion);
    }
}

void crt_format(struct crt_sink *out, struct crt_text format, va_list args)
{
    struct arguments a;
    struct spec      f;
    va_copy(a.list, args);
    for (size_t i = 0; crt_unit(format, i);) {
        if (crt_unit(format, i) != '%') {
            crt_put(out, crt_unit(format, i++));
            continue;
        }
        i = read_spec(format, i + 1, &a, &f);
        if (f.conversion)
            convert(out, &f, &a);
    }
    va_end(a.list);
}
