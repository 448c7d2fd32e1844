#include "check.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
#include "policy/value_text.h"
#include "run.h"

#define LINE_SIZE 4096

static void compare(struct run *r, const char *what, const char *wanted, const char *found)
{
    r->expectations++;
    if (strcmp(wanted, found) != 0)
        run_fail(r, "%s is %s, expected %s", what, found, wanted);
}

static void compare_number(struct run *r, const char *what, uint64_t wanted, uint64_t found)
{
    r->expectations++;
    if (wanted != found)
        run_fail(r, "%s is %llu, expected %llu", what, (unsigned long long)found, (unsigned long long)wanted);
}

/* The words left, with one space between them. */
static const char *rest(struct words *w, char line[LINE_SIZE])
{
    struct text t = text_init(line, LINE_SIZE);
    for (const char *space = ""; words_left(w); space = " ")
        text_put(&t, "%s%s", space, word_take(w));
    return line;
}

static const char *reason_text(const struct pkt_ctx *c, char *out, size_t size)
{
    static const char *const modules[] = { "network", "transport", "general" };
    snprintf(out, size, "%s:%s", c->discard.module < COUNT_OF(modules) ? modules[c->discard.module] : "?",
             c->verdict == VERDICT_DISCARD ? discard_reason_name(&c->discard) : "none");
    return out;
}

static void expect_flow(struct run *r, struct words *w)
{
    uint64_t id = r->walk->flow_id;
    if (word_accept(w, "none")) {
        compare_number(r, "the flow", 0, id);
    } else if (word_accept(w, "new")) {
        r->expectations++;
        for (unsigned i = 0; i + 1 < r->packets; i++)
            if (id == 0 || r->flow_ids[i] == id)
                run_fail(r, "the flow is %llu, which packet %u had", (unsigned long long)id, i + 1);
    } else if (word_accept(w, "of")) {
        unsigned packet = (unsigned)word_number(w);
        compare_number(r, "the flow", packet && packet <= r->packets ? r->flow_ids[packet - 1] : 0, id);
    } else {
        run_fail(r, "flow new, none or of N");
    }
}

static void expect_more(struct run *r, struct words *w)
{
    char                  reason[80];
    const struct pkt_ctx *c = r->walk;
    const struct rule    *rule = c->deciding ? c->deciding->rule : NULL;
    if (word_accept(w, "by"))
        compare(r, "the deciding filter", word_take(w), rule ? rule->name : "nobody");
    else if (word_accept(w, "reason"))
        compare(r, "the reason", word_take(w), reason_text(c, reason, sizeof(reason)));
    else if (word_accept(w, "cause"))
        compare_number(r, "the cause", word_number(w), c->cause);
    else if (word_accept(w, "flow"))
        expect_flow(r, w);
    else
        compare(r, "the direction", word_take(w), direction_name(c->direction));
}

void check_expect(struct run *r)
{
    struct words w = words_of(r);
    if (!word_accept(&w, "any")) /* the verdict is not the matter */
        compare(r, "the verdict", word_take(&w), verdict_name(r->walk->verdict));
    r->verdict_expected = true;
    while (words_left(&w))
        expect_more(r, &w);
}

/* The layer's name without its family, which has to be the run's. */
static const char *layer_text(struct run *r, const struct layer_row *layer, char *out, size_t size)
{
    if (layer->family != FAMILY_NONE && layer->family != r->family)
        run_fail(r, "%s is of the other family", layer->name);
    snprintf(out, size, "%s%s", pair_names[layer->pair], layer->is_discard ? "_DISCARD" : "");
    return out;
}

void check_layers(struct run *r)
{
    struct words w = words_of(r);
    char         wanted[LINE_SIZE], found[LINE_SIZE] = "", name[80];
    struct text  t = text_init(found, sizeof(found));
    for (uint32_t i = 0; i < r->walk->decision_count; i++) {
        const struct decision *d = &r->walk->decisions[i];
        text_put(&t, "%s%s%s", i ? " " : "", layer_text(r, d->layer, name, sizeof(name)),
                 d->absorb ? ":absorb" : d->block ? ":block" : "");
    }
    compare(r, "the walk", rest(&w, wanted), found[0] ? found : "nothing");
}

