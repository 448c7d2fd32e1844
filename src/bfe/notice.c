/* Telling callouts of filters that name them (docs/behaviour C.2): always without the store's lock, because a notify function
 * may call anything. */
#include <stdlib.h>

#include "bfe/objects.h"
#include "bfe/store_state.h"

enum wfp_status notice_add(struct notice_list *list, struct object *filter, enum callout_notify type)
{
    if (!(filter->filter.action & ACTION_FLAG_CALLOUT))
        return WFP_OK;
    struct notice *n = calloc(1, sizeof(*n));
    if (!n)
        return WFP_NO_MEMORY;
    *n = (struct notice){ .filter = object_get(filter), .type = type };
    if (list->last)
        list->last->next = n;
    else
        list->first = n;
    list->last = n;
    return WFP_OK;
}

void notices_free(struct notice_list *list)
{
    while (list->first) {
        struct notice *n = list->first;
        list->first = n->next;
        object_put(n->filter);
        free(n);
    }
    list->last = NULL;
}

/* The weight of the filter's sublayer, among those that are there now. */
static uint16_t sublayer_weight(const struct bfe *b, const struct guid *key)
{
    const struct object *o = object_set_find(&b->set, OBJECT_SUBLAYER, key);
    return o ? o->sublayer.weight : 0;
}

/* The rule that the filter is or will be, as far as a callout is shown it. */
static struct rule rule_of(const struct filter *f, const struct sublayer_row *sublayer, const struct object *context)
{
    return (struct rule){ .id = f->id, .weight = f->effective_weight, .name = f->name, .key = f->key, .layer = f->layer,
                          .flags = f->flags, .action = f->action, .sublayer = sublayer, .condition_count = f->condition_count,
                          .conditions = f->conditions, .callout_key = f->callout, .raw_context = f->raw_context,
                          .shown_context = context ? &context->provider_context : NULL };
}

enum wfp_status store_notify(struct bfe *b, struct object *filter, enum callout_notify type)
{
    const struct filter *f = &filter->filter;
    struct sublayer_row  sublayer = { .key = f->sublayer, .name = "", .weight = sublayer_weight(b, &f->sublayer) };
    uint64_t             context = filter->context;
    enum wfp_status      err;
    struct callout_entry *e = b->config.callouts && (f->action & ACTION_FLAG_CALLOUT) ? callout_get(b->config.callouts, &f->callout)
                                                                                      : NULL;
    if (!e)
        return WFP_OK;
    if (type == CALLOUT_ADD_FILTER_POST_COMMIT && !(callout_flags(e) & CALLOUT_FLAG_ENABLE_COMMIT_ADD_NOTIFY)) {
        callout_put(e);
        return WFP_OK;
    }
    struct object *shown = store_shown_context(b, STORE_NEXT, f);
    struct rule    rule = rule_of(f, &sublayer, shown);
    if (shown)
        object_get(shown);
    pthread_mutex_unlock(&b->lock);
    err = callout_notify(e, type, &rule, &context);
    callout_put(e);
    object_put(shown);
    pthread_mutex_lock(&b->lock);
    if (type == CALLOUT_ADD_FILTER && err == WFP_OK)
        filter->context = context;
    return err;
}

void notices_tell(struct bfe *b, struct notice_list *list)
{
    for (struct notice *n = list->first; n; n = n->next)
        (void)!store_notify(b, n->filter, n->type); /* only an add can be refused (C-016) */
    notices_free(list);
}

void steps_tell_deleted(struct bfe *b, const struct step *steps, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (steps[i].deleted && steps[i].object->kind == OBJECT_FILTER)
            (void)!store_notify(b, steps[i].object, CALLOUT_DELETE_FILTER);
}

void notices_take(struct notice_list *from, struct notice_list *to)
{
    *to = *from;
    *from = (struct notice_list){ 0 };
}
