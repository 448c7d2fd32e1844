#include "events.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/filetime.h"
#include "base/text.h"
#include "run.h"

#define LINE_SIZE 1024

struct net_event_log *events_log(struct run *r)
{
    if (!r->events.log && net_event_log_new(&r->events.log) != WFP_OK)
        abort();
    return r->events.log;
}

void events_fini(struct events *e)
{
    net_event_log_free(e->log);
}

static bool is_zero(const void *data, size_t size)
{
    const uint8_t *b = data;
    for (size_t i = 0; i < size; i++)
        if (b[i])
            return false;
    return true;
}

/* H-007: a member without its flag is zero, and an address has a version. */
static void check_members(struct run *r, const struct net_event_header *h)
{
    const struct {
        const char *name;
        uint32_t    flag;
        bool        zero;
    } members[] = {
        { "protocol", NET_EVENT_FLAG_IP_PROTOCOL_SET, h->protocol == 0 },
        { "local", NET_EVENT_FLAG_LOCAL_ADDR_SET, is_zero(&h->local, sizeof(h->local)) },
        { "remote", NET_EVENT_FLAG_REMOTE_ADDR_SET, is_zero(&h->remote, sizeof(h->remote)) },
        { "local_port", NET_EVENT_FLAG_LOCAL_PORT_SET, h->local_port == 0 },
        { "remote_port", NET_EVENT_FLAG_REMOTE_PORT_SET, h->remote_port == 0 },
        { "app", NET_EVENT_FLAG_APP_ID_SET, !h->app.data && !h->app.size },
        { "user", NET_EVENT_FLAG_USER_ID_SET, !h->user },
        { "scope_id", NET_EVENT_FLAG_SCOPE_ID_SET, h->scope_id == 0 },
        { "family", NET_EVENT_FLAG_IP_VERSION_SET, h->family == FAMILY_NONE },
        { "package", NET_EVENT_FLAG_PACKAGE_ID_SET, !h->package },
        { "enterprise", NET_EVENT_FLAG_ENTERPRISE_ID_SET, !h->enterprise },
        { "policy_flags", NET_EVENT_FLAG_POLICY_FLAGS_SET, h->policy_flags == 0 },
        { "effective_name", NET_EVENT_FLAG_EFFECTIVE_NAME_SET, !h->effective_name.data && !h->effective_name.size },
    };
    for (unsigned i = 0; i < COUNT_OF(members); i++)
        if (!(h->flags & members[i].flag) && !members[i].zero)
            run_fail(r, "the event has a %s, and no flag for it", members[i].name);
    if ((h->flags & (NET_EVENT_FLAG_LOCAL_ADDR_SET | NET_EVENT_FLAG_REMOTE_ADDR_SET)) &&
        !(h->flags & NET_EVENT_FLAG_IP_VERSION_SET))
        run_fail(r, "the event has an address of no version");
}

void events_take(struct run *r)
{
    static struct net_event_room room;
    const struct net_event      *e;
    r->events.count = 0;
    while ((e = net_event_log_next(r->events.log, &r->events.read, &room)) && r->events.count < EVENTS_MAX) {
        check_members(r, &e->header);
        if (e->header.time != filetime_of_ns(r->now_ns))
            run_fail(r, "the event's time is not the packet's");
        r->events.of[r->events.count++] = net_event_copy(e, arena_alloc(&r->arena, net_event_size(e)));
    }
}

void events_keywords(struct run *r)
{
    struct words w = words_of(r);
    uint32_t     set = 0, one;
    while (words_left(&w)) {
        const char *name = word_take(&w);
        if (!enum_find("FWPM_NET_EVENT_KEYWORD", name, &one))
            run_fail(r, "there is no keyword %s", name);
        else
            set |= one;
    }
    if (net_event_log_set_keywords(events_log(r), set) != WFP_OK)
        run_fail(r, "the keywords are refused");
}

static const char *layer_text(const struct net_event *e, char *out, size_t size)
{
    const struct layer_row *layer = &layer_rows[e->classify.layer];
    snprintf(out, size, "%s%s", pair_names[layer->pair], layer->is_discard ? "_DISCARD" : "");
    return out;
}

static const char *type_text(const struct net_event *e)
{
    const char *name = enum_name("FWPM_NET_EVENT_TYPE", e->type);
    return name ? name + strlen("FWPM_NET_EVENT_TYPE_") : "?";
}

static void compare(struct run *r, const char *what, const char *wanted, const char *found)
{
    r->expectations++;
    if (strcmp(wanted, found) != 0)
        run_fail(r, "%s is %s, expected %s", what, found, wanted);
}

void check_events(struct run *r)
{
    struct words w = words_of(r);
    char         wanted[LINE_SIZE], found[LINE_SIZE], layer[80];
    struct text  want = text_init(wanted, sizeof(wanted)), find = text_init(found, sizeof(found));
    for (const char *space = ""; words_left(&w); space = " ")
        text_put(&want, "%s%s", space, word_take(&w));
    for (unsigned i = 0; i < r->events.count; i++)
        text_put(&find, "%s%s@%s", i ? " " : "", type_text(r->events.of[i]),
                 layer_text(r->events.of[i], layer, sizeof(layer)));
    compare(r, "what the packet made", wanted, found[0] ? found : "nothing");
}

