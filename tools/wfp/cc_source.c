/* Reading source text and cutting it into tokens. */
#include "cc_source.h"

#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_whole(FILE *in)
{
    size_t size = 0, room = 1 << 16;
    char  *text = malloc(room);
    while (text) {
        size += fread(text + size, 1, room - size - 1, in);
        if (size + 1 < room)
            break;
        char *more = realloc(text, room *= 2);
        if (!more)
            free(text);
        text = more;
    }
    if (text)
        text[size] = 0;
    if (text && strncmp(text, "\xEF\xBB\xBF", 3) == 0)
        memset(text, ' ', 3);
    if (text && !ferror(in) && (strlen(text) != size || (unsigned char)text[0] >= 0xFE)) {
        free(text);
        errno = 0;
        return NULL;
    }
    return text;
}

bool source_read(struct source *s, const char *path)
{
    FILE *in = fopen(path, "r");
    if (!in)
        return false;
    *s = (struct source){ .text = read_whole(in) };
    fclose(in);
    if (s->text)
        s->path = strdup(path);
    return s->text;
}

void source_free(struct source *s)
{
    free(s->path);
    free(s->text);
}

static void say(const struct source *s, unsigned line, const char *kind, const char *format, va_list args)
{
    fprintf(stderr, "%s:%u: %s: ", s->path, line, kind);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
}

void source_warn(struct source *s, unsigned line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(s, line, "warning", format, args);
    va_end(args);
    s->warnings++;
}

void source_error(struct source *s, unsigned line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(s, line, "error", format, args);
    va_end(args);
    s->errors++;
}

struct lexer lexer_of(const struct source *s)
{
    return (struct lexer){ .at = s->text, .line = 1 };
}

static void step(struct lexer *l)
{
    l->line += *l->at == '\n';
    l->at++;
}

/* To the end of the line that a backslash does not continue. */
static void skip_directive(struct lexer *l)
{
    for (; *l->at && *l->at != '\n'; step(l)) {
        if (*l->at == '\\' && l->at[1] == '\r' && l->at[2] == '\n')
            step(l);
        if (*l->at == '\\' && l->at[1] == '\n')
            step(l);
    }
}

static void skip_comment(struct lexer *l)
{
    if (l->at[1] == '/') {
        skip_directive(l);
        return;
    }
    for (l->at += 2; *l->at && !(l->at[0] == '*' && l->at[1] == '/');)
        step(l);
    if (*l->at)
        l->at += 2;
}

static bool skip_blank(struct lexer *l, bool *line_start)
{
    if (isspace((unsigned char)*l->at) || *l->at == '\\') {
        *line_start |= *l->at == '\n';
        step(l);
    } else if (l->at[0] == '/' && (l->at[1] == '/' || l->at[1] == '*')) {
        skip_comment(l);
    } else if (*l->at == '#' && *line_start) {
        skip_directive(l);
    } else {
        return false;
    }
    return true;
}

static void skip_literal(struct lexer *l)
{
    char quote = *l->at;
    for (l->at++; *l->at && *l->at != quote && *l->at != '\n'; step(l))
        if (*l->at == '\\' && l->at[1])
            step(l);
    if (*l->at == quote)
        l->at++;
}

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '$';
}

struct token lexer_next(struct lexer *l)
{
    bool line_start = l->line == 1 || l->at[-1] == '\n';
    while (*l->at && skip_blank(l, &line_start))
        ;
    struct token t = { .at = l->at, .line = l->line };
    if (!*l->at) {
        t.kind = TOKEN_END;
    } else if (*l->at == '"' || *l->at == '\'') {
        t.kind = TOKEN_STRING;
        skip_literal(l);
    } else if (is_word(*l->at)) {
        t.kind = isdigit((unsigned char)*l->at) ? TOKEN_NUMBER : TOKEN_WORD;
        while (is_word(*l->at))
            l->at++;
    } else {
        t.kind = TOKEN_MARK;
        l->at++;
    }
    t.size = (size_t)(l->at - t.at);
    return t;
}

bool token_is(struct token t, const char *word)
{
    return strlen(word) == t.size && memcmp(t.at, word, t.size) == 0;
}

static const char *after_blanks(const char *at)
{
    return at + strspn(at, " \t");
}

static const char *include_name(const char *line)
{
    line = after_blanks(line);
    if (*line != '#')
        return NULL;
    line = after_blanks(line + 1);
    if (strncmp(line, "include", 7) != 0)
        return NULL;
    line = after_blanks(line + 7);
    return *line == '"' || *line == '<' ? line : NULL;
}

void source_includes(const struct source *s, void (*each)(void *context, const char *name, bool quoted), void *context)
{
    for (const char *line = s->text; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        const char *at = include_name(line);
        if (!at)
            continue;
        size_t n = strcspn(at + 1, *at == '"' ? "\"\n" : ">\n");
        char   name[512];
        if (n == 0 || n >= sizeof(name) || at[1 + n] == '\n')
            continue;
        memcpy(name, at + 1, n);
        name[n] = 0;
        each(context, name, *at == '"');
    }
}
