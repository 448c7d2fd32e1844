/* Injected packets re-enter where their path begins (D-044): on the way up at its bottom, on the way down at its top. The list
 * that was injected is the very list that callouts see. */
#include "shim/inject.h"

#include <stdlib.h>

#include "model/choices.h"
#include "pkt/checksum.h"
#include "pkt/wifi.h"
#include "shim/ale.h"
#include "shim/forward.h"
#include "shim/ip.h"
#include "shim/inject_mac.h"
#include "shim/layer.h"
#include "shim/mac.h"
#include "shim/packet.h"
#include "shim/sender.h"
#include "shim/transport.h"
#include "shim/walk.h"

#define MAX_INJECTIONS 16u /* of one packet: two drivers that inject in turn would never end */

/* --- what cannot go on -------------------------------------------------------------------------------------------- */

struct refusal {
    struct discard_reason reason;
    enum wfp_status       status; /* what the driver hears */
    const char           *text;
};

#define NETWORK(reason_) { DISCARD_MODULE_NETWORK, (reason_) }

static const struct refusal no_memory = { NETWORK(IP_DISCARD_ALLOCATION_FAILURE), WFP_NO_MEMORY, "no memory to inject it" };
static const struct refusal no_compartment = { NETWORK(IP_DISCARD_IPSNPI_NO_COMPARTMENT), WFP_INVALID_ARGUMENT,
                                               "there is no such compartment" };
static const struct refusal no_interface = { NETWORK(IP_DISCARD_IPSNPI_NO_INTERFACE), WFP_INVALID_ARGUMENT,
                                             "there is no such interface" };
static const struct refusal no_endpoint = { NETWORK(IP_DISCARD_SESSION_STATE_FAILURE), WFP_INVALID_HANDLE,
                                            "its endpoint is closed" };
static const struct refusal too_big = { NETWORK(IP_DISCARD_BUFFER_LENGTH_EXCEEDED), WFP_INVALID_ARGUMENT,
                                        "no IP packet can be so big" };
static const struct refusal for_local = { NETWORK(IP_DISCARD_ROUTING_FAILURE), WFP_INVALID_ARGUMENT,
                                          "a packet of ours or for us cannot be forwarded" };
static const struct refusal fragment = { NETWORK(IP_DISCARD_NOT_LOCALLY_DESTINED), WFP_INVALID_ARGUMENT,
                                         "a fragment cannot enter at the transport layer" };
static const struct refusal loop = { NETWORK(IP_DISCARD_INSPECTION_DROP), WFP_DROP_NOICMP,
                                     "it is injected again and again, without end" };
static const struct refusal no_port = { NETWORK(IP_DISCARD_IPSNPI_NO_INTERFACE), WFP_INVALID_ARGUMENT, "the interface has no such NDIS port" };
static const struct refusal runt = { NETWORK(IP_DISCARD_BUFFER_LENGTH_EXCEEDED), WFP_INVALID_ARGUMENT, "it is shorter than a MAC header" };
static const struct refusal unaligned = { NETWORK(IP_DISCARD_HEADER_NOT_ALIGNED), WFP_INVALID_ARGUMENT,
                                          "its IP header is not aligned to a pointer" };

static void refuse(struct pkt_ctx *c, const struct refusal *r)
{
    c->verdict = VERDICT_DISCARD;
    c->discard = r->reason;
    c->reason = r->text;
    c->refused = r->status;
}

void walk_refuse_loop(struct pkt_ctx *c)
{
    refuse(c, &loop);
}

int32_t injection_status(const struct pkt_ctx *walk)
{
    bool            fine = walk->verdict == VERDICT_PERMIT || walk->verdict == VERDICT_ABSORB;
    enum wfp_status dropped = (enum wfp_status)CHOICE_INJECTED_DROP_STATUS;
    return (int32_t)status_row(walk->refused ? walk->refused : fine ? WFP_OK : dropped)->ntstatus;
}

bool injection_is_loop(const struct injection *i)
{
    return i->endless || nbl_state_of(i->nbl)->lineage.count > MAX_INJECTIONS;
}

/* --- the packet's bytes ------------------------------------------------------------------------------------------- */

