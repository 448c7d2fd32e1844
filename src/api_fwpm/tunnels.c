/* FwpmIPsecTunnelAdd0 and FwpmConnectionPolicyAdd0: one call that adds contexts and the filters that name them, all or nothing. Without an
 * IPsec engine the tunnel's callouts are registered by nobody, so that its traffic is blocked and never leaves in the clear.
 *
 * Filters get keys that follow from the context's, by which the call that deletes finds them. */
#include <stdio.h>
#include <string.h>

#include "api_fwpm/ipsec_policy.h"
#include "api_fwpm/operations.h"
#include "api_fwpm/take.h"
#include "bfe/objects.h"
#include "bfe/txn.h"

#define FILTERS_MAX 6u
enum { MAIN_MODE = 0 }; /* the first is the filter of the main-mode policy */

/* What is added for one context. */
struct bundle {
    struct fwpm_call              *call;
    const struct byte_blob        *sd; /* or NULL */
    struct provider_context        main_mode, policy;
    bool                           has_main_mode;
    struct filter                  filters[FILTERS_MAX];
    bool                           wanted[FILTERS_MAX];
    struct { enum object_kind kind; struct guid key; } added[FILTERS_MAX + 2];
    unsigned                       added_count;
};

static struct guid filter_key(const struct guid *context, unsigned n)
{
    char name[64];
    size_t at = strlen(guid_format(context, name));
    name[at] = (char)('0' + n);
    name[at + 1] = '\0';
    return guid_from_name("bundle", name);
}

static enum wfp_status add(struct bundle *b, enum object_kind kind, const void *record, struct guid *key)
{
    struct object *o;
    RETURN_IF(bfe_add(b->call->session, kind, record, b->sd, &o));
    b->added[b->added_count].kind = kind;
    b->added[b->added_count++].key = o->key;
    if (key)
        *key = o->key;
    bfe_put(o);
    return WFP_OK;
}

static enum wfp_status add_filters(struct bundle *b)
{
    for (unsigned i = 0; i < FILTERS_MAX; i++) {
        struct filter *f = &b->filters[i];
        if (!b->wanted[i])
            continue;
        f->key = filter_key(&b->policy.key, i);
        f->provider_context = i == MAIN_MODE && b->has_main_mode ? b->main_mode.key : b->policy.key;
        RETURN_IF(add(b, OBJECT_FILTER, f, NULL));
    }
    return WFP_OK;
}

static enum wfp_status add_all(struct bundle *b)
{
    if (b->has_main_mode)
        RETURN_IF(add(b, OBJECT_CONTEXT, &b->main_mode, &b->main_mode.key));
    RETURN_IF(add(b, OBJECT_CONTEXT, &b->policy, &b->policy.key));
    return add_filters(b);
}

/* --- all or nothing ---------------------------------------------------------------------------------------------------------- */

typedef enum wfp_status (*step_fn)(void *context);

/* Inside the caller's transaction, or in one of its own. */
static enum wfp_status in_transaction(struct bfe_session *s, step_fn step, void *context)
{
    if (bfe_txn_is_open(s))
        return step(context);
    RETURN_IF(bfe_txn_begin(s, 0));
    enum wfp_status err = step(context);
    if (err == WFP_OK)
        err = bfe_txn_commit(s);
    if (err)
        (void)!bfe_txn_abort(s);
    return err;
}

/* What it has added goes again, because the caller's transaction goes on. */
static enum wfp_status add_step(void *context)
{
    struct bundle  *b = context;
    enum wfp_status err = add_all(b);
    while (err && b->added_count--)
        (void)!bfe_delete(b->call->session, b->added[b->added_count].kind, &b->added[b->added_count].key);
    return err;
}

/* --- deleting ---------------------------------------------------------------------------------------------------------------- */

struct removal {
    struct fwpm_call  *call;
    const struct guid *key;
    bool (*is_type)(uint32_t type);
};

static enum wfp_status check_policy(const struct removal *r)
{
    struct object *o;
    RETURN_IF(bfe_get(r->call->session, OBJECT_CONTEXT, r->key, &o));
    bool good = r->is_type(o->provider_context.type);
    bfe_put(o);
    return good ? WFP_OK : WFP_PROVIDER_CONTEXT_NOT_FOUND;
}

