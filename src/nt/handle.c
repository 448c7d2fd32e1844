#include "nt/handle.h"

#include "nt/parts.h"

static struct nt_handle *slot_of(struct nt_system *nt, const void *handle)
{
    uintptr_t n = (uintptr_t)handle / 4;
    if ((uintptr_t)handle % 4 || n == 0 || n > NT_HANDLE_COUNT || nt->handles.slots[n - 1].kind == NT_HANDLE_NONE)
        return NULL;
    return &nt->handles.slots[n - 1];
}

void *nt_handle_open(struct nt_system *nt, enum nt_handle_kind kind, void *object, void (*close)(struct nt_system *, void *))
{
    void *handle = NULL;
    nt_lock(nt);
    for (uintptr_t i = 0; i < NT_HANDLE_COUNT && !handle; i++)
        if (nt->handles.slots[i].kind == NT_HANDLE_NONE) {
            nt->handles.slots[i] = (struct nt_handle){ kind, object, close };
            handle = (void *)((i + 1) * 4);
        }
    nt_unlock(nt);
    if (handle && !nt_hold(nt, NT_HANDLE, handle)) {
        nt_lock(nt);
        slot_of(nt, handle)->kind = NT_HANDLE_NONE;
        nt_unlock(nt);
        return NULL;
    }
    return handle;
}

void *nt_handle_object(struct nt_system *nt, const void *handle, enum nt_handle_kind kind)
{
    nt_lock(nt);
    const struct nt_handle *h = slot_of(nt, handle);
    void                   *object = h && h->kind == kind ? h->object : NULL;
    nt_unlock(nt);
    return object;
}

bool nt_handle_close(struct nt_system *nt, const void *handle)
{
    if (!nt_release(nt, NT_HANDLE, handle, "ZwClose"))
        return false;
    nt_lock(nt);
    struct nt_handle *h = slot_of(nt, handle), closed = *h;
    h->kind = NT_HANDLE_NONE;
    nt_unlock(nt);
    if (closed.close)
        closed.close(nt, closed.object);
    return true;
}
