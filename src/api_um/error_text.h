/* One sentence for people an error code. */
#ifndef WFP_API_UM_ERROR_TEXT_H
#define WFP_API_UM_ERROR_TEXT_H

#include "api_um/border.h"

/* Of a Win32 error, a Winsock error, an HRESULT (FWP_E_* too) or an RPC status: static; NULL when it is not known. */
const char *um_error_text(DWORD code);

#endif
