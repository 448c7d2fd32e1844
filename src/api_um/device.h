/* Devices of drivers that a program has open: CreateFile("\\\\.\\NAME"), requests, their end. The driver runs in another
 * process, the one whose socket OPENWFP_SOCKET names; buffers travel there and back. Any thread. */
#ifndef WFP_API_UM_DEVICE_H
#define WFP_API_UM_DEVICE_H

#include "api_um/border.h"

struct um_device;

struct um_transfer {
    DWORD         kind; /* the major function: 3 read, 4 write, 14 control */
    DWORD         code;
    const void   *in;
    DWORD         in_size;
    void         *out;
    DWORD         out_size;
    LPDWORD       count; /* may be NULL */
    LPOVERLAPPED  overlapped; /* may be NULL */
};

/* NULL with the last error. */
struct um_device *um_device_open(LPCWSTR name, DWORD access, DWORD share, DWORD flags);
/* Like the function behind it: FALSE with the last error. */
BOOL um_device_transfer(struct um_device *d, const struct um_transfer *t);
/* Whether no request is under way. With the lock of wait.h. */
bool um_device_idle(const struct um_device *d);
/* Requests of a thread (0: of all), and of one OVERLAPPED (NULL: of any). FALSE with ERROR_NOT_FOUND when there is none. */
BOOL um_device_cancel(struct um_device *d, DWORD thread, const OVERLAPPED *which);
/* Its last handle is closed. */
void um_device_close(struct um_device *d);
void um_device_free(struct um_device *take);

#endif
