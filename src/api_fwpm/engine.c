/* FwpmEngine*0 and FwpmTransaction*0. */
#include <assert.h>
#include <sched.h>
#include <stdlib.h>

#include "api_fwpm/operations.h"
#include "api_fwpm/take.h"
#include "api_fwpm/text.h"
#include "bfe/setting.h"
#include "bfe/txn.h"
#include "security/token.h"

#define AUTHN_WINNT   10u
#define AUTHN_DEFAULT 0xffffffffu

static_assert(FWPM_SESSION_FLAG_DYNAMIC == SESSION_DYNAMIC, "session flags keep their numbers");
static_assert(FWPM_TXN_READ_ONLY == TXN_READ_ONLY, "transaction flags keep their numbers");

/* What the caller says of its session; what BFE fills is ignored. */
static enum wfp_status take_session(const FWPM_SESSION0 *s, struct arena *arena, struct session_config *out)
{
    if (!s)
        return WFP_OK;
    out->key = guid_taken(&s->sessionKey);
    out->flags = s->flags;
    out->txn_wait_ms = s->txnWaitTimeoutInMSec;
    RETURN_IF(text_take(s->displayData.name, arena, &out->info.name));
    return text_take(s->displayData.description, arena, &out->info.description);
}

/* One at a time. */
static enum wfp_status keep_session(struct fwpm_client *c, struct bfe_session *s)
{
    pthread_mutex_lock(&c->lock);
    bool has = c->session != NULL;
    if (!has) {
        bfe_session_hold(s);
        c->session = s;
    }
    pthread_mutex_unlock(&c->lock);
    if (has)
        (void)!bfe_session_close(s);
    return has ? WFP_ALREADY_EXISTS : WFP_OK;
}

static void drop_session(struct fwpm_client *c)
{
    pthread_mutex_lock(&c->lock);
    struct bfe_session *s = c->session;
    c->session = NULL;
    pthread_mutex_unlock(&c->lock);
    if (s)
        bfe_session_put(s);
}

/* */
enum wfp_status op_engine_open(struct fwpm_call *c, int kind)
{
    const struct fwpm_caller *caller = &c->client->config.caller;
    uint64_t                  authn = c->in[ARG_ENGINE_OPEN_AUTHN_SERVICE].number;
    struct session_config     config = { .info = { .process = caller->process, .user = caller->user, .token = caller->token,
                                                   .kernel = caller->kernel } };
    struct bfe_session       *s;
    (void)kind;
    if (c->in[ARG_ENGINE_OPEN_SERVER_NAME].in || (authn != AUTHN_WINNT && authn != AUTHN_DEFAULT))
        return WFP_INVALID_PARAMETER;
    RETURN_IF(take_session(c->in[ARG_ENGINE_OPEN_SESSION].in, c->arena, &config));
    RETURN_IF(bfe_session_open(c->client->config.bfe, &config, &s));
    return keep_session(c->client, s);
}

enum wfp_status op_engine_close(struct fwpm_call *c, int kind)
{
    (void)kind;
    RETURN_IF(bfe_session_close(c->session));
    drop_session(c->client);
    return WFP_OK;
}

enum wfp_status op_begin(struct fwpm_call *c, int kind)
{
    (void)kind;
    return bfe_txn_begin(c->session, (uint32_t)c->in[ARG_TRANSACTION_BEGIN_FLAGS].number);
}

enum wfp_status op_commit(struct fwpm_call *c, int kind)
{
    (void)kind;
    return bfe_txn_commit(c->session);
}

enum wfp_status op_abort(struct fwpm_call *c, int kind)
{
    (void)kind;
    return bfe_txn_abort(c->session);
}

enum wfp_status op_option_get(struct fwpm_call *c, int kind)
{
    uint32_t value;
    (void)kind;
    RETURN_IF(bfe_option_get(c->session, (uint32_t)c->in[ARG_ENGINE_GET_OPTION_OPTION].number, &value));
    FWP_VALUE0 *out = arena_alloc(c->arena, sizeof(*out));
    if (!out)
        return WFP_NO_MEMORY;
    out->type = FWP_UINT32;
    out->uint32 = value;
    c->out[ARG_ENGINE_GET_OPTION_VALUE].in = out;
    return WFP_OK;
}

enum wfp_status op_option_set(struct fwpm_call *c, int kind)
{
    const FWP_VALUE0 *value = c->in[ARG_ENGINE_SET_OPTION_NEW_VALUE].in;
    uint32_t          option = (uint32_t)c->in[ARG_ENGINE_SET_OPTION_OPTION].number;
    (void)kind;
    if (option >= OPTION_MAX)
        return WFP_INVALID_ENUMERATOR;
    if (value->type != FWP_UINT32)
        return WFP_TYPE_MISMATCH; /* */
    return bfe_option_set(c->session, option, value->uint32);
}

/* --- clients ----------------------------------------------------------------------------------------------------------------- */

static enum wfp_status copy_caller(struct fwpm_client *c)
{
    struct fwpm_caller *caller = &c->config.caller;
    if (!caller->user)
        return WFP_OK;
    caller->user = arena_string(&c->arena, caller->user);
    return caller->user ? WFP_OK : WFP_NO_MEMORY;
}

enum wfp_status fwpm_client_new(const struct fwpm_client_config *config, struct fwpm_client **out)
{
    struct fwpm_client *c = calloc(1, sizeof(*c));
    if (!c)
        return WFP_NO_MEMORY;
    c->config = *config;
    pthread_mutex_init(&c->lock, NULL);
    enum wfp_status err = copy_caller(c);
    if (err == WFP_OK)
        err = token_copy_arena(config->caller.token, &c->arena, &c->config.caller.token);
    if (err)
        fwpm_client_free(c);
    else
        *out = c;
    return err;
}

void fwpm_client_free(struct fwpm_client *c)
{
    if (!c)
        return;
    struct bfe_session *s = client_session(c);
    if (s) {
        bfe_session_cancel(s);
        while (bfe_session_close(s) == WFP_IN_USE)
            sched_yield(); /* a call of it is on its way out */
        drop_session(c);
        bfe_session_put(s);
    }
    pthread_mutex_destroy(&c->lock);
    arena_fini(&c->arena);
    free(c);
}

void fwpm_client_cancel(struct fwpm_client *c)
{
    struct bfe_session *s = client_session(c);
    if (!s)
        return;
    bfe_session_cancel(s);
    bfe_session_put(s);
}

struct bfe_session *client_session(struct fwpm_client *c)
{
    pthread_mutex_lock(&c->lock);
    struct bfe_session *s = c->session;
    if (s)
        bfe_session_hold(s);
    pthread_mutex_unlock(&c->lock);
    return s;
}

struct bfe_session *fwpm_client_session(struct fwpm_client *c)
{
    pthread_mutex_lock(&c->lock);
    struct bfe_session *s = c->session;
    pthread_mutex_unlock(&c->lock);
    return s;
}
