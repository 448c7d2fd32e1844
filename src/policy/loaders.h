/* One loader a kind of object; called in this order by policy_file.c, since later kinds refer to earlier ones. `json` is the
 * file's array, or NULL when the file has none. */
#ifndef WFP_POLICY_LOADERS_H
#define WFP_POLICY_LOADERS_H

#include "bfe/validate.h"
#include "policy/reader.h"

MUST_CHECK enum wfp_status load_providers(struct reader *r, const json_t *json, struct policy *policy);
MUST_CHECK enum wfp_status load_contexts(struct reader *r, const json_t *json, struct policy *policy);
MUST_CHECK enum wfp_status load_sublayers(struct reader *r, const json_t *json, struct policy *policy);
MUST_CHECK enum wfp_status load_callouts(struct reader *r, const json_t *json, struct policy *policy);
/* *sources: the index in the array of each of the policy's filters. */
MUST_CHECK enum wfp_status load_filters(struct reader *r, const json_t *json, struct policy *policy, uint32_t **sources);

/* "layer": one layer, or both of a pair (discard twins too). At most two. */
struct layer_choice {
    const struct layer_row *layers[2];
    unsigned                count;
};
MUST_CHECK enum wfp_status read_layer(struct reader *r, const struct place *at, const json_t *object,
                                      struct layer_choice *out);
/* The key of the second object that a layer of both families gives. */
struct guid second_key(const char *kind, const struct guid *first);

/* "provider": zero when absent. */
MUST_CHECK enum wfp_status read_provider(struct reader *r, const struct place *at, const json_t *object,
                                         const struct policy *policy, struct guid *out);
/* "subLayer": zero when absent. */
MUST_CHECK enum wfp_status read_sublayer(struct reader *r, const struct place *at, const json_t *object,
                                         const struct policy *policy, struct guid *out);
/* "callout" of a filter at `layer`. */
MUST_CHECK enum wfp_status read_callout(struct reader *r, const struct place *at, const json_t *object,
                                        const struct policy *policy, const struct layer_row *layer, struct guid *out);

/* Tells where a fault of bfe/validate.h is. */
enum wfp_status fail_fault(struct reader *r, const struct place *at, const struct filter *f, enum wfp_status status,
                           const struct fault *fault, const size_t *condition_index);

/* "providerContext" of a filter. */
MUST_CHECK enum wfp_status read_context(struct reader *r, const struct place *at, const json_t *object, const struct policy *policy,
                                        struct guid *out);

/* How many objects an array of few has. */
MUST_CHECK enum wfp_status loader_count(struct reader *r, const struct place *at, const json_t *json, size_t *count);
/* Keys are unique within a kind: `keys` gives count of them with the element each comes from. */
struct keyed {
    struct guid key;
    size_t      index;
};
MUST_CHECK enum wfp_status check_unique(struct reader *r, const char *array, struct keyed *keys, size_t count);

#endif
