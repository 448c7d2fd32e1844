#include "host/daemon_config.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/suggest.h"
#include "host/port_words.h"

enum { LINE_SIZE = 512, WORD_SIZE = 64, HOUR_MS = 3600000 };

const char *const daemon_log_levels[DAEMON_LOG_LEVELS] = { "error", "warning", "info", "debug" };

/* --- values --------------------------------------------------------------------------------------------------------------- */

#define OF_FORWARDER 1 /* in the place of the lowest number */

struct key;
/* false: what was expected instead is written to `why`. */
typedef bool read_value(const struct key *key, const char *value, void *member, char why[DAEMON_WHY_SIZE]);

struct key {
    const char *name;
    read_value *read;
    size_t      offset, size; /* of the member; the size of a path with its NUL */
    unsigned    low, high;    /* of a number as it is written */
    unsigned    scale;        /* and what it is multiplied by */
};

static bool read_path(const struct key *key, const char *value, void *member, char why[DAEMON_WHY_SIZE])
{
    if (value[0] != '/' || strlen(value) >= key->size) {
        snprintf(why, DAEMON_WHY_SIZE, "%s is an absolute path of at most %zu characters", key->name, key->size - 1);
        return false;
    }
    strcpy(member, value);
    return true;
}

static bool read_log(const struct key *key, const char *value, void *member, char why[DAEMON_WHY_SIZE])
{
    if (strcmp(value, "stderr") == 0 || strcmp(value, "syslog") == 0) {
        strcpy(member, value);
        return true;
    }
    if (read_path(key, value, member, why))
        return true;
    snprintf(why, DAEMON_WHY_SIZE, "log is stderr, syslog or an absolute path of at most %zu characters", key->size - 1);
    return false;
}

/* Digits only, so that nothing strtoul() is lenient about comes through. */
static bool digits(const char *text, unsigned base, unsigned high, unsigned *out)
{
    unsigned long long n = 0;
    for (const char *at = text; *at; at++) {
        unsigned digit = (unsigned)*at - '0';
        if (digit >= base || (n = n * base + digit) > high)
            return false;
    }
    *out = (unsigned)n;
    return *text != 0;
}

static bool read_number(const struct key *key, const char *value, void *member, char why[DAEMON_WHY_SIZE])
{
    unsigned n;
    if (!digits(value, 10, key->high, &n) || n < key->low) {
        snprintf(why, DAEMON_WHY_SIZE, "%s is a number from %u to %u", key->name, key->low, key->high);
        return false;
    }
    *(unsigned *)member = n * key->scale;
    return true;
}

static bool read_mode(const struct key *key, const char *value, void *member, char why[DAEMON_WHY_SIZE])
{
    unsigned n;
    if (!digits(value, 8, key->high, &n) || n < key->low) {
        snprintf(why, DAEMON_WHY_SIZE, "%s is an octal number from %04o to %04o", key->name, key->low, key->high);
        return false;
    }
    *(unsigned *)member = n;
    return true;
}

static bool read_level(const struct key *key, const char *value, void *member, char why[DAEMON_WHY_SIZE])
{
    for (unsigned i = 0; i < DAEMON_LOG_LEVELS; i++)
        if (strcmp(daemon_log_levels[i], value) == 0) {
            *(unsigned *)member = i;
            return true;
        }
    snprintf(why, DAEMON_WHY_SIZE, "%s is error, warning, info or debug", key->name);
    return false;
}

static bool read_switch(const struct key *key, const char *value, void *member, char why[DAEMON_WHY_SIZE])
{
    (void)key;
    return daemon_items_add(member, DAEMON_SWITCH, value, why);
}

