#include "nt/device.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "nt/parts.h"

enum { LINKS_MOST = 8 }; /* that lead to one another */

struct nt_named {
    struct nt_list link; /* guarded by: the system's lock, like all below that changes */
    void          *device; /* NULL: a symbolic link */
    char           name[NT_NAME_MAX];
    char           target[NT_NAME_MAX];
    char          *sddl;
    unsigned       opened;
    bool           removed; /* the device waits for those who have it open */
};

static void named_free(struct nt_named *n)
{
    if (n)
        free(n->sddl);
    free(n);
}

static const char *past(const char *text, const char *prefix)
{
    size_t n = strlen(prefix);
    return strncasecmp(text, prefix, n) == 0 ? text + n : NULL;
}

/* The one way to write a name of the folder that programs see. */
static void canonical(const char *name, char out[NT_NAME_MAX])
{
    static const char *const folders[] = { "\\DosDevices\\", "\\??\\", "\\GLOBAL??\\" };
    const char              *rest = NULL;
    for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]) && !rest; i++)
        rest = past(name, folders[i]);
    const char *root = rest ? past(rest, "GLOBALROOT") : NULL, *global = rest ? past(rest, "Global\\") : NULL;
    if (root && *root == '\\')
        snprintf(out, NT_NAME_MAX, "%s", root);
    else if (rest)
        snprintf(out, NT_NAME_MAX, "\\??\\%s", global ? global : rest);
    else
        snprintf(out, NT_NAME_MAX, "%s", name);
}

/* With the lock. */
static struct nt_named *find(struct nt_list *list, const void *device, const char *name)
{
    for (struct nt_list *l = list->next; l != list; l = l->next) {
        struct nt_named *n = nt_container(l, struct nt_named, link);
        if (device ? n->device == device : !n->removed && name && *name && strcasecmp(n->name, name) == 0)
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

/* --- devices ------------------------------------------------------------------------------------------------------ */

enum wfp_status nt_device_add(struct nt_system *nt, void *device, const char *name)
{
    struct nt_named n = { .device = device };
    canonical(name ? name : "", n.name);
    return add(nt, &nt->devices, NT_DEVICE, &n);
}

/* With the lock. The device's memory goes with its record, which the caller frees. */
static struct nt_named *take_unused(struct nt_named *n)
{
    if (!n || n->opened > 0 || !n->removed)
        return NULL;
    nt_list_remove(&n->link);
    return n;
}

static void free_device(struct nt_named *n)
{
    if (n)
        free(n->device);
    named_free(n);
}

bool nt_device_remove(struct nt_system *nt, void *device)
{
    if (!nt_release(nt, NT_DEVICE, device, "IoDeleteDevice"))
        return false;
    nt_lock(nt);
    struct nt_named *n = find(&nt->devices, device, NULL);
    n->removed = true;
    n = take_unused(n);
    nt_unlock(nt);
    free_device(n);
    return true;
}

enum wfp_status nt_device_protect(struct nt_system *nt, void *device, const char *sddl)
{
    char *copy = strdup(sddl), *old = copy;
    nt_lock(nt);
    struct nt_named *n = copy ? find(&nt->devices, device, NULL) : NULL;
    if (n) {
        old = n->sddl;
        n->sddl = copy;
    }
    nt_unlock(nt);
    free(old);
    return copy ? WFP_OK : WFP_NO_MEMORY;
}

/* With the lock. */
static struct nt_named *resolve(struct nt_system *nt, const char *name)
{
    char at[NT_NAME_MAX];
    canonical(name, at);
    for (unsigned i = 0; i < LINKS_MOST; i++) {
        const struct nt_named *link = find(&nt->links, NULL, at);
        if (!link)
            return find(&nt->devices, NULL, at);
        canonical(link->target, at);
    }
    return NULL;
}

/* With the lock. The longest beginning that names a device; `out->rest` is what follows it. */
static struct nt_named *resolve_beginning(struct nt_system *nt, const char *name, struct nt_opened *out)
{
    char head[NT_NAME_MAX];
    snprintf(head, sizeof(head), "%s", name);
    struct nt_named *n = resolve(nt, head);
    for (char *cut; !n && (cut = strrchr(head, '\\')) != NULL && cut > head;) {
        snprintf(out->rest, sizeof(out->rest), "%s", name + (cut - head));
        *cut = 0;
        n = resolve(nt, head);
    }
    return n;
}

enum wfp_status nt_device_open(struct nt_system *nt, const char *name, struct nt_opened *out)
{
    struct nt_opened opened = { 0 };
    enum wfp_status  err = WFP_NOT_FOUND;
    nt_lock(nt);
    struct nt_named *n = resolve_beginning(nt, name, &opened);
    if (n) {
        opened.device = n->device;
        opened.others = n->opened;
        opened.sddl = n->sddl ? strdup(n->sddl) : NULL;
        err = n->sddl && !opened.sddl ? WFP_NO_MEMORY : WFP_OK;
        n->opened += err == WFP_OK;
    }
    nt_unlock(nt);
    if (err == WFP_OK)
        *out = opened;
    return err;
}

void nt_device_close(struct nt_system *nt, void *device)
{
    nt_lock(nt);
    struct nt_named *n = find(&nt->devices, device, NULL);
    if (n)
        n->opened--;
    n = take_unused(n);
    nt_unlock(nt);
    free_device(n);
}

/* --- links -------------------------------------------------------------------------------------------------------- */

enum wfp_status nt_symlink_add(struct nt_system *nt, const char *link, const char *target)
{
    struct nt_named n = { 0 };
    canonical(link, n.name);
    snprintf(n.target, sizeof(n.target), "%s", target);
    return add(nt, &nt->links, NT_SYMBOLIC_LINK, &n);
}

bool nt_symlink_remove(struct nt_system *nt, const char *link)
{
    char name[NT_NAME_MAX];
    canonical(link, name);
    nt_lock(nt);
    struct nt_named *n = find(&nt->links, NULL, name);
    if (n)
        nt_list_remove(&n->link);
    nt_unlock(nt);
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
    named_free(n);
}
