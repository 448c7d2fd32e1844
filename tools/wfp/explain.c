/* wfp explain: one hypothetical packet or connection, decided at one layer, every step shown. */
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/suggest.h"
#include "base/utf16.h"
#include "bfe/compile.h"
#include "bfe/flip.h"
#include "cli.h"
#include "live.h"
#include "engine/match.h"
#include "engine/trace.h"
#include "pkt/headers.h"
#include "policy/policy_file.h"
#include "policy/value_text.h"

#define MAX_FIELDS 64
#define MAX_SETS   64

struct explain {
    const char             *policy_path, *layer_name, *local, *remote, *proto, *app, *user;
    const char             *sets[MAX_SETS];
    unsigned                set_count;
    bool                    json;
    struct arena            arena;
    struct policy_file     *file;   /* NULL: of the running engine */
    struct policy           policy; /* borrowed from the file, or in the arena */
    struct ruleset         *rules;
    const struct layer_row *layer;
    struct value            values[MAX_FIELDS];
    struct trace            trace;
    struct classify_out     out;
    struct flip             flip;
};

enum { OPT_LOCAL = 256, OPT_REMOTE, OPT_PROTO, OPT_APP, OPT_USER, OPT_SET };

static const struct option options[] = {
    { "policy", required_argument, NULL, 'p' },      { "layer", required_argument, NULL, 'l' },
    { "local", required_argument, NULL, OPT_LOCAL }, { "remote", required_argument, NULL, OPT_REMOTE },
    { "proto", required_argument, NULL, OPT_PROTO }, { "app", required_argument, NULL, OPT_APP },
    { "user", required_argument, NULL, OPT_USER },   { "set", required_argument, NULL, OPT_SET },
    { "json", no_argument, NULL, 'j' },              { "help", no_argument, NULL, 'h' },
    { 0 },
};

static const char help[] =
    "usage: wfp explain [--policy FILE] --layer LAYER [OPTION]...\n\n"
    "Decides one hypothetical packet or connection at one layer and prints every sublayer and\n"
    "filter in order: which condition failed on which value, the rights before and after, who\n"
    "decided, and the smallest change of the policy that would turn the decision round.\n\n"
    "  -p, --policy FILE          the policy (JSON, see wfp-policy(5)); without it that of the running engine\n"
    "  -l, --layer LAYER          ALE_AUTH_CONNECT, INBOUND_TRANSPORT_V6, ...; without _V4 or _V6 the\n"
    "                             addresses decide (V4 when there are none)\n"
    "      --local ADDR[:PORT]    the local side; v6 with a port as [ADDR]:PORT; only a port as :PORT; the source at\n"
    "                             layers that speak of source and destination\n"
    "      --remote ADDR[:PORT]   the remote side, or the destination\n"
    "      --proto PROTOCOL       tcp, udp, icmp, icmpv6 or a number\n"
    "      --app PATH             the program (ALE_APP_ID)\n"
    "      --user SID             the user (ALE_USER_ID)\n"
    "      --set FIELD=VALUE      any other field of the layer (repeatable), as in a policy file\n"
    "  -j, --json                 one JSON object\n"
    "  -h, --help                 this text\n\n"
    "What is not said stays EMPTY. Exit status: 0 permitted, 1 blocked, 2 bad usage or input.\n";

static int run(int argc, char **argv);

const struct command command_explain = {
    .name = "explain",
    .summary = "one hypothetical packet or connection, decided step by step",
    .help = help,
    .run = run,
};

static const struct command *const me = &command_explain;

static int take_option(struct explain *e, int answer, char **argv)
{
    switch (answer) {
    case 'p':
        e->policy_path = optarg;
        return EXIT_GOOD;
    case 'l':
        e->layer_name = optarg;
        return EXIT_GOOD;
    case OPT_LOCAL:
        e->local = optarg;
        return EXIT_GOOD;
    case OPT_REMOTE:
        e->remote = optarg;
        return EXIT_GOOD;
    case OPT_PROTO:
        e->proto = optarg;
        return EXIT_GOOD;
    case OPT_APP:
        e->app = optarg;
        return EXIT_GOOD;
    case OPT_USER:
        e->user = optarg;
        return EXIT_GOOD;
    case OPT_SET:
        if (e->set_count == MAX_SETS)
            return cli_error(me, "more than %d --set options; give fewer", MAX_SETS);
        e->sets[e->set_count++] = optarg;
        return EXIT_GOOD;
    case 'j':
        e->json = true;
        return EXIT_GOOD;
    }
    return cli_bad_option(me, answer, argv);
}

