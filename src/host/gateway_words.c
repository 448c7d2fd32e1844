#include "host/gateway_words.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "shim/fragment_group.h"

static bool fail(char why[GATEWAY_WORDS_WHY], const char *format, ...) __attribute__((format(printf, 2, 3)));

static bool fail(char why[GATEWAY_WORDS_WHY], const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(why, GATEWAY_WORDS_WHY, format, args);
    va_end(args);
    return false;
}

/* NULL: no room. */
static const char *keep(struct gateway_words *w, const char *text)
{
    size_t size = strlen(text) + 1;
    char  *at = &w->room[w->used];
    if (size > sizeof(w->room) - w->used)
        return NULL;
    memcpy(at, text, size);
    w->used += size;
    return at;
}

/* --- ports ----------------------------------------------------------------------------------------------------------- */

bool gateway_words_ports(struct gateway_words *w, bool forwards, const char *const *ports, unsigned count,
                         char why[GATEWAY_WORDS_WHY])
{
    if (!forwards && count != GATEWAY_PORTS)
        return fail(why, "a gateway needs two ports, IN toward the host and OUT toward the network; %u given", count);
    if (forwards && count < 2)
        return fail(why, "a forwarder needs two ports or more; %u given", count);
    if (count > PORT_LOOP_MAX)
        return fail(why, "more than %d ports; give fewer", PORT_LOOP_MAX);
    w->forwards = forwards;
    for (unsigned i = 0; i < count; i++) {
        const char *spec = keep(w, ports[i]);
        if (!spec || !*spec)
            return fail(why, spec ? "a port has no name" : "the names of the ports are too long");
        for (unsigned k = 0; k < i; k++)
            if (strcmp(w->ports[k], spec) == 0)
                return fail(why, "%s is named twice; give two ports", spec);
        w->ports[w->port_count++] = spec;
    }
    return true;
}

/* --- what belongs to them --------------------------------------------------------------------------------------------- */

static bool add_netns(struct gateway_words *w, const char *value, char why[GATEWAY_WORDS_WHY])
{
    if (w->netns)
        return fail(why, "netns %s: a gateway has one host; it is %s already", value, w->netns);
    const char *name = *value ? keep(w, value) : NULL;
    if (!name)
        return fail(why, "netns %s: expected the name of a network namespace, or the number of a process in it", value);
    w->netns = name;
    return true;
}

static bool add_local(struct gateway_words *w, const char *value, char why[GATEWAY_WORDS_WHY])
{
    struct ip_addr a;
    uint8_t        bits;
    if (!ip_prefix_parse(value, &a, &bits))
        return fail(why, "local %s: expected an address or ADDR/LEN", value);
    const char *text = keep(w, value);
    if (!text || w->local_count == GATEWAY_LOCAL_MAX)
        return fail(why, "local %s: more than %d of them; give fewer", value, GATEWAY_LOCAL_MAX);
    w->local[w->local_count++] = text;
    return true;
}

/* "PORT=ADDR/LEN", the port as it is named before. */
static bool add_address(struct gateway_words *w, const char *value, char why[GATEWAY_WORDS_WHY])
{
    struct router_address a = { .port = 0 };
    const char           *equals = strrchr(value, '=');
    size_t                n = equals ? (size_t)(equals - value) : 0;
    if (!equals || !router_read_address(equals + 1, &a.addr, &a.bits))
        return fail(why, "address %s: expected PORT=ADDR/LEN", value);
    while (a.port < w->port_count && (strlen(w->ports[a.port]) != n || strncmp(w->ports[a.port], value, n) != 0))
        a.port++;
    if (a.port == w->port_count)
        return fail(why, "address %s: none of the ports is called %.*s", value, (int)n, value);
    if (w->address_count == ROUTER_ADDRESSES)
        return fail(why, "address %s: more than %d of them; give fewer", value, ROUTER_ADDRESSES);
    w->addresses[w->address_count++] = a;
    return true;
}

