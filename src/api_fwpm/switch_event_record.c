#include "api_fwpm/switch_event_record.h"

#include <assert.h>
#include <stdio.h>

#include "api_fwpm/text.h"

static_assert(FWPM_VSWITCH_EVENT_FILTER_ENGINE_REORDER == (int)SWITCH_REPORT_REORDER &&
                  FWPM_VSWITCH_EVENT_ENABLED_FOR_INSPECTION == (int)SWITCH_REPORT_ENABLED,
              "reports keep their numbers");

static LPWSTR *names_shown(const struct switch_report *r, struct arena *arena)
{
    LPWSTR *list = arena_array(arena, r->count ? r->count : 1, sizeof(*list));
    for (uint32_t i = 0; list && i < r->count; i++) {
        list[i] = text_show(r->extensions[i], arena);
        if (!list[i])
            return NULL;
    }
    return list;
}

const FWPM_VSWITCH_EVENT0 *show_switch_report(const struct switch_report *r, struct arena *arena)
{
    FWPM_VSWITCH_EVENT0 *e = arena_array(arena, 1, sizeof(*e));
    LPWSTR              *list = names_shown(r, arena);
    char                 bare[GUID_TEXT_SIZE], braced[GUID_TEXT_SIZE + 2];
    if (!e || !list)
        return NULL;
    snprintf(braced, sizeof(braced), "{%s}", guid_format(&r->switch_id, bare));
    *e = (FWPM_VSWITCH_EVENT0){ .eventType = (FWPM_VSWITCH_EVENT_TYPE)r->type, .vSwitchId = text_show(braced, arena) };
    if (r->type == SWITCH_REPORT_REORDER) {
        e->reorderInfo.inRequiredPosition = r->in_place;
        e->reorderInfo.numvSwitchFilterExtensions = r->count;
        e->reorderInfo.vSwitchFilterExtensions = list;
    } else if (r->type == SWITCH_REPORT_NOT_IN_REQUIRED_POSITION) {
        e->positionInfo.numvSwitchFilterExtensions = r->count;
        e->positionInfo.vSwitchFilterExtensions = list;
    }
    return e->vSwitchId ? e : NULL;
}