struct named_side {
    char addr[IP_TEXT_SIZE]; /* empty: not said */
    char port[8];            /* the same */
};

/* "192.0.2.1:80", "[2001:db8::1]:80", "2001:db8::1", ":80" */
static bool split_endpoint(const char *text, struct named_side *out)
{
    const char *addr = text, *end, *port = NULL;
    if (*text == '[') {
        addr = text + 1;
        end = strchr(addr, ']');
        if (!end || (end[1] && end[1] != ':'))
            return false;
        port = end[1] ? end + 2 : NULL;
    } else {
        const char *colon = strchr(text, ':');
        bool        v6 = colon && strchr(colon + 1, ':');
        end = colon && !v6 ? colon : text + strlen(text);
        port = colon && !v6 ? colon + 1 : NULL;
    }
    size_t n = (size_t)(end - addr);
    if ((n == 0 && (*text == '[' || !port)) || n >= sizeof(out->addr) || (port && strlen(port) >= sizeof(out->port)) || (port && !*port))
        return false;
    memcpy(out->addr, addr, n);
    out->addr[n] = 0;
    strcpy(out->port, port ? port : "");
    return true;
}

static enum family family_of(const char *addr)
{
    struct ip_addr a;
    return *addr && ip_addr_parse(addr, &a) ? (enum family)a.family : FAMILY_NONE;
}

static int no_layer(const char *name)
{
    struct suggest s;
    char           hint[96];
    suggest_init(&s, name);
    layer_names_offer(&s);
    return cli_error(me, "--layer %s: no such layer%s; `wfp show layers` lists them", name,
                     suggest_format(&s, hint, sizeof(hint)));
}

static int find_layer(struct explain *e, const struct named_side *local, const struct named_side *remote)
{
    bool        discard;
    enum family family = family_of(remote->addr) ? family_of(remote->addr) : family_of(local->addr);
    e->layer = layer_find_name(e->layer_name);
    if (!e->layer) {
        enum layer_pair pair = pair_find_name(e->layer_name, &discard);
        if (pair == PAIR_COUNT)
            return no_layer(e->layer_name);
        e->layer = layer_of(pair, family ? family : FAMILY_V4);
        if (e->layer && discard)
            e->layer = layer_discard_twin(e->layer);
    }
    return e->layer ? EXIT_GOOD : no_layer(e->layer_name);
}

/* A user is shown to a classify as a token that holds the SID and Everyone. */
static bool token_value(struct explain *e, const char *sid, struct value *out)
{
    static const uint8_t everyone[] = { 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0 };
    uint8_t             *binary = arena_alloc(&e->arena, SID_MAX_SIZE);
    const uint8_t      **sids = arena_array(&e->arena, 2, sizeof(*sids));
    struct token        *token = arena_alloc(&e->arena, sizeof(*token));
    if (!binary || !sids || !token || !sid_parse(sid, binary))
        return false;
    sids[0] = binary;
    sids[1] = everyone;
    *token = (struct token){ 2, sids };
    *out = (struct value){ .type = TYPE_TOKEN_ACCESS_INFORMATION, .token = token };
    return true;
}

/* Names of flags may be given with commas between them. */
static json_t *as_json(const struct field_row *field, const char *text)
{
    if (field->kind != FIELD_KIND_FLAGS || !strpbrk(text, ",_"))
        return json_string(text);
    json_t *list = json_array();
    while (list && *text) {
        size_t n = strcspn(text, ",");
        json_array_append_new(list, json_stringn(text, n));
        text += n + (text[n] == ',');
    }
    return list;
}

