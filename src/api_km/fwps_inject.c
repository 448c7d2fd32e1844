/* Injection of packets: FwpsInjectionHandleCreate0/Destroy0, FwpsQueryPacketInjectionState0, and the network, transport and
 * forward paths. Each Inject function tells its own arguments apart; what all share is checked by callout/injection.c. */
#include <stdlib.h>
#include <string.h>

#include "api_km/border.h"

#include <fwpsk.h>

#include "api_km/border_status.h"
#include "api_km/inject_frames.h"
#include "callout/flow.h"
#include "callout/injection.h"
#include "nt/ledger.h"
#include "nt/rule.h"
#include "pkt/nb.h"

#define WINDOWS_AF_UNSPEC 0
#define WINDOWS_AF_INET   2
#define WINDOWS_AF_INET6  23

static bool family_of(ADDRESS_FAMILY af, enum family *out)
{
    *out = af == WINDOWS_AF_INET ? FAMILY_V4 : af == WINDOWS_AF_INET6 ? FAMILY_V6 : FAMILY_NONE;
    return *out != FAMILY_NONE || af == WINDOWS_AF_UNSPEC;
}

NTSTATUS NTAPI FwpsInjectionHandleCreate0(ADDRESS_FAMILY addressFamily, UINT32 flags, HANDLE *injectionHandle)
{
    const struct km_context *km = km_caller();
    struct injection_handle *handle;
    enum family              family;
    if (!km || !injectionHandle || !family_of(addressFamily, &family))
        return border_status(WFP_INVALID_ARGUMENT);
    if (km->nt && nt_fails(km->nt, NT_FAULT_ALLOCATION))
        return border_status(WFP_NO_MEMORY);
    enum wfp_status err = injection_handle_new(km->callouts, family, flags, km->driver, &handle);
    if (err)
        return border_status(err);
    if (km->nt)
        (void)nt_hold(km->nt, NT_INJECTION_HANDLE, handle); /* only the place is lost without memory */
    *injectionHandle = handle;
    return border_status(WFP_OK);
}

NTSTATUS NTAPI FwpsInjectionHandleDestroy0(HANDLE injectionHandle)
{
    const struct km_context *km = km_caller();
    struct nt_entry          e;
    enum wfp_status          err = km ? injection_handle_free(km->callouts, injectionHandle) : WFP_INVALID_HANDLE;
    if (err == WFP_OK && km->nt)
        nt_ledger_take(km->nt, NT_INJECTION_HANDLE, injectionHandle, &e);
    return border_status(err);
}

FWPS_PACKET_INJECTION_STATE NTAPI FwpsQueryPacketInjectionState0(HANDLE injectionHandle, const NET_BUFFER_LIST *netBufferList,
                                                                 HANDLE *injectionContext)
{
    static const FWPS_PACKET_INJECTION_STATE by_self[] = { FWPS_PACKET_INJECTED_BY_OTHER, FWPS_PACKET_INJECTED_BY_SELF,
                                                           FWPS_PACKET_PREVIOUSLY_INJECTED_BY_SELF };
    const struct km_context *km = km_caller();
    const struct nbl_state  *state = netBufferList ? nbl_state_of(netBufferList) : NULL;
    void                    *context = NULL;
    unsigned                 found = 0;
    bool                     injected = km && state && state->lineage.count > 0;
    if (injected)
        found = lineage_find(&state->lineage, injection_handle_id(km->callouts, injectionHandle), &context);
    if (injectionContext)
        *injectionContext = context;
    return injected ? by_self[found] : FWPS_PACKET_NOT_INJECTED;
}

/* --- one injection ------------------------------------------------------------------------------------------------ */

struct sent {
    struct injection      injection; /* first: what the core knows of it */
    struct km_context     km;
    FWPS_INJECT_COMPLETE0 completion;
    HANDLE                context;
};

void injection_report_fault(const struct km_context *km, const struct injection *i, const void *about)
{
    switch (i->fault) {
    case INJECTION_FINE:
        break;
    case INJECTION_UNALIGNED:
        rule_broken(km->nt, RULE_UNALIGNED_IP_HEADER, about, "the IP header of a packet injected into %s is not aligned to a pointer",
                    injection_path_name(i->path));
        break;
    case INJECTION_IP_CHECKSUM:
        rule_broken(km->nt, RULE_STALE_CHECKSUM, about, "a packet injected into %s has a wrong IP checksum",
                    injection_path_name(i->path));
        break;
    case INJECTION_TRANSPORT_CHECKSUM:
        rule_broken(km->nt, RULE_STALE_TRANSPORT_CHECKSUM, about, "a packet injected into %s has a wrong transport checksum",
                    injection_path_name(i->path));
        break;
    case INJECTION_PARAMS_GONE:
        rule_broken(km->nt, RULE_SEND_PARAMS_GONE, about, "what the sendArgs of a packet injected into %s name has changed before "
                    "the packet was sent", injection_path_name(i->path));
        break;
    }
}

