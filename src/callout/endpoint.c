#include "callout/endpoint.h"

#include <pthread.h>
#include <stdlib.h>

#include "callout/entry.h"

#define BUCKETS 256u

struct endpoint_table {
    pthread_mutex_t  lock;
    struct endpoint *by_port[BUCKETS], *by_handle[BUCKETS]; /* guarded by: lock, for everybody but the owner thread */
    struct endpoint *oldest, *newest;                       /* the same */
    uint64_t         last_handle;
};

static struct endpoint **port_bucket(struct endpoint_table *t, uint16_t port)
{
    return &t->by_port[(port ^ port >> 8) % BUCKETS];
}

static struct endpoint **handle_bucket(struct endpoint_table *t, uint64_t handle)
{
    return &t->by_handle[handle % BUCKETS];
}

enum wfp_status endpoint_table_new(struct endpoint_table **out)
{
    struct endpoint_table *t = calloc(1, sizeof(*t));
    if (!t)
        return WFP_NO_MEMORY;
    pthread_mutex_init(&t->lock, NULL);
    *out = t;
    return WFP_OK;
}

void endpoint_table_free(struct endpoint_table *t)
{
    if (!t)
        return;
    while (t->oldest)
        endpoint_free(t, t->oldest);
    pthread_mutex_destroy(&t->lock);
    free(t);
}

void endpoint_table_lock(struct endpoint_table *t)
{
    pthread_mutex_lock(&t->lock);
}

void endpoint_table_unlock(struct endpoint_table *t)
{
    pthread_mutex_unlock(&t->lock);
}

void callout_registry_set_endpoints(struct callout_registry *r, struct endpoint_table *t)
{
    pthread_mutex_lock(&r->lock);
    r->endpoints = t;
    pthread_mutex_unlock(&r->lock);
}

struct endpoint_table *callout_registry_endpoints(struct callout_registry *r)
{
    pthread_mutex_lock(&r->lock);
    struct endpoint_table *t = r->endpoints;
    pthread_mutex_unlock(&r->lock);
    return t;
}

static void link_port(struct endpoint_table *t, struct endpoint *e)
{
    struct endpoint **bucket = port_bucket(t, e->local_port);
    e->port_next = *bucket;
    *bucket = e;
}

static void unlink_port(struct endpoint_table *t, struct endpoint *e)
{
    struct endpoint **at = port_bucket(t, e->local_port);
    while (*at != e)
        at = &(*at)->port_next;
    *at = e->port_next;
}

static void unlink_handle(struct endpoint_table *t, struct endpoint *e)
{
    struct endpoint **at = handle_bucket(t, e->handle);
    while (*at != e)
        at = &(*at)->handle_next;
    *at = e->handle_next;
}

enum wfp_status endpoint_new(struct endpoint_table *t, uint8_t protocol, enum family family, struct endpoint **out)
{
    struct endpoint *e = calloc(1, sizeof(*e));
    if (!e)
        return WFP_NO_MEMORY;
    e->protocol = protocol;
    e->family = (uint8_t)family;
    e->local.family = (uint8_t)family;
    endpoint_table_lock(t);
    e->handle = ++t->last_handle;
    e->older = t->newest;
    *(t->newest ? &t->newest->newer : &t->oldest) = e;
    t->newest = e;
    link_port(t, e);
    struct endpoint **bucket = handle_bucket(t, e->handle);
    e->handle_next = *bucket;
    *bucket = e;
    endpoint_table_unlock(t);
    *out = e;
    return WFP_OK;
}

void endpoint_free(struct endpoint_table *t, struct endpoint *e)
{
    endpoint_table_lock(t);
    unlink_port(t, e);
    unlink_handle(t, e);
    *(e->older ? &e->older->newer : &t->oldest) = e->newer;
    *(e->newer ? &e->newer->older : &t->newest) = e->older;
    endpoint_table_unlock(t);
    free(e);
}

void endpoint_set_port(struct endpoint_table *t, struct endpoint *e, uint16_t port)
{
    endpoint_table_lock(t);
    unlink_port(t, e);
    e->local_port = port;
    link_port(t, e);
    endpoint_table_unlock(t);
}

struct endpoint *endpoint_find_handle(struct endpoint_table *t, uint64_t handle)
{
    struct endpoint *e = *handle_bucket(t, handle);
    while (e && e->handle != handle)
        e = e->handle_next;
    return e;
}

static bool takes_family(const struct endpoint *e, uint8_t family)
{
    return e->family == family || (e->dual && family == FAMILY_V4);
}

static bool has_address(const struct endpoint *e, const struct ip_addr *local)
{
    return ip_addr_is(&e->local, ADDR_UNSPECIFIED) ? takes_family(e, local->family) : ip_addr_equal(&e->local, local);
}

/* How well an endpoint fits a packet; 0: not at all. */
static unsigned fits(const struct endpoint *e, uint8_t protocol, const struct ip_addr *local, uint16_t local_port,
                     const struct ip_addr *remote, uint16_t remote_port)
{
    if (e->raw || e->state == ENDPOINT_OPEN || e->protocol != protocol || e->local_port != local_port || !has_address(e, local))
        return 0;
    if (e->remote.family == FAMILY_NONE)
        return ip_addr_is(&e->local, ADDR_UNSPECIFIED) ? 1 : 2;
    return remote && e->remote_port == remote_port && ip_addr_equal(&e->remote, remote) ? 3 : 0;
}

struct endpoint *endpoint_find(struct endpoint_table *t, uint8_t protocol, const struct ip_addr *local, uint16_t local_port,
                               const struct ip_addr *remote, uint16_t remote_port)
{
    struct endpoint *best = NULL;
    unsigned         score = 0;
    for (struct endpoint *e = *port_bucket(t, local_port); e; e = e->port_next) {
        unsigned s = fits(e, protocol, local, local_port, remote, remote_port);
        if (s > score) {
            best = e;
            score = s;
        }
    }
    return best;
}

/* The family of the unspecified address counts: a v4 and a v6 socket may share a port. */
bool endpoint_is_taken(struct endpoint_table *t, uint8_t protocol, const struct ip_addr *local, uint16_t port)
{
    bool any = ip_addr_is(local, ADDR_UNSPECIFIED);
    for (struct endpoint *e = *port_bucket(t, port); e; e = e->port_next) {
        if (e->raw || e->parent || e->state == ENDPOINT_OPEN || e->protocol != protocol || e->local_port != port)
            continue;
        if (any ? takes_family(e, local->family) : has_address(e, local))
            return true;
    }
    return false;
}

struct endpoint *endpoint_next(struct endpoint_table *t, const struct endpoint *after)
{
    return after ? after->newer : t->oldest;
}
