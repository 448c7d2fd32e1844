/* What building a ruleset and changing one share. Private to the engine. */
#ifndef WFP_ENGINE_BUILDER_H
#define WFP_ENGINE_BUILDER_H

#include "engine/index.h"

struct builder {
    const struct ruleset_input *in;
    struct ruleset             *out;
    struct arena                scratch;
    struct sublayer_row        *sublayers; /* in the order of evaluation */
    uint32_t                    sublayer_count;
    struct rule               **rules; /* of the layers that are built, in rank order once sorted; in scratch */
    uint32_t                    rule_count;
};

struct ruleset *ruleset_new(void); /* of nothing; NULL without memory */
struct shared  *shared_get(struct shared *s);
/* The layer of the ruleset, to be written to: a copy of that of `like`, NULL: of nothing. NULL without memory. */
struct layer_rules *layer_make(struct ruleset *r, uint16_t layer, const struct layer_rules *like);
/* The ruleset holds the input's callouts from here on. */
MUST_CHECK enum wfp_status hold_callouts(struct ruleset *r, const struct ruleset_input *in);
/* A rule of the filter in the memory of its layer; and the view that its callout makes of it. */
MUST_CHECK enum wfp_status make_rule(struct builder *b, const struct filter *f, struct rule **out);
MUST_CHECK enum wfp_status make_view(struct builder *b, struct rule *rule);

/* Programs and index of a layer whose rules are in place, with room for more rules. */
MUST_CHECK enum wfp_status index_build(struct arena *scratch, struct shared *memory, struct layer_rules *l);
/* What an entry has of its rule. */
void index_complete(const struct layer_rules *l, uint32_t rule, uint64_t order, struct entry *e);

#endif
