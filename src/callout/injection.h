/* Injection handles: who injects, and what kind of packets. Nothing can be injected yet; what exists is the handle, which
 * drivers make when they load and ask packets about. Any thread. */
#ifndef WFP_CALLOUT_INJECTION_H
#define WFP_CALLOUT_INJECTION_H

#include "callout/registry.h"

struct injection_handle;

/* FWPS_INJECTION_TYPE_*. */
enum injection_type {
    INJECT_STREAM = 0x1,
    INJECT_TRANSPORT = 0x2,
    INJECT_NETWORK = 0x4,
    INJECT_FORWARD = 0x8,
    INJECT_L2 = 0x10,
    INJECT_VSWITCH_TRANSPORT = 0x20,
};

/* Types 0: transport, stream and forward (D-028). FAMILY_NONE: any, but not for network (D-029). WFP_INVALID_ARGUMENT,
 * WFP_NO_MEMORY. `owner` as in struct callout_registration. */
MUST_CHECK enum wfp_status injection_handle_new(struct callout_registry *r, enum family family, uint32_t types,
                                                const void *owner, struct injection_handle **out);
/* WFP_INVALID_HANDLE for what is no handle. */
MUST_CHECK enum wfp_status injection_handle_free(struct callout_registry *r, const void *handle);
bool injection_handle_exists(struct callout_registry *r, const void *handle);
/* How many an owner has (NULL: everybody). For reports at unload. */
uint32_t injection_handle_count(struct callout_registry *r, const void *owner);

#endif
