/* Linking management programs: with the library of this project, as an archive or as a shared object, and with the entry that turns
 * main() into wmain(). */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cc_build.h"

static bool has_library(struct build *b, const char *folder)
{
    char probe[PATH_MAX + 32], real[PATH_MAX];
    snprintf(probe, sizeof(probe), "%s/%s", folder, b->shared ? "libfwpuclnt.so" : "libfwpuclnt.a");
    if (access(probe, R_OK) != 0 || !realpath(folder, real))
        return false;
    snprintf(b->library, sizeof(b->library), "%s", real);
    return true;
}

/* Beside the program in a build, and where it is installed. */
bool build_find_library(struct build *b)
{
    static const char *const near[] = { ".", "../" WFP_LIBDIR };
    const char              *chosen = getenv("OPENWFP_LIB");
    char                     exe[PATH_MAX], folder[PATH_MAX + 64];
    if (chosen) {
        if (has_library(b, chosen))
            return true;
        fprintf(stderr, "wfp cc: OPENWFP_LIB: %s has no libfwpuclnt\n", chosen);
        return false;
    }
    ssize_t n = readlink("/proc/self/exe", exe, sizeof(exe) - 1);
    exe[n > 0 ? n : 0] = 0;
    char *slash = strrchr(exe, '/');
    if (slash)
        *slash = 0;
    for (unsigned i = 0; i < sizeof(near) / sizeof(near[0]); i++) {
        snprintf(folder, sizeof(folder), "%s/%s", exe, near[i]);
        if (has_library(b, folder))
            return true;
    }
    fprintf(stderr, "wfp cc: libfwpuclnt is not near %s; set OPENWFP_LIB\n", exe);
    return false;
}

/* The archives are named by their paths, because the linker prefers a shared object of the same name. */
void build_client_libraries(const struct build *b, struct args *a)
{
    static const char *const system[] = { "-Wl,--as-needed", "-lcbor", "-ljansson", "-luuid", "-ldl", "-lm", "-pthread", NULL };
    args_add(a, "%s/libfwpumain.a", b->library);
    if (b->shared) {
        args_add(a, "-L%s", b->library);
        args_add(a, "-lfwpuclnt");
        args_add(a, "-Wl,-rpath,%s", b->library);
    } else {
        args_add(a, "%s/libfwpuclnt.a", b->library);
    }
    args_add_all(a, system);
    args_add(a, "-Wl,--version-script=%s/openwfp_program.map", b->include);
    if (b->asan)
        args_add(a, "-fsanitize=address");
}
