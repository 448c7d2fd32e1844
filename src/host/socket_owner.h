/* Who owns a socket: from its inode to the program and the user, as ALE_APP_ID and ALE_USER_ID show them. Kept until they are forgotten.
 * One thread. */
#ifndef WFP_HOST_SOCKET_OWNER_H
#define WFP_HOST_SOCKET_OWNER_H

#include "callout/endpoint.h"

struct socket_owners;

/* Of the processes that live in the namespace (host/netlink.h). WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status socket_owners_new(const char *netns, struct socket_owners **out);
void socket_owners_free(struct socket_owners *o);
/* There is hardly room for more programs: all of them, those that ended too, had better be forgotten, before new ones are nobody. What
 * was given out of them is gone then. */
bool socket_owners_are_many(const struct socket_owners *o);
void socket_owners_forget(struct socket_owners *o);
/* Looks through the processes when the inode is new: a millisecond on a host with a few hundred. NULL without memory,
 * and when there have been too many programs; its `app` is NULL where no process of the namespace has the socket open. */
const struct endpoint_identity *socket_owner(struct socket_owners *o, uint32_t inode, uint32_t uid);

#endif
