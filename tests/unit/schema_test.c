/* The look-ups of model/schema.h over every row, and the constants that statements name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/status.h"
#include "model/choices.h"
#include "model/metadata.h"
#include "model/schema.h"

static const struct layer_row *row(const char *name)
{
    const struct layer_row *l = layer_find_name(name);
    assert_non_null(l);
    return l;
}

static void every_layer_is_found_by_key_name_and_pair(void **state)
{
    (void)state;
    assert_int_equal(LAYER_COUNT, 99);
    for (unsigned i = 0; i < LAYER_COUNT; i++) {
        const struct layer_row *l = &layer_rows[i];
        bool                    discard;
        char                    name[128];
        assert_int_equal(l->id, i);
        assert_ptr_equal(layer_find_key(&l->key), l);
        assert_ptr_equal(layer_find_name(l->name), l);
        assert_int_equal(layer_ids_by_pair[l->pair][l->family][l->is_discard], i);
        snprintf(name, sizeof(name), "%s%s", pair_names[l->pair], l->is_discard ? "_DISCARD" : "");
        assert_int_equal(pair_find_name(name, &discard), l->pair);
        assert_int_equal(discard, l->is_discard);
    }
}

static void a_layer_name_may_have_a_prefix_and_any_case(void **state)
{
    const struct layer_row *l = row("ALE_AUTH_CONNECT_V4");
    bool                    discard;
    (void)state;
    assert_int_equal(l->id, LAYER_ID_ALE_AUTH_CONNECT_V4);
    assert_ptr_equal(layer_find_name("FWPM_LAYER_ALE_AUTH_CONNECT_V4"), l);
    assert_ptr_equal(layer_find_name("fwps_layer_ale_auth_connect_v4"), l);
    assert_null(layer_find_name("ALE_AUTH_CONNECT"));
    assert_null(layer_find_name("ALE_AUTH_CONNECT_V4X"));
    assert_null(layer_find_name(""));
    assert_int_equal(pair_find_name("FWPM_LAYER_ale_auth_connect_DISCARD", &discard), PAIR_ALE_AUTH_CONNECT);
    assert_true(discard);
    assert_int_equal(pair_find_name("ALE_AUTH_CONNECT_V4", &discard), PAIR_COUNT);
    assert_int_equal(pair_find_name("_DISCARD", &discard), PAIR_COUNT);
    assert_null(layer_find_key(&(struct guid){ .data1 = 1 }));
}

static void a_pair_answers_by_family(void **state)
{
    (void)state;
    assert_int_equal(layer_of(LAYER(ALE_AUTH_CONNECT), FAMILY_V4)->id, LAYER_ID_ALE_AUTH_CONNECT_V4);
    assert_int_equal(layer_of(LAYER(ALE_AUTH_CONNECT), FAMILY_V6)->id, LAYER_ID_ALE_AUTH_CONNECT_V6);
    assert_null(layer_of(LAYER(ALE_AUTH_CONNECT), FAMILY_NONE));
    for (enum family f = FAMILY_NONE; f < FAMILY_COUNT; f++)
        assert_int_equal(layer_of(LAYER(INBOUND_MAC_FRAME_ETHERNET), f)->id, LAYER_ID_INBOUND_MAC_FRAME_ETHERNET);
}

/* Discard twins exist for these pairs in both families and for no other. proves: G-057 */
static void discard_twins_exist_where_documented(void **state)
{
    static const enum layer_pair twins[] = {
        LAYER(ALE_RESOURCE_ASSIGNMENT), LAYER(ALE_AUTH_LISTEN), LAYER(ALE_AUTH_RECV_ACCEPT), LAYER(ALE_AUTH_CONNECT),
        LAYER(ALE_FLOW_ESTABLISHED), LAYER(INBOUND_IPPACKET), LAYER(OUTBOUND_IPPACKET), LAYER(INBOUND_TRANSPORT),
        LAYER(OUTBOUND_TRANSPORT), LAYER(STREAM), LAYER(DATAGRAM_DATA), LAYER(INBOUND_ICMP_ERROR),
        LAYER(OUTBOUND_ICMP_ERROR), LAYER(IPFORWARD),
    };
    (void)state;
    for (unsigned i = 0; i < LAYER_COUNT; i++) {
        const struct layer_row *l = &layer_rows[i], *twin = layer_discard_twin(l);
        bool                    expected = false;
        for (unsigned k = 0; k < COUNT_OF(twins); k++)
            expected |= l->pair == twins[k];
        assert_int_equal(twin != NULL, expected && !l->is_discard);
        if (!twin)
            continue;
        assert_true(twin->is_discard);
        assert_int_equal(twin->twin, l->id);
        assert_int_equal(twin->pair, l->pair);
        assert_int_equal(twin->family, l->family);
        assert_int_equal(twin->field_count, l->field_count);
        assert_memory_equal(twin->slot, l->slot, sizeof(l->slot));
        assert_true(twin->metadata & METADATA_DISCARD_REASON);
        assert_false(l->metadata & METADATA_DISCARD_REASON);
    }
}

