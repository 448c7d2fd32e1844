/* SIDs, access control lists, security descriptors and tokens. */
#ifndef OPENWFP_SECURITYBASEAPI_H
#define OPENWFP_SECURITYBASEAPI_H

#include "winnt.h"
#include "minwinbase.h"

EXTERN_C_START

BOOL WINAPI   IsValidSid(PSID sid);
BOOL WINAPI   EqualSid(PSID a, PSID b);
DWORD WINAPI  GetLengthSid(PSID sid);
DWORD WINAPI  GetSidLengthRequired(UCHAR count);
BOOL WINAPI   CopySid(DWORD size, PSID to, PSID from);
BOOL WINAPI   InitializeSid(PSID sid, PSID_IDENTIFIER_AUTHORITY authority, BYTE count);
PDWORD WINAPI GetSidSubAuthority(PSID sid, DWORD index);
PUCHAR WINAPI GetSidSubAuthorityCount(PSID sid);
PSID_IDENTIFIER_AUTHORITY WINAPI GetSidIdentifierAuthority(PSID sid);
BOOL WINAPI   AllocateAndInitializeSid(PSID_IDENTIFIER_AUTHORITY authority, BYTE count, DWORD s0, DWORD s1, DWORD s2, DWORD s3,
                                       DWORD s4, DWORD s5, DWORD s6, DWORD s7, PSID *sid);
PVOID WINAPI  FreeSid(PSID sid);
BOOL WINAPI   CreateWellKnownSid(WELL_KNOWN_SID_TYPE kind, PSID domain, PSID sid, DWORD *size);
BOOL WINAPI   IsWellKnownSid(PSID sid, WELL_KNOWN_SID_TYPE kind);

BOOL WINAPI InitializeAcl(PACL acl, DWORD size, DWORD revision);
BOOL WINAPI IsValidAcl(PACL acl);
BOOL WINAPI AddAccessAllowedAce(PACL acl, DWORD revision, DWORD mask, PSID sid);
BOOL WINAPI AddAccessAllowedAceEx(PACL acl, DWORD revision, DWORD flags, DWORD mask, PSID sid);
BOOL WINAPI AddAccessDeniedAce(PACL acl, DWORD revision, DWORD mask, PSID sid);
BOOL WINAPI AddAccessDeniedAceEx(PACL acl, DWORD revision, DWORD flags, DWORD mask, PSID sid);
BOOL WINAPI GetAce(PACL acl, DWORD index, LPVOID *ace);
BOOL WINAPI GetAclInformation(PACL acl, LPVOID information, DWORD size, ACL_INFORMATION_CLASS kind);

BOOL WINAPI  InitializeSecurityDescriptor(PSECURITY_DESCRIPTOR descriptor, DWORD revision);
BOOL WINAPI  IsValidSecurityDescriptor(PSECURITY_DESCRIPTOR descriptor);
DWORD WINAPI GetSecurityDescriptorLength(PSECURITY_DESCRIPTOR descriptor);
BOOL WINAPI  GetSecurityDescriptorControl(PSECURITY_DESCRIPTOR descriptor, PSECURITY_DESCRIPTOR_CONTROL control,
                                          LPDWORD revision);
BOOL WINAPI  SetSecurityDescriptorDacl(PSECURITY_DESCRIPTOR descriptor, BOOL present, PACL dacl, BOOL defaulted);
BOOL WINAPI  SetSecurityDescriptorSacl(PSECURITY_DESCRIPTOR descriptor, BOOL present, PACL sacl, BOOL defaulted);
BOOL WINAPI  SetSecurityDescriptorOwner(PSECURITY_DESCRIPTOR descriptor, PSID owner, BOOL defaulted);
BOOL WINAPI  SetSecurityDescriptorGroup(PSECURITY_DESCRIPTOR descriptor, PSID group, BOOL defaulted);
BOOL WINAPI  GetSecurityDescriptorDacl(PSECURITY_DESCRIPTOR descriptor, LPBOOL present, PACL *dacl, LPBOOL defaulted);
BOOL WINAPI  GetSecurityDescriptorSacl(PSECURITY_DESCRIPTOR descriptor, LPBOOL present, PACL *sacl, LPBOOL defaulted);
BOOL WINAPI  GetSecurityDescriptorOwner(PSECURITY_DESCRIPTOR descriptor, PSID *owner, LPBOOL defaulted);
BOOL WINAPI  GetSecurityDescriptorGroup(PSECURITY_DESCRIPTOR descriptor, PSID *group, LPBOOL defaulted);
BOOL WINAPI  MakeSelfRelativeSD(PSECURITY_DESCRIPTOR absolute, PSECURITY_DESCRIPTOR relative, LPDWORD size);
VOID WINAPI  MapGenericMask(PDWORD mask, PGENERIC_MAPPING mapping);

BOOL WINAPI GetTokenInformation(HANDLE token, TOKEN_INFORMATION_CLASS kind, LPVOID information, DWORD size, PDWORD returned);
/* No privilege of Windows is held: ERROR_NOT_ALL_ASSIGNED for each that is asked for, TRUE returned, as Windows does. root holds
 * all of them. */
BOOL WINAPI AdjustTokenPrivileges(HANDLE token, BOOL disable_all, PTOKEN_PRIVILEGES wanted, DWORD size,
                                  PTOKEN_PRIVILEGES before, PDWORD returned);
BOOL WINAPI CheckTokenMembership(HANDLE token, PSID sid, PBOOL member);

EXTERN_C_END

#endif
