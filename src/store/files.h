/* The file operations that are the store's own: its lock, its snapshot, and setting aside. SQLite has its VFS for the rest.
 * Passed in, so that tests can cut the power between any two of them.
 *
 * Functions return 0 or a handle (>= 0), or -errno. A file's bytes are durable after sync(), a name that was made, changed or
 * removed after sync_directory(). */
#ifndef WFP_STORE_FILES_H
#define WFP_STORE_FILES_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/status.h"

struct store_files {
    void *context;
    /* A lock on a file that is made when missing; another process's (shared: another process's exclusive) one gives
     * -EWOULDBLOCK. Held until unlock(), or until the process ends. */
    int  (*lock)(void *context, const char *path, bool shared);
    void (*unlock)(void *context, int handle);
    /* Appends the whole file to *out; whoever reads checks buffer_ok(). */
    int  (*read)(void *context, const char *path, struct buffer *out);
    /* An empty file for writing, whatever was there; only the owner may read it. */
    int  (*create)(void *context, const char *path);
    int  (*write)(void *context, int handle, struct bytes data);
    int  (*sync)(void *context, int handle);
    void (*close)(void *context, int handle);
    /* Replaces `to`. */
    int  (*rename)(void *context, const char *from, const char *to);
    int  (*sync_directory)(void *context, const char *path);
    /* Calls back with each name in a directory. */
    int  (*list)(void *context, const char *path, void (*each)(void *user, const char *name), void *user);
};

/* The operating system's; static storage. */
const struct store_files *files_usual(void);

/* What to call a -errno. */
enum wfp_status files_status(int negative_errno);

#endif
