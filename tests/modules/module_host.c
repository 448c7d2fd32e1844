/* Loads the modules named on the command line, in order, sends requests to devices, unloads in reverse order, and
 * prints what they print. Words: MODULE.so, PARAMETER=NUMBER or PARAMETER=TEXT for the modules after it,
 * @DEVICE:CODE:TEXT for a request, ^DEVICE:CODE:TEXT for one that is sent again and again while modules unload, until it
 * succeeds, ~SECONDS for the patience with an unload routine, %SEED for the seeded scheduler (these first, in this
 * order). A module that cannot be loaded ends it with 2; leaks or
 * reports with 1. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api_km/driver.h"
#include "host/module.h"

enum { MODULES_MAX = 8, PARAMETERS_MAX = 8 };

static void print_line(void *context, enum nt_log_kind kind, const char *driver, const char *line)
{
    (void)context;
    printf("%s%s: %s\n", kind == NT_LOG_REPORT ? "! " : "", driver ? driver : "-", line);
}

struct host {
    struct km_context       context;
    struct module          *modules[MODULES_MAX];
    size_t                  count;
    struct driver_parameter parameters[PARAMETERS_MAX];
    size_t                  parameter_count;
    char                   *unload_request; /* NULL: none, or it has succeeded */
};

static void add_parameter(struct host *h, char *word)
{
    char *value = strchr(word, '=');
    *value++ = 0;
    struct driver_parameter *p = &h->parameters[h->parameter_count++];
    p->name = word;
    p->text = isdigit((unsigned char)*value) ? NULL : value;
    p->number = (uint32_t)strtoul(value, NULL, 0);
}

/* DEVICE:CODE:TEXT; prints the answer when it is a success, or `always`. */
static bool request(struct host *h, const char *word, bool always)
{
    char     device[128], text[128] = "", out[256] = "";
    uint32_t code;
    uint64_t written;
    if (sscanf(word, "%127[^:]:%u:%127[^\n]", device, &code, text) < 2)
        return false;
    uint32_t status = km_device_control(&h->context, device, code, text, (uint32_t)strlen(text), out, sizeof(out) - 1, &written);
    const char *name = km_status_name(status);
    if (always || (int32_t)status >= 0)
        printf("@%s %u: %s, %zu bytes '%s'\n", device, code, name ? name : "?", (size_t)written, out);
    return (int32_t)status >= 0;
}

static bool serve(void *context)
{
    struct host *h = context;
    if (!h->unload_request || !request(h, h->unload_request, false))
        return false;
    h->unload_request = NULL;
    return true;
}

static bool load(struct host *h, const char *path)
{
    char                   why[2048];
    struct module_settings settings = { h->parameters, h->parameter_count, { serve, h } };
    if (module_load(path, &h->context, &settings, &h->modules[h->count], why, sizeof(why)) != WFP_OK) {
        fflush(stdout);
        fprintf(stderr, "%s\n", why);
        return false;
    }
    h->count++;
    return true;
}

static int run(struct host *h, char **words)
{
    char *unload_request = NULL;
    for (; *words; words++) {
        if (**words == '@')
            request(h, *words + 1, true);
        else if (**words == '^')
            unload_request = *words + 1;
        else if (strchr(*words, '='))
            add_parameter(h, *words);
        else if (!load(h, *words))
            return 2;
        nt_drain(h->context.nt);
    }
    h->unload_request = unload_request;
    return 0;
}

int main(int argc, char **argv)
{
    struct host h = { 0 };
    unsigned    leaks = 0;
    setvbuf(stdout, NULL, _IOLBF, 0);
    unsigned patience = argc > 1 && argv[1][0] == '~' ? (unsigned)strtoul(argv[1] + 1, NULL, 0) : 0;
    argv += 1 + (patience > 0);
    const char       *seed = *argv && **argv == '%' ? *argv++ + 1 : NULL;
    struct nt_options options = { .log = print_line, .patience_seconds = patience, .seeded = seed != NULL,
                                  .seed = seed ? strtoull(seed, NULL, 0) : 0 };
    if (module_system_new(&options, &h.context.nt) != WFP_OK)
        return 3;
    int end = run(&h, argv);
    while (h.count > 0)
        leaks += module_unload(h.modules[--h.count]);
    bool reports = nt_reports(h.context.nt) > 0;
    nt_system_free(h.context.nt);
    return end ? end : leaks || reports;
}
