#include "callout/injection.h"

#include <stdlib.h>

#include "callout/entry.h"
#include "pkt/headers.h"
#include "pkt/nb.h"

#define ALL_TYPES                                                                                     \
    (INJECT_STREAM | INJECT_TRANSPORT | INJECT_NETWORK | INJECT_FORWARD | INJECT_L2 | INJECT_VSWITCH_TRANSPORT)

struct injection_handle {
    struct injection_handle *next; /* guarded by: registry lock */
    uint64_t                 id;   /* immutable after publish, like all without a remark */
    struct callout_registry *registry;
    const void              *owner;
    enum family              family;
    uint32_t                 types;
    uint32_t                 under_way; /* guarded by: registry lock */
    bool                     closing;   /* guarded by: registry lock */
};

const char *injection_path_name(enum injection_path path)
{
    static const char *const names[INJECTION_PATH_COUNT] = {
        [INJECTION_NETWORK_SEND] = "network send",
        [INJECTION_NETWORK_RECEIVE] = "network receive",
        [INJECTION_TRANSPORT_SEND] = "transport send",
        [INJECTION_TRANSPORT_RECEIVE] = "transport receive",
        [INJECTION_FORWARD] = "forward",
        [INJECTION_MAC_SEND] = "MAC send",
        [INJECTION_MAC_RECEIVE] = "MAC receive",
        [INJECTION_VSWITCH_INGRESS] = "vSwitch ingress",
    };
    return names[path];
}

