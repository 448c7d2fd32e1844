/* Link headers. Private to pkt/. The code in this file, ip.h and transport.h is part of headers.c: inlined into one function the
 * cursor stays in registers, which saves a third of the time of a parse. What is rare lives in .c files. */
#ifndef WFP_PKT_LINK_H
#define WFP_PKT_LINK_H

#include "pkt/reader.h"
#include "pkt/wire.h"

/* Goes through the VLAN tags that h->ether_type announces. */
enum parse_result link_read_tags(struct reader *r, struct headers *h);
/* Everything but Ethernet. */
enum parse_result link_read_other(struct reader *r, enum link_type link, struct headers *h, enum family *family);

/* From an EtherType on, all link layers that have one are alike. */
static inline enum parse_result read_ether_type(struct reader *r, uint16_t ether_type, struct headers *h,
                                                enum family *family)
{
    h->ether_type = ether_type;
    if (ether_type_is_tag(ether_type)) {
        struct reader ahead = *r; /* a copy, or r could not stay in registers */
        enum parse_result e = link_read_tags(&ahead, h);
        *r = ahead;
        if (e != PARSE_OK)
            return e;
    }
    *family = h->ether_type == ETHER_TYPE_IPV4 ? FAMILY_V4 : h->ether_type == ETHER_TYPE_IPV6 ? FAMILY_V6 : FAMILY_NONE;
    return *family == FAMILY_NONE ? PARSE_NOT_IP : PARSE_OK;
}

static inline enum parse_result read_ethernet(struct reader *r, struct headers *h, enum family *family)
{
    const struct ethernet_wire *w = bytes_take(&r->rest, sizeof(*w));
    if (!w)
        return reader_missing(r, sizeof(*w), PARSE_LINK_TRUNCATED);
    h->has_mac = true;
    memcpy(h->mac_dst, w->dst, sizeof(h->mac_dst));
    memcpy(h->mac_src, w->src, sizeof(h->mac_src));
    return read_ether_type(r, be16(w->type), h, family);
}

/* Reads the link header into h and leaves r at the IP header. *family is what the link says follows, FAMILY_NONE where it
 * says nothing (raw IP). */
static inline enum parse_result link_read(struct reader *r, enum link_type link, struct headers *h, enum family *family)
{
    *family = FAMILY_NONE;
    if (link == LINK_ETHERNET)
        return read_ethernet(r, h, family);
    struct reader ahead = *r;
    enum parse_result e = link_read_other(&ahead, link, h, family);
    *r = ahead;
    return e;
}

#endif
