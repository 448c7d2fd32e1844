/* What programs need of NT's own vocabulary: access rights, tokens, access control lists, service and registry kinds. */
#ifndef OPENWFP_WINNT_H
#define OPENWFP_WINNT_H
#ifndef _WINNT_
#define _WINNT_
#endif

#include "ntdef.h"

EXTERN_C_START

/* --- access rights ------------------------------------------------------------------------------------------------ */

#define DELETE                   0x00010000L
#define READ_CONTROL             0x00020000L
#define WRITE_DAC                0x00040000L
#define WRITE_OWNER              0x00080000L
#define SYNCHRONIZE              0x00100000L
#define STANDARD_RIGHTS_REQUIRED 0x000F0000L
#define STANDARD_RIGHTS_READ     READ_CONTROL
#define STANDARD_RIGHTS_WRITE    READ_CONTROL
#define STANDARD_RIGHTS_EXECUTE  READ_CONTROL
#define STANDARD_RIGHTS_ALL      0x001F0000L
#define SPECIFIC_RIGHTS_ALL      0x0000FFFFL
#define ACCESS_SYSTEM_SECURITY   0x01000000L
#define MAXIMUM_ALLOWED          0x02000000L
#define GENERIC_READ             0x80000000U
#define GENERIC_WRITE            0x40000000U
#define GENERIC_EXECUTE          0x20000000U
#define GENERIC_ALL              0x10000000U

#define FILE_READ_DATA        0x0001
#define FILE_WRITE_DATA       0x0002
#define FILE_APPEND_DATA      0x0004
#define FILE_READ_EA          0x0008
#define FILE_WRITE_EA         0x0010
#define FILE_EXECUTE          0x0020
#define FILE_READ_ATTRIBUTES  0x0080
#define FILE_WRITE_ATTRIBUTES 0x0100
#define FILE_ALL_ACCESS       (STANDARD_RIGHTS_REQUIRED | SYNCHRONIZE | 0x1FF)
#define FILE_GENERIC_READ     (STANDARD_RIGHTS_READ | FILE_READ_DATA | FILE_READ_ATTRIBUTES | FILE_READ_EA | SYNCHRONIZE)
#define FILE_GENERIC_WRITE \
    (STANDARD_RIGHTS_WRITE | FILE_WRITE_DATA | FILE_WRITE_ATTRIBUTES | FILE_WRITE_EA | FILE_APPEND_DATA | SYNCHRONIZE)
#define FILE_GENERIC_EXECUTE  (STANDARD_RIGHTS_EXECUTE | FILE_READ_ATTRIBUTES | FILE_EXECUTE | SYNCHRONIZE)

#define PROCESS_TERMINATE                 0x0001
#define PROCESS_CREATE_THREAD             0x0002
#define PROCESS_VM_OPERATION              0x0008
#define PROCESS_VM_READ                   0x0010
#define PROCESS_VM_WRITE                  0x0020
#define PROCESS_DUP_HANDLE                0x0040
#define PROCESS_SET_INFORMATION           0x0200
#define PROCESS_QUERY_INFORMATION         0x0400
#define PROCESS_QUERY_LIMITED_INFORMATION 0x1000
#define PROCESS_ALL_ACCESS                (STANDARD_RIGHTS_REQUIRED | SYNCHRONIZE | 0xFFFF)
#define THREAD_ALL_ACCESS                 (STANDARD_RIGHTS_REQUIRED | SYNCHRONIZE | 0xFFFF)
#define EVENT_MODIFY_STATE                0x0002
#define EVENT_ALL_ACCESS                  (STANDARD_RIGHTS_REQUIRED | SYNCHRONIZE | 0x3)
#define MUTEX_MODIFY_STATE                0x0001
#define MUTEX_ALL_ACCESS                  (STANDARD_RIGHTS_REQUIRED | SYNCHRONIZE | MUTEX_MODIFY_STATE)
#define SEMAPHORE_ALL_ACCESS              (STANDARD_RIGHTS_REQUIRED | SYNCHRONIZE | 0x3)

typedef struct _GENERIC_MAPPING {
    ACCESS_MASK GenericRead;
    ACCESS_MASK GenericWrite;
    ACCESS_MASK GenericExecute;
    ACCESS_MASK GenericAll;
} GENERIC_MAPPING, *PGENERIC_MAPPING;

/* --- waiting ------------------------------------------------------------------------------------------------------ */

#define STILL_ACTIVE            259
#define MAXIMUM_WAIT_OBJECTS    64

