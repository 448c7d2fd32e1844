/* __try, __except, __finally and __leave are macros over a loop that runs once and setjmp (openwfp_seh.h). What would
 * leave that loop by another way than Windows does is found here, statement by statement, and refused with its line. */
#include <string.h>

#include "cc_source.h"

struct seh_walk {
    struct source *source;
    struct lexer   lexer;
    struct token   token; /* the one to look at */
    bool           found;
};

/* What the statement stands in, up to the innermost __try or __finally block. */
struct place {
    bool in_loop;    /* break and continue belong to a loop of the block */
    bool in_switch;  /* break does */
    bool in_try;
    bool in_finally;
    bool in_block;   /* directly in braces */
};

static void statement(struct seh_walk *w, struct place p);

static void next(struct seh_walk *w)
{
    w->token = lexer_next(&w->lexer);
}

static bool at(const struct seh_walk *w, const char *word)
{
    return token_is(w->token, word);
}

static bool at_end(const struct seh_walk *w)
{
    return w->token.kind == TOKEN_END;
}

/* Over a bracketed group that begins here. */
static void group(struct seh_walk *w)
{
    unsigned depth = 0;
    do {
        depth += at(w, "(") || at(w, "{") || at(w, "[");
        depth -= at(w, ")") || at(w, "}") || at(w, "]");
        next(w);
    } while (depth && !at_end(w));
}

static void block(struct seh_walk *w, struct place p)
{
    p.in_block = true;
    next(w);
    while (!at_end(w) && !at(w, "}"))
        statement(w, p);
    next(w);
}

static void condition(struct seh_walk *w)
{
    while (!at_end(w) && !at(w, "(") && !at(w, ";"))
        next(w);
    if (at(w, "("))
        group(w);
}

static void loop_or_switch(struct seh_walk *w, struct place p)
{
    p.in_loop |= !at(w, "switch");
    p.in_switch |= at(w, "switch");
    p.in_block = false;
    condition(w);
    statement(w, p);
}

static void do_loop(struct seh_walk *w, struct place p)
{
    struct place body = p;
    body.in_loop = true;
    body.in_block = false;
    next(w);
    statement(w, body);
    while (!at_end(w) && !at(w, ";"))
        next(w);
    next(w);
}

static void branch(struct seh_walk *w, struct place p)
{
    p.in_block = false;
    condition(w);
    statement(w, p);
    if (at(w, "else")) {
        next(w);
        statement(w, p);
    }
}

/* A try block cannot say yet whether a return in it is allowed: that depends on what follows it. The walk is
 * repeated. */
static bool ends_in_finally(struct seh_walk look)
{
    group(&look);
    return at(&look, "__finally") || at(&look, "_finally");
}

static void handled_block(struct seh_walk *w, struct place inside)
{
    if (at(w, "{"))
        block(w, inside);
}

static void try_statement(struct seh_walk *w, struct place p)
{
    w->found = true;
    if (!p.in_block)
        source_error(w->source, w->token.line, "__try needs braces around it here: put { } around the whole statement");
    next(w);
    if (!at(w, "{"))
        return;
    bool finally = ends_in_finally(*w);
    handled_block(w, (struct place){ .in_try = true, .in_finally = finally || p.in_finally });
    if (finally) {
        next(w);
        handled_block(w, (struct place){ .in_try = true, .in_finally = true });
    } else if (at(w, "__except") || at(w, "_except")) {
        condition(w);
        handled_block(w, p);
    }
}

static void jump(struct seh_walk *w, struct place p)
{
    bool is_break = at(w, "break"), is_continue = at(w, "continue");
    if (p.in_try && ((is_break && !p.in_loop && !p.in_switch) || (is_continue && !p.in_loop)))
        source_error(w->source, w->token.line, "%.*s out of a __try or __finally block is not supported; use __leave",
                     (int)w->token.size, w->token.at);
    if (p.in_finally && !is_break && !is_continue)
        source_error(w->source, w->token.line, "%.*s out of a block with __finally is not supported; use __leave",
                     (int)w->token.size, w->token.at);
    while (!at_end(w) && !at(w, ";") && !at(w, "}")) {
        if (at(w, "(") || at(w, "{") || at(w, "["))
            group(w);
        else
            next(w);
    }
}

static void plain(struct seh_walk *w)
{
    while (!at_end(w) && !at(w, ";") && !at(w, "}")) {
        bool label = at(w, ":"), extern_c = at(w, "{");
        if (at(w, "(") || at(w, "["))
            group(w);
        else if (extern_c)
            return; /* a function's body, or a scope: statements again */
        else
            next(w);
        if (label)
            return;
    }
    if (at(w, ";"))
        next(w);
}

static void statement(struct seh_walk *w, struct place p)
{
    if (at(w, "{"))
        block(w, p);
    else if (at(w, "if"))
        branch(w, p);
    else if (at(w, "for") || at(w, "while") || at(w, "switch"))
        loop_or_switch(w, p);
    else if (at(w, "do"))
        do_loop(w, p);
    else if (at(w, "__try") || at(w, "_try"))
        try_statement(w, p);
    else if (at(w, "break") || at(w, "continue") || at(w, "return") || at(w, "goto"))
        jump(w, p);
    else
        plain(w);
}

bool source_check_seh(struct source *s)
{
    if (!strstr(s->text, "_try"))
        return false;
    struct seh_walk w = { .source = s, .lexer = lexer_of(s) };
    next(&w);
    while (!at_end(&w)) {
        const char *before = w.token.at;
        statement(&w, (struct place){ .in_block = true });
        if (w.token.at == before)
            next(&w); /* a brace that the walk cannot place: both arms of an #if opened one */
    }
    return w.found;
}
