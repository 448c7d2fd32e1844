/* What each command makes of its words. */
#include <stdlib.h>

#include "host/script_parser.h"

/* --- commands ------------------------------------------------------------------------------------------------------------------ */

static bool parse_name(struct parser *p)
{
    struct alias *a = &p->aliases[p->alias_count];
    if (p->alias_count == SCRIPT_MAX_ALIASES)
        return script_say(p, "more than %d names; use addresses", SCRIPT_MAX_ALIASES);
    struct alias v6;
    const char  *name, *first, *second = NULL;
    if (!script_need_name(p, "a name", &name) || !(first = script_need(p, "an address")))
        return false;
    if (strchr(name, ':') || strchr(name, '/'))
        return script_say(p, "%s: a name of an address has neither : nor /", name);
    if (p->at < p->count)
        second = p->words[p->at++];
    if (!script_read_prefix(p, first, &a->addr, &a->bits))
        return script_say(p, "%.60s is no address", first);
    if (second && !script_read_prefix(p, second, &v6.addr, &v6.bits))
        return script_say(p, "%.60s is no address", second);
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
    p->c->on = script_accept_word(p, "ethernet");
    return p->c->on || script_accept_word(p, "raw") || script_say(p, "link: expected raw or ethernet");
}

static bool parse_forward(struct parser *p)
{
    p->c->on = script_accept_word(p, "on");
    return p->c->on || script_accept_word(p, "off") || script_say(p, "forward: expected on or off");
}

static bool need_compartment(struct parser *p)
{
    uint64_t n;
    if (!script_need_number(p, "the number of a compartment", UINT32_MAX, &n))
        return false;
    p->c->compartment = (uint32_t)n;
    return n || script_say(p, "compartments begin with 1");
}

static bool parse_interface(struct parser *p)
{
    struct script_command *c = p->c;
    c->compartment = 1;
    if (!script_need_name(p, "the interface's name", &c->name))
        return false;
    c->on = script_accept_word(p, "up");
    c->set = c->on || script_accept_word(p, "down");
    if (c->set)
        return true;
    c->addrs = arena_array(&p->script->arena, p->count, sizeof(*c->addrs));
    c->bits = arena_array(&p->script->arena, p->count, 1);
    if (!c->addrs || !c->bits)
        return script_say(p, "not enough memory");
    while (p->at < p->count) {
        unsigned bits;
        if (script_accept_word(p, "compartment")) {
            if (!need_compartment(p))
                return false;
            continue;
        }
        const char *w = p->words[p->at++];
        if (!script_read_prefix(p, w, &c->addrs[c->addr_count], &bits))
            return script_say(p, "%.60s: expected ADDRESS/LENGTH, up or down", w);
        c->bits[c->addr_count++] = (uint8_t)bits;
    }
    return c->addr_count || script_say(p, "interface %s: expected its addresses, or up or down", c->name);
}

static bool parse_app(struct parser *p)
{
    struct script_command *c = p->c;
    c->compartment = 1;
    if (!script_need_name(p, "the application's name", &c->name) || !(c->other = script_need(p, "the path of its program")))
        return false;
    while (p->at < p->count) {
        if (script_accept_word(p, "user")) {
            if (!(c->user = script_need(p, "a SID")))
                return false;
        } else if (script_accept_word(p, "pid")) {
            if (!script_need_number(p, "a process id", UINT32_MAX, &c->number))
                return false;
        } else if (script_accept_word(p, "compartment")) {
            if (!need_compartment(p))
                return false;
        } else {
            return script_say(p, "app: %.40s is not user, pid or compartment", script_peek(p));
        }
    }
    return true;
}

static bool need_service(struct parser *p)
{
    uint64_t    port;
    const char *w = script_need(p, "tcp or udp");
    if (!w)
        return false;
    if (!script_read_protocol(w, false, &p->c->protocol) || (p->c->protocol != PROTO_TCP && p->c->protocol != PROTO_UDP))
        return script_say(p, "peer: expected tcp or udp, not %.40s", w);
    if (!script_need_number(p, "a port", UINT16_MAX, &port))
        return false;
    p->c->port = (uint16_t)port;
    return true;
}

