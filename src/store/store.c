#include "store/store.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "store/begin.h"

#define LOCK_NAME       "lock"
#define NAME_ROOM       128 /* the longest name of ours in the directory */
#define RETAIN_VERSIONS 1000
#define RETAIN_BYTES    (64u * 1024 * 1024)
#define SNAPSHOT_EVERY  64

static const struct {
    enum wfp_status status;
    const char     *words;
} lock_failures[] = {
    { WFP_SHARING_VIOLATION, "another process has this store open" },
    { WFP_ACCESS_DENIED, "the directory may not be written" },
    { WFP_NOT_FOUND, "no such directory" },
    { WFP_DISK_FULL, "no room for the lock file" },
};

static enum wfp_status say_lock(const char *directory, enum wfp_status err, char why[STORE_WHY_SIZE])
{
    const char *words = status_row(err)->sentence;
    for (size_t i = 0; i < COUNT_OF(lock_failures); i++)
        if (lock_failures[i].status == err)
            words = lock_failures[i].words;
    snprintf(why, STORE_WHY_SIZE, "%.200s: %s", directory, words);
    return err;
}

/* A reader of a directory that it may not write has nothing to lock. */
static enum wfp_status take_lock(struct store *s, char why[STORE_WHY_SIZE])
{
    char path[PATH_MAX];
    snprintf(path, sizeof(path), "%s/" LOCK_NAME, s->config.directory);
    s->lock = s->files->lock(s->files->context, path, s->config.read_only);
    enum wfp_status err = s->lock < 0 ? files_status(s->lock) : WFP_OK;
    if (s->config.read_only && (err == WFP_ACCESS_DENIED || err == WFP_NOT_FOUND)) {
        s->lock = -1;
        err = WFP_OK;
    }
    return err == WFP_OK ? WFP_OK : say_lock(s->config.directory, err, why);
}

static struct store *new_store(const struct store_config *config)
{
    struct store *s = calloc(1, sizeof(*s));
    if (!s)
        return NULL;
    s->config = *config;
    s->files = config->files ? config->files : files_usual();
    s->config.retain_versions = config->retain_versions ? config->retain_versions : RETAIN_VERSIONS;
    s->config.retain_bytes = config->retain_bytes ? config->retain_bytes : RETAIN_BYTES;
    s->config.snapshot_every = config->snapshot_every ? config->snapshot_every : SNAPSHOT_EVERY;
    s->config.directory = strdup(config->directory);
    if (s->config.directory)
        return s;
    free(s);
    return NULL;
}

static void free_store(struct store *s)
{
    free((char *)(uintptr_t)s->config.directory);
    free(s);
}

enum wfp_status store_open(const struct store_config *config, struct store **out, struct store_report *report,
                           char why[STORE_WHY_SIZE])
{
    struct store_report r = { .start = STORE_OPENED, .upgraded_from = -1 };
    enum wfp_status     err;
    snprintf(why, STORE_WHY_SIZE, "the directory's name is too long");
    if (strlen(config->directory) > PATH_MAX - NAME_ROOM)
        return WFP_INVALID_ARGUMENT;
    snprintf(why, STORE_WHY_SIZE, "no memory");
    struct store *s = new_store(config);
    if (!s)
        return WFP_NO_MEMORY;
    err = take_lock(s, why);
    if (err != WFP_OK)
        goto free_it;
    err = store_begin(s, &r, why);
    if (err != WFP_OK)
        goto unlock;
    why[0] = 0;
    *report = r;
    *out = s;
    return WFP_OK;

unlock:
    if (s->lock >= 0)
        s->files->unlock(s->files->context, s->lock);
free_it:
    free_store(s);
    return err;
}

enum wfp_status store_close(struct store *s)
{
    enum wfp_status err = WFP_OK;
    if (!s)
        return WFP_OK;
    if (!s->config.read_only && !(s->has_snapshot && s->snapshot == s->log.last))
        err = store_settle(s);
    database_close(&s->db);
    if (s->lock >= 0)
        s->files->unlock(s->files->context, s->lock);
    free_store(s);
    return err;
}

uint64_t store_current(const struct store *s)
{
    return s->log.last;
}

uint64_t store_snapshot_version(const struct store *s)
{
    return s->has_snapshot ? s->snapshot : 0;
}

const char *store_trouble(const struct store *s)
{
    return s->trouble;
}

enum wfp_status store_note(struct store *s, const char *what, enum wfp_status err)
{
    if (err == WFP_OK)
        s->trouble[0] = 0;
    else
        snprintf(s->trouble, sizeof(s->trouble), "%s: %s", what, status_row(err)->sentence);
    return err;
}
