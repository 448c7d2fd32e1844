/* Generated from schema/ by tools/gen/generate.py (make gen). Do not edit. */
#ifndef WFP_BASE_GEN_STATUS_H
#define WFP_BASE_GEN_STATUS_H

enum wfp_status {
    WFP_OK = 0,
    WFP_CALLOUT_NOT_FOUND, /* No such callout. */
    WFP_CONDITION_NOT_FOUND, /* Condition key unknown. */
    WFP_FILTER_NOT_FOUND, /* No such filter. */
    WFP_LAYER_NOT_FOUND, /* No such layer. */
    WFP_PROVIDER_NOT_FOUND, /* No such provider. */
    WFP_PROVIDER_CONTEXT_NOT_FOUND, /* No such provider context. */
    WFP_SUBLAYER_NOT_FOUND, /* No such sublayer. */
    WFP_NOT_FOUND, /* Object does not exist. */
    WFP_ALREADY_EXISTS, /* Object with that GUID/LUID exists. */
    WFP_IN_USE, /* Object referenced by others, cannot delete. */
    WFP_DYNAMIC_SESSION_IN_PROGRESS, /* Call not allowed in a dynamic session. */
    WFP_WRONG_SESSION, /* Call made from the wrong session. */
    WFP_NO_TXN_IN_PROGRESS, /* Needs an explicit transaction. */
    WFP_TXN_IN_PROGRESS, /* Not allowed inside an explicit transaction. */
    WFP_TXN_ABORTED, /* Transaction was cancelled. */
    WFP_SESSION_ABORTED, /* Session was cancelled. */
    WFP_INCOMPATIBLE_TXN, /* Not allowed in a read-only transaction. */
    WFP_TIMEOUT, /* Timed out waiting for transaction lock. */
    WFP_NET_EVENTS_DISABLED, /* Net event collection is off. */
    WFP_INCOMPATIBLE_LAYER, /* Operation not supported at this layer. */
    WFP_KM_CLIENTS_ONLY, /* Only kernel-mode callers. */
    WFP_LIFETIME_MISMATCH, /* Object lifetimes do not match (e.g. persistent referring to dynamic). */
    WFP_BUILTIN_OBJECT, /* Built-in object cannot be deleted. */
    WFP_TOO_MANY_BOOTTIME_FILTERS, /* Older name for the same value. */
    WFP_TOO_MANY_CALLOUTS, /* Callout limit reached. */
    WFP_NOTIFICATION_DROPPED, /* Queue full, notification lost. */
    WFP_TRAFFIC_MISMATCH, /* Traffic parameters differ from the SA context. */
    WFP_INCOMPATIBLE_SA_STATE, /* Not allowed in current SA state. */
    WFP_NULL_POINTER, /* Required pointer is NULL. */
    WFP_INVALID_ENUMERATOR, /* Enum member out of range. */
    WFP_INVALID_FLAGS, /* Flags invalid. */
    WFP_INVALID_NET_MASK, /* Network mask invalid. */
    WFP_INVALID_RANGE, /* FWP_RANGE invalid. */
    WFP_INVALID_INTERVAL, /* Time interval invalid. */
    WFP_ZERO_LENGTH_ARRAY, /* Array of length 0. */
    WFP_NULL_DISPLAY_NAME, /* DisplayData.name is NULL. */
    WFP_INVALID_ACTION_TYPE, /* Filter action type not allowed. */
    WFP_INVALID_WEIGHT, /* Weight invalid. */
    WFP_MATCH_TYPE_MISMATCH, /* Match type not compatible with data type. */
    WFP_TYPE_MISMATCH, /* FWP_VALUE of wrong type. */
    WFP_OUT_OF_BOUNDS, /* Integer outside allowed range. */
    WFP_RESERVED, /* Reserved field not zero. */
    WFP_DUPLICATE_CONDITION, /* Same condition key twice where not allowed. */
    WFP_DUPLICATE_KEYMOD, /* Same keying module more than once. */
    WFP_ACTION_INCOMPATIBLE_WITH_LAYER, /* Action type not allowed at layer. */
    WFP_ACTION_INCOMPATIBLE_WITH_SUBLAYER, /* Action type not allowed in sublayer. */
    WFP_CONTEXT_INCOMPATIBLE_WITH_LAYER, /* Raw/provider context not allowed at layer. */
    WFP_CONTEXT_INCOMPATIBLE_WITH_CALLOUT, /* Raw/provider context not allowed for callout. */
    WFP_INCOMPATIBLE_AUTH_METHOD, /* Auth method not compatible with policy type. */
    WFP_INCOMPATIBLE_DH_GROUP, /* DH group not compatible with policy type. */
    WFP_EM_NOT_SUPPORTED, /* Policy cannot contain extended-mode policy. */
    WFP_NEVER_MATCH, /* Enum template or subscription can match nothing. */
    WFP_PROVIDER_CONTEXT_MISMATCH, /* Provider context type wrong. */
    WFP_INVALID_PARAMETER, /* Parameter incorrect. */
    WFP_TOO_MANY_SUBLAYERS, /* Sublayer limit reached. */
    WFP_CALLOUT_NOTIFICATION_FAILED, /* Callout notify function returned an error. */
    WFP_INCOMPATIBLE_AUTH_CONFIG, /* (older name). */
    WFP_INVALID_AUTH_TRANSFORM, /* IPsec auth transform invalid. */
    WFP_INCOMPATIBLE_CIPHER_CONFIG, /* (older name). */
    WFP_INVALID_CIPHER_TRANSFORM, /* IPsec cipher transform invalid. */
    WFP_INCOMPATIBLE_CIPHER_TRANSFORM, /* Cipher transform not compatible. */
    WFP_INVALID_TRANSFORM_COMBINATION, /* Transform type combination invalid. */
    WFP_DUPLICATE_AUTH_METHOD, /* Auth method listed twice. */
    WFP_INVALID_TUNNEL_ENDPOINT, /* Tunnel endpoint invalid. */
    WFP_L2_DRIVER_NOT_READY, /* WFP MAC layer driver not loaded. */
    WFP_KEY_DICTATOR_ALREADY_REGISTERED, /* Another key dictator registered. */
    WFP_KEY_DICTATION_INVALID_KEYING_MATERIAL, /* Dictated key invalid. */
    WFP_CONNECTIONS_DISABLED, /* IPsec connection tracking disabled. */
    WFP_INVALID_DNS_NAME, /* DNS name invalid. */
    WFP_STILL_ON, /* Engine option still enabled by other configuration. */
    WFP_IKEEXT_NOT_RUNNING, /* IKEEXT service not running. */
    WFP_TCPIP_NOT_READY, /* TCP/IP stack not ready. */
    WFP_INJECT_HANDLE_CLOSING, /* Injection handle being closed. */
    WFP_INJECT_HANDLE_STALE, /* Injection handle stale. */
    WFP_CANNOT_PEND, /* Classify cannot be pended. */
    WFP_DROP_NOICMP, /* Drop without sending ICMP. */
    WFP_NO_MEMORY, /* Not enough memory. */
    WFP_ACCESS_DENIED, /* The caller lacks the access right. */
    WFP_INVALID_SECURITY_DESCR, /* The security descriptor is not valid. */
    WFP_IO_ERROR, /* Reading or writing failed. */
    WFP_BAD_DATA, /* The bytes are not what the format promises. */
    WFP_TRUNCATED, /* The data end before they should. */
    WFP_UNSUPPORTED, /* Not supported. */
    WFP_STATUS_COUNT
};

#endif
