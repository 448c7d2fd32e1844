/* Heaps over malloc. Each heap knows its blocks, so that HeapDestroy frees them and HeapFree notices a block of another. */
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "api_um/border.h"

struct heap;

struct block {
    struct block *next, *previous; /* guarded by: the heap's lock */
    struct heap  *heap;            /* immutable after publish */
    size_t        size;            /* the same */
};

struct heap {
    pthread_mutex_t lock;
    struct block    blocks; /* guarded by: lock; a ring */
    size_t          most;   /* immutable after publish; 0 without a limit */
    size_t          used;   /* guarded by: lock */
};

static struct heap process_heap = { .lock = PTHREAD_MUTEX_INITIALIZER,
                                    .blocks = { .next = &process_heap.blocks, .previous = &process_heap.blocks } };

HANDLE GetProcessHeap(VOID)
{
    return &process_heap;
}

HANDLE HeapCreate(DWORD options, SIZE_T initial, SIZE_T most)
{
    (void)options, (void)initial;
    struct heap *h = calloc(1, sizeof(*h));
    if (!h) {
        SetLastError(ERROR_NOT_ENOUGH_MEMORY);
        return NULL;
    }
    pthread_mutex_init(&h->lock, NULL);
    h->blocks.next = h->blocks.previous = &h->blocks;
    h->most = most;
    return h;
}

static void enter(struct heap *h, struct block *b)
{
    b->heap = h;
    b->next = &h->blocks;
    b->previous = h->blocks.previous;
    b->previous->next = b->next->previous = b;
    h->used += b->size;
}

static void leave(struct block *b)
{
    b->previous->next = b->next;
    b->next->previous = b->previous;
    b->heap->used -= b->size;
}

static struct block *block_of(const void *memory)
{
    return (struct block *)memory - 1;
}

LPVOID HeapAlloc(HANDLE heap, DWORD flags, SIZE_T size)
{
    struct heap  *h = heap;
    struct block *b = size > SIZE_MAX - sizeof(*b) ? NULL : flags & HEAP_ZERO_MEMORY ? calloc(1, sizeof(*b) + size)
                                                                                     : malloc(sizeof(*b) + size);
    if (!b)
        return NULL;
    b->size = size;
    pthread_mutex_lock(&h->lock);
    bool fits = !h->most || (size <= h->most && h->used <= h->most - size);
    if (fits)
        enter(h, b);
    pthread_mutex_unlock(&h->lock);
    if (fits)
        return b + 1;
    free(b);
    return NULL;
}

BOOL HeapFree(HANDLE heap, DWORD flags, LPVOID memory)
{
    (void)flags;
    struct heap *h = heap;
    if (!memory)
        return TRUE;
    if (block_of(memory)->heap != h)
        return um_fail(ERROR_INVALID_PARAMETER);
    pthread_mutex_lock(&h->lock);
    leave(block_of(memory));
    pthread_mutex_unlock(&h->lock);
    free(block_of(memory));
    return TRUE;
}

LPVOID HeapReAlloc(HANDLE heap, DWORD flags, LPVOID memory, SIZE_T size)
{
    if (flags & HEAP_REALLOC_IN_PLACE_ONLY)
        return size <= block_of(memory)->size ? memory : NULL;
    LPVOID more = HeapAlloc(heap, flags, size);
    if (!more)
        return NULL;
    memcpy(more, memory, size < block_of(memory)->size ? size : block_of(memory)->size);
    HeapFree(heap, 0, memory);
    return more;
}

SIZE_T HeapSize(HANDLE heap, DWORD flags, LPCVOID memory)
{
    (void)heap, (void)flags;
    return block_of(memory)->size;
}

BOOL HeapDestroy(HANDLE heap)
{
    struct heap *h = heap;
    if (h == &process_heap)
        return um_fail(ERROR_INVALID_HANDLE);
    for (struct block *b = h->blocks.next, *next; b != &h->blocks; b = next) {
        next = b->next;
        free(b);
    }
    pthread_mutex_destroy(&h->lock);
    free(h);
    return TRUE;
}

/* --- local and global memory: malloc's own, as everything is that the border hands out --------------------------------------- */

static void *allocate(UINT flags, SIZE_T size)
{
    void *p = flags & LMEM_ZEROINIT ? calloc(1, size ? size : 1) : malloc(size ? size : 1);
    if (!p)
        SetLastError(ERROR_NOT_ENOUGH_MEMORY);
    return p;
}

HLOCAL LocalAlloc(UINT flags, SIZE_T size)
{
    return allocate(flags, size);
}

HLOCAL LocalReAlloc(HLOCAL block, SIZE_T size, UINT flags)
{
    (void)flags;
    void *p = realloc(block, size ? size : 1);
    if (!p)
        SetLastError(ERROR_NOT_ENOUGH_MEMORY);
    return p;
}

HLOCAL LocalFree(HLOCAL block)
{
    free(block);
    return NULL;
}

HGLOBAL GlobalAlloc(UINT flags, SIZE_T size)
{
    return allocate(flags, size);
}

HGLOBAL GlobalFree(HGLOBAL block)
{
    free(block);
    return NULL;
}
