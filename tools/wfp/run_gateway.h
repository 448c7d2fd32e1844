/* `wfp run --gateway` and `wfp run --forward`: what they were told, and what they work with. */
#ifndef WFP_TOOLS_RUN_GATEWAY_H
#define WFP_TOOLS_RUN_GATEWAY_H

#include "cli.h"
#include "host/live_command.h"
#include "replay_events.h"
#include "replay_injected.h"
#include "replay_serve.h"
#include "run_common.h"

#define RUN_GATEWAY_WORDS 256

struct run_gateway {
    struct run_common      common;
    bool                   forwards; /* --forward */
    unsigned               workers;
    struct run_word {
        const char *key, *value;
    } said[RUN_GATEWAY_WORDS]; /* of the gateway, as they came */
    unsigned               said_count;
    const char            *out_path;
    bool                   verbose, trace, write_all;
    struct replay_serve    serve;
    struct replay_events   events;
    struct replay_injected injected;
    struct capture_writer *writer;
    bool                   unwritten;
    struct json            out;
    uint64_t               start_ns;
    struct live_gateway   *gateway;
    struct live_host       host; /* what a program may ask of it, */
    struct gateway_set     set;  /* whose words it has too */
};

extern const char run_gateway_help[];
extern const struct command command_run_gateway;

/* The words of the command line. EXIT_GOOD, RUN_HELPED, or what the command ends with. */
int run_gateway_options(struct run_gateway *r, const struct command *me, int argc, char **argv);

static inline struct gateway_words *run_gateway_words(struct run_gateway *r)
{
    return &r->set.words[r->forwards];
}

/* What is told while it runs, as struct live_gateway_watch wants it; `context` is the struct. */
void run_gateway_walked(void *context, const struct capture_packet *p, const struct pkt_ctx *walk);
void run_gateway_injected(void *context, const struct pkt_ctx *walk, const struct injection *injection);
void run_gateway_classified(void *context, const struct pkt_ctx *c, const struct classify_in *in, const struct classify_out *out,
                            const struct trace *trace);
void run_gateway_say(void *context, const char *line);
void run_gateway_flush(void *context);
/* A line about addresses, when it starts. */
void run_gateway_head(struct run_gateway *r);
/* The statistics, when it has stopped. */
void run_gateway_summary(struct run_gateway *r);

/* The command; its words as main() gets them. An exit_code. */
int run_gateway(int argc, char **argv);

#endif
