/* See tuple_text.h. */
#include "tuple_text.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_SIZE = 1024 };

/* --- a line ------------------------------------------------------------------------------------------------------------------ */

static void skip_blanks(const char **at)
{
    while (**at == ' ' || **at == '\t' || **at == '\r' || **at == '\n')
        (*at)++;
}

static bool take_number(const char **at, int base, uint64_t largest, uint64_t *out)
{
    char *end;
    skip_blanks(at);
    if (!isxdigit((unsigned char)**at))
        return false;
    uint64_t n = strtoull(*at, &end, base);
    if (end == *at || n > largest)
        return false;
    *at = end;
    *out = n;
    return true;
}

static bool take_char(const char **at, char c)
{
    skip_blanks(at);
    if (**at != c)
        return false;
    (*at)++;
    return true;
}

static bool take_network(const char **at, uint32_t *address, uint32_t *mask)
{
    uint64_t n, bits;
    *address = 0;
    for (unsigned i = 0; i < 4; i++) {
        if ((i && !take_char(at, '.')) || !take_number(at, 10, 255, &n))
            return false;
        *address = *address << 8 | (uint32_t)n;
    }
    if (!take_char(at, '/') || !take_number(at, 10, 32, &bits))
        return false;
    *mask = bits ? UINT32_MAX << (32 - bits) : 0;
    *address &= *mask;
    return true;
}

static bool take_ports(const char **at, uint16_t *low, uint16_t *high)
{
    uint64_t from, to;
    if (!take_number(at, 10, UINT16_MAX, &from) || !take_char(at, ':') || !take_number(at, 10, UINT16_MAX, &to) || from > to)
        return false;
    *low = (uint16_t)from;
    *high = (uint16_t)to;
    return true;
}

static bool take_masked(const char **at, uint64_t largest, uint64_t *value, uint64_t *mask)
{
    return take_number(at, 16, largest, value) && take_char(at, '/') && take_number(at, 16, largest, mask);
}

static bool at_end(const char **at)
{
    skip_blanks(at);
    return **at == 0;
}

static bool has_leading_bits_only(uint8_t mask)
{
    uint8_t open = (uint8_t)~mask;
    return (open & (open + 1)) == 0;
}

const char *tuple_rule_parse(const char *line, struct tuple_rule *out)
{
    struct tuple_rule r;
    uint64_t          protocol, mask, flags, flags_mask;
    if (!take_char(&line, '@'))
        return "a rule begins with @";
    if (!take_network(&line, &r.address[0], &r.mask[0]))
        return "the source is to be a network like 10.0.0.0/8";
    if (!take_network(&line, &r.address[1], &r.mask[1]))
        return "the destination is to be a network like 10.0.0.0/8";
    if (!take_ports(&line, &r.low[0], &r.high[0]))
        return "the source ports are to be a range like 0 : 65535";
    if (!take_ports(&line, &r.low[1], &r.high[1]))
        return "the destination ports are to be a range like 0 : 65535";
    if (!take_masked(&line, UINT8_MAX, &protocol, &mask))
        return "the protocol is to be a number and a mask like 0x06/0xFF";
    if (!has_leading_bits_only((uint8_t)mask))
        return "the mask of the protocol is to be of leading bits";
    if (!at_end(&line) && (!take_masked(&line, UINT16_MAX, &flags, &flags_mask) || !at_end(&line)))
        return "after the protocol there may be flags like 0x0000/0x0000 and nothing else";
    r.protocol_mask = (uint8_t)mask;
    r.protocol = (uint8_t)(protocol & mask);
    *out = r;
    return NULL;
}

