/* wfp replay: a capture through a policy. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bfe/compile.h"
#include "cost_text.h"
#include "packet_text.h"
#include "policy/policy_file.h"
#include "replay_fates.h"
#include "replay_options.h"
#include "replay_permute.h"

static int run(int argc, char **argv);

const struct command command_replay = {
    .name = "replay",
    .summary = "walk a capture through a policy; every verdict explained",
    .help = replay_help,
    .run = run,
};

static const struct command *const me = &command_replay;

static int load_policy(struct replay *r)
{
    static const struct policy none;
    struct policy_error        error;
    if (r->policy_path && policy_load(r->policy_path, &r->policy, &error) != WFP_OK)
        return cli_error(me, "%s", error.text);
    if (r->modules.count || r->modules.always)
        return modules_load(&r->modules, me, r->policy ? policy_file_policy(r->policy) : &none);
    enum wfp_status err = bfe_compile(r->policy ? policy_file_policy(r->policy) : &none, NULL, 0, 1, &r->rules);
    if (err)
        return cli_error(me, "%s: %s", r->policy_path ? r->policy_path : "the empty policy", status_row(err)->sentence);
    return EXIT_GOOD;
}

/* Traces come before the packet's own line is known: they are held back and printed below it. */
static void on_classify(void *context, const struct pkt_ctx *c, const struct classify_in *in, const struct classify_out *out,
                        const struct trace *trace)
{
    struct replay *r = context;
    char           line[512];
    if (r->modules.why)
        why_classified(r->modules.why, c, in, out, trace);
    follow_classified(&r->follow, r->modules.kernel, c, in, out, trace);
    if (!r->trace)
        return;
    pthread_mutex_lock(&r->modules.lines_lock);
    fprintf(r->held, "         %s%s%s\n", cli_colour(stdout, CYAN), in->layer->name, cli_colour(stdout, PLAIN));
    for (uint32_t i = 0; i < trace->count; i++)
        fprintf(r->held, "           %s\n", trace_event_format(&trace->events[i], line, sizeof(line)));
    pthread_mutex_unlock(&r->modules.lines_lock);
}

static bool wants_progress(const struct replay *r)
{
    return isatty(STDERR_FILENO) && (r->quiet || !isatty(STDOUT_FILENO));
}

static void on_progress(void *context, uint64_t done, uint64_t size)
{
    enum { WIDTH = 40 };
    struct replay *r = context;
    char           bar[WIDTH + 1];
    if (size == 0)
        return;
    unsigned full = (unsigned)(done >= size ? WIDTH : done * WIDTH / size);
    memset(bar, '#', full);
    memset(bar + full, '.', WIDTH - full);
    bar[WIDTH] = 0;
    fprintf(stderr, "\rreplaying [%s] %3u%%", bar, full * 100 / WIDTH);
    r->drawn = true;
}

static void clear_progress(struct replay *r)
{
    if (r->drawn)
        fputs("\r\033[K", stderr);
    r->drawn = false;
}

/* Head lines tell which side was taken for the host: the reader must be able to disagree. */
static void print_head(const struct replay *r)
{
    const struct local_side *l = offline_local(r->host);
    char                     text[IP_TEXT_SIZE];
    printf("host: ");
    for (unsigned i = 0; i < l->prefix_count; i++) {
        const struct local_prefix *p = &l->prefixes[i];
        printf("%s%s", i ? ", " : "", ip_addr_format(&p->addr, text));
        if (p->bits != (p->addr.family == FAMILY_V4 ? 32 : 128))
            printf("/%u", p->bits);
    }
    if (l->prefix_count == 0)
        printf("none");
    puts(offline_local_inferred(r->host) ? " (inferred: the side that the capture shows most; --local says otherwise)" : "");
    const struct policy *p = r->policy ? policy_file_policy(r->policy) : NULL;
    if (p)
        printf("policy: %s, %u filters\n", r->policy_path, p->filter_count);
    else
        printf("policy: none, everything is permitted%s\n", r->modules.count ? " but for what the modules add" : "");
    puts("");
}

static void print_packet(struct replay *r, const struct capture_packet *p, const struct pkt_ctx *c)
{
    char number[24];
    snprintf(number, sizeof(number), "%" PRIu64, p->number);
    packet_line(stdout, number, (double)(int64_t)(p->time_ns - r->start_ns) / 1e9, c, NULL);
}

