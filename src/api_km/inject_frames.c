#include "api_km/inject_frames.h"

#include <pthread.h>
#include <stdlib.h>

#include "api_km/border.h"
#include "api_km/border_status.h"
#include "api_km/conduct.h"
#include "nt/ledger.h"
#include "nt/rule.h"
#include "pkt/nbl_owned.h"

/* Lists that are given back together, once all have been walked: those that nobody holds any more are the first segment, others
 * follow as they come. It counts with the handle, which is not closed before the last segment is back (D-031). */
struct frames_group {
    struct injection_group   core; /* first */
    struct km_context        km;   /* immutable after publish, like all without a remark */
    FWPS_INJECT_COMPLETE0    completion;
    HANDLE                   context;
    struct injection_handle *handle;
    pthread_mutex_t          lock;
    uint32_t                 unwalked, away; /* guarded by: lock; `away`: not given back yet */
    NET_BUFFER_LIST         *ready, **end;   /* guarded by: lock */
};

struct sent_frame {
    struct injection      injection; /* first: what the core knows of it */
    struct km_context     km;
    struct sent_frame    *next;
    NET_BUFFER_LIST      *list; /* the driver's: the injected one, or the original that it is a copy of */
    bool                  absorbed; /* with a batch: WFP takes it back */
    FWPS_INJECT_COMPLETE0 completion;
    HANDLE                context;
};

/* --- segments ------------------------------------------------------------------------------------------------------- */

static NET_BUFFER_LIST *take_ready(struct frames_group *g)
{
    NET_BUFFER_LIST *segment = g->unwalked ? NULL : g->ready;
    for (const NET_BUFFER_LIST *list = segment; list; list = list->Next)
        g->away--;
    if (segment) {
        g->ready = NULL;
        g->end = &g->ready;
    }
    return segment;
}

static void group_free(struct frames_group *g)
{
    struct injection_handle *handle = g->handle;
    pthread_mutex_destroy(&g->lock);
    free(g);
    injection_handle_put(handle);
}

/* `back` (may be NULL) is the driver's again; `walked` lists more have been walked. */
static void group_goes_on(struct frames_group *g, NET_BUFFER_LIST *back, uint32_t walked)
{
    pthread_mutex_lock(&g->lock);
    if (back) {
        back->Next = NULL;
        *g->end = back;
        g->end = &back->Next;
    }
    g->unwalked -= walked;
    NET_BUFFER_LIST *segment = take_ready(g);
    bool             last = g->unwalked == 0 && g->away == 0;
    pthread_mutex_unlock(&g->lock);
    if (segment)
        injection_call_back(&g->km, g->completion, g->context, segment);
    if (last)
        group_free(g);
}

static void on_walked(struct injection_group *core)
{
    group_goes_on((struct frames_group *)core, NULL, 1);
}

/* --- one frame ------------------------------------------------------------------------------------------------------ */

static bool is_original(const NET_BUFFER_LIST *list)
{
    const struct nbl_state *state = nbl_state_of(list);
    return state && state->kind == NBL_INDICATED;
}

/* Nobody but the injection names it any more. */
static void end_absorbed(const struct sent_frame *s)
{
    struct nt_entry e;
    if (nt_ledger_take_of(s->km.nt, NT_ABSORBED, s->list, s->km.driver, &e))
        e.abandon(&e);
}

static void give_back(const struct sent_frame *s)
{
    if (s->injection.group)
        group_goes_on((struct frames_group *)s->injection.group, s->list, 0);
    else if (s->completion)
        injection_call_back(&s->km, s->completion, s->context, s->list);
    if (s->absorbed)
        end_absorbed(s);
}

/* The driver has its list back, on whatever thread. An original is whose it was; after a completion function that nobody named it
 * may be gone. */
static void complete(struct injection *i)
{
    struct sent_frame *s = (struct sent_frame *)i;
    struct sent_frame  call = *s;
    const struct km_context *before = km_enter(&call.km);
    injection_report_fault(&call.km, i, (const void *)call.completion);
    km_leave(before);
    if (call.list != i->nbl) {
        if (call.completion)
            call.list->Status = i->nbl->Status;
        nbl_owned_free(i->nbl);
    }
    free(s);
    give_back(&call);
}

static void forget(struct sent_frame *s)
{
    while (s) {
        struct sent_frame *next = s->next;
        if (s->injection.nbl && s->injection.nbl != s->list)
            nbl_owned_free(s->injection.nbl);
        free(s);
        s = next;
    }
}

/* The callout is being shown it, holds it, or was given it with a batch. */
static bool has_original(const struct sent_frame *s)
{
    const struct conduct *c = conduct_of(s->list);
    struct nt_entry       e;
    return (c && !conduct_forbids_holding(c)) || nt_ledger_find(s->km.nt, NT_REFERENCE, s->list, &e) ||
           s->absorbed;
}

/* What WFP indicated stays as it is while others may still read it: a copy goes in its place. */
static enum wfp_status take_original(struct sent_frame *s)
{
    struct nt_entry e;
    s->absorbed = nt_ledger_find(s->km.nt, NT_ABSORBED, s->list, &e);
    if (has_original(s))
        return nbl_deep_clone(s->list, &s->injection.nbl);
    rule_broken(s->km.nt, RULE_NOT_HELD, (const void *)s->completion, "injects (%s) a list of WFP that its driver does not hold",
                injection_path_name(s->injection.path));
    return WFP_INVALID_ARGUMENT;
}

