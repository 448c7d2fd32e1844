/* The kernel of a replay: the policy engine with its store, the registered callouts, the NT system, and the driver modules that
 * were loaded into them. Used by the thread that walks; modules may have threads of their own. */
#ifndef WFP_HOST_KERNEL_H
#define WFP_HOST_KERNEL_H

#include "engine/ruleset.h"
#include "host/why.h"
#include "nt/fault.h"
#include "shim/shim.h"

#define KERNEL_ERROR_SIZE 1024

struct hooks;
struct kernel;
struct bfe;              /* bfe/store.h */
struct cost_set;         /* engine/cost_set.h */
struct injection;        /* callout/injection.h */
struct km_context;       /* api_km/context.h */
struct pkt_ctx;          /* shim/context.h */
struct vswitch;          /* vswitch/switch.h */
struct vswitch_walk;     /* shim/vswitch.h */
struct net_event_log;    /* bfe/net_event_log.h */
struct driver_parameter; /* nt/driver.h */
struct grace;            /* host/grace.h */

struct kernel_config {
    /* Values of every driver's Parameters key; borrowed for the kernel's life. */
    const struct driver_parameter *parameters;
    unsigned                       parameter_count;
    const struct policy *policy; /* static objects to begin with; NULL: none */
    struct net_event_log *events; /* borrowed for the kernel's life; NULL: the kernel makes one of its own */
    /* A line that a module printed (is_report: what it did wrong). One call at a time, from any thread. */
    void (*log)(void *context, bool is_report, const char *module, const char *line);
    /* After the log lines of a bug check, from the thread that made it; then the process ends with status 2. NULL: nothing
     * more is to be done. */
    void (*stopped)(void *context);
    void *context;
    /* One thread at a time, in an order that the seed decides, on the packets' clock (nt/sched.h). */
    bool     seeded;
    uint64_t seed;
    struct rank_order   order; /* of sublayers and filters (engine/rank.h); zero: as chosen */
    struct nt_fault     fault; /* a request of drivers that is made to fail; zero: none */
    const struct hooks *hooks; /* base/hooks.h; borrowed for the kernel's life; NULL: nobody watches */
    /* An engine that is there already, a daemon's, with what takes its replaced rulesets; borrowed. Then policy, events and order are
     * of no account. NULL: the kernel makes one of its own. */
    struct bfe   *bfe;
    struct grace *grace;
    bool          live; /* the machine's clock; threads walk as in host/walker.h, and nobody waits for drivers between packets */
};

MUST_CHECK enum wfp_status kernel_new(const struct kernel_config *config, struct kernel **out);
/* Unloads the modules, newest first, and reports what they left; then everything goes. Every shim is gone. */
void kernel_free(struct kernel *k);

/* Loads a module and calls its DriverEntry. On failure `why` is one line that begins with the path. */
MUST_CHECK enum wfp_status kernel_load(struct kernel *k, const char *path, char why[KERNEL_ERROR_SIZE]);

/* The system time that modules see: that of the packet which is walked next, in nanoseconds since 1970. Seeded, all that
 * modules have set for the time between happens now. */
void kernel_set_time(struct kernel *k, uint64_t ns);

/* The ruleset for the next walk; valid until kernel_settle(). */
const struct ruleset *kernel_ruleset(const struct kernel *k);
/* No walk is in progress: what modules have queued is done, what they injected, completed or aborted is walked, rulesets that
 * were replaced are freed; again until nothing is left to do now. */
void kernel_settle(struct kernel *k);
/* The same at the end: nothing is left for the next packet; seeded, some is left for unloading now and then. */
void kernel_settle_all(struct kernel *k);

/* All that can happen now has happened, whatever the seed: before the clock goes on to something far away. */
void kernel_exhaust(struct kernel *k);

/* Live, where packets come when they come: what modules have asked for by now is walked; waits for no module. True: there may be
 * more at once. Then no walk is in progress and the ruleset of the last one is no longer used. */
bool kernel_serve(struct kernel *k);
/* Called when there is something for kernel_serve(), on whatever thread asked for it: it wakes the walking one and waits for
 * nothing. Before modules are loaded, or NULL: nobody. */
