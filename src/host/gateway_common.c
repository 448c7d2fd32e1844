/* What the workers of a gateway know in common; each has a copy of the host's addresses, so that no walk waits for a lock. */
#include <stdio.h>
#include <stdlib.h>

#include "host/gateway_state.h"

/* --- the host's addresses ------------------------------------------------------------------------------------------ */

/* With the lock. */
static void copy_home(const struct gateway_common *c, struct home *out)
{
    *out = c->home;
    buffer_init(&out->room);
    out->netlink = -1;
}

/* With the lock. */
static void take_home(struct gateway *g)
{
    copy_home(g->common, &g->home);
    g->changes = atomic_load_explicit(&g->common->changes, memory_order_relaxed);
}

void gateway_home_copy(struct gateway *g)
{
    pthread_mutex_lock(&g->common->lock);
    take_home(g);
    pthread_mutex_unlock(&g->common->lock);
}

static void change_home(struct gateway *g, void (*change)(struct home *h, void *argument), void *argument)
{
    pthread_mutex_lock(&g->common->lock);
    change(&g->common->home, argument);
    atomic_fetch_add_explicit(&g->common->changes, 1, memory_order_release);
    take_home(g);
    pthread_mutex_unlock(&g->common->lock);
}

void gateway_home_follow(struct gateway *g)
{
    if (atomic_load_explicit(&g->common->changes, memory_order_acquire) != g->changes)
        gateway_home_copy(g);
}

struct shown {
    struct bytes          frame;
    const struct headers *h;
    bool                  inbound;
};

static void show(struct home *home, void *argument)
{
    const struct shown *s = argument;
    if (s->inbound)
        home_offered(home, s->h);
    else
        home_sent(home, s->frame, s->h);
}

void gateway_home_learn(struct gateway *g, struct bytes frame, const struct headers *h, bool inbound)
{
    struct shown what = { frame, h, inbound };
    unsigned     addresses = g->home.address_count, macs = g->home.mac_count;
    show(&g->home, &what);
    if (g->home.address_count != addresses || g->home.mac_count != macs)
        change_home(g, show, &what);
}

int gateway_news_fd(const struct gateway_common *c)
{
    return c->home.netlink;
}

static void hear_news(struct home *h, void *argument)
{
    (void)argument;
    home_update(h);
}

void gateway_news(struct gateway *g)
{
    change_home(g, hear_news, NULL);
}

void gateway_home(struct gateway_common *c, struct home *out)
{
    pthread_mutex_lock(&c->lock);
    copy_home(c, out);
    pthread_mutex_unlock(&c->lock);
}

void gateway_stations(const struct gateway_common *c, station_fn each, void *context)
{
    stations_each(&c->stations, each, context);
}

/* --- life --------------------------------------------------------------------------------------------------------- */

static enum wfp_status settle_home(struct home *home, const struct gateway_config *c, char error[NETNS_ERROR_SIZE])
{
    home_init(home);
    for (unsigned i = 0; i < c->local_count; i++)
        if (!home_say(home, c->local[i])) {
            snprintf(error, NETNS_ERROR_SIZE, "local %s: expected an address or ADDR/LEN, at most %d of them", c->local[i], HOME_MAX);
            return WFP_BAD_DATA;
        }
    return c->netns ? home_follow(home, c->netns, error) : WFP_OK;
}

enum wfp_status gateway_common_new(const struct gateway_config *config, struct gateway_common **out, char error[NETNS_ERROR_SIZE])
{
    struct gateway_common *c = calloc(1, sizeof(*c));
    snprintf(error, NETNS_ERROR_SIZE, "not enough memory");
    if (!c)
        return WFP_NO_MEMORY;
    pthread_mutex_init(&c->lock, NULL);
    pthread_mutex_init(&c->answers.lock, NULL);
    stations_init(&c->stations);
    enum wfp_status err = settle_home(&c->home, config, error);
    if (err)
        gateway_common_free(c);
    else
        *out = c;
    return err;
}

void gateway_common_free(struct gateway_common *c)
{
    if (!c)
        return;
    home_fini(&c->home);
    stations_fini(&c->stations);
    pthread_mutex_destroy(&c->answers.lock);
    pthread_mutex_destroy(&c->lock);
    free(c);
}
