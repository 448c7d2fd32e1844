#include "cli.h"

static int run(int argc, char **argv)
{
    (void)argc;
    (void)argv;
    return EXIT_REFUSED;
}

const struct command command_explain = { .name = "explain", .summary = "", .help = "", .run = run };
