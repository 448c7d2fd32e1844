/* Something small that many threads know and few change: read without a lock, written by one thread at a time, which is the writers'
 * business. A reader sees one writing or another, never a mixture. All zero before the first one. */
#ifndef WFP_HOST_NOTE_H
#define WFP_HOST_NOTE_H

#include <assert.h>
#include <stdatomic.h>
#include <stdint.h>
#include <string.h>

#define NOTE_WORDS 4u

struct note {
    _Atomic uint64_t turn; /* odd while it is written; lock-free, like the words */
    _Atomic uint64_t words[NOTE_WORDS];
};

static inline void note_write(struct note *n, const void *what, size_t size)
{
    uint64_t w[NOTE_WORDS] = { 0 }, turn = atomic_load_explicit(&n->turn, memory_order_relaxed);
    memcpy(w, what, size);
    atomic_store_explicit(&n->turn, turn + 1, memory_order_relaxed);
    for (unsigned i = 0; i < NOTE_WORDS; i++) /* each after the turn became odd */
        atomic_store_explicit(&n->words[i], w[i], memory_order_release);
    atomic_store_explicit(&n->turn, turn + 2, memory_order_release);
}

/* Whoever reads while it is written looks again: a writer takes some nanoseconds. */
static inline void note_read(const struct note *n, void *out, size_t size)
{
    uint64_t w[NOTE_WORDS], turn;
    do {
        turn = atomic_load_explicit(&n->turn, memory_order_acquire);
        for (unsigned i = 0; i < NOTE_WORDS; i++)
            w[i] = atomic_load_explicit(&n->words[i], memory_order_acquire);
    } while ((turn & 1) || atomic_load_explicit(&n->turn, memory_order_relaxed) != turn);
    memcpy(out, w, size);
}

#endif
