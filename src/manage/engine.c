#include <stdlib.h>

#include "api_fwpm/text.h"
#include "api_um/fwpm_link.h"
#include "manage/link.h"

#define PAGE 256u

enum wfp_status manage_status(DWORD code)
{
    for (unsigned i = 0; i < WFP_STATUS_COUNT; i++)
        if (status_rows[i].win32 == code)
            return (enum wfp_status)i;
    return WFP_CALL_FAILED;
}

enum wfp_status manage_call(struct manage *m, const struct call_row *row, const union call_argument *arguments)
{
    return manage_status(um_fwpm_call(m->engine, row, arguments));
}

static enum wfp_status open_engine(const char *name, struct arena *arena, HANDLE *out)
{
    FWPM_SESSION0 session = { .displayData = { text_show(name, arena), NULL } };
    return manage_status(FwpmEngineOpen0(NULL, RPC_C_AUTHN_WINNT, NULL, &session, out));
}

enum wfp_status manage_open(const char *name, struct manage **out)
{
    struct arena   arena = { 0 };
    struct manage *m = calloc(1, sizeof(*m));
    if (!m)
        return WFP_NO_MEMORY;
    enum wfp_status err = open_engine(name, &arena, &m->engine);
    arena_fini(&arena);
    if (err)
        free(m);
    else
        *out = m;
    return err;
}

void manage_close(struct manage *m)
{
    if (!m)
        return;
    manage_abort(m);
    (void)FwpmEngineClose0(m->engine);
    free(m);
}

enum wfp_status manage_begin(struct manage *m, bool read_only)
{
    RETURN_IF(manage_status(FwpmTransactionBegin0(m->engine, read_only ? FWPM_TXN_READ_ONLY : 0)));
    m->has_txn = true;
    return WFP_OK;
}

enum wfp_status manage_commit(struct manage *m)
{
    RETURN_IF(manage_status(FwpmTransactionCommit0(m->engine)));
    m->has_txn = false;
    return WFP_OK;
}

void manage_abort(struct manage *m)
{
    if (m->has_txn)
        (void)FwpmTransactionAbort0(m->engine);
    m->has_txn = false;
}

static enum wfp_status next_pages(struct manage *m, const struct call_row *next, uint64_t handle, manage_page_fn page,
                                  void *context)
{
    for (uint32_t count = PAGE; count == PAGE;) {
        void                    **entries = NULL;
        const union call_argument arguments[] = {
            { 0 }, { .number = handle }, { .number = PAGE }, { .out = &entries }, { .out = &count }
        };
        RETURN_IF(manage_call(m, next, arguments));
        enum wfp_status err = page(context, entries, count);
        FwpmFreeMemory0((void **)&entries);
        RETURN_IF(err);
    }
    return WFP_OK;
}

enum wfp_status manage_enumerate(struct manage *m, const struct call_row *open, const struct call_row *next,
                                 const struct call_row *close, const void *template, manage_page_fn page, void *context)
{
    uint64_t                  handle = 0;
    const union call_argument opening[] = { { 0 }, { .in = template }, { .out = &handle } };
    RETURN_IF(manage_call(m, open, opening));
    const union call_argument closing[] = { { 0 }, { .number = handle } };
    enum wfp_status           err = next_pages(m, next, handle, page, context);
    enum wfp_status           closed = manage_call(m, close, closing);
    return err ? err : closed;
}
