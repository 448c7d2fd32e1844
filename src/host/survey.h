/* What a look ahead in a capture tells: which side it was taken at, which ports had a listener and which refused. Bounded:
 * addresses that do not fit are not counted, and old evidence about ports makes room for new. */
#ifndef WFP_HOST_SURVEY_H
#define WFP_HOST_SURVEY_H

#include "base/status.h"
#include "host/local.h"
#include "pkt/headers.h"

struct survey;

/* A refusal speaks for what came shortly before it: the stack answers at once, the path takes at most this long. */
#define SURVEY_ANSWER_NS 3000000000ull

struct moment {
    uint64_t number; /* of a packet; ascending */
    uint64_t ns;     /* its time */
};

MUST_CHECK enum wfp_status survey_new(struct survey **out);
void survey_free(struct survey *s);

/* Sees the next packet of the capture. */
void survey_packet(struct survey *s, enum parse_result parsed, const struct headers *h, struct moment at);

/* The host's side is known: addresses and MACs need no more counting. */
void survey_settled(struct survey *s);

/* Infers the host: per family the address that most packets have on either side, at a tie the one that spoke first; with it
 * the link-local addresses and the MAC that the same station used. Adds to *l. */
void survey_infer_local(const struct survey *s, struct local_side *l);
/* Adds the MACs that stations with the addresses of *l used. */
void survey_learn_macs(const struct survey *s, struct local_side *l);

/* True when the first evidence at or after a moment is a refusal and follows promptly. Quick when the moments asked for ascend. */
bool survey_is_refused(struct survey *s, uint8_t protocol, const struct ip_addr *a, uint16_t port, struct moment when);
/* True when the endpoint was seen to accept. */
bool survey_is_listener(const struct survey *s, uint8_t protocol, const struct ip_addr *a, uint16_t port);

/* True when there were more addresses than the survey counts. */
bool survey_overflowed(const struct survey *s);

#endif
