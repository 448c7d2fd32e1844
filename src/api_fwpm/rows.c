/* Enumerations of layers, of sessions, and of what an IPsec engine would have, which is nothing here. */
#include <stdlib.h>

#include "api_fwpm/operations.h"
#include "api_fwpm/show.h"

enum { NEW_HANDLE = 2, HANDLE_IN = 1, REQUESTED = 2, ENTRIES = 3, RETURNED = 4, LIST_ENTRIES = 1, LIST_COUNT = 2, STATISTICS = 1 };
enum { HOLDING_ROWS = 100 };

/* A snapshot; immutable but for `next`. */
struct rows {
    struct arena  arena;
    const void  **entries;
    uint32_t      count, next;
};

static const enum container containers[] = {
    [ROWS_LAYERS] = CONTAINER_LAYERS,           [ROWS_SESSIONS] = CONTAINER_ENGINE,
    [ROWS_CONNECTIONS] = CONTAINER_CONNECTIONS, [ROWS_IPSEC_SAS] = CONTAINER_IPSEC_SA_DB,
    [ROWS_IPSEC_SA_CONTEXTS] = CONTAINER_IPSEC_SA_DB, [ROWS_IKE_SAS] = CONTAINER_IKE_SA_DB,
    [ROWS_DOSP_STATES] = CONTAINER_IPSEC_DOSP,
};

static void rows_end(struct bfe *b, void *what)
{
    struct rows *r = what;
    (void)b;
    arena_fini(&r->arena);
    free(r);
}

/* those that the caller may read. */
static enum wfp_status fill_layers(struct bfe_session *s, struct rows *r)
{
    r->entries = arena_array(&r->arena, LAYER_COUNT, sizeof(void *));
    for (uint16_t i = 0; r->entries && i < LAYER_COUNT; i++) {
        if (bfe_check_layer(s, i, ACTRL_READ))
            continue;
        r->entries[r->count] = show_layer(&layer_rows[i], &r->arena);
        if (!r->entries[r->count++])
            return WFP_NO_MEMORY;
    }
    return r->entries ? WFP_OK : WFP_NO_MEMORY;
}

static enum wfp_status fill_sessions(struct bfe_session *s, struct rows *r)
{
    struct session_row *sessions;
    uint32_t            count;
    RETURN_IF(bfe_session_list(s, &r->arena, &sessions, &count));
    r->entries = arena_array(&r->arena, count, sizeof(void *));
    for (uint32_t i = 0; r->entries && i < count; i++) {
        r->entries[r->count] = show_session(&sessions[i], &r->arena);
        if (!r->entries[r->count++])
            return WFP_NO_MEMORY;
    }
    return r->entries ? WFP_OK : WFP_NO_MEMORY;
}

enum wfp_status op_rows_open(struct fwpm_call *c, int kind)
{
    RETURN_IF(bfe_check(c->session, containers[kind], ACTRL_ENUM));
    struct rows *r = calloc(1, sizeof(*r));
    if (!r)
        return WFP_NO_MEMORY;
    enum wfp_status err = kind == ROWS_LAYERS ? fill_layers(c->session, r) : kind == ROWS_SESSIONS ? fill_sessions(c->session, r) : WFP_OK;
    if (err == WFP_OK)
        err = bfe_hold(c->session, HOLDING_ROWS + kind, r, rows_end, &c->out[NEW_HANDLE].number);
    if (err)
        rows_end(NULL, r);
    return err;
}

/* Not for a thread that destroys the handle at the same time. */
enum wfp_status op_rows_next(struct fwpm_call *c, int kind)
{
    struct rows *r = bfe_held(c->session, HOLDING_ROWS + kind, c->in[HANDLE_IN].number);
    if (!r)
        return WFP_INVALID_HANDLE;
    uint32_t left = r->count - r->next, n = (uint32_t)c->in[REQUESTED].number;
    n = left < n ? left : n;
    c->out[ENTRIES].in = n ? r->entries + r->next : NULL;
    c->out[RETURNED].number = n;
    r->next += n;
    return WFP_OK;
}

enum wfp_status op_rows_close(struct fwpm_call *c, int kind)
{
    return bfe_release(c->session, HOLDING_ROWS + kind, c->in[HANDLE_IN].number);
}

enum wfp_status op_nothing_list(struct fwpm_call *c, int kind)
{
    RETURN_IF(bfe_check(c->session, (enum container)kind, ACTRL_READ));
    c->out[LIST_ENTRIES].in = NULL;
    c->out[LIST_COUNT].number = 0;
    return WFP_OK;
}

/* No packet of IPsec or IKE has been seen: every counter is at its beginning. */
enum wfp_status op_statistics(struct fwpm_call *c, int kind)
{
    static const IPSEC_STATISTICS1       ipsec;
    static const IKEEXT_STATISTICS1      ike;
    static const IPSEC_DOSP_STATISTICS0  dosp;
    RETURN_IF(bfe_check(c->session, (enum container)kind, ACTRL_READ_STATS));
    c->out[STATISTICS].in = kind == CONTAINER_IPSEC_SA_DB ? (const void *)&ipsec : kind == CONTAINER_IKE_SA_DB ? (const void *)&ike : &dosp;
    return WFP_OK;
}
