/* Requests that are no management calls of Windows: those of our own tools to the daemon, about the versions of the policy and
 * about its ports.
 * They go over the connection of an engine handle and are asked in its session's name. The first byte is one with which no CBOR
 * array begins.
 *
 * Request: NATIVE_MARK, what, two numbers of 64 bits. Reply: a Win32 code of 32 bits; after 0 what is said below. Numbers are
 * little-endian; a GUID is its 16 bytes in memory; a text or value has its length (32 bits) before it. */
#ifndef WFP_API_FWPM_NATIVE_H
#define WFP_API_FWPM_NATIVE_H

#include "base/buffer.h"
#include "base/guid.h"

#define NATIVE_MARK         0xffu
#define NATIVE_REQUEST_SIZE 18u

enum native_what {
    /* The newest versions, at most as many as the first number says (0: all), oldest first.
     * u64 current version; for each u64 number, u64 time (ns since 1970), GUID of the session, u32 puts, u32 deletes, u64 size,
     * user. */
    NATIVE_LOG = 1,
    /* What leads from the first version to the second. For each u8 1 when it is deleted, u32 kind (persist.h), GUID, value. */
    NATIVE_DIFF = 2,
    /* The policy objects become those of the first number's version, as one transaction.
     * u64 the version that this made; u32 how many options and descriptors of containers differ from that version, and stay. */
    NATIVE_ROLLBACK = 3,
    /* Switches, ports and drivers of a live host (host/live_command.h). In the place of the two numbers words, each with its
     * length. Behind the code, also when it is not 0, a text: what is to be shown, or why. */
    NATIVE_LIVE = 4,
};

static inline void native_put_u32(struct buffer *b, uint32_t n)
{
    const uint8_t bytes[4] = { (uint8_t)n, (uint8_t)(n >> 8), (uint8_t)(n >> 16), (uint8_t)(n >> 24) };
    buffer_put(b, bytes, sizeof(bytes));
}

static inline void native_put_u64(struct buffer *b, uint64_t n)
{
    native_put_u32(b, (uint32_t)n);
    native_put_u32(b, (uint32_t)(n >> 32));
}

static inline void native_put_bytes(struct buffer *b, struct bytes value)
{
    native_put_u32(b, (uint32_t)bytes_left(&value));
    buffer_put(b, value.at, bytes_left(&value));
}

static inline bool native_u64(struct bytes *in, uint64_t *out)
{
    struct bytes at = *in;
    uint32_t     low, high;
    if (!bytes_u32_le(&at, &low) || !bytes_u32_le(&at, &high))
        return false;
    *in = at;
    *out = (uint64_t)high << 32 | low;
    return true;
}

static inline bool native_bytes(struct bytes *in, struct bytes *out)
{
    struct bytes at = *in;
    uint32_t     size;
    if (!bytes_u32_le(&at, &size) || !bytes_sub(&at, size, out))
        return false;
    *in = at;
    return true;
}

#endif