/* LAYER or LAYER#K, as the shim asked there. NULL with a failure when it did not. */
static const struct seen *take_seen(struct run *r, struct words *w)
{
    char     name[80], found[80];
    unsigned number = 1, count = 0;
    snprintf(name, sizeof(name), "%s", word_take(w));
    char *hash = strchr(name, '#');
    if (hash) {
        *hash = 0;
        number = (unsigned)strtoul(hash + 1, NULL, 10);
    }
    for (unsigned i = 0; i < r->seen.count; i++)
        if (strcmp(layer_text(r, r->seen.seen[i].layer, found, sizeof(found)), name) == 0 && ++count == number)
            return &r->seen.seen[i];
    run_fail(r, "%s was asked %u times, not %u (is there a filter or a watch?)", name, count, number);
    return NULL;
}

static const char *said(const struct trace_event *e)
{
    return e->action == ACTION_PERMIT ? "permit" : e->action == ACTION_BLOCK ? "block" : "continue";
}

static const char *effect(const struct trace_event *e)
{
    switch (e->effect) {
    case EFFECT_NONE:
        return "";
    case EFFECT_REFUSED:
        return "(refused)";
    case EFFECT_VETO:
        return "(veto)";
    case EFFECT_CONFIRMED:
        return "(confirmed)";
    case EFFECT_DECIDED:
        break;
    }
    return e->rights_after & RIGHT_ACTION_WRITE ? "(soft)" : "(hard)";
}

static bool is_watch(const struct rule *rule)
{
    return rule && strncmp(rule->name, "watch ", 6) == 0;
}

/* A built-in sublayer by the short name that policies call it. */
static const char *sublayer_text(const struct sublayer_row *s)
{
    static const char prefix[] = "FWPM_SUBLAYER_";
    return strncmp(s->name, prefix, strlen(prefix)) == 0 ? s->name + strlen(prefix) : s->name;
}

static void put_event(struct text *t, const struct trace_event *e)
{
    if (e->kind == TRACE_FINAL) {
        text_put(t, "final=%s", said(e));
        return;
    }
    if (e->kind == TRACE_SUBLAYER || is_watch(e->rule))
        return;
    text_put(t, "%s:%s=", sublayer_text(e->sublayer), e->rule->name);
    if (e->kind == TRACE_MISS)
        text_put(t, "miss(%s) ", condition_rows[e->rule->conditions[e->condition].field].name);
    else if (e->kind == TRACE_SKIP)
        text_put(t, "skip ");
    else
        text_put(t, "%s%s%s ", said(e), effect(e), e->callout_missing ? "!" : "");
}

void check_trace(struct run *r)
{
    struct words       w = words_of(r);
    const struct seen *s = take_seen(r, &w);
    char               wanted[LINE_SIZE], found[LINE_SIZE] = "";
    struct text        t = text_init(found, sizeof(found));
    if (!s || !r->traced) {
        r->expectations++;
        return;
    }
    for (uint32_t i = 0; i < s->event_count; i++)
        put_event(&t, &s->events[i]);
    compare(r, "the trace", rest(&w, wanted), found);
}

/* Reads the text as the policy loader would, so that both sides are values of the field's type. */
static void compare_value(struct run *r, const struct field_row *field, const struct value *found, const char *text)
{
    struct value_reading reading = { .field = field, .arena = &r->arena, .match_given = true, .match = MATCH_EQUAL };
    struct value         wanted;
    char                 a[128], b[128], what[128];
    json_t              *json = objects_value(r, text);
    if (value_read(&reading, json, &wanted) != VALUE_FITS) {
        run_fail(r, "%s: %s", field->name, reading.why);
    } else {
        bool equal = wanted.type == found->type && (wanted.type == TYPE_EMPTY || value_compare(&wanted, found) == 0);
        snprintf(what, sizeof(what), "%s", field->name);
        value_format(&wanted, field->id, a, sizeof(a));
        value_format(found, field->id, b, sizeof(b));
        r->expectations++;
        if (!equal)
            run_fail(r, "%s is %s, expected %s", what, b, a);
    }
    json_decref(json);
}

