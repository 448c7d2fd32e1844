/* Compiling and linking one module or program. */
#include "cc_build.h"

#include <dirent.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "cc_source.h"
#include "cli.h"

static bool is_cxx(const struct build *b, const char *source)
{
    static const char *const endings[] = { ".cpp", ".cxx", ".cc", ".c++" };
    const char              *dot = strrchr(source, '.');
    for (unsigned i = 0; dot && i < sizeof(endings) / sizeof(endings[0]); i++)
        if (strcasecmp(dot, endings[i]) == 0)
            return true;
    return b->cxx;
}

/* malloc: the source's file name with another ending. */
static char *renamed(const char *source, const char *ending)
{
    const char *slash = strrchr(source, '/'), *base = slash ? slash + 1 : source, *dot = strrchr(base, '.');
    char       *name = NULL;
    int         n = dot && dot != base ? (int)(dot - base) : (int)strlen(base);
    return asprintf(&name, "%.*s%s", n, base, ending) < 0 ? NULL : name;
}

static int execute(const struct build *b, const struct args *a)
{
    if (b->verbose)
        args_print(a);
    int status = run(a, NULL);
    if (status == 127)
        fprintf(stderr, "wfp cc: cannot run %s; install it or choose another with --cc\n", a->at[0]);
    return status;
}

static void user_flags(const struct build *b, struct args *a)
{
    for (size_t i = 0; i < b->user.count; i++)
        args_add(a, "%s", b->user.at[i]);
    for (size_t i = 0; i < b->folders.count; i++)
        args_add(a, "-I%s", b->folders.at[i]);
}

/* Files with __try are compiled without optimisation: setjmp and registers do not go together. */
static void last_flags(const struct build *b, const struct headers_scan *scan, struct args *a)
{
    char forwards[512];
    headers_folder(scan, forwards, sizeof(forwards));
    if (access(forwards, F_OK) == 0)
        args_add(a, "-I%s", forwards);
    args_add(a, "-O%s", scan->uses_seh ? "0" : b->optimise);
    for (size_t i = 0; i < b->extra.count; i++)
        args_add(a, "%s", b->extra.at[i]);
}

/* The source itself, or a copy in the scratch folder when it has to be rewritten; "" when that fails. */
static void source_to_compile(const struct build *b, const char *source, char *out, size_t size)
{
    struct source s;
    snprintf(out, size, "%s", source);
    if (!source_read(&s, source))
        return;
    if (source_rewrite(&s, NULL)) {
        snprintf(out, size, "%s/source", b->scratch);
        FILE *copy = fopen(out, "w");
        bool  good = copy && fprintf(copy, "# 1 \"%s\"\n", source) > 0;
        if (good)
            source_rewrite(&s, copy);
        if ((copy && fclose(copy)) || !good)
            out[0] = 0;
    }
    source_free(&s);
}

/* Quoted names are looked for beside the source, even when a copy of it is compiled. */
static void add_source(const struct build *b, const char *source, struct args *a)
{
    char        path[4096];
    const char *slash = strrchr(source, '/');
    source_to_compile(b, source, path, sizeof(path));
    if (strcmp(path, source) != 0) {
        args_add(a, "-ffile-prefix-map=%s=%s", path, source); /* for debuggers */
        args_add(a, "-iquote");
        args_add(a, "%.*s", slash ? (int)(slash - source) : 1, slash ? source : ".");
    }
    args_add(a, "%s", path);
}

static bool compile(struct build *b, const struct headers_scan *scan, const char *source, const char *object)
{
    struct args  a = { 0 };
    struct build of_this = *b;
    of_this.cxx = is_cxx(b, source);
    args_add(&a, "%s", b->compiler);
    build_flags(&of_this, &a);
    user_flags(b, &a);
    last_flags(b, scan, &a);
    args_add(&a, "-x");
    args_add(&a, of_this.cxx ? "c++" : "c");
    args_add(&a, "-c");
    args_add(&a, "-o");
    args_add(&a, "%s", object);
    add_source(b, source, &a);
    bool good = execute(b, &a) == 0;
    args_free(&a);
    return good;
}

static bool is_object(const char *source)
{
    size_t n = strlen(source);
    return (n > 2 && strcmp(source + n - 2, ".o") == 0) || (n > 2 && strcmp(source + n - 2, ".a") == 0);
}

static void object_name(struct build *b, size_t i)
{
    if (is_object(b->sources.at[i])) {
        args_add(&b->objects, "%s", b->sources.at[i]);
    } else if (!b->objects_only) {
        args_add(&b->objects, "%s/%zu.o", b->scratch, i);
    } else if (b->output) {
        args_add(&b->objects, "%s", b->output);
    } else {
        char *name = renamed(b->sources.at[i], ".o");
        args_add(&b->objects, "%s", name ? name : "a.o");
        free(name);
    }
}

static void search_folders(const struct build *b, struct args *folders, size_t *own)
{
    for (size_t i = 0; i < b->folders.count; i++)
        args_add(folders, "%s", b->folders.at[i]);
    *own = folders->count;
    args_add(folders, "%s/shared", b->include);
    args_add(folders, b->client ? "%s/um" : "%s/km", b->include);
    args_add(folders, "%s/crt", b->include);
    args_add(folders, "%s/um", b->include);
}

