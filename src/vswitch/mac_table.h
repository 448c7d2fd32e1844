/* The stations a switch knows: which address was last seen at which port, in which VLAN. Any number of threads find and learn at
 * once, without a lock; the number of entries is bounded; who was not heard of for the ageing time is unknown again. Private to
 * vswitch/. */
#ifndef WFP_VSWITCH_MAC_TABLE_H
#define WFP_VSWITCH_MAC_TABLE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"

struct mac_table;

enum mac_learned {
    MAC_KNOWN, /* where it was */
    MAC_NEW,
    MAC_MOVED, /* from another port */
    MAC_FULL   /* no room: stays unknown */
};

MUST_CHECK enum wfp_status mac_table_new(uint32_t max, uint64_t ageing_ns, struct mac_table **out);
void mac_table_free(struct mac_table *t);

/* `lane` is a small number (0 ... 255) that means the port. */
enum mac_learned mac_table_learn(struct mac_table *t, const uint8_t mac[6], uint16_t vlan, uint8_t lane, uint64_t now_ns);
/* The lane, or -1: not known. */
int mac_table_find(const struct mac_table *t, const uint8_t mac[6], uint16_t vlan, uint64_t now_ns);

uint32_t mac_table_count(const struct mac_table *t);

/* While nobody finds or learns. */
void mac_table_forget(struct mac_table *t, uint8_t lane);
void mac_table_forget_all(struct mac_table *t);

typedef void mac_table_fn(void *context, const uint8_t mac[6], uint16_t vlan, uint8_t lane, uint64_t age_ns);
void mac_table_each(const struct mac_table *t, uint64_t now_ns, mac_table_fn *each, void *context);

#endif
