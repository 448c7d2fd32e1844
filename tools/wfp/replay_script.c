#include "replay_script.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "host/script.h"
#include "ladder.h"
#include "packet_text.h"
#include "policy/policy_file.h"
#include "replay_fates.h"
#include "replay_injected.h"

struct play {
    const struct command             *me;
    const struct script_options_said *said;
    struct replay_modules            *modules;
    struct replay_serve              *serve;
    struct policy_file               *policy;
    struct script                    *script;
    struct stack                     *stack;
    struct script_run                 run;
    struct ladder                    *ladder;
    struct capture_writer            *writer;
    struct json                       json;
    bool                              text; /* the whole story, for people */
    FILE                             *held; /* what modules say and traces tell, until their line is printed */
    char                             *held_text;
    size_t                            held_size;
    uint64_t                          packets, verdicts[VERDICT_COUNT], calls;
    struct replay_injected            injected;
    bool                              unwritten; /* a packet could not be written */
    char                              asked[DECIDER_SIZE]; /* who decided about the call in progress */
};

static double seconds(const struct play *p)
{
    return (double)(stack_now(p->stack) - STACK_START_NS) / 1e9;
}

/* Drivers' threads and programs add lines at any time. */
/* Of everything, not of one packet. */
static bool tells_json(const struct play *p)
{
    return p->said->json && !p->said->follow->number;
}

static void flush_held(struct play *p)
{
    pthread_mutex_lock(&p->modules->lines_lock);
    fflush(p->held);
    fwrite(p->held_text, 1, p->held_size, p->text ? stdout : stderr);
    rewind(p->held);
    fflush(p->held);
    pthread_mutex_unlock(&p->modules->lines_lock);
}

/* --- what happens -------------------------------------------------------------------------------------------------------------- */

static void on_classify(void *context, const struct pkt_ctx *c, const struct classify_in *in, const struct classify_out *out,
                        const struct trace *trace)
{
    struct play *p = context;
    char         line[512];
    follow_classified(p->said->follow, p->modules->kernel, c, in, out, trace);
    if (!p->said->trace || !p->text)
        return;
    pthread_mutex_lock(&p->modules->lines_lock);
    fprintf(p->held, "         %s%s%s\n", cli_colour(stdout, CYAN), in->layer->name, cli_colour(stdout, PLAIN));
    for (uint32_t i = 0; i < trace->count; i++)
        fprintf(p->held, "           %s\n", trace_event_format(&trace->events[i], line, sizeof(line)));
    pthread_mutex_unlock(&p->modules->lines_lock);
}

static const char *answer_of(const struct decision *d)
{
    return d->absorb ? "absorb" : d->block ? "block" : "permit";
}

static void print_layers(const struct pkt_ctx *walk)
{
    for (uint32_t i = 0; i < walk->decision_count; i++) {
        const struct decision *d = &walk->decisions[i];
        printf("           %-34s %s%s%s%s%s\n", d->layer->name, cli_colour(stdout, d->block ? RED : GREEN), answer_of(d),
               cli_colour(stdout, PLAIN), d->rule ? "  " : "", d->rule && d->rule->name ? d->rule->name : "");
    }
}

static void on_command(void *context, const struct script_command *c)
{
    struct play *p = context;
    bool         shown = c->word >= SCRIPT_SOCKET && c->word != SCRIPT_EXPECT;
    snprintf(p->asked, sizeof(p->asked), "no layer");
    if (p->text && shown)
        printf("%12.6f  %s%s%s\n", seconds(p), cli_colour(stdout, CYAN), c->text, cli_colour(stdout, PLAIN));
    if (tells_json(p) && shown) {
        json_begin_object(&p->json, NULL);
        json_put_number(&p->json, "line", c->line);
        json_put_string(&p->json, "command", c->text);
        json_end_object(&p->json);
        json_line(&p->json);
    }
    if (p->ladder && c->word > SCRIPT_SOCKET && c->word <= SCRIPT_RESET)
        ladder_call(p->ladder, c->text, stack_socket_find(p->stack, c->name));
}