static int read_value(struct explain *e, const struct field_row *field, const char *option, const char *text, struct value *out)
{
    struct value_reading r = { .field = field, .arena = &e->arena, .match_given = true, .match = MATCH_EQUAL };
    if (utf16_length(text) == SIZE_MAX)
        return cli_error(me, "%s: the value of %s is not UTF-8", option, field->name);
    json_t              *json = as_json(field, text);
    enum value_fit       fit = json ? value_read(&r, json, out) : VALUE_BAD;
    json_decref(json);
    if (fit != VALUE_FITS)
        return cli_error(me, "%s: %s", option, r.why);
    if (out->type != TYPE_EMPTY && out->type != field->type)
        return cli_error(me, "%s %s: a packet has one value for %s; give one, without mask or range", option, text, field->name);
    return EXIT_GOOD;
}

static int set_field(struct explain *e, enum field_id id, const char *option, const char *text)
{
    int at = layer_field_index(e->layer, id);
    if (at < 0)
        return cli_error(me, "%s: layer %s has no field %s; `wfp show fields %s` lists them", option, e->layer->name,
                         condition_rows[id].name, e->layer->name);
    const struct field_row *field = &e->layer->fields[at];
    if (field->type == TYPE_TOKEN_ACCESS_INFORMATION || field->type == TYPE_TOKEN_INFORMATION) {
        if (token_value(e, text, &e->values[at]))
            return EXIT_GOOD;
        return cli_error(me, "%s: %s is not a SID; write it as S-1-5-21-...", option, text);
    }
    return read_value(e, field, option, text, &e->values[at]);
}

/* What a side's fields are called where a layer speaks of it, and where it speaks of source and destination: IPFORWARD, switches. */
struct side_fields {
    enum field_id addr, addr_of_path, port, port_of_path;
};

static const struct side_fields local_fields = { FIELD_IP_LOCAL_ADDRESS, FIELD_IP_SOURCE_ADDRESS, FIELD_IP_LOCAL_PORT, FIELD_IP_SOURCE_PORT };
static const struct side_fields remote_fields = { FIELD_IP_REMOTE_ADDRESS, FIELD_IP_DESTINATION_ADDRESS, FIELD_IP_REMOTE_PORT,
                                                  FIELD_IP_DESTINATION_PORT };

static int set_side(struct explain *e, const char *option, const struct named_side *side, const struct side_fields *f)
{
    int code = EXIT_GOOD;
    if (side->addr[0])
        code = set_field(e, layer_field_index(e->layer, f->addr) < 0 ? f->addr_of_path : f->addr, option, side->addr);
    if (code == EXIT_GOOD && side->port[0])
        code = set_field(e, layer_field_index(e->layer, f->port) < 0 && layer_field_index(e->layer, f->port_of_path) >= 0 ? f->port_of_path
                                                                                                                       : f->port,
                         option, side->port);
    return code;
}

static int set_named(struct explain *e, const char *text)
{
    char        name[64];
    const char *equals = strchr(text, '=');
    if (!equals || (size_t)(equals - text) >= sizeof(name))
        return cli_usage(me, "--set %s: expected FIELD=VALUE", text);
    memcpy(name, text, (size_t)(equals - text));
    name[equals - text] = 0;
    enum field_id id = condition_find_name(name);
    if (id == FIELD_NONE)
        return cli_error(me, "--set %s: no field is called so; `wfp show fields %s` lists them", text, e->layer->name);
    return set_field(e, id, "--set", equals + 1);
}

static int set_values(struct explain *e, const struct named_side *local, const struct named_side *remote)
{
    int code = set_side(e, "--local", local, &local_fields);
    if (code == EXIT_GOOD)
        code = set_side(e, "--remote", remote, &remote_fields);
    if (code == EXIT_GOOD && e->proto)
        code = set_field(e, FIELD_IP_PROTOCOL, "--proto", e->proto);
    if (code == EXIT_GOOD && e->app)
        code = set_field(e, FIELD_ALE_APP_ID, "--app", e->app);
    if (code == EXIT_GOOD && e->user)
        code = set_field(e, FIELD_ALE_USER_ID, "--user", e->user);
    for (unsigned i = 0; i < e->set_count && code == EXIT_GOOD; i++)
        code = set_named(e, e->sets[i]);
    return code;
}

