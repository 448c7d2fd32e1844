/* The switch as an NDIS extensible switch: every change is a request that goes through the ordered list of extensions, which may
 * refuse or pend it, and is applied then. Requests are served one at a time, in the order in which they were submitted; functions
 * of an extension are called without a lock, by whatever thread submits or completes a request, and may submit others (these wait
 * for their turn). Any thread. */
#ifndef WFP_VSWITCH_CONTROL_H
#define WFP_VSWITCH_CONTROL_H

#include "vswitch/switch.h"

struct switch_control;

/* As the OIDs are named (ntddndis.h: OID_SWITCH_...). */
enum switch_oid {
    SWITCH_OID_ACTIVATE,        /* the switch has its first ports and begins to work (IsActive) */
    SWITCH_OID_PORT_CREATE,
    SWITCH_OID_PORT_UPDATED,
    SWITCH_OID_PORT_TEARDOWN,   /* its NICs are gone; from now on nothing new is asked of the port */
    SWITCH_OID_PORT_DELETE,
    SWITCH_OID_NIC_CREATE,
    SWITCH_OID_NIC_CONNECT,     /* frames flow */
    SWITCH_OID_NIC_UPDATED,
    SWITCH_OID_NIC_DISCONNECT,  /* no more frames */
    SWITCH_OID_NIC_DELETE,
    SWITCH_OID_PROPERTY_ADD,    /* of the switch */
    SWITCH_OID_PROPERTY_UPDATE,
    SWITCH_OID_PROPERTY_DELETE,
    SWITCH_OID_PORT_PROPERTY_ADD, /* custom policies of a port */
    SWITCH_OID_PORT_PROPERTY_UPDATE,
    SWITCH_OID_PORT_PROPERTY_DELETE,
    SWITCH_OID_NIC_SAVE,        /* issued again and again until no extension adds a block */
    SWITCH_OID_NIC_SAVE_COMPLETE,
    SWITCH_OID_NIC_RESTORE,     /* once for each block */
    SWITCH_OID_NIC_RESTORE_COMPLETE,
    SWITCH_OID_COUNT
};
/* "PORT_CREATE" and so on. Static storage. */
const char *switch_oid_name(enum switch_oid oid);
/* Creations, updates, properties that are added or updated, save and restore. What says that something ends, or has happened, must
 * not be failed: the answer of an extension that does is overruled. */
bool switch_oid_refusable(enum switch_oid oid);

/* A policy of the switch or of a port, which means something to who knows its id (F-024). */
struct switch_property {
    struct guid  id, instance;
    uint32_t     version;
    struct bytes data; /* borrowed, copied by whoever keeps it */
};

/* A block of a NIC's run-time state: whose it is, and bytes that only the owner understands (F-025). */
struct switch_state_block {
    struct guid  extension, feature;
    char         extension_name[SWITCH_NAME_SIZE];
    struct bytes data; /* as above */
};

struct switch_saved; /* blocks, in the order in which they were added */

struct switch_request {
    uint8_t  oid;       /* enum switch_oid */
    uint16_t nic_index; /* NIC_... */
    uint32_t port_id;   /* PORT_..., NIC_..., PORT_PROPERTY_... */
    /* Who submits gives those that the change is about: port (PORT_CREATE, PORT_UPDATED), nic (NIC_CREATE, NIC_UPDATED), property
     * (..PROPERTY_..; DELETE looks at its ids only), state (NIC_RESTORE), saved (NIC_SAVE). An extension sees, beside these, the
     * port and NIC concerned as they are before the change. All are copies that live until the request is over, but `saved`. */
    const struct switch_port        *port;
    const struct switch_nic         *nic;
    const struct switch_property    *property;
    const struct switch_state_block *state;
    struct switch_saved             *saved;
};

/* --- extensions ------------------------------------------------------------------------------------------------------------ */

enum switch_extension_kind { SWITCH_CAPTURING, SWITCH_FILTERING, SWITCH_FORWARDING };

/* Any may be NULL. */
struct switch_extension_ops {
    /* The extension is bound to the switch; a failure keeps it out. Ports and NICs that are there are in vswitch_port_at() ... */
    enum wfp_status (*attach)(void *context, struct switch_control *c);
    void (*detach)(void *context, struct switch_control *c);
    /* The list is about to change, has changed (switch_extension_at() shows the new one), and the stack runs again. */
    void (*pause)(void *context, struct switch_control *c);
    void (*reordered)(void *context, struct switch_control *c);
    void (*restart)(void *context, struct switch_control *c);
    /* Before the change: WFP_OK passes the request on; WFP_PENDING: switch_request_complete() says so later, even before this
     * returns; anything else refuses it. */
    enum wfp_status (*request)(void *context, struct switch_control *c, const struct switch_request *r);
    /* Afterwards, in reverse order, to each extension that passed the request on: applied, or refused further down. */
    void (*completed)(void *context, struct switch_control *c, const struct switch_request *r, enum wfp_status status);
};

struct switch_extension {
    struct guid id;
    char        name[SWITCH_NAME_SIZE];
    uint8_t     kind; /* enum switch_extension_kind */
    const struct switch_extension_ops *ops; /* static storage */
    void       *context;
};

/* WFP's own extension. */
extern const struct guid switch_wfp_extension;

/* To its default place: behind those of its kind, WFP before the other filtering ones (F-015). WFP_ALREADY_EXISTS: the id, or a
 * second forwarding one; WFP_UNSUPPORTED: WFP on an IOV switch (F-011); WFP_DEVICE_BUSY: a request is under way. */
