/* Any sequence of requests, with extensions that refuse, pend and answer late as the input says. Each request is over exactly once;
 * a refused one changes nothing; ports, NICs and properties are always in states that NDIS knows. Input: four bytes a step. */
#include <stdlib.h>

#include "vswitch/control.h"
#include "vswitch_kit.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define PORTS 4u
#define NICS  2u

struct extension {
    uint8_t                      answers; /* one of enum answer, for the next request */
    const struct switch_request *pended;
    uint32_t                     told;
};

enum answer { PASS, REFUSE, PEND, PEND_EARLY, ANSWER_COUNT };

struct world {
    struct vswitch        *sw;
    struct switch_control *control;
    struct extension       extensions[2];
    struct switch_saved   *saved;
    uint32_t               submitted, over;
};

static void require(bool truth)
{
    if (!truth)
        abort();
}

static enum wfp_status on_request(void *context, struct switch_control *c, const struct switch_request *r)
{
    struct extension *e = context;
    uint8_t           answer = e->answers;
    e->answers = PASS;
    if (r->oid == SWITCH_OID_NIC_SAVE && answer == REFUSE)
        return switch_saved_add(r->saved, &(struct switch_state_block){ .data = bytes_of("block", 5) });
    if (answer == REFUSE)
        return WFP_ACCESS_DENIED;
    if (answer == PASS)
        return WFP_OK;
    if (answer == PEND)
        e->pended = r;
    else
        require(switch_request_complete(c, r, WFP_OK) == WFP_OK);
    return WFP_PENDING;
}

static void on_completed(void *context, struct switch_control *c, const struct switch_request *r, enum wfp_status status)
{
    struct extension *e = context;
    (void)c, (void)r;
    require(status != WFP_PENDING);
    e->told++;
}

static const struct switch_extension_ops ops = { .request = on_request, .completed = on_completed };

static void on_over(void *context, enum wfp_status status)
{
    struct world *w = context;
    require(status != WFP_PENDING);
    w->over++;
}

/* What the switch consists of, as a number. */
static uint64_t digest(const struct world *w)
{
    uint64_t d = 14695981039346656037u;
    for (uint32_t i = 0; i < vswitch_port_count(w->sw); i++) {
        const struct switch_port *p = vswitch_port_at(w->sw, i);
        d = (d ^ p->id ^ (uint64_t)p->state << 8 ^ (uint64_t)p->vlan.mode << 16 ^ (uint64_t)p->vlan.access_id << 24) * 1099511628211u;
        for (uint32_t k = 0; switch_property_at(w->control, p->id, k); k++)
            d = (d ^ switch_property_at(w->control, p->id, k)->id.data1 ^ switch_property_at(w->control, p->id, k)->version << 8) *
                1099511628211u;
    }
    for (uint32_t i = 0; i < vswitch_nic_count(w->sw); i++) {
        const struct switch_nic *n = vswitch_nic_at(w->sw, i);
        d = (d ^ n->port_id ^ (uint64_t)n->index << 8 ^ (uint64_t)n->state << 24 ^ (uint64_t)n->mtu << 32) * 1099511628211u;
    }
    return d;
}

static void check_states(const struct world *w)
{
    for (uint32_t i = 0; i < vswitch_port_count(w->sw); i++) {
        const struct switch_port *p = vswitch_port_at(w->sw, i);
        require(p->state == SWITCH_PORT_CREATED || p->state == SWITCH_PORT_TEARDOWN);
    }
    for (uint32_t i = 0; i < vswitch_nic_count(w->sw); i++) {
        const struct switch_nic  *n = vswitch_nic_at(w->sw, i);
        const struct switch_port *p = vswitch_port(w->sw, n->port_id);
        require(p && p->state == SWITCH_PORT_CREATED);
        require(n->state == SWITCH_NIC_CREATED || n->state == SWITCH_NIC_CONNECTED || n->state == SWITCH_NIC_DISCONNECTED);
    }
    for (uint32_t id = 1; id <= PORTS; id++)
        require(vswitch_port(w->sw, id) || !switch_property_at(w->control, id, 0));
}

