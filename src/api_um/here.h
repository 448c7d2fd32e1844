/* BFE in the very process of a program: where the management calls go when a host says so. */
#ifndef WFP_API_UM_HERE_H
#define WFP_API_UM_HERE_H

#include "record/call.h"

struct fwpm_client;

typedef void (*um_tell_fn)(void *listeners, uint64_t subscription, uint32_t extra, const struct record_type *type, const void *structure);

/* The functions of api_fwpm/fwpm.h, given by who has both. */
struct um_here {
    /* A client for who runs this process; `tell` is given what its subscriptions hear. */
    enum wfp_status (*open)(void *context, um_tell_fn tell, void *listeners, struct fwpm_client **out);
    enum wfp_status (*invoke)(struct fwpm_client *c, const struct call_row *row, const union call_argument *arguments);
    void (*close)(struct fwpm_client *c);
    void *context;
};
/* Engine handles opened from now on are BFE's in this process; NULL: the daemon's again. The memory stays the caller's. */
void um_fwpm_here(const struct um_here *here);

#endif
