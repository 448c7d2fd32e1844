/* Waiting for the other side's bytes. Who has just been answered at once is likely to be again, and looks for a moment before it sleeps: to be
 * woken costs a call more than all the rest of it where the processor has gone to sleep meanwhile, the most in a virtual machine.
 * One thread at a time. */
#ifndef WFP_RPC_AWAIT_H
#define WFP_RPC_AWAIT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct await {
    bool is_quick; /* the last bytes came soon */
};

/* As recv() on a descriptor that blocks. */
ssize_t await_bytes(struct await *a, int fd, void *to, size_t size);

#endif
