/* Objects of the driver framework: one header for all kinds, a tree of parents, typed contexts, two callbacks.
 * Deleting an object deletes its children first; the memory goes when the last reference does. */
#ifndef WFP_API_KM_WDF_OBJECT_H
#define WFP_API_KM_WDF_OBJECT_H

#include <wdf.h>

#include "nt/list.h"

struct driver;
struct wdf_object;

struct wdf_kind {
    const char *name;
    size_t      size; /* of the whole object */
    /* The object goes: stop what may still use it. Children are gone, the cleanup callbacks were called. NULL:
     * nothing to do. */
    void (*end)(struct wdf_object *o);
};

extern const struct wdf_kind wdf_driver, wdf_device, wdf_queue, wdf_request, wdf_file, wdf_memory, wdf_key, wdf_spin_lock,
    wdf_wait_lock, wdf_work_item, wdf_timer, wdf_general;

struct wdf_object {
    const struct wdf_kind *kind;     /* immutable after publish */
    struct driver         *driver;   /* immutable after publish */
    struct wdf_object     *parent;   /* guarded by: driver->framework_lock */
    struct nt_list         children; /* wdf_object.link; guarded by: driver->framework_lock */
    struct nt_list         link;
    struct wdf_context    *contexts; /* guarded by: driver->framework_lock */
    unsigned               references; /* lock-free */
    bool                   deleted;    /* guarded by: driver->framework_lock */
};

/* NULL parent: the driver. `attributes` may be NULL. */
NTSTATUS wdf_new(const char *function, const struct wdf_kind *kind, const WDF_OBJECT_ATTRIBUTES *attributes, void *parent,
                 void *out);
/* The object behind a handle. Another kind, or no object, is a bug check, as with the framework's own verifier. */
void *wdf_get(const char *function, const void *handle, const struct wdf_kind *kind);
void  wdf_delete(struct wdf_object *o);

/* The driver's framework part: unload, and the end after a failed DriverEntry. */
void wdf_driver_unload(struct driver *driver);
void wdf_driver_end(struct driver *driver);

#endif
