/* Which files a process may load as callout modules. A module runs with all that the process may do, so a process with rights
 * beyond its user's (root, or any capability) loads only what nobody but root can change: root owns the file and every folder
 * up to /, and nobody else can write any of them; or somebody names the file, or a folder above it, with --trust. A process
 * without such rights loads what it likes: its user could run that code anyway. */
#ifndef WFP_HOST_TRUST_H
#define WFP_HOST_TRUST_H

#include <limits.h>
#include <stdbool.h>

#include "base/status.h"

#define TRUST_ERROR_SIZE 1024

struct trust_policy {
    const char *const *paths; /* --trust; borrowed. One that does not exist trusts nothing */
    unsigned           count;
    bool               strict; /* trust_is_strict(); tests say it */
};

/* Has this process rights beyond its user's? Before anything is dropped. */
bool trust_is_strict(void);

/* `real` is what is to be loaded: the file behind every symbolic link, so that what was looked at is what is loaded. On failure
 * `why` is one line: path, what is wrong, how to mend it. WFP_NOT_FOUND; WFP_ACCESS_DENIED: others could change it. */
MUST_CHECK enum wfp_status trust_resolve(const struct trust_policy *policy, const char *path, char real[PATH_MAX],
                                         char why[TRUST_ERROR_SIZE]);

#endif
