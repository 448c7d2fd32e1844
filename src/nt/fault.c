#include "nt/fault.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "nt/driver.h"
#include "nt/parts.h"

static const char *const names[] = {
    [NT_FAULT_ALLOCATION] = "allocation", [NT_FAULT_CLONE] = "clone", [NT_FAULT_INJECTION] = "injection",
    [NT_FAULT_PEND] = "pend",             [NT_FAULT_ANY] = "any",
};

enum nt_fault_kind nt_fault_kind_of(const char *name)
{
    for (unsigned i = NT_FAULT_ALLOCATION; i < COUNT_OF(names); i++)
        if (strcmp(name, names[i]) == 0)
            return (enum nt_fault_kind)i;
    return NT_FAULT_NONE;
}

static void tell(struct nt_system *nt, struct driver *driver, enum nt_fault_kind kind, uint64_t number)
{
    struct nt_trail trail;
    char            line[1200], places[1024];
    nt_trail_take(driver, &trail);
    snprintf(line, sizeof(line), "request %" PRIu64 " is made to fail: %s of %s %s", number, names[kind], driver->name,
             nt_trail_text(nt, &trail, places, sizeof(places)));
    nt_print(nt, NULL, line);
}

static __attribute__((noinline)) bool is_the_one(struct nt_system *nt, enum nt_fault_kind kind)
{
    const struct nt_fault *f = &nt->options.fault;
    struct driver         *driver = nt_current_driver(nt);
    if (!driver || (f->kind != kind && f->kind != NT_FAULT_ANY) || kind == NT_FAULT_NONE)
        return false;
    uint64_t number = atomic_fetch_add(&nt->requests, 1) + 1;
    if (number != f->at)
        return false;
    tell(nt, driver, kind, number);
    return true;
}

bool nt_fails(struct nt_system *nt, enum nt_fault_kind kind)
{
    return __builtin_expect(nt->options.fault.kind != NT_FAULT_NONE, false) && is_the_one(nt, kind);
}