static void the_index_of_a_field_is_its_place_in_the_layer(void **state)
{
    (void)state;
    for (unsigned i = 0; i < LAYER_COUNT; i++) {
        const struct layer_row *l = &layer_rows[i];
        unsigned                present = 0;
        for (unsigned k = 0; k < l->field_count; k++)
            assert_int_equal(layer_field_index(l, l->fields[k].id), k);
        for (int f = 0; f < FIELD_COUNT; f++)
            present += layer_field_index(l, (enum field_id)f) >= 0;
        assert_int_equal(present, l->field_count);
        assert_int_equal(layer_field_index(l, FIELD_NONE), -1);
    }
    assert_int_equal(layer_field_index(row("INBOUND_IPPACKET_V4"), FIELD_IP_PROTOCOL), -1);
}

/* One condition, three places. proves: A-096 */
static void the_same_condition_has_another_index_at_another_layer(void **state)
{
    struct guid key = condition_rows[FIELD_IP_LOCAL_ADDRESS].key;
    (void)state;
    enum field_id id = condition_find_key(&key);
    assert_int_equal(layer_field_index(row("INBOUND_IPPACKET_V4"), id), 0);
    assert_int_equal(layer_field_index(row("INBOUND_TRANSPORT_V6"), id), 1);
    assert_int_equal(layer_field_index(row("ALE_AUTH_CONNECT_V4"), id), 2);
    assert_int_equal(layer_field_index(row("INBOUND_MAC_FRAME_ETHERNET"), id), -1);
}

static void an_address_has_the_width_of_its_family(void **state)
{
    (void)state;
    for (unsigned i = 0; i < LAYER_COUNT; i++) {
        const struct layer_row *l = &layer_rows[i];
        int                     at = layer_field_index(l, FIELD_IP_REMOTE_ADDRESS);
        if (at >= 0 && l->family != FAMILY_NONE)
            assert_int_equal(l->fields[at].type, l->family == FAMILY_V4 ? TYPE_UINT32 : TYPE_BYTE_ARRAY16);
    }
}

static void every_condition_is_found_by_key_and_name(void **state)
{
    unsigned count = 0;
    (void)state;
    for (int i = 0; i < FIELD_COUNT; i++) {
        const struct condition_row *c = &condition_rows[i];
        if (!c->is_condition) {
            assert_int_equal(condition_find_name(c->name), FIELD_NONE);
            continue;
        }
        count++;
        assert_int_equal(condition_find_key(&c->key), i);
        assert_int_equal(condition_find_name(c->name), i);
    }
    assert_int_equal(count, 143);
    assert_int_equal(condition_find_name("fwpm_condition_ip_protocol"), FIELD_IP_PROTOCOL);
    assert_int_equal(condition_find_name("IP_PROTOCO"), FIELD_NONE);
    assert_int_equal(condition_find_key(&(struct guid){ 0 }), FIELD_NONE);
}

static void an_alias_names_its_condition(void **state)
{
    (void)state;
    assert_int_equal(condition_alias_count, 10);
    for (unsigned i = 0; i < condition_alias_count; i++)
        assert_int_equal(condition_find_name(condition_aliases[i].name), condition_aliases[i].of);
    assert_int_equal(condition_find_name("FWPM_CONDITION_ICMP_TYPE"), FIELD_IP_LOCAL_PORT);
    assert_int_equal(condition_find_name("ICMP_CODE"), FIELD_IP_REMOTE_PORT);
}