MUST_CHECK enum wfp_status switch_extension_add(struct switch_control *c, const struct switch_extension *e);
MUST_CHECK enum wfp_status switch_extension_remove(struct switch_control *c, const struct guid *id);
/* `order` has every id once, and keeps the kinds apart: capturing, filtering, forwarding. WFP_INVALID_ARGUMENT, WFP_DEVICE_BUSY. */
MUST_CHECK enum wfp_status switch_extensions_reorder(struct switch_control *c, const struct guid *order, uint32_t count);
uint32_t                       switch_extension_count(const struct switch_control *c);
const struct switch_extension *switch_extension_at(const struct switch_control *c, uint32_t position); /* ingress passes 0 first */
/* The first filtering extension at ingress, and so the last at egress. False also when WFP is not there. */
bool switch_wfp_in_default_place(const struct switch_control *c);

/* --- the switch ------------------------------------------------------------------------------------------------------------ */

struct switch_control_config {
    struct vswitch *sw; /* borrowed */
    /* Calls change(argument) while nobody forwards. NULL: nobody ever does meanwhile. */
    void (*quiesce)(void *context, void (*change)(void *argument), void *argument);
    /* Who waits for a request that is pended: called until it is over. NULL: the thread sleeps until then. */
    void (*wait)(void *context);
    /* An extension answered what it must not (switch_oid_refusable()). May be NULL. */
    void (*overruled)(void *context, const struct switch_extension *e, const struct switch_request *r, enum wfp_status status);
    void *context;
};

MUST_CHECK enum wfp_status switch_control_new(const struct switch_control_config *config, struct switch_control **out);
/* Detaches the extensions, in reverse order. No request may be under way. */
void            switch_control_free(struct switch_control *c);
struct vswitch *switch_control_switch(const struct switch_control *c);

typedef void switch_done_fn(void *context, enum wfp_status status);
/* WFP_PENDING: `done` (may be NULL) is called when it is over, by any thread; it never is otherwise. Wrong order of states:
 * WFP_NOT_FOUND, WFP_ALREADY_EXISTS, WFP_IN_USE (a port with NICs), WFP_UNSUCCESSFUL (not in the state for that). */
MUST_CHECK enum wfp_status switch_submit(struct switch_control *c, const struct switch_request *r, switch_done_fn *done, void *context);
/* Waits. Not for extensions. */
MUST_CHECK enum wfp_status switch_do(struct switch_control *c, const struct switch_request *r);
/* The extension that pended answers. WFP_NOT_FOUND: it is not, or no more, that request's turn; WFP_INVALID_ARGUMENT: WFP_PENDING. */
MUST_CHECK enum wfp_status switch_request_complete(struct switch_control *c, const struct switch_request *r, enum wfp_status status);
/* Calls look(argument) while no request changes the switch: so a thread that is not just now asked or told as an extension reads its
 * ports, NICs and properties. What they point at is borrowed until it returns. It must not submit, nor wait. */
void switch_look(struct switch_control *c, void (*look)(void *argument), void *argument);
/* Returns when no request is under way, for one that is pended when it was answered. */
void switch_control_settle(struct switch_control *c);
/* A request waits for an extension. */
bool switch_control_pended(struct switch_control *c);

/* What NDIS_SWITCH_PARAMETERS says. The first: when the switch was made (F-021). */
struct switch_parameters {
    uint32_t ports;
    bool     active;
};
const struct switch_parameters *switch_first_parameters(const struct switch_control *c);
struct switch_parameters        switch_parameters_now(const struct switch_control *c);

/* Properties of a port, or of the switch (port_id 0), in the order in which they came; NULL: no more. Borrowed until a change. */
const struct switch_property *switch_property_at(const struct switch_control *c, uint32_t port_id, uint32_t position);

/* --- steps in the right order; these wait ------------------------------------------------------------------------------------ */

/* PORT_CREATE, NIC_CREATE, NIC_CONNECT; what was done is undone when a later step is refused. States are set here. */
MUST_CHECK enum wfp_status switch_plug(struct switch_control *c, const struct switch_port *port, const struct switch_nic *nic);
/* NIC_DISCONNECT and NIC_DELETE for each NIC, PORT_TEARDOWN, PORT_DELETE, as far as there is something to do. */
MUST_CHECK enum wfp_status switch_unplug(struct switch_control *c, uint32_t port_id);

/* --- run-time state (move.c) ------------------------------------------------------------------------------------------------- */

MUST_CHECK enum wfp_status switch_saved_new(struct switch_saved **out);
void                             switch_saved_free(struct switch_saved *s);
uint32_t                         switch_saved_count(const struct switch_saved *s);
const struct switch_state_block *switch_saved_at(const struct switch_saved *s, uint32_t position);
/* An extension answers NIC_SAVE: copies one block. It answers WFP_OK then, and is asked again; who has no more adds nothing and
 * passes the request on. WFP_OUT_OF_BOUNDS: too much. */
MUST_CHECK enum wfp_status switch_saved_add(struct switch_saved *s, const struct switch_state_block *block);

/* NIC_SAVE until nobody adds a block, NIC_SAVE_COMPLETE. */
MUST_CHECK enum wfp_status switch_save(struct switch_control *c, uint32_t port_id, uint16_t nic_index, struct switch_saved *into);
/* NIC_RESTORE for each block, NIC_RESTORE_COMPLETE. */
MUST_CHECK enum wfp_status switch_restore(struct switch_control *c, uint32_t port_id, uint16_t nic_index, const struct switch_saved *from);

/* Moves a live port with its only NIC and its properties to another switch, where its id is `new_id`. All that can be refused is
 * asked before the port leaves its switch; a refusal leaves it where it is, and nothing on the other. */
MUST_CHECK enum wfp_status switch_move(struct switch_control *from, uint32_t port_id, struct switch_control *to, uint32_t new_id);

#endif
