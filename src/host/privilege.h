/* What the process may do beyond an ordinary one: capabilities (capabilities(7)). After its ports are open a process keeps those
 * that it still needs and can never get more: bounding set, ambient set and no_new_privs go with them, so nothing that it
 * starts has more either. */
#ifndef WFP_HOST_PRIVILEGE_H
#define WFP_HOST_PRIVILEGE_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

#define PRIVILEGE_ERROR_SIZE 256

/* Bits by the numbers of linux/capability.h. */
#define PRIVILEGE(capability) (UINT64_C(1) << (capability))

struct privilege_wish {
    uint64_t    keep; /* PRIVILEGE() of what is still needed; what the process does not have it does not get */
    const char *user; /* to become: a name or a number, with its groups; NULL: stay */
};

/* The capabilities that the calling thread may use or take; 0: an ordinary process, or /proc cannot be read. */
uint64_t privilege_held(void);
/* "CAP_NET_ADMIN, CAP_NET_RAW" or "none"; cut when it does not fit. */
void privilege_text(uint64_t capabilities, char *out, size_t size);

/* Capabilities belong to threads, so this comes before the process starts any: WFP_IN_USE otherwise. Once begun it has no way
 * back: after another error than WFP_IN_USE, WFP_NOT_FOUND (no such user) and WFP_ACCESS_DENIED (only root becomes another
 * user) the process should end. `why` is one line. */
MUST_CHECK enum wfp_status privilege_drop(const struct privilege_wish *wish, char why[PRIVILEGE_ERROR_SIZE]);

#endif
