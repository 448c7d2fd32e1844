/* The conditions of a filter while it is drawn. What they reach is in the arena of the set. For filter_sets.c and its parts. */
#ifndef WFP_BENCH_FILTER_DRAFT_H
#define WFP_BENCH_FILTER_DRAFT_H

#include "filter_sets.h"

enum { DRAFT_CONDITIONS = 40 };

struct draft {
    struct filter_set *set;
    struct condition   conditions[DRAFT_CONDITIONS];
    uint32_t           count;
    bool               failed; /* no memory */
};

void draft_add(struct draft *d, enum field_id field, enum match_type match, struct value v);
void draft_u8(struct draft *d, enum field_id field, enum match_type match, uint32_t n);
void draft_u16(struct draft *d, enum field_id field, enum match_type match, uint32_t n);
void draft_u32(struct draft *d, enum field_id field, enum match_type match, uint32_t n);
void draft_range(struct draft *d, enum field_id field, enum match_type match, struct value low, struct value high);
void draft_ports(struct draft *d, enum field_id field, enum match_type match, uint32_t low, uint32_t high);
/* A network of the length that IPv4 would have; a host is a plain address. */
void draft_network(struct draft *d, enum field_id field, enum match_type match, uint32_t address, uint32_t bits);
struct value draft_address(struct draft *d, uint32_t address);
/* In the arena; NULL: no memory, and the draft has failed. */
void *draft_room(struct draft *d, size_t size);

/* Draws the conditions of a filter of the set's shape. */
void draft_draw(struct draft *d);

bool filter_set_is_v6(const struct filter_set *s);
/* The address of a host in both families: in IPv6 it is below 2001:db8::/32, with the same bits on both sides of the /64. */
void v6_of_host(uint32_t address, uint8_t out[16]);
/* Mostly of a service that is known. */
uint32_t draw_service_port(struct dice *d);

#endif
