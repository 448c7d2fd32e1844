/* The framework's DPCs. */
#include "api_km/border.h"
#include "api_km/wdf_lock.h"
#include "nt/dpc.h"

struct dpc {
    struct wdf_object object;
    KDPC              dpc;
    PFN_WDF_DPC       function;   /* immutable after publish */
    bool              serialized; /* the same */
};

static void end_dpc(struct wdf_object *o)
{
    struct nt_system *nt = km_nt("WdfObjectDelete");
    nt_dpc_remove(nt, (struct nt_dpc *)&((struct dpc *)o)->dpc);
    if (irql_current() == IRQL_PASSIVE)
        nt_dpc_flush(nt);
}

static const struct wdf_kind dpc_kind = { "DPC", sizeof(struct dpc), end_dpc };

static VOID run(PKDPC kdpc, PVOID context, PVOID first, PVOID second)
{
    struct dpc      *d = context;
    struct wdf_lock *lock = d->serialized ? wdf_callback_begin(wdf_lock_of(&d->object)) : NULL;
    (void)kdpc, (void)first, (void)second;
    d->function((WDFDPC)d);
    wdf_callback_end(lock);
}

NTSTATUS WdfDpcCreate(PWDF_DPC_CONFIG config, PWDF_OBJECT_ATTRIBUTES attributes, WDFDPC *dpc)
{
    struct dpc *d;
    if (config->Size != sizeof(*config))
        return STATUS_INFO_LENGTH_MISMATCH;
    if (!config->EvtDpcFunc)
        return STATUS_INVALID_PARAMETER;
    if (!attributes || !attributes->ParentObject)
        return STATUS_WDF_PARENT_NOT_SPECIFIED;
    const struct wdf_lock *lock = wdf_lock_of(wdf_get("WdfDpcCreate", attributes->ParentObject, NULL));
    if (config->AutomaticSerialization && lock && lock->automatic && lock->passive)
        return STATUS_WDF_INCOMPATIBLE_EXECUTION_LEVEL;
    NTSTATUS status = wdf_new("WdfDpcCreate", &dpc_kind, attributes, NULL, &d);
    if (!NT_SUCCESS(status))
        return status;
    d->function = config->EvtDpcFunc;
    d->serialized = config->AutomaticSerialization;
    KeInitializeDpc(&d->dpc, run, d);
    *dpc = (WDFDPC)d;
    return STATUS_SUCCESS;
}

BOOLEAN WdfDpcEnqueue(WDFDPC dpc)
{
    return KeInsertQueueDpc(&((struct dpc *)wdf_get("WdfDpcEnqueue", dpc, &dpc_kind))->dpc, NULL, NULL);
}

BOOLEAN WdfDpcCancel(WDFDPC dpc, BOOLEAN wait)
{
    struct dpc *d = wdf_get("WdfDpcCancel", dpc, &dpc_kind);
    BOOLEAN     was = KeRemoveQueueDpc(&d->dpc);
    if (wait && km_passive("WdfDpcCancel"))
        nt_dpc_flush(km_nt("WdfDpcCancel"));
    return was;
}

WDFOBJECT WdfDpcGetParentObject(WDFDPC dpc)
{
    return ((struct wdf_object *)wdf_get("WdfDpcGetParentObject", dpc, &dpc_kind))->parent;
}
