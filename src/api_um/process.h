/* Processes, for the files that ask about them. Any thread. */
#ifndef WFP_API_UM_PROCESS_H
#define WFP_API_UM_PROCESS_H

#include <limits.h>
#include <sys/types.h>

#include "api_um/handle.h"

/* The number of the process that the handle stands for; false with ERROR_INVALID_HANDLE. */
bool um_process_id(HANDLE process, pid_t *pid);
/* The path of its program; false with the last error set. */
bool um_process_image(pid_t pid, char out[PATH_MAX]);

#endif
