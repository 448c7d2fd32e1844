/* What leaves a gateway: frames as they came, datagrams that were put together, packets of drivers. */
#include <stdio.h>

#include "host/gateway_state.h"
#include "host/count.h"
#include "pkt/build.h"
#include "pkt/fragment.h"
#include "pkt/neighbour.h"

#define DEFAULT_MTU 1500u

void gateway_send(struct gateway *g, enum gateway_port to, struct bytes frame)
{
    g->config.ends.send(g->config.ends.context, to, frame);
}

void gateway_send_to_host(void *gateway, struct bytes frame)
{
    gateway_send(gateway, GATEWAY_IN, frame);
}

void gateway_send_to_network(void *gateway, struct bytes frame)
{
    gateway_send(gateway, GATEWAY_OUT, frame);
}

/* Behind this link header, in pieces where the packet is too big. One that cannot be cut is one that no stack makes. */
static void send_cut(struct gateway *g, enum gateway_port to, struct bytes link, struct bytes packet, uint32_t mtu, uint32_t id)
{
    (void)!fragment_frame(link, packet, mtu, id, to == GATEWAY_IN ? gateway_send_to_host : gateway_send_to_network, g);
}

static uint32_t mtu_of(const struct gateway *g, enum gateway_port to)
{
    return g->config.mtu[to] ? g->config.mtu[to] : DEFAULT_MTU;
}

void gateway_send_whole(struct gateway *g, enum gateway_port to, const struct pkt_ctx *walk)
{
    struct bytes frame = walk->in->frame, link;
    uint32_t     mtu = mtu_of(g, to);
    if (bytes_sub(&frame, walk->frame->ip_offset, &link))
        send_cut(g, to, link, walk->whole, walk->fragment_size < mtu ? walk->fragment_size : mtu, walk->frame->fragment_id);
}

/* --- packets without a link header --------------------------------------------------------------------------------- */

static bool station_of(const struct gateway *g, enum gateway_port side, const struct ip_addr *a, uint8_t mac[6])
{
    const struct stations *s = &g->common->stations;
    if (ip_addr_is(a, ADDR_BROADCAST) || home_is_broadcast(&g->home, a)) {
        memset(mac, 0xff, 6);
        return true;
    }
    if (ip_addr_is(a, ADDR_MULTICAST)) {
        neighbour_group_mac(a, mac);
        return true;
    }
    return stations_find(s, a, mac) || stations_last(s, side, (enum family)a->family, mac);
}

static void tell_no_station(struct gateway *g, const struct headers *h)
{
    char line[160], to[IP_TEXT_SIZE];
    count_up(&g->counts.no_station, 1);
    if (atomic_exchange(&g->common->told_no_station, true))
        return;
    snprintf(line, sizeof(line), "a driver's packet to %s is dropped: no station was seen yet that it could go to",
             ip_addr_format(&h->dst, to));
    g->config.ends.say(g->config.ends.context, line);
}

void gateway_send_packet(void *gateway, struct bytes packet)
{
    struct gateway      *g = gateway;
    struct headers       h;
    struct buffer        link;
    struct ethernet_ends e;
    enum parse_result    parsed = headers_parse_ip(packet, (uint32_t)bytes_left(&packet), 0, &h);
    if (h.family == FAMILY_NONE || parsed == PARSE_IP_MALFORMED)
        return;
    bool              out = home_has(&g->home, &h.src) && !home_has(&g->home, &h.dst);
    enum gateway_port to = out || (!home_has(&g->home, &h.dst) && !ip_addr_is(&h.dst, ADDR_MULTICAST)) ? GATEWAY_OUT : GATEWAY_IN;
    if (!station_of(g, to, &h.dst, e.dst) || !station_of(g, !to, &h.src, e.src)) {
        tell_no_station(g, &h);
        return;
    }
    buffer_init(&link);
    packet_put_ethernet(&link, &e, (enum family)h.family);
    if (buffer_ok(&link))
        send_cut(g, to, buffer_bytes(&link), packet, mtu_of(g, to), passage_fragment_id(g->passage));
    buffer_fini(&link);
}
