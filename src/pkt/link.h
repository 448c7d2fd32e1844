/* Link headers. Private to pkt/. */
#ifndef WFP_PKT_LINK_H
#define WFP_PKT_LINK_H

#include "pkt/reader.h"

/* Reads the link header into h and leaves r at the IP header. *family is what the link says follows, FAMILY_NONE where it
 * says nothing (raw IP). */
enum parse_result link_read(struct reader *r, enum link_type link, struct headers *h, enum family *family);

#endif
