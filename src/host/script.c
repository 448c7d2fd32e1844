/* A script as a whole: line by line into commands. */
#include <errno.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "host/script_parser.h"

#define MAX_COMMANDS 10000u
#define MAX_SIZE     (1u << 20)

static struct script_command *add_command(struct parser *p)
{
    struct script *s = p->script;
    if (s->count == MAX_COMMANDS) {
        script_say(p, "more than %u commands; make two scripts", MAX_COMMANDS);
        return NULL;
    }
    if (s->count == s->room) {
        unsigned room = s->room ? 2 * s->room : 64;
        void    *more = realloc(s->commands, room * sizeof(*s->commands));
        if (!more) {
            script_say(p, "not enough memory");
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
    while (n && script_is_space(*line.at)) {
        bytes_skip(&line, 1);
        n--;
    }
    char *copy = arena_alloc(&p->script->arena, n + 1);
    if (!copy)
        return "";
    memcpy(copy, line.at, n);
    while (n && script_is_space((uint8_t)copy[n - 1]))
        copy[--n] = 0;
    return copy;
}

static bool parse_line(struct parser *p, struct bytes line)
{
    enum script_word word = SCRIPT_NAME;
    if (!script_split(p, line))
        return false;
    if (p->count == 0)
        return true;
    if (!script_find_word(p, &word) || !(p->c = add_command(p)))
        return false;
    p->at = 1;
    p->c->word = word;
    p->c->text = as_written(p, line);
    return script_parse_command(p, line);
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
        ok = parse_line(p, script_next_line(p));
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
