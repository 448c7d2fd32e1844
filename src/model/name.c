#include "model/name.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

enum { ROOM_LEAST = 64 };

struct entry {
    struct name   shown; /* first: whoever holds a name holds its entry */
    uint32_t      refs;
    uint64_t      hash;
    struct entry *next;
    uint64_t      data[]; /* bytes, in words */
};

/* All of the process, under its lock. */
static struct {
    pthread_mutex_t lock;
    struct entry  **buckets; /* on the heap while there are names */
    uint32_t        room, count; /* a power of two, or 0 */
    uint32_t        last;        /* number given */
    bool            used_up;
} names = { .lock = PTHREAD_MUTEX_INITIALIZER };

/* Other ones in each process: anybody may choose the path of a program, and with it the hash, if he knew these. */
static struct {
    uint64_t first, second;
} seeds = { UINT64_C(0x9e3779b97f4a7c15), UINT64_C(0xd6e8feb86659fd93) };

__attribute__((constructor)) static void draw_seeds(void)
{
    (void)!getrandom(&seeds, sizeof(seeds), GRND_NONBLOCK);
}

/* --- bytes ------------------------------------------------------------------------------------------------------------------- */

/* Both halves of a product of 128 bits. */
static uint64_t fold(uint64_t a, uint64_t b)
{
    __extension__ unsigned __int128 product = (unsigned __int128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t fold_in(uint64_t h, const uint8_t *bytes, size_t size)
{
    uint64_t words[2] = { 0, 0 };
    memcpy(words, bytes, size);
    return fold(h ^ words[0], words[1] ^ seeds.second);
}

static uint64_t hash_of(const uint8_t *data, uint32_t size)
{
    uint64_t h = seeds.first ^ size;
    for (; size > 16; data += 16, size -= 16)
        h = fold_in(h, data, 16);
    return fold(size ? fold_in(h, data, size) : h, seeds.first);
}

bool name_is_for(enum data_type type)
{
    return type == TYPE_BYTE_BLOB || type == TYPE_SID || type == TYPE_SECURITY_DESCRIPTOR;
}

struct byte_blob name_bytes(const struct value *v)
{
    return v->type == TYPE_SID ? (struct byte_blob){ (uint32_t)sid_size(v->sid), v->sid } : *v->blob;
}

/* --- the table --------------------------------------------------------------------------------------------------------------- */

static bool is_it(const struct entry *e, uint64_t hash, const void *data, uint32_t size)
{
    return e->hash == hash && e->shown.blob.size == size && (size == 0 || memcmp(e->data, data, size) == 0);
}

static struct entry **bucket_of(uint64_t hash)
{
    return &names.buckets[(hash >> 32) & (names.room - 1)];
}

static enum wfp_status resize(uint32_t room)
{
    struct entry **old = names.buckets, **buckets = calloc(room, sizeof(*buckets));
    uint32_t       count = names.room;
    if (!buckets)
        return WFP_NO_MEMORY;
    names.buckets = buckets;
    names.room = room;
    for (uint32_t i = 0; i < count; i++)
        for (struct entry *e = old[i], *next; e; e = next) {
            next = e->next;
            e->next = *bucket_of(e->hash);
            *bucket_of(e->hash) = e;
        }
    free(old);
    return WFP_OK;
}

static enum wfp_status add(uint64_t hash, const void *data, uint32_t size, struct entry **out)
{
    struct entry *e = malloc(sizeof(*e) + size);
    if (!e)
        return WFP_NO_MEMORY;
    if (names.count >= names.room && resize(names.room ? 2 * names.room : ROOM_LEAST)) {
        free(e);
        return WFP_NO_MEMORY;
    }
    if (size)
        memcpy(e->data, data, size);
    bool last = names.used_up || names.last == UINT32_MAX;
    e->shown = (struct name){ last ? 0 : ++names.last, { size, (uint8_t *)e->data } };
    e->hash = hash;
    e->refs = 0;
    e->next = *bucket_of(hash);
    *bucket_of(hash) = e;
    names.count++;
    *out = e;
    return WFP_OK;
}

static enum wfp_status find_or_add(const void *data, uint32_t size, struct entry **out)
{
    uint64_t      hash = hash_of(data, size);
    struct entry *e = names.room ? *bucket_of(hash) : NULL;
    while (e && !is_it(e, hash, data, size))
        e = e->next;
    if (!e)
        RETURN_IF(add(hash, data, size, &e));
    *out = e;
    return WFP_OK;
}

enum wfp_status name_get(const void *data, uint32_t size, struct name **out)
{
    struct entry *e;
    pthread_mutex_lock(&names.lock);
    enum wfp_status err = find_or_add(data, size, &e);
    if (err == WFP_OK) {
        e->refs++;
        *out = &e->shown;
    }
    pthread_mutex_unlock(&names.lock);
    return err;
}

/* The table's own memory goes with the last name. */
static void drop(struct entry *e)
{
    struct entry **at = bucket_of(e->hash);
    while (*at != e)
        at = &(*at)->next;
    *at = e->next;
    free(e);
    if (--names.count)
        return;
    free(names.buckets);
    names.buckets = NULL;
    names.room = 0;
}

void name_put(struct name *take)
{
    struct entry *e = (struct entry *)take;
    if (!e)
        return;
    pthread_mutex_lock(&names.lock);
    if (--e->refs == 0)
        drop(e);
    pthread_mutex_unlock(&names.lock);
}

void name_use_up(bool yes)
{
    pthread_mutex_lock(&names.lock);
    names.used_up = yes;
    pthread_mutex_unlock(&names.lock);
}