static int read_file(struct explain *e)
{
    struct policy_error error;
    if (policy_load(e->policy_path, &e->file, &error) != WFP_OK)
        return cli_error(me, "%s", error.text);
    e->policy = *policy_file_policy(e->file);
    return EXIT_GOOD;
}

static int read_engine(struct explain *e)
{
    struct manage *m;
    int            code = live_open(me, &m);
    if (code)
        return code;
    enum wfp_status err = manage_read(m, MANAGE_ALL_KINDS, false, &e->arena, &e->policy);
    manage_close(m);
    return err ? cli_error(me, "the running engine's policy: %s (%s)", status_row(err)->sentence, status_row(err)->name) : EXIT_GOOD;
}

static int prepare(struct explain *e)
{
    struct named_side local = { 0 }, remote = { 0 };
    if (!e->layer_name)
        return cli_usage(me, "--layer LAYER is missing");
    if (e->local && !split_endpoint(e->local, &local))
        return cli_usage(me, "--local %s: expected ADDR, ADDR:PORT, [ADDR]:PORT or :PORT", e->local);
    if (e->remote && !split_endpoint(e->remote, &remote))
        return cli_usage(me, "--remote %s: expected ADDR, ADDR:PORT, [ADDR]:PORT or :PORT", e->remote);
    int code = find_layer(e, &local, &remote); /* what is said is judged first: it needs no engine to be wrong */
    if (code == EXIT_GOOD)
        code = set_values(e, &local, &remote);
    if (code)
        return code;
    return e->policy_path ? read_file(e) : read_engine(e);
}

static int decide(struct explain *e)
{
    const struct policy *p = &e->policy;
    struct metadata      none = { 0 };
    struct classify_in   in = { .layer = e->layer, .values = e->values, .metadata = &none };
    enum wfp_status      err = bfe_compile(p, NULL, 0, 1, &e->rules);
    if (err == WFP_OK) {
        engine_classify(e->rules, &in, &e->out, &e->trace);
        err = e->trace.out_of_memory ? WFP_NO_MEMORY : bfe_flip(p, NULL, 0, &in, &e->flip);
    }
    return err ? cli_error(me, "%s: %s", e->policy_path ? e->policy_path : "the running engine's policy", status_row(err)->sentence)
               : EXIT_GOOD;
}

static struct classify_in classify_of(const struct explain *e)
{
    return (struct classify_in){ .layer = e->layer, .values = e->values };
}

/* A filter that was not looked at: would it have matched? */
static const char *if_looked_at(const struct explain *e, const struct trace_event *t)
{
    const struct rule *r = t->rule;
    if (t->kind != TRACE_SKIP)
        return "";
    return match_conditions(r->conditions, r->condition_count, e->layer, e->values, NULL) ? "; it would match" : "; it would not match";
}

static void print_text(const struct explain *e)
{
    struct classify_in in = classify_of(e);
    char               line[1024];
    bool               blocked = e->out.action == ACTION_BLOCK;
    printf("%s%s%s\n", cli_colour(stdout, BOLD), e->layer->name, cli_colour(stdout, PLAIN));
    for (unsigned i = 0; i < e->layer->field_count; i++)
        if (e->values[i].type != TYPE_EMPTY)
            printf("  %s = %s\n", e->layer->fields[i].name,
                   value_format(&e->values[i], (int)e->layer->fields[i].id, line, sizeof(line)));
    puts("");
    for (uint32_t i = 0; i < e->trace.count; i++) {
        const struct trace_event *t = &e->trace.events[i];
        if (t->kind != TRACE_FINAL)
            printf("%s%s%s\n", t->kind == TRACE_SUBLAYER ? "" : "  ", trace_event_format(t, line, sizeof(line)),
                   if_looked_at(e, t));
    }
    printf("%s%s%s", cli_colour(stdout, blocked ? RED : GREEN), blocked ? "block" : "permit", cli_colour(stdout, PLAIN));
    if (e->out.rule)
        printf(": decided by filter \"%s\" of sublayer %s\n", e->out.rule->name, e->out.rule->sublayer->name);
    else
        puts(": no filter decided, which permits");
    printf("to turn it round: %s\n", bfe_flip_format(&e->flip, &in, line, sizeof(line)));
}

