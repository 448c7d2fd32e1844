#include "api_um/device.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <winioctl.h>

#include "api_um/nt_error.h"
#include "api_um/wait.h"
#include "record/device_call.h"
#include "rpc/rpc.h"

#define NT_PENDING       0x00000103u
#define NT_NO_MEMORY     0xc0000017u
#define NT_NOT_CONNECTED 0xc000009du

/* A request under way. */
struct pending {
    struct pending    *next; /* guarded by: the lock of wait.h, as all that changes */
    uint64_t           number;
    struct um_transfer what;
    DWORD              thread;
    bool               waits; /* somebody does, who frees it; else it goes with its completion */
    bool               done;
    DWORD              status;
    ULONG_PTR          information;
};

struct um_device {
    struct rpc_client *rpc;
    bool               overlapped; /* immutable after publish */
    pthread_mutex_t    serial;     /* a device that is not overlapped does one thing after the other */
    struct pending    *pending;    /* guarded by: the lock of wait.h; so too the next two */
    uint64_t           last_number;
    bool               closed;
};

/* --- messages ------------------------------------------------------------------------------------------------------------- */

/* The reply's output lies in `reply`. */
static struct device_reply ask(struct um_device *d, const struct device_request *r, struct buffer *reply)
{
    struct buffer       request;
    struct device_reply answer = { .status = NT_NO_MEMORY };
    buffer_init(&request);
    enum wfp_status err = device_request_encode(r, &request);
    if (err == WFP_OK)
        err = rpc_client_call(d->rpc, buffer_bytes(&request), reply);
    if (err == WFP_OK)
        err = device_reply_decode(buffer_bytes(reply), &answer);
    buffer_fini(&request);
    if (err == WFP_OUT_OF_BOUNDS)
        answer.status = 0xc000000du; /* STATUS_INVALID_PARAMETER */
    else if (err && err != WFP_NO_MEMORY)
        answer.status = NT_NOT_CONNECTED;
    return answer;
}

static DWORD ask_status(struct um_device *d, const struct device_request *r)
{
    struct buffer reply;
    buffer_init(&reply);
    DWORD status = ask(d, r, &reply).status;
    buffer_fini(&reply);
    return status;
}

/* --- the end of a request ------------------------------------------------------------------------------------------------- */

/* With the lock. */
static struct pending **find(struct um_device *d, uint64_t number)
{
    struct pending **at = &d->pending;
    while (*at && (*at)->number != number)
        at = &(*at)->next;
    return at;
}

/* With the lock. The program's memory is written, then it is told. */
static HANDLE finish(struct pending *p, const struct device_reply *answer)
{
    struct bytes out = answer->out;
    bytes_limit(&out, p->what.out_size);
    size_t n = bytes_left(&out);
    if (n) /* there may be no buffer */
        (void)bytes_copy(&out, p->what.out, n);
    p->status = answer->status;
    p->information = (ULONG_PTR)answer->information;
    p->done = true;
    LPOVERLAPPED o = p->what.overlapped;
    if (o) {
        o->InternalHigh = p->information;
        __atomic_store_n(&o->Internal, (ULONG_PTR)p->status, __ATOMIC_RELEASE);
    }
    um_wait_changed();
    return o ? o->hEvent : NULL;
}

/* A handle with its lowest bit set wants no completion packet, and is an event all the same. */
static void set_event(HANDLE event)
{
    if (event)
        SetEvent((HANDLE)((ULONG_PTR)event & ~(ULONG_PTR)1));
}

/* What the event named is done: its result replaces the waiting. */
static void complete(struct um_device *d, uint64_t number, const struct device_reply *answer)
{
    um_wait_lock();
    struct pending **at = find(d, number), *p = *at;
    HANDLE           event = NULL;
    if (p) {
        event = finish(p, answer);
        *at = p->next;
        if (!p->waits)
            free(p);
    }
    um_wait_unlock();
    set_event(event);
}

