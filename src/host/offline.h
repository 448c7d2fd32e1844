/* The offline host: a capture file through the shims on the capture's own clock. Needs no root and no network; the same
 * capture and policy give the same output, byte for byte. */
#ifndef WFP_HOST_OFFLINE_H
#define WFP_HOST_OFFLINE_H

#include "host/local.h"
#include "port/capture.h"
#include "shim/context.h"

struct offline;
struct net_event_log; /* bfe/net_event_log.h */

/* What-if knowledge about processes: "443=/usr/bin/curl", "53=S-1-5-18". */
struct offline_identity {
    uint16_t    port;
    const char *app;  /* path, NULL: not said */
    const char *user; /* SID text, NULL: not said */
};

struct offline_config {
    const char                    *path; /* "-": standard input */
    struct local_side              local; /* empty: inferred */
    const struct offline_identity *identities;
    unsigned                       identity_count;
    bool                           each;
    bool                           uncached; /* as shim_config */
    bool                           groups[FAMILY_COUNT]; /* routed fragments of the family are grouped */
    bool                           forwards; /* the weak host's packets pass the forward layer, where `local` names interfaces */
    struct shim_observer           observer;
    struct net_event_log          *events; /* borrowed; drops and permits are recorded there; NULL: they are not */
    /* Called now and then during the walk with bytes read of all; may be NULL. */
    void (*progress)(void *context, uint64_t done, uint64_t size);
    void                          *progress_context;
};

struct offline_summary {
    uint64_t packets;
    uint64_t verdicts[VERDICT_COUNT];
    uint64_t malformed; /* of the discarded ones */
    uint64_t flows;
    uint64_t evicted;   /* flows that made room for others */
};

/* Opens the capture and looks ahead far enough to tell the host's side. On failure *error is one line for people. */
MUST_CHECK enum wfp_status offline_open(const struct offline_config *config, struct offline **out, char error[CAPTURE_ERROR_SIZE]);
void offline_close(struct offline *o);

/* The host's side as said or inferred. */
const struct local_side *offline_local(const struct offline *o);
bool offline_local_inferred(const struct offline *o);
bool offline_survey_overflowed(const struct offline *o);
const struct capture *offline_capture(const struct offline *o);

/* Reads the next packet without walking it; it is the current one from now on. Answers as offline_next(). */
MUST_CHECK enum wfp_status offline_read(struct offline *o, const struct capture_packet **packet, char error[CAPTURE_ERROR_SIZE]);
/* Walks the packet that was read last, once. */
const struct pkt_ctx *offline_walk(struct offline *o, const struct ruleset *rules);
/* The shim of the walk, for those who keep something on its flows. It ends with the host. */
struct shim *offline_shim(const struct offline *o);

/* Both at once: walks the next packet. WFP_NOT_FOUND: the end. Another status: the capture breaks off here, *error says how. *packet and
 * *walk stay valid until the next call. */
MUST_CHECK enum wfp_status offline_next(struct offline *o, const struct ruleset *rules, const struct capture_packet **packet,
                                        const struct pkt_ctx **walk, char error[CAPTURE_ERROR_SIZE]);
void offline_summary(const struct offline *o, struct offline_summary *out);

#endif
