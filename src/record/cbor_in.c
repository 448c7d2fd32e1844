#include "record/cbor_in.h"

#include <cbor.h>

static void take_number(struct cbor_in *item, uint64_t value)
{
    item->kind = CBOR_IN_UINT;
    item->value = value;
}

static void on_uint8(void *item, uint8_t value)
{
    take_number(item, value);
}

static void on_uint16(void *item, uint16_t value)
{
    take_number(item, value);
}

static void on_uint32(void *item, uint32_t value)
{
    take_number(item, value);
}

static void on_uint64(void *item, uint64_t value)
{
    take_number(item, value);
}

static void on_bytes(void *context, cbor_data data, size_t size)
{
    struct cbor_in *item = context;
    item->kind = CBOR_IN_BYTES;
    item->bytes = bytes_of(data, size);
}

static void on_array(void *context, size_t count)
{
    struct cbor_in *item = context;
    item->kind = CBOR_IN_ARRAY;
    item->value = count;
}

static void on_map(void *context, size_t pairs)
{
    struct cbor_in *item = context;
    item->kind = CBOR_IN_MAP;
    item->value = pairs;
}

/* What is refused goes to libcbor's own empty callbacks, which leave the item as it was. */
static const struct cbor_callbacks callbacks = {
    .uint8 = on_uint8,
    .uint16 = on_uint16,
    .uint32 = on_uint32,
    .uint64 = on_uint64,
    .negint8 = cbor_null_negint8_callback,
    .negint16 = cbor_null_negint16_callback,
    .negint32 = cbor_null_negint32_callback,
    .negint64 = cbor_null_negint64_callback,
    .byte_string = on_bytes,
    .byte_string_start = cbor_null_byte_string_start_callback,
    .string = cbor_null_string_callback,
    .string_start = cbor_null_string_start_callback,
    .array_start = on_array,
    .indef_array_start = cbor_null_indef_array_start_callback,
    .map_start = on_map,
    .indef_map_start = cbor_null_indef_map_start_callback,
    .tag = cbor_null_tag_callback,
    .float2 = cbor_null_float2_callback,
    .float4 = cbor_null_float4_callback,
    .float8 = cbor_null_float8_callback,
    .undefined = cbor_null_undefined_callback,
    .null = cbor_null_null_callback,
    .boolean = cbor_null_boolean_callback,
    .indef_break = cbor_null_indef_break_callback,
};

bool cbor_in_next(struct bytes *in, struct cbor_in *item)
{
    struct cbor_in             read = { CBOR_IN_REFUSED };
    struct cbor_decoder_result result = cbor_stream_decode(in->at, bytes_left(in), &callbacks, &read);
    if (result.status != CBOR_DECODER_FINISHED || read.kind == CBOR_IN_REFUSED || !bytes_skip(in, result.read))
        return false;
    *item = read;
    return true;
}

/* The next item when it is of that kind; otherwise the cursor stays. */
static bool next_of(struct bytes *in, enum cbor_in_kind kind, struct cbor_in *item)
{
    struct bytes at = *in;
    if (!cbor_in_next(&at, item) || item->kind != kind)
        return false;
    *in = at;
    return true;
}

bool cbor_in_uint(struct bytes *in, uint64_t *value)
{
    struct cbor_in item;
    if (!next_of(in, CBOR_IN_UINT, &item))
        return false;
    *value = item.value;
    return true;
}

bool cbor_in_bytes(struct bytes *in, struct bytes *bytes)
{
    struct cbor_in item;
    if (!next_of(in, CBOR_IN_BYTES, &item))
        return false;
    *bytes = item.bytes;
    return true;
}

/* Every element takes a byte at least, so that a larger count is a lie that nobody may allocate for. */
static bool counted(struct bytes *in, enum cbor_in_kind kind, uint64_t bytes_each, uint64_t *count)
{
    struct cbor_in item;
    struct bytes   at = *in;
    if (!next_of(&at, kind, &item) || item.value > bytes_left(&at) / bytes_each)
        return false;
    *in = at;
    *count = item.value;
    return true;
}

bool cbor_in_array(struct bytes *in, uint64_t *count)
{
    return counted(in, CBOR_IN_ARRAY, 1, count);
}

bool cbor_in_map(struct bytes *in, uint64_t *pairs)
{
    return counted(in, CBOR_IN_MAP, 2, pairs);
}

bool cbor_in_skip(struct bytes *in)
{
    struct bytes   at = *in;
    struct cbor_in item;
    for (uint64_t left = 1; left > 0; left--) {
        if (!cbor_in_next(&at, &item))
            return false;
        uint64_t inside = item.kind == CBOR_IN_ARRAY ? item.value : item.kind == CBOR_IN_MAP ? item.value * 2 : 0;
        if ((item.kind == CBOR_IN_ARRAY || item.kind == CBOR_IN_MAP) && item.value > bytes_left(&at))
            return false;
        left += inside;
    }
    *in = at;
    return true;
}
