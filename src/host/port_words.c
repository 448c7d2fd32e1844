#include "host/port_words.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/suggest.h"

#define WORD_SIZE 512
#define VLAN_LAST 4094u

/* --- values --------------------------------------------------------------------------------------------------------------- */

static bool read_number(const char *text, unsigned low, unsigned high, unsigned *out)
{
    unsigned long n = 0;
    if (!*text)
        return false;
    for (; *text; text++) {
        if (!isdigit((unsigned char)*text) || (n = n * 10 + (unsigned long)(*text - '0')) > high)
            return false;
    }
    *out = (unsigned)n;
    return n >= low;
}

static bool read_vlan(const char *text, uint16_t *out)
{
    unsigned n;
    if (!read_number(text, 1, VLAN_LAST, &n))
        return false;
    *out = (uint16_t)n;
    return true;
}

/* "10-20" or "10"; `text` is cut. */
static bool read_range(char *text, struct switch_vlan *v)
{
    char    *dash = strchr(text, '-');
    uint16_t first, last;
    if (dash)
        *dash++ = 0;
    if (!read_vlan(text, &first) || !read_vlan(dash ? dash : text, &last) || last < first)
        return false;
    for (unsigned id = first; id <= last; id++)
        v->allowed[id / 8] |= (uint8_t)(1u << id % 8);
    return true;
}

static bool read_list(char *text, struct switch_vlan *v)
{
    for (char *next; text; text = next) {
        next = strchr(text, '+');
        if (next)
            *next++ = 0;
        if (!read_range(text, v))
            return false;
    }
    return true;
}

static bool take_access(char *value, struct live_port *p)
{
    p->port.vlan.mode = SWITCH_VLAN_ACCESS;
    return read_vlan(value, &p->port.vlan.access_id);
}

static bool take_trunk(char *value, struct live_port *p)
{
    struct switch_vlan *v = &p->port.vlan;
    char               *native = strstr(value, ":native=");
    v->mode = SWITCH_VLAN_TRUNK;
    if (native) {
        *native = 0;
        if (!read_vlan(native + strlen(":native="), &v->native_id))
            return false;
    }
    return read_list(value, v);
}

static bool take_pvlan(char *value, struct live_port *p)
{
    static const char *const modes[] = { [SWITCH_PVLAN_ISOLATED] = "isolated", [SWITCH_PVLAN_COMMUNITY] = "community",
                                         [SWITCH_PVLAN_PROMISCUOUS] = "promiscuous" };
    struct switch_vlan *v = &p->port.vlan;
    char               *primary = strchr(value, ':'), *secondary = primary ? strchr(primary + 1, ':') : NULL;
    if (!secondary)
        return false;
    *primary++ = 0;
    *secondary++ = 0;
    v->mode = SWITCH_VLAN_PVLAN;
    for (uint8_t i = SWITCH_PVLAN_ISOLATED; i <= SWITCH_PVLAN_PROMISCUOUS; i++)
        if (strcmp(modes[i], value) == 0)
            v->pvlan_mode = i;
    if (!v->pvlan_mode || !read_vlan(primary, &v->primary_id))
        return false;
    if (v->pvlan_mode == SWITCH_PVLAN_PROMISCUOUS)
        return read_list(secondary, v);
    return read_vlan(secondary, &v->secondary_id) && v->secondary_id != v->primary_id;
}

static bool take_text(const char *value, char out[SWITCH_NAME_SIZE])
{
    snprintf(out, SWITCH_NAME_SIZE, "%s", value);
    return *value && strlen(value) < SWITCH_NAME_SIZE;
}

static bool take_name(char *value, struct live_port *p)
{
    return take_text(value, p->port.name);
}

static bool take_vm(char *value, struct live_port *p)
{
    return take_text(value, p->nic.vm_name);
}

static bool take_id(char *value, struct live_port *p)
{
    unsigned n;
    if (!read_number(value, 1, 0x7fffffff, &n))
        return false;
    p->port.id = n;
    return true;
}

static bool take_type(char *value, struct live_port *p)
{
    static const char *const types[] = { [SWITCH_PORT_EXTERNAL] = "external", [SWITCH_PORT_SYNTHETIC] = "synthetic",
                                         [SWITCH_PORT_EMULATED] = "emulated", [SWITCH_PORT_INTERNAL] = "internal" };
    for (uint8_t i = SWITCH_PORT_EXTERNAL; i <= SWITCH_PORT_INTERNAL; i++)
        if (strcmp(types[i], value) == 0) {
            p->port.type = i;
            return true;
        }
    return false;
}

static bool take_mac(char *value, struct live_port *p)
{
    unsigned m[6];
    char     rest;
    if (strlen(value) != 17 || sscanf(value, "%2x:%2x:%2x:%2x:%2x:%2x%c", &m[0], &m[1], &m[2], &m[3], &m[4], &m[5], &rest) != 6 ||
        (m[0] & 1))
        return false;
    for (unsigned i = 0; i < 6; i++)
        p->nic.permanent_mac[i] = (uint8_t)m[i];
    return true;
}

