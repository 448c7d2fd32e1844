/* Services of this machine, as a provider names them. */
#ifndef WFP_HOST_SERVICE_H
#define WFP_HOST_SERVICE_H

#include <stdbool.h>

/* Whether systemd or the older init scripts start it by themselves: it is enabled. `context` is not used. */
bool service_starts(void *context, const char *service);

#endif
