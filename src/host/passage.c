#include "host/passage.h"

#include <stdlib.h>
#include <time.h>

#include "api_km/conduct.h"
#include "callout/injection.h"
#include "host/net_events.h"
#include "host/count.h"
#include "host/walker.h"
#include "model/schema.h"
#include "pkt/checksum.h"
#include "pkt/mdl.h"
#include "pkt/nb.h"
#include "shim/fragment_group.h"
#include "shim/packet.h"

static_assert(SHIM_BATCH <= CONDUCT_LISTS, "every list of a batch is watched");

struct passage {
    struct passage_config config;
    struct passage_common alone; /* where there is no other worker */
    struct shim         *shim;
    struct walker       *walker; /* NULL: the kernel's own */
    const struct ruleset *rules; /* of the last walk */
    struct shim_input    input, leaving;
    uint64_t             clock; /* 0: the machine's */
    struct passage_counts counts;
    struct together {
        unsigned          next, count;
        uint64_t          generation; /* of the policy that answered */
        struct shim_input frames[SHIM_BATCH];
        struct mac_answer answers[SHIM_BATCH];
    } together;
    struct pkt_ctx stopped; /* the walk of a frame that ended at the MAC layers */
};

static void count(struct passage *w, const struct pkt_ctx *walk)
{
    for (uint32_t i = 0; i < walk->decision_count; i++) {
        const struct decision *d = &walk->decisions[i];
        count_up(&w->counts.asked[d->layer->id], 1);
        count_up(&w->counts.blocked[d->layer->id], d->block && !d->absorb);
        count_up(&w->counts.absorbed[d->layer->id], d->absorb);
    }
}

void passage_walked(struct passage *w, const struct pkt_ctx *walk, const struct injection *injection)
{
    w->rules = walk->rules;
    count(w, walk);
    count_up(&w->counts.injected, injection != NULL);
    count_up(&w->counts.injected_permitted, injection && walk->verdict == VERDICT_PERMIT);
    if (w->config.ends.injected)
        w->config.ends.injected(w->config.ends.context, walk, injection);
    if (w->config.walked)
        w->config.walked(w->config.context, walk, injection);
}

static void on_walk(void *context, const struct pkt_ctx *walk, const struct injection *injection)
{
    passage_walked(context, walk, injection);
}

static void on_wake(void *context)
{
    const struct passage *w = context;
    w->config.ends.wake(w->config.ends.context);
}

static bool on_interface(void *context, uint32_t index)
{
    const struct passage *w = context;
    return w->config.has_interface && w->config.has_interface(w->config.context, index);
}

static enum wfp_status attach(struct passage *w)
{
    const struct walker_config walks = { .shim = w->shim, .wake = on_wake, .walked = on_walk, .context = w,
                                         .stack = w->config.stack, .has_interface = on_interface };
    if (w->config.ends.wake)
        return walker_new(w->config.kernel, &walks, &w->walker);
    kernel_on_walk(w->config.kernel, on_walk, w);
    return kernel_attach_shim(w->config.kernel, w->shim);
}

enum wfp_status passage_new(const struct passage_config *config, struct passage **out)
{
    struct passage *w = calloc(1, sizeof(*w));
    if (!w)
        return WFP_NO_MEMORY;
    w->config = *config;
    if (!w->config.common)
        w->config.common = &w->alone;
    w->shim = config->walks;
    if (w->shim) {
        *out = w;
        return WFP_OK;
    }
    w->config.shim.shared = &w->config.common->shim;
    w->config.shim.events = net_events_sink(kernel_net_events(config->kernel));
    enum wfp_status err = shim_new(&w->config.shim, &w->shim);
    if (!err)
        err = attach(w);
    if (err) {
        shim_free(w->shim);
        free(w);
        return err;
    }
    *out = w;
    return WFP_OK;
}

void passage_free(struct passage *w)
{
    if (!w)
        return;
    walker_free(w->walker);
    if (!w->config.walks && !w->config.ends.wake) {
        (void)!kernel_attach_shim(w->config.kernel, NULL);
        kernel_on_walk(w->config.kernel, NULL, NULL);
    }
    if (!w->config.walks)
        shim_free(w->shim);
    free(w);
}

uint64_t passage_now(struct passage *w)
{
    struct timespec t;
    if (w->clock)
        return w->clock;
    clock_gettime(CLOCK_REALTIME, &t);
    return (uint64_t)t.tv_sec * 1000000000ull + (uint64_t)t.tv_nsec;
}

void passage_set_clock(struct passage *w, uint64_t ns)
{
    w->clock = ns;
}

/* The ruleset of the walks from here on. */
static void enter(struct passage *w, uint64_t now_ns)
{
    if (w->walker) {
        w->rules = walker_enter(w->walker, now_ns);
        return;
    }
    if (!w->config.walks) /* else its owner has said */
        kernel_set_time(w->config.kernel, now_ns);
    w->rules = kernel_ruleset(w->config.kernel);
}

