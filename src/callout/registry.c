#include "callout/registry.h"

#include <stdlib.h>

#include "callout/entry.h"
#include "callout/injection.h"
#include "callout/pend.h"
#include "callout/request.h"
#include "callout/switch_events.h"
#include "nt/sched.h"

#define MAX_CALLOUTS 100000u /* */
#define KNOWN_FLAGS                                                                                                         \
    (CALLOUT_FLAG_CONDITIONAL_ON_FLOW | CALLOUT_FLAG_ALLOW_OFFLOAD | CALLOUT_FLAG_ENABLE_COMMIT_ADD_NOTIFY |                \
     CALLOUT_FLAG_ALLOW_MID_STREAM_INSPECTION | CALLOUT_FLAG_ALLOW_RECLASSIFY | CALLOUT_FLAG_RESERVED1 |                    \
     CALLOUT_FLAG_ALLOW_RSC | CALLOUT_FLAG_ALLOW_L2_BATCH_CLASSIFY | CALLOUT_FLAG_ALLOW_USO | CALLOUT_FLAG_ALLOW_URO)

enum wfp_status callout_registry_new(struct callout_registry **out)
{
    struct callout_registry *r = calloc(1, sizeof(*r));
    if (!r)
        return WFP_NO_MEMORY;
    enum wfp_status err = switch_events_new(&r->switches);
    if (err) {
        free(r);
        return err;
    }
    pthread_mutex_init(&r->lock, NULL);
    bell_init(&r->idle);
    *out = r;
    return WFP_OK;
}

void callout_registry_schedule(struct callout_registry *r, struct nt_system *nt)
{
    bell_hand_over(&r->idle, nt ? nt_bells(nt) : NULL);
    switch_events_schedule(r->switches, nt);
}

struct switch_events *callout_registry_switches(struct callout_registry *r)
{
    return r->switches;
}

void callout_registry_watch(struct callout_registry *r, const struct hooks *hooks)
{
    r->hooks = hooks;
}

void callout_registry_free(struct callout_registry *r)
{
    if (!r)
        return;
    while (r->first) {
        struct callout_entry *e = r->first;
        r->first = e->next;
        atomic_store(&e->gone, true);
        callout_put(e);
    }
    injection_handles_forget(r);
    classify_handles_expel(r, NULL);
    redirect_handles_expel(r, NULL);
    pend_abandon(r, NULL);
    switch_events_free(r->switches);
    bell_fini(&r->idle);
    pthread_mutex_destroy(&r->lock);
    id_table_fini(&r->ids);
    free(r);
}

void callout_registry_on_change(struct callout_registry *r, callouts_changed_fn changed, void *context)
{
    r->changed = changed;
    r->changed_context = context;
}

static enum wfp_status tell_change(struct callout_registry *r, const struct guid *key)
{
    return r->changed ? r->changed(r->changed_context, key) : WFP_OK;
}

/* Under the lock. */
static struct callout_entry *find(struct callout_registry *r, const struct guid *key, uint32_t id)
{
    struct callout_entry *e = r->first;
    while (e && !(key ? guid_equal(&e->key, key) : e->id == id))
        e = e->next;
    return e;
}

uint32_t callout_id_take(struct callout_registry *r, const struct guid *key)
{
    pthread_mutex_lock(&r->lock);
    uint32_t id = id_table_take(&r->ids, key);
    pthread_mutex_unlock(&r->lock);
    return id;
}

void callout_id_put(struct callout_registry *r, const struct guid *key)
{
    pthread_mutex_lock(&r->lock);
    id_table_put(&r->ids, key);
    pthread_mutex_unlock(&r->lock);
}

static void append(struct callout_registry *r, struct callout_entry *e)
{
    struct callout_entry **at = &r->first;
    while (*at)
        at = &(*at)->next;
    *at = e;
    r->count++;
}

