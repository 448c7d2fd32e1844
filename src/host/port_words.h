/* A port of a virtual switch as people write it (docs/run.md):
 *
 *   DEVICE[,name=TEXT][,id=N][,type=external|internal|synthetic|emulated][,vlan=N | ,trunk=LIST[:native=N] |
 *         ,pvlan=isolated:PRIMARY:SECONDARY | community:PRIMARY:SECONDARY | promiscuous:PRIMARY:LIST]
 *         [,vm=NAME][,mac=XX:XX:XX:XX:XX:XX][,tenant=N][,mtu=N]
 *
 * DEVICE is what port/port.h opens; a LIST is 10-20+30. */
#ifndef WFP_HOST_PORT_WORDS_H
#define WFP_HOST_PORT_WORDS_H

#include "host/live.h"

#define PORT_SPEC_SIZE 256

/* port->spec is `spec` then. False: `why` is one line that begins with the word. */
bool port_words_read(const char *text, struct live_port *port, char spec[PORT_SPEC_SIZE], char why[LIVE_ERROR_SIZE]);

#endif
