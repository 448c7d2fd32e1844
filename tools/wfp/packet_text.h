/* A packet and what became of it, for people and as JSON. */
#ifndef WFP_TOOLS_PACKET_TEXT_H
#define WFP_TOOLS_PACKET_TEXT_H

#include <stdio.h>

#include "base/json.h"
#include "port/capture.h"
#include "shim/context.h"

#define PACKET_TEXT_SIZE 256

/* "192.0.2.10:41234 > 192.0.2.80:80 tcp SYN". Always terminates; returns out. */
char *packet_describe(const struct headers *h, char out[PACKET_TEXT_SIZE]);
/* Why the packet got its verdict: "ALE_AUTH_CONNECT_V4: no web to lab", or empty for a permit that nobody decided. */
char *packet_why(const struct pkt_ctx *c, char out[PACKET_TEXT_SIZE]);
/* A packet's line: `number` as people are shown it, seconds since the first packet, what more is to be said of how it came (NULL:
 * nothing). Colours are those of standard output. */
void packet_line(FILE *out, const char *number, double since, const struct pkt_ctx *c, const char *how);
/* One line for the pcapng comment. */
char *packet_comment(const struct pkt_ctx *c, char *out, size_t size);

#define TIME_TEXT_SIZE 40
/* RFC 3339 with nanoseconds, UTC. */
char *time_format(uint64_t ns, char out[TIME_TEXT_SIZE]);

/* Who put a packet into the stack. */
struct packet_injected {
    const char *by;    /* the module; NULL: nobody, it goes on after it was held */
    const char *path;  /* "network send" */
    unsigned    times; /* how often it has been injected by now */
};

/* The packet's object of `wfp replay -j` and a line end. `injected` is NULL for a packet of the capture; one that is not
 * carries the number of the packet which it began as, 0 when a driver made it. */
void packet_json(struct json *j, uint64_t number, uint64_t time_ns, const struct pkt_ctx *c, const struct packet_injected *injected);
/* Its members alone that say so; `as` is what the list is ("a clone"), or NULL. */
void packet_json_injected(struct json *j, const struct pkt_ctx *c, const struct packet_injected *injected, const char *as);

#endif
