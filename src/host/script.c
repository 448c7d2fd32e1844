/* The parser: words of a line, then what each command makes of them. */
#include "host/script.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buffer.h"

#define MAX_WORDS    SCRIPT_MAX_LAYERS
#define MAX_COMMANDS 10000u
#define MAX_ALIASES  64
#define MAX_DATA     65535u
#define MAX_SIZE     (1u << 20)

struct alias {
    const char    *name;
    struct ip_addr addr;
    unsigned       bits;
};

struct script {
    struct arena           arena;
    struct script_command *commands;
    unsigned               count, room;
};

struct parser {
    struct script *script;
    const char    *file;
    char          *error;
    struct script_options options;
    struct bytes   rest;
    unsigned       line;
    struct alias   aliases[MAX_ALIASES];
    unsigned       alias_count;
    const char    *words[MAX_WORDS];
    bool           quoted[MAX_WORDS];
    unsigned       count, at;
    struct script_command *c;
};

static __attribute__((format(printf, 2, 3))) bool say(struct parser *p, const char *format, ...)
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

static bool is_space(uint8_t c)
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
        return say(p, "a text that begins with \" has no end; close it on the same line");
    bytes_sub(&start, bytes_since(start.at, line) - 1, &word);
    char *copy = arena_alloc(&p->script->arena, bytes_left(&word) + 1);
    if (!copy)
        return say(p, "not enough memory");
    memcpy(copy, word.at, bytes_left(&word));
    p->quoted[p->count] = true;
    p->words[p->count++] = copy;
    return true;
}

static bool take_word(struct parser *p, struct bytes *line)
{
    struct bytes start = *line, word = *line, ahead = *line;
    uint8_t      c;
    while (bytes_u8(&ahead, &c) && !is_space(c))
        *line = ahead;
    bytes_sub(&start, bytes_since(start.at, line), &word);
    char *copy = arena_alloc(&p->script->arena, bytes_left(&word) + 1);
    if (!copy)
        return say(p, "not enough memory");
    memcpy(copy, word.at, bytes_left(&word));
    p->quoted[p->count] = false;
    p->words[p->count++] = copy;
    return true;
}

static bool split(struct parser *p, struct bytes line)
{
    struct bytes ahead = line;
    uint8_t      c;
    p->count = p->at = 0;
    while (bytes_u8(&ahead, &c)) {
        if (is_space(c)) {
            line = ahead;
            continue;
        }
        if (c == '#')
            return true;
        if (c == 0)
            return say(p, "a NUL byte; a script is plain text");
        if (p->count == MAX_WORDS)
            return say(p, "more than %d words; break the line up", MAX_WORDS);
        if (c == '"')
            line = ahead;
        if (!(c == '"' ? take_quoted : take_word)(p, &line))
            return false;
        ahead = line;
    }
    return true;
}

static struct bytes next_line(struct parser *p)
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

static const char *peek(const struct parser *p)
{
    return p->at < p->count ? p->words[p->at] : NULL;
}

static const char *need(struct parser *p, const char *what)
{
    if (p->at < p->count)
        return p->words[p->at++];
    say(p, "%s: expected %s", script_word_name(p->c->word), what);
    return NULL;
}

static bool accept_word(struct parser *p, const char *word)
{
    bool there = p->at < p->count && !p->quoted[p->at] && strcmp(p->words[p->at], word) == 0;
    p->at += there;
    return there;
}

static bool need_name(struct parser *p, const char *what, const char **out)
{
    const char *w = need(p, what);
    if (!w)
        return false;
    if (!*w || strlen(w) >= STACK_NAME_SIZE)
        return say(p, "\"%.40s\" is no name; use 1 to %d characters", w, STACK_NAME_SIZE - 1);
    *out = w;
    return true;
}

static bool read_number(const char *text, uint64_t max, uint64_t *out)
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

static bool need_number(struct parser *p, const char *what, uint64_t max, uint64_t *out)
{
    const char *w = need(p, what);
    if (!w)
        return false;
    return read_number(w, max, out) || say(p, "%.60s: expected %s, 0 to %llu", w, what, (unsigned long long)max);
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

/* "192.0.2.1/24": the length is that of the family without one. */
static bool read_prefix(const struct parser *p, const char *text, struct ip_addr *a, unsigned *bits)
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
    if (!read_number(text + size + 1, most, &n))
        return false;
    *bits = (unsigned)n;
    return true;
}

