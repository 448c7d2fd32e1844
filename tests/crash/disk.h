/* A disk in memory with one directory, that knows what is durable and what is only written. Every write, sync, truncation,
 * creation, removal and renaming is a numbered point; at one of them the power goes, or the operation fails.
 *
 * What was not synced when the power went is kept, dropped or torn, as a seed says: of a write any 512-byte sectors may have
 * arrived, one of them as garbage; of a directory's changes any may be missing. This is more than any real file system does
 * wrong, except for one promise that SQLite asks for and today's disks keep: a write harms no byte beside it. */
#ifndef WFP_TESTS_CRASH_DISK_H
#define WFP_TESTS_CRASH_DISK_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "store/files.h"

#define DISK_NAMES     32
#define DISK_NAME_SIZE 80

struct disk_op {
    struct disk_op *next;
    bool            truncates; /* to `offset` */
    size_t          offset, size;
    uint8_t         data[];
};

struct inode {
    unsigned        refs;
    uint8_t        *now, *durable;
    size_t          size, room, durable_size;
    struct disk_op *first, *last; /* since the last sync */
};

struct disk_name {
    char          name[DISK_NAME_SIZE];
    struct inode *inode;
};

/* A pending change of the directory: `to` becomes inode (NULL: is removed), `from` is removed. */
struct disk_change {
    char          from[DISK_NAME_SIZE], to[DISK_NAME_SIZE];
    struct inode *inode;
};

/* Which syncs a bad disk reports as done without doing them: a test of the tests. */
enum disk_lie { LIE_NONE, LIE_DATABASE, LIE_WAL, LIE_SNAPSHOT, LIE_DIRECTORY, LIE_ALL };

struct disk {
    struct disk_name   now[DISK_NAMES], durable[DISK_NAMES];
    struct disk_change changes[DISK_NAMES * 2];
    unsigned           n_changes;
    struct inode      *handles[8]; /* of store_files */
    bool               locked;
    uint64_t           random;
    /* What is to happen. */
    uint64_t      cut_at;   /* the point of the power cut; 0: none */
    uint64_t      error_at; /* the point that fails; 0: none */
    uint64_t      read_error_at;
    int           error;    /* EIO or ENOSPC */
    bool          error_stays;
    enum disk_lie lie;
    /* What happened. */
    uint64_t           points, reads, syncs;
    bool               dead, failed;
    sqlite3_vfs        vfs;
    char               vfs_name[32];
    struct store_files files;
};

struct disk *disk_new(void);
struct disk *disk_clone(const struct disk *d);
void         disk_free(struct disk *d);
/* The power is back: what remains is what the seed lets remain, and all of it is durable. */
void disk_restore(struct disk *d, uint64_t seed);
/* The process is gone, the system is not: nothing is lost. */
void disk_process_died(struct disk *d);
/* No more faults; the counts begin anew. */
void disk_heal(struct disk *d);
/* Damages a file where it lies; for what no power cut does. */
void disk_flip(struct disk *d, const char *name, size_t offset);
bool disk_has(const struct disk *d, const char *name);
void disk_remove(struct disk *d, const char *name);

/* For the two faces of the disk. Names may have a path before them. 0 or -errno. */
struct inode *disk_find(struct disk *d, const char *path);
int           disk_create(struct disk *d, const char *path, struct inode **out);
int           disk_write(struct disk *d, struct inode *i, size_t offset, const void *data, size_t size);
int           disk_truncate(struct disk *d, struct inode *i, size_t size);
int           disk_read_step(struct disk *d);
int           disk_sync(struct disk *d, struct inode *i);
int           disk_sync_directory(struct disk *d);
int           disk_unlink(struct disk *d, const char *path);
int           disk_rename(struct disk *d, const char *from, const char *to);
const char   *disk_base_name(const char *path);
uint64_t      disk_random(uint64_t *state);

/* Registers the disk's VFS with SQLite and fills in d->files; disk_free() takes the VFS back. */
void disk_vfs_register(struct disk *d);
void disk_files_init(struct disk *d);

#endif
