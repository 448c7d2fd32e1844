/* What a live host consists of. Private to live*.c. */
#ifndef WFP_HOST_LIVE_STATE_H
#define WFP_HOST_LIVE_STATE_H

#include <pthread.h>
#include <stdatomic.h>

#include "base/status.h"
#include "host/crossing.h"
#include "host/live.h"
#include "host/walker.h"
#include "model/schema.h"
#include "shim/shim.h"
#include "shim/vswitch.h"

#define LIVE_MAX_SWITCHES 64u
#define LIVE_ROOM_BYTES   (1u << 20) /* copies of frames with another tag, in one batch */
#define LIVE_BELL         UINT32_MAX /* in the place of a plug, in epoll */
#define LIVE_CARRIED      0x10000u   /* the same: the worker of this number + LIVE_CARRIED has something to do */

struct live_slot {
    uint32_t port_id;
    uint16_t plug; /* its position + 1; 0: none */
};

struct live_switch {
    struct vswitch        *sw;
    struct switch_control *control;
    bool                   inspect; /* changed while the workers pause */
    unsigned               held;    /* looks in a row at which a change waited for a driver; the keeper's */
    struct live_slot       slots[SWITCH_MAX_PORTS * 2]; /* the ports' plugs by id; changed while they pause */
};

/* A port of a switch and the device that its NIC is plugged into. */
struct live_plug {
    struct live_switch *of;
    struct port        *device;
    uint32_t            port_id;
    unsigned            queues;
    char                host[LIVE_HOST_SIZE]; /* as in struct live_port */
    bool                over;  /* nothing comes any more: a capture file that has ended; guarded by: control, like all below */
    enum port_state     last;
    uint64_t            work_then; /* work of all workers when it was seen to have ended */
    char                spec[256];
};

/* What leaves at one plug with the end of a batch. */
struct live_outbound {
    struct frame frames[PORT_BATCH];
    unsigned     count;
    bool         dirty; /* sent to, and not flushed */
};

/* One writer, any reader. */
struct live_counters {
    _Atomic uint64_t frames, injected, sent, discarded, blocked, absorbed, excluded, lost;
    struct {
        _Atomic uint64_t classifies, blocks, absorbed, cached;
    } layers[LAYER_COUNT];
};

/* What a thread is asked to do, against what it can (live_crew.c). Owner thread. */
struct live_load {
    uint64_t wall_ns, cpu_ns, idle_ns; /* when the window began: the clock, the thread's, and of all cores together */
    uint64_t looked_ns;                /* the same by the workers' clock */
    unsigned calm_ms;                  /* how long the thread has been nearly idle */
};

struct live_worker {
    struct live         *live;   /* immutable after publish, like index */
    unsigned             index;
    pthread_t            thread;  /* guarded by: control, like started */
    bool                 started;
    int                  epoll, bell; /* bell: an eventfd; any thread rings it */
    atomic_bool          carried; /* the first worker's thread does its turns; set by its own thread, cleared by the first one's, each
                                   * with the lock, between two turns of it */
    struct live_load     load;    /* of its own thread */
    struct shim         *shim;   /* owner thread, like all below but the counters; when it is carried, the first worker's thread */
    struct walker       *walker;
    struct live_nic    *host;   /* live_host.h; NULL: none */
    uint64_t             host_changes; /* of struct live, when it was made */
    const struct ruleset *rules; /* of this batch */
    uint64_t             now_ns, number;
    bool                 more;   /* something was left for the next turn */
    bool                 full;   /* a queue gave as much in this turn as it may */
    unsigned             behind; /* turns in a row in which one did */
    uint64_t             work_then; /* when the load was last looked at */
    uint64_t             busy_ns;   /* since then: turns in which there was something to do */
    bool                 drained; /* LIVE_DRAINS: the last frames of its queues have been received */
    _Atomic uint64_t     turns;  /* that ended; one writer, any reader, like work */
    _Atomic uint64_t     work;   /* frames and what else came */
    uint8_t             *room;   /* of copies with another tag, until the batch is sent */
    size_t               room_used;
    struct live_outbound out[LIVE_MAX_PORTS];
    uint16_t             dirty[LIVE_MAX_PORTS];
    unsigned             dirty_count;
    struct live_counters counters;
};

enum live_phase { LIVE_RUNS, LIVE_DRAINS, LIVE_ENDS };

struct live {
    struct live_config  config; /* immutable after publish */
    unsigned            worker_count;
    pthread_mutex_t     control; /* one change at a time; taken first. Recursive: a change may follow from another one */
    struct live_switch *switches[LIVE_MAX_SWITCHES]; /* guarded by: control; workers read them while they do not pause */
    struct live_plug   *plugs[LIVE_MAX_PORTS];       /* the same */
    const struct live_plug *host;                    /* the same: the one with the host behind it; NULL: none */
    uint64_t            host_changes;                /* the same: how often it became another one */
    bool                running; /* guarded by: control, like open */
    bool                open;    /* frames are received */
    atomic_bool         over;    /* lock-free: every plug is */
    pthread_t           keeper;
    int                 keeper_bell;