/* --- files -------------------------------------------------------------------------------------------------------- */

#define FILE_SHARE_READ               0x00000001
#define FILE_SHARE_WRITE              0x00000002
#define FILE_SHARE_DELETE             0x00000004
#define FILE_ATTRIBUTE_READONLY       0x00000001
#define FILE_ATTRIBUTE_HIDDEN         0x00000002
#define FILE_ATTRIBUTE_SYSTEM         0x00000004
#define FILE_ATTRIBUTE_DIRECTORY      0x00000010
#define FILE_ATTRIBUTE_ARCHIVE        0x00000020
#define FILE_ATTRIBUTE_DEVICE         0x00000040
#define FILE_ATTRIBUTE_NORMAL         0x00000080
#define FILE_ATTRIBUTE_TEMPORARY      0x00000100
#define FILE_ATTRIBUTE_REPARSE_POINT  0x00000400

#define DLL_PROCESS_ATTACH 1
#define DLL_THREAD_ATTACH  2
#define DLL_THREAD_DETACH  3
#define DLL_PROCESS_DETACH 0

/* --- languages ---------------------------------------------------------------------------------------------------- */

#define LANG_NEUTRAL        0x00
#define LANG_ENGLISH        0x09
#define SUBLANG_NEUTRAL     0x00
#define SUBLANG_DEFAULT     0x01
#define SUBLANG_SYS_DEFAULT 0x02
#define SUBLANG_ENGLISH_US  0x01
#define SORT_DEFAULT        0x0
#define MAKELANGID(p, s)    ((((WORD)(s)) << 10) | (WORD)(p))
#define PRIMARYLANGID(l)    ((WORD)(l) & 0x3ff)
#define MAKELCID(l, s)      ((DWORD)((((DWORD)((WORD)(s))) << 16) | ((DWORD)((WORD)(l)))))
#define LANG_SYSTEM_DEFAULT (MAKELANGID(LANG_NEUTRAL, SUBLANG_SYS_DEFAULT))
#define LANG_USER_DEFAULT   (MAKELANGID(LANG_NEUTRAL, SUBLANG_DEFAULT))

/* --- atomics ------------------------------------------------------------------------------------------------------ */

#define InterlockedIncrement(p)              __atomic_add_fetch((p), 1, __ATOMIC_SEQ_CST)
#define InterlockedDecrement(p)              __atomic_sub_fetch((p), 1, __ATOMIC_SEQ_CST)
#define InterlockedExchange(p, v)            __atomic_exchange_n((p), (v), __ATOMIC_SEQ_CST)
#define InterlockedExchangeAdd(p, v)         __atomic_fetch_add((p), (v), __ATOMIC_SEQ_CST)
#define InterlockedCompareExchange(p, v, c)  __sync_val_compare_and_swap((p), (c), (v))
#define InterlockedAnd(p, v)                 __atomic_fetch_and((p), (v), __ATOMIC_SEQ_CST)
#define InterlockedOr(p, v)                  __atomic_fetch_or((p), (v), __ATOMIC_SEQ_CST)
#define InterlockedXor(p, v)                 __atomic_fetch_xor((p), (v), __ATOMIC_SEQ_CST)
#define InterlockedIncrement64(p)            InterlockedIncrement(p)
#define InterlockedDecrement64(p)            InterlockedDecrement(p)
#define InterlockedExchange64(p, v)          InterlockedExchange(p, v)
#define InterlockedExchangeAdd64(p, v)       InterlockedExchangeAdd(p, v)
#define InterlockedCompareExchange64(p, v, c) InterlockedCompareExchange(p, v, c)
#define InterlockedExchangePointer(p, v)     __atomic_exchange_n((p), (v), __ATOMIC_SEQ_CST)
#define InterlockedCompareExchangePointer(p, v, c) __sync_val_compare_and_swap((p), (c), (v))
#define MemoryBarrier()                      __atomic_thread_fence(__ATOMIC_SEQ_CST)
#define YieldProcessor()                     __asm__ volatile("pause" ::: "memory")

/* --- privileges and tokens ---------------------------------------------------------------------------------------- */

#ifndef OPENWFP_LUID_AND_ATTRIBUTES
#define OPENWFP_LUID_AND_ATTRIBUTES
#pragma pack(push, 4)
typedef struct _LUID_AND_ATTRIBUTES {
    LUID  Luid;
    DWORD Attributes;
} LUID_AND_ATTRIBUTES, *PLUID_AND_ATTRIBUTES;
#pragma pack(pop)
#endif

