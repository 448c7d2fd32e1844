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
#define ERROR_ACCESS_DENIED                          5L
#define ERROR_INVALID_HANDLE                         6L
#define ERROR_NOT_ENOUGH_MEMORY                      8L
#define ERROR_INVALID_DATA                           13L
#define ERROR_OUTOFMEMORY                            14L
#define ERROR_BAD_COMMAND                            22L
#define ERROR_GEN_FAILURE                            31L
#define ERROR_SHARING_VIOLATION                      32L
#define ERROR_LOCK_VIOLATION                         33L
#define ERROR_NOT_SUPPORTED                          50L
#define ERROR_INVALID_PARAMETER                      87L
#define ERROR_BUFFER_OVERFLOW                        111L
#define ERROR_CALL_NOT_IMPLEMENTED                   120L
#define ERROR_SEM_TIMEOUT                            121L
#define ERROR_INSUFFICIENT_BUFFER                    122L
#define ERROR_MOD_NOT_FOUND                          126L
#define ERROR_PROC_NOT_FOUND                         127L
#define ERROR_BAD_ARGUMENTS                          160L
#define ERROR_BUSY                                   170L
#define ERROR_ALREADY_EXISTS                         183L
#define ERROR_NO_DATA                                232L
#define ERROR_MORE_DATA                              234L
#define ERROR_NO_MORE_ITEMS                          259L
#define ERROR_INVALID_ADDRESS                        487L
#define ERROR_PIPE_CONNECTED                         535L
#define ERROR_OPERATION_ABORTED                      995L
#define ERROR_IO_PENDING                             997L
#define ERROR_NO_TOKEN                               1008L
#define ERROR_INVALID_SERVICE_CONTROL                1052L
#define ERROR_SERVICE_ALREADY_RUNNING                1056L
#define ERROR_SERVICE_DOES_NOT_EXIST                 1060L
#define ERROR_SERVICE_CANNOT_ACCEPT_CTRL             1061L
#define ERROR_SERVICE_NOT_ACTIVE                     1062L
#define ERROR_SERVICE_MARKED_FOR_DELETE              1072L
#define ERROR_SERVICE_EXISTS                         1073L
#define ERROR_SHUTDOWN_IN_PROGRESS                   1115L
#define ERROR_NOT_FOUND                              1168L
#define ERROR_CANCELLED                              1223L
#define ERROR_NOT_ALL_ASSIGNED                       1300L
#define ERROR_PRIVILEGE_NOT_HELD                     1314L
#define ERROR_NONE_MAPPED                            1332L
#define ERROR_INVALID_SID                            1337L
#define ERROR_INVALID_SECURITY_DESCR                 1338L
#define ERROR_INTERNAL_ERROR                         1359L
#define ERROR_TIMEOUT                                1460L
#define ERROR_FUNCTION_FAILED                        1627L
#define RPC_S_SERVER_UNAVAILABLE                     1722L
#define RPC_S_CALL_FAILED                            1726L
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
#define E_INVALIDARG                                 ((HRESULT)0x80070057L)

#include "openwfp_errors.h"

#endif
