/* What a classify costs by the index, beside the linear one: sets of every shape at growing sizes, headers that meet them (uniform
 * over the filters). One JSON line a case: nanoseconds a classify back to back, and what the index takes.
 *
 * usage: index_bench [LARGEST [SHAPE [FAMILY]]] */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/json.h"
#include "engine/classify.h"
#include "filter_headers.h"

enum { HEADERS = 200000, ROUNDS = 3, LINEAR_NS = 200000000 };

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void fail(const char *what)
{
    fprintf(stderr, "index_bench: %s\n", what);
    exit(1);
}

/* The fields that the filters look at, as a shim has them: close together, so that what is measured is not the memory of the
 * trace. What they reach stays with the headers. */
struct trace_of_fields {
    struct value  *values;
    const uint8_t *fields;
    uint32_t       count; /* of fields */
};

static struct trace_of_fields pack(const struct filter_set *s, const struct ruleset *rules, const struct header *h)
{
    struct trace_of_fields t;
    t.fields = ruleset_wanted_fields(rules, s->layer->id, &t.count);
    t.values = calloc((size_t)HEADERS * t.count + 1, sizeof(*t.values));
    if (!t.values)
        fail("no memory");
    for (uint32_t i = 0; i < HEADERS; i++)
        for (uint32_t k = 0; k < t.count; k++)
            t.values[i * t.count + k] = h[i].values[t.fields[k]];
    return t;
}

static inline void unpack(const struct trace_of_fields *t, uint32_t i, struct value *out)
{
    for (uint32_t k = 0; k < t->count; k++)
        out[t->fields[k]] = t->values[(size_t)i * t->count + k];
}

static double fast_ns(const struct filter_set *s, const struct ruleset *rules, const struct trace_of_fields *t)
{
    double       best = 1e30;
    struct value values[64] = { 0 };
    for (int round = 0; round < ROUNDS; round++) {
        struct classify_out out;
        struct classify_in  in = { .layer = s->layer, .values = values };
        double              start = now_s();
        for (uint32_t i = 0; i < HEADERS; i++) {
            unpack(t, i, values);
            engine_classify(rules, &in, &out, NULL);
        }
        double ns = (now_s() - start) * 1e9 / HEADERS;
        best = ns < best ? ns : best;
    }
    return best;
}

/* Every rule's program in order. */
static double linear_ns(const struct filter_set *s, const struct ruleset *rules, const struct header *h)
{
    double   start = now_s();
    uint32_t i = 0;
    for (; i < HEADERS && (now_s() - start) * 1e9 < LINEAR_NS; i++) {
        struct classify_in in = { .layer = s->layer, .values = h[i].values };
        index_linear(rules, &in, NULL, 0);
    }
    return (now_s() - start) * 1e9 / i;
}

static void run(enum filter_shape shape, enum family family, uint32_t count)
{
    struct filter_set s;
    struct dice       dice = { 7 };
    struct header    *h = calloc(HEADERS, sizeof(*h));
    struct json       j;
    struct ruleset   *rules;
    if (!h || !filter_set_init(&s, shape, family, count, 42))
        fail("no memory");
    for (uint32_t i = 0; i < HEADERS; i++)
        header_draw(&s, &dice, &h[i]);
    struct ruleset_input in = { .filters = s.filters, .filter_count = count, .sublayers = s.sublayers, .sublayer_count = s.sublayer_count };
    double               start = now_s();
    if (ruleset_build(&in, &rules) != WFP_OK)
        fail("no ruleset");
    double                 build = now_s() - start;
    struct trace_of_fields t = pack(&s, rules, h);
    double                 fast = fast_ns(&s, rules, &t), linear = linear_ns(&s, rules, h);
    free(t.values);
    json_init(&j, stdout);
    json_begin_object(&j, NULL);
    json_put_string(&j, "bench", "index");
    json_put_string(&j, "shape", filter_shape_names[shape]);
    json_put_string(&j, "family", family == FAMILY_V4 ? "v4" : "v6");
    json_put_number(&j, "filters", count);
    json_put_number(&j, "ns", (int64_t)(fast + 0.5));
    json_put_number(&j, "linear_ns", (int64_t)(linear + 0.5));
    json_put_number(&j, "ratio", (int64_t)(linear / fast + 0.5));
    json_put_number(&j, "build_us", (int64_t)(build * 1e6));
    json_put_number(&j, "index_bytes_per_filter", (int64_t)(ruleset_index_size(rules, s.layer->id) / count));
    json_end_object(&j);
    json_line(&j);
    fflush(stdout);
    ruleset_free(rules);
    filter_set_fini(&s);
    free(h);
}

int main(int argc, char **argv)
{
    static const uint32_t sizes[] = { 10, 100, 1000, 10000, 100000, 1000000 };
    static const char *const families[] = { "v4", "v6" };
    uint32_t              largest = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : 10000;
    for (unsigned i = 0; i < sizeof(sizes) / sizeof(*sizes) && sizes[i] <= largest; i++)
        for (enum filter_shape shape = SHAPE_ACL; shape < SHAPE_COUNT; shape++)
            for (unsigned f = 0; f < 2; f++)
                if ((argc <= 2 || strcmp(argv[2], filter_shape_names[shape]) == 0) && (argc <= 3 || strcmp(argv[3], families[f]) == 0))
                    run(shape, f ? FAMILY_V6 : FAMILY_V4, sizes[i]);
    return 0;
}
