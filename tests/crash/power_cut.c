/* Cuts the power at every point of every scenario and looks at what is left:
 *
 *   power_cut [--cuts N] [--stride N] [--lie wal|database|snapshot|directory|all] [--must-fail] [--only SCENARIO CUT SEED]
 *
 * Rounds with other seeds follow until N cuts were made. Every third run cuts the power a second time, while the store is
 * being opened on what the first cut left. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "crash/scenario.h"

struct options {
    uint64_t      cuts, stride;
    enum disk_lie lie;
    bool          must_fail;
    int           scenario; /* -1: all */
    uint64_t      cut, seed;
};

struct totals {
    uint64_t cuts, second_cuts, violations;
};

/* A second cut may come while the first one's traces are being tidied up. */
static bool cut_again(struct script *s, uint64_t seed)
{
    uint64_t random = seed ^ 0x5eed;
    if (seed % 3)
        return false;
    s->disk->cut_at = 1 + disk_random(&random) % 8;
    if (script_open(s) == WFP_OK && !s->disk->dead) {
        s->disk->cut_at = 0;
        script_kill(s);
        return false;
    }
    if (s->store)
        script_kill(s);
    disk_restore(s->disk, disk_random(&random));
    return true;
}

static void run(const struct script *prepared, const struct scenario *scenario, const struct options *o, uint64_t cut,
                uint64_t seed, struct totals *t)
{
    struct script s;
    script_fork(&s, prepared);
    s.disk->random = seed;
    s.disk->cut_at = cut;
    s.disk->lie = o->lie;
    scenario->act(&s);
    if (s.store)
        script_kill(&s);
    disk_restore(s.disk, seed);
    t->cuts++;
    t->second_cuts += cut_again(&s, seed);
    script_verify(&s);
    if (s.wrong[0]) {
        t->violations++;
        if (!o->must_fail)
            printf("%s: %s (--only '%s' %" PRIu64 " %" PRIu64 ")\n", scenario->name, s.wrong, scenario->name, cut, seed);
    }
    script_free(&s);
}

/* How many points the scenario has, and that it is right without a cut. */
static uint64_t count_points(const struct script *prepared, const struct scenario *scenario)
{
    struct script s;
    script_fork(&s, prepared);
    scenario->act(&s);
    uint64_t points = s.disk->points;
    if (s.store)
        script_kill(&s);
    disk_heal(s.disk);
    script_verify(&s);
    if (s.wrong[0]) {
        fprintf(stderr, "%s: wrong without a power cut: %s\n", scenario->name, s.wrong);
        exit(2);
    }
    script_free(&s);
    return points;
}

static int scenario_named(const char *name)
{
    for (unsigned i = 0; i < scenario_count; i++)
        if (strcmp(scenarios[i].name, name) == 0)
            return (int)i;
    fprintf(stderr, "no such scenario: %s\n", name);
    exit(2);
}

static enum disk_lie lie_named(const char *name)
{
    static const char *const names[] = { "none", "database", "wal", "snapshot", "directory", "all" };
    for (unsigned i = 0; i < COUNT_OF(names); i++)
        if (strcmp(names[i], name) == 0)
            return (enum disk_lie)i;
    fprintf(stderr, "no such lie: %s\n", name);
    exit(2);
}

static struct options options_of(int argc, char **argv)
{
    struct options o = { .stride = 1, .scenario = -1 };
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--cuts") == 0 && i + 1 < argc) {
            o.cuts = strtoull(argv[++i], NULL, 10);
        } else if (strcmp(argv[i], "--stride") == 0 && i + 1 < argc) {
            o.stride = strtoull(argv[++i], NULL, 10);
        } else if (strcmp(argv[i], "--lie") == 0 && i + 1 < argc) {
            o.lie = lie_named(argv[++i]);
        } else if (strcmp(argv[i], "--must-fail") == 0) {
            o.must_fail = true;
        } else if (strcmp(argv[i], "--only") == 0 && i + 3 < argc) {
            o.scenario = scenario_named(argv[i + 1]);
            o.cut = strtoull(argv[i + 2], NULL, 10);
            o.seed = strtoull(argv[i + 3], NULL, 10);
            i += 3;
        } else {
            fprintf(stderr, "power_cut: what is %s?\n", argv[i]);
            exit(2);
        }
    }
    return o;
}

static void run_round(const struct script *prepared, const uint64_t *points, const struct options *o, uint64_t round,
                      struct totals *t)
{
    for (unsigned i = 0; i < scenario_count; i++) {
        if (o->scenario >= 0) {
            if (o->scenario == (int)i)
                run(&prepared[i], &scenarios[i], o, o->cut, o->seed, t);
            continue;
        }
        for (uint64_t cut = 1 + round % o->stride; cut <= points[i]; cut += o->stride)
            run(&prepared[i], &scenarios[i], o, cut, round * 1000003 + i * 1009 + cut, t);
    }
}

int main(int argc, char **argv)
{
    struct options o = options_of(argc, argv);
    struct script *prepared = calloc(scenario_count, sizeof(*prepared));
    uint64_t      *points = calloc(scenario_count, sizeof(*points)), sum = 0;
    struct totals  t = { 0 };
    clock_t        start = clock();
    if (!prepared || !points)
        return 2;
    for (unsigned i = 0; i < scenario_count; i++) {
        script_init(&prepared[i], &scenarios[i].config);
        scenarios[i].prepare(&prepared[i]);
        points[i] = count_points(&prepared[i], &scenarios[i]);
        sum += points[i];
    }
    for (uint64_t round = 0; round == 0 || (t.cuts < o.cuts && o.scenario < 0); round++)
        run_round(prepared, points, &o, round, &t);
    printf("%" PRIu64 " power cuts (%" PRIu64 " twice) at %" PRIu64 " points of %u scenarios, %" PRIu64 " violations, %.1f s\n",
           t.cuts, t.second_cuts, sum, scenario_count, t.violations, (double)(clock() - start) / CLOCKS_PER_SEC);
    for (unsigned i = 0; i < scenario_count; i++)
        script_free(&prepared[i]);
    free(prepared);
    free(points);
    return (t.violations != 0) != o.must_fail;
}