bool shim_flatten(struct shim *s, const NET_BUFFER *nb, struct bytes *out)
{
    uint32_t    size = nb_length(nb);
    const void *at = nb_data(nb, size, NULL);
    if (!at) {
        uint8_t *room = size > s->flat_size ? realloc(s->flat, size) : s->flat;
        if (!room)
            return false;
        s->flat = room;
        s->flat_size = size > s->flat_size ? size : s->flat_size;
        at = nb_data(nb, size, s->flat);
    }
    *out = bytes_of(at, size);
    return at != NULL;
}

/* A list of the transport layer has no IP header yet, unless it was sent with one. */
static const struct refusal *come_from_transport(struct shim *s, struct injection *i)
{
    static const struct refusal *const why[] = { [SENDER_NO_ENDPOINT] = &no_endpoint, [SENDER_NO_MEMORY] = &no_memory,
                                                 [SENDER_TOO_BIG] = &too_big };
    if (!send_params_are_kept(&i->params))
        i->fault = INJECTION_PARAMS_GONE; /* D-066 */
    return why[sender_put_headers(s, i)];
}

/* --- the ways ----------------------------------------------------------------------------------------------------- */

/* What the stack checks of a packet that came from outside, it checks of one that was put in (D-080). */
static bool sum_is_stale(struct pkt_ctx *c)
{
    static const struct discard_reason bad_sum = { DISCARD_MODULE_TRANSPORT, INET_DISCARD_CHECKSUM_INVALID };
    if (packet_offloads_checksum(c) || transport_checksum_is_right(c->h, c->packet))
        return false;
    c->injection->fault = INJECTION_TRANSPORT_CHECKSUM;
    discard_at(c, LAYER(INBOUND_TRANSPORT), bad_sum, "the checksum of its transport header is wrong");
    return true;
}

void inject_up(struct pkt_ctx *c)
{
    if (c->parsed == PARSE_IP_CHECKSUM)
        c->injection->fault = INJECTION_IP_CHECKSUM;
    view_in(c);
    if (!walk_is_malformed(c) && !c->h->is_fragment && sum_is_stale(c))
        return;
    walk_up(c);
}

/* The flow hears of what passes, as of the connection's own packets. */
static bool down_from_network(struct pkt_ctx *c)
{
    view_out(c);
    if (!c->h->is_fragment && !c->h->icmp_is_error)
        ale_find(c);
    if (!classify_at(c, LAYER(OUTBOUND_IPPACKET)))
        return false;
    if (!c->h->is_fragment)
        transport_sent(c);
    return true;
}

/* Down and up again on this host (G-044). */
static void turn_up(struct pkt_ctx *c)
{
    packet_rewind(c);
    inject_up(c);
}

/* It leaves, for nothing (D-080). */
static void lose(struct pkt_ctx *c)
{
    c->injection->fault = INJECTION_TRANSPORT_CHECKSUM;
    c->reason = "the checksum of its transport header is wrong: the peer drops it";
}

static void leave(struct pkt_ctx *c)
{
    bool loops = c->direction == DIRECTION_LOOPBACK;
    if (loops)
        c->flags |= CONDITION_FLAG_IS_LOOPBACK;
    if (!down_from_network(c))
        return;
    if (loops) {
        turn_up(c);
        return;
    }
    if (!packet_offloads_checksum(c) && !transport_checksum_is_right(c->h, c->packet))
        lose(c);
    mac_out_framed(c);
}

/* Routed: from a host that is not this one (G-047). */
static void pass(struct pkt_ctx *c)
{
    view_in(c);
    if (!classify_at(c, LAYER(IPFORWARD)))
        return;
    view_out(c);
    if (classify_at(c, LAYER(OUTBOUND_IPPACKET)))
        mac_out_framed(c);
}

static bool is_aligned(const struct pkt_ctx *c)
{
    return (uintptr_t)nb_data(c->nbl->FirstNetBuffer, 1, NULL) % sizeof(void *) == 0;
}

static void network_send(struct pkt_ctx *c)
{
    if (!is_aligned(c)) {
        c->injection->fault = INJECTION_UNALIGNED;
        refuse(c, &unaligned);
    } else if (walk_is_unfit(c)) {
        view_out(c);
        ip_malformed(c);
    } else if (c->direction == DIRECTION_FORWARD) {
        pass(c);
    } else {
        leave(c);
    }
}

