/* Fragments with contexts of callouts on them: their lists wait until the datagram is whole, so that the callouts can carry
 * the contexts over (D-104). */
#ifndef WFP_SHIM_FRAGMENT_TAG_H
#define WFP_SHIM_FRAGMENT_TAG_H

#include "shim/context.h"

/* The reassembly holds the fragment of the walk: a tagged list is kept, and is the walk's no more. */
void fragment_tag_keep(struct pkt_ctx *c);
/* The walk is about the whole datagram now; `last` (may be NULL) was the list of the fragment that completed it. */
void fragment_tag_join(struct pkt_ctx *c, NET_BUFFER_LIST *last);
/* Those that have waited too long, or all (UINT64_MAX), leave the stack. */
void fragment_tag_expire(struct shim *s, uint64_t now_ns);

#endif
