/* For tests of the layers in a switch: a shim whose every question is kept, with the fields it was asked with. */
#ifndef WFP_TESTS_VSWITCH_LAYERS_KIT_H
#define WFP_TESTS_VSWITCH_LAYERS_KIT_H

#include "families.h"
#include "policy_kit.h"
#include "switch_frames.h"

#include "base/utf16.h"
#include "bfe/compile.h"
#include "shim/context.h"
#include "shim/vswitch.h"

#define SEEN_MAX 64u

struct seen {
    const struct layer_row *layer;
    char                    shown[FIELD_COUNT][80]; /* fields as text; empty: EMPTY */
    bool                    blocked;
};

static struct {
    struct vswitch     *sw;
    struct shim        *shim;
    struct policy_file *file;
    struct ruleset     *rules;
    struct seen         seen[SEEN_MAX];
    uint32_t            count;
    uint32_t            drops;
    bool                as_wanted; /* fields are filled as the policy wants them, as on live traffic */
    const struct layer_row *dropped_at;
    uint64_t            now;
} t;

static struct made packet;

/* --- what is asked ------------------------------------------------------------------------------------------------ */

static inline void show_text(const struct byte_blob *blob, char out[80])
{
    struct bytes units = bytes_of(blob->data, blob->size);
    uint32_t     c, n = 0;
    while (utf16_next(&units, &c) && n < 79)
        out[n++] = c ? (char)c : '$'; /* the NUL is part of it */
    out[n] = 0;
}

static inline void show(const struct value *v, char out[80])
{
    out[0] = 0;
    if (v->type == TYPE_EMPTY)
        return;
    if (v->type == TYPE_BYTE_BLOB) {
        assert_int_not_equal(v->name, 0); /* else a classify asks the filters one by one (docs/adr/0018) */
        show_text(v->blob, out);
        return;
    }
    if (v->type == TYPE_BYTE_ARRAY6) {
        snprintf(out, 80, "station %x", v->bytes6[5]);
        return;
    }
    if (v->type == TYPE_BYTE_ARRAY16) {
        snprintf(out, 80, "address %u", v->bytes16[15]);
        return;
    }
    snprintf(out, 80, "%u", v->type == TYPE_UINT8 ? v->u8 : v->type == TYPE_UINT16 ? v->u16 : v->u32);
}

static inline void on_classified(void *context, const struct pkt_ctx *c, const struct classify_in *in, const struct classify_out *out,
                          const struct trace *trace)
{
    (void)context, (void)c, (void)trace;
    assert_true(t.count < SEEN_MAX);
    struct seen *s = &t.seen[t.count++];
    memset(s, 0, sizeof(*s));
    s->layer = in->layer;
    s->blocked = out->action == ACTION_BLOCK;
    for (unsigned i = 0; i < in->layer->field_count && !t.as_wanted; i++)
        show(&in->values[i], s->shown[in->layer->fields[i].id]);
}

static inline void on_event(void *context, enum shim_event event, const struct pkt_ctx *c, const struct layer_row *layer,
                     const struct classify_out *out, const struct terminators *terminators)
{
    (void)context, (void)c, (void)out, (void)terminators;
    if (event == SHIM_EVENT_DROP)
        t.drops++;
    t.dropped_at = layer;
}

static inline void start_shim(bool without_v4, bool without_v6)
{
    struct shim_config config = { .observer = { .classified = on_classified, .want_all_fields = !t.as_wanted }, .events = { NULL, on_event },
                                  .family_is_uninstalled = { [FAMILY_V4] = without_v4, [FAMILY_V6] = without_v6 } };
    shim_free(t.shim);
    assert_int_equal(shim_new(&config, &t.shim), WFP_OK);
}

static inline int setup(void **state)
{
    (void)state;
    memset(&t, 0, sizeof(t));
    start_shim(false, false);
    t.sw = lab_switch(5);
    return 0;
}

