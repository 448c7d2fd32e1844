/* The virtual switch against the naive one: random ports in random VLANs that come, change and go, random frames; the same ports,
 * and the same bytes at each. switch_differential CASES SEED */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "naive/generator.h"
#include "naive/switch_model.h"
#include "vswitch_kit.h"

#define STEPS       120
#define AGEING_S    10
#define STEP_NS     (3 * KIT_SECOND) /* never an age near the ageing time */

struct world {
    struct random       random;
    struct vswitch     *sw;
    struct model_switch model;
    uint64_t            now;
};

static const uint16_t vlans[] = { 1, 10, 20, 30, 100, 101, 102, 4094 };

static uint16_t any_vlan(struct world *w)
{
    return vlans[random_below(&w->random, COUNT_OF(vlans))];
}

static struct switch_vlan random_vlan(struct world *w)
{
    struct switch_vlan v = { 0 };
    for (uint32_t i = 0; i < 4; i++)
        kit_allow(&v, any_vlan(w));
    switch (random_below(&w->random, 6)) {
    case 0:
        v.mode = SWITCH_VLAN_NONE;
        break;
    case 1:
        v.mode = SWITCH_VLAN_ACCESS;
        v.access_id = any_vlan(w);
        break;
    case 2:
        v.mode = SWITCH_VLAN_TRUNK;
        v.native_id = random_chance(&w->random, 2) ? 0 : any_vlan(w);
        break;
    default:
        v.mode = SWITCH_VLAN_PVLAN;
        v.pvlan_mode = (uint8_t)(1 + random_below(&w->random, 3));
        v.primary_id = random_chance(&w->random, 8) ? any_vlan(w) : 100;
        do
            v.secondary_id = any_vlan(w);
        while (v.secondary_id == v.primary_id);
    }
    return v;
}

static void random_mac(struct world *w, uint8_t out[6])
{
    static const uint8_t rare[][6] = { { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff }, { 1, 0, 0x5e, 0, 0, 1 }, { 1, 0x80, 0xc2, 0, 0, 0xe },
                                       { 1, 0x80, 0xc2, 0, 0, 0x10 }, { 0 } };
    memcpy(out, (uint8_t[]){ 2, 0, 0, 0, 0, (uint8_t)random_below(&w->random, 12) }, 6);
    if (random_chance(&w->random, 8))
        memcpy(out, rare[random_below(&w->random, COUNT_OF(rare))], 6);
}

static void put_tag(struct world *w, struct model_frame *f)
{
    static const uint16_t tpids[] = { 0x8100, 0x88a8, 0x9100 };
    uint16_t tpid = tpids[random_chance(&w->random, 4) ? random_below(&w->random, 3) : 0];
    uint16_t id = random_chance(&w->random, 4) ? 0 : random_chance(&w->random, 16) ? 4095 : any_vlan(w);
    id |= (uint16_t)(random_below(&w->random, 16) << 12);
    const uint8_t tag[] = { (uint8_t)(tpid >> 8), (uint8_t)tpid, (uint8_t)(id >> 8), (uint8_t)id };
    memcpy(f->bytes + f->size, tag, sizeof(tag));
    f->size += sizeof(tag);
}

static struct model_frame random_frame(struct world *w)
{
    static const uint8_t tail[] = { 0x12, 0x34, 'd', 'a', 't', 'a' };
    struct model_frame   f = { .size = 12 };
    random_mac(w, f.bytes);
    random_mac(w, f.bytes + 6);
    for (uint32_t tags = random_below(&w->random, 6); tags > 3; tags--) /* none mostly, sometimes two */
        put_tag(w, &f);
    memcpy(f.bytes + f.size, tail, sizeof(tail));
    f.size += sizeof(tail);
    if (random_chance(&w->random, 32))
        f.size = random_below(&w->random, f.size);
    return f;
}

/* --- changes ----------------------------------------------------------------------------------------------------------------- */

static void must(enum wfp_status status)
{
    kit_require(status == WFP_OK, status_row(status)->name);
}

static void toggle_port(struct world *w, uint32_t id)
{
    struct switch_vlan vlan = random_vlan(w);
    if (!vswitch_port(w->sw, id)) {
        kit_port(w->sw, id, vlan);
        model_add_port(&w->model, id, &vlan);
        return;
    }
    must(vswitch_nic_remove(w->sw, id, 0));
    must(vswitch_port_remove(w->sw, id));
    model_remove_port(&w->model, id);
}

static void change_vlan(struct world *w, uint32_t id)
{
    const struct switch_nic *nic = vswitch_nic(w->sw, id, 0);
    struct switch_port       port = kit_port_of(id, random_vlan(w));
    if (!nic)
        return;
    must(vswitch_port_set(w->sw, &port));
    model_set_port(&w->model, id, &port.vlan, nic->state == SWITCH_NIC_CONNECTED);
}

