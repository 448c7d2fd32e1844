/* Names of devices and symbolic links, compared without case, and who has a device open.
 *
 * \DosDevices\X, \??\X, \GLOBAL??\X and each with Global\ before X are one name: programs write \\.\X for it. */
#ifndef WFP_NT_DEVICE_H
#define WFP_NT_DEVICE_H

#include <stdbool.h>

#include "base/status.h"

struct driver;
struct nt_system;

enum { NT_NAME_MAX = 260 }; /* bytes of UTF-8, with the NUL */

/* `device` is memory of malloc(), freed when it is removed and nobody has it open, or when the driver leaks it. `name` may be
 * NULL: a device that cannot be opened by name. WFP_ALREADY_EXISTS. */
MUST_CHECK enum wfp_status nt_device_add(struct nt_system *nt, void *device, const char *name);
/* Its name is free at once, its memory when the last who has it open is gone. False, with a report: no such device. */
bool nt_device_remove(struct nt_system *nt, void *device);

/* Who may open the device: an SDDL text. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status nt_device_protect(struct nt_system *nt, void *device, const char *sddl);

struct nt_opened {
    void    *device;
    unsigned others;             /* who have it open too */
    char     rest[NT_NAME_MAX];  /* of the name, behind the device's: empty or "\..." */
    char    *sddl;               /* NULL: not protected; the caller's, of malloc() */
};

/* The device of that name, of a symbolic link of that name, or of the beginning of the name. It stays until nt_device_close().
 * WFP_NOT_FOUND, WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status nt_device_open(struct nt_system *nt, const char *name, struct nt_opened *out);
void nt_device_close(struct nt_system *nt, void *device);

MUST_CHECK enum wfp_status nt_symlink_add(struct nt_system *nt, const char *link, const char *target);
/* False: there is none, which is reported. */
bool nt_symlink_remove(struct nt_system *nt, const char *link);

/* A driver leaked this device or link: its name is free again. */
void nt_named_forget(struct nt_system *nt, const void *device_or_link);

#endif
