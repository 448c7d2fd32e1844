/* Loads the modules named on the command line, in order, sends requests to devices, unloads in reverse order, and
 * prints what they print. Words: MODULE.so, PARAMETER=NUMBER or PARAMETER=TEXT for the modules after it,
 * @DEVICE:CODE:TEXT for a request. A module that cannot be loaded ends it with 2; leaks or reports with 1. */
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

static void request(struct host *h, char *word)
{
    char     out[256] = "", *code = strchr(word, ':'), *in = code ? strchr(code + 1, ':') : NULL;
    uint64_t written;
    if (!in)
        return;
    *code++ = 0;
    *in++ = 0;
    uint32_t status = km_device_control(&h->context, word + 1, (uint32_t)strtoul(code, NULL, 0), in, (uint32_t)strlen(in), out,
                                        sizeof(out) - 1, &written);
    const char *name = km_status_name(status);
    printf("%s %s: %s, %zu bytes '%s'\n", word, code, name ? name : "?", (size_t)written, out);
}

static bool load(struct host *h, const char *path)
{
    char                   why[2048];
    struct module_settings settings = { h->parameters, h->parameter_count };
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
    for (; *words; words++) {
        if (**words == '@')
            request(h, *words);
        else if (strchr(*words, '='))
            add_parameter(h, *words);
        else if (!load(h, *words))
            return 2;
        nt_drain(h->context.nt);
    }
    return 0;
}

int main(int argc, char **argv)
{
    struct host h = { 0 };
    unsigned    leaks = 0;
    (void)argc;
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (module_system_new(&(struct nt_options){ .log = print_line }, &h.context.nt) != WFP_OK)
        return 3;
    int end = run(&h, argv + 1);
    while (h.count > 0)
        leaks += module_unload(h.modules[--h.count]);
    bool reports = nt_reports(h.context.nt) > 0;
    nt_system_free(h.context.nt);
    return end ? end : leaks || reports;
}
