/* FwpsInjectvSwitchEthernetIngressAsync0, and the two functions of packet contexts, which Windows does not support either. */
#include <string.h>

#include "api_km/border.h"

#include <fwpsk.h>

#include "api_km/border_status.h"
#include "api_km/inject_frames.h"
#include "base/utf16.h"

/* The id as a classify shows it, P-018: the text of the GUID in UTF-16, with or without its NUL. A GUID itself is taken as well. */
static bool read_id(const FWP_BYTE_BLOB *blob, struct guid *out)
{
    char         text[GUID_TEXT_SIZE + 2]; /* braces */
    size_t       n = 0;
    uint32_t     c;
    if (!blob || !blob->data)
        return false;
    struct bytes units = bytes_of(blob->data, blob->size);
    if (blob->size == sizeof(*out))
        return bytes_copy(&units, out, sizeof(*out));
    while (utf16_next(&units, &c) && c) {
        if (c > 0x7f || n == sizeof(text) - 1)
            return false;
        text[n++] = (char)c;
    }
    text[n] = 0;
    return guid_parse(text, out);
}

NTSTATUS NTAPI FwpsInjectvSwitchEthernetIngressAsync0(HANDLE injectionHandle, HANDLE injectionContext, UINT32 flags, void *reserved,
                                                      const FWP_BYTE_BLOB *vSwitchId, NDIS_SWITCH_PORT_ID vSwitchSourcePortId,
                                                      NDIS_SWITCH_NIC_INDEX vSwitchSourceNicIndex, NET_BUFFER_LIST *netBufferLists,
                                                      FWPS_INJECT_COMPLETE0 completionFn, HANDLE completionContext)
{
    struct injection what = { .path = INJECTION_VSWITCH_INGRESS, .source_port = vSwitchSourcePortId, .source_nic = vSwitchSourceNicIndex };
    if (reserved || !read_id(vSwitchId, &what.vswitch_id))
        return border_status(WFP_INVALID_ARGUMENT);
    return inject_frames(&(struct frames_request){ injectionHandle, injectionContext, flags, netBufferLists, completionFn,
                                                   completionContext },
                         &what);
}

static void report(const char *function)
{
    const struct km_context *km = km_current();
    if (km && km->nt)
        nt_report(km->nt, "%s is not supported, on Windows neither; no packet has a context of a switch", function);
}

/* F-026 */
void NTAPI FwpsReferencevSwitchPacketContext0(HANDLE packetContext)
{
    (void)packetContext;
    report("FwpsReferencevSwitchPacketContext0");
}

void NTAPI FwpsDereferencevSwitchPacketContext0(HANDLE packetContext)
{
    (void)packetContext;
    report("FwpsDereferencevSwitchPacketContext0");
}