static void an_enumerator_is_found_by_full_and_short_name(void **state)
{
    uint32_t value = 77;
    (void)state;
    assert_true(enum_find("FWP_CONDITION_FLAG", "FWP_CONDITION_FLAG_IS_REAUTHORIZE", &value));
    assert_int_equal(value, CONDITION_FLAG_IS_REAUTHORIZE);
    assert_true(enum_find("FWP_CONDITION_FLAG", "is_loopback", &value));
    assert_int_equal(value, 1);
    value = 77;
    assert_false(enum_find("FWP_CONDITION_FLAG", "IS_LOOPBACK_", &value));
    assert_false(enum_find("FWP_CONDITION", "IS_LOOPBACK", &value));
    assert_false(enum_find("FWP_CONDITION_FLAG", "", &value));
    assert_int_equal(value, 77);
    assert_string_equal(enum_name("FWP_CONDITION_FLAG", 1), "FWP_CONDITION_FLAG_IS_LOOPBACK");
    assert_null(enum_name("FWP_CONDITION_FLAG", 3));
    assert_null(enum_name("NO_SUCH_GROUP", 1));
}

static void a_discard_reason_has_a_name_for_people(void **state)
{
    (void)state;
    assert_string_equal(discard_reason_name(&(struct discard_reason){ DISCARD_MODULE_TRANSPORT, 4 }), "EndpointNotFound");
    assert_string_equal(discard_reason_name(&(struct discard_reason){ DISCARD_MODULE_NETWORK, 1 }), "BadSourceAddress");
    assert_string_equal(discard_reason_name(&(struct discard_reason){ DISCARD_MODULE_TRANSPORT, 4000 }), "unknown");
    assert_string_equal(discard_reason_name(&(struct discard_reason){ (enum fwps_discard_module)9, 0 }), "unknown");
}

/* proves: B-025 */
static void action_codes_are_the_public_ones(void **state)
{
    const uint32_t terminating = 0x1000, non_terminating = 0x2000, callout = 0x4000;
    (void)state;
    assert_int_equal(ACTION_BLOCK, terminating | 1);
    assert_int_equal(ACTION_PERMIT, terminating | 2);
    assert_int_equal(ACTION_CALLOUT_TERMINATING, callout | terminating | 3);
    assert_int_equal(ACTION_CALLOUT_INSPECTION, callout | non_terminating | 4);
    assert_int_equal(ACTION_CALLOUT_UNKNOWN, callout | 5);
    assert_int_equal(ACTION_CONTINUE, non_terminating | 6);
    assert_int_equal(ACTION_NONE, 7);
    assert_int_equal(ACTION_NONE_NO_MATCH, 8);
}

static const struct builtin_row *sublayer(const char *name)
{
    for (unsigned i = 0; i < builtin_count; i++)
        if (builtin_rows[i].kind == BUILTIN_SUBLAYER && strcmp(builtin_rows[i].name, name) == 0)
            return &builtin_rows[i];
    fail_msg("no built-in sublayer %s", name);
    return NULL;
}

/* The eleven of the statement exist and INSPECTION is below every other object's weight. proves: A-174 */
static void the_built_in_sublayers_exist(void **state)
{
    static const char *const names[] = {
        "FWPM_SUBLAYER_UNIVERSAL",     "FWPM_SUBLAYER_RPC_AUDIT",      "FWPM_SUBLAYER_IPSEC_TUNNEL",
        "FWPM_SUBLAYER_LIPS",          "FWPM_SUBLAYER_SECURE_SOCKET",  "FWPM_SUBLAYER_TCP_CHIMNEY_OFFLOAD",
        "FWPM_SUBLAYER_TCP_TEMPLATES", "FWPM_SUBLAYER_TEREDO",         "FWPM_SUBLAYER_IPSEC_FORWARD_OUTBOUND_TUNNEL",
        "FWPM_SUBLAYER_IPSEC_DOSP",
    };
    const struct builtin_row *inspection = sublayer("FWPM_SUBLAYER_INSPECTION");
    (void)state;
    for (unsigned i = 0; i < COUNT_OF(names); i++)
        assert_true(sublayer(names[i])->weight > inspection->weight);
    for (unsigned i = 0; i < builtin_count; i++)
        if (builtin_rows[i].kind == BUILTIN_SUBLAYER && &builtin_rows[i] != inspection)
            assert_true(builtin_rows[i].weight > inspection->weight);
}

