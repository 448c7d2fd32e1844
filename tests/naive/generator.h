/* Random policies and packets from a seed, of every layer, field type and match type, small enough to read when
 * something differs; and a shrinker that makes a differing case smaller still. Values come from short lists on purpose:
 * conditions and packets draw from the same ones, so that matches are frequent. A case owns all it points to but static
 * lists. */
#ifndef WFP_TESTS_NAIVE_GENERATOR_H
#define WFP_TESTS_NAIVE_GENERATOR_H

#include <stdio.h>

#include "naive/naive.h"

enum {
    CASE_FILTERS = 24,
    CASE_CONDITIONS = 6,
    CASE_SUBLAYERS = 6,
    CASE_CALLOUTS = 6,
    CASE_FIELDS = 64,
};

struct random {
    uint64_t state;
};

uint32_t random_below(struct random *r, uint32_t limit); /* 0..limit-1 */
bool     random_chance(struct random *r, uint32_t one_in);

/* What a condition's value points to. */
struct operand {
    struct value_range  range;
    struct v4_addr_mask v4;
    struct v6_addr_mask v6;
};

struct policy_case {
    const struct layer_row *layer; /* where it is classified; a few filters are elsewhere */
    bool                    twin;  /* layer is V4, has a V6 twin, and no condition tests bits of an address */
    uint32_t                filter_count, sublayer_count, callout_count;
    struct filter           filters[CASE_FILTERS];
    struct condition        conditions[CASE_FILTERS][CASE_CONDITIONS];
    struct operand          operands[CASE_FILTERS][CASE_CONDITIONS];
    struct sublayer         sublayers[CASE_SUBLAYERS];
    struct naive_callout    callouts[CASE_CALLOUTS];
};

/* Values of a layer's fields. */
struct packet_case {
    struct value values[CASE_FIELDS];
};

void generate_policy(struct random *r, struct policy_case *c);
void generate_packet(struct random *r, const struct layer_row *layer, struct packet_case *p);

/* A value of a type; a condition on a field of a type, one that a filter may hold. False when no filter may hold any.
 * */
void generate_value(struct random *r, enum data_type type, struct value *v);
bool generate_condition(struct random *r, enum data_type type, struct condition *c, struct operand *store);

void policy_case_copy(struct policy_case *to, const struct policy_case *from);
struct naive_policy policy_case_view(const struct policy_case *c);

/* The V6 layer that has the same fields but for the addresses' type, or NULL. */
const struct layer_row *twin_layer(const struct layer_row *v4);
bool twin_is_address(const struct layer_row *v4, enum field_id field);

/* The same policy and packet for the V6 twin: an address a.b.c.d becomes 2001:db8::a.b.c.d, a prefix length n 96 + n.
 * The twin borrows from its V4 case. */
struct twin_storage {
    uint8_t  bytes[3 * CASE_FILTERS * CASE_CONDITIONS + CASE_FIELDS][16];
    uint32_t used;
};
void twin_policy(const struct policy_case *v4, struct policy_case *v6, struct twin_storage *s);
void twin_packet(const struct policy_case *v4, const struct packet_case *from, struct packet_case *to,
                 struct twin_storage *s);

/* Drops filters, then conditions, then callouts' and filters' extras, as long as `differs` stays true. */
typedef bool (*differs_fn)(const struct policy_case *c, const struct packet_case *p, void *context);
void shrink(struct policy_case *c, const struct packet_case *p, differs_fn differs, void *context);

void print_case(FILE *f, const struct policy_case *c, const struct packet_case *p);
void print_value(FILE *f, const struct value *v);

#endif
