/* Transport endpoints: what a socket is to the stack. Made when an application opens a socket, or when a connection arrives at a
 * listening one; WFP sees them as transportEndpointHandle (C-088) and asks ALE's layers in their name. The table stands on this
 * floor, because drivers enumerate endpoints as well as shims look for them.
 *
 * Owner thread: that which walks packets makes, changes and frees endpoints, and looks them up without the lock. Every other
 * thread holds endpoint_table_lock() while it looks; the owner thread holds it only while the table's links change. */
#ifndef WFP_CALLOUT_ENDPOINT_H
#define WFP_CALLOUT_ENDPOINT_H

#include "base/status.h"
#include "model/name.h"
#include "pkt/headers.h"

struct token;            /* security/access.h */
struct redirect_state;   /* shim/redirect.h */
struct callout_registry; /* callout/registry.h */
struct socket_run;       /* shim/socket.c */

/* Who owns a local port, as far as it is known. */
struct endpoint_identity {
    const struct name  *app;  /* ALE_APP_ID; NULL: unknown */
    const struct token *user; /* NULL: unknown */
};

enum endpoint_state {
    ENDPOINT_OPEN,       /* has no local port yet */
    ENDPOINT_BOUND,
    ENDPOINT_LISTENING,
    ENDPOINT_CONNECTING, /* authorized, or waiting for that; the handshake is not over */
    ENDPOINT_CONNECTED,  /* TCP: established; others: connect() fixed the peer (G-027) */
    ENDPOINT_CLOSING,    /* closed by its application; its connection ends, its port is still taken */
};

struct endpoint {
    uint64_t            handle; /* 1 or more; of no other endpoint, ever */
    uint64_t            parent; /* handle of the listening endpoint that it came from; 0: none */
    uint8_t             protocol; /* 0: every protocol (raw) */
    uint8_t             family;   /* enum family of the socket */
    uint8_t             state;    /* enum endpoint_state */
    bool                dual;     /* a v6 socket that takes v4 peers too */
    bool                raw, wildcard_address, wildcard_port;
    bool                header_included; /* raw: what it sends begins with the IP header (IP_HDRINCL) */
    uint8_t             assigned;   /* how often RESOURCE_ASSIGNMENT permitted: as many RESOURCE_RELEASE follow (C-086) */
    bool                authorized; /* AUTH_CONNECT or AUTH_RECV_ACCEPT permitted its connection (C-087) */
    bool                closure_told; /* ENDPOINT_CLOSURE was asked */
    bool                over;       /* its connection has ended */
    struct ip_addr      local, remote; /* remote.family FAMILY_NONE: none */
    uint16_t            local_port, remote_port;
    uint32_t            promiscuous; /* SIO_RCVALL and the like; 0: none */
    uint32_t            compartment, interface_index;
    uint64_t            process_id; /* 0: unknown */
    const uint16_t     *process_path; /* UTF-16, NUL-terminated; NULL: unknown */
    struct endpoint_identity identity; /* borrowed from the process, which outlives it */
    uint32_t            syn_seq;    /* of the SYN that it will send */
    struct redirect_state *redirect; /* owned by shim/redirect.c; NULL: never redirected */
    struct socket_run  *wait;  /* the call that a callout holds; NULL: none */
    void               *owner; /* the host's socket */
    struct endpoint    *port_next, *handle_next, *newer, *older; /* the table's */
};

struct endpoint_table;

MUST_CHECK enum wfp_status endpoint_table_new(struct endpoint_table **out);
/* Ends what is left in it. */
void endpoint_table_free(struct endpoint_table *t);
void endpoint_table_lock(struct endpoint_table *t);
void endpoint_table_unlock(struct endpoint_table *t);

/* For drivers: the table of the host that walks; NULL: there are no endpoints (a capture shows none). */
void                   callout_registry_set_endpoints(struct callout_registry *r, struct endpoint_table *t);
struct endpoint_table *callout_registry_endpoints(struct callout_registry *r);

/* A zeroed endpoint in the state ENDPOINT_OPEN with a handle of its own; WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status endpoint_new(struct endpoint_table *t, uint8_t protocol, enum family family, struct endpoint **out);
void endpoint_free(struct endpoint_table *t, struct endpoint *e);
/* Gives it another local port; it is found under it from now on. */
void endpoint_set_port(struct endpoint_table *t, struct endpoint *e, uint16_t port);

struct endpoint *endpoint_find_handle(struct endpoint_table *t, uint64_t handle);
/* Who takes a packet: the connected endpoint of both sides, else the one bound to the local address, else to any address; NULL:
 * nobody. Raw endpoints take no packet from others. */
struct endpoint *endpoint_find(struct endpoint_table *t, uint8_t protocol, const struct ip_addr *local, uint16_t local_port,
                               const struct ip_addr *remote, uint16_t remote_port);
/* Whether the local port is taken on the address (unspecified: on any). */
bool endpoint_is_taken(struct endpoint_table *t, uint8_t protocol, const struct ip_addr *local, uint16_t port);
/* All of them, oldest first: NULL begins. */
struct endpoint *endpoint_next(struct endpoint_table *t, const struct endpoint *after);

#endif