static void unlink_entry(struct callout_registry *r, struct callout_entry *e)
{
    struct callout_entry **at = &r->first;
    while (*at != e)
        at = &(*at)->next;
    *at = e->next;
    r->count--;
    id_table_put(&r->ids, &e->key);
}

static enum wfp_status publish(struct callout_registry *r, struct callout_entry *e)
{
    enum wfp_status err = WFP_OK;
    pthread_mutex_lock(&r->lock);
    if (find(r, &e->key, 0))
        err = WFP_ALREADY_EXISTS;
    else if (r->count == MAX_CALLOUTS)
        err = WFP_TOO_MANY_CALLOUTS;
    else if ((e->id = id_table_take(&r->ids, &e->key)) == 0)
        err = WFP_NO_MEMORY;
    else
        append(r, e);
    pthread_mutex_unlock(&r->lock);
    return err;
}

static void take_back(struct callout_registry *r, struct callout_entry *e)
{
    pthread_mutex_lock(&r->lock);
    unlink_entry(r, e);
    pthread_mutex_unlock(&r->lock);
}

enum wfp_status callout_register(struct callout_registry *r, const struct callout_registration *what, uint32_t *id)
{
    if (!what->functions->classify || !what->functions->notify || (what->flags & ~(uint32_t)KNOWN_FLAGS))
        return WFP_INVALID_ARGUMENT;
    struct callout_entry *e = calloc(1, sizeof(*e));
    if (!e)
        return WFP_NO_MEMORY;
    *e = (struct callout_entry){ .registry = r, .key = what->key, .flags = what->flags, .functions = what->functions,
                                 .context = what->context, .owner = what->owner, .version = what->version, .refs = 1 };
    enum wfp_status err = publish(r, e);
    if (err)
        goto free_entry;
    err = tell_change(r, &e->key);
    if (err)
        goto take_back;
    if (id)
        *id = e->id;
    return WFP_OK;

take_back:
    take_back(r, e);
free_entry:
    free(e);
    return err;
}

/* Under the lock. */
static enum wfp_status may_leave(const struct callout_entry *e)
{
    if (!e)
        return WFP_CALLOUT_NOT_FOUND;
    if (e->leaving)
        return WFP_IN_USE;
    return e->contexts || callout_is_calling(e) ? WFP_DEVICE_BUSY : WFP_OK;
}

/* The entry has been marked as leaving. Rulesets made from now on lack it; older ones find it gone. */
static void leave(struct callout_registry *r, struct callout_entry *e)
{
    atomic_store(&e->gone, true);
    /* A ruleset that could not be rebuilt keeps naming a callout that is gone: it acts as unregistered all the same. */
    (void)!tell_change(r, &e->key);
    pthread_mutex_lock(&r->lock);
    while (atomic_load(&e->active))
        bell_wait(&r->idle, &r->lock);
    unlink_entry(r, e);
    pthread_mutex_unlock(&r->lock);
    callout_put(e);
}

static enum wfp_status unregister(struct callout_registry *r, const struct guid *key, uint32_t id)
{
    pthread_mutex_lock(&r->lock);
    struct callout_entry *e = find(r, key, id);
    enum wfp_status       err = may_leave(e);
    if (err == WFP_OK)
        e->leaving = true;
    pthread_mutex_unlock(&r->lock);
    if (err == WFP_OK)
        leave(r, e);
    return err;
}

enum wfp_status callout_unregister(struct callout_registry *r, uint32_t id)
{
    return unregister(r, NULL, id);
}

enum wfp_status callout_unregister_key(struct callout_registry *r, const struct guid *key)
{
    return unregister(r, key, 0);
}

/* Batches are for classifyFn2 and later (D-026). */
static uint32_t flags_that_count(const struct callout_entry *e)
{
    return e->version < 2 ? e->flags & ~(uint32_t)CALLOUT_FLAG_ALLOW_L2_BATCH_CLASSIFY : e->flags;
}

