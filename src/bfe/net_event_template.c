#include "bfe/net_event_template.h"

#include "bfe/validate.h"
#include "engine/match.h"
#include "model/choices.h"

enum at { AT_PROTOCOL, AT_LOCAL, AT_REMOTE, AT_LOCAL_PORT, AT_REMOTE_PORT, AT_APP, AT_USER, AT_TYPE, AT_COUNT };

/* A net event as if it were a layer, so that conditions are checked and matched as those of filters. The shapes differ in the
 * types of the addresses and of the user; a condition has to fit one of them. */
static const struct field_row v4_fields[AT_COUNT] = {
    [AT_PROTOCOL] = { "IP_PROTOCOL", FIELD_IP_PROTOCOL, TYPE_UINT8, FIELD_KIND_RAW_DATA, false },
    [AT_LOCAL] = { "IP_LOCAL_ADDRESS", FIELD_IP_LOCAL_ADDRESS, TYPE_UINT32, FIELD_KIND_IP_ADDRESS, false },
    [AT_REMOTE] = { "IP_REMOTE_ADDRESS", FIELD_IP_REMOTE_ADDRESS, TYPE_UINT32, FIELD_KIND_IP_ADDRESS, false },
    [AT_LOCAL_PORT] = { "IP_LOCAL_PORT", FIELD_IP_LOCAL_PORT, TYPE_UINT16, FIELD_KIND_RAW_DATA, false },
    [AT_REMOTE_PORT] = { "IP_REMOTE_PORT", FIELD_IP_REMOTE_PORT, TYPE_UINT16, FIELD_KIND_RAW_DATA, false },
    [AT_APP] = { "ALE_APP_ID", FIELD_ALE_APP_ID, TYPE_BYTE_BLOB, FIELD_KIND_RAW_DATA, false },
    [AT_USER] = { "ALE_USER_ID", FIELD_ALE_USER_ID, TYPE_TOKEN_ACCESS_INFORMATION, FIELD_KIND_RAW_DATA, false },
    [AT_TYPE] = { "NET_EVENT_TYPE", FIELD_NET_EVENT_TYPE, TYPE_UINT32, FIELD_KIND_RAW_DATA, false },
};
static const struct field_row v6_fields[AT_COUNT] = {
    [AT_LOCAL] = { "IP_LOCAL_ADDRESS", FIELD_IP_LOCAL_ADDRESS, TYPE_BYTE_ARRAY16, FIELD_KIND_IP_ADDRESS, false },
    [AT_REMOTE] = { "IP_REMOTE_ADDRESS", FIELD_IP_REMOTE_ADDRESS, TYPE_BYTE_ARRAY16, FIELD_KIND_IP_ADDRESS, false },
};
static const struct field_row sid_fields[AT_COUNT] = {
    [AT_USER] = { "ALE_USER_ID", FIELD_ALE_USER_ID, TYPE_SID, FIELD_KIND_RAW_DATA, false },
};
static const struct layer_row shapes[] = {
    { .name = "NET_EVENT",
      .fields = v4_fields,
      .field_count = AT_COUNT,
      .slot = { [FIELD_IP_PROTOCOL] = AT_PROTOCOL + 1,
                [FIELD_IP_LOCAL_ADDRESS] = AT_LOCAL + 1,
                [FIELD_IP_REMOTE_ADDRESS] = AT_REMOTE + 1,
                [FIELD_IP_LOCAL_PORT] = AT_LOCAL_PORT + 1,
                [FIELD_IP_REMOTE_PORT] = AT_REMOTE_PORT + 1,
                [FIELD_ALE_APP_ID] = AT_APP + 1,
                [FIELD_ALE_USER_ID] = AT_USER + 1,
                [FIELD_NET_EVENT_TYPE] = AT_TYPE + 1 } },
    { .name = "NET_EVENT",
      .fields = v6_fields,
      .field_count = AT_COUNT,
      .slot = { [FIELD_IP_LOCAL_ADDRESS] = AT_LOCAL + 1, [FIELD_IP_REMOTE_ADDRESS] = AT_REMOTE + 1 } },
    { .name = "NET_EVENT", .fields = sid_fields, .field_count = AT_COUNT, .slot = { [FIELD_ALE_USER_ID] = AT_USER + 1 } },
};

