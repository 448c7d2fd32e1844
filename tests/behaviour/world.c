#include "world.h"

#include <assert.h>
#include <stdlib.h>

#include "run.h"

struct known {
    const char *name;
    const char *of[FAMILY_COUNT]; /* NULL: the family has no such thing */
};

/* The world of the cases. README.md shows it to people. */
static const struct known names[] = {
    { "HOST", { [FAMILY_V4] = "192.0.2.1", [FAMILY_V6] = "2001:db8::1" } },
    { "HOST2", { [FAMILY_V4] = "192.0.2.2", [FAMILY_V6] = "2001:db8::2" } },
    { "PEER", { [FAMILY_V4] = "203.0.113.7", [FAMILY_V6] = "2001:db8:71::7" } },
    { "PEER2", { [FAMILY_V4] = "203.0.113.8", [FAMILY_V6] = "2001:db8:71::8" } },
    { "PEERS", { [FAMILY_V4] = "203.0.113.0/24", [FAMILY_V6] = "2001:db8:71::/64" } },
    { "FAR", { [FAMILY_V4] = "198.51.100.9", [FAMILY_V6] = "2001:db8:fa::9" } },
    { "LOOP", { [FAMILY_V4] = "127.0.0.1", [FAMILY_V6] = "::1" } },
    { "ANY", { [FAMILY_V4] = "0.0.0.0", [FAMILY_V6] = "::" } },
    { "GROUP", { [FAMILY_V4] = "239.1.2.3", [FAMILY_V6] = "ff15::123" } },
    { "GROUP2", { [FAMILY_V4] = "239.1.2.4", [FAMILY_V6] = "ff15::124" } },
    { "BROADCAST", { [FAMILY_V4] = "255.255.255.255" } },
    { "NETCAST", { [FAMILY_V4] = "192.0.2.255" } },
    { "HOST_MAC", { [FAMILY_V4] = "02:00:00:00:00:01", [FAMILY_V6] = "02:00:00:00:00:01" } },
    { "PEER_MAC", { [FAMILY_V4] = "02:00:00:00:00:07", [FAMILY_V6] = "02:00:00:00:00:07" } },
    { "ICMP", { [FAMILY_V4] = "1", [FAMILY_V6] = "58" } },
    { "ECHO", { [FAMILY_V4] = "8", [FAMILY_V6] = "128" } },
    { "ECHO_REPLY", { [FAMILY_V4] = "0", [FAMILY_V6] = "129" } },
    { "UNREACHABLE", { [FAMILY_V4] = "3", [FAMILY_V6] = "1" } },
    { "NO_PORT", { [FAMILY_V4] = "3", [FAMILY_V6] = "4" } },
    { "IP_HEADER", { [FAMILY_V4] = "20", [FAMILY_V6] = "40" } },
    { "FRAGMENT_HEADER", { [FAMILY_V4] = "20", [FAMILY_V6] = "48" } }, /* with the fragment extension header */
};

static const struct known *name_find(const char *text, size_t size)
{
    for (unsigned i = 0; i < COUNT_OF(names); i++)
        if (strlen(names[i].name) == size && memcmp(names[i].name, text, size) == 0)
            return &names[i];
    return NULL;
}

static bool is_name_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

const char *names_resolve(struct run *r, const char *text)
{
    size_t capacity = strlen(text) * 8 + 64, used = 0;
    char  *out = arena_alloc(&r->arena, capacity);
    while (*text) {
        size_t size = 0;
        while (is_name_letter(text[size]))
            size++;
        const struct known *n = name_find(text, size);
        const char        *word = n ? n->of[r->family] : text;
        if (n && !word)
            run_fail(r, "this family has no %s", n->name);
        size_t length = !size ? 1 : n ? strlen(word ? word : "") : size;
        assert(used + length < capacity);
        if (word)
            memcpy(out + used, word, length);
        used += length;
        text += size ? size : 1;
    }
    return out;
}

struct ip_addr world_address(struct run *r, const char *text)
{
    struct ip_addr a = { 0 };
    if (!ip_addr_parse(names_resolve(r, text), &a) || a.family != r->family)
        run_fail(r, "\"%s\" is no address of this family", text);
    return a;
}

static struct spot take_endpoint(struct run *r)
{
    struct words    w = words_of(r);
    struct spot e = { .protocol = word_accept(&w, "tcp") ? PROTO_TCP : PROTO_UDP };
    if (e.protocol == PROTO_UDP && !word_accept(&w, "udp"))
        run_fail(r, "an endpoint is tcp or udp");
    e.address = world_address(r, word_take(&w));
    e.port = (uint16_t)word_number(&w);
    return e;
}

static bool same_endpoint(const struct spot *a, const struct spot *b)
{
    return a->protocol == b->protocol && a->port == b->port && ip_addr_equal(&a->address, &b->address);
}

