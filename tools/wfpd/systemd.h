/* What systemd hands down and wants to hear, without its library: a listening socket (LISTEN_FDS) and states (NOTIFY_SOCKET).
 * */
#ifndef WFP_TOOLS_WFPD_SYSTEMD_H
#define WFP_TOOLS_WFPD_SYSTEMD_H

#include <stdbool.h>

/* *fd is -1 when none was handed to this process. false: more than one was. The variables are taken out of the environment. */
bool systemd_socket(int *fd);
/* "READY=1", "STOPPING=1"; does nothing when nobody asked for it. */
void systemd_notify(const char *state);

#endif
