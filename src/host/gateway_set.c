#include "host/gateway_set.h"

#include <stdio.h>

#include "base/json.h"

void gateway_set_init(struct gateway_set *s)
{
    pthread_mutex_init(&s->lock, NULL);
}

static enum wfp_status start(const struct gateway_set *s, struct live_gateway *g, char why[LIVE_GATEWAY_WHY])
{
    const struct live_gateway_watch watch = { .context = s->context, .say = s->log };
    RETURN_IF(live_gateway_begin(g, s->kernel, &watch, why));
    live_gateway_receive(g);
    return WFP_OK;
}

/* With the lock. */
static enum wfp_status add(struct gateway_set *s, const char *const *words, unsigned count, char why[LIVE_GATEWAY_WHY])
{
    bool                 forwards = count && strcmp(words[0], "forward") == 0;
    struct live_gateway *g;
    if (s->of[forwards]) {
        snprintf(why, LIVE_GATEWAY_WHY, "there is a %s already; delete it first", forwards ? "forwarder" : "gateway");
        return WFP_ALREADY_EXISTS;
    }
    s->words[forwards] = (struct gateway_words){ 0 };
    if (!gateway_words_read(&s->words[forwards], words, count, why))
        return WFP_INVALID_ARGUMENT;
    RETURN_IF(live_gateway_open(&s->words[forwards], s->workers, &g, why));
    enum wfp_status err = start(s, g, why);
    if (err)
        live_gateway_free(g);
    else
        s->of[forwards] = g;
    return err;
}

enum wfp_status gateway_set_add(struct gateway_set *s, const char *const *words, unsigned count, char why[LIVE_GATEWAY_WHY])
{
    pthread_mutex_lock(&s->lock);
    enum wfp_status err = add(s, words, count, why);
    pthread_mutex_unlock(&s->lock);
    return err;
}

static void drain(const struct gateway_set *s, unsigned i)
{
    if (!live_gateway_drain(s->of[i]) && s->log)
        s->log(s->context, "drivers make packets without end: stopped");
}

enum wfp_status gateway_set_delete(struct gateway_set *s, bool forwards, char why[LIVE_GATEWAY_WHY])
{
    pthread_mutex_lock(&s->lock);
    struct live_gateway *g = s->of[forwards];
    snprintf(why, LIVE_GATEWAY_WHY, "there is no %s", forwards ? "forwarder" : "gateway");
    if (g) {
        drain(s, forwards);
        live_gateway_free(g);
        s->of[forwards] = NULL;
    }
    pthread_mutex_unlock(&s->lock);
    return g ? WFP_OK : WFP_NOT_FOUND;
}

void gateway_set_put(struct gateway_set *s, struct json *out)
{
    pthread_mutex_lock(&s->lock);
    json_begin_object(out, NULL);
    json_begin_array(out, "gateways");
    for (unsigned i = 0; i < GATEWAY_KINDS; i++)
        if (s->of[i])
            live_gateway_put(s->of[i], out);
    json_end_array(out);
    json_end_object(out);
    pthread_mutex_unlock(&s->lock);
}

void gateway_set_drain(struct gateway_set *s)
{
    pthread_mutex_lock(&s->lock);
    for (unsigned i = 0; i < GATEWAY_KINDS; i++)
        if (s->of[i])
            drain(s, i);
    pthread_mutex_unlock(&s->lock);
}

void gateway_set_fini(struct gateway_set *s)
{
    for (unsigned i = 0; i < GATEWAY_KINDS; i++)
        live_gateway_free(s->of[i]);
    pthread_mutex_destroy(&s->lock);
}
