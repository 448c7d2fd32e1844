/* What drivers hold: one entry a pool block, MDL, list pool, work item, handle, ... so that a leak is reported by
 * kind and tag, and what is given back was really taken. The entries lie beside the blocks, not in them, so a wild
 * pointer is never read. */
#ifndef WFP_NT_LEDGER_H
#define WFP_NT_LEDGER_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "nt/trail.h"

struct driver;

/* Kinds and their plural for reports: an X-list. */
#define NT_KINDS(X)                          \
    X(POOL, "pool block", "pool blocks")     \
    X(GIVEN, "pool block of WFP", "pool blocks of WFP") \
    X(MDL, "MDL", "MDLs")                    \
    X(WORK_ITEM, "work item", "work items")  \
    X(THREAD, "thread reference", "thread references") \
    X(HANDLE, "handle", "handles")           \
    X(DEVICE, "device", "devices")           \
    X(SYMBOLIC_LINK, "symbolic link", "symbolic links") \
    X(IRP, "IRP", "IRPs")                    \
    X(FILE, "file object", "file objects")   \
    X(NBL_POOL, "NET_BUFFER_LIST pool", "NET_BUFFER_LIST pools") \
    X(NB_POOL, "NET_BUFFER pool", "NET_BUFFER pools") \
    X(NBL, "NET_BUFFER_LIST", "NET_BUFFER_LISTs") \
    X(NB, "NET_BUFFER", "NET_BUFFERs")       \
    X(DERIVED_NBL, "derived NET_BUFFER_LIST", "derived NET_BUFFER_LISTs") \
    X(NBL_CONTEXT, "context of a NET_BUFFER_LIST", "contexts of NET_BUFFER_LISTs") \
    X(CLONE, "clone", "clones")              \
    X(MADE_NBL, "NET_BUFFER_LIST of WFP", "NET_BUFFER_LISTs of WFP") \
    X(ABSORBED, "absorbed frame", "absorbed frames") \
    X(REFERENCE, "reference to a NET_BUFFER_LIST", "references to NET_BUFFER_LISTs") \
    X(PACKET_CONTEXT, "context on a packet", "contexts on packets") \
    X(GENERIC_OBJECT, "NDIS generic object", "NDIS generic objects") \
    X(RW_LOCK, "NDIS read-write lock", "NDIS read-write locks") \
    X(LOOKASIDE, "lookaside list", "lookaside lists") \
    X(CALLOUT, "callout", "callouts")        \
    X(ENGINE, "engine handle", "engine handles") \
    X(INJECTION_HANDLE, "injection handle", "injection handles") \
    X(SUBSCRIPTION, "subscription to BFE's state", "subscriptions to BFE's state") \
    X(PROCESS_NOTIFY, "process notify routine", "process notify routines") \
    X(PENDED_OPERATION, "pended operation", "pended operations") \
    X(CLASSIFY_HANDLE, "classify handle", "classify handles") \
    X(PENDED_CLASSIFY, "pended classify", "pended classifies") \
    X(REDIRECT_HANDLE, "redirect handle", "redirect handles") \
    X(SWITCH_SUBSCRIPTION, "subscription to switch events", "subscriptions to switch events") \
    X(PENDED_NOTIFICATION, "pended switch notification", "pended switch notifications") \
    X(WDF_OBJECT, "framework object", "framework objects")

enum nt_kind {
#define X(name, one, many) NT_##name,
    NT_KINDS(X)
#undef X
    NT_KIND_COUNT
};

const char *nt_kind_name(enum nt_kind kind, bool many);

struct nt_entry {
    struct nt_entry *next; /* in its bucket */
    const void      *address;
    struct driver   *driver; /* who took it; NULL: nobody in particular */
    size_t           size;
    uint32_t         tag; /* 0: kinds without tags */
    enum nt_kind     kind;
    struct nt_trail  trail;  /* where the driver took it; the ledger fills it in */
    void            *memory; /* what malloc gave, freed when the driver leaks it; NULL: nothing of its own */
    /* When the driver leaks it, instead of freeing `memory`; NULL: that. */
    void (*abandon)(const struct nt_entry *entry);
};

enum { NT_LEDGER_BUCKETS = 1024, NT_LEDGER_FORGOTTEN = 256 };

struct nt_ledger {
    pthread_mutex_t  lock;
    struct nt_entry *buckets[NT_LEDGER_BUCKETS];          /* guarded by: lock */
    struct nt_entry  forgotten[NT_LEDGER_FORGOTTEN];      /* the last that were given back; guarded by: lock */
    unsigned         oldest;                              /* guarded by: lock */
};

struct nt_system;

void nt_ledger_init(struct nt_ledger *ledger);
/* Frees the entries; what they name is not touched. */
void nt_ledger_fini(struct nt_ledger *ledger);

/* False: no memory. Address and kind together are unique. */
bool nt_ledger_add(struct nt_system *nt, const struct nt_entry *entry);
/* Takes the entry out; false when there is none. Of several, as of references to one packet, the driver's own; nt_ledger_take()
 * is for the current driver. */
bool nt_ledger_take_of(struct nt_system *nt, enum nt_kind kind, const void *address, const struct driver *driver,
                       struct nt_entry *out);
bool nt_ledger_take(struct nt_system *nt, enum nt_kind kind, const void *address, struct nt_entry *out);
/* Makes the entry one of another kind that no driver holds; false when there is none. */
bool nt_ledger_give(struct nt_system *nt, enum nt_kind kind, const void *address, enum nt_kind to, struct nt_entry *out);
/* Looks without taking. */
bool nt_ledger_find(struct nt_system *nt, enum nt_kind kind, const void *address, struct nt_entry *out);
/* Was this given back a short while ago? */
bool nt_ledger_was(struct nt_system *nt, enum nt_kind kind, const void *address, struct nt_entry *out);
/* Calls `each` for every entry of the driver, under the ledger's lock. */
void nt_ledger_each(struct nt_system *nt, const struct driver *driver, void (*each)(void *context, const struct nt_entry *),
                    void *context);

/* The short forms for kinds without size and tag, by the current driver. */
bool nt_hold(struct nt_system *nt, enum nt_kind kind, const void *address);
bool nt_hold_memory(struct nt_system *nt, enum nt_kind kind, void *memory);
/* False, with a report that names `function`, when the driver does not hold it. */
bool nt_release(struct nt_system *nt, enum nt_kind kind, const void *address, const char *function);

#endif
