/* Win32 errors and HRESULTs that programs of the filtering platform meet. */
#ifndef OPENWFP_WINERROR_H
#define OPENWFP_WINERROR_H

#include "openwfp_base.h"

#define FAILED(hr)    (((HRESULT)(hr)) < 0)
#define SUCCEEDED(hr) (((HRESULT)(hr)) >= 0)
#define HRESULT_CODE(hr)     ((hr) & 0xFFFF)
#define HRESULT_FACILITY(hr) (((hr) >> 16) & 0x1FFF)
#define FACILITY_WIN32 7
#define FACILITY_FWP   50
#define HRESULT_FROM_WIN32(x) \
    ((HRESULT)(x) <= 0 ? (HRESULT)(x) : (HRESULT)(((x) & 0xFFFF) | (FACILITY_WIN32 << 16) | 0x80000000))

/* --- Win32 -------------------------------------------------------------------------------------------------------- */
#define RPC_S_OK                                     0L
#define ERROR_SUCCESS                                0L
#define NO_ERROR                                     0L
#define ERROR_INVALID_FUNCTION                       1L
#define ERROR_FILE_NOT_FOUND                         2L
#define ERROR_PATH_NOT_FOUND                         3L
#define ERROR_TOO_MANY_OPEN_FILES                    4L
#define ERROR_ACCESS_DENIED                          5L
#define ERROR_INVALID_HANDLE                         6L
#define ERROR_NOT_ENOUGH_MEMORY                      8L
#define ERROR_INVALID_DATA                           13L
#define ERROR_OUTOFMEMORY                            14L
#define ERROR_NO_MORE_FILES                          18L
#define ERROR_WRITE_PROTECT                          19L
#define ERROR_BAD_COMMAND                            22L
#define ERROR_BAD_LENGTH                             24L
#define ERROR_GEN_FAILURE                            31L
#define ERROR_SHARING_VIOLATION                      32L
#define ERROR_LOCK_VIOLATION                         33L
#define ERROR_HANDLE_EOF                             38L
#define ERROR_NOT_SUPPORTED                          50L
#define ERROR_FILE_EXISTS                            80L
#define ERROR_INVALID_PARAMETER                      87L
#define ERROR_BROKEN_PIPE                            109L
#define ERROR_BUFFER_OVERFLOW                        111L
#define ERROR_DISK_FULL                              112L
#define ERROR_CALL_NOT_IMPLEMENTED                   120L
#define ERROR_SEM_TIMEOUT                            121L
#define ERROR_INSUFFICIENT_BUFFER                    122L
#define ERROR_INVALID_NAME                           123L
#define ERROR_MOD_NOT_FOUND                          126L
#define ERROR_PROC_NOT_FOUND                         127L
#define ERROR_DIR_NOT_EMPTY                          145L
#define ERROR_BAD_ARGUMENTS                          160L
#define ERROR_BUSY                                   170L
#define ERROR_ALREADY_EXISTS                         183L
#define ERROR_ENVVAR_NOT_FOUND                       203L
#define ERROR_FILENAME_EXCED_RANGE                   206L
#define ERROR_NO_DATA                                232L
#define ERROR_MORE_DATA                              234L
#define WAIT_TIMEOUT                                 258L
#define ERROR_NO_MORE_ITEMS                          259L
#define ERROR_DIRECTORY                              267L
#define ERROR_NOT_OWNER                              288L
#define ERROR_TOO_MANY_POSTS                         298L
#define ERROR_MR_MID_NOT_FOUND                       317L
#define ERROR_INVALID_ADDRESS                        487L
#define ERROR_ARITHMETIC_OVERFLOW                    534L
#define ERROR_PIPE_CONNECTED                         535L
#define ERROR_OPERATION_ABORTED                      995L
#define ERROR_IO_INCOMPLETE                          996L
#define ERROR_IO_PENDING                             997L
#define ERROR_INVALID_FLAGS                          1004L
#define ERROR_NO_TOKEN                               1008L
#define ERROR_INVALID_SERVICE_CONTROL                1052L
#define ERROR_SERVICE_ALREADY_RUNNING                1056L
#define ERROR_SERVICE_DOES_NOT_EXIST                 1060L
#define ERROR_SERVICE_CANNOT_ACCEPT_CTRL             1061L
#define ERROR_SERVICE_NOT_ACTIVE                     1062L
#define ERROR_FAILED_SERVICE_CONTROLLER_CONNECT      1063L
#define ERROR_SERVICE_MARKED_FOR_DELETE              1072L
#define ERROR_SERVICE_EXISTS                         1073L
#define ERROR_NO_UNICODE_TRANSLATION                 1113L
#define ERROR_SHUTDOWN_IN_PROGRESS                   1115L
#define ERROR_NOT_FOUND                              1168L
#define ERROR_CANCELLED                              1223L
#define ERROR_NETWORK_UNREACHABLE                    1231L
#define ERROR_NOT_ALL_ASSIGNED                       1300L
#define ERROR_UNKNOWN_REVISION                       1305L
#define ERROR_NO_SUCH_PRIVILEGE                      1313L
#define ERROR_PRIVILEGE_NOT_HELD                     1314L
#define ERROR_NONE_MAPPED                            1332L
#define ERROR_INVALID_ACL                            1336L
#define ERROR_INVALID_SID                            1337L
#define ERROR_INVALID_SECURITY_DESCR                 1338L
#define ERROR_BAD_INHERITANCE_ACL                    1340L
#define ERROR_ALLOTTED_SPACE_EXCEEDED                1344L
#define ERROR_BAD_VALIDATION_CLASS                   1348L
#define ERROR_NO_SECURITY_ON_OBJECT                  1350L
#define ERROR_INTERNAL_ERROR                         1359L
#define ERROR_BAD_DESCRIPTOR_FORMAT                  1361L
#define ERROR_TIMEOUT                                1460L
#define ERROR_FUNCTION_FAILED                        1627L
#define ERROR_UNSUPPORTED_TYPE                       1630L
#define RPC_S_INVALID_STRING_UUID                    1705L
#define RPC_S_SERVER_UNAVAILABLE                     1722L
#define RPC_S_CALL_FAILED                            1726L
#define RPC_S_UUID_LOCAL_ONLY                        1824L
#define ERROR_BAD_USERNAME                           2202L
#define ERROR_OBJECT_ALREADY_EXISTS                  5010L
#define ERROR_INVALID_STATE                          5023L

/* --- HRESULT ------------------------------------------------------------------------------------------------------ */
#define S_OK                                         ((HRESULT)0x00000000L)
#define S_FALSE                                      ((HRESULT)0x00000001L)
#define E_NOTIMPL                                    ((HRESULT)0x80004001L)
#define E_NOINTERFACE                                ((HRESULT)0x80004002L)
#define E_POINTER                                    ((HRESULT)0x80004003L)
#define E_ABORT                                      ((HRESULT)0x80004004L)
#define E_FAIL                                       ((HRESULT)0x80004005L)
#define E_UNEXPECTED                                 ((HRESULT)0x8000FFFFL)
#define E_ACCESSDENIED                               ((HRESULT)0x80070005L)
#define E_HANDLE                                     ((HRESULT)0x80070006L)
#define E_OUTOFMEMORY                                ((HRESULT)0x8007000EL)
#define REGDB_E_CLASSNOTREG                          ((HRESULT)0x80040154L)
#define E_INVALIDARG                                 ((HRESULT)0x80070057L)

#include "openwfp_errors.h"

#endif
