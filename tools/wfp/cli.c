#include "cli.h"

#include <getopt.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Control characters, which an argument or a file name may hold, become '?': an error stays one line. */
static void complain(const struct command *c, const char *format, va_list args)
{
    char *text;
    fflush(stdout);
    if (vasprintf(&text, format, args) < 0)
        text = NULL;
    for (char *at = text; at && *at; at++)
        if ((unsigned char)*at < ' ' || *at == 127)
            *at = '?';
    fprintf(stderr, "wfp%s%s: %s", c ? " " : "", c ? c->name : "", text ? text : "not enough memory");
    free(text);
}

int cli_error(const struct command *c, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    complain(c, format, args);
    va_end(args);
    putc('\n', stderr);
    return EXIT_USAGE;
}

int cli_usage(const struct command *c, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    complain(c, format, args);
    va_end(args);
    fprintf(stderr, "; see `wfp %s --help`\n", c->name);
    return EXIT_USAGE;
}

int cli_help(const struct command *c)
{
    fputs(c->help, stdout);
    return EXIT_GOOD;
}

int cli_bad_option(const struct command *c, int answer, char **argv)
{
    const char *shown = argv[optind - 1];
    char        letter[3] = { '-', (char)optopt, 0 };
    if (optopt > 0 && optopt < 256 && strncmp(shown, "--", 2) != 0)
        shown = letter;
    if (answer == ':')
        return cli_usage(c, "option %s needs a value", shown);
    return cli_usage(c, "unknown option %s", shown);
}

bool cli_colour_on(FILE *out)
{
    const char *none = getenv("NO_COLOR");
    return isatty(fileno(out)) && !(none && *none);
}

const char *cli_colour(FILE *out, enum colour c)
{
    static const char *const codes[] = {
        [PLAIN] = "\033[0m",  [BOLD] = "\033[1m",    [DIM] = "\033[2m",   [RED] = "\033[31m",     [GREEN] = "\033[32m",
        [YELLOW] = "\033[33m", [BLUE] = "\033[34m", [CYAN] = "\033[36m", [MAGENTA] = "\033[35m",
    };
    return cli_colour_on(out) ? codes[c] : "";
}

struct table {
    unsigned columns;
    size_t   count, capacity;
    char   **cells;
};

static void *must(void *p)
{
    if (!p) {
        fputs("wfp: not enough memory\n", stderr);
        exit(EXIT_USAGE);
    }
    return p;
}

struct table *table_new(unsigned columns)
{
    struct table *t = must(calloc(1, sizeof(*t)));
    t->columns = columns;
    return t;
}

void table_cell(struct table *t, const char *format, ...)
{
    va_list args;
    if (t->count == t->capacity) {
        t->capacity = t->capacity ? t->capacity * 2 : 64;
        t->cells = must(realloc(t->cells, t->capacity * sizeof(*t->cells)));
    }
    va_start(args, format);
    if (vasprintf(&t->cells[t->count], format, args) < 0)
        must(NULL);
    va_end(args);
    t->count++;
}

/* Columns a terminal needs for UTF-8 text, counting a character as one. */
static size_t width(const char *s)
{
    size_t n = 0;
    for (; *s; s++)
        n += ((unsigned char)*s & 0xc0) != 0x80;
    return n;
}

void table_print(struct table *t, FILE *out)
{
    size_t *widths = must(calloc(t->columns, sizeof(*widths)));
    for (size_t i = 0; i < t->count; i++) {
        size_t w = width(t->cells[i]);
        if (w > widths[i % t->columns])
            widths[i % t->columns] = w;
    }
    for (size_t i = 0; i < t->count; i++) {
        unsigned column = (unsigned)(i % t->columns);
        bool     last = column + 1 == t->columns;
        if (i == 0)
            fputs(cli_colour(out, BOLD), out);
        fputs(t->cells[i], out);
        if (!last)
            fprintf(out, "%*s", (int)(widths[column] - width(t->cells[i]) + 2), "");
        if (last && i + 1 == t->columns)
            fputs(cli_colour(out, PLAIN), out);
        if (last)
            putc('\n', out);
    }
    free(widths);
    table_free(t);
}

void table_free(struct table *t)
{
    for (size_t i = 0; i < t->count; i++)
        free(t->cells[i]);
    free(t->cells);
    free(t);
}
