/* Which addresses and MACs are the host's own: said by the user or inferred from a capture. */
#ifndef WFP_HOST_LOCAL_H
#define WFP_HOST_LOCAL_H

#include "base/status.h"
#include "pkt/headers.h"

#define LOCAL_MAX 64

struct local_prefix {
    struct ip_addr addr;
    uint8_t        bits;
    uint32_t       interface; /* index of the one that it is assigned to; 0: not said */
};

struct local_side {
    struct local_prefix prefixes[LOCAL_MAX];
    uint8_t             macs[LOCAL_MAX][6];
    unsigned            prefix_count, mac_count;
    bool                has_broadcast; /* a prefix is wide enough to have one */
};

/* "192.0.2.10" or "192.0.2.0/24" or a v6 form: every address of the prefix is the host's; with "%3" behind it, the interface of this
 * index has it. False: not an address or a wrong length, or the table is full. */
bool local_add_text(struct local_side *l, const char *text);
bool local_add(struct local_side *l, const struct ip_addr *a, unsigned bits);
void local_add_mac(struct local_side *l, const uint8_t mac[6]);

bool local_has(const struct local_side *l, const struct ip_addr *a);
/* The interface that an address is assigned to, by index: of several prefixes the narrowest counts. 0: not said. */
uint32_t local_interface(const struct local_side *l, const struct ip_addr *a);
bool local_has_mac(const struct local_side *l, const uint8_t mac[6]);
/* True for the last address of one of the host's IPv4 prefixes (a directed broadcast); a single address has none. */
bool local_is_broadcast(const struct local_side *l, const struct ip_addr *a);

#endif