static bool take_tenant(char *value, struct live_port *p)
{
    unsigned n;
    if (!read_number(value, 1, 0xffffff, &n))
        return false;
    p->port.tenant = n;
    return true;
}

/* "learn", or addresses joined by +. */
static bool take_host(char *value, struct live_port *p)
{
    char  copy[LIVE_HOST_SIZE], *text = copy;
    if (strlen(value) >= sizeof(p->host) || !*value)
        return false;
    strcpy(p->host, value);
    strcpy(copy, value);
    for (char *next; text && strcmp(value, LIVE_HOST_LEARNS) != 0; text = next) {
        struct ip_addr a;
        uint8_t        bits;
        next = strchr(text, '+');
        if (next)
            *next++ = 0;
        if (!ip_prefix_parse(text, &a, &bits))
            return false;
    }
    return true;
}

static bool take_mtu(char *value, struct live_port *p)
{
    unsigned n;
    if (!read_number(value, 68, 65535, &n))
        return false;
    p->nic.mtu = n;
    return true;
}

/* --- words ---------------------------------------------------------------------------------------------------------------- */

static const struct word {
    const char *name;
    bool (*take)(char *value, struct live_port *p);
    const char *expected;
} words[] = {
    { "name", take_name, "a name of at most 255 bytes" },
    { "id", take_id, "a number from 1 to 2147483647" },
    { "type", take_type, "external, internal, synthetic or emulated" },
    { "vlan", take_access, "a VLAN from 1 to 4094" },
    { "trunk", take_trunk, "VLANs such as 10-20+30, and perhaps :native=N" },
    { "pvlan", take_pvlan, "isolated:PRIMARY:SECONDARY, community:PRIMARY:SECONDARY (two VLANs) or promiscuous:PRIMARY:LIST" },
    { "vm", take_vm, "a name of at most 255 bytes" },
    { "mac", take_mac, "a unicast address such as 02:00:00:00:00:01" },
    { "tenant", take_tenant, "a number from 1 to 16777215" },
    { "host", take_host, "learn, or the host's addresses joined by +, such as 192.0.2.1/24+2001:db8::1" },
    { "mtu", take_mtu, "a number from 68 to 65535" },
};

static bool is_vlan_word(const struct word *w)
{
    return w->take == take_access || w->take == take_trunk || w->take == take_pvlan;
}

static bool unknown(const char *text, const char *name, char why[LIVE_ERROR_SIZE])
{
    struct suggest s;
    char           hint[WORD_SIZE];
    suggest_init(&s, name);
    for (size_t i = 0; i < COUNT_OF(words); i++)
        suggest_offer(&s, words[i].name);
    snprintf(why, LIVE_ERROR_SIZE, "%s: a port has no %s%s", text, name, suggest_format(&s, hint, sizeof(hint)));
    return false;
}

static bool take_word(const char *text, char *word, struct live_port *p, char why[LIVE_ERROR_SIZE])
{
    char *value = strchr(word, '=');
    if (!value) {
        snprintf(why, LIVE_ERROR_SIZE, "%s: expected NAME=VALUE in the place of %s", text, word);
        return false;
    }
    *value++ = 0;
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        if (strcmp(words[i].name, word) != 0)
            continue;
        if (is_vlan_word(&words[i]) && p->port.vlan.mode != SWITCH_VLAN_NONE) {
            snprintf(why, LIVE_ERROR_SIZE, "%s: vlan, trunk and pvlan exclude each other, and each is said once", text);
            return false;
        }
        if (words[i].take(value, p))
            return true;
        snprintf(why, LIVE_ERROR_SIZE, "%s: %s: expected %s", text, words[i].name, words[i].expected);
        return false;
    }
    return unknown(text, word, why);
}

/* A capture file may name a second one behind a comma. */
static char *end_of_device(char *text)
{
    char *comma = strchr(text, ',');
    if (comma && strncmp(text, "pcap:", 5) == 0) {
        char *next = strchr(comma + 1, ',');
        char *equals = strchr(comma + 1, '=');
        if (!equals || (next && equals > next))
            comma = next;
    }
    return comma;
}

bool port_words_read(const char *text, struct live_port *port, char spec[PORT_SPEC_SIZE], char why[LIVE_ERROR_SIZE])
{
    struct live_port p = { .spec = spec };
    char             copy[WORD_SIZE];
    if (strlen(text) >= sizeof(copy)) {
        snprintf(why, LIVE_ERROR_SIZE, "%.40s...: too long", text);
        return false;
    }
    strcpy(copy, text);
    char *rest = end_of_device(copy);
    if (rest)
        *rest++ = 0;
    if (!*copy || strlen(copy) >= PORT_SPEC_SIZE) {
        snprintf(why, LIVE_ERROR_SIZE, "%s: expected a device in front", *text ? text : "a port without a name");
        return false;
    }
    strcpy(spec, copy);
    for (char *word = rest, *next; word; word = next) {
        next = strchr(word, ',');
        if (next)
            *next++ = 0;
        if (!take_word(text, word, &p, why))
            return false;
    }
    *port = p;
    return true;
}
