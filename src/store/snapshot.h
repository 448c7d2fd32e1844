/* The last good policy beside the database: one file that is there whole or not at all. "OWFPSNAP" | size of head u32 | head |
 * body up to the end of the file (store/entry.h). It is written to another name, read back, and renamed. */
#ifndef WFP_STORE_SNAPSHOT_H
#define WFP_STORE_SNAPSHOT_H

#include "store/entry.h"
#include "store/files.h"

#define SNAPSHOT_NAME "policy.snapshot"

/* True: *about and *body are borrows of `file`, and every checksum is right. False: *what says what is wrong. */
bool snapshot_parse(struct bytes file, struct entry *about, struct bytes *body, const char **what);

/* Replaces the snapshot of a directory; durable when it returns WFP_OK. On failure the old one is still there. */
MUST_CHECK enum wfp_status snapshot_write(const struct store_files *f, const char *directory, struct bytes head,
                                          struct bytes body);

#endif
