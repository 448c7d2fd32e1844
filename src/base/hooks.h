/* The verifier's way in: functions that whoever watches drivers registers, called where drivers meet the system. Off, each point
 * costs one branch that is always taken alike. What a hook is given is borrowed for the call; it may be called by any thread, at
 * any level, and calls nothing of the system back but reports. */
#ifndef WFP_BASE_HOOKS_H
#define WFP_BASE_HOOKS_H

#include <stdbool.h>
#include <stddef.h>

struct callout_entry;
struct classify_in;
struct classify_out;
struct nt_entry;
struct rule;

struct hooks {
    void *context;
    /* A driver calls a function of the border; its row is found by the name. Any may be NULL. */
    void (*border)(void *context, const char *function);
    /* Around each classify function: `after` false, then true with its answer in *out. */
    void (*classify)(void *context, const struct callout_entry *callout, const struct rule *rule, const struct classify_in *in,
                     struct classify_out *out, bool after);
    /* Around each resource of a driver: taken, then given back. */
    void (*ledger)(void *context, const struct nt_entry *entry, bool added);
};

static inline void hook_border(const struct hooks *h, const char *function)
{
    if (__builtin_expect(h != NULL, false) && h->border)
        h->border(h->context, function);
}

static inline void hook_classify(const struct hooks *h, const struct callout_entry *callout, const struct rule *rule,
                                 const struct classify_in *in, struct classify_out *out, bool after)
{
    if (__builtin_expect(h != NULL, false) && h->classify)
        h->classify(h->context, callout, rule, in, out, after);
}

static inline void hook_ledger(const struct hooks *h, const struct nt_entry *entry, bool added)
{
    if (__builtin_expect(h != NULL, false) && h->ledger)
        h->ledger(h->context, entry, added);
}

#endif
