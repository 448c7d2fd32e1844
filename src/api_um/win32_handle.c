/* The table of handles. */
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

#include "api_um/handle.h"

enum { STEP = 4 }; /* handles are multiples of it */

static struct {
    pthread_mutex_t    lock;
    struct um_object **at; /* guarded by: lock; NULL is free */
    size_t             room;
} table = { .lock = PTHREAD_MUTEX_INITIALIZER };

static bool table_grow(void)
{
    size_t             room = table.room ? 2 * table.room : 16;
    struct um_object **at = realloc(table.at, room * sizeof(*at));
    if (!at)
        return false;
    for (size_t i = table.room; i < room; i++)
        at[i] = NULL;
    table.at = at;
    table.room = room;
    return true;
}

/* SIZE_MAX without memory. */
static size_t table_put(struct um_object *o)
{
    size_t i = 0;
    while (i < table.room && table.at[i])
        i++;
    if (i == table.room && !table_grow())
        return SIZE_MAX;
    table.at[i] = o;
    return i;
}

HANDLE um_handle_new(struct um_object *take)
{
    pthread_mutex_lock(&table.lock);
    size_t i = table_put(take);
    pthread_mutex_unlock(&table.lock);
    if (i != SIZE_MAX)
        return (HANDLE)((i + 1) * STEP);
    um_object_put(take);
    SetLastError(ERROR_NOT_ENOUGH_MEMORY);
    return NULL;
}

/* Under the lock. */
static struct um_object **slot(HANDLE handle)
{
    size_t n = (size_t)handle;
    return n && n % STEP == 0 && n / STEP <= table.room && table.at[n / STEP - 1] ? &table.at[n / STEP - 1] : NULL;
}

static struct um_object *from_table(HANDLE handle)
{
    pthread_mutex_lock(&table.lock);
    struct um_object **s = slot(handle), *o = s ? um_object_keep(*s) : NULL;
    pthread_mutex_unlock(&table.lock);
    return o;
}

struct um_object *um_object_keep(struct um_object *o)
{
    __atomic_add_fetch(&o->refs, 1, __ATOMIC_RELAXED);
    return o;
}

void um_object_put(struct um_object *o)
{
    if (__atomic_sub_fetch(&o->refs, 1, __ATOMIC_ACQ_REL) == 0)
        o->kind->destroy(o);
}

struct um_object *um_object_get(HANDLE handle, const struct um_kind *kind)
{
    struct um_object *o = handle == UM_CURRENT_PROCESS  ? um_current_process()
                          : handle == UM_CURRENT_THREAD ? um_current_thread()
                                                        : from_table(handle);
    if (o && (!kind || o->kind == kind))
        return o;
    if (o)
        um_object_put(o);
    SetLastError(ERROR_INVALID_HANDLE);
    return NULL;
}

/* With the lock. */
static bool has_handle(const struct um_object *o)
{
    for (size_t i = 0; o->kind->closed && i < table.room; i++)
        if (table.at[i] == o)
            return true;
    return false;
}

BOOL CloseHandle(HANDLE handle)
{
    if (handle == UM_CURRENT_PROCESS || handle == UM_CURRENT_THREAD)
        return TRUE;
    pthread_mutex_lock(&table.lock);
    struct um_object **s = slot(handle), *o = s ? *s : NULL;
    if (s)
        *s = NULL;
    bool last = o && !has_handle(o);
    pthread_mutex_unlock(&table.lock);
    if (!o)
        return um_fail(ERROR_INVALID_HANDLE);
    if (last && o->kind->closed)
        o->kind->closed(o);
    um_object_put(o);
    return TRUE;
}

BOOL DuplicateHandle(HANDLE from_process, HANDLE from, HANDLE to_process, LPHANDLE to, DWORD access, BOOL inherit, DWORD options)
{
    (void)access, (void)inherit;
    if (from_process != UM_CURRENT_PROCESS || to_process != UM_CURRENT_PROCESS)
        return um_fail(ERROR_ACCESS_DENIED);
    struct um_object *o = um_object_get(from, NULL);
    if (!o)
        return FALSE;
    HANDLE copy = um_handle_new(o);
    if (copy && (options & DUPLICATE_CLOSE_SOURCE))
        CloseHandle(from);
    if (copy)
        *to = copy;
    return copy != NULL;
}

void um_handles_visit(void (*visit)(struct um_object *o, void *context), void *context)
{
    pthread_mutex_lock(&table.lock);
    for (size_t i = 0; i < table.room; i++)
        if (table.at[i])
            visit(table.at[i], context);
    pthread_mutex_unlock(&table.lock);
}
