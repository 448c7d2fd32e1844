#include "callout/request_version.h"

#include <stdlib.h>

static const union request_data *data_before(const struct classify_request *q, const struct request_version *older)
{
    return older ? &older->applied : &q->asked;
}

/* Older versions are read-only: what a driver wrote into them is not shown to the next one. */
static void restore(struct request_version *newest)
{
    for (struct request_version *v = newest; v; v = v->older)
        v->shown = v->applied;
}

/* Where the version hangs and who made it: not the callout's to write. */
static void set_links(enum request_kind kind, union request_data *d, struct request_version *older, uint64_t filter_id)
{
    if (kind == REQUEST_CONNECT) {
        d->connect.previous = older ? &older->shown.connect : NULL;
        d->connect.modifier = filter_id;
    } else {
        d->bind.previous = older ? &older->shown.bind : NULL;
        d->bind.modifier = filter_id;
    }
}

struct request_version *version_new(const struct classify_request *q, uint64_t handle, uint64_t filter_id)
{
    struct request_version *v = calloc(1, sizeof(*v));
    if (!v)
        return NULL;
    v->handle = handle;
    v->filter_id = filter_id;
    v->shown = *data_before(q, q->newest);
    if (q->kind == REQUEST_CONNECT)
        v->inherited = v->shown.connect.redirect_context;
    restore(q->newest);
    set_links(q->kind, &v->shown, q->newest, filter_id);
    return v;
}

struct request_version **version_find(struct classify_request *q, uint64_t handle, const void *shown)
{
    struct request_version **at = &q->drafts;
    while (*at && ((*at)->handle != handle || (const void *)&(*at)->shown != shown))
        at = &(*at)->older;
    return at;
}

static uint8_t family_of(const struct socket_address *s)
{
    struct ip_addr a;
    uint16_t       port;
    return socket_address_get(s, &a, &port) ? a.family : FAMILY_NONE;
}

/* Only the family of the operation's layer can be carried out. */
static const char *refuse_families(const struct classify_request *q, const union request_data *d)
{
    const struct socket_address *was = q->kind == REQUEST_CONNECT ? &q->asked.connect.local : &q->asked.bind.local;
    const struct socket_address *is = q->kind == REQUEST_CONNECT ? &d->connect.local : &d->bind.local;
    bool same = family_of(is) == family_of(was);
    if (q->kind == REQUEST_CONNECT)
        same = same && family_of(&d->connect.remote) == family_of(&q->asked.connect.remote);
    return same ? NULL : "a callout gave the request an address of another family";
}

void version_apply(struct classify_request *q, struct request_version **draft)
{
    struct request_version *v = *draft;
    *draft = v->older;
    set_links(q->kind, &v->shown, q->newest, v->filter_id);
    v->applied = v->shown;
    v->refusal = refuse_families(q, &v->applied);
    v->older = q->newest;
    q->newest = v;
}

static bool same_connect(const struct connect_request *a, const struct connect_request *b)
{
    return memcmp(&a->local, &b->local, sizeof(a->local)) == 0 && memcmp(&a->remote, &b->remote, sizeof(a->remote)) == 0 &&
           a->reservation == b->reservation && a->target_pid == b->target_pid && a->redirect_handle == b->redirect_handle &&
           a->redirect_context == b->redirect_context;
}

static bool same_bind(const struct bind_request *a, const struct bind_request *b)
{
    return memcmp(&a->local, &b->local, sizeof(a->local)) == 0 && a->reservation == b->reservation;
}

bool version_changes(const struct classify_request *q, const struct request_version *v)
{
    const union request_data *before = data_before(q, v->older);
    return q->kind == REQUEST_CONNECT ? !same_connect(&v->applied.connect, &before->connect)
                                      : !same_bind(&v->applied.bind, &before->bind);
}

void versions_free(struct request_version **list)
{
    while (*list) {
        struct request_version *v = *list;
        *list = v->older;
        if (v->context.release)
            v->context.release(v->context.env, v->context.data);
        free(v);
    }
}
