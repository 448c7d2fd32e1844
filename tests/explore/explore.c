/* Drivers over many seeds of the seeded scheduler: each seed is a replay of its own, from loading to unloading, as
 * `wfp replay --seed` does it. A seed fails when a driver says that something is WRONG, when anything is reported or leaked, and
 * when the process ends or hangs. Many seeds share a process, which reports to another one that outlives it.
 *
 *     explore [-f FROM] [-n COUNT] CAPTURE MODULE.so... */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/status.h"
#include "host/kernel.h"
#include "host/offline.h"
#include "model/filter.h"

enum { TEXT_MAX = 1 << 20, HANG_SECONDS = 300, FAILURES_MAX = 5, HASHES_MAX = 1 << 16 };

struct shared { /* owner: the process that runs seeds; the other one looks when it has ended */
    uint64_t seed;   /* that runs now */
    uint64_t hashes[HASHES_MAX];
    unsigned hash_count;
    unsigned lines;  /* of all seeds */
    size_t   length;
    bool     failed; /* this seed */
    char     text[TEXT_MAX]; /* what the seed's modules have said */
};

struct explore {
    struct shared *shared;
    const char    *capture;
    char         **modules;
};

static void on_log(void *context, bool is_report, const char *module, const char *line)
{
    struct shared *s = ((struct explore *)context)->shared;
    int n = snprintf(s->text + s->length, TEXT_MAX - s->length, "  %s%s: %s\n", is_report ? "! " : "", module, line);
    s->length = n > 0 && s->length + (size_t)n < TEXT_MAX ? s->length + (size_t)n : s->length;
    s->lines++;
    s->failed |= is_report || strstr(line, "WRONG");
}

static void tell(struct shared *s, const char *what, uint64_t number, enum verdict verdict)
{
    int n = snprintf(s->text + s->length, TEXT_MAX - s->length, "  %s%" PRIu64 " %s\n", what, number, verdict_name(verdict));
    s->length = n > 0 && s->length + (size_t)n < TEXT_MAX ? s->length + (size_t)n : s->length;
}

static void on_walk(void *context, const struct pkt_ctx *walk, const struct injection *injection)
{
    struct explore *e = context;
    tell(e->shared, injection ? "injected: " : "goes on: ", walk->in->number, walk->verdict);
}

static void fail(struct shared *s, const char *why)
{
    s->failed = true;
    snprintf(s->text + s->length, TEXT_MAX - s->length, "  %s\n", why);
}

/* FNV-1a */
static uint64_t hash(const char *text)
{
    uint64_t h = UINT64_C(0xcbf29ce484222325);
    while (*text)
        h = (h ^ (uint8_t)*text++) * UINT64_C(0x100000001b3);
    return h;
}

static void remember_order(struct shared *s)
{
    uint64_t h = hash(s->text);
    for (unsigned i = 0; i < s->hash_count; i++)
        if (s->hashes[i] == h)
            return;
    if (s->hash_count < HASHES_MAX)
        s->hashes[s->hash_count++] = h;
}

/* --- one seed ----------------------------------------------------------------------------------------------------- */

static void walk(struct explore *e, struct kernel *k)
{
    struct offline_config        config = { .path = e->capture };
    const struct capture_packet *p;
    struct offline              *o;
    char                         error[CAPTURE_ERROR_SIZE];
    if (offline_open(&config, &o, error) != WFP_OK) {
        fail(e->shared, error);
        return;
    }
    if (kernel_attach_shim(k, offline_shim(o)) != WFP_OK)
        fail(e->shared, "no memory");
    kernel_on_walk(k, on_walk, e);
    while (offline_read(o, &p, error) == WFP_OK) {
        kernel_set_time(k, p->time_ns);
        kernel_settle(k);
        tell(e->shared, "", p->number, offline_walk(o, kernel_ruleset(k))->verdict);
        kernel_settle(k);
    }
    kernel_settle_all(k);
    if (kernel_unload(k)) /* while the stack is there, as the replay does it */
        fail(e->shared, "something was leaked");
    (void)!kernel_attach_shim(k, NULL);
    offline_close(o);
}

static void run_seed(struct explore *e, uint64_t seed)
{
    static const struct policy none;
    struct kernel_config       config = { .policy = &none, .log = on_log, .context = e, .seeded = true, .seed = seed };
    struct shared             *s = e->shared;
    struct kernel             *k;
    char                       why[KERNEL_ERROR_SIZE];
    s->length = 0;
    s->text[0] = 0;
    s->failed = false;
    if (kernel_new(&config, &k) != WFP_OK) {
        fail(s, "no kernel");
        return;
    }
    for (char **m = e->modules; *m && !s->failed; m++)
        if (kernel_load(k, *m, why) != WFP_OK)
            fail(s, why);
    if (!s->failed)
        walk(e, k);
    if (kernel_unload(k))
        fail(s, "something was leaked");
    kernel_free(k);
    remember_order(s);
}

/* --- many --------------------------------------------------------------------------------------------------------- */

static void print_failure(const struct explore *e)
{
    printf("seed %" PRIu64 " failed:\n%s  wfp replay --seed %" PRIu64, e->shared->seed, e->shared->text, e->shared->seed);
    for (char **m = e->modules; *m; m++)
        printf(" --callout %s", *m);
    printf(" %s\n", e->capture);
}

static void run_seeds(struct explore *e, uint64_t from, uint64_t end)
{
    for (uint64_t seed = from; seed < end; seed++) {
        e->shared->seed = seed;
        alarm(HANG_SECONDS);
        run_seed(e, seed);
        if (e->shared->failed) {
            fflush(NULL);
            _exit(1);
        }
    }
    exit(0); /* with the sanitizers' own look for leaks */
}

/* Where to go on: behind the seed that ended the process. */
static uint64_t run_batch(struct explore *e, uint64_t from, uint64_t end, unsigned *failures)
{
    int status = 0;
    fflush(NULL);
    pid_t child = fork();
    if (child == 0)
        run_seeds(e, from, end);
    if (child < 0 || waitpid(child, &status, 0) != child)
        exit(3);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return end;
    ++*failures;
    if (WIFSIGNALED(status))
        fail(e->shared, WTERMSIG(status) == SIGALRM ? "nothing came for five minutes" : strsignal(WTERMSIG(status)));
    print_failure(e);
    return e->shared->seed + 1;
}

int main(int argc, char **argv)
{
    struct explore e = { 0 };
    uint64_t       from = 0, count = 200, seed;
    unsigned       failures = 0;
    for (int o; (o = getopt(argc, argv, "f:n:")) != -1;)
        *(o == 'f' ? &from : &count) = strtoull(optarg, NULL, 0);
    if (argc - optind < 2)
        return 2;
    e.capture = argv[optind];
    e.modules = argv + optind + 1;
    e.shared = mmap(NULL, sizeof(*e.shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (e.shared == MAP_FAILED)
        return 3;
    for (seed = from; seed < from + count && failures < FAILURES_MAX;)
        seed = run_batch(&e, seed, from + count, &failures);
    printf("%" PRIu64 " seeds, %u different orders, %u lines, %u failed\n", seed - from, e.shared->hash_count, e.shared->lines,
           failures);
    return failures ? 1 : 0;
}