static bool compile_all(struct build *b)
{
    struct args         folders = { 0 };
    struct headers_scan scan = { .scratch = b->scratch, .quiet = !b->lint };
    bool                good = true;
    search_folders(b, &folders, &scan.own);
    scan.folders = (const char *const *)folders.at;
    for (size_t i = 0; i < b->sources.count; i++) {
        object_name(b, i);
        if (is_object(b->sources.at[i]))
            continue;
        good = headers_scan(&scan, b->sources.at[i]) && compile(b, &scan, b->sources.at[i], b->objects.at[i]) && good;
    }
    headers_scan_free(&scan);
    args_free(&folders);
    return good;
}

static void link_flags(const struct build *b, struct args *a)
{
    args_add(a, "-shared");
    args_add(a, "-Wl,-Bsymbolic,-z,muldefs,--gc-sections,--version-script=%s/openwfp_module.map", b->include);
    if (b->asan)
        args_add(a, "-fsanitize=address");
}

static bool link_module(const struct build *b, const char *module)
{
    struct args a = { 0 };
    args_add(&a, "%s", b->compiler);
    link_flags(b, &a);
    args_add(&a, "-o");
    args_add(&a, "%s", module);
    for (size_t i = 0; i < b->objects.count; i++)
        args_add(&a, "%s", b->objects.at[i]);
    bool good = execute(b, &a) == 0;
    args_free(&a);
    return good;
}

static bool any_cxx(const struct build *b)
{
    for (size_t i = 0; i < b->sources.count; i++)
        if (is_cxx(b, b->sources.at[i]))
            return true;
    return false;
}

/* C++ is linked by the C++ compiler beside the chosen one: g++ for gcc, clang++ for clang, with a version behind it or not. */
static void add_linker(const struct build *b, struct args *a)
{
    const char *slash = strrchr(b->compiler, '/'), *name = slash ? slash + 1 : b->compiler;
    const char *gcc = strstr(name, "gcc"), *clang = strstr(name, "clang");
    int         folder = (int)(name - b->compiler);
    if (!any_cxx(b) || !(gcc || clang) || strstr(name, "++"))
        args_add(a, "%s", b->compiler);
    else if (gcc)
        args_add(a, "%.*s%.*sg++%s", folder, b->compiler, (int)(gcc - name), name, gcc + strlen("gcc"));
    else
        args_add(a, "%.*s%.*sclang++%s", folder, b->compiler, (int)(clang - name), name, clang + strlen("clang"));
}

static int make_program(struct build *b)
{
    struct args a = { 0 };
    char       *name = b->output ? strdup(b->output) : renamed(b->sources.at[0], "");
    bool        good = name && build_find_library(b);
    if (good && strcmp(name, b->sources.at[0]) == 0) {
        fprintf(stderr, "wfp cc: %s would be overwritten; name the program with -o\n", name);
        good = false;
    }
    add_linker(b, &a);
    args_add(&a, "-o");
    args_add(&a, "%s", name ? name : "a.out");
    args_add(&a, "-Wl,--gc-sections");
    for (size_t i = 0; i < b->objects.count; i++)
        args_add(&a, "%s", b->objects.at[i]);
    build_client_libraries(b, &a);
    for (size_t i = 0; i < b->extra.count; i++) /* a sanitizer, for one, is for the linker too */
        args_add(&a, "%s", b->extra.at[i]);
    good = good && execute(b, &a) == 0;
    args_free(&a);
    free(name);
    return good ? EXIT_GOOD : EXIT_REFUSED;
}

static int make_module(struct build *b)
{
    char *name = b->output ? strdup(b->output) : renamed(b->sources.at[0], ".so");
    bool  good = name && link_module(b, name) && build_inspect(b, name);
    if (!good && name)
        unlink(name);
    free(name);
    return good ? EXIT_GOOD : EXIT_REFUSED;
}

static int show(struct build *b)
{
    struct args a = { 0 };
    if (b->show_cflags) {
        build_flags(b, &a);
        user_flags(b, &a);
    }
    if (b->show_libs && b->client && !build_find_library(b))
        return EXIT_USAGE;
    if (b->show_libs && b->client)
        build_client_libraries(b, &a);
    else if (b->show_libs)
        link_flags(b, &a);
    args_print(&a);
    args_free(&a);
    return EXIT_GOOD;
}

static bool make_scratch(struct build *b)
{
    const char *folder = getenv("TMPDIR");
    snprintf(b->scratch, sizeof(b->scratch), "%s/wfp-cc-XXXXXX", folder && strlen(folder) < 40 ? folder : "/tmp");
    if (mkdtemp(b->scratch))
        return true;
    perror("wfp cc: temporary folder");
    b->scratch[0] = 0;
    return false;
}

int build_run(struct build *b)
{
    if (!build_find_include(b))
        return EXIT_USAGE;
    if (b->show_cflags || b->show_libs)
        return show(b);
    if (!make_scratch(b))
        return EXIT_USAGE;
    if (!compile_all(b))
        return EXIT_REFUSED;
    if (b->objects_only)
        return EXIT_GOOD;
    return b->client ? make_program(b) : make_module(b);
}

static int remove_entry(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
    (void)st, (void)kind, (void)ftw;
    return remove(path);
}

void build_fini(struct build *b)
{
    if (b->scratch[0])
        nftw(b->scratch, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    args_free(&b->sources);
    args_free(&b->folders);
    args_free(&b->user);
    args_free(&b->extra);
    args_free(&b->objects);
}
