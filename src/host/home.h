/* Which side of a gateway is ours: the addresses and stations of the host that WFP guards. Said by the user, told by the kernel of its
 * network namespace and followed as they change, or learned from what the host sends. Owner thread: the one that walks. */
#ifndef WFP_HOST_HOME_H
#define WFP_HOST_HOME_H

#include "host/netlink.h"
#include "pkt/headers.h"

#define HOME_MAX 256

enum home_source { HOME_SAID, HOME_TOLD, HOME_LEARNED };

struct home_address {
    struct ip_addr   addr;
    uint8_t          bits;   /* of its network, for the directed broadcast */
    bool             whole;  /* every address of the network is ours */
    enum home_source source;
};

struct home {
    struct home_address addresses[HOME_MAX];
    uint8_t             macs[HOME_MAX][6];
    unsigned            address_count, mac_count;
    bool                learns; /* nobody has said or told anything */
    int                 netlink; /* -1: no namespace */
    struct buffer       room;
};

void home_init(struct home *h);
void home_fini(struct home *h);
/* "192.0.2.10", "192.0.2.10/24" (the address, and what its network is), "192.0.2.0/24" (every address of it). False: no such thing,
 * or too many. */
bool home_say(struct home *h, const char *text);
/* The namespace's addresses but loopback's, from now on as the kernel changes them; home.netlink is readable when it does. */
MUST_CHECK enum wfp_status home_follow(struct home *h, const char *netns, char error[NETNS_ERROR_SIZE]);
void home_update(struct home *h);

/* The host sent this frame. */
void home_sent(struct home *h, struct bytes frame, const struct headers *headers);
/* A frame for it: an address that it is being given (DHCP) is its own before it uses it. */
void home_offered(struct home *h, const struct headers *headers);

bool home_has(const struct home *h, const struct ip_addr *a);
bool home_has_mac(const struct home *h, const uint8_t mac[6]);
bool home_is_broadcast(const struct home *h, const struct ip_addr *a);

#endif
