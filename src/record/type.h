/* What the walker knows of a structure: its descriptor, made from schema/types.toml (gen/types.c). Only this module and
 * its tests look inside. All of it is constant; any thread. */
#ifndef WFP_RECORD_TYPE_H
#define WFP_RECORD_TYPE_H

#include <stddef.h>
#include <stdint.h>

/* How a member lies in memory and travels. TO_ and ARRAY_ members are pointers; so are strings and SIDs. */
enum record_kind {
    RECORD_SCALAR,       /* `size` bytes, a number */
    RECORD_BYTES,        /* `size` bytes as they lie: a GUID, a fixed array */
    RECORD_STRUCT,       /* `type`, in place */
    RECORD_SWITCH,       /* a union; `count_at` is its index in `switches` */
    RECORD_TO_SCALAR,
    RECORD_TO_BYTES,
    RECORD_TO_STRUCT,
    RECORD_STRING,       /* UTF-16 up to a NUL */
    RECORD_SID,          /* says its own length */
    RECORD_ARRAY_RAW,    /* elements of `size` bytes, without pointers */
    RECORD_ARRAY_STRUCT, /* elements of `type` */
    RECORD_STRINGS,      /* an array of pointers to UTF-16 */
    RECORD_STRINGS8,     /* an array of pointers to 8-bit text */
    RECORD_KIND_COUNT
};

enum {
    RECORD_REQUIRED = 1, /* a pointer that may not be NULL */
    RECORD_SIGNED   = 2,
    RECORD_REAL     = 4, /* float or double */
    RECORD_ADDRESS  = 8, /* an IP address: a number in host order, or 16 bytes */
    RECORD_SET      = 16, /* `values` are flags */
    RECORD_GUID     = 64,
    RECORD_BOOL     = 128,
    RECORD_OUTPUT   = 256, /* BFE fills it in: it does not travel in a request */
    RECORD_LISTED   = 32  /* a pointer to one element that travels as an array: what it is in newer versions */
};

struct record_value {
    const char *name; /* the public one */
    uint32_t    value;
};

struct record_enum {
    const char                *name;
    const struct record_value *values;
    unsigned                   count;
};

struct record_type;

struct record_member {
    const char               *name;
    uint16_t                  offset;
    uint16_t                  size;     /* of the scalar, the bytes or one element */
    uint16_t                  count_at; /* arrays: where the 32-bit count lies */
    uint8_t                   number;   /* the family's, on the wire */
    uint8_t                   kind;     /* enum record_kind */
    uint16_t                  flags;
    const struct record_type *type;
    const struct record_enum *values;
};

#define RECORD_NOTHING   0xFEu /* a value that selects no member */
#define RECORD_ELSEWHERE 0xFFu /* a value whose member only another version of the structure has */

struct record_case {
    uint32_t value;
    uint8_t  member; /* index, or one of the two above */
};

struct record_switch {
    uint16_t                  at;   /* the discriminator, 32 bits */
    uint32_t                  mask; /* which bits of it select */
    uint16_t                  count;
    const struct record_case *cases; /* ascending */
};

struct record_type {
    const char                 *name;
    const struct record_type   *newest;
    uint16_t                    size;
    uint8_t                     align;
    uint8_t                     walk_count;   /* members in the structure's order, unions as one; arms are behind */
    uint8_t                     member_count;
    uint8_t                     number_count; /* of `by_number` */
    uint8_t                     switch_count;
    const struct record_member *members;
    const uint8_t              *by_number; /* index + 1; 0: no such number in this version */
    const struct record_switch *switches;
};

extern const struct record_type *const record_types[]; /* by name */
extern const size_t                    record_type_count;

/* Which member a union holds: an index, RECORD_NOTHING or RECORD_ELSEWHERE; -1 when the discriminator has an unknown value. */
int record_arm(const struct record_switch *s, const void *record);

/* Read and written at any alignment. */
uint64_t record_load(const void *at, size_t size);
void     record_store(void *at, size_t size, uint64_t value);

#endif
