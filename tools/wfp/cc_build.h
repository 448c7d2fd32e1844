/* One run of the compiler and linker for a module or a program, from options to the finished file. */
#ifndef WFP_TOOLS_CC_BUILD_H
#define WFP_TOOLS_CC_BUILD_H

#include <limits.h>
#include <stdbool.h>

#include "cc_headers.h"
#include "cc_run.h"

struct build {
    const char *compiler; /* "gcc", "clang" or a path that ends so */
    const char *optimise;
    const char *output;
    bool        cxx, asan, client, shared, objects_only, lint, verbose, show_cflags, show_libs;
    struct args sources;
    struct args folders;  /* -I */
    struct args user;     /* -D, -U */
    struct args extra;    /* after -- */

    char        include[PATH_MAX]; /* the folder with km/, um/, shared/ and crt/ */
    char        library[PATH_MAX]; /* the folder with libfwpuclnt, for programs */
    char        scratch[64];   /* removed at the end; "" when there is none */
    struct args objects;
};

/* Returns an exit_code. */
int  build_run(struct build *b);
void build_fini(struct build *b);

/* The options that every Windows source of this build gets, without -I of the user. */
void build_flags(const struct build *b, struct args *a);
/* The linker's options of a management program, behind its objects. */
void build_client_libraries(const struct build *b, struct args *a);
/* Looks for libfwpuclnt near the program; false with one line on stderr. */
bool build_find_library(struct build *b);
/* Looks for include/windows near the program; false with one line on stderr. */
bool build_find_include(struct build *b);
/* Names what the finished module lacks or must not have; true when it is good. */
bool build_inspect(const struct build *b, const char *module);

#endif
