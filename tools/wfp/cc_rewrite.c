/* Microsoft's C lets a cast be an lvalue: `&(LONG)object->count`. Standard C refuses it, so such a source is compiled
 * from a copy that says `(LONG *)&object->count`. Lines stay where they are. */
#include <string.h>

#include "cc_source.h"

/* `&` here takes an address: what stands before it cannot be an operand. */
static bool is_prefix(struct token before)
{
    return token_is(before, "return") || (before.kind == TOKEN_MARK && !token_is(before, ")") && !token_is(before, "]"));
}

struct window {
    struct token at[6]; /* before & ( TYPE ) operand */
};

static bool is_lvalue_cast(const struct window *w)
{
    return is_prefix(w->at[0]) && token_is(w->at[1], "&") && token_is(w->at[2], "(") && w->at[3].kind == TOKEN_WORD &&
           token_is(w->at[4], ")") && w->at[5].kind == TOKEN_WORD;
}

static void shift(struct window *w, struct lexer *l)
{
    memmove(w->at, w->at + 1, 5 * sizeof(w->at[0]));
    w->at[5] = lexer_next(l);
}

unsigned source_rewrite(const struct source *s, FILE *out)
{
    struct lexer  l = lexer_of(s);
    struct window w = { .at[5].kind = TOKEN_MARK };
    const char   *done = s->text;
    unsigned      count = 0;
    do {
        shift(&w, &l);
        if (!is_lvalue_cast(&w))
            continue;
        count++;
        if (!out)
            continue;
        fwrite(done, 1, (size_t)(w.at[1].at - done), out);
        fprintf(out, "(%.*s *)&", (int)w.at[3].size, w.at[3].at);
        done = w.at[4].at + w.at[4].size;
    } while (w.at[5].kind != TOKEN_END);
    if (out)
        fputs(done, out);
    return count;
}