static const struct net_event *take_event(struct run *r, struct words *w)
{
    char        layer[80];
    const char *name = word_take(w);
    for (unsigned i = 0; i < r->events.count; i++)
        if (strcmp(layer_text(r->events.of[i], layer, sizeof(layer)), name) == 0)
            return r->events.of[i];
    run_fail(r, "no event of %s", name);
    return NULL;
}

static const struct rule *rule_of(const struct run *r, uint64_t id)
{
    for (uint16_t layer = 0; layer < LAYER_COUNT; layer++) {
        uint32_t                  count;
        const struct rule *const *rules = ruleset_layer_rules(r->objects.rules, layer, &count);
        for (uint32_t i = 0; i < count; i++)
            if (rules[i]->id == id)
                return rules[i];
    }
    return NULL;
}

static void put_filter(struct text *t, const struct run *r, uint64_t id)
{
    const struct rule *rule = rule_of(r, id);
    text_put(t, "%s", rule ? rule->name : id ? "unknown" : "nobody");
}

/* A built-in sublayer by the short name that policies call it. */
static const char *sublayer_text(const struct rule *rule, const struct guid *key)
{
    static const char prefix[] = "FWPM_SUBLAYER_";
    if (!rule || !guid_equal(&rule->sublayer->key, key))
        return "unknown";
    const char *name = rule->sublayer->name;
    return strncmp(name, prefix, strlen(prefix)) == 0 ? name + strlen(prefix) : name;
}

static void put_ended(struct text *t, const struct run *r, const struct net_event_classify *c)
{
    for (uint32_t i = 0; i < c->terminator_count; i++) {
        const struct net_event_terminator *e = &c->terminators[i];
        text_put(t, "%s%s:", i ? "," : "", sublayer_text(rule_of(r, e->filter), &e->sublayer));
        put_filter(t, r, e->filter);
        text_put(t, ":%s", e->action == ACTION_PERMIT ? "permit" : e->action == ACTION_BLOCK ? "block" : "?");
    }
    if (!c->terminator_count)
        text_put(t, "none");
}

static void put_address(struct text *t, const struct net_event_header *h, const union net_event_address *a)
{
    struct ip_addr out = { .family = (uint8_t)h->family };
    char           text[IP_TEXT_SIZE];
    if (h->family == FAMILY_V4)
        for (unsigned i = 0; i < 4; i++)
            out.bytes[i] = (uint8_t)(a->v4 >> (24 - 8 * i));
    else
        memcpy(out.bytes, a->v6, sizeof(out.bytes));
    text_put(t, "%s", h->family == FAMILY_NONE ? "none" : ip_addr_format(&out, text));
}

static void put_mac(struct text *t, const uint8_t m[6])
{
    text_put(t, "%02x:%02x:%02x:%02x:%02x:%02x", m[0], m[1], m[2], m[3], m[4], m[5]);
}

static void put_direction(struct text *t, uint32_t direction)
{
    text_put(t, "%s", direction == 0x3900 ? "in" : direction == 0x3901 ? "out" : direction == 0x3902 ? "forward" : "?");
}

static void put_owner(struct text *t, const struct net_event_header *h, bool user)
{
    char sid[SID_TEXT_SIZE];
    if (user)
        text_put(t, "%s", h->user ? sid_format(h->user, sid) : "none");
    else if (h->app.size)
        text_put_utf16(t, bytes_of(h->app.data, h->app.size - 2));
    else
        text_put(t, "none");
}

static void put_member(struct text *t, const struct run *r, const struct net_event *e, const char *name)
{
    const struct net_event_header   *h = &e->header;
    const struct net_event_classify *c = &e->classify;
    const struct {
        const char *name;
        uint64_t    value;
    } numbers[] = {
        { "protocol", h->protocol },        { "localPort", h->local_port },  { "remotePort", h->remote_port },
        { "reauth", c->reauthorize_reason }, { "etherType", e->mac.ether_type }, { "vlan", e->mac.vlan_tag },
        { "ifType", e->mac.interface_type }, { "layerId", c->layer },        { "loopback", c->is_loopback },
        { "profiles", (uint64_t)c->original_profile + c->current_profile },
    };
    for (unsigned i = 0; i < COUNT_OF(numbers); i++)
        if (strcmp(numbers[i].name, name) == 0)
            text_put(t, "%llu", (unsigned long long)numbers[i].value);
    if (strcmp(name, "flags") == 0)
        text_put(t, "0x%x", h->flags);
    else if (strcmp(name, "filter") == 0)
        put_filter(t, r, c->filter);
    else if (strcmp(name, "ended") == 0)
        put_ended(t, r, c);
    else if (strcmp(name, "local") == 0)
        put_address(t, h, &h->local);
    else if (strcmp(name, "remote") == 0)
        put_address(t, h, &h->remote);
    else if (strcmp(name, "direction") == 0)
        put_direction(t, c->direction);
    else if (strcmp(name, "app") == 0 || strcmp(name, "user") == 0)
        put_owner(t, h, name[0] == 'u');
    else if (strcmp(name, "localMac") == 0)
        put_mac(t, e->mac.local);
    else if (strcmp(name, "remoteMac") == 0)
        put_mac(t, e->mac.remote);
}

void check_event(struct run *r)
{
    struct words            w = words_of(r);
    const struct net_event *e = take_event(r, &w);
    char                    name[80], found[LINE_SIZE];
    while (e && words_left(&w)) {
        const char *wanted = word_split(&w, '=', name, sizeof(name));
        struct text t = text_init(found, sizeof(found));
        put_member(&t, r, e, name);
        compare(r, name, names_resolve(r, wanted), found);
    }
}