void check_value(struct run *r)
{
    struct words       w = words_of(r);
    const struct seen *s = take_seen(r, &w);
    char               name[80];
    while (s && words_left(&w)) {
        const char   *text = word_split(&w, '=', name, sizeof(name));
        enum field_id id = condition_find_name(name);
        int           at = layer_field_index(s->layer, id);
        if (at < 0)
            run_fail(r, "%s has no field %s", s->layer->name, name);
        else
            compare_value(r, &s->layer->fields[at], &s->values[at], text);
    }
}

static const char *metadata_text(const struct metadata *m, const char *name, char *out, size_t size)
{
    static const char *const modules[] = { "network", "transport", "general" };
    const struct {
        const char *name;
        uint32_t    present;
        uint64_t    value;
    } numbers[] = {
        { "ipHeaderSize", m->present & METADATA_IP_HEADER_SIZE, m->ip_header_size },
        { "transportHeaderSize", m->present & METADATA_TRANSPORT_HEADER_SIZE, m->transport_header_size },
        { "ethernetMacHeaderSize", m->l2_present & L2_METADATA_ETHERNET_MAC_HEADER_SIZE, m->ethernet_header_size },
        { "flowHandle", m->present & METADATA_FLOW_HANDLE, m->flow_handle },
        { "transportEndpointHandle", m->present & METADATA_TRANSPORT_ENDPOINT_HANDLE, m->endpoint_handle },
        { "compartmentId", m->present & METADATA_COMPARTMENT_ID, m->compartment_id },
        { "icmpId", m->present & METADATA_ICMP_ID_AND_SEQUENCE, m->icmp_id },
        { "icmpSequence", m->present & METADATA_ICMP_ID_AND_SEQUENCE, m->icmp_sequence },
        { "fragmentOffset", m->present & METADATA_FRAGMENT_DATA, m->fragment_offset },
        { "fragmentLength", m->present & METADATA_FRAGMENT_DATA, m->fragment_length },
        { "completionHandle", m->present & METADATA_COMPLETION_HANDLE, 1 },
        { "aleClassifyRequired", m->present & METADATA_ALE_CLASSIFY_REQUIRED, 1 },
        { "inboundPassThru", m->present & METADATA_FORWARD_LAYER_INBOUND_PASS_THRU, 1 },
        { "outboundPassThru", m->present & METADATA_FORWARD_LAYER_OUTBOUND_PASS_THRU, 1 },
        { "fragmentMore", m->present & METADATA_FRAGMENT_DATA, m->fragment_more },
    };
    for (unsigned i = 0; i < COUNT_OF(numbers); i++)
        if (strcmp(numbers[i].name, name) == 0) {
            snprintf(out, size, numbers[i].present ? "%llu" : "absent", (unsigned long long)numbers[i].value);
            return out;
        }
    if (strcmp(name, "packetDirection") == 0)
        return !(m->present & METADATA_PACKET_DIRECTION) ? "absent" : m->direction == PACKET_DIRECTION_INBOUND ? "in" : "out";
    if (strcmp(name, "discardReason") != 0)
        return "unknown to the runner";
    if (!(m->present & METADATA_DISCARD_REASON))
        return "absent";
    snprintf(out, size, "%s:%s", modules[m->discard.module], discard_reason_name(&m->discard));
    return out;
}

void check_metadata(struct run *r)
{
    struct words       w = words_of(r);
    const struct seen *s = take_seen(r, &w);
    char               name[80], found[80];
    while (s && words_left(&w)) {
        const char *wanted = names_resolve(r, word_split(&w, '=', name, sizeof(name)));
        const char *text = metadata_text(&s->metadata, name, found, sizeof(found));
        if (strcmp(wanted, "present") == 0)
            text = strcmp(text, "absent") == 0 ? text : "present";
        compare(r, name, wanted, text);
    }
}

void check_shows(struct run *r)
{
    struct words       w = words_of(r);
    const struct seen *s = take_seen(r, &w);
    if (!s)
        return;
    r->expectations++;
    if (word_accept(&w, "nothing")) {
        if (s->has_packet)
            run_fail(r, "there is a packet");
        return;
    }
    const char  *place = word_take(&w);
    struct bytes wanted = packet_from(r, place);
    size_t       found = bytes_left(&s->packet);
    if (!s->has_packet)
        run_fail(r, "there is no packet");
    else if (found != bytes_left(&wanted) || memcmp(s->packet.at, wanted.at, found) != 0)
        run_fail(r, "the packet shows its last %zu bytes, expected %s, which is %zu bytes", found, place,
                 bytes_left(&wanted));
}

