/* What drivers of file systems get above ntddk.h: security identifiers, tokens, queues, network logon types. */
#ifndef OPENWFP_NTIFS_H
#define OPENWFP_NTIFS_H
#ifndef _NTIFS_
#define _NTIFS_
#endif

#include "ntddk.h"

EXTERN_C_START

/* --- security identifiers and access lists ------------------------------------------------------------------------ */

ULONG    RtlLengthSid(PSID sid);
BOOLEAN  RtlEqualSid(PSID a, PSID b);
BOOLEAN  RtlValidSid(PSID sid);
NTSTATUS RtlCopySid(ULONG size, PSID to, PSID from);
ULONG    RtlLengthRequiredSid(ULONG count);
NTSTATUS RtlInitializeSid(PSID sid, PSID_IDENTIFIER_AUTHORITY authority, UCHAR count);
PULONG   RtlSubAuthoritySid(PSID sid, ULONG index);
NTSTATUS RtlConvertSidToUnicodeString(PUNICODE_STRING string, PSID sid, BOOLEAN allocate);
NTSTATUS RtlCreateAcl(PACL acl, ULONG size, ULONG revision);
NTSTATUS RtlAddAccessAllowedAce(PACL acl, ULONG revision, ACCESS_MASK mask, PSID sid);
NTSTATUS RtlGetAce(PACL acl, ULONG index, PVOID *ace);

typedef struct _ACE_HEADER {
    UCHAR  AceType;
    UCHAR  AceFlags;
    USHORT AceSize;
} ACE_HEADER, *PACE_HEADER;
typedef struct _ACCESS_ALLOWED_ACE {
    ACE_HEADER  Header;
    ACCESS_MASK Mask;
    ULONG       SidStart;
} ACCESS_ALLOWED_ACE, *PACCESS_ALLOWED_ACE;

typedef struct _SE_EXPORTS SE_EXPORTS, *PSE_EXPORTS;
struct _SE_EXPORTS {
    LUID  SeCreateTokenPrivilege, SeAssignPrimaryTokenPrivilege, SeLockMemoryPrivilege, SeIncreaseQuotaPrivilege,
          SeUnsolicitedInputPrivilege, SeTcbPrivilege, SeSecurityPrivilege, SeTakeOwnershipPrivilege,
              SeLoadDriverPrivilege,
          SeCreatePagefilePrivilege, SeIncreaseBasePriorityPrivilege, SeSystemProfilePrivilege, SeSystemtimePrivilege,
          SeProfileSingleProcessPrivilege, SeCreatePermanentPrivilege, SeBackupPrivilege, SeRestorePrivilege,
              SeShutdownPrivilege,
          SeDebugPrivilege, SeAuditPrivilege, SeSystemEnvironmentPrivilege, SeChangeNotifyPrivilege,
              SeRemoteShutdownPrivilege;
    PSID  SeNullSid, SeWorldSid, SeLocalSid, SeCreatorOwnerSid, SeCreatorGroupSid, SeNtAuthoritySid, SeDialupSid,
        SeNetworkSid,
          SeBatchSid, SeInteractiveSid, SeLocalSystemSid, SeAliasAdminsSid, SeAliasUsersSid, SeAliasGuestsSid,
          SeAliasPowerUsersSid, SeAliasAccountOpsSid, SeAliasSystemOpsSid, SeAliasPrintOpsSid, SeAliasBackupOpsSid,
          SeAuthenticatedUsersSid, SeRestrictedSid, SeAnonymousLogonSid;
    LUID  SeUndockPrivilege, SeSyncAgentPrivilege, SeEnableDelegationPrivilege;
    PSID  SeLocalServiceSid, SeNetworkServiceSid;
};
extern PSE_EXPORTS SeExports;

typedef PVOID PACCESS_TOKEN;
typedef enum _TOKEN_INFORMATION_CLASS {
    TokenUser = 1,
    TokenGroups,
    TokenPrivileges,
    TokenOwner,
    TokenPrimaryGroup,
    TokenDefaultDacl,
    TokenSource,
    TokenType,
    TokenImpersonationLevel,
    TokenStatistics,
    TokenAccessInformation = 22
} TOKEN_INFORMATION_CLASS, *PTOKEN_INFORMATION_CLASS;
typedef struct _TOKEN_USER {
    SID_AND_ATTRIBUTES User;
} TOKEN_USER, *PTOKEN_USER;
NTSTATUS      SeQueryInformationToken(PACCESS_TOKEN token, TOKEN_INFORMATION_CLASS kind, PVOID *information);
PACCESS_TOKEN PsReferencePrimaryToken(PEPROCESS process);
VOID          PsDereferencePrimaryToken(PACCESS_TOKEN token);

/* --- processes and requests --------------------------------------------------------------------------------------- */

NTSTATUS  PsLookupProcessByProcessId(HANDLE id, PEPROCESS *process);
NTSTATUS  PsLookupThreadByThreadId(HANDLE id, PETHREAD *thread);
PEPROCESS IoGetRequestorProcess(PIRP irp);
ULONG     IoGetRequestorProcessId(PIRP irp);
NTSTATUS  ZwQueryInformationProcess(HANDLE process, PROCESSINFOCLASS kind, PVOID information, ULONG size,
                                    PULONG resultSize);
NTSTATUS  ObOpenObjectByPointer(PVOID object, ULONG attributes, PACCESS_STATE state, ACCESS_MASK access,
                                POBJECT_TYPE type,
                                KPROCESSOR_MODE mode, PHANDLE handle);
NTSTATUS  ObQueryNameString(PVOID object, PVOID information, ULONG size, PULONG resultSize);

/* --- queues of the kernel ----------------------------------------------------------------------------------------- */

typedef struct _KQUEUE {
    DISPATCHER_HEADER Header;
    LIST_ENTRY        EntryListHead;
    volatile ULONG    CurrentCount;
    ULONG             MaximumCount;
    LIST_ENTRY        ThreadListHead;
} KQUEUE, *PKQUEUE, *PRKQUEUE;
VOID        KeInitializeQueue(PRKQUEUE queue, ULONG count);
LONG        KeInsertQueue(PRKQUEUE queue, PLIST_ENTRY entry);
LONG        KeInsertHeadQueue(PRKQUEUE queue, PLIST_ENTRY entry);
PLIST_ENTRY KeRemoveQueue(PRKQUEUE queue, KPROCESSOR_MODE mode, PLARGE_INTEGER timeout);
PLIST_ENTRY KeRundownQueue(PRKQUEUE queue);

EXTERN_C_END

#endif
