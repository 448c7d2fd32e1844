#include "replay_modules.h"

#include <string.h>

static void on_log(void *context, bool is_report, const char *module, const char *line)
{
    struct replay_modules *m = context;
    size_t                 n = strlen(module);
    /* Drivers like to begin their lines with their name. */
    bool named = strncmp(line, module, n) == 0 && line[n] == ':';
    fprintf(m->lines, "         %s%s%s%s\n", is_report ? "! " : "", named ? "" : module, named ? "" : ": ", line);
}

int modules_load(struct replay_modules *m, const struct command *c, const struct policy *policy)
{
    struct kernel_config config = { .policy = policy, .log = on_log, .context = m };
    char                 why[KERNEL_ERROR_SIZE];
    if (m->count == 0)
        return EXIT_GOOD;
    enum wfp_status err = kernel_new(&config, &m->kernel);
    if (err == WFP_OK && m->why_name)
        err = why_new(&m->why);
    if (err)
        return cli_error(c, "%s", status_row(err)->sentence);
    for (unsigned i = 0; i < m->count; i++)
        if (kernel_load(m->kernel, m->paths[i], why) != WFP_OK)
            return cli_error(c, "%s", why);
    return EXIT_GOOD;
}

int modules_explain(const struct replay_modules *m, const struct command *c)
{
    static struct why_callout callouts[256];
    if (!m->why)
        return EXIT_GOOD;
    int n = kernel_callouts(m->kernel, m->why_name, callouts, sizeof(callouts) / sizeof(callouts[0]));
    if (n < 0)
        return cli_error(c, "--why %s: no module of this name was loaded; it is the file's name without folder and .so",
                         m->why_name);
    putchar('\n');
    why_report(m->why, kernel_ruleset(m->kernel), callouts, (uint32_t)n, stdout);
    return EXIT_GOOD;
}

void modules_free(struct replay_modules *m)
{
    kernel_free(m->kernel);
    why_free(m->why);
}
