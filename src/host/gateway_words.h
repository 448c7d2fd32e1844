/* A gateway or a forwarder as people write it (docs/gateway.md): in wfpd's settings, to `wfp gateway add`, to `wfp run`.
 *
 *   gateway IN OUT [netns=NAME|PID] [local=ADDR[/LEN]]...
 *   forward PORT PORT... address=PORT=ADDR/LEN... [route=PREFIX/LEN=ADDR]... [group-fragments[=4|6]] */
#ifndef WFP_HOST_GATEWAY_WORDS_H
#define WFP_HOST_GATEWAY_WORDS_H

#include "host/gateway.h"
#include "host/port_loop.h"
#include "host/router.h"

#define GATEWAY_WORDS_WHY  512
#define GATEWAY_WORDS_ROOM 16384u

/* All zero to begin with. Its texts are in its room: it stays where it is. */
struct gateway_words {
    bool                  forwards;
    const char           *ports[PORT_LOOP_MAX]; /* as port/port.h opens them */
    unsigned              port_count;
    const char           *netns; /* NULL: none is named */
    const char           *local[GATEWAY_LOCAL_MAX];
    unsigned              local_count;
    struct router_address addresses[ROUTER_ADDRESSES];
    unsigned              address_count;
    struct router_route   routes[ROUTER_ROUTES];
    unsigned              route_count;
    bool                  groups[FAMILY_COUNT];
    size_t                used;
    char                  room[GATEWAY_WORDS_ROOM];
};

/* All fail with one line in `why`. The ports come first. */
bool gateway_words_ports(struct gateway_words *w, bool forwards, const char *const *ports, unsigned count,
                         char why[GATEWAY_WORDS_WHY]);
/* netns, local, address, route or group-fragments; `value` "" or NULL: it has none. */
bool gateway_words_add(struct gateway_words *w, const char *key, const char *value, char why[GATEWAY_WORDS_WHY]);
/* Nothing that it needs is missing. */
bool gateway_words_whole(const struct gateway_words *w, char why[GATEWAY_WORDS_WHY]);
/* The words of a command, as above, so far; and when there are no more of them. */
bool gateway_words_take(struct gateway_words *w, const char *const *words, unsigned count, char why[GATEWAY_WORDS_WHY]);
bool gateway_words_read(struct gateway_words *w, const char *const *words, unsigned count, char why[GATEWAY_WORDS_WHY]);

#endif
