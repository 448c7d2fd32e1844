#include "host/open_file.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "api_km/file.h"
#include "base/arena.h"
#include "host/crash.h"
#include "nt/list.h"
#include "nt/work.h"
#include "record/device_call.h"
#include "security/access.h"
#include "security/sddl.h"

#define METHOD_IN_DIRECT             1u
#define STATUS_PENDING               0x00000103u
#define STATUS_ACCESS_DENIED         0xc0000022u
#define STATUS_INVALID_PARAMETER     0xc000000du
#define STATUS_INVALID_HANDLE        0xc0000008u
#define STATUS_INSUFFICIENT_RESOURCES 0xc000009au
#define STATUS_NOT_FOUND             0xc0000225u

#define FILE_ATTRIBUTES 0x100080u /* what an open always asks for: FILE_READ_ATTRIBUTES and SYNCHRONIZE */

/* Everybody may open a device that says nothing of it; its owner and the system may do all. */
static const char default_sddl[] = "D:(A;;GRGWGX;;;WD)(A;;GA;;;SY)(A;;GA;;;BA)";

/* A request on its way; its buffers follow it. */
struct asked {
    struct km_request request; /* first */
    struct open_file *file;
    struct asked     *next;
    uint64_t          number;
    bool              shared;  /* the driver wrote into the very output buffer: all of it goes back */
    bool              done;    /* guarded by: the file's lock; so too the next */
    bool              left;    /* nobody serves it: its end is told by an event */
};

struct open_file {
    struct open_file_config config;
    struct km_file         *file; /* NULL: not open; written by the connection's thread. guarded by: use */
    pthread_mutex_t         use;  /* nobody closes the file meanwhile */
    pthread_mutex_t         lock;
    struct asked           *asked;   /* guarded by: lock */
    unsigned                count;   /* of them; guarded by: lock */
    struct nt_work          canceller;
    atomic_bool             opened;    /* there is a file */
    atomic_bool             cancelled; /* the canceller was queued */
};

enum wfp_status open_file_new(const struct open_file_config *config, struct open_file **out)
{
    struct open_file *f = calloc(1, sizeof(*f));
    if (!f)
        return WFP_NO_MEMORY;
    f->config = *config;
    pthread_mutex_init(&f->use, NULL);
    pthread_mutex_init(&f->lock, NULL);
    *out = f;
    return WFP_OK;
}

static bool answer(struct buffer *reply, uint32_t status, uint64_t information, struct bytes out)
{
    const struct device_reply r = { status, information, out };
    return device_reply_encode(&r, reply) == WFP_OK;
}

static bool answer_status(struct buffer *reply, uint32_t status)
{
    return answer(reply, status, 0, bytes_of(NULL, 0));
}

/* --- open ----------------------------------------------------------------------------------------------------------------- */

/* Whoever may not be compared may not open. */
static bool may_open(const struct open_file *f, const char *sddl, uint32_t access)
{
    struct arena      arena;
    struct byte_blob *sd;
    char              why[SDDL_WHY_SIZE];
    arena_init(&arena);
    bool may = sddl_parse(sddl ? sddl : default_sddl, &arena, &sd, why) == WFP_OK &&
               access_check_file(sd, f->config.token, access) == WFP_OK;
    arena_fini(&arena);
    return may;
}

static void set_file(struct open_file *f, struct km_file *file)
{
    pthread_mutex_lock(&f->use);
    f->file = file;
    atomic_store(&f->opened, file != NULL);
    pthread_mutex_unlock(&f->use);
}

