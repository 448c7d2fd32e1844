/* Every write, sync and read of every scenario fails once, and from each write on all of them fail until the disk is mended:
 * what was acknowledged is there, what was refused is not, nothing good was set aside, and the store goes on.
 *
 *   io_errors [STRIDE]     only every STRIDE-th point */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "crash/scenario.h"

enum fault { FAIL_ONCE, FULL_ONCE, FULL_FROM_HERE, FAIL_FROM_HERE, READ_ONCE, FAULTS };

static const struct {
    const char *name;
    int         error;
    bool        stays, reads;
} faults[FAULTS] = {
    [FAIL_ONCE] = { "an error", EIO, false, false },
    [FULL_ONCE] = { "a full disk", ENOSPC, false, false },
    [FULL_FROM_HERE] = { "a disk that stays full", ENOSPC, true, false },
    [FAIL_FROM_HERE] = { "a disk that stays broken", EIO, true, false },
    [READ_ONCE] = { "a read error", EIO, false, true },
};

static void set_fault(struct disk *d, enum fault fault, uint64_t point)
{
    *(faults[fault].reads ? &d->read_error_at : &d->error_at) = point;
    d->error = faults[fault].error;
    d->error_stays = faults[fault].stays;
}

/* The store that saw the error is still open. What it refused it must not show. */
static void check_open_store(struct script *s, bool writes)
{
    bool refused = s->in_flight;
    s->in_flight = false;
    script_check(s);
    if (writes && script_commit(s, (struct script_commit){ .first = 30, .puts = 2, .size = 1 }) != WFP_OK)
        script_complain(s, "the store cannot be written any more: %s", store_trouble(s->store));
    else if (!writes)
        s->in_flight = refused;
    script_kill(s);
}

static void run(const struct script *prepared, const struct scenario *scenario, enum fault fault, uint64_t point,
                uint64_t *runs, uint64_t *violations)
{
    struct script s;
    script_fork(&s, prepared);
    s.disk->random = point;
    set_fault(s.disk, fault, point);
    scenario->act(&s);
    disk_heal(s.disk);
    if (!s.damaged && (s.report.start == STORE_RECOVERED || s.report.start == STORE_EMPTIED))
        script_complain(&s, "an error was taken for damage: %s", s.report.damage);
    if (s.store)
        check_open_store(&s, point % 2);
    /* A disk that went on refusing could not take a failed commit back: it may be there after the process has died. */
    s.in_flight = s.in_flight && faults[fault].stays;
    script_verify(&s);
    ++*runs;
    if (s.wrong[0]) {
        ++*violations;
        printf("%s, %s at point %" PRIu64 ": %s\n", scenario->name, faults[fault].name, point, s.wrong);
    }
    script_free(&s);
}

static void count(const struct script *prepared, const struct scenario *scenario, uint64_t *points, uint64_t *reads)
{
    struct script s;
    script_fork(&s, prepared);
    scenario->act(&s);
    *points = s.disk->points;
    *reads = s.disk->reads;
    script_free(&s);
}

int main(int argc, char **argv)
{
    uint64_t stride = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
    uint64_t runs = 0, violations = 0;
    clock_t  start = clock();
    for (unsigned i = 0; i < scenario_count; i++) {
        struct script prepared;
        uint64_t      points, reads;
        script_init(&prepared, &scenarios[i].config);
        scenarios[i].prepare(&prepared);
        count(&prepared, &scenarios[i], &points, &reads);
        for (enum fault f = 0; f < FAULTS; f++)
            for (uint64_t p = 1 + (f + i) % stride; p <= (faults[f].reads ? reads : points); p += stride)
                run(&prepared, &scenarios[i], f, p, &runs, &violations);
        script_free(&prepared);
    }
    printf("%" PRIu64 " faults, %" PRIu64 " violations, %.1f s\n", runs, violations,
           (double)(clock() - start) / CLOCKS_PER_SEC);
    return violations != 0;
}
