/* Linux' sockets in neutral words. Its headers and Windows' have the same names with other values, so no file sees both: this is
 * the side that sees Linux'. An answer of -1 has its reason in errno. Any thread. */
#ifndef WFP_API_UM_NET_HOST_H
#define WFP_API_UM_NET_HOST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum host_family { HOST_UNSPEC, HOST_UNIX, HOST_INET, HOST_INET6, HOST_OTHER };

/* A socket address. Both systems have the same layouts behind the family, which stands in the first two bytes. */
struct host_address {
    enum host_family family;
    uint32_t         size;
    uint8_t          bytes[128];
};

enum host_option {
    HOST_REUSEADDR,
    HOST_EXCLUSIVE, /* what Linux always does: accepted */
    HOST_KEEPALIVE,
    HOST_BROADCAST,
    HOST_OOBINLINE,
    HOST_SNDBUF,
    HOST_RCVBUF,
    HOST_SNDTIMEO, /* milliseconds */
    HOST_RCVTIMEO,
    HOST_ERROR, /* an errno */
    HOST_TYPE,
    HOST_ACCEPTCONN,
    HOST_NODELAY,
    HOST_TTL,
    HOST_TOS,
    HOST_HDRINCL,
    HOST_V6ONLY,
    HOST_UNICAST_HOPS,
    HOST_MULTICAST_TTL,
    HOST_MULTICAST_LOOP,
    HOST_OPTION_COUNT
};

enum host_message { HOST_MSG_OOB = 1, HOST_MSG_PEEK = 2, HOST_MSG_DONTROUTE = 4, HOST_MSG_WAITALL = 8 };

int     host_socket(enum host_family family, int type, int protocol);
int     host_close(int fd);
int     host_bind(int fd, const struct host_address *name);
int     host_connect(int fd, const struct host_address *name);
int     host_listen(int fd, int backlog);
int     host_accept(int fd, struct host_address *name);
int     host_name(int fd, bool peer, struct host_address *name);
int     host_shutdown(int fd, int how);
ssize_t host_send(int fd, const void *bytes, size_t size, unsigned flags, const struct host_address *to);
/* `from` may be NULL. */
ssize_t host_receive(int fd, void *bytes, size_t size, unsigned flags, struct host_address *from);
int     host_set_option(int fd, enum host_option option, int value);
int     host_get_option(int fd, enum host_option option, int *value);
int     host_set_linger(int fd, bool on, int seconds);
int     host_set_blocking(int fd, bool blocking);
int     host_available(int fd, int *bytes);

struct host_poll {
    int  fd;
    bool want_read, want_write, want_urgent;
    bool can_read, can_write, urgent, error, hung_up, invalid;
};

/* milliseconds -1: for ever. The number of sockets with something to say. */
int host_poll(struct host_poll *sockets, size_t count, int milliseconds);

/* --- names ------------------------------------------------------------------------------------------------------------------ */

enum host_resolve_flag { HOST_PASSIVE = 1, HOST_CANONICAL = 2, HOST_NUMERIC_HOST = 4, HOST_NUMERIC_SERVICE = 8 };

enum host_resolve_error {
    HOST_RESOLVED,
    HOST_BAD_FLAGS,
    HOST_BAD_FAMILY,
    HOST_BAD_TYPE,
    HOST_BAD_SERVICE,
    HOST_NO_NAME,
    HOST_TRY_AGAIN,
    HOST_NO_MEMORY,
    HOST_FAILED,
};

struct host_result {
    struct host_address address;
    int                 type, protocol; /* type: 1 stream, 2 datagram, 3 raw */
};

/* *results: malloc. `canonical` (malloc, NULL without) is set with HOST_CANONICAL. */
enum host_resolve_error host_resolve(const char *name, const char *service, const struct host_result *hints, unsigned flags,
                                     struct host_result **results, size_t *count, char **canonical);

enum host_reverse_flag { HOST_NAME_REQUIRED = 1, HOST_NUMERIC_NAME = 2, HOST_NUMERIC_PORT = 4, HOST_DATAGRAM = 8 };
enum host_resolve_error host_reverse(const struct host_address *address, char *name, size_t name_size, char *service,
                                     size_t service_size, unsigned flags);

/* 1: done; 0: no address; -1: no family that has text. */
int  host_parse_address(enum host_family family, const char *text, void *address);
bool host_format_address(enum host_family family, const void *address, char *text, size_t size);

#endif