static void json_layers(struct json *j, const struct pkt_ctx *walk)
{
    json_begin_array(j, "layers");
    for (uint32_t i = 0; i < walk->decision_count; i++) {
        const struct decision *d = &walk->decisions[i];
        json_begin_object(j, NULL);
        json_put_string(j, "layer", d->layer->name);
        json_put_string(j, "action", answer_of(d));
        json_put_string(j, "filter", d->rule ? d->rule->name : NULL);
        json_end_object(j);
    }
    json_end_array(j);
}

static void on_asked(void *context, const struct stack_socket *k, const struct pkt_ctx *walk)
{
    struct play *p = context;
    if (walk->decision_count == 0)
        return;
    decider_text(p->modules->kernel, walk, p->asked);
    if (p->text) {
        print_layers(walk);
        if (walk->reason)
            printf("           %s\n", walk->reason);
    }
    flush_held(p);
    if (tells_json(p)) {
        json_begin_object(&p->json, NULL);
        json_put_string(&p->json, "socket", stack_socket_name(k));
        json_layers(&p->json, walk);
        json_put_string(&p->json, "reason", walk->reason);
        json_end_object(&p->json);
        json_line(&p->json);
    }
    if (p->ladder)
        ladder_asked(p->ladder, k, walk);
}

static void write_packet(struct play *p, const struct pkt_ctx *walk)
{
    char                  comment[4096];
    struct capture_packet ip = { walk->in->number, walk->in->now_ns, walk->in->frame, 0 };
    if (!p->writer || (walk->verdict != VERDICT_PERMIT && !p->said->write_all) || !bytes_skip(&ip.frame, walk->frame->ip_offset))
        return;
    ip.wire_size = (uint32_t)bytes_left(&ip.frame);
    if (capture_writer_put(p->writer, &ip, packet_comment(walk, comment, sizeof(comment))) != WFP_OK)
        p->unwritten = true;
}

static void show_packet(struct play *p, const struct pkt_ctx *walk, const struct packet_injected *i, const struct injection *injection)
{
    char text[PACKET_TEXT_SIZE], why[PACKET_TEXT_SIZE], how[INJECTED_HOW_SIZE];
    fate_packet(p->modules, walk, i);
    follow_walked(p->said->follow, walk, i, injection, p->said->json ? &p->json : NULL);
    packet_why(walk, why);
    if (p->text) {
        printf("%12.6f    %-8s %-14s %s", seconds(p), direction_name(walk->direction), verdict_name(walk->verdict),
               packet_describe(walk->frame, text));
        if (i)
            printf("  %s", injected_how(walk, i, how));
        printf("%s%s\n", why[0] ? "  " : "", why);
        print_layers(walk);
    }
    flush_held(p);
    if (tells_json(p))
        packet_json(&p->json, walk->in->number, walk->in->now_ns, walk, i);
    write_packet(p, walk);
    if (p->ladder)
        ladder_packet(p->ladder, walk);
}

static void on_packet(void *context, const struct capture_packet *packet, const struct pkt_ctx *walk)
{
    struct play *p = context;
    (void)packet;
    p->packets++;
    p->verdicts[walk->verdict]++;
    show_packet(p, walk, NULL, NULL);
}

static void on_injected(void *context, const struct pkt_ctx *walk, const struct injection *injection)
{
    struct play           *p = context;
    struct packet_injected i = injected_note(&p->injected, p->modules->kernel, walk, injection);
    show_packet(p, walk, &i, injection);
}

static void on_result(void *context, const struct script_command *c, const struct stack_socket *k)
{
    struct play   *p = context;
    struct ip_addr from;
    uint16_t       port;
    p->calls++;
    fate_call(p->modules, c->line, c->text, stack_result_name(stack_result(k)), p->asked);
    if (p->ladder && c->word == SCRIPT_SOCKET)
        ladder_call(p->ladder, c->text, k);
    struct bytes got = c->word == SCRIPT_RECV ? stack_received(k, &from, &port) : (struct bytes){ 0 };
    if (p->text && c->word == SCRIPT_RECV && stack_result(k) == STACK_OK)
        printf("            = ok, %zu bytes\n", bytes_left(&got));
    else if (p->text)
        printf("            = %s\n", stack_result_name(stack_result(k)));
    flush_held(p);
    if (tells_json(p)) {
        json_begin_object(&p->json, NULL);
        json_put_number(&p->json, "line", c->line);
        json_put_string(&p->json, "result", stack_result_name(stack_result(k)));
        json_end_object(&p->json);
        json_line(&p->json);
    }
    if (p->ladder)
        ladder_result(p->ladder, k, stack_now(p->stack) - STACK_START_NS);
}

