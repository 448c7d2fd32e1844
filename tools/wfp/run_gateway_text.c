/* What `wfp run --gateway` tells: packets, traces, lines of drivers, and what was counted. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "gateway_text.h"
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
    struct run_gateway *r = context;
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
    struct run_gateway *r = context;
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
    struct run_gateway *r = context;
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
    struct run_gateway *r = context;
    pthread_mutex_lock(&r->common.modules.lines_lock);
    fprintf(r->common.json ? stderr : stdout, "%s\n", line);
    fflush(r->common.json ? stderr : stdout);
    pthread_mutex_unlock(&r->common.modules.lines_lock);
}

/* Lines that nobody waits for reach a pipe or a file now and then. */
void run_gateway_flush(void *context)
{
    struct run_gateway *r = context;
    pthread_mutex_lock(&r->common.modules.lines_lock);
    fflush(stdout);
    pthread_mutex_unlock(&r->common.modules.lines_lock);
}

/* --- the beginning ------------------------------------------------------------------------------------------------- */

static void port_head(const struct run_gateway *r, unsigned i, const char *before, FILE *out)
{
    const struct port *p = live_gateway_port(r->gateway, i);
    fprintf(out, "%s%s (%s)", before, port_name(p), port_kind(p));
}

static void workers_head(const struct run_gateway *r, FILE *out)
{
    unsigned n = live_gateway_workers(r->gateway);
    fprintf(out, ", %u worker%s\n", n, n == 1 ? "" : "s");
}

static void router_head(struct run_gateway *r, FILE *out)
{
    const struct gateway_words *w = run_gateway_words(r);
    char                        text[IP_TEXT_SIZE];
    for (unsigned i = 0; i < w->address_count; i++) {
        const struct router_address *a = &w->addresses[i];
        fprintf(out, "%s: %s/%u\n", port_name(live_gateway_port(r->gateway, a->port)), ip_addr_format(&a->addr, text), a->bits);
    }
    fprintf(out, "running: forwards between");
    for (unsigned i = 0; i < w->port_count; i++)
        port_head(r, i, i ? ", " : " ", out);
    workers_head(r, out);
}

static void gateway_head(struct run_gateway *r, FILE *out)
{
    struct home h;
    char        text[IP_TEXT_SIZE];
    live_gateway_home(r->gateway, &h);
    fprintf(out, "host:");
    for (unsigned i = 0; i < h.address_count; i++) {
        const struct home_address *a = &h.addresses[i];
        fprintf(out, "%s %s", i ? "," : "", ip_addr_format(&a->addr, text));
        if (a->whole)
            fprintf(out, "/%u", a->bits);
    }
    fprintf(out, "%s\n", h.learns ? " learned from what it sends" : "");
    port_head(r, GATEWAY_IN, "running: ", out);
    port_head(r, GATEWAY_OUT, " > ", out);
    workers_head(r, out);
}

void run_gateway_head(struct run_gateway *r)
{
    FILE *out = r->common.json ? stderr : stdout;
    (r->forwards ? router_head : gateway_head)(r, out);
    fflush(out);
}

/* --- the end ------------------------------------------------------------------------------------------------------- */

static char *report_of(const struct run_gateway *r)
{
    char       *text = NULL;
    size_t      size;
    struct json j;
    FILE       *f = open_memstream(&text, &size);
    if (!f)
        return NULL;
    json_init(&j, f);
    json_begin_object(&j, NULL);
    json_begin_object(&j, "summary");
    live_gateway_put_counts(r->gateway, &j);
    json_end_object(&j);
    json_end_object(&j);
    if (fclose(f) == 0)
        return text;
    free(text);
    return NULL;
}

void run_gateway_summary(struct run_gateway *r)
{
    char *text = report_of(r);
    if (text && r->common.json)
        printf("%s\n", text);
    else if (text)
        gateway_print_summary(bytes_of(text, strlen(text)), stdout);
    free(text);
}
