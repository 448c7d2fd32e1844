/* Sessions: in whose name policy is changed, and how long dynamic objects live (docs/behaviour A.1). */
#ifndef WFP_BFE_SESSION_H
#define WFP_BFE_SESSION_H

#include "bfe/store.h"

enum { SESSION_DYNAMIC = 1 };

#define SESSION_DEFAULT_WAIT_MS 15000u      /* */
#define SESSION_WAIT_FOREVER    0xffffffffu /* */

/* Who has opened it; what BFE knows of the caller, not what the caller says. All pointers are copied. */
struct session_info {
    const char         *name, *description; /* the caller's own, UTF-8 or NULL */
    uint32_t            process;            /* id */
    const char         *user;               /* its name */
    const struct token *token;              /* whose rights count; NULL: not checked */
    bool                kernel;             /* a kernel-mode caller: no checks, no limit on transactions */
};

struct session_config {
    struct guid         key;         /* zero: one is made */
    uint32_t            flags;       /* SESSION_DYNAMIC */
    uint32_t            txn_wait_ms; /* 0: the default */
    struct session_info info;
};

/* WFP_INVALID_FLAGS; WFP_ALREADY_EXISTS for a key in use; WFP_ACCESS_DENIED; WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status bfe_session_open(struct bfe *b, const struct session_config *config, struct bfe_session **out);
/* Aborts its transaction, ends its enumerations and subscriptions and deletes its dynamic objects (A-010,
 * The session is gone afterwards. WFP_IN_USE: a call is still at work in it, and nothing has changed. */
MUST_CHECK enum wfp_status bfe_session_close(struct bfe_session *s);
/* A session that is held stays in memory after its end, and refuses every call (WFP_SESSION_ABORTED): for who uses it from several
 * threads. */
void bfe_session_hold(struct bfe_session *s);
void bfe_session_put(struct bfe_session *s);
/* From any thread: its transaction is aborted, calls that wait end, and every later one answers WFP_SESSION_ABORTED. It
 * still has to be closed. */
void bfe_session_cancel(struct bfe_session *s);
/* Every session that is open now. */
void bfe_cancel_sessions(struct bfe *b);

/* The open session behind a handle that a caller gave, or NULL. */
struct bfe_session *bfe_session_find(struct bfe *b, const void *handle);
const struct guid  *bfe_session_key(const struct bfe_session *s);
const struct session_info *bfe_session_info(const struct bfe_session *s);
bool bfe_session_is_dynamic(const struct bfe_session *s);

/* One session as an enumeration shows it. */
struct session_row {
    struct guid key;
    uint32_t    flags, wait_ms;
    uint32_t    process;
    bool        kernel;
    const char *name, *description, *user; /* NULL: none */
    const uint8_t *sid; /* NULL: none */
};
/* Those open now; strings are in the arena. WFP_ACCESS_DENIED. */
MUST_CHECK enum wfp_status bfe_session_list(struct bfe_session *s, struct arena *arena, struct session_row **out, uint32_t *count);

#endif
