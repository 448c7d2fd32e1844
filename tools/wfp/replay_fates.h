/* What became of each packet and call of a replay, and by whom: written down for --permute, a line each. */
#ifndef WFP_TOOLS_REPLAY_FATES_H
#define WFP_TOOLS_REPLAY_FATES_H

#include "packet_text.h"
#include "replay_modules.h"

#define DECIDER_SIZE 256

/* Who decided: filter, driver and layer; `kernel` may be NULL. Writes to and returns `out`. */
const char *decider_text(const struct kernel *kernel, const struct pkt_ctx *c, char out[DECIDER_SIZE]);

/* Nothing is written where nobody asked (m->fates). `injected` as in packet_json(). */
void fate_packet(const struct replay_modules *m, const struct pkt_ctx *c, const struct packet_injected *injected);
/* A call of a script that has returned; `by` as decider_text() said when its layers were asked. */
void fate_call(const struct replay_modules *m, unsigned line, const char *text, const char *result, const char *by);

struct fate {
    char *what;     /* "packet 4" */
    char *verdicts; /* "absorb, +permit": of the packet, and of what drivers injected in its place */
    char *by;       /* of the last one */
};

struct fates {
    struct fate **of; /* in order of their first line */
    size_t        count, room;
    void         *by_what; /* tsearch(3) */
};

/* Reads what was written; false: no memory. fates_free() in any case. */
bool               fates_read(struct fates *f, FILE *from);
const struct fate *fates_find(const struct fates *f, const char *what);
void               fates_free(struct fates *f);

#endif
