/* What the store does differently for each kind of object. */
#include <string.h>

#include "bfe/object_set.h"

/* Copies a string that may be NULL. */
static enum wfp_status copy_text(struct arena *arena, const char **text)
{
    if (*text)
        *text = arena_string(arena, *text);
    else
        return WFP_OK;
    return *text ? WFP_OK : WFP_NO_MEMORY;
}

static enum wfp_status copy_data(struct arena *arena, struct byte_blob *data)
{
    if (data->size && !data->data)
        return WFP_NULL_POINTER;
    data->data = data->size ? arena_copy(arena, data->data, data->size) : NULL;
    return data->size && !data->data ? WFP_NO_MEMORY : WFP_OK;
}

static enum wfp_status copy_shown(struct arena *arena, const char **name, const char **description, struct byte_blob *data)
{
    RETURN_IF(copy_text(arena, name));
    RETURN_IF(copy_text(arena, description));
    return copy_data(arena, data);
}

static enum wfp_status provider_copy(struct object *o, const void *record)
{
    struct provider *p = &o->provider;
    memcpy(p, record, sizeof(*p));
    RETURN_IF(copy_text(&o->arena, &p->service));
    return copy_shown(&o->arena, &p->name, &p->description, &p->data);
}

static enum wfp_status context_copy(struct object *o, const void *record)
{
    struct provider_context *c = &o->provider_context;
    memcpy(c, record, sizeof(*c));
    RETURN_IF(copy_data(&o->arena, &c->value));
    return copy_shown(&o->arena, &c->name, &c->description, &c->data);
}

static enum wfp_status sublayer_copy(struct object *o, const void *record)
{
    struct sublayer *s = &o->sublayer;
    memcpy(s, record, sizeof(*s));
    return copy_shown(&o->arena, &s->name, &s->description, &s->data);
}

static enum wfp_status callout_copy(struct object *o, const void *record)
{
    struct callout *c = &o->callout;
    memcpy(c, record, sizeof(*c));
    return copy_shown(&o->arena, &c->name, &c->description, &c->data);
}

static enum wfp_status filter_copy(struct object *o, const void *record)
{
    struct filter    *f = &o->filter;
    struct condition *c;
    memcpy(f, record, sizeof(*f));
    c = arena_array(&o->arena, f->condition_count, sizeof(*c));
    if (!c)
        return WFP_NO_MEMORY;
    for (uint32_t i = 0; i < f->condition_count; i++) {
        c[i] = (struct condition){ f->conditions[i].field, f->conditions[i].match, { TYPE_EMPTY } };
        RETURN_IF(value_copy(&o->arena, &f->conditions[i].value, &c[i].value));
    }
    f->conditions = c;
    o->context = f->raw_context;
    struct value weight = f->weight;
    RETURN_IF(value_copy(&o->arena, &weight, &f->weight));
    return copy_shown(&o->arena, &f->name, &f->description, &f->data);
}

static enum wfp_status provider_validate(const void *record, const struct policy_view *view, struct fault *fault)
{
    return bfe_provider_validate(record, view, fault);
}

static enum wfp_status sublayer_validate(const void *record, const struct policy_view *view, struct fault *fault)
{
    return bfe_sublayer_validate(record, view, fault);
}

static enum wfp_status callout_validate(const void *record, const struct policy_view *view, struct fault *fault)
{
    return bfe_callout_validate(record, view, fault);
}

static enum wfp_status filter_validate(const void *record, const struct policy_view *view, struct fault *fault)
{
    return bfe_filter_validate(record, view, fault);
}

static enum wfp_status context_validate(const void *record, const struct policy_view *view, struct fault *fault)
{
    return bfe_context_validate(record, view, fault);
}

