/* Persistent objects as the bytes that the store keeps, and back: the object's structure in its newest version, encoded, with its own security
 * descriptor if it has one. Any thread. */
#ifndef WFP_API_FWPM_PERSIST_H
#define WFP_API_FWPM_PERSIST_H

#include "base/buffer.h"
#include "bfe/store.h"

/* Room for a record of any kind. */
union any_record {
    struct provider         provider;
    struct provider_context context;
    struct sublayer         sublayer;
    struct callout          callout;
    struct filter           filter;
};

/* Kinds of the store's items. Numbers on the disk: only ever added. */
enum persist_item { ITEM_PROVIDER = 1, ITEM_CONTEXT, ITEM_SUBLAYER, ITEM_CALLOUT, ITEM_FILTER, ITEM_OPTION = 16, ITEM_CONTAINER };
/* False for an item that is no object. */
bool persist_kind_of(uint32_t item, enum object_kind *out);

MUST_CHECK enum wfp_status persist_encode(const struct object *o, const struct byte_blob *descriptor, struct buffer *out);

/* Whether the bytes are those of a boot-time filter, which are loaded before all others. */
bool persist_is_boottime(struct bytes value);
/* Into a store that is starting (bfe_load). WFP_BAD_DATA and the statuses of an add. */
MUST_CHECK enum wfp_status persist_load(struct bfe *b, enum object_kind kind, struct bytes value);
/* Into a session's transaction, as what a caller adds. */
MUST_CHECK enum wfp_status persist_add(struct bfe_session *s, enum object_kind kind, struct bytes value);
/* The structure itself, in the arena: FWPM_FILTER0 and its siblings, and the type of a kind. */
MUST_CHECK enum wfp_status persist_decode(enum object_kind kind, struct bytes value, struct arena *arena, void **structure,
                                          struct byte_blob *descriptor);
const struct record_type *persist_type(enum object_kind kind);
/* The record as a caller would add it, in the arena; `record` has room for union any_record. The descriptor, empty when the object has none
 * of its own, lies in the value. */
MUST_CHECK enum wfp_status persist_record(enum object_kind kind, struct bytes value, struct arena *arena, void *record,
                                          struct byte_blob *descriptor);

#endif
