/* What `wfp run --switch` says: what is dropped, what its ports do, statistics. */
#include <stdlib.h>
#include <string.h>

#include "packet_text.h"
#include "run_switch.h"
#include "shim/vswitch_view.h"
#include "switch_text.h"

#define LINES_A_SECOND 10u
#define PLACE_SIZE     (2 * SWITCH_NAME_SIZE + 4)

void run_switch_log(void *context, const char *line)
{
    struct run_switch *r = context;
    pthread_mutex_lock(&r->common.modules.lines_lock);
    fprintf(r->common.modules.lines, "%s\n", line);
    fflush(r->common.modules.lines);
    pthread_mutex_unlock(&r->common.modules.lines_lock);
}

/* A flood is counted, not told: workers must not wait for a terminal. */
static bool may_tell(struct run_switch *r, uint64_t now_ns)
{
    uint64_t second = now_ns / 1000000000u, before = atomic_load_explicit(&r->lines_second, memory_order_relaxed);
    if (second != before && atomic_compare_exchange_strong(&r->lines_second, &before, second))
        atomic_store_explicit(&r->lines, 0, memory_order_relaxed);
    if (atomic_fetch_add_explicit(&r->lines, 1, memory_order_relaxed) < LINES_A_SECOND)
        return true;
    atomic_fetch_add_explicit(&r->lines_left_out, 1, memory_order_relaxed);
    return false;
}

static const char *port_of(const struct vswitch_end *e)
{
    return e->port ? e->port->name : "?";
}

/* In the switch from where and to where it goes; the host's own layers are asked of what is the host's. */
static void describe_place(const struct vswitch_view *v, char out[PLACE_SIZE])
{
    if (v)
        snprintf(out, PLACE_SIZE, "%s > %s", port_of(&v->source), v->has_destination ? port_of(&v->destination) : "*");
    else
        snprintf(out, PLACE_SIZE, "the host");
}

/* Not on a worker's time while somebody else prints. */
void run_switch_blocked(void *context, const struct pkt_ctx *walk, const struct layer_row *layer, const struct classify_out *out)
{
    struct run_switch *r = context;
    char               text[PACKET_TEXT_SIZE], line[PACKET_TEXT_SIZE * 2 + PLACE_SIZE], place[PLACE_SIZE];
    if (!may_tell(r, walk->in->now_ns) || pthread_mutex_trylock(&r->common.modules.lines_lock) != 0)
        return;
    uint64_t left_out = atomic_exchange(&r->lines_left_out, 0);
    describe_place(walk->vswitch, place);
    snprintf(line, sizeof(line), "blocked  %s  %s  %s: %s", place, packet_describe(walk->h, text), layer->name,
             out->rule && out->rule->name ? out->rule->name : "nobody's filter");
    if (left_out)
        fprintf(r->common.modules.lines, "%s  (%llu more were not told)\n", line, (unsigned long long)left_out);
    else
        fprintf(r->common.modules.lines, "%s\n", line);
    fflush(r->common.modules.lines);
    pthread_mutex_unlock(&r->common.modules.lines_lock);
}

static char *report_of(struct live *l, size_t *size)
{
    char       *text = NULL;
    struct json j;
    FILE       *f = open_memstream(&text, size);
    if (!f)
        return NULL;
    json_init(&j, f);
    enum wfp_status err = live_report(l, NULL, &j);
    if (fclose(f) == 0 && err == WFP_OK)
        return text;
    free(text);
    return NULL;
}

void run_switch_stats(struct run_switch *r)
{
    size_t size = 0;
    char  *text = report_of(r->host.live, &size);
    if (!text)
        return;
    pthread_mutex_lock(&r->common.modules.lines_lock);
    if (r->common.json)
        printf("%s\n", text);
    else
        switch_print(bytes_of(text, size), true, stdout);
    fflush(stdout);
    pthread_mutex_unlock(&r->common.modules.lines_lock);
    free(text);
}
