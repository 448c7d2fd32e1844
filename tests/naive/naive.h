/* The second opinion: condition matching and arbitration written again from the numbered statements (A.6, B, J), by
 * someone who had not read the engine. No index, no precomputation, nothing shared with src/engine but the types;
 * whoever makes it quicker has broken it. Tests and fuzz targets compare the engine with it. Single-threaded; borrows
 * all it is given. */
#ifndef WFP_TESTS_NAIVE_H
#define WFP_TESTS_NAIVE_H

#include "model/filter.h"

/* May a filter hold this combination (A-097, A-098, A-101..A-105, A-107)? What is not allowed never matches. */
bool naive_pair_allowed(enum match_type match, enum data_type field, enum data_type with);
bool naive_match(enum match_type match, const struct value *field, const struct value *with);
bool naive_conditions_hold(const struct condition *conditions, uint32_t count, const struct layer_row *layer,
                           const struct value *values);

/* A self-relative descriptor whose parts lie inside it and whose DACL has only plain allow and deny entries. Of others
 * the statements say nothing but that adding them fails. */
bool naive_sd_well_formed(const struct byte_blob *sd);
/* False for a descriptor that is not well formed. */
bool naive_grants(const struct byte_blob *sd, const struct token *token);

enum naive_answer { ANSWER_LEAVE, ANSWER_PERMIT, ANSWER_BLOCK, ANSWER_CONTINUE, ANSWER_COUNT };

/* What a callout will say, whenever it is asked. */
struct naive_callout {
    struct guid       key;
    bool              registered;
    enum naive_answer answer;
    bool              clears_right;
    uint32_t          flags; /* CLASSIFY_OUT_FLAG_* it sets */
};

/* One filter that was evaluated. */
struct naive_step {
    uint64_t         filter;
    struct guid      sublayer;
    bool             called;      /* its callout was asked; the next two are what it saw on entry */
    enum action_type action_seen; /* ACTION_NONE: nobody had decided yet */
    uint32_t         rights_seen;
};

#define NAIVE_MAX 2048 /* matching filters of one classify; more end the program */

struct naive_out {
    enum action_type  action;
    uint32_t          rights;
    uint32_t          flags;
    uint64_t          filter; /* 0: nobody decided */
    bool              veto;
    uint32_t          match_count; /* all that match, in rank order, evaluated or not */
    uint64_t          matches[NAIVE_MAX];
    uint32_t          step_count;
    struct naive_step steps[NAIVE_MAX];
};

struct naive_policy {
    const struct filter        *filters;
    uint32_t                    filter_count;
    const struct sublayer      *sublayers;
    uint32_t                    sublayer_count;
    const struct naive_callout *callouts;
    uint32_t                    callout_count;
};

void naive_classify(const struct naive_policy *policy, const struct layer_row *layer, const struct value *values,
                    struct naive_out *out);

#endif
