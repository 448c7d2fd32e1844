/* What `wfp run --gateway` tells: packets, traces, lines of drivers, and what was counted. */
#include <inttypes.h>
#include <string.h>

#include "run_gateway.h"

static double since(struct run_gateway *r, uint64_t ns)
{
    if (!r->start_ns)
        r->start_ns = ns;
    return (double)(int64_t)(ns - r->start_ns) / 1e9;
}

static void show_events(struct run_gateway *r)
{
    if (r->events.wanted)
        events_show(&r->events, kernel_ruleset(r->common.modules.kernel), r->common.json ? &r->out : NULL, r->common.json ? NULL : stdout);
}

static void show_packet(struct run_gateway *r, const struct capture_packet *p, const struct pkt_ctx *walk)
{
    char number[24];
    snprintf(number, sizeof(number), "%" PRIu64, p->number);
    if (r->common.json)
        packet_json(&r->out, p->number, p->time_ns, walk, NULL);
    else
        packet_line(stdout, number, since(r, p->time_ns), walk, NULL);
}

void run_gateway_walked(void *context, const struct capture_packet *p, const struct pkt_ctx *walk)
{
    struct run_gateway *r = ((const struct run_lane *)context)->run;
    char                comment[4096];
    pthread_mutex_lock(&r->common.modules.lines_lock);
    if (r->common.json || r->verbose)
        show_packet(r, p, walk);
    show_events(r);
    injected_learn(&r->injected, p, walk);
    if (r->writer && (walk->verdict == VERDICT_PERMIT || r->write_all))
        r->unwritten |= capture_writer_put(r->writer, p, packet_comment(walk, comment, sizeof(comment))) != WFP_OK;
    pthread_mutex_unlock(&r->common.modules.lines_lock);
}

static void show_injected(struct run_gateway *r, const struct pkt_ctx *walk, const struct packet_injected *i)
{
    char number[24], how[INJECTED_HOW_SIZE];
    snprintf(number, sizeof(number), walk->in->number ? "+%" PRIu64 : "+", walk->in->number);
    if (r->common.json)
        packet_json(&r->out, walk->in->number, walk->in->now_ns, walk, i);
    else if (r->verbose)
        packet_line(stdout, number, since(r, walk->in->now_ns), walk, injected_how(walk, i, how));
}

void run_gateway_injected(void *context, const struct pkt_ctx *walk, const struct injection *injection)
{
    struct run_gateway *r = ((const struct run_lane *)context)->run;
    pthread_mutex_lock(&r->common.modules.lines_lock);
    struct packet_injected i = injected_note(&r->injected, r->common.modules.kernel, walk, injection);
    show_injected(r, walk, &i);
    show_events(r);
    if (r->writer && !injection && walk->verdict == VERDICT_PERMIT)
        r->unwritten |= !resumed_write(r->writer, LINK_ETHERNET, walk);
    if (r->writer && injection && (walk->verdict == VERDICT_PERMIT || r->write_all))
        r->unwritten |= !injected_write(&r->injected, r->writer, LINK_ETHERNET, walk, injection);
    pthread_mutex_unlock(&r->common.modules.lines_lock);
}

void run_gateway_classified(void *context, const struct pkt_ctx *c, const struct classify_in *in, const struct classify_out *out,
                            const struct trace *trace)
{
    struct run_gateway *r = ((const struct run_lane *)context)->run;
    char                line[512];
    (void)c, (void)out;
    pthread_mutex_lock(&r->common.modules.lines_lock);
    printf("         %s%s%s\n", cli_colour(stdout, CYAN), in->layer->name, cli_colour(stdout, PLAIN));
    for (uint32_t i = 0; i < trace->count; i++)
        printf("           %s\n", trace_event_format(&trace->events[i], line, sizeof(line)));
    pthread_mutex_unlock(&r->common.modules.lines_lock);
}

void run_gateway_say(void *context, const char *line)
{
    run_gateway_line(((const struct run_lane *)context)->run, line);
}

void run_gateway_line(struct run_gateway *r, const char *line)
{
    pthread_mutex_lock(&r->common.modules.lines_lock);
    fprintf(r->common.json ? stderr : stdout, "%s\n", line);
    fflush(r->common.json ? stderr : stdout);
    pthread_mutex_unlock(&r->common.modules.lines_lock);
}

