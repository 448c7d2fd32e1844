#include "store/snapshot.h"

#include <limits.h>
#include <stdio.h>

#define MAGIC "OWFPSNAP"

bool snapshot_parse(struct bytes file, struct entry *about, struct bytes *body, const char **what)
{
    struct bytes magic, head;
    struct entry e;
    uint32_t     size;
    *what = "does not begin as a snapshot";
    if (!bytes_sub(&file, sizeof(MAGIC) - 1, &magic) || memcmp(magic.at, MAGIC, sizeof(MAGIC) - 1) != 0)
        return false;
    *what = "has a damaged head";
    if (!bytes_u32(&file, &size) || !bytes_sub(&file, size, &head) || !entry_decode(head, &e))
        return false;
    *what = "has a damaged body";
    if (!entry_check(&e, file))
        return false;
    *about = e;
    *body = file;
    return true;
}

static void put_size(struct buffer *b, size_t size)
{
    const uint8_t bytes[] = { (uint8_t)(size >> 24), (uint8_t)(size >> 16), (uint8_t)(size >> 8), (uint8_t)size };
    buffer_put(b, bytes, sizeof(bytes));
}

static int write_parts(const struct store_files *f, int handle, struct bytes start, struct bytes head, struct bytes body)
{
    int error = f->write(f->context, handle, start);
    if (!error)
        error = f->write(f->context, handle, head);
    if (!error && bytes_left(&body))
        error = f->write(f->context, handle, body);
    return error ? error : f->sync(f->context, handle);
}

static enum wfp_status write_file(const struct store_files *f, const char *path, struct bytes head, struct bytes body)
{
    struct buffer start;
    int           handle = f->create(f->context, path), error;
    if (handle < 0)
        return files_status(handle);
    buffer_init(&start);
    buffer_put(&start, MAGIC, sizeof(MAGIC) - 1);
    put_size(&start, bytes_left(&head));
    error = write_parts(f, handle, buffer_bytes(&start), head, body);
    f->close(f->context, handle);
    enum wfp_status err = buffer_ok(&start) ? files_status(error) : WFP_NO_MEMORY;
    buffer_fini(&start);
    return err;
}

/* The last good snapshot is not given up for one that cannot be read. */
static enum wfp_status read_back(const struct store_files *f, const char *path)
{
    struct buffer   file;
    struct entry    about;
    struct bytes    body;
    const char     *what;
    enum wfp_status err;
    buffer_init(&file);
    err = files_status(f->read(f->context, path, &file));
    if (err == WFP_OK && !snapshot_parse(buffer_bytes(&file), &about, &body, &what))
        err = buffer_ok(&file) ? WFP_IO_ERROR : WFP_NO_MEMORY;
    buffer_fini(&file);
    return err;
}

enum wfp_status snapshot_write(const struct store_files *f, const char *directory, struct bytes head, struct bytes body)
{
    char path[PATH_MAX], temporary[PATH_MAX];
    snprintf(path, sizeof(path), "%s/" SNAPSHOT_NAME, directory);
    snprintf(temporary, sizeof(temporary), "%s/" SNAPSHOT_NAME ".new", directory);
    RETURN_IF(write_file(f, temporary, head, body));
    RETURN_IF(read_back(f, temporary));
    RETURN_IF(files_status(f->rename(f->context, temporary, path)));
    return files_status(f->sync_directory(f->context, directory));
}
