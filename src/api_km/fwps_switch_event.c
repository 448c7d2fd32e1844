/* FwpsvSwitchEventsSubscribe0, FwpsvSwitchEventsUnsubscribe0, FwpsvSwitchNotifyComplete0 (docs/behaviour F). */
#include <fwpsk.h>
#include <ntstatus.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "api_km/border_status.h"
#include "api_km/context.h"
#include "api_km/switch_view.h"
#include "nt/fault.h"
#include "nt/irql.h"
#include "nt/ledger.h"
#include "nt/rule.h"
#include "nt/system.h"

static_assert(FWPS_VSWITCH_EVENT_RUNTIME_STATE_RESTORE == (int)SWITCH_EVENT_RESTORE &&
                  FWPS_VSWITCH_EVENT_POLICY_ADD == (int)SWITCH_EVENT_POLICY_ADD &&
                  FWPS_VSWITCH_EVENT_INTERFACE_CREATE == (int)SWITCH_EVENT_INTERFACE_CREATE,
              "events keep their numbers");

/* A driver's subscription. Immutable while it lasts. */
struct listener {
    struct km_context                  km;
    FWPS_VSWITCH_EVENT_DISPATCH_TABLE0 table;
    void                              *context;
};

static enum wfp_status status_of(NTSTATUS status)
{
    if (NT_SUCCESS(status))
        return status == STATUS_PENDING ? WFP_PENDING : WFP_OK;
    for (unsigned i = 0; i < WFP_STATUS_COUNT; i++)
        if (status_rows[i].ntstatus == (uint32_t)status)
            return (enum wfp_status)i;
    return WFP_UNSUCCESSFUL;
}

/* --- the seven callbacks --------------------------------------------------------------------------------------------------- */

/* All have the same arguments; completion is NULL where nothing may be held back. */
struct told {
    const struct listener     *to;
    const struct switch_event *event;
    struct switch_view        *view;
    void                      *completion;
    struct switch_answer      *answer;
};

static NTSTATUS tell_lifetime(const struct told *t)
{
    return t->to->table.vSwitchLifetimeNotifyFn(t->to->context, (FWPS_VSWITCH_EVENT_TYPE)t->event->type, &t->view->parameters,
                                                t->view->ports, t->view->nics);
}

static NTSTATUS tell_port(const struct told *t)
{
    return t->to->table.vSwitchPortEventNotifyFn(t->to->context, t->completion, (FWPS_VSWITCH_EVENT_TYPE)t->event->type,
                                                 &t->view->parameters, t->view->port);
}

static NTSTATUS tell_interface(const struct told *t)
{
    return t->to->table.vSwitchInterfaceEventNotifyFn(t->to->context, t->completion, (FWPS_VSWITCH_EVENT_TYPE)t->event->type,
                                                      &t->view->parameters, t->view->nic);
}

/* Told only when WFP is not in its place (F-015). */
static NTSTATUS tell_reorder(const struct told *t)
{
    return t->to->table.vSwitchFilterEngineReorderNotifyRn(t->to->context, t->completion, FALSE, t->view->filters);
}

static NTSTATUS tell_policy(const struct told *t)
{
    return t->to->table.vSwitchPolicyEventNotifyFn(t->to->context, t->completion, (FWPS_VSWITCH_EVENT_TYPE)t->event->type,
                                                   &t->view->parameters, t->view->property, t->view->property_delete);
}

static_assert(sizeof(SIZE_T) == sizeof(size_t), "a driver writes its length there");

static NTSTATUS tell_save(const struct told *t)
{
    return t->to->table.vSwitchRuntimeStateSaveNotifyFn(t->to->context, t->completion, (FWPS_VSWITCH_EVENT_TYPE)t->event->type,
                                                        &t->view->parameters, t->event->port_id, &t->answer->saved,
                                                        (SIZE_T *)&t->answer->saved_size);
}