/* At DISPATCH_LEVEL, as the stack completes what it is done with (FWPS_INJECT_COMPLETE0); the list is the driver's again, who frees
 * it. */
void injection_call_back(const struct km_context *km, FWPS_INJECT_COMPLETE0 completion, HANDLE context, NET_BUFFER_LIST *list)
{
    const struct km_context *before = km_enter(km);
    uint8_t                  level = irql_raise(km->nt, IRQL_DISPATCH);
    completion(context, list, TRUE);
    irql_lower(km->nt, level);
    km_leave(before);
}

static void complete(struct injection *i)
{
    struct sent             *s = (struct sent *)i;
    struct sent              call = *s;
    const struct km_context *before = km_enter(&call.km);
    free(s);
    injection_report_fault(&call.km, &call.injection, (const void *)call.completion);
    injection_call_back(&call.km, call.completion, call.context, call.injection.nbl);
    km_leave(before);
}

/* The arguments that every function has. */
struct request {
    HANDLE                handle, context;
    UINT32                flags;
    COMPARTMENT_ID        compartment;
    NET_BUFFER_LIST      *list;
    FWPS_INJECT_COMPLETE0 completion;
    HANDLE                completion_context;
};

/* D-037, D-038. */
static enum wfp_status check(const struct request *r)
{
    if (!r->completion || !r->list)
        return WFP_NULL_POINTER;
    return r->flags ? WFP_INVALID_ARGUMENT : WFP_OK;
}

static bool is_tcp_layer(enum layer_pair pair)
{
    switch (pair) {
    case PAIR_INBOUND_TRANSPORT:
    case PAIR_OUTBOUND_TRANSPORT:
    case PAIR_STREAM_PACKET:
    case PAIR_ALE_AUTH_CONNECT:
    case PAIR_ALE_AUTH_RECV_ACCEPT:
    case PAIR_ALE_FLOW_ESTABLISHED:
    case PAIR_ALE_ENDPOINT_CLOSURE:
        return true;
    default:
        return false;
    }
}

/* Protocol, and whether both ends are this host; by the IP header that all but the transport send path begin with. */
static void look(const struct injection *i, uint8_t *protocol, bool *loopback)
{
    uint8_t        room[40];
    struct headers h;
    uint32_t       size = nb_length(i->nbl->FirstNetBuffer) < sizeof(room) ? nb_length(i->nbl->FirstNetBuffer) : sizeof(room);
    const void    *at = nb_data(i->nbl->FirstNetBuffer, size, room);
    *protocol = 0;
    *loopback = false;
    if (!at || i->path == INJECTION_TRANSPORT_SEND)
        return;
    (void)headers_parse_ip(bytes_of(at, size), UINT16_MAX, 0, &h);
    *protocol = h.protocol;
    *loopback = h.family != FAMILY_NONE && (ip_addr_equal(&h.src, &h.dst) || ip_addr_is(&h.dst, ADDR_LOOPBACK));
}

/* On Windows these hang (D-056, D-057); here the packet waits until the classify is over. */
static void check_inline(const struct km_context *km, const struct injection *i, const void *about)
{
    const struct flow      *flow = NULL;
    const struct layer_row *layer = injection_inside(&flow);
    uint8_t                 protocol;
    bool                    loopback, receives = i->path == INJECTION_NETWORK_RECEIVE || i->path == INJECTION_TRANSPORT_RECEIVE;
    if (!layer || !i->nbl->FirstNetBuffer || !(is_tcp_layer(layer->pair) || receives))
        return;
    look(i, &protocol, &loopback);
    if (i->path == INJECTION_TRANSPORT_SEND && flow)
        protocol = flow->key.protocol;
    if (protocol == PROTO_TCP && is_tcp_layer(layer->pair))
        rule_broken(km->nt, RULE_INLINE_TCP_INJECTION, about, "injects a TCP packet (%s) from within a classify at %s",
                    injection_path_name(i->path), layer->name);
    else if (receives && loopback)
        rule_broken(km->nt, RULE_INLINE_LOOPBACK_INJECTION, about, "injects a loopback packet (%s) from within a classify at %s",
                    injection_path_name(i->path), layer->name);
}

