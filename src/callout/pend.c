#include "callout/pend.h"

#include <stdio.h>
#include <stdlib.h>

#include "callout/entry.h"

/* A handle is good in the classify that shows it and nowhere else, so that a stale one is never read through. */
static _Thread_local struct pend_slot *open_slot;

void pend_open(struct pend_slot *slot)
{
    slot->pended = NULL;
    open_slot = slot;
}

/* The rule whose callout is being asked on this thread. */
static void name_filter(struct pended_operation *op)
{
    const struct callout_call *call = callout_calls();
    if (!call || !call->rule)
        return;
    op->filter_id = call->rule->id;
    snprintf(op->filter, sizeof(op->filter), "%s", call->rule->name);
}

static void publish(struct pend_slot *slot, struct pended_operation *op)
{
    struct callout_registry *r = slot->registry;
    pthread_mutex_lock(&r->lock);
    op->first = slot->pended ? slot->pended : op;
    op->first->waiting++;
    op->serial = ++r->last_pended;
    op->listed = r->pended;
    r->pended = op;
    pthread_mutex_unlock(&r->lock);
    slot->pended = op->first;
}

enum wfp_status pend_operation(const void *handle, const void *owner, struct pended_operation **out)
{
    struct pend_slot *slot = open_slot;
    if (!handle)
        return WFP_NULL_POINTER;
    if (handle != slot)
        return WFP_INVALID_HANDLE;
    if (slot->reauthorizing)
        return WFP_CANNOT_PEND;
    struct pended_operation *op = calloc(1, sizeof(*op));
    if (!op)
        return WFP_NO_MEMORY;
    op->registry = slot->registry;
    op->owner = owner;
    op->link.walker = walker_number();
    name_filter(op);
    publish(slot, op);
    *out = op;
    return WFP_OK;
}

void pend_withdraw(struct pended_operation *op)
{
    struct callout_registry  *r = op->registry;
    struct pended_operation **at = &r->pended;
    pthread_mutex_lock(&r->lock);
    while (*at != op)
        at = &(*at)->listed;
    *at = op->listed;
    op->first->waiting--;
    pthread_mutex_unlock(&r->lock);
    if (open_slot->pended == op)
        open_slot->pended = NULL;
    free(op);
}

/* Everybody has completed, and the shim has attached what goes on. */
static void hand_over(struct pended_operation *op)
{
    const struct packet_sink *sink = callout_registry_sink(op->registry);
    if (sink) {
        sink->complete_operation(sink->context, op);
        return;
    }
    if (op->state) /* nobody walks any more */
        op->discard(op->state);
    pend_finish(op);
}

struct pended_operation *pend_take(struct pend_slot *slot, void *(*hold)(void *context), void *context,
                                   void (*discard)(void *state))
{
    struct pended_operation *op = slot->pended;
    open_slot = NULL;
    if (!op)
        return NULL;
    void *state = hold(context);
    pthread_mutex_lock(&slot->registry->lock);
    op->state = state;
    op->discard = discard;
    op->taken = true;
    bool completed = op->waiting == 0;
    pthread_mutex_unlock(&slot->registry->lock);
    if (completed)
        hand_over(op);
    return op;
}

/* Under the lock. An operation stays listed until all of its classify are done, so that a second completion is told apart from
 * a first one. */
static struct pended_operation *find(struct callout_registry *r, const void *operation)
{
    struct pended_operation *op = r->pended;
    while (op && op != operation)
        op = op->listed;
    return op && !op->completed ? op : NULL;
}

bool pend_complete(struct callout_registry *r, const void *operation)
{
    bool last = false;
    pthread_mutex_lock(&r->lock);
    struct pended_operation *op = find(r, operation), *first = op ? op->first : NULL;
    if (op) {
        op->completed = true;
        last = --first->waiting == 0 && first->taken;
    }
    pthread_mutex_unlock(&r->lock);
    if (last)
        hand_over(first);
    return op != NULL;
}

uint64_t pend_serial(struct callout_registry *r, const void *operation)
{
    pthread_mutex_lock(&r->lock);
    const struct pended_operation *op = find(r, operation);
    uint64_t                       serial = op ? op->first->serial : 0;
    pthread_mutex_unlock(&r->lock);
    return serial;
}

/* Under the lock: everybody has completed it, and it has not gone on yet. */
static bool goes_on_soon(const struct callout_registry *r, uint64_t serial)
{
    const struct pended_operation *op = r->pended;
    while (op && op->serial != serial)
        op = op->listed;
    return op && op->waiting == 0;
}

void pend_await(struct callout_registry *r, uint64_t serial)
{
    const struct packet_sink *sink = callout_registry_sink(r);
    if (!sink || !sink->may_wait || !sink->may_wait(sink->context))
        return;
    pthread_mutex_lock(&r->lock);
    while (goes_on_soon(r, serial))
        bell_wait(&r->idle, &r->lock);
    pthread_mutex_unlock(&r->lock);
}

/* Takes the operations of one classify out of the list. Under the lock. */
static struct pended_operation *unlist(struct callout_registry *r, const struct pended_operation *first)
{
    struct pended_operation *taken = NULL, **at = &r->pended;
    while (*at) {
        struct pended_operation *op = *at;
        if (op->first != first) {
            at = &op->listed;
            continue;
        }
        *at = op->listed;
        op->listed = taken;
        taken = op;
    }
    return taken;
}

void pend_finish(struct pended_operation *first)
{
    struct callout_registry *r = first->registry;
    pthread_mutex_lock(&r->lock);
    struct pended_operation *op = unlist(r, first);
    bell_ring(&r->idle);
    pthread_mutex_unlock(&r->lock);
    while (op) {
        struct pended_operation *next = op->listed;
        free(op);
        op = next;
    }
}

static bool is_left(const struct pended_operation *op, const void *owner)
{
    return !op->completed && (!owner || op->owner == owner);
}

uint32_t pend_count(struct callout_registry *r, const void *owner)
{
    uint32_t count = 0;
    pthread_mutex_lock(&r->lock);
    for (const struct pended_operation *op = r->pended; op; op = op->listed)
        count += is_left(op, owner);
    pthread_mutex_unlock(&r->lock);
    return count;
}

uint32_t pend_abandon(struct callout_registry *r, const void *owner)
{
    uint32_t count = 0;
    for (;;) {
        pthread_mutex_lock(&r->lock);
        struct pended_operation *op = r->pended;
        while (op && !is_left(op, owner))
            op = op->listed;
        struct pended_operation *first = op ? op->first : NULL;
        pthread_mutex_unlock(&r->lock);
        if (!op)
            return count;
        count++;
        if (first->state)
            first->discard(first->state);
        pend_finish(first);
    }
}
