#include "manage/versions.h"

#include <stdlib.h>
#include <string.h>

#include "api_fwpm/native.h"
#include "api_fwpm/persist.h"
#include "api_um/fwpm_link.h"
#include "manage/link.h"

/* The reply behind its code; `reply` owns the bytes. */
static enum wfp_status ask(struct manage *m, enum native_what what, uint64_t a, uint64_t b, struct buffer *reply,
                           struct bytes *out)
{
    const uint8_t   head[] = { NATIVE_MARK, (uint8_t)what };
    struct buffer   request;
    uint32_t        code;
    buffer_init(&request);
    buffer_put(&request, head, sizeof(head));
    native_put_u64(&request, a);
    native_put_u64(&request, b);
    enum wfp_status err = buffer_ok(&request) ? um_native_call(m->engine, buffer_bytes(&request), reply) : WFP_NO_MEMORY;
    buffer_fini(&request);
    RETURN_IF(err);
    *out = buffer_bytes(reply);
    if (!bytes_u32_le(out, &code))
        return WFP_BAD_DATA;
    return code ? manage_status(code) : WFP_OK;
}

/* --- log ------------------------------------------------------------------------------------------------------------------ */

static bool read_version(struct bytes *in, struct arena *arena, struct manage_version *v)
{
    struct bytes user;
    if (!native_u64(in, &v->version) || !native_u64(in, &v->time_ns) || !bytes_copy(in, &v->session, sizeof(v->session)) ||
        !bytes_u32_le(in, &v->puts) || !bytes_u32_le(in, &v->deletes) || !native_u64(in, &v->size) || !native_bytes(in, &user))
        return false;
    char *text = arena_alloc(arena, bytes_left(&user) + 1);
    if (text)
        memcpy(text, user.at, bytes_left(&user));
    v->user = text;
    return text != NULL;
}

#define VERSION_SIZE 52u /* of one without a user's name */

static enum wfp_status read_log(struct bytes in, struct arena *arena, struct manage_version **out, uint32_t *count,
                                uint64_t *current)
{
    struct manage_version *list = arena_array(arena, bytes_left(&in) / VERSION_SIZE + 1, sizeof(*list));
    uint32_t               n = 0;
    if (!list)
        return WFP_NO_MEMORY;
    if (!native_u64(&in, current))
        return WFP_BAD_DATA;
    while (bytes_left(&in))
        if (!read_version(&in, arena, &list[n++]))
            return WFP_BAD_DATA;
    *out = list;
    *count = n;
    return WFP_OK;
}

enum wfp_status manage_versions(struct manage *m, uint64_t most, struct arena *arena, struct manage_version **out,
                                uint32_t *count, uint64_t *current)
{
    struct buffer reply;
    struct bytes  in;
    buffer_init(&reply);
    enum wfp_status err = ask(m, NATIVE_LOG, most, 0, &reply, &in);
    if (err == WFP_OK)
        err = read_log(in, arena, out, count, current);
    buffer_fini(&reply);
    return err;
}

/* --- diff ----------------------------------------------------------------------------------------------------------------- */

#define CHANGE_SIZE 25u /* of one without a value */

static bool read_change(struct bytes *in, struct manage_difference *d)
{
    uint8_t deleted;
    if (!bytes_u8(in, &deleted) || !bytes_u32_le(in, &d->item) || !bytes_copy(in, &d->key, sizeof(d->key)) ||
        !native_bytes(in, &d->after))
        return false;
    d->what = deleted ? DIFFERENCE_DELETED : DIFFERENCE_ADDED;
    d->is_object = persist_kind_of(d->item, &d->kind);
    return true;
}

static enum wfp_status read_changes(struct manage *m, uint64_t from, uint64_t to, struct arena *arena,
                                    struct manage_difference **out, uint32_t *count)
{
    struct buffer reply;
    struct bytes  in;
    uint32_t      n = 0;
    buffer_init(&reply);
    enum wfp_status err = ask(m, NATIVE_DIFF, from, to, &reply, &in);
    if (err == WFP_OK) {
        void                     *copy = arena_copy(arena, in.at, bytes_left(&in));
        struct manage_difference *list = arena_array(arena, bytes_left(&in) / CHANGE_SIZE + 1, sizeof(*list));
        in = bytes_of(copy, bytes_left(&in));
        err = copy && list ? WFP_OK : WFP_NO_MEMORY;
        while (err == WFP_OK && bytes_left(&in))
            err = read_change(&in, &list[n++]) ? WFP_OK : WFP_BAD_DATA;
        *out = list;
        *count = n;
    }
    buffer_fini(&reply);
    return err;
}

static const void *record_of(const struct manage_difference *d, struct bytes value, struct arena *arena, struct byte_blob *sd)
{
    union any_record *record = d->is_object && bytes_left(&value) ? arena_alloc(arena, sizeof(*record)) : NULL;
    return record && persist_record(d->kind, value, arena, record, sd) == WFP_OK ? record : NULL;
}

static int difference_compare(const void *a, const void *b)
{
    const struct manage_difference *x = a, *y = b;
    return x->item != y->item ? (x->item > y->item) - (x->item < y->item) : guid_compare(&x->key, &y->key);
}

/* Both directions, because each tells the values of the side that it leads to. */
enum wfp_status manage_compare(struct manage *m, uint64_t from, uint64_t to, struct arena *arena,
                               struct manage_difference **out, uint32_t *count)
{
    struct manage_difference *there, *back;
    uint32_t                  n, backs;
    RETURN_IF(read_changes(m, from, to, arena, &there, &n));
    RETURN_IF(read_changes(m, to, from, arena, &back, &backs));
    for (uint32_t i = 0; i < n; i++) {
        struct manage_difference *d = &there[i];
        const struct manage_difference *was = bsearch(d, back, backs, sizeof(*back), difference_compare);
        if (was && was->what == DIFFERENCE_ADDED) {
            d->before = was->after;
            d->what = d->what == DIFFERENCE_DELETED ? DIFFERENCE_DELETED : DIFFERENCE_CHANGED;
        }
        d->was = record_of(d, d->before, arena, &d->was_sd);
        d->is = record_of(d, d->after, arena, &d->is_sd);
    }
    *out = there;
    *count = n;
    return WFP_OK;
}

/* --- rollback ------------------------------------------------------------------------------------------------------------- */

enum wfp_status manage_rollback(struct manage *m, uint64_t version, uint64_t *made, uint32_t *settings)
{
    struct buffer reply;
    struct bytes  in;
    uint64_t      version_made;
    uint32_t      left;
    buffer_init(&reply);
    enum wfp_status err = ask(m, NATIVE_ROLLBACK, version, 0, &reply, &in);
    if (err == WFP_OK && (!native_u64(&in, &version_made) || !bytes_u32_le(&in, &left)))
        err = WFP_BAD_DATA;
    buffer_fini(&reply);
    if (err)
        return err;
    *made = version_made;
    *settings = left;
    return WFP_OK;
}
