/* Which operation a call is. */
#include "api_fwpm/operations.h"

/* The calls that every kind of object has. */
#define OBJECT_OPERATIONS(name, object, container)                                   \
    [CALL_##name##_ADD] = { op_add, object },                                        \
    [CALL_##name##_DELETE_BY_KEY] = { op_delete_key, object },                       \
    [CALL_##name##_GET_BY_KEY] = { op_get_key, object },                             \
    [CALL_##name##_CREATE_ENUM_HANDLE] = { op_enum_open, object },                   \
    [CALL_##name##_ENUM] = { op_enum_next, object },                                 \
    [CALL_##name##_DESTROY_ENUM_HANDLE] = { op_enum_close, object },                 \
    [CALL_##name##_SUBSCRIBE_CHANGES] = { op_subscribe, object },                    \
    [CALL_##name##_UNSUBSCRIBE_CHANGES] = { op_unsubscribe, object },                \
    [CALL_##name##_SUBSCRIPTIONS_GET] = { op_subscriptions, object },                \
    [CALL_##name##_GET_SECURITY_INFO_BY_KEY] = { op_security_get_key, container },   \
    [CALL_##name##_SET_SECURITY_INFO_BY_KEY] = { op_security_set_key, container }

/* Those of kinds with run-time ids. */
#define ID_OPERATIONS(name, object)                        \
    [CALL_##name##_DELETE_BY_ID] = { op_delete_id, object }, \
    [CALL_##name##_GET_BY_ID] = { op_get_id, object }

#define ROW_OPERATIONS(name, rows)                             \
    [CALL_##name##_CREATE_ENUM_HANDLE] = { op_rows_open, rows }, \
    [CALL_##name##_ENUM] = { op_rows_next, rows },               \
    [CALL_##name##_DESTROY_ENUM_HANDLE] = { op_rows_close, rows }

#define SECURITY_OPERATIONS(name, container)                         \
    [CALL_##name##_GET_SECURITY_INFO] = { op_security_get, container }, \
    [CALL_##name##_SET_SECURITY_INFO] = { op_security_set, container }

#define EVENT_OPERATIONS(name, events)                        \
    [CALL_##name##_SUBSCRIBE] = { op_events_subscribe, events }, \
    [CALL_##name##_UNSUBSCRIBE] = { op_events_unsubscribe, events }

const struct operation operations[CALL_OP_COUNT] = {
    [CALL_ENGINE_OPEN] = { op_engine_open, 0, true },
    [CALL_ENGINE_CLOSE] = { op_engine_close },
    [CALL_ENGINE_GET_OPTION] = { op_option_get },
    [CALL_ENGINE_SET_OPTION] = { op_option_set },
    [CALL_TRANSACTION_BEGIN] = { op_begin },
    [CALL_TRANSACTION_COMMIT] = { op_commit },
    [CALL_TRANSACTION_ABORT] = { op_abort },
    OBJECT_OPERATIONS(PROVIDER, OBJECT_PROVIDER, CONTAINER_PROVIDERS),
    OBJECT_OPERATIONS(PROVIDER_CONTEXT, OBJECT_CONTEXT, CONTAINER_CONTEXTS),
    OBJECT_OPERATIONS(SUBLAYER, OBJECT_SUBLAYER, CONTAINER_SUBLAYERS),
    OBJECT_OPERATIONS(CALLOUT, OBJECT_CALLOUT, CONTAINER_CALLOUTS),
    OBJECT_OPERATIONS(FILTER, OBJECT_FILTER, CONTAINER_FILTERS),
    ID_OPERATIONS(PROVIDER_CONTEXT, OBJECT_CONTEXT),
    ID_OPERATIONS(CALLOUT, OBJECT_CALLOUT),
    ID_OPERATIONS(FILTER, OBJECT_FILTER),
    [CALL_LAYER_GET_BY_KEY] = { op_layer_get_key },
    [CALL_LAYER_GET_BY_ID] = { op_layer_get_id },
    [CALL_LAYER_GET_SECURITY_INFO_BY_KEY] = { op_security_get_key, CONTAINER_LAYERS },
    [CALL_LAYER_SET_SECURITY_INFO_BY_KEY] = { op_security_set_key, CONTAINER_LAYERS },
    ROW_OPERATIONS(LAYER, ROWS_LAYERS),
    ROW_OPERATIONS(SESSION, ROWS_SESSIONS),
    ROW_OPERATIONS(NET_EVENT, ROWS_NET_EVENTS),
    ROW_OPERATIONS(CONNECTION, ROWS_CONNECTIONS),
    ROW_OPERATIONS(IPSEC_SA, ROWS_IPSEC_SAS),
    ROW_OPERATIONS(IPSEC_SA_CONTEXT, ROWS_IPSEC_SA_CONTEXTS),
    ROW_OPERATIONS(IKEEXT_SA, ROWS_IKE_SAS),
    ROW_OPERATIONS(IPSEC_DOSP_STATE, ROWS_DOSP_STATES),
    EVENT_OPERATIONS(NET_EVENT, EVENTS_NET),
    EVENT_OPERATIONS(CONNECTION, EVENTS_CONNECTION),
    EVENT_OPERATIONS(VSWITCH_EVENT, EVENTS_VSWITCH),
    EVENT_OPERATIONS(IPSEC_SA_CONTEXT, EVENTS_SA_CONTEXT),
    [CALL_NET_EVENT_SUBSCRIPTIONS_GET] = { op_events_subscriptions, EVENTS_NET },
    [CALL_CONNECTION_SUBSCRIPTIONS_GET] = { op_events_subscriptions, EVENTS_CONNECTION },
    [CALL_IPSEC_SA_CONTEXT_SUBSCRIPTIONS_GET] = { op_events_subscriptions, EVENTS_SA_CONTEXT },
    [CALL_SYSTEM_PORTS_GET] = { op_system_ports },
    EVENT_OPERATIONS(SYSTEM_PORTS, EVENTS_SYSTEM_PORTS),
    [CALL_CONNECTION_GET_BY_ID] = { op_nothing_get, CONTAINER_CONNECTIONS },
    [CALL_ALE_ENDPOINT_GET_BY_ID] = { op_endpoint_get },
    [CALL_ALE_ENDPOINT_CREATE_ENUM_HANDLE] = { op_endpoints_open },
    [CALL_ALE_ENDPOINT_ENUM] = { op_endpoints_next },
    [CALL_ALE_ENDPOINT_DESTROY_ENUM_HANDLE] = { op_endpoints_close },
    SECURITY_OPERATIONS(ALE_ENDPOINT, CONTAINER_ENDPOINTS),
    [CALL_CONNECTION_POLICY_ADD] = { op_connection_policy_add },
    [CALL_CONNECTION_POLICY_DELETE_BY_KEY] = { op_connection_policy_delete },
    [CALL_IPSEC_TUNNEL_ADD] = { op_tunnel_add },
    [CALL_IPSEC_TUNNEL_DELETE_BY_KEY] = { op_tunnel_delete },
    [CALL_IPSEC_GET_STATISTICS] = { op_ipsec_statistics },
    [CALL_IPSEC_DOSP_GET_STATISTICS] = { op_dosp_statistics },
    [CALL_IKEEXT_GET_STATISTICS] = { op_ike_statistics },
    [CALL_IKEEXT_SA_GET_BY_ID] = { op_nothing_get, CONTAINER_IKE_SA_DB },
    [CALL_IKEEXT_SA_DELETE_BY_ID] = { op_nothing_delete, CONTAINER_IKE_SA_DB },
    [CALL_IPSEC_SA_CONTEXT_CREATE] = { op_sa_create },
    [CALL_IPSEC_SA_CONTEXT_GET_BY_ID] = { op_nothing_get, CONTAINER_IPSEC_SA_DB },
    [CALL_IPSEC_SA_CONTEXT_DELETE_BY_ID] = { op_nothing_delete, CONTAINER_IPSEC_SA_DB },
    [CALL_IPSEC_SA_CONTEXT_GET_SPI] = { op_nothing_change, CONTAINER_IPSEC_SA_DB },
    [CALL_IPSEC_SA_CONTEXT_SET_SPI] = { op_nothing_change, CONTAINER_IPSEC_SA_DB },
    [CALL_IPSEC_SA_CONTEXT_ADD_INBOUND] = { op_nothing_change, CONTAINER_IPSEC_SA_DB },
    [CALL_IPSEC_SA_CONTEXT_ADD_OUTBOUND] = { op_nothing_change, CONTAINER_IPSEC_SA_DB },
    [CALL_IPSEC_SA_CONTEXT_EXPIRE] = { op_nothing_change, CONTAINER_IPSEC_SA_DB },
    [CALL_IPSEC_SA_CONTEXT_UPDATE] = { op_nothing_change, CONTAINER_IPSEC_SA_DB },
    [CALL_IPSEC_KEY_MANAGER_ADD_AND_REGISTER] = { op_key_manager_add },
    [CALL_IPSEC_KEY_MANAGER_UNREGISTER_AND_DELETE] = { op_key_manager_delete },
    [CALL_IPSEC_KEY_MANAGERS_GET] = { op_key_managers },
    [CALL_IPSEC_KEY_MANAGER_GET_SECURITY_INFO_BY_KEY] = { op_security_get_key, CONTAINER_KEY_MANAGERS },
    [CALL_IPSEC_KEY_MANAGER_SET_SECURITY_INFO_BY_KEY] = { op_security_set_key, CONTAINER_KEY_MANAGERS },
    SECURITY_OPERATIONS(ENGINE, CONTAINER_ENGINE),
    SECURITY_OPERATIONS(NET_EVENTS, CONTAINER_NET_EVENTS),
    SECURITY_OPERATIONS(CONNECTION, CONTAINER_CONNECTIONS),
    SECURITY_OPERATIONS(VSWITCH_EVENTS, CONTAINER_VSWITCH_EVENTS),
    SECURITY_OPERATIONS(IPSEC_SA_DB, CONTAINER_IPSEC_SA_DB),
    SECURITY_OPERATIONS(IKEEXT_SA_DB, CONTAINER_IKE_SA_DB),
    SECURITY_OPERATIONS(IPSEC_DOSP, CONTAINER_IPSEC_DOSP),
};
