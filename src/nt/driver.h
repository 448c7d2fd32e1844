/* A loaded driver, the inside of DRIVER_OBJECT: its name, where its image lies, its parameters, and what it holds.
 * The border keeps the public object (`object`) and the framework's state (`framework`); the host makes and ends
 * drivers. */
#ifndef WFP_NT_DRIVER_H
#define WFP_NT_DRIVER_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/guid.h"
#include "base/status.h"

struct nt_system;

enum { DRIVER_NAME_MAX = 64, DRIVER_LINE_MAX = 1024 };

struct driver_function {
    uintptr_t   from;
    const char *name;
};

struct driver_image {
    uintptr_t                     base; /* what the linker added to the file's addresses */
    uintptr_t                     from;
    uintptr_t                     to;
    const struct driver_function *functions; /* by address; borrowed from the loader until driver_remove() */
    size_t                        function_count;
};

/* A value of the driver's Parameters key. */
struct driver_parameter {
    const char *name;
    const char *text;   /* NULL: a number */
    uint32_t    number;
};

struct driver_assigned {
    struct driver_parameter parameter;
    struct driver_assigned *next;
    char                    name[];
};

struct driver_provider {
    struct guid             key;
    struct driver_provider *next;
};

struct driver {
    struct nt_system   *nt;
    const void         *context; /* the border's, for nt_options.enter; immutable after publish */
    char                name[DRIVER_NAME_MAX];
    struct driver_image image; /* immutable after publish */
    const struct driver_parameter *parameters; /* borrowed; immutable after publish */
    size_t              parameter_count;
    struct driver_assigned *assigned; /* what it wrote itself, newest first; none goes before the driver; guarded by: framework_lock */
    struct driver_provider *providers; /* in whose name it has added policy; guarded by: framework_lock */
    void               *object;    /* the border's DRIVER_OBJECT */
    void               *framework; /* the border's framework driver; NULL: not a framework driver */
    pthread_mutex_t     framework_lock; /* guards its tree of objects */
    char                line[DRIVER_LINE_MAX]; /* printed text without its end yet; guarded by: the log */
    size_t              line_length;
};

/* Shows the driver to the system: its name, image and context are set. WFP_OUT_OF_BOUNDS when there are too many. */
MUST_CHECK enum wfp_status driver_add(struct nt_system *nt, struct driver *driver);
/* Ends what it printed without a line's end. */
void driver_remove(struct driver *driver);

/* The driver whose border object this is, or NULL. */
struct driver *nt_driver_of(struct nt_system *nt, const void *object);
/* NULL: no such parameter. Valid as long as the driver. */
const struct driver_parameter *driver_parameter(struct driver *driver, const char *name);
/* The driver writes a number: it stands before the parameter of that name until the driver goes. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status driver_parameter_assign(struct driver *driver, const char *name, uint32_t number);

/* The driver adds policy in the name of this provider, and may delete it. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status driver_act_for(struct driver *driver, const struct guid *provider);
bool driver_acts_for(struct driver *driver, const struct guid *provider);

/* Reports what the driver still holds, a line a kind and tag, and takes it away. The number of things. */
unsigned driver_report_leaks(struct driver *driver);

#endif
