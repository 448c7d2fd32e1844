#include "host/gateway.h"

#include <stdio.h>
#include <stdlib.h>

#include "callout/injection.h"
#include "host/gateway_answer.h"
#include "host/gateway_state.h"
#include "host/count.h"

/* --- after a walk ------------------------------------------------------------------------------------------------- */

/* The host itself is to say that nobody is there, unless a filter at the discard layer wants silence (B-044). */
static bool host_answers(const struct pkt_ctx *walk)
{
    const struct discard_reason *why = &walk->discard;
    bool nobody = (why->module == DISCARD_MODULE_TRANSPORT && why->reason == INET_DISCARD_ENDPOINT_NOT_FOUND) ||
                  (why->module == DISCARD_MODULE_NETWORK && why->reason == IP_DISCARD_PORT_UNREACHABLE);
    return walk->verdict == VERDICT_DISCARD && walk->direction == DIRECTION_IN && nobody && !walk->silent;
}

static bool is_held_fragment(const struct pkt_ctx *walk)
{
    return walk->frame->is_fragment && !walk->fragments && walk->direction != DIRECTION_FORWARD;
}

static void pass_on(struct gateway *g, enum gateway_port to, const struct pkt_ctx *walk)
{
    if (walk->verdict != VERDICT_PERMIT && !host_answers(walk))
        return;
    if (walk->fragments)
        gateway_send_whole(g, to, walk);
    else if (is_held_fragment(walk))
        count_up(&g->counts.held, 1);
    else
        gateway_send(g, to, walk->in->frame);
}

static void answer(struct gateway *g, const struct pkt_ctx *walk)
{
    struct buffer frame;
    if (!answer_is_due(walk) || walk->in->link != LINK_ETHERNET)
        return;
    buffer_init(&frame);
    if (answer_write(walk, &frame)) {
        count_up(&g->counts.refused, 1);
        gateway_send(g, GATEWAY_IN, buffer_bytes(&frame));
    }
    buffer_fini(&frame);
}

/* What a driver has injected, or let go on. */
static void on_walked(void *context, const struct pkt_ctx *walk, const struct injection *injection)
{
    struct gateway *g = context;
    if (!injection && walk->in->link == LINK_ETHERNET) {
        pass_on(g, walk->direction == DIRECTION_IN ? GATEWAY_IN : GATEWAY_OUT, walk);
        answer(g, walk);
        return;
    }
    if (walk->verdict != VERDICT_PERMIT)
        return;
    if (walk->direction == DIRECTION_IN && is_held_fragment(walk))
        return; /* the datagram goes when it is whole */
    if (passage_has_frames(injection) && !walk->fragments)
        passage_frames(injection, walk->direction == DIRECTION_IN ? gateway_send_to_host : gateway_send_to_network, g);
    else
        passage_packets(walk, injection, gateway_send_packet, g);
}

/* --- frames ------------------------------------------------------------------------------------------------------- */

static void note_stations(struct gateway *g, enum gateway_port from, const struct headers *h)
{
    if (h->family == FAMILY_NONE || !h->has_mac)
        return;
    struct stations *s = &g->common->stations;
    stations_note(s, &h->src, h->mac_src);
    stations_note_last(s, from, (enum family)h->family, h->mac_src);
    if (from != GATEWAY_IN || (h->mac_dst[0] & 1))
        return;
    stations_note(s, &h->dst, h->mac_dst); /* its router's, for what is further away */
    stations_note_last(s, GATEWAY_OUT, (enum family)h->family, h->mac_dst);
}

/* Where what an adapter or the wire would never have let through is counted; NULL: it is in its place. */
static uint64_t *out_of_place(struct gateway *g, enum gateway_port from, const struct headers *h)
{
    bool ip = h->family != FAMILY_NONE;
    bool ours = ip && home_has(&g->home, &h->src);
    bool to_us = ip && home_has(&g->home, &h->dst);
    if (from == GATEWAY_OUT && h->has_mac && !(h->mac_dst[0] & 1) && g->home.mac_count && !home_has_mac(&g->home, h->mac_dst))
        return &g->counts.not_for_us;
    return (from == GATEWAY_OUT ? ours : ours && to_us) ? &g->counts.spoofed : NULL;
}

enum spread_local gateway_local(enum gateway_port from)
{
    return from == GATEWAY_OUT ? SPREAD_LOCAL_DESTINATION : SPREAD_LOCAL_SOURCE;
}

