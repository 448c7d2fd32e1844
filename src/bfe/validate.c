#include "bfe/validate.h"

#include "base/guid.h"
#include "bfe/context_rules.h"
#include "bfe/object_set.h"
#include "bfe/objects.h"
#include "model/choices.h"

#define FILTER_FLAGS_KNOWN                                                                                                   \
    (FILTER_FLAG_PERSISTENT | FILTER_FLAG_BOOTTIME | FILTER_FLAG_HAS_PROVIDER_CONTEXT | FILTER_FLAG_CLEAR_ACTION_RIGHT |      \
     FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED | FILTER_FLAG_DISABLED | FILTER_FLAG_INDEXED |                               \
     FILTER_FLAG_HAS_SECURITY_REALM_PROVIDER_CONTEXT | FILTER_FLAG_SYSTEMOS_ONLY | FILTER_FLAG_GAMEOS_ONLY |                 \
     FILTER_FLAG_SILENT_MODE | FILTER_FLAG_IPSEC_NO_ACQUIRE_INITIATE)
#define WEIGHT_BANDS 16

static enum wfp_status fail(struct fault *fault, enum fault_member member, enum wfp_status status)
{
    fault->member = member;
    return status;
}

/* --- what a view has -------------------------------------------------------------------------------------------------------- */

/* A set has the built-in objects as well: they are found through their rows. */
static const void *find_in_set(const struct policy_view *view, enum object_kind kind, const struct guid *key)
{
    const struct object *o = object_set_find(view->set, kind, key);
    return o && !o->builtin ? &o->key : NULL;
}

static const struct provider *find_provider(const struct policy_view *view, const struct guid *key)
{
    const struct provider *p = view->set ? find_in_set(view, OBJECT_PROVIDER, key) : policy_provider(view->policy, key);
    return p ? p : policy_provider(view->base, key);
}

static const struct provider_context *find_context(const struct policy_view *view, const struct guid *key)
{
    const struct provider_context *c = view->set ? find_in_set(view, OBJECT_CONTEXT, key) : policy_context(view->policy, key);
    return c ? c : policy_context(view->base, key);
}

static const struct sublayer *find_sublayer(const struct policy_view *view, const struct guid *key)
{
    const struct sublayer *s = view->set ? find_in_set(view, OBJECT_SUBLAYER, key) : policy_sublayer(view->policy, key);
    return s ? s : policy_sublayer(view->base, key);
}

static const struct callout *find_callout(const struct policy_view *view, const struct guid *key)
{
    const struct callout *c = view->set ? find_in_set(view, OBJECT_CALLOUT, key) : policy_callout(view->policy, key);
    return c ? c : policy_callout(view->base, key);
}

/* --- what every object has ------------------------------------------------------------------------------------------------- */

static bool is_printable(const char *text)
{
    for (const unsigned char *c = (const unsigned char *)(text ? text : ""); *c; c++)
        if (*c < 0x20 || *c == 0x7f)
            return false;
    return true;
}

/* */
static enum wfp_status check_shown(const char *name, const char *description, struct fault *fault)
{
    if (!name)
        return fail(fault, FAULT_NAME, WFP_NULL_DISPLAY_NAME);
    if (!is_printable(name) || !is_printable(description))
        return fail(fault, FAULT_NAME, WFP_INVALID_PARAMETER);
    return WFP_OK;
}

static bool is_callout_action(enum action_type action)
{
    return ((uint32_t)action & ACTION_FLAG_CALLOUT) != 0;
}

static enum wfp_status fail_flags(struct fault *fault, uint32_t bits, enum wfp_status status)
{
    fault->flags = bits;
    return fail(fault, FAULT_FLAGS, status);
}