static uint32_t open_device(struct open_file *f, const struct device_request *r)
{
    char             name[DEVICE_NAME_MAX + 1] = "";
    struct bytes     text = r->in;
    size_t           length = bytes_left(&text);
    struct km_device device = { 0 };
    if (f->file || !bytes_copy(&text, name, length) || strlen(name) != length)
        return STATUS_INVALID_PARAMETER;
    uint32_t access = access_map_file(r->access), status = km_device_find(f->config.context, name, &device);
    if (status)
        return status;
    if (!may_open(f, device.sddl, access ? access : FILE_ATTRIBUTES)) {
        km_device_leave(f->config.context, &device);
        return STATUS_ACCESS_DENIED;
    }
    struct km_opening how = { f->config.process, (access & FILE_RIGHT_READ ? KM_READS : 0) | (access & FILE_RIGHT_WRITE ? KM_WRITES : 0),
                              r->share, !(r->options & DEVICE_OVERLAPPED) };
    struct km_file *file;
    status = km_file_open(f->config.context, &device, &how, &file);
    if (status == 0)
        set_file(f, file);
    return status;
}

/* --- requests ------------------------------------------------------------------------------------------------------------- */

static void on_done(struct km_request *request)
{
    struct asked     *a = (struct asked *)request;
    struct open_file *f = a->file;
    struct buffer     event;
    pthread_mutex_lock(&f->lock);
    a->done = true;
    if (a->left) { /* with the lock: who collects it would free it */
        buffer_init(&event);
        if (device_event_encode(a->number, &event) == WFP_OK)
            (void)rpc_push(f->config.connection, buffer_bytes(&event));
        buffer_fini(&event);
    }
    pthread_mutex_unlock(&f->lock);
}

static struct asked *asked_new(struct open_file *f, const struct device_request *r)
{
    size_t        in = bytes_left(&r->in), out = bytes_left(&r->out);
    struct bytes  from = r->in, held = r->out;
    struct asked *a = calloc(1, sizeof(*a));
    if (!a)
        return NULL;
    a->request = (struct km_request){ .kind = r->kind, .code = r->code, .offset = r->offset, .in_size = (uint32_t)in,
                                      .out_size = r->out_size, .done = on_done };
    a->request.in = calloc(1, in ? in : 1);
    a->request.out = calloc(1, r->out_size ? r->out_size : 1);
    a->file = f;
    a->number = r->number;
    a->shared = out > 0;
    if (a->request.in && a->request.out && bytes_copy(&from, a->request.in, in) && bytes_copy(&held, a->request.out, out))
        return a;
    free(a->request.in);
    free(a->request.out);
    free(a);
    return NULL;
}

static void asked_free(struct asked *a)
{
    free(a->request.in);
    free(a->request.out);
    free(a);
}

/* With the lock. */
static struct asked **find(struct open_file *f, uint64_t number)
{
    struct asked **at = &f->asked;
    while (*at && (*at)->number != number)
        at = &(*at)->next;
    return at;
}

/* false: too many, or the number is taken. */
static bool enlist(struct open_file *f, struct asked *a)
{
    pthread_mutex_lock(&f->lock);
    bool fits = f->count < DEVICE_REQUESTS_MAX && !*find(f, a->number);
    if (fits) {
        a->next = f->asked;
        f->asked = a;
        f->count++;
    }
    pthread_mutex_unlock(&f->lock);
    return fits;
}

/* Takes it out when it is done; otherwise it is left, and its end will be told. */
static struct asked *take_done(struct open_file *f, uint64_t number, bool *there)
{
    pthread_mutex_lock(&f->lock);
    struct asked **at = find(f, number), *a = *at;
    *there = a != NULL;
    if (a && !a->done) {
        a->left = true;
        a = NULL;
    } else if (a) {
        *at = a->next;
        f->count--;
    }
    pthread_mutex_unlock(&f->lock);
    return a;
}

/* METHOD_IN_DIRECT locks the output buffer for reading only: a program may give it constant bytes. */
static bool is_output(const struct km_request *r)
{
    return r->kind == KM_READ || (r->kind == KM_CONTROL && (r->code & 3) != METHOD_IN_DIRECT);
}

