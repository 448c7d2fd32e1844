#include "nt/ledger.h"

#include <stdlib.h>

#include "base/hooks.h"
#include "nt/parts.h"

const char *nt_kind_name(enum nt_kind kind, bool many)
{
    static const char *const names[NT_KIND_COUNT][2] = {
#define X(name, one, more) [NT_##name] = { one, more },
        NT_KINDS(X)
#undef X
    };
    return names[kind][many];
}

void nt_ledger_init(struct nt_ledger *ledger)
{
    *ledger = (struct nt_ledger){ 0 };
    pthread_mutex_init(&ledger->lock, NULL);
}

void nt_ledger_fini(struct nt_ledger *ledger)
{
    for (unsigned i = 0; i < NT_LEDGER_BUCKETS; i++)
        for (struct nt_entry *e = ledger->buckets[i], *next; e; e = next) {
            next = e->next;
            free(e);
        }
    pthread_mutex_destroy(&ledger->lock);
}

static struct nt_entry **slot(struct nt_ledger *ledger, enum nt_kind kind, const void *address)
{
    uint64_t          hash = ((uintptr_t)address >> 4) * UINT64_C(0x9E3779B97F4A7C15);
    struct nt_entry **at = &ledger->buckets[(hash >> 40) % NT_LEDGER_BUCKETS];
    while (*at && ((*at)->address != address || (*at)->kind != kind))
        at = &(*at)->next;
    return at;
}

/* What a driver can be refused. The other kinds are entered when it has the thing already. */
static const enum nt_fault_kind fault_of[NT_KIND_COUNT] = {
    [NT_POOL] = NT_FAULT_ALLOCATION,     [NT_MDL] = NT_FAULT_ALLOCATION,     [NT_WORK_ITEM] = NT_FAULT_ALLOCATION,
    [NT_IRP] = NT_FAULT_ALLOCATION,      [NT_NBL_POOL] = NT_FAULT_ALLOCATION, [NT_NB_POOL] = NT_FAULT_ALLOCATION,
    [NT_NBL] = NT_FAULT_ALLOCATION,      [NT_NB] = NT_FAULT_ALLOCATION,      [NT_MADE_NBL] = NT_FAULT_ALLOCATION,
    [NT_DEVICE] = NT_FAULT_ALLOCATION,   [NT_SYMBOLIC_LINK] = NT_FAULT_ALLOCATION, [NT_WDF_OBJECT] = NT_FAULT_ALLOCATION,
    [NT_CLONE] = NT_FAULT_CLONE,         [NT_PENDED_OPERATION] = NT_FAULT_PEND, [NT_PENDED_CLASSIFY] = NT_FAULT_PEND,
};

bool nt_ledger_add(struct nt_system *nt, const struct nt_entry *entry)
{
    struct nt_entry *e = nt_fails(nt, fault_of[entry->kind]) ? NULL : malloc(sizeof(*e));
    if (!e)
        return false;
    *e = *entry;
    nt_trail_take(e->driver, &e->trail);
    hook_ledger(nt->options.hooks, e, true);
    pthread_mutex_lock(&nt->ledger.lock);
    struct nt_entry **at = slot(&nt->ledger, e->kind, e->address);
    e->next = *at;
    *at = e;
    pthread_mutex_unlock(&nt->ledger.lock);
    return true;
}

/* The driver's own entry, or another one's. */
static struct nt_entry **slot_of(struct nt_ledger *ledger, enum nt_kind kind, const void *address, const struct driver *driver)
{
    struct nt_entry **any = slot(ledger, kind, address), **at = any;
    while (*at && ((*at)->address != address || (*at)->kind != kind || (*at)->driver != driver))
        at = &(*at)->next;
    return *at ? at : any;
}

bool nt_ledger_take(struct nt_system *nt, enum nt_kind kind, const void *address, struct nt_entry *out)
{
    return nt_ledger_take_of(nt, kind, address, nt_current_driver(nt), out);
}

bool nt_ledger_take_of(struct nt_system *nt, enum nt_kind kind, const void *address, const struct driver *driver,
                       struct nt_entry *out)
{
    struct nt_ledger *ledger = &nt->ledger;
    pthread_mutex_lock(&ledger->lock);
    struct nt_entry **at = slot_of(ledger, kind, address, driver), *e = *at;
    if (e) {
        *at = e->next;
        *out = *e;
        ledger->forgotten[ledger->oldest++ % NT_LEDGER_FORGOTTEN] = *e;
    }
    pthread_mutex_unlock(&ledger->lock);
    if (e)
        hook_ledger(nt->options.hooks, e, false);
    free(e);
    return e != NULL;
}

/* In place: the bucket is that of the address, whatever the kind. */
bool nt_ledger_give(struct nt_system *nt, enum nt_kind kind, const void *address, enum nt_kind to, struct nt_entry *out)
{
    pthread_mutex_lock(&nt->ledger.lock);
    struct nt_entry *e = *slot(&nt->ledger, kind, address);
    if (e) {
        e->kind = to;
        e->driver = NULL;
        *out = *e;
    }
    pthread_mutex_unlock(&nt->ledger.lock);
    return e != NULL;
}

bool nt_ledger_find(struct nt_system *nt, enum nt_kind kind, const void *address, struct nt_entry *out)
{
    pthread_mutex_lock(&nt->ledger.lock);
    const struct nt_entry *e = *slot(&nt->ledger, kind, address);
    if (e)
        *out = *e;
    pthread_mutex_unlock(&nt->ledger.lock);
    return e != NULL;
}

bool nt_ledger_was(struct nt_system *nt, enum nt_kind kind, const void *address, struct nt_entry *out)
{
    const struct nt_entry *found = NULL;
    pthread_mutex_lock(&nt->ledger.lock);
    for (unsigned i = 0; i < NT_LEDGER_FORGOTTEN && !found; i++) {
        const struct nt_entry *e = &nt->ledger.forgotten[i];
        if (e->address == address && e->kind == kind)
            found = e;
    }
    if (found)
        *out = *found;
    pthread_mutex_unlock(&nt->ledger.lock);
    return found != NULL;
}

void nt_ledger_each(struct nt_system *nt, const struct driver *driver, void (*each)(void *, const struct nt_entry *),
                    void *context)
{
    pthread_mutex_lock(&nt->ledger.lock);
    for (unsigned i = 0; i < NT_LEDGER_BUCKETS; i++)
        for (const struct nt_entry *e = nt->ledger.buckets[i]; e; e = e->next)
            if (e->driver == driver)
                each(context, e);
    pthread_mutex_unlock(&nt->ledger.lock);
}

bool nt_hold(struct nt_system *nt, enum nt_kind kind, const void *address)
{
    return nt_ledger_add(nt, &(struct nt_entry){ .address = address, .driver = nt_current_driver(nt), .kind = kind });
}

bool nt_hold_memory(struct nt_system *nt, enum nt_kind kind, void *memory)
{
    return nt_ledger_add(nt, &(struct nt_entry){ .address = memory, .driver = nt_current_driver(nt), .kind = kind,
                                                 .memory = memory });
}

bool nt_release(struct nt_system *nt, enum nt_kind kind, const void *address, const char *function)
{
    struct nt_entry entry;
    if (nt_ledger_take(nt, kind, address, &entry))
        return true;
    bool twice = nt_ledger_was(nt, kind, address, &entry);
    nt_report(nt, "%s: %p is no %s%s", function, address, nt_kind_name(kind, false), twice ? " any more" : "");
    return false;
}