static inline int teardown(void **state)
{
    (void)state;
    shim_free(t.shim);
    ruleset_free(t.rules);
    policy_file_free(t.file);
    vswitch_free(t.sw);
    return 0;
}

static inline void policy(const char *quoted)
{
    ruleset_free(t.rules);
    policy_file_free(t.file);
    t.file = policy_of(quoted);
    t.rules = NULL;
    assert_int_equal(bfe_compile(policy_file_policy(t.file), NULL, 0, 1, &t.rules), WFP_OK);
}

#define FILTER(name, layer, action, conditions) \
    "{'name': '" name "', 'layer': '" layer "', 'action': '" action "', 'conditions': [" conditions "]}"
#define IF(field, value) "{'field': '" field "', 'match': 'equal', 'value': '" value "'}"
#define POLICY(filters) "{'filters': [" filters "]}"
#define PERMIT_ALL                                                                                              \
    POLICY(FILTER("ie", "INGRESS_VSWITCH_ETHERNET", "permit", "") "," FILTER("it", "INGRESS_VSWITCH_TRANSPORT", "permit", "") "," \
           FILTER("ee", "EGRESS_VSWITCH_ETHERNET", "permit", "") "," FILTER("et", "EGRESS_VSWITCH_TRANSPORT", "permit", ""))

/* From a port; the walk. */
static inline const struct vswitch_walk *send_from(uint32_t port)
{
    const struct frame         f = made_frame(&packet);
    const struct vswitch_input in = { .sw = t.sw, .source_port = port, .frame = &f, .now_ns = ++t.now, .number = t.now, .enabled = true };
    t.count = t.drops = 0;
    const struct vswitch_walk *w = shim_vswitch(t.shim, t.rules, &in);
    assert_ptr_equal(w->frame->bytes.at, packet.bytes);
    return w;
}

static inline void leaves_at(const struct vswitch_walk *w, const char *ports)
{
    char text[256];
    assert_string_equal(left_at(w->way, text), ports);
    assert_int_equal(w->walk->verdict == VERDICT_PERMIT, ports[0] != 0);
}

/* The layers asked, without the family's ending: "IE IT EE ET". */
static inline void asked(const char *want)
{
    char text[256] = "";
    for (uint32_t i = 0; i < t.count; i++) {
        const char *name = t.seen[i].layer->name;
        snprintf(text + strlen(text), sizeof(text) - strlen(text), "%s%c%c", i ? " " : "", name[0], strstr(name, "ETHERNET") ? 'E' : 'T');
    }
    assert_string_equal(text, want);
}

static inline void shown(uint32_t at, enum field_id field, const char *want)
{
    assert_true(at < t.count);
    assert_true(layer_field_index(t.seen[at].layer, field) >= 0);
    if (strcmp(t.seen[at].shown[field], want) != 0)
        fail_msg("%s of %s is \"%s\", not \"%s\"", condition_rows[field].name, t.seen[at].layer->name, t.seen[at].shown[field], want);
}

#define ONE(f) { #f, f, setup, teardown, NULL }

/* Everybody has spoken once, so that nothing is flooded. */
static inline void introduce(enum family family)
{
    for (uint32_t port = 1; port <= 5; port++) {
        made_udp(&packet, family, port, EVERYBODY);
        send_from(port);
    }
}

/* The network behind port 6, which is no machine's. */
static inline void with_network(void)
{
    struct switch_nic  nic = kit_nic_of(6, 0);
    struct switch_port port = kit_port_of(6, (struct switch_vlan){ 0 });
    port.type = SWITCH_PORT_EXTERNAL;
    nic.type = SWITCH_NIC_EXTERNAL;
    nic.name[0] = 0;
    nic.interface_id = (struct guid){ 6, 6, 6, { 6 } };
    assert_int_equal(vswitch_port_add(t.sw, &port), WFP_OK);
    assert_int_equal(vswitch_nic_add(t.sw, &nic), WFP_OK);
}

#endif
