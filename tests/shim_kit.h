/* For tests that walk frames through the shims and look at them as a callout driver does: km_kit.h with a shim. The host is
 * 10.0.0.2 and fd00::2, where frame_ip() of frames.h sends to; `outbound` turns that round. */
#ifndef WFP_TESTS_SHIM_KIT_H
#define WFP_TESTS_SHIM_KIT_H

#include "frames.h"
#include "km_kit.h"
#include "pkt/checksum.h"
#include "shim/context.h"

struct shim_kit {
    struct km_kit     km;
    struct shim      *shim;
    struct shim_input input;
    bool              outbound;
};

static inline bool shim_kit_is_local(void *context, const struct ip_addr *a)
{
    const struct shim_kit *k = context;
    uint8_t last = a->bytes[a->family == FAMILY_V4 ? 3 : 15];
    return last == (k->outbound ? 1 : 2);
}

static inline bool shim_kit_is_local_mac(void *context, const uint8_t mac[6])
{
    const struct shim_kit *k = context;
    return mac[5] == (k->outbound ? 1 : 2);
}

static inline bool shim_kit_is_refused(void *context, uint8_t protocol, const struct ip_addr *local, uint16_t port)
{
    (void)context, (void)protocol, (void)local, (void)port;
    return false;
}

static inline bool shim_kit_is_listener(void *context, uint8_t protocol, const struct ip_addr *local, uint16_t port)
{
    (void)context, (void)protocol, (void)local, (void)port;
    return true;
}

static inline void shim_kit_init(struct shim_kit *k, enum family family)
{
    struct shim_config config = { .world = { .context = k,
                                             .is_local = shim_kit_is_local,
                                             .is_local_mac = shim_kit_is_local_mac,
                                             .is_refused = shim_kit_is_refused,
                                             .is_listener = shim_kit_is_listener },
                                  .forward = { .groups = { [FAMILY_V4] = true, [FAMILY_V6] = true } } };
    memset(k, 0, sizeof(*k));
    km_kit_init(&k->km, family);
    km_kit_system(&k->km);
    assert_int_equal(shim_new(&config, &k->shim), WFP_OK);
}

static inline void shim_kit_fini(struct shim_kit *k)
{
    shim_free(k->shim);
    km_kit_system_fini(&k->km);
    km_kit_fini(&k->km);
}

/* The IPv4 header's checksum, which the walk looks at. */
static inline void shim_kit_seal(struct frame *f)
{
    if (f->bytes[12] != 0x08)
        return;
    f->bytes[24] = f->bytes[25] = 0;
    uint16_t sum = ip_checksum(bytes_of(f->bytes + 14, 20));
    f->bytes[24] = (uint8_t)(sum >> 8);
    f->bytes[25] = (uint8_t)sum;
}

/* Ethernet from ...:01 to ...:02, and the IP header of frames.h. */
static inline void shim_kit_frame(struct frame *f, enum family family, unsigned protocol, size_t payload)
{
    f->size = 0;
    frame_hex(f, family == FAMILY_V4 ? "020000000002 020000000001 0800" : "020000000002 020000000001 86dd");
    frame_ip(f, family, protocol, payload);
    shim_kit_seal(f);
}

static inline const struct pkt_ctx *shim_kit_walk(struct shim_kit *k, const struct frame *f, enum link_type link)
{
    k->input = (struct shim_input){ .frame = frame_bytes(f), .wire_size = (uint32_t)f->size, .link = link,
                                    .number = k->input.number + 1, .now_ns = k->input.now_ns + 1000000 };
    return shim_packet(k->shim, k->km.rules, &k->input);
}

#endif
