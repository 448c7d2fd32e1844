/* The ordered list of extensions. A frame passes it from the first to the last at ingress, and back at egress. */
#include "vswitch/control_state.h"

const struct guid switch_wfp_extension = { 0xe7c3b2f0, 0xf3c5, 0x48df, { 0xaf, 0x2b, 0x10, 0xfe, 0xd6, 0xd7, 0x2e, 0x7a } };

uint32_t switch_extension_count(const struct switch_control *c)
{
    return c->extension_count;
}

const struct switch_extension *switch_extension_at(const struct switch_control *c, uint32_t position)
{
    return position < c->extension_count ? &c->extensions[position] : NULL;
}

static bool is_wfp(const struct switch_extension *e)
{
    return guid_equal(&e->id, &switch_wfp_extension);
}

bool switch_wfp_in_default_place(const struct switch_control *c)
{
    for (uint32_t i = 0; i < c->extension_count; i++)
        if (c->extensions[i].kind == SWITCH_FILTERING)
            return is_wfp(&c->extensions[i]);
    return false;
}

/* -1: not there. */
static int position_of(const struct switch_control *c, const struct guid *id)
{
    for (uint32_t i = 0; i < c->extension_count; i++)
        if (guid_equal(&c->extensions[i].id, id))
            return (int)i;
    return -1;
}

static uint32_t default_position(const struct switch_control *c, const struct switch_extension *e)
{
    uint32_t at = 0;
    while (at < c->extension_count &&
           (c->extensions[at].kind < e->kind || (c->extensions[at].kind == e->kind && !is_wfp(e))))
        at++;
    return at;
}

enum event { PAUSE, REORDERED, RESTART };

static void tell_all(struct switch_control *c, enum event event)
{
    for (uint32_t i = 0; i < c->extension_count; i++) {
        const struct switch_extension_ops *ops = c->extensions[i].ops;
        void (*tell)(void *, struct switch_control *) = event == PAUSE       ? ops->pause
                                                        : event == REORDERED ? ops->reordered
                                                                             : ops->restart;
        if (tell)
            tell(c->extensions[i].context, c);
    }
}

static void insert(struct switch_control *c, uint32_t at, const struct switch_extension *e)
{
    memmove(&c->extensions[at + 1], &c->extensions[at], (c->extension_count - at) * sizeof(*e));
    c->extensions[at] = *e;
    c->extension_count++;
}

static void take_out(struct switch_control *c, uint32_t at)
{
    c->extension_count--;
    memmove(&c->extensions[at], &c->extensions[at + 1], (c->extension_count - at) * sizeof(*c->extensions));
}

static enum wfp_status may_add(const struct switch_control *c, const struct switch_extension *e)
{
    if (is_wfp(e) && vswitch_is_iov(c->config.sw))
        return WFP_UNSUPPORTED;
    if (e->kind > SWITCH_FORWARDING || !e->ops || (is_wfp(e) && e->kind != SWITCH_FILTERING))
        return WFP_INVALID_ARGUMENT;
    if (position_of(c, &e->id) >= 0)
        return WFP_ALREADY_EXISTS;
    if (e->kind == SWITCH_FORWARDING && c->extension_count && c->extensions[c->extension_count - 1].kind == SWITCH_FORWARDING)
        return WFP_ALREADY_EXISTS;
    return c->extension_count < MAX_EXTENSIONS ? WFP_OK : WFP_OUT_OF_BOUNDS;
}

/* Those that are there are paused around it. The newcomer finds itself in the list when it is attached. */
static enum wfp_status add(struct switch_control *c, const struct switch_extension *e)
{
    RETURN_IF(may_add(c, e));
    uint32_t at = default_position(c, e);
    tell_all(c, PAUSE);
    insert(c, at, e);
    enum wfp_status err = e->ops->attach ? e->ops->attach(e->context, c) : WFP_OK;
    if (err != WFP_OK)
        take_out(c, at);
    else
        tell_all(c, REORDERED);
    tell_all(c, RESTART);
    return err;
}

enum wfp_status switch_extension_add(struct switch_control *c, const struct switch_extension *e)
{
    if (!control_enter(c))
        return WFP_DEVICE_BUSY;
    enum wfp_status err = add(c, e);
    control_serve(c);
    return err;
}

static enum wfp_status take_away(struct switch_control *c, const struct guid *id)
{
    int at = position_of(c, id);
    if (at < 0)
        return WFP_NOT_FOUND;
    struct switch_extension e = c->extensions[at];
    tell_all(c, PAUSE);
    take_out(c, (uint32_t)at);
    if (e.ops->detach)
        e.ops->detach(e.context, c);
    tell_all(c, REORDERED);
    tell_all(c, RESTART);
    return WFP_OK;
}

enum wfp_status switch_extension_remove(struct switch_control *c, const struct guid *id)
{
    if (!control_enter(c))
        return WFP_DEVICE_BUSY;
    enum wfp_status err = take_away(c, id);
    control_serve(c);
    return err;
}

/* Every id once, kinds in their order. */
static bool put_in_order(const struct switch_control *c, const struct guid *order, uint32_t count, struct switch_extension *out)
{
    bool taken[MAX_EXTENSIONS] = { false };
    if (count != c->extension_count)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        int at = position_of(c, &order[i]);
        if (at < 0 || taken[at])
            return false;
        taken[at] = true;
        out[i] = c->extensions[at];
        if (i && out[i].kind < out[i - 1].kind)
            return false;
    }
    return true;
}

static enum wfp_status reorder(struct switch_control *c, const struct guid *order, uint32_t count)
{
    struct switch_extension next[MAX_EXTENSIONS];
    if (!put_in_order(c, order, count, next))
        return WFP_INVALID_ARGUMENT;
    tell_all(c, PAUSE);
    memcpy(c->extensions, next, count * sizeof(*next));
    tell_all(c, REORDERED);
    tell_all(c, RESTART);
    return WFP_OK;
}

enum wfp_status switch_extensions_reorder(struct switch_control *c, const struct guid *order, uint32_t count)
{
    if (!control_enter(c))
        return WFP_DEVICE_BUSY;
    enum wfp_status err = reorder(c, order, count);
    control_serve(c);
    return err;
}
