/* Making a version, and what follows from it now and then: a snapshot, and forgetting versions that are not retained. */
#include "store/layout.h"
#include "store/snapshot.h"
#include "store/store_state.h"

#define MOVE_BYTES (64u * 1024 * 1024) /* the write-ahead log is emptied at the latest when it holds so much */

/* --- the commit ---------------------------------------------------------------------------------------------------------- */

static enum wfp_status encode(const struct store_change *changes, size_t n, const struct store_who *who, uint64_t version,
                              struct buffer *head, struct buffer *body)
{
    uint32_t deletes = 0;
    if (n > UINT32_MAX)
        return WFP_OUT_OF_BOUNDS;
    for (size_t i = 0; i < n; i++) {
        if (!entry_put(body, &changes[i]))
            return WFP_OUT_OF_BOUNDS;
        deletes += changes[i].deleted;
    }
    if (buffer_ok(body))
        entry_finish(head, version, who, (uint32_t)n - deletes, deletes, buffer_bytes(body));
    return buffer_ok(body) && buffer_ok(head) ? WFP_OK : WFP_NO_MEMORY;
}

/* When the sync of a commit fails, its pages already stand in the write-ahead log and would count after a power cut. Any
 * transaction that is synced in their place takes them back. */
static enum wfp_status take_back(struct store *s)
{
    enum wfp_status err = WFP_OK;
    if (s->in_doubt)
        err = layout_touch(&s->db);
    s->in_doubt = err != WFP_OK;
    return err;
}

static enum wfp_status append(struct store *s, uint64_t version, struct bytes head, struct bytes body)
{
    enum wfp_status err = take_back(s);
    if (err == WFP_OK)
        err = log_append(&s->db, version, head, body);
    if (err == WFP_OK)
        return WFP_OK;
    database_rollback(&s->db);
    s->in_doubt = true;
    if (take_back(s) != WFP_OK)
        database_rollback(&s->db);
    return err;
}

/* --- what follows -------------------------------------------------------------------------------------------------------- */

/* A body that holds the whole state at a version. The caller owns the buffers, and frees them on failure too. */
static enum wfp_status encode_state(struct store *s, uint64_t version, const struct store_who *who, struct buffer *head,
                                    struct buffer *body)
{
    struct state    state;
    enum wfp_status err;
    RETURN_IF(log_state(&s->db, version, &state));
    err = state_encode(&state, body);
    if (err == WFP_OK) {
        entry_finish(head, version, who, (uint32_t)state.n, 0, buffer_bytes(body));
        err = buffer_ok(head) ? WFP_OK : WFP_NO_MEMORY;
    }
    state_fini(&state);
    return err;
}

enum wfp_status store_settle(struct store *s)
{
    static const struct store_who snapshot = { .user = "snapshot" };
    struct buffer                 head, body;
    enum wfp_status               err;
    buffer_init(&head);
    buffer_init(&body);
    err = encode_state(s, s->log.last, &snapshot, &head, &body);
    if (err == WFP_OK)
        err = snapshot_write(s->files, s->config.directory, buffer_bytes(&head), buffer_bytes(&body));
    buffer_fini(&head);
    buffer_fini(&body);
    RETURN_IF(err);
    s->snapshot = s->log.last;
    s->has_snapshot = true;
    RETURN_IF(database_checkpoint(&s->db));
    s->moved_bytes = 0;
    return WFP_OK;
}

struct cut {
    const struct store *s;
    struct log_span     left; /* what remains when the log begins later */
};

/* Oldest first: forgets commits until what is left fits. */
static enum wfp_status forget(void *context, const struct entry *e, struct bytes body)
{
    struct cut *c = context;
    (void)body;
    if (c->left.last - c->left.base <= c->s->config.retain_versions && c->left.bytes <= c->s->config.retain_bytes)
        return WFP_OK;
    c->left.base = e->about.version;
    c->left.bytes -= e->about.size;
    return WFP_OK;
}

static enum wfp_status rebase(struct store *s, uint64_t version)
{
    static const struct store_who start = { .user = "start" };
    struct buffer                 head, body;
    enum wfp_status               err;
    buffer_init(&head);
    buffer_init(&body);
    err = encode_state(s, version, &start, &head, &body);
    if (err == WFP_OK)
        err = database_run(&s->db, "BEGIN IMMEDIATE");
    if (err == WFP_OK)
        err = log_rebase(&s->db, version, buffer_bytes(&head), buffer_bytes(&body));
    if (err == WFP_OK)
        err = database_run(&s->db, "COMMIT");
    database_rollback(&s->db);
    buffer_fini(&head);
    buffer_fini(&body);
    return err;
}

/* Only when there is twice too much, so that the whole state is written again once in many commits. */
static enum wfp_status shorten(struct store *s)
{
    struct cut cut = { s, s->log };
    if (s->log.last - s->log.base < 2ull * s->config.retain_versions && s->log.bytes < 2 * s->config.retain_bytes)
        return WFP_OK;
    RETURN_IF(log_each(&s->db, s->log.base, s->log.last, false, forget, &cut));
    RETURN_IF(rebase(s, cut.left.base));
    s->log = cut.left;
    return WFP_OK;
}

/* The first commit gets its snapshot at once: until then damage would leave nothing. */
static bool is_due(const struct store *s)
{
    return !s->has_snapshot || !s->snapshot || s->log.last - s->snapshot >= s->config.snapshot_every ||
           s->moved_bytes >= MOVE_BYTES;
}

/* The commit stands whatever happens here. */
void store_follow_up(struct store *s)
{
    enum wfp_status err = shorten(s);
    if (err == WFP_OK && is_due(s))
        err = store_settle(s);
    store_note(s, "snapshot", err);
}

enum wfp_status store_commit(struct store *s, const struct store_change *changes, size_t n, const struct store_who *who,
                             uint64_t *version)
{
    uint64_t        next = s->log.last + 1;
    struct buffer   head, body;
    enum wfp_status err;
    if (s->config.read_only)
        return store_note(s, "commit", WFP_ACCESS_DENIED);
    buffer_init(&head);
    buffer_init(&body);
    err = encode(changes, n, who, next, &head, &body);
    if (err == WFP_OK)
        err = append(s, next, buffer_bytes(&head), buffer_bytes(&body));
    if (err != WFP_OK)
        goto free_buffers;
    s->log.last = next; /* cannot fail from here on */
    s->log.bytes += body.size;
    s->moved_bytes += body.size;
    if (!s->config.follows_up_later)
        store_follow_up(s);
    if (version)
        *version = next;

free_buffers:
    buffer_fini(&head);
    buffer_fini(&body);
    return err == WFP_OK ? WFP_OK : store_note(s, "commit", err);
}
