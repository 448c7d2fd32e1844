/* What a session holds by handle: enumerations and subscriptions. A handle means nothing in another session. */
#include <stdlib.h>

#include "bfe/store_state.h"

enum wfp_status holding_add(struct bfe_session *s, int kind, void *what, void (*end)(struct bfe *b, void *what), uint64_t *handle)
{
    struct holding *h = malloc(sizeof(*h));
    if (!h)
        return WFP_NO_MEMORY;
    *h = (struct holding){ s->holdings, ++s->bfe->next_handle, kind, end, what };
    s->holdings = h;
    *handle = h->handle;
    return WFP_OK;
}

struct holding *holding_find(struct bfe_session *s, int kind, uint64_t handle)
{
    struct holding *h = s->holdings;
    while (h && (h->handle != handle || h->kind != kind))
        h = h->next;
    return h;
}

void holding_end(struct bfe_session *s, struct holding *h)
{
    struct bfe      *b = s->bfe;
    struct holding **at = &s->holdings;
    while (*at != h)
        at = &(*at)->next;
    *at = h->next;
    s->waiting++; /* nobody closes the session meanwhile */
    pthread_mutex_unlock(&b->lock);
    h->end(b, h->what);
    free(h);
    pthread_mutex_lock(&b->lock);
    s->waiting--;
}
