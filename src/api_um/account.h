/* The names of accounts. Any thread; the name service of the machine is asked, which may wait. */
#ifndef WFP_API_UM_ACCOUNT_H
#define WFP_API_UM_ACCOUNT_H

#include "api_um/border.h"
#include "model/value.h"

/* "Everyone", "BUILTIN\Administrators", "CURRENT_USER", a user or a group of Linux: its binary SID. False when nobody is called so. */
bool um_account_sid(const char *name, uint8_t out[SID_MAX_SIZE]);

#endif
