/* wfp: the Windows Filtering Platform at the command line. This file only finds the command. */
#include <errno.h>
#include <string.h>

#include "cli.h"
#include "run_switch.h"

static const struct command *const commands[] = {
    &command_replay,
    &command_explain,
    &command_show,
    &command_check,
    &command_cc,
    &command_add,
    &command_set,
    &command_delete,
    &command_get,
    &command_export,
    &command_import,
    &command_watch,
    &command_log,
    &command_diff,
    &command_rollback,
    &command_run,
    &command_switch,
    &command_gateway,
    &command_callout,
};

#define COMMAND_COUNT (sizeof(commands) / sizeof(commands[0]))

static void overview(FILE *out)
{
    fputs("usage: wfp COMMAND [OPTION]...\n\n"
          "The Windows Filtering Platform on Linux: decides, and tells why.\n\n",
          out);
    for (unsigned i = 0; i < COMMAND_COUNT; i++)
        fprintf(out, "  %-9s %s\n", commands[i]->name, commands[i]->summary);
    fputs("\n`wfp COMMAND --help` tells more; `wfp --version` the version.\n"
          "Exit status: 0 good, 1 refused or a negative answer, 2 bad usage or bad input.\n",
          out);
}

/* An answer that could not be written is none. A command that failed has said why already. */
static int finish(const struct command *c, int code)
{
    if ((fflush(stdout) == 0 && !ferror(stdout)) || code == EXIT_USAGE)
        return code;
    return cli_error(c, "standard output: cannot write: %s", strerror(errno));
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        overview(stderr);
        return EXIT_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
        overview(stdout);
        return EXIT_GOOD;
    }
    if (strcmp(argv[1], "--version") == 0) {
        puts("wfp " WFP_VERSION);
        return EXIT_GOOD;
    }
    for (unsigned i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(commands[i]->name, argv[1]) == 0)
            return finish(commands[i], commands[i]->run(argc - 1, argv + 1));
    return cli_error(NULL, "unknown command %s; `wfp --help` lists them", argv[1]);
}
