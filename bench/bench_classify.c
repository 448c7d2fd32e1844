/* Classifiers side by side, in one process and in interleaved rounds: our engine, DPDK's rte_acl and linear scans on five-tuple sets,
 * an interpreter on those that are shaped like WFP. Before anything is timed, the answers of all are compared. One JSON object.
 *
 * usage: see usage() */
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "measure.h"
#include "tuple_adverse.h"
#include "tuple_text.h"
#include "updates.h"

enum { PEERS_MAX = 6, HEADERS = 200000, FLOWS = 50000, LINEAR_CHECKS = 200000000 };

struct options {
    const char       *filters, *trace, *write, *peers, *kind;
    enum filter_shape shape;   /* of our generator's, */
    int               adverse; /* or enum tuple_adverse; -1: none */
    uint32_t          size, headers, flows;
    uint64_t          seed;
    unsigned          rounds;
    bool              zipf, updates;
};

struct bench {
    struct bench_case  c;
    struct filter_set  set;
    struct tuple_rule *rules;
    struct tuple      *tuples;
    struct header     *headers;
    struct peer        peers[PEERS_MAX];
    struct measure     measures[PEERS_MAX][MODE_COUNT];
    unsigned           peer_count;
    uint32_t          *answers, *expected;
    uint32_t           checked;
};

static void usage(FILE *f)
{
    fputs("usage: bench_classify [--filters FILE [--trace FILE] | --kind KIND --size N --seed S] [--zipf [--flows N]] [--headers N]\n"
          "                      [--rounds N] [--peers NAME,...] [--write FILE] [--updates] [-j]\n"
          "  --filters FILE  rules in ClassBench's text, the first one is the best\n"
          "  --trace FILE    headers: source, destination, source port, destination port and protocol in decimal, one a line\n"
          "  --kind, --size  rules of our own generator: acl, fw, ipc or wfp; or such as are meant to hurt: lengths, ports, nested,\n"
          "                  wide, service or narrow; --seed draws others\n"
          "  --zipf          headers of 50,000 flows (--flows: so many), some of which are seen much more often than others\n"
          "  --peers         only these of openwfp, openwfp_measured (that counts what it costs), openwfp_cached (with a verdict\n"
          "                  cache), rte_acl, linear, linear_scalar, interpreter\n"
          "  --write FILE    writes the rules in ClassBench's text and measures nothing\n"
          "  --updates       also: single changes, many of them beside a reader, and loading\n", f);
}

static void fail(const char *what, const char *why)
{
    fprintf(stderr, "bench_classify: %s: %s\n", what, why);
    exit(1);
}

/* --- options ----------------------------------------------------------------------------------------------------------------- */

static uint64_t number(const char *option, const char *text, uint64_t least, uint64_t most)
{
    char    *end;
    uint64_t n = strtoull(text, &end, 0);
    if (*end || end == text || n < least || n > most)
        fail(option, "not such a number");
    return n;
}

static void take_kind(struct options *o, const char *name)
{
    o->kind = name;
    for (int i = SHAPE_ACL; i <= SHAPE_WFP; i++) {
        if (strcmp(name, filter_shape_names[i]) != 0)
            continue;
        o->shape = (enum filter_shape)i;
        o->adverse = -1;
        return;
    }
    for (o->adverse = 0; o->adverse < ADVERSE_COUNT; o->adverse++)
        if (strcmp(name, tuple_adverse_names[o->adverse]) == 0)
            return;
    fail("--kind", "acl, fw, ipc, wfp, lengths, ports, nested, wide, service or narrow");
}

static void take_option(struct options *o, int c)
{
    switch (c) {
    case 'f':
        o->filters = optarg;
        break;
    case 't':
        o->trace = optarg;
        break;
    case 'k':
        take_kind(o, optarg);
        break;
    case 'n':
        o->size = (uint32_t)number("--size", optarg, 1, 10000000);
        break;
    case 's':
        o->seed = number("--seed", optarg, 0, UINT64_MAX);
        break;
    case 'r':
        o->rounds = (unsigned)number("--rounds", optarg, 1, ROUNDS_MAX);
        break;
    case 'h':
        o->headers = (uint32_t)number("--headers", optarg, BATCH, 100000000);
        break;
    case 'z':
        o->zipf = true;
        break;
    case 'l':
        o->flows = (uint32_t)number("--flows", optarg, 1, FLOWS);
        break;
    case 'p':
        o->peers = optarg;
        break;
    case 'w':
        o->write = optarg;
        break;
    case 'u':
        o->updates = true;
        break;
    case 'j':
        break; /* there is no other form */
    case 'H':
        usage(stdout);
        exit(0);
    default:
        usage(stderr);
        exit(2);
    }
}

