/* Management calls on BFE, for both borders: a client is one engine handle, a call is a row of record/call.h with its arguments. A program in
 * another process sends bytes (fwpm_serve), one in BFE's own process, and a driver, call straight through (fwpm_invoke).
 *
 * Any thread; a client may be used by several at once, and is freed when no call of it is under way. */
#ifndef WFP_API_FWPM_FWPM_H
#define WFP_API_FWPM_FWPM_H

#include "base/buffer.h"
#include "bfe/store.h"
#include "record/call.h"

struct fwpm_client;

/* Who calls, as the border knows it and not as the caller says. Copied. */
struct fwpm_caller {
    uint32_t            process;
    const char         *user;  /* name, UTF-8; NULL: unknown */
    const struct token *token; /* NULL: everything is allowed */
    bool                kernel;
};

/* What BFE tells a subscriber: a structure in its newest version, and beside it the second argument of callbacks that have one. On a thread
 * of the subscription's own. */
typedef void (*fwpm_event_fn)(void *context, uint64_t subscription, uint32_t extra, const struct record_type *type, const void *structure);

struct fwpm_client_config {
    struct bfe        *bfe;
    struct fwpm_caller caller;
    fwpm_event_fn      event;
    void              *context;
};

MUST_CHECK enum wfp_status fwpm_client_new(const struct fwpm_client_config *config, struct fwpm_client **out);
/* Closes its session, if it has one, and waits for calls that are under way in it. */
void fwpm_client_free(struct fwpm_client *c);
/* Calls that wait end, later ones are refused; from any thread. */
void fwpm_client_cancel(struct fwpm_client *c);
/* NULL before FwpmEngineOpen0 and after FwpmEngineClose0. */
struct bfe_session *fwpm_client_session(struct fwpm_client *c);

/* One request as bytes; always appends a reply, which tells an error when there is nothing better to tell. */
void fwpm_serve(struct fwpm_client *c, struct bytes request, struct buffer *reply);
/* One call with the arguments as its prototype has them. Fills what they point to, blocks in one malloc() each. */
MUST_CHECK enum wfp_status fwpm_invoke(struct fwpm_client *c, const struct call_row *row, const union call_argument *arguments);

#endif
