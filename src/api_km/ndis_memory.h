/* Memory that NDIS makes for packets: MDLs with their bytes behind them, which the system frees again by itself. */
#ifndef WFP_API_KM_NDIS_MEMORY_H
#define WFP_API_KM_NDIS_MEMORY_H

#include "api_km/border.h"
#include "pkt/nbl_layout.h"

MDL *ndis_mdl_with_data(ULONG size);
bool ndis_mdl_is_ours(const MDL *mdl);
void ndis_mdl_free(MDL *mdl);

#endif
