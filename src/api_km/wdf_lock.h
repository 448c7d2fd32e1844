/* The lock that the framework holds around a driver's callbacks (automatic synchronization): one of a device, or of each of its
 * queues. Its owner may take it again. A passive one waits, the other raises the IRQL. */
#ifndef WFP_API_KM_WDF_LOCK_H
#define WFP_API_KM_WDF_LOCK_H

#include "api_km/wdf_object.h"

struct wdf_lock {
    WDF_SYNCHRONIZATION_SCOPE scope; /* never "inherit"; immutable after publish */
    bool       automatic; /* callbacks run under it; immutable after publish */
    bool       passive;   /* the same */
    KSPIN_LOCK spin;
    KEVENT     free;      /* of a passive one: signalled while nobody holds it */
    PKTHREAD   owner;     /* lock-free: only the owner finds itself here */
    unsigned   depth;     /* guarded by: the lock itself; so too the next */
    KIRQL      before;
};

/* What an object's attributes say, and its parent's where they say nothing. NULL: it is the driver. */
void wdf_lock_init(struct wdf_lock *l, const WDF_OBJECT_ATTRIBUTES *attributes, const struct wdf_lock *parent);
void wdf_lock_take(struct wdf_lock *l);
void wdf_lock_give(struct wdf_lock *l);

/* The lock of the nearest device or queue above an object, itself included; NULL: there is none. */
struct wdf_lock *wdf_lock_of(struct wdf_object *o);

/* Around a callback of the object: the lock, or NULL when it is not synchronized. */
struct wdf_lock *wdf_callback_begin(struct wdf_lock *l);
void             wdf_callback_end(struct wdf_lock *l);

#endif
