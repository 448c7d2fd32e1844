/* What survives of the Base Filtering Engine: objects, engine options and security descriptors, as bytes that the store does
 * not look into. A commit is one version: all of it is on the disk when store_commit() returns WFP_OK, and nothing of it is
 * there when it does not. Versions can be listed, compared and undone.
 *
 * Caveats first:
 *  - one store a directory, in one process; a second one is refused (WFP_SHARING_VIOLATION).
 *  - one thread at a time; callbacks must not call the store they come from.
 *  - a commit that the disk refused while it was being synced is taken back at once; should the disk refuse that too, it may
 *    be seen after a power cut. The next call tries again first.
 *  - a version's change, and the whole state, hold at most STORE_BODY_MAX bytes.
 *
 * docs/durability.md says what is promised and how it is tested, docs/adr/0009-store.md why it is built so. */
#ifndef WFP_STORE_STORE_H
#define WFP_STORE_STORE_H

#include <stdbool.h>

#include "base/bytes.h"
#include "base/guid.h"
#include "base/status.h"

#define STORE_WHY_SIZE  256
#define STORE_NAME_SIZE 64
#define STORE_BODY_MAX  (512u * 1024 * 1024)
#define STORE_USER_MAX  1024u /* bytes of a user's text */

struct store;
struct store_files;

/* kind and key together are unique. `value` is a borrow: of the caller in a commit, of the store during a callback. */
struct store_item {
    uint32_t     kind; /* any number; the caller's */
    struct guid  key;
    struct bytes value;
};

/* One entry of a commit: the item is there with this value afterwards, or it is not there (`value` is empty then). To delete
 * what is not there is no error. Of two entries for one item the later one counts. */
struct store_change {
    bool              deleted;
    struct store_item item;
};

/* Who commits, for the log. */
struct store_who {
    struct guid session;
    const char *user;    /* UTF-8, cut to STORE_USER_MAX; NULL: nobody */
    uint64_t    time_ns; /* since 1970 */
};

struct store_version {
    uint64_t         version;
    struct store_who who;           /* `user` lives as long as the callback */
    uint32_t         puts, deletes; /* entries of its change */
    uint64_t         size;          /* of its change, in bytes */
};

struct store_config {
    const char               *directory; /* exists, belongs to the caller alone (mode 0700) */
    const char               *vfs;       /* SQLite's name of a file system; NULL: the usual one */
    const struct store_files *files;     /* for what is not SQLite's; NULL: the usual ones */
    uint64_t                  now_ns;    /* since 1970; names what is set aside */
    uint32_t                  retain_versions; /* at least so many stay in the log; 0: 1000 */
    uint64_t                  retain_bytes;    /* unless they are larger together than this; 0: 64 MiB */
    uint32_t                  snapshot_every;  /* commits between two snapshots; 0: 64 */
    bool                      read_only;       /* nothing is changed, created, repaired or set aside */
    bool                      follows_up_later; /* snapshots and the shortening of the log are left to store_follow_up() */
};

/* How a store began. */
enum store_start {
    STORE_OPENED,    /* the state is that of the last commit */
    STORE_CREATED,   /* the directory held no store */
    STORE_UPGRADED,  /* the same, in an older layout: `upgraded_from` */
    STORE_RECOVERED, /* the database was damaged or missing; the state is that of the snapshot */
    STORE_EMPTIED,   /* the database was damaged and there was no good snapshot: the policy is lost, boot-time filters have
                        to hold. Said again by each opening until the first commit */
};

struct store_report {
    enum store_start start;
    uint64_t         version;          /* of the state */
    int              upgraded_from;    /* layout; -1: none */
    bool             has_snapshot;     /* a good one was found */
    uint64_t         snapshot_version; /* of that one */
    char             damage[STORE_WHY_SIZE]; /* what was wrong with the database, for people; "": nothing */
    char             snapshot_damage[STORE_WHY_SIZE];
    char             aside[STORE_NAME_SIZE]; /* what the damaged database is called now; "": nothing was set aside */
};

/* Opens or begins the store of a directory. Damage is no failure: *report says what happened. On failure `why` says it for
 * people, with the file's name, and *out and *report are untouched:
 * WFP_SHARING_VIOLATION a second process, WFP_ACCESS_DENIED no right to write (or a read-only file system), WFP_DISK_FULL,
 * WFP_IO_ERROR, WFP_NO_MEMORY; read_only alone: WFP_NOT_FOUND nothing there, WFP_BAD_DATA damaged, WFP_UNSUPPORTED an older
 * layout. */
MUST_CHECK enum wfp_status store_open(const struct store_config *config, struct store **out, struct store_report *report,
                                      char why[STORE_WHY_SIZE]);
/* Writes a snapshot unless the last one is of this version, and gives everything back. WFP_OK, or why the snapshot could not
 * be written; the commits are safe in either case. NULL is allowed. */
enum wfp_status store_close(struct store *s);

/* The version of the last commit; 0 before the first one. */
uint64_t store_current(const struct store *s);
/* The version that the snapshot on the disk is of. */
uint64_t store_snapshot_version(const struct store *s);
/* Why the last snapshot or the last shortening of the log failed, for people; "": it did not. They are tried again with the
 * next commit. */
const char *store_trouble(const struct store *s);

/* A callback's status other than WFP_OK ends the walk and is returned. */
typedef enum wfp_status (*store_item_fn)(void *context, const struct store_item *item);
typedef enum wfp_status (*store_change_fn)(void *context, const struct store_change *change);
typedef enum wfp_status (*store_version_fn)(void *context, const struct store_version *version);

/* Every item of the current state, ordered by kind, then key. WFP_BAD_DATA: the database is damaged; open it again. */
MUST_CHECK enum wfp_status store_load(struct store *s, store_item_fn each, void *context);

/* Makes a new version of n changes; n may be 0. The version's number goes to *version, which may be NULL.
 * WFP_OUT_OF_BOUNDS: too large; WFP_ACCESS_DENIED: opened read-only; WFP_DISK_FULL, WFP_IO_ERROR, WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status store_commit(struct store *s, const struct store_change *changes, size_t n,
                                        const struct store_who *who, uint64_t *version);

/* What commits leave to do with follows_up_later, if anything: the sooner after a commit the less is lost by damage. Why it
 * failed says store_trouble(). */
void store_follow_up(struct store *s);

/* The retained versions, oldest first. The state before the oldest of them can be had too. */
MUST_CHECK enum wfp_status store_versions(struct store *s, store_version_fn each, void *context);
/* What one version changed, in the order of its commit. WFP_NOT_FOUND: not retained, or not there yet. */
MUST_CHECK enum wfp_status store_change_of(struct store *s, uint64_t version, store_change_fn each, void *context);
/* Every item as it was after that version, ordered as by store_load(). WFP_NOT_FOUND as above. */
MUST_CHECK enum wfp_status store_state_at(struct store *s, uint64_t version, store_item_fn each, void *context);
/* The changes that lead from one version's state to another's, ordered by kind, then key. From the current version back to an
 * older one they are what a rollback has to commit. WFP_NOT_FOUND as above. */
MUST_CHECK enum wfp_status store_compare(struct store *s, uint64_t from, uint64_t to, store_change_fn each, void *context);

#endif
