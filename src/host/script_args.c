/* The words of a line, and what arguments are made of. */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>

#include "host/script_parser.h"

#define MAX_DATA 65535u

bool script_say(struct parser *p, const char *format, ...)
{
    va_list args;
    int     n = snprintf(p->error, SCRIPT_ERROR_SIZE, "%s:%u: ", p->file, p->line);
    va_start(args, format);
    if (n > 0 && n < SCRIPT_ERROR_SIZE)
        vsnprintf(p->error + n, (size_t)(SCRIPT_ERROR_SIZE - n), format, args);
    va_end(args);
    for (char *c = p->error; *c; c++)
        if ((unsigned char)*c < ' ' || *c == 127)
            *c = '?';
    return false;
}

/* --- words of a line ----------------------------------------------------------------------------------------------------------- */

bool script_is_space(uint8_t c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static bool take_quoted(struct parser *p, struct bytes *line)
{
    struct bytes start = *line, word = *line;
    uint8_t      c = 0;
    while (bytes_u8(line, &c) && c != '"')
        ;
    if (c != '"')
        return script_say(p, "a text that begins with \" has no end; close it on the same line");
    bytes_sub(&start, bytes_since(start.at, line) - 1, &word);
    char *copy = arena_alloc(&p->script->arena, bytes_left(&word) + 1);
    if (!copy)
        return script_say(p, "not enough memory");
    memcpy(copy, word.at, bytes_left(&word));
    p->quoted[p->count] = true;
    p->words[p->count++] = copy;
    return true;
}

static bool take_word(struct parser *p, struct bytes *line)
{
    struct bytes start = *line, word = *line, ahead = *line;
    uint8_t      c;
    while (bytes_u8(&ahead, &c) && !script_is_space(c))
        *line = ahead;
    bytes_sub(&start, bytes_since(start.at, line), &word);
    char *copy = arena_alloc(&p->script->arena, bytes_left(&word) + 1);
    if (!copy)
        return script_say(p, "not enough memory");
    memcpy(copy, word.at, bytes_left(&word));
    p->quoted[p->count] = false;
    p->words[p->count++] = copy;
    return true;
}

bool script_split(struct parser *p, struct bytes line)
{
    struct bytes ahead = line;
    uint8_t      c;
    p->count = p->at = 0;
    while (bytes_u8(&ahead, &c)) {
        if (script_is_space(c)) {
            line = ahead;
            continue;
        }
        if (c == '#')
            return true;
        if (c == 0)
            return script_say(p, "a NUL byte; a script is plain text");
        if (p->count == SCRIPT_MAX_LAYERS)
            return script_say(p, "more than %d words; break the line up", SCRIPT_MAX_LAYERS);
        if (c == '"')
            line = ahead;
        if (!(c == '"' ? take_quoted : take_word)(p, &line))
            return false;
        ahead = line;
    }
    return true;
}

struct bytes script_next_line(struct parser *p)
{
    struct bytes start = p->rest, line = p->rest;
    size_t       n = 0;
    uint8_t      c = 0;
    while (bytes_u8(&p->rest, &c) && c != '\n')
        n++;
    bytes_sub(&start, n, &line);
    p->line++;
    return line;
}

/* --- arguments ----------------------------------------------------------------------------------------------------------------- */

const char *script_peek(const struct parser *p)
{
    return p->at < p->count ? p->words[p->at] : NULL;
}

const char *script_need(struct parser *p, const char *what)
{
    if (p->at < p->count)
        return p->words[p->at++];
    script_say(p, "%s: expected %s", script_word_name(p->c->word), what);
    return NULL;
}

bool script_accept_word(struct parser *p, const char *word)
{
    bool there = p->at < p->count && !p->quoted[p->at] && strcmp(p->words[p->at], word) == 0;
    p->at += there;
    return there;
}

bool script_need_name(struct parser *p, const char *what, const char **out)
{
    const char *w = script_need(p, what);
    if (!w)
        return false;
    if (!*w || strlen(w) >= STACK_NAME_SIZE)
        return script_say(p, "\"%.40s\" is no name; use 1 to %d characters", w, STACK_NAME_SIZE - 1);
    *out = w;
    return true;
}

bool script_read_number(const char *text, uint64_t max, uint64_t *out)
{
    char *end;
    if (text[0] < '0' || text[0] > '9')
        return false;
    errno = 0;
    unsigned long long n = strtoull(text, &end, 0);
    if (*end || errno || n > max)
        return false;
    *out = n;
    return true;
}

bool script_need_number(struct parser *p, const char *what, uint64_t max, uint64_t *out)
{
    const char *w = script_need(p, what);
    if (!w)
        return false;
    return script_read_number(w, max, out) || script_say(p, "%.60s: expected %s, 0 to %llu", w, what, (unsigned long long)max);
}

static const struct alias *find_alias(const struct parser *p, const char *text, const char **rest)
{
    for (unsigned i = 0; i < p->alias_count; i++) {
        size_t n = strlen(p->aliases[i].name);
        if (strncmp(text, p->aliases[i].name, n) == 0 && (!text[n] || text[n] == ':' || text[n] == '/')) {
            *rest = text + n;
            return &p->aliases[i];
        }
    }
    return NULL;
}

bool script_read_prefix(const struct parser *p, const char *text, struct ip_addr *a, unsigned *bits)
{
    char        addr[IP_TEXT_SIZE];
    const char *rest;
    uint64_t    n;
    const struct alias *alias = find_alias(p, text, &rest);
    if (alias && !*rest) {
        *a = alias->addr;
        *bits = alias->bits;
        return true;
    }
    size_t size = strcspn(text, "/");
    if (size >= sizeof(addr))
        return false;
    memcpy(addr, text, size);
    addr[size] = 0;
    if (!ip_addr_parse(addr, a))
        return false;
    unsigned most = a->family == FAMILY_V4 ? 32 : 128;
    *bits = most;
    if (!text[size])
        return true;
    if (!script_read_number(text + size + 1, most, &n))
        return false;
    *bits = (unsigned)n;
    return true;
}

bool script_read_side(const struct parser *p, const char *text, struct ip_addr *a, uint16_t *port, bool *has_port)
{
    char                addr[IP_TEXT_SIZE];
    const char         *rest = text;
    uint64_t            n;
    const struct alias *alias = find_alias(p, text, &rest);
    *has_port = false;
    if (alias) {
        *a = alias->addr;
    } else {
        bool        bracket = *text == '[';
        const char *colon = strchr(text, ':');
        bool        bare = !bracket && colon && strchr(colon + 1, ':');
        size_t      size = bracket ? strcspn(text + 1, "]") : bare ? strlen(text) : strcspn(text, ":");
        if (size >= sizeof(addr))
            return false;
        memcpy(addr, text + bracket, size);
        addr[size] = 0;
        if (bracket && text[size + 1] != ']')
            return false;
        rest = text + size + (bracket ? 2 : 0);
        if (!ip_addr_parse(addr, a))
            return false;
    }
    if (!*rest)
        return true;
    if (*rest != ':' || !script_read_number(rest + 1, UINT16_MAX, &n))
        return false;
    *port = (uint16_t)n;
    *has_port = true;
    return true;
}

bool script_need_side(struct parser *p, struct ip_addr *a, uint16_t *port, bool with_port)
{
    bool        has_port;
    const char *what = with_port ? "ADDRESS:PORT" : "ADDRESS", *w = script_need(p, what);
    if (!w)
        return false;
    if (!script_read_side(p, w, a, port, &has_port) || has_port != with_port)
        return script_say(p, "%.60s: expected %s, a name or an address (IPv6 with a port as [ADDRESS]:PORT)", w, what);
    return true;
}

bool script_read_protocol(const char *text, bool v6, uint8_t *out)
{
    uint64_t n;
    if (strcmp(text, "tcp") == 0)
        *out = PROTO_TCP;
    else if (strcmp(text, "udp") == 0)
        *out = PROTO_UDP;
    else if (strcmp(text, "icmp") == 0)
        *out = v6 ? PROTO_ICMPV6 : PROTO_ICMP;
    else if (script_read_number(text, 255, &n))
        *out = (uint8_t)n;
    else
        return false;
    return true;
}

static int hex_digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool script_hex_data(struct parser *p, const char *text)
{
    size_t   n = strlen(text);
    uint8_t *data = arena_alloc(&p->script->arena, n / 2 + 1);
    if (!data)
        return script_say(p, "not enough memory");
    for (size_t i = 0; i + 1 < n; i += 2) {
        int high = hex_digit(text[i]), low = hex_digit(text[i + 1]);
        if (high < 0 || low < 0)
            return script_say(p, "%.40s is not hexadecimal", text);
        data[i / 2] = (uint8_t)(high << 4 | low);
    }
    if (n % 2)
        return script_say(p, "%.40s has an odd number of digits", text);
    p->c->data = bytes_of(data, n / 2);
    return true;
}

static bool filler(struct parser *p)
{
    uint64_t n;
    if (!script_need_number(p, "how many bytes", MAX_DATA, &n))
        return false;
    uint8_t *data = arena_alloc(&p->script->arena, n + 1);
    if (!data)
        return script_say(p, "not enough memory");
    for (uint64_t i = 0; i < n; i++)
        data[i] = (uint8_t)('a' + i % 26);
    p->c->data = bytes_of(data, n);
    return true;
}

bool script_need_data(struct parser *p)
{
    if (script_accept_word(p, "bytes"))
        return filler(p);
    if (script_accept_word(p, "hex")) {
        const char *w = script_need(p, "hexadecimal digits");
        return w && script_hex_data(p, w);
    }
    const char *w = script_need(p, "\"TEXT\", bytes N or hex DIGITS");
    if (!w)
        return false;
    p->c->data = bytes_of(w, strlen(w));
    return true;
}
