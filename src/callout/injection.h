/* Injection handles, and packets on their way from a driver into the stack (docs/behaviour D.3 ... D.6). Any thread. */
#ifndef WFP_CALLOUT_INJECTION_H
#define WFP_CALLOUT_INJECTION_H

#include "base/guid.h"
#include "callout/registry.h"
#include "callout/send_params.h"
#include "callout/sink.h"
#include "pkt/nbl_state.h"

struct flow;
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

/* Where a packet enters (D-044 ... D-052). */
enum injection_path {
    INJECTION_NETWORK_SEND,
    INJECTION_NETWORK_RECEIVE,
    INJECTION_TRANSPORT_SEND,
    INJECTION_TRANSPORT_RECEIVE,
    INJECTION_FORWARD,
    INJECTION_MAC_SEND,
    INJECTION_MAC_RECEIVE,
    INJECTION_VSWITCH_INGRESS,
    INJECTION_PATH_COUNT
};
#define INJECTION_IP_PATHS INJECTION_MAC_SEND /* those before it enter at the IP layers or above */

/* "network send". Static storage. */
const char *injection_path_name(enum injection_path path);

/* Types 0: transport, stream and forward (D-028). FAMILY_NONE: any, but not for network (D-029). WFP_INVALID_ARGUMENT,
 * WFP_NO_MEMORY, WFP_TCPIP_NOT_READY. `owner` as in struct callout_registration. */
MUST_CHECK enum wfp_status injection_handle_new(struct callout_registry *r, enum family family, uint32_t types,
                                                const void *owner, struct injection_handle **out);
/* Waits until every injection made with it has completed; new ones meanwhile get WFP_INJECT_HANDLE_CLOSING (D-031).
 * WFP_INVALID_HANDLE for what is no handle. */
MUST_CHECK enum wfp_status injection_handle_free(struct callout_registry *r, const void *handle);
bool injection_handle_exists(struct callout_registry *r, const void *handle);
/* The registry ends, and nothing is under way. */
void injection_handles_forget(struct callout_registry *r);
/* How many an owner has (NULL: everybody). For reports at unload. */
uint32_t injection_handle_count(struct callout_registry *r, const void *owner);
/* Its id in struct lineage; 0 for what is no handle. */
uint64_t injection_handle_id(struct callout_registry *r, const void *handle);
/* Who made the handle with this id; NULL: it is gone, or nobody's. */
const void *injection_handle_owner(struct callout_registry *r, uint64_t id);

/* What the driver did wrong, as the walk has seen it: for a report when the injection completes. */
enum injection_fault {
    INJECTION_FINE,
    INJECTION_UNALIGNED,         /* D-082 */
    INJECTION_IP_CHECKSUM,       /* D-079 */
    INJECTION_TRANSPORT_CHECKSUM, /* D-080 */
    INJECTION_PARAMS_GONE,       /* D-066 */
};

/* Lists that were injected together and are given back in segments (D-088). */
struct injection_group {
    void (*walked)(struct injection_group *g); /* one of them has been walked; it may have completed, or be held yet */
};

/* One list on its way. */
struct injection {
    struct sink_link         link;    /* the sink's queue */
    struct injection_handle *handle;
    const void              *owner;   /* of the handle */
    void                    *context; /* injectionContext */
    enum injection_path      path;
    enum family              family;
    uint32_t                 compartment;
    uint32_t                 interface_index, sub_interface_index; /* receive and forward */
    uint64_t                 endpoint; /* transport send: endpointHandle */
    uint16_t                 layer_id;  /* MAC: of the layer whose frames these are */
    uint32_t                 ndis_port; /* MAC */
    struct guid              vswitch_id; /* vSwitch */
    uint32_t                 source_port; /* vSwitch: port and NIC from which it comes, as it were */
    uint16_t                 source_nic;
    struct send_params       params;
    NET_BUFFER_LIST         *nbl;
    enum injection_fault     fault; /* the walk's */
    bool                     endless; /* the host's: drivers inject without end, it is dropped */
    /* Exactly once, when nothing holds the list any more; nbl->Status tells how it went (D-034, D-035). At up to
     * DISPATCH_LEVEL, on any thread. */
    void (*complete)(struct injection *i);
    void *border; /* of whoever set `complete` */
    struct injection_group *group; /* outlives the injection until it was told; NULL: alone */
    /* The walking thread's: called before `complete`; NULL: nothing to undo. */
    void (*undo)(struct injection *i);
    void *stack;
};

/* What every path checks before the sink gets it: the handle (closing, stale: D-030, D-110), the list (D-069), the family.
 * On success the handle counts it, the list's lineage names it, and the sink has it. On failure nothing happened and the
 * caller still owns list and injection (D-033). */
MUST_CHECK enum wfp_status injection_start(struct callout_registry *r, const void *handle, struct injection *i);
/* Counts as one more injection with the handle until it is put; NULL: there is no such handle, or it is being closed. */
struct injection_handle *injection_handle_hold(struct callout_registry *r, const void *handle);
void injection_handle_put(struct injection_handle *h);
/* The data begin with an IP header, and not with one of Ethernet (D-097). */
bool injection_lacks_mac_header(const NET_BUFFER_LIST *nbl);
/* The layer whose classify is in progress on this thread and called into a driver, and its flow; NULL: none. */
const struct layer_row *injection_inside(const struct flow **flow);
/* The sink is done with the packet; `ntstatus` as NET_BUFFER_LIST.Status. The completion follows when references and clones
 * of the list are gone. */
void injection_done(struct injection *i, int32_t ntstatus);

#endif