static void a_built_in_alias_shares_the_object_it_names(void **state)
{
    const struct builtin_row *alias = sublayer("FWPM_SUBLAYER_EDGE_TRAVERSAL"), *real = sublayer("FWPM_SUBLAYER_TEREDO");
    (void)state;
    assert_true(alias->is_alias);
    assert_false(real->is_alias);
    assert_true(guid_equal(&alias->key, &real->key));
    assert_int_equal(alias->weight, real->weight);
    for (unsigned i = 0; i < builtin_count; i++)
        for (unsigned k = 0; k < i; k++)
            if (builtin_rows[i].kind == builtin_rows[k].kind && guid_equal(&builtin_rows[i].key, &builtin_rows[k].key))
                assert_true(builtin_rows[i].is_alias != builtin_rows[k].is_alias);
}

static void choices_are_constants_and_rows(void **state)
{
    (void)state;
    assert_int_equal(CHOICE_DEFAULT_ACTION_PERMIT, 1);
    assert_int_equal(CHOICE_BLOCK_DEFEATS_HARD_PERMIT, 0);
    assert_int_equal(CHOICE_EQUAL_WEIGHT_ORDER, CHOICE_EQUAL_WEIGHT_ORDER_BY_ID);
    assert_int_equal(CHOICE_CALLOUT_AT_WRONG_LAYER, WFP_INCOMPATIBLE_LAYER);
    assert_int_equal(CHOICE_BLOCKED_SOCKET_ERROR, 10013);
    assert_string_equal(choice_rows[10].id, "J-011");
    assert_string_equal(choice_rows[10].name, "DEFAULT_ACTION_PERMIT");
    assert_string_equal(choice_rows[10].value, "yes");
}

static void every_status_has_codes_and_a_sentence(void **state)
{
    (void)state;
    for (unsigned i = 0; i < WFP_STATUS_COUNT; i++) {
        const struct status_row *s = status_row((enum wfp_status)i);
        assert_true(strlen(s->sentence) > 1);
        assert_int_equal(s->sentence[strlen(s->sentence) - 1], '.');
        assert_int_equal(s->err == 0, i == WFP_OK);
        assert_int_equal(s->win32 == 0, i == WFP_OK);
        assert_int_equal(s->ntstatus == 0, i == WFP_OK);
    }
    assert_int_equal(status_row(WFP_FILTER_NOT_FOUND)->win32, 0x80320003);
    assert_int_equal(status_row(WFP_FILTER_NOT_FOUND)->ntstatus, 0xc0220003);
    assert_ptr_equal(status_row(WFP_STATUS_COUNT), status_row(WFP_INVALID_PARAMETER));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_layer_is_found_by_key_name_and_pair),
        cmocka_unit_test(a_layer_name_may_have_a_prefix_and_any_case),
        cmocka_unit_test(a_pair_answers_by_family),
        cmocka_unit_test(discard_twins_exist_where_documented),
        cmocka_unit_test(the_index_of_a_field_is_its_place_in_the_layer),
        cmocka_unit_test(the_same_condition_has_another_index_at_another_layer),
        cmocka_unit_test(an_address_has_the_width_of_its_family),
        cmocka_unit_test(every_condition_is_found_by_key_and_name),
        cmocka_unit_test(an_alias_names_its_condition),
        cmocka_unit_test(an_enumerator_is_found_by_full_and_short_name),
        cmocka_unit_test(a_discard_reason_has_a_name_for_people),
        cmocka_unit_test(action_codes_are_the_public_ones),
        cmocka_unit_test(the_built_in_sublayers_exist),
        cmocka_unit_test(a_built_in_alias_shares_the_object_it_names),
        cmocka_unit_test(choices_are_constants_and_rows),
        cmocka_unit_test(every_status_has_codes_and_a_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