static void on_event(void *context, struct bytes event)
{
    struct um_device *d = context;
    struct buffer     reply;
    uint64_t          number;
    if (device_event_decode(event, &number))
        return;
    buffer_init(&reply);
    struct device_reply answer = ask(d, &(struct device_request){ .what = DEVICE_COLLECT, .number = number }, &reply);
    complete(d, number, &answer);
    buffer_fini(&reply);
}

/* The host is gone, and all that was under way with it. */
static void on_lost(void *context)
{
    struct um_device         *d = context;
    const struct device_reply gone = { .status = NT_NOT_CONNECTED };
    for (;;) {
        um_wait_lock();
        uint64_t number = d->pending ? d->pending->number : 0;
        um_wait_unlock();
        if (!number)
            return;
        complete(d, number, &gone);
    }
}

/* --- requests ------------------------------------------------------------------------------------------------------------- */

static struct pending *pending_new(struct um_device *d, const struct um_transfer *t)
{
    struct pending *p = calloc(1, sizeof(*p));
    if (!p)
        return NULL;
    p->what = *t;
    p->thread = GetCurrentThreadId();
    p->waits = !d->overlapped || !t->overlapped;
    if (t->overlapped)
        t->overlapped->Internal = NT_PENDING;
    if (t->overlapped && t->overlapped->hEvent)
        ResetEvent((HANDLE)((ULONG_PTR)t->overlapped->hEvent & ~(ULONG_PTR)1));
    um_wait_lock();
    p->number = ++d->last_number;
    p->next = d->pending;
    d->pending = p;
    um_wait_unlock();
    return p;
}

static struct device_request request_of(uint64_t number, const struct um_transfer *t)
{
    bool     shares = t->kind == 14 && METHOD_FROM_CTL_CODE(t->code) != METHOD_BUFFERED;
    uint64_t offset = t->overlapped && t->kind != 14 ? (uint64_t)t->overlapped->OffsetHigh << 32 | t->overlapped->Offset : 0;
    return (struct device_request){ .what = DEVICE_IO, .number = number, .kind = t->kind, .code = t->code, .offset = offset,
                                    .in = bytes_of(t->in, t->in_size), .out_size = t->out_size,
                                    .out = bytes_of(shares ? t->out : NULL, shares ? t->out_size : 0) };
}

static void wait_for(struct pending *p)
{
    um_wait_lock();
    while (!p->done)
        um_wait_for_change();
    um_wait_unlock();
}

/* What a function answers: warnings are failures that have transferred something. */
static BOOL result(const struct um_transfer *t, DWORD status, ULONG_PTR information)
{
    bool nothing = status >= 0xc0000000u;
    if (t->count)
        *t->count = nothing ? 0 : (DWORD)information;
    return status < 0x80000000u ? TRUE : um_fail(um_error_of_nt(status));
}

/* The host keeps it: the event that tells its end may have come already. */
static BOOL left(struct pending *p, const struct um_transfer *t)
{
    wait_for(p);
    DWORD     status = p->status;
    ULONG_PTR information = p->information;
    free(p);
    return result(t, status, information);
}

static BOOL transfer(struct um_device *d, const struct um_transfer *t)
{
    struct buffer   reply;
    struct pending *p = pending_new(d, t);
    if (!p)
        return um_fail(ERROR_NOT_ENOUGH_MEMORY);
    bool     waits = p->waits; /* it may be gone as soon as it was sent */
    uint64_t number = p->number;
    struct device_request r = request_of(number, t);
    buffer_init(&reply);
    struct device_reply answer = ask(d, &r, &reply);
    if (answer.status != NT_PENDING)
        complete(d, number, &answer);
    buffer_fini(&reply);
    if (waits)
        return left(p, t);
    return answer.status == NT_PENDING ? um_fail(ERROR_IO_PENDING) : result(t, answer.status, (ULONG_PTR)answer.information);
}

