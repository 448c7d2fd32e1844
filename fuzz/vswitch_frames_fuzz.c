/* Any bytes as frames in a switch with filters at its six layers: ports of every kind, what the sender left to hardware, and the
 * answers that shim/vswitch.h promises. Input: per frame its port, a byte of what is left to hardware, its size, the frame. */
#include <stdlib.h>

#include "engine/ruleset.h"
#include "shim/context.h"
#include "shim/vswitch.h"
#include "switch_frames.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct {
    struct vswitch *sw;
    struct shim    *shim;
    struct ruleset *rules;
    uint64_t        now;
    uint32_t        classified;
} f;

/* Whatever a layer shows lies in the frame. */
static void on_classified(void *context, const struct pkt_ctx *c, const struct classify_in *in, const struct classify_out *out,
                          const struct trace *trace)
{
    NET_BUFFER_LIST *list = in->layer_data;
    (void)context, (void)out, (void)trace;
    f.classified++;
    kit_require(c->vswitch && in->layer->slot[FIELD_VSWITCH_ID], "a layer of the host was asked");
    kit_require(list && nb_length(list->FirstNetBuffer) <= c->in->wire_size, "no packet, or more than the frame");
}

static void make_rules(void)
{
    static const uint16_t layers[] = { LAYER_ID_INGRESS_VSWITCH_ETHERNET,     LAYER_ID_EGRESS_VSWITCH_ETHERNET,
                                       LAYER_ID_INGRESS_VSWITCH_TRANSPORT_V4, LAYER_ID_INGRESS_VSWITCH_TRANSPORT_V6,
                                       LAYER_ID_EGRESS_VSWITCH_TRANSPORT_V4,  LAYER_ID_EGRESS_VSWITCH_TRANSPORT_V6 };
    static struct condition odd_port = { FIELD_IP_DESTINATION_PORT, MATCH_EQUAL, { .type = TYPE_UINT16, .u16 = 53 } };
    static struct condition from_vm2 = { FIELD_VSWITCH_SOURCE_INTERFACE_TYPE, MATCH_EQUAL, { .type = TYPE_UINT8, .u8 = 7 } };
    struct filter filters[COUNT_OF(layers)];
    for (unsigned i = 0; i < COUNT_OF(layers); i++)
        filters[i] = (struct filter){ .id = i + 1, .name = "", .layer = layers[i], .action = ACTION_BLOCK, .effective_weight = 1,
                                      .conditions = i < 2 ? &from_vm2 : &odd_port, .condition_count = 1 };
    const struct ruleset_input in = { .filters = filters, .filter_count = COUNT_OF(layers), .generation = 1 };
    kit_require(ruleset_build(&in, &f.rules) == WFP_OK, "no ruleset");
}

static void start(void)
{
    static const uint16_t    ids[] = { 7, 10, 0 };
    const struct shim_config config = { .observer = { .classified = on_classified, .want_all_fields = true } };
    f.sw = lab_switch(2);
    lab_port(f.sw, 3, kit_access(10));
    lab_port(f.sw, 4, kit_trunk(0, ids));
    lab_port(f.sw, 5, kit_private(SWITCH_PVLAN_PROMISCUOUS, 10, 11));
    kit_require(shim_new(&config, &f.shim) == WFP_OK, "no shim");
    make_rules();
}

static void check(const struct vswitch_walk *w, uint32_t port)
{
    uint32_t left = 0;
    for (uint32_t i = 0; i < w->way->count; i++) {
        kit_require(vswitch_port(f.sw, w->way->to[i].port_id) && w->way->to[i].port_id != port, "it leaves where nobody is");
        left += !w->way->to[i].excluded;
    }
    kit_require(w->walk->verdict != VERDICT_PERMIT || left, "permitted, and nobody gets it");
    kit_require(w->walk->verdict == VERDICT_PERMIT || w->walk->reason || w->walk->deciding, "dropped without a reason");
    kit_require(port || !f.classified, "port 0 was filtered");
}

static void send(uint8_t port, uint8_t left_to_hardware, struct bytes bytes)
{
    const struct frame frame = { .bytes = bytes, .offload = { .needs_checksum = left_to_hardware & 1, .gso = left_to_hardware >> 1 & 3,
                                                              .gso_size = left_to_hardware } };
    const struct vswitch_input in = { .sw = f.sw, .source_port = port % 8, .source_nic = port / 128, .frame = &frame,
                                      .now_ns = f.now += 1000, .number = f.now, .enabled = true };
    f.classified = 0;
    check(shim_vswitch(f.shim, f.rules, &in), in.source_port);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bytes input = bytes_of(data, size);
    uint8_t      port, left;
    uint16_t     length;
    if (!f.sw)
        start();
    while (bytes_u8(&input, &port) && bytes_u8(&input, &left) && bytes_u16(&input, &length)) {
        struct bytes frame = input;
        bytes_limit(&frame, length);
        bytes_skip(&input, bytes_left(&frame));
        send(port, left, frame);
    }
    return 0;
}
