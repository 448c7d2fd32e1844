/* The findings of `wfp check`: for each a policy that has it, and its mended twin that has not. */
#include "policy_kit.h"

#include <stdio.h>

#include "bfe/lint.h"

#define TCP  "{'field': 'IP_PROTOCOL', 'value': 'tcp'}"
#define PORT(n) "{'field': 'IP_REMOTE_PORT', 'value': " n "}"
#define FILTER(name, layer, action, more, conditions) \
    "{'name': '" name "', 'layer': '" layer "', 'action': '" action "'" more ", 'conditions': [" conditions "]}"
#define FILTERS(...) "{'filters': [" __VA_ARGS__ "]}"
#define TWO_SUBLAYERS "{'subLayers': [{'name': 'high', 'weight': 900}, {'name': 'low', 'weight': 100}], 'filters': ["
#define HIGH ", 'subLayer': 'high'"
#define LOW ", 'subLayer': 'low'"
#define NOT_LOOPBACK "{'field': 'FLAGS', 'match': 'flagsNoneSet', 'value': ['IS_LOOPBACK']}"
#define CONNECT "ALE_AUTH_CONNECT_V4"
#define ACCEPT "ALE_AUTH_RECV_ACCEPT_V6"

/* Is there a finding of the kind, about the filter of this name? */
static bool has(const char *policy, const char *id, const char *filter)
{
    struct policy_file *file = policy_of(policy);
    struct lint_report  report;
    bool                found = false;
    assert_int_equal(bfe_lint(policy_file_policy(file), &report), WFP_OK);
    for (uint32_t i = 0; i < report.count; i++) {
        const struct lint *l = &report.items[i];
        assert_true(strlen(l->text) > 20);
        found = found || (strcmp(l->kind->id, id) == 0 && strcmp(policy_file_policy(file)->filters[l->filter].name, filter) == 0);
    }
    lint_report_fini(&report);
    policy_file_free(file);
    return found;
}

