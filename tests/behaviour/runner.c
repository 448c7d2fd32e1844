/* Runs the cases of one file: each in both families, with a trace and without. Usage: runner FILE, or
 * runner --must-fail FILE for a file whose every case has to fail, which shows that the checks can. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "host/net_events.h"
#include "run.h"
#include "shim/inject.h"

/* Before the first packet: the policy and the shim. */
static bool start(struct run *r)
{
    if (!objects_compile(r))
        return false;
    if (r->shim)
        return true;
    struct shim_config config = {
        .world = world_start(r),
        .observer = { .context = r, .classified = observe_classified, .want_trace = r->traced },
        .events = net_events_sink(events_log(r)),
        .each = r->each,
        .forward = world_forward(r),
    };
    if (shim_new(&config, &r->shim) == WFP_OK) {
        shim_attach_callouts(r->shim, r->waiting.registry);
        return true;
    }
    run_fail(r, "no shim");
    return false;
}

/* A packet of which the case says nothing has to pass. */
static void settle(struct run *r)
{
    if (r->walk && !r->verdict_expected && r->walk->verdict != VERDICT_PERMIT)
        run_fail(r, "packet %u before this line is not permitted but %s", r->packets, verdict_name(r->walk->verdict));
    r->walk = NULL;
}

static void run_packet(struct run *r)
{
    settle(r);
    packet_build(r);
    if (r->failures || !start(r) || r->packets == PACKETS_MAX)
        return;
    observe_reset(r);
    struct bytes frame = frame_bytes(&r->packet.frame);
    bytes_limit(&frame, r->packet.captured);
    struct shim_input in = { frame, (uint32_t)r->packet.frame.size, r->link, r->now_ns, r->packets + 1,
                             .interface = r->interface.index ? &r->interface : NULL };
    r->walk = shim_packet(r->shim, r->objects.rules, &in);
    r->flow_ids[r->packets++] = r->walk->flow_id;
    events_take(r);
    r->verdict_expected = false;
}

static void run_complete(struct run *r)
{
    settle(r);
    waiting_complete(r);
}

static void run_reauthorize(struct run *r)
{
    struct words w = words_of(r);
    settle(r);
    shim_flows_reauthorize(r->shim, (struct reauthorize_which){ 0 }, (uint32_t)word_number(&w));
}

/* "abort [N]": a callout aborts the flow of packet N, else of the last one. */
static void run_abort(struct run *r)
{
    struct words w = words_of(r);
    unsigned     n = words_left(&w) ? (unsigned)word_number(&w) : r->packets;
    settle(r);
    observe_reset(r);
    r->walk = shim_abort(r->shim, r->objects.rules, n && n <= r->packets ? r->flow_ids[n - 1] : 0, r->now_ns);
    events_take(r);
    r->verdict_expected = false;
}

static void run_each(struct run *r)
{
    r->each = true;
}

struct verb {
    const char *name;
    void (*run)(struct run *r);
    bool after_packet; /* means something only after a packet */
};

static const struct verb verbs[] = {
    { "sublayer", objects_sublayer, false },
    { "callout", objects_callout, false },
    { "filter", objects_filter, false },
    { "watch", objects_watch, false },
    { "remove", objects_remove, false },
    { "complete", run_complete, false },
    { "reauthorize", run_reauthorize, false },
    { "abort", run_abort, false },
    { "refused", world_refused, false },
    { "opened", world_opened, false },
    { "listener", world_listener, false },
    { "app", world_app, false },
    { "owner", world_owner, false },
    { "forwards", world_forwards, false },
    { "groups", world_groups, false },
    { "link", packet_link, false },
    { "each", run_each, false },
    { "keywords", events_keywords, false },
    { "packet", run_packet, false },
    { "invalid", objects_invalid, false },
    { "weight", check_weight, false },
    { "expect", check_expect, true },
    { "layers", check_layers, true },
    { "trace", check_trace, true },
    { "value", check_value, true },
    { "metadata", check_metadata, true },
    { "shows", check_shows, true },
    { "called", check_called, true },
    { "saw", check_saw, true },
    { "events", check_events, true },
    { "event", check_event, true },
};

static void run_statement(struct run *r)
{
    for (unsigned i = 0; i < COUNT_OF(verbs); i++) {
        if (strcmp(verbs[i].name, r->at->words[0]) != 0)
            continue;
        if (verbs[i].after_packet && !r->walk)
            run_fail(r, "no packet went before");
        else
            verbs[i].run(r);
        return;
    }
    run_fail(r, "there is no statement \"%s\"", r->at->words[0]);
}

static void run_fini(struct run *r)
{
    shim_free(r->shim);
    waiting_fini(r);
    events_fini(&r->events);
    world_fini(&r->world);
    objects_fini(&r->objects);
    arena_fini(&r->arena);
}

/* Stops at the first failure: what follows is only its consequence. Returns the number of failures. */
static unsigned run_case(const struct suite *suite, const struct wfpt_case *c, enum family family, bool traced,
                         bool quiet)
{
    static struct run r;
    memset(&r, 0, sizeof(r));
    r = (struct run){ .suite = suite, .c = c, .family = family, .traced = traced, .quiet = quiet, .link = LINK_RAW_IP };
    r.now_ns = 1000000000000ull;
    arena_init(&r.arena);
    objects_init(&r.objects);
    waiting_init(&r);
    for (unsigned i = 0; i < c->count && !r.failures; i++) {
        r.at = &c->statements[i];
        run_statement(&r);
    }
    if (!r.failures)
        settle(&r);
    if (!r.failures && !r.expectations)
        run_fail(&r, "the case expects nothing");
    run_fini(&r);
    return r.failures;
}

/* True when the case is as it should be in every family it is for. */
static bool judge(const struct suite *suite, const struct wfpt_case *c, bool must_fail)
{
    bool good = true;
    for (int family = FAMILY_V4; family < FAMILY_COUNT; family++) {
        if (!c->families[family])
            continue;
        bool failed = run_case(suite, c, family, true, must_fail);
        if (must_fail && !failed)
            fprintf(stderr, "%s:%u: [v%c] %s: does not fail\n", suite->path, c->line,
                    family == FAMILY_V6 ? '6' : '4', c->name);
        good = good && failed == must_fail;
        if (!must_fail && !failed)
            good = run_case(suite, c, family, false, false) == 0 && good;
    }
    return good;
}

int main(int argc, char **argv)
{
    bool         must_fail = argc == 3 && strcmp(argv[1], "--must-fail") == 0;
    struct suite suite;
    unsigned     bad = 0;
    if (argc != 2 && !must_fail) {
        fprintf(stderr, "usage: %s [--must-fail] FILE\n", argv[0]);
        return 2;
    }
    suite_load(argv[argc - 1], &suite);
    for (unsigned i = 0; i < suite.count; i++)
        bad += !judge(&suite, &suite.cases[i], must_fail);
    printf("%u cases, %u failed\n", suite.count, bad);
    suite_free(&suite);
    return bad ? 1 : 0;
}
