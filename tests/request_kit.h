/* Requests as a program might send them: any function with any valid arguments, from a seed, of which most are such that BFE
 * does something with them. For programs that are compiled as Windows programs are. */
#ifndef WFP_TESTS_REQUEST_KIT_H
#define WFP_TESTS_REQUEST_KIT_H

#include <uchar.h>

#include <windows.h>
#include <fwpmu.h>

#include "model/schema.h"
#include "record/call.h"
#include "record_kit.h"

/* A few keys, so that what one request adds another finds. */
static inline GUID request_key(struct record_kit *k)
{
    GUID key = { 0x5eed0000u + kit_random(k, 5), 1, 2, { 3, 4, 5, 6, 7, 8, 9, 10 } };
    if (kit_random(k, 16) == 0)
        kit_bytes(k, (uint8_t *)&key, sizeof(key));
    return key;
}

static inline GUID *request_key_or_none(struct record_kit *k)
{
    GUID *key = kit_alloc(k, sizeof(*key));
    *key = request_key(k);
    return kit_random(k, 3) ? NULL : key;
}

static inline void request_shown(struct record_kit *k, FWPM_DISPLAY_DATA0 *d)
{
    if (kit_random(k, 10))
        *d = (FWPM_DISPLAY_DATA0){ (WCHAR *)u"name", NULL };
}

static inline GUID request_layer(struct record_kit *k)
{
    GUID key;
    memcpy(&key, &layer_rows[kit_random(k, LAYER_COUNT)].key, sizeof(key));
    return key;
}

static inline void request_condition(struct record_kit *k, FWPM_FILTER_CONDITION0 *c)
{
    static const FWPM_FILTER_CONDITION0 sound[] = {
        { .conditionValue = { .type = FWP_UINT8, .uint8 = 6 } },
        { .conditionValue = { .type = FWP_UINT16, .uint16 = 443 } },
    };
    unsigned which = kit_random(k, 16);
    if (which < 14) {
        *c = sound[which & 1];
        c->fieldKey = which & 1 ? FWPM_CONDITION_IP_REMOTE_PORT : FWPM_CONDITION_IP_PROTOCOL;
    } else if (which == 14) {
        memcpy(&c->fieldKey, &condition_rows[kit_random(k, FIELD_COUNT)].key, sizeof(c->fieldKey));
    }
}

static inline void request_filter(struct record_kit *k, FWPM_FILTER0 *f)
{
    static const FWP_ACTION_TYPE actions[] = { FWP_ACTION_BLOCK, FWP_ACTION_PERMIT, FWP_ACTION_CALLOUT_TERMINATING,
                                               FWP_ACTION_CALLOUT_INSPECTION, FWP_ACTION_CALLOUT_UNKNOWN };
    f->filterKey = request_key(k);
    f->layerKey = kit_random(k, 2) ? FWPM_LAYER_ALE_AUTH_CONNECT_V4 : request_layer(k);
    f->flags = kit_random(k, 2) ? 0 : kit_random(k, 16);
    f->providerKey = request_key_or_none(k);
    f->action.type = actions[kit_random(k, COUNT_OF(actions))];
    f->action.calloutKey = request_key(k);
    f->reserved = NULL;
    memset(&f->subLayerKey, 0, sizeof(f->subLayerKey));
    if (kit_random(k, 2))
        f->subLayerKey = request_key(k);
    if (kit_random(k, 4))
        f->weight = (FWP_VALUE0){ .type = FWP_UINT8, .uint8 = (UINT8)kit_random(k, 16) };
    for (UINT32 i = 0; i < f->numFilterConditions; i++)
        request_condition(k, &f->filterCondition[i]);
    request_shown(k, &f->displayData);
}

