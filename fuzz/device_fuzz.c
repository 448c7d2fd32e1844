/* Device messages: whatever decodes encodes to the same bytes; sizes stay bounded. */
#include <stdlib.h>

#include "record/device_call.h"

#define CHECK(good)  \
    do {            \
        if (!(good)) \
            abort(); \
    } while (0)

static bool same(struct bytes a, struct bytes b)
{
    return bytes_left(&a) == bytes_left(&b) && (bytes_left(&a) == 0 || memcmp(a.at, b.at, bytes_left(&a)) == 0);
}

static void request(struct bytes message)
{
    struct device_request r;
    struct buffer         again;
    if (device_request_decode(message, &r))
        return;
    CHECK(device_asks(message));
    CHECK(r.out_size <= DEVICE_BUFFER_MAX && bytes_left(&r.in) <= DEVICE_BUFFER_MAX);
    CHECK(bytes_left(&r.out) == 0 || bytes_left(&r.out) == r.out_size);
    buffer_init(&again);
    CHECK(device_request_encode(&r, &again) == WFP_OK && same(message, buffer_bytes(&again)));
    buffer_fini(&again);
}

static void reply(struct bytes message)
{
    struct device_reply r;
    struct buffer       again;
    if (device_reply_decode(message, &r))
        return;
    buffer_init(&again);
    CHECK(device_reply_encode(&r, &again) == WFP_OK && same(message, buffer_bytes(&again)));
    buffer_fini(&again);
}

static void event(struct bytes message)
{
    uint64_t      number;
    struct buffer again;
    if (device_event_decode(message, &number))
        return;
    buffer_init(&again);
    CHECK(device_event_encode(number, &again) == WFP_OK && same(message, buffer_bytes(&again)));
    buffer_fini(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bytes message = bytes_of(data, size);
    request(message);
    reply(message);
    event(message);
    return 0;
}
