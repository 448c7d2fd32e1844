#include "pkt/nbl_state.h"

#include <stddef.h>

/* A driver's own list has zeroes there; a pointer and its complement tell ours from garbage. */
static void set(NET_BUFFER_LIST *nbl, struct nbl_state *state)
{
    nbl->NdisReserved[0] = state;
    nbl->NdisReserved[1] = (void *)~(uintptr_t)state;
}

struct nbl_state *nbl_state_of(const NET_BUFFER_LIST *nbl)
{
    struct nbl_state *state = nbl->NdisReserved[0];
    return state && (uintptr_t)nbl->NdisReserved[1] == ~(uintptr_t)state ? state : NULL;
}

void nbl_state_init(NET_BUFFER_LIST *nbl, struct nbl_state *state, enum nbl_kind kind)
{
    state->kind = kind;
    atomic_init(&state->holds, 0);
    state->idle = NULL;
    state->idle_context = NULL;
    state->ale_is_due = false;
    state->lineage.origin = 0;
    state->lineage.count = 0; /* what stands in `by` counts for nothing: a packet is wrapped without clearing it */
    atomic_init(&state->tags, NULL);
    set(nbl, state);
}

void nbl_hold(NET_BUFFER_LIST *nbl)
{
    atomic_fetch_add_explicit(&nbl_state_of(nbl)->holds, 1, memory_order_relaxed);
}

void nbl_drop(NET_BUFFER_LIST *nbl)
{
    struct nbl_state *state = nbl_state_of(nbl);
    if (atomic_fetch_sub(&state->holds, 1) == 1 && state->idle)
        state->idle(state->idle_context, nbl);
}

void lineage_add(struct lineage *l, uint64_t handle, void *context)
{
    l->by[l->count++ % LINEAGE_MAX] = (struct injected_by){ handle, context };
}

unsigned lineage_find(const struct lineage *l, uint64_t handle, void **context)
{
    uint32_t kept = l->count < LINEAGE_MAX ? l->count : LINEAGE_MAX;
    for (uint32_t back = 1; back <= kept; back++) {
        const struct injected_by *by = &l->by[(l->count - back) % LINEAGE_MAX];
        if (by->handle != handle)
            continue;
        if (context)
            *context = by->context;
        return back == 1 ? 1 : 2;
    }
    return 0;
}
