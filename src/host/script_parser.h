/* Reading a script: the words of a line, and what arguments are made of. Private to src/host/script*.c. */
#ifndef WFP_HOST_SCRIPT_PARSER_H
#define WFP_HOST_SCRIPT_PARSER_H

#include "base/arena.h"
#include "host/script.h"

#define SCRIPT_MAX_ALIASES 64

struct script {
    struct arena           arena;
    struct script_command *commands;
    unsigned               count, room;
};

struct alias {
    const char    *name;
    struct ip_addr addr;
    unsigned       bits;
};

struct parser {
    struct script *script;
    const char    *file;
    char          *error;
    struct script_options options;
    struct bytes   rest;
    unsigned       line;
    struct alias   aliases[SCRIPT_MAX_ALIASES];
    unsigned       alias_count;
    const char    *words[SCRIPT_MAX_LAYERS];
    bool           quoted[SCRIPT_MAX_LAYERS];
    unsigned       count, at;
    struct script_command *c;
};

/* Sets the error line; false, for callers that give up. */
bool script_say(struct parser *p, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool script_is_space(uint8_t c);
struct bytes script_next_line(struct parser *p);
bool script_split(struct parser *p, struct bytes line);

/* The next word, or NULL; and the same taken, with a complaint that names what was expected. */
const char *script_peek(const struct parser *p);
const char *script_need(struct parser *p, const char *what);
bool script_accept_word(struct parser *p, const char *word);
bool script_need_name(struct parser *p, const char *what, const char **out);
bool script_need_number(struct parser *p, const char *what, uint64_t max, uint64_t *out);
bool script_need_side(struct parser *p, struct ip_addr *a, uint16_t *port, bool with_port);
/* "text", bytes N, hex DIGITS: into the command's data. */
bool script_need_data(struct parser *p);
bool script_hex_data(struct parser *p, const char *text);
bool script_read_number(const char *text, uint64_t max, uint64_t *out);
/* "192.0.2.1/24", or a name; the length is that of the family without one. */
bool script_read_prefix(const struct parser *p, const char *text, struct ip_addr *a, unsigned *bits);
/* "192.0.2.1:80", "[2001:db8::1]:80", "PEER:80", or any of them without a port. */
bool script_read_side(const struct parser *p, const char *text, struct ip_addr *a, uint16_t *port, bool *has_port);
bool script_read_protocol(const char *text, bool v6, uint8_t *out);

/* What the words of a line say, into the command; `line` is that of the first word, for a policy that goes on below it. */
bool script_parse_command(struct parser *p, struct bytes line);
bool script_find_word(struct parser *p, enum script_word *out);

#endif
