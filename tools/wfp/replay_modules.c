#include "replay_modules.h"

#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

void modules_line(struct replay_modules *m, bool is_report, const char *module, const char *line)
{
    size_t                 n = strlen(module);
    /* Drivers like to begin their lines with their name. */
    bool named = strncmp(line, module, n) == 0 && line[n] == ':';
    pthread_mutex_lock(&m->lines_lock);
    m->reported |= is_report;
    fprintf(m->lines, "         %s%s%s%s\n", is_report ? "! " : "", named ? "" : module, named ? "" : ": ", line);
    pthread_mutex_unlock(&m->lines_lock);
}

static void on_log(void *context, bool is_report, const char *module, const char *line)
{
    modules_line(context, is_report, module, line);
}

static void on_stopped(void *context)
{
    struct replay_modules *m = context;
    m->stopped(m->context);
}

static char *trim(char *text)
{
    while (isspace((unsigned char)*text))
        text++;
    size_t n = strlen(text);
    while (n && isspace((unsigned char)text[n - 1]))
        text[--n] = 0;
    return text;
}

/* "Name = 42", "Name = 0x2a" (REG_DWORD) or "Name = text" (REG_SZ). False: no memory, or no such line. */
static bool read_parameter(char *line, struct driver_parameter *out)
{
    char *equals = strchr(line, '='), *end;
    if (!equals)
        return false;
    *equals = 0;
    const char   *name = trim(line), *value = trim(equals + 1);
    unsigned long number = strtoul(value, &end, 0);
    bool          is_number = isdigit((unsigned char)*value) && !*end && number <= UINT32_MAX;
    *out = (struct driver_parameter){ strdup(name), is_number ? NULL : strdup(value), is_number ? (uint32_t)number : 0 };
    return *name && out->name && (is_number || out->text);
}

static int read_registry(struct replay_modules *m, const struct command *c, FILE *f)
{
    char     line[1024];
    unsigned number = 0;
    while (fgets(line, sizeof(line), f)) {
        char *text = trim(line);
        number++;
        if (!*text || *text == '#' || *text == ';')
            continue;
        if (m->parameter_count == MAX_PARAMETERS)
            return cli_error(c, "%s: line %u: more than %d values; leave some out", m->registry, number, MAX_PARAMETERS);
        if (!read_parameter(text, &m->parameters[m->parameter_count]))
            return cli_error(c, "%s: line %u: expected NAME = VALUE", m->registry, number);
        m->parameter_count++;
    }
    return EXIT_GOOD;
}

static int load_registry(struct replay_modules *m, const struct command *c)
{
    if (!m->registry)
        return EXIT_GOOD;
    FILE *f = fopen(m->registry, "r");
    if (!f)
        return cli_error(c, "%s: cannot be opened: %s", m->registry, strerror(errno));
    int code = read_registry(m, c, f);
    fclose(f);
    return code;
}

int modules_option(struct replay_modules *m, const struct command *c, int answer, char **argv)
{
    switch (answer) {
    case 'c':
        if (m->count == MAX_MODULE_OPTIONS)
            return cli_error(c, "more than %d --callout options; give fewer", MAX_MODULE_OPTIONS);
        m->paths[m->count++] = optarg;
        return EXIT_GOOD;
    case MODULES_OPT_REGISTRY:
        m->registry = optarg;
        return EXIT_GOOD;
    case MODULES_OPT_STRICT:
        m->strict = true;
        return EXIT_GOOD;
    }
    return cli_bad_option(c, answer, argv);
}

int modules_seed(struct replay_modules *m, const struct command *c, const char *text)
{
    char              *end;
    errno = 0;
    unsigned long long seed = strtoull(text, &end, 0);
    if (!isdigit((unsigned char)*text) || *end || errno)
        return cli_usage(c, "--seed %s: expected a number from 0 to %llu", text, (unsigned long long)UINT64_MAX);
    m->seeded = true;
    m->seed = seed;
    return EXIT_GOOD;
}

int modules_fail(struct replay_modules *m, const struct command *c, const char *text)
{
    char        kind[16] = "", *end = NULL;
    const char *colon = strchr(text, ':');
    snprintf(kind, sizeof(kind), "%.*s", (int)strcspn(text, ":"), text);
    errno = 0;
    m->fault.kind = nt_fault_kind_of(kind);
    m->fault.at = colon && isdigit((unsigned char)colon[1]) ? strtoull(colon + 1, &end, 10) : 0;
    if (m->fault.kind == NT_FAULT_NONE || !end || *end || errno || m->fault.at == 0)
        return cli_usage(c, "--fail %s: expected KIND:N with allocation, clone, injection, pend or any, and a number from 1", text);
    return EXIT_GOOD;
}

/* Paths as they are behind links; they live as long as the command. */
int modules_trust(struct replay_modules *m, const struct command *c, const struct trust_policy *trust)
{
    static char real[MAX_MODULE_OPTIONS][PATH_MAX];
    char        why[TRUST_ERROR_SIZE];
    for (unsigned i = 0; i < m->count; i++) {
        if (trust_resolve(trust, m->paths[i], real[i], why) != WFP_OK)
            return cli_error(c, "%s", why);
        m->paths[i] = real[i];
    }
    return EXIT_GOOD;
}

int modules_kernel(struct replay_modules *m, const struct command *c, const struct policy *policy)
{
    int code = load_registry(m, c);
    if (code)
        return code;
    struct kernel_config config = { .parameters = m->parameters, .parameter_count = m->parameter_count, .policy = policy,
                                    .log = on_log, .stopped = on_stopped, .context = m,
                                    .seeded = m->seeded, .seed = m->seed, .fault = m->fault, .order = m->order, .live = m->live };
    enum wfp_status err = kernel_new(&config, &m->kernel);
    if (err == WFP_OK && m->why_name)
        err = why_new(&m->why);
    if (err)
        return cli_error(c, "%s", status_row(err)->sentence);
    return EXIT_GOOD;
}

int modules_load_all(struct replay_modules *m, const struct command *c)
{
    char why[KERNEL_ERROR_SIZE];
    for (unsigned i = 0; i < m->count; i++)
        if (kernel_load(m->kernel, m->paths[i], why) != WFP_OK)
            return cli_error(c, "%s", why);
    return EXIT_GOOD;
}

int modules_load(struct replay_modules *m, const struct command *c, const struct policy *policy)
{
    if (m->count == 0 && !m->always)
        return EXIT_GOOD;
    int code = modules_kernel(m, c, policy);
    if (code == EXIT_GOOD)
        code = modules_load_all(m, c);
    if (code == EXIT_GOOD && m->orders)
        *m->orders = rank_orders(kernel_ruleset(m->kernel));
    return code;
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

int modules_answer(const struct replay_modules *m, int code)
{
    return code == EXIT_GOOD && m->strict && m->reported ? EXIT_REFUSED : code;
}

void modules_free(struct replay_modules *m)
{
    kernel_free(m->kernel);
    why_free(m->why);
    for (unsigned i = 0; i < m->parameter_count; i++) {
        free((char *)m->parameters[i].name);
        free((char *)m->parameters[i].text);
    }
}
