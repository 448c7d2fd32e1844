/* Addresses of both families. What tells the kinds of address apart is a table, one row a family. */
#include <arpa/inet.h>
#include <stdlib.h>

#include "pkt/headers.h"

static unsigned address_bits(enum family family)
{
    static const uint8_t bits[FAMILY_COUNT] = { [FAMILY_V4] = 32, [FAMILY_V6] = 128 };
    return family < FAMILY_COUNT ? bits[family] : 0;
}

static bool bits_agree(const uint8_t a[16], const uint8_t b[16], unsigned bits)
{
    unsigned whole = bits / 8, rest = bits % 8;
    if (memcmp(a, b, whole) != 0)
        return false;
    return rest == 0 || (a[whole] ^ b[whole]) >> (8 - rest) == 0;
}

bool ip_addr_in_prefix(const struct ip_addr *a, const struct ip_addr *prefix, unsigned bits)
{
    return a->family == prefix->family && bits <= address_bits(a->family) && bits_agree(a->bytes, prefix->bytes, bits);
}

bool ip_addr_is_directed_broadcast(const struct ip_addr *a, const struct ip_addr *prefix, unsigned bits)
{
    return a->family == FAMILY_V4 && prefix->family == FAMILY_V4 && bits > 0 && bits <= 30 &&
           ip_addr_v4(a) == (ip_addr_v4(prefix) | 0xffffffffu >> bits);
}

bool ip_prefix_parse(const char *text, struct ip_addr *out, uint8_t *bits)
{
    char   addr[IP_TEXT_SIZE] = "", *end;
    size_t n = strcspn(text, "/");
    if (n >= sizeof(addr))
        return false;
    memcpy(addr, text, n);
    if (!ip_addr_parse(addr, out))
        return false;
    *bits = (uint8_t)address_bits(out->family);
    if (!text[n])
        return true;
    unsigned long length = strtoul(&text[n + 1], &end, 10);
    if (text[n + 1] < '0' || text[n + 1] > '9' || *end || length > *bits)
        return false;
    *bits = (uint8_t)length;
    return true;
}

#define ONES 0xff, 0xff, 0xff, 0xff
/* The kinds of address that matter, as bytes under a mask. A family without such a kind never matches: its mask is empty and
 * its value is not. */
const struct addr_kind addr_kinds[ADDR_KIND_COUNT][FAMILY_COUNT] = {
    [ADDR_MULTICAST] = { { { 0 }, { 1 } }, { { 0xf0 }, { 224 } }, { { 0xff }, { 0xff } } },
    [ADDR_LOOPBACK] = { { { 0 }, { 1 } }, { { 0xff }, { 127 } }, { { ONES, ONES, ONES, ONES }, { [15] = 1 } } },
    [ADDR_LINK_LOCAL] = { { { 0 }, { 1 } }, { { 0xff, 0xff }, { 169, 254 } }, { { 0xff, 0xc0 }, { 0xfe, 0x80 } } },
    [ADDR_UNSPECIFIED] = { { { 0 }, { 1 } }, { { ONES }, { 0 } }, { { ONES, ONES, ONES, ONES }, { 0 } } },
    [ADDR_BROADCAST] = { { { 0 }, { 1 } }, { { ONES }, { ONES } }, { { 0 }, { 1 } } },
};

uint32_t ip_addr_v4(const struct ip_addr *a)
{
    struct bytes b = bytes_of(a->bytes, sizeof(a->bytes));
    uint32_t v = 0;
    return bytes_u32(&b, &v) ? v : 0;
}

bool ip_addr_parse(const char *text, struct ip_addr *out)
{
    struct ip_addr a = { .family = FAMILY_V4 };
    if (inet_pton(AF_INET, text, a.bytes) != 1) {
        a = (struct ip_addr){ .family = FAMILY_V6 };
        if (inet_pton(AF_INET6, text, a.bytes) != 1)
            return false;
    }
    *out = a;
    return true;
}

char *ip_addr_format(const struct ip_addr *a, char out[IP_TEXT_SIZE])
{
    int af = a->family == FAMILY_V4 ? AF_INET : AF_INET6;
    if (address_bits(a->family) == 0 || !inet_ntop(af, a->bytes, out, IP_TEXT_SIZE))
        strcpy(out, "-");
    return out;
}
