#include "host/service.h"

#include <glob.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

static bool exists(const char *root, const char *pattern, const char *service)
{
    char   path[512];
    glob_t found;
    int    size = snprintf(path, sizeof(path), "%s", root);
    if (size >= (int)sizeof(path))
        return false;
    size_t left = sizeof(path) - (size_t)size;
    if (snprintf(path + size, left, pattern, service) >= (int)left)
        return false;
    bool any = glob(path, GLOB_NOSORT, NULL, &found) == 0;
    globfree(&found);
    return any;
}

/* The name goes into a pattern: whatever could mean more there is no service's name. */
static bool is_plain(const char *service)
{
    return service[0] && !strpbrk(service, "/*?[]{}~\\%");
}

bool service_starts(void *context, const char *service)
{
    static const char *const places[] = {
        "/etc/systemd/system/*.wants/%s.service",
        "/etc/systemd/system/*.requires/%s.service",
        "/lib/systemd/system/*.wants/%s.service",
        "/usr/lib/systemd/system/*.wants/%s.service",
        "/etc/rc[2345].d/S??%s",
    };
    const char *root = context;
    for (size_t i = 0; is_plain(service) && i < sizeof(places) / sizeof(places[0]); i++)
        if (exists(root ? root : "", places[i], service))
            return true;
    return false;
}