static NTSTATUS tell_restore(const struct told *t)
{
    return t->to->table.vSwitchRuntimeStateRestoreNotifyFn(t->to->context, t->completion, (FWPS_VSWITCH_EVENT_TYPE)t->event->type,
                                                           &t->view->parameters, t->event->port_id, t->view->state,
                                                           bytes_left(&t->event->state));
}

static const struct {
    NTSTATUS (*tell)(const struct told *t);
    size_t      at; /* in the dispatch table */
    const char *name;
} callbacks[SWITCH_CALLBACK_COUNT] = {
#define MEMBER(member) offsetof(FWPS_VSWITCH_EVENT_DISPATCH_TABLE0, member), #member
    [SWITCH_CALLBACK_LIFETIME] = { tell_lifetime, MEMBER(vSwitchLifetimeNotifyFn) },
    [SWITCH_CALLBACK_PORT] = { tell_port, MEMBER(vSwitchPortEventNotifyFn) },
    [SWITCH_CALLBACK_INTERFACE] = { tell_interface, MEMBER(vSwitchInterfaceEventNotifyFn) },
    [SWITCH_CALLBACK_REORDER] = { tell_reorder, MEMBER(vSwitchFilterEngineReorderNotifyRn) },
    [SWITCH_CALLBACK_POLICY] = { tell_policy, MEMBER(vSwitchPolicyEventNotifyFn) },
    [SWITCH_CALLBACK_SAVE] = { tell_save, MEMBER(vSwitchRuntimeStateSaveNotifyFn) },
    [SWITCH_CALLBACK_RESTORE] = { tell_restore, MEMBER(vSwitchRuntimeStateRestoreNotifyFn) },
#undef MEMBER
};

/* F-002: a bit for each that the driver has. */
static unsigned wants(const FWPS_VSWITCH_EVENT_DISPATCH_TABLE0 *table)
{
    unsigned bits = 0;
    for (unsigned i = 0; i < SWITCH_CALLBACK_COUNT; i++) {
        void *function;
        memcpy(&function, (const char *)table + callbacks[i].at, sizeof(function));
        bits |= (function != NULL) << i;
    }
    return bits;
}

/* --- what an answer means -------------------------------------------------------------------------------------------------- */

/* F-005, J-028. */
static enum wfp_status refuse_pending(const struct told *t)
{
    struct nt_system *nt = t->to->km.nt;
    if (nt)
        rule_broken(nt, RULE_SWITCH_EVENT_PENDED, callbacks[t->event->callback].name, "%s returned STATUS_PENDING",
                    callbacks[t->event->callback].name);
    return WFP_UNSUCCESSFUL;
}

/* The ledger had it from before the call, since the driver may complete it sooner than it returns. */
static void expect_uncompleted(const struct told *t)
{
    struct nt_entry entry;
    if (!nt_ledger_take(t->to->km.nt, NT_PENDED_NOTIFICATION, t->completion, &entry))
        rule_broken(t->to->km.nt, RULE_SWITCH_NOTIFY_UNPENDED, callbacks[t->event->callback].name,
                    "%s completed its notification, and did not return STATUS_PENDING", callbacks[t->event->callback].name);
}

static enum wfp_status ask_driver(const struct told *t)
{
    struct nt_system *nt = t->to->km.nt;
    bool              counts = nt && t->completion;
    if (counts && !nt_hold(nt, NT_PENDED_NOTIFICATION, t->completion))
        return WFP_NO_MEMORY;
    uint8_t  level = irql_current();
    NTSTATUS status = callbacks[t->event->callback].tell(t);
    if (irql_current() != level) {
        if (nt)
            nt_report(nt, "%s returned at %s, not at %s", callbacks[t->event->callback].name, irql_name(irql_current()), irql_name(level));
        irql_reset(level);
    }
    if (status == STATUS_PENDING)
        return t->completion ? WFP_PENDING : refuse_pending(t);
    if (counts)
        expect_uncompleted(t);
    return status_of(status);
}

