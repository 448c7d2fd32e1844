/* The operations: what each call does, once its arguments are there. Private to api_fwpm. */
#ifndef WFP_API_FWPM_OPERATIONS_H
#define WFP_API_FWPM_OPERATIONS_H

#include <pthread.h>

#include "api_fwpm/fwpm.h"
#include "bfe/container.h"
#include "bfe/enumerate.h"
#include "bfe/session.h"

struct fwpm_client {
    struct fwpm_client_config config; /* immutable, with caller in the arena */
    struct arena              arena;
    pthread_mutex_t           lock;
    struct bfe_session       *session; /* guarded by: lock; held */
};

/* The session, held for one call; NULL when there is none. */
struct bfe_session *client_session(struct fwpm_client *c);

/* One call under way. Results live in the arena, or reach into the objects that it holds. */
struct fwpm_call {
    struct fwpm_client         *client;
    struct bfe_session         *session; /* NULL only for operations that need none */
    const struct call_row      *row;
    struct arena               *arena;
    const union call_argument  *in;  /* by slot, newest versions */
    union call_argument        *out; /* by slot */
    struct object             **objects;
    uint32_t                    object_count;
};

/* `kind` is what the row of the table below says: enum object_kind, enum container, enum row_kind. */
typedef enum wfp_status (*operation_fn)(struct fwpm_call *c, int kind);

struct operation {
    operation_fn run;
    int          kind;
    bool         needs_no_session;
};
extern const struct operation operations[CALL_OP_COUNT];

/* Keeps a counted object until the reply is done. */
MUST_CHECK enum wfp_status call_keep(struct fwpm_call *c, struct object *take);

/* held.c: the answer is a list, at slots 1 and 2, of what all sessions hold under a kind. `structure_of` finds the structure, of `type`, in
 * what is held; NULL: it is the structure. */
typedef const void *(*structure_fn)(const void *what);
MUST_CHECK enum wfp_status call_list_held(struct fwpm_call *c, int kind, const struct record_type *type, structure_fn structure_of);

/* objects.c */
enum wfp_status op_add(struct fwpm_call *c, int kind);
enum wfp_status op_delete_key(struct fwpm_call *c, int kind);
enum wfp_status op_delete_id(struct fwpm_call *c, int kind);
enum wfp_status op_get_key(struct fwpm_call *c, int kind);
enum wfp_status op_get_id(struct fwpm_call *c, int kind);
enum wfp_status op_layer_get_key(struct fwpm_call *c, int kind);
enum wfp_status op_layer_get_id(struct fwpm_call *c, int kind);

/* enumerations.c */
enum wfp_status op_enum_open(struct fwpm_call *c, int kind);
enum wfp_status op_enum_next(struct fwpm_call *c, int kind);
enum wfp_status op_enum_close(struct fwpm_call *c, int kind);

/* rows.c: enumerations of what are no policy objects, each with its container. */
enum row_kind { ROWS_LAYERS, ROWS_SESSIONS, ROWS_NET_EVENTS, ROWS_CONNECTIONS, ROWS_IPSEC_SAS, ROWS_IPSEC_SA_CONTEXTS, ROWS_IKE_SAS,
                ROWS_DOSP_STATES };
enum wfp_status op_rows_open(struct fwpm_call *c, int kind);
enum wfp_status op_rows_next(struct fwpm_call *c, int kind);
enum wfp_status op_rows_close(struct fwpm_call *c, int kind);

/* endpoints.c */
enum wfp_status op_endpoint_get(struct fwpm_call *c, int kind);
enum wfp_status op_endpoints_open(struct fwpm_call *c, int kind);
enum wfp_status op_endpoints_next(struct fwpm_call *c, int kind);
enum wfp_status op_endpoints_close(struct fwpm_call *c, int kind);

/* event_subscriptions.c: to what is no policy object. */
enum event_kind { EVENTS_NET, EVENTS_CONNECTION, EVENTS_VSWITCH, EVENTS_SA_CONTEXT, EVENTS_SYSTEM_PORTS, EVENT_KIND_COUNT };
enum wfp_status op_events_subscribe(struct fwpm_call *c, int kind);
enum wfp_status op_events_unsubscribe(struct fwpm_call *c, int kind);
enum wfp_status op_events_subscriptions(struct fwpm_call *c, int kind);

/* ipsec_engine.c: `container` is the one that is asked. */
enum wfp_status op_nothing_get(struct fwpm_call *c, int container);
enum wfp_status op_nothing_delete(struct fwpm_call *c, int container);
enum wfp_status op_nothing_change(struct fwpm_call *c, int container);
enum wfp_status op_sa_create(struct fwpm_call *c, int kind);
enum wfp_status op_ipsec_statistics(struct fwpm_call *c, int kind);
enum wfp_status op_dosp_statistics(struct fwpm_call *c, int kind);
enum wfp_status op_ike_statistics(struct fwpm_call *c, int kind);
enum wfp_status op_system_ports(struct fwpm_call *c, int kind);

/* key_managers.c */
enum wfp_status op_key_manager_add(struct fwpm_call *c, int kind);
enum wfp_status op_key_manager_delete(struct fwpm_call *c, int kind);
enum wfp_status op_key_managers(struct fwpm_call *c, int kind);

/* tunnels.c */
enum wfp_status op_tunnel_add(struct fwpm_call *c, int kind);
enum wfp_status op_tunnel_delete(struct fwpm_call *c, int kind);
enum wfp_status op_connection_policy_add(struct fwpm_call *c, int kind);
enum wfp_status op_connection_policy_delete(struct fwpm_call *c, int kind);

/* subscriptions.c */
enum wfp_status op_subscribe(struct fwpm_call *c, int kind);
enum wfp_status op_unsubscribe(struct fwpm_call *c, int kind);
enum wfp_status op_subscriptions(struct fwpm_call *c, int kind);

/* securities.c: with a key at slot 1, or for one container alone. */
enum wfp_status op_security_get_key(struct fwpm_call *c, int container);
enum wfp_status op_security_set_key(struct fwpm_call *c, int container);
enum wfp_status op_security_get(struct fwpm_call *c, int container);
enum wfp_status op_security_set(struct fwpm_call *c, int container);

/* engine.c */
enum wfp_status op_engine_open(struct fwpm_call *c, int kind);
enum wfp_status op_engine_close(struct fwpm_call *c, int kind);
enum wfp_status op_begin(struct fwpm_call *c, int kind);
enum wfp_status op_commit(struct fwpm_call *c, int kind);
enum wfp_status op_abort(struct fwpm_call *c, int kind);
enum wfp_status op_option_get(struct fwpm_call *c, int kind);
enum wfp_status op_option_set(struct fwpm_call *c, int kind);

#endif