/* INDEXED is taken and ignored. */
static enum wfp_status check_flags(const struct filter *f, const struct policy_view *view, struct fault *fault)
{
    uint32_t lifetimes = FILTER_FLAG_PERSISTENT | FILTER_FLAG_BOOTTIME;
    if (f->flags & ~(uint32_t)FILTER_FLAGS_KNOWN)
        return fail_flags(fault, f->flags & ~(uint32_t)FILTER_FLAGS_KNOWN, WFP_INVALID_FLAGS);
    if ((f->flags & lifetimes) == lifetimes)
        return fail_flags(fault, lifetimes, WFP_INVALID_FLAGS);
    if ((f->flags & lifetimes) && view->dynamic)
        return fail_flags(fault, f->flags & lifetimes, (enum wfp_status)CHOICE_PERSISTENT_IN_DYNAMIC_SESSION);
    if ((f->flags & FILTER_FLAG_DISABLED) && !view->snapshot)
        return fail_flags(fault, FILTER_FLAG_DISABLED, WFP_INVALID_FLAGS);
    if ((f->flags & FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED) && f->action != ACTION_CALLOUT_TERMINATING &&
        f->action != ACTION_CALLOUT_UNKNOWN)
        return fail_flags(fault, FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED, WFP_INVALID_FLAGS);
    return WFP_OK;
}

static bool is_fast_layer(const struct layer_row *layer)
{
    return layer->pair == LAYER(INBOUND_TRANSPORT_FAST) || layer->pair == LAYER(OUTBOUND_TRANSPORT_FAST) ||
           layer->pair == LAYER(INBOUND_MAC_FRAME_NATIVE_FAST) || layer->pair == LAYER(OUTBOUND_MAC_FRAME_NATIVE_FAST);
}

/* with J-040: a static filter is what neither outlives BFE nor ends with its session. */
static enum wfp_status check_layer(const struct filter *f, const struct policy_view *view, struct fault *fault)
{
    if (f->layer >= LAYER_COUNT)
        return fail(fault, FAULT_LAYER, WFP_LAYER_NOT_FOUND);
    const struct layer_row *layer = &layer_rows[f->layer];
    if (is_fast_layer(layer) && !view->dynamic && !(f->flags & FILTER_FLAG_PERSISTENT))
        return fail(fault, FAULT_LAYER, (enum wfp_status)CHOICE_STATIC_FILTER_AT_FAST_LAYER);
    if ((f->flags & FILTER_FLAG_BOOTTIME) && !layer->is_kernel)
        return fail_flags(fault, FILTER_FLAG_BOOTTIME, WFP_INCOMPATIBLE_LAYER);
    return WFP_OK;
}

/* what is persistent may not refer to what is not. */
static enum wfp_status check_provider(const struct guid *key, bool persistent, const struct policy_view *view,
                                      struct fault *fault)
{
    if (guid_is_zero(key) || builtin_find_key(BUILTIN_PROVIDER, key))
        return WFP_OK;
    const struct provider *p = find_provider(view, key);
    if (!p)
        return fail(fault, FAULT_PROVIDER, WFP_PROVIDER_NOT_FOUND);
    if (persistent && !(p->flags & PROVIDER_FLAG_PERSISTENT))
        return fail(fault, FAULT_PROVIDER, WFP_LIFETIME_MISMATCH);
    return WFP_OK;
}

/* A boot-time filter is kept as a persistent one is. */
static bool is_kept(const struct filter *f)
{
    return f->flags & (FILTER_FLAG_PERSISTENT | FILTER_FLAG_BOOTTIME);
}

/* with J-036: persistent refers to persistent, and not across two providers. */
static bool lifetime_fits(const struct filter *f, bool target_persistent, const struct guid *target_provider)
{
    if (!is_kept(f))
        return true;
    bool both = !guid_is_zero(&f->provider) && !guid_is_zero(target_provider);
    bool compare = both || !CHOICE_FOREIGN_PROVIDER_NEEDS_BOTH;
    return target_persistent && (!compare || guid_equal(&f->provider, target_provider));
}

/* */
static enum wfp_status check_sublayer(const struct filter *f, const struct policy_view *view, struct fault *fault)
{
    const struct builtin_row *builtin = builtin_find_key(BUILTIN_SUBLAYER, &f->sublayer);
    const struct sublayer    *s = find_sublayer(view, &f->sublayer);
    if (guid_is_zero(&f->sublayer))
        return WFP_OK;
    if (!builtin && !s)
        return fail(fault, FAULT_SUBLAYER, WFP_SUBLAYER_NOT_FOUND);
    if (s && !lifetime_fits(f, s->flags & SUBLAYER_FLAG_PERSISTENT, &s->provider))
        return fail(fault, FAULT_SUBLAYER, WFP_LIFETIME_MISMATCH);
    if (guid_equal(&f->sublayer, sublayer_inspection_key()) && f->action != ACTION_CALLOUT_INSPECTION)
        return fail(fault, FAULT_ACTION, WFP_ACTION_INCOMPATIBLE_WITH_SUBLAYER);
    return WFP_OK;
}