static struct options take_options(int argc, char **argv)
{
    static const struct option rows[] = {
        { "filters", 1, NULL, 'f' }, { "trace", 1, NULL, 't' }, { "kind", 1, NULL, 'k' },  { "size", 1, NULL, 'n' },
        { "seed", 1, NULL, 's' },    { "rounds", 1, NULL, 'r' }, { "headers", 1, NULL, 'h' }, { "zipf", 0, NULL, 'z' },
        { "flows", 1, NULL, 'l' },   { "peers", 1, NULL, 'p' },   { "write", 1, NULL, 'w' }, { "updates", 0, NULL, 'u' },
        { "json", 0, NULL, 'j' },    { "help", 0, NULL, 'H' },    { 0 },
    };
    struct options o = { .kind = "acl", .shape = SHAPE_ACL, .adverse = -1, .size = 1000, .headers = HEADERS, .flows = FLOWS, .seed = 1,
                         .rounds = 3 };
    int            c;
    while ((c = getopt_long(argc, argv, "j", rows, NULL)) != -1)
        take_option(&o, c);
    if (optind != argc || (o.trace && !o.filters)) {
        usage(stderr);
        exit(2);
    }
    return o;
}

/* --- filters ----------------------------------------------------------------------------------------------------------------- */

static FILE *open_text(const char *path)
{
    FILE *f = fopen(path, "r");
    if (!f)
        fail(path, "cannot be opened");
    return f;
}

static void fail_text(const char *path, const struct tuple_text_error *e)
{
    if (e->line)
        fprintf(stderr, "%s:%u: %s\n", path, e->line, e->what);
    else
        fprintf(stderr, "%s: %s\n", path, e->what);
    exit(1);
}

/* Of the rules. */
static void make_filters(struct bench *b, uint32_t count)
{
    if (!filter_set_init(&b->set, SHAPE_ACL, FAMILY_V4, 0, 0))
        fail("rules", "no memory");
    b->set.count = count;
    b->set.filters = need_memory(arena_array(&b->set.arena, count, sizeof(*b->set.filters)));
    for (uint32_t i = 0; i < count; i++) {
        if (!tuple_rule_to_filter(&b->rules[i], i + 1, &b->set.arena, &b->set.filters[i]))
            fail("rules", "no memory");
        b->set.filters[i].sublayer = b->set.sublayers[0].key;
    }
}

static void read_rules(struct bench *b, const char *path)
{
    struct tuple_text_error e;
    FILE                   *f = open_text(path);
    uint32_t                count;
    if (!tuple_rules_read(f, &b->rules, &count, &e))
        fail_text(path, &e);
    fclose(f);
    make_filters(b, count);
}

static void make_adverse_rules(struct bench *b, const struct options *o)
{
    struct dice d = { o->seed };
    b->rules = need_memory(calloc(o->size, sizeof(*b->rules)));
    for (uint32_t i = 0; i < o->size; i++)
        b->rules[i] = tuple_draw_adverse((enum tuple_adverse)o->adverse, &d);
    make_filters(b, o->size);
}

static void make_rules(struct bench *b, const struct options *o)
{
    if (!filter_set_init(&b->set, o->shape, FAMILY_V4, o->size, o->seed))
        fail("--size", "no memory");
    if (o->shape == SHAPE_WFP)
        return;
    b->rules = need_memory(calloc(o->size, sizeof(*b->rules)));
    for (uint32_t i = 0; i < o->size; i++)
        b->rules[i] = tuple_rule_of_filter(&b->set.filters[i]);
}

static void write_rules(const struct bench *b, const char *path)
{
    char  text[TUPLE_TEXT_SIZE];
    FILE *f = fopen(path, "w");
    if (!f || !b->rules)
        fail(path, b->rules ? "cannot be written" : "such filters have no text");
    for (uint32_t i = 0; i < b->set.count; i++) {
        tuple_rule_format(&b->rules[i], text);
        fprintf(f, "%s\n", text);
    }
    if (fclose(f) != 0)
        fail(path, "cannot be written");
}

/* --- headers ----------------------------------------------------------------------------------------------------------------- */

static void read_headers(struct bench *b, const char *path)
{
    struct tuple_text_error e;
    FILE                   *f = open_text(path);
    if (!tuples_read(f, &b->tuples, &b->c.header_count, &e))
        fail_text(path, &e);
    fclose(f);
}