static void network_receive(struct pkt_ctx *c)
{
    if (c->direction == DIRECTION_LOOPBACK)
        c->flags |= CONDITION_FLAG_IS_LOOPBACK;
    if (walk_is_unfit(c) || c->direction == DIRECTION_IN || c->direction == DIRECTION_LOOPBACK)
        inject_up(c);
    else
        forward_packet(c, true, true); /* G-047 */
}

/* A datagram that was given another destination makes a conversation of its own, for which ALE is asked (C-039). */
static bool may_open(struct pkt_ctx *c)
{
    return c->flow || c->h->icmp_is_error || c->h->protocol == PROTO_TCP || c->h->is_fragment || ale_datagram(c);
}

static void transport_send(struct pkt_ctx *c)
{
    if (walk_is_malformed(c)) {
        view_out(c);
        ip_malformed(c);
        return;
    }
    view_out(c);
    if (!c->h->icmp_is_error)
        ale_find(c);
    if (may_open(c) && classify_at(c, LAYER(OUTBOUND_TRANSPORT)))
        leave(c);
}

static void transport_receive(struct pkt_ctx *c)
{
    view_in(c);
    if (c->h->is_fragment)
        refuse(c, &fragment);
    else if (walk_is_malformed(c))
        ip_malformed(c);
    else if (!sum_is_stale(c) && !transport_find(c))
        transport_in(c);
}

/* No layer of the network is asked again (D-052). */
static void forward(struct pkt_ctx *c)
{
    view_in(c);
    if (walk_is_unfit(c))
        ip_malformed(c);
    else if (c->direction != DIRECTION_FORWARD)
        refuse(c, &for_local); /* D-053 */
    else
        mac_out_framed(c);
}

static void walk(struct pkt_ctx *c)
{
    static void (*const ways[INJECTION_PATH_COUNT])(struct pkt_ctx *) = {
        [INJECTION_NETWORK_SEND] = network_send,
        [INJECTION_NETWORK_RECEIVE] = network_receive,
        [INJECTION_TRANSPORT_SEND] = transport_send,
        [INJECTION_TRANSPORT_RECEIVE] = transport_receive,
        [INJECTION_FORWARD] = forward,
        [INJECTION_MAC_SEND] = inject_mac_send,
        [INJECTION_MAC_RECEIVE] = inject_mac_receive,
    };
    ways[c->injection->path](c);
}

/* --- the walk ----------------------------------------------------------------------------------------------------- */

static enum direction direction_of_path(enum injection_path path)
{
    if (path == INJECTION_FORWARD)
        return DIRECTION_FORWARD;
    return path == INJECTION_NETWORK_SEND || path == INJECTION_TRANSPORT_SEND ? DIRECTION_OUT : DIRECTION_IN;
}

/* The receive path checks the IP checksum, as of packets that came from outside. */
static void read_headers(struct pkt_ctx *c)
{
    if (c->in->link != LINK_RAW_IP) {
        inject_mac_read(c);
        return;
    }
    bool checks = c->injection->path == INJECTION_NETWORK_RECEIVE;
    c->frame = c->h = &c->frame_headers;
    c->parsed = headers_parse_ip(c->packet, c->in->wire_size, checks ? PARSE_CHECK_IP_CHECKSUM : 0, &c->frame_headers);
    c->family = c->h->family;
    c->direction = c->parsed == PARSE_OK ? walk_direction(c) : direction_of_path(c->injection->path);
}

/* A script has compartments of its own, which its driver was shown. */
static bool knows_compartment(const struct shim *s, const struct injection *i)
{
    const struct socket_world *w = &s->config.sockets;
    if (!i->compartment || i->compartment == CHOICE_REPLAY_COMPARTMENT)
        return true;
    return s->config.endpoints && (!w->has_compartment || w->has_compartment(w->context, i->compartment));
}

static bool is_of_frames(const struct injection *i)
{
    return i->path == INJECTION_MAC_SEND || i->path == INJECTION_MAC_RECEIVE;
}

static const struct shim_interface *interface_at(const struct shim *s, uint32_t index)
{
    const struct shim_world *w = &s->config.world;
    if (w->interface)
        return w->interface(w->context, index);
    return s->link.interface && s->link.interface->index == index ? s->link.interface : NULL;
}

