#include "host/local.h"

#include <stdlib.h>

bool local_add(struct local_side *l, const struct ip_addr *a, unsigned bits)
{
    if (l->prefix_count == LOCAL_MAX)
        return false;
    l->prefixes[l->prefix_count++] = (struct local_prefix){ *a, (uint8_t)bits, 0 };
    l->has_broadcast |= a->family == FAMILY_V4 && bits > 0 && bits <= 30;
    return true;
}

static bool read_index(const char *text, uint32_t *out)
{
    char         *end;
    unsigned long index = strtoul(text, &end, 10);
    if (*text < '0' || *text > '9' || *end || index == 0 || index > UINT32_MAX)
        return false;
    *out = (uint32_t)index;
    return true;
}

bool local_add_text(struct local_side *l, const char *text)
{
    struct ip_addr a;
    uint8_t        bits;
    uint32_t       interface = 0;
    char           prefix[IP_TEXT_SIZE + 4] = "";
    size_t         n = strcspn(text, "%");
    if (n >= sizeof(prefix) || (text[n] && !read_index(&text[n + 1], &interface)))
        return false;
    memcpy(prefix, text, n);
    if (!ip_prefix_parse(prefix, &a, &bits) || !local_add(l, &a, bits))
        return false;
    l->prefixes[l->prefix_count - 1].interface = interface;
    return true;
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

uint32_t local_interface(const struct local_side *l, const struct ip_addr *a)
{
    const struct local_prefix *best = NULL;
    for (unsigned i = 0; i < l->prefix_count; i++) {
        const struct local_prefix *p = &l->prefixes[i];
        if ((!best || p->bits > best->bits) && ip_addr_in_prefix(a, &p->addr, p->bits))
            best = p;
    }
    return best ? best->interface : 0;
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
        if (ip_addr_is_directed_broadcast(a, &p->addr, p->bits))
            return true;
    }
    return false;
}
