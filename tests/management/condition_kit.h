/* For tests of conditions: the layers as the engine tells them, values of every type, filters of one condition. */
#ifndef WFP_TESTS_MANAGEMENT_CONDITION_KIT_H
#define WFP_TESTS_MANAGEMENT_CONDITION_KIT_H

#include "kit.h"

#include <sddl.h>

static FWPM_LAYER0 **layers;
static UINT32        layer_count;
static HANDLE        engine;

static inline void open_layers(void)
{
    HANDLE e;
    engine = kit_open(FWPM_SESSION_FLAG_DYNAMIC); /* the layers for internal use refuse static filters */
    assert_done(FwpmLayerCreateEnumHandle0(engine, NULL, &e));
    assert_done(FwpmLayerEnum0(engine, e, 10000, &layers, &layer_count));
    assert_true(layer_count > 90);
    assert_done(FwpmTransactionBegin0(engine, 0));
}

static inline void close_layers(void)
{
    assert_done(FwpmTransactionAbort0(engine));
    FwpmFreeMemory0((void **)&layers);
}

static inline const FWPM_LAYER0 *layer_of(const GUID *key)
{
    for (UINT32 i = 0; i < layer_count; i++)
        if (kit_same_key(&layers[i]->layerKey, key))
            return layers[i];
    fail_msg("no such layer");
    return NULL;
}

/* -1: the layer does not have it. */
static inline int index_of(const FWPM_LAYER0 *layer, const GUID *field)
{
    for (UINT32 i = 0; i < layer->numFields; i++)
        if (kit_same_key(layer->field[i].fieldKey, field))
            return (int)i;
    return -1;
}

static inline DWORD add(const GUID *layer, const FWPM_FILTER_CONDITION0 *conditions, unsigned count)
{
    UINT64       id;
    FWPM_FILTER0 f = kit_filter(1);
    f.layerKey = *layer;
    f.numFilterConditions = count;
    f.filterCondition = (FWPM_FILTER_CONDITION0 *)(uintptr_t)conditions;
    DWORD code = FwpmFilterAdd0(engine, &f, NULL, &id);
    if (code == 0)
        assert_done(FwpmFilterDeleteById0(engine, id));
    return code;
}

static inline DWORD add_one(const GUID *layer, const GUID *field, FWP_MATCH_TYPE match, FWP_CONDITION_VALUE0 value)
{
    FWPM_FILTER_CONDITION0 c = { *field, match, value };
    return add(layer, &c, 1);
}

/* --- values --------------------------------------------------------------------------------------------------------------- */

static inline FWP_BYTE_BLOB *descriptor(void)
{
    static FWP_BYTE_BLOB blob;
    PSECURITY_DESCRIPTOR sd;
    ULONG                size;
    if (!blob.data) {
        assert_true(
            ConvertStringSecurityDescriptorToSecurityDescriptorA("O:SYG:SYD:(A;;CC;;;WD)", SDDL_REVISION_1, &sd, &size));
        blob = (FWP_BYTE_BLOB){ size, sd };
    }
    return &blob;
}

/* A valid value of a type; what it points to is static. */
static inline FWP_CONDITION_VALUE0 value_of(FWP_DATA_TYPE type)
{
    static UINT64               u64 = 5;
    static INT64                i64 = 5;
    static double               real = 5;
    static FWP_BYTE_ARRAY16     bytes16 = { { 1 } };
    static FWP_BYTE_ARRAY6      bytes6 = { { 1 } };
    static UINT8                bytes[] = { 'a', 0, 0, 0 };
    static FWP_BYTE_BLOB        blob = { sizeof(bytes), bytes };
    static UINT8                sid[] = { 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0 };
    static FWP_V4_ADDR_AND_MASK v4 = { 0x0a000007, 0xff000000 };
    static FWP_V6_ADDR_AND_MASK v6 = { { 0x20, 1 }, 16 };
    FWP_CONDITION_VALUE0        v = { .type = type };
    switch (type) {
    case FWP_UINT8:
    case FWP_UINT16:
    case FWP_UINT32:
    case FWP_INT8:
    case FWP_INT16:
    case FWP_INT32:
        v.uint32 = 5;
        break;
    case FWP_FLOAT:
        v.float32 = 5;
        break;
    case FWP_UINT64:
        v.uint64 = &u64;
        break;
    case FWP_INT64:
        v.int64 = &i64;
        break;
    case FWP_DOUBLE:
        v.double64 = &real;
        break;
    case FWP_BYTE_ARRAY16_TYPE:
        v.byteArray16 = &bytes16;
        break;
    case FWP_BYTE_ARRAY6_TYPE:
        v.byteArray6 = &bytes6;
        break;
    case FWP_BYTE_BLOB_TYPE:
        v.byteBlob = &blob;
        break;
    case FWP_SID:
        v.sid = (SID *)sid;
        break;
    case FWP_SECURITY_DESCRIPTOR_TYPE:
        v.sd = descriptor();
        break;
    case FWP_UNICODE_STRING_TYPE:
        v.unicodeString = KIT_TEXT("text");
        break;
    case FWP_V4_ADDR_MASK:
        v.v4AddrMask = &v4;
        break;
    case FWP_V6_ADDR_MASK:
        v.v6AddrMask = &v6;
        break;
    default:
        break;
    }
    return v;
}

static inline bool is_token(FWP_DATA_TYPE type)
{
    return type == FWP_TOKEN_INFORMATION_TYPE || type == FWP_TOKEN_ACCESS_INFORMATION_TYPE;
}

static inline FWP_CONDITION_VALUE0 value_for(FWP_DATA_TYPE field)
{
    return value_of(is_token(field) ? FWP_SECURITY_DESCRIPTOR_TYPE : field);
}

/* A field that no filter can name. */
static inline bool is_reserved(const GUID *field)
{
    return kit_same_key(field, &(GUID){ 0 });
}

#endif