void passage_rest(struct passage *w)
{
    count_set(&w->counts.flows, shim_flows_seen(w->shim));
    if (w->walker)
        walker_rest(w->walker);
}

uint32_t passage_fragment_id(struct passage *w)
{
    return atomic_fetch_add(&w->config.common->fragment_ids, 1) + 1;
}

/* The first of so many numbers in a row. */
static uint64_t numbers(struct passage *w, unsigned count)
{
    return atomic_fetch_add_explicit(&w->config.common->numbers, count, memory_order_relaxed) + 1;
}

/* --- frames that come together ------------------------------------------------------------------------------------ */

static const enum layer_pair mac_layers[] = { LAYER(INBOUND_MAC_FRAME_NATIVE), LAYER(INBOUND_MAC_FRAME_ETHERNET) };

static const struct layer_row *mac_layer(unsigned i)
{
    return layer_of(mac_layers[i], FAMILY_NONE);
}

/* A trace is of one frame. */
static bool asks_together(const struct passage *w, const struct ruleset *rules)
{
    bool any = false;
    for (unsigned i = 0; i < COUNT_OF(mac_layers); i++) {
        any |= ruleset_layer_count(rules, mac_layer(i)->id) != 0;
        if (!ruleset_layer_takes_batches(rules, mac_layer(i)->id))
            return false;
    }
    return any && !w->config.shim.observer.want_trace;
}

void passage_together(struct passage *w, const struct shim_interface *by, const struct bytes *frames, unsigned count)
{
    struct together *t = &w->together;
    uint64_t         now = passage_now(w);
    t->next = t->count = 0;
    if (count < 2)
        return;
    enter(w, now);
    if (!asks_together(w, w->rules))
        return;
    uint64_t first = numbers(w, count);
    for (unsigned i = 0; i < count; i++)
        t->frames[i] = (struct shim_input){ .frame = frames[i], .wire_size = (uint32_t)bytes_left(&frames[i]),
                                            .link = LINK_ETHERNET, .now_ns = now, .number = first + i,
                                            .interface = by };
    t->count = count;
    t->generation = ruleset_generation(w->rules);
    shim_mac_batch(w->shim, w->rules, true, t->frames, count, t->answers);
}

/* What the MAC layers said of the frame, and the number under which they were asked; NULL: they were not. */
static const struct mac_answer *answer_for(struct passage *w, struct bytes frame, uint64_t *number)
{
    struct together *t = &w->together;
    for (unsigned i = t->next; i < t->count; i++)
        if (t->frames[i].frame.at == frame.at) {
            t->next = i + 1;
            *number = t->frames[i].number;
            return &t->answers[i];
        }
    return NULL;
}

/* The policy may have changed since, and the rule be gone. */
static const struct pkt_ctx *stop_at_mac(struct passage *w, const struct mac_answer *a)
{
    struct pkt_ctx *c = &w->stopped;
    bool            same = ruleset_generation(w->rules) == w->together.generation;
    *c = (struct pkt_ctx){ .shim = w->shim, .in = &w->input, .frame = w->input.headers, .h = w->input.headers,
                           .packet = w->input.frame, .parsed = w->input.parsed, .direction = DIRECTION_IN, .inbound = true,
                           .verdict = (enum verdict)a->verdict };
    for (unsigned i = 0; i < COUNT_OF(mac_layers); i++) {
        bool ends = mac_layer(i) == a->layer, absorbs = ends && a->verdict == VERDICT_ABSORB;
        c->decisions[c->decision_count++] =
            (struct decision){ .layer = mac_layer(i), .rule = ends && same ? a->rule : NULL, .block = ends, .absorb = absorbs };
        c->deciding = &c->decisions[i];
        if (ends)
            break;
    }
    return c;
}

static const struct pkt_ctx *walk_frame(struct passage *w)
{
    const struct mac_answer *a = answer_for(w, w->input.frame, &w->input.number);
    w->input.number = a ? w->input.number : numbers(w, 1);
    if (a && a->verdict != VERDICT_PERMIT)
        return stop_at_mac(w, a);
    w->input.mac_asked = a != NULL;
    for (unsigned i = 0; a && i < COUNT_OF(mac_layers); i++)
        count_up(&w->counts.asked[mac_layer(i)->id], 1);
    return shim_packet(w->shim, w->rules, &w->input);
}

