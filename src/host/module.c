#include "host/module.h"

#include "api_km/engines.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "api_km/absent.h"
#include "api_km/driver.h"
#include "base/text.h"
#include "callout/registry.h"
#include "callout/switch_event.h"
#include "host/crash.h"
#include "host/elf.h"
#include "host/leftovers.h"
#include "nt/rule.h"
#include "nt/thread.h"
#include "nt/timer.h"
#include "nt/work.h"

struct module {
    struct km_context       context; /* what threads enter for it */
    struct driver           driver;
    struct arena            arena;
    struct elf_view         elf;
    struct driver_function *functions;
    void                   *handle;
    struct nt_server        server;
};

/* --- the system --------------------------------------------------------------------------------------------------- */

static const void *enter(struct driver *driver)
{
    crash_guard_thread();
    return km_enter(driver->context);
}

enum wfp_status module_system_new(const struct nt_options *options, struct nt_system **out)
{
    struct nt_options o = *options;
    km_system_options(&o);
    o.enter = enter;
    crash_watch();
    return nt_system_new(&o, out);
}

/* --- the file ----------------------------------------------------------------------------------------------------- */

static bool map_file(const char *path, struct bytes *out)
{
    struct stat st;
    void       *data = MAP_FAILED;
    int         fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0)
        data = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    else
        errno = S_ISDIR(st.st_mode) ? EISDIR : ENOEXEC;
    close(fd);
    *out = bytes_of(data, (size_t)st.st_size);
    return data != MAP_FAILED;
}

static enum wfp_status read_file(struct module *m, const char *path, struct text *why)
{
    struct bytes file;
    if (!map_file(path, &file)) {
        text_put(why, errno == ENOEXEC ? "is empty or no file" : "cannot be read: %s", strerror(errno));
        return WFP_NOT_FOUND;
    }
    enum elf_fault fault = elf_read(file, &m->arena, &m->elf);
    munmap((void *)(uintptr_t)file.at, bytes_left(&file));
    if (fault == ELF_OK && m->elf.has_entry)
        return WFP_OK;
    text_put(why, "%s", fault == ELF_OK ? "has no DriverEntry" : elf_fault_text(fault));
    return WFP_INVALID_PARAMETER;
}

/* --- what it lacks ------------------------------------------------------------------------------------------------ */

/* Names come from this program and the libraries that the module asks for; dlopen() would name only the first
 * missing one. */
static bool somebody_has(const char *name, void *const *libraries, size_t count)
{
    if (dlsym(RTLD_DEFAULT, name))
        return true;
    for (size_t i = 0; i < count; i++)
        if (libraries[i] && dlsym(libraries[i], name))
            return true;
    return false;
}

