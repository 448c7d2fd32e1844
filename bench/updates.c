/* See updates.h. All in one process, in memory: what a durable daemon and its socket add is in bfe_bench. */
#include "rounds.h"
#include "updates.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

#include "bfe/session.h"
#include "bfe/txn.h"
#include "engine/classify.h"
#include "engine/compaction.h"
#include "host/compactor.h"
#include "host/grace.h"

enum { SINGLES = 401, READS = 64, STAY = 1000 };
static const double PHASE_S = 1.5;

struct updates {
    const struct bench_case *c;
    struct grace            *grace;
    struct compactor        *compactor;
    struct bfe              *bfe;
    struct bfe_session      *session;
    struct filter           *filters; /* as BFE is given them */
    uint64_t                *weights;
    uint32_t                 count, refused; /* some of the generator's, users by SID for one, are not for programs to add */
    _Atomic bool             stop;    /* lock-free */
    double                   reader_ns; /* of the reader, after it has ended */
};

static void need(enum wfp_status status, const char *what)
{
    if (status == WFP_OK)
        return;
    fprintf(stderr, "bench_classify: %s: status %d\n", what, (int)status);
    exit(1);
}

/* --- the store --------------------------------------------------------------------------------------------------------------- */

/* Of filters that only inspect; no driver registers it. */
static struct guid callout_key(void)
{
    return guid_from_name("callout", "bench");
}

static void open_store(struct updates *u)
{
    struct session_config session = { .info = { .name = "bench", .kernel = true } };
    need(grace_new(&u->grace), "readers");
    need(compactor_new(&u->compactor), "a compactor");
    struct bfe_config config = { .retire = grace_retire, .context = u->grace, .seed = 1, .compaction_due = compactor_due,
                                 .compaction_context = u->compactor };
    need(bfe_new(&config, &u->bfe), "a store");
    need(compactor_start(u->compactor, u->bfe), "a thread");
    need(bfe_session_open(u->bfe, &session, &u->session), "a session");
    for (uint32_t i = 0; i < u->c->set->sublayer_count; i++)
        need(bfe_sublayer_add(u->session, &u->c->set->sublayers[i]), "a sublayer");
    struct callout nobody = { .key = callout_key(), .name = "bench", .layer = u->c->set->layer->id };
    need(bfe_callout_add(u->session, &nobody, NULL), "a callout");
}

static void close_store(struct updates *u)
{
    need(bfe_session_close(u->session), "the session's end");
    compactor_stop(u->compactor);
    bfe_free(u->bfe);
    compactor_free(u->compactor);
    grace_free(u->grace);
}

/* BFE gives keys and ids; the weight is the one that the set has. */
static void take_filters(struct updates *u)
{
    const struct filter_set *s = u->c->set;
    u->filters = need_memory(calloc(s->count, sizeof(*u->filters)));
    u->weights = need_memory(calloc(s->count, sizeof(*u->weights)));
    for (uint32_t i = 0; i < s->count; i++) {
        struct filter *f = &u->filters[i];
        *f = s->filters[i];
        u->weights[i] = f->effective_weight;
        f->id = f->effective_weight = 0;
        f->name = "bench";
        f->weight = (struct value){ .type = TYPE_UINT64, .u64 = &u->weights[i] };
        if (f->action & ACTION_FLAG_CALLOUT)
            f->callout = callout_key();
    }
}

/* One transaction; *commit_s is the part in which the ruleset is made and published. */
static double load(struct updates *u, double *commit_s)
{
    double start = now_s();
    need(bfe_txn_begin(u->session, 0), "a transaction");
    for (uint32_t i = 0; i < u->c->set->count; i++)
        if (bfe_filter_add(u->session, &u->filters[i], NULL) == WFP_OK)
            u->filters[u->count++] = u->filters[i];
    double before = now_s();
    need(bfe_txn_commit(u->session), "the commit");
    *commit_s = now_s() - before;
    u->refused = u->c->set->count - u->count;
    if (!u->count)
        need(WFP_INVALID_PARAMETER, "all filters are refused");
    return now_s() - start;
}

static void singles(struct updates *u, double *add_s, double *delete_s)
{
    static double adds[SINGLES], deletes[SINGLES];
    for (unsigned i = 0; i < SINGLES; i++) {
        uint64_t id;
        double   start = now_s();
        need(bfe_filter_add(u->session, &u->filters[i % u->count], &id), "a filter more");
        adds[i] = now_s() - start;
        start = now_s();
        need(bfe_delete_id(u->session, OBJECT_FILTER, id), "a filter less");
        deletes[i] = now_s() - start;
        grace_collect(u->grace);
    }
    *add_s = median(adds, SINGLES);
    *delete_s = median(deletes, SINGLES);
}

/* --- the index alone --------------------------------------------------------------------------------------------------------- */