static bool parse_peer(struct parser *p)
{
    static const char *const kinds[] = { [PEER_SILENT] = "silent", [PEER_ANSWERS] = "answers", [PEER_LISTENS] = "listens",
                                         [PEER_ECHOES] = "echoes" };
    uint16_t none;
    if (!script_need_side(p, &p->c->addr, &none, false))
        return false;
    for (unsigned i = 0; i < COUNT_OF(kinds); i++) {
        if (script_accept_word(p, kinds[i])) {
            p->c->kind = i;
            return i == PEER_SILENT || i == PEER_ANSWERS || need_service(p);
        }
    }
    return script_say(p, "peer: expected silent, answers, listens tcp PORT or echoes tcp|udp PORT");
}

static bool parse_socket(struct parser *p)
{
    struct script_command *c = p->c;
    uint16_t               none;
    const char            *w;
    c->family = p->options.v6 ? FAMILY_V6 : FAMILY_V4;
    if (!script_need_name(p, "the socket's name", &c->name))
        return false;
    if (script_accept_word(p, "at")) {
        if (!script_need_side(p, &c->addr, &none, false))
            return false;
        c->family = (enum family)c->addr.family;
    } else if (!script_need_name(p, "its application, or at ADDRESS", &c->other)) {
        return false;
    }
    c->raw = script_accept_word(p, "raw");
    if (!(w = script_need(p, "tcp, udp, icmp, or raw PROTOCOL")))
        return false;
    for (;;) {
        if (script_accept_word(p, "dual")) {
            c->dual = true;
            c->family = FAMILY_V6;
        } else if (script_accept_word(p, "v6")) {
            c->family = FAMILY_V6;
        } else if (c->raw && script_accept_word(p, "headers")) {
            c->headers = true;
        } else if (script_accept_word(p, "v4")) {
            c->family = FAMILY_V4;
        } else {
            break;
        }
    }
    if (!script_read_protocol(w, c->family == FAMILY_V6, &c->protocol))
        return script_say(p, "%.40s is no protocol; expected tcp, udp, icmp or raw with a number", w);
    bool known = c->protocol == PROTO_TCP || c->protocol == PROTO_UDP || c->protocol == PROTO_ICMP || c->protocol == PROTO_ICMPV6;
    return c->raw || known || script_say(p, "protocol %u needs a raw socket: socket %s %s raw %u", c->protocol, c->name,
                                  c->other ? c->other : "APP", c->protocol);
}

static bool need_socket(struct parser *p)
{
    return script_need_name(p, "a socket", &p->c->name);
}

static bool parse_bind(struct parser *p)
{
    struct script_command *c = p->c;
    uint64_t               port;
    if (!need_socket(p))
        return false;
    const char *w = script_need(p, "ADDRESS:PORT, ADDRESS or PORT");
    if (!w)
        return false;
    if (script_read_number(w, UINT16_MAX, &port)) {
        c->port = (uint16_t)port;
        return true;
    }
    return script_read_side(p, w, &c->addr, &c->port, &c->has_port) || script_say(p, "%.60s: expected ADDRESS:PORT, ADDRESS or PORT", w);
}

static bool parse_connect(struct parser *p)
{
    if (!need_socket(p) || !script_need_side(p, &p->c->addr, &p->c->port, true))
        return false;
    p->c->later = script_accept_word(p, "later");
    return true;
}

static bool parse_accept(struct parser *p)
{
    if (!need_socket(p) || !script_need_name(p, "a name for the connection", &p->c->other))
        return false;
    p->c->later = script_accept_word(p, "later");
    return true;
}

static bool parse_send(struct parser *p)
{
    if (!need_socket(p) || !script_need_data(p))
        return false;
    if (!script_accept_word(p, "to"))
        return true;
    const char *w = script_need(p, "ADDRESS:PORT");
    if (!w)
        return false;
    return script_read_side(p, w, &p->c->addr, &p->c->port, &p->c->has_port) || script_say(p, "%.60s: expected ADDRESS:PORT", w);
}

