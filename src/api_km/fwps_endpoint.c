/* FwpsAleEndpoint*0: the transport endpoints of the host that walks. A capture shows none. */
#include <stdlib.h>
#include <string.h>

#include <ntddk.h>
#include <fwpmk.h>
#include <fwpsk.h>

#include "api_km/absent.h"
#include "api_km/border_status.h"
#include "api_km/context.h"
#include "api_km/fwpm_session.h"
#include "callout/endpoint.h"
#include "callout/registry.h"
#include "model/value.h"
#include "nt/irql.h"
#include "nt/ledger.h"

/* What an enumeration began with; endpoints that end meanwhile are left out. */
struct endpoint_enum {
    uint32_t count, next;
    uint64_t ids[];
};

/* The engine is the caller's, at PASSIVE_LEVEL. */
static enum wfp_status enter(const char *function, HANDLE engine, const struct km_context **km)
{
    *km = km_current();
    if (!*km || !(*km)->nt)
        return WFP_INVALID_ARGUMENT;
    irql_require((*km)->nt, function, IRQL_PASSIVE);
    return km_engine_is(engine) ? WFP_OK : WFP_INVALID_HANDLE;
}

/* Locked; NULL: there are no endpoints. */
static struct endpoint_table *lock_table(const struct km_context *km)
{
    struct endpoint_table *t = callout_registry_endpoints(km->callouts);
    if (t)
        endpoint_table_lock(t);
    return t;
}

static void unlock_table(struct endpoint_table *t)
{
    if (t)
        endpoint_table_unlock(t);
}

/* --- one endpoint as drivers see it -------------------------------------------------------------------------------------- */

static void put_address(const struct ip_addr *a, UINT32 *v4, UINT8 v6[16])
{
    if (a->family == FAMILY_V4)
        *v4 = ip_addr_v4(a);
    else if (a->family == FAMILY_V6)
        memcpy(v6, a->bytes, 16);
}

static uint32_t app_size(const struct endpoint *e)
{
    return e->identity.app ? e->identity.app->size : 0;
}

/* `app` has room for the application's id. */
static void show(const struct endpoint *e, FWPS_ALE_ENDPOINT_PROPERTIES0 *p, UINT8 *app)
{
    *p = (FWPS_ALE_ENDPOINT_PROPERTIES0){ .endpointId = e->handle, .ipProtocol = e->protocol, .localPort = e->local_port,
                                          .remotePort = e->remote_port };
    p->ipVersion = e->family == FAMILY_V6 ? FWP_IP_VERSION_V6 : FWP_IP_VERSION_V4;
    put_address(&e->local, &p->localV4Address, p->localV6Address);
    put_address(&e->remote, &p->remoteV4Address, p->remoteV6Address);
    if (!app_size(e))
        return;
    memcpy(app, e->identity.app->data, app_size(e));
    p->appId = (FWP_BYTE_BLOB){ app_size(e), app };
}

NTSTATUS NTAPI FwpsAleEndpointGetById0(HANDLE engineHandle, UINT64 endpointId, FWPS_ALE_ENDPOINT_PROPERTIES0 **properties)
{
    struct {
        FWPS_ALE_ENDPOINT_PROPERTIES0 properties;
        UINT8                         app[];
    }                       *block = NULL;
    const struct km_context *km;
    enum wfp_status          err = enter("FwpsAleEndpointGetById0", engineHandle, &km);
    if (err || !properties)
        return border_status(err ? err : WFP_NULL_POINTER);
    struct endpoint_table *t = lock_table(km);
    const struct endpoint *e = t ? endpoint_find_handle(t, endpointId) : NULL;
    if (e && (block = malloc(sizeof(*block) + app_size(e))))
        show(e, &block->properties, block->app);
    unlock_table(t);
    if (!block)
        return border_status(e ? WFP_NO_MEMORY : WFP_NOT_FOUND);
    *properties = &block->properties;
    return border_status(WFP_OK);
}

/* --- enumerations -------------------------------------------------------------------------------------------------------- */

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

NTSTATUS NTAPI FwpsAleEndpointCreateEnumHandle0(HANDLE engineHandle, const FWPS_ALE_ENDPOINT_ENUM_TEMPLATE0 *enumTemplate,
                                                HANDLE *enumHandle)
{
    const struct km_context *km;
    enum wfp_status          err = enter("FwpsAleEndpointCreateEnumHandle0", engineHandle, &km);
    if (err || !enumHandle)
        return border_status(err ? err : WFP_NULL_POINTER);
    struct endpoint_table *t = lock_table(km);
    struct endpoint_enum  *n = take_ids(t, enumTemplate);
    unlock_table(t);
    if (!n || !nt_hold_memory(km->nt, NT_ENDPOINT_ENUM, n)) {
        free(n);
        return border_status(WFP_NO_MEMORY);
    }
    *enumHandle = n;
    return border_status(WFP_OK);
}

