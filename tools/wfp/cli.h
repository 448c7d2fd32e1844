/* What every command of `wfp` shares: its entry in the table, errors, colour, exit codes. */
#ifndef WFP_TOOLS_CLI_H
#define WFP_TOOLS_CLI_H

#include <stdbool.h>
#include <stdio.h>

#include "base/json.h"

enum exit_code {
    EXIT_GOOD = 0,
    EXIT_REFUSED = 1, /* refused, or a negative answer */
    EXIT_USAGE = 2,   /* bad usage or bad input */
};

struct command {
    const char *name;
    const char *summary; /* one line for `wfp --help` */
    const char *help;    /* the whole text of `wfp NAME --help` */
    int (*run)(int argc, char **argv); /* argv[0] is the command's name; returns an exit_code */
};

extern const struct command command_replay;
extern const struct command command_explain;
extern const struct command command_show;
extern const struct command command_check;
extern const struct command command_cc;
extern const struct command command_add;
extern const struct command command_set;
extern const struct command command_delete;
extern const struct command command_get;
extern const struct command command_export;
extern const struct command command_import;
extern const struct command command_watch;
extern const struct command command_log;
extern const struct command command_diff;
extern const struct command command_rollback;
extern const struct command command_switch;
extern const struct command command_gateway;
extern const struct command command_callout;

/* One line on stderr, whatever the arguments hold: "wfp NAME: what, where, how to mend"; without a command "wfp: ...". Returns
 * EXIT_USAGE. */
int cli_error(const struct command *c, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The same with the pointer to --help appended, for a wrong option or operand. */
int cli_usage(const struct command *c, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Prints the help text to stdout. Returns EXIT_GOOD. */
int cli_help(const struct command *c);
/* After getopt_long with opterr = 0 and a leading ':' answered '?' or ':': names the wrong option. Returns EXIT_USAGE. */
int cli_bad_option(const struct command *c, int answer, char **argv);

/* Colour and progress only on a terminal; NO_COLOR switches colour off. */
enum colour { PLAIN, BOLD, DIM, RED, GREEN, YELLOW, BLUE, CYAN, MAGENTA };
bool cli_colour_on(FILE *out);
/* "\033[31m" or "" */
const char *cli_colour(FILE *out, enum colour c);

/* Aligned columns: give rows cell by cell, print them all at the end. The first row is the head. */
struct table;
struct table *table_new(unsigned columns);
/* Copies the text. Cells fill rows from left to right. */
void table_cell(struct table *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Prints with the widths the cells need, the head in bold on a terminal, and frees the table. */
void table_print(struct table *t, FILE *out);
/* Frees a table without printing it. */
void table_free(struct table *t);

#endif
