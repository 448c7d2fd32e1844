/* The text of rule sets and traces that the benchmark of classifiers reads: whatever is accepted as a rule prints as the same rule. */
#include <stdlib.h>
#include <string.h>

#include "tuple_text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool same(const struct tuple_rule *a, const struct tuple_rule *b)
{
    return memcmp(a->address, b->address, sizeof(a->address)) == 0 && memcmp(a->mask, b->mask, sizeof(a->mask)) == 0 &&
           memcmp(a->low, b->low, sizeof(a->low)) == 0 && memcmp(a->high, b->high, sizeof(a->high)) == 0 &&
           a->protocol == b->protocol && a->protocol_mask == b->protocol_mask;
}

static void check_rules(const struct tuple_rule *rules, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        char              text[TUPLE_TEXT_SIZE];
        struct tuple_rule again;
        tuple_rule_format(&rules[i], text);
        if (tuple_rule_parse(text, &again) != NULL || !same(&rules[i], &again))
            abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tuple_text_error e;
    struct tuple_rule      *rules;
    struct tuple           *tuples;
    uint32_t                count;
    FILE                   *f = size ? fmemopen((void *)(uintptr_t)data, size, "r") : NULL;
    if (!f)
        return 0;
    if (tuple_rules_read(f, &rules, &count, &e)) {
        check_rules(rules, count);
        free(rules);
    } else if (!e.what) {
        abort();
    }
    rewind(f);
    if (tuples_read(f, &tuples, &count, &e))
        free(tuples);
    fclose(f);
    return 0;
}
