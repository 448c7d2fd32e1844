#include "nt/device.h"

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "nt/parts.h"

struct nt_named {
    struct nt_list link; /* guarded by: the system's lock */
    void          *device; /* NULL: a symbolic link */
    char           name[NT_NAME_MAX];
    char           target[NT_NAME_MAX];
};

/* With the lock. */
static struct nt_named *find(struct nt_list *list, const void *device, const char *name)
{
    for (struct nt_list *l = list->next; l != list; l = l->next) {
        struct nt_named *n = nt_container(l, struct nt_named, link);
        if (device ? n->device == device : name && *name && strcasecmp(n->name, name) == 0)
            return n;
    }
    return NULL;
}

static enum wfp_status add(struct nt_system *nt, struct nt_list *list, enum nt_kind kind, const struct nt_named *what)
{
    struct nt_named *n = malloc(sizeof(*n));
    if (!n)
        return WFP_NO_MEMORY;
    *n = *what;
    nt_lock(nt);
    bool taken = find(&nt->devices, NULL, n->name) || find(&nt->links, NULL, n->name);
    if (!taken)
        nt_list_append(list, &n->link);
    nt_unlock(nt);
    if (taken) {
        free(n);
        return WFP_ALREADY_EXISTS;
    }
    if (!nt_hold_memory(nt, kind, n->device ? n->device : n)) {
        nt_lock(nt);
        nt_list_remove(&n->link);
        nt_unlock(nt);
        free(n);
        return WFP_NO_MEMORY;
    }
    return WFP_OK;
}

static struct nt_named *take(struct nt_system *nt, struct nt_list *list, const void *device, const char *name)
{
    nt_lock(nt);
    struct nt_named *n = find(list, device, name);
    if (n)
        nt_list_remove(&n->link);
    nt_unlock(nt);
    return n;
}

enum wfp_status nt_device_add(struct nt_system *nt, void *device, const char *name)
{
    struct nt_named n = { .device = device };
    snprintf(n.name, sizeof(n.name), "%s", name ? name : "");
    return add(nt, &nt->devices, NT_DEVICE, &n);
}

bool nt_device_remove(struct nt_system *nt, void *device)
{
    if (!nt_release(nt, NT_DEVICE, device, "IoDeleteDevice"))
        return false;
    free(take(nt, &nt->devices, device, NULL));
    return true;
}

void *nt_device_find(struct nt_system *nt, const char *name)
{
    nt_lock(nt);
    const struct nt_named *n = find(&nt->links, NULL, name);
    n = find(&nt->devices, NULL, n ? n->target : name);
    void *device = n ? n->device : NULL;
    nt_unlock(nt);
    return device;
}

enum wfp_status nt_symlink_add(struct nt_system *nt, const char *link, const char *target)
{
    struct nt_named n = { 0 };
    snprintf(n.name, sizeof(n.name), "%s", link);
    snprintf(n.target, sizeof(n.target), "%s", target);
    return add(nt, &nt->links, NT_SYMBOLIC_LINK, &n);
}

bool nt_symlink_remove(struct nt_system *nt, const char *link)
{
    struct nt_named *n = take(nt, &nt->links, NULL, link);
    if (!n)
        return false;
    nt_release(nt, NT_SYMBOLIC_LINK, n, "IoDeleteSymbolicLink");
    free(n);
    return true;
}

void nt_named_forget(struct nt_system *nt, const void *device_or_link)
{
    nt_lock(nt);
    struct nt_named *n = find(&nt->devices, device_or_link, NULL);
    if (n)
        nt_list_remove(&n->link);
    for (struct nt_list *l = nt->links.next; l != &nt->links && !n; l = l->next)
        if (nt_container(l, struct nt_named, link) == device_or_link) {
            nt_list_remove(l); /* itself is the memory that the ledger frees */
            break;
        }
    nt_unlock(nt);
    free(n);
}