const struct object_kind_ops object_kinds[OBJECT_KIND_COUNT] = {
    [OBJECT_PROVIDER] = { sizeof(struct provider), WFP_PROVIDER_NOT_FOUND, BUILTIN_PROVIDER, true, provider_copy, provider_validate },
    [OBJECT_CONTEXT] = { sizeof(struct provider_context), WFP_PROVIDER_CONTEXT_NOT_FOUND, BUILTIN_PROVIDER_CONTEXT, true, context_copy,
                         context_validate },
    [OBJECT_SUBLAYER] = { sizeof(struct sublayer), WFP_SUBLAYER_NOT_FOUND, BUILTIN_SUBLAYER, true, sublayer_copy, sublayer_validate },
    [OBJECT_CALLOUT] = { sizeof(struct callout), WFP_CALLOUT_NOT_FOUND, BUILTIN_CALLOUT, true, callout_copy, callout_validate },
    [OBJECT_FILTER] = { sizeof(struct filter), WFP_FILTER_NOT_FOUND, 0, false, filter_copy, filter_validate },
};

static void add_link(struct object_link out[OBJECT_LINKS], unsigned *n, enum object_kind kind, const struct guid *key)
{
    if (!guid_is_zero(key))
        out[(*n)++] = (struct object_link){ kind, *key };
}

static unsigned filter_links(const struct filter *f, struct object_link out[OBJECT_LINKS])
{
    unsigned n = 0;
    add_link(out, &n, OBJECT_PROVIDER, &f->provider);
    add_link(out, &n, OBJECT_SUBLAYER, &f->sublayer);
    if (f->action & ACTION_FLAG_CALLOUT)
        add_link(out, &n, OBJECT_CALLOUT, &f->callout);
    if (f->flags & FILTER_FLAG_HAS_PROVIDER_CONTEXT)
        add_link(out, &n, OBJECT_CONTEXT, &f->provider_context);
    return n;
}

unsigned object_links(enum object_kind kind, const void *record, struct object_link out[OBJECT_LINKS])
{
    unsigned n = 0;
    switch (kind) {
    case OBJECT_CONTEXT:
        add_link(out, &n, OBJECT_PROVIDER, &((const struct provider_context *)record)->provider);
        break;
    case OBJECT_SUBLAYER:
        add_link(out, &n, OBJECT_PROVIDER, &((const struct sublayer *)record)->provider);
        break;
    case OBJECT_CALLOUT:
        add_link(out, &n, OBJECT_PROVIDER, &((const struct callout *)record)->provider);
        break;
    case OBJECT_FILTER:
        return filter_links(record, out);
    case OBJECT_PROVIDER:
    case OBJECT_KIND_COUNT:
        break;
    }
    return n;
}

bool object_is_persistent(const struct object *o)
{
    switch (o->kind) {
    case OBJECT_PROVIDER:
        return o->provider.flags & PROVIDER_FLAG_PERSISTENT;
    case OBJECT_CONTEXT:
        return o->provider_context.flags & CONTEXT_FLAG_PERSISTENT;
    case OBJECT_SUBLAYER:
        return o->sublayer.flags & SUBLAYER_FLAG_PERSISTENT;
    case OBJECT_CALLOUT:
        return o->callout.flags & CALLOUT_OBJECT_FLAG_PERSISTENT;
    case OBJECT_FILTER:
        return o->filter.flags & (FILTER_FLAG_PERSISTENT | FILTER_FLAG_BOOTTIME);
    case OBJECT_KIND_COUNT:
        break;
    }
    return false;
}

const struct guid *object_provider_key(const struct object *o)
{
    switch (o->kind) {
    case OBJECT_CONTEXT:
        return &o->provider_context.provider;
    case OBJECT_SUBLAYER:
        return &o->sublayer.provider;
    case OBJECT_CALLOUT:
        return &o->callout.provider;
    case OBJECT_FILTER:
        return &o->filter.provider;
    case OBJECT_PROVIDER:
    case OBJECT_KIND_COUNT:
        break;
    }
    return &o->provider.key;
}