static double index_change_s(const struct updates *u)
{
    static double        times[SINGLES];
    const struct filter_set *s = u->c->set;
    struct ruleset_input in = { .filters = s->filters, .filter_count = s->count, .sublayers = s->sublayers,
                                .sublayer_count = s->sublayer_count, .generation = 1 };
    struct filter        more = s->filters[s->count / 2];
    struct ruleset      *rules, *next;
    need(ruleset_build(&in, &rules), "a ruleset");
    more.id = s->count + 1;
    for (unsigned i = 0; i < SINGLES; i++, rules = next) {
        struct ruleset_step step = { &more, i % 2 };
        double              start = now_s();
        in.generation++;
        in.previous = rules;
        need(ruleset_change(&in, &step, 1, &next), "a change");
        if (next)
            ruleset_commit(next);
        times[i] = now_s() - start;
        if (!next) { /* it wants to be built: once in some hundreds of changes; another beginning */
            in.previous = NULL;
            in.filter_count = s->count;
            need(ruleset_build(&in, &next), "a ruleset");
            i |= 1; /* without the one more */
        }
        ruleset_free(rules);
    }
    ruleset_free(rules);
    return median(times, SINGLES);
}

/* --- headers ------------------------------------------------------------------------------------------------------------------ */

/* Where a classify finds the values of a header. */
struct asking {
    const struct bench_case *c;
    struct value             values[64];
    int                      address[2], port[2], protocol;
};

static struct asking asking_of(const struct bench_case *c)
{
    const struct layer_row *l = c->set->layer;
    struct asking           a = { .c = c };
    if (!c->tuples)
        return a;
    a.address[0] = layer_field_index(l, FIELD_IP_REMOTE_ADDRESS);
    a.address[1] = layer_field_index(l, FIELD_IP_LOCAL_ADDRESS);
    a.port[0] = layer_field_index(l, FIELD_IP_REMOTE_PORT);
    a.port[1] = layer_field_index(l, FIELD_IP_LOCAL_PORT);
    a.protocol = layer_field_index(l, FIELD_IP_PROTOCOL);
    return a;
}

static inline const struct value *values_of(struct asking *a, uint32_t header)
{
    if (!a->c->tuples)
        return a->c->headers[header].values;
    const struct tuple *t = &a->c->tuples[header];
    for (unsigned end = 0; end < 2; end++) {
        a->values[a->address[end]] = (struct value){ .type = TYPE_UINT32, .u32 = t->address[end] };
        a->values[a->port[end]] = (struct value){ .type = TYPE_UINT16, .u16 = t->port[end] };
    }
    a->values[a->protocol] = (struct value){ .type = TYPE_UINT8, .u8 = t->protocol };
    return a->values;
}

/* --- a changed index ---------------------------------------------------------------------------------------------------------- */

/* Changes without a store: each filter goes when STAY others have come, what is due is compacted at once. */
struct churning {
    const struct filter_set *set;
    struct ruleset          *rules;
    uint64_t                 generation, came;
};

static void step(struct churning *c, uint64_t n, bool deleted)
{
    struct filter        f = c->set->filters[n % c->set->count];
    struct ruleset_step  one = { &f, deleted };
    struct ruleset_input in = { .generation = ++c->generation, .previous = c->rules };
    struct ruleset      *next, *better;
    f.id = c->set->count + 1 + n;
    need(ruleset_change(&in, &one, 1, &next), "a change");
    ruleset_commit(need_memory(next));
    need(ruleset_compact(next, c->generation, &better), "a compaction");
    if (better != next)
        ruleset_free(next);
    ruleset_free(c->rules);
    c->rules = better;
}

static double classify_ns(const struct ruleset *rules, struct asking *a, uint32_t first)
{
    struct classify_in  in = { .layer = a->c->set->layer };
    struct classify_out out;
    double              start = 0;
    for (unsigned i = 0; i < 4 * READS; i++) {
        if (i == READS) /* the others have warmed the caches */
            start = cpu_s();
        in.values = values_of(a, (first + i) % a->c->header_count);
        engine_classify(rules, &in, &out, NULL);
    }
    return (cpu_s() - start) * 1e9 / (3 * READS);
}

/* What a classify costs while filters come and go, without what threads cost each other: beside one of the ruleset as it was built. */
static void measure_changed(const struct bench_case *c, double *built_ns, double *changed_ns)
{
    enum { ROUNDS = 2001 };
    static double        built[ROUNDS], changed[ROUNDS];
    struct ruleset_input in = { .filters = c->set->filters, .filter_count = c->set->count, .sublayers = c->set->sublayers,
                                .sublayer_count = c->set->sublayer_count, .generation = 1 };
    struct churning      churning = { .set = c->set, .generation = 1 };
    struct asking        asking = asking_of(c);
    struct ruleset      *rules;
    need(ruleset_build(&in, &rules), "a ruleset");
    need(ruleset_build(&in, &churning.rules), "a ruleset");
    for (unsigned i = 0; i < ROUNDS; i++) {
        for (unsigned k = 0; k < 17; k++, churning.came++) {
            if (churning.came >= STAY)
                step(&churning, churning.came - STAY, true);
            step(&churning, churning.came, false);
        }
        built[i] = classify_ns(rules, &asking, i * 3 * READS);
        changed[i] = classify_ns(churning.rules, &asking, i * 3 * READS);
    }
    ruleset_free(rules);
    ruleset_free(churning.rules);
    *built_ns = median(built, ROUNDS);
    *changed_ns = median(changed, ROUNDS);
}

