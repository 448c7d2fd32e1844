#include "record/device_call.h"

static void put_u32(struct buffer *b, uint32_t n)
{
    const uint8_t bytes[4] = { (uint8_t)n, (uint8_t)(n >> 8), (uint8_t)(n >> 16), (uint8_t)(n >> 24) };
    buffer_put(b, bytes, sizeof(bytes));
}

static void put_u64(struct buffer *b, uint64_t n)
{
    put_u32(b, (uint32_t)n);
    put_u32(b, (uint32_t)(n >> 32));
}

static void put_bytes(struct buffer *b, struct bytes value)
{
    put_u32(b, (uint32_t)bytes_left(&value));
    buffer_put(b, value.at, bytes_left(&value));
}

static void put_head(struct buffer *b, uint8_t what)
{
    const uint8_t head[2] = { DEVICE_MARK, what };
    buffer_put(b, head, sizeof(head));
}

static bool take_u64(struct bytes *in, uint64_t *out)
{
    uint32_t low, high;
    if (!bytes_u32_le(in, &low) || !bytes_u32_le(in, &high))
        return false;
    *out = (uint64_t)high << 32 | low;
    return true;
}

static bool take_bytes(struct bytes *in, struct bytes *out)
{
    uint32_t size;
    return bytes_u32_le(in, &size) && bytes_sub(in, size, out);
}

static bool take_head(struct bytes *in, uint8_t *what)
{
    uint8_t mark;
    return bytes_u8(in, &mark) && mark == DEVICE_MARK && bytes_u8(in, what);
}

bool device_asks(struct bytes request)
{
    uint8_t mark;
    return bytes_u8(&request, &mark) && mark == DEVICE_MARK;
}

/* --- requests ------------------------------------------------------------------------------------------------------------- */

static enum wfp_status check_sizes(const struct device_request *r)
{
    size_t in = bytes_left(&r->in), out = bytes_left(&r->out);
    if (in > DEVICE_BUFFER_MAX || r->out_size > DEVICE_BUFFER_MAX || (r->what == DEVICE_OPEN && in > DEVICE_NAME_MAX))
        return WFP_OUT_OF_BOUNDS;
    return out == 0 || out == r->out_size ? WFP_OK : WFP_BAD_DATA;
}

enum wfp_status device_request_encode(const struct device_request *r, struct buffer *out)
{
    RETURN_IF(check_sizes(r));
    put_head(out, (uint8_t)r->what);
    put_u64(out, r->number);
    switch (r->what) {
    case DEVICE_OPEN:
        put_u32(out, r->access);
        put_u32(out, r->share);
        put_u32(out, r->options);
        put_bytes(out, r->in);
        break;
    case DEVICE_IO:
        put_u32(out, r->kind);
        put_u32(out, r->code);
        put_u64(out, r->offset);
        put_u32(out, r->out_size);
        put_bytes(out, r->in);
        put_bytes(out, r->out);
        break;
    case DEVICE_COLLECT:
    case DEVICE_CANCEL:
    case DEVICE_CLOSE:
    case DEVICE_WHAT_END:
        break;
    }
    return buffer_ok(out) ? WFP_OK : WFP_NO_MEMORY;
}

static bool take_open(struct bytes *in, struct device_request *r)
{
    return bytes_u32_le(in, &r->access) && bytes_u32_le(in, &r->share) && bytes_u32_le(in, &r->options) && take_bytes(in, &r->in);
}

static bool take_io(struct bytes *in, struct device_request *r)
{
    return bytes_u32_le(in, &r->kind) && bytes_u32_le(in, &r->code) && take_u64(in, &r->offset) &&
           bytes_u32_le(in, &r->out_size) && take_bytes(in, &r->in) && take_bytes(in, &r->out) && r->number != 0 &&
           (r->kind == 3 || r->kind == 4 || r->kind == 14);
}

enum wfp_status device_request_decode(struct bytes message, struct device_request *out)
{
    struct device_request r = { 0 };
    uint8_t               what;
    bool                  good = take_head(&message, &what) && what > 0 && what < DEVICE_WHAT_END && take_u64(&message, &r.number);
    if (!good)
        return WFP_BAD_DATA;
    r.what = what;
    if (r.what == DEVICE_OPEN)
        good = take_open(&message, &r);
    else if (r.what == DEVICE_IO)
        good = take_io(&message, &r);
    if (!good || bytes_left(&message))
        return WFP_BAD_DATA;
    RETURN_IF(check_sizes(&r));
    *out = r;
    return WFP_OK;
}

/* --- replies and events --------------------------------------------------------------------------------------------------- */

enum wfp_status device_reply_encode(const struct device_reply *r, struct buffer *out)
{
    put_u32(out, r->status);
    put_u64(out, r->information);
    put_bytes(out, r->out);
    return buffer_ok(out) ? WFP_OK : WFP_NO_MEMORY;
}

enum wfp_status device_reply_decode(struct bytes message, struct device_reply *out)
{
    struct device_reply r;
    if (!bytes_u32_le(&message, &r.status) || !take_u64(&message, &r.information) || !take_bytes(&message, &r.out) ||
        bytes_left(&message))
        return WFP_BAD_DATA;
    *out = r;
    return WFP_OK;
}

enum wfp_status device_event_encode(uint64_t number, struct buffer *out)
{
    put_head(out, DEVICE_COLLECT);
    put_u64(out, number);
    return buffer_ok(out) ? WFP_OK : WFP_NO_MEMORY;
}

enum wfp_status device_event_decode(struct bytes message, uint64_t *number)
{
    uint8_t  what;
    uint64_t n;
    if (!take_head(&message, &what) || what != DEVICE_COLLECT || !take_u64(&message, &n) || bytes_left(&message))
        return WFP_BAD_DATA;
    *number = n;
    return WFP_OK;
}