/* Deletes the filter, if it is there, and tells which context it had. */
static enum wfp_status delete_filter(struct bfe_session *s, const struct guid *key, struct guid *context)
{
    struct object  *o;
    enum wfp_status err = bfe_get(s, OBJECT_FILTER, key, &o);
    *context = (struct guid){ 0 };
    if (err)
        return err == WFP_FILTER_NOT_FOUND ? WFP_OK : err;
    *context = o->filter.provider_context;
    bfe_put(o);
    return bfe_delete(s, OBJECT_FILTER, key);
}

/* The main-mode policy stays while other filters name it. */
static enum wfp_status delete_step(void *context)
{
    const struct removal *r = context;
    struct bfe_session   *s = r->call->session;
    struct guid           main_mode = { 0 }, ignored;
    RETURN_IF(check_policy(r));
    for (unsigned i = 0; i < FILTERS_MAX; i++) {
        struct guid key = filter_key(r->key, i);
        RETURN_IF(delete_filter(s, &key, i == MAIN_MODE ? &main_mode : &ignored));
    }
    if (!guid_is_zero(&main_mode) && !guid_equal(&main_mode, r->key)) {
        enum wfp_status err = bfe_delete(s, OBJECT_CONTEXT, &main_mode);
        if (err && err != WFP_IN_USE)
            return err;
    }
    return bfe_delete(s, OBJECT_CONTEXT, r->key);
}

/* --- what the calls have in common ------------------------------------------------------------------------------------------------ */

static void want(struct bundle *b, unsigned n, enum layer_pair pair, enum family family, const struct filter *like)
{
    b->filters[n] = *like;
    b->filters[n].layer = layer_of(pair, family)->id;
    b->wanted[n] = true;
}

static void call_builtin(struct filter *f, const char *callout, enum family family, enum action_type action)
{
    char name[96];
    snprintf(name, sizeof(name), "%s_%s", callout, family == FAMILY_V4 ? "V4" : "V6");
    f->callout = builtin_find_name(BUILTIN_CALLOUT, name)->key;
    f->action = action;
}

static struct filter filter_like(const struct provider_context *policy)
{
    bool persistent = policy->flags & CONTEXT_FLAG_PERSISTENT;
    return (struct filter){ .name = policy->name, .description = policy->description, .provider = policy->provider, .action = ACTION_PERMIT,
                            .flags = FILTER_FLAG_HAS_PROVIDER_CONTEXT | (persistent ? FILTER_FLAG_PERSISTENT : 0) };
}

static struct byte_blob *take_sd(struct fwpm_call *c, unsigned slot)
{
    const struct bytes *given = c->in[slot].in;
    struct byte_blob    sd = given ? (struct byte_blob){ (uint32_t)bytes_left(given), (uint8_t *)(uintptr_t)given->at } : (struct byte_blob){ 0 };
    return given ? arena_copy(c->arena, &sd, sizeof(sd)) : NULL;
}

static bool take_family(uint32_t version, enum family *out)
{
    *out = version == FWP_IP_VERSION_V4 ? FAMILY_V4 : FAMILY_V6;
    return version == FWP_IP_VERSION_V4 || version == FWP_IP_VERSION_V6;
}

/* --- tunnels ------------------------------------------------------------------------------------------------------------------ */

static bool is_tunnel(uint32_t type)
{
    return type == CONTEXT_TYPE_IPSEC_IKE_QM_TUNNEL_CONTEXT || type == CONTEXT_TYPE_IPSEC_AUTHIP_QM_TUNNEL_CONTEXT ||
           type == CONTEXT_TYPE_IPSEC_IKEV2_QM_TUNNEL_CONTEXT;
}

/* Both policies are for one keying module. */
static bool fits(uint32_t main_mode, uint32_t tunnel)
{
    return (main_mode == CONTEXT_TYPE_IPSEC_IKE_MM_CONTEXT && tunnel == CONTEXT_TYPE_IPSEC_IKE_QM_TUNNEL_CONTEXT) ||
           (main_mode == CONTEXT_TYPE_IPSEC_AUTHIP_MM_CONTEXT && tunnel == CONTEXT_TYPE_IPSEC_AUTHIP_QM_TUNNEL_CONTEXT) ||
           (main_mode == CONTEXT_TYPE_IPSEC_IKEV2_MM_CONTEXT && tunnel == CONTEXT_TYPE_IPSEC_IKEV2_QM_TUNNEL_CONTEXT);
}