#define SE_PRIVILEGE_ENABLED_BY_DEFAULT 0x00000001L
#define SE_PRIVILEGE_ENABLED            0x00000002L
#define SE_PRIVILEGE_REMOVED            0x00000004L
#define SE_GROUP_MANDATORY              0x00000001L
#define SE_GROUP_ENABLED_BY_DEFAULT     0x00000002L
#define SE_GROUP_ENABLED                0x00000004L
#define SE_GROUP_OWNER                  0x00000008L
#define SE_GROUP_USE_FOR_DENY_ONLY      0x00000010L
#define SE_GROUP_INTEGRITY              0x00000020L
#define SE_GROUP_LOGON_ID               0xC0000000U
#define PRIVILEGE_SET_ALL_NECESSARY     1

#define SE_CREATE_TOKEN_NAME        TEXT("SeCreateTokenPrivilege")
#define SE_ASSIGNPRIMARYTOKEN_NAME  TEXT("SeAssignPrimaryTokenPrivilege")
#define SE_TCB_NAME                 TEXT("SeTcbPrivilege")
#define SE_SECURITY_NAME            TEXT("SeSecurityPrivilege")
#define SE_TAKE_OWNERSHIP_NAME      TEXT("SeTakeOwnershipPrivilege")
#define SE_LOAD_DRIVER_NAME         TEXT("SeLoadDriverPrivilege")
#define SE_BACKUP_NAME              TEXT("SeBackupPrivilege")
#define SE_RESTORE_NAME             TEXT("SeRestorePrivilege")
#define SE_SHUTDOWN_NAME            TEXT("SeShutdownPrivilege")
#define SE_DEBUG_NAME               TEXT("SeDebugPrivilege")
#define SE_AUDIT_NAME               TEXT("SeAuditPrivilege")
#define SE_CHANGE_NOTIFY_NAME       TEXT("SeChangeNotifyPrivilege")
#define SE_IMPERSONATE_NAME         TEXT("SeImpersonatePrivilege")

#define TOKEN_ASSIGN_PRIMARY    0x0001
#define TOKEN_DUPLICATE         0x0002
#define TOKEN_IMPERSONATE       0x0004
#define TOKEN_QUERY             0x0008
#define TOKEN_QUERY_SOURCE      0x0010
#define TOKEN_ADJUST_PRIVILEGES 0x0020
#define TOKEN_ADJUST_GROUPS     0x0040
#define TOKEN_ADJUST_DEFAULT    0x0080
#define TOKEN_ADJUST_SESSIONID  0x0100
#define TOKEN_READ              (STANDARD_RIGHTS_READ | TOKEN_QUERY)
#define TOKEN_ALL_ACCESS        (STANDARD_RIGHTS_REQUIRED | 0x1FF)

typedef enum _SECURITY_IMPERSONATION_LEVEL {
    SecurityAnonymous,
    SecurityIdentification,
    SecurityImpersonation,
    SecurityDelegation
} SECURITY_IMPERSONATION_LEVEL, *PSECURITY_IMPERSONATION_LEVEL;

typedef enum _TOKEN_TYPE { TokenPrimary = 1, TokenImpersonation } TOKEN_TYPE, *PTOKEN_TYPE;
typedef enum _TOKEN_ELEVATION_TYPE {
    TokenElevationTypeDefault = 1,
    TokenElevationTypeFull,
    TokenElevationTypeLimited
} TOKEN_ELEVATION_TYPE, *PTOKEN_ELEVATION_TYPE;

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
    TokenRestrictedSids,
    TokenSessionId,
    TokenGroupsAndPrivileges,
    TokenSessionReference,
    TokenSandBoxInert,
    TokenAuditPolicy,
    TokenOrigin,
    TokenElevationType,
    TokenLinkedToken,
    TokenElevation,
    TokenHasRestrictions,
    TokenAccessInformation,
    TokenVirtualizationAllowed,
    TokenVirtualizationEnabled,
    TokenIntegrityLevel,
    TokenUIAccess,
    TokenMandatoryPolicy,
    TokenLogonSid,
    TokenIsAppContainer,
    TokenCapabilities,
    TokenAppContainerSid,
    TokenAppContainerNumber
} TOKEN_INFORMATION_CLASS, *PTOKEN_INFORMATION_CLASS;