static void flush_trace(struct replay *r)
{
    if (!r->held)
        return;
    pthread_mutex_lock(&r->modules.lines_lock);
    fflush(r->held);
    fwrite(r->held_text, 1, r->held_size, stdout);
    rewind(r->held);
    pthread_mutex_unlock(&r->modules.lines_lock);
}

static void show_packet(struct replay *r, const struct capture_packet *p, const struct pkt_ctx *c)
{
    if (!r->started) {
        r->start_ns = p->time_ns;
        r->started = true;
    }
    fate_packet(&r->modules, c, NULL);
    follow_walked(&r->follow, c, NULL, NULL, r->json ? &r->out : NULL);
    if (r->quiet)
        return;
    if (r->json) {
        packet_json(&r->out, p->number, p->time_ns, c, NULL);
        return;
    }
    print_packet(r, p, c);
    flush_trace(r);
}

static void show_events(struct replay *r)
{
    const struct ruleset *rules = r->modules.kernel ? kernel_ruleset(r->modules.kernel) : r->rules;
    events_show(&r->events, rules, r->json && !r->quiet ? &r->out : NULL, r->json || r->quiet ? NULL : stdout);
}

static int write_packet(struct replay *r, const struct capture_packet *p, const struct pkt_ctx *c)
{
    char comment[4096];
    bool no_ethernet = c->in->native && !c->in->native->converted;
    if (!r->writer || no_ethernet || (c->verdict != VERDICT_PERMIT && !r->write_all))
        return EXIT_GOOD;
    if (capture_writer_put(r->writer, p, packet_comment(c, comment, sizeof(comment))) == WFP_OK)
        return EXIT_GOOD;
    clear_progress(r);
    return cli_error(me, "%s: cannot write: %s", r->out_path, strerror(errno));
}

static void summary_json(struct replay *r, const struct offline_summary *s)
{
    struct json *j = &r->out;
    json_begin_object(j, NULL);
    json_begin_object(j, "summary");
    json_put_number(j, "packets", (int64_t)s->packets);
    json_put_number(j, "permitted", (int64_t)s->verdicts[VERDICT_PERMIT]);
    json_put_number(j, "blocked", (int64_t)s->verdicts[VERDICT_BLOCK]);
    json_put_number(j, "absorbed", (int64_t)s->verdicts[VERDICT_ABSORB]);
    json_put_number(j, "discarded", (int64_t)s->verdicts[VERDICT_DISCARD]);
    json_put_number(j, "counterfactual", (int64_t)s->verdicts[VERDICT_COUNTERFACTUAL]);
    json_put_number(j, "malformed", (int64_t)s->malformed);
    json_put_number(j, "flows", (int64_t)s->flows);
    if (r->injected.count)
        json_put_number(j, "injected", (int64_t)r->injected.count);
    if (r->events.wanted)
        json_put_number(j, "netEvents", (int64_t)r->events.count);
    json_end_object(j);
    json_end_object(j);
    json_line(j);
}

static void summary_text(const struct replay *r, const struct offline_summary *s)
{
    printf("%s%" PRIu64 " packets: %" PRIu64 " permitted, %" PRIu64 " blocked, %" PRIu64 " absorbed, %" PRIu64
           " discarded (%" PRIu64 " malformed), %" PRIu64 " counterfactual; %" PRIu64 " flows\n",
           r->quiet ? "" : "\n", s->packets, s->verdicts[VERDICT_PERMIT], s->verdicts[VERDICT_BLOCK],
           s->verdicts[VERDICT_ABSORB], s->verdicts[VERDICT_DISCARD], s->malformed, s->verdicts[VERDICT_COUNTERFACTUAL],
           s->flows);
    injected_summary(&r->injected);
    if (r->events.wanted)
        printf("%" PRIu64 " net events\n", r->events.count);
    if (s->evicted)
        printf("%" PRIu64 " flows had to make room for others: their later packets were judged anew\n", s->evicted);
    if (offline_survey_overflowed(r->host))
        puts("more addresses than are counted: if the host was inferred wrongly, say it with --local");
}

static int finish(struct replay *r)
{
    struct offline_summary s;
    clear_progress(r);
    offline_summary(r->host, &s);
    if (r->json)
        summary_json(r, &s);
    else if (!r->silent)
        summary_text(r, &s);
    if (r->writer) {
        enum wfp_status err = capture_writer_close(r->writer);
        r->writer = NULL;
        if (err)
            return cli_error(me, "%s: cannot write: %s", r->out_path, strerror(errno));
    }
    if (fflush(stdout) != 0 || ferror(stdout))
        return cli_error(me, "standard output: cannot write: %s", strerror(errno));
    return EXIT_GOOD;
}