static struct condition address_is(enum field_id field, enum family family, UINT32 v4, const UINT8 *v6)
{
    struct condition c = { .field = field, .match = MATCH_EQUAL };
    c.value.type = family == FAMILY_V4 ? TYPE_UINT32 : TYPE_BYTE_ARRAY16;
    if (family == FAMILY_V4)
        c.value.u32 = v4;
    else
        c.value.bytes16 = (uint8_t *)(uintptr_t)v6;
    return c;
}

/* Main mode is negotiated between the ends of the tunnel. */
static enum wfp_status want_main_mode(struct bundle *b, const IPSEC_TUNNEL_ENDPOINTS2 *ends, enum family family)
{
    struct filter     f = filter_like(&b->main_mode);
    struct condition *c = arena_array(b->call->arena, 2, sizeof(*c));
    if (!c)
        return WFP_NO_MEMORY;
    c[0] = address_is(FIELD_IP_LOCAL_ADDRESS, family, ends->localV4Address, ends->localV6Address);
    c[1] = address_is(FIELD_IP_REMOTE_ADDRESS, family, ends->remoteV4Address, ends->remoteV6Address);
    f.conditions = c;
    f.condition_count = 2;
    want(b, MAIN_MODE, LAYER(IKEEXT), family, &f);
    return WFP_OK;
}

/* What is forwarded into the tunnel comes from the local side, what comes out of it goes there. */
static enum wfp_status mirror(struct fwpm_call *c, const struct filter *f, bool outbound, const struct condition **out)
{
    struct condition *copy = arena_array(c->arena, f->condition_count, sizeof(*copy));
    if (!copy)
        return WFP_NO_MEMORY;
    for (uint32_t i = 0; i < f->condition_count; i++) {
        copy[i] = f->conditions[i];
        if (copy[i].field == FIELD_IP_LOCAL_ADDRESS)
            copy[i].field = outbound ? FIELD_IP_SOURCE_ADDRESS : FIELD_IP_DESTINATION_ADDRESS;
        else if (copy[i].field == FIELD_IP_REMOTE_ADDRESS)
            copy[i].field = outbound ? FIELD_IP_DESTINATION_ADDRESS : FIELD_IP_SOURCE_ADDRESS;
    }
    *out = copy;
    return WFP_OK;
}

static enum wfp_status want_traffic(struct bundle *b, bool point_to_point, enum family family, struct filter *f)
{
    static const struct { unsigned n; enum layer_pair pair; const char *callout; bool forwards, outbound; } rows[] = {
        { 2, LAYER(INBOUND_TRANSPORT), "IPSEC_INBOUND_TUNNEL", false, false },
        { 3, LAYER(OUTBOUND_TRANSPORT), "IPSEC_OUTBOUND_TUNNEL", false, true },
        { 4, LAYER(IPFORWARD), "IPSEC_FORWARD_INBOUND_TUNNEL", true, false },
        { 5, LAYER(IPFORWARD), "IPSEC_FORWARD_OUTBOUND_TUNNEL", true, true },
    };
    want(b, 1, LAYER(IPSEC), family, f);
    f->sublayer = builtin_find_name(BUILTIN_SUBLAYER, "IPSEC_TUNNEL")->key;
    for (unsigned i = 0; i < COUNT_OF(rows); i++) {
        if (rows[i].forwards && point_to_point)
            continue;
        want(b, rows[i].n, rows[i].pair, family, f);
        call_builtin(&b->filters[rows[i].n], rows[i].callout, family, ACTION_CALLOUT_TERMINATING);
        if (rows[i].forwards)
            RETURN_IF(mirror(b->call, f, rows[i].outbound, &b->filters[rows[i].n].conditions));
    }
    return WFP_OK;
}

