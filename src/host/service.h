/* Services of this machine, as a provider names them. */
#ifndef WFP_HOST_SERVICE_H
#define WFP_HOST_SERVICE_H

#include <stdbool.h>

/* Whether systemd or the older init scripts start it by themselves: it is enabled. `context` is the folder that stands
 * for the root of the file system, a string; NULL: the root itself. */
bool service_starts(void *context, const char *service);

#endif
