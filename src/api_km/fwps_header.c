/* FwpsConstructIpHeaderForTransportPacket0. */
#include <fwpsk.h>

#include "api_km/border.h"
#include "nt/ledger.h"
#include "pkt/control_data.h"
#include "pkt/ip_header.h"
#include "pkt/nbl_state.h"

#define WINDOWS_AF_INET  2
#define WINDOWS_AF_INET6 23

/* Clones and lists that WFP made for the driver; nothing is read of an address that is neither (D-084). */
static bool is_owned(struct nt_system *nt, const char *function, NET_BUFFER_LIST *nbl)
{
    struct nt_entry e;
    if (nt_ledger_find(nt, NT_CLONE, nbl, &e) || nt_ledger_find(nt, NT_MADE_NBL, nbl, &e))
        return true;
    nt_report(nt, "%s: %p is neither a clone nor a list from FwpsAllocateNetBufferAndNetBufferList0", function, (void *)nbl);
    return false;
}

NTSTATUS NTAPI FwpsConstructIpHeaderForTransportPacket0(NET_BUFFER_LIST *netBufferList, ULONG headerIncludeHeaderLength,
                                                        ADDRESS_FAMILY addressFamily, const UCHAR *sourceAddress,
                                                        const UCHAR *remoteAddress, IPPROTO nextProtocol, UINT64 endpointHandle,
                                                        const WSACMSGHDR *controlData, ULONG controlDataLength, UINT32 flags,
                                                        PVOID reserved, IF_INDEX interfaceIndex, IF_INDEX subInterfaceIndex)
{
    static const char *const function = "FwpsConstructIpHeaderForTransportPacket0";
    struct nt_system        *nt = km_nt(function);
    bool        v4 = addressFamily == WINDOWS_AF_INET, v6 = addressFamily == WINDOWS_AF_INET6;
    enum family family = v4 ? FAMILY_V4 : v6 ? FAMILY_V6 : FAMILY_NONE;
    struct control_data said;
    (void)endpointHandle, (void)interfaceIndex, (void)subInterfaceIndex; /* one stack: they change nothing in the header */
    irql_require(nt, function, IRQL_DISPATCH);
    if (!netBufferList || family == FAMILY_NONE || !sourceAddress || !remoteAddress || flags || reserved ||
        nextProtocol < 0 || nextProtocol > UINT8_MAX)
        return STATUS_INVALID_PARAMETER;
    if (!is_owned(nt, function, netBufferList) ||
        !control_data_read(bytes_of(controlData, controlData ? controlDataLength : 0), family, &said))
        return STATUS_INVALID_PARAMETER;
    struct ip_header_wanted wanted = { family, sourceAddress, remoteAddress, (uint8_t)nextProtocol, headerIncludeHeaderLength,
                                       said.hop_limit, said.traffic_class };
    return km_status(nbl_construct_ip_header(netBufferList, &wanted));
}
