/* Takes what arrives at an interface away from the host's own stack, behind the packet sockets: two instructions of eBPF at the
 * interface's tcx hook, which vanish with the descriptor, so also when the program dies. Private to port/. */
#ifndef WFP_PORT_INGRESS_DROP_H
#define WFP_PORT_INGRESS_DROP_H

#include <stdint.h>

/* The link, to be closed; -1: errno tells. */
int ingress_drop_attach(uint32_t index);

#endif
