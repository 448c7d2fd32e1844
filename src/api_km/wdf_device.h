/* The framework's devices, queues and requests, for the files that share them. */
#ifndef WFP_API_KM_WDF_DEVICE_H
#define WFP_API_KM_WDF_DEVICE_H

#include "api_km/wdf_lock.h"
#include "api_km/wdf_object.h"
#include "nt/list.h"
#include "nt/work.h"

struct wdf_queue_part {
    struct wdf_object   object;
    struct wdf_device_part *device;
    WDF_IO_QUEUE_CONFIG config;
    struct wdf_lock     callbacks;   /* around the driver's callbacks, unless the device's is */
    bool                shares_lock; /* immutable after publish */
    KSPIN_LOCK          lock;
    struct nt_list      waiting; /* wdf_request_part.link; guarded by: lock */
    unsigned            running; /* requests that the driver owns; guarded by: lock */
    bool                refuses; /* new ones: purged or drained; guarded by: lock */
    bool                stopped; /* gives none to the driver; guarded by: lock */
    PFN_WDF_IO_QUEUE_STATE done; /* to be called when it is quiet; guarded by: lock */
    WDFCONTEXT          done_context;
    PFN_WDF_IO_QUEUE_STATE ready; /* when a manual queue is empty no more */
    WDFCONTEXT          ready_context;
    KEVENT              quiet;
    struct nt_work      work; /* delivers at PASSIVE_LEVEL */
};

struct wdf_device_part {
    struct wdf_object      object;
    PDEVICE_OBJECT         wdm;
    UNICODE_STRING         name; /* Buffer NULL: none */
    bool                   has_link;
    UNICODE_STRING         link; /* deleted with the device */
    WDF_FILEOBJECT_CONFIG  files; /* Size 0: the framework completes creates itself */
    WDF_OBJECT_ATTRIBUTES  file_attributes;
    WDF_OBJECT_ATTRIBUTES  request_attributes; /* Size 0: none */
    PFN_WDF_IO_IN_CALLER_CONTEXT in_caller_context;
    struct wdf_queue_part *default_queue;
    struct wdf_lock        callbacks; /* around the driver's callbacks, when it says so */
    WDF_DEVICE_IO_TYPE     io_type;   /* immutable after publish */
    bool                   finished; /* WdfControlFinishInitializing was called */
};

struct wdf_request_part {
    struct wdf_object      object;
    struct nt_list         link; /* in its queue's waiting */
    PIRP                   irp;
    struct wdf_device_part *device;
    struct wdf_queue_part *queue; /* NULL: in none, as a create request */
    WDFFILEOBJECT          file;
    bool                   presented; /* the driver has had it; guarded by: its queue's lock */
    PFN_WDF_REQUEST_CANCEL cancel;    /* marked cancelable */
    PMDL                   mdls[2];   /* of buffers, made when they are asked for */
};

/* What the framework driver's attributes say, for its devices to inherit. */
const struct wdf_lock *wdf_driver_says(const struct driver *driver);
/* Takes the dispatch table over, unless the driver keeps it. */
void wdf_dispatch_install(PDRIVER_OBJECT driver);
/* The request goes to the queue: to the driver at once, or to the end of those that wait. */
void wdf_queue_take(struct wdf_queue_part *q, struct wdf_request_part *r);
/* The driver owns one request less. */
void wdf_queue_done(struct wdf_queue_part *q);
NTSTATUS wdf_string_set(const char *function, WDFSTRING string, const char *text);
NTSTATUS wdf_memory_of(const char *function, struct wdf_object *parent, void *buffer, size_t size, WDFMEMORY *memory);

#endif
