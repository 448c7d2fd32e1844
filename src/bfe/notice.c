/* Telling callouts of filters that name them (docs/behaviour C.2): always without the store's lock, because a notify function
 * may call anything. */
#include <stdlib.h>

#include "bfe/objects.h"
#include "bfe/store_state.h"

enum wfp_status notice_add(struct notice **list, struct object *filter, enum callout_notify type)
{
    struct notice **at = list;
    if (!(filter->filter.action & ACTION_FLAG_CALLOUT))
        return WFP_OK;
    while (*at)
        at = &(*at)->next;
    struct notice *n = calloc(1, sizeof(*n));
    if (!n)
        return WFP_NO_MEMORY;
    object_get(filter);
    *n = (struct notice){ .filter = filter, .type = type };
    *at = n;
    return WFP_OK;
}

void notices_free(struct notice **list)
{
    while (*list) {
        struct notice *n = *list;
        *list = n->next;
        object_put(n->filter);
        free(n);
    }
}

/* The weight of the filter's sublayer, among those that are there now. */
static uint16_t sublayer_weight(const struct bfe *b, const struct guid *key)
{
    const struct policy      *p = b->writer && b->writer->txn ? &b->writer->txn->set.policy : &b->set.policy;
    const struct sublayer    *s = policy_sublayer(p, key);
    const struct builtin_row *builtin = builtin_find_key(BUILTIN_SUBLAYER, key);
    return s ? s->weight : builtin ? builtin->weight : 0;
}

/* The rule that the filter is or will be, as far as a callout is shown it. */
static struct rule rule_of(const struct filter *f, const struct sublayer_row *sublayer)
{
    return (struct rule){ .id = f->id, .weight = f->effective_weight, .name = f->name, .key = f->key, .layer = f->layer,
                          .flags = f->flags, .action = f->action, .sublayer = sublayer, .condition_count = f->condition_count,
                          .conditions = f->conditions, .callout_key = f->callout, .raw_context = f->raw_context };
}

enum wfp_status store_notify(struct bfe *b, struct object *filter, enum callout_notify type)
{
    const struct filter *f = &filter->filter;
    struct sublayer_row  sublayer = { .key = f->sublayer, .name = "", .weight = sublayer_weight(b, &f->sublayer) };
    struct rule          rule = rule_of(f, &sublayer);
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
    pthread_mutex_unlock(&b->lock);
    err = callout_notify(e, type, &rule, &context);
    callout_put(e);
    pthread_mutex_lock(&b->lock);
    if (type == CALLOUT_ADD_FILTER && err == WFP_OK)
        filter->context = context;
    return err;
}

void notices_tell(struct bfe *b, struct notice **list)
{
    for (struct notice *n = *list; n; n = n->next)
        (void)!store_notify(b, n->filter, n->type); /* only an add can be refused (C-016) */
    notices_free(list);
}
