/* What a controlled switch is made of. Private to control.c, extensions.c, oids.c, properties.c. */
#ifndef WFP_VSWITCH_CONTROL_STATE_H
#define WFP_VSWITCH_CONTROL_STATE_H

#include <pthread.h>

#include "vswitch/control.h"

#define MAX_EXTENSIONS 16u

/* A request, with all it points to, from when it is submitted until it is over. */
struct job {
    struct switch_request     seen; /* what extensions are shown */
    struct switch_port        port;
    struct switch_nic         nic;
    struct switch_property    property;
    struct switch_state_block state;
    void                     *data;   /* bytes of the property or the block */
    uint32_t                  at;     /* extension whose turn it is: owner thread */
    uint32_t                  blocks; /* of `saved` when it began */
    switch_done_fn           *done;
    void                     *context;
    struct outcome           *outcome; /* guarded by: lock; of the submitter that is still there, else NULL */
    bool                      asking, answered, pended; /* guarded by: lock */
    enum wfp_status           answer;  /* guarded by: lock */
    struct job               *next;    /* guarded by: lock */
};

struct outcome {
    bool            over; /* guarded by: lock */
    enum wfp_status status;
};

struct property_entry {
    struct property_entry *next;
    uint32_t               port_id;
    struct switch_property property;
    void                  *data;
};

struct switch_control {
    struct switch_control_config config; /* immutable */
    struct switch_parameters     first;  /* immutable */
    pthread_mutex_t              lock;
    pthread_cond_t               over;   /* a request that somebody waits for is over, or nobody is busy */
    pthread_mutex_t              records; /* while a request changes ports, NICs or properties, or somebody looks at them */
    bool                         busy;   /* guarded by: lock; whoever set it owns what follows but the queue */
    struct job                  *head, **tail; /* guarded by: lock */
    struct job                  *current;      /* guarded by: lock */
    struct switch_extension      extensions[MAX_EXTENSIONS];
    uint32_t                     extension_count;
    struct property_entry       *properties;
    bool                         active;
};

/* Becomes the one thread that changes something. False: another is. Ends with control_serve(). */
bool control_enter(struct switch_control *c);
/* Serves the requests that came meanwhile, and lets others in unless one of them is pended. */
void control_serve(struct switch_control *c);

/* --- oids.c: the rules of each request ---------------------------------------------------------------------------------------- */

/* Whether the switch is in the state for it; fills in the port and the NIC that it is about. */
enum wfp_status oid_begin(struct switch_control *c, struct job *j);
/* False: it says something and changes nothing. */
bool oid_changes(enum switch_oid oid);
/* The change itself, while nobody forwards. */
enum wfp_status oid_apply(struct switch_control *c, const struct job *j);

/* --- properties.c --------------------------------------------------------------------------------------------------------------- */

bool            properties_has(const struct switch_control *c, uint32_t port_id, const struct switch_property *p);
enum wfp_status properties_add(struct switch_control *c, uint32_t port_id, const struct switch_property *p);
enum wfp_status properties_update(struct switch_control *c, uint32_t port_id, const struct switch_property *p);
void            properties_delete(struct switch_control *c, uint32_t port_id, const struct switch_property *p);
void            properties_forget_port(struct switch_control *c, uint32_t port_id);
void            properties_fini(struct switch_control *c);

#endif
