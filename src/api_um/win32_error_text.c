/* The sentences of Win32, Winsock and COM errors, in our own words. Those of the platform stand in schema/errors.toml and are asked
 * of base/status, which knows most of the others as well; these here are what programs meet besides. */
#include "api_um/error_text.h"

#include <winsock2.h>

static const struct {
    DWORD       code;
    const char *sentence;
} texts[] = {
    { ERROR_SUCCESS, "The operation was successful." },
    { ERROR_INVALID_FUNCTION, "The object does not know this function." },
    { ERROR_FILE_NOT_FOUND, "There is no file or device of this name." },
    { ERROR_PATH_NOT_FOUND, "There is no such folder." },
    { ERROR_TOO_MANY_OPEN_FILES, "The process has as many open files as it may." },
    { ERROR_ACCESS_DENIED, "Access is denied." },
    { ERROR_INVALID_HANDLE, "The handle is not valid." },
    { ERROR_NOT_ENOUGH_MEMORY, "There is not enough memory." },
    { ERROR_INVALID_DATA, "The data is not valid." },
    { ERROR_OUTOFMEMORY, "There is no memory left." },
    { ERROR_NO_MORE_FILES, "There are no more files." },
    { ERROR_WRITE_PROTECT, "The medium is write-protected." },
    { ERROR_BAD_LENGTH, "The length does not fit the call." },
    { ERROR_GEN_FAILURE, "The system reported a failure of no better name." },
    { ERROR_SHARING_VIOLATION, "Another process has the file open." },
    { ERROR_HANDLE_EOF, "The end of the file was reached." },
    { ERROR_NOT_SUPPORTED, "This is not supported." },
    { ERROR_FILE_EXISTS, "The file exists." },
    { ERROR_INVALID_PARAMETER, "A parameter is wrong." },
    { ERROR_BROKEN_PIPE, "The other end of the pipe is closed." },
    { ERROR_BUFFER_OVERFLOW, "The name or the data does not fit." },
    { ERROR_DISK_FULL, "The disk is full." },
    { ERROR_CALL_NOT_IMPLEMENTED, "This function does not exist here." },
    { ERROR_INSUFFICIENT_BUFFER, "The buffer is too small." },
    { ERROR_INVALID_NAME, "The name is not well-formed." },
    { ERROR_MOD_NOT_FOUND, "There is no such library." },
    { ERROR_PROC_NOT_FOUND, "The library has no such function." },
    { ERROR_DIR_NOT_EMPTY, "The folder is not empty." },
    { ERROR_BUSY, "The object is in use." },
    { ERROR_ALREADY_EXISTS, "An object of this name exists already." },
    { ERROR_ENVVAR_NOT_FOUND, "There is no environment variable of this name." },
    { ERROR_FILENAME_EXCED_RANGE, "The file name is too long." },
    { ERROR_NO_DATA, "There is nothing to read." },
    { ERROR_MORE_DATA, "There is more data than fits." },
    { WAIT_TIMEOUT, "The time to wait is over." },
    { ERROR_NO_MORE_ITEMS, "There are no more items." },
    { ERROR_NOT_OWNER, "The mutex belongs to another thread." },
    { ERROR_TOO_MANY_POSTS, "The semaphore would count beyond its limit." },
    { ERROR_MR_MID_NOT_FOUND, "There is no message of this number." },
    { ERROR_INVALID_ADDRESS, "The address is not valid." },
    { ERROR_OPERATION_ABORTED, "The operation was ended before it was done." },
    { ERROR_IO_PENDING, "The operation goes on." },
    { ERROR_NO_TOKEN, "The thread has no token of its own." },
    { ERROR_SERVICE_DOES_NOT_EXIST, "There is no service of this name." },
    { ERROR_SERVICE_NOT_ACTIVE, "The service is not running." },
    { ERROR_SERVICE_EXISTS, "The service exists already." },
    { ERROR_FAILED_SERVICE_CONTROLLER_CONNECT, "The program was not started by a service manager." },
    { ERROR_NO_UNICODE_TRANSLATION, "The bytes are no text in this encoding." },
    { ERROR_NOT_FOUND, "There is no such element." },
    { ERROR_CANCELLED, "The user ended the operation." },
    { ERROR_NOT_ALL_ASSIGNED, "The token holds not all of the privileges." },
    { ERROR_UNKNOWN_REVISION, "The revision is not known." },
    { ERROR_NO_SUCH_PRIVILEGE, "There is no such privilege." },
    { ERROR_PRIVILEGE_NOT_HELD, "The caller lacks a privilege." },
    { ERROR_NONE_MAPPED, "There is no account for this name or SID." },
    { ERROR_INVALID_ACL, "The access control list is not well-formed." },
    { ERROR_INVALID_SID, "The SID is not well-formed." },
    { ERROR_INVALID_SECURITY_DESCR, "The security descriptor is not well-formed." },
    { ERROR_ALLOTTED_SPACE_EXCEEDED, "The list has no room for another entry." },
    { ERROR_TIMEOUT, "The time for the operation is over." },
    { RPC_S_INVALID_STRING_UUID, "The text is no UUID." },
    { RPC_S_SERVER_UNAVAILABLE, "The server does not answer." },
    { RPC_S_CALL_FAILED, "The server went away during the call." },
    { WSAEINTR, "A blocking call was ended." },
    { WSAEBADF, "The socket is not valid." },
    { WSAEACCES, "The socket may not do this." },
    { WSAEFAULT, "An address given to the socket call is not valid." },
    { WSAEINVAL, "A value given to the socket call is not valid." },
    { WSAEMFILE, "The process has as many sockets as it may." },
    { WSAEWOULDBLOCK, "The socket would have to wait." },
    { WSAEINPROGRESS, "A blocking call is going on." },
    { WSAEALREADY, "The socket is connecting already." },
    { WSAENOTSOCK, "This is no socket." },
    { WSAEDESTADDRREQ, "An address to send to is needed." },
    { WSAEMSGSIZE, "The datagram does not fit." },
    { WSAEPROTOTYPE, "The protocol does not fit the type of socket." },
    { WSAENOPROTOOPT, "The socket has no such option." },
    { WSAEPROTONOSUPPORT, "The protocol is not supported." },
    { WSAESOCKTNOSUPPORT, "The type of socket is not supported." },
    { WSAEOPNOTSUPP, "The socket does not support this." },
    { WSAEAFNOSUPPORT, "The address family is not supported or does not fit." },
    { WSAEADDRINUSE, "The address is in use." },
    { WSAEADDRNOTAVAIL, "The address is none of this machine." },
    { WSAENETDOWN, "The network is down." },
    { WSAENETUNREACH, "The network cannot be reached." },
    { WSAENETRESET, "The network dropped the connection." },
    { WSAECONNABORTED, "The connection was given up on this machine." },
    { WSAECONNRESET, "The other side ended the connection." },
    { WSAENOBUFS, "There are no buffers left for the socket." },
    { WSAEISCONN, "The socket is connected already." },
    { WSAENOTCONN, "The socket is not connected." },
    { WSAESHUTDOWN, "This direction of the socket was shut down." },
    { WSAETIMEDOUT, "The other side did not answer in time." },
    { WSAECONNREFUSED, "The other side refused the connection." },
    { WSAEHOSTDOWN, "The other machine is down." },
    { WSAEHOSTUNREACH, "There is no route to the other machine." },
    { WSANOTINITIALISED, "WSAStartup was not called." },
    { WSAVERNOTSUPPORTED, "This version of Winsock is not supported." },
    { WSAHOST_NOT_FOUND, "There is no host of this name." },
    { WSATRY_AGAIN, "The name server did not answer; try again." },
    { WSANO_RECOVERY, "The name server reported an error." },
    { WSANO_DATA, "The name has no address of this kind." },
    { (DWORD)E_NOTIMPL, "This is not implemented." },
    { (DWORD)E_NOINTERFACE, "The object has no such interface." },
    { (DWORD)E_FAIL, "The call failed." },
    { (DWORD)REGDB_E_CLASSNOTREG, "The class is not registered." },
    { (DWORD)CO_E_NOTINITIALIZED, "CoInitialize was not called." },
};

static const char *find(DWORD code)
{
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        if (texts[i].code == code)
            return texts[i].sentence;
    for (int i = WFP_OK; i < WFP_STATUS_COUNT; i++)
        if (status_rows[i].win32 == code || status_rows[i].ntstatus == code)
            return status_rows[i].sentence;
    return NULL;
}

const char *um_error_text(DWORD code)
{
    const char *found = find(code);
    if (!found && HRESULT_FACILITY(code) == FACILITY_WIN32 && (code & 0x80000000))
        found = find(HRESULT_CODE(code));
    return found;
}