static bool is_at_mac(const struct injection *i)
{
    return i->path == INJECTION_MAC_SEND || i->path == INJECTION_MAC_RECEIVE;
}

static enum wfp_status take_list(struct sent_frame *s)
{
    if (!nbl_state_of(s->list) || !s->list->FirstNetBuffer)
        return WFP_INVALID_ARGUMENT;
    if (is_at_mac(&s->injection) && injection_lacks_mac_header(s->list)) { /* D-097 */
        rule_broken(s->km.nt, RULE_NO_MAC_HEADER, (const void *)s->completion, "injects (%s) a list that begins at an IP header",
                    injection_path_name(s->injection.path));
        return WFP_INVALID_ARGUMENT;
    }
    if (is_original(s->list))
        return take_original(s);
    s->injection.nbl = s->list;
    if (s->completion)
        return WFP_OK;
    rule_broken(s->km.nt, RULE_NO_COMPLETION_FUNCTION, s->list, "injects (%s) a list of its own without a completion function",
                injection_path_name(s->injection.path));
    return WFP_NULL_POINTER; /* D-089 */
}

static enum wfp_status prepare(const struct frames_request *r, const struct injection *what, const struct km_context *km,
                               struct sent_frame **out)
{
    struct sent_frame *first = NULL, **end = &first;
    enum wfp_status    err = WFP_OK;
    for (NET_BUFFER_LIST *list = r->lists; list && err == WFP_OK; list = list->Next) {
        struct sent_frame *s = malloc(sizeof(*s));
        if (!s) {
            err = WFP_NO_MEMORY;
            break;
        }
        *s = (struct sent_frame){ .injection = *what, .km = *km, .list = list, .completion = r->completion,
                                  .context = r->completion_context };
        s->injection.context = r->context;
        s->injection.complete = complete;
        *end = s;
        end = &s->next;
        err = take_list(s);
    }
    if (err) {
        forget(first);
        return err;
    }
    *out = first;
    return WFP_OK;
}

static bool has_absorbed(const struct sent_frame *first)
{
    const struct sent_frame *s = first;
    while (s && !s->absorbed)
        s = s->next;
    return s != NULL;
}

/* A list alone is its own segment; so is a frame that WFP takes back afterwards. */
static enum wfp_status make_group(const struct frames_request *r, const struct km_context *km, struct sent_frame *first)
{
    uint32_t count = 0;
    if (!r->in_segments || !r->completion || !first->next || has_absorbed(first))
        return WFP_OK;
    struct frames_group *g = malloc(sizeof(*g));
    if (!g)
        return WFP_NO_MEMORY;
    struct injection_handle *handle = injection_handle_hold(km->callouts, r->handle);
    if (!handle) {
        free(g);
        return injection_handle_exists(km->callouts, r->handle) ? WFP_INJECT_HANDLE_CLOSING : WFP_INVALID_HANDLE;
    }
    for (struct sent_frame *s = first; s; s = s->next, count++)
        s->injection.group = &g->core;
    *g = (struct frames_group){ { on_walked }, *km, r->completion, r->completion_context, handle, PTHREAD_MUTEX_INITIALIZER, count, count,
                                NULL, NULL };
    g->end = &g->ready;
    return WFP_OK;
}

/* --- all of them ---------------------------------------------------------------------------------------------------- */

static enum wfp_status start(struct sent_frame *s, HANDLE handle)
{
    s->list->Next = NULL;
    injection_check_loop(&s->km, handle, s->list, s->injection.path, (const void *)s->completion);
    return injection_start(s->km.callouts, handle, &s->injection);
}

/* The handle was closed meanwhile, or nobody walks any more. */
static void fail(struct sent_frame *s, enum wfp_status err)
{
    struct injection_group *group = s->injection.group;
    s->injection.nbl->Status = border_status(err);
    complete(&s->injection);
    if (group)
        group->walked(group);
}

static enum wfp_status start_all(struct sent_frame *first, HANDLE handle)
{
    struct sent_frame   *rest = first->next;
    struct frames_group *group = (struct frames_group *)first->injection.group;
    enum wfp_status      err = start(first, handle);
    if (err) {
        first->list->Next = rest ? rest->list : NULL;
        forget(first);
        if (group)
            group_free(group);
        return err;
    }
    while (rest) {
        struct sent_frame *next = rest->next;
        err = start(rest, handle);
        if (err)
            fail(rest, err);
        rest = next;
    }
    return WFP_OK;
}

NTSTATUS inject_frames(const struct frames_request *r, const struct injection *what)
{
    const struct km_context *km = km_caller();
    struct sent_frame       *first;
    if (!km)
        return border_status(WFP_TCPIP_NOT_READY);
    irql_require(km->nt, "an injection", IRQL_DISPATCH);
    if (!r->lists)
        return border_status(WFP_NULL_POINTER);
    if (r->flags)
        return border_status(WFP_INVALID_ARGUMENT); /* D-037 */
    if (nt_fails(km->nt, NT_FAULT_INJECTION))
        return border_status(WFP_NO_MEMORY);
    enum wfp_status err = prepare(r, what, km, &first);
    if (err)
        return border_status(err);
    err = make_group(r, km, first);
    if (err)
        forget(first);
    return border_status(err ? err : start_all(first, r->handle));
}
