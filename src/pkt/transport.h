/* Transport headers. Private to pkt/. */
#ifndef WFP_PKT_TRANSPORT_H
#define WFP_PKT_TRANSPORT_H

#include "pkt/reader.h"

/* Reads the header of h->protocol at r, which ends where the IP packet ends. Not called for fragments. */
enum parse_result transport_read(struct reader *r, struct headers *h);

#endif