void injection_check_loop(const struct km_context *km, HANDLE handle, const NET_BUFFER_LIST *list, enum injection_path path,
                          const void *about)
{
    const struct nbl_state *state = nbl_state_of(list);
    bool                    at_rest = state && (state->kind == NBL_INDICATED || !state->idle);
    if (at_rest && state->lineage.count && lineage_find(&state->lineage, injection_handle_id(km->callouts, handle), NULL))
        rule_broken(km->nt, RULE_INJECTED_AGAIN, about, "injects (%s) a packet that it injected before", injection_path_name(path));
}

static void check_rules(const struct km_context *km, const struct request *r, const struct injection *i)
{
    const struct nbl_state *state = nbl_state_of(r->list);
    const void             *about = (const void *)r->completion;
    check_inline(km, i, about);
    if (i->path == INJECTION_TRANSPORT_RECEIVE && state && state->ale_is_due)
        rule_broken(km->nt, RULE_ALE_IS_DUE, about, "injects (%s) a packet of an inbound transport layer that ALE has to judge yet",
                    injection_path_name(i->path));
    injection_check_loop(km, r->handle, r->list, i->path, about);
}

/* `what` has the members that only some paths have. */
static NTSTATUS inject(const struct request *r, const struct injection *what)
{
    const struct km_context *km = km_caller();
    enum wfp_status          err = check(r);
    if (!km)
        return border_status(WFP_TCPIP_NOT_READY);
    irql_require(km->nt, "an injection", IRQL_DISPATCH);
    if (err)
        return border_status(err);
    struct sent *s = nt_fails(km->nt, NT_FAULT_INJECTION) ? NULL : malloc(sizeof(*s));
    if (!s)
        return border_status(WFP_NO_MEMORY);
    s->injection = *what;
    s->injection.context = r->context;
    s->injection.compartment = r->compartment;
    s->injection.nbl = r->list;
    s->injection.complete = complete;
    s->km = *km;
    s->completion = r->completion;
    s->context = r->completion_context;
    check_rules(km, r, &s->injection);
    err = injection_start(km->callouts, r->handle, &s->injection);
    if (err)
        free(s); /* D-033 */
    return border_status(err);
}

NTSTATUS NTAPI FwpsInjectNetworkSendAsync0(HANDLE injectionHandle, HANDLE injectionContext, UINT32 flags,
                                           COMPARTMENT_ID compartmentId, NET_BUFFER_LIST *netBufferList,
                                           FWPS_INJECT_COMPLETE0 completionFn, HANDLE completionContext)
{
    return inject(&(struct request){ injectionHandle, injectionContext, flags, compartmentId, netBufferList, completionFn,
                                     completionContext },
                  &(struct injection){ .path = INJECTION_NETWORK_SEND });
}

NTSTATUS NTAPI FwpsInjectNetworkReceiveAsync0(HANDLE injectionHandle, HANDLE injectionContext, UINT32 flags,
                                              COMPARTMENT_ID compartmentId, IF_INDEX interfaceIndex, IF_INDEX subInterfaceIndex,
                                              NET_BUFFER_LIST *netBufferList, FWPS_INJECT_COMPLETE0 completionFn,
                                              HANDLE completionContext)
{
    return inject(&(struct request){ injectionHandle, injectionContext, flags, compartmentId, netBufferList, completionFn,
                                     completionContext },
                  &(struct injection){ .path = INJECTION_NETWORK_RECEIVE, .interface_index = interfaceIndex,
                                       .sub_interface_index = subInterfaceIndex });
}

/* These two say the family (D-067); with a handle of any family it must be one. */
static bool definite(ADDRESS_FAMILY af, enum family *out)
{
    return family_of(af, out) && *out != FAMILY_NONE;
}

