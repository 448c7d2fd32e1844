/* What drivers are watched for in their management calls: around a call of the generated kind, with the handle's client. */
#ifndef WFP_API_KM_FWPM_CONDUCT_H
#define WFP_API_KM_FWPM_CONDUCT_H

#include <fwpmk.h>

#include "record/call.h"

struct fwpm_client;
struct km_context;

struct fwpm_conduct {
    FWPM_FILTER0 *going; /* the filter that the call would delete; NULL: none, or nobody watches */
};

void fwpm_conduct_begin(struct fwpm_conduct *c, const struct km_context *km, struct fwpm_client *client, const struct call_row *row,
                        const union call_argument *arguments);
void fwpm_conduct_end(struct fwpm_conduct *c, const struct km_context *km, struct fwpm_client *client, const struct call_row *row,
                      const union call_argument *arguments, enum wfp_status done);

#endif