/* What random content hardly ever is: something that BFE takes. */
static inline void request_tidy(struct record_kit *k, const struct record_type *t, void *record)
{
    if (t == &record_FWPM_FILTER0) {
        request_filter(k, record);
    } else if (t == &record_FWPM_PROVIDER0) {
        FWPM_PROVIDER0 *p = record;
        p->providerKey = request_key(k);
        p->flags = kit_random(k, 2);
        request_shown(k, &p->displayData);
    } else if (t == &record_FWPM_SUBLAYER0) {
        FWPM_SUBLAYER0 *s = record;
        s->subLayerKey = request_key(k);
        s->flags = (UINT16)kit_random(k, 2);
        s->providerKey = request_key_or_none(k);
        request_shown(k, &s->displayData);
    } else if (t == &record_FWPM_CALLOUT0) {
        FWPM_CALLOUT0 *c = record;
        c->calloutKey = request_key(k);
        c->flags = kit_random(k, 2) ? FWPM_CALLOUT_FLAG_PERSISTENT : 0;
        c->providerKey = request_key_or_none(k);
        c->applicableLayer = FWPM_LAYER_ALE_AUTH_CONNECT_V4;
        request_shown(k, &c->displayData);
    } else if (record_type_newest(t) == &record_FWPM_PROVIDER_CONTEXT3) {
        FWPM_PROVIDER_CONTEXT0 *c = record; /* as the others begin */
        c->providerContextKey = request_key(k);
        c->flags = kit_random(k, 2);
        c->providerKey = request_key_or_none(k);
        request_shown(k, &c->displayData);
    } else if (t == &record_FWPM_SESSION0) {
        FWPM_SESSION0 *s = record;
        s->flags = kit_random(k, 2);
        s->txnWaitTimeoutInMSec = 1;
    } else if (t == &record_FWPM_FILTER_ENUM_TEMPLATE0) {
        FWPM_FILTER_ENUM_TEMPLATE0 *e = record;
        e->layerKey = request_layer(k);
        e->flags = kit_random(k, 8);
        e->enumType = (FWP_FILTER_ENUM_TYPE)kit_random(k, 3);
        for (UINT32 i = 0; i < e->numFilterConditions; i++)
            request_condition(k, &e->filterCondition[i]);
    }
}

static inline const void *request_in(struct record_kit *k, const struct call_parameter *p, uint32_t count)
{
    static const uint8_t descriptor[40] = { 1, 0, 0x04, 0x80, [4] = 20, [16] = 32, [20] = 1, 1, [27] = 1, [32] = 2, 0, 8, 0 };
    static const uint8_t acl[] = { 2, 0, 8, 0, 0, 0, 0, 0 };
    uint8_t             *elements;
    GUID                *key;
    switch (p->kind) {
    case PARAM_STRING:
        return kit_text(k, 2);
    case PARAM_STRUCT:
        elements = kit_record(k, p->type);
        request_tidy(k, p->type, elements);
        return elements;
    case PARAM_SID:
        return kit_sid(k);
    case PARAM_ACL:
        return acl;
    case PARAM_DESCRIPTOR:
        return descriptor;
    case PARAM_ARRAY:
        elements = kit_alloc(k, count * p->type->size);
        for (uint32_t i = 0; i < count; i++)
            kit_fill(k, p->type, elements + i * p->type->size);
        return elements;
    case PARAM_GUID:
        key = kit_alloc(k, sizeof(*key));
        *key = request_key(k);
        return key;
    default:
        return "stays";
    }
}

static inline uint64_t request_number(struct record_kit *k, const struct call_parameter *p)
{
    if (p->kind == PARAM_COUNT)
        return kit_random(k, 4);
    if (p->kind == PARAM_HANDLE)
        return 1 + kit_random(k, 4);
    return kit_random(k, 4) ? kit_random(k, 16) : kit_random(k, 1u << 30) & ((UINT64_C(1) << (8 * p->size - 1)) - 1);
}

/* Arguments of which one value alone is taken. */
static inline void request_special(struct record_kit *k, const struct call_row *row, union call_argument *arguments)
{
    if (row->op == CALL_ENGINE_OPEN) {
        arguments[0].in = NULL;
        arguments[1].number = RPC_C_AUTHN_WINNT;
    } else if (row->op == CALL_TRANSACTION_BEGIN) {
        arguments[1].number = kit_random(k, 4) == 0;
    }
}

/* Appends a request for the function; nothing when the arguments that came up cannot be sent. */
static inline void request_make(struct record_kit *k, const struct call_row *row, struct buffer *out)
{
    static uint64_t     places[CALL_ARGUMENTS_MAX][512];
    union call_argument arguments[CALL_ARGUMENTS_MAX] = { { 0 } };
    for (unsigned i = 0; i < row->parameter_count; i++) {
        const struct call_parameter *p = &row->parameters[i];
        if (p->kind >= PARAM_OUT_NUMBER)
            arguments[i].out = places[i];
        else if (p->kind == PARAM_ENGINE || p->kind == PARAM_NUMBER || p->kind == PARAM_HANDLE || p->kind == PARAM_COUNT)
            arguments[i].number = request_number(k, p);
        else if (!p->optional || kit_random(k, 3) == 0)
            arguments[i].in = request_in(k, p, p->kind == PARAM_ARRAY ? (uint32_t)arguments[p->partner].number : 0);
    }
    request_special(k, row, arguments);
    (void)!call_encode_request(row, arguments, out);
}

#endif
