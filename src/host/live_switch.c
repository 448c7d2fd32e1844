/* Switches of a live host. */
#include <stdlib.h>
#include <string.h>

#include "api_km/context.h"
#include "callout/switch_watch.h"
#include "host/live_state.h"

/* --- finding -------------------------------------------------------------------------------------------------------------- */

static int position_of(const struct live *l, const char *name)
{
    for (unsigned i = 0; i < LIVE_MAX_SWITCHES; i++)
        if (l->switches[i] && strcmp(vswitch_name(l->switches[i]->sw), name) == 0)
            return (int)i;
    return -1;
}

struct live_switch *live_switch_find(struct live *l, const char *name)
{
    int i = position_of(l, name);
    return i < 0 ? NULL : l->switches[i];
}

struct live_switch *live_switch_of(const struct live *l, const struct guid *id)
{
    for (unsigned i = 0; i < LIVE_MAX_SWITCHES; i++)
        if (l->switches[i] && guid_equal(vswitch_id(l->switches[i]->sw), id))
            return l->switches[i];
    return NULL;
}

struct switch_control *live_switch_control(struct live *l, const char *name)
{
    pthread_mutex_lock(&l->control);
    const struct live_switch *s = live_switch_find(l, name);
    pthread_mutex_unlock(&l->control);
    return s ? s->control : NULL;
}

enum wfp_status live_no_switch(char why[LIVE_ERROR_SIZE], const char *name)
{
    return live_why(why, WFP_NOT_FOUND, "there is no switch %s", name);
}

/* --- switches ------------------------------------------------------------------------------------------------------------- */

struct placing {
    struct live_switch **place, *now;
};

static void place_switch(void *argument)
{
    const struct placing *p = argument;
    *p->place = p->now;
}

static void set_switch(struct live *l, unsigned at, struct live_switch *s)
{
    live_quiesce(l, place_switch, &(struct placing){ &l->switches[at], s });
}

static struct callout_registry *callouts_of(const struct live *l)
{
    return kernel_context(l->config.kernel)->callouts;
}

static void switch_free(struct live *l, struct live_switch *s)
{
    switch_unwatch(callouts_of(l), s->control);
    switch_control_free(s->control);
    vswitch_free(s->sw);
    free(s);
}

/* A driver's answer, by way of WFP's extension, or that of an extension itself. */
static void on_overruled(void *context, const struct switch_extension *e, const struct switch_request *r, enum wfp_status status)
{
    live_say(context, "port %u: %s refused %s (%s), which nobody can: it is done", r->port_id, e->name, switch_oid_name(r->oid),
             status_row(status)->name);
}

static enum wfp_status switch_new(struct live *l, const struct vswitch_config *config, struct live_switch **out)
{
    struct live_switch   *s = calloc(1, sizeof(*s));
    struct vswitch_config named = *config;
    if (!s)
        return WFP_NO_MEMORY;
    if (guid_is_zero(&named.id))
        named.id = guid_from_name("switch", config->name);
    enum wfp_status err = vswitch_new(&named, &s->sw);
    if (err)
        goto free_memory;
    const struct switch_control_config control = { .sw = s->sw, .quiesce = live_quiesce, .overruled = on_overruled, .context = l };
    err = switch_control_new(&control, &s->control);
    if (err)
        goto free_switch;
    err = switch_watch(callouts_of(l), s->control);
    if (err)
        goto free_control;
    *out = s;
    return WFP_OK;

free_control:
    switch_control_free(s->control);
free_switch:
    vswitch_free(s->sw);
free_memory:
    free(s);
    return err;
}

struct inspecting {
    struct live_switch *s;
    bool                on;
};

static void set_inspect(void *argument)
{
    const struct inspecting *i = argument;
    i->s->inspect = i->on;
}

/* WFP's extension comes into the switch before its layers are asked, and leaves it after they were; one that cannot leave now, as a
 * request is under way, goes on. */