/* --- beside a reader --------------------------------------------------------------------------------------------------------- */

static void *reader(void *context)
{
    struct updates     *u = context;
    struct grace_reader me = { 0 };
    struct asking       asking = asking_of(u->c);
    struct classify_in  in = { .layer = u->c->set->layer };
    struct classify_out out;
    uint64_t            reads = 0;
    grace_join(u->grace, &me);
    double start = cpu_s();
    for (uint32_t at = 0; !atomic_load_explicit(&u->stop, memory_order_relaxed);) {
        grace_enter(u->grace, &me);
        const struct ruleset *rules = bfe_ruleset(u->bfe);
        for (unsigned i = 0; i < READS; i++, at = at + 1 < u->c->header_count ? at + 1 : 0) {
            in.values = values_of(&asking, at);
            engine_classify(rules, &in, &out, NULL);
        }
        grace_rest(&me);
        reads += READS;
    }
    u->reader_ns = (cpu_s() - start) * 1e9 / (double)(reads ? reads : 1);
    grace_leave(u->grace, &me);
    return NULL;
}

static pthread_t start_reader(struct updates *u)
{
    pthread_t thread;
    atomic_store(&u->stop, false);
    need_memory(pthread_create(&thread, NULL, reader, u) == 0 ? u : NULL);
    return thread;
}

static double stop_reader(struct updates *u, pthread_t thread)
{
    atomic_store(&u->stop, true);
    pthread_join(thread, NULL);
    return u->reader_ns;
}

struct churned {
    double per_s, per_cpu_s; /* changes a second, and a second of this thread's processor time */
    double worst_s;          /* that one took */
};

/* Filters come and go one at a time, each in a transaction of its own, as fast as they can; each goes when STAY others have come. */
static struct churned churn(struct updates *u)
{
    static uint64_t ids[STAY];
    struct churned  c = { 0 };
    double          start = now_s(), cpu = cpu_s(), before = start, now;
    uint64_t        n = 0, changes = 0;
    for (; before < start + PHASE_S; n++) {
        uint64_t *id = &ids[n % STAY];
        if (n >= STAY)
            need(bfe_delete_id(u->session, OBJECT_FILTER, *id), "a filter less");
        need(bfe_filter_add(u->session, &u->filters[n % u->count], id), "a filter more");
        grace_collect(u->grace);
        changes += 1 + (n >= STAY);
        now = now_s();
        c.worst_s = now - before > c.worst_s ? now - before : c.worst_s;
        before = now;
    }
    c.per_s = (double)changes / (before - start);
    c.per_cpu_s = (double)changes / (cpu_s() - cpu);
    for (uint64_t i = n > STAY ? n - STAY : 0; i < n; i++)
        need(bfe_delete_id(u->session, OBJECT_FILTER, ids[i % STAY]), "a filter less");
    return c;
}

static void wait_phase(void)
{
    for (double end = now_s() + PHASE_S; now_s() < end;)
        (void)nanosleep(&(struct timespec){ 0, 10000000 }, NULL);
}

void updates_print(const struct bench_case *c, FILE *out)
{
    struct updates u = { .c = c };
    double         commit_s, add_s, delete_s;
    take_filters(&u);
    open_store(&u);
    double load_s = load(&u, &commit_s);
    singles(&u, &add_s, &delete_s);
    pthread_t thread = start_reader(&u);
    wait_phase();
    double quiet_ns = stop_reader(&u, thread);
    thread = start_reader(&u);
    struct churned changes = churn(&u);
    double         busy_ns = stop_reader(&u, thread), built_ns, changed_ns;
    close_store(&u);
    measure_changed(c, &built_ns, &changed_ns);
    fprintf(out, ",\"updates\":{\"refused\":%u,\"load_s\":%.4f,\"load_commit_s\":%.4f,\"add_us\":%.2f,\"delete_us\":%.2f", u.refused,
            load_s, commit_s, add_s * 1e6, delete_s * 1e6);
    fprintf(out, ",\"index_change_us\":%.2f,\"churn_per_s\":%.0f,\"churn_wall_per_s\":%.0f,\"churn_worst_us\":%.0f",
            index_change_s(&u) * 1e6, changes.per_cpu_s, changes.per_s, changes.worst_s * 1e6);
    fprintf(out, ",\"built_ns\":%.1f,\"changed_ns\":%.1f,\"changed_more\":%.3f", built_ns, changed_ns, changed_ns / built_ns - 1);
    fprintf(out, ",\"reader_quiet_ns\":%.1f,\"reader_busy_ns\":%.1f,\"reader_more\":%.3f}", quiet_ns, busy_ns, busy_ns / quiet_ns - 1);
    free(u.weights);
    free(u.filters);
}
