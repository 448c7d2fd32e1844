/* The way of a request: submitted, its turn, each extension, applied, told, over. Whoever set `busy` works through the queue; a
 * request that is pended keeps `busy`, and the thread that completes it goes on in the place of the one that left. */
#include "vswitch/control_state.h"

#include <stdlib.h>

enum wfp_status switch_control_new(const struct switch_control_config *config, struct switch_control **out)
{
    struct switch_control *c = calloc(1, sizeof(*c));
    if (!c)
        return WFP_NO_MEMORY;
    c->config = *config;
    c->first.ports = vswitch_port_count(config->sw);
    c->tail = &c->head;
    pthread_mutex_init(&c->lock, NULL);
    pthread_mutex_init(&c->records, NULL);
    pthread_cond_init(&c->over, NULL);
    *out = c;
    return WFP_OK;
}

void switch_control_free(struct switch_control *c)
{
    if (!c)
        return;
    for (uint32_t i = c->extension_count; i-- > 0;)
        if (c->extensions[i].ops->detach)
            c->extensions[i].ops->detach(c->extensions[i].context, c);
    properties_fini(c);
    pthread_cond_destroy(&c->over);
    pthread_mutex_destroy(&c->records);
    pthread_mutex_destroy(&c->lock);
    free(c);
}

struct vswitch *switch_control_switch(const struct switch_control *c)
{
    return c->config.sw;
}

const struct switch_parameters *switch_first_parameters(const struct switch_control *c)
{
    return &c->first;
}

struct switch_parameters switch_parameters_now(const struct switch_control *c)
{
    return (struct switch_parameters){ vswitch_port_count(c->config.sw), c->active };
}

/* --- jobs ------------------------------------------------------------------------------------------------------------------ */

static bool keep_data(struct job *j, struct bytes *data)
{
    size_t size = bytes_left(data);
    j->data = malloc(size ? size : 1);
    if (!j->data)
        return false;
    if (size)
        memcpy(j->data, data->at, size);
    *data = bytes_of(j->data, size);
    return true;
}

/* Of property and state a request has one at most. */
static bool keep(struct job *j, const struct switch_request *r)
{
    j->seen = *r;
    if (r->port) {
        j->port = *r->port;
        j->seen.port = &j->port;
        j->seen.port_id = r->port->id;
    }
    if (r->nic) {
        j->nic = *r->nic;
        j->seen.nic = &j->nic;
        j->seen.port_id = r->nic->port_id;
        j->seen.nic_index = r->nic->index;
    }
    if (r->property) {
        j->property = *r->property;
        j->seen.property = &j->property;
        j->seen.state = NULL;
        return keep_data(j, &j->property.data);
    }
    if (r->state) {
        j->state = *r->state;
        j->seen.state = &j->state;
        return keep_data(j, &j->state.data);
    }
    return true;
}

static void job_free(struct job *j)
{
    free(j->data);
    free(j);
}

/* --- one request ----------------------------------------------------------------------------------------------------------- */

/* WFP_PENDING: from here on the request belongs to who completes it. */
static enum wfp_status ask(struct switch_control *c, struct job *j, const struct switch_extension *e)
{
    if (!e->ops->request)
        return WFP_OK;
    pthread_mutex_lock(&c->lock);
    j->asking = true;
    j->answered = false;
    pthread_mutex_unlock(&c->lock);
    enum wfp_status status = e->ops->request(e->context, c, &j->seen);
    pthread_mutex_lock(&c->lock);
    j->asking = false;
    if (status == WFP_PENDING && j->answered)
        status = j->answer;
    else if (status == WFP_PENDING)
        j->pended = true;
    pthread_mutex_unlock(&c->lock);
    return status;
}

static enum wfp_status judge(struct switch_control *c, const struct job *j, enum wfp_status status)
{
    if (status == WFP_OK || switch_oid_refusable(j->seen.oid))
        return status;
    if (c->config.overruled)
        c->config.overruled(c->config.context, &c->extensions[j->at], &j->seen, status);
    return WFP_OK;
}

struct change {
    struct switch_control *control;
    const struct job      *job;
    enum wfp_status        status;
};

static void make_change(void *argument)
{
    struct change *change = argument;
    pthread_mutex_lock(&change->control->records);
    change->status = oid_apply(change->control, change->job);
    pthread_mutex_unlock(&change->control->records);
}

static enum wfp_status apply(struct switch_control *c, const struct job *j)
{
    struct change change = { c, j, WFP_OK };
    if (c->config.quiesce && oid_changes(j->seen.oid))
        c->config.quiesce(c->config.context, make_change, &change);
    else
        make_change(&change);
    return change.status;
}

/* Whoever adds a block answers NIC_SAVE itself: it goes no further down, and is issued again. */
static bool answered_itself(const struct job *j)
{
    return j->seen.oid == SWITCH_OID_NIC_SAVE && switch_saved_count(j->seen.saved) > j->blocks;
}

/* On from extension `at`, which has answered `status` if `has_answer`. */
static enum wfp_status go_on(struct switch_control *c, struct job *j, bool has_answer, enum wfp_status status)
{
    for (; j->at < c->extension_count; j->at++) {
        if (!has_answer)
            status = ask(c, j, &c->extensions[j->at]);
        has_answer = false;
        if (status == WFP_PENDING)
            return WFP_PENDING;
        RETURN_IF(judge(c, j, status));
        if (answered_itself(j))
            return WFP_OK;
    }
    return apply(c, j);
}

static void tell(struct switch_control *c, const struct job *j, enum wfp_status status)
{
    for (uint32_t i = j->at; i-- > 0;) {
        const struct switch_extension *e = &c->extensions[i];
        if (e->ops->completed)
            e->ops->completed(e->context, c, &j->seen, status);
    }
}

