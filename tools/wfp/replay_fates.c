#include "replay_fates.h"

#include <inttypes.h>
#include <search.h>
#include <stdlib.h>
#include <string.h>

/* --- written --------------------------------------------------------------------------------------------------------------- */

static const struct decision *decider(const struct pkt_ctx *c)
{
    if (c->deciding)
        return c->deciding;
    for (uint32_t i = c->decision_count; i > 0; i--)
        if (c->decisions[i - 1].rule)
            return &c->decisions[i - 1];
    return NULL;
}

const char *decider_text(const struct kernel *kernel, const struct pkt_ctx *c, char out[DECIDER_SIZE])
{
    const struct decision *d = decider(c);
    const char            *driver = kernel && d && d->rule ? kernel_answerer(kernel, d->rule) : NULL;
    if (!d || !d->rule)
        snprintf(out, DECIDER_SIZE, "%s", c->reason ? c->reason : "no filter");
    else
        snprintf(out, DECIDER_SIZE, "filter \"%s\"%s%s at %s", d->rule->name, driver ? ", callout of " : "", driver ? driver : "",
                 d->layer->name);
    for (char *p = out; *p; p++)
        if (*p == '\t' || *p == '\n')
            *p = ' '; /* what separates fields and lines */
    return out;
}

void fate_packet(const struct replay_modules *m, const struct pkt_ctx *c, const struct packet_injected *injected)
{
    char by[DECIDER_SIZE];
    if (!m->fates)
        return;
    if (c->in->number)
        fprintf(m->fates, "packet %" PRIu64, c->in->number);
    else
        fputs("packets that drivers made", m->fates);
    fprintf(m->fates, "\t%s%s\t%s\n", injected ? "+" : "", verdict_name(c->verdict), decider_text(m->kernel, c, by));
}

void fate_call(const struct replay_modules *m, unsigned line, const char *text, const char *result, const char *by)
{
    if (!m->fates)
        return;
    fprintf(m->fates, "line %u: ", line);
    for (; *text; text++)
        putc(*text == '\t' ? ' ' : *text, m->fates);
    fprintf(m->fates, "\t%s\t%s\n", result, by);
}

/* --- read ------------------------------------------------------------------------------------------------------------------ */

static int by_what(const void *x, const void *y)
{
    return strcmp(((const struct fate *)x)->what, ((const struct fate *)y)->what);
}

const struct fate *fates_find(const struct fates *f, const char *what)
{
    const struct fate key = { .what = (char *)what };
    void *const      *found = tfind(&key, &f->by_what, by_what);
    return found ? *found : NULL;
}

static void fate_free(struct fate *n)
{
    if (!n)
        return;
    free(n->what);
    free(n->verdicts);
    free(n->by);
    free(n);
}

static bool make_room(struct fates *f)
{
    size_t        room = f->room ? 2 * f->room : 256;
    struct fate **more = f->count < f->room ? f->of : realloc(f->of, room * sizeof(struct fate *));
    if (!more)
        return false;
    f->room = f->count < f->room ? f->room : room;
    f->of = more;
    return true;
}

static bool begin(struct fates *f, const char *what, const char *verdict, const char *by)
{
    struct fate *n = make_room(f) ? calloc(1, sizeof(*n)) : NULL;
    if (n)
        *n = (struct fate){ strdup(what), strdup(verdict), strdup(by) };
    if (!n || !n->what || !n->verdicts || !n->by || !tsearch(n, &f->by_what, by_what)) {
        fate_free(n);
        return false;
    }
    f->of[f->count++] = n;
    return true;
}

static bool go_on(struct fate *f, const char *verdict, const char *by)
{
    size_t size = strlen(f->verdicts) + strlen(verdict) + 3;
    char  *verdicts = malloc(size), *last = strdup(by);
    if (!verdicts || !last) {
        free(verdicts);
        free(last);
        return false;
    }
    snprintf(verdicts, size, "%s, %s", f->verdicts, verdict);
    free(f->verdicts);
    free(f->by);
    f->verdicts = verdicts;
    f->by = last;
    return true;
}

static bool take_line(struct fates *f, char *line)
{
    char *verdict = strchr(line, '\t'), *by = verdict ? strchr(verdict + 1, '\t') : NULL;
    if (!by)
        return true;
    *verdict++ = 0;
    *by++ = 0;
    by[strcspn(by, "\n")] = 0;
    struct fate *known = (struct fate *)fates_find(f, line);
    return known ? go_on(known, verdict, by) : begin(f, line, verdict, by);
}

bool fates_read(struct fates *f, FILE *from)
{
    char  *line = NULL;
    size_t size = 0;
    bool   good = true;
    while (good && getline(&line, &size, from) > 0)
        good = take_line(f, line);
    free(line);
    return good;
}

void fates_free(struct fates *f)
{
    for (size_t i = 0; i < f->count; i++) {
        tdelete(f->of[i], &f->by_what, by_what);
        fate_free(f->of[i]);
    }
    free(f->of);
    *f = (struct fates){ 0 };
}
