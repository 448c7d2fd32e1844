#include "run.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void run_fail(struct run *r, const char *format, ...)
{
    va_list args;
    r->failures++;
    if (r->quiet)
        return;
    fprintf(stderr, "%s:%u: [v%c%s] %s: ", r->suite->path, r->at ? r->at->line : r->c->line,
            r->family == FAMILY_V6 ? '6' : '4', r->traced ? "" : ", no trace", r->c->name);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
}

struct words words_of(struct run *r)
{
    return (struct words){ r, 1 };
}

bool words_left(const struct words *w)
{
    return w->next < w->run->at->count;
}

const char *word_take(struct words *w)
{
    if (words_left(w))
        return w->run->at->words[w->next++];
    run_fail(w->run, "a word is missing at the end");
    return "";
}

bool word_accept(struct words *w, const char *word)
{
    bool there = words_left(w) && strcmp(w->run->at->words[w->next], word) == 0;
    w->next += there;
    return there;
}

uint64_t word_number(struct words *w)
{
    const char *text = names_resolve(w->run, word_take(w));
    char       *end;
    uint64_t    n = strtoull(text, &end, 0);
    if (*end || end == text)
        run_fail(w->run, "\"%s\" is no number", text);
    return n;
}

const char *word_split(struct words *w, char separator, char *name, size_t name_size)
{
    const char *text = word_take(w), *at = strchr(text, separator);
    size_t      n = at ? (size_t)(at - text) : 0;
    if (!at || n >= name_size) {
        run_fail(w->run, "\"%s\" has no '%c'", text, separator);
        name[0] = 0;
        return "";
    }
    memcpy(name, text, n);
    name[n] = 0;
    return at + 1;
}
