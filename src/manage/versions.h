/* The versions of a daemon's durable policy: every commit is one. */
#ifndef WFP_MANAGE_VERSIONS_H
#define WFP_MANAGE_VERSIONS_H

#include "base/bytes.h"
#include "manage/manage.h"

struct manage_version {
    uint64_t    version, time_ns, size;
    struct guid session;
    uint32_t    puts, deletes;
    const char *user; /* "": nobody, as for what the daemon did by itself */
};

/* One entry of a comparison. */
enum manage_difference_what { DIFFERENCE_ADDED, DIFFERENCE_DELETED, DIFFERENCE_CHANGED };

struct manage_difference {
    enum manage_difference_what what;
    bool                        is_object;
    enum object_kind            kind;
    uint32_t                    item;            /* enum persist_item, of what is no object; key.data1 is then its number */
    struct guid                 key;
    struct bytes                before, after;   /* as stored; empty where it is not there */
    const void                 *was, *is;        /* records of an object; NULL: not there, or not readable */
    struct byte_blob            was_sd, is_sd;   /* and its own security descriptor; empty: its container's holds */
};

/* The newest ones, at most `most` (0: all), oldest first; in the arena. WFP_UNSUPPORTED: an engine without versions;
 * WFP_ACCESS_DENIED. */
MUST_CHECK enum wfp_status manage_versions(struct manage *m, uint64_t most, struct arena *arena, struct manage_version **out,
                                           uint32_t *count, uint64_t *current);
/* What leads from one version to another, ordered by kind and key. WFP_NOT_FOUND: a version that is not kept. */
MUST_CHECK enum wfp_status manage_compare(struct manage *m, uint64_t from, uint64_t to, struct arena *arena,
                                          struct manage_difference **out, uint32_t *count);
/* The policy objects become those of the version again. *made is the version that this is; *settings how many options and
 * descriptors of containers differ from then, and stay. WFP_NOT_FOUND; WFP_IN_USE: something that is not persistent refers to
 * what would go; the statuses of adding and deleting. */
MUST_CHECK enum wfp_status manage_rollback(struct manage *m, uint64_t version, uint64_t *made, uint32_t *settings);

#endif
