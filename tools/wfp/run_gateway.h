/* `wfp run --gateway` and `wfp run --forward`: what they were told, and what they work with. */
#ifndef WFP_TOOLS_RUN_GATEWAY_H
#define WFP_TOOLS_RUN_GATEWAY_H

#include "cli.h"
#include "host/gateway.h"
#include "host/port_loop.h"
#include "host/router.h"
#include "replay_events.h"
#include "replay_injected.h"
#include "replay_serve.h"
#include "run_common.h"

struct run_gateway {
    struct run_common      common;
    bool                   forwards; /* --forward */
    unsigned               workers;
    const char            *specs[PORT_LOOP_MAX];
    unsigned               port_count;
    const char            *out_path;
    bool                   verbose, trace, write_all;
    struct gateway_config  config;
    struct replay_serve    serve;
    struct replay_events   events;
    struct replay_injected injected;
    struct capture_writer *writer;
    bool                   unwritten;
    struct json            out;
    uint64_t               start_ns;
    struct port           *ports[PORT_LOOP_MAX];
    struct gateway_common *common_home; /* NULL: --forward */
    struct router_config   roads;   /* --forward */
    const char            *address_texts[ROUTER_ADDRESSES];
    struct router_common  *common_roads;
    struct port_loop      *loop;
    /* What the workers counted, each when it ended; guarded by: the lock of lines. */
    struct passage_counts  walked;
    struct gateway_counts  gateway;
    struct router_counts   router;
    uint64_t               flows, lost;
};

/* What a worker walks with; the context of what it tells. */
struct run_lane {
    struct run_gateway *run;
    struct port_worker *worker;
    struct gateway     *gateway; /* or */
    struct router      *router;
    struct passage     *passage; /* of that one */
};

extern const char run_gateway_help[];
extern const struct command command_run_gateway;

/* The words of the command line. EXIT_GOOD, RUN_HELPED, or what the command ends with. */
int run_gateway_options(struct run_gateway *r, const struct command *me, int argc, char **argv);

/* What is told while it runs, as struct passage_ends wants it; `context` is a lane. */
void run_gateway_walked(void *context, const struct capture_packet *p, const struct pkt_ctx *walk);
void run_gateway_injected(void *context, const struct pkt_ctx *walk, const struct injection *injection);
void run_gateway_classified(void *context, const struct pkt_ctx *c, const struct classify_in *in, const struct classify_out *out,
                            const struct trace *trace);
void run_gateway_say(void *context, const char *line);
void run_gateway_line(struct run_gateway *r, const char *line);
/* A line about addresses, when it starts. */
void run_gateway_head(struct run_gateway *r);
/* The statistics, when it has stopped. */
void run_gateway_summary(struct run_gateway *r);

/* The command; its words as main() gets them. An exit_code. */
int run_gateway(int argc, char **argv);

#endif
