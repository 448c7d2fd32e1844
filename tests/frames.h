/* Frames for tests, written as hexadecimal text with spaces where they help the reader. */
#ifndef WFP_TESTS_FRAMES_H
#define WFP_TESTS_FRAMES_H

#include <assert.h>
#include <stdlib.h>

#include "pkt/headers.h"

struct frame {
    uint8_t bytes[70000];
    size_t  size;
};

static inline void frame_u8(struct frame *f, unsigned v)
{
    assert(f->size < sizeof(f->bytes));
    f->bytes[f->size++] = (uint8_t)v;
}

static inline void frame_u16(struct frame *f, unsigned v)
{
    frame_u8(f, v >> 8);
    frame_u8(f, v);
}

static inline void frame_hex(struct frame *f, const char *text)
{
    while (*text) {
        char pair[3] = { text[0], text[1], 0 }, *end;
        if (*text == ' ') {
            text++;
            continue;
        }
        frame_u8(f, (unsigned)strtoul(pair, &end, 16));
        assert(end == pair + 2);
        text += 2;
    }
}

/* An IP header from 10.0.0.1 to 10.0.0.2 or fd00::1 to fd00::2, hop limit 64, for `payload` bytes to come. */
static inline void frame_ip(struct frame *f, enum family family, unsigned protocol, size_t payload)
{
    if (family == FAMILY_V4) {
        frame_hex(f, "45 00");
        frame_u16(f, (unsigned)(20 + payload));
        frame_hex(f, "1234 0000 40");
        frame_u8(f, protocol);
        frame_hex(f, "0000 0a000001 0a000002");
    } else {
        frame_hex(f, "60000000");
        frame_u16(f, (unsigned)payload);
        frame_u8(f, protocol);
        frame_hex(f, "40 fd000000000000000000000000000001 fd000000000000000000000000000002");
    }
}

static inline struct bytes frame_bytes(const struct frame *f)
{
    return bytes_of(f->bytes, f->size);
}

#endif