static void check_frames(const struct world *w)
{
    static struct switch_way way;
    struct headers           h = kit_headers(1, 0xff, -1);
    if (!kit_send(w->sw, 1, &h, 0, &way))
        return;
    for (uint32_t i = 0; i < way.count; i++) {
        const struct switch_nic *nic = vswitch_nic(w->sw, way.to[i].port_id, way.to[i].nic_index);
        require(nic && nic->state == SWITCH_NIC_CONNECTED);
    }
}

static void submit(struct world *w, uint8_t oid, uint8_t where, uint8_t detail)
{
    struct switch_port        port = kit_port_of(1 + where % PORTS, kit_access(detail));
    struct switch_nic         nic = kit_nic_of(port.id, where / PORTS % NICS);
    struct switch_property    property = { .id = { .data1 = detail % 3 }, .version = where, .data = bytes_of(&detail, 1) };
    struct switch_state_block block = { .data = bytes_of(&detail, 1) };
    struct switch_request     r = { .oid = oid % (SWITCH_OID_COUNT + 1), .port_id = port.id, .nic_index = nic.index };
    nic.mtu = detail;
    r.port = r.oid == SWITCH_OID_PORT_CREATE || r.oid == SWITCH_OID_PORT_UPDATED ? &port : NULL;
    r.nic = r.oid == SWITCH_OID_NIC_CREATE || r.oid == SWITCH_OID_NIC_UPDATED ? &nic : NULL;
    if (r.oid >= SWITCH_OID_PROPERTY_ADD && r.oid <= SWITCH_OID_PORT_PROPERTY_DELETE)
        r.property = &property;
    if (r.oid >= SWITCH_OID_PROPERTY_ADD && r.oid <= SWITCH_OID_PROPERTY_DELETE)
        r.port_id = 0;
    r.state = r.oid == SWITCH_OID_NIC_RESTORE ? &block : NULL;
    r.saved = r.oid == SWITCH_OID_NIC_SAVE ? w->saved : NULL;
    uint64_t        before = digest(w);
    bool            idle = w->submitted == w->over;
    enum wfp_status status = switch_submit(w->control, &r, on_over, w);
    w->submitted++;
    if (status == WFP_PENDING)
        return;
    w->over++;
    require(idle && (status == WFP_OK || digest(w) == before));
}

static void complete(struct world *w, uint8_t which, uint8_t how)
{
    struct extension            *e = &w->extensions[which % 2];
    const struct switch_request *r = e->pended;
    e->pended = NULL;
    if (r)
        require(switch_request_complete(w->control, r, how & 1 ? WFP_ACCESS_DENIED : WFP_OK) == WFP_OK);
}

static void step(struct world *w, const uint8_t s[4])
{
    if (s[0] & 0x80)
        complete(w, s[1], s[2]);
    w->extensions[0].answers = s[3] % ANSWER_COUNT;
    w->extensions[1].answers = s[3] / ANSWER_COUNT % ANSWER_COUNT;
    submit(w, s[0] & 0x1f, s[1], s[2]);
    check_states(w);
    if (!switch_control_pended(w->control))
        check_frames(w);
}

/* One request at a time is pended, so at most one extension holds one. */
static void finish_all(struct world *w)
{
    for (uint32_t i = 0; i < 2; i++)
        w->extensions[i].answers = PASS;
    while (switch_control_pended(w->control)) {
        require(!w->extensions[0].pended != !w->extensions[1].pended);
        complete(w, w->extensions[1].pended != NULL, 0);
    }
    require(w->submitted == w->over);
    check_states(w);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct vswitch_config config = { .name = "fuzz", .max_macs = 16 };
    struct bytes                       input = bytes_of(data, size);
    struct world                       w = { .sw = kit_switch(&config) };
    uint8_t                            s[4];
    require(switch_control_new(&(struct switch_control_config){ .sw = w.sw }, &w.control) == WFP_OK);
    require(switch_saved_new(&w.saved) == WFP_OK);
    for (uint32_t i = 0; i < 2; i++) {
        struct switch_extension e = { .id = { .data1 = 1 + i }, .kind = SWITCH_FILTERING, .ops = &ops, .context = &w.extensions[i] };
        require(switch_extension_add(w.control, &e) == WFP_OK);
    }
    for (uint32_t steps = 0; steps < 64 && bytes_copy(&input, s, sizeof(s)); steps++)
        step(&w, s);
    finish_all(&w);
    switch_control_free(w.control);
    switch_saved_free(w.saved);
    vswitch_free(w.sw);
    return 0;
}