/* Modules may change the policy between two packets, and see the packet's time. */
static const struct ruleset *rules_for(struct replay *r, const struct capture_packet *p)
{
    struct kernel *k = r->modules.kernel;
    if (!k)
        return r->rules;
    kernel_set_time(k, p->time_ns);
    kernel_settle(k);
    return kernel_ruleset(k);
}

static void print_injected(struct replay *r, const struct pkt_ctx *c, const struct packet_injected *i)
{
    char number[24], how[INJECTED_HOW_SIZE];
    snprintf(number, sizeof(number), c->in->number ? "+%" PRIu64 : "+", c->in->number);
    packet_line(stdout, number, (double)(int64_t)(c->in->now_ns - r->start_ns) / 1e9, c, injected_how(c, i, how));
}

/* What a module injected was walked: the same things are told of it as of a captured packet. */
static void on_injected(void *context, const struct pkt_ctx *c, const struct injection *injection)
{
    struct replay         *r = context;
    struct packet_injected i = injected_note(&r->injected, r->modules.kernel, c, injection);
    fate_packet(&r->modules, c, &i);
    follow_walked(&r->follow, c, &i, injection, r->json ? &r->out : NULL);
    if (r->modules.why)
        why_packet(r->modules.why, c);
    if (!r->quiet && r->json) {
        packet_json(&r->out, c->in->number, c->in->now_ns, c, &i);
    } else if (!r->quiet) {
        print_injected(r, c, &i);
        flush_trace(r);
    }
    if (r->events.wanted)
        show_events(r);
    if (r->writer && !injection && c->verdict == VERDICT_PERMIT)
        r->unwritten |= !resumed_write(r->writer, capture_link(offline_capture(r->host)), c);
    if (r->writer && injection && (c->verdict == VERDICT_PERMIT || r->write_all))
        r->unwritten |= !injected_write(&r->injected, r->writer, capture_link(offline_capture(r->host)), c, injection);
}

/* What modules do about the packet comes right after it. */
static int settle(struct replay *r, bool last)
{
    if (r->modules.kernel)
        (last ? kernel_settle_all : kernel_settle)(r->modules.kernel);
    flush_trace(r);
    if (!r->unwritten)
        return EXIT_GOOD;
    clear_progress(r);
    return cli_error(me, "%s: cannot write: %s", r->out_path, strerror(errno));
}

static int show_cost(struct replay *r)
{
    struct kernel *k = r->modules.kernel;
    if (!r->costs || r->silent)
        return EXIT_GOOD;
    if (!r->json)
        puts("");
    enum wfp_status err = k ? cost_tell_kernel(k, r->json, stdout)
                            : cost_tell(r->rules, r->cost, r->policy ? policy_file_policy(r->policy) : NULL, r->json, stdout);
    return err ? cli_error(me, "not enough memory") : EXIT_GOOD;
}

static int walk(struct replay *r)
{
    char                         error[CAPTURE_ERROR_SIZE];
    const struct capture_packet *p;
    const struct pkt_ctx        *c;
    enum wfp_status              err;
    int                          code = EXIT_GOOD;
    while ((err = offline_read(r->host, &p, error)) == WFP_OK) {
        c = offline_walk(r->host, rules_for(r, p));
        if (r->modules.why)
            why_packet(r->modules.why, c);
        show_packet(r, p, c);
        if (r->events.wanted)
            show_events(r);
        injected_learn(&r->injected, p, c);
        code = write_packet(r, p, c);
        if (code == EXIT_GOOD)
            code = settle(r, false);
        if (code)
            return code;
    }
    code = settle(r, true);
    if (code == EXIT_GOOD)
        code = finish(r);
    if (code == EXIT_GOOD)
        code = follow_end(&r->follow, me);
    if (err != WFP_NOT_FOUND)
        code = cli_error(me, "%s", error);
    else if (code == EXIT_GOOD)
        code = modules_explain(&r->modules, me);
    return code == EXIT_GOOD ? show_cost(r) : code;
}

/* A replay is in no hurry: all classifies are measured. */
static enum wfp_status count_cost(struct replay *r)
{
    if (r->modules.kernel)
        return cost_set_turn(kernel_cost(r->modules.kernel), 1);
    RETURN_IF(cost_set_new(&r->cost));
    RETURN_IF(cost_set_turn(r->cost, 1));
    return cost_set_join(r->cost, &r->config.observer.cost);
}

