/* The offline host over the captures of the tree: the same twice, whole, and with the options that change the view. */
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "bfe/compile.h"
#include "bfe/net_event_log.h"
#include "host/offline.h"
#include "policy_kit.h"

static char line[CAPTURE_ERROR_SIZE];

static const char *capture_path(const char *name)
{
    static char path[512];
    snprintf(path, sizeof(path), "%s/tests/captures/%s", WFP_SOURCE, name);
    return path;
}

static struct ruleset *rules_of(const char *text)
{
    static const struct policy none;
    struct policy_file *file = text ? policy_of(text) : NULL;
    struct ruleset     *rules;
    assert_int_equal(bfe_compile(file ? policy_file_policy(file) : &none, NULL, 0, 1, &rules), WFP_OK);
    policy_file_free(file);
    return rules;
}

/* A number over everything that was decided. */
static uint64_t mix(uint64_t sum, const void *data, size_t size)
{
    const uint8_t *b = data;
    for (size_t i = 0; i < size; i++)
        sum = (sum ^ b[i]) * 0x100000001b3ull;
    return sum;
}

static uint64_t mix_text(uint64_t sum, const char *text)
{
    return mix(sum, text ? text : "-", strlen(text ? text : "-") + 1);
}

static uint64_t digest(uint64_t sum, const struct capture_packet *p, const struct pkt_ctx *c)
{
    sum = mix(sum, &p->number, sizeof(p->number));
    sum = mix(sum, &p->time_ns, sizeof(p->time_ns));
    sum = mix(sum, &c->verdict, sizeof(c->verdict));
    sum = mix(sum, &c->direction, sizeof(c->direction));
    sum = mix(sum, &c->flow_id, sizeof(c->flow_id));
    sum = mix(sum, &c->cause, sizeof(c->cause));
    sum = mix_text(sum, c->reason);
    for (uint32_t i = 0; i < c->decision_count; i++) {
        sum = mix_text(sum, c->decisions[i].layer->name);
        sum = mix_text(sum, c->decisions[i].rule ? c->decisions[i].rule->name : NULL);
        sum = mix(sum, &c->decisions[i].block, sizeof(bool));
    }
    return sum;
}

struct outcome {
    struct offline_summary summary;
    struct local_side      local;
    enum wfp_status        end;
    uint64_t               digest;
    uint64_t               directions[4];
};

/* Counterfactual: by an earlier packet, and not classified, unless the first half of its walk could not know: on loopback the
 * sending side, of a fragment what comes before it is joined. */
static bool is_undone(const struct pkt_ctx *c, uint64_t number)
{
    bool two_parts = c->direction == DIRECTION_LOOPBACK || c->fragments;
    return c->cause > 0 && c->cause < number && c->reason && (c->decision_count == 0 || two_parts);
}

static struct outcome run(const struct offline_config *config, const struct ruleset *rules)
{
    struct outcome               o = { .digest = 0xcbf29ce484222325ull };
    const struct capture_packet *p;
    const struct pkt_ctx        *c;
    struct offline              *host;
    uint64_t                     n = 0, malformed = 0, verdicts[VERDICT_COUNT] = { 0 };
    if (offline_open(config, &host, line) != WFP_OK)
        fail_msg("%s", line);
    while ((o.end = offline_next(host, rules, &p, &c, line)) == WFP_OK) {
        assert_int_equal(p->number, ++n);
        assert_true((c->verdict == VERDICT_DISCARD) >= c->malformed);
        assert_true((c->deciding != NULL) == (c->verdict == VERDICT_BLOCK || c->verdict == VERDICT_ABSORB));
        assert_true(!c->deciding || (c->deciding->block && c->deciding->absorb == (c->verdict == VERDICT_ABSORB)));
        assert_true(c->verdict != VERDICT_COUNTERFACTUAL || is_undone(c, n));
        verdicts[c->verdict]++;
        malformed += c->malformed;
        o.directions[c->direction]++;
        o.digest = digest(o.digest, p, c);
    }
    offline_summary(host, &o.summary);
    assert_int_equal(o.summary.packets, n);
    assert_memory_equal(o.summary.verdicts, verdicts, sizeof(verdicts));
    assert_int_equal(o.summary.malformed, malformed);
    o.local = *offline_local(host);
    offline_close(host);
    return o;
}