/* */
static enum wfp_status check_action(const struct filter *f, struct fault *fault)
{
    switch (f->action) {
    case ACTION_BLOCK:
    case ACTION_PERMIT:
    case ACTION_CALLOUT_TERMINATING:
    case ACTION_CALLOUT_INSPECTION:
    case ACTION_CALLOUT_UNKNOWN:
        return WFP_OK;
    case ACTION_CONTINUE:
    case ACTION_NONE:
    case ACTION_NONE_NO_MATCH:
        break;
    }
    return fail(fault, FAULT_ACTION, WFP_INVALID_ACTION_TYPE);
}

/* A-076; A-077 with J-023. */
static enum wfp_status check_callout(const struct filter *f, const struct policy_view *view, struct fault *fault)
{
    if (!is_callout_action(f->action))
        return WFP_OK;
    const struct builtin_row *builtin = builtin_find_key(BUILTIN_CALLOUT, &f->callout);
    const struct callout     *c = find_callout(view, &f->callout);
    if (!builtin && !c)
        return fail(fault, FAULT_CALLOUT, WFP_CALLOUT_NOT_FOUND);
    if ((c ? c->layer : builtin->layer) != f->layer)
        return fail(fault, FAULT_CALLOUT, (enum wfp_status)CHOICE_CALLOUT_AT_WRONG_LAYER);
    if (c && !lifetime_fits(f, c->flags & CALLOUT_OBJECT_FLAG_PERSISTENT, &c->provider))
        return fail(fault, FAULT_CALLOUT, WFP_LIFETIME_MISMATCH);
    return WFP_OK;
}

/* */
static enum wfp_status check_context(const struct filter *f, const struct policy_view *view, struct fault *fault)
{
    if (!(f->flags & FILTER_FLAG_HAS_PROVIDER_CONTEXT))
        return WFP_OK;
    const struct provider_context *c = find_context(view, &f->provider_context);
    if (!c && !builtin_find_key(BUILTIN_PROVIDER_CONTEXT, &f->provider_context))
        return fail(fault, FAULT_CONTEXT, WFP_PROVIDER_CONTEXT_NOT_FOUND);
    if (c && !lifetime_fits(f, c->flags & CONTEXT_FLAG_PERSISTENT, &c->provider))
        return fail(fault, FAULT_CONTEXT, WFP_LIFETIME_MISMATCH);
    enum wfp_status err = c ? context_fits(c->type, f) : WFP_OK;
    return err ? fail(fault, FAULT_CONTEXT, err) : WFP_OK;
}

/* */
static enum wfp_status check_weight(const struct value *w, struct fault *fault)
{
    if (w->type == TYPE_EMPTY || (w->type == TYPE_UINT8 && w->u8 < WEIGHT_BANDS))
        return WFP_OK;
    if (w->type == TYPE_UINT64)
        return w->u64 ? WFP_OK : fail(fault, FAULT_WEIGHT, WFP_NULL_POINTER);
    return fail(fault, FAULT_WEIGHT, WFP_INVALID_WEIGHT);
}

/* J-006: conditions on one field may stand anywhere and be equal. */
static enum wfp_status check_conditions(const struct filter *f, struct fault *fault)
{
    if (f->condition_count && !f->conditions)
        return fail(fault, FAULT_CONDITIONS, WFP_NULL_POINTER);
    for (uint32_t i = 0; i < f->condition_count; i++) {
        fault->condition = i;
        RETURN_IF(bfe_condition_validate(&f->conditions[i], &layer_rows[f->layer], &fault->member));
    }
    return WFP_OK;
}

