/* What a gateway says to the host that it guards in the place of an error code: its application called connect() or send(), and a
 * filter at ALE_AUTH_CONNECT blocked it. Windows returns WSAEACCES then; here the application is on the other side of a wire. */
#ifndef WFP_HOST_GATEWAY_ANSWER_H
#define WFP_HOST_GATEWAY_ANSWER_H

#include "base/buffer.h"
#include "shim/context.h"

/* Whether the walk of a frame of the host's ends an application's call. */
bool answer_is_due(const struct pkt_ctx *walk);
/* The frame that says so, from where the packet was to go. False: nothing is said (CHOICE_GATEWAY_CONNECT_DENIAL), or no memory. */
bool answer_write(const struct pkt_ctx *walk, struct buffer *out);

#endif
