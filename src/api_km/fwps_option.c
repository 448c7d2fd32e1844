/* FwpsClassifyOptionSet0. */
#include <fwpsk.h>
#include <ntstatus.h>

#include "api_km/border_status.h"
#include "callout/option.h"

NTSTATUS NTAPI FwpsClassifyOptionSet0(const FWPS_INCOMING_METADATA_VALUES0 *inMetadataValues,
                                      const FWP_CLASSIFY_OPTION_TYPE option, const FWP_VALUE0 *newValue)
{
    if (!inMetadataValues || !newValue)
        return border_status(WFP_NULL_POINTER);
    if ((uint32_t)option >= CLASSIFY_OPTION_COUNT)
        return border_status(WFP_INVALID_ENUMERATOR);
    if (newValue->type != FWP_UINT32)
        return STATUS_OBJECT_TYPE_MISMATCH; /* C-092 */
    return border_status(classify_option_set((uint32_t)option, newValue->uint32));
}