static void name_missing(const char *const *missing, size_t count, struct text *why)
{
    for (size_t i = 0; i < count; i++)
        if (strncmp(missing[i], "__asan_", 7) == 0) {
            text_put(why, "is built with AddressSanitizer, and this program is not");
            return;
        }
    text_put(why, "lacks %zu %s: ", count, count == 1 ? "function" : "functions");
    for (size_t i = 0; i < count; i++)
        text_put(why, "%s%s", i ? ", " : "", missing[i]);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static enum wfp_status find_missing(struct module *m, struct text *why)
{
    const struct elf_view *e = &m->elf;
    void                 **libraries = arena_array(&m->arena, e->needed_count, sizeof(*libraries));
    const char           **missing = arena_array(&m->arena, e->undefined_count, sizeof(*missing));
    size_t                 count = 0;
    if (!libraries || !missing)
        return WFP_NO_MEMORY;
    for (size_t i = 0; i < e->needed_count; i++)
        libraries[i] = dlopen(e->needed[i], RTLD_LAZY | RTLD_LOCAL);
    for (size_t i = 0; i < e->undefined_count; i++)
        if (!somebody_has(e->undefined[i], libraries, e->needed_count))
            missing[count++] = e->undefined[i];
    for (size_t i = 0; i < e->needed_count; i++)
        if (libraries[i])
            dlclose(libraries[i]);
    if (count == 0)
        return WFP_OK;
    qsort(missing, count, sizeof(*missing), by_name);
    name_missing(missing, count, why);
    return WFP_INVALID_PARAMETER;
}

/* Documented functions that are not built yet are there, and answer so: told once, before the driver starts. */
static void tell_absent(struct module *m)
{
    const struct elf_view *e = &m->elf;
    char                   line[DRIVER_LINE_MAX];
    struct text            t = text_init(line, sizeof(line));
    size_t                 count = 0;
    for (size_t i = 0; i < e->undefined_count; i++)
        if (km_is_absent(e->undefined[i]))
            text_put(&t, "%s%s", count++ ? ", " : "", e->undefined[i]);
    if (count)
        nt_report_of(m->context.nt, &m->driver, "%zu of its functions are not built yet and answer STATUS_NOT_SUPPORTED: %s",
                   count, line);
}

/* --- mapping ------------------------------------------------------------------------------------------------------ */

static enum wfp_status place_image(struct module *m)
{
    struct link_map *map;
    if (dlinfo(m->handle, RTLD_DI_LINKMAP, &map) != 0)
        return WFP_INVALID_PARAMETER;
    struct driver_image    *image = &m->driver.image;
    struct driver_function *f = arena_array(&m->arena, m->elf.function_count, sizeof(*f));
    if (!f)
        return WFP_NO_MEMORY;
    image->base = map->l_addr;
    image->from = map->l_addr + m->elf.low;
    image->to = map->l_addr + m->elf.high;
    for (size_t i = 0; i < m->elf.function_count; i++)
        f[i] = (struct driver_function){ map->l_addr + m->elf.functions[i].address, m->elf.functions[i].name };
    image->functions = f;
    image->function_count = m->elf.function_count;
    return WFP_OK;
}

/* A path without a slash would be searched among the system's libraries. */
static void *open_module(const char *path)
{
    char  here[4096];
    if (strchr(path, '/'))
        return dlopen(path, RTLD_NOW | RTLD_LOCAL);
    snprintf(here, sizeof(here), "./%s", path);
    return dlopen(here, RTLD_NOW | RTLD_LOCAL);
}

/* Constructors of C++ run in here, so the context is entered. */
static enum wfp_status map_module(struct module *m, const char *path, struct text *why)
{
    const struct km_context *before = km_enter(&m->context);
    m->handle = open_module(path);
    km_leave(before);
    if (m->handle)
        return place_image(m);
    text_put(why, "cannot be loaded: %s", dlerror());
    return WFP_INVALID_PARAMETER;
}

static void unmap_module(struct module *m)
{
    const struct km_context *before = km_enter(&m->context);
    dlclose(m->handle); /* destructors of C++ run in here */
    km_leave(before);
}

/* --- starting ----------------------------------------------------------------------------------------------------- */

/* What is still set in the module's own variables must go before they do. */
static void forget_variables(struct module *m)
{
    const struct driver_image *image = &m->driver.image;
    const struct km_context   *before = km_enter(&m->context);
    nt_forget_memory(m->context.nt, (const void *)image->from, image->to - image->from, "unloading");
    km_leave(before);
}

/* Before the code of its callbacks goes. */
static void end_engines(struct module *m)
{
    if (m->context.bfe)
        (void)km_engines_end(m->context.bfe, &m->driver); /* the ledger tells of them */
}

static unsigned report_leaks(struct module *m)
{
    const struct km_context *before = km_enter(&m->context);
    unsigned                 leaks = driver_report_leaks(&m->driver);
    km_leave(before);
    return leaks;
}

struct entry_call {
    struct module *module;
    uint32_t       status;
};

static void call_entry(void *context)
{
    struct entry_call *c = context;
    c->status = km_driver_start(&c->module->context, dlsym(c->module->handle, "DriverEntry"));
    if ((int32_t)c->status < 0)
        km_driver_abandon(&c->module->context);
}

static void call_unload(void *context)
{
    const struct module *m = context;
    km_driver_unload(&m->context);
}

static enum wfp_status run_errand(struct module *m, const char *what, void (*run)(void *), void *context)
{
    return nt_errand_run(m->context.nt, &m->driver, &(struct nt_errand){ what, run, context, m->server });
}

#define THREAD_ENDED 0xC000004Bu /* STATUS_THREAD_IS_TERMINATING: DriverEntry ended its thread and gave no answer */

static enum wfp_status start(struct module *m, struct text *why)
{
    struct entry_call call = { m, THREAD_ENDED };
    tell_absent(m);
    RETURN_IF(run_errand(m, "DriverEntry", call_entry, &call));
    const char *name = km_status_name(call.status);
    if ((int32_t)call.status >= 0)
        return WFP_OK;
    text_put(why, "DriverEntry failed with %s (0x%08x)", name ? name : "a status without a known name", call.status);
    nt_drain(m->context.nt);
    forget_variables(m);
    return WFP_INVALID_PARAMETER;
}

/* The code goes before the leaks are counted: destructors may free. How many there were. */
static unsigned leave(struct module *m, unsigned left)
{
    unmap_module(m);
    unsigned leaks = left + report_leaks(m);
    if (leaks)
        rule_cite(m->context.nt, &m->driver, RULE_LEFT_AT_UNLOAD);
    driver_remove(&m->driver);
    km_driver_free(&m->context);
    return leaks;
}

static enum wfp_status start_driver(struct module *m, struct text *why)
{
    enum wfp_status err = km_driver_new(&m->context);
    if (err)
        goto unmap;
    err = driver_add(m->context.nt, &m->driver);
    if (err)
        goto free_driver;
    err = start(m, why);
    if (err)
        leave(m, 0);
    return err;

free_driver:
    km_driver_free(&m->context);
unmap:
    unmap_module(m);
    return err;
}

static enum wfp_status load(struct module *m, const char *path, struct text *why)
{
    RETURN_IF(read_file(m, path, why));
    RETURN_IF(find_missing(m, why));
    RETURN_IF(map_module(m, path, why));
    return start_driver(m, why);
}

static void name_after(struct driver *driver, const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    snprintf(driver->name, sizeof(driver->name), "%.*s", (int)strcspn(name, "."), name);
}

static void module_free(struct module *m)
{
    arena_fini(&m->arena);
    free(m);
}

enum wfp_status module_load(const char *path, const struct km_context *host, const struct module_settings *settings,
                            struct module **out, char *why, size_t why_size)
{
    struct text    t = text_init(why, why_size);
    struct module *m = calloc(1, sizeof(*m));
    if (!m)
        return WFP_NO_MEMORY;
    text_put(&t, "%s: ", path);
    m->context = *host;
    m->context.driver = &m->driver;
    m->driver.nt = host->nt;
    m->driver.context = &m->context;
    if (settings) {
        m->driver.parameters = settings->parameters;
        m->driver.parameter_count = settings->parameter_count;
        m->server = settings->server;
    }
    arena_init(&m->arena);
    name_after(&m->driver, path);
    crash_guard_thread();
    enum wfp_status err = load(m, path, &t);
    if (err) {
        module_free(m);
        return err;
    }
    *out = m;
    return WFP_OK;
}

/* --- the end ------------------------------------------------------------------------------------------------------ */

/* Its code must stay where somebody still runs it. */
static bool still_runs(struct module *m)
{
    struct nt_system *nt = m->context.nt;
    unsigned          threads = nt_threads_running(nt, &m->driver), work = nt_work_pending(nt, &m->driver);
    if (threads)
        nt_report_of(nt, &m->driver, "%u %s still %s after unload", threads, threads > 1 ? "system threads" : "system thread",
                     threads > 1 ? "run" : "runs");
    if (work)
        nt_report_of(nt, &m->driver, "%u %s still pending after unload", work, work > 1 ? "work items are" : "work item is");
    return threads || work;
}

static void call_unload_routine(struct module *m)
{
    if (!km_driver_can_unload(&m->context))
        nt_report_of(m->context.nt, &m->driver, "has no unload function: Windows could not unload it");
    if (run_errand(m, "the unload routine", call_unload, m) != WFP_OK)
        call_unload(m); /* without memory for a thread: here */
    nt_drain(m->context.nt);
}

/* C-009. Its callouts are not called any more, whatever else goes on. */
static unsigned end_callouts(struct module *m, const struct callout_names *names)
{
    unsigned left = leftovers_report(&m->context, names);
    if (left)
        callout_expel(m->context.callouts, &m->driver);
    if (m->context.callouts)
        (void)switch_subscribers_expel(m->context.callouts, &m->driver); /* the ledger tells of them */
    return left;
}

unsigned module_unload(struct module *m)
{
    struct callout_names names;
    leftovers_learn_names(&m->context, &names);
    call_unload_routine(m);
    unsigned leaks = end_callouts(m, &names);
    forget_variables(m);
    end_engines(m);
    if (still_runs(m))
        return 1 + leaks + report_leaks(m); /* the module stays as it is, for whoever runs in it */
    leaks = leave(m, leaks);
    module_free(m);
    return leaks;
}

const struct km_context *module_context(const struct module *module)
{
    return &module->context;
}

const char *module_name(const struct module *module)
{
    return module->driver.name;
}
