#include "api_km/inject_frames.h"

#include <stdlib.h>

#include "api_km/border.h"
#include "api_km/border_status.h"
#include "pkt/nbl_owned.h"

struct sent_frame {
    struct injection      injection; /* first: what the core knows of it */
    struct km_context     km;
    struct sent_frame    *next;
    NET_BUFFER_LIST      *list; /* the driver's: the injected one, or the original that it is a copy of */
    FWPS_INJECT_COMPLETE0 completion;
    HANDLE                context;
};

static bool is_original(const NET_BUFFER_LIST *list)
{
    const struct nbl_state *state = nbl_state_of(list);
    return state && state->kind == NBL_INDICATED;
}

/* The driver has its list back, on whatever thread. */
static void complete(struct injection *i)
{
    struct sent_frame  *s = (struct sent_frame *)i;
    struct sent_frame   call = *s;
    if (call.list != i->nbl) {
        call.list->Status = i->nbl->Status;
        nbl_owned_free(i->nbl);
    }
    free(s);
    if (call.completion)
        injection_call_back(&call.km, call.completion, call.context, call.list);
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

/* What WFP indicated stays as it is while others may still read it: a copy goes in its place. */
static enum wfp_status take_list(struct sent_frame *s)
{
    if (is_original(s->list))
        return nbl_deep_clone(s->list, &s->injection.nbl);
    s->injection.nbl = s->list;
    return s->completion ? WFP_OK : WFP_NULL_POINTER; /* D-089 */
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
        err = nbl_state_of(list) && list->FirstNetBuffer ? take_list(s) : WFP_INVALID_ARGUMENT;
    }
    if (err) {
        forget(first);
        return err;
    }
    *out = first;
    return WFP_OK;
}

static enum wfp_status start(struct sent_frame *s, HANDLE handle)
{
    s->list->Next = NULL;
    injection_check_loop(&s->km, handle, s->list, s->injection.path, (const void *)s->completion);
    return injection_start(s->km.callouts, handle, &s->injection);
}

/* The handle was closed meanwhile, or nobody walks any more. */
static void fail(struct sent_frame *s, enum wfp_status err)
{
    s->injection.nbl->Status = border_status(err);
    complete(&s->injection);
}

static enum wfp_status start_all(struct sent_frame *first, HANDLE handle)
{
    struct sent_frame *rest = first->next;
    enum wfp_status    err = start(first, handle); /* which may be gone then */
    if (err) {
        first->list->Next = rest ? rest->list : NULL;
        forget(first);
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
    return border_status(err ? err : start_all(first, r->handle));
}