/* The MAC layers are the last that what leaves is asked at: each frame by itself. */
void gateway_together(struct gateway *g, enum gateway_port from, const struct frame *frames, unsigned count)
{
    struct bytes   in_place[SHIM_BATCH];
    struct headers h;
    unsigned       n = 0;
    gateway_home_follow(g);
    for (unsigned i = 0; from == GATEWAY_OUT && i < count && n < SHIM_BATCH; i++) {
        (void)headers_parse(LINK_ETHERNET, frames[i].bytes, (uint32_t)bytes_left(&frames[i].bytes), 0, &h);
        if (!out_of_place(g, from, &h))
            in_place[n++] = frames[i].bytes;
    }
    passage_together(g->passage, interface_if_known(&g->config.interface), in_place, n);
}

void gateway_frame(struct gateway *g, enum gateway_port from, struct bytes frame)
{
    struct headers   *h = &g->headers;
    enum parse_result parsed = headers_parse(LINK_ETHERNET, frame, (uint32_t)bytes_left(&frame), PARSE_CHECK_IP_CHECKSUM, h);
    bool              inbound = from == GATEWAY_OUT;
    uint64_t          now = passage_now(g->passage);
    gateway_home_follow(g);
    gateway_home_learn(g, frame, h, inbound);
    if (!inbound)
        home_sockets_sent(g->sockets, h, now);
    uint64_t *misplaced = out_of_place(g, from, h);
    if (misplaced) {
        count_up(misplaced, 1);
        return;
    }
    note_stations(g, from, h);
    /* The port knows better than the addresses. */
    h->link_direction = inbound ? LINK_TO_US : LINK_FROM_US;
    home_sockets_packet(g->sockets, h, inbound, now);
    const struct pkt_ctx *walk = passage_frame(g->passage, interface_if_known(&g->config.interface), frame, h, parsed);
    home_sockets_packet(g->sockets, NULL, false, now);
    pass_on(g, !from, walk);
    answer(g, walk);
}

/* --- life --------------------------------------------------------------------------------------------------------- */

static bool on_interface(void *context, uint32_t index)
{
    return ((const struct gateway *)context)->config.interface.index == index;
}

static enum wfp_status prepare(struct gateway *g, char error[NETNS_ERROR_SIZE])
{
    struct passage_config w = {
        .kernel = g->config.kernel,
        .walks = g->config.shim,
        .shim = { .world = gateway_world(g),
                  .observer = g->config.observer,
                  .max_flows = g->config.max_flows },
        .ends = g->config.ends,
        .walked = on_walked,
        .context = g,
        .stack = STACK_GATEWAY,
        .has_interface = on_interface,
    };
    if (!g->common) {
        RETURN_IF(gateway_common_new(&g->config, &g->own, error));
        g->common = g->own;
    }
    w.common = &g->common->walks;
    RETURN_IF(home_sockets_new(g->config.netns, &g->common->answers, &g->sockets, error));
    gateway_home_copy(g);
    return passage_new(&w, &g->passage);
}

enum wfp_status gateway_new(const struct gateway_config *config, struct gateway **out, char error[NETNS_ERROR_SIZE])
{
    struct gateway *g = calloc(1, sizeof(*g));
    snprintf(error, NETNS_ERROR_SIZE, "not enough memory");
    if (!g)
        return WFP_NO_MEMORY;
    g->config = *config;
    g->common = config->common;
    enum wfp_status err = prepare(g, error);
    if (err) {
        gateway_free(g);
        return err;
    }
    *out = g;
    return WFP_OK;
}

void gateway_free(struct gateway *g)
{
    if (!g)
        return;
    passage_free(g->passage);
    home_sockets_free(g->sockets);
    gateway_common_free(g->own);
    free(g);
}

struct passage *gateway_passage(struct gateway *g)
{
    return g->passage;
}

const struct gateway_counts *gateway_counted(const struct gateway *g)
{
    return &g->counts;
}

void gateway_counts_add(struct gateway_counts *sum, const struct gateway_counts *n)
{
    count_into(&sum->spoofed, &n->spoofed);
    count_into(&sum->not_for_us, &n->not_for_us);
    count_into(&sum->held, &n->held);
    count_into(&sum->refused, &n->refused);
    count_into(&sum->no_station, &n->no_station);
}
