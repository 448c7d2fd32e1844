/* FwpsAleEndpoint*0, of both borders: the transport endpoints of the host that walks. Where nobody walks, and over a capture, there are
 * none. */
#include <stdlib.h>
#include <string.h>

#include <fwpmtypes.h>
#include <fwpstypes.h>

#include "api_fwpm/operations.h"
#include "callout/endpoint.h"

enum { ID = 1, PROPERTIES = 2, TEMPLATE = 1, NEW_HANDLE = 2, HANDLE_IN = 1, REQUESTED = 2, ENTRIES = 3, RETURNED = 4 };
enum { HOLDING_ENDPOINTS = 240 };

/* What an enumeration began with; endpoints that end meanwhile are left out. Immutable but for `next`. */
struct endpoint_enum {
    uint32_t count, next;
    uint64_t ids[];
};

/* Locked; NULL: there are no endpoints. */
static struct endpoint_table *lock_table(struct fwpm_call *c)
{
    struct callout_registry *r = bfe_callouts(c->client->config.bfe);
    struct endpoint_table   *t = r ? callout_registry_endpoints(r) : NULL;
    if (t)
        endpoint_table_lock(t);
    return t;
}

static void unlock_table(struct endpoint_table *t)
{
    if (t)
        endpoint_table_unlock(t);
}

/* --- one endpoint --------------------------------------------------------------------------------------------------------------- */

static void put_address(const struct ip_addr *a, UINT32 *v4, UINT8 v6[16])
{
    if (a->family == FAMILY_V4)
        *v4 = ip_addr_v4(a);
    else if (a->family == FAMILY_V6)
        memcpy(v6, a->bytes, 16);
}

/* The table is locked, and what it shows is copied: endpoints go when their thread likes. NULL: no memory. */
static const FWPS_ALE_ENDPOINT_PROPERTIES0 *show(const struct endpoint *e, struct arena *arena)
{
    const struct byte_blob        *app = e->identity.app ? &e->identity.app->blob : NULL;
    FWPS_ALE_ENDPOINT_PROPERTIES0 *p = arena_alloc(arena, sizeof(*p));
    if (!p)
        return NULL;
    *p = (FWPS_ALE_ENDPOINT_PROPERTIES0){ .endpointId = e->handle, .ipProtocol = e->protocol, .localPort = e->local_port,
                                          .remotePort = e->remote_port };
    p->ipVersion = e->family == FAMILY_V6 ? FWP_IP_VERSION_V6 : FWP_IP_VERSION_V4;
    put_address(&e->local, &p->localV4Address, p->localV6Address);
    put_address(&e->remote, &p->remoteV4Address, p->remoteV6Address);
    if (!app || !app->size)
        return p;
    p->appId = (FWP_BYTE_BLOB){ app->size, arena_copy(arena, app->data, app->size) };
    return p->appId.data ? p : NULL;
}

enum wfp_status op_endpoint_get(struct fwpm_call *c, int kind)
{
    (void)kind;
    RETURN_IF(bfe_check(c->session, CONTAINER_ENDPOINTS, ACTRL_READ));
    struct endpoint_table *t = lock_table(c);
    const struct endpoint *e = t ? endpoint_find_handle(t, c->in[ID].number) : NULL;
    const void            *shown = e ? show(e, c->arena) : NULL;
    unlock_table(t);
    if (!shown)
        return e ? WFP_NO_MEMORY : WFP_NOT_FOUND;
    c->out[PROPERTIES].in = shown;
    return WFP_OK;
}

/* --- enumerations --------------------------------------------------------------------------------------------------------------- */

static bool in_subnet(const struct ip_addr *a, const FWP_CONDITION_VALUE0 *v)
{
    struct ip_addr prefix = { .family = FAMILY_V6 };
    switch (v->type) {
    case FWP_EMPTY:
        return true;
    case FWP_V4_ADDR_MASK:
        return a->family == FAMILY_V4 && ((ip_addr_v4(a) ^ v->v4AddrMask->addr) & v->v4AddrMask->mask) == 0;
    case FWP_V6_ADDR_MASK:
        memcpy(prefix.bytes, v->v6AddrMask->addr, sizeof(prefix.bytes));
        return ip_addr_in_prefix(a, &prefix, v->v6AddrMask->prefixLength);
    default:
        return false;
    }
}