static bool add_route(struct gateway_words *w, const char *value, char why[GATEWAY_WORDS_WHY])
{
    struct router_route r;
    if (!router_read_route(value, &r))
        return fail(why, "route %s: expected PREFIX/LEN=ADDR", value);
    if (w->route_count == ROUTER_ROUTES)
        return fail(why, "route %s: more than %d of them; give fewer", value, ROUTER_ROUTES);
    w->routes[w->route_count++] = r;
    return true;
}

static bool add_groups(struct gateway_words *w, const char *value, char why[GATEWAY_WORDS_WHY])
{
    bool good = fragment_groups_read(*value ? value : NULL, w->groups);
    return good || fail(why, "group-fragments %s: expected 4 or 6, or nothing", value);
}

static const struct word {
    const char *key;
    bool        forwards; /* of a forwarder; else of a gateway */
    bool (*add)(struct gateway_words *w, const char *value, char why[GATEWAY_WORDS_WHY]);
} words_known[] = {
    { "netns", false, add_netns }, { "local", false, add_local },           { "address", true, add_address },
    { "route", true, add_route },  { "group-fragments", true, add_groups },
};

static const struct word *word_of(const char *key, size_t size)
{
    for (size_t i = 0; i < COUNT_OF(words_known); i++)
        if (strlen(words_known[i].key) == size && strncmp(words_known[i].key, key, size) == 0)
            return &words_known[i];
    return NULL;
}

static bool add(struct gateway_words *w, const struct word *k, const char *value, char why[GATEWAY_WORDS_WHY])
{
    if (k->forwards != w->forwards)
        return fail(why, "%s is of a %s, and this is a %s", k->key, k->forwards ? "forwarder" : "gateway",
                    w->forwards ? "forwarder" : "gateway");
    return k->add(w, value ? value : "", why);
}

bool gateway_words_add(struct gateway_words *w, const char *key, const char *value, char why[GATEWAY_WORDS_WHY])
{
    const struct word *k = word_of(key, strlen(key));
    return k ? add(w, k, value, why) : fail(why, "%s: unknown word", key);
}

bool gateway_words_whole(const struct gateway_words *w, char why[GATEWAY_WORDS_WHY])
{
    if (!w->forwards || w->address_count)
        return true;
    return fail(why, "a forwarder needs an address, PORT=ADDR/LEN, at best one for each port");
}

/* --- a command -------------------------------------------------------------------------------------------------------- */

/* NULL: it is a port. */
static const struct word *word_begins(const char *text)
{
    bool may = strchr(text, '=') || strcmp(text, "group-fragments") == 0;
    return may ? word_of(text, strcspn(text, "=")) : NULL;
}

bool gateway_words_take(struct gateway_words *w, const char *const *words, unsigned count, char why[GATEWAY_WORDS_WHY])
{
    bool     forwards = count && strcmp(words[0], "forward") == 0;
    unsigned ports = count ? 1 : 0;
    if (!forwards && (!count || strcmp(words[0], "gateway") != 0))
        return fail(why, "%s: expected gateway or forward, and its ports", count ? words[0] : "");
    while (ports < count && !word_begins(words[ports]))
        ports++;
    if (!gateway_words_ports(w, forwards, words + 1, ports - 1, why))
        return false;
    for (unsigned i = ports; i < count; i++) {
        const struct word *k = word_begins(words[i]);
        const char        *value = strchr(words[i], '=');
        if (!k)
            return fail(why, "%s: unknown word; ports come first", words[i]);
        if (!add(w, k, value ? value + 1 : "", why))
            return false;
    }
    return true;
}

bool gateway_words_read(struct gateway_words *w, const char *const *words, unsigned count, char why[GATEWAY_WORDS_WHY])
{
    return gateway_words_take(w, words, count, why) && gateway_words_whole(w, why);
}
