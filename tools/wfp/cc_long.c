/* `long` is 32 bits wide on Windows and 64 here. LONG, ULONG and DWORD are right by themselves; this names the places
 * where the bare keyword or the L suffix changes the meaning. Only what surely differs is reported. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "cc_source.h"

static bool is_long_double_or_long_long(struct token before, struct token after)
{
    return token_is(after, "long") || token_is(after, "double") || token_is(before, "long") || token_is(before, "double");
}

/* The number has the suffix L, LU or UL but not LL. */
static bool has_l_suffix(struct token t, bool *is_unsigned)
{
    unsigned ls = 0;
    *is_unsigned = false;
    for (const char *c = t.at + t.size; c > t.at && strchr("lLuU", c[-1]); c--) {
        ls += c[-1] == 'l' || c[-1] == 'L';
        *is_unsigned |= c[-1] == 'u' || c[-1] == 'U';
    }
    return t.kind == TOKEN_NUMBER && ls == 1;
}

static unsigned long long value_of(struct token t)
{
    return strtoull(t.at, NULL, 0); /* stops at the suffix */
}

static void check_number(struct source *s, struct token before, struct token t, const struct token after[3])
{
    bool is_unsigned;
    if (!has_l_suffix(t, &is_unsigned))
        return;
    unsigned long long value = value_of(t);
    bool               shifted = token_is(after[0], "<") && token_is(after[1], "<") && after[1].at == after[0].at + 1;
    if (token_is(before, "~") || (is_unsigned && token_is(before, "-")))
        source_warn(s, t.line, "%.*s%.*s has 64 bits here, 32 on Windows; cast it to ULONG or drop the L", (int)before.size,
                    before.at, (int)t.size, t.at);
    else if (!is_unsigned && value >= 0x80000000u && value <= 0xFFFFFFFFu)
        source_warn(s, t.line, "%.*s is positive and 64 bits wide here, unsigned and 32 bits on Windows; write %.*sU",
                    (int)t.size, t.at, (int)t.size - 1, t.at);
    else if (shifted && after[2].kind == TOKEN_NUMBER && value_of(after[2]) >= 31)
        source_warn(s, t.line, "%.*s << %.*s does not overflow here as it does on Windows, where long has 32 bits",
                    (int)t.size, t.at, (int)after[2].size, after[2].at);
}

void source_check_long(struct source *s)
{
    struct lexer l = lexer_of(s);
    struct token before = { .kind = TOKEN_MARK }, t = lexer_next(&l);
    struct token after[3] = { lexer_next(&l), lexer_next(&l), lexer_next(&l) };
    while (t.kind != TOKEN_END) {
        if (token_is(t, "long") && !is_long_double_or_long_long(before, after[0]))
            source_warn(s, t.line, "long has 64 bits here, 32 on Windows; LONG or ULONG has 32 on both");
        check_number(s, before, t, after);
        before = t;
        t = after[0];
        after[0] = after[1];
        after[1] = after[2];
        after[2] = lexer_next(&l);
    }
}