NTSTATUS NTAPI FwpsAleEndpointDestroyEnumHandle0(HANDLE engineHandle, HANDLE enumHandle)
{
    const struct km_context *km;
    struct nt_entry          entry;
    enum wfp_status          err = enter("FwpsAleEndpointDestroyEnumHandle0", engineHandle, &km);
    if (err == WFP_OK && !nt_ledger_take(km->nt, NT_ENDPOINT_ENUM, enumHandle, &entry))
        err = WFP_INVALID_HANDLE;
    if (err == WFP_OK)
        free(enumHandle);
    return border_status(err);
}

/* One block: the pointers, the structures, the ids of applications. The table is locked. */
static FWPS_ALE_ENDPOINT_PROPERTIES0 **show_next(struct endpoint_table *t, struct endpoint_enum *n, uint32_t wanted, UINT32 *count)
{
    size_t   apps = 0;
    uint32_t end = n->count - n->next < wanted ? n->count : n->next + wanted, room = end - n->next;
    for (uint32_t i = n->next; i < end; i++) {
        const struct endpoint *e = endpoint_find_handle(t, n->ids[i]);
        apps += e ? app_size(e) : 0;
    }
    FWPS_ALE_ENDPOINT_PROPERTIES0 **entries = malloc(room * (sizeof(*entries) + sizeof(**entries)) + apps + 1);
    if (!entries)
        return NULL;
    FWPS_ALE_ENDPOINT_PROPERTIES0 *structures = (FWPS_ALE_ENDPOINT_PROPERTIES0 *)(entries + room);
    UINT8                         *app = (UINT8 *)(structures + room);
    for (*count = 0; n->next < end; n->next++) {
        const struct endpoint *e = endpoint_find_handle(t, n->ids[n->next]);
        if (!e)
            continue;
        show(e, &structures[*count], app);
        app += app_size(e);
        entries[*count] = &structures[*count];
        ++*count;
    }
    return entries;
}

NTSTATUS NTAPI FwpsAleEndpointEnum0(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested,
                                    FWPS_ALE_ENDPOINT_PROPERTIES0 ***entries, UINT32 *numEntriesReturned)
{
    const struct km_context *km;
    struct nt_entry          entry;
    UINT32                   count = 0;
    enum wfp_status          err = enter("FwpsAleEndpointEnum0", engineHandle, &km);
    if (err == WFP_OK && (!entries || !numEntriesReturned))
        err = WFP_NULL_POINTER;
    if (err == WFP_OK && !nt_ledger_find(km->nt, NT_ENDPOINT_ENUM, enumHandle, &entry))
        err = WFP_INVALID_HANDLE;
    if (err)
        return border_status(err);
    struct endpoint_table          *t = lock_table(km);
    FWPS_ALE_ENDPOINT_PROPERTIES0 **shown = t ? show_next(t, enumHandle, numEntriesRequested, &count) : malloc(1);
    unlock_table(t);
    if (!shown)
        return border_status(WFP_NO_MEMORY);
    *entries = shown;
    *numEntriesReturned = count;
    return border_status(WFP_OK);
}

/* --- what is not built yet ----------------------------------------------------------------------------------------------- */

NTSTATUS NTAPI FwpsAleEndpointGetSecurityInfo0(HANDLE engineHandle, SECURITY_INFORMATION securityInfo, PSID *sidOwner, PSID *sidGroup,
                                               PACL *dacl, PACL *sacl, PSECURITY_DESCRIPTOR *securityDescriptor)
{
    const struct km_context *km;
    enum wfp_status          err = enter("FwpsAleEndpointGetSecurityInfo0", engineHandle, &km);
    (void)securityInfo;
    if (err == WFP_OK && (!sidOwner || !sidGroup || !dacl || !sacl || !securityDescriptor))
        err = WFP_NULL_POINTER;
    return err ? border_status(err) : km_absent("FwpsAleEndpointGetSecurityInfo0");
}

NTSTATUS NTAPI FwpsAleEndpointSetSecurityInfo0(HANDLE engineHandle, SECURITY_INFORMATION securityInfo, const SID *sidOwner,
                                               const SID *sidGroup, const ACL *dacl, const ACL *sacl)
{
    const struct km_context *km;
    enum wfp_status          err = enter("FwpsAleEndpointSetSecurityInfo0", engineHandle, &km);
    (void)securityInfo, (void)sidOwner, (void)sidGroup, (void)dacl, (void)sacl;
    return err ? border_status(err) : km_absent("FwpsAleEndpointSetSecurityInfo0");
}

/* Users have no tokens of Windows here. */
NTSTATUS NTAPI FwpsOpenToken0(HANDLE engineHandle, LUID modifiedId, DWORD desiredAccess, HANDLE *accessToken)
{
    const struct km_context *km;
    enum wfp_status          err = enter("FwpsOpenToken0", engineHandle, &km);
    (void)modifiedId, (void)desiredAccess;
    if (err == WFP_OK && !accessToken)
        err = WFP_NULL_POINTER;
    return err ? border_status(err) : km_absent("FwpsOpenToken0");
}