static const struct {
    const char *id, *bad, *mended;
} rows[] = {
    { "never-matches", FILTERS(FILTER("f", CONNECT, "block", "", TCP ", {'field': 'IP_REMOTE_PORT', 'match': 'greater', 'value': 65535}")),
      FILTERS(FILTER("f", CONNECT, "block", "", TCP ", {'field': 'IP_REMOTE_PORT', 'match': 'greaterOrEqual', 'value': 65535}")) },
    { "never-matches", FILTERS(FILTER("f", ACCEPT, "block", "", TCP ", {'field': 'IP_LOCAL_PORT', 'match': 'less', 'value': 0}")),
      FILTERS(FILTER("f", ACCEPT, "block", "", TCP ", {'field': 'IP_LOCAL_PORT', 'match': 'less', 'value': 1}")) },
    { "never-matches", FILTERS(FILTER("f", CONNECT, "block", "", "{'field': 'FLAGS', 'match': 'flagsAnySet', 'value': 0}")),
      FILTERS(FILTER("f", CONNECT, "block", "", "{'field': 'FLAGS', 'match': 'flagsAnySet', 'value': 1}")) },
    { "never-matches", FILTERS(FILTER("f", CONNECT, "block", "", "{'field': 'IP_PROTOCOL', 'value': 'empty'}")),
      FILTERS(FILTER("f", CONNECT, "block", "", TCP ", {'field': 'IP_REMOTE_PORT', 'value': 'empty'}")) },
    { "never-matches", FILTERS(FILTER("f", "INBOUND_TRANSPORT_V6", "block", "", "{'field': 'IP_PROTOCOL', 'value': 'icmp'}")),
      FILTERS(FILTER("f", "INBOUND_TRANSPORT", "block", "", "{'field': 'IP_PROTOCOL', 'value': 'icmp'}")) },
    { "never-matches", FILTERS(FILTER("f", "INBOUND_TRANSPORT_V4", "block", "", "{'field': 'IP_PROTOCOL', 'value': 'icmp'}, {'field': 'ICMP_TYPE', 'value': 300}")),
      FILTERS(FILTER("f", "INBOUND_TRANSPORT_V4", "block", "", "{'field': 'IP_PROTOCOL', 'value': 'icmp'}, {'field': 'ICMP_TYPE', 'value': 8}")) },
    { "dead-alternative", FILTERS(FILTER("f", CONNECT, "block", "", TCP ", " PORT("80") ", {'field': 'IP_REMOTE_PORT', 'match': 'less', 'value': 0}")),
      FILTERS(FILTER("f", CONNECT, "block", "", TCP ", " PORT("80"))) },
    { "any-value",
      FILTERS(FILTER("f", CONNECT, "block", "", TCP ", {'field': 'IP_REMOTE_PORT', 'match': 'greater', 'value': 10}, {'field': 'IP_REMOTE_PORT', 'match': 'less', 'value': 50}")),
      FILTERS(FILTER("f", CONNECT, "block", "", TCP ", {'field': 'IP_REMOTE_PORT', 'value': '11-49'}")) },
    { "any-value",
      FILTERS(FILTER("f", ACCEPT, "block", "", TCP ", {'field': 'IP_LOCAL_PORT', 'match': 'notEqual', 'value': 80}, {'field': 'IP_LOCAL_PORT', 'match': 'notEqual', 'value': 443}")),
      FILTERS(FILTER("f", ACCEPT, "block", "", TCP ", {'field': 'IP_LOCAL_PORT', 'match': 'notEqual', 'value': 80}")) },
    { "shadowed",
      FILTERS(FILTER("all", CONNECT, "permit", ", 'weight': 9", TCP) "," FILTER("f", CONNECT, "block", ", 'weight': 3", TCP ", " PORT("80"))),
      FILTERS(FILTER("all", CONNECT, "permit", ", 'weight': 3", TCP) "," FILTER("f", CONNECT, "block", ", 'weight': 9", TCP ", " PORT("80"))) },
    { "shadowed", /* only part of it is covered */
      FILTERS(FILTER("all", ACCEPT, "block", ", 'weight': 9", "") "," FILTER("f", ACCEPT, "permit", ", 'weight': 3", TCP)),
      FILTERS(FILTER("all", ACCEPT, "block", ", 'weight': 9", "{'field': 'IP_LOCAL_PORT', 'value': '1-99'}") ","
              FILTER("f", ACCEPT, "permit", ", 'weight': 3", TCP)) },
    { "shadowed", /* other sublayers do not shadow (B-005) */
      TWO_SUBLAYERS FILTER("all", CONNECT, "permit", HIGH ", 'weight': 9", "") "," FILTER("f", CONNECT, "permit", HIGH ", 'weight': 1", TCP) "]}",
      TWO_SUBLAYERS FILTER("all", CONNECT, "permit", HIGH ", 'weight': 9", "") "," FILTER("f", CONNECT, "permit", LOW ", 'weight': 1", TCP) "]}" },
    { "equal-weight",
      FILTERS(FILTER("a", CONNECT, "permit", ", 'weight': '7'", PORT("'1-100'")) "," FILTER("f", CONNECT, "block", ", 'weight': '7'", PORT("'50-200'"))),
      FILTERS(FILTER("a", CONNECT, "permit", ", 'weight': '7'", PORT("'1-100'")) "," FILTER("f", CONNECT, "block", ", 'weight': '7'", PORT("'101-200'"))) },
    { "equal-weight", /* of one action: whichever comes first */
      FILTERS(FILTER("a", CONNECT, "permit", ", 'weight': '7'", TCP) "," FILTER("f", CONNECT, "block", ", 'weight': '7'", TCP)),
      FILTERS(FILTER("a", CONNECT, "block", ", 'weight': '7'", TCP) "," FILTER("f", CONNECT, "block", ", 'weight': '7'", TCP)) },
    { "equal-sublayer-weight",
      "{'subLayers': [{'name': 'a', 'weight': 5, 'key': '00000000-0000-0000-0000-000000000001'}, {'name': 'b', 'weight': 5, 'key': '00000000-0000-0000-0000-000000000002'}], 'filters': ["
      FILTER("p", CONNECT, "permit", ", 'subLayer': 'a'", TCP) "," FILTER("f", CONNECT, "block", ", 'subLayer': 'b'", TCP) "]}",
      "{'subLayers': [{'name': 'a', 'weight': 5}, {'name': 'b', 'weight': 6}], 'filters': ["
      FILTER("p", CONNECT, "permit", ", 'subLayer': 'a'", TCP) "," FILTER("f", CONNECT, "block", ", 'subLayer': 'b'", TCP) "]}" },
    { "permit-never-wins",
      TWO_SUBLAYERS FILTER("b", CONNECT, "block", HIGH, TCP) "," FILTER("f", CONNECT, "permit", LOW, TCP ", " PORT("80")) "]}",
      TWO_SUBLAYERS FILTER("b", CONNECT, "block", HIGH ", 'weight': 1", TCP) "," FILTER("x", CONNECT, "permit", HIGH ", 'weight': 9", PORT("80")) ","
      FILTER("f", CONNECT, "permit", LOW, TCP ", " PORT("80")) "]}" },
    { "block-never-wins",
      TWO_SUBLAYERS FILTER("p", ACCEPT, "permit", HIGH ", 'clearActionRight': true", TCP) "," FILTER("f", ACCEPT, "block", LOW, TCP) "]}",
      TWO_SUBLAYERS FILTER("p", ACCEPT, "permit", HIGH, TCP) "," FILTER("f", ACCEPT, "block", LOW, TCP) "]}" },
    { "block-never-wins", /* a block with the flag does win (B-012) */
      TWO_SUBLAYERS FILTER("p", ACCEPT, "permit", HIGH ", 'clearActionRight': true", TCP) "," FILTER("f", ACCEPT, "block", LOW, TCP) "]}",
      TWO_SUBLAYERS FILTER("p", ACCEPT, "permit", HIGH ", 'clearActionRight': true", TCP) "," FILTER("f", ACCEPT, "block", LOW ", 'clearActionRight': true", TCP) "]}" },
    { "not-in-replay", FILTERS(FILTER("f", "ALE_AUTH_LISTEN_V4", "block", "", "{'field': 'IP_LOCAL_PORT', 'value': 80}")),
      FILTERS(FILTER("f", ACCEPT, "block", "", TCP ", {'field': 'IP_LOCAL_PORT', 'value': 80}")) },
    { "field-not-in-replay", FILTERS(FILTER("f", CONNECT, "block", "", "{'field': 'ALE_APP_ID', 'value': '/bin/nc'}")),
      FILTERS(FILTER("f", CONNECT, "block", "", TCP)) },
    { "callout-unregistered",
      "{'callouts': [{'name': 'c', 'layer': 'STREAM_V4'}], 'filters': [{'name': 'f', 'layer': 'STREAM_V4', 'action': 'calloutTerminating', 'callout': 'c'}]}",
      FILTERS(FILTER("f", CONNECT, "block", "", TCP)) },
    { "callout-sublayer", /* proves: C-097 */
      "{'subLayers': [{'name': 's', 'weight': 40000}], 'callouts': [{'name': 'c', 'layer': 'ALE_AUTH_CONNECT_V4'}], 'filters': [{'name': 'f', 'layer': 'ALE_AUTH_CONNECT_V4', 'subLayer': 's', 'action': 'calloutTerminating', 'callout': 'c'}]}",
      "{'subLayers': [{'name': 's', 'weight': 400}], 'callouts': [{'name': 'c', 'layer': 'ALE_AUTH_CONNECT_V4'}], 'filters': [{'name': 'f', 'layer': 'ALE_AUTH_CONNECT_V4', 'subLayer': 's', 'action': 'calloutTerminating', 'callout': 'c'}]}" },
    { "callout-sublayer", /* other layers have nothing to do with IPsec */
      "{'callouts': [{'name': 'c', 'layer': 'INBOUND_TRANSPORT_V6'}], 'filters': [{'name': 'f', 'layer': 'INBOUND_TRANSPORT_V6', 'action': 'calloutInspection', 'callout': 'c'}]}",
      "{'callouts': [{'name': 'c', 'layer': 'INBOUND_IPPACKET_V6'}], 'filters': [{'name': 'f', 'layer': 'INBOUND_IPPACKET_V6', 'action': 'calloutInspection', 'callout': 'c'}]}" },
    { "port-without-protocol", FILTERS(FILTER("f", CONNECT, "block", "", PORT("53"))),
      FILTERS(FILTER("f", CONNECT, "block", "", PORT("53") ", {'field': 'IP_PROTOCOL', 'value': 'udp'}")) },
    { "loopback", FILTERS(FILTER("f", CONNECT, "block", "", TCP)), FILTERS(FILTER("f", CONNECT, "block", "", TCP ", " NOT_LOOPBACK)) },
    { "loopback", FILTERS(FILTER("f", "INBOUND_TRANSPORT_V6", "block", "", "")),
      FILTERS(FILTER("f", "INBOUND_TRANSPORT_V6", "permit", "", "")) },
    { "port-side", FILTERS(FILTER("f", CONNECT, "block", "", TCP ", {'field': 'IP_LOCAL_PORT', 'value': 22}")),
      FILTERS(FILTER("f", CONNECT, "block", "", TCP ", {'field': 'IP_REMOTE_PORT', 'value': 22}")) },
    { "port-side", FILTERS(FILTER("f", ACCEPT, "block", "", TCP ", {'field': 'IP_REMOTE_PORT', 'value': 443}")),
      FILTERS(FILTER("f", ACCEPT, "block", "", TCP ", {'field': 'IP_LOCAL_PORT', 'value': 443}")) },
    { "every-packet", FILTERS(FILTER("f", "OUTBOUND_TRANSPORT_V4", "block", "", TCP ", " PORT("80"))),
      FILTERS(FILTER("f", CONNECT, "block", "", TCP ", " PORT("80"))) },
    { "notification-layer", FILTERS(FILTER("f", "ALE_FLOW_ESTABLISHED_V4", "block", "", TCP ", " PORT("80"))),
      FILTERS(FILTER("f", CONNECT, "block", "", TCP ", " PORT("80"))) },
    { "notification-layer", FILTERS(FILTER("f", "ALE_ENDPOINT_CLOSURE_V6", "block", "", "")), FILTERS(FILTER("f", ACCEPT, "block", "", "")) },
    { "discard-permit", FILTERS(FILTER("f", "INBOUND_TRANSPORT_V4_DISCARD", "permit", "", "")),
      FILTERS(FILTER("f", "INBOUND_TRANSPORT_V4_DISCARD", "block", "", "")) },
    { "relative-path", FILTERS(FILTER("f", CONNECT, "block", "", "{'field': 'ALE_APP_ID', 'value': 'curl'}")),
      FILTERS(FILTER("f", CONNECT, "block", "", "{'field': 'ALE_APP_ID', 'match': 'prefix', 'value': '/curl'}")) },
    { "mac-in-switch", /* proves: F-010 */
      FILTERS(FILTER("f", "INGRESS_VSWITCH_ETHERNET", "block", "", "{'field': 'MAC_SOURCE_ADDRESS', 'value': '02:00:00:00:00:01'}")),
      FILTERS(FILTER("f", "INGRESS_VSWITCH_ETHERNET", "block", "", "{'field': 'VSWITCH_SOURCE_INTERFACE_ID', 'value': 'vm1'}")) },
    { "mac-in-switch",
      FILTERS(FILTER("f", "EGRESS_VSWITCH_ETHERNET", "block", "", "{'field': 'MAC_DESTINATION_ADDRESS', 'value': '02:00:00:00:00:01'}")),
      FILTERS(FILTER("f", "EGRESS_VSWITCH_ETHERNET", "block", "", "{'field': 'MAC_DESTINATION_ADDRESS', 'value': 'ff:ff:ff:ff:ff:ff'}")) },
    { "default-sublayer", TWO_SUBLAYERS FILTER("f", CONNECT, "block", "", TCP) "]}",
      TWO_SUBLAYERS FILTER("f", CONNECT, "block", LOW, TCP) "]}" },
};

