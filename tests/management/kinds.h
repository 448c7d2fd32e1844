/* The calls that every kind of object has, so that a test can go through all kinds. Numbers are those of kit_key(); objects of
 * other keys, as the built-in ones, are 0. */
#ifndef WFP_TESTS_MANAGEMENT_KINDS_H
#define WFP_TESTS_MANAGEMENT_KINDS_H

#include <pthread.h>

#include "kit.h"

/* Who listens to changes: they come on other threads. */
struct heard {
    UINT32   type; /* FWPM_CHANGE_ADD, FWPM_CHANGE_DELETE */
    unsigned number;
    UINT64   id; /* 0 for kinds without */
    pthread_t thread;
};
struct ear {
    pthread_mutex_t lock;
    pthread_cond_t  changed;
    struct heard    all[64]; /* guarded by: lock, like count */
    unsigned        count;
    /* Called for each, without the lock; NULL: nothing */
    void (*then)(struct ear *ear);
};
#define EAR_INIT { .lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER }
/* Until that many were heard; false: it takes too long. */
bool ear_await(struct ear *ear, unsigned count);

struct kind {
    const char *name;
    UINT64      has_id; /* whether changes carry one */
    UINT32      persistent; /* its flag */
    DWORD (*add)(HANDLE h, unsigned n, PSECURITY_DESCRIPTOR sd);
    DWORD (*add_flagged)(HANDLE h, unsigned n, UINT32 flags);
    DWORD (*remove)(HANDLE h, unsigned n);
    DWORD (*get)(HANDLE h, unsigned n);
    DWORD (*open)(HANDLE h, HANDLE *e); /* an enumeration of all */
    DWORD (*next)(HANDLE h, HANDLE e, UINT32 wanted, unsigned *numbers, UINT32 *count);
    DWORD (*close)(HANDLE h, HANDLE e);
    DWORD (*subscribe)(HANDLE h, UINT32 flags, struct ear *ear, HANDLE *s);
    DWORD (*unsubscribe)(HANDLE h, HANDLE s);
    /* The flags and session key of each. */
    DWORD (*subscriptions)(HANDLE h, UINT32 *flags, GUID *sessions, UINT32 room, UINT32 *count);
    /* NULL key: the container. */
    DWORD (*get_security)(HANDLE h, const GUID *key, SECURITY_INFORMATION which, PSID *owner, PSID *group, PACL *dacl,
                          PACL *sacl, PSECURITY_DESCRIPTOR *sd);
    DWORD (*set_security)(HANDLE h, const GUID *key, SECURITY_INFORMATION which, const SID *owner, const SID *group,
                          const ACL *dacl, const ACL *sacl);
};

enum { KIND_PROVIDER, KIND_CONTEXT, KIND_SUBLAYER, KIND_CALLOUT, KIND_FILTER, KIND_COUNT };
extern const struct kind kinds[KIND_COUNT];

unsigned kit_number(const GUID *key);

#endif
