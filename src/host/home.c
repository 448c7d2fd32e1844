#include "host/home.h"

#include <errno.h>
#include <linux/rtnetlink.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include "pkt/neighbour.h"

#define DHCP_CLIENT   68
#define DHCP_CLIENT_6 546
#define LOOPBACK_IFINDEX 1 /* of every namespace */

void home_init(struct home *h)
{
    *h = (struct home){ .learns = true, .netlink = -1 };
    buffer_init(&h->room);
}

void home_fini(struct home *h)
{
    if (h->netlink >= 0)
        close(h->netlink);
    buffer_fini(&h->room);
}

static unsigned whole_bits(const struct ip_addr *a)
{
    return a->family == FAMILY_V4 ? 32 : 128;
}

static bool add(struct home *h, const struct home_address *a)
{
    for (unsigned i = 0; i < h->address_count; i++)
        if (ip_addr_equal(&h->addresses[i].addr, &a->addr))
            return true;
    if (h->address_count == HOME_MAX)
        return false;
    h->addresses[h->address_count++] = *a;
    return true;
}

static void drop(struct home *h, const struct ip_addr *a)
{
    for (unsigned i = 0; i < h->address_count; i++)
        if (ip_addr_equal(&h->addresses[i].addr, a) && h->addresses[i].source != HOME_SAID) {
            h->addresses[i] = h->addresses[--h->address_count];
            return;
        }
}

static void add_mac(struct home *h, const uint8_t mac[6])
{
    if (!home_has_mac(h, mac) && h->mac_count < HOME_MAX && !(mac[0] & 1))
        memcpy(h->macs[h->mac_count++], mac, 6);
}

/* The address has no bits beyond its prefix: it is the network. */
static bool names_network(const struct ip_addr *a, unsigned bits)
{
    for (unsigned i = bits; i < whole_bits(a); i++)
        if (a->bytes[i / 8] & (0x80u >> i % 8))
            return false;
    return bits < whole_bits(a);
}

bool home_say(struct home *h, const char *text)
{
    struct home_address a = { .source = HOME_SAID };
    if (!ip_prefix_parse(text, &a.addr, &a.bits))
        return false;
    a.whole = names_network(&a.addr, a.bits);
    h->learns = false;
    return add(h, &a);
}

/* --- told by the kernel ------------------------------------------------------------------------------------------- */

static void on_address(struct home *h, struct bytes body, bool gone)
{
    struct ifaddrmsg    m;
    struct home_address a = { .source = HOME_TOLD };
    struct bytes        value;
    uint16_t            type;
    bool                local = false;
    if (!bytes_copy(&body, &m, sizeof(m)) || m.ifa_index == LOOPBACK_IFINDEX)
        return;
    a.addr.family = m.ifa_family == AF_INET ? FAMILY_V4 : m.ifa_family == AF_INET6 ? FAMILY_V6 : FAMILY_NONE;
    a.bits = m.ifa_prefixlen;
    /* On a point-to-point interface IFA_ADDRESS is the peer's, where IFA_LOCAL is there too. */
    while (a.addr.family != FAMILY_NONE && netlink_attribute(&body, &type, &value)) {
        if (type == IFA_LOCAL || (type == IFA_ADDRESS && !local))
            (void)!bytes_copy(&value, a.addr.bytes, whole_bits(&a.addr) / 8);
        local |= type == IFA_LOCAL;
    }
    if (a.addr.family == FAMILY_NONE)
        return;
    if (gone)
        drop(h, &a.addr);
    else
        (void)add(h, &a);
}

static void on_link(struct home *h, struct bytes body)
{
    struct ifinfomsg m;
    struct bytes     value;
    uint16_t         type;
    uint8_t          mac[6];
    if (!bytes_copy(&body, &m, sizeof(m)) || m.ifi_index == LOOPBACK_IFINDEX)
        return;
    while (netlink_attribute(&body, &type, &value))
        if (type == IFLA_ADDRESS && bytes_left(&value) == 6 && bytes_copy(&value, mac, 6))
            add_mac(h, mac);
}

/* False: a dump is over. */
static bool on_messages(struct home *h)
{
    struct bytes           b = buffer_bytes(&h->room);
    struct netlink_message m;
    bool                   more = true;
    while (netlink_next(&b, &m)) {
        if (m.type == RTM_NEWADDR || m.type == RTM_DELADDR)
            on_address(h, m.body, m.type == RTM_DELADDR);
        else if (m.type == RTM_NEWLINK)
            on_link(h, m.body);
        else if (m.type == NLMSG_DONE || m.type == NLMSG_ERROR)
            more = false;
    }
    return more;
}

