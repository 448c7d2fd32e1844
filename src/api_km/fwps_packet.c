/* What a callout asks about a packet, and groups of forwarded fragments. */
#include <stdlib.h>

#include <fwpsk.h>

#include "api_km/fwps_list.h"
#include "pkt/headers.h"
#include "pkt/nb.h"
#include "pkt/reassembly.h"

#define WINDOWS_AF_INET  2
#define WINDOWS_AF_INET6 23

/* There is no IPsec, so nothing is secure and no policy of it matches. */
NTSTATUS NTAPI FwpsGetPacketListSecurityInformation0(NET_BUFFER_LIST *packetList, UINT32 queryFlags,
                                                     FWPS_PACKET_LIST_INFORMATION0 *packetInformation)
{
    static const char *const function = "FwpsGetPacketListSecurityInformation0";
    UINT32 direction = queryFlags & FWPS_PACKET_LIST_INFORMATION_QUERY_INVALID_MASK;
    irql_require(km_nt(function), function, IRQL_DISPATCH);
    if (!packetList || !packetInformation || direction == FWPS_PACKET_LIST_INFORMATION_QUERY_INVALID_MASK ||
        (queryFlags & FWPS_PACKET_LIST_INFORMATION_QUERY_IPSEC && !direction))
        return STATUS_INVALID_PARAMETER;
    const struct nbl_state *state = nbl_state_of(packetList);
    *packetInformation = (FWPS_PACKET_LIST_INFORMATION0){ 0 };
    if (queryFlags & FWPS_PACKET_LIST_INFORMATION_QUERY_FWP)
        packetInformation->fwpInformation.isReinjected = state && state->lineage.count > 0;
    return STATUS_SUCCESS;
}

/* --- groups of fragments ------------------------------------------------------------------------------------------ */

/* WFP_OK only with the last one: *packet lies in the reassembly. */
static enum wfp_status add_fragment(struct reassembly *r, enum family family, const NET_BUFFER_LIST *nbl, struct bytes *packet)
{
    const NET_BUFFER *nb = nbl->FirstNetBuffer;
    enum wfp_status   err = WFP_INVALID_ARGUMENT;
    uint32_t          size = nb ? nb_length(nb) : 0, count;
    void             *room = malloc(size + 1);
    struct headers    h;
    if (!room)
        return WFP_NO_MEMORY;
    const void *data = nb && !nb->Next ? nb_data(nb, size, room) : NULL;
    if (data && headers_parse_ip(bytes_of(data, size), size, 0, &h) == PARSE_OK && h.family == family && h.is_fragment &&
        reassembly_add(r, &h, bytes_of(data, size), 0, packet, &count) == REASSEMBLY_COMPLETE)
        err = WFP_OK;
    free(room);
    return err;
}

static enum wfp_status join_chain(enum family family, const NET_BUFFER_LIST *chain, uint32_t back_fill, NET_BUFFER_LIST **out)
{
    static const struct reassembly_limits limits = { .timeout_ns = 1, .max_datagrams = 1, .max_bytes = 1u << 20 };
    struct reassembly *r;
    struct bytes       packet;
    enum wfp_status    err = WFP_INVALID_ARGUMENT;
    RETURN_IF(reassembly_new(&limits, &r));
    for (const NET_BUFFER_LIST *nbl = chain; nbl && err == WFP_INVALID_ARGUMENT; nbl = nbl->Next)
        err = add_fragment(r, family, nbl, &packet);
    if (err == WFP_OK)
        err = nbl_make_copy(packet, back_fill, chain, out);
    reassembly_free(r);
    return err;
}

NTSTATUS NTAPI FwpsReassembleForwardFragmentGroup0(ADDRESS_FAMILY addressFamily, NET_BUFFER_LIST *fragmentGroupNblChain,
                                                   NDIS_HANDLE netBufferAndNetBufferListPoolHandle, ULONG dataBackFill,
                                                   ULONG flags, NET_BUFFER_LIST **reassembledNbl)
{
    static const char *const function = "FwpsReassembleForwardFragmentGroup0";
    struct nt_system        *nt = km_nt(function);
    bool        v4 = addressFamily == WINDOWS_AF_INET, v6 = addressFamily == WINDOWS_AF_INET6;
    enum family family = v4 ? FAMILY_V4 : v6 ? FAMILY_V6 : FAMILY_NONE;
    NET_BUFFER_LIST *made;
    irql_require(nt, function, IRQL_DISPATCH);
    if (family == FAMILY_NONE || !fragmentGroupNblChain || !reassembledNbl || flags || dataBackFill > UINT16_MAX)
        return STATUS_INVALID_PARAMETER;
    enum wfp_status err = join_chain(family, fragmentGroupNblChain, dataBackFill, &made);
    if (err)
        return km_status(err);
    made->NdisPoolHandle = netBufferAndNetBufferListPoolHandle;
    err = fwps_list_hold(nt, NT_MADE_NBL, made);
    if (err == WFP_OK)
        *reassembledNbl = made;
    return km_status(err);
}
