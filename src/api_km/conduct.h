/* How a driver's classify function behaves: what must be as it was when it returns, and what its answer may be. Breaches are
 * reported as rules (nt/rule.h), and mended, so that the walk goes on sound. */
#ifndef WFP_API_KM_CONDUCT_H
#define WFP_API_KM_CONDUCT_H

#include "api_km/context.h"
#include "engine/classify.h"
#include "pkt/nbl_layout.h"

#define CONDUCT_LISTS   64 /* of a batch */
#define CONDUCT_BUFFERS 8 /* NET_BUFFERs of a list that are watched */

/* Where the data of a NET_BUFFER begin. */
struct conduct_place {
    MDL     *chain, *current;
    uint32_t current_offset, offset, length;
};

/* Who is called, and with what. */
struct conducted {
    const struct km_context  *km;       /* of the driver */
    const void               *function; /* the classify function, for people and for telling breaches apart */
    const struct classify_in *in;
    const struct rule        *rule;
    bool                      batches; /* the callout takes batches of layer 2 */
};

struct conduct {
    struct conducted          of;
    NET_BUFFER_LIST          *nbl; /* NULL: the layer shows no packet */
    NET_BUFFER_LIST          *lists[CONDUCT_LISTS]; /* as they were linked; of callouts that take batches */
    unsigned                  list_count;
    unsigned                  buffers;
    struct conduct_place      places[CONDUCT_BUFFERS];
    enum action_type          action;
    uint32_t                  rights;
    unsigned                  locks;
    uint8_t                   before, level; /* IRQL of the caller, and of the call */
    bool                      pended;      /* it has pended the operation */
    bool                      will_modify; /* it has referenced the packet to modify it later */
    struct conduct           *outer;
};

/* Raises the IRQL to that of the layer. */
void conduct_begin(struct conduct *c, const struct conducted *of, const struct classify_out *out);
/* Lowers it again. `out` is what the function answered. */
void conduct_end(struct conduct *c, const struct classify_out *out);

/* The innermost classify that the calling thread is in; NULL: none. */
struct conduct *conduct_now(void);
/* The classify that the calling thread is in, when the list is what it shows; NULL: none. */
struct conduct *conduct_of(const NET_BUFFER_LIST *nbl);
/* The list is one of layer 2 that is shown to a callout which takes batches: it may not be held (D-025). */
bool conduct_forbids_holding(const struct conduct *c);

#endif
