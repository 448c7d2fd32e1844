/* Microsoft's printf formats over narrow and wide text. print.c has the functions that programs call. */
#ifndef WFP_CRT_FORMAT_H
#define WFP_CRT_FORMAT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "crt/crt.h"

/* Text of one of two widths. Wide text converts to UTF-8 when it meets a narrow place, and back. */
struct crt_text {
    const char       *narrow;
    const owfp_wchar *wide; /* used when narrow is NULL */
};

/* Where characters go; what does not fit is counted and dropped. */
struct crt_sink {
    char       *narrow;
    owfp_wchar *wide;
    size_t      room;    /* characters, without a terminator */
    size_t      written; /* as if there were room for all */
    bool        is_wide;
};

/* Conversions of our own, which stand for what WPP knows: an NTSTATUS, a port and an address in network order, a pointer to the
 * bytes of an IPv6 address, to a GUID. */
#define FORMAT_STATUS "\001"
#define FORMAT_PORT   "\002"
#define FORMAT_IPV4   "\003"
#define FORMAT_IPV6   "\004"
#define FORMAT_GUID   "\005"

/* Writes no terminator. */
void crt_format(struct crt_sink *out, struct crt_text format, va_list args);

/* The whole text up to its NUL, converted. */
void crt_copy(struct crt_sink *out, struct crt_text text);

#endif
