#include "callout/injection.h"

#include <stdlib.h>

#include "callout/entry.h"

#define ALL_TYPES                                                                                     \
    (INJECT_STREAM | INJECT_TRANSPORT | INJECT_NETWORK | INJECT_FORWARD | INJECT_L2 | INJECT_VSWITCH_TRANSPORT)

struct injection_handle {
    struct injection_handle *next; /* guarded by: registry lock */
    const void              *owner; /* immutable after publish, like all below */
    enum family              family;
    uint32_t                 types;
};

enum wfp_status injection_handle_new(struct callout_registry *r, enum family family, uint32_t types, const void *owner,
                                     struct injection_handle **out)
{
    types = types ? types : INJECT_TRANSPORT | INJECT_STREAM | INJECT_FORWARD;
    if ((types & ~(uint32_t)ALL_TYPES) || ((types & INJECT_NETWORK) && family == FAMILY_NONE))
        return WFP_INVALID_ARGUMENT;
    struct injection_handle *h = calloc(1, sizeof(*h));
    if (!h)
        return WFP_NO_MEMORY;
    *h = (struct injection_handle){ .owner = owner, .family = family, .types = types };
    pthread_mutex_lock(&r->lock);
    h->next = r->injections;
    r->injections = h;
    pthread_mutex_unlock(&r->lock);
    *out = h;
    return WFP_OK;
}

/* Under the lock. */
static struct injection_handle **place_of(struct callout_registry *r, const void *handle)
{
    struct injection_handle **at = &r->injections;
    while (*at && *at != handle)
        at = &(*at)->next;
    return at;
}

enum wfp_status injection_handle_free(struct callout_registry *r, const void *handle)
{
    pthread_mutex_lock(&r->lock);
    struct injection_handle **at = place_of(r, handle), *h = *at;
    if (h)
        *at = h->next;
    pthread_mutex_unlock(&r->lock);
    free(h);
    return h ? WFP_OK : WFP_INVALID_HANDLE;
}

bool injection_handle_exists(struct callout_registry *r, const void *handle)
{
    pthread_mutex_lock(&r->lock);
    bool exists = *place_of(r, handle) != NULL;
    pthread_mutex_unlock(&r->lock);
    return exists;
}

uint32_t injection_handle_count(struct callout_registry *r, const void *owner)
{
    uint32_t count = 0;
    pthread_mutex_lock(&r->lock);
    for (const struct injection_handle *h = r->injections; h; h = h->next)
        count += !owner || h->owner == owner;
    pthread_mutex_unlock(&r->lock);
    return count;
}
