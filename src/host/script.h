/* Scripts of the small machine (host/stack.h): a line a command, read whole before anything runs (docs/script.md).
 *
 * Reading knows nothing of the machine; script_run() does what the lines say. Owner thread. */
#ifndef WFP_HOST_SCRIPT_H
#define WFP_HOST_SCRIPT_H

#include "host/stack.h"

#define SCRIPT_ERROR_SIZE 512
#define SCRIPT_MAX_LAYERS 64

enum script_word {
    SCRIPT_NAME,
    SCRIPT_LINK,
    SCRIPT_FORWARD,
    SCRIPT_INTERFACE,
    SCRIPT_APP,
    SCRIPT_PEER,
    SCRIPT_SOCKET,
    SCRIPT_BIND,
    SCRIPT_LISTEN,
    SCRIPT_CONNECT,
    SCRIPT_ACCEPT,
    SCRIPT_SEND,
    SCRIPT_RECV,
    SCRIPT_RCVALL,
    SCRIPT_RECORDS,
    SCRIPT_CONTEXT,
    SCRIPT_SHUTDOWN,
    SCRIPT_CLOSE,
    SCRIPT_RESET,
    SCRIPT_PACKET,
    SCRIPT_WAIT,
    SCRIPT_POLICY,
    SCRIPT_EXPECT,
    SCRIPT_WORD_COUNT
};

enum script_peer { PEER_SILENT, PEER_ANSWERS, PEER_LISTENS, PEER_ECHOES };
enum script_expect { EXPECT_RESULT, EXPECT_DATA, EXPECT_FROM, EXPECT_LAYERS };
enum script_change { POLICY_ADD, POLICY_DELETE };

/* One line. What a word does not use is zero. */
struct script_command {
    unsigned         line;
    enum script_word word;
    const char      *text;  /* as written, for people */
    const char      *name;  /* of a socket, application, interface; NULL: none */
    const char      *other; /* application of a socket, name of an accepted one, path, filter */
    const char      *user;
    struct ip_addr   addr;  /* FAMILY_NONE: none */
    struct ip_addr  *addrs; /* interface */
    uint8_t         *bits;
    unsigned         addr_count;
    uint16_t         port;
    bool             has_port, later, dual, raw, headers, on, set; /* on: up, on, ethernet; set: the interface is not new */
    uint8_t          protocol;
    enum family      family;
    uint64_t         number; /* process id, nanoseconds */
    uint32_t         compartment;
    unsigned         kind;   /* enum script_peer, script_expect, script_change */
    int              result;
    struct bytes     data;
    const char      *layers[SCRIPT_MAX_LAYERS]; /* "|" between calls and packets */
    unsigned         layer_count;
};

struct script;

struct script_options {
    bool v6; /* names mean their second address, and sockets are of IPv6 where nothing else is said */
};

/* `name` stands in errors, which are one line: "FILE:LINE: what; how to mend it". On success the caller owns *out. WFP_BAD_DATA,
 * WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status script_parse(const char *text, size_t size, const char *name, const struct script_options *options,
                                        struct script **out, char error[SCRIPT_ERROR_SIZE]);
MUST_CHECK enum wfp_status script_load(const char *path, const struct script_options *options, struct script **out,
                                       char error[SCRIPT_ERROR_SIZE]);
void script_free(struct script *s);

unsigned                     script_count(const struct script *s);
const struct script_command *script_at(const struct script *s, unsigned i);
const char                  *script_word_name(enum script_word w);
/* Before anything runs: the frames have Ethernet headers. */
bool script_is_ethernet(const struct script *s);

/* Sees what happens, in order. */
struct script_observer {
    void *context;
    void (*command)(void *context, const struct script_command *c);
    void (*asked)(void *context, const struct stack_socket *k, const struct pkt_ctx *walk);
    void (*packet)(void *context, const struct capture_packet *p, const struct pkt_ctx *walk);
    void (*injected)(void *context, const struct pkt_ctx *walk, const struct injection *injection);
    /* A call has returned, now or later; `k` may be NULL when the command is of no socket. */
    void (*result)(void *context, const struct script_command *c, const struct stack_socket *k);
    /* An expectation does not hold: one sentence. */
    void (*unmet)(void *context, const struct script_command *c, const char *what);
};

struct script_run {
    struct stack          *stack; /* borrowed */
    struct kernel         *kernel;
    const struct script   *script;
    struct script_observer observer;
    unsigned               unmet; /* expectations that did not hold */
    struct stack_socket   *last;  /* of the last call */
    const char            *seen[256]; /* layers since the last command, "|" between calls and packets */
    uint8_t                how[256];  /* 0 permit, 1 block, 2 absorb */
    unsigned               seen_count;
};

/* For the stack's observer: hand what it tells to these. */
void script_saw_call(struct script_run *r, const struct stack_socket *k, const struct pkt_ctx *walk);
void script_saw_packet(struct script_run *r, const struct capture_packet *p, const struct pkt_ctx *walk);
void script_saw_injected(struct script_run *r, const struct pkt_ctx *walk, const struct injection *injection);
/* Runs all of it. WFP_BAD_DATA: a line cannot be done, *error says why. */
MUST_CHECK enum wfp_status script_run(struct script_run *r, char error[SCRIPT_ERROR_SIZE]);

#endif