static bool has_endpoint(const struct spot *list, unsigned count, uint8_t protocol, const struct ip_addr *a,
                         uint16_t port)
{
    struct spot wanted = { protocol, *a, port };
    for (unsigned i = 0; i < count; i++)
        if (same_endpoint(&list[i], &wanted))
            return true;
    return false;
}

void world_refused(struct run *r)
{
    assert(r->world.refused_count < WORLD_MAX);
    r->world.refused[r->world.refused_count++] = take_endpoint(r);
}

void world_opened(struct run *r)
{
    struct spot gone = take_endpoint(r);
    for (unsigned i = 0; i < r->world.refused_count; i++)
        if (same_endpoint(&r->world.refused[i], &gone))
            r->world.refused[i].protocol = 0;
}

void world_listener(struct run *r)
{
    assert(r->world.listener_count < WORLD_MAX);
    r->world.listeners[r->world.listener_count++] = take_endpoint(r);
}

void world_app(struct run *r)
{
    struct words w = words_of(r);
    uint16_t     port = (uint16_t)word_number(&w);
    assert(r->world.app_count < WORLD_MAX);
    const char *path = word_take(&w), *user = words_left(&w) ? word_take(&w) : NULL;
    r->world.apps[r->world.app_count++] = (struct offline_identity){ .port = port, .app = path, .user = user };
}

static bool is_one_of(struct run *r, const struct ip_addr *a, const char *const *wanted, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        const char    *text = name_find(wanted[i], strlen(wanted[i]))->of[r->family];
        struct ip_addr own;
        if (text && ip_addr_parse(text, &own) && ip_addr_equal(a, &own))
            return true;
    }
    return false;
}

static bool is_local(void *context, const struct ip_addr *a)
{
    static const char *const own[] = { "HOST", "HOST2" };
    return is_one_of(context, a, own, COUNT_OF(own));
}

static bool is_broadcast(void *context, const struct ip_addr *a)
{
    static const char *const own[] = { "NETCAST" };
    return is_one_of(context, a, own, COUNT_OF(own));
}

static bool is_local_mac(void *context, const uint8_t mac[6])
{
    static const uint8_t own[6] = { 2, 0, 0, 0, 0, 1 };
    (void)context;
    return memcmp(mac, own, 6) == 0;
}

static bool is_refused(void *context, uint8_t protocol, const struct ip_addr *local, uint16_t port)
{
    const struct world *w = &((struct run *)context)->world;
    return has_endpoint(w->refused, w->refused_count, protocol, local, port);
}

static bool is_listener(void *context, uint8_t protocol, const struct ip_addr *a, uint16_t port)
{
    const struct world *w = &((struct run *)context)->world;
    return has_endpoint(w->listeners, w->listener_count, protocol, a, port);
}

static const struct endpoint_identity *identity(void *context, uint8_t protocol, uint16_t local_port)
{
    (void)protocol;
    return identities_find(((struct run *)context)->world.identities, local_port);
}

void world_owner(struct run *r)
{
    struct words w = words_of(r);
    assert(r->world.owner_count < WORLD_MAX);
    struct owner *o = &r->world.owners[r->world.owner_count++];
    o->address = world_address(r, word_take(&w));
    o->interface.index = (uint32_t)word_number(&w);
    o->interface.luid = o->interface.index;
}

void world_forwards(struct run *r)
{
    struct words w = words_of(r);
    if (!word_accept(&w, "nothing"))
        run_fail(r, "expected: forwards nothing");
    r->world.forwards_nothing = true;
}

void world_groups(struct run *r)
{
    struct words w = words_of(r);
    if (!word_accept(&w, "fragments"))
        run_fail(r, "expected: groups fragments");
    r->world.groups = true;
}

static bool forwards(void *context)
{
    return !((struct run *)context)->world.forwards_nothing;
}

static const struct shim_interface *owner_of(void *context, const struct ip_addr *a)
{
    const struct world *w = &((struct run *)context)->world;
    for (unsigned i = 0; i < w->owner_count; i++)
        if (ip_addr_equal(&w->owners[i].address, a))
            return &w->owners[i].interface;
    return NULL;
}

struct forward_world world_forward(struct run *r)
{
    return (struct forward_world){ .context = r, .forwards = forwards, .owner = owner_of,
                                   .groups = { [FAMILY_V4] = r->world.groups, [FAMILY_V6] = r->world.groups } };
}

struct shim_world world_start(struct run *r)
{
    char error[CAPTURE_ERROR_SIZE] = "";
    if (identities_new(r->world.apps, r->world.app_count, &r->world.identities, error) != WFP_OK) {
        fprintf(stderr, "%s\n", error);
        abort();
    }
    return (struct shim_world){ r, is_local, is_broadcast, is_local_mac, is_refused, is_listener, identity };
}

void world_fini(struct world *w)
{
    identities_free(w->identities);
}
