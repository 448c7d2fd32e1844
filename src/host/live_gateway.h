/* A gateway or a forwarder on live ports: the ports, the workers that walk (port_loop.h), what they count; in the foreground
 * (`wfp run --gateway`, `--forward`) and in the daemon. */
#ifndef WFP_HOST_LIVE_GATEWAY_H
#define WFP_HOST_LIVE_GATEWAY_H

#include <linux/capability.h>

#include "host/gateway_words.h"
#include "host/privilege.h"

#define LIVE_GATEWAY_WHY 1024
/* What a process must keep whose gateway has a netns: it enters it and looks at other users' processes as long as it runs, because
 * whose the sockets are is asked for again and again. */
#define GATEWAY_NETNS_RIGHTS (PRIVILEGE(CAP_SYS_ADMIN) | PRIVILEGE(CAP_SYS_PTRACE) | PRIVILEGE(CAP_DAC_READ_SEARCH))

struct json; /* base/json.h */
struct live_gateway;

/* Who hears what; each may be NULL. On the worker's thread, but for `say`, which is any. */
struct live_gateway_watch {
    void *context;
    void (*say)(void *context, const char *line); /* a line for people */
    void (*walked)(void *context, const struct capture_packet *p, const struct pkt_ctx *walk);
    void (*injected)(void *context, const struct pkt_ctx *walk, const struct injection *injection);
    void (*tick)(void *context); /* some times a second; one worker's */
    struct shim_observer observer;
};

struct live_gateway_counts {
    struct passage_counts walked;
    struct gateway_counts gateway; /* or */
    struct router_counts  router;
    uint64_t              lost; /* between workers: the other one was too busy */
};

/* Opens its ports; for those who give up rights then. `words` are whole, and borrowed. `workers` 0: one a core. `why` is one line, like
 * the others below. */
MUST_CHECK enum wfp_status live_gateway_open(const struct gateway_words *words, unsigned workers, struct live_gateway **out,
                                             char why[LIVE_GATEWAY_WHY]);
/* Its workers run and serve drivers, but receive nothing yet. */
MUST_CHECK enum wfp_status live_gateway_begin(struct live_gateway *g, struct kernel *k, const struct live_gateway_watch *watch,
                                              char why[LIVE_GATEWAY_WHY]);
void live_gateway_receive(struct live_gateway *g);
/* The same until `stop` is readable, or every port is gone. */
void live_gateway_run(struct live_gateway *g, int stop);
/* Takes no new frames; what has come, or what drivers have begun, is finished. False: drivers make packets without end. */
bool live_gateway_drain(struct live_gateway *g);
/* The workers end; what they have counted stays. Drivers are unloaded before, or hold nothing. */
void live_gateway_end(struct live_gateway *g);
/* Ends it, and closes the ports. NULL: nothing. */
void live_gateway_free(struct live_gateway *g);

/* --- what it is and has done; any thread --- */

const struct gateway_words *live_gateway_words(const struct live_gateway *g);
unsigned live_gateway_workers(const struct live_gateway *g);
struct port *live_gateway_port(const struct live_gateway *g, unsigned i);
/* What is known of the host behind a gateway; after live_gateway_begin(). */
void live_gateway_home(const struct live_gateway *g, struct home *out);
void live_gateway_counted(struct live_gateway *g, struct live_gateway_counts *out);
/* Members of an object that was begun: packets and flows, verdicts, what was not walked, layers, ports. */
void live_gateway_put_counts(struct live_gateway *g, struct json *out);
/* An object: what it is, and the same. */
void live_gateway_put(struct live_gateway *g, struct json *out);

#endif