    pthread_mutex_t lock;     /* of the pause */
    pthread_cond_t  changed;
    unsigned        pauses;   /* guarded by: lock; who wants the workers to pause */
    unsigned        paused;   /* guarded by: lock; workers that do */
    unsigned        ready, failed; /* guarded by: lock; workers that began, or could not */
    enum wfp_status failure;  /* guarded by: lock */
    bool            ending;   /* guarded by: lock; the first worker's thread carries nobody any more */
    atomic_bool     pause;    /* lock-free: some is wanted */
    atomic_int      phase;    /* enum live_phase; lock-free */

    int                 uptime;  /* immutable, like elastic: /proc/uptime, opened while that may be done; -1: it is not there */
    bool                elastic; /* workers are carried while one thread can do it all */
    _Atomic uint32_t    busy;    /* lock-free: percent of a core that the first worker's thread had lately */

    struct crossing    *crossing;
    struct live_worker *workers[LIVE_MAX_WORKERS];
};

void live_say(struct live *l, const char *format, ...) __attribute__((format(printf, 2, 3)));
enum wfp_status live_why(char why[LIVE_ERROR_SIZE], enum wfp_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

uint64_t live_work_done(const struct live *l);

/* --- live_pause.c ------------------------------------------------------------------------------------------------------------ */

/* Calls change() while no worker is within a walk. Any thread: a worker that calls it from within one counts as paused. */
void live_quiesce(void *live, void (*change)(void *argument), void *argument);
/* The worker's turn is over: waits while a pause is wanted. */
void live_pause_here(struct live_worker *w);
void live_ring(struct live_worker *w);
/* The calling thread is this worker's; NULL: no more. */
void live_is_worker(const struct live_worker *w);

/* --- live_switch.c ----------------------------------------------------------------------------------------------------------- */

struct live_switch *live_switch_find(struct live *l, const char *name);
struct live_switch *live_switch_of(const struct live *l, const struct guid *id);
enum wfp_status     live_no_switch(char why[LIVE_ERROR_SIZE], const char *name);
void                live_switches_free(struct live *l);

/* --- live_plug.c ------------------------------------------------------------------------------------------------------------- */

/* LIVE_MAX_PORTS: none. While the workers do not pause, or with the control lock. */
unsigned live_plug_position(const struct live_switch *s, uint32_t port_id);
/* NICs and port go, then the device. With the control lock. */
MUST_CHECK enum wfp_status live_pull(struct live *l, unsigned plug);
/* Looks at every device: says what went down or up, and unplugs what is gone. Says which switch waits for a driver. */
void live_look(struct live *l);

/* --- live_crew.c ------------------------------------------------------------------------------------------------------------- */

/* With the lock. How many workers' turns the thread of this one does: its own, and those that it carries. */
unsigned live_crew_size(const struct live_worker *w);
/* The worker's own thread, not the first one's: its turns are done by the first one's thread from here on. With the lock. */
void live_crew_join(struct live_worker *w);
/* Waits while that is so. */
void live_crew_wait(struct live_worker *w);
/* After a turn of the thread's own worker: turns of those that it carries and that have something to do; whether it can do all that,
 * or needs another thread no more. */
void live_crew_turn(struct live_worker *w, uint64_t ready);
/* The first worker's thread ends. */
void live_crew_leave(struct live_worker *w);

/* --- live_worker.c, live_send.c ---------------------------------------------------------------------------------------------- */

void *live_work(void *worker);
/* Does what is there, and waits for it when `waits`. A bit for each carried worker that has something to do. */
uint64_t live_turn(struct live_worker *w, bool waits);
/* Epoll follows the plugs; while the worker pauses or has not begun. */
void live_worker_watch(struct live_worker *w, unsigned plug);
void live_worker_unwatch(struct live_worker *w, unsigned plug);

static inline bool live_is_host(const struct live_plug *p)
{
    return p->host[0] != 0;
}

/* A frame enters the switch at a plug. */
void live_enter(struct live_worker *w, const struct live_plug *p, const struct frame *frame);
void live_count_verdict(struct live_worker *w, const struct pkt_ctx *walk);
/* live_send() to the device itself. */
void live_send_out(struct live_worker *w, unsigned plug, const struct frame *frame, bool now);
/* One frame that has come in at a plug. */
void live_frame(struct live_worker *w, unsigned plug, const struct frame *frame);
/* The same, on the worker whose flow it is. */
void live_hand_in(struct live_worker *w, unsigned to, unsigned plug, const struct frame *frame);
/* Queues a frame whose bytes stay until live_send_all(); `now`: sends it at once, with what is queued before it. */
void live_send(struct live_worker *w, unsigned plug, const struct frame *frame, bool now);
void live_send_all(struct live_worker *w);
/* What a walk lets pass, to each of its destinations. `now` as above. */
void live_deliver(struct live_worker *w, struct live_switch *s, const struct vswitch_walk *walk, bool now);
/* What other workers handed to this one. */
void live_take_handed(struct live_worker *w);
/* Tells those that were handed something. */
void live_wake_handed(struct live_worker *w);
/* Sends what is left of the batch. */
void live_flush(struct live_worker *w);

/* The one writer needs no locked instruction. */
static inline void live_count(_Atomic uint64_t *counter, uint64_t n)
{
    atomic_store_explicit(counter, atomic_load_explicit(counter, memory_order_relaxed) + n, memory_order_relaxed);
}

#endif
