#include "policy/addr_text.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool hex_byte(const char *two, uint8_t *out)
{
    int high = hex_digit(two[0]), low = high < 0 ? -1 : hex_digit(two[1]);
    if (low < 0)
        return false;
    *out = (uint8_t)(high << 4 | low);
    return true;
}

bool hex_text_parse(const char *digits, uint8_t *out)
{
    for (; *digits; digits += 2)
        if (!hex_byte(digits, out++))
            return false;
    return true;
}

bool mac_text_parse(const char *text, uint8_t out[6])
{
    if (strlen(text) != 17)
        return false;
    for (unsigned i = 0; i < 6; i++) {
        if (!hex_byte(text + 3 * i, &out[i]))
            return false;
        if (i < 5 && text[3 * i + 2] != ':' && text[3 * i + 2] != '-')
            return false;
    }
    return true;
}

static bool v4_parse(const char *text, uint32_t *host_order)
{
    struct in_addr a;
    if (inet_pton(AF_INET, text, &a) != 1)
        return false;
    *host_order = ntohl(a.s_addr);
    return true;
}

/* A decimal prefix length of at most `most`. */
static bool length_parse(const char *text, unsigned most, unsigned *out)
{
    char *end;
    if (*text < '0' || *text > '9')
        return false;
    unsigned long n = strtoul(text, &end, 10);
    if (*end || n > most)
        return false;
    *out = (unsigned)n;
    return true;
}

static bool mask_parse(struct addr_text *a, const char *text, char *why, size_t why_size)
{
    unsigned bits = 0;
    a->has_mask = true;
    a->bad_mask = true;
    if (a->is_v4 && !length_parse(text, 32, &bits) && !v4_parse(text, &a->v4.mask)) {
        snprintf(why, why_size, "\"/%.40s\" is no IPv4 mask; write /0 to /32 or a mask such as /255.255.255.0", text);
        return false;
    }
    if (!a->is_v4 && !length_parse(text, UINT8_MAX, &bits)) {
        snprintf(why, why_size, "\"/%.40s\" is no IPv6 prefix length; write /0 to /128", text);
        return false;
    }
    if (a->is_v4 && !strchr(text, '.'))
        a->v4.mask = bits ? UINT32_MAX << (32 - bits) : 0;
    if (!a->is_v4)
        a->v6.prefix = (uint8_t)bits;
    a->bad_mask = false;
    return true;
}

bool addr_text_parse(const char *text, struct addr_text *out, char *why, size_t why_size)
{
    char        address[INET6_ADDRSTRLEN + 1] = "";
    size_t      n = strcspn(text, "/");
    const char *mask = text[n] ? text + n + 1 : NULL;
    *out = (struct addr_text){ .is_v4 = false };
    if (n < sizeof(address))
        memcpy(address, text, n);
    out->is_v4 = v4_parse(address, &out->v4.addr);
    if (!out->is_v4 && inet_pton(AF_INET6, address, out->v6.addr) != 1) {
        snprintf(why, why_size, "\"%.60s\" is no address; write 192.0.2.1, 192.0.2.0/24, 2001:db8::1, 2001:db8::/32 or LO-HI", text);
        return false;
    }
    return !mask || mask_parse(out, mask, why, why_size);
}
