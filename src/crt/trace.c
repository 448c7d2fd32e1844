/* WPP trace messages of modules. WPP's own conversions, %!STATUS! and its kin, are understood where their argument has
 * a known size; a message with another one is logged as it stands in the source, because what its arguments are only
 * WPP knows. */
#include "crt/trace.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "crt/crt.h"
#include "crt/format.h"

static void to_stderr(const char *where, const char *function, const char *text)
{
    fprintf(stderr, "%s: %s: %s\n", function, where, text);
}

static trace_handler *handler = to_stderr; /* immutable after start */

void crt_on_trace(trace_handler *h)
{
    handler = h;
}

/* What stands for a WPP name in a format of ours; those below ' ' are format.c's own. */
static const struct {
    const char *name;
    const char *format;
} known[] = {
    { "STATUS", "%" FORMAT_STATUS }, { "NTSTATUS", "%" FORMAT_STATUS }, { "HRESULT", "0x%08X" }, { "WINERROR", "%u" },
    { "HANDLE", "%p" },              { "bool", "%u" },                  { "BOOLEAN", "%u" },     { "IRQL", "%u" },
    { "level", "%u" },               { "sl", "%d" },                    { "ul", "%u" },          { "port", "%" FORMAT_PORT },
    { "PORT", "%" FORMAT_PORT },     { "ipaddr", "%" FORMAT_IPV4 },     { "IPADDR", "%" FORMAT_IPV4 },
    { "IPV6ADDR", "%" FORMAT_IPV6 }, { "ipv6addr", "%" FORMAT_IPV6 },   { "GUID", "%" FORMAT_GUID }, { "guid", "%" FORMAT_GUID },
    { "x", "%02X" },                 { "d", "%d" },                     { "s", "%s" },           { "S", "%S" },
    { "ANSTR", "%Z" },               { "USTR", "%wZ" },                 { "WSTR", "%S" },        { "ASTR", "%s" },
};

struct builder {
    char  *at;
    size_t left;
};

static bool put(struct builder *b, const char *text, size_t n)
{
    if (n >= b->left)
        return false;
    memcpy(b->at, text, n);
    b->at += n;
    b->left -= n;
    *b->at = 0;
    return true;
}

struct place {
    const char *function;
    unsigned    line;
};

/* The name up to the second '!'. */
static bool put_wpp(struct builder *b, const char *name, size_t n, const struct place *place)
{
    char line[16];
    if (n == 4 && memcmp(name, "FUNC", 4) == 0)
        return put(b, place->function, strlen(place->function));
    if (n == 4 && memcmp(name, "LINE", 4) == 0)
        return put(b, line, (size_t)snprintf(line, sizeof(line), "%u", place->line));
    for (unsigned i = 0; i < sizeof(known) / sizeof(known[0]); i++)
        if (strlen(known[i].name) == n && memcmp(known[i].name, name, n) == 0)
            return put(b, known[i].format, strlen(known[i].format));
    return false;
}

/* The format without WPP's conversions; false when one is not known or there is no room. */
static bool plain_format(const char *format, const struct place *place, char *out, size_t size)
{
    struct builder b = { out, size };
    *out = 0;
    while (*format) {
        const char *name = strncmp(format, "%!", 2) == 0 ? format + 2 : NULL;
        const char *end = name ? strchr(name, '!') : NULL;
        bool        fits = end ? put_wpp(&b, name, (size_t)(end - name), place) : put(&b, format, 1);
        if (!fits)
            return false;
        format = end ? end + 1 : format + 1;
    }
    return true;
}

/* Messages of WPP have no line end; those who write one all the same are used to DbgPrint. */
static void trim(char *text)
{
    size_t n = strlen(text);
    while (n && (text[n - 1] == '\n' || text[n - 1] == '\r'))
        text[--n] = 0;
}

static void trace(const char *where, const struct place *place, const char *format, va_list args)
{
    char text[1024], plain[512];
    if (plain_format(format, place, plain, sizeof(plain)))
        owfp_vsnprintf(text, sizeof(text), plain, args);
    else
        owfp_snprintf(text, sizeof(text), "%s", format);
    trim(text);
    handler(where, place->function, text);
}

void owfp_trace(const char *where, const char *function, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    trace(where, &(struct place){ function, 0 }, format, args);
    va_end(args);
}

void owfp_trace_at(const char *where, const char *function, unsigned line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    trace(where, &(struct place){ function, line }, format, args);
    va_end(args);
}
