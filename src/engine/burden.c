/* That a filter is a burden the index knows (index_explain.c); why is told by its conditions alone, whatever the index is. */
#include "engine/burden.h"

#include "engine/entry.h"
#include "engine/match.h"

static const struct {
    const char *why, *mend;
} texts[] = {
    [BURDEN_NO_CONDITION] = { "no condition",
                              "it is meant for everything: give it a low weight, so that others end the sublayer before it" },
    [BURDEN_RANGE] = { "a range of numbers alone",
                       "add a condition that equals something (an address, a subnet, an application), or name the numbers where they "
                       "are few" },
    [BURDEN_NEGATION] = { "a negation alone",
                          "name what is meant; or let a filter of higher weight say what is excluded, and leave the condition out" },
    [BURDEN_FLAGS] = { "flags alone", "add a condition that equals something (an address, a port, an application)" },
    [BURDEN_PATH_PREFIX] = { "a prefix of a path alone", "name the applications, one condition each" },
    [BURDEN_DESCRIPTOR] = { "a security descriptor", "name the SIDs, one condition each; or add a condition that equals something" },
    [BURDEN_ALTERNATIVES] = { "more than sixteen alternatives",
                              "split it into filters of at most sixteen alternatives, all fields together" },
    [BURDEN_WIDE] = { "an order of numbers of more than 32 bits",
                      "name values or subnets instead of ranges, orders and negations of them" },
    [BURDEN_CONDITIONS] = { "more than five comparisons", "leave out conditions that the others imply" },
    [BURDEN_RARE] = { "fields and prefix lengths that few others compare, or values that many share",
                      "compare the fields that its neighbours compare, or add one that tells it from them" },
};
_Static_assert(COUNT_OF(texts) == BURDEN_WHY_COUNT, "each has its words");

const char *burden_why_text(enum burden_why why)
{
    return texts[why].why;
}

const char *burden_mend_text(enum burden_why why)
{
    return texts[why].mend;
}

/* --- a condition ------------------------------------------------------------------------------------------------------------- */

static bool is_wide(enum data_type type)
{
    return type == TYPE_UINT64 || type == TYPE_INT64 || type == TYPE_BYTE_ARRAY16 || type == TYPE_BYTE_ARRAY6 || type == TYPE_V6_ADDR_MASK;
}

static enum data_type type_of(const struct condition *c)
{
    return c->value.type == TYPE_RANGE ? c->value.range->low.type : c->value.type;
}

/* Nothing of it is a comparison of numbers: why. BURDEN_WHY_COUNT: all of it may be. */
static enum burden_why unspeakable(const struct condition *c)
{
    enum data_type type = type_of(c);
    if (type == TYPE_SECURITY_DESCRIPTOR)
        return BURDEN_DESCRIPTOR;
    if (is_wide(type) && c->match != MATCH_EQUAL)
        return BURDEN_WIDE;
    if (type == TYPE_SID && c->match != MATCH_EQUAL)
        return BURDEN_NEGATION;
    return BURDEN_WHY_COUNT;
}

/* Its numbers have no leading bits in common: why. BURDEN_WHY_COUNT: they have. */
static enum burden_why shapeless(const struct condition *c)
{
    switch (c->match) {
    case MATCH_EQUAL:
        return BURDEN_WHY_COUNT;
    case MATCH_NOT_EQUAL:
        return BURDEN_NEGATION;
    case MATCH_FLAGS_ALL_SET:
    case MATCH_FLAGS_ANY_SET:
    case MATCH_FLAGS_NONE_SET:
        return BURDEN_FLAGS;
    case MATCH_GREATER:
    case MATCH_LESS:
    case MATCH_GREATER_OR_EQUAL:
    case MATCH_LESS_OR_EQUAL:
    case MATCH_RANGE:
        return BURDEN_RANGE;
    case MATCH_PREFIX:
    case MATCH_NOT_PREFIX:
        return BURDEN_PATH_PREFIX;
    case MATCH_EQUAL_CASE_INSENSITIVE:
    case MATCH_TYPE_MAX:
        break;
    }
    return BURDEN_WHY_COUNT;
}

/* --- a filter ---------------------------------------------------------------------------------------------------------------- */

/* Of the first condition that has one. */
static enum burden_why first_why(const struct rule *rule, enum burden_why (*of)(const struct condition *c))
{
    enum burden_why why = BURDEN_WHY_COUNT;
    for (uint32_t i = 0; i < rule->condition_count && why == BURDEN_WHY_COUNT; i++)
        why = of(&rule->conditions[i]);
    return why;
}

/* Conditions on the same field as condition `at`; 0: an earlier one was counted with them. */
static uint32_t alternatives_at(const struct rule *rule, uint32_t at)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < rule->condition_count; i++) {
        if (rule->conditions[i].field != rule->conditions[at].field)
            continue;
        if (i < at)
            return 0;
        count++;
    }
    return count;
}

static bool has_many_ways(const struct rule *rule)
{
    uint64_t ways = 1;
    for (uint32_t i = 0; i < rule->condition_count && ways <= ENTRY_ALTERNATIVES; i++) {
        uint32_t alternatives = alternatives_at(rule, i);
        ways *= alternatives ? alternatives : 1;
    }
    return ways > ENTRY_ALTERNATIVES;
}

enum burden_why burden_why_of(const struct rule *rule, unsigned burdens)
{
    enum burden_why why = first_why(rule, unspeakable);
    if (!rule->condition_count)
        return BURDEN_NO_CONDITION;
    if (why != BURDEN_WHY_COUNT)
        return why;
    if (has_many_ways(rule))
        return BURDEN_ALTERNATIVES;
    if ((burdens & (BURDEN_ASKED | BURDEN_CROWDED)) == BURDEN_ASKED)
        return BURDEN_WHY_COUNT;
    if (!(burdens & BURDEN_SCANNED))
        return BURDEN_CONDITIONS;
    why = first_why(rule, shapeless);
    return why == BURDEN_WHY_COUNT ? BURDEN_RARE : why;
}
