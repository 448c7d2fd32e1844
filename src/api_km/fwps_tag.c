/* FwpsNetBufferList*Context*: contexts on packets, under a tag. */
#include <stdlib.h>

#include <fwpsk.h>

#include "api_km/border.h"
#include "callout/packet_tag.h"
#include "nt/ledger.h"

static_assert(FWPS_NET_BUFFER_LIST_CLONED_VIA_WFP_API == (int)PACKET_CLONED &&
                  FWPS_NET_BUFFER_LIST_EXIT_NETIO == (int)PACKET_EXITS &&
                  FWPS_NET_BUFFER_LIST_CONTEXT_REMOVED == (int)PACKET_CONTEXT_REMOVED &&
                  FWPS_NET_BUFFER_LIST_NDIS_ETHERNET_SEND_COMPLETE == (int)PACKET_LINK_SENT &&
                  FWPS_NET_BUFFER_LIST_NDIS_ETHERNET_RECV_COMPLETE == (int)PACKET_LINK_RECEIVED &&
                  FWPS_NET_BUFFER_LIST_REASSEMBLED_FRAGMENT == (int)PACKET_FRAGMENT_JOINED &&
                  FWPS_NET_BUFFER_LIST_REASSEMBLY_COMPLETE == (int)PACKET_REASSEMBLED,
              "events keep their numbers");
static_assert(FWPS_LAYER_NON_WFP == LAYER_ID_NONE, "no layer is no layer");

/* Immutable while the context is on the packet. */
struct tag_thunk {
    struct km_context km; /* of the driver */
    unsigned          version;
    union {
        FWPS_NET_BUFFER_LIST_NOTIFY_FN0 v0;
        FWPS_NET_BUFFER_LIST_NOTIFY_FN1 v1;
    } notify;
};

static void notify(void *context, enum packet_event event, NET_BUFFER_LIST *nbl, NET_BUFFER_LIST *other, uint16_t layer,
                   uint64_t packet_context, uint64_t tag)
{
    const struct tag_thunk  *t = context;
    const struct km_context *before = km_enter(&t->km);
    FWPS_NET_BUFFER_LIST_EVENT_TYPE0 type = (FWPS_NET_BUFFER_LIST_EVENT_TYPE0)event;
    if (t->version == 0)
        t->notify.v0(type, nbl, other, layer, packet_context, tag);
    else
        (void)t->notify.v1(type, nbl, other, layer, packet_context, tag); /* what happened has happened */
    km_leave(before);
}

static void release(void *context)
{
    struct tag_thunk *t = context;
    struct nt_entry   e;
    (void)nt_ledger_take(t->km.nt, NT_PACKET_CONTEXT, t, &e);
    free(t);
}

static void abandon(const struct nt_entry *e)
{
    const struct tag_thunk *t = e->memory;
    packet_tag_forget(t->km.callouts, t);
}

static NTSTATUS associate(const struct packet_association *what, const struct tag_thunk *thunk)
{
    struct tag_thunk    *t = malloc(sizeof(*t));
    struct packet_tagger tagger = { notify, release, t };
    struct nt_entry      e = { .address = t, .driver = thunk->km.driver, .kind = NT_PACKET_CONTEXT, .memory = t,
                               .abandon = abandon };
    if (!t)
        return km_status(WFP_NO_MEMORY);
    *t = *thunk;
    enum wfp_status err = nt_ledger_add(t->km.nt, &e) ? WFP_OK : WFP_NO_MEMORY;
    if (err == WFP_OK)
        err = packet_tag_associate(t->km.callouts, what, &tagger);
    if (err)
        release(t);
    return km_status(err);
}

static NTSTATUS check(const char *function, const void *nbl, const void *notify_fn, UINT32 flags)
{
    irql_require(km_nt(function), function, IRQL_DISPATCH);
    return nbl && notify_fn && !flags ? STATUS_SUCCESS : STATUS_INVALID_PARAMETER;
}

NTSTATUS NTAPI FwpsNetBufferListAssociateContext0(NET_BUFFER_LIST *netBufferList, UINT16 layerId, UINT64 context,
                                                  UINT64 contextTag, GUID *providerGuid, void *deviceObject,
                                                  FWPS_NET_BUFFER_LIST_NOTIFY_FN0 notifyFn, UINT32 flags)
{
    struct tag_thunk thunk = { .notify.v0 = notifyFn };
    (void)providerGuid, (void)deviceObject; /* nobody is asked for them later */
    NTSTATUS status = check("FwpsNetBufferListAssociateContext0", netBufferList, (const void *)notifyFn, flags);
    if (!NT_SUCCESS(status))
        return status;
    thunk.km = *km_current();
    return associate(&(struct packet_association){ netBufferList, layerId, context, contextTag }, &thunk);
}

NTSTATUS NTAPI FwpsNetBufferListAssociateContext1(NET_BUFFER_LIST *netBufferList, UINT16 layerId, UINT64 context,
                                                  UINT64 contextTag, GUID *providerGuid, void *deviceObject,
                                                  FWPS_NET_BUFFER_LIST_NOTIFY_FN1 notifyFn, UINT32 flags)
{
    struct tag_thunk thunk = { .version = 1, .notify.v1 = notifyFn };
    (void)providerGuid, (void)deviceObject;
    NTSTATUS status = check("FwpsNetBufferListAssociateContext1", netBufferList, (const void *)notifyFn, flags);
    if (!NT_SUCCESS(status))
        return status;
    thunk.km = *km_current();
    return associate(&(struct packet_association){ netBufferList, layerId, context, contextTag }, &thunk);
}

UINT64 NTAPI FwpsNetBufferListGetTagForContext0(void)
{
    irql_require(km_nt("FwpsNetBufferListGetTagForContext0"), "FwpsNetBufferListGetTagForContext0", IRQL_DISPATCH);
    return packet_tag_new(km_current()->callouts);
}

NTSTATUS NTAPI FwpsNetBufferListRetrieveContext0(NET_BUFFER_LIST *netBufferList, UINT64 contextTag, BOOLEAN removeContext,
                                                 UINT32 flags, UINT64 *context)
{
    NTSTATUS status = check("FwpsNetBufferListRetrieveContext0", netBufferList, context, flags);
    uint64_t found;
    if (!NT_SUCCESS(status))
        return status;
    enum wfp_status err = packet_tag_retrieve(km_current()->callouts, netBufferList, contextTag, removeContext, &found);
    if (err == WFP_OK)
        *context = found;
    return km_status(err);
}

NTSTATUS NTAPI FwpsNetBufferListRemoveContext0(NET_BUFFER_LIST *netBufferList, UINT64 contextTag, UINT32 flags)
{
    irql_require(km_nt("FwpsNetBufferListRemoveContext0"), "FwpsNetBufferListRemoveContext0", IRQL_DISPATCH);
    if (flags)
        return STATUS_INVALID_PARAMETER;
    return km_status(packet_tag_remove(km_current()->callouts, netBufferList, contextTag));
}