BOOL um_device_transfer(struct um_device *d, const struct um_transfer *t)
{
    if (t->in_size > DEVICE_BUFFER_MAX || t->out_size > DEVICE_BUFFER_MAX)
        return um_fail(ERROR_NOT_ENOUGH_MEMORY);
    if (d->overlapped)
        return transfer(d, t);
    pthread_mutex_lock(&d->serial);
    BOOL good = transfer(d, t);
    pthread_mutex_unlock(&d->serial);
    return good;
}

bool um_device_idle(const struct um_device *d)
{
    return !d->pending;
}

/* With the lock. The first that is older than `before`. */
static uint64_t next_to_cancel(const struct um_device *d, DWORD thread, const OVERLAPPED *which, uint64_t before)
{
    uint64_t found = 0;
    for (const struct pending *p = d->pending; p; p = p->next)
        if (p->number < before && p->number > found && (!thread || p->thread == thread) && (!which || p->what.overlapped == which))
            found = p->number;
    return found;
}

BOOL um_device_cancel(struct um_device *d, DWORD thread, const OVERLAPPED *which)
{
    uint64_t number = UINT64_MAX;
    bool     any = false;
    for (;;) {
        um_wait_lock();
        number = next_to_cancel(d, thread, which, number);
        um_wait_unlock();
        if (!number)
            return any ? TRUE : um_fail(ERROR_NOT_FOUND);
        any = true;
        (void)ask_status(d, &(struct device_request){ .what = DEVICE_CANCEL, .number = number });
    }
}

/* --- open and close ------------------------------------------------------------------------------------------------------- */

/* "\\.\NAME" is what the kernel knows as "\??\NAME". */
static bool kernel_name(LPCWSTR name, char out[DEVICE_NAME_MAX + 1])
{
    char *text = um_narrow(name + 4);
    bool  fits = text && snprintf(out, DEVICE_NAME_MAX + 1, "\\??\\%s", text) <= DEVICE_NAME_MAX;
    for (char *c = out; fits && *c; c++)
        if (*c == '/')
            *c = '\\';
    free(text);
    return fits;
}

static DWORD connect_device(struct um_device *d)
{
    struct rpc_client_config config = { .event = on_event, .lost = on_lost, .context = d };
    enum wfp_status          err = rpc_client_new(&config, &d->rpc);
    if (err == WFP_ACCESS_DENIED)
        return ERROR_ACCESS_DENIED;
    return err == WFP_OK ? ERROR_SUCCESS : err == WFP_NO_MEMORY ? ERROR_NOT_ENOUGH_MEMORY : ERROR_FILE_NOT_FOUND;
}

struct um_device *um_device_open(LPCWSTR name, DWORD access, DWORD share, DWORD flags)
{
    char              text[DEVICE_NAME_MAX + 1];
    struct um_device *d = calloc(1, sizeof(*d));
    if (!d || !kernel_name(name, text)) {
        free(d);
        SetLastError(d ? ERROR_FILENAME_EXCED_RANGE : ERROR_NOT_ENOUGH_MEMORY);
        return NULL;
    }
    d->overlapped = flags & FILE_FLAG_OVERLAPPED;
    pthread_mutex_init(&d->serial, NULL);
    DWORD error = connect_device(d);
    if (error == ERROR_SUCCESS)
        error = um_error_of_nt(ask_status(d, &(struct device_request){
            .what = DEVICE_OPEN, .access = access, .share = share, .options = d->overlapped ? DEVICE_OVERLAPPED : 0,
            .in = bytes_of(text, strlen(text)) }));
    if (error == ERROR_SUCCESS)
        return d;
    um_device_free(d);
    SetLastError(error);
    return NULL;
}

void um_device_close(struct um_device *d)
{
    um_wait_lock();
    bool again = d->closed;
    d->closed = true;
    um_wait_unlock();
    if (!again)
        (void)ask_status(d, &(struct device_request){ .what = DEVICE_CLOSE });
}

void um_device_free(struct um_device *d)
{
    rpc_client_free(d->rpc);
    for (struct pending *p = d->pending, *next; p; p = next) {
        next = p->next;
        free(p);
    }
    pthread_mutex_destroy(&d->serial);
    free(d);
}
