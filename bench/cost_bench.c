/* What counting costs (engine/cost.h): the same classifies without counters, with counters that are off, with one in 512 measured, and
 * with all of them measured, in rounds that alternate. One JSON line a set: nanoseconds a classify (medians), and the ratios to none,
 * each the median of the ratios within a round. `noise` is the ratio of two runs without counters in each round.
 *
 * usage: cost_bench [ROUNDS] */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/classify.h"
#include "engine/cost_set.h"
#include "engine/verdict_cache.h"
#include "filter_headers.h"
#include "rounds.h"

enum { HEADERS = 4096, REPEATS = 25, ROUNDS = 31, ROUNDS_MAX = 1001 };

enum way { WAY_NONE, WAY_AGAIN, WAY_OFF, WAY_ON, WAY_ALL, WAY_COUNT };

struct bench {
    struct filter_set     set;
    struct ruleset       *rules;
    struct header        *headers;
    struct cost_set      *costs;
    struct cost          *cost;
    struct verdict_cache *cache; /* NULL: every verdict is made */
    double                ns[WAY_COUNT][ROUNDS_MAX];
    double                ratios[WAY_COUNT][ROUNDS_MAX]; /* to WAY_NONE */
};

static void give_up(const char *what)
{
    fprintf(stderr, "cost_bench: %s\n", what);
    exit(2);
}

/* By the thread's own processor time: others on the machine count for less. */
static void switch_to(struct bench *b, enum way way)
{
    uint32_t every = way == WAY_ON ? COST_EVERY : way == WAY_ALL ? 1 : 0;
    if (cost_set_turn(b->costs, every) != WFP_OK)
        give_up("no memory");
}

static double classify_all(struct bench *b, enum way way)
{
    struct classify_in  in = { .layer = b->set.layer, .cost = way <= WAY_AGAIN ? NULL : b->cost, .cache = b->cache };
    struct classify_out out;
    switch_to(b, way);
    double start = cpu_ns();
    for (unsigned repeat = 0; repeat < REPEATS; repeat++)
        for (uint32_t i = 0; i < HEADERS; i++) {
            in.values = b->headers[i].values;
            engine_classify(b->rules, &in, &out, NULL);
        }
    return (cpu_ns() - start) / (REPEATS * HEADERS);
}

/* The order turns with the round, so that each way follows each other one. */
static void run_round(struct bench *b, unsigned round)
{
    for (unsigned i = 0; i < WAY_COUNT; i++) {
        enum way way = (enum way)((i + round) % WAY_COUNT);
        b->ns[way][round] = classify_all(b, way);
    }
    for (unsigned way = 0; way < WAY_COUNT; way++)
        b->ratios[way][round] = b->ns[way][round] / b->ns[WAY_NONE][round];
}

static void tell(struct bench *b, unsigned rounds)
{
    printf("{\"bench\":\"cost\",\"shape\":\"%s\",\"filters\":%u,\"cache\":%s,\"every\":%d,\"rounds\":%u,\"none_ns\":%.1f,\"off_ns\":%.1f,"
           "\"on_ns\":%.1f,\"all_ns\":%.1f,",
           filter_shape_names[b->set.shape], b->set.count, b->cache ? "true" : "false", COST_EVERY, rounds,
           median(b->ns[WAY_NONE], rounds), median(b->ns[WAY_OFF], rounds), median(b->ns[WAY_ON], rounds), median(b->ns[WAY_ALL], rounds));
    printf("\"noise\":%.4f,\"off\":%.4f,\"on\":%.4f,\"all\":%.4f}\n", median(b->ratios[WAY_AGAIN], rounds),
           median(b->ratios[WAY_OFF], rounds), median(b->ratios[WAY_ON], rounds), median(b->ratios[WAY_ALL], rounds));
    fflush(stdout);
}

static void begin(struct bench *b, enum filter_shape shape, uint32_t count, bool cached)
{
    struct dice dice = { 7 };
    if (!filter_set_init(&b->set, shape, FAMILY_V4, count, 42) || !(b->headers = calloc(HEADERS, sizeof(*b->headers))))
        give_up("no memory");
    for (uint32_t i = 0; i < HEADERS; i++)
        header_draw(&b->set, &dice, &b->headers[i]);
    struct ruleset_input in = { .filters = b->set.filters, .filter_count = count, .sublayers = b->set.sublayers,
                                .sublayer_count = b->set.sublayer_count };
    if (ruleset_build(&in, &b->rules) != WFP_OK || cost_set_new(&b->costs) != WFP_OK || cost_set_join(b->costs, &b->cost) != WFP_OK ||
        (cached && verdict_cache_new(2 * HEADERS, &b->cache) != WFP_OK))
        give_up("no memory");
}

static void end(struct bench *b)
{
    ruleset_free(b->rules);
    cost_set_free(b->costs);
    verdict_cache_free(b->cache);
    filter_set_fini(&b->set);
    free(b->headers);
}

static void run(enum filter_shape shape, uint32_t count, bool cached, unsigned rounds)
{
    static struct bench b;
    b = (struct bench){ 0 };
    begin(&b, shape, count, cached);
    for (unsigned way = 0; way < WAY_COUNT; way++)
        (void)classify_all(&b, (enum way)way); /* warm */
    for (unsigned round = 0; round < rounds; round++)
        run_round(&b, round);
    tell(&b, rounds);
    end(&b);
}

int main(int argc, char **argv)
{
    static const uint32_t sizes[] = { 100, 1000, 10000 };
    unsigned              rounds = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : ROUNDS;
    if (rounds < 1 || rounds > ROUNDS_MAX)
        give_up("expected a number of rounds from 1 to 1001");
    for (unsigned i = 0; i < sizeof(sizes) / sizeof(*sizes); i++)
        for (int cached = 0; cached < 2; cached++) {
            run(SHAPE_ACL, sizes[i], cached, rounds);
            run(SHAPE_WFP, sizes[i], cached, rounds);
        }
    return 0;
}
