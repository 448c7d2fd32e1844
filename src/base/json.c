#include "base/json.h"

#include <inttypes.h>
#include <string.h>

static void quoted(FILE *out, const char *s);

static void begin(struct json *j, const char *name)
{
    if (j->comma)
        putc(',', j->out);
    j->comma = true;
    if (name) {
        quoted(j->out, name);
        putc(':', j->out);
    }
}

/* Bytes in the well-formed UTF-8 sequence at s, 0 when it is none (RFC 3629). */
static size_t utf8_length(const unsigned char *s)
{
    size_t n = s[0] < 0x80 ? 1 : s[0] < 0xc2 ? 0 : s[0] < 0xe0 ? 2 : s[0] < 0xf0 ? 3 : s[0] < 0xf5 ? 4 : 0;
    for (size_t i = 1; i < n; i++)
        if ((s[i] & 0xc0) != 0x80)
            return 0;
    if ((s[0] == 0xe0 && s[1] < 0xa0) || (s[0] == 0xed && s[1] > 0x9f) || (s[0] == 0xf0 && s[1] < 0x90) ||
        (s[0] == 0xf4 && s[1] > 0x8f))
        return 0;
    return n;
}

static void quoted(FILE *out, const char *text)
{
    const unsigned char *s = (const unsigned char *)text;
    putc('"', out);
    while (*s) {
        size_t n = utf8_length(s);
        if (n == 0) {
            fputs("\xef\xbf\xbd", out);
            s++;
        } else if (*s == '"' || *s == '\\') {
            putc('\\', out);
            putc(*s++, out);
        } else if (*s < 0x20 || *s == 0x7f) {
            fprintf(out, "\\u%04x", *s++);
        } else {
            fwrite(s, 1, n, out);
            s += n;
        }
    }
    putc('"', out);
}

void json_begin_object(struct json *j, const char *name)
{
    begin(j, name);
    putc('{', j->out);
    j->comma = false;
}

void json_end_object(struct json *j)
{
    putc('}', j->out);
    j->comma = true;
}

void json_begin_array(struct json *j, const char *name)
{
    begin(j, name);
    putc('[', j->out);
    j->comma = false;
}

void json_end_array(struct json *j)
{
    putc(']', j->out);
    j->comma = true;
}

void json_put_string(struct json *j, const char *name, const char *utf8)
{
    begin(j, name);
    if (utf8)
        quoted(j->out, utf8);
    else
        fputs("null", j->out);
}

void json_put_number(struct json *j, const char *name, int64_t value)
{
    begin(j, name);
    fprintf(j->out, "%" PRId64, value);
}

void json_put_u64(struct json *j, const char *name, uint64_t value)
{
    begin(j, name);
    fprintf(j->out, "\"%" PRIu64 "\"", value);
}

void json_put_bool(struct json *j, const char *name, bool value)
{
    begin(j, name);
    fputs(value ? "true" : "false", j->out);
}

void json_line(struct json *j)
{
    putc('\n', j->out);
    j->comma = false;
}
