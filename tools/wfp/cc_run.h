/* Running the compiler and its helpers: arguments as a list, output captured or passed through. */
#ifndef WFP_TOOLS_CC_RUN_H
#define WFP_TOOLS_CC_RUN_H

#include <stdbool.h>
#include <stddef.h>

struct args {
    char **at; /* NULL-terminated */
    size_t count, room;
};

/* Appends a copy, formatted. */
void args_add(struct args *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
void args_add_all(struct args *a, const char *const *words);
void args_free(struct args *a);
/* As a shell would take it, on stdout. */
void args_print(const struct args *a);

/* Runs it; its exit status, or 127 when it cannot be started. With `out` its standard output comes back, malloc. */
int run(const struct args *a, char **out);
/* The same with stderr in *err and nothing printed. */
int run_quiet(const struct args *a, char **err);

#endif
