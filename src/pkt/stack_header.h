/* The IP header that the stack puts before a packet of the transport layer on its way down, in a MDL of its own; the driver's
 * list stays as it is but for the start of its chain, which is put back before the driver has it again. */
#ifndef WFP_PKT_STACK_HEADER_H
#define WFP_PKT_STACK_HEADER_H

#include "pkt/headers.h"
#include "pkt/nb.h"

struct stack_header {
    NET_BUFFER *nb;
    NET_BUFFER  before; /* as the driver gave it */
    MDL         header, rest; /* rest: what the MDL of the first data byte holds from there on */
    _Alignas(sizeof(void *)) uint8_t bytes[60];
};

/* Puts a header in front of the data of `nb`, which then begins with it. False, and nothing changed: too much for one packet. */
bool stack_header_put(struct stack_header *s, NET_BUFFER *nb, const struct ip_addr *src, const struct ip_addr *dst,
                      uint8_t protocol, uint16_t id);
/* The same with a header of somebody else's making; its length and checksum are filled in as for a raw
 * socket. False for what is no IP header as well. */
bool stack_header_put_given(struct stack_header *s, NET_BUFFER *nb, const void *header, uint32_t size);
/* A packet that an application wrote with its header: IPv4's length and checksum are filled in. False: it begins with none. */
bool stack_header_complete(void *packet, uint32_t size, uint32_t *header);
/* Makes the NET_BUFFER what it was. */
void stack_header_take_back(struct stack_header *s);

#endif