static bool read_port(const struct key *key, const char *value, void *member, char why[DAEMON_WHY_SIZE])
{
    const struct daemon_items *items = member;
    bool                       has_switch = false;
    struct live_port           port;
    char                       spec[PORT_SPEC_SIZE], reason[LIVE_ERROR_SIZE];
    (void)key;
    for (unsigned i = 0; i < items->count; i++)
        has_switch |= items->of[i].kind == DAEMON_SWITCH;
    if (!has_switch) {
        snprintf(why, DAEMON_WHY_SIZE, "port belongs to a switch: name that before");
        return false;
    }
    if (port_words_read(value, &port, spec, reason))
        return daemon_items_add(member, DAEMON_PORT, value, why);
    snprintf(why, DAEMON_WHY_SIZE, "%.*s", DAEMON_WHY_SIZE - 1, reason);
    return false;
}

/* --- gateways ------------------------------------------------------------------------------------------------------------- */

static bool read_gateway(const struct key *key, const char *value, void *member, char why[DAEMON_WHY_SIZE])
{
    return daemon_items_add_gateway(member, strcmp(key->name, "forward") == 0, value, why);
}

static bool read_gateway_word(const struct key *key, const char *value, void *member, char why[DAEMON_WHY_SIZE])
{
    return daemon_items_add_word(member, key->low == OF_FORWARDER, key->name, value, why);
}

/* --- drivers -------------------------------------------------------------------------------------------------------------- */

/* A relative path means something else where the daemon runs. */
static bool read_file_item(enum daemon_item_kind kind, const char *value, void *member, char why[DAEMON_WHY_SIZE])
{
    if (value[0] == '/')
        return daemon_items_add(member, kind, value, why);
    snprintf(why, DAEMON_WHY_SIZE, "%s is an absolute path", kind == DAEMON_TRUST ? "trust" : "callout");
    return false;
}

static bool read_callout(const struct key *key, const char *value, void *member, char why[DAEMON_WHY_SIZE])
{
    (void)key;
    return read_file_item(DAEMON_CALLOUT, value, member, why);
}

static bool read_trust(const struct key *key, const char *value, void *member, char why[DAEMON_WHY_SIZE])
{
    (void)key;
    return read_file_item(DAEMON_TRUST, value, member, why);
}

/* --- keys ----------------------------------------------------------------------------------------------------------------- */

#define MEMBER(m) offsetof(struct daemon_config, m), sizeof(((struct daemon_config *)0)->m)

static const struct key keys[] = {
    { "socket", read_path, MEMBER(socket) },
    { "mode", read_mode, MEMBER(mode), 1, 0777 },
    { "state-dir", read_path, MEMBER(state_dir) },
    { "pid-file", read_path, MEMBER(pid_file) },
    { "max-clients", read_number, MEMBER(clients), 1, 16384, 1 },
    { "max-message", read_number, MEMBER(message_bytes), 1, 1024, 1 << 20 },
    { "stall-timeout", read_number, MEMBER(stall_ms), 1, 3600, 1000 },
    { "log", read_log, MEMBER(log) },
    { "log-level", read_level, MEMBER(log_level) },
    { "txn-limit-ms", read_number, MEMBER(txn_limit_ms), 1, HOUR_MS, 1 },
    { "service-root", read_path, MEMBER(service_root) },
    { "workers", read_number, MEMBER(workers), 1, 64, 1 },
    { "switch", read_switch, MEMBER(items) },
    { "port", read_port, MEMBER(items) },
    { "callout", read_callout, MEMBER(items) },
    { "trust", read_trust, MEMBER(items) },
    { "gateway", read_gateway, MEMBER(items) },
    { "netns", read_gateway_word, MEMBER(items) },
    { "local", read_gateway_word, MEMBER(items) },
    { "forward", read_gateway, MEMBER(items) },
    { "address", read_gateway_word, MEMBER(items), OF_FORWARDER },
    { "route", read_gateway_word, MEMBER(items), OF_FORWARDER },
    { "group-fragments", read_gateway_word, MEMBER(items), OF_FORWARDER },
};

