/* Files of programs on devices: each is a FILE_OBJECT, each request an IRP. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "api_km/driver.h"
#include "api_km/file.h"
#include "api_km/irp.h"
#include "nt/device.h"
#include "nt/ledger.h"

#define FILE_TYPE 5 /* IO_TYPE_FILE */
#define SYNCHRONOUS 0x00000002 /* FO_SYNCHRONOUS_IO */
#define OPTION_SYNCHRONOUS 0x20 /* FILE_SYNCHRONOUS_IO_NONALERT, of a create's options */
#define DISPOSITION_OPEN   (1u << 24)
#define PATIENCE (-100000000) /* ten seconds, as NT counts */

struct km_file {
    FILE_OBJECT              object; /* first: a FILE_OBJECT of a program is its km_file */
    const struct km_context *context;
    PDEVICE_OBJECT           device;
    uint64_t                 process;
    pthread_mutex_t          lock;
    struct km_request       *requests; /* not completed yet; guarded by: lock */
    unsigned                 busy;     /* requests whose done() has not returned; guarded by: lock */
    KEVENT                   idle;     /* there are none */
    bool                     cleaned;  /* IRP_MJ_CLEANUP was sent; whoever closes */
    unsigned                 lent;     /* references of a driver; lock-free */
};

/* --- one request -------------------------------------------------------------------------------------------------- */

static void forget(struct km_file *f, struct km_request *r)
{
    pthread_mutex_lock(&f->lock);
    struct km_request **at = &f->requests;
    while (*at && *at != r)
        at = &(*at)->next;
    if (*at)
        *at = r->next;
    r->irp = NULL;
    pthread_mutex_unlock(&f->lock);
}

/* The file may be gone as soon as it is idle, so that is said last. */
static void say_idle(struct km_file *f)
{
    pthread_mutex_lock(&f->lock);
    if (--f->busy == 0)
        KeSetEvent(&f->idle, 0, FALSE);
    pthread_mutex_unlock(&f->lock);
}

static void finished(struct km_request *r, NTSTATUS status, ULONG_PTR information)
{
    r->status = (uint32_t)status;
    r->information = information;
    r->done(r);
}

static void end_request(struct km_request *r, NTSTATUS status, ULONG_PTR information)
{
    struct km_file *f = r->file;
    forget(f, r);
    finished(r, status, information);
    say_idle(f);
}

static void on_done(struct km_irp *i)
{
    end_request(i->owner, i->irp.IoStatus.Status, i->irp.IoStatus.Information);
}

static struct km_irp *new_irp(struct km_file *f, UCHAR major)
{
    struct km_irp *i = km_irp_new(IoGetAttachedDevice(f->device)->StackSize, false);
    if (!i)
        return NULL;
    IoGetNextIrpStackLocation(&i->irp)->MajorFunction = major;
    IoGetNextIrpStackLocation(&i->irp)->FileObject = &f->object;
    i->irp.RequestorMode = UserMode;
    i->irp.Tail.Overlay.Thread = PsGetCurrentThread();
    i->irp.Tail.Overlay.OriginalFileObject = &f->object;
    return i;
}

/* Whoever is attached above the device sees the request first. */
static bool send(struct km_file *f, struct km_irp *i)
{
    const struct km_context *before = km_enter(f->context);
    uint64_t                 process = km_requestor_set(f->process);
    bool                     sent = km_irp_send(i, IoGetAttachedDevice(f->device));
    km_requestor_set(process);
    km_leave(before);
    return sent;
}

static NTSTATUS fill(struct km_irp *i, const struct km_file *f, struct km_request *r)
{
    if (r->kind == KM_CONTROL)
        return km_irp_control(i, IRP_MJ_DEVICE_CONTROL, r->code, r->in, r->in_size, r->out, r->out_size);
    if (r->kind == KM_READ)
        return km_irp_transfer(i, IRP_MJ_READ, f->device->Flags, r->out, r->out_size, r->offset);
    return km_irp_transfer(i, IRP_MJ_WRITE, f->device->Flags, r->in, r->in_size, r->offset);
}

void km_file_submit(struct km_file *f, struct km_request *r)
{
    const struct km_context *before = km_enter(f->context);
    struct km_irp           *i = new_irp(f, (UCHAR)r->kind);
    NTSTATUS                 status = i ? fill(i, f, r) : STATUS_INSUFFICIENT_RESOURCES;
    r->file = f;
    if (!NT_SUCCESS(status)) {
        if (i)
            km_irp_discard(i);
        finished(r, status, 0);
        km_leave(before);
        return;
    }
    i->done = on_done;
    i->owner = r;
    pthread_mutex_lock(&f->lock);
    r->irp = i;
    r->next = f->requests;
    f->requests = r;
    f->busy++;
    KeClearEvent(&f->idle);
    pthread_mutex_unlock(&f->lock);
    if (!send(f, i)) { /* Windows would wait for ever; it was reported */
        end_request(r, STATUS_INTERNAL_ERROR, 0);
        km_irp_discard(i);
    }
    km_leave(before);
}