static void a_bad_policy_has_the_finding_and_its_mended_twin_has_not(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        if (!has(rows[i].bad, rows[i].id, "f"))
            fail_msg("row %zu: %s is not found in %s", i, rows[i].id, rows[i].bad);
        if (has(rows[i].mended, rows[i].id, "f"))
            fail_msg("row %zu: %s is found in %s", i, rows[i].id, rows[i].mended);
    }
}

/* Every kind has a row above, or a test of its own below. */
static void every_finding_is_tested(void **state)
{
    static const char *const own[] = { "many-conditions", "not-all-compared" };
    (void)state;
    for (unsigned k = 0; k < lint_kind_count; k++) {
        bool found = false;
        for (size_t i = 0; i < COUNT_OF(rows); i++)
            found = found || strcmp(rows[i].id, lint_kinds[k].id) == 0;
        for (size_t i = 0; i < COUNT_OF(own); i++)
            found = found || strcmp(own[i], lint_kinds[k].id) == 0;
        if (!found)
            fail_msg("%s", lint_kinds[k].id);
    }
}

/* `count` filters, or one filter of `count` conditions, of rising ports. */
static bool generated_has(unsigned count, bool conditions, const char *id)
{
    size_t              size = 256 + 128 * (size_t)count, n;
    char               *text = malloc(size);
    struct policy_file *file;
    struct lint_report  report;
    bool                found = false;
    assert_non_null(text);
    n = (size_t)snprintf(text, size, "{'filters': [%s", conditions ? "{'name': 'f', 'layer': 'STREAM_V4', 'action': 'block', 'conditions': [" : "");
    for (unsigned i = 0; i < count; i++)
        n += (size_t)snprintf(text + n, size - n,
                              conditions ? "%s{'field': 'IP_REMOTE_PORT', 'value': %u}"
                                         : "%s{'name': '%u', 'layer': 'STREAM_V4', 'action': 'permit'}",
                              i ? "," : "", i);
    snprintf(text + n, size - n, "%s]}", conditions ? "]}" : "");
    file = policy_of(text);
    assert_int_equal(bfe_lint(policy_file_policy(file), &report), WFP_OK);
    for (uint32_t i = 0; i < report.count; i++)
        found = found || strcmp(report.items[i].kind->id, id) == 0;
    lint_report_fini(&report);
    policy_file_free(file);
    free(text);
    return found;
}

static void large_policies_are_told_so(void **state)
{
    (void)state;
    assert_true(generated_has(65, true, "many-conditions"));
    assert_false(generated_has(64, true, "many-conditions"));
    assert_true(generated_has(7000, false, "not-all-compared"));
    assert_false(generated_has(1000, false, "not-all-compared"));
}

static void disabled_filters_are_left_alone(void **state)
{
    (void)state;
    assert_true(has(FILTERS(FILTER("f", CONNECT, "block", "", "")), "loopback", "f"));
    assert_false(has(FILTERS(FILTER("f", CONNECT, "block", ", 'disabled': true", "")), "loopback", "f"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bad_policy_has_the_finding_and_its_mended_twin_has_not),
        cmocka_unit_test(every_finding_is_tested),
        cmocka_unit_test(large_policies_are_told_so),
        cmocka_unit_test(disabled_filters_are_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