static bool is_port(uint16_t port, const FWP_CONDITION_VALUE0 *v)
{
    return v->type == FWP_EMPTY || (v->type == FWP_UINT16 && v->uint16 == port);
}

static bool matches(const struct endpoint *e, const FWPS_ALE_ENDPOINT_ENUM_TEMPLATE0 *t)
{
    return !t || (in_subnet(&e->local, &t->localSubNet) && in_subnet(&e->remote, &t->remoteSubNet) &&
                  (t->ipProtocol.type == FWP_EMPTY || (t->ipProtocol.type == FWP_UINT8 && t->ipProtocol.uint8 == e->protocol)) &&
                  is_port(e->local_port, &t->localPort) && is_port(e->remote_port, &t->remotePort));
}

/* The table is locked. */
static struct endpoint_enum *take_ids(struct endpoint_table *t, const FWPS_ALE_ENDPOINT_ENUM_TEMPLATE0 *wanted)
{
    uint32_t count = 0;
    for (const struct endpoint *e = t ? endpoint_next(t, NULL) : NULL; e; e = endpoint_next(t, e))
        count += matches(e, wanted);
    struct endpoint_enum *n = malloc(sizeof(*n) + count * sizeof(n->ids[0]));
    if (!n)
        return NULL;
    n->count = n->next = 0;
    for (const struct endpoint *e = t ? endpoint_next(t, NULL) : NULL; e; e = endpoint_next(t, e))
        if (matches(e, wanted))
            n->ids[n->count++] = e->handle;
    return n;
}

static void enum_end(struct bfe *b, void *what)
{
    (void)b;
    free(what);
}

enum wfp_status op_endpoints_open(struct fwpm_call *c, int kind)
{
    (void)kind;
    RETURN_IF(bfe_check(c->session, CONTAINER_ENDPOINTS, ACTRL_ENUM));
    struct endpoint_table *t = lock_table(c);
    struct endpoint_enum  *n = take_ids(t, c->in[TEMPLATE].in);
    unlock_table(t);
    if (!n)
        return WFP_NO_MEMORY;
    enum wfp_status err = bfe_hold(c->session, HOLDING_ENDPOINTS, n, enum_end, &c->out[NEW_HANDLE].number);
    if (err)
        free(n);
    return err;
}

/* The table is locked. */
static enum wfp_status show_next(struct fwpm_call *c, struct endpoint_table *t, struct endpoint_enum *n)
{
    uint32_t     wanted = (uint32_t)c->in[REQUESTED].number, left = n->count - n->next, count = 0;
    const void **entries = arena_array(c->arena, left < wanted ? left : wanted, sizeof(*entries));
    if (!entries)
        return WFP_NO_MEMORY;
    for (; count < wanted && n->next < n->count; n->next++) {
        const struct endpoint *e = t ? endpoint_find_handle(t, n->ids[n->next]) : NULL;
        if (!e)
            continue;
        entries[count] = show(e, c->arena);
        if (!entries[count++])
            return WFP_NO_MEMORY;
    }
    c->out[ENTRIES].in = count ? entries : NULL;
    c->out[RETURNED].number = count;
    return WFP_OK;
}

/* Not for a thread that destroys the handle at the same time. */
enum wfp_status op_endpoints_next(struct fwpm_call *c, int kind)
{
    void *n;
    (void)kind;
    RETURN_IF(bfe_held(c->session, HOLDING_ENDPOINTS, c->in[HANDLE_IN].number, &n));
    struct endpoint_table *t = lock_table(c);
    enum wfp_status        err = show_next(c, t, n);
    unlock_table(t);
    return err;
}

enum wfp_status op_endpoints_close(struct fwpm_call *c, int kind)
{
    (void)kind;
    return bfe_release_asked(c->session, HOLDING_ENDPOINTS, c->in[HANDLE_IN].number);
}