static void on_unmet(void *context, const struct script_command *c, const char *what)
{
    struct play *p = context;
    fflush(stdout);
    fprintf(stderr, "%s:%u: %s: not so; %s\n", p->said->path, c->line, c->text, what);
}

static void stack_asked(void *context, const struct stack_socket *k, const struct pkt_ctx *walk)
{
    script_saw_call(context, k, walk);
}

static void stack_injected(void *context, const struct pkt_ctx *walk, const struct injection *injection)
{
    script_saw_injected(context, walk, injection);
}

static void stack_packet(void *context, const struct capture_packet *packet, const struct pkt_ctx *walk)
{
    script_saw_packet(context, packet, walk);
}

/* --- from the beginning to the end --------------------------------------------------------------------------------------------- */

static int read_inputs(struct play *p)
{
    struct script_options options = { .v6 = p->said->v6 };
    struct policy_error   error;
    char                  why[SCRIPT_ERROR_SIZE];
    if (script_load(p->said->path, &options, &p->script, why) != WFP_OK)
        return cli_error(p->me, "%s", why);
    if (p->said->policy && policy_load(p->said->policy, &p->policy, &error) != WFP_OK)
        return cli_error(p->me, "%s", error.text);
    return EXIT_GOOD;
}

static void on_stopped(void *context)
{
    struct play *p = context;
    capture_writer_discard(p->writer);
    fflush(stdout);
    fflush(p->held);
    fwrite(p->held_text, 1, p->held_size, stderr);
    cli_error(p->me, "stopped by a bug check of a module, see above");
}

static int start(struct play *p)
{
    static const struct policy none;
    char                       error[CAPTURE_ERROR_SIZE];
    p->held = open_memstream(&p->held_text, &p->held_size);
    if (!p->held)
        return cli_error(p->me, "not enough memory");
    p->modules->lines = p->held;
    p->modules->stopped = on_stopped;
    p->modules->context = p;
    p->modules->always = true;
    int code = modules_load(p->modules, p->me, p->policy ? policy_file_policy(p->policy) : &none);
    if (code)
        return code;
    struct stack_config config = { .kernel = p->modules->kernel, .ethernet = script_is_ethernet(p->script),
                                   .observer = { &p->run, stack_asked, stack_packet, stack_injected } };
    if ((p->said->trace && p->text) || p->said->follow->number)
        config.classifies = (struct shim_observer){ .context = p, .classified = on_classify, .want_trace = true };
    if (stack_new(&config, &p->stack) != WFP_OK)
        return cli_error(p->me, "not enough memory");
    if (p->said->out && capture_writer_open_ip(p->said->out, &p->writer, error) != WFP_OK)
        return cli_error(p->me, "%s", error);
    p->run = (struct script_run){ .stack = p->stack, .kernel = p->modules->kernel, .script = p->script,
                                  .observer = { p, on_command, on_asked, on_packet, on_injected, on_result, on_unmet } };
    return EXIT_GOOD;
}

static void summary(struct play *p)
{
    if (p->said->json) {
        json_begin_object(&p->json, NULL);
        json_begin_object(&p->json, "summary");
        json_put_number(&p->json, "calls", (int64_t)p->calls);
        json_put_number(&p->json, "packets", (int64_t)p->packets);
        json_put_number(&p->json, "permitted", (int64_t)p->verdicts[VERDICT_PERMIT]);
        json_put_number(&p->json, "unmet", p->run.unmet);
        json_end_object(&p->json);
        json_end_object(&p->json);
        json_line(&p->json);
    } else if (!p->said->ladder) {
        printf("%s%" PRIu64 " calls, %" PRIu64 " packets: %" PRIu64 " permitted, %" PRIu64 " blocked, %" PRIu64 " absorbed, %" PRIu64
               " discarded, %" PRIu64 " counterfactual\n", p->text ? "\n" : "", p->calls, p->packets, p->verdicts[VERDICT_PERMIT],
               p->verdicts[VERDICT_BLOCK], p->verdicts[VERDICT_ABSORB], p->verdicts[VERDICT_DISCARD],
               p->verdicts[VERDICT_COUNTERFACTUAL]);
        injected_summary(&p->injected);
    }
}