static int open_host(struct replay *r)
{
    char error[CAPTURE_ERROR_SIZE];
    if (r->trace || r->modules.why || r->follow.number)
        r->config.observer = (struct shim_observer){ .context = r, .classified = on_classify, .want_trace = true };
    if (wants_progress(r)) {
        r->config.progress = on_progress;
        r->config.progress_context = r;
    }
    if (r->costs && count_cost(r) != WFP_OK)
        return cli_error(me, "not enough memory");
    r->config.identities = r->identities;
    r->config.events = r->events.log;
    if (offline_open(&r->config, &r->host, error) != WFP_OK) {
        clear_progress(r);
        return cli_error(me, "%s", error);
    }
    if (r->out_path && capture_writer_open(r->out_path, offline_capture(r->host), &r->writer, error) != WFP_OK)
        return cli_error(me, "%s", error);
    return EXIT_GOOD;
}

/* The packet's own line will never come: what the module said stands alone, where errors are looked for. */
static void on_stopped(void *context)
{
    struct replay *r = context;
    clear_progress(r);
    capture_writer_discard(r->writer);
    fflush(stdout);
    if (r->held) {
        fflush(r->held);
        fwrite(r->held_text, 1, r->held_size, stderr);
    }
    cli_error(me, "stopped by a bug check of a module, see above");
}

/* In text output what modules print and what a trace says stands below the packet's line; else modules print to stderr. */
static int hold_lines(struct replay *r)
{
    pthread_mutex_init(&r->modules.lines_lock, NULL);
    r->modules.lines = stderr;
    r->modules.always = serve_wanted(&r->serve);
    r->modules.stopped = on_stopped;
    r->modules.context = r;
    r->trace &= !r->json && !r->quiet;
    if (r->json || r->quiet || (!r->trace && !r->modules.count && !r->modules.always))
        return EXIT_GOOD;
    r->held = open_memstream(&r->held_text, &r->held_size);
    if (!r->held)
        return cli_error(me, "not enough memory");
    r->modules.lines = r->held;
    return EXIT_GOOD;
}

static enum wfp_status attach(struct replay *r)
{
    kernel_on_walk(r->modules.kernel, on_injected, r);
    return kernel_attach_shim(r->modules.kernel, offline_shim(r->host));
}

static int replay(struct replay *r)
{
    int code = hold_lines(r);
    if (code == EXIT_GOOD)
        code = load_policy(r);
    if (code == EXIT_GOOD)
        code = events_start(&r->events, me, r->modules.kernel);
    if (code == EXIT_GOOD)
        code = open_host(r);
    if (code)
        return code;
    if (r->modules.kernel && attach(r))
        return cli_error(me, "not enough memory");
    json_init(&r->out, stdout);
    if (!r->json && !r->quiet)
        print_head(r);
    flush_trace(r);
    if (serve_wanted(&r->serve))
        code = serve_start(&r->serve, me, &r->modules);
    flush_trace(r);
    if (code)
        return code;
    serve_hold(&r->serve, "ready for programs; a line of input begins the walk");
    code = walk(r);
    flush_trace(r);
    serve_hold(&r->serve, "the capture is over; a line of input ends the replay");
    return code;
}

static void release(struct replay *r)
{
    capture_writer_discard(r->writer);
    r->writer = NULL;
    serve_stop(&r->serve);
    flush_trace(r);
    if (r->modules.kernel) { /* unload routines may wait for packets that they injected */
        kernel_unload(r->modules.kernel);
        (void)!kernel_attach_shim(r->modules.kernel, NULL);
    }
    offline_close(r->host);
    cost_set_free(r->cost);
    r->cost = NULL;
    modules_free(&r->modules);
    events_free(&r->events);
    flush_trace(r);
    ruleset_free(r->rules);
    policy_file_free(r->policy);
    if (r->held)
        fclose(r->held);
    free(r->held_text);
}

static int script_once(void *context)
{
    struct replay *r = context;
    return script_replay(me, &r->script, &r->modules, &r->serve);
}

static int permute_script(struct replay *r)
{
    if (r->modules.count < 2 || r->out_path || r->script.ladder || r->script.svg || serve_wanted(&r->serve))
        return cli_usage(me, "--permute needs two --callout options or more, and none of -w, --ladder, --svg, --serve and --client");
    r->script.json = r->script.trace = false;
    r->script.quiet = true;
    return permute(&r->modules, me, script_once, r);
}

