/* Objects, processes and threads, security, the registry, and the Zw calls. Part of wdm.h. */
#ifndef OPENWFP_OB_H
#define OPENWFP_OB_H

#include "openwfp_io.h"

EXTERN_C_START

/* --- access ------------------------------------------------------------------------------------------------------- */

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
#define MAXIMUM_ALLOWED          0x02000000L
#define GENERIC_READ             0x80000000U
#define GENERIC_WRITE            0x40000000L
#define GENERIC_EXECUTE          0x20000000L
#define GENERIC_ALL              0x10000000L
#define THREAD_ALL_ACCESS        (STANDARD_RIGHTS_REQUIRED | SYNCHRONIZE | 0xFFFF)
#define PROCESS_ALL_ACCESS       (STANDARD_RIGHTS_REQUIRED | SYNCHRONIZE | 0xFFFF)
#define EVENT_QUERY_STATE        0x0001
#define EVENT_MODIFY_STATE       0x0002
#define EVENT_ALL_ACCESS         (STANDARD_RIGHTS_REQUIRED | SYNCHRONIZE | 0x3)
#define FILE_READ_DATA           0x0001
#define FILE_WRITE_DATA          0x0002
#define FILE_ALL_ACCESS          (STANDARD_RIGHTS_REQUIRED | SYNCHRONIZE | 0x1FF)
#define FILE_GENERIC_READ        (STANDARD_RIGHTS_READ | 0x0001 | 0x0080 | 0x0008 | SYNCHRONIZE)
#define FILE_GENERIC_WRITE       (STANDARD_RIGHTS_WRITE | 0x0002 | 0x0100 | 0x0010 | 0x0004 | SYNCHRONIZE)
#define KEY_QUERY_VALUE          0x0001
#define KEY_SET_VALUE            0x0002
#define KEY_CREATE_SUB_KEY       0x0004
#define KEY_ENUMERATE_SUB_KEYS   0x0008
#define KEY_NOTIFY               0x0010
#define KEY_CREATE_LINK          0x0020
#define KEY_READ  ((STANDARD_RIGHTS_READ | KEY_QUERY_VALUE | KEY_ENUMERATE_SUB_KEYS | KEY_NOTIFY) & ~SYNCHRONIZE)
#define KEY_WRITE ((STANDARD_RIGHTS_WRITE | KEY_SET_VALUE | KEY_CREATE_SUB_KEY) & ~SYNCHRONIZE)
#define KEY_ALL_ACCESS                                                                                       \
    ((STANDARD_RIGHTS_ALL | KEY_QUERY_VALUE | KEY_SET_VALUE | KEY_CREATE_SUB_KEY | KEY_ENUMERATE_SUB_KEYS | \
      KEY_NOTIFY | KEY_CREATE_LINK) & ~SYNCHRONIZE)

typedef struct _GENERIC_MAPPING {
    ACCESS_MASK GenericRead;
    ACCESS_MASK GenericWrite;
    ACCESS_MASK GenericExecute;
    ACCESS_MASK GenericAll;
} GENERIC_MAPPING, *PGENERIC_MAPPING;

typedef struct _OBJECT_TYPE *POBJECT_TYPE;
typedef struct _OBJECT_HANDLE_INFORMATION *POBJECT_HANDLE_INFORMATION;
extern POBJECT_TYPE *ExEventObjectType, *PsThreadType, *PsProcessType, *IoFileObjectType, *SeTokenObjectType;

NTSTATUS ObReferenceObjectByHandle(HANDLE handle, ACCESS_MASK access, POBJECT_TYPE type, KPROCESSOR_MODE mode,
                                   PVOID *object,
                                   POBJECT_HANDLE_INFORMATION information);
NTSTATUS ObReferenceObjectByPointer(PVOID object, ACCESS_MASK access, POBJECT_TYPE type, KPROCESSOR_MODE mode);
LONG_PTR ObfReferenceObject(PVOID object);
LONG_PTR ObfDereferenceObject(PVOID object);
#define ObReferenceObject(object)   ObfReferenceObject(object)
#define ObDereferenceObject(object) ObfDereferenceObject(object)

/* --- security ----------------------------------------------------------------------------------------------------- */

#define SECURITY_DESCRIPTOR_REVISION  1
#define SECURITY_DESCRIPTOR_MIN_LENGTH (sizeof(SECURITY_DESCRIPTOR))
#define ACL_REVISION 2
#define SID_REVISION 1
NTSTATUS RtlCreateSecurityDescriptor(PSECURITY_DESCRIPTOR sd, ULONG revision);
NTSTATUS RtlSetDaclSecurityDescriptor(PSECURITY_DESCRIPTOR sd, BOOLEAN present, PACL dacl, BOOLEAN defaulted);
ULONG    RtlLengthSecurityDescriptor(PSECURITY_DESCRIPTOR sd);
BOOLEAN  RtlValidSecurityDescriptor(PSECURITY_DESCRIPTOR sd);

