/* Packets that outlive a classify: clones, lists that drivers make, references (docs/behaviour D.2). */
#include <fwpsk.h>

#include "api_km/conduct.h"
#include "api_km/fwps_list.h"
#include "callout/packet_tag.h"
#include "nt/rule.h"
#include "pkt/nbl.h"

static const char *freed_by(enum nbl_kind kind)
{
    switch (kind) {
    case NBL_INDICATED:
        return "FwpsDereferenceNetBufferList0, if it was referenced";
    case NBL_CLONE:
    case NBL_DEEP_CLONE:
        return "FwpsFreeCloneNetBufferList0";
    case NBL_MADE:
        return "FwpsFreeNetBufferList0";
    }
    return "nothing";
}

/* Only of a list that the ledger knows: a wild pointer is never read. */
static bool known_kind(struct nt_system *nt, const NET_BUFFER_LIST *nbl, enum nbl_kind *out)
{
    struct nt_entry e;
    if (!nt_ledger_find(nt, NT_CLONE, nbl, &e) && !nt_ledger_find(nt, NT_MADE_NBL, nbl, &e))
        return false;
    *out = nbl_state_of(nbl)->kind;
    return true;
}

void fwps_list_report_mix(struct nt_system *nt, const char *function, const NET_BUFFER_LIST *nbl)
{
    enum nbl_kind   kind;
    struct nt_entry e;
    if (known_kind(nt, nbl, &kind))
        nt_report(nt, "%s: %p is freed by %s", function, (const void *)nbl, freed_by(kind));
    else if (nt_ledger_find(nt, NT_NBL, nbl, &e))
        nt_report(nt, "%s: %p was allocated from NDIS and is freed by NdisFreeNetBufferList", function, (const void *)nbl);
    else if (nt_ledger_was(nt, NT_CLONE, nbl, &e) || nt_ledger_was(nt, NT_MADE_NBL, nbl, &e))
        nt_report(nt, "%s: %p was freed before", function, (const void *)nbl);
    else
        nt_report(nt, "%s: %p is no list that the driver made", function, (const void *)nbl);
}

static void abandon_list(const struct nt_entry *e)
{
    packet_tags_forget(e->memory);
    nbl_owned_abandon(e->memory);
}

enum wfp_status fwps_list_hold(struct nt_system *nt, enum nt_kind kind, NET_BUFFER_LIST *nbl)
{
    struct nt_entry e = { .address = nbl, .driver = nt_current_driver(nt), .kind = kind, .memory = nbl,
                          .abandon = abandon_list };
    if (nt_ledger_add(nt, &e))
        return WFP_OK;
    nbl_owned_free(nbl);
    return WFP_NO_MEMORY;
}

/* Callouts that tagged what was cloned hear of it (D-104). */
static NTSTATUS give_clone(struct nt_system *nt, NET_BUFFER_LIST *original, NET_BUFFER_LIST *clone, NET_BUFFER_LIST **out)
{
    enum wfp_status err = fwps_list_hold(nt, NT_CLONE, clone);
    if (err)
        return km_status(err);
    *out = clone;
    if (packet_is_tagged(original))
        packet_tags_tell(original, PACKET_CLONED, clone);
    return STATUS_SUCCESS;
}

/* Packets on their way or referenced, and clones of it, hold a list. */
static bool is_held(struct nt_system *nt, const char *function, const NET_BUFFER_LIST *nbl)
{
    const struct nbl_state *state = nbl_state_of(nbl);
    unsigned holds = state ? atomic_load(&state->holds) : 0;
    if (holds == 0)
        return false;
    nt_report(nt, "%s: %p is still used: by %d clones, and %u references or injections", function, (const void *)nbl,
              (int)nbl->ChildRefCount, holds - (unsigned)nbl->ChildRefCount);
    return true;
}