/* "192.0.2.1:80", "[2001:db8::1]:80", "PEER:80", or any of them without a port. */
static bool read_side(const struct parser *p, const char *text, struct ip_addr *a, uint16_t *port, bool *has_port)
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
    if (*rest != ':' || !read_number(rest + 1, UINT16_MAX, &n))
        return false;
    *port = (uint16_t)n;
    *has_port = true;
    return true;
}

static bool need_side(struct parser *p, struct ip_addr *a, uint16_t *port, bool with_port)
{
    bool        has_port;
    const char *what = with_port ? "ADDRESS:PORT" : "ADDRESS", *w = need(p, what);
    if (!w)
        return false;
    if (!read_side(p, w, a, port, &has_port) || has_port != with_port)
        return say(p, "%.60s: expected %s, a name or an address (IPv6 with a port as [ADDRESS]:PORT)", w, what);
    return true;
}

static bool read_protocol(const char *text, bool v6, uint8_t *out)
{
    uint64_t n;
    if (strcmp(text, "tcp") == 0)
        *out = PROTO_TCP;
    else if (strcmp(text, "udp") == 0)
        *out = PROTO_UDP;
    else if (strcmp(text, "icmp") == 0)
        *out = v6 ? PROTO_ICMPV6 : PROTO_ICMP;
    else if (read_number(text, 255, &n))
        *out = (uint8_t)n;
    else
        return false;
    return true;
}

static int hex_digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool hex_data(struct parser *p, const char *text)
{
    size_t   n = strlen(text);
    uint8_t *data = arena_alloc(&p->script->arena, n / 2 + 1);
    if (!data)
        return say(p, "not enough memory");
    for (size_t i = 0; i + 1 < n; i += 2) {
        int high = hex_digit(text[i]), low = hex_digit(text[i + 1]);
        if (high < 0 || low < 0)
            return say(p, "%.40s is not hexadecimal", text);
        data[i / 2] = (uint8_t)(high << 4 | low);
    }
    if (n % 2)
        return say(p, "%.40s has an odd number of digits", text);
    p->c->data = bytes_of(data, n / 2);
    return true;
}

static bool filler(struct parser *p)
{
    uint64_t n;
    if (!need_number(p, "how many bytes", MAX_DATA, &n))
        return false;
    uint8_t *data = arena_alloc(&p->script->arena, n + 1);
    if (!data)
        return say(p, "not enough memory");
    for (uint64_t i = 0; i < n; i++)
        data[i] = (uint8_t)('a' + i % 26);
    p->c->data = bytes_of(data, n);
    return true;
}

/* "text", bytes N, hex DIGITS. */
static bool need_data(struct parser *p)
{
    if (accept_word(p, "bytes"))
        return filler(p);
    if (accept_word(p, "hex")) {
        const char *w = need(p, "hexadecimal digits");
        return w && hex_data(p, w);
    }
    const char *w = need(p, "\"TEXT\", bytes N or hex DIGITS");
    if (!w)
        return false;
    p->c->data = bytes_of(w, strlen(w));
    return true;
}

/* --- commands ------------------------------------------------------------------------------------------------------------------ */

static bool parse_name(struct parser *p)
{
    struct alias *a = &p->aliases[p->alias_count];
    if (p->alias_count == MAX_ALIASES)
        return say(p, "more than %d names; use addresses", MAX_ALIASES);
    struct alias v6;
    const char  *name, *first, *second = NULL;
    if (!need_name(p, "a name", &name) || !(first = need(p, "an address")))
        return false;
    if (strchr(name, ':') || strchr(name, '/'))
        return say(p, "%s: a name of an address has neither : nor /", name);
    if (p->at < p->count)
        second = p->words[p->at++];
    if (!read_prefix(p, first, &a->addr, &a->bits))
        return say(p, "%.60s is no address", first);
    if (second && !read_prefix(p, second, &v6.addr, &v6.bits))
        return say(p, "%.60s is no address", second);
    if (second && p->options.v6) {
        a->addr = v6.addr;
        a->bits = v6.bits;
    }
    a->name = name;
    p->alias_count++;
    return true;
}