void kernel_on_work(struct kernel *k, void (*come)(void *context), void *context);

/* Called on the walking thread after each walk that kernel_settle() or unloading makes; the walk is valid during the call.
 * `injection` is NULL for what goes on after it was held. */
typedef void (*kernel_walked_fn)(void *context, const struct pkt_ctx *walk, const struct injection *injection);
void kernel_on_walk(struct kernel *k, kernel_walked_fn walked, void *context);
/* The module that is this owner; "wfp" for nobody's. Any thread. */
const char *kernel_module_of(const struct kernel *k, const void *owner);
/* The switches of a live host, for what modules inject into them; on the walking thread. `find` finds those on which WFP is enabled;
 * NULL: there are none. `deliver` is told of each frame whose walk was permitted, which is valid during the call. */
typedef struct vswitch *(*kernel_find_vswitch_fn)(void *context, const struct guid *id);
typedef void (*kernel_deliver_vswitch_fn)(void *context, struct vswitch *sw, const struct vswitch_walk *walk,
                                          const struct injection *injection);
void kernel_on_vswitch(struct kernel *k, kernel_find_vswitch_fn find, kernel_deliver_vswitch_fn deliver, void *context);
/* The module that made an injection; "wfp" for nobody's. */
const char *kernel_injector(const struct kernel *k, const struct injection *injection);
/* The module whose callout a rule calls; NULL: it calls none, or nobody has registered it. */
const char *kernel_answerer(const struct kernel *k, const struct rule *rule);

/* What a thread enters that calls into drivers on nobody's behalf; valid until kernel_free(). */
const struct km_context *kernel_context(const struct kernel *k);

/* The net events, for a shim's sink and for management calls; ends with the kernel unless it was given. */
struct net_event_log *kernel_net_events(const struct kernel *k);

/* This shim walks what modules inject, and flow contexts live on its flows; NULL before it goes, on the same thread. */
MUST_CHECK enum wfp_status kernel_attach_shim(struct kernel *k, struct shim *s);

/* The policy engine of this kernel. */
struct bfe *kernel_bfe(struct kernel *k);

/* What the classifies of its walkers cost (engine/cost_set.h); off at first. Any thread. */
struct cost_set *kernel_cost(const struct kernel *k);
/* Shows the ruleset of now, which stays during the call. Any thread that walks nothing. */
void kernel_look(struct kernel *k, void (*look)(void *context, const struct ruleset *rules), void *context);

/* Policy that changes while packets walk: adds the objects of a policy text, as one change; deletes a filter by its display name.
 * WFP_BAD_DATA: `why` is one line. */
MUST_CHECK enum wfp_status kernel_policy_add(struct kernel *k, const char *text, size_t size, const char *name,
                                             char why[KERNEL_ERROR_SIZE]);
MUST_CHECK enum wfp_status kernel_policy_delete(struct kernel *k, const char *filter, char why[KERNEL_ERROR_SIZE]);

/* The endpoints that drivers see; NULL before they go. */
void kernel_attach_endpoints(struct kernel *k, struct endpoint_table *t);

/* Unloads the newest module of this name (of its file, without folder and ending). False: there is none. */
bool kernel_unload_one(struct kernel *k, const char *name, unsigned *leaks);
/* Its modules by position, the oldest first; NULL: no more. */
const char *kernel_module_name(const struct kernel *k, unsigned at);
/* Frees rulesets that no walk reads any more; where threads walk as in host/walker.h. Any other thread. */
void kernel_collect(struct kernel *k);
/* Waits until drivers have nothing to do just now. */
void kernel_drain(struct kernel *k);
/* Unloads the modules now; the number of things they leaked. */
unsigned kernel_unload(struct kernel *k);

/* The callouts that a module registered, and those of the policy that nobody did, for why_report(). `name` is the module's file
 * name without folder and ending. -1: there is no such module. At most `max`; returns how many there are. */
int kernel_callouts(const struct kernel *k, const char *name, struct why_callout *out, uint32_t max);

#endif
