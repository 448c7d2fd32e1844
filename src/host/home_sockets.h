/* What a gateway knows of the sockets of the host that it guards: who takes a packet there, and whose it is. With its namespace the
 * kernel is asked; without, what the host answers is remembered: a reset or "port unreachable" speaks for a few seconds. Owner
 * thread: the one that walks; what the host answered is remembered for all of them. */
#ifndef WFP_HOST_HOME_SOCKETS_H
#define WFP_HOST_HOME_SOCKETS_H

#include <pthread.h>

#include "callout/endpoint.h"
#include "host/netlink.h"
#include "pkt/headers.h"

#include "host/note.h"

#define HOME_ANSWERS 1024u

/* What the host answered last at an endpoint. Written by one thread at a time (`lock`), read by any without it. */
struct home_answers {
    pthread_mutex_t lock;
    struct note     of[HOME_ANSWERS];
};

struct home_sockets;

/* `netns` NULL: what is known is learned, and stands in `answers`, which are borrowed. */
MUST_CHECK enum wfp_status home_sockets_new(const char *netns, struct home_answers *answers, struct home_sockets **out,
                                            char error[NETNS_ERROR_SIZE]);
void home_sockets_free(struct home_sockets *s);

/* The packet that is walked next, so that the kernel can be asked for its very socket; NULL: of none that is known. */
void home_sockets_packet(struct home_sockets *s, const struct headers *h, bool inbound, uint64_t now_ns);
/* The host sent this: an answer says what it takes. */
void home_sockets_sent(struct home_sockets *s, const struct headers *h, uint64_t now_ns);

/* As struct shim_world wants it. */
bool home_sockets_refuse(struct home_sockets *s, uint8_t protocol, const struct ip_addr *local, uint16_t port);
bool home_sockets_listen(struct home_sockets *s, uint8_t protocol, const struct ip_addr *local, uint16_t port);
const struct endpoint_identity *home_sockets_identity(struct home_sockets *s, uint8_t protocol, uint16_t local_port);

#endif
