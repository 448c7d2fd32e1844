/* CBOR items one after the other, read with libcbor's streaming decoder from the bytes where they lie: no tree, no allocation.
 * Only what records are made of is accepted: unsigned integers, byte strings, arrays and maps of definite length. */
#ifndef WFP_RECORD_CBOR_IN_H
#define WFP_RECORD_CBOR_IN_H

#include <stdbool.h>

#include "base/bytes.h"

enum cbor_in_kind { CBOR_IN_REFUSED, CBOR_IN_UINT, CBOR_IN_BYTES, CBOR_IN_ARRAY, CBOR_IN_MAP };

struct cbor_in {
    enum cbor_in_kind kind;
    uint64_t          value; /* the number; how many elements or pairs */
    struct bytes      bytes; /* of a byte string, inside the input */
};

/* False, and the cursor where it was: malformed, truncated, or of another kind. */
bool cbor_in_next(struct bytes *in, struct cbor_in *item);
/* The same when an item of one kind is wanted. */
bool cbor_in_uint(struct bytes *in, uint64_t *value);
bool cbor_in_bytes(struct bytes *in, struct bytes *bytes);
/* Elements of an array or pairs of a map; never more than there are bytes left. */
bool cbor_in_array(struct bytes *in, uint64_t *count);
bool cbor_in_map(struct bytes *in, uint64_t *pairs);
/* One whole item, whatever it holds. */
bool cbor_in_skip(struct bytes *in);

#endif
