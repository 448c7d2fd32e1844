/* The smallest change of a policy that would turn a decision round. Found by trying: each candidate is compiled and asked
 * again, so what is offered is known to work for this packet. */
#ifndef WFP_BFE_FLIP_H
#define WFP_BFE_FLIP_H

#include "engine/classify.h"
#include "model/filter.h"

/* From the smallest to the largest. */
enum flip_kind {
    FLIP_CLEAR_FLAG,   /* take clearActionRight off a filter */
    FLIP_SET_FLAG,     /* give a filter clearActionRight */
    FLIP_ACTION,       /* let a filter do the opposite */
    FLIP_DISABLE,      /* take a filter away */
    FLIP_CONDITION,    /* let one condition of a filter also hold for this packet: `condition` */
    FLIP_RAISE,        /* put a filter above the one that decides its sublayer */
    FLIP_ADD,          /* a filter of the opposite action of its own: in a sublayer above all, with clearActionRight */
    FLIP_NONE,         /* nothing of these works */
};

struct flip {
    enum flip_kind       kind;
    const struct filter *filter;    /* of the policy; NULL for FLIP_ADD and FLIP_NONE */
    uint32_t             condition; /* FLIP_CONDITION: index of the first condition of the failing group */
    enum action_type     to;        /* what the decision would become */
};

/* `policy` is read; `bindings` are the callouts that the decision was made with. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status bfe_flip(const struct policy *policy, const struct callout_binding *bindings, uint32_t binding_count,
                                    const struct classify_in *in, struct flip *out);

/* One sentence for people without full stop. Always terminates; returns out. */
char *bfe_flip_format(const struct flip *f, const struct classify_in *in, char *out, size_t size);

#endif