static void workers_head(const struct run_gateway *r, FILE *out)
{
    fprintf(out, ", %u worker%s\n", r->workers, r->workers == 1 ? "" : "s");
}

static void router_head(struct run_gateway *r, FILE *out)
{
    char text[IP_TEXT_SIZE];
    for (unsigned i = 0; i < r->roads.address_count; i++) {
        const struct router_address *a = &r->roads.addresses[i];
        fprintf(out, "%s: %s/%u\n", port_name(r->ports[a->port]), ip_addr_format(&a->addr, text), a->bits);
    }
    fprintf(out, "running: forwards between");
    for (unsigned i = 0; i < r->port_count; i++)
        fprintf(out, "%s %s (%s)", i ? "," : "", port_name(r->ports[i]), port_kind(r->ports[i]));
    workers_head(r, out);
}

static void gateway_head(struct run_gateway *r, FILE *out)
{
    const struct home *h = gateway_home(r->common_home);
    char               text[IP_TEXT_SIZE];
    fprintf(out, "host:");
    for (unsigned i = 0; i < h->address_count; i++) {
        const struct home_address *a = &h->addresses[i];
        fprintf(out, "%s %s", i ? "," : "", ip_addr_format(&a->addr, text));
        if (a->whole)
            fprintf(out, "/%u", a->bits);
    }
    fprintf(out, "%s\n", h->learns ? " learned from what it sends" : "");
    fprintf(out, "running: %s (%s) > %s (%s)", port_name(r->ports[GATEWAY_IN]), port_kind(r->ports[GATEWAY_IN]),
            port_name(r->ports[GATEWAY_OUT]), port_kind(r->ports[GATEWAY_OUT]));
    workers_head(r, out);
}

void run_gateway_head(struct run_gateway *r)
{
    FILE *out = r->common.json ? stderr : stdout;
    (r->forwards ? router_head : gateway_head)(r, out);
    fflush(out);
}

/* --- the end ------------------------------------------------------------------------------------------------------- */

static void port_text(const struct port *p)
{
    struct port_stats s;
    port_stats(p, &s);
    printf("port %s: %" PRIu64 " received, %" PRIu64 " sent; lost: %" PRIu64 " in its ring, %" PRIu64 " in sending; %" PRIu64
           " runts, %" PRIu64 " too long, %" PRIu64 " cut short\n",
           port_name(p), s.received, s.sent, s.receive_dropped, s.send_dropped, s.runts, s.oversized, s.truncated);
}

static void layers_text(const struct passage_counts *n)
{
    for (unsigned i = 0; i < LAYER_COUNT; i++)
        if (n->asked[i])
            printf("%-40s %10" PRIu64 " asked %10" PRIu64 " blocked %10" PRIu64 " absorbed\n", layer_rows[i].name, n->asked[i],
                   n->blocked[i], n->absorbed[i]);
}

static void gateway_text(const struct gateway_counts *g)
{
    printf("not walked: %" PRIu64 " with a source that is not theirs, %" PRIu64 " for other stations\n", g->spoofed, g->not_for_us);
    printf("%" PRIu64 " fragments held for their datagrams, %" PRIu64 " calls answered for blocked connections, %" PRIu64
           " packets of drivers without a station\n",
           g->held, g->refused, g->no_station);
}

static void router_text(const struct router_counts *n)
{
    printf("not walked: %" PRIu64 " with a source that is not theirs, %" PRIu64 " for other stations\n", n->spoofed, n->not_for_us);
    printf("%" PRIu64 " handed on, %" PRIu64 " answered, %" PRIu64 " lost because their station did not answer, %" PRIu64
           " packets of drivers without a way\n",
           n->forwarded, n->answered, n->unresolved, n->nowhere);
}