enum wfp_status callout_bindings_get(struct callout_registry *r, struct callout_bindings *out)
{
    uint32_t count = 0;
    pthread_mutex_lock(&r->lock);
    for (struct callout_entry *e = r->first; e; e = e->next)
        count++;
    struct callout_bindings b = { calloc(count + 1u, sizeof(*b.bindings)), 0 };
    for (struct callout_entry *e = r->first; b.bindings && e; e = e->next) {
        if (e->leaving)
            continue;
        callout_hold(e);
        b.bindings[b.count++] = (struct callout_binding){ e->key, &callout_entry_ops, e, flags_that_count(e) };
    }
    pthread_mutex_unlock(&r->lock);
    if (!b.bindings)
        return WFP_NO_MEMORY;
    *out = b;
    return WFP_OK;
}

void callout_bindings_put(struct callout_bindings *b)
{
    for (uint32_t i = 0; i < b->count; i++)
        callout_put(b->bindings[i].callout);
    free(b->bindings);
    *b = (struct callout_bindings){ 0 };
}

static struct callout_entry *get(struct callout_registry *r, const struct guid *key, uint32_t id)
{
    pthread_mutex_lock(&r->lock);
    struct callout_entry *e = find(r, key, id);
    if (e && e->leaving)
        e = NULL;
    if (e)
        callout_hold(e);
    pthread_mutex_unlock(&r->lock);
    return e;
}

struct callout_entry *callout_get(struct callout_registry *r, const struct guid *key)
{
    return get(r, key, 0);
}

struct callout_entry *callout_get_id(struct callout_registry *r, uint32_t id)
{
    return get(r, NULL, id);
}

static bool belongs(const struct callout_entry *e, const void *owner)
{
    return !e->leaving && (!owner || e->owner == owner);
}

uint32_t callout_list(struct callout_registry *r, const void *owner, struct callout_info *out, uint32_t max)
{
    uint32_t count = 0;
    pthread_mutex_lock(&r->lock);
    for (const struct callout_entry *e = r->first; e; e = e->next) {
        if (!belongs(e, owner))
            continue;
        if (count < max)
            out[count] = (struct callout_info){ e->key, e->id, e->flags, e->version, e->owner, e->contexts };
        count++;
    }
    pthread_mutex_unlock(&r->lock);
    return count;
}

uint32_t callout_expel(struct callout_registry *r, const void *owner)
{
    uint32_t count = 0;
    for (;;) {
        pthread_mutex_lock(&r->lock);
        struct callout_entry *e = r->first;
        while (e && !belongs(e, owner))
            e = e->next;
        if (e)
            e->leaving = true;
        pthread_mutex_unlock(&r->lock);
        if (!e)
            return count;
        leave(r, e);
        count++;
    }
}

/* --- layers of frames ------------------------------------------------------------------------------------------------ */

void callout_registry_note_rules(struct callout_registry *r, const struct ruleset *rules)
{
    static const enum layer_pair pairs[] = { LAYER(INBOUND_MAC_FRAME_ETHERNET), LAYER(OUTBOUND_MAC_FRAME_ETHERNET),
                                             LAYER(INBOUND_MAC_FRAME_NATIVE),   LAYER(OUTBOUND_MAC_FRAME_NATIVE),
                                             LAYER(INGRESS_VSWITCH_ETHERNET),   LAYER(EGRESS_VSWITCH_ETHERNET) };
    uint64_t mask[2] = { 0, 0 };
    for (unsigned i = 0; i < COUNT_OF(pairs); i++) {
        uint16_t layer = layer_of(pairs[i], FAMILY_NONE)->id;
        if (ruleset_layer_has_callouts(rules, layer))
            mask[layer / 64] |= 1ull << layer % 64;
    }
    for (unsigned i = 0; i < COUNT_OF(mask); i++)
        atomic_store(&r->asks_at[i], mask[i]);
}

bool callout_registry_asks_at(const struct callout_registry *r, uint16_t layer)
{
    return layer < 128 && (atomic_load(&r->asks_at[layer / 64]) >> layer % 64 & 1);
}
