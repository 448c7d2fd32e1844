/* What waits to be written to one client: whole frames in order, the first perhaps sent in part. Events are bounded, because
 * nobody waits for them to be taken; a reply is waited for by its connection's thread, so there is one at a time and it is not
 * counted. Guarded by its owner's lock. */
#ifndef WFP_RPC_OUTBOX_H
#define WFP_RPC_OUTBOX_H

#include "base/buffer.h"

struct outbox {
    struct buffer bytes;
    size_t        sent;  /* of `bytes`; they stay until it is worth moving the rest */
    uint64_t      taken; /* sent since the beginning */
    uint64_t      reply_from, reply_end; /* where the last reply stands, counted as `taken` */
};

enum outbox_state { OUTBOX_EMPTY, OUTBOX_WAITING, OUTBOX_BROKEN };

void outbox_init(struct outbox *o);
void outbox_fini(struct outbox *o);
bool outbox_greeting(struct outbox *o, uint32_t longest_request);
/* In place of all that is there. */
bool outbox_refusal(struct outbox *o, uint32_t reason);
/* false: it would wait behind more than `limit` bytes of events, itself included, or there is no memory. */
bool outbox_event(struct outbox *o, struct bytes event, size_t limit);
/* It has been taken once `taken` reaches reply_end. false: no memory. */
bool outbox_reply(struct outbox *o, uint32_t number, struct bytes reply);
/* Sends what the socket takes without waiting; never raises SIGPIPE. */
enum outbox_state outbox_flush(struct outbox *o, int fd);

#endif
