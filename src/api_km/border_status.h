/* What a border function returns: NTSTATUS in kernel mode. */
#ifndef WFP_API_KM_BORDER_STATUS_H
#define WFP_API_KM_BORDER_STATUS_H

#include <openwfp_base.h>

#include "base/status.h"

static inline NTSTATUS border_status(enum wfp_status status)
{
    return (NTSTATUS)status_row(status)->ntstatus;
}

#endif
