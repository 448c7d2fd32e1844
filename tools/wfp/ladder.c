#include "ladder.h"

#include <stdlib.h>
#include <string.h>

#include "host/stack.h"
#include "packet_text.h"
#include "shim/context.h"

#define TEXT_SIZE 128

enum rung_kind { RUNG_CALL, RUNG_PEER_CALL, RUNG_RESULT, RUNG_LAYER, RUNG_OUT, RUNG_IN };

/* Who talks to whom; the smaller side first, so that both directions are one. */
struct talk {
    uint8_t        protocol;
    struct ip_addr addr[2];
    uint16_t       port[2];
};

struct rung {
    enum rung_kind             kind;
    char                       text[TEXT_SIZE];
    bool                       block;
    const struct stack_socket *socket; /* of a call, and the layers that it asked */
    struct talk                talk;   /* of a packet, and the layers that it met */
};

struct ladder {
    uint8_t      protocol; /* and port, when those were said */
    uint16_t     port;
    unsigned     wanted;
    struct rung *rungs;
    unsigned     count, room;
};

static bool read_which(const char *text, uint8_t *protocol, uint16_t *port, unsigned *number)
{
    char         *end;
    const char   *digits = strchr(text, ':') ? strchr(text, ':') + 1 : text;
    unsigned long n = strtoul(digits, &end, 10);
    if (*digits < '0' || *digits > '9' || *end || n == 0 || n > UINT16_MAX)
        return false;
    *protocol = 0;
    *port = 0;
    *number = 1;
    if (digits == text) {
        *number = (unsigned)n;
        return true;
    }
    *port = (uint16_t)n;
    *protocol = strncmp(text, "tcp:", 4) == 0 ? PROTO_TCP : strncmp(text, "udp:", 4) == 0 ? PROTO_UDP : 0;
    return *protocol != 0;
}

bool ladder_is_valid(const char *which)
{
    uint8_t  protocol;
    uint16_t port;
    unsigned number;
    return read_which(which, &protocol, &port, &number);
}

struct ladder *ladder_new(const char *which)
{
    struct ladder *l = calloc(1, sizeof(*l));
    if (l)
        (void)read_which(which, &l->protocol, &l->port, &l->wanted);
    return l;
}

void ladder_free(struct ladder *l)
{
    if (l)
        free(l->rungs);
    free(l);
}

/* --- collecting ---------------------------------------------------------------------------------------------------------------- */

static void add(struct ladder *l, const struct rung *r)
{
    if (l->count == l->room) {
        unsigned room = l->room ? 2 * l->room : 256;
        void    *more = realloc(l->rungs, room * sizeof(*l->rungs));
        if (!more)
            return;
        l->rungs = more;
        l->room = room;
    }
    l->rungs[l->count++] = *r;
}

void ladder_call(struct ladder *l, const char *text, const struct stack_socket *k)
{
    struct rung r = { .kind = k && !stack_socket_app(k) ? RUNG_PEER_CALL : RUNG_CALL, .socket = k };
    snprintf(r.text, sizeof(r.text), "%s", text);
    add(l, &r);
}

void ladder_result(struct ladder *l, const struct stack_socket *k, uint64_t since_ns)
{
    struct rung r = { .kind = RUNG_RESULT, .socket = k };
    (void)since_ns;
    snprintf(r.text, sizeof(r.text), "= %s", stack_result_name(stack_result(k)));
    if (stack_socket_app(k))
        add(l, &r);
}

static void add_layers(struct ladder *l, const struct pkt_ctx *walk, struct rung r)
{
    r.kind = RUNG_LAYER;
    for (uint32_t i = 0; i < walk->decision_count; i++) {
        const struct decision *d = &walk->decisions[i];
        if (strncmp(d->layer->name, "ALE_", 4) != 0 && !d->block)
            continue;
        r.block = d->block;
        snprintf(r.text, sizeof(r.text), "%s%s%s", d->layer->name, d->absorb ? " absorb" : d->block ? " block" : "",
                 d->rule && d->rule->name ? " *" : "");
        add(l, &r);
    }
}

void ladder_asked(struct ladder *l, const struct stack_socket *k, const struct pkt_ctx *walk)
{
    add_layers(l, walk, (struct rung){ .socket = k });
}

static struct talk talk_of(const struct headers *h)
{
    bool swap = memcmp(&h->src, &h->dst, sizeof(h->src)) > 0 ||
                (ip_addr_equal(&h->src, &h->dst) && h->src_port > h->dst_port);
    struct talk t = { .protocol = h->protocol, .addr = { h->src, h->dst }, .port = { h->src_port, h->dst_port } };
    if (!swap)
        return t;
    return (struct talk){ .protocol = h->protocol, .addr = { h->dst, h->src }, .port = { h->dst_port, h->src_port } };
}

