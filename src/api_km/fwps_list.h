/* What the files on packets of the Fwps functions share. */
#ifndef WFP_API_KM_FWPS_LIST_H
#define WFP_API_KM_FWPS_LIST_H

#include "api_km/border.h"
#include "nt/ledger.h"
#include "pkt/nbl_owned.h"

/* A list that the Fwps functions made goes to the current driver's account, which `kind` names. WFP_NO_MEMORY: the list is
 * gone. */
MUST_CHECK enum wfp_status fwps_list_hold(struct nt_system *nt, enum nt_kind kind, NET_BUFFER_LIST *nbl);

/* Reports, naming `function`, a list that this function does not free, and says what does. */
void fwps_list_report_mix(struct nt_system *nt, const char *function, const NET_BUFFER_LIST *nbl);

#endif