static bool parse_link(struct parser *p)
{
    p->c->on = accept_word(p, "ethernet");
    return p->c->on || accept_word(p, "raw") || say(p, "link: expected raw or ethernet");
}

static bool parse_forward(struct parser *p)
{
    p->c->on = accept_word(p, "on");
    return p->c->on || accept_word(p, "off") || say(p, "forward: expected on or off");
}

static bool need_compartment(struct parser *p)
{
    uint64_t n;
    if (!need_number(p, "the number of a compartment", UINT32_MAX, &n))
        return false;
    p->c->compartment = (uint32_t)n;
    return n || say(p, "compartments begin with 1");
}

static bool parse_interface(struct parser *p)
{
    struct script_command *c = p->c;
    c->compartment = 1;
    if (!need_name(p, "the interface's name", &c->name))
        return false;
    c->on = accept_word(p, "up");
    c->set = c->on || accept_word(p, "down");
    if (c->set)
        return true;
    c->addrs = arena_array(&p->script->arena, p->count, sizeof(*c->addrs));
    c->bits = arena_array(&p->script->arena, p->count, 1);
    if (!c->addrs || !c->bits)
        return say(p, "not enough memory");
    while (p->at < p->count) {
        unsigned bits;
        if (accept_word(p, "compartment")) {
            if (!need_compartment(p))
                return false;
            continue;
        }
        const char *w = p->words[p->at++];
        if (!read_prefix(p, w, &c->addrs[c->addr_count], &bits))
            return say(p, "%.60s: expected ADDRESS/LENGTH, up or down", w);
        c->bits[c->addr_count++] = (uint8_t)bits;
    }
    return c->addr_count || say(p, "interface %s: expected its addresses, or up or down", c->name);
}

static bool parse_app(struct parser *p)
{
    struct script_command *c = p->c;
    c->compartment = 1;
    if (!need_name(p, "the application's name", &c->name) || !(c->other = need(p, "the path of its program")))
        return false;
    while (p->at < p->count) {
        if (accept_word(p, "user")) {
            if (!(c->user = need(p, "a SID")))
                return false;
        } else if (accept_word(p, "pid")) {
            if (!need_number(p, "a process id", UINT32_MAX, &c->number))
                return false;
        } else if (accept_word(p, "compartment")) {
            if (!need_compartment(p))
                return false;
        } else {
            return say(p, "app: %.40s is not user, pid or compartment", peek(p));
        }
    }
    return true;
}

static bool need_service(struct parser *p)
{
    uint64_t    port;
    const char *w = need(p, "tcp or udp");
    if (!w)
        return false;
    if (!read_protocol(w, false, &p->c->protocol) || (p->c->protocol != PROTO_TCP && p->c->protocol != PROTO_UDP))
        return say(p, "peer: expected tcp or udp, not %.40s", w);
    if (!need_number(p, "a port", UINT16_MAX, &port))
        return false;
    p->c->port = (uint16_t)port;
    return true;
}

static bool parse_peer(struct parser *p)
{
    static const char *const kinds[] = { [PEER_SILENT] = "silent", [PEER_ANSWERS] = "answers", [PEER_LISTENS] = "listens",
                                         [PEER_ECHOES] = "echoes" };
    uint16_t none;
    if (!need_side(p, &p->c->addr, &none, false))
        return false;
    for (unsigned i = 0; i < COUNT_OF(kinds); i++) {
        if (accept_word(p, kinds[i])) {
            p->c->kind = i;
            return i == PEER_SILENT || i == PEER_ANSWERS || need_service(p);
        }
    }
    return say(p, "peer: expected silent, answers, listens tcp PORT or echoes tcp|udp PORT");
}

