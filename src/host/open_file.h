/* A file that a program has open on a driver's device: the device messages of one connection (record/device_call.h). */
#ifndef WFP_HOST_OPEN_FILE_H
#define WFP_HOST_OPEN_FILE_H

#include "api_km/context.h"
#include "rpc/rpc.h"

struct open_file;
struct token;

struct open_file_config {
    const struct km_context *context; /* of no driver; borrowed */
    struct rpc_connection   *connection;
    const struct token      *token;   /* who asks; borrowed */
    uint64_t                 process;
};

MUST_CHECK enum wfp_status open_file_new(const struct open_file_config *config, struct open_file **out);
/* One request; appends its reply. false: the message is damaged, or there is no memory for a reply. */
bool open_file_serve(struct open_file *f, struct bytes request, struct buffer *reply);
/* The program is gone while a request of its is served: what a driver waits for with it is cancelled. Does not wait. */
void open_file_cancel(struct open_file *f);
/* Cancels what is under way and closes; waits for the driver. NULL: nothing. */
void open_file_free(struct open_file *take);

#endif
