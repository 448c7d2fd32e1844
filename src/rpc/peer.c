#include "rpc/peer.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>

#ifndef SO_PEERGROUPS
#define SO_PEERGROUPS 59
#endif

/* The kernel says how many there are when the room is too small; they cannot change between the calls, because they are those
 * of the moment of connect(). */
static enum wfp_status read_groups(struct rpc_peer *p, int fd)
{
    socklen_t size = 0;
    if (getsockopt(fd, SOL_SOCKET, SO_PEERGROUPS, NULL, &size) == 0)
        return WFP_OK;
    if (errno == ENOPROTOOPT) /* before Linux 4.13: the primary group alone is known */
        return WFP_OK;
    if (errno != ERANGE)
        return WFP_IO_ERROR;
    gid_t *groups = malloc(size);
    if (!groups)
        return WFP_NO_MEMORY;
    if (getsockopt(fd, SOL_SOCKET, SO_PEERGROUPS, groups, &size) != 0) {
        free(groups);
        return WFP_IO_ERROR;
    }
    p->groups = groups;
    p->group_count = (unsigned)(size / sizeof(*groups));
    return WFP_OK;
}

enum wfp_status peer_init(struct rpc_peer *out, int fd)
{
    struct ucred    cred;
    socklen_t       size = sizeof(cred);
    if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &cred, &size) != 0)
        return WFP_IO_ERROR;
    struct rpc_peer p = { .pid = cred.pid, .uid = cred.uid, .gid = cred.gid };
    RETURN_IF(read_groups(&p, fd));
    *out = p;
    return WFP_OK;
}

void peer_fini(struct rpc_peer *p)
{
    free((gid_t *)(uintptr_t)p->groups);
    p->groups = NULL;
}