NTSTATUS NTAPI FwpsInjectForwardAsync0(HANDLE injectionHandle, HANDLE injectionContext, UINT32 flags,
                                       ADDRESS_FAMILY addressFamily, COMPARTMENT_ID compartmentId, IF_INDEX interfaceIndex,
                                       NET_BUFFER_LIST *netBufferList, FWPS_INJECT_COMPLETE0 completionFn,
                                       HANDLE completionContext)
{
    enum family family;
    if (!definite(addressFamily, &family))
        return border_status(WFP_INVALID_ARGUMENT);
    return inject(&(struct request){ injectionHandle, injectionContext, flags, compartmentId, netBufferList, completionFn,
                                     completionContext },
                  &(struct injection){ .path = INJECTION_FORWARD, .family = family, .interface_index = interfaceIndex });
}

NTSTATUS NTAPI FwpsInjectTransportReceiveAsync0(HANDLE injectionHandle, HANDLE injectionContext, PVOID reserved, UINT32 flags,
                                                ADDRESS_FAMILY addressFamily, COMPARTMENT_ID compartmentId,
                                                IF_INDEX interfaceIndex, IF_INDEX subInterfaceIndex,
                                                NET_BUFFER_LIST *netBufferList, FWPS_INJECT_COMPLETE0 completionFn,
                                                HANDLE completionContext)
{
    enum family family;
    if (reserved || !definite(addressFamily, &family))
        return border_status(WFP_INVALID_ARGUMENT);
    return inject(&(struct request){ injectionHandle, injectionContext, flags, compartmentId, netBufferList, completionFn,
                                     completionContext },
                  &(struct injection){ .path = INJECTION_TRANSPORT_RECEIVE, .family = family, .interface_index = interfaceIndex,
                                       .sub_interface_index = subInterfaceIndex });
}

/* The version 0 structure is the head of version 1. */
static struct send_params params_of(const FWPS_TRANSPORT_SEND_PARAMS1 *args, unsigned version, enum family family)
{
    struct send_params p = { .given = args != NULL };
    if (!args)
        return p;
    p.has_remote = args->remoteAddress != NULL;
    if (p.has_remote)
        memcpy(p.remote, args->remoteAddress, family == FAMILY_V4 ? 4 : 16);
    p.remote_scope_id = args->remoteScopeId.Value;
    p.control_data = args->controlData;
    p.control_size = args->controlDataLength;
    if (version == 1) {
        p.include_header = args->headerIncludeHeader;
        p.include_header_size = args->headerIncludeHeaderLength;
    }
    p.remote_at = args->remoteAddress;
    p.remote_size = family == FAMILY_V4 ? 4 : 16;
    send_params_note(&p);
    return p;
}

static NTSTATUS transport_send(const struct request *r, UINT64 endpoint, const void *args, unsigned version, ADDRESS_FAMILY af)
{
    struct injection what = { .path = INJECTION_TRANSPORT_SEND, .endpoint = endpoint };
    if (!definite(af, &what.family))
        return border_status(WFP_INVALID_ARGUMENT);
    what.params = params_of(args, version, what.family);
    return inject(r, &what);
}

NTSTATUS NTAPI FwpsInjectTransportSendAsync0(HANDLE injectionHandle, HANDLE injectionContext, UINT64 endpointHandle, UINT32 flags,
                                             FWPS_TRANSPORT_SEND_PARAMS0 *sendArgs, ADDRESS_FAMILY addressFamily,
                                             COMPARTMENT_ID compartmentId, NET_BUFFER_LIST *netBufferList,
                                             FWPS_INJECT_COMPLETE0 completionFn, HANDLE completionContext)
{
    return transport_send(&(struct request){ injectionHandle, injectionContext, flags, compartmentId, netBufferList, completionFn,
                                             completionContext },
                          endpointHandle, sendArgs, 0, addressFamily);
}

NTSTATUS NTAPI FwpsInjectTransportSendAsync1(HANDLE injectionHandle, HANDLE injectionContext, UINT64 endpointHandle, UINT32 flags,
                                             FWPS_TRANSPORT_SEND_PARAMS1 *sendArgs, ADDRESS_FAMILY addressFamily,
                                             COMPARTMENT_ID compartmentId, NET_BUFFER_LIST *netBufferList,
                                             FWPS_INJECT_COMPLETE0 completionFn, HANDLE completionContext)
{
    return transport_send(&(struct request){ injectionHandle, injectionContext, flags, compartmentId, netBufferList, completionFn,
                                             completionContext },
                          endpointHandle, sendArgs, 1, addressFamily);
}

static_assert(offsetof(FWPS_TRANSPORT_SEND_PARAMS1, headerIncludeHeader) >= sizeof(FWPS_TRANSPORT_SEND_PARAMS0),
              "version 1 begins as version 0");
