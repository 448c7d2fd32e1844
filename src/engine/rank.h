/* The order of evaluation: of sublayers, and of the rules of a layer. What documentation leaves open in it (J-001, J-025) is
 * decided here alone, and a run may decide otherwise, to find out who relies on it. */
#ifndef WFP_ENGINE_RANK_H
#define WFP_ENGINE_RANK_H

#include "model/filter.h"

struct rule;
struct ruleset;
struct sublayer_row;

struct rank_order {
    /* Filters of equal effective weight in a sublayer, and sublayers of equal weight. 0: as it is chosen; 1: the other way round;
     * another number: shuffled by it. */
    uint64_t equals;
    /* The weights of sublayers that are not built in, exchanged among them. 0: as they are; another number below the factorial of
     * their count: another order. */
    uint64_t sublayers;
};

/* Puts them in the order of evaluation: highest weight first (B-001), INSPECTION last of all (B-024). */
void rank_sublayers(struct sublayer_row *rows, uint32_t count, const struct rank_order *order);
/* Layer; sublayer (their array is in order); highest weight (B-002); then equals, whose places are to be set before. */
void rank_rules(const struct rule **rules, uint32_t count);

/* The same for rules of one layer one by one: <0, 0, >0. */
int  rank_compare(const struct rule *a, const struct rule *b);
void rank_place(struct rule *rule, const struct rank_order *order);

/* In how many orders each could be; what does not fit is UINT64_MAX. */
struct rank_order rank_orders(const struct ruleset *r);

#endif
