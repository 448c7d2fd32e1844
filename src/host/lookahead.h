/* A short way ahead of the walk: packets are read before their turn comes, so that the survey knows what the stack answered
 * to a packet when that packet is judged. Bounded in packets and bytes, whatever the capture's size; works on a pipe.
 * Each packet is read and parsed once, by a thread of its own; what comes out does not depend on how the threads run. The
 * capture belongs to that thread until lookahead_free(). */
#ifndef WFP_HOST_LOOKAHEAD_H
#define WFP_HOST_LOOKAHEAD_H

#include "host/survey.h"
#include "port/capture.h"
#include "shim/shim.h"

struct lookahead;

struct seen_packet {
    struct capture_packet packet; /* of 802.11: its Ethernet form; empty where it has none */
    struct headers        headers;
    enum parse_result     parsed; /* with PARSE_CHECK_IP_CHECKSUM */
    uint32_t              kept; /* bytes that it takes */
    bool                  is_wifi;
    struct shim_native    native; /* is_wifi */
};

/* Borrows both. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status lookahead_new(struct capture *capture, struct survey *survey, struct lookahead **out);
void lookahead_free(struct lookahead *l);

/* Reads on until the survey has seen enough to tell the host's side: the whole capture when it is short. */
void lookahead_settle(struct lookahead *l);

/* The next packet in the capture's order; valid until the next call. WFP_NOT_FOUND: the end. Another status: the capture breaks
 * off here, *error says how. */
MUST_CHECK enum wfp_status lookahead_next(struct lookahead *l, const struct seen_packet **out, char error[CAPTURE_ERROR_SIZE]);

/* Bytes of the capture's file read so far. */
uint64_t lookahead_position(const struct lookahead *l);

#endif
