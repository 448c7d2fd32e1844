/* Access control lists from trustees. */
#ifndef OPENWFP_ACLAPI_H
#define OPENWFP_ACLAPI_H

#include "windows.h"
#include "accctrl.h"

EXTERN_C_START

/* *out is freed with LocalFree. */
DWORD WINAPI SetEntriesInAclW(ULONG count, PEXPLICIT_ACCESS_W entries, PACL old, PACL *out);
DWORD WINAPI SetEntriesInAclA(ULONG count, PEXPLICIT_ACCESS_A entries, PACL old, PACL *out);
VOID WINAPI  BuildExplicitAccessWithNameW(PEXPLICIT_ACCESS_W entry, LPWSTR name, DWORD rights, ACCESS_MODE mode,
                                          DWORD inheritance);
VOID WINAPI  BuildExplicitAccessWithNameA(PEXPLICIT_ACCESS_A entry, LPSTR name, DWORD rights, ACCESS_MODE mode,
                                          DWORD inheritance);
VOID WINAPI  BuildTrusteeWithSidW(PTRUSTEE_W trustee, PSID sid);
VOID WINAPI  BuildTrusteeWithNameW(PTRUSTEE_W trustee, LPWSTR name);
/* An absolute or self-relative descriptor of the parts, freed with LocalFree; SIDs instead of trustees are not taken. */
DWORD WINAPI BuildSecurityDescriptorW(PTRUSTEE_W owner, PTRUSTEE_W group, ULONG access_count, PEXPLICIT_ACCESS_W access,
                                      ULONG audit_count, PEXPLICIT_ACCESS_W audit, PSECURITY_DESCRIPTOR old, PULONG size,
                                      PSECURITY_DESCRIPTOR *out);

EXTERN_C_END

#ifdef UNICODE
#define SetEntriesInAcl             SetEntriesInAclW
#define BuildExplicitAccessWithName BuildExplicitAccessWithNameW
#define BuildTrusteeWithSid         BuildTrusteeWithSidW
#define BuildTrusteeWithName        BuildTrusteeWithNameW
#define BuildSecurityDescriptor     BuildSecurityDescriptorW
#else
#define SetEntriesInAcl             SetEntriesInAclA
#define BuildExplicitAccessWithName BuildExplicitAccessWithNameA
#endif

#endif
