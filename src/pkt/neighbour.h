/* Who has which address on a link: ARP (RFC 826) and IPv6 neighbour discovery (RFC 4861), read and written. Any thread. */
#ifndef WFP_PKT_NEIGHBOUR_H
#define WFP_PKT_NEIGHBOUR_H

#include "base/buffer.h"
#include "pkt/headers.h"

enum neighbour_kind {
    NEIGHBOUR_ASKS,     /* ARP request, neighbour solicitation */
    NEIGHBOUR_ANSWERS,  /* ARP reply, neighbour advertisement */
    NEIGHBOUR_SEEKS_ROUTER, /* router solicitation */
    NEIGHBOUR_ROUTER,       /* router advertisement */
};

struct neighbour_message {
    enum neighbour_kind kind;
    struct ip_addr      sender; /* unspecified: it asks whether somebody has `target` already */
    struct ip_addr      target; /* of routers' messages: unspecified */
    uint8_t             mac[6]; /* the station that speaks */
    bool                has_mac; /* false: no option says it, the frame's source may */
};

/* A frame that PARSE_NOT_IP or PARSE_OK was said of. False: it is no such message, or one that its rules forbid. */
bool neighbour_read(struct bytes frame, const struct headers *h, struct neighbour_message *out);

/* A whole frame that asks for or tells an address. An answer goes to `to_mac` and `to`; a question to all that may have it. False: no
 * memory. */
struct neighbour_words {
    enum neighbour_kind kind; /* NEIGHBOUR_ASKS or NEIGHBOUR_ANSWERS */
    struct ip_addr      from, target; /* an answer: `from` is who asked; its sender is `target` */
    uint8_t             mac[6];       /* ours */
    uint8_t             to_mac[6];    /* of an answer */
    bool                is_router;
};
bool neighbour_write(struct buffer *out, const struct neighbour_words *w);

/* The station address of a multicast group. */
void neighbour_group_mac(const struct ip_addr *group, uint8_t out[6]);

#endif
