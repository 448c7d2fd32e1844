/* One connection as a ladder: the application's calls left, the layers of WFP in the middle, packets right. */
#ifndef WFP_TOOLS_LADDER_H
#define WFP_TOOLS_LADDER_H

#include "host/stack.h"

struct ladder;

/* `which`: the N-th connection or conversation, or "tcp:443", "udp:53". NULL: no memory. */
struct ladder *ladder_new(const char *which);
void ladder_free(struct ladder *l);
/* False: that names none. */
bool ladder_is_valid(const char *which);

void ladder_call(struct ladder *l, const char *text, const struct stack_socket *k);
void ladder_asked(struct ladder *l, const struct stack_socket *k, const struct pkt_ctx *walk);
void ladder_packet(struct ladder *l, const struct pkt_ctx *walk);
void ladder_result(struct ladder *l, const struct stack_socket *k, uint64_t since_ns);

/* False: there was no such connection. */
bool ladder_print(const struct ladder *l, FILE *out);
bool ladder_draw(const struct ladder *l, FILE *svg);

#endif
