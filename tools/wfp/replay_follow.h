/* --follow N: the life of one packet across drivers, in order: what each filter and driver said of it, who took it, who put it back. */
#ifndef WFP_TOOLS_REPLAY_FOLLOW_H
#define WFP_TOOLS_REPLAY_FOLLOW_H

#include "base/json.h"
#include "engine/trace.h"
#include "packet_text.h"
#include "replay_modules.h"

struct follow_answer {
    const char        *layer, *filter, *driver; /* driver: NULL where no callout answered */
    enum action_type   action;
    enum trace_effect  effect;
    bool               absorb;
};

struct replay_follow {
    uint64_t              number; /* of the packet; 0: nobody asked */
    unsigned              walks;  /* of it and of what came of it */
    struct follow_answer *answers; /* of the walk in progress; they borrow from its ruleset */
    size_t                count, room;
    bool                  out_of_memory;
};

/* --follow N. An exit_code. */
int follow_option(struct replay_follow *f, const struct command *c, const char *text);
/* What a layer said, as an observer hears it. */
void follow_classified(struct replay_follow *f, const struct kernel *k, const struct pkt_ctx *c, const struct classify_in *in,
                       const struct classify_out *out, const struct trace *trace);
/* A walk is over: prints it, as JSON where `j` is not NULL. `injected` as in packet_json(); `injection` is its packet's. */
void follow_walked(struct replay_follow *f, const struct pkt_ctx *c, const struct packet_injected *injected,
                   const struct injection *injection, struct json *j);
/* At the end: complains about a packet that there was not. An exit_code. */
int follow_end(struct replay_follow *f, const struct command *c);

#endif
