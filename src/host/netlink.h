/* The kernel's netlink messages, and sockets of another network namespace. One thread a socket. */
#ifndef WFP_HOST_NETLINK_H
#define WFP_HOST_NETLINK_H

#include "base/buffer.h"
#include "base/status.h"

#define NETNS_ERROR_SIZE 512

/* A socket that lives in the namespace `netns`: a name of `ip netns`, the number of a process, a path; NULL: this one's. On failure
 * `error` is one line. */
MUST_CHECK enum wfp_status netns_socket(const char *netns, int domain, int type, int protocol, int *out, char error[NETNS_ERROR_SIZE]);
/* The file that stands for the namespace: two of one namespace have the same device and inode. False: the text is too long. */
bool netns_path(const char *netns, char *out, size_t size);

struct netlink_message {
    uint16_t     type;
    uint32_t     sequence;
    struct bytes body;
};

/* Cuts the next message off. False: there is none, or it is damaged. */
bool netlink_next(struct bytes *b, struct netlink_message *out);
/* The same for the attributes of a body, behind its fixed part. */
bool netlink_attribute(struct bytes *b, uint16_t *type, struct bytes *value);

/* Sends one message, whose header is made here. False: errno. */
bool netlink_send(int fd, uint16_t type, uint16_t flags, uint32_t sequence, const void *body, size_t size);
/* Reads what is there into `room`, whose bytes it replaces. False: nothing came before the socket's own patience ended. */
bool netlink_receive(int fd, struct buffer *room, int flags);

#endif