typedef struct _TOKEN_USER {
    SID_AND_ATTRIBUTES User;
} TOKEN_USER, *PTOKEN_USER;
typedef struct _TOKEN_GROUPS {
    DWORD              GroupCount;
    SID_AND_ATTRIBUTES Groups[ANYSIZE_ARRAY];
} TOKEN_GROUPS, *PTOKEN_GROUPS;
typedef struct _TOKEN_PRIVILEGES {
    DWORD               PrivilegeCount;
    LUID_AND_ATTRIBUTES Privileges[ANYSIZE_ARRAY];
} TOKEN_PRIVILEGES, *PTOKEN_PRIVILEGES;
typedef struct _TOKEN_OWNER {
    PSID Owner;
} TOKEN_OWNER, *PTOKEN_OWNER;
typedef struct _TOKEN_PRIMARY_GROUP {
    PSID PrimaryGroup;
} TOKEN_PRIMARY_GROUP, *PTOKEN_PRIMARY_GROUP;
typedef struct _TOKEN_ELEVATION {
    DWORD TokenIsElevated;
} TOKEN_ELEVATION, *PTOKEN_ELEVATION;
typedef struct _TOKEN_MANDATORY_LABEL {
    SID_AND_ATTRIBUTES Label;
} TOKEN_MANDATORY_LABEL, *PTOKEN_MANDATORY_LABEL;
typedef struct _TOKEN_STATISTICS {
    LUID                         TokenId;
    LUID                         AuthenticationId;
    LARGE_INTEGER                ExpirationTime;
    TOKEN_TYPE                   TokenType;
    SECURITY_IMPERSONATION_LEVEL ImpersonationLevel;
    DWORD                        DynamicCharged;
    DWORD                        DynamicAvailable;
    DWORD                        GroupCount;
    DWORD                        PrivilegeCount;
    LUID                         ModifiedId;
} TOKEN_STATISTICS, *PTOKEN_STATISTICS;
typedef struct _PRIVILEGE_SET {
    DWORD               PrivilegeCount;
    DWORD               Control;
    LUID_AND_ATTRIBUTES Privilege[ANYSIZE_ARRAY];
} PRIVILEGE_SET, *PPRIVILEGE_SET;

/* --- SIDs --------------------------------------------------------------------------------------------------------- */

#define SID_REVISION                      1
#define SID_MAX_SUB_AUTHORITIES           15
#define SECURITY_MAX_SID_SIZE             (sizeof(SID) - sizeof(DWORD) + SID_MAX_SUB_AUTHORITIES * sizeof(DWORD))
#define SECURITY_NULL_SID_AUTHORITY       { 0, 0, 0, 0, 0, 0 }
#define SECURITY_WORLD_SID_AUTHORITY      { 0, 0, 0, 0, 0, 1 }
#define SECURITY_LOCAL_SID_AUTHORITY      { 0, 0, 0, 0, 0, 2 }
#define SECURITY_CREATOR_SID_AUTHORITY    { 0, 0, 0, 0, 0, 3 }
#define SECURITY_NT_AUTHORITY             { 0, 0, 0, 0, 0, 5 }
#define SECURITY_APP_PACKAGE_AUTHORITY    { 0, 0, 0, 0, 0, 15 }
#define SECURITY_MANDATORY_LABEL_AUTHORITY { 0, 0, 0, 0, 0, 16 }
#define SECURITY_NULL_RID                 0x00000000L
#define SECURITY_WORLD_RID                0x00000000L
#define SECURITY_LOCAL_RID                0x00000000L
#define SECURITY_DIALUP_RID               0x00000001L
#define SECURITY_NETWORK_RID              0x00000002L
#define SECURITY_BATCH_RID                0x00000003L
#define SECURITY_INTERACTIVE_RID          0x00000004L
#define SECURITY_SERVICE_RID              0x00000006L
#define SECURITY_ANONYMOUS_LOGON_RID      0x00000007L
#define SECURITY_AUTHENTICATED_USER_RID   0x0000000BL
#define SECURITY_LOCAL_SYSTEM_RID         0x00000012L
#define SECURITY_LOCAL_SERVICE_RID        0x00000013L
#define SECURITY_NETWORK_SERVICE_RID      0x00000014L
#define SECURITY_NT_NON_UNIQUE            0x00000015L
#define SECURITY_BUILTIN_DOMAIN_RID       0x00000020L
#define DOMAIN_USER_RID_ADMIN             0x000001F4L
#define DOMAIN_ALIAS_RID_ADMINS           0x00000220L
#define DOMAIN_ALIAS_RID_USERS            0x00000221L
#define DOMAIN_ALIAS_RID_GUESTS           0x00000222L
#define DOMAIN_ALIAS_RID_POWER_USERS      0x00000223L
#define DOMAIN_ALIAS_RID_NETWORK_CONFIGURATION_OPS 0x0000022CL
#define SECURITY_MANDATORY_LOW_RID        0x00001000L
#define SECURITY_MANDATORY_MEDIUM_RID     0x00002000L
#define SECURITY_MANDATORY_HIGH_RID       0x00003000L
#define SECURITY_MANDATORY_SYSTEM_RID     0x00004000L

