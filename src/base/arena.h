/* An arena: many small objects of one lifetime, freed together. Owned by whoever calls arena_init; not for several threads. */
#ifndef WFP_BASE_ARENA_H
#define WFP_BASE_ARENA_H

#include <stddef.h>

struct arena_chunk;

struct arena {
    struct arena_chunk *chunks; /* newest first */
};

static inline void arena_init(struct arena *a)
{
    a->chunks = NULL;
}

void arena_fini(struct arena *a);
/* Zeroed memory for any type, NULL when there is none left. A size of 0 gives a unique address. */
void *arena_alloc(struct arena *a, size_t size);
void *arena_array(struct arena *a, size_t count, size_t size);
void *arena_copy(struct arena *a, const void *data, size_t size);
char *arena_string(struct arena *a, const char *text);
/* As arena_alloc(), at the begin of a cache line. */
void *arena_lines(struct arena *a, size_t size);
/* The same for what is read here and there and nowhere left empty: when it is large it is on huge pages, if the kernel has some. */
void *arena_far(struct arena *a, size_t size);

#endif
