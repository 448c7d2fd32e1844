/* The variadic faces of print.c, one shape. */
#include "crt/crt.h"

/* The body of each: `call` may name `args`, the arguments after `last`. */
#define PASS_ON(last, call) \
    va_list args;           \
    va_start(args, last);   \
    int n = (call);         \
    va_end(args);           \
    return n

int owfp__snprintf(char *out, size_t size, const char *format, ...)
{
    PASS_ON(format, owfp__vsnprintf(out, size, format, args));
}

int owfp__snwprintf(owfp_wchar *out, size_t size, const owfp_wchar *format, ...)
{
    PASS_ON(format, owfp__vsnwprintf(out, size, format, args));
}

int owfp_snprintf(char *out, size_t size, const char *format, ...)
{
    PASS_ON(format, owfp_vsnprintf(out, size, format, args));
}

int owfp_sprintf(char *out, const char *format, ...)
{
    PASS_ON(format, owfp_vsprintf(out, format, args));
}

int owfp_swprintf(owfp_wchar *out, size_t size, const owfp_wchar *format, ...)
{
    PASS_ON(format, owfp_vswprintf(out, size, format, args));
}

int owfp_sprintf_s(char *out, size_t size, const char *format, ...)
{
    PASS_ON(format, owfp_vsprintf_s(out, size, format, args));
}

int owfp_swprintf_s(owfp_wchar *out, size_t size, const owfp_wchar *format, ...)
{
    PASS_ON(format, owfp_vswprintf_s(out, size, format, args));
}

int owfp__snprintf_s(char *out, size_t size, size_t count, const char *format, ...)
{
    PASS_ON(format, owfp__vsnprintf_s(out, size, count, format, args));
}

int owfp__snwprintf_s(owfp_wchar *out, size_t size, size_t count, const owfp_wchar *format, ...)
{
    PASS_ON(format, owfp__vsnwprintf_s(out, size, count, format, args));
}

int owfp_fprintf(FILE *out, const char *format, ...)
{
    PASS_ON(format, owfp_vfprintf(out, format, args));
}

int owfp_printf(const char *format, ...)
{
    PASS_ON(format, owfp_vprintf(format, args));
}

int owfp_fwprintf(FILE *out, const owfp_wchar *format, ...)
{
    PASS_ON(format, owfp_vfwprintf(out, format, args));
}

int owfp_wprintf(const owfp_wchar *format, ...)
{
    PASS_ON(format, owfp_vwprintf(format, args));
}
