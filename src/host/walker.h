/* A thread that walks packets, as the kernel sees it: its shim, what drivers ask of it (inbox.h), and when it reads rulesets
 * (grace.h). A packet that a driver injects goes where its flow is (spread.h), or to the one walker of the switches that has the
 * host; one that does not tell stays with the thread that calls the driver; what the driver completes goes on where it began.
 *
 * Owner thread: made, used and freed by the thread that walks. */
#ifndef WFP_HOST_WALKER_H
#define WFP_HOST_WALKER_H

#include "host/kernel.h"

struct walker;
struct shim;

/* Walkers of one stack have its flows among them. A gateway, a forwarder and switches may be there at once: a packet that a driver makes
 * is of the stack in which the driver was called; else, on a thread of its own, of the one whose interface it names; else of the first
 * that there is in this order. */
enum walker_stack { STACK_GATEWAY, STACK_FORWARDER, STACK_SWITCHES, STACK_COUNT };

struct walker_config {
    struct shim *shim; /* borrowed; ends after the walker */
    /* Somebody has asked for something: any thread, at any level; waits for nothing. */
    void (*wake)(void *context);
    /* After each walk that walker_serve() makes, as kernel_on_walk(); NULL: nobody looks. */
    kernel_walked_fn walked;
    kernel_find_vswitch_fn    find_vswitch; /* as kernel_on_vswitch(); NULL: there are no switches */
    kernel_deliver_vswitch_fn deliver_vswitch;
    void *context;
    enum walker_stack stack;
    bool (*has_interface)(void *context, uint32_t index); /* the stack's packets come or leave by it; any thread. NULL: none is known */
    /* All packets of the host are this one's; so is what drivers inject at its layers, whosever flow it is. */
    bool has_host;
};

/* WFP_OUT_OF_BOUNDS: WALKERS_MAX walk already. */
MUST_CHECK enum wfp_status walker_new(struct kernel *k, const struct walker_config *config, struct walker **out);
/* Nothing may be asked of it any more: every driver is at rest, or gone. NULL: nothing. */
void walker_free(struct walker *w);

/* Walks on the calling thread from here on, which does for several. Only between two walks, and after the thread before let go of it. */
void walker_here(const struct walker *w);
/* The ruleset for the walks from here on, at this time; valid until it rests or enters again. */
const struct ruleset *walker_enter(struct walker *w, uint64_t now_ns);
/* Between two walks: reads no ruleset until it enters again. */
void walker_rest(struct walker *w);
/* Between walker_enter() and walker_rest(): walks what was asked for by now; waits for no driver. True: there may be more. */
bool walker_serve(struct walker *w);

#endif
