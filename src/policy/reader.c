#include "policy/reader.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf16.h"
#include "policy/addr_text.h"
#include "policy/value_text.h"

#define NAME_MAX_SIZE 65536u

/* Appends "filters[3].value"; returns the new end. */
static size_t place_format(const struct place *at, char *out, size_t size)
{
    size_t n = at->up ? place_format(at->up, out, size) : 0;
    if (n >= size)
        return n;
    if (at->member)
        return n + (size_t)snprintf(out + n, size - n, "%s%s", n ? "." : "", at->member);
    return at->up ? n + (size_t)snprintf(out + n, size - n, "[%zu]", at->index) : n;
}

/* One line on every terminal: control characters that came from the file become '?'. */
static void flatten(char *s)
{
    for (; *s; s++)
        if ((unsigned char)*s < 0x20 || *s == 0x7f)
            *s = '?';
}

enum wfp_status reader_fail(struct reader *r, const struct place *at, enum wfp_status status, const char *format, ...)
{
    char    where[160] = "", what[400];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof(what), format, args);
    va_end(args);
    if (at)
        place_format(at, where, sizeof(where));
    snprintf(r->error->text, sizeof(r->error->text), "%.200s: %s%s%s", r->file, where, where[0] ? ": " : "", what);
    flatten(r->error->text);
    r->status = status;
    return status;
}

enum wfp_status reader_no_memory(struct reader *r)
{
    return reader_fail(r, NULL, WFP_NO_MEMORY, "not enough memory");
}

static unsigned kind_of(const json_t *json)
{
    switch (json_typeof(json)) {
    case JSON_STRING:
        return JSON_KIND_STRING;
    case JSON_INTEGER:
        return JSON_KIND_INTEGER;
    case JSON_TRUE:
    case JSON_FALSE:
        return JSON_KIND_BOOL;
    case JSON_ARRAY:
        return JSON_KIND_ARRAY;
    case JSON_OBJECT:
        return JSON_KIND_OBJECT;
    case JSON_REAL:
    case JSON_NULL:
        break;
    }
    return 0;
}

static const char *kinds_text(unsigned kinds)
{
    switch (kinds) {
    case JSON_KIND_STRING:
        return "a string";
    case JSON_KIND_BOOL:
        return "true or false";
    case JSON_KIND_ARRAY:
        return "an array";
    case JSON_KIND_OBJECT:
        return "an object { ... }";
    case JSON_KIND_STRING | JSON_KIND_INTEGER:
        return "a whole number or a string";
    default:
        return "a string, a whole number or a list of flag names";
    }
}

static const struct member *member_find(const struct member *members, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(members[i].name, name) == 0)
            return &members[i];
    return NULL;
}

static enum wfp_status unknown_member(struct reader *r, const struct place *at, const char *name,
                                      const struct member *members, size_t count)
{
    char           list[300] = "", near[96];
    struct suggest s;
    size_t         n = 0;
    suggest_init(&s, name);
    for (size_t i = 0; i < count; i++) {
        suggest_offer(&s, members[i].name);
        if (n < sizeof(list))
            n += (size_t)snprintf(list + n, sizeof(list) - n, "%s%s", n ? ", " : "", members[i].name);
    }
    suggest_format(&s, near, sizeof(near));
    return reader_fail(r, at, WFP_BAD_DATA, "unknown member \"%.60s\"%s%s%s", name, near, s.best ? "" : "; there are ",
                       s.best ? "" : list);
}

enum wfp_status reader_members(struct reader *r, const struct place *at, const json_t *object,
                               const struct member *members,
                               size_t count)
{
    const char *name;
    json_t     *value;
    if (!json_is_object(object))
        return reader_fail(r, at, WFP_BAD_DATA, "expected an object { ... }");
    json_object_foreach((json_t *)object, name, value) {
        const struct member *m = member_find(members, count, name);
        struct place         here = place_member(at, name);
        if (!m)
            return unknown_member(r, at, name, members, count);
        if (!(kind_of(value) & m->kinds))
            return reader_fail(r, &here, WFP_BAD_DATA, "expected %s", kinds_text(m->kinds));
    }
    return WFP_OK;
}

