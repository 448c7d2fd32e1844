/* Programs of a replay: a socket at which they reach the engine and the modules' devices (--serve), programs that the replay
 * starts itself (--client), and whom the first packet waits for. */
#ifndef WFP_TOOLS_REPLAY_SERVE_H
#define WFP_TOOLS_REPLAY_SERVE_H

#include "replay_modules.h"

#define MAX_CLIENT_OPTIONS 8

struct replay_serve {
    const char *path; /* of the socket; NULL: a private one, when there are clients */
    const char *clients[MAX_CLIENT_OPTIONS];
    unsigned    count;
    const char *ready; /* what a line of theirs contains before the walk; NULL: a line "ready" */
    bool        hold;  /* waits for lines of standard input: before the first packet, after the last */
    struct replay_modules *modules;
    struct serving        *serving;
    struct replay_program *programs;
    char                   folder[64]; /* of the private socket */
    char                   socket[80];
};

static inline bool serve_wanted(const struct replay_serve *s)
{
    return s->path || s->count;
}

/* Opens the socket and starts the programs; returns when each is ready or has ended. An exit_code; complaints are printed. */
int serve_start(struct replay_serve *s, const struct command *c, struct replay_modules *m);
/* With --hold: says `what` on standard error and waits for a line, or for the end, of standard input. */
void serve_hold(const struct replay_serve *s, const char *what);
/* The programs get the end of their standard input, then SIGTERM; then the socket is closed. Before the modules go. */
void serve_stop(struct replay_serve *s);

#endif