static void describe(const struct headers *h, const struct pkt_ctx *walk, char out[TEXT_SIZE])
{
    static const struct {
        uint8_t     bit;
        const char *name;
    } flags[] = { { TCP_SYN, "SYN" }, { TCP_FIN, "FIN" }, { TCP_RST, "RST" }, { TCP_PSH, "data" }, { TCP_ACK, "ACK" } };
    size_t n = 0;
    if (h->protocol != PROTO_TCP)
        n = (size_t)snprintf(out, TEXT_SIZE, "%u bytes", h->payload_size);
    for (unsigned i = 0; h->protocol == PROTO_TCP && i < COUNT_OF(flags); i++)
        if (h->tcp_flags & flags[i].bit)
            n += (size_t)snprintf(out + n, TEXT_SIZE - n, "%s%s", n ? "," : "", flags[i].name);
    if (walk->verdict != VERDICT_PERMIT)
        snprintf(out + n, TEXT_SIZE - n, " (%s)", verdict_name(walk->verdict));
}

void ladder_packet(struct ladder *l, const struct pkt_ctx *walk)
{
    const struct headers *h = walk->frame;
    if (h->family == FAMILY_NONE)
        return;
    struct rung r = { .kind = walk->direction == DIRECTION_IN ? RUNG_IN : RUNG_OUT, .talk = talk_of(h) };
    describe(h, walk, r.text);
    if (r.kind == RUNG_IN)
        add(l, &r);
    add_layers(l, walk, r);
    if (r.kind == RUNG_OUT)
        add(l, &r);
}

/* --- choosing ------------------------------------------------------------------------------------------------------------------ */

static bool same_talk(const struct talk *a, const struct talk *b)
{
    return a->protocol == b->protocol && a->port[0] == b->port[0] && a->port[1] == b->port[1] &&
           ip_addr_equal(&a->addr[0], &b->addr[0]) && ip_addr_equal(&a->addr[1], &b->addr[1]);
}

static bool seen_before(const struct ladder *l, unsigned n)
{
    for (unsigned i = 0; i < n; i++)
        if ((l->rungs[i].kind == RUNG_IN || l->rungs[i].kind == RUNG_OUT) && same_talk(&l->rungs[i].talk, &l->rungs[n].talk))
            return true;
    return false;
}

/* The talk that was asked for, by its first packet. */
static const struct talk *choose(const struct ladder *l)
{
    unsigned left = l->wanted;
    for (unsigned i = 0; i < l->count; i++) {
        const struct rung *r = &l->rungs[i];
        if ((r->kind != RUNG_IN && r->kind != RUNG_OUT) || seen_before(l, i))
            continue;
        if (l->protocol && (r->talk.protocol != l->protocol || (r->talk.port[0] != l->port && r->talk.port[1] != l->port)))
            continue;
        if (--left == 0)
            return &r->talk;
    }
    return NULL;
}

/* A connection's own socket, or the listener that it came to. */
static bool socket_in(const struct stack_socket *k, const struct talk *t)
{
    struct ip_addr local, remote;
    uint16_t       local_port, remote_port;
    if (!k || stack_socket_protocol(k) != t->protocol)
        return false;
    stack_socket_sides(k, &local, &local_port, &remote, &remote_port);
    for (unsigned side = 0; side < 2; side++) {
        bool here = local_port == t->port[side] && (ip_addr_is(&local, ADDR_UNSPECIFIED) || ip_addr_equal(&local, &t->addr[side]));
        bool there = remote.family == FAMILY_NONE || (remote_port == t->port[!side] && ip_addr_equal(&remote, &t->addr[!side]));
        if (here && there)
            return true;
    }
    return false;
}

static bool belongs(const struct rung *r, const struct talk *t)
{
    bool is_packet = r->kind == RUNG_IN || r->kind == RUNG_OUT || (r->kind == RUNG_LAYER && !r->socket);
    return is_packet ? same_talk(&r->talk, t) : socket_in(r->socket, t);
}

/* --- as text ------------------------------------------------------------------------------------------------------------------- */

#define LEFT   40
#define MIDDLE 38