static bool parse_socket(struct parser *p)
{
    struct script_command *c = p->c;
    uint16_t               none;
    const char            *w;
    c->family = p->options.v6 ? FAMILY_V6 : FAMILY_V4;
    if (!need_name(p, "the socket's name", &c->name))
        return false;
    if (accept_word(p, "at")) {
        if (!need_side(p, &c->addr, &none, false))
            return false;
        c->family = (enum family)c->addr.family;
    } else if (!need_name(p, "its application, or at ADDRESS", &c->other)) {
        return false;
    }
    c->raw = accept_word(p, "raw");
    if (!(w = need(p, "tcp, udp, icmp, or raw PROTOCOL")))
        return false;
    for (;;) {
        if (accept_word(p, "dual")) {
            c->dual = true;
            c->family = FAMILY_V6;
        } else if (accept_word(p, "v6")) {
            c->family = FAMILY_V6;
        } else if (accept_word(p, "v4")) {
            c->family = FAMILY_V4;
        } else {
            break;
        }
    }
    if (!read_protocol(w, c->family == FAMILY_V6, &c->protocol))
        return say(p, "%.40s is no protocol; expected tcp, udp, icmp or raw with a number", w);
    bool known = c->protocol == PROTO_TCP || c->protocol == PROTO_UDP || c->protocol == PROTO_ICMP || c->protocol == PROTO_ICMPV6;
    return c->raw || known || say(p, "protocol %u needs a raw socket: socket %s %s raw %u", c->protocol, c->name,
                                  c->other ? c->other : "APP", c->protocol);
}

static bool need_socket(struct parser *p)
{
    return need_name(p, "a socket", &p->c->name);
}

static bool parse_bind(struct parser *p)
{
    struct script_command *c = p->c;
    uint64_t               port;
    if (!need_socket(p))
        return false;
    const char *w = need(p, "ADDRESS:PORT, ADDRESS or PORT");
    if (!w)
        return false;
    if (read_number(w, UINT16_MAX, &port)) {
        c->port = (uint16_t)port;
        return true;
    }
    return read_side(p, w, &c->addr, &c->port, &c->has_port) || say(p, "%.60s: expected ADDRESS:PORT, ADDRESS or PORT", w);
}

static bool parse_connect(struct parser *p)
{
    if (!need_socket(p) || !need_side(p, &p->c->addr, &p->c->port, true))
        return false;
    p->c->later = accept_word(p, "later");
    return true;
}

static bool parse_accept(struct parser *p)
{
    if (!need_socket(p) || !need_name(p, "a name for the connection", &p->c->other))
        return false;
    p->c->later = accept_word(p, "later");
    return true;
}

static bool parse_send(struct parser *p)
{
    if (!need_socket(p) || !need_data(p))
        return false;
    if (!accept_word(p, "to"))
        return true;
    const char *w = need(p, "ADDRESS:PORT");
    if (!w)
        return false;
    return read_side(p, w, &p->c->addr, &p->c->port, &p->c->has_port) || say(p, "%.60s: expected ADDRESS:PORT", w);
}

static bool parse_recv(struct parser *p)
{
    if (!need_socket(p))
        return false;
    p->c->later = accept_word(p, "later");
    return true;
}

/* A frame that somebody made: hex, from the IP header on. */
static bool parse_packet(struct parser *p)
{
    const char *w = need(p, "hexadecimal digits of an IP packet");
    return w && hex_data(p, w);
}

static bool parse_wait(struct parser *p)
{
    char       *end;
    const char *w = need(p, "seconds");
    if (!w)
        return false;
    double seconds = w[0] >= '0' && w[0] <= '9' ? strtod(w, &end) : -1;
    if (seconds < 0 || *end || !(seconds <= 1e6))
        return say(p, "%.40s: expected seconds, 0 to 1000000", w);
    p->c->number = (uint64_t)(seconds * 1e9 + 0.5);
    return true;
}

/* Lines up to the brace that closes the first one. */
static bool take_json(struct parser *p, struct bytes line)
{
    struct bytes from = line, at = line;
    int          depth = 0;
    bool         text = false, escape = false;
    uint8_t      c;
    while (bytes_u8(&at, &c) && c != '{')
        from = at;
    from.end = p->rest.end;
    at = from;
    while (bytes_u8(&at, &c)) {
        p->line += c == '\n';
        if (text) {
            text = escape || c != '"';
            escape = !escape && c == '\\';
        } else if (c == '"') {
            text = true;
        } else if (c == '{') {
            depth++;
        } else if (c == '}' && --depth == 0) {
            size_t      n = bytes_since(from.at, &at);
            const void *copy = arena_copy(&p->script->arena, from.at, n);
            if (!copy)
                return say(p, "not enough memory");
            p->c->data = bytes_of(copy, n);
            p->rest = at;
            next_line(p);
            p->line--;
            return true;
        }
    }
    p->line = p->c->line;
    return say(p, "the { of the policy has no }; close it");
}

