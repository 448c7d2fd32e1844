/* The second opinion on the virtual switch, written from what IEEE 802.1D and 802.1Q, RFC 5517 and docs/switch.md say: lists that
 * are gone through from end to end, the frame's bytes built anew for each port. Nothing is shared with src/vswitch but the types. */
#ifndef WFP_TESTS_NAIVE_SWITCH_MODEL_H
#define WFP_TESTS_NAIVE_SWITCH_MODEL_H

#include "vswitch/switch.h"

#define MODEL_PORTS    64
#define MODEL_STATIONS 512
#define MODEL_FRAME    256

struct model_port {
    uint32_t           id; /* 0: no port */
    bool               connected;
    struct switch_vlan vlan;
};

struct model_station {
    uint8_t  mac[6];
    uint16_t learned_in;
    uint32_t port;
    uint64_t heard_ns;
};

struct model_switch {
    struct model_port    ports[MODEL_PORTS]; /* in the order of their ids */
    uint32_t             port_count;
    struct model_station stations[MODEL_STATIONS];
    uint32_t             station_count;
    uint64_t             ageing_ns;
};

struct model_frame {
    uint8_t  bytes[MODEL_FRAME];
    uint32_t size;
};

struct model_result {
    bool               forwarded;
    bool               known;
    uint32_t           count;
    uint32_t           ports[MODEL_PORTS];
    struct model_frame frames[MODEL_PORTS]; /* what leaves there */
};

void model_add_port(struct model_switch *m, uint32_t id, const struct switch_vlan *vlan);
void model_remove_port(struct model_switch *m, uint32_t id);
/* NULL vlan: as it was. */
void model_set_port(struct model_switch *m, uint32_t id, const struct switch_vlan *vlan, bool connected);
void model_send(struct model_switch *m, uint32_t from, const struct model_frame *frame, uint64_t now_ns, struct model_result *out);

#endif
