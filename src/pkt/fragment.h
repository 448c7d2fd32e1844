/* An IP packet cut into fragments that fit a link: what a host does with a datagram that is too big for one frame. Any thread. */
#ifndef WFP_PKT_FRAGMENT_H
#define WFP_PKT_FRAGMENT_H

#include "base/status.h"
#include "pkt/headers.h"

/* Each fragment in order; its bytes are valid during the call. */
typedef void (*fragment_fn)(void *context, struct bytes fragment);

/* `packet` is whole and begins with its IP header, `id` names its fragments where the header has no place for a name (IPv6).
 * One that fits `mtu` comes as it is. WFP_INVALID_ARGUMENT: no IP packet, or an mtu below 8 bytes of payload. WFP_NO_MEMORY. After an
 * error none was shown. */
MUST_CHECK enum wfp_status fragment_packet(struct bytes packet, uint32_t mtu, uint32_t id, fragment_fn each, void *context);
/* The same for what stands behind a link header, which `mtu` does not count: `each` is shown frames. One for which there is no memory
 * is lost. */
MUST_CHECK enum wfp_status fragment_frame(struct bytes link, struct bytes packet, uint32_t mtu, uint32_t id, fragment_fn each,
                                          void *context);

#endif