static void summary_text(struct run_gateway *r, const struct passage_counts *n)
{
    printf("%" PRIu64 " packets: %" PRIu64 " permitted, %" PRIu64 " blocked, %" PRIu64 " absorbed, %" PRIu64 " discarded, %" PRIu64
           " counterfactual; %" PRIu64 " flows\n",
           n->frames, n->verdicts[VERDICT_PERMIT], n->verdicts[VERDICT_BLOCK], n->verdicts[VERDICT_ABSORB],
           n->verdicts[VERDICT_DISCARD], n->verdicts[VERDICT_COUNTERFACTUAL], r->flows);
    injected_summary(&r->injected);
    if (r->forwards)
        router_text(&r->router);
    else
        gateway_text(&r->gateway);
    if (r->lost)
        printf("%" PRIu64 " lost between workers\n", r->lost);
    layers_text(n);
    for (unsigned i = 0; i < r->port_count; i++)
        port_text(r->ports[i]);
}

static void port_json(struct json *j, const struct port *p)
{
    struct port_stats s;
    port_stats(p, &s);
    json_begin_object(j, NULL);
    json_put_string(j, "name", port_name(p));
    json_put_number(j, "received", (int64_t)s.received);
    json_put_number(j, "sent", (int64_t)s.sent);
    json_put_number(j, "receiveDropped", (int64_t)s.receive_dropped);
    json_put_number(j, "sendDropped", (int64_t)s.send_dropped);
    json_put_number(j, "runts", (int64_t)s.runts);
    json_put_number(j, "oversized", (int64_t)s.oversized);
    json_put_number(j, "truncated", (int64_t)s.truncated);
    json_end_object(j);
}

static void layers_json(struct json *j, const struct passage_counts *n)
{
    json_begin_array(j, "layers");
    for (unsigned i = 0; i < LAYER_COUNT; i++) {
        if (!n->asked[i])
            continue;
        json_begin_object(j, NULL);
        json_put_string(j, "layer", layer_rows[i].name);
        json_put_number(j, "asked", (int64_t)n->asked[i]);
        json_put_number(j, "blocked", (int64_t)n->blocked[i]);
        json_put_number(j, "absorbed", (int64_t)n->absorbed[i]);
        json_end_object(j);
    }
    json_end_array(j);
}

static void gateway_json(struct json *j, const struct gateway_counts *g)
{
    json_put_number(j, "spoofed", (int64_t)g->spoofed);
    json_put_number(j, "notForUs", (int64_t)g->not_for_us);
    json_put_number(j, "fragmentsHeld", (int64_t)g->held);
    json_put_number(j, "callsAnswered", (int64_t)g->refused);
    json_put_number(j, "noStation", (int64_t)g->no_station);
}

static void router_json(struct json *j, const struct router_counts *n)
{
    json_put_number(j, "spoofed", (int64_t)n->spoofed);
    json_put_number(j, "notForUs", (int64_t)n->not_for_us);
    json_put_number(j, "forwarded", (int64_t)n->forwarded);
    json_put_number(j, "answered", (int64_t)n->answered);
    json_put_number(j, "unresolved", (int64_t)n->unresolved);
    json_put_number(j, "nowhere", (int64_t)n->nowhere);
}

static void summary_json(struct run_gateway *r, const struct passage_counts *n)
{
    struct json *j = &r->out;
    json_begin_object(j, NULL);
    json_begin_object(j, "summary");
    json_put_number(j, "packets", (int64_t)n->frames);
    for (unsigned i = 0; i < VERDICT_COUNT; i++)
        json_put_number(j, verdict_name((enum verdict)i), (int64_t)n->verdicts[i]);
    json_put_number(j, "flows", (int64_t)r->flows);
    json_put_number(j, "injected", (int64_t)r->injected.count);
    json_put_number(j, "workers", r->workers);
    json_put_number(j, "lostBetweenWorkers", (int64_t)r->lost);
    if (r->forwards)
        router_json(j, &r->router);
    else
        gateway_json(j, &r->gateway);
    layers_json(j, n);
    json_begin_array(j, "ports");
    for (unsigned i = 0; i < r->port_count; i++)
        port_json(j, r->ports[i]);
    json_end_array(j);
    json_end_object(j);
    json_end_object(j);
    json_line(j);
}

void run_gateway_summary(struct run_gateway *r)
{
    (r->common.json ? summary_json : summary_text)(r, &r->walked);
}
