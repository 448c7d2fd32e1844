/* The variadic faces of print.c, one shape. */
#include "crt/crt.h"

int owfp__snprintf(char *out, size_t size, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = owfp__vsnprintf(out, size, format, args);
    va_end(args);
    return n;
}

int owfp__snwprintf(owfp_wchar *out, size_t size, const owfp_wchar *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = owfp__vsnwprintf(out, size, format, args);
    va_end(args);
    return n;
}

int owfp_snprintf(char *out, size_t size, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = owfp_vsnprintf(out, size, format, args);
    va_end(args);
    return n;
}

int owfp_sprintf(char *out, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = owfp_vsprintf(out, format, args);
    va_end(args);
    return n;
}

int owfp_swprintf(owfp_wchar *out, size_t size, const owfp_wchar *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = owfp_vswprintf(out, size, format, args);
    va_end(args);
    return n;
}

int owfp_sprintf_s(char *out, size_t size, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = owfp_vsprintf_s(out, size, format, args);
    va_end(args);
    return n;
}

int owfp_swprintf_s(owfp_wchar *out, size_t size, const owfp_wchar *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = owfp_vswprintf_s(out, size, format, args);
    va_end(args);
    return n;
}

int owfp__snprintf_s(char *out, size_t size, size_t count, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = owfp__vsnprintf_s(out, size, count, format, args);
    va_end(args);
    return n;
}

int owfp__snwprintf_s(owfp_wchar *out, size_t size, size_t count, const owfp_wchar *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = owfp__vsnwprintf_s(out, size, count, format, args);
    va_end(args);
    return n;
}

int owfp_fprintf(FILE *out, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = owfp_vfprintf(out, format, args);
    va_end(args);
    return n;
}

int owfp_printf(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = owfp_vprintf(format, args);
    va_end(args);
    return n;
}

int owfp_fwprintf(FILE *out, const owfp_wchar *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = owfp_vfwprintf(out, format, args);
    va_end(args);
    return n;
}

int owfp_wprintf(const owfp_wchar *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = owfp_vwprintf(format, args);
    va_end(args);
    return n;
}