/* A list that is still used stays, and is told of again when the driver is unloaded. */
static void give_up(const char *function, enum nt_kind kind, NET_BUFFER_LIST *nbl)
{
    struct nt_system *nt = km_nt(function);
    struct nt_entry   e;
    irql_require(nt, function, IRQL_DISPATCH);
    if (!nt_ledger_take(nt, kind, nbl, &e)) {
        fwps_list_report_mix(nt, function, nbl);
        return;
    }
    if (is_held(nt, function, nbl)) {
        (void)nt_ledger_add(nt, &e);
        return;
    }
    if (packet_is_tagged(nbl))
        packet_tags_end(nbl, true);
    nbl_owned_free(nbl);
}

/* A pool that is given has to be one. */
static bool is_pool(struct nt_system *nt, const char *function, NDIS_HANDLE pool, enum nt_kind kind)
{
    struct nt_entry e;
    if (nt_ledger_find(nt, kind, pool, &e))
        return true;
    nt_report(nt, "%s: %p is no %s", function, pool, nt_kind_name(kind, false));
    return false;
}

static bool are_pools(struct nt_system *nt, const char *function, NDIS_HANDLE lists, NDIS_HANDLE buffers)
{
    return (!lists || is_pool(nt, function, lists, NT_NBL_POOL)) && (!buffers || is_pool(nt, function, buffers, NT_NB_POOL));
}

static void set_pools(NET_BUFFER_LIST *nbl, NDIS_HANDLE lists, NDIS_HANDLE buffers)
{
    nbl->NdisPoolHandle = lists;
    for (NET_BUFFER *nb = nbl->FirstNetBuffer; nb; nb = nb->Next)
        nb->NdisPoolHandle = buffers;
}

/* Reports a call that is not for packets of a batch. */
static bool is_of_batch(struct nt_system *nt, const char *function, const NET_BUFFER_LIST *nbl)
{
    const struct conduct   *c = conduct_of(nbl);
    const struct nbl_state *state = nbl_state_of(nbl);
    struct nt_entry         e;
    if (c && conduct_forbids_holding(c))
        rule_broken(nt, RULE_BATCH_HELD, function, "%s was called at %s", function, c->of.in->layer->name);
    else if (state && state->kind == NBL_INDICATED && nt_ledger_find(nt, NT_ABSORBED, nbl, &e))
        rule_broken(nt, RULE_BATCH_HELD, function, "%s was called on a frame that was absorbed with a batch", function);
    else
        return false;
    return true;
}

NTSTATUS NTAPI FwpsAllocateCloneNetBufferList0(NET_BUFFER_LIST *originalNetBufferList, NDIS_HANDLE netBufferListPoolHandle,
                                               NDIS_HANDLE netBufferPoolHandle, ULONG allocateCloneFlags,
                                               NET_BUFFER_LIST **netBufferList)
{
    static const char *const function = "FwpsAllocateCloneNetBufferList0";
    struct nt_system        *nt = km_nt(function);
    NET_BUFFER_LIST         *clone;
    irql_require(nt, function, IRQL_DISPATCH);
    if (!originalNetBufferList || !netBufferList || allocateCloneFlags || is_of_batch(nt, function, originalNetBufferList) ||
        !are_pools(nt, function, netBufferListPoolHandle, netBufferPoolHandle))
        return STATUS_INVALID_PARAMETER;
    enum wfp_status err = nbl_clone(originalNetBufferList, &clone);
    if (err)
        return km_status(err);
    set_pools(clone, netBufferListPoolHandle, netBufferPoolHandle);
    return give_clone(nt, originalNetBufferList, clone, netBufferList);
}

NTSTATUS NTAPI FwpsAllocateDeepCloneNetBufferList0(NET_BUFFER_LIST *originalNetBufferList, NDIS_HANDLE netBufferListPoolHandle,
                                                   NDIS_HANDLE netBufferPoolHandle, NET_BUFFER_LIST **netBufferList)
{
    static const char *const function = "FwpsAllocateDeepCloneNetBufferList0";
    struct nt_system        *nt = km_nt(function);
    NET_BUFFER_LIST         *clone;
    irql_require(nt, function, IRQL_DISPATCH);
    if (!originalNetBufferList || !netBufferList ||
        !are_pools(nt, function, netBufferListPoolHandle, netBufferPoolHandle))
        return STATUS_INVALID_PARAMETER;
    enum wfp_status err = nbl_deep_clone(originalNetBufferList, &clone);
    if (err)
        return km_status(err);
    set_pools(clone, netBufferListPoolHandle, netBufferPoolHandle);
    return give_clone(nt, originalNetBufferList, clone, netBufferList);
}

