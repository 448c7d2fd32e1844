/* wfp cc: Windows driver sources into a module, those of management programs into a program. This file reads the options and tells the story: read the sources,
 * compile each, link, look at the result. */
#include <getopt.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cc_build.h"
#include "cli.h"

static const char help[] =
    "usage: wfp cc [OPTION]... [-o OUT.so] SOURCE... [-- COMPILER-OPTION...]\n"
    "       wfp cc --client [OPTION]... [-o PROGRAM] SOURCE... [-- COMPILER-OPTION...]\n"
    "\n"
    "Compiles the unchanged sources of a Windows driver, C or C++, into a module that `wfp replay --callout` loads;\n"
    "with --client those of a Windows console program into a program of this system.\n"
    "\n"
    "  -o, --output FILE    the module or program, by default the first source's name with .so or without an ending\n"
    "  -c                   objects only, one NAME.o a source (-o names it when there is one source)\n"
    "  -D NAME[=VALUE]      defines a macro\n"
    "  -U NAME              undefines one\n"
    "  -I FOLDER            searches it for headers\n"
    "  -O LEVEL             optimises, by default 2\n"
    "      --cc COMPILER    gcc (the default) or clang, or the path of one of them\n"
    "      --cxx            all sources are C++, whatever they are called\n"
    "      --asan           builds the module for a wfp that is itself built with AddressSanitizer\n"
    "      --client         a management program, not a driver; sources and objects (*.o)\n"
    "      --shared         the program needs libfwpuclnt.so, and does not carry the library in itself\n"
    "      --no-lint        does not warn where long has another width than on Windows\n"
    "  -v, --verbose        prints the commands\n"
    "      --cflags         prints the compiler options for another build system, and leaves\n"
    "      --libs           prints the linker options, and leaves\n"
    "  -h, --help           this text\n"
    "\n"
    "Everything after -- goes to the compiler as it is. Headers are found in any letter case and with backslashes;\n"
    "OPENWFP_INCLUDE names the folder with km/, um/, shared/ and crt/ when it is not near the program, and OPENWFP_LIB the\n"
    "one with libfwpuclnt.\n"
    "\n"
    "Examples: wfp cc -DNDIS630 -o mydriver.so sys/mydriver.c sys/packets.c\n"
    "          wfp cc --client -DUNICODE -D_UNICODE -o mytool mytool.cpp\n";

enum { LONG_CC = 256, LONG_CXX, LONG_ASAN, LONG_CLIENT, LONG_SHARED, LONG_NO_LINT, LONG_CFLAGS, LONG_LIBS };

static const struct option options[] = {
    { "output", required_argument, NULL, 'o' },     { "cc", required_argument, NULL, LONG_CC },
    { "cxx", no_argument, NULL, LONG_CXX },         { "asan", no_argument, NULL, LONG_ASAN },
    { "client", no_argument, NULL, LONG_CLIENT },   { "no-lint", no_argument, NULL, LONG_NO_LINT },
    { "verbose", no_argument, NULL, 'v' },          { "cflags", no_argument, NULL, LONG_CFLAGS },
    { "libs", no_argument, NULL, LONG_LIBS },       { "help", no_argument, NULL, 'h' },
    { "shared", no_argument, NULL, LONG_SHARED },   { NULL, 0, NULL, 0 },
};

enum { READ_ON = -1 };

static int switch_option(struct build *b, int answer)
{
    switch (answer) {
    case LONG_CXX:
        b->cxx = true;
        break;
    case LONG_ASAN:
        b->asan = true;
        break;
    case LONG_CLIENT:
        b->client = true;
        break;
    case LONG_SHARED:
        b->shared = true;
        break;
    case LONG_NO_LINT:
        b->lint = false;
        break;
    case LONG_CFLAGS:
        b->show_cflags = true;
        break;
    case LONG_LIBS:
        b->show_libs = true;
        break;
    case 'v':
        b->verbose = true;
        break;
    case 'c':
        b->objects_only = true;
        break;
    case 'h':
        return cli_help(&command_cc);
    default:
        return READ_ON - 1;
    }
    return READ_ON;
}

static int value_option(struct build *b, int answer, char **argv)
{
    switch (answer) {
    case 'o':
        b->output = optarg;
        break;
    case LONG_CC:
        b->compiler = optarg;
        break;
    case 'O':
        b->optimise = optarg;
        break;
    case 'D':
    case 'U':
        args_add(&b->user, "-%c%s", answer, optarg);
        break;
    case 'I':
        args_add(&b->folders, "%s", optarg);
        break;
    default:
        return cli_bad_option(&command_cc, answer, argv);
    }
    return READ_ON;
}

static int read_options(struct build *b, int argc, char **argv)
{
    opterr = 0;
    optind = 1;
    for (int answer; (answer = getopt_long(argc, argv, ":o:cD:U:I:O::vh", options, NULL)) != -1;) {
        if (answer == 'O' && !optarg)
            optarg = (char[]){ "1" };
        int end = switch_option(b, answer);
        if (end < READ_ON)
            end = value_option(b, answer, argv);
        if (end != READ_ON)
            return end;
    }
    return READ_ON;
}

/* getopt moves the operands behind the options, and what stands after "--" behind those. */
static int operands(struct build *b, int argc, char **argv, int separator)
{
    for (int i = optind; i < argc; i++)
        args_add(i < separator ? &b->sources : &b->extra, "%s", argv[i]);
    if (b->show_cflags || b->show_libs)
        return READ_ON;
    if (b->sources.count == 0)
        return cli_usage(&command_cc, "no source file");
    if (b->shared && !b->client)
        return cli_usage(&command_cc, "--shared is for programs (--client)");
    if (b->objects_only && b->output && b->sources.count > 1)
        return cli_usage(&command_cc, "-c with -o takes one source");
    for (size_t i = 0; i < b->sources.count; i++)
        if (access(b->sources.at[i], R_OK) != 0)
            return cli_error(&command_cc, "%s: no such source file", b->sources.at[i]);
    return READ_ON;
}

static int find_separator(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], "--") == 0)
            return i;
    return argc;
}

static int run_cc(int argc, char **argv)
{
    struct build b = { .compiler = "gcc", .optimise = "2", .lint = true };
    int          separator = find_separator(argc, argv);
    int          end = read_options(&b, separator, argv);
    if (end == READ_ON) {
        for (int i = separator + 1; i < argc; i++)
            args_add(&b.extra, "%s", argv[i]);
        end = operands(&b, separator, argv, separator);
    }
    if (end == READ_ON)
        end = build_run(&b);
    build_fini(&b);
    return end;
}

const struct command command_cc = {
    .name = "cc",
    .summary = "compile a Windows driver into a callout module, or a management program",
    .help = help,
    .run = run_cc,
};