static bool parse_policy(struct parser *p, struct bytes line)
{
    if (accept_word(p, "delete")) {
        p->c->kind = POLICY_DELETE;
        return (p->c->other = need(p, "the name of a filter")) != NULL;
    }
    if (!accept_word(p, "add"))
        return say(p, "policy: expected add { ... } or delete FILTER");
    if (!peek(p) || p->quoted[p->at] || peek(p)[0] != '{')
        return say(p, "policy add: expected { and the members of a policy file");
    p->c->kind = POLICY_ADD;
    p->at = p->count;
    return take_json(p, line);
}

static bool parse_expect(struct parser *p)
{
    struct script_command *c = p->c;
    if (accept_word(p, "data")) {
        c->kind = EXPECT_DATA;
        return need_data(p);
    }
    if (accept_word(p, "from")) {
        c->kind = EXPECT_FROM;
        const char *w = need(p, "ADDRESS:PORT");
        return w && (read_side(p, w, &c->addr, &c->port, &c->has_port) || say(p, "%.60s: expected ADDRESS:PORT", w));
    }
    if (accept_word(p, "layers")) {
        c->kind = EXPECT_LAYERS;
        while (p->at < p->count)
            c->layers[c->layer_count++] = p->words[p->at++];
        return true;
    }
    const char *w = need(p, "ok, waits, timeout, a Winsock error, data, from or layers");
    if (!w)
        return false;
    if (strcmp(w, "timeout") == 0)
        w = "WSAETIMEDOUT";
    if (!stack_result_find(w, &c->result))
        return say(p, "%.40s is no result; expected ok, waits, timeout or a Winsock error as WSAEACCES", w);
    if (p->at < p->count)
        return need_socket(p);
    return true;
}

static const struct {
    const char *name;
    bool      (*parse)(struct parser *p); /* NULL: parse_policy(), which takes lines */
} words[SCRIPT_WORD_COUNT] = {
    [SCRIPT_NAME] = { "name", parse_name },
    [SCRIPT_LINK] = { "link", parse_link },
    [SCRIPT_FORWARD] = { "forward", parse_forward },
    [SCRIPT_INTERFACE] = { "interface", parse_interface },
    [SCRIPT_APP] = { "app", parse_app },
    [SCRIPT_PEER] = { "peer", parse_peer },
    [SCRIPT_SOCKET] = { "socket", parse_socket },
    [SCRIPT_BIND] = { "bind", parse_bind },
    [SCRIPT_LISTEN] = { "listen", need_socket },
    [SCRIPT_CONNECT] = { "connect", parse_connect },
    [SCRIPT_ACCEPT] = { "accept", parse_accept },
    [SCRIPT_SEND] = { "send", parse_send },
    [SCRIPT_RECV] = { "recv", parse_recv },
    [SCRIPT_RCVALL] = { "rcvall", need_socket },
    [SCRIPT_SHUTDOWN] = { "shutdown", need_socket },
    [SCRIPT_CLOSE] = { "close", need_socket },
    [SCRIPT_RESET] = { "reset", need_socket },
    [SCRIPT_PACKET] = { "packet", parse_packet },
    [SCRIPT_WAIT] = { "wait", parse_wait },
    [SCRIPT_POLICY] = { "policy", NULL },
    [SCRIPT_EXPECT] = { "expect", parse_expect },
};

const char *script_word_name(enum script_word w)
{
    return words[w].name;
}

static bool find_word(struct parser *p, enum script_word *out)
{
    for (unsigned i = 0; i < SCRIPT_WORD_COUNT; i++) {
        if (strcmp(p->words[0], words[i].name) == 0) {
            *out = (enum script_word)i;
            return true;
        }
    }
    return say(p, "there is no command %.40s; see wfp-script(5) for the commands", p->words[0]);
}

static struct script_command *add_command(struct parser *p)
{
    struct script *s = p->script;
    if (s->count == MAX_COMMANDS) {
        say(p, "more than %u commands; make two scripts", MAX_COMMANDS);
        return NULL;
    }
    if (s->count == s->room) {
        unsigned room = s->room ? 2 * s->room : 64;
        void    *more = realloc(s->commands, room * sizeof(*s->commands));
        if (!more) {
            say(p, "not enough memory");
            return NULL;
        }
        s->commands = more;
        s->room = room;
    }
    struct script_command *c = &s->commands[s->count++];
    *c = (struct script_command){ .line = p->line };
    return c;
}

