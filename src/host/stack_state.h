/* The inside of the stack. Private to src/host/stack*.c. */
#ifndef WFP_HOST_STACK_STATE_H
#define WFP_HOST_STACK_STATE_H

#include "base/buffer.h"
#include "host/stack.h"
#include "pkt/build.h"
#include "shim/context.h"
#include "shim/socket.h"

#define MAX_INTERFACES 16
#define MAX_ADDRESSES  8
#define MAX_PEERS      64
#define FIRST_FREE_PORT 49152u /* RFC 6335 (G-043) */

struct stack_interface {
    char           name[STACK_NAME_SIZE];
    uint32_t       compartment;
    bool           up;
    struct ip_addr addresses[MAX_ADDRESSES];
    uint8_t        bits[MAX_ADDRESSES];
    unsigned       address_count;
};

struct stack_peer {
    struct ip_addr addr;
    bool           silent;
};

struct stack_app {
    struct stack_app  *next;
    char               name[STACK_NAME_SIZE];
    struct identities *identities; /* of one port: who it is */
    uint64_t           process;
    uint32_t           compartment;
};

enum tcp_state {
    TCP_CLOSED,
    TCP_LISTEN,
    TCP_SYN_SENT,
    TCP_SYN_RECEIVED,
    TCP_ESTABLISHED, /* also while one side has finished: see fin_* */
    TCP_OVER,
};

/* A segment that was sent and not acknowledged. */
struct unacked {
    struct unacked *next;
    uint32_t        seq, size; /* SYN and FIN count one */
    uint8_t         flags;
    struct buffer   data;
};

/* A datagram, or bytes of a stream. */
struct arrived {
    struct arrived *next;
    struct ip_addr  from;
    uint16_t        port;
    struct buffer   data;
};

enum stack_op { OP_NONE, OP_CREATE, OP_BIND, OP_LISTEN, OP_CONNECT, OP_ACCEPT, OP_SEND, OP_RECV, OP_IOCTL, OP_CLOSE };

struct stack_socket {
    struct stack        *stack;
    struct stack_socket *next;
    char                 name[STACK_NAME_SIZE]; /* empty: not accepted yet, or a service */
    struct stack_app    *app;                   /* NULL: of another host */
    struct endpoint     *endpoint;              /* of this machine's sockets */
    uint8_t              protocol;
    bool                 raw, dual;
    struct ip_addr       local, remote; /* mirrors the endpoint */
    uint16_t             local_port, remote_port;
    enum stack_op        op; /* the call in progress or the last one */
    int                  result;
    bool                 closed, resets, service_echo, service;
    struct stack_socket *listener; /* an accepted connection's, until accept() takes it */
    char                 accepts_as[STACK_NAME_SIZE];
    struct arrived      *arrived, **arrived_end;
    struct arrived      *taken; /* by the last recv */
    /* TCP */
    enum tcp_state       tcp;
    uint32_t             iss, send_next, receive_next;
    bool                 fin_sent, fin_acked, fin_received, wants_fin, established_told;
    struct unacked      *unacked, **unacked_end;
    unsigned             tries;
    uint64_t             timer; /* id of the timer that counts; 0: none */
    /* a datagram whose send a callout holds */
    struct buffer        held;
    struct ip_addr       held_from, held_to;
    uint16_t             held_port;
};

enum event_kind { EVENT_PACKET, EVENT_TIMER, EVENT_CALL };

/* What is to be done with a packet that is under way. */
enum whither {
    TO_OUR_WIRE, /* arrives at this machine, and walks */
    TO_US,       /* has walked: up to our sockets */
    TO_OTHERS,   /* arrives at another host */
    TO_NOBODY,   /* has walked, and nobody here takes it: say so to its sender */
};

struct stack_event {
    struct stack_event  *next;
    uint64_t             time_ns, order;
    enum event_kind      kind;
    struct buffer        packet; /* an IP packet that arrives */
    enum whither         to;
    struct stack_socket *socket; /* of a timer or call */
    uint64_t             timer;
    unsigned             op, answer; /* of a call that a callout had held (shim/socket.h) */
};