typedef enum _SID_NAME_USE {
    SidTypeUser = 1,
    SidTypeGroup,
    SidTypeDomain,
    SidTypeAlias,
    SidTypeWellKnownGroup,
    SidTypeDeletedAccount,
    SidTypeInvalid,
    SidTypeUnknown,
    SidTypeComputer,
    SidTypeLabel
} SID_NAME_USE, *PSID_NAME_USE;

typedef enum {
    WinNullSid = 0,
    WinWorldSid = 1,
    WinLocalSid = 2,
    WinCreatorOwnerSid = 3,
    WinCreatorGroupSid = 4,
    WinNtAuthoritySid = 7,
    WinDialupSid = 8,
    WinNetworkSid = 9,
    WinBatchSid = 10,
    WinInteractiveSid = 11,
    WinServiceSid = 12,
    WinAnonymousSid = 13,
    WinSelfSid = 16,
    WinAuthenticatedUserSid = 17,
    WinRestrictedCodeSid = 18,
    WinLocalSystemSid = 22,
    WinLocalServiceSid = 23,
    WinNetworkServiceSid = 24,
    WinBuiltinDomainSid = 25,
    WinBuiltinAdministratorsSid = 26,
    WinBuiltinUsersSid = 27,
    WinBuiltinGuestsSid = 28,
    WinBuiltinPowerUsersSid = 29,
    WinBuiltinNetworkConfigurationOperatorsSid = 37,
    WinLowLabelSid = 66,
    WinMediumLabelSid = 67,
    WinHighLabelSid = 68,
    WinSystemLabelSid = 69,
    WinBuiltinAnyPackageSid = 84
} WELL_KNOWN_SID_TYPE;

/* --- access control ----------------------------------------------------------------------------------------------- */

#define ACL_REVISION                    2
#define ACL_REVISION_DS                 4
#define SECURITY_DESCRIPTOR_REVISION    1
#define SECURITY_DESCRIPTOR_MIN_LENGTH  (sizeof(SECURITY_DESCRIPTOR))
#define ACCESS_ALLOWED_ACE_TYPE         0x0
#define ACCESS_DENIED_ACE_TYPE          0x1
#define SYSTEM_AUDIT_ACE_TYPE           0x2
#define OBJECT_INHERIT_ACE              0x1
#define CONTAINER_INHERIT_ACE           0x2
#define NO_PROPAGATE_INHERIT_ACE        0x4
#define INHERIT_ONLY_ACE                0x8
#define INHERITED_ACE                   0x10
#define SE_OWNER_DEFAULTED              0x0001
#define SE_GROUP_DEFAULTED              0x0002
#define SE_DACL_PRESENT                 0x0004
#define SE_DACL_DEFAULTED               0x0008
#define SE_SACL_PRESENT                 0x0010
#define SE_SACL_DEFAULTED               0x0020
#define SE_DACL_AUTO_INHERITED          0x0400
#define SE_SACL_AUTO_INHERITED          0x0800
#define SE_DACL_PROTECTED               0x1000
#define SE_SACL_PROTECTED               0x2000
#define SE_SELF_RELATIVE                0x8000
#define OWNER_SECURITY_INFORMATION      0x00000001L
#define GROUP_SECURITY_INFORMATION      0x00000002L
#define DACL_SECURITY_INFORMATION       0x00000004L
#define SACL_SECURITY_INFORMATION       0x00000008L
#define LABEL_SECURITY_INFORMATION      0x00000010L
#define UNPROTECTED_SACL_SECURITY_INFORMATION 0x10000000U
#define UNPROTECTED_DACL_SECURITY_INFORMATION 0x20000000U
#define PROTECTED_SACL_SECURITY_INFORMATION   0x40000000U
#define PROTECTED_DACL_SECURITY_INFORMATION   0x80000000U

