#include "api_fwpm/persist.h"

#include "api_fwpm/show.h"
#include "api_fwpm/take.h"
#include "record/record.h"

/* The first byte of a value. */
enum { VALUE_BOOTTIME = 1, VALUE_DESCRIPTOR = 2 };

const struct record_type *persist_type(enum object_kind kind)
{
    static const struct record_type *const types[OBJECT_KIND_COUNT] = {
        [OBJECT_PROVIDER] = &record_FWPM_PROVIDER0, [OBJECT_CONTEXT] = &record_FWPM_PROVIDER_CONTEXT3,
        [OBJECT_SUBLAYER] = &record_FWPM_SUBLAYER0, [OBJECT_CALLOUT] = &record_FWPM_CALLOUT0,
        [OBJECT_FILTER] = &record_FWPM_FILTER0,
    };
    return types[kind];
}

bool persist_kind_of(uint32_t item, enum object_kind *out)
{
    static const enum object_kind kinds[] = { [ITEM_PROVIDER] = OBJECT_PROVIDER, [ITEM_CONTEXT] = OBJECT_CONTEXT,
                                              [ITEM_SUBLAYER] = OBJECT_SUBLAYER, [ITEM_CALLOUT] = OBJECT_CALLOUT,
                                              [ITEM_FILTER] = OBJECT_FILTER };
    if (item < ITEM_PROVIDER || item > ITEM_FILTER)
        return false;
    *out = kinds[item];
    return true;
}

static void put_u32(struct buffer *out, uint32_t n)
{
    uint8_t bytes[4] = { (uint8_t)n, (uint8_t)(n >> 8), (uint8_t)(n >> 16), (uint8_t)(n >> 24) };
    buffer_put(out, bytes, sizeof(bytes));
}

enum wfp_status persist_encode(const struct object *o, const struct byte_blob *descriptor, struct buffer *out)
{
    struct arena arena = { 0 };
    bool         boottime = o->kind == OBJECT_FILTER && (o->filter.flags & FILTER_FLAG_BOOTTIME);
    uint8_t      flags = (uint8_t)((boottime ? VALUE_BOOTTIME : 0) | (descriptor ? VALUE_DESCRIPTOR : 0));
    const void  *structure = show_object(o, false, &arena);
    enum wfp_status err = structure ? WFP_OK : WFP_NO_MEMORY;
    buffer_put(out, &flags, 1);
    if (descriptor) {
        put_u32(out, descriptor->size);
        buffer_put(out, descriptor->data, descriptor->size);
    }
    if (err == WFP_OK)
        err = record_encode(persist_type(o->kind), structure, out);
    arena_fini(&arena);
    return err == WFP_OK && !buffer_ok(out) ? WFP_NO_MEMORY : err;
}

bool persist_is_boottime(struct bytes value)
{
    uint8_t flags;
    return bytes_u8(&value, &flags) && (flags & VALUE_BOOTTIME);
}

enum wfp_status persist_decode(enum object_kind kind, struct bytes value, struct arena *arena, void **structure, struct byte_blob *descriptor)
{
    uint8_t      flags;
    uint32_t     size;
    struct bytes sd;
    *descriptor = (struct byte_blob){ 0 };
    if (!bytes_u8(&value, &flags))
        return WFP_BAD_DATA;
    if (flags & VALUE_DESCRIPTOR) {
        if (!bytes_u32_le(&value, &size) || !bytes_sub(&value, size, &sd))
            return WFP_BAD_DATA;
        *descriptor = (struct byte_blob){ size, (uint8_t *)(uintptr_t)sd.at };
    }
    return record_decode_arena(persist_type(kind), &value, arena, structure);
}

/* What BFE has given is in the bytes as well; a loaded record is given anew. */
static enum wfp_status take(enum object_kind kind, struct bytes value, struct arena *arena, union any_record *record,
                            struct byte_blob *descriptor)
{
    void *structure;
    RETURN_IF(persist_decode(kind, value, arena, &structure, descriptor));
    RETURN_IF(take_object(kind, structure, arena, record));
    if (kind == OBJECT_PROVIDER)
        record->provider.flags &= ~(uint32_t)PROVIDER_FLAG_DISABLED;
    if (kind == OBJECT_CALLOUT)
        record->callout.flags &= ~(uint32_t)CALLOUT_OBJECT_FLAG_REGISTERED;
    if (kind == OBJECT_FILTER)
        record->filter.flags &= ~(uint32_t)FILTER_FLAG_DISABLED;
    return WFP_OK;
}

enum wfp_status persist_record(enum object_kind kind, struct bytes value, struct arena *arena, void *record,
                               struct byte_blob *descriptor)
{
    return take(kind, value, arena, record, descriptor);
}

enum wfp_status persist_load(struct bfe *b, enum object_kind kind, struct bytes value)
{
    struct arena     arena = { 0 };
    union any_record record;
    struct byte_blob sd;
    enum wfp_status  err = take(kind, value, &arena, &record, &sd);
    if (err == WFP_OK)
        err = bfe_load(b, kind, &record, sd.size ? &sd : NULL);
    arena_fini(&arena);
    return err;
}

enum wfp_status persist_add(struct bfe_session *s, enum object_kind kind, struct bytes value)
{
    struct arena     arena = { 0 };
    union any_record record;
    struct byte_blob sd;
    enum wfp_status  err = take(kind, value, &arena, &record, &sd);
    if (err == WFP_OK)
        err = bfe_add(s, kind, &record, sd.size ? &sd : NULL, NULL);
    arena_fini(&arena);
    return err;
}