static void finish(struct switch_control *c, struct job *j, enum wfp_status status)
{
    tell(c, j, status);
    pthread_mutex_lock(&c->lock);
    c->current = NULL;
    bool waited_for = j->outcome != NULL;
    if (waited_for)
        *j->outcome = (struct outcome){ true, status };
    pthread_mutex_unlock(&c->lock);
    if (!waited_for && j->done)
        j->done(j->context, status);
    job_free(j);
}

/* --- the queue -------------------------------------------------------------------------------------------------------------- */

bool control_enter(struct switch_control *c)
{
    pthread_mutex_lock(&c->lock);
    bool free_now = !c->busy;
    c->busy = true;
    pthread_mutex_unlock(&c->lock);
    return free_now;
}

/* The next request, or nobody is busy any more. */
static struct job *next_job(struct switch_control *c)
{
    pthread_mutex_lock(&c->lock);
    struct job *j = c->head;
    c->current = j;
    c->busy = j != NULL;
    if (j) {
        c->head = j->next;
        if (!c->head)
            c->tail = &c->head;
    } else {
        pthread_cond_broadcast(&c->over);
    }
    pthread_mutex_unlock(&c->lock);
    return j;
}

void control_serve(struct switch_control *c)
{
    for (struct job *j; (j = next_job(c)) != NULL;) {
        enum wfp_status status = oid_begin(c, j);
        if (status == WFP_OK)
            status = go_on(c, j, false, WFP_OK);
        if (status == WFP_PENDING)
            return;
        finish(c, j, status);
    }
}

/* True: nobody is busy, so that it is the caller's to serve. */
static bool enqueue(struct switch_control *c, struct job *j, struct outcome *outcome)
{
    pthread_mutex_lock(&c->lock);
    bool first = !c->busy;
    j->outcome = first ? outcome : NULL;
    *c->tail = j;
    c->tail = &j->next;
    c->busy = true;
    pthread_mutex_unlock(&c->lock);
    return first;
}

enum wfp_status switch_submit(struct switch_control *c, const struct switch_request *r, switch_done_fn *done, void *context)
{
    struct outcome  outcome = { false, WFP_PENDING };
    struct job     *j = calloc(1, sizeof(*j));
    enum wfp_status status = WFP_PENDING;
    if (!j || !keep(j, r)) {
        free(j);
        return WFP_NO_MEMORY;
    }
    j->done = done;
    j->context = context;
    if (!enqueue(c, j, &outcome))
        return WFP_PENDING;
    control_serve(c);
    pthread_mutex_lock(&c->lock);
    if (outcome.over)
        status = outcome.status;
    else
        j->outcome = NULL; /* it is pended: not over, so not freed */
    pthread_mutex_unlock(&c->lock);
    return status;
}

enum wfp_status switch_request_complete(struct switch_control *c, const struct switch_request *r, enum wfp_status status)
{
    if (status == WFP_PENDING)
        return WFP_INVALID_ARGUMENT;
    pthread_mutex_lock(&c->lock);
    struct job *j = c->current;
    bool        is_turn = j && &j->seen == r && ((j->asking && !j->answered) || j->pended);
    bool        early = is_turn && j->asking;
    if (early) {
        j->answered = true;
        j->answer = status;
    } else if (is_turn) {
        j->pended = false;
    }
    pthread_mutex_unlock(&c->lock);
    if (!is_turn)
        return WFP_NOT_FOUND;
    if (early)
        return WFP_OK;
    status = go_on(c, j, true, status);
    if (status == WFP_PENDING)
        return WFP_OK;
    finish(c, j, status);
    control_serve(c);
    return WFP_OK;
}

void switch_look(struct switch_control *c, void (*look)(void *argument), void *argument)
{
    pthread_mutex_lock(&c->records);
    look(argument);
    pthread_mutex_unlock(&c->records);
}

bool switch_control_pended(struct switch_control *c)
{
    pthread_mutex_lock(&c->lock);
    bool pended = c->current && c->current->pended;
    pthread_mutex_unlock(&c->lock);
    return pended;
}

/* --- waiting ----------------------------------------------------------------------------------------------------------------- */

struct waiting {
    struct switch_control *control;
    struct outcome         outcome;
};

static void on_over(void *context, enum wfp_status status)
{
    struct waiting *w = context;
    struct switch_control *c = w->control; /* the waiting one may be gone as soon as the lock is */
    pthread_mutex_lock(&c->lock);
    w->outcome = (struct outcome){ true, status };
    pthread_cond_broadcast(&c->over);
    pthread_mutex_unlock(&c->lock);
}

/* Until `*flag`, which is guarded by the lock, is `wanted`. */
static void wait_until(struct switch_control *c, const bool *flag, bool wanted)
{
    pthread_mutex_lock(&c->lock);
    while (*flag != wanted) {
        if (!c->config.wait) {
            pthread_cond_wait(&c->over, &c->lock);
            continue;
        }
        pthread_mutex_unlock(&c->lock);
        c->config.wait(c->config.context);
        pthread_mutex_lock(&c->lock);
    }
    pthread_mutex_unlock(&c->lock);
}

static void wait_for(struct waiting *w)
{
    wait_until(w->control, &w->outcome.over, true);
}

void switch_control_settle(struct switch_control *c)
{
    wait_until(c, &c->busy, false);
}

enum wfp_status switch_do(struct switch_control *c, const struct switch_request *r)
{
    struct waiting  w = { c, { false, WFP_PENDING } };
    enum wfp_status status = switch_submit(c, r, on_over, &w);
    if (status != WFP_PENDING)
        return status;
    wait_for(&w);
    return w.outcome.status;
}
