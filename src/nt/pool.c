#include "nt/pool.h"

#include <stdlib.h>
#include <string.h>

#include "nt/parts.h"
#include "nt/timer.h"

enum { GUARD = 16 };

/* Instrumented modules stop at the guard itself; for others it is looked at when the block is freed. */
#if defined __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(address, size)   ((void)(address), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
#endif

enum { FILL_NEW = 0xa5, FILL_FREED = 0xdd, FILL_GUARD = 0xfb };

struct tag_text tag_text(uint32_t tag)
{
    struct tag_text t = { { 0 } };
    for (int i = 0; i < 4; i++) {
        char c = (char)(tag >> 8 * i);
        t.text[i] = c >= ' ' && c <= '~' ? c : '.';
    }
    return t;
}

static size_t front_of(size_t size)
{
    return size >= POOL_PAGE ? 0 : GUARD;
}

static void *take_memory(size_t size)
{
    size_t whole = front_of(size) + size + GUARD;
    void  *memory = NULL;
    if (whole < size)
        return NULL;
    if (size < POOL_PAGE)
        return malloc(whole);
    return posix_memalign(&memory, POOL_PAGE, whole) == 0 ? memory : NULL;
}

void *pool_alloc(struct nt_system *nt, size_t size, uint32_t tag, bool zeroed)
{
    uint8_t *memory = take_memory(size);
    if (!memory)
        return NULL;
    uint8_t        *block = memory + front_of(size);
    struct nt_entry entry = { .address = block, .driver = nt_current_driver(nt), .size = size, .tag = tag, .kind = NT_POOL,
                              .memory = memory };
    if (!nt_ledger_add(nt, &entry)) {
        free(memory);
        return NULL;
    }
    memset(memory, FILL_GUARD, front_of(size));
    memset(block, zeroed ? 0 : FILL_NEW, size);
    memset(block + size, FILL_GUARD, GUARD);
    ASAN_POISON_MEMORY_REGION(memory, front_of(size));
    ASAN_POISON_MEMORY_REGION(block + size, GUARD);
    return block;
}

static bool intact(const uint8_t *guard, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (guard[i] != FILL_GUARD)
            return false;
    return true;
}

static void report_unknown(struct nt_system *nt, const void *block, const char *function)
{
    struct nt_entry was;
    if (nt_ledger_find(nt, NT_GIVEN, block, &was))
        nt_report(nt, "%s: %p belongs to WFP (%zu bytes, tag '%s')", function, block, was.size, tag_text(was.tag).text);
    else if (nt_ledger_was(nt, NT_POOL, block, &was))
        nt_report(nt, "%s: %p was freed already (%zu bytes, tag '%s')", function, block, was.size, tag_text(was.tag).text);
    else
        nt_report(nt, "%s: %p is not a pool block", function, block);
}

static void free_block(struct nt_system *nt, enum nt_kind kind, void *block, uint32_t tag, const char *function)
{
    struct nt_entry e;
    if (!nt_ledger_take(nt, kind, block, &e)) {
        report_unknown(nt, block, function);
        return;
    }
    struct tag_text its = tag_text(e.tag);
    ASAN_UNPOISON_MEMORY_REGION(e.memory, front_of(e.size) + e.size + GUARD);
    if (tag && tag != e.tag)
        nt_report(nt, "%s: %p has the tag '%s', not '%s'", function, block, its.text, tag_text(tag).text);
    if (!intact(e.memory, front_of(e.size)))
        nt_report(nt, "%s: %p (%zu bytes, tag '%s') was written before its start", function, block, e.size, its.text);
    if (!intact((const uint8_t *)block + e.size, GUARD))
        nt_report(nt, "%s: %p (%zu bytes, tag '%s') was written past its end", function, block, e.size, its.text);
    nt_forget_memory(nt, block, e.size, function);
    memset(block, FILL_FREED, e.size);
    free(e.memory);
}

void pool_free(struct nt_system *nt, void *block, uint32_t tag, const char *function)
{
    free_block(nt, NT_POOL, block, tag, function);
}

bool pool_give(struct nt_system *nt, void *block, size_t *size)
{
    struct nt_entry e;
    if (!nt_ledger_give(nt, NT_POOL, block, NT_GIVEN, &e))
        return false;
    *size = e.size;
    return true;
}

void pool_free_given(struct nt_system *nt, void *block, const char *function)
{
    free_block(nt, NT_GIVEN, block, 0, function);
}
