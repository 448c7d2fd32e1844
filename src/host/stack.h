/* A small machine on a virtual clock: interfaces, applications with sockets, and other hosts that answer by simple rules. Whatever
 * it sends and receives walks through the shims as real frames, and every socket call asks the layers that the stack asks
 * (shim/socket.h). What passes arrives; what does not is lost, and TCP tries again.
 *
 * Owner thread: one works on a stack. Deterministic: the same calls give the same packets at the same times. */
#ifndef WFP_HOST_STACK_H
#define WFP_HOST_STACK_H

#include "callout/endpoint.h"
#include "host/kernel.h"
#include "port/capture.h"

#define STACK_NAME_SIZE  32
#define STACK_START_NS   1767225600000000000ull /* 2026-01-01T00:00:00Z */
#define STACK_WIRE_NS    1000000ull             /* from one host to another */
#define STACK_ERROR_SIZE 256

struct stack;
struct stack_app;
struct stack_socket;

/* How a call ended: 0, or a Winsock error. */
enum stack_result {
    STACK_WAITS = -1, /* it has not returned yet */
    STACK_OK = 0,
    STACK_WSAEACCES = 10013,
    STACK_WSAEINVAL = 10022,
    STACK_WSAEMSGSIZE = 10040,
    STACK_WSAEOPNOTSUPP = 10045,
    STACK_WSAEADDRINUSE = 10048,
    STACK_WSAEADDRNOTAVAIL = 10049,
    STACK_WSAENETUNREACH = 10051,
    STACK_WSAECONNRESET = 10054,
    STACK_WSAENOBUFS = 10055,
    STACK_WSAEISCONN = 10056,
    STACK_WSAENOTCONN = 10057,
    STACK_WSAESHUTDOWN = 10058,
    STACK_WSAETIMEDOUT = 10060,
    STACK_WSAECONNREFUSED = 10061,
};
/* "ok", "waits", "WSAEACCES". Static storage. */
const char *stack_result_name(int result);
/* False: no such name. */
bool stack_result_find(const char *name, int *out);

struct stack_observer {
    void *context;
    /* A socket call has asked layers: `walk` tells which. */
    void (*asked)(void *context, const struct stack_socket *s, const struct pkt_ctx *walk);
    /* A packet has walked. */
    void (*packet)(void *context, const struct capture_packet *p, const struct pkt_ctx *walk);
    /* The same for one that a driver injected; `injection` NULL: one that a callout had held. */
    void (*injected)(void *context, const struct pkt_ctx *walk, const struct injection *injection);
};

struct stack_config {
    struct kernel       *kernel; /* borrowed: rules, callouts, what drivers inject */
    bool                 ethernet; /* frames have Ethernet headers, so that the MAC layers see them */
    bool                 no_forwarding; /* packets for others are dropped, in silence */
    struct stack_observer observer;
    struct shim_observer  classifies; /* of the shim */
};

MUST_CHECK enum wfp_status stack_new(const struct stack_config *config, struct stack **out);
void stack_free(struct stack *s);
struct shim *stack_shim(const struct stack *s);
uint64_t stack_now(const struct stack *s);
bool stack_has_address(const struct stack *s, const struct ip_addr *a);
/* From now on, for what is set before the first packet. */
void stack_set_ethernet(struct stack *s, bool ethernet);
bool stack_is_ethernet(const struct stack *s);
void stack_set_forwards(struct stack *s, bool forwards);

/* --- the machine and its surroundings: WFP_NO_MEMORY, WFP_OUT_OF_BOUNDS when there are too many, WFP_ALREADY_EXISTS -------------- */