static enum wfp_status told(void *context, const struct switch_event *e, struct switch_notice *n)
{
    const struct listener *l = context;
    struct switch_answer   unheard = { 0 }, *answer = n ? switch_notice_answer(n) : &unheard;
    struct told            t = { l, e, switch_view_new(e), n, answer };
    if (!t.view)
        return WFP_NO_MEMORY;
    answer->kept = t.view; /* lives as long as the notification may be held back */
    const struct km_context *before = km_enter(&l->km);
    enum wfp_status          err = ask_driver(&t);
    km_leave(before);
    free(unheard.kept);
    return err;
}

/* --- the functions that drivers call --------------------------------------------------------------------------------------- */

static const void *entry_of(UINT32 subscription)
{
    return (const void *)(uintptr_t)subscription;
}

/* Takes the listener. */
static enum wfp_status subscribe(const struct km_context *km, struct listener *l, const GUID *provider, UINT32 *id)
{
    struct switch_subscriber who = { .owner = km->driver, .wants = wants(&l->table), .told = told, .release = free, .context = l };
    memcpy(&who.provider, provider, sizeof(who.provider));
    enum wfp_status err = switch_subscribe(km->callouts, &who, id);
    if (err) {
        free(l);
        return err;
    }
    if (!km->nt || nt_hold(km->nt, NT_SWITCH_SUBSCRIPTION, entry_of(*id)))
        return WFP_OK;
    (void)!switch_unsubscribe(km->callouts, km->driver, *id);
    return WFP_NO_MEMORY;
}

NTSTATUS NTAPI FwpsvSwitchEventsSubscribe0(const GUID *providerGuid, void *notifyContext, UINT32 flags, void *reserved,
                                           const FWPS_VSWITCH_EVENT_DISPATCH_TABLE0 *eventDispatchTable, UINT32 *subscriptionId)
{
    const struct km_context *km = km_caller();
    if (!km || flags || reserved || !providerGuid || !eventDispatchTable || !subscriptionId)
        return border_status(WFP_INVALID_ARGUMENT);
    if (km->nt && !irql_require(km->nt, __func__, IRQL_PASSIVE))
        return border_status(WFP_INVALID_ARGUMENT);
    struct listener *l = km->nt && nt_fails(km->nt, NT_FAULT_ALLOCATION) ? NULL : malloc(sizeof(*l));
    if (!l)
        return border_status(WFP_NO_MEMORY);
    *l = (struct listener){ *km, *eventDispatchTable, notifyContext };
    return border_status(subscribe(km, l, providerGuid, subscriptionId));
}

void NTAPI FwpsvSwitchEventsUnsubscribe0(UINT32 subscriptionId, UINT32 flags, void *reserved)
{
    const struct km_context *km = km_caller();
    (void)flags, (void)reserved;
    if (!km || (km->nt && !nt_release(km->nt, NT_SWITCH_SUBSCRIPTION, entry_of(subscriptionId), __func__)))
        return;
    (void)!switch_unsubscribe(km->callouts, km->driver, subscriptionId);
}

/* F-007. False: nothing was completed, and the driver may still do it right. */
static bool may_complete(const struct km_context *km, NTSTATUS status, UINT32 flags, const void *reserved)
{
    if (status != STATUS_PENDING && !flags && !reserved)
        return true;
    if (km->nt)
        rule_broken(km->nt, RULE_SWITCH_NOTIFY_ARGUMENTS, NULL, "status 0x%08x, flags 0x%x, reserved %p", (unsigned)status, flags, reserved);
    return false;
}

void NTAPI FwpsvSwitchNotifyComplete0(void *completionContext, NTSTATUS status, UINT32 flags, void *reserved)
{
    const struct km_context *km = km_caller();
    if (!km || !may_complete(km, status, flags, reserved))
        return;
    if (km->nt && !nt_release(km->nt, NT_PENDED_NOTIFICATION, completionContext, __func__))
        return;
    (void)!switch_notice_complete(km->callouts, completionContext, status_of(status));
}
