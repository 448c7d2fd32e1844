/* The engine and the devices of a kernel, to be reached by programs at a Unix socket as a daemon is: each connection is a
 * client of BFE, or a file that is open on a driver's device. */
#ifndef WFP_HOST_SERVING_H
#define WFP_HOST_SERVING_H

#include "host/kernel.h"
#include "rpc/rpc.h"

struct serving;

/* Whoever runs this process is an administrator of its engine; others are who they are. `log` may be NULL. On failure `why` is
 * one line. */
MUST_CHECK enum wfp_status serving_new(struct kernel *k, const char *path, void (*log)(void *context, const char *line),
                                       void *log_context, struct serving **out, char why[RPC_WHY_SIZE]);
/* Programs may manage its switches too (host/live_command.h). Before the first of them asks; the host outlives the serving. */
struct live_host;
void serving_set_live(struct serving *s, struct live_host *live);
/* Programs are sent away: their requests are cancelled, their files closed, their dynamic sessions end. Before the modules are
 * unloaded. NULL: nothing. */
void serving_free(struct serving *s);
/* Programs that are connected. */
unsigned serving_clients(const struct serving *s);

#endif