void NTAPI FwpsFreeCloneNetBufferList0(NET_BUFFER_LIST *netBufferList, ULONG freeCloneFlags)
{
    (void)freeCloneFlags;
    give_up("FwpsFreeCloneNetBufferList0", NT_CLONE, netBufferList);
}

NTSTATUS NTAPI FwpsAllocateNetBufferAndNetBufferList0(NDIS_HANDLE poolHandle, USHORT contextSize, USHORT contextBackFill,
                                                      MDL *mdlChain, ULONG dataOffset, SIZE_T dataLength,
                                                      NET_BUFFER_LIST **netBufferList)
{
    static const char *const function = "FwpsAllocateNetBufferAndNetBufferList0";
    struct nt_system        *nt = km_nt(function);
    struct nbl_shape shape = { poolHandle, contextSize, contextBackFill, mdlChain, dataOffset, (uint32_t)dataLength };
    NET_BUFFER_LIST *made;
    irql_require(nt, function, IRQL_DISPATCH);
    if (!netBufferList || dataLength > UINT32_MAX || !is_pool(nt, function, poolHandle, NT_NBL_POOL))
        return STATUS_INVALID_PARAMETER;
    enum wfp_status err = nbl_make(&shape, &made);
    if (err == WFP_OK)
        err = fwps_list_hold(nt, NT_MADE_NBL, made);
    if (err == WFP_OK)
        *netBufferList = made;
    return km_status(err);
}

void NTAPI FwpsFreeNetBufferList0(NET_BUFFER_LIST *netBufferList)
{
    give_up("FwpsFreeNetBufferList0", NT_MADE_NBL, netBufferList);
}

/* --- references --------------------------------------------------------------------------------------------------- */

static void abandon_reference(const struct nt_entry *e)
{
    nbl_drop((NET_BUFFER_LIST *)(uintptr_t)e->address);
}

void NTAPI FwpsReferenceNetBufferList0(NET_BUFFER_LIST *netBufferList, BOOLEAN intendToModify)
{
    static const char *const function = "FwpsReferenceNetBufferList0";
    struct nt_system        *nt = km_nt(function);
    struct nt_entry e = { .address = netBufferList, .driver = nt_current_driver(nt), .kind = NT_REFERENCE,
                          .abandon = abandon_reference };
    struct conduct *classify = conduct_of(netBufferList);
    irql_require(nt, function, IRQL_DISPATCH);
    (void)is_of_batch(nt, function, netBufferList);
    if (classify)
        classify->will_modify |= intendToModify;
    enum wfp_status err = nbl_keep(netBufferList);
    if (err == WFP_OK && !nt_ledger_add(nt, &e)) {
        nbl_drop(netBufferList);
        err = WFP_NO_MEMORY;
    }
    if (err) /* the function has no way to say so */
        nt_report(nt, "%s: %p is not held: %s", function, (void *)netBufferList, status_row(err)->sentence);
}

void NTAPI FwpsDereferenceNetBufferList0(NET_BUFFER_LIST *netBufferList, BOOLEAN dispatchLevel)
{
    static const char *const function = "FwpsDereferenceNetBufferList0";
    struct nt_system        *nt = km_nt(function);
    irql_require(nt, function, IRQL_DISPATCH);
    if (dispatchLevel && irql_current() != IRQL_DISPATCH)
        nt_report(nt, "%s: dispatchLevel is TRUE at %s", function, irql_name(irql_current()));
    (void)is_of_batch(nt, function, netBufferList);
    if (nt_release(nt, NT_REFERENCE, netBufferList, function))
        nbl_drop(netBufferList);
}
