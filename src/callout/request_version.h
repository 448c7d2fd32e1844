/* The versions of a request that callouts write (C-053). A driver sees `shown`, and keeps pointers into it as long as the classify
 * lasts; what counts is `applied`, which it cannot reach. Private to requests; guarded by the registry's lock. */
#ifndef WFP_CALLOUT_REQUEST_VERSION_H
#define WFP_CALLOUT_REQUEST_VERSION_H

#include "callout/request.h"

struct request_version {
    struct request_version *older;  /* of the applied ones; the next draft of drafts */
    uint64_t                handle; /* that writes it */
    uint64_t                filter_id;
    bool                    watch;  /* its callout wants to hear when another changes the request (C-052) */
    const char             *refusal; /* why it may not stand; static text; NULL: it may */
    void                   *inherited; /* redirect context of the version before */
    struct redirect_context context; /* its own, when no record keeps it */
    union request_data      shown, applied;
};

/* A draft from the newest version; not linked. NULL: no memory. */
struct request_version *version_new(const struct classify_request *q, uint64_t handle, uint64_t filter_id);
/* The draft that a driver names by its shown data, in its list; NULL there: none. */
struct request_version **version_find(struct classify_request *q, uint64_t handle, const void *shown);
/* Makes a draft the newest version, with what may be changed (C-054). */
void version_apply(struct classify_request *q, struct request_version **draft);
/* Whether it asks for something else than the version before. */
bool version_changes(const struct classify_request *q, const struct request_version *v);
void versions_free(struct request_version **list);

#endif