enum wfp_status bfe_filter_validate(const struct filter *f, const struct policy_view *view, struct fault *fault)
{
    *fault = (struct fault){ .member = FAULT_NONE };
    RETURN_IF(check_shown(f->name, f->description, fault));
    RETURN_IF(check_action(f, fault));
    RETURN_IF(check_flags(f, view, fault));
    RETURN_IF(check_layer(f, view, fault));
    RETURN_IF(check_provider(&f->provider, is_kept(f), view, fault));
    RETURN_IF(check_sublayer(f, view, fault));
    RETURN_IF(check_callout(f, view, fault));
    RETURN_IF(check_context(f, view, fault));
    RETURN_IF(check_weight(&f->weight, fault));
    return check_conditions(f, fault);
}

/* flags that a caller may give, and whether they fit the session. */
static enum wfp_status check_object_flags(uint32_t flags, uint32_t allowed, uint32_t persistent, const struct policy_view *view,
                                          struct fault *fault)
{
    if (flags & ~allowed)
        return fail_flags(fault, flags & ~allowed, WFP_INVALID_FLAGS);
    if ((flags & persistent) && view->dynamic)
        return fail_flags(fault, persistent, (enum wfp_status)CHOICE_PERSISTENT_IN_DYNAMIC_SESSION);
    return WFP_OK;
}

enum wfp_status bfe_provider_validate(const struct provider *p, const struct policy_view *view, struct fault *fault)
{
    uint32_t allowed = PROVIDER_FLAG_PERSISTENT | (view->snapshot ? PROVIDER_FLAG_DISABLED : 0);
    *fault = (struct fault){ .member = FAULT_NONE };
    RETURN_IF(check_shown(p->name, p->description, fault));
    if (!is_printable(p->service))
        return fail(fault, FAULT_NAME, WFP_INVALID_PARAMETER);
    return check_object_flags(p->flags, allowed, PROVIDER_FLAG_PERSISTENT, view, fault);
}

enum wfp_status bfe_context_validate(const struct provider_context *c, const struct policy_view *view, struct fault *fault)
{
    *fault = (struct fault){ .member = FAULT_NONE };
    RETURN_IF(check_shown(c->name, c->description, fault));
    RETURN_IF(check_object_flags(c->flags, CONTEXT_FLAG_PERSISTENT | CONTEXT_FLAG_DOWNLEVEL, CONTEXT_FLAG_PERSISTENT, view, fault));
    if (c->type >= CONTEXT_TYPE_MAX)
        return fail(fault, FAULT_VALUE, WFP_INVALID_ENUMERATOR);
    return check_provider(&c->provider, c->flags & CONTEXT_FLAG_PERSISTENT, view, fault);
}

enum wfp_status bfe_sublayer_validate(const struct sublayer *s, const struct policy_view *view, struct fault *fault)
{
    *fault = (struct fault){ .member = FAULT_NONE };
    RETURN_IF(check_shown(s->name, s->description, fault));
    RETURN_IF(check_object_flags(s->flags, SUBLAYER_FLAG_PERSISTENT, SUBLAYER_FLAG_PERSISTENT, view, fault));
    return check_provider(&s->provider, s->flags & SUBLAYER_FLAG_PERSISTENT, view, fault);
}

enum wfp_status bfe_callout_validate(const struct callout *c, const struct policy_view *view, struct fault *fault)
{
    uint32_t allowed = CALLOUT_OBJECT_FLAG_PERSISTENT | CALLOUT_OBJECT_FLAG_USES_PROVIDER_CONTEXT;
    *fault = (struct fault){ .member = FAULT_NONE };
    if (view->snapshot)
        allowed |= CALLOUT_OBJECT_FLAG_REGISTERED; /* output only */
    RETURN_IF(check_shown(c->name, c->description, fault));
    if (c->layer >= LAYER_COUNT)
        return fail(fault, FAULT_LAYER, WFP_LAYER_NOT_FOUND);
    RETURN_IF(check_object_flags(c->flags, allowed, CALLOUT_OBJECT_FLAG_PERSISTENT, view, fault));
    return check_provider(&c->provider, c->flags & CALLOUT_OBJECT_FLAG_PERSISTENT, view, fault);
}