MUST_CHECK enum wfp_status stack_interface_add(struct stack *s, const char *name, uint32_t compartment);
MUST_CHECK enum wfp_status stack_address_add(struct stack *s, const char *interface, const struct ip_addr *a, unsigned bits);
/* False: there is no such interface. */
bool stack_interface_set(struct stack *s, const char *name, bool up);
/* `user` a SID text, or NULL. WFP_BAD_DATA: `error` says what is wrong. */
MUST_CHECK enum wfp_status stack_app_add(struct stack *s, const char *name, const char *path, const char *user, uint64_t process,
                                         uint32_t compartment, char error[STACK_ERROR_SIZE]);
struct stack_app *stack_app_find(struct stack *s, const char *name);
const char *stack_app_name(const struct stack_app *a);

/* What another host does with packets. Without a word it refuses: a reset, a port unreachable. */
enum stack_service { SERVICE_LISTENS, SERVICE_ECHOES };
MUST_CHECK enum wfp_status stack_peer_serve(struct stack *s, const struct ip_addr *peer, enum stack_service what, uint8_t protocol,
                                            uint16_t port);
MUST_CHECK enum wfp_status stack_peer_silent(struct stack *s, const struct ip_addr *peer, bool silent);

/* --- sockets ---------------------------------------------------------------------------------------------------------------- */

struct stack_socket_spec {
    const char       *name;
    struct stack_app *app;  /* NULL: a socket of the host `peer` */
    struct ip_addr    peer;
    uint8_t           protocol;
    enum family       family;
    bool              dual, raw, headers; /* headers: what it sends begins with the IP header (IP_HDRINCL) */
};
/* The answer is that of the call; *out is the socket even when the call failed. NULL: no memory. */
struct stack_socket *stack_socket_new(struct stack *s, const struct stack_socket_spec *spec);
struct stack_socket *stack_socket_find(struct stack *s, const char *name);
struct stack *stack_of(const struct stack_socket *k);

/* Each begins the call and gives its result so far: STACK_WAITS when it has not returned. A call that waits goes on while the stack
 * runs. */
int stack_bind(struct stack_socket *k, const struct ip_addr *a, uint16_t port);
int stack_listen(struct stack_socket *k);
int stack_connect(struct stack_socket *k, const struct ip_addr *a, uint16_t port);
int stack_accept(struct stack_socket *k, const char *name);
/* `to` NULL: the connected peer. */
int stack_send(struct stack_socket *k, const struct ip_addr *to, uint16_t port, struct bytes data);
int stack_recv(struct stack_socket *k);
int stack_receive_all(struct stack_socket *k);
/* What a proxy does with the connection that was redirected to it (C-058): its records go to the socket that connects on
 * (SIO_QUERY_WFP_CONNECTION_REDIRECT_RECORDS, SIO_SET_...), and its context, as received data (SIO_QUERY_..._CONTEXT). */
int stack_redirect_records(struct stack_socket *from, struct stack_socket *to);
int stack_redirect_context(struct stack_socket *k);
int stack_shutdown(struct stack_socket *k);
int stack_close(struct stack_socket *k);
int stack_reset(struct stack_socket *k);

int         stack_result(const struct stack_socket *k);
const char *stack_socket_name(const struct stack_socket *k);
const struct stack_app *stack_socket_app(const struct stack_socket *k);
uint8_t     stack_socket_protocol(const struct stack_socket *k);
void        stack_socket_sides(const struct stack_socket *k, struct ip_addr *local, uint16_t *local_port, struct ip_addr *remote,
                               uint16_t *remote_port);
/* What the last stack_recv() gave, and from whom. */
struct bytes stack_received(const struct stack_socket *k, struct ip_addr *from, uint16_t *port);

/* A frame of its own making arrives (an IP packet, without link header). */
void stack_inject_frame(struct stack *s, struct bytes packet);

/* --- time ------------------------------------------------------------------------------------------------------------------- */

/* Runs what is under way; with `until` also the clock, until that socket's call has returned or nothing happens any more. */
void stack_run(struct stack *s, const struct stack_socket *until);
/* Lets time pass. */
void stack_wait(struct stack *s, uint64_t ns);

#endif
