/* wfp run: the engine on live traffic, in the foreground. Which of its forms is meant follows from the first word that says so. */
#include <string.h>

#include "base/suggest.h"
#include "run_gateway.h"
#include "run_switch.h"

static const char help[] =
    "usage: wfp run --switch NAME --port PORT... [OPTION]...\n"
    "       wfp run --gateway [OPTION]... IN OUT\n"
    "       wfp run --forward --address PORT=ADDR/LEN... [OPTION]... PORT PORT...\n\n"
    "The engine on live traffic, in the foreground: a virtual switch between ports, the host stack in the path of a host,\n"
    "or a host that routes between networks.\n";

static int help_of_all(void)
{
    printf("%s\n%s\n%s", help, run_switch_help, run_gateway_help);
    return EXIT_GOOD;
}

static int nothing_runs(int argc, char **argv)
{
    static const char *const forms[] = { "--switch", "--gateway", "--forward" };
    struct suggest           s;
    char                     hint[64] = "";
    for (int i = 1; i < argc && !*hint; i++) {
        suggest_init(&s, argv[i]);
        for (size_t k = 0; k < COUNT_OF(forms); k++)
            suggest_offer(&s, forms[k]);
        suggest_format(&s, hint, sizeof(hint));
    }
    return cli_usage(&command_run, "expected --switch NAME, --gateway or --forward%s", hint);
}

static int run(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--gateway") == 0 || strcmp(argv[i], "--forward") == 0)
            return run_gateway(argc, argv);
        if (strncmp(argv[i], "--switch", strlen("--switch")) == 0)
            return run_switch(argc, argv);
    }
    if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0))
        return help_of_all();
    return nothing_runs(argc, argv);
}

const struct command command_run = {
    .name = "run",
    .summary = "the engine on live traffic, in the foreground",
    .help = help,
    .run = run,
};
