/* C source text as `wfp cc` looks at it before the compiler does: words and punctuation with their lines, no comments,
 * no literals. It is no preprocessor: both arms of an #if are seen, macros are not expanded. */
#ifndef WFP_TOOLS_CC_SOURCE_H
#define WFP_TOOLS_CC_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct source {
    char    *path;
    char    *text; /* NUL-terminated */
    unsigned errors;
    unsigned warnings;
};

enum token_kind { TOKEN_END, TOKEN_WORD, TOKEN_NUMBER, TOKEN_STRING, TOKEN_MARK };

struct token {
    enum token_kind kind;
    const char     *at; /* in the text */
    size_t          size;
    unsigned        line;
};

struct lexer {
    const char *at;
    unsigned    line;
};

/* Reads the file; false with errno, or with errno 0 when it is not text (UTF-16). */
bool source_read(struct source *s, const char *path);
void source_free(struct source *s);
/* "PATH:LINE: warning: ..." on stderr, counted. */
void source_warn(struct source *s, unsigned line, const char *format, ...) __attribute__((format(printf, 3, 4)));
void source_error(struct source *s, unsigned line, const char *format, ...) __attribute__((format(printf, 3, 4)));

struct lexer lexer_of(const struct source *s);
/* The next token outside preprocessor lines. */
struct token lexer_next(struct lexer *l);
bool         token_is(struct token t, const char *word);

/* Calls `each` for every #include "NAME" and #include <NAME>. */
void source_includes(const struct source *s, void (*each)(void *context, const char *name, bool quoted), void *context);

/* Warns where `long` and the L suffix mean another width than on Windows. */
void source_check_long(struct source *s);
/* Says whether the text uses structured exceptions; refuses, by line, the uses that the macros cannot carry. */
bool source_check_seh(struct source *s);
/* Writes macros for the trace functions that the text configures for WPP. */
void source_trace_functions(const struct source *s, FILE *out);

/* Counts the places where Microsoft's C is larger than the compilers', and with `out` writes the text without them. */
unsigned source_rewrite(const struct source *s, FILE *out);

#endif
