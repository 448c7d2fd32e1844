/* Walks on live traffic by one worker: a shim under a kernel's policy, on the machine's clock. Several workers have one each, and
 * share a struct passage_common. Owner thread: the one that made it. */
#ifndef WFP_HOST_PASSAGE_H
#define WFP_HOST_PASSAGE_H

#include <stdatomic.h>

#include "base/buffer.h"
#include "host/kernel.h"
#include "host/walker.h"
#include "port/capture.h"
#include "shim/context.h"

struct passage;

/* Where what leaves goes, and who hears of it. Called on the owner thread. */
struct passage_ends {
    void *context;
    /* A finished frame, for a port of the passage; borrowed. */
    void (*send)(void *context, unsigned port, struct bytes frame);
    /* Each frame that was walked, and each packet that drivers made; before it leaves. May be NULL. */
    void (*walked)(void *context, const struct capture_packet *p, const struct pkt_ctx *walk);
    void (*injected)(void *context, const struct pkt_ctx *walk, const struct injection *injection);
    /* A line for people. */
    void (*say)(void *context, const char *line);
    /* A frame of our own that belongs to another worker's flows is handed to it: true. NULL: there is no other. */
    bool (*elsewhere)(void *context, unsigned port, struct bytes frame);
    /* Something is to be served (passage_serve()); any thread. NULL: the kernel's thread walks, and hears of it by kernel_on_work(). */
    void (*wake)(void *context);
};

/* What walks of several workers have in common; all zero to begin with. Lock-free. */
struct passage_common {
    _Atomic uint64_t   numbers;      /* of packets so far */
    _Atomic uint32_t   fragment_ids; /* of packets that were cut here */
    struct shim_shared shim;
};

/* Of one worker: each number is a counter (host/count.h). */
struct passage_counts {
    uint64_t frames, verdicts[VERDICT_COUNT], injected, injected_permitted;
    uint64_t flows; /* when it rested last */
    uint64_t asked[LAYER_COUNT], blocked[LAYER_COUNT], absorbed[LAYER_COUNT]; /* by position in the table of layers */
};

struct passage_config {
    struct kernel       *kernel;
    struct passage_common *common; /* borrowed; NULL: one worker */
    struct shim_config   shim; /* world and observer; its events are the kernel's */
    struct shim         *walks; /* borrowed: the shim of a thread that has a walker of its own; NULL: one is made of `shim` */
    struct passage_ends   ends;
    /* What a driver injected or let go on has walked: `injection` as in kernel_walked_fn. */
    kernel_walked_fn     walked;
    void                *context; /* for walked */
    enum walker_stack    stack; /* whose packets it walks, with ends.wake */
    bool (*has_interface)(void *context, uint32_t index); /* as in struct walker_config */
};

MUST_CHECK enum wfp_status passage_new(const struct passage_config *config, struct passage **out);
/* What drivers hold is walked or dropped; then the shim ends. NULL: nothing. */
void passage_free(struct passage *w);

/* With `walks`: what the walker's thread served has walked, as passage_config.walked is told of it. */
void passage_walked(struct passage *w, const struct pkt_ctx *walk, const struct injection *injection);

/* The machine's time, now and for the next walks; nanoseconds since 1970. */
uint64_t passage_now(struct passage *w);
/* The clock stands at the time that is given from now on: for tests. */
void passage_set_clock(struct passage *w, uint64_t ns);
/* Frames that came in together, before passage_frame() walks each of them; borrowed until then. Where the callouts at the inbound MAC
 * layers take batches, these layers are asked now, about all of them (shim/batch.h), and not again. At most SHIM_BATCH. */
void passage_together(struct passage *w, const struct shim_interface *by, const struct bytes *frames, unsigned count);
/* Walks a frame that comes or leaves by an interface; NULL: by one of which nothing is known. The answer stays until the next walk. */
const struct pkt_ctx *passage_frame(struct passage *w, const struct shim_interface *by, struct bytes frame, const struct headers *h,
                                    enum parse_result parsed);
/* The frame of a routed packet that leaves: the MAC layers are asked. */
const struct pkt_ctx *passage_leaves(struct passage *w, const struct shim_interface *by, struct bytes frame);
/* The frame that is being walked. */
struct bytes passage_frame_bytes(const struct passage *w);
/* A name for the fragments of a packet that is cut here (pkt/fragment.h). */
uint32_t passage_fragment_id(struct passage *w);
/* Walks what drivers asked for. True: there may be more. */
bool passage_serve(struct passage *w);
/* Reads no ruleset until the next walk: before it waits. */
void passage_rest(struct passage *w);
struct shim *passage_shim(struct passage *w);
/* Any thread, like the next one. */
const struct passage_counts *passage_counted(const struct passage *w);
void passage_counts_add(struct passage_counts *sum, const struct passage_counts *n);

/* The IP packets of a walk that a driver injected, or that goes on without its frame: each finished, with its checksums; borrowed. */
void passage_packets(const struct pkt_ctx *walk, const struct injection *injection,
                    void (*each)(void *context, struct bytes packet), void *context);
/* What was injected at a MAC layer is frames, which have their own Ethernet header. */
bool passage_has_frames(const struct injection *injection);
void passage_frames(const struct injection *injection, void (*each)(void *context, struct bytes frame), void *context);

#endif
