/* A policy as firewalls have it: filters with three conditions (protocol, remote prefix, remote port) in one sublayer, spread
 * over the four layers where connections are judged; for programs that call the management functions. */
#ifndef WFP_TESTS_BFE_KIT_H
#define WFP_TESTS_BFE_KIT_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uchar.h>

#include <windows.h>
#include <fwpmu.h>

#define BFE_KIT_PROVIDER ((GUID){ 0x0bf80001, 0x1111, 0x4222, { 1, 2, 3, 4, 5, 6, 7, 8 } })
#define BFE_KIT_SUBLAYER ((GUID){ 0x0bf80002, 0x1111, 0x4222, { 1, 2, 3, 4, 5, 6, 7, 8 } })

/* What the n-th filter matches; the peers of a benchmark load the same. */
struct bfe_kit_rule {
    UINT8  protocol; /* 6 or 17 */
    UINT32 address, mask;
    UINT16 port;
    BOOL   inbound, block;
};

static inline struct bfe_kit_rule bfe_kit_rule(UINT32 n)
{
    struct bfe_kit_rule r = { n % 3 ? 6 : 17, 0x0a000000u + (n << 8) % 0x1000000u, 0xffffff00u, (UINT16)(1 + n % 60000), n & 1, n & 2 };
    return r;
}

static inline GUID bfe_kit_key(UINT32 n)
{
    GUID key = { 0x5eed0000u ^ n * 2654435761u, (UINT16)n, 0x4bfe, { 0x80, 1, 2, 3, (BYTE)(n >> 24), (BYTE)(n >> 16), (BYTE)(n >> 8), (BYTE)n } };
    return key;
}

static inline DWORD bfe_kit_add_parents(HANDLE engine, BOOL persistent)
{
    FWPM_PROVIDER0 p = { .providerKey = BFE_KIT_PROVIDER, .displayData = { (WCHAR *)u"kit", NULL } };
    GUID           provider = BFE_KIT_PROVIDER;
    FWPM_SUBLAYER0 s = { .subLayerKey = BFE_KIT_SUBLAYER, .displayData = { (WCHAR *)u"kit", NULL }, .providerKey = &provider, .weight = 0x8000 };
    p.flags = persistent ? FWPM_PROVIDER_FLAG_PERSISTENT : 0;
    s.flags = persistent ? FWPM_SUBLAYER_FLAG_PERSISTENT : 0;
    DWORD err = FwpmProviderAdd0(engine, &p, NULL);
    return err ? err : FwpmSubLayerAdd0(engine, &s, NULL);
}

static inline DWORD bfe_kit_add(HANDLE engine, UINT32 n, UINT32 flags, UINT64 *id)
{
    static const GUID *const layers[] = { &FWPM_LAYER_ALE_AUTH_CONNECT_V4, &FWPM_LAYER_ALE_AUTH_RECV_ACCEPT_V4,
                                          &FWPM_LAYER_OUTBOUND_TRANSPORT_V4, &FWPM_LAYER_INBOUND_TRANSPORT_V4 };
    struct bfe_kit_rule    r = bfe_kit_rule(n);
    GUID                   provider = BFE_KIT_PROVIDER;
    FWP_V4_ADDR_AND_MASK   address = { r.address, r.mask };
    WCHAR                  name[32] = u"rule";
    char                   digits[12];
    FWPM_FILTER_CONDITION0 conditions[3] = {
        { FWPM_CONDITION_IP_PROTOCOL, FWP_MATCH_EQUAL, { .type = FWP_UINT8, .uint8 = r.protocol } },
        { FWPM_CONDITION_IP_REMOTE_ADDRESS, FWP_MATCH_EQUAL, { .type = FWP_V4_ADDR_MASK, .v4AddrMask = &address } },
        { FWPM_CONDITION_IP_REMOTE_PORT, FWP_MATCH_EQUAL, { .type = FWP_UINT16, .uint16 = r.port } },
    };
    FWPM_FILTER0 f = { .filterKey = bfe_kit_key(n), .displayData = { name, NULL }, .flags = flags, .providerKey = &provider,
                       .layerKey = *layers[(n >> 2 & 2) | (r.inbound ? 1 : 0)], .subLayerKey = BFE_KIT_SUBLAYER,
                       .weight = { .type = FWP_UINT8, .uint8 = (UINT8)(n % 16) }, .numFilterConditions = 3, .filterCondition = conditions };
    int length = snprintf(digits, sizeof(digits), " %u", n);
    for (int i = 0; i <= length; i++)
        name[4 + i] = (WCHAR)digits[i];
    f.action.type = r.block ? FWP_ACTION_BLOCK : FWP_ACTION_PERMIT;
    return FwpmFilterAdd0(engine, &f, NULL, id);
}

/* A transaction with the parents and `count` filters. */
static inline DWORD bfe_kit_load(HANDLE engine, UINT32 count, BOOL persistent)
{
    DWORD err = FwpmTransactionBegin0(engine, 0);
    if (!err)
        err = bfe_kit_add_parents(engine, persistent);
    for (UINT32 n = 0; !err && n < count; n++)
        err = bfe_kit_add(engine, n, persistent ? FWPM_FILTER_FLAG_PERSISTENT : 0, NULL);
    if (!err)
        return FwpmTransactionCommit0(engine);
    (void)FwpmTransactionAbort0(engine);
    return err;
}

/* Pages of `page` until there are no more; how many filters there were, UINT32_MAX on an error. */
static inline UINT32 bfe_kit_enumerate(HANDLE engine, UINT32 page)
{
    HANDLE         handle;
    FWPM_FILTER0 **entries;
    UINT32         total = 0, n = page;
    if (FwpmFilterCreateEnumHandle0(engine, NULL, &handle))
        return UINT32_MAX;
    while (n == page && total != UINT32_MAX) {
        if (FwpmFilterEnum0(engine, handle, page, &entries, &n)) {
            total = UINT32_MAX;
            break;
        }
        total += n;
        FwpmFreeMemory0((void **)&entries);
    }
    (void)FwpmFilterDestroyEnumHandle0(engine, handle);
    return total;
}

#endif