static int no_connection(const struct play *p)
{
    return cli_error(p->me, "--ladder=%s: the script has no such connection; a number counts them from 1, tcp:PORT names one by a port",
                     p->said->ladder ? p->said->ladder : "1");
}

static int draw(struct play *p)
{
    if (!p->said->svg)
        return EXIT_GOOD;
    FILE *f = fopen(p->said->svg, "w");
    if (!f)
        return cli_error(p->me, "--svg %s: cannot be created: %s", p->said->svg, strerror(errno));
    bool there = ladder_draw(p->ladder, f);
    if (fclose(f) != 0)
        return cli_error(p->me, "%s: cannot write: %s", p->said->svg, strerror(errno));
    return there ? EXIT_GOOD : no_connection(p);
}

static int show_ladder(struct play *p)
{
    if (p->said->ladder && !ladder_print(p->ladder, stdout))
        return no_connection(p);
    return draw(p);
}

/* The machine is there, and its clock stands: programs may begin. */
static int begin_programs(struct play *p)
{
    if (!serve_wanted(p->serve))
        return EXIT_GOOD;
    int code = serve_start(p->serve, p->me, p->modules);
    flush_held(p);
    if (code == EXIT_GOOD)
        serve_hold(p->serve, "ready for programs; a line of input begins the script");
    return code;
}

static int run_all(struct play *p)
{
    char error[SCRIPT_ERROR_SIZE];
    if (script_run(&p->run, error) != WFP_OK)
        return cli_error(p->me, "%s: %s", p->said->path, error);
    flush_held(p);
    serve_hold(p->serve, "the script is over; a line of input ends the replay");
    return EXIT_GOOD;
}

static int play(struct play *p)
{
    int code = read_inputs(p);
    if (code == EXIT_GOOD)
        code = start(p);
    if (code)
        return code;
    json_init(&p->json, stdout);
    if (p->said->ladder || p->said->svg)
        p->ladder = ladder_new(p->said->ladder ? p->said->ladder : "1");
    code = begin_programs(p);
    if (code == EXIT_GOOD)
        code = run_all(p);
    if (code)
        return code;
    summary(p);
    if (p->writer) {
        enum wfp_status err = capture_writer_close(p->writer);
        p->writer = NULL;
        if (err || p->unwritten)
            return cli_error(p->me, "%s: cannot write: %s", p->said->out, strerror(errno));
    }
    if (p->ladder)
        code = show_ladder(p);
    if (code == EXIT_GOOD && p->run.unmet)
        code = EXIT_REFUSED;
    return code;
}

static void release(struct play *p)
{
    capture_writer_discard(p->writer);
    serve_stop(p->serve); /* while the machine can still walk what the end of the programs lets drivers do */
    ladder_free(p->ladder);
    stack_free(p->stack);
    modules_free(p->modules);
    if (p->held)
        flush_held(p);
    script_free(p->script);
    policy_file_free(p->policy);
    if (p->held)
        fclose(p->held);
    free(p->held_text);
}

int script_replay(const struct command *c, const struct script_options_said *said, struct replay_modules *modules,
                  struct replay_serve *serve)
{
    struct play p = { .me = c, .said = said, .modules = modules, .serve = serve, .text = !said->json && !said->quiet && !said->ladder };
    if (said->ladder && !ladder_is_valid(said->ladder))
        return cli_usage(c, "--ladder=%s: expected the number of a connection, or tcp:PORT or udp:PORT", said->ladder);
    int code = play(&p);
    if (code == EXIT_GOOD)
        code = follow_end(said->follow, c);
    release(&p);
    return modules_answer(modules, code);
}
