#include "replay_permute.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "replay_fates.h"

enum { LOADS_MAX = 24, SHUFFLES_MAX = 7, SHOWN_MAX = 20 };

struct outcome {
    struct fates fates;
    unsigned     reports;
    int          status; /* of the process; -1: it was ended by a signal */
};

struct permutation {
    struct replay_modules *modules;
    const struct command  *me;
    int                  (*once)(void *context);
    void                  *context;
    struct outcome         first;
    char                   name[KERNEL_ERROR_SIZE]; /* of the order that is run */
    unsigned               ran, others;
    int                    code;
};

/* --- one order ------------------------------------------------------------------------------------------------------------- */

/* What a damaged input or module has to say is said once, for the first order; in others it is a difference. */
static unsigned read_lines(FILE *err, FILE *also)
{
    char    *line = NULL;
    size_t   size = 0;
    unsigned reports = 0;
    rewind(err);
    while (getline(&line, &size, err) > 0) {
        reports += strstr(line, "! ") != NULL && strstr(line, ":   ") == NULL;
        if (also && line[0] != ' ') /* else a module's */
            fputs(line, also);
    }
    free(line);
    return reports;
}

static void run_child(struct permutation *p, FILE *err)
{
    if (!freopen("/dev/null", "w", stdout) || dup2(fileno(err), STDERR_FILENO) < 0)
        _exit(EXIT_USAGE);
    int code = p->once(p->context);
    fflush(NULL);
    _exit(code);
}

static bool run_into(struct permutation *p, struct outcome *o, FILE *fates, FILE *err)
{
    int status;
    fflush(NULL);
    p->modules->fates = fates;
    pid_t child = fork();
    if (child == 0)
        run_child(p, err);
    if (child < 0 || waitpid(child, &status, 0) != child)
        return false;
    o->status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    o->reports = read_lines(err, p->ran == 0 && o->status > EXIT_REFUSED ? stderr : NULL);
    rewind(fates);
    return fates_read(&o->fates, fates);
}

static bool run_one(struct permutation *p, struct outcome *o)
{
    FILE *fates = tmpfile(), *err = tmpfile();
    bool  good = fates && err && run_into(p, o, fates, err);
    if (fates)
        fclose(fates);
    if (err)
        fclose(err);
    return good;
}

/* --- what differs ---------------------------------------------------------------------------------------------------------- */

static void print_fate(const struct fate *f)
{
    if (f)
        printf("%s, by %s", f->verdicts, f->by);
    else
        printf("not there");
}

/* Packets and calls of `a` that fare otherwise in `b`, or, with `lacking`, only those that `b` lacks. */
static unsigned print_differences(const struct fates *a, const struct fates *b, bool lacking, unsigned shown)
{
    unsigned differ = 0;
    for (size_t i = 0; i < a->count; i++) {
        const struct fate *here = a->of[i], *there = fates_find(b, here->what);
        if (lacking ? there != NULL : there && strcmp(here->verdicts, there->verdicts) == 0)
            continue;
        if (shown + differ++ >= SHOWN_MAX)
            continue;
        printf("  %s: ", here->what);
        print_fate(lacking ? here : there);
        printf("; first: ");
        print_fate(lacking ? NULL : here);
        putchar('\n');
    }
    return differ;
}

static bool differs(const struct outcome *first, const struct outcome *o)
{
    unsigned n = print_differences(&first->fates, &o->fates, false, 0);
    n += print_differences(&o->fates, &first->fates, true, n);
    if (n > SHOWN_MAX)
        printf("  and %u more\n", n - SHOWN_MAX);
    return n > 0 || o->status != first->status;
}

/* False: no further order is worth running. */
static bool run_order(struct permutation *p)
{
    struct outcome o = { .status = -1 };
    if (!run_one(p, &o)) {
        fates_free(&o.fates);
        p->code = cli_error(p->me, "--permute: an order could not be run");
        return false;
    }
    if (p->ran == 0 && o.status > EXIT_REFUSED) {
        fates_free(&o.fates);
        p->code = EXIT_USAGE; /* its reason has been told */
        return false;
    }
    printf("%s: status %d, %u reports\n", p->name, o.status, o.reports);
    if (p->ran++ == 0) {
        p->first = o;
        return true;
    }
    p->others += differs(&p->first, &o);
    fates_free(&o.fates);
    return true;
}

/* --- load orders ----------------------------------------------------------------------------------------------------------- */