typedef struct _SECURITY_SUBJECT_CONTEXT {
    PVOID ClientToken;
    ULONG ImpersonationLevel;
    PVOID PrimaryToken;
    PVOID ProcessAuditId;
} SECURITY_SUBJECT_CONTEXT, *PSECURITY_SUBJECT_CONTEXT;

/* --- processes and threads ---------------------------------------------------------------------------------------- */

typedef struct _CLIENT_ID {
    HANDLE UniqueProcess;
    HANDLE UniqueThread;
} CLIENT_ID, *PCLIENT_ID;

typedef VOID KSTART_ROUTINE(PVOID context);
typedef KSTART_ROUTINE *PKSTART_ROUTINE;
NTSTATUS PsCreateSystemThread(PHANDLE thread, ULONG access, POBJECT_ATTRIBUTES attributes, HANDLE process,
                              PCLIENT_ID id,
                              PKSTART_ROUTINE routine, PVOID context);
NTSTATUS PsTerminateSystemThread(NTSTATUS status);
BOOLEAN  PsGetVersion(PULONG major, PULONG minor, PULONG build, PUNICODE_STRING csd);
PETHREAD PsGetCurrentThread(VOID);
#define PsGetCurrentProcess() IoGetCurrentProcess()

/* --- the registry ------------------------------------------------------------------------------------------------- */

#define REG_NONE      0
#define REG_SZ        1
#define REG_EXPAND_SZ 2
#define REG_BINARY    3
#define REG_DWORD     4
#define REG_MULTI_SZ  7
#define REG_QWORD     11
#define REG_OPTION_NON_VOLATILE 0

typedef enum _KEY_VALUE_INFORMATION_CLASS {
    KeyValueBasicInformation,
    KeyValueFullInformation,
    KeyValuePartialInformation,
    KeyValueFullInformationAlign64,
    KeyValuePartialInformationAlign64
} KEY_VALUE_INFORMATION_CLASS;

typedef struct _KEY_VALUE_PARTIAL_INFORMATION {
    ULONG TitleIndex;
    ULONG Type;
    ULONG DataLength;
    UCHAR Data[1];
} KEY_VALUE_PARTIAL_INFORMATION, *PKEY_VALUE_PARTIAL_INFORMATION;

NTSTATUS ZwClose(HANDLE handle);
NTSTATUS ZwOpenKey(PHANDLE key, ACCESS_MASK access, POBJECT_ATTRIBUTES attributes);
NTSTATUS ZwCreateKey(PHANDLE key, ACCESS_MASK access, POBJECT_ATTRIBUTES attributes, ULONG title, PUNICODE_STRING name,
                     ULONG options, PULONG disposition);
NTSTATUS ZwQueryValueKey(HANDLE key, PUNICODE_STRING name, KEY_VALUE_INFORMATION_CLASS kind, PVOID information,
                         ULONG size,
                         PULONG resultSize);
NTSTATUS ZwSetValueKey(HANDLE key, PUNICODE_STRING name, ULONG title, ULONG type, PVOID data, ULONG size);
NTSTATUS ZwCreateFile(PHANDLE file, ACCESS_MASK access, POBJECT_ATTRIBUTES attributes, PIO_STATUS_BLOCK status,
                      PLARGE_INTEGER allocation, ULONG fileAttributes, ULONG share, ULONG disposition, ULONG options,
                          PVOID ea,
                      ULONG eaSize);
NTSTATUS ZwReadFile(HANDLE file, HANDLE event, PIO_APC_ROUTINE routine, PVOID context, PIO_STATUS_BLOCK status,
                    PVOID buffer,
                    ULONG size, PLARGE_INTEGER offset, PULONG key);
NTSTATUS ZwWriteFile(HANDLE file, HANDLE event, PIO_APC_ROUTINE routine, PVOID context, PIO_STATUS_BLOCK status,
                     PVOID buffer,
                     ULONG size, PLARGE_INTEGER offset, PULONG key);
#define NtCurrentProcess() ((HANDLE)(LONG_PTR)-1)
#define ZwCurrentProcess() NtCurrentProcess()
#define NtCurrentThread()  ((HANDLE)(LONG_PTR)-2)
#define ZwCurrentThread()  NtCurrentThread()

#define FILE_ATTRIBUTE_NORMAL        0x00000080
#define FILE_SHARE_READ              0x00000001
#define FILE_SHARE_WRITE             0x00000002
#define FILE_SHARE_DELETE            0x00000004
#define FILE_OPEN                    0x00000001
#define FILE_CREATE                  0x00000002
#define FILE_OPEN_IF                 0x00000003
#define FILE_OVERWRITE_IF            0x00000005
#define FILE_NON_DIRECTORY_FILE      0x00000040
#define FILE_SYNCHRONOUS_IO_NONALERT 0x00000020

EXTERN_C_END

#endif