void check_called(struct run *r)
{
    struct words w = words_of(r);
    char         wanted[LINE_SIZE], found[LINE_SIZE] = "";
    struct text  t = text_init(found, sizeof(found));
    for (unsigned i = 0; i < r->seen.called_count; i++)
        if (strncmp(r->seen.called[i], "watch ", 6) != 0)
            text_put(&t, "%s%s", found[0] ? " " : "", r->seen.called[i]);
    compare(r, "the calls", rest(&w, wanted), found[0] ? found : "nobody");
}

static const char *saw_text(const struct script *s, const char *name, char *out, size_t size)
{
    if (strcmp(name, "action") == 0)
        return s->before.action == ACTION_PERMIT ? "permit" : s->before.action == ACTION_BLOCK ? "block" : "none";
    if (strcmp(name, "right") == 0)
        return s->before.rights & RIGHT_ACTION_WRITE ? "set" : "clear";
    if (strcmp(name, "filter") == 0)
        return s->rule->name;
    if (strcmp(name, "flag") == 0)
        return s->rule->flags & FILTER_FLAG_CLEAR_ACTION_RIGHT ? "clearActionRight" : "none";
    if (strcmp(name, "option") == 0)
        return status_row(s->option_status)->name;
    if (strcmp(name, "pend") == 0)
        return status_row(s->pend_status)->name;
    bool of_sublayer = strcmp(name, "sublayerWeight") == 0;
    if (!of_sublayer && strcmp(name, "weight") != 0)
        return "unknown to the runner";
    snprintf(out, size, "%llu", of_sublayer ? s->rule->sublayer->weight : (unsigned long long)s->rule->weight);
    return out;
}

void check_saw(struct run *r)
{
    struct words         w = words_of(r);
    char                 name[80], number[24];
    const char          *callout = word_take(&w);
    const struct script *s = objects_script(&r->objects, callout);
    if (!s || !s->called) {
        run_fail(r, "callout %s was not called", callout);
        return;
    }
    while (words_left(&w)) {
        const char *wanted = word_split(&w, '=', name, sizeof(name));
        compare(r, name, wanted, saw_text(s, name, number, sizeof(number)));
    }
}

/* The filter of that name in the run's family. */
static const struct rule *find_rule(struct run *r, const char *name)
{
    for (uint16_t id = 0; id < LAYER_COUNT; id++) {
        uint32_t                  count;
        enum family               family = layer_rows[id].family;
        const struct rule *const *rules = ruleset_layer_rules(r->objects.rules, id, &count);
        for (uint32_t i = 0; i < count; i++)
            if (strcmp(rules[i]->name, name) == 0 && (family == r->family || family == FAMILY_NONE))
                return rules[i];
    }
    run_fail(r, "there is no filter %s", name);
    return NULL;
}

void check_weight(struct run *r)
{
    struct words       w = words_of(r);
    const struct rule *rule = objects_compile(r) ? find_rule(r, word_take(&w)) : NULL, *other;
    char               low[40];
    if (!rule)
        return;
    unsigned long long weight = rule->weight;
    r->expectations++;
    if (word_accept(&w, "=")) {
        if (weight != strtoull(word_take(&w), NULL, 0))
            run_fail(r, "the weight is 0x%llx", weight);
    } else if (word_accept(&w, ">")) {
        other = find_rule(r, word_take(&w));
        if (other && weight <= other->weight)
            run_fail(r, "the weights are 0x%llx and 0x%llx", weight, (unsigned long long)other->weight);
    } else if (word_accept(&w, "in")) {
        const char *high = word_split(&w, '.', low, sizeof(low));
        if (weight < strtoull(low, NULL, 0) || weight > strtoull(high + 1, NULL, 0))
            run_fail(r, "the weight is 0x%llx", weight);
    } else {
        run_fail(r, "weight FILTER = N, > FILTER or in LOW..HIGH");
    }
}
