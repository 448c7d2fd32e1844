#include "packets.h"

#include <assert.h>
#include <stdlib.h>

#include "run.h"
#include "spec.h"

static uint8_t take_tcp_flags(struct words *w)
{
    static const struct {
        const char *name;
        uint8_t     flag;
    } flags[] = { { "fin", TCP_FIN }, { "syn", TCP_SYN }, { "rst", TCP_RST }, { "psh", TCP_PSH }, { "ack", TCP_ACK } };
    const char *text = word_take(w);
    uint8_t     all = 0;
    while (*text) {
        size_t   n = strcspn(text, "+");
        unsigned i = 0;
        while (i < COUNT_OF(flags) && (strlen(flags[i].name) != n || memcmp(flags[i].name, text, n) != 0))
            i++;
        if (i == COUNT_OF(flags)) {
            run_fail(w->run, "\"%s\" is no TCP flag", text);
            return 0;
        }
        all |= flags[i].flag;
        text += n + (text[n] == '+');
    }
    return all;
}

static const char *const kinds[KIND_COUNT] = {
    [KIND_TCP] = "tcp",   [KIND_UDP] = "udp",   [KIND_ECHO] = "echo",         [KIND_ECHO_REPLY] = "echo-reply",
    [KIND_ICMP] = "icmp", [KIND_UNREACHABLE] = "unreachable", [KIND_PROTOCOL] = "protocol",
    [KIND_ETHERNET] = "ethernet",
};

static uint8_t number_name(struct run *r, const char *name)
{
    return (uint8_t)strtoul(names_resolve(r, name), NULL, 10);
}

static void take_kind(struct words *w, struct spec *s)
{
    const char *word = word_take(w);
    struct run *r = w->run;
    while (s->kind < KIND_COUNT && strcmp(kinds[s->kind], word) != 0)
        s->kind++;
    s->protocol = number_name(r, "ICMP");
    switch (s->kind) {
    case KIND_TCP:
        s->protocol = PROTO_TCP;
        s->tcp_flags = take_tcp_flags(w);
        break;
    case KIND_UDP:
        s->protocol = PROTO_UDP;
        break;
    case KIND_ECHO:
        s->icmp_type = number_name(r, "ECHO");
        break;
    case KIND_ECHO_REPLY:
        s->icmp_type = number_name(r, "ECHO_REPLY");
        break;
    case KIND_UNREACHABLE:
        s->icmp_type = number_name(r, "UNREACHABLE");
        s->icmp_code = number_name(r, "NO_PORT");
        break;
    case KIND_ICMP:
        s->icmp_type = (uint8_t)word_number(w);
        s->icmp_code = (uint8_t)word_number(w);
        break;
    case KIND_PROTOCOL:
        s->protocol = (uint8_t)word_number(w);
        break;
    case KIND_ETHERNET:
        s->ether_type = (uint16_t)strtoul(word_take(w), NULL, 0);
        break;
    case KIND_COUNT:
        run_fail(r, "\"%s\" is no kind of packet", word);
        break;
    }
}

static struct end take_end(struct words *w, bool ports)
{
    char        address[IP_TEXT_SIZE];
    const char *text = word_take(w), *colon = ports ? strrchr(text, ':') : NULL;
    size_t      n = colon ? (size_t)(colon - text) : strlen(text);
    struct end  e = { { 0 }, 0 };
    if ((ports && !colon) || n >= sizeof(address)) {
        run_fail(w->run, "\"%s\" is no ADDRESS%s", text, ports ? ":PORT" : "");
        return e;
    }
    memcpy(address, text, n);
    address[n] = 0;
    e.address = world_address(w->run, address);
    e.port = colon ? (uint16_t)strtoul(colon + 1, NULL, 10) : 0;
    return e;
}

static const uint8_t *take_mac(struct words *w)
{
    if (word_accept(w, "HOST_MAC"))
        return host_mac;
    if (word_accept(w, "PEER_MAC"))
        return peer_mac;
    if (word_accept(w, "GROUP_MAC"))
        return group_mac;
    if (!word_accept(w, "EVERY_MAC"))
        run_fail(w->run, "a MAC is HOST_MAC, PEER_MAC, GROUP_MAC or EVERY_MAC");
    return every_mac;
}

static void arrow(struct words *w)
{
    if (!word_accept(w, ">"))
        run_fail(w->run, "SOURCE > DESTINATION is missing");
}

static void take_ends(struct words *w, struct spec *s)
{
    if (s->kind == KIND_ETHERNET) {
        s->mac_src = take_mac(w);
        arrow(w);
        s->mac_dst = take_mac(w);
        return;
    }
    bool ports = s->protocol == PROTO_TCP || s->protocol == PROTO_UDP;
    s->src = take_end(w, ports);
    arrow(w);
    s->dst = take_end(w, ports);
}