static const char *const policies[] = {
    NULL,
    "{'filters': [{'name': 'none go out', 'layer': 'ALE_AUTH_CONNECT', 'action': 'block'}]}",
    "{'filters': [{'name': 'none come in', 'layer': 'ALE_AUTH_RECV_ACCEPT', 'action': 'block'}]}",
    "{'filters': [{'name': 'udp', 'layer': 'INBOUND_TRANSPORT', 'action': 'block',"
    "  'conditions': [{'field': 'IP_PROTOCOL', 'value': 'udp'}]},"
    " {'name': 'all', 'layer': 'OUTBOUND_IPPACKET', 'action': 'permit'}]}",
    "{'filters': [{'name': 'silence', 'layer': 'INBOUND_IPPACKET', 'action': 'block'},"
    " {'name': 'no transit', 'layer': 'IPFORWARD', 'action': 'block'}]}",
};

static void the_same_capture_twice_is_decided_alike(void **state)
{
    glob_t files;
    (void)state;
    assert_int_equal(glob(capture_path("*.pcap*"), 0, NULL, &files), 0);
    assert_true(files.gl_pathc > 20);
    for (unsigned k = 0; k < COUNT_OF(policies); k++) {
        struct ruleset *rules = rules_of(policies[k]);
        for (size_t i = 0; i < files.gl_pathc; i++) {
            struct offline_config config = { .path = files.gl_pathv[i] };
            struct outcome        a = run(&config, rules), b = run(&config, rules);
            assert_int_equal(a.end, WFP_NOT_FOUND);
            assert_true(a.summary.packets > 0);
            if (a.digest != b.digest || memcmp(&a.summary, &b.summary, sizeof(a.summary)) != 0)
                fail_msg("%s differs the second time", config.path);
            if (k == 0)
                assert_int_equal(a.summary.verdicts[VERDICT_BLOCK] + a.summary.verdicts[VERDICT_COUNTERFACTUAL], 0);
            config.each = true;
            assert_int_equal(run(&config, rules).summary.verdicts[VERDICT_COUNTERFACTUAL], 0);
        }
        ruleset_free(rules);
    }
    globfree(&files);
}

/* tests/captures/README.md says how many packets each has. */
static void the_counts_are_those_of_the_capture(void **state)
{
    static const struct {
        const char *name;
        uint64_t    packets, flows;
    } rows[] = { { "web.pcap", 48, 4 }, { "refused.pcap", 12, 6 }, { "smtp.pcap", 29, 1 }, { "not-ip.pcap", 9, 0 } };
    struct ruleset *rules = rules_of(NULL);
    (void)state;
    for (unsigned i = 0; i < COUNT_OF(rows); i++) {
        struct offline_config config = { .path = capture_path(rows[i].name) };
        struct outcome        o = run(&config, rules);
        assert_int_equal(o.summary.packets, rows[i].packets);
        assert_int_equal(o.summary.verdicts[VERDICT_PERMIT], rows[i].packets);
        assert_int_equal(o.summary.flows, rows[i].flows);
        assert_int_equal(o.summary.evicted, 0);
    }
    ruleset_free(rules);
}

static void from_the_other_side_directions_turn_round(void **state)
{
    static const char *const sides[2][2] = { { "192.0.2.10", "2001:db8::10" }, { "192.0.2.80", "2001:db8::80" } };
    struct ruleset *rules = rules_of(NULL);
    struct outcome  o[2];
    (void)state;
    for (unsigned i = 0; i < 2; i++) {
        struct offline_config config = { .path = capture_path("web.pcap") };
        assert_true(local_add_text(&config.local, sides[i][0]) && local_add_text(&config.local, sides[i][1]));
        o[i] = run(&config, rules);
        assert_int_equal(o[i].local.prefix_count, 2);
        assert_int_equal(o[i].local.mac_count, 1); /* learnt */
    }
    assert_int_equal(o[0].directions[DIRECTION_IN], o[1].directions[DIRECTION_OUT]);
    assert_int_equal(o[0].directions[DIRECTION_OUT], o[1].directions[DIRECTION_IN]);
    assert_true(o[0].directions[DIRECTION_IN] > 0 && o[0].directions[DIRECTION_OUT] > 0);
    assert_int_not_equal(o[0].digest, o[1].digest);
    ruleset_free(rules);
}

