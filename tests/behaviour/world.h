/* The host that a case describes, as a shim_world: its addresses are HOST, HOST2 and loopback, its MAC is HOST_MAC, its
 * directed broadcast is NETCAST; refused ports, listeners and programs are statements. */
#ifndef WFP_BEHAVIOUR_WORLD_H
#define WFP_BEHAVIOUR_WORLD_H

#include "host/identity.h"
#include "shim/shim.h"

#define WORLD_MAX 16u

struct spot {
    uint8_t        protocol;
    struct ip_addr address;
    uint16_t       port;
};

struct world {
    struct spot         refused[WORLD_MAX], listeners[WORLD_MAX];
    unsigned                refused_count, listener_count;
    struct owner {
        struct ip_addr address;
        struct shim_interface interface;
    } owners[WORLD_MAX];
    unsigned                owner_count;
    bool                    forwards_nothing, groups;
    struct offline_identity apps[WORLD_MAX];
    unsigned                app_count;
    struct identities      *identities;
};

struct run;

/* Statements: "refused tcp HOST 81", "opened tcp HOST 81" (no longer refused), "listener tcp HOST 443",
 * "app 443 /usr/sbin/nginx [S-1-...]". */
void world_refused(struct run *r);
void world_opened(struct run *r);
void world_listener(struct run *r);
void world_app(struct run *r);
/* "owner HOST 3": the interface that an address is assigned to. "forwards nothing": the host is no router. */
void world_owner(struct run *r);
void world_forwards(struct run *r);
/* "groups fragments": routed fragments are grouped. */
void world_groups(struct run *r);

/* Ready for shim_new(). */
struct shim_world world_start(struct run *r);
struct forward_world world_forward(struct run *r);
void              world_fini(struct world *w);

/* Address by name or as text; a failure when it is neither. */
struct ip_addr world_address(struct run *r, const char *text);

#endif
