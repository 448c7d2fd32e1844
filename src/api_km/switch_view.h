/* A virtual switch's event as NDIS' structures, which the callbacks of FWPS_VSWITCH_EVENT_DISPATCH_TABLE0 are given. */
#ifndef WFP_API_KM_SWITCH_VIEW_H
#define WFP_API_KM_SWITCH_VIEW_H

#include <ntddk.h>
#include <ndis.h>

#include "callout/switch_event.h"

/* One block of malloc(), all that its members point at included. Members that the event has nothing for are NULL. */
struct switch_view {
    NDIS_SWITCH_PARAMETERS                       parameters;
    NDIS_SWITCH_PORT_ARRAY                      *ports; /* LIFETIME CREATE */
    NDIS_SWITCH_NIC_ARRAY                       *nics;
    NDIS_SWITCH_PORT_PARAMETERS                 *port;  /* PORT */
    NDIS_SWITCH_NIC_PARAMETERS                  *nic;   /* INTERFACE */
    NDIS_SWITCH_PORT_PROPERTY_PARAMETERS        *property;
    NDIS_SWITCH_PORT_PROPERTY_DELETE_PARAMETERS *property_delete;
    NDIS_ENUM_FILTERS                           *filters; /* REORDER */
    void                                        *state;   /* RESTORE: the driver's own to write to */
};

/* NULL: no memory. */
struct switch_view *switch_view_new(const struct switch_event *e);

#endif