/* Without what stands around it, and no more than a screen is wide. */
static const char *as_written(struct parser *p, struct bytes line)
{
    size_t n = bytes_left(&line);
    while (n && is_space(*line.at)) {
        bytes_skip(&line, 1);
        n--;
    }
    char *copy = arena_alloc(&p->script->arena, n + 1);
    if (!copy)
        return "";
    memcpy(copy, line.at, n);
    while (n && is_space((uint8_t)copy[n - 1]))
        copy[--n] = 0;
    return copy;
}

static bool parse_line(struct parser *p, struct bytes line)
{
    enum script_word word = SCRIPT_NAME;
    if (!split(p, line))
        return false;
    if (p->count == 0)
        return true;
    if (!find_word(p, &word) || !(p->c = add_command(p)))
        return false;
    p->at = 1;
    p->c->word = word;
    p->c->text = as_written(p, line);
    if (!(words[word].parse ? words[word].parse(p) : parse_policy(p, line)))
        return false;
    return p->at == p->count || say(p, "%s: %.40s is one word too many", words[word].name, peek(p));
}

enum wfp_status script_parse(const char *text, size_t size, const char *name, const struct script_options *options,
                             struct script **out, char error[SCRIPT_ERROR_SIZE])
{
    struct parser *p = calloc(1, sizeof(*p));
    struct script *s = calloc(1, sizeof(*s));
    bool           ok = p && s;
    if (!ok) {
        snprintf(error, SCRIPT_ERROR_SIZE, "%s: not enough memory", name);
        free(p);
        free(s);
        return WFP_NO_MEMORY;
    }
    arena_init(&s->arena);
    *p = (struct parser){ .script = s, .file = name, .error = error, .options = *options, .rest = bytes_of(text, size) };
    while (ok && bytes_left(&p->rest))
        ok = parse_line(p, next_line(p));
    free(p);
    if (!ok) {
        script_free(s);
        return WFP_BAD_DATA;
    }
    *out = s;
    return WFP_OK;
}

static bool read_all(FILE *f, struct buffer *out)
{
    uint8_t chunk[4096];
    size_t  n;
    while ((n = fread(chunk, 1, sizeof(chunk), f)) > 0 && out->size <= MAX_SIZE)
        buffer_put(out, chunk, n);
    return !ferror(f) && buffer_ok(out);
}

enum wfp_status script_load(const char *path, const struct script_options *options, struct script **out,
                            char error[SCRIPT_ERROR_SIZE])
{
    bool            is_input = strcmp(path, "-") == 0;
    FILE           *f = is_input ? stdin : fopen(path, "r");
    struct buffer   text;
    enum wfp_status err = WFP_IO_ERROR;
    if (!f) {
        snprintf(error, SCRIPT_ERROR_SIZE, "%s: cannot be opened: %s", path, strerror(errno));
        return WFP_IO_ERROR;
    }
    buffer_init(&text);
    if (!read_all(f, &text))
        snprintf(error, SCRIPT_ERROR_SIZE, "%s: cannot be read: %s", path, strerror(errno));
    else if (text.size > MAX_SIZE)
        snprintf(error, SCRIPT_ERROR_SIZE, "%s: larger than %u bytes; a script is a text of some lines", path, MAX_SIZE);
    else
        err = script_parse((const char *)text.data, text.size, is_input ? "standard input" : path, options, out, error);
    buffer_fini(&text);
    if (!is_input)
        fclose(f);
    return err;
}

void script_free(struct script *s)
{
    if (!s)
        return;
    arena_fini(&s->arena);
    free(s->commands);
    free(s);
}

unsigned script_count(const struct script *s)
{
    return s->count;
}

const struct script_command *script_at(const struct script *s, unsigned i)
{
    return &s->commands[i];
}

bool script_is_ethernet(const struct script *s)
{
    for (unsigned i = 0; i < s->count; i++)
        if (s->commands[i].word == SCRIPT_LINK)
            return s->commands[i].on;
    return false;
}