void daemon_config_init(struct daemon_config *c)
{
    *c = (struct daemon_config){ .socket = RPC_SOCKET_PATH, .state_dir = "/var/lib/openwfp", .mode = 0666, .clients = 512,
                                 .message_bytes = 64 << 20, .stall_ms = 10000, .log_level = DAEMON_LOG_INFO,
                                 .txn_limit_ms = HOUR_MS, .service_root = "/" };
}

static const struct key *find_key(const char *name, char why[DAEMON_WHY_SIZE])
{
    struct suggest s;
    char           hint[WORD_SIZE];
    suggest_init(&s, name);
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        if (strcmp(keys[i].name, name) == 0)
            return &keys[i];
        suggest_offer(&s, keys[i].name);
    }
    snprintf(why, DAEMON_WHY_SIZE, "unknown key %s%s", name, suggest_format(&s, hint, sizeof(hint)));
    return NULL;
}

bool daemon_config_set(struct daemon_config *c, const char *name, const char *value, char why[DAEMON_WHY_SIZE])
{
    const struct key *key = find_key(name, why);
    return key && key->read(key, value, (char *)c + key->offset, why);
}

/* --- the file ------------------------------------------------------------------------------------------------------------- */

/* Without its line end. */
static struct bytes next_line(struct bytes *text)
{
    const void  *end = memchr(text->at, '\n', bytes_left(text));
    struct bytes line = *text;
    if (!end) {
        text->at = text->end;
        return line;
    }
    size_t size = (size_t)((const uint8_t *)end - text->at);
    if (!bytes_sub(text, size, &line) || !bytes_skip(text, 1))
        return line;
    return line;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static char *trim(char *text)
{
    char *end = text + strlen(text);
    while (is_blank(*text))
        text++;
    while (end > text && is_blank(end[-1]))
        *--end = 0;
    return text;
}

static bool is_text(struct bytes line)
{
    for (uint8_t b; bytes_u8(&line, &b);)
        if ((b < ' ' && b != '\t' && b != '\r') || b == 0x7f)
            return false;
    return true;
}

static bool set_once(struct daemon_config *c, const char *name, const char *value, unsigned *seen, char why[DAEMON_WHY_SIZE])
{
    const struct key *key = find_key(name, why);
    if (!key)
        return false;
    unsigned bit = 1u << (key - keys);
    if ((*seen & bit) && key->offset != offsetof(struct daemon_config, items)) {
        snprintf(why, DAEMON_WHY_SIZE, "%s is set a second time", name);
        return false;
    }
    *seen |= bit;
    return key->read(key, value, (char *)c + key->offset, why);
}

static bool parse_line(struct daemon_config *c, struct bytes line, unsigned *seen, char why[DAEMON_WHY_SIZE])
{
    char   text[LINE_SIZE];
    size_t size = bytes_left(&line);
    if (size >= sizeof(text) || !is_text(line) || !bytes_copy(&line, text, size)) {
        snprintf(why, DAEMON_WHY_SIZE, "is no line of text of at most %zu characters", sizeof(text) - 1);
        return false;
    }
    text[size] = 0;
    char *name = trim(text);
    if (!*name || *name == '#')
        return true;
    char *equals = strchr(name, '=');
    if (!equals || equals - name >= WORD_SIZE) {
        snprintf(why, DAEMON_WHY_SIZE, "is not of the form key = value");
        return false;
    }
    *equals = 0;
    return set_once(c, trim(name), trim(equals + 1), seen, why);
}

bool daemon_config_parse(struct daemon_config *c, struct bytes text, char why[DAEMON_WHY_SIZE])
{
    struct daemon_config next = *c;
    unsigned             seen = 0, number = 1;
    for (; bytes_left(&text) > 0; number++) {
        char reason[DAEMON_WHY_SIZE];
        next.items.line = number;
        if (!parse_line(&next, next_line(&text), &seen, reason)) {
            snprintf(why, DAEMON_WHY_SIZE, "%u: %.*s", number, DAEMON_WHY_SIZE - 16, reason);
            return false;
        }
    }
    *c = next;
    c->items.line = 0;
    return true;
}
