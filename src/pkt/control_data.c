#include "pkt/control_data.h"

#include <stddef.h>

#define LEVEL_IP   0
#define LEVEL_IPV6 41

enum { HEADER_SIZE = 16, ALIGNMENT = 8 }; /* of a message, on 64-bit Windows */

struct message {
    uint32_t     level, type;
    struct bytes data;
};

struct meaning {
    uint32_t level, type;
    size_t   member; /* of struct control_data */
};

static const struct meaning meanings[] = {
    { LEVEL_IP, 3, offsetof(struct control_data, traffic_class) },    /* IP_TOS */
    { LEVEL_IP, 4, offsetof(struct control_data, hop_limit) },        /* IP_TTL */
    { LEVEL_IP, 21, offsetof(struct control_data, hop_limit) },       /* IP_HOPLIMIT */
    { LEVEL_IPV6, 4, offsetof(struct control_data, hop_limit) },      /* IPV6_UNICAST_HOPS */
    { LEVEL_IPV6, 21, offsetof(struct control_data, hop_limit) },     /* IPV6_HOPLIMIT */
    { LEVEL_IPV6, 39, offsetof(struct control_data, traffic_class) }, /* IPV6_TCLASS */
};

static bool next_message(struct bytes *b, struct message *out)
{
    uint32_t size, high;
    if (!bytes_u32_le(b, &size) || !bytes_u32_le(b, &high) || !bytes_u32_le(b, &out->level) || !bytes_u32_le(b, &out->type))
        return false;
    if (high || size < HEADER_SIZE || !bytes_sub(b, size - HEADER_SIZE, &out->data))
        return false;
    size_t padding = -size % ALIGNMENT;
    bytes_skip(b, padding < bytes_left(b) ? padding : bytes_left(b));
    return true;
}

static bool take(struct message *m, enum family family, struct control_data *out)
{
    uint32_t value;
    for (size_t i = 0; i < sizeof(meanings) / sizeof(meanings[0]); i++) {
        const struct meaning *is = &meanings[i];
        if (m->level != is->level || m->type != is->type || (m->level == LEVEL_IP) != (family == FAMILY_V4))
            continue;
        if (!bytes_u32_le(&m->data, &value) || (value > UINT8_MAX && value != UINT32_MAX)) /* -1: as usual */
            return false;
        memcpy((char *)out + is->member, &value, sizeof(value));
    }
    return true;
}

bool control_data_read(struct bytes data, enum family family, struct control_data *out)
{
    struct message      m;
    struct control_data found = { -1, -1 };
    while (bytes_left(&data))
        if (!next_message(&data, &m) || !take(&m, family, &found))
            return false;
    *out = found;
    return true;
}
