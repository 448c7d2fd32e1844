/* What the files of the store share. */
#ifndef WFP_STORE_STORE_STATE_H
#define WFP_STORE_STORE_STATE_H

#include "store/files.h"
#include "store/log.h"
#include "store/store.h"

struct store {
    struct store_config       config; /* numbers filled in; `directory` is a copy */
    const struct store_files *files;
    struct database           db;
    struct log_span           log;
    uint64_t                  snapshot;    /* version of the good one; while has_snapshot */
    uint64_t                  moved_bytes; /* bodies since the write-ahead log was emptied */
    int                       lock;        /* -1: none, of a reader */
    bool                      has_snapshot;
    bool                      in_doubt; /* a commit failed and may still stand in the write-ahead log */
    char                      trouble[STORE_WHY_SIZE];
};

/* Notes why a call failed, for store_trouble(). Returns `err`. */
enum wfp_status store_note(struct store *s, const char *what, enum wfp_status err);
/* Writes a snapshot of the current version and empties the write-ahead log. */
MUST_CHECK enum wfp_status store_settle(struct store *s);

#endif
