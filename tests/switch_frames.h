/* For tests of the layers in a switch: a switch of five ports in memory, guests behind three of them, and frames between them.
 * Station n has 02:00:00:00:00:0n and 10.0.0.n or fd00::n, and its port is n. */
#ifndef WFP_TESTS_SWITCH_FRAMES_H
#define WFP_TESTS_SWITCH_FRAMES_H

#include "vswitch_kit.h"

#include "pkt/checksum.h"
#include "pkt/frame.h"

#define EVERYBODY 0xffu

/* Bytes of a frame under construction. */
struct made {
    uint8_t bytes[2048];
    size_t  size;
};

static inline void made_u8(struct made *m, unsigned v)
{
    kit_require(m->size < sizeof(m->bytes), "the frame is too long");
    m->bytes[m->size++] = (uint8_t)v;
}

static inline void made_u16(struct made *m, unsigned v)
{
    made_u8(m, v >> 8);
    made_u8(m, v);
}

static inline void made_hex(struct made *m, const char *text)
{
    for (char pair[3] = { 0 }; *text; text++) {
        if (*text == ' ')
            continue;
        pair[0] = *text++;
        pair[1] = *text;
        made_u8(m, (unsigned)strtoul(pair, NULL, 16));
    }
}

static inline void made_mac(struct made *m, unsigned station)
{
    made_hex(m, station == EVERYBODY ? "ffffffffff" : "0200000000");
    made_u8(m, station);
}

static inline void made_ethernet(struct made *m, unsigned from, unsigned to, unsigned type)
{
    m->size = 0;
    made_mac(m, to);
    made_mac(m, from);
    made_u16(m, type);
}

static inline void made_address(struct made *m, enum family family, unsigned station)
{
    made_hex(m, family == FAMILY_V4 ? "0a0000" : "fd 0000000000000000000000000000");
    made_u8(m, station);
}

/* `fragment`: the field of an IPv4 header, or a fragment header of IPv6 when it is not 0; flags and offset are the same bits of
 * both but for their place. */
static inline void made_ip(struct made *m, enum family family, unsigned from, unsigned to, unsigned protocol, unsigned more,
                           unsigned offset8, const char *payload)
{
    static struct made p;
    bool               fragment = more || offset8;
    p.size = 0;
    made_hex(&p, payload);
    size_t start = m->size;
    if (family == FAMILY_V4) {
        made_hex(m, "45 00");
        made_u16(m, (unsigned)(20 + p.size));
        made_hex(m, "1234");
        made_u16(m, (more ? 0x2000u : 0) | offset8);
        made_u8(m, 64);
        made_u8(m, protocol);
        made_u16(m, 0);
    } else {
        made_hex(m, "60000000");
        made_u16(m, (unsigned)(p.size + (fragment ? 8 : 0)));
        made_u8(m, fragment ? 44 : protocol);
        made_u8(m, 64);
    }
    made_address(m, family, from);
    made_address(m, family, to);
    if (family == FAMILY_V4) {
        unsigned sum = ip_checksum(bytes_of(&m->bytes[start], 20));
        m->bytes[start + 10] = (uint8_t)(sum >> 8);
        m->bytes[start + 11] = (uint8_t)sum;
    } else if (fragment) {
        made_u8(m, protocol);
        made_u8(m, 0);
        made_u16(m, offset8 << 3 | (more ? 1u : 0));
        made_hex(m, "00001234");
    }
    made_hex(m, payload);
}

#define UDP_5000_53 "1388 0035 000c 0000 61626364"

static inline unsigned ether_type_of(enum family family)
{
    return family == FAMILY_V4 ? 0x0800 : 0x86dd;
}

/* A datagram from port 5000 to port 53. */
static inline void made_udp(struct made *m, enum family family, unsigned from, unsigned to)
{
    made_ethernet(m, from, to, ether_type_of(family));
    made_ip(m, family, from, to == EVERYBODY ? 255 : to, 17, 0, 0, UDP_5000_53);
}

static inline struct frame made_frame(const struct made *m)
{
    return (struct frame){ .bytes = bytes_of(m->bytes, m->size) };
}

/* --- the switch --------------------------------------------------------------------------------------------------- */

static inline struct guid vm_of(uint32_t port)
{
    return (struct guid){ 0xeeee0000u + port, 1, 2, { 3, 4, 5, 6, 7, 8, 9, 10 } };
}

static const struct guid lab_id = { 0x1ab1ab1a, 0x1ab1, 0x4ab1, { 0x8a, 0xb1, 1, 2, 3, 4, 5, 6 } };

/* A port with a NIC of a VM ("vm 1"); tenant 100 + port. */
static inline void lab_port(struct vswitch *sw, uint32_t id, struct switch_vlan vlan)
{
    struct switch_port port = kit_port_of(id, vlan);
    struct switch_nic  nic = kit_nic_of(id, 0);
    port.tenant = 100 + id;
    nic.vm_id = vm_of(id);
    snprintf(nic.name, sizeof(nic.name), "vm%u", id);
    kit_require(vswitch_port_add(sw, &port) == WFP_OK && vswitch_nic_add(sw, &nic) == WFP_OK, "lab_port");
}

static inline struct vswitch *lab_switch(uint32_t ports)
{
    const struct vswitch_config config = { .id = lab_id, .name = "lab", .friendly_name = "The lab" };
    struct vswitch             *sw = kit_switch(&config);
    for (uint32_t id = 1; id <= ports; id++)
        lab_port(sw, id, (struct switch_vlan){ 0 });
    return sw;
}

/* The ports that a frame leaves at, as text: "2 3". */
static inline const char *left_at(const struct switch_way *way, char out[256])
{
    int size = 0;
    out[0] = 0;
    for (uint32_t i = 0; i < way->count && size < 240; i++)
        if (!way->to[i].excluded)
            size += snprintf(out + size, 256 - (size_t)size, "%s%u", size ? " " : "", way->to[i].port_id);
    return out;
}

#endif
