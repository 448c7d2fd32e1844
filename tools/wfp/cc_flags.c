/* The options that make gcc and clang compile as a Windows compiler does. packaging/fwpkclnt.pc.in and the CMake
 * function ask `wfp cc --cflags` for them, so they are written here only. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cc_build.h"
#include "cc_near.h"

static const char *const language[] = {
    "-fPIC", "-g", "-fshort-wchar", "-fms-extensions", "-nostdinc", "-fno-builtin-wcslen",
    "-fno-strict-aliasing", /* Windows' compiler knows no type-based aliasing */
    "-fwrapv", "-fno-delete-null-pointer-checks", "-fno-common", "-fno-semantic-interposition", "-fno-omit-frame-pointer",
    "-ffunction-sections", "-fdata-sections", /* an unused inline function must not ask the host for what it calls */
    "-Wno-multichar", "-Wno-unknown-pragmas", "-Wno-attributes", "-Wno-comment", NULL,
};

static const char *const words_of_clang[] = {
    "-Wno-ignored-attributes", "-Wno-microsoft", "-Wno-pragma-pack", "-Wno-switch", "-Wno-ignored-pragma-intrinsic",
    "-Wno-unused-value", "-Wno-unused-command-line-argument", "-Wno-four-char-constants", "-Wno-invalid-token-paste",
    "-Wno-parentheses-equality", "-Wno-tautological-compare", "-Wno-logical-op-parentheses", "-Wno-enum-conversion", NULL,
};

/* What MSVC has as well: calls of functions that nobody declared would lose half of a pointer here. */
static const char *const only_c[] = {
    "-std=gnu11", "-fgnu89-inline", "-Werror=implicit-function-declaration", "-Wno-pointer-sign", NULL,
};

static const char *const only_cxx[] = { "-std=gnu++17", "-Wno-write-strings", NULL };

/* The kernel of Windows has none of these either. */
static const char *const only_cxx_driver[] = { "-fno-exceptions", "-fno-rtti", "-fno-threadsafe-statics", NULL };

static const char *const target[] = {
    "-D_WIN32=1", "-D_WIN64=1", "-D_AMD64_=1", "-D_M_AMD64=100", "-D_M_X64=100", "-DOPENWFP=1", NULL,
};

static const char *const kernel[] = {
    "-D_KERNEL_MODE=1", "-DDBG=1", "-DDEPRECATE_DDK_FUNCTIONS=1", "-DKMDF_VERSION_MAJOR=1", "-DKMDF_VERSION_MINOR=15", NULL,
};

static bool is_clang(const char *compiler)
{
    const char *slash = strrchr(compiler, '/');
    return strstr(slash ? slash : compiler, "clang");
}

/* The compiler's own stdarg.h and friends: the only headers that are not ours. */
static void own_headers(const struct build *b, struct args *a)
{
    struct args ask = { 0 };
    char       *answer = NULL;
    args_add(&ask, "%s", b->compiler);
    args_add(&ask, is_clang(b->compiler) ? "-print-resource-dir" : "-print-file-name=include");
    if (run(&ask, &answer) == 0) {
        answer[strcspn(answer, "\n")] = 0;
        args_add(a, "-isystem");
        args_add(a, "%s%s", answer, is_clang(b->compiler) ? "/include" : "");
    }
    free(answer);
    args_free(&ask);
}

/* Where a C++ compiler looks for its library: the folders it prints between these lines. */
static void cxx_headers(const struct build *b, struct args *a)
{
    static const char begin[] = "search starts here:\n", end[] = "End of search list";
    struct args       ask = { 0 };
    char             *answer = NULL, *from = NULL, *word;
    const char *const words[] = { b->compiler, "-x", "c++", "-E", "-v", "-o", "/dev/null", "/dev/null", NULL };
    args_add_all(&ask, words);
    if (run_quiet(&ask, &answer) == 0)
        for (char *at = answer; (at = strstr(at, begin)); at += strlen(begin))
            from = at + strlen(begin);
    if (from && strstr(from, end))
        *strstr(from, end) = 0;
    for (; from && (word = strsep(&from, "\n"));)
        if (*word == ' ') {
            args_add(a, "-isystem");
            args_add(a, "%s", word + 1);
        }
    free(answer);
    args_free(&ask);
}

static void folders(const struct build *b, struct args *a)
{
    static const char *const driver[] = { "km", "shared", "crt", "um", NULL };
    static const char *const program[] = { "um", "shared", "crt", NULL };
    if (b->client && b->cxx) {
        args_add(a, "-isystem");
        args_add(a, "%s/crt/cxx", b->include);
    }
    for (const char *const *f = b->client ? program : driver; *f; f++) {
        args_add(a, "-isystem");
        args_add(a, "%s/%s", b->include, *f);
    }
    if (b->client && b->cxx)
        cxx_headers(b, a);
    else
        own_headers(b, a);
    args_add(a, "-include");
    args_add(a, "%s/shared/openwfp_msvc.h", b->include);
}

void build_flags(const struct build *b, struct args *a)
{
    args_add_all(a, language);
    if (is_clang(b->compiler))
        args_add_all(a, words_of_clang);
    if (b->cxx)
        args_add_all(a, only_cxx);
    else
        args_add_all(a, only_c);
    args_add_all(a, target);
    if (!b->client)
        args_add_all(a, kernel);
    if (b->cxx && !b->client)
        args_add_all(a, only_cxx_driver);
    if (b->asan)
        args_add(a, "-fsanitize=address");
    folders(b, a);
}

bool build_find_include(struct build *b)
{
    static const char *const        places[] = { "../include/openwfp/windows", "../include/windows", NULL };
    static const struct near_folder n = { "the Windows headers are", "shared/openwfp_msvc.h", "OPENWFP_INCLUDE", places };
    return near_find(&n, b->include);
}