/* The flow of the n-th header: the k-th flow is seen in proportion to 1/k. */
static uint32_t draw_flow(const double *until, uint32_t flows, struct dice *d)
{
    double   x = (double)(dice_roll(d) >> 11) / 9007199254740992.0 * until[flows - 1];
    uint32_t low = 0, high = flows - 1;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (until[middle] < x)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Uniform: each header is a flow of its own. */
static uint32_t *draw_flows(const struct options *o, struct dice *d)
{
    static double until[FLOWS];
    uint32_t     *flows = need_memory(calloc(o->headers, sizeof(*flows)));
    double        sum = 0;
    for (uint32_t i = 0; i < o->flows; i++)
        until[i] = sum += 1.0 / (i + 1);
    for (uint32_t i = 0; i < o->headers; i++)
        flows[i] = o->zipf ? draw_flow(until, o->flows, d) : i;
    return flows;
}

static struct tuple draw_tuple(const struct bench *b, struct dice *d)
{
    return dice_chance(d, 80) ? tuple_draw(&b->rules[dice_below(d, b->set.count)], d) : tuple_draw_any(d);
}

static void draw_headers(struct bench *b, const struct options *o)
{
    struct dice   d = { o->seed + 7 };
    uint32_t     *flow_of = draw_flows(o, &d), pool = o->zipf ? o->flows : o->headers;
    struct tuple  *tuples = b->rules ? need_memory(calloc(pool, sizeof(*tuples))) : NULL;
    struct header *headers = b->rules ? NULL : need_memory(calloc(pool, sizeof(*headers)));
    for (uint32_t i = 0; i < pool; i++) {
        if (tuples)
            tuples[i] = draw_tuple(b, &d);
        else
            header_draw(&b->set, &d, &headers[i]);
    }
    b->c.header_count = o->headers;
    b->tuples = tuples ? need_memory(calloc(o->headers, sizeof(*tuples))) : NULL;
    b->headers = headers ? need_memory(calloc(o->headers, sizeof(*headers))) : NULL;
    for (uint32_t i = 0; i < o->headers; i++) {
        if (tuples)
            b->tuples[i] = tuples[flow_of[i]];
        else
            header_copy(&b->headers[i], &headers[flow_of[i]]);
    }
    free(tuples);
    free(headers);
    free(flow_of);
}

/* --- peers ------------------------------------------------------------------------------------------------------------------- */

static bool is_wanted(const struct options *o, const char *name)
{
    const char *at = o->peers;
    size_t      size = strlen(name);
    while (at) {
        if (strncmp(at, name, size) == 0 && (at[size] == ',' || !at[size]))
            return true;
        at = strchr(at, ',');
        at += at != NULL;
    }
    return !o->peers;
}

static void add_peer(struct bench *b, const struct options *o, const char *name, struct peer (*make)(const struct bench_case *))
{
    if (!is_wanted(o, name))
        return;
    struct peer p = make(&b->c);
    if (p.name)
        b->peers[b->peer_count++] = p;
    else
        fprintf(stderr, "bench_classify: without %s: %s\n", name, p.note);
}

static void make_peers(struct bench *b, const struct options *o)
{
    add_peer(b, o, "openwfp", engine_peer);
    if (o->peers) {
        add_peer(b, o, "openwfp_measured", measured_engine_peer);
        add_peer(b, o, "openwfp_cached", cached_engine_peer);
    }
    if (b->rules) {
        add_peer(b, o, "rte_acl", acl_peer);
        add_peer(b, o, "linear", linear_peer);
        add_peer(b, o, "linear_scalar", linear_scalar_peer);
    } else {
        add_peer(b, o, "interpreter", interpreter_peer);
    }
    if (!b->peer_count)
        fail("--peers", "none of them is here");
}

static void number_answers(const struct bench *b, const struct peer *p, uint32_t *answers)
{
    if (p->number)
        p->number(p->state, answers, b->checked);
}

static void check_answers(const struct bench *b, const struct peer *p, const char *mode)
{
    number_answers(b, p, b->answers);
    for (uint32_t i = 0; i < b->checked; i++)
        if (b->answers[i] != b->expected[i]) {
            fprintf(stderr, "bench_classify: header %u: %s (%s) says %u, %s says %u\n", i, p->name, mode, b->answers[i], b->peers[0].name,
                    b->expected[i]);
            exit(3);
        }
}

/* The slow ones decide how many headers there is time for. */
static void check_peers(struct bench *b)
{
    uint32_t most = LINEAR_CHECKS / b->set.count;
    b->answers = need_memory(calloc(b->c.header_count, sizeof(*b->answers)));
    b->expected = need_memory(calloc(b->c.header_count, sizeof(*b->expected)));
    b->checked = b->c.header_count < most ? b->c.header_count : most < BATCH ? BATCH : most;
    b->peers[0].single(b->peers[0].state, 0, b->checked, b->expected);
    number_answers(b, &b->peers[0], b->expected);
    for (unsigned i = 1; i < b->peer_count; i++) {
        b->peers[i].single(b->peers[i].state, 0, b->checked, b->answers);
        check_answers(b, &b->peers[i], "single");
    }
    for (unsigned i = 0; i < b->peer_count; i++)
        if (b->peers[i].batch) {
            b->peers[i].batch(b->peers[i].state, 0, b->checked, b->answers);
            check_answers(b, &b->peers[i], "batch");
        }
}

static void measure_all(struct bench *b, unsigned rounds)
{
    for (unsigned round = 0; round < rounds; round++)
        for (unsigned i = 0; i < b->peer_count; i++)
            for (enum mode m = MODE_SINGLE; m < MODE_COUNT; m++)
                measure_round(&b->measures[i][m], &b->peers[i], m, b->c.header_count, b->answers);
    for (unsigned i = 0; i < b->peer_count; i++)
        for (enum mode m = MODE_SINGLE; m < MODE_COUNT; m++)
            measure_alone(&b->measures[i][m], &b->peers[i], m, b->c.header_count, b->answers);
}

/* --- what is said ------------------------------------------------------------------------------------------------------------ */

static void print_result(const struct bench *b, unsigned peer, enum mode mode)
{
    const struct peer    *p = &b->peers[peer];
    const struct measure *m = &b->measures[peer][mode];
    printf("%s\n  {\"name\":\"%s\",\"mode\":\"%s\",\"mlps\":%.4g,\"p50_ns\":%.1f,\"p99_ns\":%.1f,\"p999_ns\":%.1f,\"build_s\":%.6f,"
           "\"bytes_per_filter\":%.1f", peer || mode ? "," : "", p->name, mode == MODE_SINGLE ? "single" : "batch32",
           1e3 / measure_median_ns(m), m->p50, m->p99, m->p999, p->build_s, p->bytes / b->set.count);
    if (mode == MODE_BATCH && !m->has_batch)
        printf(",\"single_calls\":true");
    if (p->note)
        printf(",\"note\":\"%s\"", p->note);
    printf("}");
}

static void print_all(const struct bench *b, const struct options *o)
{
    printf("{\"filters\":%u,\"kind\":\"%s\",\"trace\":\"%s\",\"headers\":%u,\"checked\":%u,\"rounds\":%u,\"results\":[", b->set.count,
           o->filters ? "file" : o->kind, o->trace ? "file" : o->zipf ? "zipf" : "uniform", b->c.header_count,
           b->checked, o->rounds);
    for (unsigned i = 0; i < b->peer_count; i++)
        for (enum mode m = MODE_SINGLE; m < MODE_COUNT; m++)
            print_result(b, i, m);
    printf("]");
    if (o->updates)
        updates_print(&b->c, stdout);
    printf("}\n");
}

static void clean_up(struct bench *b)
{
    for (unsigned i = 0; i < b->peer_count; i++)
        b->peers[i].free(b->peers[i].state);
    filter_set_fini(&b->set);
    free(b->rules);
    free(b->tuples);
    free(b->headers);
    free(b->answers);
    free(b->expected);
}

int main(int argc, char **argv)
{
    static struct bench b;
    struct options      o = take_options(argc, argv);
    if (o.filters)
        read_rules(&b, o.filters);
    else
        (o.adverse < 0 ? make_rules : make_adverse_rules)(&b, &o);
    if (o.write) {
        write_rules(&b, o.write);
        clean_up(&b);
        return 0;
    }
    if (o.trace)
        read_headers(&b, o.trace);
    else
        draw_headers(&b, &o);
    b.c.set = &b.set;
    b.c.rules = b.rules;
    b.c.tuples = b.tuples;
    b.c.headers = b.headers;
    make_peers(&b, &o);
    check_peers(&b);
    measure_all(&b, o.rounds);
    print_all(&b, &o);
    clean_up(&b);
    return 0;
}
