/* Which station has which address, as frames have shown it: for packets that get a link header here, because a driver made them.
 * Bounded: a new address may take the place of another one. Any thread; what is known already costs no lock. */
#ifndef WFP_HOST_STATIONS_H
#define WFP_HOST_STATIONS_H

#include <pthread.h>
#include <stdbool.h>

#include "host/note.h"
#include "pkt/headers.h"

#define STATION_COUNT 4096u
#define STATION_SIDES 2u

struct stations {
    pthread_mutex_t lock; /* of writers */
    struct note     of[STATION_COUNT];
    struct note     last[STATION_SIDES][FAMILY_COUNT];
};

void stations_init(struct stations *s);
void stations_fini(struct stations *s);
/* Multicast and unspecified addresses, and group MACs, are not noted. */
void stations_note(struct stations *s, const struct ip_addr *a, const uint8_t mac[6]);
/* False: not seen. */
bool stations_find(const struct stations *s, const struct ip_addr *a, uint8_t mac[6]);
/* The station on a side that spoke, or was spoken to, last in this family. */
void stations_note_last(struct stations *s, unsigned side, enum family family, const uint8_t mac[6]);
bool stations_last(const struct stations *s, unsigned side, enum family family, uint8_t mac[6]);
/* All that are known. */
typedef void (*station_fn)(void *context, const struct ip_addr *a, const uint8_t mac[6]);
void stations_each(const struct stations *s, station_fn each, void *context);

#endif
