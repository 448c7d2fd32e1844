/* What drivers ask of the stack, in the order in which they asked: injected packets, completed operations and classifies, flows
 * to end. It waits here until the walking thread is between two walks.
 *
 * Filled by any thread; served by the owner thread, which walks. */
#ifndef WFP_HOST_INBOX_H
#define WFP_HOST_INBOX_H

#include "callout/sink.h"

struct inbox;

/* What the walking thread does with an item. */
struct inbox_owner {
    void *context;
    void (*serve)(void *context, struct sink_link *item); /* takes it */
    bool (*is_walking)(void *context);                    /* a walk is in progress: nothing can be served now */
    void (*wake)(void *context);                          /* another thread has put something in; any thread, any level */
    bool (*is_here)(void *context);                       /* the calling thread is the walking one; any thread, any level */
};

MUST_CHECK enum wfp_status inbox_new(const struct inbox_owner *owner, struct inbox **out);
/* Nothing may be in it. */
void inbox_free(struct inbox *b);
/* For callout_registry_set_sink(). Ends with the inbox. */
const struct packet_sink *inbox_sink(struct inbox *b);

/* Serves what is there; what comes meanwhile is for the next call. False: it was empty, the caller is another thread, or is
 * walking already. */
bool inbox_serve(struct inbox *b);
/* Takes no injection while it is refusing: WFP_NO_MEMORY. */
void inbox_refuse(struct inbox *b, bool refuses);
/* A flow that a driver ends. */
struct inbox_abort {
    struct sink_link link;
    uint64_t         flow_id;
};
/* Frees it. */
void inbox_abort_free(struct inbox_abort *a);

#endif
