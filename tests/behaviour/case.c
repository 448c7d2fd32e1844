#include "case.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/status.h"

struct reading {
    struct suite *suite;
    FILE         *file;
    unsigned      line;
};

__attribute__((format(printf, 2, 3), noreturn)) static void bad_file(const struct reading *r, const char *format, ...)
{
    va_list args;
    fprintf(stderr, "%s:%u: ", r->suite->path, r->line);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
    exit(1);
}

static char *skip_space(char *at)
{
    while (isspace((unsigned char)*at))
        at++;
    return at;
}

/* "..." is one word without its quotes; a list in [ ] is one word with its brackets. */
static char *end_of_word(const struct reading *r, char *at)
{
    const char *closing = *at == '"' ? "\"" : *at == '[' ? "]" : NULL;
    if (!closing)
        return at + strcspn(at, " \t\r\n");
    char *end = strpbrk(at + 1, closing);
    if (!end)
        bad_file(r, "no closing %s", closing);
    return end + 1;
}

static unsigned split(const struct reading *r, char *text, const char *words[WORDS_MAX])
{
    unsigned count = 0;
    for (char *at = skip_space(text); *at && *at != '#'; at = skip_space(at)) {
        char *end = end_of_word(r, at);
        bool  quoted = *at == '"', last = *end == 0;
        if (count == WORDS_MAX)
            bad_file(r, "too many words");
        words[count++] = at + quoted;
        end[quoted ? -1 : 0] = 0;
        at = last ? end : end + 1;
    }
    return count;
}

static const char *text_of_line(char *line)
{
    char *text = skip_space(line) + strlen("case");
    text = skip_space(text);
    text[strcspn(text, "\r\n")] = 0;
    return text;
}

static struct wfpt_case *begin_case(struct reading *r, char *line)
{
    struct suite     *s = r->suite;
    struct wfpt_case *cases = arena_array(&s->arena, s->count + 1, sizeof(*cases));
    if (s->count)
        memcpy(cases, s->cases, s->count * sizeof(*cases));
    s->cases = cases;
    struct wfpt_case *c = &cases[s->count++];
    *c = (struct wfpt_case){
        .name = arena_string(&s->arena, text_of_line(line)),
        .line = r->line,
        .families = { [FAMILY_V4] = true, [FAMILY_V6] = true },
    };
    return c;
}

static struct statement *add_statement(struct reading *r, struct wfpt_case *c)
{
    struct statement *all = arena_array(&r->suite->arena, c->count + 1, sizeof(*all));
    if (c->count)
        memcpy(all, c->statements, c->count * sizeof(*all));
    c->statements = all;
    all[c->count].line = r->line;
    return &all[c->count++];
}

static void add_words(struct reading *r, struct statement *s, const char **words, unsigned count)
{
    const char **all = arena_array(&r->suite->arena, s->count + count, sizeof(*all));
    if (s->count)
        memcpy(all, s->words, s->count * sizeof(*all));
    for (unsigned i = 0; i < count; i++)
        all[s->count + i] = arena_string(&r->suite->arena, words[i]);
    s->words = all;
    s->count += count;
}

static void set_families(struct reading *r, struct wfpt_case *c, const char **words, unsigned count)
{
    const char *which = count == 2 ? words[1] : "";
    c->families[FAMILY_V4] = strcmp(which, "v4") == 0;
    c->families[FAMILY_V6] = strcmp(which, "v6") == 0;
    if (!c->families[FAMILY_V4] && !c->families[FAMILY_V6])
        bad_file(r, "families is v4 or v6; both is the default");
}

static void read_line(struct reading *r, char *line, struct wfpt_case **c)
{
    const char *words[WORDS_MAX];
    char       *whole = arena_string(&r->suite->arena, line);
    unsigned    count = split(r, line, words);
    if (count == 0)
        return;
    if (strcmp(words[0], "case") == 0) {
        *c = begin_case(r, whole);
        return;
    }
    if (!*c)
        bad_file(r, "a statement before the first case");
    if (strcmp(words[0], "families") == 0)
        set_families(r, *c, words, count);
    else if (strcmp(words[0], "...") == 0 && (*c)->count)
        add_words(r, &(*c)->statements[(*c)->count - 1], words + 1, count - 1);
    else if (strcmp(words[0], "proves" ":") != 0) /* in two pieces: tools/gen/coverage.py reads this file too */
        add_words(r, add_statement(r, *c), words, count);
}

void suite_load(const char *path, struct suite *out)
{
    struct reading    r = { out, fopen(path, "r"), 0 };
    struct wfpt_case *c = NULL;
    char             *line = NULL;
    size_t            size = 0;
    *out = (struct suite){ .path = path };
    arena_init(&out->arena);
    if (!r.file)
        bad_file(&r, "cannot be read");
    for (r.line = 1; getline(&line, &size, r.file) >= 0; r.line++)
        read_line(&r, line, &c);
    if (out->count == 0)
        bad_file(&r, "holds no case");
    free(line);
    fclose(r.file);
}

void suite_free(struct suite *s)
{
    arena_fini(&s->arena);
}
