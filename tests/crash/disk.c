#include "crash/disk.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SECTOR 512

static void *must(void *p)
{
    if (!p)
        abort();
    return p;
}

uint64_t disk_random(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

const char *disk_base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* --- inodes and names ---------------------------------------------------------------------------------------------------- */

static void forget_ops(struct inode *i)
{
    while (i->first) {
        struct disk_op *op = i->first;
        i->first = op->next;
        free(op);
    }
    i->last = NULL;
}

static void put_inode(struct inode *i)
{
    if (!i || --i->refs)
        return;
    forget_ops(i);
    free(i->now);
    free(i->durable);
    free(i);
}

static struct inode *get_inode(struct inode *i)
{
    if (i)
        i->refs++;
    return i;
}

static struct disk_name *find_name(struct disk_name *names, const char *name)
{
    for (unsigned i = 0; i < DISK_NAMES; i++)
        if (names[i].inode && strcmp(names[i].name, name) == 0)
            return &names[i];
    return NULL;
}

static void set_name(struct disk_name *names, const char *name, struct inode *inode)
{
    struct disk_name *n = find_name(names, name);
    for (unsigned i = 0; !n && inode && i < DISK_NAMES; i++)
        n = names[i].inode ? NULL : &names[i];
    if (!n && inode)
        abort();
    if (!n)
        return;
    get_inode(inode);
    put_inode(n->inode);
    n->inode = inode;
    snprintf(n->name, sizeof(n->name), "%s", name);
}

static void apply_change(struct disk_name *names, const struct disk_change *c)
{
    if (c->to[0])
        set_name(names, c->to, c->inode);
    if (c->from[0])
        set_name(names, c->from, NULL);
}

static void change_directory(struct disk *d, const char *from, const char *to, struct inode *inode)
{
    if (d->n_changes == COUNT_OF(d->changes))
        abort();
    struct disk_change *c = &d->changes[d->n_changes++];
    *c = (struct disk_change){ .inode = get_inode(inode) };
    snprintf(c->from, sizeof(c->from), "%s", from);
    snprintf(c->to, sizeof(c->to), "%s", to);
    apply_change(d->now, c);
}

static void forget_changes(struct disk *d)
{
    for (unsigned i = 0; i < d->n_changes; i++)
        put_inode(d->changes[i].inode);
    d->n_changes = 0;
}

static void put_names(struct disk_name *names)
{
    for (unsigned i = 0; i < DISK_NAMES; i++) {
        put_inode(names[i].inode);
        names[i].inode = NULL;
    }
}

/* --- content ------------------------------------------------------------------------------------------------------------- */

static void resize(struct inode *i, size_t size)
{
    if (size > i->room) {
        i->room = size * 2;
        i->now = must(realloc(i->now, i->room));
    }
    if (size > i->size)
        memset(i->now + i->size, 0, size - i->size);
    i->size = size;
}

static void put_data(struct inode *i, size_t offset, const uint8_t *data, size_t size)
{
    if (!size)
        return;
    if (offset + size > i->size)
        resize(i, offset + size);
    memcpy(i->now + offset, data, size);
}

static void note_op(struct inode *i, bool truncates, size_t offset, const void *data, size_t size)
{
    struct disk_op *op = must(malloc(sizeof(*op) + size));
    *op = (struct disk_op){ .truncates = truncates, .offset = offset, .size = size };
    if (size)
        memcpy(op->data, data, size);
    *(i->last ? &i->last->next : &i->first) = op;
    i->last = op;
}

static void make_durable(struct inode *i)
{
    i->durable = i->size ? must(realloc(i->durable, i->size)) : i->durable;
    if (i->size)
        memcpy(i->durable, i->now, i->size);
    i->durable_size = i->size;
    forget_ops(i);
}

/* --- faults -------------------------------------------------------------------------------------------------------------- */

/* 0: go on. */
static int step(struct disk *d)
{
    if (d->dead)
        return -EIO;
    d->points++;
    if (d->points == d->cut_at)
        d->dead = true;
    if (d->error_at && (d->points == d->error_at || (d->error_stays && d->points > d->error_at))) {
        d->failed = true;
        return -d->error;
    }
    return 0;
}

int disk_read_step(struct disk *d)
{
    if (d->dead)
        return -EIO;
    if (++d->reads != d->read_error_at)
        return 0;
    d->failed = true;
    return -EIO;
}

static bool lies(const struct disk *d, const struct inode *i)
{
    static const struct {
        const char   *name;
        enum disk_lie lie;
    } liars[] = { { "policy.db", LIE_DATABASE }, { "policy.db-wal", LIE_WAL }, { "policy.snapshot.new", LIE_SNAPSHOT } };
    if (d->lie == LIE_ALL)
        return true;
    for (unsigned k = 0; k < COUNT_OF(liars); k++)
        for (unsigned n = 0; n < DISK_NAMES; n++)
            if (d->lie == liars[k].lie && d->now[n].inode == i && strcmp(d->now[n].name, liars[k].name) == 0)
                return true;
    return false;
}

/* --- operations ---------------------------------------------------------------------------------------------------------- */

struct inode *disk_find(struct disk *d, const char *path)
{
    struct disk_name *n = find_name(d->now, disk_base_name(path));
    return n ? n->inode : NULL;
}

int disk_create(struct disk *d, const char *path, struct inode **out)
{
    int error = step(d);
    if (error)
        return error;
    struct inode *i = must(calloc(1, sizeof(*i)));
    i->refs = 1;
    change_directory(d, "", disk_base_name(path), i);
    put_inode(i);
    *out = i;
    return d->dead ? -EIO : 0;
}

int disk_write(struct disk *d, struct inode *i, size_t offset, const void *data, size_t size)
{
    int error = step(d);
    if (error && d->dead)
        return error;
    if (error) /* a part may have been written */
        size = size ? disk_random(&d->random) % size : 0;
    note_op(i, false, offset, data, size);
    put_data(i, offset, data, size);
    return error ? error : d->dead ? -EIO : 0;
}

int disk_truncate(struct disk *d, struct inode *i, size_t size)
{
    int error = step(d);
    if (error)
        return error;
    note_op(i, true, size, NULL, 0);
    resize(i, size);
    return d->dead ? -EIO : 0;
}

int disk_sync(struct disk *d, struct inode *i)
{
    int error = step(d);
    d->syncs++;
    if (error || d->dead)
        return error ? error : -EIO;
    if (!lies(d, i))
        make_durable(i);
    return 0;
}

int disk_sync_directory(struct disk *d)
{
    int error = step(d);
    d->syncs++;
    if (error || d->dead)
        return error ? error : -EIO;
    if (d->lie == LIE_DIRECTORY || d->lie == LIE_ALL)
        return 0;
    for (unsigned i = 0; i < d->n_changes; i++)
        apply_change(d->durable, &d->changes[i]);
    forget_changes(d);
    return 0;
}

int disk_unlink(struct disk *d, const char *path)
{
    int error = step(d);
    if (error)
        return error;
    if (!disk_find(d, path))
        return -ENOENT;
    change_directory(d, "", disk_base_name(path), NULL);
    return d->dead ? -EIO : 0;
}

int disk_rename(struct disk *d, const char *from, const char *to)
{
    int           error = step(d);
    struct inode *i = disk_find(d, from);
    if (error)
        return error;
    if (!i)
        return -ENOENT;
    change_directory(d, disk_base_name(from), disk_base_name(to), i);
    return d->dead ? -EIO : 0;
}

/* --- after the power cut ------------------------------------------------------------------------------------------------- */

/* Any sectors of a write; perhaps one that is garbage. */
static void tear(struct inode *i, const struct disk_op *op, uint64_t *random)
{
    size_t  start = op->offset, end = op->offset + op->size;
    bool    prefix = disk_random(random) % 2;
    size_t  limit = start + disk_random(random) % op->size;
    uint8_t garbage[SECTOR];
    for (size_t at = start; at < end;) {
        size_t next = (at / SECTOR + 1) * SECTOR, size = (next < end ? next : end) - at;
        if (prefix ? at + size <= limit : disk_random(random) % 2) {
            put_data(i, at, op->data + (at - start), size);
        } else if (disk_random(random) % 4 == 0) {
            for (size_t k = 0; k < size; k++)
                garbage[k] = (uint8_t)disk_random(random);
            put_data(i, at, garbage, size);
        }
        if (prefix && at + size > limit)
            return;
        at += size;
    }
}

static void restore_inode(struct inode *i, uint64_t *random)
{
    unsigned whim = disk_random(random) % 4; /* all dropped, all kept, or each on its own */
    i->size = 0;
    put_data(i, 0, i->durable, i->durable_size);
    for (const struct disk_op *op = i->first; op; op = op->next) {
        unsigned fate = whim < 2 ? whim : disk_random(random) % 3;
        if (fate == 0)
            continue;
        if (op->truncates)
            resize(i, op->offset);
        else if (fate == 1)
            put_data(i, op->offset, op->data, op->size);
        else if (op->size)
            tear(i, op, random);
    }
    make_durable(i);
}

void disk_restore(struct disk *d, uint64_t seed)
{
    uint64_t random = seed;
    unsigned whim = disk_random(&random) % 3;
    for (unsigned i = 0; i < d->n_changes; i++)
        if (whim == 1 || (whim == 2 && disk_random(&random) % 2))
            apply_change(d->durable, &d->changes[i]);
    forget_changes(d);
    put_names(d->now);
    for (unsigned i = 0; i < DISK_NAMES; i++)
        if (d->durable[i].inode) {
            restore_inode(d->durable[i].inode, &random);
            set_name(d->now, d->durable[i].name, d->durable[i].inode);
        }
    disk_process_died(d);
    disk_heal(d);
}

/* --- the disk itself ----------------------------------------------------------------------------------------------------- */

void disk_process_died(struct disk *d)
{
    memset(d->handles, 0, sizeof(d->handles));
    d->locked = false;
}

void disk_heal(struct disk *d)
{
    d->cut_at = d->error_at = d->read_error_at = d->points = d->reads = d->syncs = 0;
    d->error_stays = d->dead = d->failed = false;
}

struct disk *disk_new(void)
{
    struct disk *d = must(calloc(1, sizeof(*d)));
    disk_vfs_register(d);
    disk_files_init(d);
    return d;
}

/* What is pending becomes durable in the copy: scenarios begin on a quiet disk. */
struct disk *disk_clone(const struct disk *d)
{
    struct disk *copy = disk_new();
    for (unsigned k = 0; k < DISK_NAMES; k++) {
        if (!d->now[k].inode)
            continue;
        struct inode *i = must(calloc(1, sizeof(*i)));
        i->refs = 1;
        put_data(i, 0, d->now[k].inode->now, d->now[k].inode->size);
        make_durable(i);
        set_name(copy->now, d->now[k].name, i);
        set_name(copy->durable, d->now[k].name, i);
        put_inode(i);
    }
    return copy;
}

void disk_free(struct disk *d)
{
    forget_changes(d);
    put_names(d->now);
    put_names(d->durable);
    sqlite3_vfs_unregister(&d->vfs);
    free(d);
}

bool disk_has(const struct disk *d, const char *name)
{
    return disk_find((struct disk *)(uintptr_t)d, name) != NULL;
}

void disk_flip(struct disk *d, const char *name, size_t offset)
{
    struct inode *i = disk_find(d, name);
    if (!i || offset >= i->size)
        abort();
    i->now[offset] ^= 0x55;
    make_durable(i);
}

void disk_remove(struct disk *d, const char *name)
{
    set_name(d->now, name, NULL);
    set_name(d->durable, name, NULL);
}
