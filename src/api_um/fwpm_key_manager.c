/* IPsecKeyManagerAddAndRegister0: BFE keeps who registers, the callbacks stay in the program. Nothing calls them, because no security
 * association is made here. */
#include <fwpmu.h>

#include "api_um/fwpm_link.h"

#define DICTATES 0x00000001u /* IPSEC_KEY_MANAGER_FLAG_DICTATE_KEY */

static bool has_what_it_needs(const IPSEC_KEY_MANAGER0 *m, const IPSEC_KEY_MANAGER_CALLBACKS0 *c)
{
    return m->flags & DICTATES ? c->keyDictationCheck && c->keyDictation : c->keyNotify != NULL;
}

DWORD WINAPI IPsecKeyManagerAddAndRegister0(HANDLE engineHandle, const IPSEC_KEY_MANAGER0 *keyManager,
                                            const IPSEC_KEY_MANAGER_CALLBACKS0 *keyManagerCallbacks, HANDLE *keyMgmtHandle)
{
    const union call_argument arguments[] = { { .number = 0 }, { .in = keyManager }, { .in = keyManagerCallbacks }, { .out = keyMgmtHandle } };
    if (!keyManager || !keyManagerCallbacks || !has_what_it_needs(keyManager, keyManagerCallbacks))
        return um_status(WFP_NULL_POINTER);
    return um_fwpm_call(engineHandle, &call_IPsecKeyManagerAddAndRegister0, arguments);
}
