/* The packets that modules inject during a replay: counted, named, written. */
#ifndef WFP_TOOLS_REPLAY_INJECTED_H
#define WFP_TOOLS_REPLAY_INJECTED_H

#include "callout/injection.h"
#include "host/kernel.h"
#include "packet_text.h"
#include "pkt/link_header.h"

struct replay_injected {
    uint64_t            count, passed;
    struct link_headers links; /* for writing */
};

/* Counts a walk of kernel_settle() and says who is behind it. `injection` NULL: a packet that was held goes on. */
struct packet_injected injected_note(struct replay_injected *r, const struct kernel *k, const struct pkt_ctx *c,
                                     const struct injection *injection);
#define INJECTED_HOW_SIZE 128
/* How the packet came to be: for people; writes to and returns `out`. */
const char *injected_how(const struct pkt_ctx *c, const struct packet_injected *i, char out[INJECTED_HOW_SIZE]);
/* The link header of a captured packet serves injected ones. */
void injected_learn(struct replay_injected *r, const struct capture_packet *p, const struct pkt_ctx *c);
/* False: errno tells why it could not be written. */
bool injected_write(struct replay_injected *r, struct capture_writer *w, enum link_type link, const struct pkt_ctx *c,
                    const struct injection *injection);
/* A packet that was held and goes on. */
bool resumed_write(struct capture_writer *w, enum link_type link, const struct pkt_ctx *c);
void injected_summary(const struct replay_injected *r);

#endif
