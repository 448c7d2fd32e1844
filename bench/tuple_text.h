/* The text of ClassBench's tools. A rule: "@10.0.0.0/8 192.0.2.1/32 0 : 65535 443 : 443 0x06/0xFF 0x0000/0x0000"; the last pair, of
 * TCP flags, may be missing and says nothing here, because headers have no flags. A header: "167772161 3221225985 5000 443 6" and
 * maybe more numbers, which say nothing. Empty lines and lines that begin with # are skipped. */
#ifndef WFP_BENCH_TUPLE_TEXT_H
#define WFP_BENCH_TUPLE_TEXT_H

#include <stdio.h>

#include "tuples.h"

enum { TUPLE_TEXT_SIZE = 128 };

/* NULL: well; else what is wrong with the line. */
const char *tuple_rule_parse(const char *line, struct tuple_rule *out);
const char *tuple_parse(const char *line, struct tuple *out);
/* What tuple_rule_parse() reads as the same. */
void tuple_rule_format(const struct tuple_rule *r, char out[TUPLE_TEXT_SIZE]);

struct tuple_text_error {
    unsigned    line; /* 0: not of a line */
    const char *what;
};

/* The whole file: an array for free(), not NULL. */
bool tuple_rules_read(FILE *f, struct tuple_rule **out, uint32_t *count, struct tuple_text_error *e);
bool tuples_read(FILE *f, struct tuple **out, uint32_t *count, struct tuple_text_error *e);

#endif