enum wfp_status injection_handle_new(struct callout_registry *r, enum family family, uint32_t types, const void *owner,
                                     struct injection_handle **out)
{
    types = types ? types : INJECT_TRANSPORT | INJECT_STREAM | INJECT_FORWARD;
    if ((types & ~(uint32_t)ALL_TYPES) || ((types & INJECT_NETWORK) && family == FAMILY_NONE))
        return WFP_INVALID_ARGUMENT;
    struct injection_handle *h = calloc(1, sizeof(*h));
    if (!h)
        return WFP_NO_MEMORY;
    *h = (struct injection_handle){ .registry = r, .owner = owner, .family = family, .types = types };
    pthread_mutex_lock(&r->lock);
    h->id = ++r->last_injection_id;
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

/* Under the lock, which it gives up meanwhile: the completions come from the walking thread, which may be this one. */
static void wait_until_idle(struct injection_handle *h)
{
    struct callout_registry *r = h->registry;
    while (h->under_way) {
        const struct packet_sink *sink = callout_registry_sink(r);
        pthread_mutex_unlock(&r->lock);
        bool served = sink && sink->serve && sink->serve(sink->context);
        pthread_mutex_lock(&r->lock);
        if (!served && h->under_way)
            bell_wait(&r->idle, &r->lock);
    }
}

enum wfp_status injection_handle_free(struct callout_registry *r, const void *handle)
{
    pthread_mutex_lock(&r->lock);
    struct injection_handle *h = *place_of(r, handle);
    bool                     mine = h && !h->closing;
    if (mine) {
        h->closing = true;
        wait_until_idle(h);
        *place_of(r, h) = h->next;
    }
    pthread_mutex_unlock(&r->lock);
    if (!mine)
        return WFP_INVALID_HANDLE;
    free(h);
    return WFP_OK;
}

void injection_handles_forget(struct callout_registry *r)
{
    while (r->injections) {
        struct injection_handle *h = r->injections;
        r->injections = h->next;
        free(h);
    }
}

bool injection_handle_exists(struct callout_registry *r, const void *handle)
{
    return injection_handle_id(r, handle) != 0;
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

uint64_t injection_handle_id(struct callout_registry *r, const void *handle)
{
    pthread_mutex_lock(&r->lock);
    const struct injection_handle *h = *place_of(r, handle);
    uint64_t                       id = h ? h->id : 0;
    pthread_mutex_unlock(&r->lock);
    return id;
}

const void *injection_handle_owner(struct callout_registry *r, uint64_t id)
{
    const void *owner = NULL;
    pthread_mutex_lock(&r->lock);
    for (const struct injection_handle *h = r->injections; h; h = h->next)
        if (h->id == id)
            owner = h->owner;
    pthread_mutex_unlock(&r->lock);
    return owner;
}

/* --- one injection ------------------------------------------------------------------------------------------------ */

static const uint32_t type_of_path[INJECTION_PATH_COUNT] = {
    [INJECTION_NETWORK_SEND] = INJECT_NETWORK,
    [INJECTION_NETWORK_RECEIVE] = INJECT_NETWORK,
    [INJECTION_TRANSPORT_SEND] = INJECT_TRANSPORT,
    [INJECTION_TRANSPORT_RECEIVE] = INJECT_TRANSPORT,
    [INJECTION_FORWARD] = INJECT_FORWARD,
    [INJECTION_MAC_SEND] = INJECT_L2,
    [INJECTION_MAC_RECEIVE] = INJECT_L2,
    [INJECTION_VSWITCH_INGRESS] = INJECT_L2,
};

/* A list that WFP made for a driver (D-069), that is not on its way already, and alone (D-054). */
static bool may_inject(const NET_BUFFER_LIST *nbl)
{
    const struct nbl_state *state = nbl_state_of(nbl);
    return state && state->kind != NBL_INDICATED && !state->idle && !nbl->Next && nbl->FirstNetBuffer;
}

/* By the version of the IP header that the list begins with. */
static enum family family_shown(const NET_BUFFER *nb)
{
    const uint8_t *first = nb_data(nb, 1, NULL);
    unsigned       version = first ? *first >> 4 : 0;
    return version == 4 ? FAMILY_V4 : version == 6 ? FAMILY_V6 : FAMILY_NONE;
}

/* A transport header may begin like an IP header, but hardly goes on so. */
static bool begins_with_ip(const NET_BUFFER *nb)
{
    struct headers h;
    uint8_t        room[40];
    uint32_t       size = nb_length(nb), shown = size < sizeof(room) ? size : sizeof(room);
    const void    *at = nb_data(nb, shown, room);
    if (!at)
        return false;
    enum parse_result parsed = headers_parse_ip(bytes_of(at, shown), size, 0, &h);
    return h.family != FAMILY_NONE && parsed != PARSE_IP_TRUNCATED && parsed != PARSE_IP_MALFORMED;
}

static bool begins_with_frame(const NET_BUFFER *nb)
{
    struct headers h;
    uint8_t        room[64];
    uint32_t       size = nb_length(nb), shown = size < sizeof(room) ? size : sizeof(room);
    const void    *at = nb_data(nb, shown, room);
    if (!at)
        return false;
    enum parse_result parsed = headers_parse(LINK_ETHERNET, bytes_of(at, shown), size, 0, &h);
    return h.family != FAMILY_NONE && parsed != PARSE_IP_TRUNCATED && parsed != PARSE_IP_MALFORMED;
}

/* A MAC address may begin like an IP header, but hardly goes on so. */
bool injection_lacks_mac_header(const NET_BUFFER_LIST *nbl)
{
    return begins_with_ip(nbl->FirstNetBuffer) && !begins_with_frame(nbl->FirstNetBuffer);
}

/* A list of the transport layer has no IP header yet. */
static enum wfp_status is_of_family(const struct injection *i)
{
    const NET_BUFFER *nb = i->nbl->FirstNetBuffer;
    bool              network = i->path == INJECTION_NETWORK_SEND || i->path == INJECTION_NETWORK_RECEIVE;
    if (i->params.given)
        return i->params.include_header && nb->Next ? WFP_INVALID_ARGUMENT : WFP_OK; /* D-085 */
    enum family shown = family_shown(nb);
    if (shown != FAMILY_NONE && shown != i->family)
        return network ? WFP_INJECT_HANDLE_STALE : WFP_INVALID_ARGUMENT; /* D-110 */
    return i->path == INJECTION_TRANSPORT_SEND && !begins_with_ip(nb) ? WFP_INVALID_ARGUMENT : WFP_OK; /* D-065 */
}

/* Under the lock. FAMILY_NONE of an injection: the handle's. */
static enum wfp_status fits(const struct injection_handle *h, struct injection *i)
{
    if (!h)
        return WFP_INVALID_HANDLE;
    if (h->closing)
        return WFP_INJECT_HANDLE_CLOSING;
    if (!(h->types & type_of_path[i->path]))
        return WFP_INJECT_HANDLE_STALE;
    if (i->path >= INJECTION_IP_PATHS) /* frames: the handle's family means nothing */
        return WFP_OK;
    if (i->family == FAMILY_NONE)
        i->family = h->family;
    return h->family == FAMILY_NONE || h->family == i->family ? is_of_family(i) : WFP_INJECT_HANDLE_STALE;
}

static enum wfp_status begin(struct callout_registry *r, const void *handle, struct injection *i)
{
    pthread_mutex_lock(&r->lock);
    struct injection_handle *h = *place_of(r, handle);
    enum wfp_status          err = fits(h, i);
    if (err == WFP_OK) {
        h->under_way++;
        i->handle = h;
        i->owner = h->owner;
    }
    pthread_mutex_unlock(&r->lock);
    return err;
}

struct injection_handle *injection_handle_hold(struct callout_registry *r, const void *handle)
{
    pthread_mutex_lock(&r->lock);
    struct injection_handle *h = *place_of(r, handle);
    if (h && h->closing)
        h = NULL;
    if (h)
        h->under_way++;
    pthread_mutex_unlock(&r->lock);
    return h;
}

void injection_handle_put(struct injection_handle *h)
{
    struct callout_registry *r = h->registry;
    pthread_mutex_lock(&r->lock);
    if (--h->under_way == 0 && h->closing)
        bell_ring(&r->idle);
    pthread_mutex_unlock(&r->lock);
}

/* The completion function may free the list and the injection. The handle counts until it has returned (D-031). What the driver
 * does with its list from now on is another packet; clones that were made on the way keep the history. */
static void on_idle(void *context, NET_BUFFER_LIST *nbl)
{
    struct injection        *i = context;
    struct injection_handle *h = i->handle;
    struct nbl_state        *state = nbl_state_of(nbl);
    state->idle = NULL;
    state->lineage.count--;
    if (i->undo)
        i->undo(i);
    i->complete(i);
    injection_handle_put(h);
}

enum wfp_status injection_start(struct callout_registry *r, const void *handle, struct injection *i)
{
    const struct packet_sink *sink = callout_registry_sink(r);
    if (!i->nbl)
        return WFP_NULL_POINTER;
    if (!sink)
        return WFP_TCPIP_NOT_READY;
    if (!may_inject(i->nbl))
        return WFP_INVALID_ARGUMENT;
    RETURN_IF(begin(r, handle, i));
    struct nbl_state *state = nbl_state_of(i->nbl);
    state->idle = on_idle;
    state->idle_context = i;
    nbl_hold(i->nbl);
    lineage_add(&state->lineage, i->handle->id, i->context);
    i->link.walker = walker_number();
    enum wfp_status err = sink->inject(sink->context, i);
    if (err == WFP_OK)
        return WFP_OK;
    state->lineage.count--;
    state->idle = NULL;
    nbl_drop(i->nbl);
    injection_handle_put(i->handle);
    return err;
}

const struct layer_row *injection_inside(const struct flow **flow)
{
    const struct callout_call *call = callout_calls();
    if (!call || !call->rule)
        return NULL;
    *flow = call->flow;
    return &layer_rows[call->rule->layer];
}

void injection_done(struct injection *i, int32_t ntstatus)
{
    NET_BUFFER_LIST        *nbl = i->nbl;
    struct injection_group *group = i->group; /* the injection may be gone when the list is dropped */
    nbl->Status = ntstatus;
    nbl_drop(nbl);
    if (group)
        group->walked(group);
}
