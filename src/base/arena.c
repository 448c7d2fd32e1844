#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define FIRST_CHUNK 512u /* an arena may hold one small object; chunks double */
#define CHUNK_SIZE  16384u
#define ALIGNMENT  alignof(max_align_t)
#define LINE       64u
#define HUGE_PAGE  (2u << 20)

struct arena_chunk {
    struct arena_chunk *next;
    size_t              used, size; /* of bytes[] */
    alignas(max_align_t) unsigned char bytes[];
};

void arena_fini(struct arena *a)
{
    while (a->chunks) {
        struct arena_chunk *next = a->chunks->next;
        free(a->chunks);
        a->chunks = next;
    }
}

/* A large object gets a chunk of its own size. */
static struct arena_chunk *chunk_new(struct arena *a, size_t size)
{
    size_t room = !a->chunks ? FIRST_CHUNK : a->chunks->size < CHUNK_SIZE / 2 ? 2 * a->chunks->size : CHUNK_SIZE;
    if (room < size)
        room = size;
    if (room > SIZE_MAX - sizeof(struct arena_chunk))
        return NULL;
    struct arena_chunk *c = calloc(1, sizeof(*c) + room);
    if (!c)
        return NULL;
    c->size = room;
    c->next = a->chunks;
    a->chunks = c;
    return c;
}

void *arena_alloc(struct arena *a, size_t size)
{
    if (size > SIZE_MAX - ALIGNMENT)
        return NULL;
    size_t              padded = (size + ALIGNMENT) / ALIGNMENT * ALIGNMENT;
    struct arena_chunk *c = a->chunks;
    if (!c || c->size - c->used < padded)
        c = chunk_new(a, padded);
    if (!c)
        return NULL;
    void *p = c->bytes + c->used;
    c->used += padded;
    return p;
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
    return size && count > SIZE_MAX / size ? NULL : arena_alloc(a, count * size);
}

void *arena_copy(struct arena *a, const void *data, size_t size)
{
    void *p = arena_alloc(a, size);
    if (p && size)
        memcpy(p, data, size);
    return p;
}

char *arena_string(struct arena *a, const char *text)
{
    return arena_copy(a, text, strlen(text) + 1);
}

/* Before anything touches it: with small pages a processor looks for the page longer than for what is in it. */
static struct arena_chunk *chunk_far(struct arena *a, size_t size)
{
    void  *memory;
    size_t all = sizeof(struct arena_chunk) + size;
    if (all < size || posix_memalign(&memory, HUGE_PAGE, all) != 0)
        return NULL;
    (void)madvise(memory, all / HUGE_PAGE * HUGE_PAGE, MADV_HUGEPAGE);
    memset(memory, 0, all);
    struct arena_chunk *c = memory;
    c->used = c->size = size;
    c->next = a->chunks;
    a->chunks = c;
    return c;
}

static void *first_line(void *memory)
{
    return memory ? (char *)memory + (LINE - (uintptr_t)memory % LINE) % LINE : NULL;
}

void *arena_lines(struct arena *a, size_t size)
{
    return size > SIZE_MAX - LINE ? NULL : first_line(arena_alloc(a, size + LINE));
}

void *arena_far(struct arena *a, size_t size)
{
    if (size < HUGE_PAGE || size > SIZE_MAX - LINE)
        return arena_lines(a, size);
    struct arena_chunk *c = chunk_far(a, size + LINE);
    return c ? first_line(c->bytes) : NULL;
}
