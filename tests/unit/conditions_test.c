/* How the conditions of one filter go together. */
#include "engine/match.h"
#include "engine_kit.h"

static const struct layer_row *layer;
static struct value            values[64];

static void set(enum field_id field, struct value v)
{
    values[layer_field_index(layer, field)] = v;
}

static bool holds(const struct condition *c, uint32_t count)
{
    return match_conditions(c, count, layer, values, NULL);
}

/* proves: A-092 A-093 A-094 */
static void same_field_is_or_different_fields_are_and(void **state)
{
    const struct condition neighbours[] = { { FIELD_IP_PROTOCOL, MATCH_EQUAL, u8_value(6) },
                                            { FIELD_IP_LOCAL_PORT, MATCH_EQUAL, u16_value(80) },
                                            { FIELD_IP_LOCAL_PORT, MATCH_EQUAL, u16_value(443) } };
    const struct condition separated[] = { neighbours[1], neighbours[0], neighbours[2] };
    static const struct {
        uint8_t  protocol;
        uint16_t port;
        bool     match;
    } table[] = { { 6, 80, true }, { 6, 443, true }, { 17, 80, false }, { 6, 81, false } };
    layer = layer_of(LAYER(INBOUND_TRANSPORT), *(enum family *)*state);
    memset(values, 0, sizeof(values));
    for (unsigned i = 0; i < COUNT_OF(table); i++) {
        set(FIELD_IP_PROTOCOL, u8_value(table[i].protocol));
        set(FIELD_IP_LOCAL_PORT, u16_value(table[i].port));
        assert_int_equal(holds(neighbours, 3), table[i].match);
        assert_int_equal(holds(separated, 3), table[i].match);
        assert_true(holds(NULL, 0));
    }
}

/* Documented OR without exception, J-007. */
static void negations_of_one_field_are_ored_too(void **state)
{
    const struct condition c[] = { { FIELD_IP_LOCAL_PORT, MATCH_NOT_EQUAL, u16_value(80) },
                                   { FIELD_IP_LOCAL_PORT, MATCH_NOT_EQUAL, u16_value(443) } };
    layer = layer_of(LAYER(INBOUND_TRANSPORT), *(enum family *)*state);
    set(FIELD_IP_LOCAL_PORT, u16_value(80));
    assert_true(holds(c, 2));
}

static void the_first_group_that_fails_is_named(void **state)
{
    const struct condition c[] = { { FIELD_IP_PROTOCOL, MATCH_EQUAL, u8_value(6) },
                                   { FIELD_IP_LOCAL_PORT, MATCH_EQUAL, u16_value(80) },
                                   { FIELD_IP_REMOTE_PORT, MATCH_EQUAL, u16_value(1) },
                                   { FIELD_IP_LOCAL_PORT, MATCH_EQUAL, u16_value(443) } };
    const struct condition lacking[] = { { FIELD_IP_PROTOCOL, MATCH_EQUAL, u8_value(6) },
                                         { FIELD_ETHER_TYPE, MATCH_EQUAL, { TYPE_EMPTY } } };
    uint32_t failed = 99;
    layer = layer_of(LAYER(INBOUND_TRANSPORT), *(enum family *)*state);
    memset(values, 0, sizeof(values));
    set(FIELD_IP_PROTOCOL, u8_value(6));
    set(FIELD_IP_LOCAL_PORT, u16_value(443));
    assert_false(match_conditions(c, 4, layer, values, &failed));
    assert_int_equal(failed, 2);
    set(FIELD_IP_LOCAL_PORT, u16_value(444));
    assert_false(match_conditions(c, 4, layer, values, &failed));
    assert_int_equal(failed, 1);
    assert_false(match_conditions(lacking, 2, layer, values, &failed));
    assert_int_equal(failed, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH_PLAIN(same_field_is_or_different_fields_are_and),
        BOTH_PLAIN(negations_of_one_field_are_ored_too),
        BOTH_PLAIN(the_first_group_that_fails_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
