#include "event_text.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define TYPE_PREFIX "FWPM_NET_EVENT_TYPE_"

/* Numbers stay numbers, texts lose their quotes; anything else is compact JSON. */
static void put_value(const json_t *v, FILE *out)
{
    if (json_is_string(v))
        fputs(json_string_value(v), out);
    else
        json_dumpf(v, out, JSON_COMPACT | JSON_ENCODE_ANY);
}

static void put_members(const json_t *object, const char *const *left_out, FILE *out)
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
        put_value(value, out);
    }
}

/* Time and kind first; then what the header and the kind's own part have, as they are called there. */
void event_print(const json_t *event, FILE *out)
{
    static const char *const told[] = { "timeStamp", "flags", NULL };
    const json_t            *header = json_object_get(event, "header"), *time = json_object_get(header, "timeStamp");
    const char              *type = json_string_value(json_object_get(event, "type"));
    const char              *name;
    json_t                  *part;
    if (type && strncmp(type, TYPE_PREFIX, strlen(TYPE_PREFIX)) == 0)
        type += strlen(TYPE_PREFIX);
    if (time)
        put_value(time, out);
    fprintf(out, "%s%s", time ? " " : "", type ? type : "?");
    put_members(header, told, out);
    json_object_foreach((json_t *)(uintptr_t)event, name, part) {
        if (json_is_object(part) && part != header)
            put_members(part, NULL, out);
    }
    fputc('\n', out);
}
