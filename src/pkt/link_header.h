/* Link headers for packets that have none: those that drivers inject. The headers of captured frames serve as patterns, so that
 * an injected packet names the stations that the captured ones named. One thread an object. */
#ifndef WFP_PKT_LINK_HEADER_H
#define WFP_PKT_LINK_HEADER_H

#include "pkt/headers.h"

#define LINK_HEADER_MAX 64u

struct link_header {
    uint32_t size; /* 0: none seen */
    uint8_t  bytes[LINK_HEADER_MAX];
};

/* The last of each direction (0 in, 1 out) and family; all zero to begin with. */
struct link_headers {
    struct link_header of[2][FAMILY_COUNT];
};

void link_headers_learn(struct link_headers *l, const struct headers *h, struct bytes frame, bool outbound);
/* The pattern, or a header that names nobody. */
void link_headers_get(const struct link_headers *l, enum link_type link, bool outbound, enum family family,
                      struct link_header *out);

#endif