struct stack {
    struct stack_config    config;
    struct shim           *shim;
    struct endpoint_table *endpoints;
    struct callout_registry *callouts;
    struct stack_interface interfaces[MAX_INTERFACES];
    unsigned               interface_count;
    struct stack_peer      peers[MAX_PEERS];
    unsigned               peer_count;
    struct stack_app      *apps;
    struct stack_socket   *sockets, **sockets_end;
    struct stack_event    *events; /* in the order of their times */
    uint64_t               now_ns, orders, numbers, timers;
    uint16_t               next_port[2]; /* of this machine, of the others */
    uint32_t               next_iss;
    uint16_t               next_ident;
    unsigned               depth; /* of packets within packets */
};

/* What became of a packet that this machine sent. */
enum sent { SENT, SENT_DENIED /* by ALE */, SENT_LOST };

/* stack.c */
struct stack_peer *stack_peer_find(struct stack *s, const struct ip_addr *a);
enum wfp_status stack_timer(struct stack *s, struct stack_socket *k, uint64_t after_ns);
const struct ruleset *stack_rules(struct stack *s);
void stack_schedule_packet(struct stack *s, struct bytes packet, enum whither to, uint64_t after_ns);
void stack_schedule_call(struct stack *s, struct stack_socket *k, unsigned op, unsigned answer);

/* stack_wire.c: sends a packet from wherever its source address lies. `from` may be NULL. */
enum sent stack_emit(struct stack *s, struct stack_socket *from, const struct packet_spec *p);
enum sent stack_emit_ip(struct stack *s, struct stack_socket *from, struct bytes packet);
void stack_deliver(struct stack *s, struct stack_event *e);
/* A packet that a driver injected, or had held, has walked: it goes on as others do. Called by the kernel. */
void stack_walked(void *stack, const struct pkt_ctx *walk, const struct injection *injection);

/* stack_input.c: a packet has come through to the sockets of its host. */
void stack_input(struct stack *s, bool for_us, const struct headers *h, struct bytes packet);
/* Nobody takes it: a reset, a port unreachable. */
void stack_refuse(struct stack *s, const struct headers *h, struct bytes packet);
/* Bytes or a datagram for the socket. */
void stack_arrive(struct stack_socket *k, const struct ip_addr *from, uint16_t port, struct bytes data);

/* stack_tcp.c */
void tcp_open(struct stack_socket *k);
void tcp_segment(struct stack_socket *k, const struct headers *h, struct bytes data);
void tcp_timeout(struct stack_socket *k);
void tcp_send_data(struct stack_socket *k, struct bytes data);
void tcp_finish(struct stack_socket *k);
void tcp_abort(struct stack_socket *k);
void tcp_refuse(struct stack *s, const struct headers *h);
void tcp_forget(struct stack_socket *k);

/* stack_socket.c */
int  socket_begin(struct stack_socket *k, enum stack_op op);
int  socket_ends(struct stack_socket *k, int result);
void socket_done(struct stack_socket *k, int result);
struct stack_socket *socket_plain(struct stack *s, struct stack_app *app, uint8_t protocol);
void socket_free(struct stack_socket *k);
void socket_mirror(struct stack_socket *k);
bool socket_has_connection(const struct stack_socket *k);
/* Another host's socket gets a port of its own, unless it has one. */
void socket_free_port(struct stack_socket *k);
struct stack_socket *socket_of_peer(struct stack *s, uint8_t protocol, const struct ip_addr *local, uint16_t port,
                                    const struct ip_addr *remote, uint16_t remote_port);
void socket_accept_waiting(struct stack_socket *listener);

/* stack_ask.c: asks the layers of a call; the result so far, as of stack_connect(). `a` may be NULL. */
int  socket_ask(struct stack_socket *k, enum socket_op op, const struct ip_addr *a, uint16_t port);
/* A call that a callout had held goes on. */
void socket_goes_on(struct stack_socket *k, unsigned op, unsigned answer);
void socket_finished(void *context, struct endpoint *e, unsigned op, unsigned answer, const struct pkt_ctx *walk);

/* stack_data.c */
void socket_forget_taken(struct stack_socket *k);
void socket_forget_arrived(struct stack_socket *k);
/* What the layers have permitted to be sent. */
void socket_send_held(struct stack_socket *k);
/* The IPv4 address of a mapped one. */
struct ip_addr socket_without_mapping(const struct ip_addr *a);

/* stack_close.c: the connection is over, by the peer or by itself. */
void socket_over(struct stack_socket *k, int result);
/* The layers have heard that it is closed, and nobody holds that. */
void socket_close_goes_on(struct stack_socket *k);

#endif