static enum wfp_status inspect(struct live *l, struct live_switch *s, bool on)
{
    struct inspecting with = { s, true }, without = { s, false };
    if (!on)
        live_quiesce(l, set_inspect, &without);
    enum wfp_status err = switch_enable_inspection(callouts_of(l), s->control, on);
    if (on == (err == WFP_OK))
        live_quiesce(l, set_inspect, &with);
    return err;
}

/* With the control lock. */
static enum wfp_status add_switch(struct live *l, const struct vswitch_config *config, char why[LIVE_ERROR_SIZE])
{
    struct live_switch *s;
    unsigned            at = 0;
    if (!*config->name || strlen(config->name) >= SWITCH_NAME_SIZE) /* it would be cut, and not found again */
        return live_why(why, WFP_INVALID_ARGUMENT, "switch %.16s...: expected a name of 1 to %u bytes", config->name,
                        SWITCH_NAME_SIZE - 1);
    if (position_of(l, config->name) >= 0)
        return live_why(why, WFP_ALREADY_EXISTS, "there is a switch %s already", config->name);
    while (at < LIVE_MAX_SWITCHES && l->switches[at])
        at++;
    if (at == LIVE_MAX_SWITCHES)
        return live_why(why, WFP_OUT_OF_BOUNDS, "switch %s: more than %u switches; delete one", config->name, LIVE_MAX_SWITCHES);
    enum wfp_status err = switch_new(l, config, &s);
    if (err)
        return live_why(why, err, "switch %s: %s", config->name, status_row(err)->sentence);
    set_switch(l, at, s);
    err = config->iov ? WFP_OK : inspect(l, s, true); /* F-011 */
    if (err == WFP_OK)
        return WFP_OK;
    set_switch(l, at, NULL);
    switch_free(l, s);
    return live_why(why, err, "switch %s: WFP cannot look into it: %s", config->name, status_row(err)->sentence);
}

enum wfp_status live_switch_add(struct live *l, const struct vswitch_config *config, char why[LIVE_ERROR_SIZE])
{
    pthread_mutex_lock(&l->control);
    enum wfp_status err = add_switch(l, config, why);
    pthread_mutex_unlock(&l->control);
    return err;
}

enum wfp_status live_switch_inspect(struct live *l, const char *name, bool on, char why[LIVE_ERROR_SIZE])
{
    pthread_mutex_lock(&l->control);
    struct live_switch *s = live_switch_find(l, name);
    enum wfp_status     err = s ? inspect(l, s, on) : live_no_switch(why, name);
    if (err == WFP_UNSUPPORTED)
        live_why(why, err, "switch %s: its frames bypass the switch (IOV), WFP cannot see them", name);
    else if (s && err)
        live_why(why, err, "switch %s: %s", name, status_row(err)->sentence);
    pthread_mutex_unlock(&l->control);
    return err;
}

/* With the control lock. */
static enum wfp_status remove_switch(struct live *l, unsigned at)
{
    struct live_switch *s = l->switches[at];
    for (unsigned i = 0; i < LIVE_MAX_PORTS; i++)
        if (l->plugs[i] && l->plugs[i]->of == s)
            RETURN_IF(live_pull(l, i));
    set_switch(l, at, NULL);
    switch_free(l, s);
    return WFP_OK;
}

enum wfp_status live_switch_delete(struct live *l, const char *name, char why[LIVE_ERROR_SIZE])
{
    pthread_mutex_lock(&l->control);
    int             at = position_of(l, name);
    enum wfp_status err = at < 0 ? live_no_switch(why, name) : remove_switch(l, (unsigned)at);
    if (at >= 0 && err)
        live_why(why, err, "switch %s: %s", name, status_row(err)->sentence);
    pthread_mutex_unlock(&l->control);
    return err;
}

void live_switches_free(struct live *l)
{
    for (unsigned i = 0; i < LIVE_MAX_SWITCHES; i++)
        if (l->switches[i] && remove_switch(l, i) != WFP_OK)
            live_say(l, "switch %s: an extension holds it", vswitch_name(l->switches[i]->sw));
}