/* "about udp HOST:5000 > PEER:53": the packet that an error answers. */
static void take_about(struct words *w, struct spec *s)
{
    bool ports = true;
    if (word_accept(w, "tcp"))
        s->about_protocol = PROTO_TCP;
    else if (word_accept(w, "udp"))
        s->about_protocol = PROTO_UDP;
    else if (word_accept(w, "echo"))
        ports = false;
    else
        run_fail(w->run, "an error is about tcp, udp or echo");
    if (!ports)
        s->about_protocol = number_name(w->run, "ICMP");
    s->about_src = take_end(w, ports);
    arrow(w);
    s->about_dst = take_end(w, ports);
}

static void take_piece(struct words *w, struct spec *s)
{
    char        piece[16];
    const char *pieces = word_split(w, '/', piece, sizeof(piece));
    s->piece = (unsigned)strtoul(piece, NULL, 10);
    s->pieces = (unsigned)strtoul(pieces, NULL, 10);
    if (s->piece < 1 || s->piece > s->pieces || s->pieces < 2)
        run_fail(w->run, "a fragment is K/N");
}

static void take_detail(struct words *w, struct spec *s)
{
    if (word_accept(w, "data"))
        s->data = (unsigned)word_number(w);
    else if (word_accept(w, "salt")) /* other bytes */
        s->salt = (unsigned)word_number(w);
    else if (word_accept(w, "id"))
        s->id = (unsigned)word_number(w);
    else if (word_accept(w, "sequence"))
        s->sequence = (unsigned)word_number(w);
    else if (word_accept(w, "seq"))
        s->tcp_seq = (unsigned)word_number(w);
    else if (word_accept(w, "fragment"))
        take_piece(w, s);
    else if (word_accept(w, "ident"))
        s->ident = (unsigned)word_number(w);
    else if (word_accept(w, "vlan"))
        s->vlan = (unsigned)word_number(w);
    else if (word_accept(w, "kept"))
        s->keep = (unsigned)word_number(w);
    else if (word_accept(w, "about"))
        take_about(w, s);
    else if (word_accept(w, "from-mac"))
        s->mac_src = take_mac(w);
    else if (word_accept(w, "to-mac"))
        s->mac_dst = take_mac(w);
    else if (word_accept(w, "by"))
        s->interface = (unsigned)word_number(w);
    else if (word_accept(w, "leaving"))
        s->from_us = true;
    else if (word_accept(w, "bad-checksum"))
        s->bad_checksum = true;
    else if (word_accept(w, "bad-length"))
        s->bad_length = true;
    else if (word_accept(w, "bad-transport"))
        s->broken_transport = true;
    else
        run_fail(w->run, "\"%s\" is no detail of a packet", word_take(w));
}

void packet_time(struct words *w)
{
    w->run->now_ns += 1000000;
    if (word_accept(w, "at"))
        w->run->now_ns = 1000000000000ull + (uint64_t)(strtod(word_take(w), NULL) * 1e9);
}

void packet_build(struct run *r)
{
    struct words w = words_of(r);
    struct spec  s = { .ident = 0x1234, .id = 1, .sequence = 1, .tcp_seq = 1 };
    packet_time(&w);
    take_kind(&w, &s);
    if (s.kind == KIND_COUNT)
        return;
    take_ends(&w, &s);
    while (words_left(&w))
        take_detail(&w, &s);
    r->interface = (struct shim_interface){ .index = s.interface, .luid = s.interface };
    packet_put(r, &r->packet, &s);
}

void packet_link(struct run *r)
{
    struct words w = words_of(r);
    if (word_accept(&w, "raw"))
        r->link = LINK_RAW_IP;
    else if (word_accept(&w, "ethernet"))
        r->link = LINK_ETHERNET;
    else if (word_accept(&w, "cooked"))
        r->link = LINK_LINUX_COOKED;
    else
        run_fail(r, "a link is raw, ethernet or cooked");
}

enum { ETHERNET_HEADER_SIZE = 14 };

static struct bytes from(const struct frame *f, uint32_t offset)
{
    struct bytes b = frame_bytes(f);
    assert(bytes_skip(&b, offset));
    return b;
}

struct bytes packet_from(struct run *r, const char *place)
{
    const struct packet *p = &r->packet;
    if (strcmp(place, "mac") == 0)
        return from(&p->frame, 0);
    if (strcmp(place, "ip") == 0)
        return from(&p->frame, p->ip == 0 && r->link == LINK_ETHERNET ? ETHERNET_HEADER_SIZE : p->ip); /* 0: a frame that is not IP */
    if (strcmp(place, "transport") == 0)
        return from(&p->frame, p->transport);
    if (strcmp(place, "data") == 0)
        return from(&p->frame, p->data);
    if (strcmp(place, "inner-ip") == 0)
        return from(&p->frame, p->inner_ip);
    if (strcmp(place, "whole-transport") == 0)
        return from(&p->whole, p->whole_transport);
    if (strcmp(place, "whole-data") == 0)
        return from(&p->whole, p->whole_data);
    run_fail(r, "\"%s\" is no place in a packet", place);
    return bytes_of(NULL, 0);
}