static void print_rung(const struct rung *r, FILE *out)
{
    switch (r->kind) {
    case RUNG_CALL:
        fprintf(out, "%.*s\n", LEFT + MIDDLE, r->text);
        return;
    case RUNG_PEER_CALL:
        fprintf(out, "%*s%-*s| %s\n", LEFT, "", MIDDLE, "", r->text);
        return;
    case RUNG_RESULT:
        fprintf(out, "    %-*s|\n", LEFT - 4, r->text);
        return;
    case RUNG_LAYER:
        fprintf(out, "%*s| %s\n", LEFT, "", r->text);
        return;
    case RUNG_OUT:
        fprintf(out, "%*s%-*s|---- %s ---->\n", LEFT, "", MIDDLE, "|", r->text);
        return;
    case RUNG_IN:
        fprintf(out, "%*s%-*s|<---- %s ----\n", LEFT, "", MIDDLE, "|", r->text);
        return;
    }
}

bool ladder_print(const struct ladder *l, FILE *out)
{
    const struct talk *t = choose(l);
    if (!t)
        return false;
    fprintf(out, "%-*s%-*s%s\n", LEFT, "application", MIDDLE, "Windows Filtering Platform", "network");
    for (unsigned i = 0; i < l->count; i++)
        if (belongs(&l->rungs[i], t))
            print_rung(&l->rungs[i], out);
    return true;
}

/* --- as a picture -------------------------------------------------------------------------------------------------------------- */

#define ROW 18

static void put_escaped(FILE *svg, const char *text)
{
    for (; *text; text++) {
        if (*text == '&' || *text == '<' || *text == '>')
            fprintf(svg, "&#%d;", *text);
        else
            fputc(*text, svg);
    }
}

static void put_text(FILE *svg, int x, int y, const char *style, const char *text)
{
    fprintf(svg, "<text x=\"%d\" y=\"%d\"%s>", x, y, style);
    put_escaped(svg, text);
    fputs("</text>\n", svg);
}

static void put_arrow(FILE *svg, int from, int to, int y, const char *text)
{
    fprintf(svg, "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"black\" marker-end=\"url(#tip)\"/>\n", from, y, to, y);
    put_text(svg, 760, y - 3, " text-anchor=\"middle\"", text);
}

static void draw_rung(FILE *svg, const struct rung *r, int y)
{
    switch (r->kind) {
    case RUNG_CALL:
        put_text(svg, 10, y, " font-weight=\"bold\"", r->text);
        return;
    case RUNG_PEER_CALL:
        put_text(svg, 870, y, " text-anchor=\"end\" font-style=\"italic\"", r->text);
        return;
    case RUNG_RESULT:
        put_text(svg, 30, y, "", r->text);
        return;
    case RUNG_LAYER:
        put_text(svg, 340, y, r->block ? " fill=\"#b00020\"" : " fill=\"#00568c\"", r->text);
        return;
    case RUNG_OUT:
        put_arrow(svg, 650, 870, y, r->text);
        return;
    case RUNG_IN:
        put_arrow(svg, 870, 650, y, r->text);
        return;
    }
}

bool ladder_draw(const struct ladder *l, FILE *svg)
{
    const struct talk *t = choose(l);
    int                rows = 0, y = 60;
    if (!t)
        return false;
    for (unsigned i = 0; i < l->count; i++)
        rows += belongs(&l->rungs[i], t);
    int height = y + rows * ROW + 10;
    fprintf(svg, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"890\" height=\"%d\" font-family=\"monospace\" font-size=\"12\">\n"
                 "<defs><marker id=\"tip\" markerWidth=\"9\" markerHeight=\"8\" refX=\"8\" refY=\"4\" orient=\"auto\">"
                 "<path d=\"M0,0 L9,4 L0,8 z\"/></marker></defs>\n<rect width=\"890\" height=\"%d\" fill=\"white\"/>\n", height, height);
    static const struct {
        int         x;
        const char *title;
    } columns[] = { { 10, "application" }, { 330, "Windows Filtering Platform" }, { 650, "network" } };
    for (unsigned i = 0; i < COUNT_OF(columns); i++) {
        put_text(svg, columns[i].x, 24, " font-size=\"14\"", columns[i].title);
        if (i)
            fprintf(svg, "<line x1=\"%d\" y1=\"36\" x2=\"%d\" y2=\"%d\" stroke=\"#999\"/>\n", columns[i].x, columns[i].x, height - 6);
    }
    for (unsigned i = 0; i < l->count; i++) {
        if (!belongs(&l->rungs[i], t))
            continue;
        draw_rung(svg, &l->rungs[i], y);
        y += ROW;
    }
    fputs("</svg>\n", svg);
    return true;
}