/* With the file's lock. A reference keeps the IRP while it is cancelled without the lock. */
static struct km_irp *next_to_cancel(struct km_file *f, const struct km_request *which)
{
    for (struct km_request *r = f->requests; r; r = r->next) {
        struct km_irp *i = r->irp;
        if (which ? r != which : i->irp.Cancel)
            continue;
        km_irp_get(i);
        return i;
    }
    return NULL;
}

static bool cancel_one(struct km_file *f, const struct km_request *which, bool *found)
{
    pthread_mutex_lock(&f->lock);
    struct km_irp *i = next_to_cancel(f, which);
    pthread_mutex_unlock(&f->lock);
    *found = i != NULL;
    if (!i)
        return false;
    bool cancelled = IoCancelIrp(&i->irp);
    km_irp_put(i);
    return cancelled;
}

bool km_file_cancel(struct km_file *f, const struct km_request *which)
{
    const struct km_context *before = km_enter(f->context);
    bool                     found = true, any = false;
    while (found) {
        any |= cancel_one(f, which, &found);
        if (which)
            break;
    }
    km_leave(before);
    return any;
}

/* --- open --------------------------------------------------------------------------------------------------------- */

uint32_t km_device_find(const struct km_context *context, const char *name, struct km_device *out)
{
    struct nt_opened found;
    enum wfp_status  err = nt_device_open(context->nt, name, &found);
    if (err == WFP_NOT_FOUND)
        return (uint32_t)STATUS_OBJECT_NAME_NOT_FOUND;
    if (err)
        return (uint32_t)km_status(err);
    const DEVICE_OBJECT *d = found.device;
    *out = (struct km_device){ .object = found.device, .others = found.others, .sddl = found.sddl };
    memcpy(out->rest, found.rest, sizeof(found.rest));
    /* Without FILE_DEVICE_SECURE_OPEN a name behind the device's is the driver's own affair. */
    if (out->rest[0] && !(d->Characteristics & FILE_DEVICE_SECURE_OPEN)) {
        free(out->sddl);
        out->sddl = NULL;
    }
    return STATUS_SUCCESS;
}

void km_device_leave(const struct km_context *context, struct km_device *take)
{
    free(take->sddl);
    if (take->object)
        nt_device_close(context->nt, take->object);
    *take = (struct km_device){ 0 };
}

static void file_free(struct km_file *f)
{
    nt_device_close(f->context->nt, f->device);
    free(f->object.FileName.Buffer);
    pthread_mutex_destroy(&f->lock);
    free(f);
}

static struct km_file *file_new(const struct km_context *context, struct km_device *take, const struct km_opening *how)
{
    struct km_file *f = calloc(1, sizeof(*f));
    if (!f)
        return NULL;
    f->object.Type = FILE_TYPE;
    f->object.Size = sizeof(f->object);
    f->object.DeviceObject = take->object;
    f->object.ReadAccess = (how->access & KM_READS) != 0;
    f->object.WriteAccess = (how->access & KM_WRITES) != 0;
    f->object.SharedRead = (how->share & 1) != 0;
    f->object.SharedWrite = (how->share & 2) != 0;
    f->object.Flags = how->waits ? SYNCHRONOUS : 0;
    f->object.FileName = km_string_new(take->rest);
    f->context = context;
    f->device = take->object;
    f->process = how->process;
    pthread_mutex_init(&f->lock, NULL);
    KeInitializeEvent(&f->idle, NotificationEvent, TRUE);
    take->object = NULL;
    return f;
}

/* Create, cleanup and close: sent and waited for. */
struct simple {
    KEVENT   over;
    NTSTATUS status;
};

static void simple_done(struct km_irp *i)
{
    struct simple *s = i->owner;
    s->status = i->irp.IoStatus.Status;
    KeSetEvent(&s->over, 0, FALSE);
}

static NTSTATUS send_simple(struct km_file *f, UCHAR major, const struct km_opening *how)
{
    struct simple  s;
    struct km_irp *i = new_irp(f, major);
    if (!i)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&s.over, NotificationEvent, FALSE);
    i->done = simple_done;
    i->owner = &s;
    if (how) {
        PIO_STACK_LOCATION next = IoGetNextIrpStackLocation(&i->irp);
        next->Parameters.Create.Options = DISPOSITION_OPEN | (how->waits ? OPTION_SYNCHRONOUS : 0);
        next->Parameters.Create.ShareAccess = (USHORT)how->share;
    }
    if (!send(f, i)) {
        km_irp_discard(i);
        return STATUS_INTERNAL_ERROR;
    }
    KeWaitForSingleObject(&s.over, Executive, KernelMode, FALSE, NULL);
    return s.status;
}

