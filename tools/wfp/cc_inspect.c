/* A look at the finished module: does it begin, and does it reach functions of this system's C library that mean
 * another thing than on Windows? */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cc_build.h"

/* The C library's wide characters have 32 bits, its %l 64: a module gets ours, under other names, through crt/. A
 * source that declares one of these itself would get the wrong one silently. */
static bool is_foreign(const char *symbol)
{
    static const char *const heads[] = { "wcs", "wmem", "swprintf", "wprintf", "vswprintf", "vwprintf", "fwprintf", "putwc",
                                         "fputw", "fgetw", "mbs", "mbtowc", "wctomb", "towupper", "towlower", "isw" };
    static const char *const whole[] = { "printf", "sprintf", "snprintf", "vsnprintf", "vsprintf", "fprintf", "vfprintf",
                                         "vprintf", "sscanf", "strtol", "strtoul", "atol", "__sprintf_chk" };
    for (unsigned i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
        if (strncmp(symbol, heads[i], strlen(heads[i])) == 0)
            return true;
    for (unsigned i = 0; i < sizeof(whole) / sizeof(whole[0]); i++)
        if (strcmp(symbol, whole[i]) == 0)
            return true;
    return false;
}

/* The lines of nm are "ADDRESS KIND NAME", undefined symbols without an address, versions after '@'. */
static unsigned count_foreign(char *listing)
{
    unsigned errors = 0;
    char    *state = NULL;
    for (char *line = strtok_r(listing, "\n", &state); line; line = strtok_r(NULL, "\n", &state)) {
        char  kind, name[512];
        char *at = line + strspn(line, "0123456789abcdef ");
        if (sscanf(at, "%c %511[^@\n]", &kind, name) != 2 || kind != 'U' || !is_foreign(name))
            continue;
        fprintf(stderr, "wfp cc: %s is called without its header: include <stdio.h>, <stdlib.h>, <string.h> or <wchar.h>\n", name);
        errors++;
    }
    return errors;
}

static char *list_symbols(const char *const *files, const char *option)
{
    struct args a = { 0 };
    char       *listing = NULL;
    args_add(&a, "nm");
    args_add(&a, "%s", option);
    args_add_all(&a, files);
    run(&a, &listing);
    args_free(&a);
    return listing;
}

/* The linker drops what DriverEntry does not reach, so a mangled one is in the objects only. */
static void say_no_entry(const struct build *b)
{
    char *defined = list_symbols((const char *const *)b->objects.at, "--defined-only");
    fprintf(stderr, "wfp cc: no DriverEntry in the sources: a module begins there%s\n",
            defined && strstr(defined, "DriverEntryP") ? "; in C++ declare it extern \"C\"" : "");
    free(defined);
}

bool build_inspect(const struct build *b, const char *module)
{
    char *dynamic = list_symbols((const char *const[]){ module, NULL }, "-D");
    bool  begins = dynamic && strstr(dynamic, " T DriverEntry\n");
    if (!begins)
        say_no_entry(b);
    bool good = dynamic && count_foreign(dynamic) == 0 && begins;
    free(dynamic);
    return good;
}
