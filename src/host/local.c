#include "host/local.h"

#include <stdlib.h>

bool local_add(struct local_side *l, const struct ip_addr *a, unsigned bits)
{
    if (l->prefix_count == LOCAL_MAX)
        return false;
    l->prefixes[l->prefix_count++] = (struct local_prefix){ *a, (uint8_t)bits };
    l->has_broadcast |= a->family == FAMILY_V4 && bits > 0 && bits <= 30;
    return true;
}

bool local_add_text(struct local_side *l, const char *text)
{
    char           addr[IP_TEXT_SIZE];
    struct ip_addr a;
    const char    *slash = strchr(text, '/');
    size_t         n = slash ? (size_t)(slash - text) : strlen(text);
    unsigned long  bits;
    char          *end;
    if (n >= sizeof(addr))
        return false;
    memcpy(addr, text, n);
    addr[n] = 0;
    if (!ip_addr_parse(addr, &a))
        return false;
    unsigned max = a.family == FAMILY_V4 ? 32 : 128;
    bits = slash ? strtoul(slash + 1, &end, 10) : max;
    if (slash && (slash[1] < '0' || slash[1] > '9' || *end || bits > max))
        return false;
    return local_add(l, &a, (unsigned)bits);
}

void local_add_mac(struct local_side *l, const uint8_t mac[6])
{
    if (!local_has_mac(l, mac) && l->mac_count < LOCAL_MAX)
        memcpy(l->macs[l->mac_count++], mac, 6);
}

bool local_has(const struct local_side *l, const struct ip_addr *a)
{
    for (unsigned i = 0; i < l->prefix_count; i++) {
        const struct local_prefix *p = &l->prefixes[i];
        unsigned whole = p->addr.family == FAMILY_V4 ? 32 : 128;
        if (p->bits == whole ? ip_addr_equal(a, &p->addr) : ip_addr_in_prefix(a, &p->addr, p->bits))
            return true;
    }
    return false;
}

bool local_has_mac(const struct local_side *l, const uint8_t mac[6])
{
    for (unsigned i = 0; i < l->mac_count; i++)
        if (memcmp(l->macs[i], mac, 6) == 0)
            return true;
    return false;
}

bool local_is_broadcast(const struct local_side *l, const struct ip_addr *a)
{
    if (!l->has_broadcast || a->family != FAMILY_V4)
        return false;
    for (unsigned i = 0; i < l->prefix_count; i++) {
        const struct local_prefix *p = &l->prefixes[i];
        if (p->addr.family != FAMILY_V4 || p->bits == 0 || p->bits > 30)
            continue;
        uint32_t host_bits = 0xffffffffu >> p->bits;
        if (ip_addr_v4(a) == (ip_addr_v4(&p->addr) | host_bits))
            return true;
    }
    return false;
}
