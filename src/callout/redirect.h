/* Who redirected a connection (docs/behaviour C-055 ... C-060): redirect handles of drivers, and the records that a connection
 * carries, one entry a redirection, oldest first. A proxy takes them as opaque bytes from the connection it accepted to the one
 * it makes, so that the redirectors know both for one. Any thread, up to DISPATCH_LEVEL. */
#ifndef WFP_CALLOUT_REDIRECT_H
#define WFP_CALLOUT_REDIRECT_H

#include "base/bytes.h"
#include "base/guid.h"
#include "callout/registry.h"

struct redirect_handle;
struct redirect_records;

/* `owner` as in struct callout_registration. WFP_INVALID_ARGUMENT, WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status redirect_handle_new(struct callout_registry *r, const struct guid *provider, const void *owner,
                                               struct redirect_handle **out);
/* Connections that were redirected with it stay so (C-060). False: there is no such handle. */
bool redirect_handle_free(struct callout_registry *r, const void *handle);
/* Its id in records, never used again; 0 for what is no handle. */
uint64_t redirect_handle_id(struct callout_registry *r, const void *handle);
/* How many an owner has (NULL: everybody). For reports at unload. */
uint32_t redirect_handle_count(struct callout_registry *r, const void *owner);

/* Ends the handles that an owner left (NULL: everybody's). */
void redirect_handles_expel(struct callout_registry *r, const void *owner);

/* localRedirectContext: memory that belongs to WFP from FwpsApplyModifiedLayerData0 on (C-055). */
struct redirect_context {
    void  *data; /* NULL: none */
    size_t size;
    void (*release)(void *env, void *data); /* once, when the last connection with the record is gone */
    void  *env;
};

enum { REDIRECTIONS_MAX = 16 }; /* of one connection */

/* A new connection's: empty. NULL: no memory. */
struct redirect_records *redirect_records_new(struct callout_registry *r);
struct redirect_records *redirect_records_get(struct redirect_records *records); /* NULL is fine, also to put */
void redirect_records_put(struct redirect_records *records);
/* One more redirection, by a redirect handle as a driver names it; takes the context on success. The caller holds the registry's
 * lock. WFP_INVALID_HANDLE; WFP_OUT_OF_BOUNDS: redirected too often; WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status redirect_records_add(struct redirect_records *records, const void *handle, uint64_t target_pid,
                                                const struct redirect_context *take);
uint32_t redirect_records_count(const struct redirect_records *records);

/* FWPS_CONNECTION_REDIRECT_STATE. */
enum redirected_by { REDIRECTED_BY_NONE, REDIRECTED_BY_SELF, REDIRECTED_BY_OTHER, REDIRECTED_PREVIOUSLY_BY_SELF };
/* `records` and `handle` as drivers name them; what is neither is as if it were NULL. *context (may be NULL): of the handle's
 * newest redirection; NULL in the states without one. */
enum redirected_by redirect_query(struct callout_registry *r, const void *records, const void *handle, void **context);

/* For the ioctls of sockets. The bytes of a connection's records: *size is what they take; WFP_BUFFER_TOO_SMALL when `room` is
 * less; WFP_INVALID_ARGUMENT: `records` are none. */
MUST_CHECK enum wfp_status redirect_records_format(struct callout_registry *r, const void *records, void *out, size_t room,
                                                   size_t *size);
/* Records from such bytes, as a proxy gives them. WFP_INVALID_ARGUMENT: they are none; WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status redirect_records_parse(struct callout_registry *r, struct bytes b, struct redirect_records **out);
/* The newest redirection's context, copied; *size as above. WFP_NOT_FOUND: there is none. */
MUST_CHECK enum wfp_status redirect_records_context(struct callout_registry *r, const void *records, void *out, size_t room,
                                                    size_t *size);

#endif
