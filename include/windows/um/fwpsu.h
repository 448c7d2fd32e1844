/* Generated from schema/ by tools/gen/generate.py (make gen). Do not edit.
 * fwpsu.h: the run-time functions of user mode.
 * Source of the facts: learn.microsoft.com, pages fwpsu. */
#ifndef OPENWFP_FWPSU_H
#define OPENWFP_FWPSU_H

#include "fwpstypes.h"
#include "openwfp_layers.h"

#ifdef __cplusplus
extern "C" {
#endif

/* open ALE endpoint enumeration (fwpsu.h, nf-fwpsu-fwpsaleendpointcreateenumhandle0) */
DWORD WINAPI FwpsAleEndpointCreateEnumHandle0(HANDLE engineHandle,
    const FWPS_ALE_ENDPOINT_ENUM_TEMPLATE0 *enumTemplate, HANDLE *enumHandle);

/* close ALE endpoint enumeration (fwpsu.h, nf-fwpsu-fwpsaleendpointdestroyenumhandle0) */
DWORD WINAPI FwpsAleEndpointDestroyEnumHandle0(HANDLE engineHandle, HANDLE enumHandle);

/* enumerate ALE endpoints (fwpsu.h, nf-fwpsu-fwpsaleendpointenum0) */
DWORD WINAPI FwpsAleEndpointEnum0(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested,
    FWPS_ALE_ENDPOINT_PROPERTIES0 ***entries, UINT32 *numEntriesReturned);

/* get ALE endpoint by id (fwpsu.h, nf-fwpsu-fwpsaleendpointgetbyid0) */
DWORD WINAPI FwpsAleEndpointGetById0(HANDLE engineHandle, UINT64 endpointId,
    FWPS_ALE_ENDPOINT_PROPERTIES0 **properties);

/* read ALE endpoint table SD (fwpsu.h, nf-fwpsu-fwpsaleendpointgetsecurityinfo0) */
DWORD WINAPI FwpsAleEndpointGetSecurityInfo0(HANDLE engineHandle, SECURITY_INFORMATION securityInfo, PSID *sidOwner,
    PSID *sidGroup, PACL *dacl, PACL *sacl, PSECURITY_DESCRIPTOR *securityDescriptor);

/* set ALE endpoint table SD (fwpsu.h, nf-fwpsu-fwpsaleendpointsetsecurityinfo0) */
DWORD WINAPI FwpsAleEndpointSetSecurityInfo0(HANDLE engineHandle, SECURITY_INFORMATION securityInfo,
    const SID *sidOwner, const SID *sidGroup, const ACL *dacl, const ACL *sacl);

/* open user token by modified id (fwpsu.h, nf-fwpsu-fwpsopentoken0) */
DWORD WINAPI FwpsOpenToken0(HANDLE engineHandle, LUID modifiedId, DWORD desiredAccess, HANDLE *accessToken);

#ifdef __cplusplus
}
#endif

#endif