static NTSTATUS may_open(const struct km_device *d)
{
    const DEVICE_OBJECT *o = d->object;
    if ((o->Flags & DO_EXCLUSIVE) && d->others)
        return STATUS_ACCESS_DENIED;
    return o->Flags & DO_DEVICE_INITIALIZING ? STATUS_NO_SUCH_DEVICE : STATUS_SUCCESS;
}

uint32_t km_file_open(const struct km_context *context, struct km_device *take, const struct km_opening *how, struct km_file **out)
{
    const struct km_context *before = km_enter(context);
    struct km_file          *f = NULL;
    NTSTATUS                 status = may_open(take);
    if (NT_SUCCESS(status)) {
        f = file_new(context, take, how);
        status = f ? send_simple(f, IRP_MJ_CREATE, how) : STATUS_INSUFFICIENT_RESOURCES;
    }
    km_device_leave(context, take);
    if (NT_SUCCESS(status))
        *out = f;
    else if (f)
        file_free(f);
    km_leave(before);
    return (uint32_t)status;
}

/* --- close -------------------------------------------------------------------------------------------------------- */

/* The driver may end its requests in its cleanup routine; what is left then is cancelled. */
static bool await_idle(struct km_file *f)
{
    LARGE_INTEGER patience = { .QuadPart = PATIENCE };
    km_file_cancel(f, NULL);
    return KeWaitForSingleObject(&f->idle, Executive, KernelMode, FALSE, &patience) == STATUS_SUCCESS;
}

bool km_file_close(struct km_file *f)
{
    const struct km_context *before = km_enter(f->context);
    if (!f->cleaned)
        send_simple(f, IRP_MJ_CLEANUP, NULL);
    bool idle = await_idle(f);
    if (idle) {
        pthread_mutex_lock(&f->lock); /* whoever said that it is idle has left */
        pthread_mutex_unlock(&f->lock);
        send_simple(f, IRP_MJ_CLOSE, NULL);
        file_free(f);
    } else {
        nt_report_of(f->context->nt, nt_driver_of(f->context->nt, f->device->DriverObject),
                     "a request is not completed ten seconds after it was cancelled: its file stays open");
    }
    km_leave(before);
    return idle;
}

/* --- files of drivers --------------------------------------------------------------------------------------------- */

PFILE_OBJECT km_file_lend(struct km_file *f)
{
    send_simple(f, IRP_MJ_CLEANUP, NULL);
    f->cleaned = true;
    f->lent = 1;
    if (nt_hold(f->context->nt, NT_FILE, f))
        return &f->object;
    km_file_close(f);
    return NULL;
}

bool km_file_return(PVOID object)
{
    struct km_file  *f = object;
    struct nt_entry  e;
    struct nt_system *nt = km_nt("ObDereferenceObject");
    if (!nt_ledger_find(nt, NT_FILE, object, &e))
        return false;
    if (__atomic_sub_fetch(&f->lent, 1, __ATOMIC_ACQ_REL) == 0) {
        (void)nt_ledger_take(nt, NT_FILE, object, &e);
        km_file_close(f);
    }
    return true;
}

bool km_file_reference(PVOID object)
{
    struct nt_entry e;
    bool            is_file = nt_ledger_find(km_nt("ObReferenceObject"), NT_FILE, object, &e);
    if (is_file)
        __atomic_add_fetch(&((struct km_file *)object)->lent, 1, __ATOMIC_RELAXED);
    return is_file;
}

uint64_t km_file_process(const FILE_OBJECT *file)
{
    return ((const struct km_file *)file)->process;
}

/* --- one control request, and back ------------------------------------------------------------------------------------ */

struct waited {
    struct km_request request; /* first */
    KEVENT            over;
};

static void waited_done(struct km_request *r)
{
    KeSetEvent(&((struct waited *)r)->over, 0, FALSE);
}

static uint32_t control(struct km_file *f, struct waited *w)
{
    KeInitializeEvent(&w->over, NotificationEvent, FALSE);
    km_file_submit(f, &w->request);
    KeWaitForSingleObject(&w->over, Executive, KernelMode, FALSE, NULL);
    return w->request.status;
}

uint32_t km_device_control(const struct km_context *context, const char *name, uint32_t code, const void *in, uint32_t in_size,
                           void *out, uint32_t out_size, uint64_t *written)
{
    const struct km_context *before = km_enter(context);
    struct waited w = { .request = { .kind = KM_CONTROL, .code = code, .in = (void *)(uintptr_t)in, .in_size = in_size,
                                     .out = out, .out_size = out_size, .done = waited_done } };
    struct km_device device = { 0 };
    struct km_file  *f;
    *written = 0;
    uint32_t status = km_device_find(context, name, &device);
    if (status == STATUS_SUCCESS)
        status = km_file_open(context, &device, &(struct km_opening){ .access = KM_READS | KM_WRITES, .waits = true }, &f);
    if (status == STATUS_SUCCESS) {
        status = control(f, &w);
        *written = w.request.information < out_size ? w.request.information : out_size;
        km_file_close(f);
    }
    km_leave(before);
    return status;
}
