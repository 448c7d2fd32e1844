/* The gateway and the forwarder of an engine, at most one of each: it is one host, whose packets drivers make without saying which
 * one they mean. They come and go while it runs. Any thread that walks nothing. */
#ifndef WFP_HOST_GATEWAY_SET_H
#define WFP_HOST_GATEWAY_SET_H

#include <pthread.h>

#include "host/live_gateway.h"

#define GATEWAY_KINDS 2u

struct gateway_set {
    struct kernel *kernel;  /* immutable after publish, like workers, log and context */
    unsigned       workers; /* 0: one a core */
    void (*log)(void *context, const char *line);
    void                *context;
    pthread_mutex_t      lock;
    struct gateway_words words[GATEWAY_KINDS]; /* guarded by: lock */
    struct live_gateway *of[GATEWAY_KINDS];    /* guarded by: lock; [1]: the one that forwards; NULL: none */
};

/* The other members are set before. */
void gateway_set_init(struct gateway_set *s);
/* As gateway_words_read() reads them; it receives from then on. `why` is one line. */
MUST_CHECK enum wfp_status gateway_set_add(struct gateway_set *s, const char *const *words, unsigned count,
                                           char why[LIVE_GATEWAY_WHY]);
/* What has come leaves first. No driver is loaded, which might hold packets of it. */
MUST_CHECK enum wfp_status gateway_set_delete(struct gateway_set *s, bool forwards, char why[LIVE_GATEWAY_WHY]);
/* Both as one JSON value. */
void gateway_set_put(struct gateway_set *s, struct json *out);
/* They take no new frames; what has come, or what drivers have begun, is finished. */
void gateway_set_drain(struct gateway_set *s);
/* They end. Drivers are gone. */
void gateway_set_fini(struct gateway_set *s);

#endif
