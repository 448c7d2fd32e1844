/* What drivers hear of virtual switches (FwpsvSwitchEventsSubscribe0, docs/behaviour F): subscriptions with up to seven callbacks
 * each, the telling, and notices that a driver holds back until FwpsvSwitchNotifyComplete0. callout/switch_watch.h says what
 * happens; api_km/fwps_switch_event.c how a driver sees it.
 *
 * Subscribers are told one after the other, in the order in which they subscribed, without a lock, by the thread on which it
 * happens; what comes after a held notice is told by a worker of the system. A refusal ends the telling. */
#ifndef WFP_CALLOUT_SWITCH_EVENT_H
#define WFP_CALLOUT_SWITCH_EVENT_H

#include "callout/registry.h"
#include "vswitch/control.h"

struct switch_events; /* of a registry */
struct switch_notice;

/* In the order of FWPS_VSWITCH_EVENT_DISPATCH_TABLE0. */
enum switch_callback {
    SWITCH_CALLBACK_LIFETIME,
    SWITCH_CALLBACK_PORT,
    SWITCH_CALLBACK_INTERFACE,
    SWITCH_CALLBACK_REORDER,
    SWITCH_CALLBACK_POLICY,
    SWITCH_CALLBACK_SAVE,
    SWITCH_CALLBACK_RESTORE,
    SWITCH_CALLBACK_COUNT
};

/* Values of FWPS_VSWITCH_EVENT_TYPE. */
enum switch_event_type {
    SWITCH_EVENT_NONE,
    SWITCH_EVENT_CREATE,
    SWITCH_EVENT_DELETE,
    SWITCH_EVENT_PORT_CREATE,
    SWITCH_EVENT_PORT_DELETE,
    SWITCH_EVENT_INTERFACE_CREATE,
    SWITCH_EVENT_INTERFACE_DELETE,
    SWITCH_EVENT_INTERFACE_CONNECT,
    SWITCH_EVENT_INTERFACE_DISCONNECT,
    SWITCH_EVENT_POLICY_ADD,
    SWITCH_EVENT_POLICY_UPDATE,
    SWITCH_EVENT_POLICY_DELETE,
    SWITCH_EVENT_SAVE,
    SWITCH_EVENT_RESTORE
};

/* All that is pointed at is valid during the call, and while a notice is held. */
struct switch_event {
    uint8_t     callback, type;
    const char *name, *friendly_name;
    struct switch_parameters  first;   /* as the switch was made (F-021) */
    const struct switch_port *ports;   /* LIFETIME CREATE: all that are there; PORT: the one */
    uint32_t                  port_count;
    const struct switch_nic  *nics;    /* LIFETIME CREATE: all; INTERFACE: the one */
    uint32_t                  nic_count;
    uint32_t                  port_id; /* POLICY, SAVE, RESTORE */
    const struct switch_property *property; /* POLICY */
    struct bytes                  state;    /* RESTORE */
    struct guid                   provider; /* POLICY, RESTORE: whom alone it concerns (F-024, F-025) */
    const struct switch_extension *const *extensions; /* REORDER: in the order of ingress, WFP not in its place */
    uint32_t                              extension_count;
};

/* May the driver hold it back (F-004, F-005, J-028)? */
bool switch_callback_may_pend(enum switch_callback c);

struct switch_subscriber {
    const void *owner; /* the driver */
    struct guid provider;
    unsigned    wants; /* a bit an enum switch_callback */
    /* WFP_PENDING only with a notice, which is NULL for what cannot be held back. */
    enum wfp_status (*told)(void *context, const struct switch_event *e, struct switch_notice *n);
    void (*release)(void *context);
    void *context; /* taken on success */
};

/* Tells the subscriber of all switches that are there, before it returns (F-023). `id` is written before that. */
MUST_CHECK enum wfp_status switch_subscribe(struct callout_registry *r, const struct switch_subscriber *s, uint32_t *id);
/* Returns when no function of it runs but those that the caller is in. What it holds back it still has to answer. WFP_NOT_FOUND. */
MUST_CHECK enum wfp_status switch_unsubscribe(struct callout_registry *r, const void *owner, uint32_t id);
/* For the host, when a driver is gone: how many subscriptions it left. What it held back has failed. */
uint32_t switch_subscribers_expel(struct callout_registry *r, const void *owner);

/* --- notices --------------------------------------------------------------------------------------------------------------- */

/* For the functions that are told: what a subscriber answers beside its status. */
struct switch_answer {
    void  *saved; /* SAVE: run-time state; the subscriber's, copied when it answers */
    size_t saved_size;
    void  *kept;  /* of malloc(), freed when the notice goes to the next subscriber or is over */
};
struct switch_answer *switch_notice_answer(struct switch_notice *n);
/* The subscriber answers what it held back; also before `told` has returned. False: there is no such notice. */
bool switch_notice_complete(struct callout_registry *r, const void *notice, enum wfp_status status);

/* Why filters must not be added or deleted now (F-008): the thread is in a callback, or the driver holds a notice back. */
enum switch_ban { SWITCH_BAN_NONE, SWITCH_BAN_CALLBACK, SWITCH_BAN_PENDED };
enum switch_ban switch_ban_of(struct callout_registry *r, const void *owner);

#endif
