/* Generated from schema/ by tools/gen/generate.py (make gen). Do not edit. */
#ifndef WFP_BASE_GEN_STATUS_H
#define WFP_BASE_GEN_STATUS_H

enum wfp_status {
    WFP_OK = 0,
    WFP_CALLOUT_NOT_FOUND, /* No callout has this key. */
    WFP_CONDITION_NOT_FOUND, /* The layer has no field with this condition key. */
    WFP_FILTER_NOT_FOUND, /* No filter has this key or id. */
    WFP_LAYER_NOT_FOUND, /* No layer has this key. */
    WFP_PROVIDER_NOT_FOUND, /* No provider has this key. */
    WFP_PROVIDER_CONTEXT_NOT_FOUND, /* No provider context has this key. */
    WFP_SUBLAYER_NOT_FOUND, /* No sublayer has this key. */
    WFP_NOT_FOUND, /* The object does not exist. */
    WFP_ALREADY_EXISTS, /* An object of this kind with the same key or id exists already. */
    WFP_IN_USE, /* Other objects refer to this one, so it cannot be deleted. */
    WFP_DYNAMIC_SESSION_IN_PROGRESS, /* A dynamic session may not do this. */
    WFP_WRONG_SESSION, /* The object belongs to another session. */
    WFP_NO_TXN_IN_PROGRESS, /* The call needs an explicit transaction and none is open. */
    WFP_TXN_IN_PROGRESS, /* The call is not allowed while an explicit transaction is open. */
    WFP_TXN_ABORTED, /* The transaction was aborted and nothing of it remains. */
    WFP_SESSION_ABORTED, /* The session was ended by the engine. */
    WFP_INCOMPATIBLE_TXN, /* A read-only transaction may not change anything. */
    WFP_TIMEOUT, /* Another transaction held the lock for longer than this call would wait. */
    WFP_NET_EVENTS_DISABLED, /* The engine is not collecting net events. */
    WFP_INCOMPATIBLE_LAYER, /* This layer does not allow the operation. */
    WFP_KM_CLIENTS_ONLY, /* Only kernel-mode callers may do this. */
    WFP_LIFETIME_MISMATCH, /* An object may not refer to one that can vanish before it. */
    WFP_BUILTIN_OBJECT, /* A built-in object cannot be deleted. */
    WFP_TOO_MANY_CALLOUTS, /* The engine holds as many callouts as it can. */
    WFP_NOTIFICATION_DROPPED, /* The queue was full and a notification was lost. */
    WFP_TRAFFIC_MISMATCH, /* The traffic described is not that of the security association. */
    WFP_INCOMPATIBLE_SA_STATE, /* The security association is not in a state that allows this. */
    WFP_NULL_POINTER, /* A pointer that has to be given is NULL. */
    WFP_INVALID_ENUMERATOR, /* A value is not a member of its enumeration. */
    WFP_INVALID_FLAGS, /* A flag is unknown, or may not be given here. */
    WFP_INVALID_NET_MASK, /* The network mask has a hole, or the prefix is too long. */
    WFP_INVALID_RANGE, /* The lower end of the range is above its upper end. */
    WFP_INVALID_INTERVAL, /* The end of the time interval is before its start. */
    WFP_ZERO_LENGTH_ARRAY, /* The array needs at least one element. */
    WFP_NULL_DISPLAY_NAME, /* The object needs a display name. */
    WFP_INVALID_ACTION_TYPE, /* A filter may not have this action. */
    WFP_INVALID_WEIGHT, /* The weight is neither empty, nor a UINT8 from 0 to 15, nor a UINT64. */
    WFP_MATCH_TYPE_MISMATCH, /* This match type cannot be used with values of this type. */
    WFP_TYPE_MISMATCH, /* The value is not of the type that is needed here. */
    WFP_OUT_OF_BOUNDS, /* The number lies outside the range allowed. */
    WFP_RESERVED, /* A reserved member is not zero. */
    WFP_DUPLICATE_CONDITION, /* The same condition key is given twice where once is allowed. */
    WFP_DUPLICATE_KEYMOD, /* The same keying module is given more than once. */
    WFP_ACTION_INCOMPATIBLE_WITH_LAYER, /* This layer does not allow filters with this action. */
    WFP_ACTION_INCOMPATIBLE_WITH_SUBLAYER, /* This sublayer does not allow filters with this action. */
    WFP_CONTEXT_INCOMPATIBLE_WITH_LAYER, /* This layer does not allow the raw or provider context given. */
    WFP_CONTEXT_INCOMPATIBLE_WITH_CALLOUT, /* This callout does not allow the raw or provider context given. */
    WFP_INCOMPATIBLE_AUTH_METHOD, /* The authentication method does not fit the type of policy. */
    WFP_INCOMPATIBLE_DH_GROUP, /* The Diffie-Hellman group does not fit the type of policy. */
    WFP_EM_NOT_SUPPORTED, /* This policy cannot hold an extended-mode policy. */
    WFP_NEVER_MATCH, /* The template can match no object at all. */
    WFP_PROVIDER_CONTEXT_MISMATCH, /* The provider context is not of the type needed here. */
    WFP_INVALID_PARAMETER, /* An argument is not valid. */
    WFP_TOO_MANY_SUBLAYERS, /* The engine holds as many sublayers as it can. */
    WFP_CALLOUT_NOTIFICATION_FAILED, /* The callout's notify function refused the change. */
    WFP_INVALID_AUTH_TRANSFORM, /* The IPsec authentication transform is not valid. */
    WFP_INVALID_CIPHER_TRANSFORM, /* The IPsec cipher transform is not valid. */
    WFP_INCOMPATIBLE_CIPHER_TRANSFORM, /* The IPsec cipher transform does not fit the policy. */
    WFP_INVALID_TRANSFORM_COMBINATION, /* These IPsec transforms cannot be combined. */
    WFP_DUPLICATE_AUTH_METHOD, /* The same authentication method is given twice. */
    WFP_INVALID_TUNNEL_ENDPOINT, /* A tunnel endpoint is not valid. */
    WFP_L2_DRIVER_NOT_READY, /* The driver behind the MAC layers is not loaded yet. */
    WFP_KEY_DICTATOR_ALREADY_REGISTERED, /* Another key dictator is registered already. */
    WFP_KEY_DICTATION_INVALID_KEYING_MATERIAL, /* The key dictator supplied keys that cannot be used. */
    WFP_CONNECTIONS_DISABLED, /* The engine is not tracking IPsec connections. */
    WFP_INVALID_DNS_NAME, /* The DNS name is not valid. */
    WFP_STILL_ON, /* Something else still needs this engine option, so it stays on. */
    WFP_IKEEXT_NOT_RUNNING, /* The IKE service is not running. */
    WFP_TCPIP_NOT_READY, /* The network stack is not ready yet. */
    WFP_INJECT_HANDLE_CLOSING, /* The injection handle is being destroyed. */
    WFP_INJECT_HANDLE_STALE, /* The injection handle was not made for this kind of injection. */
    WFP_CANNOT_PEND, /* This classify cannot be pended. */
    WFP_DROP_NOICMP, /* The packet is dropped and no ICMP message tells the sender. */
    WFP_NO_MEMORY, /* Not enough memory. */
    WFP_ACCESS_DENIED, /* The caller lacks the access right. */
    WFP_INVALID_SECURITY_DESCR, /* The security descriptor is not valid. */
    WFP_IO_ERROR, /* Reading or writing failed. */
    WFP_BAD_DATA, /* The bytes are not what the format promises. */
    WFP_TRUNCATED, /* The data end before they should. */
    WFP_UNSUPPORTED, /* Not supported. */
    WFP_INVALID_ARGUMENT, /* An argument of the call is not valid. */
    WFP_DEVICE_BUSY, /* It is still at work, or holds something that has to go first. */
    WFP_NAME_EXISTS, /* There is one already, and it stays. */
    WFP_PENDING, /* It will be done later. */
    WFP_UNSUCCESSFUL, /* There was nothing to do it with. */
    WFP_INVALID_HANDLE, /* The handle names nothing that is open. */
    WFP_SERVER_UNAVAILABLE, /* The filter engine's service cannot be reached. */
    WFP_CALL_FAILED, /* The connection to the filter engine's service was lost. */
    WFP_DISK_FULL, /* There is no room left on the disk. */
    WFP_SHARING_VIOLATION, /* Another process has it open. */
    WFP_BUFFER_TOO_SMALL, /* The buffer is too small for what there is. */
    WFP_STATUS_COUNT
};

#endif
