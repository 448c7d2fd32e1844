#include "event_text.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/filetime.h"
#include "model/schema.h"

#define TYPE_PREFIX "FWPM_NET_EVENT_TYPE_"

/* Packets and programs have a say in texts: a line stays one line. */
static void put_text(const char *text, FILE *out)
{
    for (; *text; text++)
        fputc((unsigned char)*text < ' ' || *text == 127 ? '?' : *text, out);
}

/* Numbers stay numbers, texts lose their quotes; anything else is compact JSON. */
static void put_value(const json_t *v, FILE *out)
{
    if (json_is_string(v))
        put_text(json_string_value(v), out);
    else
        json_dumpf(v, out, JSON_COMPACT | JSON_ENCODE_ANY);
}

static unsigned unit_of(const char *hex)
{
    char digits[5] = { hex[2], hex[3], hex[0], hex[1], '\0' };
    return (unsigned)strtoul(digits, NULL, 16);
}

/* A blob that is a text of Windows (ids of switches and programs), with its NUL: its letters, where they are ASCII. */
static bool put_wide(const char *hex, FILE *out)
{
    size_t length = strlen(hex);
    if (length < 8 || length % 4 != 0 || strspn(hex, "0123456789abcdef") != length || unit_of(hex + length - 4) != 0)
        return false;
    for (const char *at = hex; at < hex + length - 4; at += 4)
        if (unit_of(at) < ' ' || unit_of(at) > '~')
            return false;
    for (const char *at = hex; at < hex + length - 4; at += 4)
        fputc((int)unit_of(at), out);
    return true;
}

static void put_time(const json_t *filetime, FILE *out)
{
    uint64_t  ns = filetime_to_ns(json_is_string(filetime) ? strtoull(json_string_value(filetime), NULL, 10) : 0);
    time_t    seconds = (time_t)(ns / 1000000000u);
    struct tm t;
    char      text[64];
    if (gmtime_r(&seconds, &t) && strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%S", &t))
        fprintf(out, "%s.%03uZ", text, (unsigned)(ns % 1000000000u / 1000000u));
    else
        put_value(filetime, out);
}

static uint64_t number_of(const json_t *v)
{
    return json_is_string(v) ? strtoull(json_string_value(v), NULL, 10) : (uint64_t)json_integer_value(v);
}

/* Behind an id, what it is the id of. */
static void put_name(const char *member, const json_t *id, const struct event_names *names, FILE *out)
{
    const char *name = NULL;
    uint64_t    n = number_of(id);
    if (strcmp(member, "layerId") == 0 && n < LAYER_COUNT)
        name = layer_rows[n].name;
    else if (strcmp(member, "filterId") == 0 && n && names)
        name = names->filter(names->context, n);
    if (!name || !*name)
        return;
    fputs(" (", out);
    put_text(name, out);
    fputc(')', out);
}

static void put_members(const json_t *object, const char *const *left_out, const struct event_names *names, FILE *out)
{
    const char *name;
    json_t     *value;
    json_object_foreach((json_t *)(uintptr_t)object, name, value) {
        bool skip = false;
        for (const char *const *at = left_out; at && *at; at++)
            skip |= strcmp(*at, name) == 0;
        if (skip)
            continue;
        fprintf(out, " %s=", name);
        if (!json_is_string(value) || !put_wide(json_string_value(value), out))
            put_value(value, out);
        put_name(name, value, names, out);
    }
}

/* Time and kind first; then what the header and the kind's own part have, as they are called there. */
void event_print(const json_t *event, const struct event_names *names, FILE *out)
{
    static const char *const told[] = { "timeStamp", "flags", NULL };
    const json_t            *header = json_object_get(event, "header"), *time = json_object_get(header, "timeStamp");
    const char              *type = json_string_value(json_object_get(event, "type"));
    const char              *name;
    json_t                  *part;
    if (type && strncmp(type, TYPE_PREFIX, strlen(TYPE_PREFIX)) == 0)
        type += strlen(TYPE_PREFIX);
    if (time)
        put_time(time, out);
    fprintf(out, "%s%s", time ? " " : "", type ? type : "?");
    put_members(header, told, names, out);
    json_object_foreach((json_t *)(uintptr_t)event, name, part) {
        if (json_is_object(part) && part != header)
            put_members(part, NULL, names, out);
    }
    fputc('\n', out);
}