static void json_event(struct json *j, const struct trace_event *t)
{
    static const char *const kinds[] = { [TRACE_SUBLAYER] = "sublayer", [TRACE_MISS] = "miss", [TRACE_MATCH] = "match",
                                         [TRACE_SKIP] = "skip", [TRACE_FINAL] = "final" };
    static const char *const effects[] = { [EFFECT_NONE] = "none", [EFFECT_DECIDED] = "decided", [EFFECT_REFUSED] = "refused",
                                           [EFFECT_VETO] = "veto", [EFFECT_CONFIRMED] = "confirmed" };
    char value[512];
    json_begin_object(j, NULL);
    json_put_string(j, "kind", kinds[t->kind]);
    if (t->sublayer)
        json_put_string(j, "subLayer", t->sublayer->name);
    if (t->rule)
        json_put_string(j, "filter", t->rule->name);
    if (t->kind == TRACE_MISS) {
        const struct condition *c = &t->rule->conditions[t->condition];
        json_put_number(j, "condition", t->condition);
        json_put_string(j, "field", condition_rows[c->field].name);
        json_put_string(j, "value", value_format(&t->field, (int)c->field, value, sizeof(value)));
        json_put_string(j, "wanted", value_format(&c->value, (int)c->field, value, sizeof(value)));
    }
    if (t->kind == TRACE_MATCH) {
        json_put_string(j, "action", t->action == ACTION_BLOCK ? "block" : t->action == ACTION_PERMIT ? "permit" : "continue");
        json_put_string(j, "effect", effects[t->effect]);
        json_put_bool(j, "mayWriteBefore", t->rights_before & RIGHT_ACTION_WRITE);
        json_put_bool(j, "mayWriteAfter", t->rights_after & RIGHT_ACTION_WRITE);
        json_put_bool(j, "calloutMissing", t->callout_missing);
    }
    json_put_string(j, "text", trace_event_format(t, value, sizeof(value)));
    json_end_object(j);
}

static void print_json(const struct explain *e)
{
    struct classify_in in = classify_of(e);
    struct json        j;
    char               line[1024];
    json_init(&j, stdout);
    json_begin_object(&j, NULL);
    json_put_string(&j, "layer", e->layer->name);
    json_put_string(&j, "action", e->out.action == ACTION_BLOCK ? "block" : "permit");
    json_put_string(&j, "filter", e->out.rule ? e->out.rule->name : NULL);
    json_put_u64(&j, "filterId", e->out.rule ? e->out.rule->id : 0);
    json_begin_object(&j, "values");
    for (unsigned i = 0; i < e->layer->field_count; i++)
        if (e->values[i].type != TYPE_EMPTY)
            json_put_string(&j, e->layer->fields[i].name,
                        value_format(&e->values[i], (int)e->layer->fields[i].id, line, sizeof(line)));
    json_end_object(&j);
    json_begin_array(&j, "trace");
    for (uint32_t i = 0; i < e->trace.count; i++)
        json_event(&j, &e->trace.events[i]);
    json_end_array(&j);
    json_put_string(&j, "flip", bfe_flip_format(&e->flip, &in, line, sizeof(line)));
    json_end_object(&j);
    json_line(&j);
}

static int explain(struct explain *e)
{
    int code = prepare(e);
    if (code == EXIT_GOOD)
        code = decide(e);
    if (code)
        return code;
    if (e->json)
        print_json(e);
    else
        print_text(e);
    return e->out.action == ACTION_BLOCK ? EXIT_REFUSED : EXIT_GOOD;
}

static int run(int argc, char **argv)
{
    struct explain e = { 0 };
    int            answer, code;
    opterr = 0;
    while ((answer = getopt_long(argc, argv, ":p:l:jh", options, NULL)) != -1) {
        if (answer == 'h')
            return cli_help(me);
        code = take_option(&e, answer, argv);
        if (code)
            return code;
    }
    if (optind < argc)
        return cli_usage(me, "unexpected operand %s", argv[optind]);
    arena_init(&e.arena);
    trace_init(&e.trace);
    code = explain(&e);
    trace_fini(&e.trace);
    ruleset_free(e.rules);
    policy_file_free(e.file);
    arena_fini(&e.arena);
    return code;
}
