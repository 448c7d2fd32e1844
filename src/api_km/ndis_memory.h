/* Memory that NDIS makes for packets: zeroed, on the driver's account; MDLs with their bytes behind them. */
#ifndef WFP_API_KM_NDIS_MEMORY_H
#define WFP_API_KM_NDIS_MEMORY_H

#include "api_km/border.h"
#include "nt/ledger.h"
#include "pkt/nbl_layout.h"

/* NULL: none left. */
void *ndis_hold(const char *function, size_t size, enum nt_kind kind, uint32_t tag);
/* Reports what the driver does not hold. */
void ndis_release(const char *function, enum nt_kind kind, void *memory);
/* The pool's tag; false, with a report, when it is none. */
bool ndis_pool_tag(const char *function, const void *pool, enum nt_kind kind, uint32_t *tag);

MDL *ndis_mdl_with_data(ULONG size);
bool ndis_mdl_is_ours(const MDL *mdl);
void ndis_mdl_free(MDL *mdl);

#endif
