/* Injections that never end: one packet that goes round and round, as its history shows, and drivers that make a new packet of
 * each, which has none. Told with the names of who does it. Owner thread: the one that walks. */
#ifndef WFP_HOST_CIRCLE_H
#define WFP_HOST_CIRCLE_H

#include <stdbool.h>
#include <stdint.h>

struct callout_registry;
struct injection;
struct nt_system;

struct circle {
    uint64_t    packets;   /* that the host has walked */
    uint64_t    injected;  /* since the last of them */
    const void *owners[2]; /* of the last injections, the newest first; two drivers, or one and NULL */
    const void *told[2];   /* who was reported last for one packet ... */
    bool        endless;   /* what was injected since the last packet is too much */
    bool        warned;    /* ... and whether anybody was for that */
};

/* How a driver is called. */
typedef const char *(*circle_name_fn)(const void *context, const void *owner);

/* The next packet of the host comes. */
void circle_packet(struct circle *c);
/* The host begins to do what drivers ask for. */
void circle_begin(struct circle *c);
/* Before an injection is walked: reports and marks it when it is one too many. */
void circle_injection(struct circle *c, struct injection *i, struct callout_registry *r, struct nt_system *nt, circle_name_fn name,
                      const void *context);

#endif
