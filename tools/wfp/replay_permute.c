#include "replay_permute.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ORDERS_MAX = 24, FATE_SIZE = 96 };

/* What became of a packet and of what modules injected in its place: "absorb, +permit". */
struct fates {
    char (*of)[FATE_SIZE]; /* by packet number */
    size_t count;
    unsigned reports;
    int      status; /* of the process */
};

/* --- one order ---------------------------------------------------------------------------------------------------- */

static bool make_room(struct fates *f, size_t number)
{
    if (number < f->count)
        return true;
    size_t count = number + 1 > 2 * f->count ? number + 1 : 2 * f->count;
    char (*more)[FATE_SIZE] = realloc(f->of, count * sizeof(*more));
    if (!more)
        return false;
    memset(more + f->count, 0, (count - f->count) * sizeof(*more));
    f->of = more;
    f->count = count;
    return true;
}

/* A line of JSON: its packet, its verdict, and whether a module injected it. */
static bool add_line(struct fates *f, const char *line)
{
    size_t      number;
    char        verdict[24], *at;
    const char *v = strstr(line, "\"verdict\":\"");
    if (sscanf(line, "{\"packet\":%zu", &number) != 1 || !v || sscanf(v, "\"verdict\":\"%23[a-z]", verdict) != 1)
        return true; /* the summary, a net event */
    if (!make_room(f, number))
        return false;
    at = f->of[number];
    size_t used = strlen(at);
    snprintf(at + used, FATE_SIZE - used, "%s%s%s", used ? ", " : "", strstr(line, "\"injected\":{") ? "+" : "", verdict);
    return true;
}

static bool read_output(struct fates *f, FILE *out, FILE *err)
{
    char  *line = NULL;
    size_t size = 0;
    bool   good = true;
    rewind(out);
    rewind(err);
    while (good && getline(&line, &size, out) > 0)
        good = add_line(f, line);
    while (getline(&line, &size, err) > 0)
        f->reports += strstr(line, "! ") != NULL && strstr(line, ":   ") == NULL;
    free(line);
    return good;
}

static bool run_order(struct fates *f, int (*once)(void *context), void *context)
{
    FILE *out = tmpfile(), *err = tmpfile();
    bool  good = out && err;
    fflush(NULL);
    pid_t child = good ? fork() : -1;
    if (child == 0) {
        dup2(fileno(out), STDOUT_FILENO);
        dup2(fileno(err), STDERR_FILENO);
        int code = once(context);
        fflush(NULL);
        _exit(code);
    }
    good = child > 0 && waitpid(child, &f->status, 0) == child && read_output(f, out, err);
    if (out)
        fclose(out);
    if (err)
        fclose(err);
    return good;
}

/* --- orders ------------------------------------------------------------------------------------------------------- */

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

static void print_order(const char *const *paths, unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        const char *slash = strrchr(paths[i], '/'), *name = slash ? slash + 1 : paths[i];
        printf("%s%.*s", i ? ", " : "", (int)strcspn(name, "."), name);
    }
}

static const char *fate(const struct fates *f, size_t number)
{
    return number < f->count && f->of[number][0] ? f->of[number] : "not there";
}

/* How many packets fare otherwise than in the first order. */
static unsigned print_differences(const struct fates *first, const struct fates *f)
{
    unsigned differ = 0;
    for (size_t i = 0; i < first->count || i < f->count; i++) {
        if (strcmp(fate(first, i), fate(f, i)) == 0)
            continue;
        printf("  packet %zu: %s instead of %s\n", i, fate(f, i), fate(first, i));
        differ++;
    }
    return differ;
}

static unsigned factorial(unsigned n)
{
    return n < 2 ? 1 : n > 12 ? UINT32_MAX : n * factorial(n - 1);
}

int permute(struct replay_modules *m, const struct command *c, int (*once)(void *context), void *context)
{
    const char  *given[MAX_MODULE_OPTIONS];
    unsigned     order[MAX_MODULE_OPTIONS], all = factorial(m->count), ran = 0, others = 0;
    struct fates first = { 0 };
    int          code = EXIT_GOOD;
    memcpy(given, m->paths, sizeof(given));
    for (unsigned i = 0; i < m->count; i++)
        order[i] = i;
    do {
        struct fates f = { 0 };
        for (unsigned i = 0; i < m->count; i++)
            m->paths[i] = given[order[i]];
        if (!run_order(&f, once, context))
            code = cli_error(c, "--permute: an order could not be run");
        printf("order ");
        print_order(m->paths, m->count);
        printf(": status %d, %u reports\n", WIFEXITED(f.status) ? WEXITSTATUS(f.status) : -1, f.reports);
        if (ran == 0)
            first = f;
        else
            others += print_differences(&first, &f) > 0 || f.status != first.status;
        if (ran++ > 0)
            free(f.of);
    } while (code == EXIT_GOOD && ran < ORDERS_MAX && next_order(order, m->count));
    free(first.of);
    printf("%u of %u orders ran, %u differ from the first\n", ran, all, others);
    return code ? code : others ? EXIT_REFUSED : EXIT_GOOD;
}
