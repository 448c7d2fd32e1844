/* A listening Unix socket at a path, and nobody else's. A lock beside it (PATH.lock) says that a server is alive, so that the
 * socket file of one that died is replaced and that of a living one never. */
#ifndef WFP_RPC_LISTEN_H
#define WFP_RPC_LISTEN_H

#include <sys/types.h>
#include <sys/un.h>

#include "rpc/rpc.h"

struct listener {
    int   fd;      /* non-blocking */
    int   lock_fd; /* -1: the socket was inherited, and its file is not ours */
    char  path[sizeof(((struct sockaddr_un *)0)->sun_path)];
    dev_t device; /* of the file that was made: another one there is not removed */
    ino_t inode;
};

/* The statuses of rpc_server_new(), with one line. */
MUST_CHECK enum wfp_status listener_open(struct listener *out, const char *path, mode_t mode, char why[RPC_WHY_SIZE]);
/* Takes a socket that listens already. */
MUST_CHECK enum wfp_status listener_adopt(struct listener *out, int fd, char why[RPC_WHY_SIZE]);
/* Nobody can connect any more; the files are gone. */
void listener_close(struct listener *l);
/* Gives an adopted socket back, open. */
void listener_release(struct listener *l);

/* WFP_INVALID_PARAMETER: empty or too long. */
MUST_CHECK enum wfp_status unix_address(struct sockaddr_un *out, const char *path);

#endif