static void toggle_nic(struct world *w, uint32_t id)
{
    if (!vswitch_nic(w->sw, id, 0))
        return;
    struct switch_nic nic = *vswitch_nic(w->sw, id, 0);
    bool              connect = nic.state != SWITCH_NIC_CONNECTED;
    nic.state = connect ? SWITCH_NIC_CONNECTED : SWITCH_NIC_DISCONNECTED;
    must(vswitch_nic_set(w->sw, &nic));
    model_set_port(&w->model, id, NULL, connect);
}

static uint32_t any_port(struct world *w)
{
    static const uint32_t ids[] = { 1, 2, 3, 4, 5, 6, 7, 0x10007, 0xffffffff };
    return ids[random_below(&w->random, COUNT_OF(ids))];
}

/* --- comparing --------------------------------------------------------------------------------------------------------------- */

static void print_frame(const char *title, const uint8_t *bytes, size_t size)
{
    printf("%s", title);
    for (size_t i = 0; i < size; i++)
        printf(" %02x", bytes[i]);
    printf("\n");
}

static const char *differs(struct world *w, const struct switch_way *way, bool forwarded, const struct model_frame *frame,
                           const struct model_result *want)
{
    struct frame in = { bytes_of(frame->bytes, frame->size), { 0 } }, out;
    uint8_t      room[MODEL_FRAME];
    if (forwarded != want->forwarded || (forwarded && way->count != want->count))
        return "the number of destinations";
    if (forwarded && way->learned != want->known)
        return "whether the station was known";
    for (uint32_t i = 0; forwarded && i < way->count; i++) {
        if (way->to[i].port_id != want->ports[i])
            return "a destination";
        if (!vswitch_leave(w->sw, way, i, &in, room, sizeof(room), &out))
            return "a destination where nothing leaves";
        if (bytes_left(&out.bytes) != want->frames[i].size || memcmp(out.bytes.at, want->frames[i].bytes, want->frames[i].size) != 0)
            return "the bytes that leave";
    }
    return NULL;
}

static bool send_one(struct world *w)
{
    static struct switch_way   way;
    static struct model_result want;
    struct model_frame         frame = random_frame(w);
    struct headers             h;
    uint32_t                   from = random_chance(&w->random, 16) ? 0 : any_port(w);
    enum parse_result          parsed = headers_parse(LINK_ETHERNET, bytes_of(frame.bytes, frame.size), frame.size, 0, &h);
    (void)parsed;
    model_send(&w->model, from, &frame, w->now, &want);
    bool        forwarded = kit_send(w->sw, from, &h, w->now, &way);
    const char *what = differs(w, &way, forwarded, &frame, &want);
    if (!what)
        return true;
    char text[1024];
    printf("%s differs. Frame from port %" PRIu32 "; the switch: %s; the model: %" PRIu32 " destinations\n", what, from,
           kit_text(&way, text), want.count);
    print_frame("frame", frame.bytes, frame.size);
    return false;
}

static void step(struct world *w)
{
    switch (random_below(&w->random, 24)) {
    case 0:
        toggle_port(w, any_port(w));
        break;
    case 1:
        change_vlan(w, any_port(w));
        break;
    case 2:
        toggle_nic(w, any_port(w));
        break;
    case 3:
        w->now += STEP_NS * (1 + random_below(&w->random, 4));
    }
}

static bool one_case(uint64_t seed)
{
    const struct vswitch_config config = { .name = "case", .ageing_s = AGEING_S };
    struct world                w = { .random = { seed }, .now = KIT_SECOND, .model = { .ageing_ns = AGEING_S * KIT_SECOND } };
    bool                        good = true;
    w.sw = kit_switch(&config);
    for (uint32_t i = 0; i < 8; i++)
        toggle_port(&w, any_port(&w));
    for (uint32_t i = 0; good && i < STEPS; i++) {
        step(&w);
        good = send_one(&w);
    }
    vswitch_free(w.sw);
    return good;
}

int main(int argc, char **argv)
{
    uint64_t cases = argc > 1 ? strtoull(argv[1], NULL, 10) : 1000, seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    for (uint64_t i = 0; i < cases; i++) {
        if (one_case((seed + i) * 0xd1342543de82ef95u))
            continue;
        printf("case with seed %" PRIu64 "; run: switch_differential 1 %" PRIu64 "\n", seed + i, seed + i);
        return 1;
    }
    printf("%" PRIu64 " cases agree\n", cases);
    return 0;
}
