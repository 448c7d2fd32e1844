/* A streaming JSON writer: no tree, no allocation; members appear in the order of the calls. 64-bit values are strings, as
 * everywhere in this project's JSON. The caller keeps objects and arrays balanced. */
#ifndef WFP_BASE_JSON_H
#define WFP_BASE_JSON_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct json {
    FILE *out;
    bool  comma; /* a value has been written at this level */
};

static inline void json_init(struct json *j, FILE *out)
{
    *j = (struct json){ out, false };
}

/* Hidden, because jansson has functions of the same names: exported from an executable ours would take the place of those
 * that the shared library calls inside itself. */
#pragma GCC visibility push(hidden)

/* `name` is the member's name, NULL inside an array or at the top. */
void json_begin_object(struct json *j, const char *name);
void json_end_object(struct json *j);
void json_begin_array(struct json *j, const char *name);
void json_end_array(struct json *j);
void json_put_string(struct json *j, const char *name, const char *utf8); /* NULL gives null; invalid UTF-8 becomes U+FFFD */
void json_put_number(struct json *j, const char *name, int64_t value);
void json_put_u64(struct json *j, const char *name, uint64_t value); /* as a string */
void json_put_bool(struct json *j, const char *name, bool value);
/* Ends a line: one top-level value a line. */
void json_line(struct json *j);

#pragma GCC visibility pop

#endif