static void one_policy_can_take_over_from_another(void **state)
{
    struct offline_config        config = { .path = capture_path("udp-flows.pcap"), .each = true };
    struct ruleset              *open = rules_of(NULL), *closed = rules_of(policies[4]);
    const struct capture_packet *p;
    const struct pkt_ctx        *c;
    struct offline              *host;
    unsigned                     blocked = 0;
    (void)state;
    assert_int_equal(offline_open(&config, &host, line), WFP_OK);
    while (offline_next(host, open, &p, &c, line) == WFP_OK) {
        assert_int_equal(c->verdict, VERDICT_PERMIT);
        if (offline_next(host, closed, &p, &c, line) == WFP_OK)
            blocked += c->verdict == VERDICT_BLOCK;
    }
    assert_true(blocked > 0);
    offline_close(host);
    ruleset_free(open);
    ruleset_free(closed);
}

/* The captures begin at 2026-01-02 03:04:05 UTC.  proves: H-012 H-014 */
static void net_events_have_the_time_of_their_packets(void **state)
{
    const uint64_t               start = 134117966450000000ull, second = 10000000;
    struct offline_config        config = { .path = capture_path("dns.pcap") };
    struct ruleset              *rules = rules_of(policies[4]);
    struct net_event_list       *list;
    const struct capture_packet *p;
    const struct pkt_ctx        *c;
    struct offline              *host;
    uint64_t                     blocked[64];
    uint32_t                     count = 0;
    (void)state;
    assert_int_equal(net_event_log_new(&config.events), WFP_OK);
    assert_int_equal(offline_open(&config, &host, line), WFP_OK);
    while (offline_next(host, rules, &p, &c, line) == WFP_OK)
        if (c->verdict == VERDICT_BLOCK)
            blocked[count++] = p->time_ns / 100 - 1767323045 * second + start;
    offline_close(host);
    assert_in_range(count, 5, 32);
    assert_int_equal(net_event_log_list(config.events, NULL, &list), WFP_OK);
    assert_int_equal(list->count, count);
    for (uint32_t i = 0; i < count; i++) {
        assert_int_equal(list->events[i]->header.time, blocked[i]);
        assert_in_range(list->events[i]->header.time, start, start + 60 * second);
    }
    net_event_list_free(list);
    net_event_log_free(config.events);
    ruleset_free(rules);
}

static void what_cannot_be_opened_is_told(void **state)
{
    static const struct offline_identity nobody = { 80, NULL, "nobody" };
    struct offline_config config = { .path = capture_path("none.pcap") };
    struct offline       *host = (void *)line;
    (void)state;
    assert_int_not_equal(offline_open(&config, &host, line), WFP_OK);
    assert_ptr_equal(host, line);
    assert_non_null(strstr(line, "none.pcap"));
    config = (struct offline_config){ .path = capture_path("web.pcap"), .identities = &nobody, .identity_count = 1 };
    assert_int_not_equal(offline_open(&config, &host, line), WFP_OK);
    assert_non_null(strstr(line, "nobody is not a SID"));
    offline_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_capture_twice_is_decided_alike),
        cmocka_unit_test(the_counts_are_those_of_the_capture),
        cmocka_unit_test(from_the_other_side_directions_turn_round),
        cmocka_unit_test(one_policy_can_take_over_from_another),
        cmocka_unit_test(net_events_have_the_time_of_their_packets),
        cmocka_unit_test(what_cannot_be_opened_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