uint32_t reader_flags(const json_t *object, const struct member *members, size_t count)
{
    uint32_t flags = 0;
    for (size_t i = 0; i < count; i++)
        if (json_is_true(json_object_get(object, members[i].name)))
            flags |= members[i].flag;
    return flags;
}

/* printable text. Its UTF-8 was checked with the JSON syntax. */
static enum wfp_status copy_text(struct reader *r, const struct place *at, const json_t *json, const char **out)
{
    const char *text = json_string_value(json);
    if (json_string_length(json) > NAME_MAX_SIZE)
        return reader_fail(r, at, WFP_OUT_OF_BOUNDS, "longer than %u bytes", NAME_MAX_SIZE);
    for (const char *c = text; *c; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7f)
            return reader_fail(r, at, WFP_INVALID_PARAMETER, "holds a control character; use printable text");
    *out = arena_string(r->arena, text);
    return *out ? WFP_OK : reader_no_memory(r);
}

enum wfp_status reader_names(struct reader *r, const struct place *at, const json_t *object, const char **name,
                             const char **description)
{
    struct place  here = place_member(at, "name");
    const json_t *n = json_object_get(object, "name");
    if (!n)
        return reader_fail(r, at, WFP_NULL_DISPLAY_NAME, "has no \"name\"; every object needs one");
    RETURN_IF(copy_text(r, &here, n, name));
    return reader_text(r, at, object, "description", description);
}

enum wfp_status reader_text(struct reader *r, const struct place *at, const json_t *object, const char *member, const char **out)
{
    struct place  here = place_member(at, member);
    const json_t *text = json_object_get(object, member);
    return text ? copy_text(r, &here, text, out) : WFP_OK;
}

enum wfp_status reader_key(struct reader *r, const struct place *at, const json_t *object, const char *kind,
                           const char *name,
                           struct guid *out)
{
    struct place  here = place_member(at, "key");
    const json_t *key = json_object_get(object, "key");
    if (!key) {
        *out = guid_from_name(kind, name);
        return WFP_OK;
    }
    if (!guid_parse(json_string_value(key), out))
        return reader_fail(r, &here, WFP_BAD_DATA, "\"%.60s\" is no GUID; write xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
                           json_string_value(key));
    if (guid_is_zero(out))
        return reader_fail(r, &here, WFP_BAD_DATA, "the zero GUID names nothing; leave \"key\" out to get one from the name");
    return WFP_OK;
}

enum wfp_status reader_number(struct reader *r, const struct place *at, const json_t *json, uint64_t most, uint64_t *out)
{
    bool     good = json_is_integer(json) && json_integer_value(json) >= 0;
    uint64_t n = good ? (uint64_t)json_integer_value(json) : 0;
    if (json_is_string(json))
        good = number_parse(json_string_value(json), &n);
    if (!good || n > most)
        return reader_fail(r, at, WFP_OUT_OF_BOUNDS, "expected a number from 0 to %" PRIu64 ", decimal or 0x", most);
    *out = n;
    return WFP_OK;
}

enum wfp_status reader_guid(struct reader *r, const struct place *at, const json_t *object, const char *member, struct guid *out)
{
    struct place here = place_member(at, member);
    const char  *text = json_string_value(json_object_get(object, member));
    if (text && !guid_parse(text, out))
        return reader_fail(r, &here, WFP_BAD_DATA, "\"%.60s\" is no GUID; write xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", text);
    return WFP_OK;
}

enum wfp_status reader_blob(struct reader *r, const struct place *at, const json_t *object, const char *member,
                            struct byte_blob *out)
{
    struct place here = place_member(at, member);
    const char  *digits = json_string_value(json_object_get(object, member));
    if (!digits)
        return WFP_OK;
    if (strncasecmp(digits, "0x", 2) == 0)
        digits += 2;
    size_t   n = strlen(digits);
    uint8_t *bytes = arena_alloc(r->arena, n / 2);
    if (!bytes)
        return reader_no_memory(r);
    if (n % 2 || !hex_text_parse(digits, bytes))
        return reader_fail(r, &here, WFP_BAD_DATA, "\"%.60s\" is no row of bytes; write two hexadecimal digits a byte", digits);
    *out = (struct byte_blob){ (uint32_t)(n / 2), n ? bytes : NULL };
    return WFP_OK;
}
