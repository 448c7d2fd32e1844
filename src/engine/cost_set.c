#include "engine/cost_set.h"

#include <pthread.h>
#include <stdlib.h>

enum { SLACK = 1024 }; /* filters that may be counted for the first time while counters are added up */

struct member {
    struct member *next;
    struct cost   *cost;
    bool           free; /* its thread has left */
};

struct cost_set {
    pthread_mutex_t lock;    /* of all below; threads that count do not know it */
    struct member  *members; /* newest first */
    uint32_t        every;   /* of the counting, also when it is off; 0: it has never been on */
    uint32_t        epoch;
    bool            on;
};

enum wfp_status cost_set_new(struct cost_set **out)
{
    struct cost_set *s = calloc(1, sizeof(*s));
    if (!s)
        return WFP_NO_MEMORY;
    pthread_mutex_init(&s->lock, NULL);
    *out = s;
    return WFP_OK;
}

void cost_set_free(struct cost_set *s)
{
    if (!s)
        return;
    while (s->members) {
        struct member *m = s->members;
        s->members = m->next;
        cost_free(m->cost);
        free(m);
    }
    pthread_mutex_destroy(&s->lock);
    free(s);
}

/* --- threads ----------------------------------------------------------------------------------------------------------------- */

static struct member *free_member(const struct cost_set *s)
{
    struct member *m = s->members;
    while (m && !m->free)
        m = m->next;
    return m;
}

static enum wfp_status add_member(struct cost_set *s, struct member **out)
{
    struct member *m = calloc(1, sizeof(*m));
    if (!m)
        return WFP_NO_MEMORY;
    enum wfp_status err = cost_new(s->on ? COST_ROOM : 0, 0, &m->cost);
    if (err) {
        free(m);
        return err;
    }
    cost_turn_to(m->cost, s->on ? s->every : 0, s->epoch);
    m->next = s->members;
    s->members = *out = m;
    return WFP_OK;
}

enum wfp_status cost_set_join(struct cost_set *s, struct cost **out)
{
    pthread_mutex_lock(&s->lock);
    struct member  *m = free_member(s);
    enum wfp_status err = m ? WFP_OK : add_member(s, &m);
    if (err == WFP_OK) {
        m->free = false;
        *out = m->cost;
    }
    pthread_mutex_unlock(&s->lock);
    return err;
}

void cost_set_leave(struct cost_set *s, struct cost *c)
{
    pthread_mutex_lock(&s->lock);
    for (struct member *m = s->members; m; m = m->next)
        m->free |= m->cost == c;
    pthread_mutex_unlock(&s->lock);
}

/* --- on and off -------------------------------------------------------------------------------------------------------------- */

static void tell_members(struct cost_set *s)
{
    for (struct member *m = s->members; m; m = m->next)
        cost_turn_to(m->cost, s->on ? s->every : 0, s->epoch);
}

static enum wfp_status make_room(struct cost_set *s)
{
    for (struct member *m = s->members; m; m = m->next)
        RETURN_IF(cost_make_room(m->cost, COST_ROOM));
    return WFP_OK;
}

enum wfp_status cost_set_turn(struct cost_set *s, uint32_t every)
{
    pthread_mutex_lock(&s->lock);
    enum wfp_status err = every ? make_room(s) : WFP_OK;
    if (err == WFP_OK) {
        s->epoch += every && every != s->every;
        s->every = every ? every : s->every;
        s->on = every != 0;
        tell_members(s);
    }
    pthread_mutex_unlock(&s->lock);
    return err;
}

void cost_set_reset(struct cost_set *s)
{
    pthread_mutex_lock(&s->lock);
    s->epoch++;
    tell_members(s);
    pthread_mutex_unlock(&s->lock);
}

bool cost_set_is_on(struct cost_set *s)
{
    pthread_mutex_lock(&s->lock);
    bool on = s->on;
    pthread_mutex_unlock(&s->lock);
    return on;
}

/* --- reading ----------------------------------------------------------------------------------------------------------------- */

static enum wfp_status sum(const struct cost_set *s, struct cost **out)
{
    uint32_t filters = SLACK;
    for (struct member *m = s->members; m; m = m->next)
        filters += cost_filters(m->cost);
    RETURN_IF(cost_new_sum(filters, s->every, out));
    for (struct member *m = s->members; m; m = m->next)
        cost_merge(*out, m->cost);
    return WFP_OK;
}

enum wfp_status cost_set_sum(struct cost_set *s, struct cost **out)
{
    pthread_mutex_lock(&s->lock);
    enum wfp_status err = sum(s, out);
    pthread_mutex_unlock(&s->lock);
    return err;
}
