/* One case in one family: what its statements have built so far. The parts that read statements (objects.c, world.c,
 * packets.c, check.c) share it. A mistake in a case is a failure of the case. */
#ifndef WFP_BEHAVIOUR_RUN_H
#define WFP_BEHAVIOUR_RUN_H

#include "case.h"
#include "engine/ruleset.h"
#include "events.h"
#include "objects.h"
#include "observe.h"
#include "packets.h"
#include "shim/context.h"
#include "waiting.h"
#include "world.h"

#define PACKETS_MAX 256u

struct run {
    const struct suite     *suite;
    const struct wfpt_case *c;
    const struct statement *at;
    enum family             family;
    bool                    traced;
    bool                    quiet; /* failures are counted, not printed */
    unsigned                failures;
    unsigned                expectations;

    struct arena           arena;
    struct objects         objects;
    struct world           world;
    struct observations    seen; /* of the last packet */
    struct events          events;
    struct waiting         waiting;
    struct shim           *shim;
    enum link_type         link;
    bool                   each;
    uint64_t               now_ns;
    unsigned               packets;
    struct packet          packet; /* the last */
    struct shim_interface  interface; /* by which it comes or leaves; index 0: not said */
    const struct pkt_ctx  *walk;   /* of the last packet */
    bool                   verdict_expected;
    uint64_t               flow_ids[PACKETS_MAX]; /* by packet, the first at 0 */
};

/* Notes a failure at the current statement. */
__attribute__((format(printf, 2, 3))) void run_fail(struct run *r, const char *format, ...);

/* The words of the current statement, one after the other. */
struct words {
    struct run *run;
    unsigned    next;
};
struct words words_of(struct run *r); /* behind the first word */
bool         words_left(const struct words *w);
/* The next word, "" when there is none, which is a failure. */
const char *word_take(struct words *w);
/* Takes the next word when it is this one. */
bool     word_accept(struct words *w, const char *word);
uint64_t word_number(struct words *w);
/* "name=value": the value, and the name cut off in place into *name. */
const char *word_split(struct words *w, char separator, char *name, size_t name_size);

/* Replaces the names of the cases' world (HOST, PEER, ...) by what they are in the family. From the run's arena. */
const char *names_resolve(struct run *r, const char *text);

#endif
