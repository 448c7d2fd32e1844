/* Names of devices and symbolic links, compared without case. */
#ifndef WFP_NT_DEVICE_H
#define WFP_NT_DEVICE_H

#include <stdbool.h>

#include "base/status.h"

struct driver;
struct nt_system;

enum { NT_NAME_MAX = 260 }; /* bytes of UTF-8, with the NUL */

/* `device` is memory of malloc(), freed when the driver leaks it. `name` may be NULL: a device that cannot be opened
 * by name. WFP_ALREADY_EXISTS. */
MUST_CHECK enum wfp_status nt_device_add(struct nt_system *nt, void *device, const char *name);
bool nt_device_remove(struct nt_system *nt, void *device);
/* The device of that name, or that a symbolic link of that name leads to. */
void *nt_device_find(struct nt_system *nt, const char *name);

MUST_CHECK enum wfp_status nt_symlink_add(struct nt_system *nt, const char *link, const char *target);
/* False: there is none, which is reported. */
bool nt_symlink_remove(struct nt_system *nt, const char *link);

/* A driver leaked this device or link: its name is free again. */
void nt_named_forget(struct nt_system *nt, const void *device_or_link);

#endif