/* The answer of the shape that fits, else of the first that had more to say than that the type is wrong. */
static enum wfp_status check_condition(const struct condition *c)
{
    enum fault_member member;
    enum wfp_status   answer = bfe_condition_validate(c, &shapes[0], &member);
    for (unsigned i = 1; i < COUNT_OF(shapes) && answer == WFP_TYPE_MISMATCH; i++)
        if (layer_field_index(&shapes[i], c->field) >= 0)
            answer = bfe_condition_validate(c, &shapes[i], &member);
    return answer;
}

static bool is_duplicate(const struct net_event_template *t, uint32_t i)
{
    for (uint32_t k = 0; k < i; k++)
        if (t->conditions[k].field == t->conditions[i].field)
            return true;
    return false;
}

enum wfp_status net_event_template_validate(const struct net_event_template *t)
{
    if (t->start > t->end)
        return WFP_INVALID_INTERVAL;
    if (t->condition_count && !t->conditions)
        return WFP_NULL_POINTER;
    for (uint32_t i = 0; i < t->condition_count; i++) {
        RETURN_IF(check_condition(&t->conditions[i]));
        if (is_duplicate(t, i))
            return WFP_DUPLICATE_CONDITION;
    }
    return WFP_OK;
}

enum wfp_status net_event_template_copy(struct arena *arena, const struct net_event_template *t,
                                        struct net_event_template *out)
{
    struct condition *conditions = arena_array(arena, t->condition_count, sizeof(*conditions));
    if (!conditions)
        return WFP_NO_MEMORY;
    for (uint32_t i = 0; i < t->condition_count; i++) {
        conditions[i] = t->conditions[i];
        RETURN_IF(value_copy(arena, &t->conditions[i].value, &conditions[i].value));
    }
    *out = (struct net_event_template){ t->start, t->end, t->condition_count, conditions };
    return WFP_OK;
}

static void set_address(struct value *v, enum family family, const union net_event_address *a)
{
    v->type = family == FAMILY_V4 ? TYPE_UINT32 : TYPE_BYTE_ARRAY16;
    if (family == FAMILY_V4)
        v->u32 = a->v4;
    else
        v->bytes16 = (uint8_t *)a->v6; /* matching only reads */
}

/* The token's SIDs belong to the caller. */
static void fill(const struct net_event *e, const struct token *user, struct value values[AT_COUNT])
{
    const struct net_event_header *h = &e->header;
    if (h->flags & NET_EVENT_FLAG_IP_PROTOCOL_SET)
        values[AT_PROTOCOL] = (struct value){ .type = TYPE_UINT8, .u8 = h->protocol };
    if (h->flags & NET_EVENT_FLAG_LOCAL_ADDR_SET)
        set_address(&values[AT_LOCAL], h->family, &h->local);
    if (h->flags & NET_EVENT_FLAG_REMOTE_ADDR_SET)
        set_address(&values[AT_REMOTE], h->family, &h->remote);
    if (h->flags & NET_EVENT_FLAG_LOCAL_PORT_SET)
        values[AT_LOCAL_PORT] = (struct value){ .type = TYPE_UINT16, .u16 = h->local_port };
    if (h->flags & NET_EVENT_FLAG_REMOTE_PORT_SET)
        values[AT_REMOTE_PORT] = (struct value){ .type = TYPE_UINT16, .u16 = h->remote_port };
    if (h->flags & NET_EVENT_FLAG_APP_ID_SET)
        values[AT_APP] = (struct value){ .type = TYPE_BYTE_BLOB, .blob = (struct byte_blob *)&h->app };
    if (h->flags & NET_EVENT_FLAG_USER_ID_SET)
        values[AT_USER] = (struct value){ .type = TYPE_TOKEN_ACCESS_INFORMATION, .token = user };
    values[AT_TYPE] = (struct value){ .type = TYPE_UINT32, .u32 = e->type };
}

static bool in_time(const struct net_event_template *t, uint64_t time)
{
    if (CHOICE_ZERO_TIMES_ARE_NO_INTERVAL && t->start == 0 && t->end == 0)
        return true;
    return t->start <= time && time <= t->end;
}

bool net_event_matches(const struct net_event_template *t, const struct net_event *e)
{
    const uint8_t *const sids[] = { e->header.user };
    const struct token   user = { 1, sids };
    struct value         values[AT_COUNT] = { { TYPE_EMPTY } };
    if (!t)
        return true;
    if (!in_time(t, e->header.time))
        return false;
    fill(e, &user, values);
    return match_conditions(t->conditions, t->condition_count, &shapes[0], values, NULL);
}
