#include "store/state.h"

#include <stdlib.h>

void state_fini(struct state *s)
{
    arena_fini(&s->values);
    free(s->rows);
    state_init(s);
}

static bool reserve(struct state *s, size_t more)
{
    size_t            room = s->room ? s->room : 64;
    struct state_row *rows;
    while (room - s->n < more)
        room *= 2;
    if (room == s->room)
        return true;
    rows = realloc(s->rows, room * sizeof(*rows));
    if (!rows)
        return false;
    s->rows = rows;
    s->room = room;
    return true;
}

enum wfp_status state_add(struct state *s, struct bytes body)
{
    size_t              size = bytes_left(&body), before = s->n;
    void               *copy = size ? arena_copy(&s->values, body.at, size) : NULL;
    struct bytes        b = bytes_of(copy, size);
    struct store_change c;
    if (size && !copy)
        return WFP_NO_MEMORY;
    while (size && entry_next(&b, &c)) {
        if (!reserve(s, 1)) {
            s->n = before;
            return WFP_NO_MEMORY;
        }
        s->rows[s->n] = (struct state_row){ c, s->n };
        s->n++;
    }
    return WFP_OK;
}

int state_order(const struct store_item *a, const struct store_item *b)
{
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return guid_compare(&a->key, &b->key);
}

static int compare(const void *left, const void *right)
{
    const struct state_row *a = left, *b = right;
    int                     by_item = state_order(&a->change.item, &b->change.item);
    return by_item ? by_item : (a->order > b->order) - (a->order < b->order);
}

void state_settle(struct state *s)
{
    size_t kept = 0;
    if (s->n)
        qsort(s->rows, s->n, sizeof(*s->rows), compare);
    for (size_t i = 0; i < s->n; i++) {
        bool last = i + 1 == s->n || state_order(&s->rows[i].change.item, &s->rows[i + 1].change.item) != 0;
        if (last && !s->rows[i].change.deleted)
            s->rows[kept++] = s->rows[i];
    }
    s->n = kept;
}

enum wfp_status state_encode(const struct state *s, struct buffer *body)
{
    for (size_t i = 0; i < s->n; i++)
        if (!entry_put(body, &s->rows[i].change))
            return WFP_OUT_OF_BOUNDS;
    return buffer_ok(body) ? WFP_OK : WFP_NO_MEMORY;
}