typedef struct _ACE_HEADER {
    BYTE AceType;
    BYTE AceFlags;
    WORD AceSize;
} ACE_HEADER, *PACE_HEADER;
typedef struct _ACCESS_ALLOWED_ACE {
    ACE_HEADER  Header;
    ACCESS_MASK Mask;
    DWORD       SidStart;
} ACCESS_ALLOWED_ACE, *PACCESS_ALLOWED_ACE;
typedef struct _ACCESS_DENIED_ACE {
    ACE_HEADER  Header;
    ACCESS_MASK Mask;
    DWORD       SidStart;
} ACCESS_DENIED_ACE, *PACCESS_DENIED_ACE;
typedef struct _ACL_SIZE_INFORMATION {
    DWORD AceCount;
    DWORD AclBytesInUse;
    DWORD AclBytesFree;
} ACL_SIZE_INFORMATION, *PACL_SIZE_INFORMATION;
typedef enum _ACL_INFORMATION_CLASS { AclRevisionInformation = 1, AclSizeInformation } ACL_INFORMATION_CLASS;

/* --- registry and services ---------------------------------------------------------------------------------------- */

#define KEY_QUERY_VALUE        0x0001
#define KEY_SET_VALUE          0x0002
#define KEY_CREATE_SUB_KEY     0x0004
#define KEY_ENUMERATE_SUB_KEYS 0x0008
#define KEY_NOTIFY             0x0010
#define KEY_CREATE_LINK        0x0020
#define KEY_WOW64_64KEY        0x0100
#define KEY_WOW64_32KEY        0x0200
#define KEY_READ  ((STANDARD_RIGHTS_READ | KEY_QUERY_VALUE | KEY_ENUMERATE_SUB_KEYS | KEY_NOTIFY) & ~SYNCHRONIZE)
#define KEY_WRITE ((STANDARD_RIGHTS_WRITE | KEY_SET_VALUE | KEY_CREATE_SUB_KEY) & ~SYNCHRONIZE)
#define KEY_ALL_ACCESS                                                                                        \
    ((STANDARD_RIGHTS_ALL | KEY_QUERY_VALUE | KEY_SET_VALUE | KEY_CREATE_SUB_KEY | KEY_ENUMERATE_SUB_KEYS | \
      KEY_NOTIFY | KEY_CREATE_LINK) & ~SYNCHRONIZE)
#define REG_NONE      0
#define REG_SZ        1
#define REG_EXPAND_SZ 2
#define REG_BINARY    3
#define REG_DWORD     4
#define REG_MULTI_SZ  7
#define REG_QWORD     11
#define REG_OPTION_NON_VOLATILE 0x00000000L
#define REG_OPTION_VOLATILE     0x00000001L
#define REG_CREATED_NEW_KEY     0x00000001L
#define REG_OPENED_EXISTING_KEY 0x00000002L

#define SERVICE_KERNEL_DRIVER       0x00000001
#define SERVICE_FILE_SYSTEM_DRIVER  0x00000002
#define SERVICE_WIN32_OWN_PROCESS   0x00000010
#define SERVICE_WIN32_SHARE_PROCESS 0x00000020
#define SERVICE_WIN32               (SERVICE_WIN32_OWN_PROCESS | SERVICE_WIN32_SHARE_PROCESS)
#define SERVICE_BOOT_START          0x00000000
#define SERVICE_SYSTEM_START        0x00000001
#define SERVICE_AUTO_START          0x00000002
#define SERVICE_DEMAND_START        0x00000003
#define SERVICE_DISABLED            0x00000004
#define SERVICE_ERROR_IGNORE        0x00000000
#define SERVICE_ERROR_NORMAL        0x00000001
#define SERVICE_ERROR_SEVERE        0x00000002
#define SERVICE_ERROR_CRITICAL      0x00000003

/* --- memory ------------------------------------------------------------------------------------------------------- */

#define HEAP_NO_SERIALIZE          0x00000001
#define HEAP_GROWABLE              0x00000002
#define HEAP_GENERATE_EXCEPTIONS   0x00000004
#define HEAP_ZERO_MEMORY           0x00000008
#define HEAP_REALLOC_IN_PLACE_ONLY 0x00000010

typedef struct _OSVERSIONINFOW {
    DWORD dwOSVersionInfoSize, dwMajorVersion, dwMinorVersion, dwBuildNumber, dwPlatformId;
    WCHAR szCSDVersion[128];
} OSVERSIONINFOW, *POSVERSIONINFOW, *LPOSVERSIONINFOW;
#define VER_PLATFORM_WIN32_NT 2

EXTERN_C_END

#endif
