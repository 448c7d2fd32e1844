/* SIDs and security descriptors as text. What comes out is freed with LocalFree. */
#ifndef OPENWFP_SDDL_H
#define OPENWFP_SDDL_H

#include "windows.h"

EXTERN_C_START

#define SDDL_REVISION_1 1
#define SDDL_REVISION   SDDL_REVISION_1

BOOL WINAPI ConvertSidToStringSidW(PSID sid, LPWSTR *text);
BOOL WINAPI ConvertSidToStringSidA(PSID sid, LPSTR *text);
BOOL WINAPI ConvertStringSidToSidW(LPCWSTR text, PSID *sid);
BOOL WINAPI ConvertStringSidToSidA(LPCSTR text, PSID *sid);
BOOL WINAPI ConvertStringSecurityDescriptorToSecurityDescriptorW(LPCWSTR text, DWORD revision, PSECURITY_DESCRIPTOR *out,
                                                                 PULONG size);
BOOL WINAPI ConvertStringSecurityDescriptorToSecurityDescriptorA(LPCSTR text, DWORD revision, PSECURITY_DESCRIPTOR *out,
                                                                 PULONG size);
BOOL WINAPI ConvertSecurityDescriptorToStringSecurityDescriptorW(PSECURITY_DESCRIPTOR descriptor, DWORD revision,
                                                                 SECURITY_INFORMATION parts, LPWSTR *text, PULONG length);

EXTERN_C_END

#ifdef UNICODE
#define ConvertSidToStringSid ConvertSidToStringSidW
#define ConvertStringSidToSid ConvertStringSidToSidW
#define ConvertStringSecurityDescriptorToSecurityDescriptor ConvertStringSecurityDescriptorToSecurityDescriptorW
#define ConvertSecurityDescriptorToStringSecurityDescriptor ConvertSecurityDescriptorToStringSecurityDescriptorW
#else
#define ConvertSidToStringSid ConvertSidToStringSidA
#define ConvertStringSidToSid ConvertStringSidToSidA
#define ConvertStringSecurityDescriptorToSecurityDescriptor ConvertStringSecurityDescriptorToSecurityDescriptorA
#endif

#endif
