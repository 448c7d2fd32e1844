/* The hook points of a verifier: border, classify, ledger; and the rules that are reported without one. */
#include "km_kit.h"

#include <ntddk.h>

#include "base/hooks.h"
#include "nt/ledger.h"
#include "nt/rule.h"
#include "nt/system.h"

#define TAG 0x54736574 /* 'test' */

static struct seen {
    char     border[64];
    unsigned before, after, added, released;
    size_t   size;
    enum action_type answer;
    unsigned lines;
    char     line[4][512];
} seen;

static void on_border(void *context, const char *function)
{
    struct seen *s = context;
    snprintf(s->border, sizeof(s->border), "%s", function);
}

static void on_classify(void *context, const struct callout_entry *callout, const struct rule *rule, const struct classify_in *in,
                        struct classify_out *out, bool after)
{
    struct seen *s = context;
    assert_non_null(callout);
    assert_int_equal(rule->id, 7);
    assert_int_equal(in->layer->pair, PAIR_INBOUND_TRANSPORT);
    *(after ? &s->after : &s->before) += 1;
    s->answer = out->action;
}

static void on_ledger(void *context, const struct nt_entry *entry, bool added)
{
    struct seen *s = context;
    assert_int_equal(entry->kind, NT_POOL);
    *(added ? &s->added : &s->released) += 1;
    s->size = entry->size;
}

static void on_log(void *context, enum nt_log_kind kind, const char *driver, const char *line)
{
    struct seen *s = context;
    (void)kind, (void)driver;
    if (s->lines < 4)
        snprintf(s->line[s->lines], sizeof(s->line[0]), "%s", line);
    s->lines++;
}

static const struct hooks hooks = { &seen, on_border, on_classify, on_ledger };

static void NTAPI classify(const FWPS_INCOMING_VALUES0 *v, const FWPS_INCOMING_METADATA_VALUES0 *m, void *data,
                           const FWPS_FILTER0 *filter, UINT64 flow, FWPS_CLASSIFY_OUT0 *out)
{
    (void)v, (void)m, (void)data, (void)filter, (void)flow;
    assert_int_equal(seen.before, 1);
    assert_int_equal(seen.after, 0);
    out->actionType = FWP_ACTION_BLOCK;
}

static NTSTATUS NTAPI notify(FWPS_CALLOUT_NOTIFY_TYPE type, const GUID *key, FWPS_FILTER0 *filter)
{
    (void)type, (void)key, (void)filter;
    return STATUS_SUCCESS;
}

static struct nt_system *system_new(const struct hooks *h)
{
    struct nt_system *nt;
    memset(&seen, 0, sizeof(seen));
    assert_int_equal(nt_system_new(&(struct nt_options){ .context = &seen, .log = on_log, .hooks = h }, &nt), WFP_OK);
    return nt;
}

static void the_border_and_the_ledger_are_watched(void **state)
{
    (void)state;
    struct km_context km = { .nt = system_new(&hooks) };
    assert_int_equal(callout_registry_new(&km.callouts), WFP_OK);
    assert_null(km_enter(&km));
    void *block = ExAllocatePoolWithTag(NonPagedPool, 40, TAG);
    assert_string_equal(seen.border, "ExAllocatePoolWithTag");
    assert_int_equal(seen.added, 1);
    assert_int_equal(seen.size, 40);
    assert_int_equal(seen.released, 0);
    ExFreePoolWithTag(block, TAG);
    assert_string_equal(seen.border, "ExFreePoolWithTag");
    assert_int_equal(seen.released, 1);
    FwpsFlowRemoveContext0(1, 1, 1);
    assert_string_equal(seen.border, "FwpsFlowRemoveContext0");
    km_leave(NULL);
    callout_registry_free(km.callouts);
    nt_system_free(km.nt);
}

static void nobody_watches(void **state)
{
    (void)state;
    struct km_context km = { .nt = system_new(NULL) };
    assert_null(km_enter(&km));
    ExFreePoolWithTag(ExAllocatePoolWithTag(NonPagedPool, 40, TAG), TAG);
    assert_int_equal(seen.added, 0);
    assert_string_equal(seen.border, "");
    km_leave(NULL);
    nt_system_free(km.nt);
}

static void a_classify_is_watched_from_both_sides(void **state)
{
    (void)state;
    struct km_kit k;
    char          device;
    struct value  values[64] = { 0 };
    FWPS_CALLOUT0 callout = { km_key(1), 0, classify, notify, NULL };
    memset(&seen, 0, sizeof(seen));
    km_kit_init(&k, FAMILY_V4);
    callout_registry_watch(k.callouts, &hooks);
    assert_int_equal(FwpsCalloutRegister0(&device, &callout, NULL), STATUS_SUCCESS);
    struct filter f = km_filter(layer_of(LAYER(INBOUND_TRANSPORT), FAMILY_V4), 7, 1, ACTION_CALLOUT_TERMINATING);
    km_build(&k, &f, 1);
    km_classify(&k, layer_of(LAYER(INBOUND_TRANSPORT), FAMILY_V4), values, NULL, NULL, NULL);
    assert_int_equal(seen.before, 1);
    assert_int_equal(seen.after, 1);
    assert_int_equal(seen.answer, ACTION_BLOCK);
    km_kit_fini(&k);
}

static void a_breach_is_reported_once_for_each_subject(void **state)
{
    (void)state;
    struct nt_system *nt = system_new(NULL);
    for (int i = 0; i < 3; i++)
        rule_broken(nt, RULE_STALE_CHECKSUM, nt, "the %s time", "first");
    assert_int_equal(seen.lines, 3);
    assert_string_equal(seen.line[0], "the first time");
    assert_non_null(strstr(seen.line[1], "rule (D-079, I-039): The IP checksum"));
    assert_non_null(strstr(seen.line[2], "mend: Compute the checksum"));
    assert_int_equal(nt_reports(nt), 1);
    rule_broken(nt, RULE_STALE_CHECKSUM, &seen, "another");
    assert_int_equal(nt_reports(nt), 2);
    assert_int_equal(rule_breaches(nt, RULE_STALE_CHECKSUM), 4);
    assert_int_equal(rule_breaches(nt, RULE_UNALIGNED_IP_HEADER), 0);
    nt_system_free(nt);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_border_and_the_ledger_are_watched),
        cmocka_unit_test(nobody_watches),
        cmocka_unit_test(a_classify_is_watched_from_both_sides),
        cmocka_unit_test(a_breach_is_reported_once_for_each_subject),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
