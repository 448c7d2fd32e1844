/* DPDK's rte_acl as a peer, by those of its instruction sets that are fastest here for one header and for 32. */
#include <rte_acl.h>
#include <rte_eal.h>
#include <rte_errno.h>
#include <rte_malloc.h>

#include <arpa/inet.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "peer.h"

enum { FIELDS = 5, TRIAL = 4096 };

RTE_ACL_RULE_DEF(acl_rule, FIELDS);

/* As it reads headers: in network order, the first field of one byte. */
struct acl_header {
    uint8_t  protocol, filler[3];
    uint32_t address[2];
    uint16_t port[2];
};

static const struct rte_acl_field_def field_rows[FIELDS] = {
    { RTE_ACL_FIELD_TYPE_BITMASK, 1, 0, 0, offsetof(struct acl_header, protocol) },
    { RTE_ACL_FIELD_TYPE_MASK, 4, 1, 1, offsetof(struct acl_header, address[0]) },
    { RTE_ACL_FIELD_TYPE_MASK, 4, 2, 2, offsetof(struct acl_header, address[1]) },
    { RTE_ACL_FIELD_TYPE_RANGE, 2, 3, 3, offsetof(struct acl_header, port[0]) },
    { RTE_ACL_FIELD_TYPE_RANGE, 2, 4, 3, offsetof(struct acl_header, port[1]) },
};

static const struct {
    enum rte_acl_classify_alg alg;
    const char               *name;
} algorithms[] = { { RTE_ACL_CLASSIFY_SCALAR, "scalar" },
                   { RTE_ACL_CLASSIFY_SSE, "SSE" },
                   { RTE_ACL_CLASSIFY_AVX2, "AVX2" },
                   { RTE_ACL_CLASSIFY_AVX512X16, "AVX-512 of 16" },
                   { RTE_ACL_CLASSIFY_AVX512X32, "AVX-512 of 32" } };
enum { ALGORITHMS = sizeof(algorithms) / sizeof(*algorithms) };

struct acl_state {
    struct rte_acl_ctx   *acl;
    struct acl_header    *headers;
    const uint8_t       **pointers;
    uint32_t              header_count;
    unsigned              best_single, best_batch; /* of the algorithms */
    char                  note[96];
};

/* EAL binds this thread to a processor, the threads of the benchmark are to be where the system wants them; and what it has to say
 * is no part of our output. */
static bool start_eal(void)
{
    static const char *const words[] = { "bench_classify", "--no-huge", "--no-shconf", "--no-pci", "--no-telemetry", "-m", "3072",
                                         "--log-level=3", "--force-max-simd-bitwidth=512" };
    char     *arguments[sizeof(words) / sizeof(*words)];
    cpu_set_t before;
    int       count = sizeof(words) / sizeof(*words);
    for (int i = 0; i < count; i++)
        arguments[i] = need_memory(strdup(words[i]));
    fflush(stdout);
    int  output = dup(STDOUT_FILENO);
    bool known = sched_getaffinity(0, sizeof(before), &before) == 0 && dup2(STDERR_FILENO, STDOUT_FILENO) >= 0;
    bool started = rte_eal_init(count, arguments) >= 0;
    fflush(stdout);
    if (output >= 0 && dup2(output, STDOUT_FILENO) >= 0)
        (void)close(output);
    if (known)
        (void)sched_setaffinity(0, sizeof(before), &before);
    return started;
}

static void ask_with(struct acl_state *s, unsigned algorithm, uint32_t first, uint32_t count, uint32_t at_once, uint32_t *answers)
{
    for (uint32_t i = 0; i < count; i += at_once) {
        uint32_t n = count - i < at_once ? count - i : at_once;
        (void)rte_acl_classify_alg(s->acl, s->pointers + first + i, answers + i, n, 1, algorithms[algorithm].alg);
    }
}

static void ask_single(void *state, uint32_t first, uint32_t count, uint32_t *answers)
{
    struct acl_state *s = state;
    ask_with(s, s->best_single, first, count, 1, answers);
}

static void ask_batch(void *state, uint32_t first, uint32_t count, uint32_t *answers)
{
    struct acl_state *s = state;
    ask_with(s, s->best_batch, first, count, BATCH, answers);
}