static enum wfp_status take_tunnel(struct fwpm_call *c, struct bundle *b)
{
    const uint32_t                known = FWPM_TUNNEL_FLAG_POINT_TO_POINT | FWPM_TUNNEL_FLAG_ENABLE_VIRTUAL_IF_TUNNELING;
    const FWPM_PROVIDER_CONTEXT3 *main_mode = c->in[ARG_IPSEC_TUNNEL_ADD_MAIN_MODE_POLICY].in,
                                 *tunnel = c->in[ARG_IPSEC_TUNNEL_ADD_TUNNEL_POLICY].in;
    uint32_t                      flags = (uint32_t)c->in[ARG_IPSEC_TUNNEL_ADD_FLAGS].number;
    enum family                   family;
    if (flags & ~known)
        return WFP_INVALID_FLAGS;
    RETURN_IF(ipsec_check_module(c->in[ARG_IPSEC_TUNNEL_ADD_KEY_MOD_KEY].in));
    RETURN_IF(take_context(tunnel, c->arena, &b->policy));
    b->has_main_mode = main_mode != NULL;
    if (main_mode)
        RETURN_IF(take_context(main_mode, c->arena, &b->main_mode));
    if (!is_tunnel(b->policy.type) || (main_mode && !fits(b->main_mode.type, b->policy.type)))
        return WFP_INVALID_PARAMETER;
    const IPSEC_TUNNEL_ENDPOINTS2 *ends = &tunnel->ikeQmTunnelPolicy->tunnelEndpoints;
    if (!take_family((uint32_t)ends->ipVersion, &family))
        return WFP_INVALID_TUNNEL_ENDPOINT;
    struct filter f = filter_like(&b->policy);
    f.condition_count = (uint32_t)c->in[ARG_IPSEC_TUNNEL_ADD_NUM_FILTER_CONDITIONS].number;
    RETURN_IF(take_conditions(c->in[ARG_IPSEC_TUNNEL_ADD_FILTER_CONDITIONS].in, f.condition_count, c->arena, &f.conditions));
    if (main_mode)
        RETURN_IF(want_main_mode(b, ends, family));
    return want_traffic(b, flags & FWPM_TUNNEL_FLAG_POINT_TO_POINT, family, &f);
}

enum wfp_status op_tunnel_add(struct fwpm_call *c, int kind)
{
    struct bundle b = { .call = c, .sd = take_sd(c, ARG_IPSEC_TUNNEL_ADD_SD) };
    (void)kind;
    RETURN_IF(take_tunnel(c, &b));
    return in_transaction(c->session, add_step, &b);
}

enum wfp_status op_tunnel_delete(struct fwpm_call *c, int kind)
{
    struct removal r = { c, c->in[ARG_IPSEC_TUNNEL_DELETE_BY_KEY_KEY].in, is_tunnel };
    (void)kind;
    return in_transaction(c->session, delete_step, &r);
}

/* --- connection policies --------------------------------------------------------------------------------------------------------- */

static bool is_connection_policy(uint32_t type)
{
    return type == CONTEXT_TYPE_NETWORK_CONNECTION_POLICY_CONTEXT;
}

enum wfp_status op_connection_policy_add(struct fwpm_call *c, int kind)
{
    struct bundle b = { .call = c, .sd = take_sd(c, ARG_CONNECTION_POLICY_ADD_SD) };
    uint64_t      weight = c->in[ARG_CONNECTION_POLICY_ADD_WEIGHT].number;
    enum family   family;
    (void)kind;
    if (!take_family((uint32_t)c->in[ARG_CONNECTION_POLICY_ADD_IP_VERSION].number, &family))
        return WFP_INVALID_ENUMERATOR;
    RETURN_IF(take_context(c->in[ARG_CONNECTION_POLICY_ADD_CONNECTION_POLICY].in, c->arena, &b.policy));
    if (!is_connection_policy(b.policy.type))
        return WFP_INVALID_PARAMETER;
    struct filter f = filter_like(&b.policy);
    f.weight = (struct value){ .type = TYPE_UINT64, .u64 = &weight };
    f.condition_count = (uint32_t)c->in[ARG_CONNECTION_POLICY_ADD_NUM_FILTER_CONDITIONS].number;
    RETURN_IF(take_conditions(c->in[ARG_CONNECTION_POLICY_ADD_FILTER_CONDITIONS].in, f.condition_count, c->arena, &f.conditions));
    call_builtin(&f, "OUTBOUND_NETWORK_CONNECTION_POLICY_LAYER", family, ACTION_CALLOUT_INSPECTION);
    want(&b, MAIN_MODE, LAYER(OUTBOUND_NETWORK_CONNECTION_POLICY), family, &f);
    return in_transaction(c->session, add_step, &b);
}

enum wfp_status op_connection_policy_delete(struct fwpm_call *c, int kind)
{
    struct removal r = { c, c->in[ARG_CONNECTION_POLICY_DELETE_BY_KEY_KEY].in, is_connection_policy };
    (void)kind;
    return in_transaction(c->session, delete_step, &r);
}
