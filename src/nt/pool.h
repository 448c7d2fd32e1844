/* Pool memory with tags. Each block is a malloc of its own, so that address sanitizers watch it; without one, guards
 * on both sides find what was written past it when it is freed. Any thread, up to DISPATCH_LEVEL. */
#ifndef WFP_NT_POOL_H
#define WFP_NT_POOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct nt_system;

enum { POOL_PAGE = 4096 };

/* Aligned to 16 bytes, from a page on to a page. NULL when there is none left. Filled with a pattern unless zeroed. */
void *pool_alloc(struct nt_system *nt, size_t size, uint32_t tag, bool zeroed);
/* tag 0: whatever it has. Frees it anyway when the tag is another one; an address that no block has is only
 * reported. */
void pool_free(struct nt_system *nt, void *block, uint32_t tag, const char *function);
/* The block is the system's from now on, and the driver may not free it; its size in *size. False: no block of the pool. */
bool pool_give(struct nt_system *nt, void *block, size_t *size);
/* Frees what was given. */
void pool_free_given(struct nt_system *nt, void *block, const char *function);
/* A tag as people write it: four characters, dots for those that cannot be shown. */
struct tag_text {
    char text[5];
};
struct tag_text tag_text(uint32_t tag);

#endif