static unsigned fastest(struct acl_state *s, uint32_t at_once)
{
    static uint32_t answers[TRIAL];
    uint32_t        count = s->header_count < TRIAL ? s->header_count : TRIAL;
    unsigned        best = 0;
    double          least = 1e30;
    for (unsigned round = 0; round < 3; round++) {
        for (unsigned a = 0; a < ALGORITHMS; a++) {
            if (rte_acl_set_ctx_classify(s->acl, algorithms[a].alg) != 0)
                continue;
            double start = now_s();
            ask_with(s, a, 0, count, at_once, answers);
            double took = now_s() - start;
            if (took < least) {
                least = took;
                best = a;
            }
        }
    }
    return best;
}

static struct acl_rule rule_of(const struct tuple_rule *r, uint32_t number, uint32_t count)
{
    struct acl_rule a = { 0 };
    a.data.category_mask = 1;
    a.data.priority = (int32_t)(count - number + 1);
    a.data.userdata = number;
    a.field[0].value.u8 = r->protocol;
    a.field[0].mask_range.u8 = r->protocol_mask;
    for (unsigned end = 0; end < 2; end++) {
        a.field[1 + end].value.u32 = r->address[end];
        a.field[1 + end].mask_range.u32 = (uint32_t)__builtin_popcount(r->mask[end]);
        a.field[3 + end].value.u16 = r->low[end];
        a.field[3 + end].mask_range.u16 = r->high[end];
    }
    return a;
}

static bool add_rules(struct acl_state *s, const struct bench_case *c)
{
    struct acl_rule *rules = need_memory(calloc(c->set->count, sizeof(*rules)));
    for (uint32_t i = 0; i < c->set->count; i++)
        rules[i] = rule_of(&c->rules[i], i + 1, c->set->count);
    bool ok = rte_acl_add_rules(s->acl, (struct rte_acl_rule *)(void *)rules, c->set->count) == 0;
    free(rules);
    return ok;
}

static void take_headers(struct acl_state *s, const struct bench_case *c)
{
    s->header_count = c->header_count;
    s->headers = need_memory(calloc(c->header_count, sizeof(*s->headers)));
    s->pointers = need_memory(calloc(c->header_count, sizeof(*s->pointers)));
    for (uint32_t i = 0; i < c->header_count; i++) {
        const struct tuple *t = &c->tuples[i];
        s->headers[i].protocol = t->protocol;
        for (unsigned end = 0; end < 2; end++) {
            s->headers[i].address[end] = htonl(t->address[end]);
            s->headers[i].port[end] = htons(t->port[end]);
        }
        s->pointers[i] = (const uint8_t *)&s->headers[i];
    }
}

static size_t heap_in_use(void)
{
    struct rte_malloc_socket_stats stats;
    return rte_malloc_get_socket_stats(0, &stats) == 0 ? stats.heap_allocsz_bytes : 0;
}

static void acl_free(void *state)
{
    struct acl_state *s = state;
    rte_acl_free(s->acl);
    free(s->headers);
    free(s->pointers);
    free(s);
}

static struct peer absent(struct acl_state *s, const char *why)
{
    acl_free(s);
    return (struct peer){ .note = why };
}

struct peer acl_peer(const struct bench_case *c)
{
    struct acl_state    *s = need_memory(calloc(1, sizeof(*s)));
    struct rte_acl_param param = { .name = "bench", .socket_id = SOCKET_ID_ANY, .rule_size = RTE_ACL_RULE_SZ(FIELDS),
                                   .max_rule_num = c->set->count };
    struct rte_acl_config config = { .num_categories = 1, .num_fields = FIELDS };
    memcpy(config.defs, field_rows, sizeof(field_rows));
    if (!start_eal())
        return absent(s, "DPDK does not start here");
    s->acl = rte_acl_create(&param);
    if (!s->acl || !add_rules(s, c))
        return absent(s, "rte_acl does not take the rules");
    size_t before = heap_in_use();
    double start = now_s();
    if (rte_acl_build(s->acl, &config) != 0)
        return absent(s, "rte_acl cannot build them: no memory");
    double build = now_s() - start;
    take_headers(s, c);
    s->best_single = fastest(s, 1);
    s->best_batch = fastest(s, BATCH);
    snprintf(s->note, sizeof(s->note), "single %s, batch %s", algorithms[s->best_single].name, algorithms[s->best_batch].name);
    return (struct peer){ .name = "rte_acl", .state = s, .single = ask_single, .batch = ask_batch, .free = acl_free, .build_s = build,
                          .bytes = (double)(heap_in_use() - before), .note = s->note };
}
