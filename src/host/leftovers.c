#include "host/leftovers.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "bfe/store.h"
#include "callout/context.h"
#include "callout/registry.h"
#include "nt/driver.h"
#include "nt/ledger.h"
#include "nt/system.h"

enum { CALLOUTS_MAX = 64, CONTEXTS_SHOWN = 8 };

_Static_assert(sizeof(struct guid) == sizeof(((struct callout_name *)0)->key), "a key as it is");

void leftovers_learn_names(const struct km_context *km, struct callout_names *out)
{
    const struct policy *p = km->bfe ? bfe_policy(km->bfe) : NULL;
    out->count = 0;
    for (uint32_t i = 0; p && i < p->callout_count && out->count < LEFTOVER_NAMES; i++) {
        struct callout_name *n = &out->of[out->count++];
        memcpy(n->key, &p->callouts[i].key, sizeof(n->key));
        snprintf(n->name, sizeof(n->name), "%s", p->callouts[i].name ? p->callouts[i].name : "");
    }
}

static const char *name_of(const struct callout_names *names, const struct guid *key)
{
    for (unsigned i = 0; i < names->count; i++)
        if (memcmp(names->of[i].key, key, sizeof(*key)) == 0)
            return names->of[i].name;
    return "";
}

static void note_place(const struct km_context *km, const char *indent, const struct nt_trail *trail)
{
    char places[1024];
    if (!nt_trail_is_empty(trail))
        nt_note_of(km->nt, km->driver, "%s%s", indent, nt_trail_text(km->nt, trail, places, sizeof(places)));
}

struct listing {
    const struct km_context *km;
    uint32_t                 callout;
    unsigned                 count;
};

static void report_context(void *context, const struct flow_context_info *c)
{
    struct listing *l = context;
    if (c->callout_id != l->callout || l->count++ >= CONTEXTS_SHOWN)
        return;
    nt_note_of(l->km->nt, l->km->driver, "  has the context 0x%" PRIx64 " on flow %" PRIu64 " at %s", c->value, c->flow_id,
               layer_rows[c->layer].name);
    note_place(l->km, "    ", c->made);
}

static void report_callout(const struct km_context *km, const struct callout_info *c, const char *name)
{
    char            key[GUID_TEXT_SIZE];
    struct nt_entry e;
    struct listing  l = { .km = km, .callout = c->id };
    nt_report_of(km->nt, km->driver, "leaves the callout %s%s%s%s registered%s", guid_format(&c->key, key), *name ? " \"" : "", name,
                 *name ? "\"" : "", c->flow_contexts ? ", with flow contexts" : "");
    if (nt_ledger_take(km->nt, NT_CALLOUT, (const void *)(uintptr_t)c->id, &e))
        note_place(km, "  ", &e.trail);
    flow_contexts_each(km->callouts, report_context, &l);
    if (l.count > CONTEXTS_SHOWN)
        nt_note_of(km->nt, km->driver, "  and %u more contexts", l.count - CONTEXTS_SHOWN);
}

unsigned leftovers_report(const struct km_context *km, const struct callout_names *names)
{
    struct callout_info all[CALLOUTS_MAX];
    uint32_t            n = km->callouts ? callout_list(km->callouts, km->driver, all, CALLOUTS_MAX) : 0;
    for (uint32_t i = 0; i < n && i < CALLOUTS_MAX; i++)
        report_callout(km, &all[i], name_of(names, &all[i].key));
    return n;
}