static int check_modules(const struct replay *r)
{
    const struct replay_modules *m = &r->modules;
    if (m->count)
        return EXIT_GOOD;
    if (m->registry)
        return cli_usage(me, "--registry needs --callout");
    if (m->seeded)
        return cli_usage(me, "--seed needs --callout");
    if (m->strict)
        return cli_usage(me, "--strict needs --callout");
    return m->fault.at ? cli_usage(me, "--fail needs --callout") : EXIT_GOOD;
}

static int check_serve(const struct replay *r)
{
    if (r->modules.seeded && serve_wanted(&r->serve))
        return cli_usage(me, "--seed decides an order, and programs (--serve, --client) come when they come; leave one of them out");
    if (r->serve.hold && !serve_wanted(&r->serve))
        return cli_usage(me, "--hold needs --serve or --client");
    return r->serve.ready && !r->serve.count ? cli_usage(me, "--ready needs --client") : EXIT_GOOD;
}

static int run_script(struct replay *r, int operands)
{
    if (operands)
        return cli_usage(me, "--script takes the place of the capture; give one of them");
    if (r->config.local.prefix_count || r->config.identity_count || r->config.each || r->modules.why_name || r->events.wanted || r->costs ||
        r->config.uncached)
        return cli_usage(me, "--script knows its machine: leave out --local, --app, --user, --each, --why, --net-events, --cost and "
                         "--no-cache");
    int code = check_serve(r);
    if (!code)
        code = check_modules(r);
    if (code)
        return code;
    if (r->write_all && !r->out_path)
        return cli_usage(me, "--all needs -w FILE");
    if (r->out_path && strcmp(r->out_path, "-") == 0)
        return cli_usage(me, "with --script -w needs the name of a file");
    r->script.policy = r->policy_path;
    r->script.out = r->out_path;
    r->script.json = r->json;
    r->script.quiet = r->quiet;
    r->script.trace = r->trace;
    r->script.write_all = r->write_all;
    return r->permutes ? permute_script(r) : script_replay(me, &r->script, &r->modules, &r->serve);
}

static int once(void *context)
{
    struct replay *r = context;
    int            code = replay(r);
    release(r);
    return modules_answer(&r->modules, code);
}

static int once_quietly(void *context)
{
    struct replay *r = context;
    r->json = r->trace = false;
    r->quiet = true;
    return once(r);
}

static int run(int argc, char **argv)
{
    static struct replay r;
    int                  code = replay_options_read(&r, me, argc, argv);
    if (code)
        return code == REPLAY_HELPED ? cli_help(me) : code;
    if (r.follow.number && (r.quiet || r.trace || r.permutes || r.script.ladder))
        return cli_usage(me, "--follow tells of one packet: leave out -q, -t, --permute and --ladder");
    r.quiet = r.quiet || r.follow.number;
    r.script.follow = &r.follow;
    if (r.script.path)
        return run_script(&r, argc - optind);
    if (r.script.v6 || r.script.ladder || r.script.svg)
        return cli_usage(me, "--v6, --ladder and --svg need --script");
    if (optind == argc)
        return cli_usage(me, "no capture given");
    if (optind + 1 < argc)
        return cli_usage(me, "one capture at a time, and %s is a second one", argv[optind + 1]);
    if (r.write_all && !r.out_path)
        return cli_usage(me, "--all needs -w FILE");
    r.silent = r.out_path && strcmp(r.out_path, "-") == 0;
    if (r.silent && (r.json || r.trace))
        return cli_usage(me, "with -w - standard output is the capture; leave out -j and -t, or name a file");
    r.quiet |= r.silent;
    code = check_serve(&r);
    if (!code)
        code = check_modules(&r);
    if (code)
        return code;
    if (r.serve.hold && strcmp(argv[optind], "-") == 0)
        return cli_usage(me, "--hold reads standard input, and so does the capture -");
    if (r.modules.why_name && (!r.modules.count || r.json || r.silent))
        return cli_usage(me, "--why needs --callout, and text output");
    r.config.path = argv[optind];
    if (r.permutes && (r.modules.count < 2 || r.out_path || r.modules.why_name || serve_wanted(&r.serve)))
        return cli_usage(me, "--permute needs two --callout options or more, and none of -w, --why, --serve and --client");
    return r.permutes ? permute(&r.modules, me, once_quietly, &r) : once(&r);
}