/* The next permutation of 0 ... n - 1 in lexical order; false after the last. */
static bool next_order(unsigned *order, unsigned n)
{
    unsigned i = n - 1, j = n - 1;
    while (i > 0 && order[i - 1] > order[i])
        i--;
    if (i == 0)
        return false;
    while (order[j] < order[i - 1])
        j--;
    unsigned t = order[i - 1];
    order[i - 1] = order[j];
    order[j] = t;
    for (unsigned a = i, b = n - 1; a < b; a++, b--) {
        t = order[a];
        order[a] = order[b];
        order[b] = t;
    }
    return true;
}

static void name_load_order(struct permutation *p)
{
    size_t used = (size_t)snprintf(p->name, sizeof(p->name), "order ");
    for (unsigned i = 0; i < p->modules->count && used < sizeof(p->name); i++) {
        const char *path = p->modules->paths[i], *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
        used += (size_t)snprintf(p->name + used, sizeof(p->name) - used, "%s%.*s", i ? ", " : "", (int)strcspn(name, "."), name);
    }
}

static unsigned run_load_orders(struct permutation *p)
{
    const char *given[MAX_MODULE_OPTIONS];
    unsigned    order[MAX_MODULE_OPTIONS], ran = 0, n = p->modules->count;
    memcpy(given, p->modules->paths, sizeof(given));
    for (unsigned i = 0; i < n; i++)
        order[i] = i;
    do {
        for (unsigned i = 0; i < n; i++)
            p->modules->paths[i] = given[order[i]];
        name_load_order(p);
        if (!run_order(p))
            break;
    } while (++ran < LOADS_MAX && next_order(order, n));
    memcpy(p->modules->paths, given, sizeof(given));
    return ran;
}

static uint64_t factorial(unsigned n)
{
    return n < 2 ? 1 : n > 20 ? UINT64_MAX : n * factorial(n - 1);
}

/* --- orders of evaluation -------------------------------------------------------------------------------------------------- */

/* Filters and sublayers of equal weight: the other way round, then shuffled; two shuffles may come to the same. */
static unsigned run_equals(struct permutation *p, uint64_t all)
{
    uint64_t *how = &p->modules->order.equals;
    unsigned  ran = 0;
    for (*how = 1; p->code == EXIT_GOOD && *how < all && *how <= SHUFFLES_MAX; ++*how, ran++) {
        if (*how == 1)
            snprintf(p->name, sizeof(p->name), "equal weights the other way round");
        else
            snprintf(p->name, sizeof(p->name), "equal weights shuffled by %" PRIu64, *how);
        if (!run_order(p))
            break;
    }
    *how = 0;
    return ran;
}

/* All of them when they are few, else some that lie far apart; each is another one. */
static unsigned run_sublayers(struct permutation *p, uint64_t all)
{
    uint64_t *how = &p->modules->order.sublayers, step = all <= SHUFFLES_MAX + 1 ? 1 : (all - 1) / SHUFFLES_MAX;
    unsigned  ran = 0;
    for (*how = step; p->code == EXIT_GOOD && *how < all && ran < SHUFFLES_MAX; *how += step, ran++) {
        snprintf(p->name, sizeof(p->name), "sublayer weights exchanged, order %" PRIu64, *how);
        if (!run_order(p))
            break;
    }
    *how = 0;
    return ran;
}

static void print_count(unsigned ran, uint64_t all, const char *what)
{
    if (all == UINT64_MAX)
        printf("%u of very many %s", ran, what);
    else
        printf("%u of %" PRIu64 " %s", ran, all, what);
}

static void run_all(struct permutation *p, const struct rank_order *orders)
{
    unsigned loads = run_load_orders(p);
    if (p->code)
        return;
    unsigned equals = run_equals(p, orders->equals);
    unsigned sublayers = run_sublayers(p, orders->sublayers);
    if (p->code)
        return;
    print_count(loads, factorial(p->modules->count), "load orders, ");
    print_count(equals + 1, orders->equals, "orders of equal weights, ");
    print_count(sublayers + 1, orders->sublayers, "of sublayers; ");
    printf("%u of %u runs differ from the first\n", p->others, p->ran);
}

int permute(struct replay_modules *m, const struct command *c, int (*once)(void *context), void *context)
{
    struct permutation p = { .modules = m, .me = c, .once = once, .context = context };
    /* The processes that run tell how many orders there are. */
    m->orders = mmap(NULL, sizeof(*m->orders), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (m->orders == MAP_FAILED)
        return cli_error(c, "not enough memory");
    run_all(&p, m->orders);
    fates_free(&p.first.fates);
    munmap(m->orders, sizeof(*m->orders));
    return p.code ? p.code : p.others ? EXIT_REFUSED : EXIT_GOOD;
}
