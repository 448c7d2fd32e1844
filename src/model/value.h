/* Typed values: what a classify gives for a field and what a filter condition compares with. The memory layout is that of
 * FWP_VALUE0 and FWP_CONDITION_VALUE0 on 64-bit Windows, so that the border converts by a pointer cast. IPv4 addresses,
 * masks and ports are in host byte order, IPv6 addresses in network order. */
#ifndef WFP_MODEL_VALUE_H
#define WFP_MODEL_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"
#include "model/gen/enums.h"

struct byte_blob { /* FWP_BYTE_BLOB */
    uint32_t size;
    uint8_t *data;
};

struct v4_addr_mask { /* host order */
    uint32_t addr;
    uint32_t mask;
};

struct v6_addr_mask {
    uint8_t addr[16];
    uint8_t prefix; /* 0..128 */
};

/* A user as a classify sees it: the SIDs that a security descriptor may grant or deny. */
struct token {
    uint32_t            sid_count; /* the first SID is the user's own */
    const uint8_t *const *sids;    /* binary SIDs */
    const uint32_t      *names;    /* numbers of their names; NULL: not given any */
    struct grants       *grants;   /* what descriptors said of it (security/access.h); NULL: they are asked each time */
};

struct value_range;

struct value {
    enum data_type type; /* TYPE_EMPTY: no value */
    uint32_t       name; /* number of the name of the bytes that it reaches (model/name.h); 0: not given one. Windows pads here */
    union {
        uint8_t                    u8;
        uint16_t                   u16;
        uint32_t                   u32;
        uint64_t                  *u64;
        int8_t                     i8;
        int16_t                    i16;
        int32_t                    i32;
        int64_t                   *i64;
        float                      f32;
        double                    *f64;
        uint8_t                   *bytes16; /* TYPE_BYTE_ARRAY16 */
        uint8_t                   *bytes6;  /* TYPE_BYTE_ARRAY6 */
        struct byte_blob          *blob;    /* TYPE_BYTE_BLOB, TYPE_SECURITY_DESCRIPTOR, TYPE_TOKEN_INFORMATION */
        uint8_t                   *sid;     /* TYPE_SID: a binary SID */
        const struct token        *token;   /* TYPE_TOKEN_ACCESS_INFORMATION given to a classify */
        uint16_t                  *string;  /* TYPE_UNICODE_STRING: NUL-terminated UTF-16 */
        const struct v4_addr_mask *v4;      /* TYPE_V4_ADDR_MASK, conditions only */
        const struct v6_addr_mask *v6;      /* TYPE_V6_ADDR_MASK, conditions only */
        struct value_range        *range;   /* TYPE_RANGE, conditions only */
    };
};
_Static_assert(sizeof(struct value) == 16, "the layout of FWP_VALUE0");

struct value_range {
    struct value low, high; /* inclusive, of one type */
};

/* Bytes in a binary SID by its sub-authority count. */
static inline size_t sid_size(const uint8_t *sid)
{
    return 8u + 4u * sid[1];
}

/* "S-1-5-32-544"; out holds at least SID_TEXT_SIZE bytes. Returns out. */
#define SID_TEXT_SIZE 192
#define SID_MAX_SIZE 68
char *sid_format(const uint8_t *sid, char out[SID_TEXT_SIZE]);
bool  sid_parse(const char *text, uint8_t out[SID_MAX_SIZE]);

/* Compares two values of one sortable type (integers, BYTE_ARRAY16, BYTE_ARRAY6, BYTE_BLOB, UNICODE_STRING): <0, 0, >0.
 * Types that are not sortable compare equal or 1. */
int value_compare(const struct value *a, const struct value *b);
bool type_is_sortable(enum data_type type);
bool type_is_unsigned(enum data_type type);
/* The number in a value for which type_is_unsigned() holds. */
uint64_t value_unsigned(const struct value *v);

/* A deep copy into an arena. WFP_NO_MEMORY; WFP_TYPE_MISMATCH for a token, which belongs to a classify and is never kept. */
MUST_CHECK enum wfp_status value_copy(struct arena *arena, const struct value *v, struct value *out);

/* A value for people: addresses, ports and blobs in their usual form. `field` guides (an enum field_id; FIELD_NONE gives the
 * plain form). Always terminates; returns out. */
char *value_format(const struct value *v, int field, char *out, size_t size);

#endif
