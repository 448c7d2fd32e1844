#include "base/guid.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <uuid/uuid.h>

bool guid_is_zero(const struct guid *g)
{
    static const struct guid zero;
    return guid_equal(g, &zero);
}

bool guid_equal(const struct guid *a, const struct guid *b)
{
    return memcmp(a, b, sizeof(*a)) == 0;
}

int guid_compare(const struct guid *a, const struct guid *b)
{
    if (a->data1 != b->data1)
        return a->data1 < b->data1 ? -1 : 1;
    if (a->data2 != b->data2)
        return a->data2 < b->data2 ? -1 : 1;
    if (a->data3 != b->data3)
        return a->data3 < b->data3 ? -1 : 1;
    return memcmp(a->data4, b->data4, sizeof(a->data4));
}

char *guid_format(const struct guid *g, char out[GUID_TEXT_SIZE])
{
    const uint8_t *d = g->data4;
    snprintf(out, GUID_TEXT_SIZE, "%08x-%04x-%04x-%02x%02x-%02x%02x%02x%02x%02x%02x", g->data1, g->data2, g->data3, d[0],
             d[1], d[2], d[3], d[4], d[5], d[6], d[7]);
    return out;
}

/* The network-order bytes of RFC 4122 as Windows' fields. */
static struct guid guid_of_bytes(const uint8_t b[16])
{
    struct guid g = {
        .data1 = (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3],
        .data2 = (uint16_t)(b[4] << 8 | b[5]),
        .data3 = (uint16_t)(b[6] << 8 | b[7]),
    };
    memcpy(g.data4, b + 8, sizeof(g.data4));
    return g;
}

bool guid_parse(const char *text, struct guid *out)
{
    char   plain[GUID_TEXT_SIZE];
    size_t n = strlen(text);
    uuid_t bytes;
    if (n == GUID_TEXT_SIZE + 1 && text[0] == '{' && text[n - 1] == '}') {
        text++;
        n -= 2;
    }
    if (n != GUID_TEXT_SIZE - 1)
        return false;
    memcpy(plain, text, n);
    plain[n] = 0;
    if (uuid_parse(plain, bytes) != 0)
        return false;
    *out = guid_of_bytes(bytes);
    return true;
}

struct guid guid_from_name(const char *kind, const char *name)
{
    /* The project's own namespace: keys from names never collide with keys of other programs. */
    static const uuid_t space = { 0x6f, 0x70, 0x65, 0x6e, 0x77, 0x66, 0x50, 0x70, 0xa0, 0x6b, 0x6e, 0x61, 0x6d, 0x65, 0x73, 0x21 };
    uuid_t in_kind, key;
    uuid_generate_sha1(in_kind, space, kind, strlen(kind));
    uuid_generate_sha1(key, in_kind, name, strlen(name));
    return guid_of_bytes(key);
}
