/* A ruleset: everything a classify needs, immutable after it is built, reached by one pointer. BFE builds the next one from
 * its records and publishes it; readers never see a half-built one (A-032, B-061). */
#ifndef WFP_ENGINE_RULESET_H
#define WFP_ENGINE_RULESET_H

#include "base/arena.h"
#include "base/status.h"
#include "engine/rank.h"
#include "model/filter.h"

struct rule;
struct classify_in;
struct classify_out;

/* What a registered callout answers with. `out` holds the action and rights so far on entry; the callout writes its answer
 * there. Called inside a read section; must not block. flow_context is 0 when the callout has none on this flow.
 *
 * The others may be NULL. A ruleset holds each callout that it was built with from its build to its end. `view` makes what
 * the callout wants to see of a rule in place of the rule itself, once, in the ruleset's arena: rule->view. */
struct callout_ops {
    void (*classify)(void *callout, const struct classify_in *in, const struct rule *rule, uint64_t flow_context,
                     struct classify_out *out);
    enum wfp_status (*view)(void *callout, const struct rule *rule, struct arena *arena, const void **view);
    void (*hold)(void *callout);
    void (*drop)(void *callout);
};

/* A registered callout. Callouts of a policy that no binding names are unregistered (B-029). */
struct callout_binding {
    struct guid               key;
    const struct callout_ops *ops;
    void                     *callout; /* handed to ops, not owned */
    uint32_t                  flags;   /* CALLOUT_FLAG_* given at registration */
};

struct sublayer_row {
    struct guid key;
    const char *name;
    uint16_t    weight;
    uint64_t    place; /* among those of equal weight, lowest first (J-001, J-025) */
};

/* One filter as the engine holds it. */
struct rule {
    uint64_t                   id;
    uint64_t                   weight; /* effective */
    const char                *name;   /* never NULL */
    struct guid                key;
    uint16_t                   layer;
    uint32_t                   flags; /* FILTER_FLAG_* */
    enum action_type           action;
    const struct sublayer_row *sublayer;
    uint32_t                   condition_count;
    const struct condition    *conditions; /* as the filter gave them, in its order */
    struct guid                callout_key;
    const struct callout_ops  *callout_ops; /* NULL: not registered */
    void                      *callout;
    uint32_t                   callout_flags; /* CALLOUT_FLAG_* of its registration */
    uint64_t                   raw_context;
    const struct provider_context *shown_context; /* while its view is made and in a notification; NULL otherwise */
    const void                *view; /* the callout's own (callout_ops.view) */
    uint64_t                   place; /* among those of equal weight in its sublayer, lowest first (J-001) */
};

struct ruleset;

struct ruleset_input {
    const struct filter          *filters; /* id and effective_weight already given */
    uint32_t                      filter_count;
    const struct sublayer        *sublayers;
    uint32_t                      sublayer_count;
    const struct callout_binding *callouts;
    uint32_t                      callout_count;
    uint64_t                      generation;
    /* NULL, or a ruleset built before with the same sublayers and callouts (ruleset_has_callouts()): but for the layers that
     * are marked in `changed`, by id, it is taken over as it is, and filters of others are not looked at. */
    const struct ruleset         *previous;
    const bool                   *changed;
    struct rank_order             order; /* zero: as chosen; the same as that of `previous` */
};

/* Builds a ruleset; copies all that the input reaches but the callouts' ops and pointers. Filters with FILTER_FLAG_DISABLED
 * are left out. WFP_SUBLAYER_NOT_FOUND when a filter names a sublayer that neither the input nor the built-ins have;
 * WFP_LAYER_NOT_FOUND for a layer id that does not exist; WFP_NO_MEMORY. The caller owns *out. */
MUST_CHECK enum wfp_status ruleset_build(const struct ruleset_input *in, struct ruleset **out);
void ruleset_free(struct ruleset *r);

/* A filter that comes or goes. */
struct ruleset_step {
    const struct filter *filter; /* as ruleset_build() wants it */
    bool                 deleted;
};

/* The ruleset that follows `in->previous` by these steps; all else of the input as above, its filters and `changed` are not looked
 * at. What it costs depends on the steps and not on the filters that are there: large layers change in place, small ones are built
 * anew of their rules. *out is NULL when it takes a ruleset_build(), for what many steps change at once is better built anew. The
 * same errors. A ruleset has one successor: those that are never committed have to be freed before the next one is made. */
MUST_CHECK enum wfp_status ruleset_change(const struct ruleset_input *in, const struct ruleset_step *steps, uint32_t count,
                                          struct ruleset **out);
/* Before a ruleset is published, and before anybody asks for its rules: until then it still has those that go. Cannot fail. */
void ruleset_commit(struct ruleset *r);

/* Whether it was built with just these. */
bool ruleset_has_callouts(const struct ruleset *r, const struct callout_binding *callouts, uint32_t count);

uint64_t ruleset_generation(const struct ruleset *r);

/* The rules of a layer in rank order: sublayer weight, filter weight, then J-001. Of a layer that was changed in place the order is
 * made when it is asked for; without memory there are none. */
const struct rule *const *ruleset_layer_rules(const struct ruleset *r, uint16_t layer, uint32_t *count);
/* How many there are, which costs nothing. */
uint32_t ruleset_layer_count(const struct ruleset *r, uint16_t layer);

/* A number that is another one when the layer's filters are others: who compares it hears of a policy change there. */
uint64_t ruleset_layer_mark(const struct ruleset *r, uint16_t layer);

/* Whether a registered callout is asked there. */
bool ruleset_layer_has_callouts(const struct ruleset *r, uint16_t layer);

/* Frames with equal values may be asked about at once: every callout at the layer takes batches (D-026), or there is none. */
bool ruleset_layer_takes_batches(const struct ruleset *r, uint16_t layer);

/* Bytes that the layer's index takes beside its rules and their conditions. */
size_t ruleset_index_size(const struct ruleset *r, uint16_t layer);

/* Which fields of the layer its rules look at: field indexes in ascending order. With a registered callout at the layer it
 * is all of them (B-053). A shim fills these and leaves the others TYPE_EMPTY. */
const uint8_t *ruleset_wanted_fields(const struct ruleset *r, uint16_t layer, uint32_t *count);

#endif
