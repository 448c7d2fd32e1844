/* The printf family over crt_format. They differ in what happens when the text does not fit. */
#include <stdlib.h>

#include "crt/format.h"

static size_t format_narrow(char *out, size_t room, const char *format, va_list args)
{
    struct crt_sink s = { .narrow = out, .room = room };
    crt_format(&s, (struct crt_text){ .narrow = format }, args);
    return s.written;
}

static size_t format_wide(owfp_wchar *out, size_t room, const owfp_wchar *format, va_list args)
{
    struct crt_sink s = { .wide = out, .room = room, .is_wide = true };
    crt_format(&s, (struct crt_text){ .wide = format }, args);
    return s.written;
}

int owfp__vsnprintf(char *out, size_t size, const char *format, va_list args)
{
    size_t n = format_narrow(out, size, format, args);
    if (n < size)
        out[n] = 0;
    return n <= size ? (int)n : -1;
}

int owfp__vsnwprintf(owfp_wchar *out, size_t size, const owfp_wchar *format, va_list args)
{
    size_t n = format_wide(out, size, format, args);
    if (n < size)
        out[n] = 0;
    return n <= size ? (int)n : -1;
}

int owfp_vsnprintf(char *out, size_t size, const char *format, va_list args)
{
    size_t n = format_narrow(out, size ? size - 1 : 0, format, args);
    if (size)
        out[n < size ? n : size - 1] = 0;
    return (int)n;
}

int owfp_vsprintf(char *out, const char *format, va_list args)
{
    size_t n = format_narrow(out, SIZE_MAX, format, args);
    out[n] = 0;
    return (int)n;
}

int owfp_vswprintf(owfp_wchar *out, size_t size, const owfp_wchar *format, va_list args)
{
    size_t n = format_wide(out, size ? size - 1 : 0, format, args);
    if (size)
        out[n < size ? n : size - 1] = 0;
    return n < size ? (int)n : -1;
}

int owfp_vsprintf_s(char *out, size_t size, const char *format, va_list args)
{
    int n = owfp_vsnprintf(out, size, format, args);
    if ((size_t)n < size)
        return n;
    if (size)
        out[0] = 0;
    return -1;
}

int owfp_vswprintf_s(owfp_wchar *out, size_t size, const owfp_wchar *format, va_list args)
{
    int n = owfp_vswprintf(out, size, format, args);
    if (n < 0 && size)
        out[0] = 0;
    return n;
}

/* `count` bounds the text apart from the buffer; SIZE_MAX (_TRUNCATE) means: cut to the buffer. */
int owfp__vsnprintf_s(char *out, size_t size, size_t count, const char *format, va_list args)
{
    if (size == 0)
        return -1;
    size_t room = count < size ? count : size - 1, n = format_narrow(out, room, format, args);
    out[n < room ? n : room] = 0;
    if (n > room && count != SIZE_MAX && count >= size)
        out[0] = 0;
    return n <= room ? (int)n : -1;
}

int owfp__vsnwprintf_s(owfp_wchar *out, size_t size, size_t count, const owfp_wchar *format, va_list args)
{
    if (size == 0)
        return -1;
    size_t room = count < size ? count : size - 1, n = format_wide(out, room, format, args);
    out[n < room ? n : room] = 0;
    if (n > room && count != SIZE_MAX && count >= size)
        out[0] = 0;
    return n <= room ? (int)n : -1;
}

static int write_out(FILE *out, struct crt_text format, va_list args)
{
    struct crt_sink measure = { .is_wide = !format.narrow };
    crt_format(&measure, format, args);
    char *text = malloc(measure.written * 4 + 1);
    if (!text)
        return -1;
    struct crt_sink s = { .narrow = text, .room = measure.written * 4 };
    if (format.narrow) {
        crt_format(&s, format, args);
    } else { /* format wide, then UTF-8: %s keeps the meaning that a wide format gives it */
        owfp_wchar     *wide = malloc((measure.written + 1) * sizeof(*wide));
        struct crt_sink w = { .wide = wide, .room = wide ? measure.written : 0, .is_wide = true };
        crt_format(&w, format, args);
        if (wide)
            wide[measure.written] = 0;
        s.written = wide ? owfp_wcstombs(text, wide, s.room + 1) : 0;
        free(wide);
    }
    size_t done = fwrite(text, 1, s.written, out);
    free(text);
    return done == s.written ? (int)measure.written : -1;
}

int owfp_vfprintf(FILE *out, const char *format, va_list args)
{
    return write_out(out, (struct crt_text){ .narrow = format }, args);
}

int owfp_vprintf(const char *format, va_list args)
{
    return owfp_vfprintf(stdout, format, args);
}

int owfp_vfwprintf(FILE *out, const owfp_wchar *format, va_list args)
{
    return write_out(out, (struct crt_text){ .wide = format }, args);
}

int owfp_vwprintf(const owfp_wchar *format, va_list args)
{
    return owfp_vfwprintf(stdout, format, args);
}
