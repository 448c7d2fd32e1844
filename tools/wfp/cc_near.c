#include "cc_near.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool is_it(const char *folder, const char *file, char out[PATH_MAX])
{
    char probe[2 * PATH_MAX], real[PATH_MAX];
    snprintf(probe, sizeof(probe), "%s/%s", folder, file);
    if (access(probe, R_OK) != 0 || !realpath(folder, real))
        return false;
    memcpy(out, real, strlen(real) + 1);
    return true;
}

static void folder_of_program(char out[PATH_MAX])
{
    ssize_t n = readlink("/proc/self/exe", out, PATH_MAX - 1);
    out[n > 0 ? n : 0] = 0;
    char *slash = strrchr(out, '/');
    if (slash)
        *slash = 0;
}

bool near_find(const struct near_folder *n, char out[PATH_MAX])
{
    const char *chosen = getenv(n->variable);
    char        program[PATH_MAX], folder[PATH_MAX + 64];
    if (chosen) {
        if (is_it(chosen, n->file, out))
            return true;
        fprintf(stderr, "wfp cc: %s: %s has no %s\n", n->variable, chosen, n->file);
        return false;
    }
    folder_of_program(program);
    for (const char *const *place = n->places; *place; place++) {
        snprintf(folder, sizeof(folder), "%s/%s", program, *place);
        if (is_it(folder, n->file, out))
            return true;
    }
    fprintf(stderr, "wfp cc: %s not near %s; set %s\n", n->what, program, n->variable);
    return false;
}