static struct bytes given(const struct asked *a)
{
    const struct km_request *r = &a->request;
    bool                     failed = r->status >= 0xc0000000u;
    uint64_t                 n = a->shared ? r->out_size : failed ? 0 : r->information < r->out_size ? r->information : r->out_size;
    return bytes_of(r->out, is_output(r) ? (size_t)n : 0);
}

static bool collect(struct open_file *f, uint64_t number, struct buffer *reply)
{
    bool          there;
    struct asked *a = take_done(f, number, &there);
    if (!a)
        return answer_status(reply, there ? STATUS_PENDING : STATUS_NOT_FOUND);
    bool said = answer(reply, a->request.status, a->request.information, given(a));
    asked_free(a);
    return said;
}

static bool submit(struct open_file *f, const struct device_request *r, struct buffer *reply)
{
    if (!f->file)
        return answer_status(reply, STATUS_INVALID_HANDLE);
    struct asked *a = asked_new(f, r);
    if (!a || !enlist(f, a)) {
        if (a)
            asked_free(a);
        return answer_status(reply, STATUS_INSUFFICIENT_RESOURCES);
    }
    km_file_submit(f->file, &a->request);
    return collect(f, r->number, reply);
}

/* The request is kept from being freed by this: only this thread collects. */
static bool cancel(struct open_file *f, uint64_t number, struct buffer *reply)
{
    pthread_mutex_lock(&f->lock);
    const struct asked *a = number ? *find(f, number) : NULL;
    pthread_mutex_unlock(&f->lock);
    if (!f->file || (number && !a))
        return answer_status(reply, STATUS_NOT_FOUND);
    km_file_cancel(f->file, a ? &a->request : NULL);
    return answer_status(reply, 0);
}

/* --- end ------------------------------------------------------------------------------------------------------------------ */

static bool close_file(struct open_file *f)
{
    struct km_file *file = f->file;
    set_file(f, NULL);
    return !file || km_file_close(file);
}

bool open_file_serve(struct open_file *f, struct bytes request, struct buffer *reply)
{
    struct device_request r;
    crash_guard_thread();
    enum wfp_status err = device_request_decode(request, &r);
    if (err)
        return err == WFP_OUT_OF_BOUNDS && answer_status(reply, STATUS_INVALID_PARAMETER);
    switch (r.what) {
    case DEVICE_OPEN:
        return answer_status(reply, open_device(f, &r));
    case DEVICE_IO:
        return submit(f, &r, reply);
    case DEVICE_COLLECT:
        return collect(f, r.number, reply);
    case DEVICE_CANCEL:
        return cancel(f, r.number, reply);
    case DEVICE_CLOSE:
        (void)close_file(f);
        return answer_status(reply, 0);
    case DEVICE_WHAT_END:
        break;
    }
    return false;
}

static void run_canceller(struct nt_work *work)
{
    struct open_file *f = nt_container(work, struct open_file, canceller);
    pthread_mutex_lock(&f->use);
    if (f->file)
        km_file_cancel(f->file, NULL);
    pthread_mutex_unlock(&f->use);
}

void open_file_cancel(struct open_file *f)
{
    if (!atomic_load(&f->opened))
        return; /* most programs open no device: no thread begins for them */
    f->canceller.run = run_canceller;
    atomic_store(&f->cancelled, true);
    nt_work_queue_once(f->config.context->nt, &f->canceller);
}

void open_file_free(struct open_file *f)
{
    if (!f)
        return;
    if (f->file)
        km_file_cancel(f->file, NULL); /* as the threads of a process that ends cancel theirs, before its handles are closed */
    if (atomic_load(&f->cancelled))
        nt_work_flush(f->config.context->nt, &f->canceller);
    if (!close_file(f))
        return; /* the driver keeps a request: its memory stays */
    for (struct asked *a = f->asked, *next; a; a = next) {
        next = a->next;
        asked_free(a);
    }
    pthread_mutex_destroy(&f->lock);
    pthread_mutex_destroy(&f->use);
    free(f);
}