static bool parse_recv(struct parser *p)
{
    if (!need_socket(p))
        return false;
    p->c->later = script_accept_word(p, "later");
    return true;
}

static bool parse_records(struct parser *p)
{
    if (!need_socket(p))
        return false;
    script_accept_word(p, "to");
    return script_need_name(p, "the socket that gets them", &p->c->other);
}

/* A frame that somebody made: hex, from the IP header on. */
static bool parse_packet(struct parser *p)
{
    const char *w = script_need(p, "hexadecimal digits of an IP packet");
    return w && script_hex_data(p, w);
}

static bool parse_wait(struct parser *p)
{
    char       *end;
    const char *w = script_need(p, "seconds");
    if (!w)
        return false;
    double seconds = w[0] >= '0' && w[0] <= '9' ? strtod(w, &end) : -1;
    if (seconds < 0 || *end || !(seconds <= 1e6))
        return script_say(p, "%.40s: expected seconds, 0 to 1000000", w);
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
                return script_say(p, "not enough memory");
            p->c->data = bytes_of(copy, n);
            p->rest = at;
            script_next_line(p);
            p->line--;
            return true;
        }
    }
    p->line = p->c->line;
    return script_say(p, "the { of the policy has no }; close it");
}

static bool parse_policy(struct parser *p, struct bytes line)
{
    if (script_accept_word(p, "delete")) {
        p->c->kind = POLICY_DELETE;
        return (p->c->other = script_need(p, "the name of a filter")) != NULL;
    }
    if (!script_accept_word(p, "add"))
        return script_say(p, "policy: expected add { ... } or delete FILTER");
    if (!script_peek(p) || p->quoted[p->at] || script_peek(p)[0] != '{')
        return script_say(p, "policy add: expected { and the members of a policy file");
    p->c->kind = POLICY_ADD;
    p->at = p->count;
    return take_json(p, line);
}

static bool parse_expect(struct parser *p)
{
    struct script_command *c = p->c;
    if (script_accept_word(p, "data")) {
        c->kind = EXPECT_DATA;
        return script_need_data(p);
    }
    if (script_accept_word(p, "from")) {
        c->kind = EXPECT_FROM;
        const char *w = script_need(p, "ADDRESS:PORT");
        return w && (script_read_side(p, w, &c->addr, &c->port, &c->has_port) || script_say(p, "%.60s: expected ADDRESS:PORT", w));
    }
    if (script_accept_word(p, "layers")) {
        c->kind = EXPECT_LAYERS;
        while (p->at < p->count)
            c->layers[c->layer_count++] = p->words[p->at++];
        return true;
    }
    const char *w = script_need(p, "ok, waits, timeout, a Winsock error, data, from or layers");
    if (!w)
        return false;
    if (strcmp(w, "timeout") == 0)
        w = "WSAETIMEDOUT";
    if (!stack_result_find(w, &c->result))
        return script_say(p, "%.40s is no result; expected ok, waits, timeout or a Winsock error as WSAEACCES", w);
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
    [SCRIPT_RECORDS] = { "records", parse_records },
    [SCRIPT_CONTEXT] = { "context", need_socket },
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

bool script_find_word(struct parser *p, enum script_word *out)
{
    for (unsigned i = 0; i < SCRIPT_WORD_COUNT; i++) {
        if (strcmp(p->words[0], words[i].name) == 0) {
            *out = (enum script_word)i;
            return true;
        }
    }
    return script_say(p, "there is no command %.40s; see wfp-script(5) for the commands", p->words[0]);
}

bool script_parse_command(struct parser *p, struct bytes line)
{
    enum script_word word = p->c->word;
    if (!(words[word].parse ? words[word].parse(p) : parse_policy(p, line)))
        return false;
    return p->at == p->count || script_say(p, "%s: %.40s is one word too many", words[word].name, script_peek(p));
}
