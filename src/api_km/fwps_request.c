/* FwpsAcquireClassifyHandle0, FwpsReleaseClassifyHandle0, FwpsPendClassify0, FwpsCompleteClassify0,
 * FwpsAcquireWritableLayerDataPointer0, FwpsApplyModifiedLayerData0. */
#include <assert.h>
#include <stddef.h>

#include <fwpsk.h>
#include <ntstatus.h>

#include "api_km/border_status.h"
#include "api_km/context.h"
#include "callout/request.h"
#include "nt/irql.h"
#include "nt/ledger.h"
#include "nt/pool.h"
#include "nt/rule.h"

#define SAME(type, member, ours, mine)                                                                \
    static_assert(offsetof(type, member) == offsetof(struct ours, mine), #type "." #member " is where requests have it")

static_assert(sizeof(FWPS_CONNECT_REQUEST0) == sizeof(struct connect_request), "size of FWPS_CONNECT_REQUEST0");
SAME(FWPS_CONNECT_REQUEST0, localAddressAndPort, connect_request, local);
SAME(FWPS_CONNECT_REQUEST0, remoteAddressAndPort, connect_request, remote);
SAME(FWPS_CONNECT_REQUEST0, portReservationToken, connect_request, reservation);
SAME(FWPS_CONNECT_REQUEST0, localRedirectTargetPID, connect_request, target_pid);
SAME(FWPS_CONNECT_REQUEST0, previousVersion, connect_request, previous);
SAME(FWPS_CONNECT_REQUEST0, modifierFilterId, connect_request, modifier);
SAME(FWPS_CONNECT_REQUEST0, localRedirectHandle, connect_request, redirect_handle);
SAME(FWPS_CONNECT_REQUEST0, localRedirectContext, connect_request, redirect_context);
SAME(FWPS_CONNECT_REQUEST0, localRedirectContextSize, connect_request, redirect_context_size);
static_assert(sizeof(FWPS_BIND_REQUEST0) == sizeof(struct bind_request), "size of FWPS_BIND_REQUEST0");
SAME(FWPS_BIND_REQUEST0, localAddressAndPort, bind_request, local);
SAME(FWPS_BIND_REQUEST0, portReservationToken, bind_request, reservation);
SAME(FWPS_BIND_REQUEST0, previousVersion, bind_request, previous);
SAME(FWPS_BIND_REQUEST0, modifierFilterId, bind_request, modifier);

static const void *about(UINT64 handle)
{
    return (const void *)(uintptr_t)handle;
}

/* The context of a call at up to DISPATCH_LEVEL; NULL outside a host. */
static const struct km_context *enter(const char *function)
{
    const struct km_context *km = km_caller();
    if (km && km->nt)
        irql_require(km->nt, function, IRQL_DISPATCH);
    return km;
}

/* What a driver that leaks them has: its handle is released, its pended classify blocked. */
static void abandon_handle(const struct nt_entry *e)
{
    (void)!classify_handle_release(e->memory, (uintptr_t)e->address);
}

static void abandon_pended(const struct nt_entry *e)
{
    static const struct classify_out blocked = { .action = ACTION_BLOCK };
    (void)!classify_handle_complete(e->memory, (uintptr_t)e->address, &blocked);
}

/* Enters what the driver holds into the ledger, for the report at unload. Without memory for that it is only not reported. */
static void hold(const struct km_context *km, enum nt_kind kind, UINT64 handle, void (*abandon)(const struct nt_entry *))
{
    if (km->nt)
        (void)!nt_ledger_add(km->nt, &(struct nt_entry){ .address = about(handle), .driver = km->driver, .kind = kind,
                                                         .memory = km->callouts, .abandon = abandon });
}

static void unhold(const struct km_context *km, enum nt_kind kind, UINT64 handle)
{
    struct nt_entry e;
    if (km->nt)
        (void)!nt_ledger_take(km->nt, kind, about(handle), &e);
}

NTSTATUS NTAPI FwpsAcquireClassifyHandle0(void *classifyContext, UINT32 flags, UINT64 *classifyHandle)
{
    const struct km_context *km = enter("FwpsAcquireClassifyHandle0");
    uint64_t                 handle = 0;
    if (!km || !classifyContext || flags || !classifyHandle)
        return border_status(WFP_INVALID_ARGUMENT);
    enum wfp_status err = classify_handle_acquire(km->callouts, classifyContext, km->driver, &handle);
    if (err)
        return border_status(err);
    hold(km, NT_CLASSIFY_HANDLE, handle, abandon_handle);
    *classifyHandle = handle;
    return STATUS_SUCCESS;
}

static void report_handle(const struct km_context *km, const char *function, UINT64 handle, const char *what)
{
    if (km->nt)
        rule_broken(km->nt, RULE_CLASSIFY_HANDLE_BALANCE, about(handle), "%s: the classify handle %llu %s", function,
                    (unsigned long long)handle, what);
}

void NTAPI FwpsReleaseClassifyHandle0(UINT64 classifyHandle)
{
    const struct km_context *km = enter("FwpsReleaseClassifyHandle0");
    if (!km)
        return;
    unhold(km, NT_CLASSIFY_HANDLE, classifyHandle);
    if (classify_handle_release(km->callouts, classifyHandle) != WFP_OK)
        report_handle(km, "FwpsReleaseClassifyHandle0", classifyHandle, "is not acquired, or was released before");
}

/* What keeps a request closed until its callout is done with it (C-050). */
static void fail_closed(FWPS_CLASSIFY_OUT0 *out)
{
    out->actionType = FWP_ACTION_BLOCK;
    out->rights &= ~(UINT32)FWPS_RIGHT_ACTION_WRITE;
}

NTSTATUS NTAPI FwpsPendClassify0(UINT64 classifyHandle, UINT64 filterId, UINT32 flags, FWPS_CLASSIFY_OUT0 *classifyOut)
{
    const struct km_context *km = enter("FwpsPendClassify0");
    if (!km || flags || !classifyOut)
        return border_status(WFP_INVALID_ARGUMENT);
    enum wfp_status err = classify_handle_pend(km->callouts, classifyHandle, filterId, classifyOut);
    if (err)
        return border_status(err);
    hold(km, NT_PENDED_CLASSIFY, classifyHandle, abandon_pended);
    fail_closed(classifyOut);
    return STATUS_SUCCESS;
}

static const struct classify_out *decision_of(const FWPS_CLASSIFY_OUT0 *out, struct classify_out *decision)
{
    if (!out)
        return NULL;
    *decision = (struct classify_out){ .action = (enum action_type)out->actionType, .rights = out->rights & RIGHT_ACTION_WRITE,
                                       .flags = out->flags };
    return decision;
}

/* A classifyOut that is gone may hold anything: it blocks. */
static bool is_gone(const struct km_context *km, UINT64 handle, const FWPS_CLASSIFY_OUT0 *out)
{
    if (!out || classify_handle_frame(km->callouts, handle) != out)
        return false;
    if (km->nt)
        rule_broken(km->nt, RULE_CLASSIFY_OUT_NOT_COPIED, about(handle),
                    "FwpsCompleteClassify0: classifyOut is that of the classify that was pended, which is over; it is taken as a block");
    return true;
}

void NTAPI FwpsCompleteClassify0(UINT64 classifyHandle, UINT32 flags, const FWPS_CLASSIFY_OUT0 *classifyOut)
{
    static const FWPS_CLASSIFY_OUT0 blocked = { .actionType = FWP_ACTION_BLOCK };
    const struct km_context *km = enter("FwpsCompleteClassify0");
    struct classify_out      decision;
    (void)flags;
    if (!km)
        return;
    unhold(km, NT_PENDED_CLASSIFY, classifyHandle);
    if (is_gone(km, classifyHandle, classifyOut))
        classifyOut = &blocked;
    if (classify_handle_complete(km->callouts, classifyHandle, decision_of(classifyOut, &decision)) != WFP_OK)
        report_handle(km, "FwpsCompleteClassify0", classifyHandle, "was not pended, or completed before");
}

NTSTATUS NTAPI FwpsAcquireWritableLayerDataPointer0(UINT64 classifyHandle, UINT64 filterId, UINT32 flags, PVOID *writableLayerData,
                                                    FWPS_CLASSIFY_OUT0 *classifyOut)
{
    const struct km_context *km = enter("FwpsAcquireWritableLayerDataPointer0");
    if (!km || flags || !writableLayerData || !classifyOut)
        return border_status(WFP_INVALID_ARGUMENT);
    enum wfp_status err = classify_handle_write(km->callouts, classifyHandle, filterId, writableLayerData);
    if (err == WFP_OK)
        fail_closed(classifyOut);
    return border_status(err);
}

static void release_context(void *env, void *data)
{
    pool_free_given(env, data, "the end of a redirected connection");
}

/* C-055. What cannot be taken is left to the callout, and the connection goes without. */
static struct redirect_context take_context(const struct km_context *km, void *data, size_t size)
{
    struct redirect_context none = { 0 };
    size_t                  room = 0;
    if (!data || !km->nt)
        return none;
    if (!pool_give(km->nt, data, &room)) {
        rule_broken(km->nt, RULE_REDIRECT_CONTEXT_IN_POOL, data,
                    "FwpsApplyModifiedLayerData0: localRedirectContext %p is no pool block of a driver", data);
        return none;
    }
    if (size > room)
        rule_broken(km->nt, RULE_REDIRECT_CONTEXT_IN_POOL, data,
                    "FwpsApplyModifiedLayerData0: localRedirectContext has %zu bytes, not %zu", room, size);
    return (struct redirect_context){ data, size < room ? size : room, release_context, km->nt };
}

static void report_apply(const struct km_context *km, const void *data)
{
    if (km->nt)
        rule_broken(km->nt, RULE_WRITABLE_DATA_BALANCE, data,
                    "FwpsApplyModifiedLayerData0: %p was not acquired with this classify handle, or applied before", data);
}

void NTAPI FwpsApplyModifiedLayerData0(UINT64 classifyHandle, PVOID modifiedLayerData, UINT32 flags)
{
    const struct km_context *km = enter("FwpsApplyModifiedLayerData0");
    bool                     watch = flags & FWPS_CLASSIFY_FLAG_REAUTHORIZE_IF_MODIFIED_BY_OTHERS;
    void                    *data;
    size_t                   size;
    if (!km)
        return;
    if (!classify_handle_context(km->callouts, classifyHandle, modifiedLayerData, &data, &size)) {
        report_apply(km, modifiedLayerData);
        return;
    }
    struct redirect_context context = take_context(km, data, size);
    if (classify_handle_apply(km->callouts, classifyHandle, modifiedLayerData, watch, &context) == WFP_OK)
        return;
    if (context.release)
        context.release(context.env, context.data); /* two threads applied it at once */
    report_apply(km, modifiedLayerData);
}
