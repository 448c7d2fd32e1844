#include "host/stations.h"

struct station {
    struct ip_addr addr;
    uint8_t        mac[6];
    bool           known;
};
static_assert(sizeof(struct station) <= NOTE_WORDS * sizeof(uint64_t), "a station is a note");

void stations_init(struct stations *s)
{
    memset(s, 0, sizeof(*s));
    pthread_mutex_init(&s->lock, NULL);
}

void stations_fini(struct stations *s)
{
    pthread_mutex_destroy(&s->lock);
}

static unsigned place_of(const struct ip_addr *a)
{
    uint64_t w[2];
    memcpy(w, a->bytes, sizeof(w));
    uint64_t hash = (w[0] ^ w[1] * 0x9e3779b97f4a7c15ull ^ a->family) * 0xff51afd7ed558ccdull;
    return (unsigned)(hash >> 48) % STATION_COUNT;
}

/* Every frame shows stations, and seldom a new one. */
static void write_if_new(struct stations *s, struct note *at, const struct station *what)
{
    struct station before;
    note_read(at, &before, sizeof(before));
    if (before.known && ip_addr_equal(&before.addr, &what->addr) && memcmp(before.mac, what->mac, 6) == 0)
        return;
    pthread_mutex_lock(&s->lock);
    note_write(at, what, sizeof(*what));
    pthread_mutex_unlock(&s->lock);
}

void stations_note(struct stations *s, const struct ip_addr *a, const uint8_t mac[6])
{
    struct station now = { .addr = *a, .known = true };
    if (a->family == FAMILY_NONE || (mac[0] & 1) || ip_addr_is(a, ADDR_MULTICAST) || ip_addr_is(a, ADDR_UNSPECIFIED) ||
        ip_addr_is(a, ADDR_BROADCAST))
        return;
    memcpy(now.mac, mac, 6);
    write_if_new(s, &s->of[place_of(a)], &now);
}

bool stations_find(const struct stations *s, const struct ip_addr *a, uint8_t mac[6])
{
    struct station at;
    note_read(&s->of[place_of(a)], &at, sizeof(at));
    if (!at.known || !ip_addr_equal(&at.addr, a))
        return false;
    memcpy(mac, at.mac, 6);
    return true;
}

void stations_each(const struct stations *s, station_fn each, void *context)
{
    struct station at;
    for (unsigned i = 0; i < STATION_COUNT; i++) {
        note_read(&s->of[i], &at, sizeof(at));
        if (at.known)
            each(context, &at.addr, at.mac);
    }
}

void stations_note_last(struct stations *s, unsigned side, enum family family, const uint8_t mac[6])
{
    struct station now = { .addr = { .family = (uint8_t)family }, .known = true };
    memcpy(now.mac, mac, 6);
    write_if_new(s, &s->last[side][family], &now);
}

bool stations_last(const struct stations *s, unsigned side, enum family family, uint8_t mac[6])
{
    struct station at;
    note_read(&s->last[side][family], &at, sizeof(at));
    memcpy(mac, at.mac, 6);
    return at.known;
}