const char *tuple_parse(const char *line, struct tuple *out)
{
    uint64_t n[5], more;
    for (unsigned i = 0; i < 5; i++)
        if (!take_number(&line, 10, i < 2 ? UINT32_MAX : i < 4 ? UINT16_MAX : UINT8_MAX, &n[i]))
            return "a header is five decimal numbers: source, destination, source port, destination port, protocol";
    while (!at_end(&line))
        if (!take_number(&line, 10, UINT64_MAX, &more))
            return "after the five numbers of a header there may be more numbers and nothing else";
    *out = (struct tuple){ { (uint32_t)n[0], (uint32_t)n[1] }, { (uint16_t)n[2], (uint16_t)n[3] }, (uint8_t)n[4] };
    return NULL;
}

static int format_network(char *out, size_t size, uint32_t address, uint32_t mask)
{
    return snprintf(out, size, "%u.%u.%u.%u/%d", address >> 24, address >> 16 & 255, address >> 8 & 255, address & 255,
                    __builtin_popcount(mask));
}

void tuple_rule_format(const struct tuple_rule *r, char out[TUPLE_TEXT_SIZE])
{
    char network[2][24];
    for (unsigned end = 0; end < 2; end++)
        format_network(network[end], sizeof(network[end]), r->address[end], r->mask[end]);
    snprintf(out, TUPLE_TEXT_SIZE, "@%s\t%s\t%u : %u\t%u : %u\t0x%02X/0x%02X\t0x0000/0x0000", network[0], network[1], r->low[0], r->high[0],
             r->low[1], r->high[1], r->protocol, r->protocol_mask);
}

/* --- a file ------------------------------------------------------------------------------------------------------------------ */

/* What a file is an array of. */
struct kind {
    size_t size;
    const char *(*parse)(const char *line, void *out);
    const char *none;
};

struct list {
    uint8_t *items;
    uint32_t count, room;
};

static void *list_last(struct list *l, size_t size)
{
    if (l->count == l->room) {
        uint32_t room = l->room ? 2 * l->room : 1024;
        uint8_t *more = room > l->room ? reallocarray(l->items, room, size) : NULL;
        if (!more)
            return NULL;
        l->items = more;
        l->room = room;
    }
    return l->items + l->count * size;
}

static const char *take_line(struct list *l, const struct kind *k, const char *line)
{
    const char *what;
    void       *item;
    skip_blanks(&line);
    if (!*line || *line == '#')
        return NULL;
    item = list_last(l, k->size);
    if (!item)
        return "no memory";
    what = k->parse(line, item);
    l->count += !what;
    return what;
}

static bool read_file(FILE *f, const struct kind *k, struct list *l, struct tuple_text_error *e)
{
    char line[LINE_SIZE];
    *e = (struct tuple_text_error){ 0 };
    while (!e->what && fgets(line, sizeof(line), f)) {
        e->line++;
        bool whole = strchr(line, '\n') || feof(f);
        e->what = whole ? take_line(l, k, line) : "the line is too long";
    }
    if (!e->what && (ferror(f) || !l->count))
        *e = (struct tuple_text_error){ 0, ferror(f) ? "cannot be read" : k->none };
    if (e->what)
        free(l->items);
    return !e->what;
}

static const char *parse_rule(const char *line, void *out)
{
    return tuple_rule_parse(line, out);
}

static const char *parse_tuple(const char *line, void *out)
{
    return tuple_parse(line, out);
}

bool tuple_rules_read(FILE *f, struct tuple_rule **out, uint32_t *count, struct tuple_text_error *e)
{
    static const struct kind rules = { sizeof(struct tuple_rule), parse_rule, "there are no rules in it" };
    struct list              l = { 0 };
    if (!read_file(f, &rules, &l, e))
        return false;
    *out = (struct tuple_rule *)(void *)l.items;
    *count = l.count;
    return true;
}

bool tuples_read(FILE *f, struct tuple **out, uint32_t *count, struct tuple_text_error *e)
{
    static const struct kind headers = { sizeof(struct tuple), parse_tuple, "there are no headers in it" };
    struct list              l = { 0 };
    if (!read_file(f, &headers, &l, e))
        return false;
    *out = (struct tuple *)(void *)l.items;
    *count = l.count;
    return true;
}
