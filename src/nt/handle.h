/* Handles: small multiples of 4 that name an object until they are closed. */
#ifndef WFP_NT_HANDLE_H
#define WFP_NT_HANDLE_H

#include <stdbool.h>
#include <stdint.h>

struct nt_system;

enum nt_handle_kind {
    NT_HANDLE_NONE,
    NT_HANDLE_THREAD,
    NT_HANDLE_KEY,
    NT_HANDLE_EVENT,
};

enum { NT_HANDLE_COUNT = 1024 };

struct nt_handles {
    struct nt_handle {
        enum nt_handle_kind kind;
        void               *object;
        void (*close)(struct nt_system *nt, void *object);
    } slots[NT_HANDLE_COUNT]; /* guarded by: the system's lock */
};

/* NULL when the table is full. The handle owns the reference that `close` gives back. */
void *nt_handle_open(struct nt_system *nt, enum nt_handle_kind kind, void *object, void (*close)(struct nt_system *, void *));
/* The object, borrowed as long as the handle is open; NULL for a handle of another kind. */
void *nt_handle_object(struct nt_system *nt, const void *handle, enum nt_handle_kind kind);
/* False: no such handle. */
bool nt_handle_close(struct nt_system *nt, const void *handle);

#endif
