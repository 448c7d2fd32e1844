/* Open files of a program. Any thread. */
#ifndef WFP_API_UM_FILE_H
#define WFP_API_UM_FILE_H

#include "api_um/handle.h"

struct um_device; /* device.h */

struct file {
    struct um_object base;
    int              fd;              /* immutable after publish */
    bool             owned;           /* the same; the standard streams are not */
    char            *delete_on_close; /* the same; a path, or NULL */
    struct um_device *device;         /* the same; a driver's device, and no descriptor; or NULL */
};

/* Takes the descriptor (when owned) and the path; NULL with the last error, and both are gone. */
HANDLE um_file_new(int fd, bool owned, char *delete_on_close);
/* NULL with ERROR_INVALID_HANDLE. */
struct file *um_file_get(HANDLE handle);
void         um_file_put(struct file *f);

#endif