/* What is sent leaves by the one that frames came by. */
static const struct shim_interface *interface_of(const struct shim *s, const struct injection *i)
{
    const struct shim_interface *named = i->interface_index ? interface_at(s, i->interface_index) : NULL;
    return named ? named : s->link.interface;
}

static bool knows_interface(const struct shim *s, const struct injection *i)
{
    bool names_one = i->path == INJECTION_NETWORK_RECEIVE || i->path == INJECTION_TRANSPORT_RECEIVE || i->path == INJECTION_FORWARD ||
                     is_of_frames(i);
    if (!names_one || interface_at(s, i->interface_index))
        return true;
    return !s->config.world.interface && (i->interface_index == LOOPBACK_INTERFACE || i->interface_index == CHOICE_REPLAY_INTERFACE);
}

static const struct refusal *may_go(const struct shim *s, const struct injection *i)
{
    if (injection_is_loop(i))
        return &loop;
    if (!knows_compartment(s, i))
        return &no_compartment;
    if (!knows_interface(s, i))
        return &no_interface;
    return is_of_frames(i) && i->ndis_port ? &no_port : NULL;
}

/* What is sent leaves by the interface of its way, which only the packet tells. */
static void find_way(struct shim *s, const struct pkt_ctx *c)
{
    const struct shim_world     *w = &s->config.world;
    bool                         leaves = direction_of_path(c->injection->path) == DIRECTION_OUT && c->h->family != FAMILY_NONE;
    const struct shim_interface *way = leaves && w->way_to ? w->way_to(w->context, &c->h->dst) : NULL;
    if (way)
        s->injected.interface = way;
}

/* A frame of 802.11 that a driver injects at a NATIVE layer, where that is the medium's own form. False: no memory. */
static bool take_native(struct shim *s, struct shim_input *in)
{
    struct wifi_frame w;
    size_t            size = bytes_left(&in->frame);
    wifi_read(false, true, in->frame, &w);
    uint8_t *room = mac_room(s, size);
    if (!room)
        return false;
    s->native = (struct shim_native){ .frame = w.native, .converted = w.kind == WIFI_DATA, .text = wifi_kind_text(w.kind) };
    in->native = &s->native;
    in->frame = bytes_of(room, wifi_to_ethernet(&w, room, size));
    in->wire_size = (uint32_t)bytes_left(&in->frame);
    return true;
}

static bool is_native(const struct shim *s, const struct injection *i)
{
    enum layer_pair pair = is_of_frames(i) ? layer_rows[i->layer_id].pair : PAIR_COUNT;
    return s->link.is_wifi && (pair == PAIR_INBOUND_MAC_FRAME_NATIVE || pair == PAIR_OUTBOUND_MAC_FRAME_NATIVE);
}

/* A list of several packets goes as one: they share the same fields (D-002). */
const struct pkt_ctx *shim_inject(struct shim *s, const struct ruleset *rules, struct injection *i, uint64_t now_ns)
{
    const struct refusal *why = may_go(s, i);
    struct bytes          packet = { NULL, NULL };
    if (!why && i->path == INJECTION_TRANSPORT_SEND)
        why = come_from_transport(s, i);
    if (!shim_flatten(s, i->nbl->FirstNetBuffer, &packet) && !why)
        why = &no_memory;
    s->injected = (struct shim_input){ .frame = packet, .wire_size = (uint32_t)bytes_left(&packet),
                                       .link = is_of_frames(i) ? LINK_ETHERNET : LINK_RAW_IP, .now_ns = now_ns,
                                       .number = nbl_state_of(i->nbl)->lineage.origin, .interface = interface_of(s, i) };
    if (!why && is_native(s, i) && !take_native(s, &s->injected))
        why = &no_memory;
    struct pkt_ctx *c = context_begin(s, rules, &s->injected);
    c->injection = i;
    packet_take_injected(c);
    read_headers(c);
    find_way(s, c);
    if (!why && c->parsed == PARSE_LINK_TRUNCATED)
        why = &runt;
    if (why)
        refuse(c, why);
    else
        walk(c);
    shim_walk_end(c);
    return c;
}
