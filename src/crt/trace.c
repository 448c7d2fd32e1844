/* WPP trace messages of modules. WPP's own conversions, %!STATUS! and its kin, are understood where their argument has
 * a known size; a message with another one is logged as it stands in the source, because what its arguments are only
 * WPP knows. */
#include "crt/trace.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "crt/crt.h"

static void to_stderr(const char *where, const char *function, const char *text)
{
    fprintf(stderr, "%s: %s: %s\n", function, where, text);
}

static trace_handler *handler = to_stderr; /* immutable after start */

void crt_on_trace(trace_handler *h)
{
    handler = h;
}

/* What stands for a WPP name in an ordinary format. */
static const struct {
    const char *name;
    const char *format;
} known[] = {
    { "STATUS", "0x%08X" }, { "HRESULT", "0x%08X" }, { "WINERROR", "%u" }, { "HANDLE", "%p" },
    { "bool", "%u" },       { "BOOLEAN", "%u" },     { "IRQL", "%u" },     { "NTSTATUS", "0x%08X" },
    { "level", "%u" },      { "sl", "%d" },          { "ul", "%u" },       { "port", "%u" },
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

/* The name up to the second '!'. */
static bool put_wpp(struct builder *b, const char *name, size_t n, const char *function)
{
    if (n == 4 && memcmp(name, "FUNC", 4) == 0)
        return put(b, function, strlen(function));
    for (unsigned i = 0; i < sizeof(known) / sizeof(known[0]); i++)
        if (strlen(known[i].name) == n && memcmp(known[i].name, name, n) == 0)
            return put(b, known[i].format, strlen(known[i].format));
    return false;
}

/* The format without WPP's conversions; false when one is not known or there is no room. */
static bool plain_format(const char *format, const char *function, char *out, size_t size)
{
    struct builder b = { out, size };
    *out = 0;
    while (*format) {
        const char *name = strncmp(format, "%!", 2) == 0 ? format + 2 : NULL;
        const char *end = name ? strchr(name, '!') : NULL;
        bool        fits = end ? put_wpp(&b, name, (size_t)(end - name), function) : put(&b, format, 1);
        if (!fits)
            return false;
        format = end ? end + 1 : format + 1;
    }
    return true;
}

void owfp_trace(const char *where, const char *function, const char *format, ...)
{
    char    text[1024], plain[512];
    va_list args;
    va_start(args, format);
    if (plain_format(format, function, plain, sizeof(plain)))
        owfp_vsnprintf(text, sizeof(text), plain, args);
    else
        owfp_snprintf(text, sizeof(text), "%s", format);
    va_end(args);
    handler(where, function, text);
}
