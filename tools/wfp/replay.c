#include "cli.h"

static int run(int argc, char **argv)
{
    (void)argc;
    (void)argv;
    return EXIT_REFUSED;
}

const struct command command_replay = { .name = "replay", .summary = "", .help = "", .run = run };
