/* Workers between ports: frames come in, go to the worker whose flow they are (host/spread.h), and are walked there one by one; what
 * drivers ask for is served in between. What a worker walks with, its lane, is the caller's. */
#ifndef WFP_HOST_PORT_LOOP_H
#define WFP_HOST_PORT_LOOP_H

#include "host/kernel.h"
#include "host/spread.h"
#include "port/port.h"

#define PORT_LOOP_MAX     16
#define PORT_LOOP_WORKERS 64u

struct port_loop;
struct port_worker;

struct port_loop_config {
    struct port   *ports[PORT_LOOP_MAX]; /* borrowed; a worker has the queue of its number, or none */
    unsigned       count, workers;
    struct kernel *kernel;
    int            news; /* another descriptor that the first worker looks at; -1: none */
    void          *context;
    void (*say)(void *context, const char *line); /* any thread */
    /* Where the local end of a packet is that has come in at a port, or is said there; any worker. */
    enum spread_local (*local)(void *context, unsigned port, const struct headers *h);

    /* On the worker's thread, like all below. */
    enum wfp_status (*begin)(void *context, struct port_worker *w, void **lane);
    void (*end)(void *lane); /* no frame comes any more, and nothing leaves */
    /* All that came in at once, before each of it by itself; may be NULL. */
    void (*together)(void *lane, unsigned port, const struct frame *frames, unsigned count);
    void (*frame)(void *lane, unsigned port, struct bytes frame);
    void (*said)(void *lane, unsigned port, struct bytes frame); /* of port_worker_say(); may be NULL */
    bool (*serve)(void *lane); /* drivers; true: there may be more */
    void (*rest)(void *lane);  /* it is about to wait */
    void (*tick)(void *lane);  /* the first worker's: some times a second */
    void (*read_news)(void *lane);
};

/* Its workers run and serve drivers, but receive nothing yet. WFP_NO_MEMORY, or what `begin` said. */
MUST_CHECK enum wfp_status port_loop_new(const struct port_loop_config *config, struct port_loop **out);
/* Frames are received from now on. */
void port_loop_receive(struct port_loop *l);
/* The same until `stop` is readable, or every port is gone. */
void port_loop_run(struct port_loop *l, int stop);
/* Takes no new frames; what has come, or what drivers have begun, is finished. False: drivers make packets without end. */
bool port_loop_drain(struct port_loop *l);
/* The workers end. */
void port_loop_end(struct port_loop *l);
/* Ends them. NULL: nothing. */
void port_loop_free(struct port_loop *l);
/* Frames that one worker could not hand to another. */
uint64_t port_loop_lost(const struct port_loop *l);

unsigned port_worker_index(const struct port_worker *w);
/* A frame leaves, with the others of its batch; copied. The worker's thread. */
void port_worker_send(struct port_worker *w, unsigned port, struct bytes frame);
/* A frame of our own, which belongs to another worker's flows and is handed to it. False: to this one's. The worker's thread. */
bool port_worker_say(struct port_worker *w, unsigned port, struct bytes frame);
/* There is something for `serve`. Any thread. */
void port_worker_ring(struct port_worker *w);

#endif
