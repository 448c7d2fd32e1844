/* Modules: drivers as shared objects. Loading one finds what it lacks, maps it, and calls DriverEntry; unloading it
 * calls its unload function and reports what it left. Both run on a thread of the system, while the calling thread serves
 * (nt/errand.h). Several can be loaded at once; each has a context of its own. Called by one thread. */
#ifndef WFP_HOST_MODULE_H
#define WFP_HOST_MODULE_H

#include <stddef.h>

#include "api_km/context.h"
#include "base/status.h"
#include "nt/driver.h"
#include "nt/errand.h"
#include "nt/system.h"

struct module;

/* A system for modules, whose threads enter the modules' contexts. Of `options` only context, log, now and stopped
 * are the caller's. Crashes of modules are reported from now on. */
MUST_CHECK enum wfp_status module_system_new(const struct nt_options *options, struct nt_system **out);

struct module_settings {
    const struct driver_parameter *parameters; /* of the driver's Parameters key; borrowed until the module is unloaded */
    size_t                         parameter_count;
    struct nt_server               server; /* what DriverEntry and the unload routine may wait for */
};

/* `host` says where the module lives: its own context is a copy with the driver set. On failure `why` is one line
 * that starts with the file's name, and nothing of the module is left. WFP_NOT_FOUND: no such file;
 * WFP_INVALID_PARAMETER: not a module, it lacks functions, or DriverEntry refused. */
MUST_CHECK enum wfp_status module_load(const char *path, const struct km_context *host, const struct module_settings *settings,
                                       struct module **out, char *why, size_t why_size);

/* Calls the driver's unload function, waits for what it started, reports leaks to the system's log. How many there
 * were. The module's code stays mapped when a thread of it still runs. */
unsigned module_unload(struct module *module);

/* For km_enter() around calls into the module. */
const struct km_context *module_context(const struct module *module);
const char              *module_name(const struct module *module);

#endif
