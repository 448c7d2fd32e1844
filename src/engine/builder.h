/* What building a ruleset, changing one and compiling its layers anew share. Private to the engine. */
#ifndef WFP_ENGINE_BUILDER_H
#define WFP_ENGINE_BUILDER_H

#include "engine/index.h"

struct builder {
    const struct ruleset_input *in;
    struct ruleset             *out;
    struct arena                scratch;
    struct sublayer_row        *sublayers; /* in the order of evaluation */
    uint32_t                    sublayer_count;
    const struct rule         **rules; /* of the layers that are built, in rank order once sorted; in scratch */
    uint32_t                    rule_count;
    struct stock               *stocks[LAYER_COUNT]; /* where the rules of a layer are put; counted */
    struct stock               *own; /* keeps those of rules that have one for themselves; counted */
};

struct ruleset *ruleset_new(void); /* of nothing; NULL without memory */
/* The layers and sublayers of another one. */
void ruleset_take_over(struct ruleset *r, const struct ruleset *previous);
/* The ruleset holds those callouts from here on. */
MUST_CHECK enum wfp_status hold_callouts(struct ruleset *r, const struct callout_binding *callouts, uint32_t count);
/* A rule of the filter, with the view that its callout makes of it: in `stock`, or in one of its own, which `keeper` keeps, when
 * there is a view, since a rule with one is never copied. */
MUST_CHECK enum wfp_status make_rule(struct builder *b, const struct filter *f, struct stock *stock, struct stock *keeper,
                                     struct rule **out);

/* What of the filter's rule says where it stands. */
MUST_CHECK enum wfp_status rule_like(const struct builder *b, const struct filter *f, struct rule *out);

/* The same rule in other memory. */
MUST_CHECK enum wfp_status copy_rule(struct stock *stock, const struct rule *rule, struct rule **out);

/* What a layer is built of. */
struct layer_input {
    uint16_t                   layer;
    const struct rule *const  *rules;    /* in rank order; at least one */
    const struct program      *programs; /* theirs, to be copied; NULL: compiles them */
    uint32_t                   count;
    const struct sublayer_row *sublayers;
    uint32_t                   sublayer_count;
    uint64_t                   generation;
};
MUST_CHECK enum wfp_status layer_build(const struct layer_input *in, struct layer_rules **out);
/* The same of rules that another layer had, which are moved (move_rules()) so that what went leaves no memory behind. */
MUST_CHECK enum wfp_status layer_build_moved(const struct rule **rules, struct layer_input *in, struct layer_rules **out);

/* Entries of rules, on the heap: of[] is the caller's to free, also after a failure. */
struct entry_list {
    struct entry *of;
    uint32_t      count, room;
};
MUST_CHECK enum wfp_status entry_list_add(struct entry_list *list, const struct layer_rules *l, uint32_t rule, uint64_t order);
/* What an entry has of its rule. */
void index_complete(const struct layer_rules *l, uint32_t rule, uint64_t order, struct entry *e);

#endif
