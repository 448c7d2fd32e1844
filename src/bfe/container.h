/* What has a security descriptor besides the objects: the engine, and a container for each type of object. */
#ifndef WFP_BFE_CONTAINER_H
#define WFP_BFE_CONTAINER_H

enum container {
    CONTAINER_ENGINE,
    CONTAINER_PROVIDERS,
    CONTAINER_CONTEXTS,
    CONTAINER_SUBLAYERS,
    CONTAINER_LAYERS,
    CONTAINER_CALLOUTS,
    CONTAINER_FILTERS,
    CONTAINER_NET_EVENTS,
    CONTAINER_CONNECTIONS,
    CONTAINER_VSWITCH_EVENTS,
    CONTAINER_IPSEC_SA_DB,
    CONTAINER_IKE_SA_DB,
    CONTAINER_IPSEC_DOSP,
    CONTAINER_KEY_MANAGERS,
    CONTAINER_COUNT
};

/* Standard rights, beside ACTRL_*. */
#define ACTRL_DELETE 0x10000u

#endif
