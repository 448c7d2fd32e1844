/* Addresses of both families. What tells the kinds of address apart is a table of prefixes, one row a family. */
#include <arpa/inet.h>

#include "pkt/headers.h"

struct prefix {
    uint8_t bytes[16];
    uint8_t bits;
};

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

/* A family without such a prefix has no row: 0 bits never mean "any" here. */
static bool in_rows(const struct ip_addr *a, const struct prefix rows[FAMILY_COUNT])
{
    if (a->family >= FAMILY_COUNT || rows[a->family].bits == 0)
        return false;
    return bits_agree(a->bytes, rows[a->family].bytes, rows[a->family].bits);
}

bool ip_addr_is_multicast(const struct ip_addr *a)
{
    static const struct prefix rows[FAMILY_COUNT] = { [FAMILY_V4] = { { 224 }, 4 }, [FAMILY_V6] = { { 0xff }, 8 } };
    return in_rows(a, rows);
}

bool ip_addr_is_loopback(const struct ip_addr *a)
{
    static const struct prefix rows[FAMILY_COUNT] = { [FAMILY_V4] = { { 127 }, 8 }, [FAMILY_V6] = { { [15] = 1 }, 128 } };
    return in_rows(a, rows);
}

bool ip_addr_is_link_local(const struct ip_addr *a)
{
    static const struct prefix rows[FAMILY_COUNT] = { [FAMILY_V4] = { { 169, 254 }, 16 }, [FAMILY_V6] = { { 0xfe, 0x80 }, 10 } };
    return in_rows(a, rows);
}

bool ip_addr_is_unspecified(const struct ip_addr *a)
{
    static const struct prefix rows[FAMILY_COUNT] = { [FAMILY_V4] = { { 0 }, 32 }, [FAMILY_V6] = { { 0 }, 128 } };
    return in_rows(a, rows);
}

bool ip_addr_is_broadcast(const struct ip_addr *a)
{
    static const struct prefix rows[FAMILY_COUNT] = { [FAMILY_V4] = { { 255, 255, 255, 255 }, 32 } };
    return in_rows(a, rows);
}

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