static bool dump(struct home *h, uint16_t type)
{
    struct rtgenmsg all = { .rtgen_family = AF_UNSPEC };
    if (!netlink_send(h->netlink, type, NLM_F_DUMP, type, &all, sizeof(all)))
        return false;
    do
        if (!netlink_receive(h->netlink, &h->room, 0))
            return false;
    while (on_messages(h));
    return true;
}

enum wfp_status home_follow(struct home *h, const char *netns, char error[NETNS_ERROR_SIZE])
{
    struct sockaddr_nl groups = { .nl_family = AF_NETLINK, .nl_groups = RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR | RTMGRP_LINK };
    struct timeval     patience = { .tv_sec = 5 };
    RETURN_IF(netns_socket(netns, AF_NETLINK, SOCK_RAW, NETLINK_ROUTE, &h->netlink, error));
    (void)setsockopt(h->netlink, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
    if (bind(h->netlink, (struct sockaddr *)&groups, sizeof(groups)) != 0 || !dump(h, RTM_GETLINK) || !dump(h, RTM_GETADDR)) {
        snprintf(error, NETNS_ERROR_SIZE, "--netns %s: its addresses cannot be read: %s", netns, strerror(errno));
        return WFP_UNSUCCESSFUL;
    }
    h->learns = false;
    return WFP_OK;
}

static void forget_told(struct home *h)
{
    unsigned kept = 0;
    for (unsigned i = 0; i < h->address_count; i++)
        if (h->addresses[i].source != HOME_TOLD)
            h->addresses[kept++] = h->addresses[i];
    h->address_count = kept;
}

/* Messages that were lost because they came too fast are made up for by reading all; one of them may have taken an address away. */
void home_update(struct home *h)
{
    while (netlink_receive(h->netlink, &h->room, MSG_DONTWAIT))
        (void)on_messages(h);
    if (errno != ENOBUFS)
        return;
    forget_told(h);
    (void)(dump(h, RTM_GETLINK) && dump(h, RTM_GETADDR));
}

/* --- learned ------------------------------------------------------------------------------------------------------ */

static void learn(struct home *h, const struct ip_addr *a)
{
    struct home_address found = { .addr = *a, .bits = (uint8_t)whole_bits(a), .source = HOME_LEARNED };
    bool                unicast = a->family != FAMILY_NONE && !ip_addr_is(a, ADDR_MULTICAST) && !ip_addr_is(a, ADDR_UNSPECIFIED) &&
                   !ip_addr_is(a, ADDR_BROADCAST) && !ip_addr_is(a, ADDR_LOOPBACK);
    if (unicast && !home_has(h, a))
        (void)add(h, &found);
}

void home_sent(struct home *h, struct bytes frame, const struct headers *headers)
{
    struct neighbour_message m;
    if (headers->has_mac)
        add_mac(h, headers->mac_src);
    if (!h->learns)
        return;
    if (neighbour_read(frame, headers, &m)) {
        learn(h, &m.sender);
        if (m.kind == NEIGHBOUR_ASKS && ip_addr_is(&m.sender, ADDR_UNSPECIFIED))
            learn(h, &m.target); /* it is about to take it */
    } else if (headers->family != FAMILY_NONE) {
        learn(h, &headers->src);
    }
}

void home_offered(struct home *h, const struct headers *headers)
{
    bool dhcp = headers->protocol == PROTO_UDP && headers->has_ports &&
                headers->dst_port == (headers->family == FAMILY_V4 ? DHCP_CLIENT : DHCP_CLIENT_6);
    if (dhcp && headers->has_mac && home_has_mac(h, headers->mac_dst))
        learn(h, &headers->dst);
}

/* --- asked -------------------------------------------------------------------------------------------------------- */

bool home_has(const struct home *h, const struct ip_addr *a)
{
    for (unsigned i = 0; i < h->address_count; i++) {
        const struct home_address *mine = &h->addresses[i];
        if (mine->whole ? ip_addr_in_prefix(a, &mine->addr, mine->bits) : ip_addr_equal(a, &mine->addr))
            return true;
    }
    return false;
}

bool home_has_mac(const struct home *h, const uint8_t mac[6])
{
    for (unsigned i = 0; i < h->mac_count; i++)
        if (memcmp(h->macs[i], mac, 6) == 0)
            return true;
    return false;
}

bool home_is_broadcast(const struct home *h, const struct ip_addr *a)
{
    for (unsigned i = 0; i < h->address_count; i++) {
        const struct home_address *mine = &h->addresses[i];
        if (ip_addr_is_directed_broadcast(a, &mine->addr, mine->bits))
            return true;
    }
    return false;
}