const struct pkt_ctx *passage_frame(struct passage *w, const struct shim_interface *by, struct bytes frame, const struct headers *h,
                                    enum parse_result parsed)
{
    uint32_t size = (uint32_t)bytes_left(&frame);
    w->input = (struct shim_input){ .frame = frame, .wire_size = size, .link = LINK_ETHERNET, .now_ns = passage_now(w),
                                    .headers = h, .parsed = parsed, .interface = by };
    enter(w, w->input.now_ns);
    const struct pkt_ctx *walk = walk_frame(w);
    count_up(&w->counts.frames, 1);
    count_up(&w->counts.verdicts[walk->verdict], 1);
    count(w, walk);
    if (w->config.ends.walked) {
        struct capture_packet p = { w->input.number, w->input.now_ns, frame, size };
        w->config.ends.walked(w->config.ends.context, &p, walk);
    }
    return walk;
}

const struct pkt_ctx *passage_leaves(struct passage *w, const struct shim_interface *by, struct bytes frame)
{
    struct shim_input in = w->input;
    in.frame = frame;
    in.wire_size = (uint32_t)bytes_left(&frame);
    in.link = LINK_ETHERNET;
    in.headers = NULL;
    in.interface = by;
    w->leaving = in;
    const struct pkt_ctx *walk = shim_frame_leaves(w->shim, w->rules, &w->leaving);
    count(w, walk);
    return walk;
}

struct bytes passage_frame_bytes(const struct passage *w)
{
    return w->input.frame;
}

bool passage_serve(struct passage *w)
{
    enter(w, passage_now(w));
    return w->walker ? walker_serve(w->walker) : kernel_serve(w->config.kernel);
}

struct shim *passage_shim(struct passage *w)
{
    return w->shim;
}

const struct passage_counts *passage_counted(const struct passage *w)
{
    return &w->counts;
}

void passage_counts_add(struct passage_counts *sum, const struct passage_counts *n)
{
    count_into(&sum->frames, &n->frames);
    count_into(&sum->injected, &n->injected);
    count_into(&sum->injected_permitted, &n->injected_permitted);
    count_into(&sum->flows, &n->flows);
    for (unsigned i = 0; i < VERDICT_COUNT; i++)
        count_into(&sum->verdicts[i], &n->verdicts[i]);
    for (unsigned i = 0; i < LAYER_COUNT; i++) {
        count_into(&sum->asked[i], &n->asked[i]);
        count_into(&sum->blocked[i], &n->blocked[i]);
        count_into(&sum->absorbed[i], &n->absorbed[i]);
    }
}

/* --- what leaves -------------------------------------------------------------------------------------------------- */

/* What a driver left to the adapter is done here, where the packet leaves for one that does nothing. */
static void fill_checksum(struct bytes packet)
{
    struct headers h;
    MDL            mdl;
    NET_BUFFER     nb;
    if (headers_parse_ip(packet, (uint32_t)bytes_left(&packet), 0, &h) != PARSE_OK || h.is_fragment)
        return;
    struct pseudo_header pseudo = { (enum family)h.family, h.src.bytes, h.dst.bytes, h.protocol };
    mdl_init(&mdl, packet);
    nb_init(&nb, &mdl, h.transport_offset, h.ip_size - h.ip_header_size);
    (void)!nb_transport_checksum_set(&nb, h.protocol == PROTO_ICMP ? NULL : &pseudo);
}

static void show_copy(const NET_BUFFER *nb, bool fill, void (*each)(void *context, struct bytes packet), void *context)
{
    struct buffer copy;
    uint32_t      size = nb_length(nb);
    buffer_init(&copy);
    uint8_t    *room = buffer_grow(&copy, size);
    const void *data = room ? nb_data(nb, size, room) : NULL;
    if (data) {
        if (data != room)
            memcpy(room, data, size);
        struct bytes packet = bytes_of(room, size);
        if (fill)
            fill_checksum(packet);
        each(context, packet);
    }
    buffer_fini(&copy);
}

void passage_packets(const struct pkt_ctx *walk, const struct injection *injection,
                    void (*each)(void *context, struct bytes packet), void *context)
{
    struct bytes packet = walk->packet;
    if (walk->waits)
        return;
    if (walk->group) {
        fragment_group_each(walk->group, each, context);
        return;
    }
    if (walk->fragments) {
        each(context, walk->whole);
        return;
    }
    if (injection) {
        bool fill = packet_offloads_checksum(walk);
        for (const NET_BUFFER *nb = injection->nbl->FirstNetBuffer; nb; nb = nb->Next)
            show_copy(nb, fill, each, context);
        return;
    }
    if (!bytes_skip(&packet, walk->h->ip_offset))
        return;
    bytes_limit(&packet, walk->h->ip_size);
    if (bytes_left(&packet))
        each(context, packet);
}

bool passage_has_frames(const struct injection *injection)
{
    return injection && (injection->path == INJECTION_MAC_SEND || injection->path == INJECTION_MAC_RECEIVE);
}

void passage_frames(const struct injection *injection, void (*each)(void *context, struct bytes frame), void *context)
{
    for (const NET_BUFFER *nb = injection->nbl->FirstNetBuffer; nb; nb = nb->Next)
        show_copy(nb, false, each, context);
}
