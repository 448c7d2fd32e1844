#include "bfe/setting.h"

#include "bfe/net_event_log.h"
#include "bfe/store_state.h"

#define KNOWN_KEYWORDS 0x3fu /* */
#define KNOWN_QUEUING  0x3u

/* Under the lock, so that the log is never behind a later setting. The value is valid. */
static void take_effect(struct bfe *b, uint32_t option, uint32_t value)
{
    b->options[option] = value;
    if (option == OPTION_COLLECT_NET_EVENTS)
        net_event_log_collect(b->events, value);
    if (option == OPTION_NET_EVENT_MATCH_ANY_KEYWORDS)
        (void)!net_event_log_set_keywords(b->events, value);
}

/* A log that was given begins as its owner has set it up. */
void settings_init(struct bfe *b)
{
    b->options[OPTION_COLLECT_NET_EVENTS] = net_event_log_collects(b->events);
    b->options[OPTION_NET_EVENT_MATCH_ANY_KEYWORDS] = net_event_log_keywords(b->events);
}

static enum wfp_status check_value(uint32_t option, uint32_t value)
{
    switch (option) {
    case OPTION_COLLECT_NET_EVENTS:
    case OPTION_NAME_CACHE:
    case OPTION_MONITOR_IPSEC_CONNECTIONS:
        return value <= 1 ? WFP_OK : WFP_OUT_OF_BOUNDS;
    case OPTION_NET_EVENT_MATCH_ANY_KEYWORDS:
        return value & ~KNOWN_KEYWORDS ? WFP_INVALID_FLAGS : WFP_OK;
    case OPTION_PACKET_QUEUING:
        return value & ~KNOWN_QUEUING ? WFP_INVALID_FLAGS : WFP_OK;
    case OPTION_TXN_WATCHDOG_TIMEOUT_IN_MSEC:
        return WFP_OK;
    default:
        return WFP_INVALID_ENUMERATOR;
    }
}

enum wfp_status bfe_option_get(struct bfe_session *s, uint32_t option, uint32_t *out)
{
    if (option >= OPTION_MAX)
        return WFP_INVALID_ENUMERATOR;
    pthread_mutex_lock(&s->bfe->lock);
    enum wfp_status err = session_check(s);
    if (err == WFP_OK)
        err = guard_container(s, CONTAINER_ENGINE, ACTRL_READ);
    if (err == WFP_OK)
        *out = s->bfe->options[option];
    pthread_mutex_unlock(&s->bfe->lock);
    return err;
}

static enum wfp_status may_set(struct bfe_session *s, uint32_t option, uint32_t value)
{
    struct bfe *b = s->bfe;
    RETURN_IF(session_check(s));
    if (s->txn && !s->txn->implicit)
        return WFP_TXN_IN_PROGRESS;
    if (s->dynamic)
        return WFP_DYNAMIC_SESSION_IN_PROGRESS;
    RETURN_IF(guard_container(s, CONTAINER_ENGINE, ACTRL_WRITE));
    RETURN_IF(check_value(option, value));
    if (option == OPTION_MONITOR_IPSEC_CONNECTIONS && !value && b->monitors)
        return WFP_STILL_ON;
    return WFP_OK;
}

static enum wfp_status set_in(struct bfe_session *s, uint32_t option, uint32_t value)
{
    struct bfe *b = s->bfe;
    if (b->config.persist_option)
        RETURN_IF(b->config.persist_option(b->config.persist_context, s, option, value));
    take_effect(b, option, value);
    return WFP_OK;
}

enum wfp_status bfe_option_set(struct bfe_session *s, uint32_t option, uint32_t value)
{
    struct bfe       *b = s->bfe;
    option_changed_fn changed = NULL;
    pthread_mutex_lock(&b->lock);
    enum wfp_status err = may_set(s, option, value);
    if (err == WFP_OK)
        err = set_in(s, option, value);
    if (err == WFP_OK)
        changed = b->option_changed;
    void *context = b->option_context;
    pthread_mutex_unlock(&b->lock);
    if (changed)
        changed(context, option, value);
    return err;
}

enum wfp_status bfe_option_load(struct bfe *b, uint32_t option, uint32_t value)
{
    pthread_mutex_lock(&b->lock);
    enum wfp_status err = check_value(option, value);
    if (err == WFP_OK)
        take_effect(b, option, value);
    pthread_mutex_unlock(&b->lock);
    return err;
}

uint32_t bfe_option(struct bfe *b, uint32_t option)
{
    pthread_mutex_lock(&b->lock);
    uint32_t value = option < OPTION_MAX ? b->options[option] : 0;
    pthread_mutex_unlock(&b->lock);
    return value;
}

enum wfp_status bfe_monitor_begin(struct bfe *b)
{
    pthread_mutex_lock(&b->lock);
    bool on = b->options[OPTION_MONITOR_IPSEC_CONNECTIONS];
    b->monitors += on;
    pthread_mutex_unlock(&b->lock);
    return on ? WFP_OK : WFP_CONNECTIONS_DISABLED;
}

void bfe_monitor_end(struct bfe *b)
{
    pthread_mutex_lock(&b->lock);
    b->monitors--;
    pthread_mutex_unlock(&b->lock);
}

void bfe_on_option(struct bfe *b, option_changed_fn changed, void *context)
{
    pthread_mutex_lock(&b->lock);
    b->option_changed = changed;
    b->option_context = context;
    pthread_mutex_unlock(&b->lock);
}
