/* Linking management programs: with the library of this project, as an archive or as a shared object, and with the entry that turns
 * main() into wmain(). */
#include "cc_build.h"
#include "cc_near.h"

bool build_find_library(struct build *b)
{
    static const char *const places[] = { ".", "../" WFP_LIBDIR, NULL };
    const struct near_folder n = { "libfwpuclnt is", b->shared ? "libfwpuclnt.so" : "libfwpuclnt.a", "OPENWFP_LIB", places };
    return near_find(&n, b->library);
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
