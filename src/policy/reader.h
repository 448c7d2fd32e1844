/* What the loaders of all objects share: where in the file we are, how an error is told, which members an object may have. */
#ifndef WFP_POLICY_READER_H
#define WFP_POLICY_READER_H

#include <jansson.h>

#include "base/arena.h"
#include "base/suggest.h"
#include "model/filter.h"
#include "policy/policy_file.h"

struct reader {
    struct arena        *arena;
    const char          *file;
    const struct policy *base; /* objects beside the file's own, which it may refer to; NULL: none */
    struct policy_error *error;
    enum wfp_status      status; /* what *error is about */
};

/* A place in the file, as a list of its parents on the stack: filters[3].conditions[0].value. */
struct place {
    const struct place *up;
    const char         *member; /* NULL: an element of the array above */
    size_t              index;
};

static inline struct place place_member(const struct place *up, const char *member)
{
    return (struct place){ up, member, 0 };
}

static inline struct place place_item(const struct place *up, size_t index)
{
    return (struct place){ up, NULL, index };
}

/* Writes the error line and returns `status`. Only the first error is kept. */
enum wfp_status reader_fail(struct reader *r, const struct place *at, enum wfp_status status, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
enum wfp_status reader_no_memory(struct reader *r);

#define JSON_KIND_STRING  1u
#define JSON_KIND_INTEGER 2u
#define JSON_KIND_BOOL    4u
#define JSON_KIND_ARRAY   8u
#define JSON_KIND_ANY     15u
#define JSON_KIND_OBJECT  16u

struct member {
    const char *name;
    unsigned    kinds;
    uint32_t    flag; /* of a boolean: the object's flag it sets */
};

/* An object with these members only, each of its kind. */
MUST_CHECK enum wfp_status reader_members(struct reader *r, const struct place *at, const json_t *object,
                                          const struct member *members, size_t count);
/* The flags whose booleans are true. */
uint32_t reader_flags(const json_t *object, const struct member *members, size_t count);

/* "name" (required) and "description" (NULL when absent), copied. */
MUST_CHECK enum wfp_status reader_names(struct reader *r, const struct place *at, const json_t *object,
                                        const char **name,
                                        const char **description);
/* A text that may be absent: *out is NULL then. */
MUST_CHECK enum wfp_status reader_text(struct reader *r, const struct place *at, const json_t *object, const char *member,
                                       const char **out);
/* "key", or the key that the kind and the name give. */
MUST_CHECK enum wfp_status reader_key(struct reader *r, const struct place *at, const json_t *object, const char *kind,
                                      const char *name, struct guid *out);
/* "providerData" or another member: bytes as hexadecimal digits, 0x before them or not; none when absent. */
MUST_CHECK enum wfp_status reader_blob(struct reader *r, const struct place *at, const json_t *object, const char *member,
                                       struct byte_blob *out);
/* A GUID; `out` is untouched when the member is absent. */
MUST_CHECK enum wfp_status reader_guid(struct reader *r, const struct place *at, const json_t *object, const char *member,
                                       struct guid *out);
/* A whole number, as a JSON number or as decimal or 0x text, up to `most`. */
MUST_CHECK enum wfp_status reader_number(struct reader *r, const struct place *at, const json_t *json, uint64_t most,
                                         uint64_t *out);

#endif
