/* Generated from schema/ by tools/gen/generate.py (make gen). Do not edit. */
#include "record/gen/types.h"

#include "record/type.h"

static const struct record_value values_FWPM_APPC_NETWORK_CAPABILITY_TYPE[] = {
    { "FWPM_APPC_NETWORK_CAPABILITY_INTERNET_CLIENT", 0x0 },
    { "FWPM_APPC_NETWORK_CAPABILITY_INTERNET_CLIENT_SERVER", 0x1 },
    { "FWPM_APPC_NETWORK_CAPABILITY_INTERNET_PRIVATE_NETWORK", 0x2 },
};
static const struct record_enum enum_FWPM_APPC_NETWORK_CAPABILITY_TYPE = { "FWPM_APPC_NETWORK_CAPABILITY_TYPE", values_FWPM_APPC_NETWORK_CAPABILITY_TYPE, 3 };

static const struct record_value values_FWPM_CALLOUT_FLAG[] = {
    { "FWPM_CALLOUT_FLAG_PERSISTENT", 0x10000 },
    { "FWPM_CALLOUT_FLAG_USES_PROVIDER_CONTEXT", 0x20000 },
    { "FWPM_CALLOUT_FLAG_REGISTERED", 0x40000 },
};
static const struct record_enum enum_FWPM_CALLOUT_FLAG = { "FWPM_CALLOUT_FLAG", values_FWPM_CALLOUT_FLAG, 3 };

static const struct record_value values_FWPM_CHANGE_TYPE[] = {
    { "FWPM_CHANGE_ADD", 0x1 },
    { "FWPM_CHANGE_DELETE", 0x2 },
};
static const struct record_enum enum_FWPM_CHANGE_TYPE = { "FWPM_CHANGE_TYPE", values_FWPM_CHANGE_TYPE, 2 };

static const struct record_value values_FWPM_CONNECTION_ENUM_FLAG[] = {
    { "FWPM_CONNECTION_ENUM_FLAG_QUERY_BYTES_TRANSFERRED", 0x1 },
};
static const struct record_enum enum_FWPM_CONNECTION_ENUM_FLAG = { "FWPM_CONNECTION_ENUM_FLAG", values_FWPM_CONNECTION_ENUM_FLAG, 1 };

static const struct record_value values_FWPM_FIELD_TYPE[] = {
    { "FWPM_FIELD_RAW_DATA", 0x0 },
    { "FWPM_FIELD_IP_ADDRESS", 0x1 },
    { "FWPM_FIELD_FLAGS", 0x2 },
};
static const struct record_enum enum_FWPM_FIELD_TYPE = { "FWPM_FIELD_TYPE", values_FWPM_FIELD_TYPE, 3 };

static const struct record_value values_FWPM_FILTER_FLAG[] = {
    { "FWPM_FILTER_FLAG_NONE", 0x0 },
    { "FWPM_FILTER_FLAG_PERSISTENT", 0x1 },
    { "FWPM_FILTER_FLAG_BOOTTIME", 0x2 },
    { "FWPM_FILTER_FLAG_HAS_PROVIDER_CONTEXT", 0x4 },
    { "FWPM_FILTER_FLAG_CLEAR_ACTION_RIGHT", 0x8 },
    { "FWPM_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED", 0x10 },
    { "FWPM_FILTER_FLAG_DISABLED", 0x20 },
    { "FWPM_FILTER_FLAG_INDEXED", 0x40 },
    { "FWPM_FILTER_FLAG_HAS_SECURITY_REALM_PROVIDER_CONTEXT", 0x80 },
    { "FWPM_FILTER_FLAG_SYSTEMOS_ONLY", 0x100 },
    { "FWPM_FILTER_FLAG_GAMEOS_ONLY", 0x200 },
    { "FWPM_FILTER_FLAG_SILENT_MODE", 0x400 },
    { "FWPM_FILTER_FLAG_IPSEC_NO_ACQUIRE_INITIATE", 0x800 },
    { "FWPM_FILTER_FLAG_RESERVED0", 0x1000 },
    { "FWPM_FILTER_FLAG_RESERVED1", 0x2000 },
    { "FWPM_FILTER_FLAG_RESERVED2", 0x4000 },
};
static const struct record_enum enum_FWPM_FILTER_FLAG = { "FWPM_FILTER_FLAG", values_FWPM_FILTER_FLAG, 16 };

static const struct record_value values_FWPM_LAYER_FLAG[] = {
    { "FWPM_LAYER_FLAG_KERNEL", 0x1 },
    { "FWPM_LAYER_FLAG_BUILTIN", 0x2 },
    { "FWPM_LAYER_FLAG_CLASSIFY_MOSTLY", 0x4 },
    { "FWPM_LAYER_FLAG_BUFFERED", 0x8 },
};
static const struct record_enum enum_FWPM_LAYER_FLAG = { "FWPM_LAYER_FLAG", values_FWPM_LAYER_FLAG, 4 };

static const struct record_value values_FWPM_NET_EVENT_FLAG[] = {
    { "FWPM_NET_EVENT_FLAG_IP_PROTOCOL_SET", 0x1 },
    { "FWPM_NET_EVENT_FLAG_LOCAL_ADDR_SET", 0x2 },
    { "FWPM_NET_EVENT_FLAG_REMOTE_ADDR_SET", 0x4 },
    { "FWPM_NET_EVENT_FLAG_LOCAL_PORT_SET", 0x8 },
    { "FWPM_NET_EVENT_FLAG_REMOTE_PORT_SET", 0x10 },
    { "FWPM_NET_EVENT_FLAG_APP_ID_SET", 0x20 },
    { "FWPM_NET_EVENT_FLAG_USER_ID_SET", 0x40 },
    { "FWPM_NET_EVENT_FLAG_SCOPE_ID_SET", 0x80 },
    { "FWPM_NET_EVENT_FLAG_IP_VERSION_SET", 0x100 },
    { "FWPM_NET_EVENT_FLAG_REAUTH_REASON_SET", 0x200 },
    { "FWPM_NET_EVENT_FLAG_PACKAGE_ID_SET", 0x400 },
    { "FWPM_NET_EVENT_FLAG_ENTERPRISE_ID_SET", 0x800 },
    { "FWPM_NET_EVENT_FLAG_POLICY_FLAGS_SET", 0x1000 },
    { "FWPM_NET_EVENT_FLAG_EFFECTIVE_NAME_SET", 0x2000 },
};
static const struct record_enum enum_FWPM_NET_EVENT_FLAG = { "FWPM_NET_EVENT_FLAG", values_FWPM_NET_EVENT_FLAG, 14 };

static const struct record_value values_FWPM_NET_EVENT_IKEEXT_FLAG[] = {
    { "FWPM_NET_EVENT_IKEEXT_EM_FAILURE_FLAG_MULTIPLE", 0x1 },
    { "FWPM_NET_EVENT_IKEEXT_MM_FAILURE_FLAG_BENIGN", 0x1 },
    { "FWPM_NET_EVENT_IKEEXT_EM_FAILURE_FLAG_BENIGN", 0x2 },
    { "FWPM_NET_EVENT_IKEEXT_MM_FAILURE_FLAG_MULTIPLE", 0x2 },
};
static const struct record_enum enum_FWPM_NET_EVENT_IKEEXT_FLAG = { "FWPM_NET_EVENT_IKEEXT_FLAG", values_FWPM_NET_EVENT_IKEEXT_FLAG, 4 };

static const struct record_value values_FWPM_NET_EVENT_TYPE[] = {
    { "FWPM_NET_EVENT_TYPE_IKEEXT_MM_FAILURE", 0x0 },
    { "FWPM_NET_EVENT_TYPE_IKEEXT_QM_FAILURE", 0x1 },
    { "FWPM_NET_EVENT_TYPE_IKEEXT_EM_FAILURE", 0x2 },
    { "FWPM_NET_EVENT_TYPE_CLASSIFY_DROP", 0x3 },
    { "FWPM_NET_EVENT_TYPE_IPSEC_KERNEL_DROP", 0x4 },
    { "FWPM_NET_EVENT_TYPE_IPSEC_DOSP_DROP", 0x5 },
    { "FWPM_NET_EVENT_TYPE_CLASSIFY_ALLOW", 0x6 },
    { "FWPM_NET_EVENT_TYPE_CAPABILITY_DROP", 0x7 },
    { "FWPM_NET_EVENT_TYPE_CAPABILITY_ALLOW", 0x8 },
    { "FWPM_NET_EVENT_TYPE_CLASSIFY_DROP_MAC", 0x9 },
    { "FWPM_NET_EVENT_TYPE_LPM_PACKET_ARRIVAL", 0xa },
};
static const struct record_enum enum_FWPM_NET_EVENT_TYPE = { "FWPM_NET_EVENT_TYPE", values_FWPM_NET_EVENT_TYPE, 11 };

static const struct record_value values_FWPM_PROVIDER_CONTEXT_FLAG[] = {
    { "FWPM_PROVIDER_CONTEXT_FLAG_PERSISTENT", 0x1 },
    { "FWPM_PROVIDER_CONTEXT_FLAG_DOWNLEVEL", 0x2 },
};
static const struct record_enum enum_FWPM_PROVIDER_CONTEXT_FLAG = { "FWPM_PROVIDER_CONTEXT_FLAG", values_FWPM_PROVIDER_CONTEXT_FLAG, 2 };

static const struct record_value values_FWPM_PROVIDER_CONTEXT_TYPE[] = {
    { "FWPM_IPSEC_KEYING_CONTEXT", 0x0 },
    { "FWPM_IPSEC_IKE_QM_TRANSPORT_CONTEXT", 0x1 },
    { "FWPM_IPSEC_IKE_QM_TUNNEL_CONTEXT", 0x2 },
    { "FWPM_IPSEC_AUTHIP_QM_TRANSPORT_CONTEXT", 0x3 },
    { "FWPM_IPSEC_AUTHIP_QM_TUNNEL_CONTEXT", 0x4 },
    { "FWPM_IPSEC_IKE_MM_CONTEXT", 0x5 },
    { "FWPM_IPSEC_AUTHIP_MM_CONTEXT", 0x6 },
    { "FWPM_CLASSIFY_OPTIONS_CONTEXT", 0x7 },
    { "FWPM_GENERAL_CONTEXT", 0x8 },
    { "FWPM_IPSEC_IKEV2_QM_TUNNEL_CONTEXT", 0x9 },
    { "FWPM_IPSEC_IKEV2_MM_CONTEXT", 0xa },
    { "FWPM_IPSEC_DOSP_CONTEXT", 0xb },
    { "FWPM_IPSEC_IKEV2_QM_TRANSPORT_CONTEXT", 0xc },
    { "FWPM_NETWORK_CONNECTION_POLICY_CONTEXT", 0xd },
};
static const struct record_enum enum_FWPM_PROVIDER_CONTEXT_TYPE = { "FWPM_PROVIDER_CONTEXT_TYPE", values_FWPM_PROVIDER_CONTEXT_TYPE, 14 };

static const struct record_value values_FWPM_PROVIDER_FLAG[] = {
    { "FWPM_PROVIDER_FLAG_PERSISTENT", 0x1 },
    { "FWPM_PROVIDER_FLAG_DISABLED", 0x10 },
};
static const struct record_enum enum_FWPM_PROVIDER_FLAG = { "FWPM_PROVIDER_FLAG", values_FWPM_PROVIDER_FLAG, 2 };

static const struct record_value values_FWPM_SESSION_FLAG[] = {
    { "FWPM_SESSION_FLAG_DYNAMIC", 0x1 },
    { "FWPM_SESSION_FLAG_RESERVED", 0x10000000 },
};
static const struct record_enum enum_FWPM_SESSION_FLAG = { "FWPM_SESSION_FLAG", values_FWPM_SESSION_FLAG, 2 };

static const struct record_value values_FWPM_SUBLAYER_FLAG[] = {
    { "FWPM_SUBLAYER_FLAG_PERSISTENT", 0x1 },
};
static const struct record_enum enum_FWPM_SUBLAYER_FLAG = { "FWPM_SUBLAYER_FLAG", values_FWPM_SUBLAYER_FLAG, 1 };

static const struct record_value values_FWPM_SUBSCRIPTION_FLAG[] = {
    { "FWPM_SUBSCRIPTION_FLAG_NOTIFY_ON_ADD", 0x1 },
    { "FWPM_SUBSCRIPTION_FLAG_NOTIFY_ON_DELETE", 0x2 },
};
static const struct record_enum enum_FWPM_SUBSCRIPTION_FLAG = { "FWPM_SUBSCRIPTION_FLAG", values_FWPM_SUBSCRIPTION_FLAG, 2 };

static const struct record_value values_FWPM_SYSTEM_PORT_TYPE[] = {
    { "FWPM_SYSTEM_PORT_RPC_EPMAP", 0x0 },
    { "FWPM_SYSTEM_PORT_TEREDO", 0x1 },
    { "FWPM_SYSTEM_PORT_IPHTTPS_IN", 0x2 },
    { "FWPM_SYSTEM_PORT_IPHTTPS_OUT", 0x3 },
};
static const struct record_enum enum_FWPM_SYSTEM_PORT_TYPE = { "FWPM_SYSTEM_PORT_TYPE", values_FWPM_SYSTEM_PORT_TYPE, 4 };

static const struct record_value values_FWPM_VSWITCH_EVENT_TYPE[] = {
    { "FWPM_VSWITCH_EVENT_FILTER_ADD_TO_INCOMPLETE_LAYER", 0x0 },
    { "FWPM_VSWITCH_EVENT_FILTER_ENGINE_NOT_IN_REQUIRED_POSITION", 0x1 },
    { "FWPM_VSWITCH_EVENT_ENABLED_FOR_INSPECTION", 0x2 },
    { "FWPM_VSWITCH_EVENT_DISABLED_FOR_INSPECTION", 0x3 },
    { "FWPM_VSWITCH_EVENT_FILTER_ENGINE_REORDER", 0x4 },
};
static const struct record_enum enum_FWPM_VSWITCH_EVENT_TYPE = { "FWPM_VSWITCH_EVENT_TYPE", values_FWPM_VSWITCH_EVENT_TYPE, 5 };

static const struct record_value values_FWP_ACTION_TYPE[] = {
    { "FWP_ACTION_BLOCK", 0x1001 },
    { "FWP_ACTION_PERMIT", 0x1002 },
    { "FWP_ACTION_CALLOUT_TERMINATING", 0x5003 },
    { "FWP_ACTION_CALLOUT_INSPECTION", 0x6004 },
    { "FWP_ACTION_CALLOUT_UNKNOWN", 0x4005 },
    { "FWP_ACTION_CONTINUE", 0x2006 },
    { "FWP_ACTION_NONE", 0x7 },
    { "FWP_ACTION_NONE_NO_MATCH", 0x8 },
};
static const struct record_enum enum_FWP_ACTION_TYPE = { "FWP_ACTION_TYPE", values_FWP_ACTION_TYPE, 8 };

static const struct record_value values_FWP_AF[] = {
    { "FWP_AF_INET", 0x0 },
    { "FWP_AF_INET6", 0x1 },
    { "FWP_AF_ETHER", 0x2 },
    { "FWP_AF_NONE", 0x3 },
};
static const struct record_enum enum_FWP_AF = { "FWP_AF", values_FWP_AF, 4 };

static const struct record_value values_FWP_CLASSIFY_OPTION_TYPE[] = {
    { "FWP_CLASSIFY_OPTION_MULTICAST_STATE", 0x0 },
    { "FWP_CLASSIFY_OPTION_LOOSE_SOURCE_MAPPING", 0x1 },
    { "FWP_CLASSIFY_OPTION_UNICAST_LIFETIME", 0x2 },
    { "FWP_CLASSIFY_OPTION_MCAST_BCAST_LIFETIME", 0x3 },
    { "FWP_CLASSIFY_OPTION_SECURE_SOCKET_SECURITY_FLAGS", 0x4 },
    { "FWP_CLASSIFY_OPTION_SECURE_SOCKET_AUTHIP_MM_POLICY_KEY", 0x5 },
    { "FWP_CLASSIFY_OPTION_SECURE_SOCKET_AUTHIP_QM_POLICY_KEY", 0x6 },
    { "FWP_CLASSIFY_OPTION_LOCAL_ONLY_MAPPING", 0x7 },
};
static const struct record_enum enum_FWP_CLASSIFY_OPTION_TYPE = { "FWP_CLASSIFY_OPTION_TYPE", values_FWP_CLASSIFY_OPTION_TYPE, 8 };

static const struct record_value values_FWP_CONDITION_REAUTHORIZE_REASON[] = {
    { "FWP_CONDITION_REAUTHORIZE_REASON_POLICY_CHANGE", 0x1 },
    { "FWP_CONDITION_REAUTHORIZE_REASON_NEW_ARRIVAL_INTERFACE", 0x2 },
    { "FWP_CONDITION_REAUTHORIZE_REASON_NEW_NEXTHOP_INTERFACE", 0x4 },
    { "FWP_CONDITION_REAUTHORIZE_REASON_PROFILE_CROSSING", 0x8 },
    { "FWP_CONDITION_REAUTHORIZE_REASON_CLASSIFY_COMPLETION", 0x10 },
    { "FWP_CONDITION_REAUTHORIZE_REASON_IPSEC_PROPERTIES_CHANGED", 0x20 },
    { "FWP_CONDITION_REAUTHORIZE_REASON_MID_STREAM_INSPECTION", 0x40 },
    { "FWP_CONDITION_REAUTHORIZE_REASON_SOCKET_PROPERTY_CHANGED", 0x80 },
    { "FWP_CONDITION_REAUTHORIZE_REASON_NEW_INBOUND_MCAST_BCAST_PACKET", 0x100 },
    { "FWP_CONDITION_REAUTHORIZE_REASON_EDP_POLICY_CHANGED", 0x200 },
    { "FWP_CONDITION_REAUTHORIZE_REASON_PROXY_HANDLE_CHANGED", 0x4000 },
    { "FWP_CONDITION_REAUTHORIZE_REASON_CHECK_OFFLOAD", 0x10000 },
};
static const struct record_enum enum_FWP_CONDITION_REAUTHORIZE_REASON = { "FWP_CONDITION_REAUTHORIZE_REASON", values_FWP_CONDITION_REAUTHORIZE_REASON, 12 };

static const struct record_value values_FWP_DATA_TYPE[] = {
    { "FWP_EMPTY", 0x0 },
    { "FWP_UINT8", 0x1 },
    { "FWP_UINT16", 0x2 },
    { "FWP_UINT32", 0x3 },
    { "FWP_UINT64", 0x4 },
    { "FWP_INT8", 0x5 },
    { "FWP_INT16", 0x6 },
    { "FWP_INT32", 0x7 },
    { "FWP_INT64", 0x8 },
    { "FWP_FLOAT", 0x9 },
    { "FWP_DOUBLE", 0xa },
    { "FWP_BYTE_ARRAY16_TYPE", 0xb },
    { "FWP_BYTE_BLOB_TYPE", 0xc },
    { "FWP_SID", 0xd },
    { "FWP_SECURITY_DESCRIPTOR_TYPE", 0xe },
    { "FWP_TOKEN_INFORMATION_TYPE", 0xf },
    { "FWP_TOKEN_ACCESS_INFORMATION_TYPE", 0x10 },
    { "FWP_UNICODE_STRING_TYPE", 0x11 },
    { "FWP_BYTE_ARRAY6_TYPE", 0x12 },
    { "FWP_V4_ADDR_MASK", 0x100 },
    { "FWP_V6_ADDR_MASK", 0x101 },
    { "FWP_RANGE_TYPE", 0x102 },
};
static const struct record_enum enum_FWP_DATA_TYPE = { "FWP_DATA_TYPE", values_FWP_DATA_TYPE, 22 };

static const struct record_value values_FWP_DIRECTION[] = {
    { "FWP_DIRECTION_OUTBOUND", 0x0 },
    { "FWP_DIRECTION_INBOUND", 0x1 },
};
static const struct record_enum enum_FWP_DIRECTION = { "FWP_DIRECTION", values_FWP_DIRECTION, 2 };

static const struct record_value values_FWP_FILTER_ENUM_FLAG[] = {
    { "FWP_FILTER_ENUM_FLAG_BEST_TERMINATING_MATCH", 0x1 },
    { "FWP_FILTER_ENUM_FLAG_SORTED", 0x2 },
    { "FWP_FILTER_ENUM_FLAG_BOOTTIME_ONLY", 0x4 },
    { "FWP_FILTER_ENUM_FLAG_INCLUDE_BOOTTIME", 0x8 },
    { "FWP_FILTER_ENUM_FLAG_INCLUDE_DISABLED", 0x10 },
    { "FWP_FILTER_ENUM_FLAG_RESERVED1", 0x20 },
};
static const struct record_enum enum_FWP_FILTER_ENUM_FLAG = { "FWP_FILTER_ENUM_FLAG", values_FWP_FILTER_ENUM_FLAG, 6 };

static const struct record_value values_FWP_FILTER_ENUM_TYPE[] = {
    { "FWP_FILTER_ENUM_FULLY_CONTAINED", 0x0 },
    { "FWP_FILTER_ENUM_OVERLAPPING", 0x1 },
};
static const struct record_enum enum_FWP_FILTER_ENUM_TYPE = { "FWP_FILTER_ENUM_TYPE", values_FWP_FILTER_ENUM_TYPE, 2 };

static const struct record_value values_FWP_IP_VERSION[] = {
    { "FWP_IP_VERSION_V4", 0x0 },
    { "FWP_IP_VERSION_V6", 0x1 },
    { "FWP_IP_VERSION_NONE", 0x2 },
};
static const struct record_enum enum_FWP_IP_VERSION = { "FWP_IP_VERSION", values_FWP_IP_VERSION, 3 };

static const struct record_value values_FWP_MATCH_TYPE[] = {
    { "FWP_MATCH_EQUAL", 0x0 },
    { "FWP_MATCH_GREATER", 0x1 },
    { "FWP_MATCH_LESS", 0x2 },
    { "FWP_MATCH_GREATER_OR_EQUAL", 0x3 },
    { "FWP_MATCH_LESS_OR_EQUAL", 0x4 },
    { "FWP_MATCH_RANGE", 0x5 },
    { "FWP_MATCH_FLAGS_ALL_SET", 0x6 },
    { "FWP_MATCH_FLAGS_ANY_SET", 0x7 },
    { "FWP_MATCH_FLAGS_NONE_SET", 0x8 },
    { "FWP_MATCH_EQUAL_CASE_INSENSITIVE", 0x9 },
    { "FWP_MATCH_NOT_EQUAL", 0xa },
    { "FWP_MATCH_PREFIX", 0xb },
    { "FWP_MATCH_NOT_PREFIX", 0xc },
};
static const struct record_enum enum_FWP_MATCH_TYPE = { "FWP_MATCH_TYPE", values_FWP_MATCH_TYPE, 13 };

static const struct record_value values_FWP_NETWORK_CONNECTION_POLICY_SETTING_TYPE[] = {
    { "FWP_NETWORK_CONNECTION_POLICY_SOURCE_ADDRESS", 0x0 },
    { "FWP_NETWORK_CONNECTION_POLICY_NEXT_HOP_INTERFACE", 0x1 },
    { "FWP_NETWORK_CONNECTION_POLICY_NEXT_HOP", 0x2 },
};
static const struct record_enum enum_FWP_NETWORK_CONNECTION_POLICY_SETTING_TYPE = { "FWP_NETWORK_CONNECTION_POLICY_SETTING_TYPE", values_FWP_NETWORK_CONNECTION_POLICY_SETTING_TYPE, 3 };

static const struct record_value values_IKEEXT_AUTHENTICATION_IMPERSONATION_TYPE[] = {
    { "IKEEXT_IMPERSONATION_NONE", 0x0 },
    { "IKEEXT_IMPERSONATION_SOCKET_PRINCIPAL", 0x1 },
};
static const struct record_enum enum_IKEEXT_AUTHENTICATION_IMPERSONATION_TYPE = { "IKEEXT_AUTHENTICATION_IMPERSONATION_TYPE", values_IKEEXT_AUTHENTICATION_IMPERSONATION_TYPE, 2 };

static const struct record_value values_IKEEXT_AUTHENTICATION_METHOD_TYPE[] = {
    { "IKEEXT_PRESHARED_KEY", 0x0 },
    { "IKEEXT_CERTIFICATE", 0x1 },
    { "IKEEXT_KERBEROS", 0x2 },
    { "IKEEXT_ANONYMOUS", 0x3 },
    { "IKEEXT_SSL", 0x4 },
    { "IKEEXT_NTLM_V2", 0x5 },
    { "IKEEXT_IPV6_CGA", 0x6 },
    { "IKEEXT_CERTIFICATE_ECDSA_P256", 0x7 },
    { "IKEEXT_CERTIFICATE_ECDSA_P384", 0x8 },
    { "IKEEXT_SSL_ECDSA_P256", 0x9 },
    { "IKEEXT_SSL_ECDSA_P384", 0xa },
    { "IKEEXT_EAP", 0xb },
    { "IKEEXT_RESERVED", 0xc },
};
static const struct record_enum enum_IKEEXT_AUTHENTICATION_METHOD_TYPE = { "IKEEXT_AUTHENTICATION_METHOD_TYPE", values_IKEEXT_AUTHENTICATION_METHOD_TYPE, 13 };

static const struct record_value values_IKEEXT_CERT_AUTH[] = {
    { "IKEEXT_CERT_AUTH_FLAG_SSL_ONE_WAY", 0x1 },
    { "IKEEXT_CERT_AUTH_FLAG_DISABLE_CRL_CHECK", 0x2 },
    { "IKEEXT_CERT_AUTH_ENABLE_CRL_CHECK_STRONG", 0x4 },
    { "IKEEXT_CERT_AUTH_DISABLE_SSL_CERT_VALIDATION", 0x8 },
    { "IKEEXT_CERT_AUTH_ALLOW_HTTP_CERT_LOOKUP", 0x10 },
    { "IKEEXT_CERT_AUTH_URL_CONTAINS_BUNDLE", 0x20 },
};
static const struct record_enum enum_IKEEXT_CERT_AUTH = { "IKEEXT_CERT_AUTH", values_IKEEXT_CERT_AUTH, 6 };

static const struct record_value values_IKEEXT_CERT_CONFIG_TYPE[] = {
    { "IKEEXT_CERT_CONFIG_EXPLICIT_TRUST_LIST", 0x0 },
    { "IKEEXT_CERT_CONFIG_ENTERPRISE_STORE", 0x1 },
    { "IKEEXT_CERT_CONFIG_TRUSTED_ROOT_STORE", 0x2 },
    { "IKEEXT_CERT_CONFIG_UNSPECIFIED", 0x3 },
};
static const struct record_enum enum_IKEEXT_CERT_CONFIG_TYPE = { "IKEEXT_CERT_CONFIG_TYPE", values_IKEEXT_CERT_CONFIG_TYPE, 4 };

static const struct record_value values_IKEEXT_CERT_CREDENTIAL_FLAG[] = {
    { "IKEEXT_CERT_CREDENTIAL_FLAG_NAP_CERT", 0x1 },
};
static const struct record_enum enum_IKEEXT_CERT_CREDENTIAL_FLAG = { "IKEEXT_CERT_CREDENTIAL_FLAG", values_IKEEXT_CERT_CREDENTIAL_FLAG, 1 };

static const struct record_value values_IKEEXT_CERT_CRITERIA_NAME_TYPE[] = {
    { "IKEEXT_CERT_CRITERIA_DNS", 0x0 },
    { "IKEEXT_CERT_CRITERIA_UPN", 0x1 },
    { "IKEEXT_CERT_CRITERIA_RFC822", 0x2 },
    { "IKEEXT_CERT_CRITERIA_CN", 0x3 },
    { "IKEEXT_CERT_CRITERIA_OU", 0x4 },
    { "IKEEXT_CERT_CRITERIA_O", 0x5 },
    { "IKEEXT_CERT_CRITERIA_DC", 0x6 },
};
static const struct record_enum enum_IKEEXT_CERT_CRITERIA_NAME_TYPE = { "IKEEXT_CERT_CRITERIA_NAME_TYPE", values_IKEEXT_CERT_CRITERIA_NAME_TYPE, 7 };

static const struct record_value values_IKEEXT_CERT_FLAG[] = {
    { "IKEEXT_CERT_FLAG_ENABLE_ACCOUNT_MAPPING", 0x1 },
    { "IKEEXT_CERT_FLAG_DISABLE_REQUEST_PAYLOAD", 0x2 },
    { "IKEEXT_CERT_FLAG_USE_NAP_CERTIFICATE", 0x4 },
    { "IKEEXT_CERT_FLAG_INTERMEDIATE_CA", 0x8 },
    { "IKEEXT_CERT_FLAG_IGNORE_INIT_CERT_MAP_FAILURE", 0x10 },
    { "IKEEXT_CERT_FLAG_PREFER_NAP_CERTIFICATE_OUTBOUND", 0x20 },
    { "IKEEXT_CERT_FLAG_SELECT_NAP_CERTIFICATE", 0x40 },
    { "IKEEXT_CERT_FLAG_VERIFY_NAP_CERTIFICATE", 0x80 },
    { "IKEEXT_CERT_FLAG_FOLLOW_RENEWAL_CERTIFICATE", 0x100 },
};
static const struct record_enum enum_IKEEXT_CERT_FLAG = { "IKEEXT_CERT_FLAG", values_IKEEXT_CERT_FLAG, 9 };

static const struct record_value values_IKEEXT_CIPHER_TYPE[] = {
    { "IKEEXT_CIPHER_DES", 0x0 },
    { "IKEEXT_CIPHER_3DES", 0x1 },
    { "IKEEXT_CIPHER_AES_128", 0x2 },
    { "IKEEXT_CIPHER_AES_192", 0x3 },
    { "IKEEXT_CIPHER_AES_256", 0x4 },
    { "IKEEXT_CIPHER_AES_GCM_128_16ICV", 0x5 },
    { "IKEEXT_CIPHER_AES_GCM_256_16ICV", 0x6 },
};
static const struct record_enum enum_IKEEXT_CIPHER_TYPE = { "IKEEXT_CIPHER_TYPE", values_IKEEXT_CIPHER_TYPE, 7 };

static const struct record_value values_IKEEXT_DH_GROUP[] = {
    { "IKEEXT_DH_GROUP_NONE", 0x0 },
    { "IKEEXT_DH_GROUP_1", 0x1 },
    { "IKEEXT_DH_GROUP_2", 0x2 },
    { "IKEEXT_DH_GROUP_14", 0x3 },
    { "IKEEXT_DH_GROUP_2048", 0x3 },
    { "IKEEXT_DH_ECP_256", 0x4 },
    { "IKEEXT_DH_ECP_384", 0x5 },
    { "IKEEXT_DH_GROUP_24", 0x6 },
};
static const struct record_enum enum_IKEEXT_DH_GROUP = { "IKEEXT_DH_GROUP", values_IKEEXT_DH_GROUP, 8 };

static const struct record_value values_IKEEXT_EAP_FLAG[] = {
    { "IKEEXT_EAP_FLAG_LOCAL_AUTH_ONLY", 0x1 },
    { "IKEEXT_EAP_FLAG_REMOTE_AUTH_ONLY", 0x2 },
};
static const struct record_enum enum_IKEEXT_EAP_FLAG = { "IKEEXT_EAP_FLAG", values_IKEEXT_EAP_FLAG, 2 };

static const struct record_value values_IKEEXT_EM_SA_STATE[] = {
    { "IKEEXT_EM_SA_STATE_NONE", 0x0 },
    { "IKEEXT_EM_SA_STATE_SENT_ATTS", 0x1 },
    { "IKEEXT_EM_SA_STATE_SSPI_SENT", 0x2 },
    { "IKEEXT_EM_SA_STATE_AUTH_COMPLETE", 0x3 },
    { "IKEEXT_EM_SA_STATE_FINAL", 0x4 },
    { "IKEEXT_EM_SA_STATE_COMPLETE", 0x5 },
};
static const struct record_enum enum_IKEEXT_EM_SA_STATE = { "IKEEXT_EM_SA_STATE", values_IKEEXT_EM_SA_STATE, 6 };

static const struct record_value values_IKEEXT_INTEGRITY_TYPE[] = {
    { "IKEEXT_INTEGRITY_MD5", 0x0 },
    { "IKEEXT_INTEGRITY_SHA1", 0x1 },
    { "IKEEXT_INTEGRITY_SHA_256", 0x2 },
    { "IKEEXT_INTEGRITY_SHA_384", 0x3 },
};
static const struct record_enum enum_IKEEXT_INTEGRITY_TYPE = { "IKEEXT_INTEGRITY_TYPE", values_IKEEXT_INTEGRITY_TYPE, 4 };

static const struct record_value values_IKEEXT_KERB_AUTH[] = {
    { "IKEEXT_KERB_AUTH_DISABLE_INITIATOR_TOKEN_GENERATION", 0x1 },
    { "IKEEXT_KERB_AUTH_DONT_ACCEPT_EXPLICIT_CREDENTIALS", 0x2 },
    { "IKEEXT_KERB_AUTH_FORCE_PROXY_ON_INITIATOR", 0x4 },
};
static const struct record_enum enum_IKEEXT_KERB_AUTH = { "IKEEXT_KERB_AUTH", values_IKEEXT_KERB_AUTH, 3 };

static const struct record_value values_IKEEXT_KEY_MODULE_TYPE[] = {
    { "IKEEXT_KEY_MODULE_IKE", 0x0 },
    { "IKEEXT_KEY_MODULE_AUTHIP", 0x1 },
    { "IKEEXT_KEY_MODULE_IKEV2", 0x2 },
};
static const struct record_enum enum_IKEEXT_KEY_MODULE_TYPE = { "IKEEXT_KEY_MODULE_TYPE", values_IKEEXT_KEY_MODULE_TYPE, 3 };

static const struct record_value values_IKEEXT_MM_SA_STATE[] = {
    { "IKEEXT_MM_SA_STATE_NONE", 0x0 },
    { "IKEEXT_MM_SA_STATE_SA_SENT", 0x1 },
    { "IKEEXT_MM_SA_STATE_SSPI_SENT", 0x2 },
    { "IKEEXT_MM_SA_STATE_FINAL", 0x3 },
    { "IKEEXT_MM_SA_STATE_FINAL_SENT", 0x4 },
    { "IKEEXT_MM_SA_STATE_COMPLETE", 0x5 },
};
static const struct record_enum enum_IKEEXT_MM_SA_STATE = { "IKEEXT_MM_SA_STATE", values_IKEEXT_MM_SA_STATE, 6 };

static const struct record_value values_IKEEXT_NTLM_V2_AUTH[] = {
    { "IKEEXT_NTLM_V2_AUTH_DONT_ACCEPT_EXPLICIT_CREDENTIALS", 0x1 },
};
static const struct record_enum enum_IKEEXT_NTLM_V2_AUTH = { "IKEEXT_NTLM_V2_AUTH", values_IKEEXT_NTLM_V2_AUTH, 1 };

static const struct record_value values_IKEEXT_POLICY_FLAG[] = {
    { "IKEEXT_POLICY_FLAG_DISABLE_DIAGNOSTICS", 0x1 },
    { "IKEEXT_POLICY_FLAG_NO_MACHINE_LUID_VERIFY", 0x2 },
    { "IKEEXT_POLICY_FLAG_NO_IMPERSONATION_LUID_VERIFY", 0x4 },
    { "IKEEXT_POLICY_FLAG_ENABLE_OPTIONAL_DH", 0x8 },
};
static const struct record_enum enum_IKEEXT_POLICY_FLAG = { "IKEEXT_POLICY_FLAG", values_IKEEXT_POLICY_FLAG, 4 };

static const struct record_value values_IKEEXT_PSK_FLAG[] = {
    { "IKEEXT_PSK_FLAG_LOCAL_AUTH_ONLY", 0x1 },
    { "IKEEXT_PSK_FLAG_REMOTE_AUTH_ONLY", 0x2 },
};
static const struct record_enum enum_IKEEXT_PSK_FLAG = { "IKEEXT_PSK_FLAG", values_IKEEXT_PSK_FLAG, 2 };

static const struct record_value values_IKEEXT_QM_SA_STATE[] = {
    { "IKEEXT_QM_SA_STATE_NONE", 0x0 },
    { "IKEEXT_QM_SA_STATE_INITIAL", 0x1 },
    { "IKEEXT_QM_SA_STATE_FINAL", 0x2 },
    { "IKEEXT_QM_SA_STATE_COMPLETE", 0x3 },
};
static const struct record_enum enum_IKEEXT_QM_SA_STATE = { "IKEEXT_QM_SA_STATE", values_IKEEXT_QM_SA_STATE, 4 };

static const struct record_value values_IKEEXT_RESERVED_AUTH[] = {
    { "IKEEXT_RESERVED_AUTH_DISABLE_INITIATOR_TOKEN_GENERATION", 0x1 },
};
static const struct record_enum enum_IKEEXT_RESERVED_AUTH = { "IKEEXT_RESERVED_AUTH", values_IKEEXT_RESERVED_AUTH, 1 };

static const struct record_value values_IKEEXT_SA_ROLE[] = {
    { "IKEEXT_SA_ROLE_INITIATOR", 0x0 },
    { "IKEEXT_SA_ROLE_RESPONDER", 0x1 },
};
static const struct record_enum enum_IKEEXT_SA_ROLE = { "IKEEXT_SA_ROLE", values_IKEEXT_SA_ROLE, 2 };

static const struct record_value values_IPSEC_AUTH_TYPE[] = {
    { "IPSEC_AUTH_MD5", 0x0 },
    { "IPSEC_AUTH_SHA_1", 0x1 },
    { "IPSEC_AUTH_SHA_256", 0x2 },
    { "IPSEC_AUTH_AES_128", 0x3 },
    { "IPSEC_AUTH_AES_192", 0x4 },
    { "IPSEC_AUTH_AES_256", 0x5 },
};
static const struct record_enum enum_IPSEC_AUTH_TYPE = { "IPSEC_AUTH_TYPE", values_IPSEC_AUTH_TYPE, 6 };

static const struct record_value values_IPSEC_CIPHER_TYPE[] = {
    { "IPSEC_CIPHER_TYPE_DES", 0x1 },
    { "IPSEC_CIPHER_TYPE_3DES", 0x2 },
    { "IPSEC_CIPHER_TYPE_AES_128", 0x3 },
    { "IPSEC_CIPHER_TYPE_AES_192", 0x4 },
    { "IPSEC_CIPHER_TYPE_AES_256", 0x5 },
};
static const struct record_enum enum_IPSEC_CIPHER_TYPE = { "IPSEC_CIPHER_TYPE", values_IPSEC_CIPHER_TYPE, 5 };

static const struct record_value values_IPSEC_FAILURE_POINT[] = {
    { "IPSEC_FAILURE_NONE", 0x0 },
    { "IPSEC_FAILURE_ME", 0x1 },
    { "IPSEC_FAILURE_PEER", 0x2 },
};
static const struct record_enum enum_IPSEC_FAILURE_POINT = { "IPSEC_FAILURE_POINT", values_IPSEC_FAILURE_POINT, 3 };

static const struct record_value values_IPSEC_PFS_GROUP[] = {
    { "IPSEC_PFS_NONE", 0x0 },
    { "IPSEC_PFS_1", 0x1 },
    { "IPSEC_PFS_2", 0x2 },
    { "IPSEC_PFS_2048", 0x3 },
    { "IPSEC_PFS_14", 0x3 },
    { "IPSEC_PFS_ECP_256", 0x4 },
    { "IPSEC_PFS_ECP_384", 0x5 },
    { "IPSEC_PFS_MM", 0x6 },
    { "IPSEC_PFS_24", 0x7 },
};
static const struct record_enum enum_IPSEC_PFS_GROUP = { "IPSEC_PFS_GROUP", values_IPSEC_PFS_GROUP, 9 };

static const struct record_value values_IPSEC_SA_CONTEXT_EVENT_TYPE0[] = {
    { "IPSEC_SA_CONTEXT_EVENT_ADD", 0x1 },
    { "IPSEC_SA_CONTEXT_EVENT_DELETE", 0x2 },
};
static const struct record_enum enum_IPSEC_SA_CONTEXT_EVENT_TYPE0 = { "IPSEC_SA_CONTEXT_EVENT_TYPE0", values_IPSEC_SA_CONTEXT_EVENT_TYPE0, 2 };

static const struct record_value values_IPSEC_TOKEN_MODE[] = {
    { "IPSEC_TOKEN_MODE_MAIN", 0x0 },
    { "IPSEC_TOKEN_MODE_EXTENDED", 0x1 },
};
static const struct record_enum enum_IPSEC_TOKEN_MODE = { "IPSEC_TOKEN_MODE", values_IPSEC_TOKEN_MODE, 2 };

static const struct record_value values_IPSEC_TOKEN_PRINCIPAL[] = {
    { "IPSEC_TOKEN_PRINCIPAL_LOCAL", 0x0 },
    { "IPSEC_TOKEN_PRINCIPAL_PEER", 0x1 },
};
static const struct record_enum enum_IPSEC_TOKEN_PRINCIPAL = { "IPSEC_TOKEN_PRINCIPAL", values_IPSEC_TOKEN_PRINCIPAL, 2 };

static const struct record_value values_IPSEC_TOKEN_TYPE[] = {
    { "IPSEC_TOKEN_TYPE_MACHINE", 0x0 },
    { "IPSEC_TOKEN_TYPE_IMPERSONATION", 0x1 },
};
static const struct record_enum enum_IPSEC_TOKEN_TYPE = { "IPSEC_TOKEN_TYPE", values_IPSEC_TOKEN_TYPE, 2 };

static const struct record_value values_IPSEC_TRAFFIC_TYPE[] = {
    { "IPSEC_TRAFFIC_TYPE_TRANSPORT", 0x0 },
    { "IPSEC_TRAFFIC_TYPE_TUNNEL", 0x1 },
};
static const struct record_enum enum_IPSEC_TRAFFIC_TYPE = { "IPSEC_TRAFFIC_TYPE", values_IPSEC_TRAFFIC_TYPE, 2 };

static const struct record_value values_IPSEC_TRANSFORM_TYPE[] = {
    { "IPSEC_TRANSFORM_AH", 0x1 },
    { "IPSEC_TRANSFORM_ESP_AUTH", 0x2 },
    { "IPSEC_TRANSFORM_ESP_CIPHER", 0x3 },
    { "IPSEC_TRANSFORM_ESP_AUTH_AND_CIPHER", 0x4 },
    { "IPSEC_TRANSFORM_ESP_AUTH_FW", 0x5 },
};
static const struct record_enum enum_IPSEC_TRANSFORM_TYPE = { "IPSEC_TRANSFORM_TYPE", values_IPSEC_TRANSFORM_TYPE, 5 };

/* FWPM_DISPLAY_DATA0 */
static const struct record_member members_FWPM_DISPLAY_DATA0[] = {
    { "name", 0, 2, 0, 1, RECORD_STRING, 0, NULL, NULL },
    { "description", 8, 2, 0, 2, RECORD_STRING, 0, NULL, NULL },
};
static const uint8_t numbers_FWPM_DISPLAY_DATA0[] = { 0, 1, 2 };
const struct record_type record_FWPM_DISPLAY_DATA0 = { "FWPM_DISPLAY_DATA0", &record_FWPM_DISPLAY_DATA0, 16, 8, 2, 2, 3, 0,
    members_FWPM_DISPLAY_DATA0, numbers_FWPM_DISPLAY_DATA0, NULL };

/* FWP_BYTE_BLOB */
static const struct record_member members_FWP_BYTE_BLOB[] = {
    { "data", 8, 1, 0, 1, RECORD_ARRAY_RAW, 0, NULL, NULL },
};
static const uint8_t numbers_FWP_BYTE_BLOB[] = { 0, 1 };
const struct record_type record_FWP_BYTE_BLOB = { "FWP_BYTE_BLOB", &record_FWP_BYTE_BLOB, 16, 8, 1, 1, 2, 0,
    members_FWP_BYTE_BLOB, numbers_FWP_BYTE_BLOB, NULL };

/* FWPM_CALLOUT0 */
static const struct record_member members_FWPM_CALLOUT0[] = {
    { "calloutKey", 0, 16, 0, 1, RECORD_BYTES, RECORD_GUID, NULL, NULL },
    { "displayData", 16, 16, 0, 2, RECORD_STRUCT, 0, &record_FWPM_DISPLAY_DATA0, NULL },
    { "flags", 32, 4, 0, 3, RECORD_SCALAR, RECORD_SET, NULL, &enum_FWPM_CALLOUT_FLAG },
    { "providerKey", 40, 16, 0, 4, RECORD_TO_BYTES, RECORD_GUID, NULL, NULL },
    { "providerData", 48, 16, 0, 5, RECORD_STRUCT, 0, &record_FWP_BYTE_BLOB, NULL },
    { "applicableLayer", 64, 16, 0, 6, RECORD_BYTES, RECORD_GUID, NULL, NULL },
    { "calloutId", 80, 4, 0, 7, RECORD_SCALAR, RECORD_OUTPUT, NULL, NULL },
};
static const uint8_t numbers_FWPM_CALLOUT0[] = { 0, 1, 2, 3, 4, 5, 6, 7 };
const struct record_type record_FWPM_CALLOUT0 = { "FWPM_CALLOUT0", &record_FWPM_CALLOUT0, 88, 8, 7, 7, 8, 0,
    members_FWPM_CALLOUT0, numbers_FWPM_CALLOUT0, NULL };

/* FWPM_CALLOUT_ENUM_TEMPLATE0 */
static const struct record_member members_FWPM_CALLOUT_ENUM_TEMPLATE0[] = {
    { "providerKey", 0, 16, 0, 1, RECORD_TO_BYTES, RECORD_GUID, NULL, NULL },
    { "layerKey", 8, 16, 0, 2, RECORD_BYTES, RECORD_GUID, NULL, NULL },
};
static const uint8_t numbers_FWPM_CALLOUT_ENUM_TEMPLATE0[] = { 0, 1, 2 };
const struct record_type record_FWPM_CALLOUT_ENUM_TEMPLATE0 = { "FWPM_CALLOUT_ENUM_TEMPLATE0", &record_FWPM_CALLOUT_ENUM_TEMPLATE0, 24, 8, 2, 2, 3, 0,
    members_FWPM_CALLOUT_ENUM_TEMPLATE0, numbers_FWPM_CALLOUT_ENUM_TEMPLATE0, NULL };

/* FWPM_CALLOUT_SUBSCRIPTION0 */
static const struct record_member members_FWPM_CALLOUT_SUBSCRIPTION0[] = {
    { "enumTemplate", 0, 8, 0, 1, RECORD_TO_STRUCT, 0, &record_FWPM_CALLOUT_ENUM_TEMPLATE0, NULL },
    { "flags", 8, 4, 0, 2, RECORD_SCALAR, RECORD_SET, NULL, &enum_FWPM_SUBSCRIPTION_FLAG },
    { "sessionKey", 12, 16, 0, 3, RECORD_BYTES, RECORD_GUID, NULL, NULL },
};
static const uint8_t numbers_FWPM_CALLOUT_SUBSCRIPTION0[] = { 0, 1, 2, 3 };
const struct record_type record_FWPM_CALLOUT_SUBSCRIPTION0 = { "FWPM_CALLOUT_SUBSCRIPTION0", &record_FWPM_CALLOUT_SUBSCRIPTION0, 32, 8, 3, 3, 4, 0,
    members_FWPM_CALLOUT_SUBSCRIPTION0, numbers_FWPM_CALLOUT_SUBSCRIPTION0, NULL };

/* FWPM_CONNECTION_ENUM_TEMPLATE0 */
static const struct record_member members_FWPM_CONNECTION_ENUM_TEMPLATE0[] = {
    { "connectionId", 0, 8, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "flags", 8, 4, 0, 2, RECORD_SCALAR, RECORD_SET, NULL, &enum_FWPM_CONNECTION_ENUM_FLAG },
};
static const uint8_t numbers_FWPM_CONNECTION_ENUM_TEMPLATE0[] = { 0, 1, 2 };
const struct record_type record_FWPM_CONNECTION_ENUM_TEMPLATE0 = { "FWPM_CONNECTION_ENUM_TEMPLATE0", &record_FWPM_CONNECTION_ENUM_TEMPLATE0, 16, 8, 2, 2, 3, 0,
    members_FWPM_CONNECTION_ENUM_TEMPLATE0, numbers_FWPM_CONNECTION_ENUM_TEMPLATE0, NULL };

/* IKEEXT_CIPHER_ALGORITHM0 */
static const struct record_member members_IKEEXT_CIPHER_ALGORITHM0[] = {
    { "algoIdentifier", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_CIPHER_TYPE },
    { "keyLen", 4, 4, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
    { "rounds", 8, 4, 0, 3, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_IKEEXT_CIPHER_ALGORITHM0[] = { 0, 1, 2, 3 };
const struct record_type record_IKEEXT_CIPHER_ALGORITHM0 = { "IKEEXT_CIPHER_ALGORITHM0", &record_IKEEXT_CIPHER_ALGORITHM0, 12, 4, 3, 3, 4, 0,
    members_IKEEXT_CIPHER_ALGORITHM0, numbers_IKEEXT_CIPHER_ALGORITHM0, NULL };

/* IKEEXT_INTEGRITY_ALGORITHM0 */
static const struct record_member members_IKEEXT_INTEGRITY_ALGORITHM0[] = {
    { "algoIdentifier", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_INTEGRITY_TYPE },
};
static const uint8_t numbers_IKEEXT_INTEGRITY_ALGORITHM0[] = { 0, 1 };
const struct record_type record_IKEEXT_INTEGRITY_ALGORITHM0 = { "IKEEXT_INTEGRITY_ALGORITHM0", &record_IKEEXT_INTEGRITY_ALGORITHM0, 4, 4, 1, 1, 2, 0,
    members_IKEEXT_INTEGRITY_ALGORITHM0, numbers_IKEEXT_INTEGRITY_ALGORITHM0, NULL };

/* IKEEXT_PROPOSAL0 */
static const struct record_member members_IKEEXT_PROPOSAL0[] = {
    { "cipherAlgorithm", 0, 12, 0, 1, RECORD_STRUCT, 0, &record_IKEEXT_CIPHER_ALGORITHM0, NULL },
    { "integrityAlgorithm", 12, 4, 0, 2, RECORD_STRUCT, 0, &record_IKEEXT_INTEGRITY_ALGORITHM0, NULL },
    { "maxLifetimeSeconds", 16, 4, 0, 3, RECORD_SCALAR, 0, NULL, NULL },
    { "dhGroup", 20, 4, 0, 4, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_DH_GROUP },
    { "quickModeLimit", 24, 4, 0, 5, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_IKEEXT_PROPOSAL0[] = { 0, 1, 2, 3, 4, 5 };
const struct record_type record_IKEEXT_PROPOSAL0 = { "IKEEXT_PROPOSAL0", &record_IKEEXT_PROPOSAL0, 28, 4, 5, 5, 6, 0,
    members_IKEEXT_PROPOSAL0, numbers_IKEEXT_PROPOSAL0, NULL };

/* IKEEXT_PRESHARED_KEY_AUTHENTICATION1 */
static const struct record_member members_IKEEXT_PRESHARED_KEY_AUTHENTICATION1[] = {
    { "presharedKey", 0, 16, 0, 1, RECORD_STRUCT, 0, &record_FWP_BYTE_BLOB, NULL },
    { "flags", 16, 4, 0, 2, RECORD_SCALAR, RECORD_SET, NULL, &enum_IKEEXT_PSK_FLAG },
};
static const uint8_t numbers_IKEEXT_PRESHARED_KEY_AUTHENTICATION1[] = { 0, 1, 2 };
const struct record_type record_IKEEXT_PRESHARED_KEY_AUTHENTICATION1 = { "IKEEXT_PRESHARED_KEY_AUTHENTICATION1", &record_IKEEXT_PRESHARED_KEY_AUTHENTICATION1, 24, 8, 2, 2, 3, 0,
    members_IKEEXT_PRESHARED_KEY_AUTHENTICATION1, numbers_IKEEXT_PRESHARED_KEY_AUTHENTICATION1, NULL };

/* IKEEXT_CERTIFICATE_CREDENTIAL1 */
static const struct record_member members_IKEEXT_CERTIFICATE_CREDENTIAL1[] = {
    { "subjectName", 0, 16, 0, 1, RECORD_STRUCT, 0, &record_FWP_BYTE_BLOB, NULL },
    { "certHash", 16, 16, 0, 2, RECORD_STRUCT, 0, &record_FWP_BYTE_BLOB, NULL },
    { "flags", 32, 4, 0, 3, RECORD_SCALAR, RECORD_SET, NULL, &enum_IKEEXT_CERT_CREDENTIAL_FLAG },
    { "certificate", 40, 16, 0, 4, RECORD_STRUCT, 0, &record_FWP_BYTE_BLOB, NULL },
};
static const uint8_t numbers_IKEEXT_CERTIFICATE_CREDENTIAL1[] = { 0, 1, 2, 3, 4 };
const struct record_type record_IKEEXT_CERTIFICATE_CREDENTIAL1 = { "IKEEXT_CERTIFICATE_CREDENTIAL1", &record_IKEEXT_CERTIFICATE_CREDENTIAL1, 56, 8, 4, 4, 5, 0,
    members_IKEEXT_CERTIFICATE_CREDENTIAL1, numbers_IKEEXT_CERTIFICATE_CREDENTIAL1, NULL };

/* IKEEXT_NAME_CREDENTIAL0 */
static const struct record_member members_IKEEXT_NAME_CREDENTIAL0[] = {
    { "principalName", 0, 2, 0, 1, RECORD_STRING, 0, NULL, NULL },
};
static const uint8_t numbers_IKEEXT_NAME_CREDENTIAL0[] = { 0, 1 };
const struct record_type record_IKEEXT_NAME_CREDENTIAL0 = { "IKEEXT_NAME_CREDENTIAL0", &record_IKEEXT_NAME_CREDENTIAL0, 8, 8, 1, 1, 2, 0,
    members_IKEEXT_NAME_CREDENTIAL0, numbers_IKEEXT_NAME_CREDENTIAL0, NULL };

/* IKEEXT_CREDENTIAL2 */
static const struct record_case cases_IKEEXT_CREDENTIAL2_0[] = {
    { 0x0, 3 },
    { 0x1, 4 },
    { 0x2, 5 },
    { 0x3, RECORD_NOTHING },
    { 0x4, 4 },
    { 0x5, 5 },
    { 0x6, 4 },
    { 0x7, 4 },
    { 0x8, 4 },
    { 0x9, 4 },
    { 0xa, 4 },
    { 0xb, RECORD_NOTHING },
    { 0xc, 5 },
};
static const struct record_switch switches_IKEEXT_CREDENTIAL2[] = {
    { 0, 0xffffffff, 13, cases_IKEEXT_CREDENTIAL2_0 },
};
static const struct record_member members_IKEEXT_CREDENTIAL2[] = {
    { "authenticationMethodType", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_AUTHENTICATION_METHOD_TYPE },
    { "impersonationType", 4, 4, 0, 2, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_AUTHENTICATION_IMPERSONATION_TYPE },
    { "authenticationMethodType", 0, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "presharedKey", 8, 8, 0, 3, RECORD_TO_STRUCT, 0, &record_IKEEXT_PRESHARED_KEY_AUTHENTICATION1, NULL },
    { "certificate", 8, 8, 0, 4, RECORD_TO_STRUCT, 0, &record_IKEEXT_CERTIFICATE_CREDENTIAL1, NULL },
    { "name", 8, 8, 0, 5, RECORD_TO_STRUCT, 0, &record_IKEEXT_NAME_CREDENTIAL0, NULL },
};
static const uint8_t numbers_IKEEXT_CREDENTIAL2[] = { 0, 1, 2, 4, 5, 6 };
const struct record_type record_IKEEXT_CREDENTIAL2 = { "IKEEXT_CREDENTIAL2", &record_IKEEXT_CREDENTIAL2, 16, 8, 3, 6, 6, 1,
    members_IKEEXT_CREDENTIAL2, numbers_IKEEXT_CREDENTIAL2, switches_IKEEXT_CREDENTIAL2 };

/* FWPM_CONNECTION0 */
static const struct record_case cases_FWPM_CONNECTION0_0[] = {
    { 0x0, 14 },
    { 0x1, 15 },
    { 0x2, RECORD_NOTHING },
};
static const struct record_case cases_FWPM_CONNECTION0_1[] = {
    { 0x0, 16 },
    { 0x1, 17 },
    { 0x2, RECORD_NOTHING },
};
static const struct record_switch switches_FWPM_CONNECTION0[] = {
    { 8, 0xffffffff, 3, cases_FWPM_CONNECTION0_0 },
    { 8, 0xffffffff, 3, cases_FWPM_CONNECTION0_1 },
};
static const struct record_member members_FWPM_CONNECTION0[] = {
    { "connectionId", 0, 8, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "ipVersion", 8, 4, 0, 2, RECORD_SCALAR, 0, NULL, &enum_FWP_IP_VERSION },
    { "ipVersion", 8, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "ipVersion", 8, 4, 1, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "providerKey", 48, 16, 0, 7, RECORD_TO_BYTES, RECORD_GUID, NULL, NULL },
    { "ipsecTrafficModeType", 56, 4, 0, 8, RECORD_SCALAR, 0, NULL, &enum_IPSEC_TRAFFIC_TYPE },
    { "keyModuleType", 60, 4, 0, 9, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_KEY_MODULE_TYPE },
    { "mmCrypto", 64, 28, 0, 10, RECORD_STRUCT, 0, &record_IKEEXT_PROPOSAL0, NULL },
    { "mmPeer", 96, 16, 0, 11, RECORD_STRUCT, 0, &record_IKEEXT_CREDENTIAL2, NULL },
    { "emPeer", 112, 16, 0, 12, RECORD_STRUCT, 0, &record_IKEEXT_CREDENTIAL2, NULL },
    { "bytesTransferredIn", 128, 8, 0, 13, RECORD_SCALAR, 0, NULL, NULL },
    { "bytesTransferredOut", 136, 8, 0, 14, RECORD_SCALAR, 0, NULL, NULL },
    { "bytesTransferredTotal", 144, 8, 0, 15, RECORD_SCALAR, 0, NULL, NULL },
    { "startSysTime", 152, 8, 0, 16, RECORD_SCALAR, 0, NULL, NULL },
    { "localV4Address", 12, 4, 0, 3, RECORD_SCALAR, RECORD_ADDRESS, NULL, NULL },
    { "localV6Address", 12, 16, 0, 4, RECORD_BYTES, RECORD_ADDRESS, NULL, NULL },
    { "remoteV4Address", 28, 4, 0, 5, RECORD_SCALAR, RECORD_ADDRESS, NULL, NULL },
    { "remoteV6Address", 28, 16, 0, 6, RECORD_BYTES, RECORD_ADDRESS, NULL, NULL },
};
static const uint8_t numbers_FWPM_CONNECTION0[] = { 0, 1, 2, 15, 16, 17, 18, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14 };
const struct record_type record_FWPM_CONNECTION0 = { "FWPM_CONNECTION0", &record_FWPM_CONNECTION0, 160, 8, 14, 18, 17, 2,
    members_FWPM_CONNECTION0, numbers_FWPM_CONNECTION0, switches_FWPM_CONNECTION0 };

/* IPSEC_KEYING_POLICY1 */
static const struct record_member members_IPSEC_KEYING_POLICY1[] = {
    { "keyModKeys", 8, 16, 0, 1, RECORD_ARRAY_RAW, RECORD_GUID, NULL, NULL },
    { "flags", 16, 4, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_IPSEC_KEYING_POLICY1[] = { 0, 1, 2 };
const struct record_type record_IPSEC_KEYING_POLICY1 = { "IPSEC_KEYING_POLICY1", &record_IPSEC_KEYING_POLICY1, 24, 8, 2, 2, 3, 0,
    members_IPSEC_KEYING_POLICY1, numbers_IPSEC_KEYING_POLICY1, NULL };

/* IPSEC_SA_LIFETIME0 */
static const struct record_member members_IPSEC_SA_LIFETIME0[] = {
    { "lifetimeSeconds", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "lifetimeKilobytes", 4, 4, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
    { "lifetimePackets", 8, 4, 0, 3, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_IPSEC_SA_LIFETIME0[] = { 0, 1, 2, 3 };
const struct record_type record_IPSEC_SA_LIFETIME0 = { "IPSEC_SA_LIFETIME0", &record_IPSEC_SA_LIFETIME0, 12, 4, 3, 3, 4, 0,
    members_IPSEC_SA_LIFETIME0, numbers_IPSEC_SA_LIFETIME0, NULL };

/* IPSEC_AUTH_TRANSFORM_ID0 */
static const struct record_member members_IPSEC_AUTH_TRANSFORM_ID0[] = {
    { "authType", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_IPSEC_AUTH_TYPE },
    { "authConfig", 4, 1, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_IPSEC_AUTH_TRANSFORM_ID0[] = { 0, 1, 2 };
const struct record_type record_IPSEC_AUTH_TRANSFORM_ID0 = { "IPSEC_AUTH_TRANSFORM_ID0", &record_IPSEC_AUTH_TRANSFORM_ID0, 8, 4, 2, 2, 3, 0,
    members_IPSEC_AUTH_TRANSFORM_ID0, numbers_IPSEC_AUTH_TRANSFORM_ID0, NULL };

/* IPSEC_AUTH_TRANSFORM0 */
static const struct record_member members_IPSEC_AUTH_TRANSFORM0[] = {
    { "authTransformId", 0, 8, 0, 1, RECORD_STRUCT, 0, &record_IPSEC_AUTH_TRANSFORM_ID0, NULL },
    { "cryptoModuleId", 8, 16, 0, 2, RECORD_TO_BYTES, RECORD_GUID, NULL, NULL },
};
static const uint8_t numbers_IPSEC_AUTH_TRANSFORM0[] = { 0, 1, 2 };
const struct record_type record_IPSEC_AUTH_TRANSFORM0 = { "IPSEC_AUTH_TRANSFORM0", &record_IPSEC_AUTH_TRANSFORM0, 16, 8, 2, 2, 3, 0,
    members_IPSEC_AUTH_TRANSFORM0, numbers_IPSEC_AUTH_TRANSFORM0, NULL };

/* IPSEC_CIPHER_TRANSFORM_ID0 */
static const struct record_member members_IPSEC_CIPHER_TRANSFORM_ID0[] = {
    { "cipherType", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_IPSEC_CIPHER_TYPE },
    { "cipherConfig", 4, 1, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_IPSEC_CIPHER_TRANSFORM_ID0[] = { 0, 1, 2 };
const struct record_type record_IPSEC_CIPHER_TRANSFORM_ID0 = { "IPSEC_CIPHER_TRANSFORM_ID0", &record_IPSEC_CIPHER_TRANSFORM_ID0, 8, 4, 2, 2, 3, 0,
    members_IPSEC_CIPHER_TRANSFORM_ID0, numbers_IPSEC_CIPHER_TRANSFORM_ID0, NULL };

/* IPSEC_CIPHER_TRANSFORM0 */
static const struct record_member members_IPSEC_CIPHER_TRANSFORM0[] = {
    { "cipherTransformId", 0, 8, 0, 1, RECORD_STRUCT, 0, &record_IPSEC_CIPHER_TRANSFORM_ID0, NULL },
    { "cryptoModuleId", 8, 16, 0, 2, RECORD_TO_BYTES, RECORD_GUID, NULL, NULL },
};
static const uint8_t numbers_IPSEC_CIPHER_TRANSFORM0[] = { 0, 1, 2 };
const struct record_type record_IPSEC_CIPHER_TRANSFORM0 = { "IPSEC_CIPHER_TRANSFORM0", &record_IPSEC_CIPHER_TRANSFORM0, 16, 8, 2, 2, 3, 0,
    members_IPSEC_CIPHER_TRANSFORM0, numbers_IPSEC_CIPHER_TRANSFORM0, NULL };

/* IPSEC_AUTH_AND_CIPHER_TRANSFORM0 */
static const struct record_member members_IPSEC_AUTH_AND_CIPHER_TRANSFORM0[] = {
    { "authTransform", 0, 16, 0, 1, RECORD_STRUCT, 0, &record_IPSEC_AUTH_TRANSFORM0, NULL },
    { "cipherTransform", 16, 16, 0, 2, RECORD_STRUCT, 0, &record_IPSEC_CIPHER_TRANSFORM0, NULL },
};
static const uint8_t numbers_IPSEC_AUTH_AND_CIPHER_TRANSFORM0[] = { 0, 1, 2 };
const struct record_type record_IPSEC_AUTH_AND_CIPHER_TRANSFORM0 = { "IPSEC_AUTH_AND_CIPHER_TRANSFORM0", &record_IPSEC_AUTH_AND_CIPHER_TRANSFORM0, 32, 8, 2, 2, 3, 0,
    members_IPSEC_AUTH_AND_CIPHER_TRANSFORM0, numbers_IPSEC_AUTH_AND_CIPHER_TRANSFORM0, NULL };

/* IPSEC_SA_TRANSFORM0 */
static const struct record_case cases_IPSEC_SA_TRANSFORM0_0[] = {
    { 0x1, 2 },
    { 0x2, 3 },
    { 0x3, 4 },
    { 0x4, 5 },
    { 0x5, 6 },
};
static const struct record_switch switches_IPSEC_SA_TRANSFORM0[] = {
    { 0, 0xffffffff, 5, cases_IPSEC_SA_TRANSFORM0_0 },
};
static const struct record_member members_IPSEC_SA_TRANSFORM0[] = {
    { "ipsecTransformType", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_IPSEC_TRANSFORM_TYPE },
    { "ipsecTransformType", 0, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "ahTransform", 8, 8, 0, 2, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IPSEC_AUTH_TRANSFORM0, NULL },
    { "espAuthTransform", 8, 8, 0, 3, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IPSEC_AUTH_TRANSFORM0, NULL },
    { "espCipherTransform", 8, 8, 0, 4, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IPSEC_CIPHER_TRANSFORM0, NULL },
    { "espAuthAndCipherTransform", 8, 8, 0, 5, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IPSEC_AUTH_AND_CIPHER_TRANSFORM0, NULL },
    { "espAuthFwTransform", 8, 8, 0, 6, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IPSEC_AUTH_TRANSFORM0, NULL },
};
static const uint8_t numbers_IPSEC_SA_TRANSFORM0[] = { 0, 1, 3, 4, 5, 6, 7 };
const struct record_type record_IPSEC_SA_TRANSFORM0 = { "IPSEC_SA_TRANSFORM0", &record_IPSEC_SA_TRANSFORM0, 16, 8, 2, 7, 7, 1,
    members_IPSEC_SA_TRANSFORM0, numbers_IPSEC_SA_TRANSFORM0, switches_IPSEC_SA_TRANSFORM0 };

/* IPSEC_PROPOSAL0 */
static const struct record_member members_IPSEC_PROPOSAL0[] = {
    { "lifetime", 0, 12, 0, 1, RECORD_STRUCT, 0, &record_IPSEC_SA_LIFETIME0, NULL },
    { "saTransforms", 16, 8, 12, 2, RECORD_ARRAY_STRUCT, 0, &record_IPSEC_SA_TRANSFORM0, NULL },
    { "pfsGroup", 24, 4, 0, 3, RECORD_SCALAR, 0, NULL, &enum_IPSEC_PFS_GROUP },
};
static const uint8_t numbers_IPSEC_PROPOSAL0[] = { 0, 1, 2, 3 };
const struct record_type record_IPSEC_PROPOSAL0 = { "IPSEC_PROPOSAL0", &record_IPSEC_PROPOSAL0, 32, 8, 3, 3, 4, 0,
    members_IPSEC_PROPOSAL0, numbers_IPSEC_PROPOSAL0, NULL };

/* IPSEC_SA_IDLE_TIMEOUT0 */
static const struct record_member members_IPSEC_SA_IDLE_TIMEOUT0[] = {
    { "idleTimeoutSeconds", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "idleTimeoutSecondsFailOver", 4, 4, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_IPSEC_SA_IDLE_TIMEOUT0[] = { 0, 1, 2 };
const struct record_type record_IPSEC_SA_IDLE_TIMEOUT0 = { "IPSEC_SA_IDLE_TIMEOUT0", &record_IPSEC_SA_IDLE_TIMEOUT0, 8, 4, 2, 2, 3, 0,
    members_IPSEC_SA_IDLE_TIMEOUT0, numbers_IPSEC_SA_IDLE_TIMEOUT0, NULL };

/* IKEEXT_CERT_EKUS0 */
static const struct record_member members_IKEEXT_CERT_EKUS0[] = {
    { "eku", 8, 8, 0, 1, RECORD_STRINGS8, 0, NULL, NULL },
};
static const uint8_t numbers_IKEEXT_CERT_EKUS0[] = { 0, 1 };
const struct record_type record_IKEEXT_CERT_EKUS0 = { "IKEEXT_CERT_EKUS0", &record_IKEEXT_CERT_EKUS0, 16, 8, 1, 1, 2, 0,
    members_IKEEXT_CERT_EKUS0, numbers_IKEEXT_CERT_EKUS0, NULL };

/* IKEEXT_CERT_NAME0 */
static const struct record_member members_IKEEXT_CERT_NAME0[] = {
    { "nameType", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_CERT_CRITERIA_NAME_TYPE },
    { "certName", 8, 2, 0, 2, RECORD_STRING, 0, NULL, NULL },
};
static const uint8_t numbers_IKEEXT_CERT_NAME0[] = { 0, 1, 2 };
const struct record_type record_IKEEXT_CERT_NAME0 = { "IKEEXT_CERT_NAME0", &record_IKEEXT_CERT_NAME0, 16, 8, 2, 2, 3, 0,
    members_IKEEXT_CERT_NAME0, numbers_IKEEXT_CERT_NAME0, NULL };

/* IKEEXT_CERTIFICATE_CRITERIA0 */
static const struct record_member members_IKEEXT_CERTIFICATE_CRITERIA0[] = {
    { "certData", 0, 16, 0, 1, RECORD_STRUCT, 0, &record_FWP_BYTE_BLOB, NULL },
    { "certHash", 16, 16, 0, 2, RECORD_STRUCT, 0, &record_FWP_BYTE_BLOB, NULL },
    { "eku", 32, 8, 0, 3, RECORD_TO_STRUCT, 0, &record_IKEEXT_CERT_EKUS0, NULL },
    { "name", 40, 8, 0, 4, RECORD_TO_STRUCT, 0, &record_IKEEXT_CERT_NAME0, NULL },
    { "flags", 48, 4, 0, 5, RECORD_SCALAR, RECORD_SET, NULL, &enum_IKEEXT_CERT_FLAG },
};
static const uint8_t numbers_IKEEXT_CERTIFICATE_CRITERIA0[] = { 0, 1, 2, 3, 4, 5 };
const struct record_type record_IKEEXT_CERTIFICATE_CRITERIA0 = { "IKEEXT_CERTIFICATE_CRITERIA0", &record_IKEEXT_CERTIFICATE_CRITERIA0, 56, 8, 5, 5, 6, 0,
    members_IKEEXT_CERTIFICATE_CRITERIA0, numbers_IKEEXT_CERTIFICATE_CRITERIA0, NULL };

/* IKEEXT_CERTIFICATE_AUTHENTICATION2 */
static const struct record_case cases_IKEEXT_CERTIFICATE_AUTHENTICATION2_0[] = {
    { 0x0, 6 },
    { 0x1, 7 },
    { 0x2, 8 },
    { 0x3, RECORD_NOTHING },
};
static const struct record_case cases_IKEEXT_CERTIFICATE_AUTHENTICATION2_1[] = {
    { 0x0, 9 },
    { 0x1, 10 },
    { 0x2, 11 },
    { 0x3, RECORD_NOTHING },
};
static const struct record_switch switches_IKEEXT_CERTIFICATE_AUTHENTICATION2[] = {
    { 0, 0xffffffff, 4, cases_IKEEXT_CERTIFICATE_AUTHENTICATION2_0 },
    { 24, 0xffffffff, 4, cases_IKEEXT_CERTIFICATE_AUTHENTICATION2_1 },
};
static const struct record_member members_IKEEXT_CERTIFICATE_AUTHENTICATION2[] = {
    { "inboundConfigType", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_CERT_CONFIG_TYPE },
    { "inboundConfigType", 0, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "outboundConfigType", 24, 4, 0, 5, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_CERT_CONFIG_TYPE },
    { "outboundConfigType", 24, 4, 1, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "flags", 48, 4, 0, 9, RECORD_SCALAR, RECORD_SET, NULL, &enum_IKEEXT_CERT_AUTH },
    { "localCertLocationUrl", 56, 16, 0, 10, RECORD_STRUCT, 0, &record_FWP_BYTE_BLOB, NULL },
    { "inboundRootCriteria", 16, 8, 8, 2, RECORD_ARRAY_STRUCT, 0, &record_IKEEXT_CERTIFICATE_CRITERIA0, NULL },
    { "inboundEnterpriseStoreCriteria", 16, 8, 8, 3, RECORD_ARRAY_STRUCT, 0, &record_IKEEXT_CERTIFICATE_CRITERIA0, NULL },
    { "inboundTrustedRootStoreCriteria", 16, 8, 8, 4, RECORD_ARRAY_STRUCT, 0, &record_IKEEXT_CERTIFICATE_CRITERIA0, NULL },
    { "outboundRootCriteria", 40, 8, 32, 6, RECORD_ARRAY_STRUCT, 0, &record_IKEEXT_CERTIFICATE_CRITERIA0, NULL },
    { "outboundEnterpriseStoreCriteria", 40, 8, 32, 7, RECORD_ARRAY_STRUCT, 0, &record_IKEEXT_CERTIFICATE_CRITERIA0, NULL },
    { "outboundTrustedRootStoreCriteria", 40, 8, 32, 8, RECORD_ARRAY_STRUCT, 0, &record_IKEEXT_CERTIFICATE_CRITERIA0, NULL },
};
static const uint8_t numbers_IKEEXT_CERTIFICATE_AUTHENTICATION2[] = { 0, 1, 7, 8, 9, 3, 10, 11, 12, 5, 6 };
const struct record_type record_IKEEXT_CERTIFICATE_AUTHENTICATION2 = { "IKEEXT_CERTIFICATE_AUTHENTICATION2", &record_IKEEXT_CERTIFICATE_AUTHENTICATION2, 72, 8, 6, 12, 11, 2,
    members_IKEEXT_CERTIFICATE_AUTHENTICATION2, numbers_IKEEXT_CERTIFICATE_AUTHENTICATION2, switches_IKEEXT_CERTIFICATE_AUTHENTICATION2 };

/* IKEEXT_KERBEROS_AUTHENTICATION1 */
static const struct record_member members_IKEEXT_KERBEROS_AUTHENTICATION1[] = {
    { "flags", 0, 4, 0, 1, RECORD_SCALAR, RECORD_SET, NULL, &enum_IKEEXT_KERB_AUTH },
    { "proxyServer", 8, 2, 0, 2, RECORD_STRING, 0, NULL, NULL },
};
static const uint8_t numbers_IKEEXT_KERBEROS_AUTHENTICATION1[] = { 0, 1, 2 };
const struct record_type record_IKEEXT_KERBEROS_AUTHENTICATION1 = { "IKEEXT_KERBEROS_AUTHENTICATION1", &record_IKEEXT_KERBEROS_AUTHENTICATION1, 16, 8, 2, 2, 3, 0,
    members_IKEEXT_KERBEROS_AUTHENTICATION1, numbers_IKEEXT_KERBEROS_AUTHENTICATION1, NULL };

/* IKEEXT_RESERVED_AUTHENTICATION0 */
static const struct record_member members_IKEEXT_RESERVED_AUTHENTICATION0[] = {
    { "flags", 0, 4, 0, 1, RECORD_SCALAR, RECORD_SET, NULL, &enum_IKEEXT_RESERVED_AUTH },
};
static const uint8_t numbers_IKEEXT_RESERVED_AUTHENTICATION0[] = { 0, 1 };
const struct record_type record_IKEEXT_RESERVED_AUTHENTICATION0 = { "IKEEXT_RESERVED_AUTHENTICATION0", &record_IKEEXT_RESERVED_AUTHENTICATION0, 4, 4, 1, 1, 2, 0,
    members_IKEEXT_RESERVED_AUTHENTICATION0, numbers_IKEEXT_RESERVED_AUTHENTICATION0, NULL };

/* IKEEXT_NTLM_V2_AUTHENTICATION0 */
static const struct record_member members_IKEEXT_NTLM_V2_AUTHENTICATION0[] = {
    { "flags", 0, 4, 0, 1, RECORD_SCALAR, RECORD_SET, NULL, &enum_IKEEXT_NTLM_V2_AUTH },
};
static const uint8_t numbers_IKEEXT_NTLM_V2_AUTHENTICATION0[] = { 0, 1 };
const struct record_type record_IKEEXT_NTLM_V2_AUTHENTICATION0 = { "IKEEXT_NTLM_V2_AUTHENTICATION0", &record_IKEEXT_NTLM_V2_AUTHENTICATION0, 4, 4, 1, 1, 2, 0,
    members_IKEEXT_NTLM_V2_AUTHENTICATION0, numbers_IKEEXT_NTLM_V2_AUTHENTICATION0, NULL };

/* IKEEXT_IPV6_CGA_AUTHENTICATION0 */
static const struct record_member members_IKEEXT_IPV6_CGA_AUTHENTICATION0[] = {
    { "keyContainerName", 0, 2, 0, 1, RECORD_STRING, 0, NULL, NULL },
    { "cspName", 8, 2, 0, 2, RECORD_STRING, 0, NULL, NULL },
    { "cspType", 16, 4, 0, 3, RECORD_SCALAR, 0, NULL, NULL },
    { "cgaModifier", 20, 16, 0, 4, RECORD_BYTES, 0, NULL, NULL },
    { "cgaCollisionCount", 36, 1, 0, 5, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_IKEEXT_IPV6_CGA_AUTHENTICATION0[] = { 0, 1, 2, 3, 4, 5 };
const struct record_type record_IKEEXT_IPV6_CGA_AUTHENTICATION0 = { "IKEEXT_IPV6_CGA_AUTHENTICATION0", &record_IKEEXT_IPV6_CGA_AUTHENTICATION0, 40, 8, 5, 5, 6, 0,
    members_IKEEXT_IPV6_CGA_AUTHENTICATION0, numbers_IKEEXT_IPV6_CGA_AUTHENTICATION0, NULL };

/* IKEEXT_EAP_AUTHENTICATION0 */
static const struct record_member members_IKEEXT_EAP_AUTHENTICATION0[] = {
    { "flags", 0, 4, 0, 1, RECORD_SCALAR, RECORD_SET, NULL, &enum_IKEEXT_EAP_FLAG },
};
static const uint8_t numbers_IKEEXT_EAP_AUTHENTICATION0[] = { 0, 1 };
const struct record_type record_IKEEXT_EAP_AUTHENTICATION0 = { "IKEEXT_EAP_AUTHENTICATION0", &record_IKEEXT_EAP_AUTHENTICATION0, 4, 4, 1, 1, 2, 0,
    members_IKEEXT_EAP_AUTHENTICATION0, numbers_IKEEXT_EAP_AUTHENTICATION0, NULL };

/* IKEEXT_AUTHENTICATION_METHOD2 */
static const struct record_case cases_IKEEXT_AUTHENTICATION_METHOD2_0[] = {
    { 0x0, 2 },
    { 0x1, 3 },
    { 0x2, 4 },
    { 0x3, RECORD_NOTHING },
    { 0x4, 7 },
    { 0x5, 6 },
    { 0x6, 8 },
    { 0x7, 3 },
    { 0x8, 3 },
    { 0x9, 7 },
    { 0xa, 7 },
    { 0xb, 9 },
    { 0xc, 5 },
};
static const struct record_switch switches_IKEEXT_AUTHENTICATION_METHOD2[] = {
    { 0, 0xffffffff, 13, cases_IKEEXT_AUTHENTICATION_METHOD2_0 },
};
static const struct record_member members_IKEEXT_AUTHENTICATION_METHOD2[] = {
    { "authenticationMethodType", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_AUTHENTICATION_METHOD_TYPE },
    { "authenticationMethodType", 0, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "presharedKeyAuthentication", 8, 24, 0, 2, RECORD_STRUCT, 0, &record_IKEEXT_PRESHARED_KEY_AUTHENTICATION1, NULL },
    { "certificateAuthentication", 8, 72, 0, 3, RECORD_STRUCT, 0, &record_IKEEXT_CERTIFICATE_AUTHENTICATION2, NULL },
    { "kerberosAuthentication", 8, 16, 0, 4, RECORD_STRUCT, 0, &record_IKEEXT_KERBEROS_AUTHENTICATION1, NULL },
    { "reservedAuthentication", 8, 4, 0, 5, RECORD_STRUCT, 0, &record_IKEEXT_RESERVED_AUTHENTICATION0, NULL },
    { "ntlmV2Authentication", 8, 4, 0, 6, RECORD_STRUCT, 0, &record_IKEEXT_NTLM_V2_AUTHENTICATION0, NULL },
    { "sslAuthentication", 8, 72, 0, 7, RECORD_STRUCT, 0, &record_IKEEXT_CERTIFICATE_AUTHENTICATION2, NULL },
    { "cgaAuthentication", 8, 40, 0, 8, RECORD_STRUCT, 0, &record_IKEEXT_IPV6_CGA_AUTHENTICATION0, NULL },
    { "eapAuthentication", 8, 4, 0, 9, RECORD_STRUCT, 0, &record_IKEEXT_EAP_AUTHENTICATION0, NULL },
};
static const uint8_t numbers_IKEEXT_AUTHENTICATION_METHOD2[] = { 0, 1, 3, 4, 5, 6, 7, 8, 9, 10 };
const struct record_type record_IKEEXT_AUTHENTICATION_METHOD2 = { "IKEEXT_AUTHENTICATION_METHOD2", &record_IKEEXT_AUTHENTICATION_METHOD2, 80, 8, 2, 10, 10, 1,
    members_IKEEXT_AUTHENTICATION_METHOD2, numbers_IKEEXT_AUTHENTICATION_METHOD2, switches_IKEEXT_AUTHENTICATION_METHOD2 };

/* IKEEXT_EM_POLICY2 */
static const struct record_member members_IKEEXT_EM_POLICY2[] = {
    { "authenticationMethods", 8, 8, 0, 1, RECORD_ARRAY_STRUCT, 0, &record_IKEEXT_AUTHENTICATION_METHOD2, NULL },
    { "initiatorImpersonationType", 16, 4, 0, 2, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_AUTHENTICATION_IMPERSONATION_TYPE },
};
static const uint8_t numbers_IKEEXT_EM_POLICY2[] = { 0, 1, 2 };
const struct record_type record_IKEEXT_EM_POLICY2 = { "IKEEXT_EM_POLICY2", &record_IKEEXT_EM_POLICY2, 24, 8, 2, 2, 3, 0,
    members_IKEEXT_EM_POLICY2, numbers_IKEEXT_EM_POLICY2, NULL };

/* IPSEC_TRANSPORT_POLICY2 */
static const struct record_member members_IPSEC_TRANSPORT_POLICY2[] = {
    { "ipsecProposals", 8, 8, 0, 1, RECORD_ARRAY_STRUCT, 0, &record_IPSEC_PROPOSAL0, NULL },
    { "flags", 16, 4, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
    { "ndAllowClearTimeoutSeconds", 20, 4, 0, 3, RECORD_SCALAR, 0, NULL, NULL },
    { "saIdleTimeout", 24, 8, 0, 4, RECORD_STRUCT, 0, &record_IPSEC_SA_IDLE_TIMEOUT0, NULL },
    { "emPolicy", 32, 8, 0, 5, RECORD_TO_STRUCT, 0, &record_IKEEXT_EM_POLICY2, NULL },
};
static const uint8_t numbers_IPSEC_TRANSPORT_POLICY2[] = { 0, 1, 2, 3, 4, 5 };
const struct record_type record_IPSEC_TRANSPORT_POLICY2 = { "IPSEC_TRANSPORT_POLICY2", &record_IPSEC_TRANSPORT_POLICY2, 40, 8, 5, 5, 6, 0,
    members_IPSEC_TRANSPORT_POLICY2, numbers_IPSEC_TRANSPORT_POLICY2, NULL };

/* IPSEC_TUNNEL_ENDPOINT0 */
static const struct record_case cases_IPSEC_TUNNEL_ENDPOINT0_0[] = {
    { 0x0, 2 },
    { 0x1, 3 },
    { 0x2, RECORD_NOTHING },
};
static const struct record_switch switches_IPSEC_TUNNEL_ENDPOINT0[] = {
    { 0, 0xffffffff, 3, cases_IPSEC_TUNNEL_ENDPOINT0_0 },
};
static const struct record_member members_IPSEC_TUNNEL_ENDPOINT0[] = {
    { "ipVersion", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_FWP_IP_VERSION },
    { "ipVersion", 0, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "v4Address", 4, 4, 0, 2, RECORD_SCALAR, RECORD_ADDRESS, NULL, NULL },
    { "v6Address", 4, 16, 0, 3, RECORD_BYTES, RECORD_ADDRESS, NULL, NULL },
};
static const uint8_t numbers_IPSEC_TUNNEL_ENDPOINT0[] = { 0, 1, 3, 4 };
const struct record_type record_IPSEC_TUNNEL_ENDPOINT0 = { "IPSEC_TUNNEL_ENDPOINT0", &record_IPSEC_TUNNEL_ENDPOINT0, 20, 4, 2, 4, 4, 1,
    members_IPSEC_TUNNEL_ENDPOINT0, numbers_IPSEC_TUNNEL_ENDPOINT0, switches_IPSEC_TUNNEL_ENDPOINT0 };

/* IPSEC_TUNNEL_ENDPOINTS2 */
static const struct record_case cases_IPSEC_TUNNEL_ENDPOINTS2_0[] = {
    { 0x0, 6 },
    { 0x1, 7 },
    { 0x2, RECORD_NOTHING },
};
static const struct record_case cases_IPSEC_TUNNEL_ENDPOINTS2_1[] = {
    { 0x0, 8 },
    { 0x1, 9 },
    { 0x2, RECORD_NOTHING },
};
static const struct record_switch switches_IPSEC_TUNNEL_ENDPOINTS2[] = {
    { 0, 0xffffffff, 3, cases_IPSEC_TUNNEL_ENDPOINTS2_0 },
    { 0, 0xffffffff, 3, cases_IPSEC_TUNNEL_ENDPOINTS2_1 },
};
static const struct record_member members_IPSEC_TUNNEL_ENDPOINTS2[] = {
    { "ipVersion", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_FWP_IP_VERSION },
    { "ipVersion", 0, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "ipVersion", 0, 4, 1, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "localIfLuid", 40, 8, 0, 6, RECORD_SCALAR, 0, NULL, NULL },
    { "remoteFqdn", 48, 2, 0, 7, RECORD_STRING, 0, NULL, NULL },
    { "remoteAddresses", 64, 8, 56, 8, RECORD_ARRAY_STRUCT, 0, &record_IPSEC_TUNNEL_ENDPOINT0, NULL },
    { "localV4Address", 4, 4, 0, 2, RECORD_SCALAR, RECORD_ADDRESS, NULL, NULL },
    { "localV6Address", 4, 16, 0, 3, RECORD_BYTES, RECORD_ADDRESS, NULL, NULL },
    { "remoteV4Address", 20, 4, 0, 4, RECORD_SCALAR, RECORD_ADDRESS, NULL, NULL },
    { "remoteV6Address", 20, 16, 0, 5, RECORD_BYTES, RECORD_ADDRESS, NULL, NULL },
};
static const uint8_t numbers_IPSEC_TUNNEL_ENDPOINTS2[] = { 0, 1, 7, 8, 9, 10, 4, 5, 6 };
const struct record_type record_IPSEC_TUNNEL_ENDPOINTS2 = { "IPSEC_TUNNEL_ENDPOINTS2", &record_IPSEC_TUNNEL_ENDPOINTS2, 72, 8, 6, 10, 9, 2,
    members_IPSEC_TUNNEL_ENDPOINTS2, numbers_IPSEC_TUNNEL_ENDPOINTS2, switches_IPSEC_TUNNEL_ENDPOINTS2 };

/* IPSEC_TRAFFIC_SELECTOR0 */
static const struct record_case cases_IPSEC_TRAFFIC_SELECTOR0_0[] = {
    { 0x0, 6 },
    { 0x1, 7 },
    { 0x2, RECORD_NOTHING },
};
static const struct record_case cases_IPSEC_TRAFFIC_SELECTOR0_1[] = {
    { 0x0, 8 },
    { 0x1, 9 },
    { 0x2, RECORD_NOTHING },
};
static const struct record_switch switches_IPSEC_TRAFFIC_SELECTOR0[] = {
    { 8, 0xffffffff, 3, cases_IPSEC_TRAFFIC_SELECTOR0_0 },
    { 8, 0xffffffff, 3, cases_IPSEC_TRAFFIC_SELECTOR0_1 },
};
static const struct record_member members_IPSEC_TRAFFIC_SELECTOR0[] = {
    { "protocolId", 0, 1, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "portStart", 2, 2, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
    { "portEnd", 4, 2, 0, 3, RECORD_SCALAR, 0, NULL, NULL },
    { "ipVersion", 8, 4, 0, 4, RECORD_SCALAR, 0, NULL, &enum_FWP_IP_VERSION },
    { "ipVersion", 8, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "ipVersion", 8, 4, 1, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "startV4Address", 12, 4, 0, 5, RECORD_SCALAR, RECORD_ADDRESS, NULL, NULL },
    { "startV6Address", 12, 16, 0, 6, RECORD_BYTES, RECORD_ADDRESS, NULL, NULL },
    { "endV4Address", 28, 4, 0, 7, RECORD_SCALAR, RECORD_ADDRESS, NULL, NULL },
    { "endV6Address", 28, 16, 0, 8, RECORD_BYTES, RECORD_ADDRESS, NULL, NULL },
};
static const uint8_t numbers_IPSEC_TRAFFIC_SELECTOR0[] = { 0, 1, 2, 3, 4, 7, 8, 9, 10 };
const struct record_type record_IPSEC_TRAFFIC_SELECTOR0 = { "IPSEC_TRAFFIC_SELECTOR0", &record_IPSEC_TRAFFIC_SELECTOR0, 44, 4, 6, 10, 9, 2,
    members_IPSEC_TRAFFIC_SELECTOR0, numbers_IPSEC_TRAFFIC_SELECTOR0, switches_IPSEC_TRAFFIC_SELECTOR0 };

/* IPSEC_TRAFFIC_SELECTOR_POLICY0 */
static const struct record_member members_IPSEC_TRAFFIC_SELECTOR_POLICY0[] = {
    { "flags", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "localTrafficSelectors", 8, 8, 4, 2, RECORD_ARRAY_STRUCT, 0, &record_IPSEC_TRAFFIC_SELECTOR0, NULL },
    { "remoteTrafficSelectors", 24, 8, 16, 3, RECORD_ARRAY_STRUCT, 0, &record_IPSEC_TRAFFIC_SELECTOR0, NULL },
};
static const uint8_t numbers_IPSEC_TRAFFIC_SELECTOR_POLICY0[] = { 0, 1, 2, 3 };
const struct record_type record_IPSEC_TRAFFIC_SELECTOR_POLICY0 = { "IPSEC_TRAFFIC_SELECTOR_POLICY0", &record_IPSEC_TRAFFIC_SELECTOR_POLICY0, 32, 8, 3, 3, 4, 0,
    members_IPSEC_TRAFFIC_SELECTOR_POLICY0, numbers_IPSEC_TRAFFIC_SELECTOR_POLICY0, NULL };

/* IPSEC_TUNNEL_POLICY3 */
static const struct record_member members_IPSEC_TUNNEL_POLICY3[] = {
    { "flags", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "ipsecProposals", 8, 8, 4, 2, RECORD_ARRAY_STRUCT, 0, &record_IPSEC_PROPOSAL0, NULL },
    { "tunnelEndpoints", 16, 72, 0, 3, RECORD_STRUCT, 0, &record_IPSEC_TUNNEL_ENDPOINTS2, NULL },
    { "saIdleTimeout", 88, 8, 0, 4, RECORD_STRUCT, 0, &record_IPSEC_SA_IDLE_TIMEOUT0, NULL },
    { "emPolicy", 96, 8, 0, 5, RECORD_TO_STRUCT, 0, &record_IKEEXT_EM_POLICY2, NULL },
    { "fwdPathSaLifetime", 104, 4, 0, 6, RECORD_SCALAR, 0, NULL, NULL },
    { "compartmentId", 108, 4, 0, 7, RECORD_SCALAR, 0, NULL, NULL },
    { "trafficSelectorPolicies", 120, 8, 112, 8, RECORD_ARRAY_STRUCT, 0, &record_IPSEC_TRAFFIC_SELECTOR_POLICY0, NULL },
};
static const uint8_t numbers_IPSEC_TUNNEL_POLICY3[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8 };
const struct record_type record_IPSEC_TUNNEL_POLICY3 = { "IPSEC_TUNNEL_POLICY3", &record_IPSEC_TUNNEL_POLICY3, 128, 8, 8, 8, 9, 0,
    members_IPSEC_TUNNEL_POLICY3, numbers_IPSEC_TUNNEL_POLICY3, NULL };

/* IKEEXT_POLICY2 */
static const struct record_member members_IKEEXT_POLICY2[] = {
    { "softExpirationTime", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "authenticationMethods", 8, 8, 4, 2, RECORD_ARRAY_STRUCT, 0, &record_IKEEXT_AUTHENTICATION_METHOD2, NULL },
    { "initiatorImpersonationType", 16, 4, 0, 3, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_AUTHENTICATION_IMPERSONATION_TYPE },
    { "ikeProposals", 24, 8, 20, 4, RECORD_ARRAY_STRUCT, 0, &record_IKEEXT_PROPOSAL0, NULL },
    { "flags", 32, 4, 0, 5, RECORD_SCALAR, RECORD_SET, NULL, &enum_IKEEXT_POLICY_FLAG },
    { "maxDynamicFilters", 36, 4, 0, 6, RECORD_SCALAR, 0, NULL, NULL },
    { "retransmitDurationSecs", 40, 4, 0, 7, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_IKEEXT_POLICY2[] = { 0, 1, 2, 3, 4, 5, 6, 7 };
const struct record_type record_IKEEXT_POLICY2 = { "IKEEXT_POLICY2", &record_IKEEXT_POLICY2, 48, 8, 7, 7, 8, 0,
    members_IKEEXT_POLICY2, numbers_IKEEXT_POLICY2, NULL };

/* SID_AND_ATTRIBUTES */
static const struct record_member members_SID_AND_ATTRIBUTES[] = {
    { "Sid", 0, 1, 0, 1, RECORD_SID, 0, NULL, NULL },
    { "Attributes", 8, 4, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_SID_AND_ATTRIBUTES[] = { 0, 1, 2 };
const struct record_type record_SID_AND_ATTRIBUTES = { "SID_AND_ATTRIBUTES", &record_SID_AND_ATTRIBUTES, 16, 8, 2, 2, 3, 0,
    members_SID_AND_ATTRIBUTES, numbers_SID_AND_ATTRIBUTES, NULL };

/* FWP_TOKEN_INFORMATION */
static const struct record_member members_FWP_TOKEN_INFORMATION[] = {
    { "sids", 8, 8, 0, 1, RECORD_ARRAY_STRUCT, 0, &record_SID_AND_ATTRIBUTES, NULL },
    { "restrictedSids", 24, 8, 16, 2, RECORD_ARRAY_STRUCT, 0, &record_SID_AND_ATTRIBUTES, NULL },
};
static const uint8_t numbers_FWP_TOKEN_INFORMATION[] = { 0, 1, 2 };
const struct record_type record_FWP_TOKEN_INFORMATION = { "FWP_TOKEN_INFORMATION", &record_FWP_TOKEN_INFORMATION, 32, 8, 2, 2, 3, 0,
    members_FWP_TOKEN_INFORMATION, numbers_FWP_TOKEN_INFORMATION, NULL };

/* FWP_VALUE0 */
static const struct record_case cases_FWP_VALUE0_0[] = {
    { 0x0, RECORD_NOTHING },
    { 0x1, 2 },
    { 0x2, 3 },
    { 0x3, 4 },
    { 0x4, 5 },
    { 0x5, 6 },
    { 0x6, 7 },
    { 0x7, 8 },
    { 0x8, 9 },
    { 0x9, 10 },
    { 0xa, 11 },
    { 0xb, 12 },
    { 0xc, 13 },
    { 0xd, 14 },
    { 0xe, 15 },
    { 0xf, 16 },
    { 0x10, 17 },
    { 0x11, 18 },
    { 0x12, 19 },
};
static const struct record_switch switches_FWP_VALUE0[] = {
    { 0, 0xffffffff, 19, cases_FWP_VALUE0_0 },
};
static const struct record_member members_FWP_VALUE0[] = {
    { "type", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_FWP_DATA_TYPE },
    { "type", 0, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "uint8", 8, 1, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
    { "uint16", 8, 2, 0, 3, RECORD_SCALAR, 0, NULL, NULL },
    { "uint32", 8, 4, 0, 4, RECORD_SCALAR, 0, NULL, NULL },
    { "uint64", 8, 8, 0, 5, RECORD_TO_SCALAR, RECORD_REQUIRED, NULL, NULL },
    { "int8", 8, 1, 0, 6, RECORD_SCALAR, RECORD_SIGNED, NULL, NULL },
    { "int16", 8, 2, 0, 7, RECORD_SCALAR, RECORD_SIGNED, NULL, NULL },
    { "int32", 8, 4, 0, 8, RECORD_SCALAR, RECORD_SIGNED, NULL, NULL },
    { "int64", 8, 8, 0, 9, RECORD_TO_SCALAR, RECORD_REQUIRED | RECORD_SIGNED, NULL, NULL },
    { "float32", 8, 4, 0, 10, RECORD_SCALAR, RECORD_REAL, NULL, NULL },
    { "double64", 8, 8, 0, 11, RECORD_TO_SCALAR, RECORD_REAL | RECORD_REQUIRED, NULL, NULL },
    { "byteArray16", 8, 16, 0, 12, RECORD_TO_BYTES, RECORD_REQUIRED, NULL, NULL },
    { "byteBlob", 8, 8, 0, 13, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWP_BYTE_BLOB, NULL },
    { "sid", 8, 1, 0, 14, RECORD_SID, RECORD_REQUIRED, NULL, NULL },
    { "sd", 8, 8, 0, 15, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWP_BYTE_BLOB, NULL },
    { "tokenInformation", 8, 8, 0, 16, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWP_TOKEN_INFORMATION, NULL },
    { "tokenAccessInformation", 8, 8, 0, 17, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWP_BYTE_BLOB, NULL },
    { "unicodeString", 8, 2, 0, 18, RECORD_STRING, RECORD_REQUIRED, NULL, NULL },
    { "byteArray6", 8, 6, 0, 19, RECORD_TO_BYTES, RECORD_REQUIRED, NULL, NULL },
};
static const uint8_t numbers_FWP_VALUE0[] = { 0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 };
const struct record_type record_FWP_VALUE0 = { "FWP_VALUE0", &record_FWP_VALUE0, 16, 8, 2, 20, 20, 1,
    members_FWP_VALUE0, numbers_FWP_VALUE0, switches_FWP_VALUE0 };

/* FWPM_CLASSIFY_OPTION0 */
static const struct record_member members_FWPM_CLASSIFY_OPTION0[] = {
    { "type", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_FWP_CLASSIFY_OPTION_TYPE },
    { "value", 8, 16, 0, 2, RECORD_STRUCT, 0, &record_FWP_VALUE0, NULL },
};
static const uint8_t numbers_FWPM_CLASSIFY_OPTION0[] = { 0, 1, 2 };
const struct record_type record_FWPM_CLASSIFY_OPTION0 = { "FWPM_CLASSIFY_OPTION0", &record_FWPM_CLASSIFY_OPTION0, 24, 8, 2, 2, 3, 0,
    members_FWPM_CLASSIFY_OPTION0, numbers_FWPM_CLASSIFY_OPTION0, NULL };

/* FWPM_CLASSIFY_OPTIONS0 */
static const struct record_member members_FWPM_CLASSIFY_OPTIONS0[] = {
    { "options", 8, 8, 0, 1, RECORD_ARRAY_STRUCT, 0, &record_FWPM_CLASSIFY_OPTION0, NULL },
};
static const uint8_t numbers_FWPM_CLASSIFY_OPTIONS0[] = { 0, 1 };
const struct record_type record_FWPM_CLASSIFY_OPTIONS0 = { "FWPM_CLASSIFY_OPTIONS0", &record_FWPM_CLASSIFY_OPTIONS0, 16, 8, 1, 1, 2, 0,
    members_FWPM_CLASSIFY_OPTIONS0, numbers_FWPM_CLASSIFY_OPTIONS0, NULL };

/* FWP_V6_ADDR_AND_MASK */
static const struct record_member members_FWP_V6_ADDR_AND_MASK[] = {
    { "addr", 0, 16, 0, 1, RECORD_BYTES, RECORD_ADDRESS, NULL, NULL },
    { "prefixLength", 16, 1, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_FWP_V6_ADDR_AND_MASK[] = { 0, 1, 2 };
const struct record_type record_FWP_V6_ADDR_AND_MASK = { "FWP_V6_ADDR_AND_MASK", &record_FWP_V6_ADDR_AND_MASK, 17, 1, 2, 2, 3, 0,
    members_FWP_V6_ADDR_AND_MASK, numbers_FWP_V6_ADDR_AND_MASK, NULL };

/* IPSEC_DOSP_OPTIONS0 */
static const struct record_member members_IPSEC_DOSP_OPTIONS0[] = {
    { "stateIdleTimeoutSeconds", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "perIPRateLimitQueueIdleTimeoutSeconds", 4, 4, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
    { "ipV6IPsecUnauthDscp", 8, 1, 0, 3, RECORD_SCALAR, 0, NULL, NULL },
    { "ipV6IPsecUnauthRateLimitBytesPerSec", 12, 4, 0, 4, RECORD_SCALAR, 0, NULL, NULL },
    { "ipV6IPsecUnauthPerIPRateLimitBytesPerSec", 16, 4, 0, 5, RECORD_SCALAR, 0, NULL, NULL },
    { "ipV6IPsecAuthDscp", 20, 1, 0, 6, RECORD_SCALAR, 0, NULL, NULL },
    { "ipV6IPsecAuthRateLimitBytesPerSec", 24, 4, 0, 7, RECORD_SCALAR, 0, NULL, NULL },
    { "icmpV6Dscp", 28, 1, 0, 8, RECORD_SCALAR, 0, NULL, NULL },
    { "icmpV6RateLimitBytesPerSec", 32, 4, 0, 9, RECORD_SCALAR, 0, NULL, NULL },
    { "ipV6FilterExemptDscp", 36, 1, 0, 10, RECORD_SCALAR, 0, NULL, NULL },
    { "ipV6FilterExemptRateLimitBytesPerSec", 40, 4, 0, 11, RECORD_SCALAR, 0, NULL, NULL },
    { "defBlockExemptDscp", 44, 1, 0, 12, RECORD_SCALAR, 0, NULL, NULL },
    { "defBlockExemptRateLimitBytesPerSec", 48, 4, 0, 13, RECORD_SCALAR, 0, NULL, NULL },
    { "maxStateEntries", 52, 4, 0, 14, RECORD_SCALAR, 0, NULL, NULL },
    { "maxPerIPRateLimitQueues", 56, 4, 0, 15, RECORD_SCALAR, 0, NULL, NULL },
    { "flags", 60, 4, 0, 16, RECORD_SCALAR, 0, NULL, NULL },
    { "publicIFLuids", 72, 8, 64, 17, RECORD_ARRAY_RAW, 0, NULL, NULL },
    { "internalIFLuids", 88, 8, 80, 18, RECORD_ARRAY_RAW, 0, NULL, NULL },
    { "publicV6AddrMask", 96, 17, 0, 19, RECORD_STRUCT, 0, &record_FWP_V6_ADDR_AND_MASK, NULL },
    { "internalV6AddrMask", 113, 17, 0, 20, RECORD_STRUCT, 0, &record_FWP_V6_ADDR_AND_MASK, NULL },
};
static const uint8_t numbers_IPSEC_DOSP_OPTIONS0[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 };
const struct record_type record_IPSEC_DOSP_OPTIONS0 = { "IPSEC_DOSP_OPTIONS0", &record_IPSEC_DOSP_OPTIONS0, 136, 8, 20, 20, 21, 0,
    members_IPSEC_DOSP_OPTIONS0, numbers_IPSEC_DOSP_OPTIONS0, NULL };

/* FWPM_NETWORK_CONNECTION_POLICY_SETTING0 */
static const struct record_member members_FWPM_NETWORK_CONNECTION_POLICY_SETTING0[] = {
    { "type", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_FWP_NETWORK_CONNECTION_POLICY_SETTING_TYPE },
    { "value", 8, 16, 0, 2, RECORD_STRUCT, 0, &record_FWP_VALUE0, NULL },
};
static const uint8_t numbers_FWPM_NETWORK_CONNECTION_POLICY_SETTING0[] = { 0, 1, 2 };
const struct record_type record_FWPM_NETWORK_CONNECTION_POLICY_SETTING0 = { "FWPM_NETWORK_CONNECTION_POLICY_SETTING0", &record_FWPM_NETWORK_CONNECTION_POLICY_SETTING0, 24, 8, 2, 2, 3, 0,
    members_FWPM_NETWORK_CONNECTION_POLICY_SETTING0, numbers_FWPM_NETWORK_CONNECTION_POLICY_SETTING0, NULL };

/* FWPM_NETWORK_CONNECTION_POLICY_SETTINGS0 */
static const struct record_member members_FWPM_NETWORK_CONNECTION_POLICY_SETTINGS0[] = {
    { "settings", 8, 8, 0, 1, RECORD_ARRAY_STRUCT, 0, &record_FWPM_NETWORK_CONNECTION_POLICY_SETTING0, NULL },
};
static const uint8_t numbers_FWPM_NETWORK_CONNECTION_POLICY_SETTINGS0[] = { 0, 1 };
const struct record_type record_FWPM_NETWORK_CONNECTION_POLICY_SETTINGS0 = { "FWPM_NETWORK_CONNECTION_POLICY_SETTINGS0", &record_FWPM_NETWORK_CONNECTION_POLICY_SETTINGS0, 16, 8, 1, 1, 2, 0,
    members_FWPM_NETWORK_CONNECTION_POLICY_SETTINGS0, numbers_FWPM_NETWORK_CONNECTION_POLICY_SETTINGS0, NULL };

/* FWPM_PROVIDER_CONTEXT3 */
static const struct record_case cases_FWPM_PROVIDER_CONTEXT3_0[] = {
    { 0x0, 8 },
    { 0x1, 9 },
    { 0x2, 10 },
    { 0x3, 11 },
    { 0x4, 12 },
    { 0x5, 13 },
    { 0x6, 14 },
    { 0x7, 16 },
    { 0x8, 15 },
    { 0x9, 17 },
    { 0xa, 19 },
    { 0xb, 20 },
    { 0xc, 18 },
    { 0xd, 21 },
};
static const struct record_switch switches_FWPM_PROVIDER_CONTEXT3[] = {
    { 64, 0xffffffff, 14, cases_FWPM_PROVIDER_CONTEXT3_0 },
};
static const struct record_member members_FWPM_PROVIDER_CONTEXT3[] = {
    { "providerContextKey", 0, 16, 0, 1, RECORD_BYTES, RECORD_GUID, NULL, NULL },
    { "displayData", 16, 16, 0, 2, RECORD_STRUCT, 0, &record_FWPM_DISPLAY_DATA0, NULL },
    { "flags", 32, 4, 0, 3, RECORD_SCALAR, RECORD_SET, NULL, &enum_FWPM_PROVIDER_CONTEXT_FLAG },
    { "providerKey", 40, 16, 0, 4, RECORD_TO_BYTES, RECORD_GUID, NULL, NULL },
    { "providerData", 48, 16, 0, 5, RECORD_STRUCT, 0, &record_FWP_BYTE_BLOB, NULL },
    { "type", 64, 4, 0, 6, RECORD_SCALAR, 0, NULL, &enum_FWPM_PROVIDER_CONTEXT_TYPE },
    { "type", 64, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "providerContextId", 80, 8, 0, 21, RECORD_SCALAR, RECORD_OUTPUT, NULL, NULL },
    { "keyingPolicy", 72, 8, 0, 7, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IPSEC_KEYING_POLICY1, NULL },
    { "ikeQmTransportPolicy", 72, 8, 0, 8, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IPSEC_TRANSPORT_POLICY2, NULL },
    { "ikeQmTunnelPolicy", 72, 8, 0, 9, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IPSEC_TUNNEL_POLICY3, NULL },
    { "authipQmTransportPolicy", 72, 8, 0, 10, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IPSEC_TRANSPORT_POLICY2, NULL },
    { "authipQmTunnelPolicy", 72, 8, 0, 11, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IPSEC_TUNNEL_POLICY3, NULL },
    { "ikeMmPolicy", 72, 8, 0, 12, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IKEEXT_POLICY2, NULL },
    { "authIpMmPolicy", 72, 8, 0, 13, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IKEEXT_POLICY2, NULL },
    { "dataBuffer", 72, 8, 0, 14, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWP_BYTE_BLOB, NULL },
    { "classifyOptions", 72, 8, 0, 15, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_CLASSIFY_OPTIONS0, NULL },
    { "ikeV2QmTunnelPolicy", 72, 8, 0, 16, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IPSEC_TUNNEL_POLICY3, NULL },
    { "ikeV2QmTransportPolicy", 72, 8, 0, 17, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IPSEC_TRANSPORT_POLICY2, NULL },
    { "ikeV2MmPolicy", 72, 8, 0, 18, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IKEEXT_POLICY2, NULL },
    { "idpOptions", 72, 8, 0, 19, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IPSEC_DOSP_OPTIONS0, NULL },
    { "networkConnectionPolicy", 72, 8, 0, 20, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NETWORK_CONNECTION_POLICY_SETTINGS0, NULL },
};
static const uint8_t numbers_FWPM_PROVIDER_CONTEXT3[] = { 0, 1, 2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 8 };
const struct record_type record_FWPM_PROVIDER_CONTEXT3 = { "FWPM_PROVIDER_CONTEXT3", &record_FWPM_PROVIDER_CONTEXT3, 88, 8, 8, 22, 22, 1,
    members_FWPM_PROVIDER_CONTEXT3, numbers_FWPM_PROVIDER_CONTEXT3, switches_FWPM_PROVIDER_CONTEXT3 };

/* FWP_V4_ADDR_AND_MASK */
static const struct record_member members_FWP_V4_ADDR_AND_MASK[] = {
    { "addr", 0, 4, 0, 1, RECORD_SCALAR, RECORD_ADDRESS, NULL, NULL },
    { "mask", 4, 4, 0, 2, RECORD_SCALAR, RECORD_ADDRESS, NULL, NULL },
};
static const uint8_t numbers_FWP_V4_ADDR_AND_MASK[] = { 0, 1, 2 };
const struct record_type record_FWP_V4_ADDR_AND_MASK = { "FWP_V4_ADDR_AND_MASK", &record_FWP_V4_ADDR_AND_MASK, 8, 4, 2, 2, 3, 0,
    members_FWP_V4_ADDR_AND_MASK, numbers_FWP_V4_ADDR_AND_MASK, NULL };

/* FWP_RANGE0 */
static const struct record_member members_FWP_RANGE0[] = {
    { "valueLow", 0, 16, 0, 1, RECORD_STRUCT, 0, &record_FWP_VALUE0, NULL },
    { "valueHigh", 16, 16, 0, 2, RECORD_STRUCT, 0, &record_FWP_VALUE0, NULL },
};
static const uint8_t numbers_FWP_RANGE0[] = { 0, 1, 2 };
const struct record_type record_FWP_RANGE0 = { "FWP_RANGE0", &record_FWP_RANGE0, 32, 8, 2, 2, 3, 0,
    members_FWP_RANGE0, numbers_FWP_RANGE0, NULL };

/* FWP_CONDITION_VALUE0 */
static const struct record_case cases_FWP_CONDITION_VALUE0_0[] = {
    { 0x0, RECORD_NOTHING },
    { 0x1, 2 },
    { 0x2, 3 },
    { 0x3, 4 },
    { 0x4, 5 },
    { 0x5, 6 },
    { 0x6, 7 },
    { 0x7, 8 },
    { 0x8, 9 },
    { 0x9, 10 },
    { 0xa, 11 },
    { 0xb, 12 },
    { 0xc, 13 },
    { 0xd, 14 },
    { 0xe, 15 },
    { 0xf, 16 },
    { 0x10, 17 },
    { 0x11, 18 },
    { 0x12, 19 },
    { 0x100, 20 },
    { 0x101, 21 },
    { 0x102, 22 },
};
static const struct record_switch switches_FWP_CONDITION_VALUE0[] = {
    { 0, 0xffffffff, 22, cases_FWP_CONDITION_VALUE0_0 },
};
static const struct record_member members_FWP_CONDITION_VALUE0[] = {
    { "type", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_FWP_DATA_TYPE },
    { "type", 0, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "uint8", 8, 1, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
    { "uint16", 8, 2, 0, 3, RECORD_SCALAR, 0, NULL, NULL },
    { "uint32", 8, 4, 0, 4, RECORD_SCALAR, 0, NULL, NULL },
    { "uint64", 8, 8, 0, 5, RECORD_TO_SCALAR, RECORD_REQUIRED, NULL, NULL },
    { "int8", 8, 1, 0, 6, RECORD_SCALAR, RECORD_SIGNED, NULL, NULL },
    { "int16", 8, 2, 0, 7, RECORD_SCALAR, RECORD_SIGNED, NULL, NULL },
    { "int32", 8, 4, 0, 8, RECORD_SCALAR, RECORD_SIGNED, NULL, NULL },
    { "int64", 8, 8, 0, 9, RECORD_TO_SCALAR, RECORD_REQUIRED | RECORD_SIGNED, NULL, NULL },
    { "float32", 8, 4, 0, 10, RECORD_SCALAR, RECORD_REAL, NULL, NULL },
    { "double64", 8, 8, 0, 11, RECORD_TO_SCALAR, RECORD_REAL | RECORD_REQUIRED, NULL, NULL },
    { "byteArray16", 8, 16, 0, 12, RECORD_TO_BYTES, RECORD_REQUIRED, NULL, NULL },
    { "byteBlob", 8, 8, 0, 13, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWP_BYTE_BLOB, NULL },
    { "sid", 8, 1, 0, 14, RECORD_SID, RECORD_REQUIRED, NULL, NULL },
    { "sd", 8, 8, 0, 15, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWP_BYTE_BLOB, NULL },
    { "tokenInformation", 8, 8, 0, 16, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWP_TOKEN_INFORMATION, NULL },
    { "tokenAccessInformation", 8, 8, 0, 17, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWP_BYTE_BLOB, NULL },
    { "unicodeString", 8, 2, 0, 18, RECORD_STRING, RECORD_REQUIRED, NULL, NULL },
    { "byteArray6", 8, 6, 0, 19, RECORD_TO_BYTES, RECORD_REQUIRED, NULL, NULL },
    { "v4AddrMask", 8, 8, 0, 20, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWP_V4_ADDR_AND_MASK, NULL },
    { "v6AddrMask", 8, 8, 0, 21, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWP_V6_ADDR_AND_MASK, NULL },
    { "rangeValue", 8, 8, 0, 22, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWP_RANGE0, NULL },
};
static const uint8_t numbers_FWP_CONDITION_VALUE0[] = { 0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23 };
const struct record_type record_FWP_CONDITION_VALUE0 = { "FWP_CONDITION_VALUE0", &record_FWP_CONDITION_VALUE0, 16, 8, 2, 23, 23, 1,
    members_FWP_CONDITION_VALUE0, numbers_FWP_CONDITION_VALUE0, switches_FWP_CONDITION_VALUE0 };

/* FWPM_FILTER_CONDITION0 */
static const struct record_member members_FWPM_FILTER_CONDITION0[] = {
    { "fieldKey", 0, 16, 0, 1, RECORD_BYTES, RECORD_GUID, NULL, NULL },
    { "matchType", 16, 4, 0, 2, RECORD_SCALAR, 0, NULL, &enum_FWP_MATCH_TYPE },
    { "conditionValue", 24, 16, 0, 3, RECORD_STRUCT, 0, &record_FWP_CONDITION_VALUE0, NULL },
};
static const uint8_t numbers_FWPM_FILTER_CONDITION0[] = { 0, 1, 2, 3 };
const struct record_type record_FWPM_FILTER_CONDITION0 = { "FWPM_FILTER_CONDITION0", &record_FWPM_FILTER_CONDITION0, 40, 8, 3, 3, 4, 0,
    members_FWPM_FILTER_CONDITION0, numbers_FWPM_FILTER_CONDITION0, NULL };

/* FWPM_CONNECTION_SUBSCRIPTION0 */
static const struct record_member members_FWPM_CONNECTION_SUBSCRIPTION0[] = {
    { "enumTemplate", 0, 8, 0, 1, RECORD_TO_STRUCT, 0, &record_FWPM_CONNECTION_ENUM_TEMPLATE0, NULL },
    { "flags", 8, 4, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
    { "sessionKey", 12, 16, 0, 3, RECORD_BYTES, RECORD_GUID, NULL, NULL },
};
static const uint8_t numbers_FWPM_CONNECTION_SUBSCRIPTION0[] = { 0, 1, 2, 3 };
const struct record_type record_FWPM_CONNECTION_SUBSCRIPTION0 = { "FWPM_CONNECTION_SUBSCRIPTION0", &record_FWPM_CONNECTION_SUBSCRIPTION0, 32, 8, 3, 3, 4, 0,
    members_FWPM_CONNECTION_SUBSCRIPTION0, numbers_FWPM_CONNECTION_SUBSCRIPTION0, NULL };

/* FWPM_SESSION0 */
static const struct record_member members_FWPM_SESSION0[] = {
    { "sessionKey", 0, 16, 0, 1, RECORD_BYTES, RECORD_GUID, NULL, NULL },
    { "displayData", 16, 16, 0, 2, RECORD_STRUCT, 0, &record_FWPM_DISPLAY_DATA0, NULL },
    { "flags", 32, 4, 0, 3, RECORD_SCALAR, RECORD_SET, NULL, &enum_FWPM_SESSION_FLAG },
    { "txnWaitTimeoutInMSec", 36, 4, 0, 4, RECORD_SCALAR, 0, NULL, NULL },
    { "processId", 40, 4, 0, 5, RECORD_SCALAR, RECORD_OUTPUT, NULL, NULL },
    { "sid", 48, 1, 0, 6, RECORD_SID, RECORD_OUTPUT, NULL, NULL },
    { "username", 56, 2, 0, 7, RECORD_STRING, RECORD_OUTPUT, NULL, NULL },
    { "kernelMode", 64, 4, 0, 8, RECORD_SCALAR, RECORD_BOOL | RECORD_OUTPUT, NULL, NULL },
};
static const uint8_t numbers_FWPM_SESSION0[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8 };
const struct record_type record_FWPM_SESSION0 = { "FWPM_SESSION0", &record_FWPM_SESSION0, 72, 8, 8, 8, 9, 0,
    members_FWPM_SESSION0, numbers_FWPM_SESSION0, NULL };

/* FWPM_ACTION0 */
static const struct record_case cases_FWPM_ACTION0_0[] = {
    { 0x0, 2 },
    { 0x4000, 3 },
};
static const struct record_switch switches_FWPM_ACTION0[] = {
    { 0, 0x4000, 2, cases_FWPM_ACTION0_0 },
};
static const struct record_member members_FWPM_ACTION0[] = {
    { "type", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_FWP_ACTION_TYPE },
    { "type", 0, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "filterType", 4, 16, 0, 2, RECORD_BYTES, RECORD_GUID, NULL, NULL },
    { "calloutKey", 4, 16, 0, 3, RECORD_BYTES, RECORD_GUID, NULL, NULL },
};
static const uint8_t numbers_FWPM_ACTION0[] = { 0, 1, 3, 4 };
const struct record_type record_FWPM_ACTION0 = { "FWPM_ACTION0", &record_FWPM_ACTION0, 20, 4, 2, 4, 4, 1,
    members_FWPM_ACTION0, numbers_FWPM_ACTION0, switches_FWPM_ACTION0 };

/* FWPM_FILTER0 */
static const struct record_case cases_FWPM_FILTER0_0[] = {
    { 0x0, 14 },
    { 0x4, 15 },
};
static const struct record_switch switches_FWPM_FILTER0[] = {
    { 32, 0x4, 2, cases_FWPM_FILTER0_0 },
};
static const struct record_member members_FWPM_FILTER0[] = {
    { "filterKey", 0, 16, 0, 1, RECORD_BYTES, RECORD_GUID, NULL, NULL },
    { "displayData", 16, 16, 0, 2, RECORD_STRUCT, 0, &record_FWPM_DISPLAY_DATA0, NULL },
    { "flags", 32, 4, 0, 3, RECORD_SCALAR, RECORD_SET, NULL, &enum_FWPM_FILTER_FLAG },
    { "providerKey", 40, 16, 0, 4, RECORD_TO_BYTES, RECORD_GUID, NULL, NULL },
    { "providerData", 48, 16, 0, 5, RECORD_STRUCT, 0, &record_FWP_BYTE_BLOB, NULL },
    { "layerKey", 64, 16, 0, 6, RECORD_BYTES, RECORD_GUID, NULL, NULL },
    { "subLayerKey", 80, 16, 0, 7, RECORD_BYTES, RECORD_GUID, NULL, NULL },
    { "weight", 96, 16, 0, 8, RECORD_STRUCT, 0, &record_FWP_VALUE0, NULL },
    { "filterCondition", 120, 8, 112, 9, RECORD_ARRAY_STRUCT, 0, &record_FWPM_FILTER_CONDITION0, NULL },
    { "action", 128, 20, 0, 10, RECORD_STRUCT, 0, &record_FWPM_ACTION0, NULL },
    { "flags", 32, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "reserved", 168, 16, 0, 13, RECORD_TO_BYTES, RECORD_GUID, NULL, NULL },
    { "filterId", 176, 8, 0, 14, RECORD_SCALAR, RECORD_OUTPUT, NULL, NULL },
    { "effectiveWeight", 184, 16, 0, 15, RECORD_STRUCT, RECORD_OUTPUT, &record_FWP_VALUE0, NULL },
    { "rawContext", 152, 8, 0, 11, RECORD_SCALAR, 0, NULL, NULL },
    { "providerContextKey", 152, 16, 0, 12, RECORD_BYTES, RECORD_GUID, NULL, NULL },
};
static const uint8_t numbers_FWPM_FILTER0[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 16, 12, 13, 14 };
const struct record_type record_FWPM_FILTER0 = { "FWPM_FILTER0", &record_FWPM_FILTER0, 200, 8, 14, 16, 16, 1,
    members_FWPM_FILTER0, numbers_FWPM_FILTER0, switches_FWPM_FILTER0 };

/* FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0 */
static const struct record_member members_FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0[] = {
    { "providerKey", 0, 16, 0, 1, RECORD_TO_BYTES, RECORD_GUID, NULL, NULL },
    { "providerContextType", 8, 4, 0, 2, RECORD_SCALAR, 0, NULL, &enum_FWPM_PROVIDER_CONTEXT_TYPE },
};
static const uint8_t numbers_FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0[] = { 0, 1, 2 };
const struct record_type record_FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0 = { "FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0", &record_FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0, 16, 8, 2, 2, 3, 0,
    members_FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0, numbers_FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0, NULL };

/* FWPM_FILTER_ENUM_TEMPLATE0 */
static const struct record_member members_FWPM_FILTER_ENUM_TEMPLATE0[] = {
    { "providerKey", 0, 16, 0, 1, RECORD_TO_BYTES, RECORD_GUID, NULL, NULL },
    { "layerKey", 8, 16, 0, 2, RECORD_BYTES, RECORD_GUID, NULL, NULL },
    { "enumType", 24, 4, 0, 3, RECORD_SCALAR, 0, NULL, &enum_FWP_FILTER_ENUM_TYPE },
    { "flags", 28, 4, 0, 4, RECORD_SCALAR, RECORD_SET, NULL, &enum_FWP_FILTER_ENUM_FLAG },
    { "providerContextTemplate", 32, 8, 0, 5, RECORD_TO_STRUCT, 0, &record_FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0, NULL },
    { "filterCondition", 48, 8, 40, 6, RECORD_ARRAY_STRUCT, 0, &record_FWPM_FILTER_CONDITION0, NULL },
    { "actionMask", 56, 4, 0, 7, RECORD_SCALAR, 0, NULL, NULL },
    { "calloutKey", 64, 16, 0, 8, RECORD_TO_BYTES, RECORD_GUID, NULL, NULL },
};
static const uint8_t numbers_FWPM_FILTER_ENUM_TEMPLATE0[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8 };
const struct record_type record_FWPM_FILTER_ENUM_TEMPLATE0 = { "FWPM_FILTER_ENUM_TEMPLATE0", &record_FWPM_FILTER_ENUM_TEMPLATE0, 72, 8, 8, 8, 9, 0,
    members_FWPM_FILTER_ENUM_TEMPLATE0, numbers_FWPM_FILTER_ENUM_TEMPLATE0, NULL };

/* FWPM_FILTER_SUBSCRIPTION0 */
static const struct record_member members_FWPM_FILTER_SUBSCRIPTION0[] = {
    { "enumTemplate", 0, 8, 0, 1, RECORD_TO_STRUCT, 0, &record_FWPM_FILTER_ENUM_TEMPLATE0, NULL },
    { "flags", 8, 4, 0, 2, RECORD_SCALAR, RECORD_SET, NULL, &enum_FWPM_SUBSCRIPTION_FLAG },
    { "sessionKey", 12, 16, 0, 3, RECORD_BYTES, RECORD_GUID, NULL, NULL },
};
static const uint8_t numbers_FWPM_FILTER_SUBSCRIPTION0[] = { 0, 1, 2, 3 };
const struct record_type record_FWPM_FILTER_SUBSCRIPTION0 = { "FWPM_FILTER_SUBSCRIPTION0", &record_FWPM_FILTER_SUBSCRIPTION0, 32, 8, 3, 3, 4, 0,
    members_FWPM_FILTER_SUBSCRIPTION0, numbers_FWPM_FILTER_SUBSCRIPTION0, NULL };

/* IPSEC_KEYING_POLICY0 */
static const struct record_member members_IPSEC_KEYING_POLICY0[] = {
    { "keyModKeys", 8, 16, 0, 1, RECORD_ARRAY_RAW, RECORD_GUID, NULL, NULL },
};
static const uint8_t numbers_IPSEC_KEYING_POLICY0[] = { 0, 1 };
const struct record_type record_IPSEC_KEYING_POLICY0 = { "IPSEC_KEYING_POLICY0", &record_IPSEC_KEYING_POLICY1, 16, 8, 1, 1, 2, 0,
    members_IPSEC_KEYING_POLICY0, numbers_IPSEC_KEYING_POLICY0, NULL };

/* IKEEXT_PRESHARED_KEY_AUTHENTICATION0 */
static const struct record_member members_IKEEXT_PRESHARED_KEY_AUTHENTICATION0[] = {
    { "presharedKey", 0, 16, 0, 1, RECORD_STRUCT, 0, &record_FWP_BYTE_BLOB, NULL },
};
static const uint8_t numbers_IKEEXT_PRESHARED_KEY_AUTHENTICATION0[] = { 0, 1 };
const struct record_type record_IKEEXT_PRESHARED_KEY_AUTHENTICATION0 = { "IKEEXT_PRESHARED_KEY_AUTHENTICATION0", &record_IKEEXT_PRESHARED_KEY_AUTHENTICATION1, 16, 8, 1, 1, 2, 0,
    members_IKEEXT_PRESHARED_KEY_AUTHENTICATION0, numbers_IKEEXT_PRESHARED_KEY_AUTHENTICATION0, NULL };

/* IKEEXT_CERT_ROOT_CONFIG0 */
static const struct record_member members_IKEEXT_CERT_ROOT_CONFIG0[] = {
    { "certData", 0, 16, 0, 1, RECORD_STRUCT, 0, &record_FWP_BYTE_BLOB, NULL },
    { "flags", 16, 4, 0, 5, RECORD_SCALAR, RECORD_SET, NULL, &enum_IKEEXT_CERT_FLAG },
};
static const uint8_t numbers_IKEEXT_CERT_ROOT_CONFIG0[] = { 0, 1, 0, 0, 0, 2 };
const struct record_type record_IKEEXT_CERT_ROOT_CONFIG0 = { "IKEEXT_CERT_ROOT_CONFIG0", &record_IKEEXT_CERTIFICATE_CRITERIA0, 24, 8, 2, 2, 6, 0,
    members_IKEEXT_CERT_ROOT_CONFIG0, numbers_IKEEXT_CERT_ROOT_CONFIG0, NULL };

/* IKEEXT_CERTIFICATE_AUTHENTICATION0 */
static const struct record_case cases_IKEEXT_CERTIFICATE_AUTHENTICATION0_0[] = {
    { 0x0, 5 },
    { 0x1, 6 },
    { 0x2, 7 },
    { 0x3, RECORD_NOTHING },
};
static const struct record_case cases_IKEEXT_CERTIFICATE_AUTHENTICATION0_1[] = {
    { 0x0, 8 },
    { 0x1, 9 },
    { 0x2, 10 },
    { 0x3, RECORD_NOTHING },
};
static const struct record_switch switches_IKEEXT_CERTIFICATE_AUTHENTICATION0[] = {
    { 0, 0xffffffff, 4, cases_IKEEXT_CERTIFICATE_AUTHENTICATION0_0 },
    { 24, 0xffffffff, 4, cases_IKEEXT_CERTIFICATE_AUTHENTICATION0_1 },
};
static const struct record_member members_IKEEXT_CERTIFICATE_AUTHENTICATION0[] = {
    { "inboundConfigType", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_CERT_CONFIG_TYPE },
    { "inboundConfigType", 0, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "outboundConfigType", 24, 4, 0, 5, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_CERT_CONFIG_TYPE },
    { "outboundConfigType", 24, 4, 1, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "flags", 48, 4, 0, 9, RECORD_SCALAR, RECORD_SET, NULL, &enum_IKEEXT_CERT_AUTH },
    { "inboundRootArray", 16, 8, 8, 2, RECORD_ARRAY_STRUCT, 0, &record_IKEEXT_CERT_ROOT_CONFIG0, NULL },
    { "inboundEnterpriseStoreConfig", 8, 8, 0, 3, RECORD_TO_STRUCT, RECORD_LISTED, &record_IKEEXT_CERT_ROOT_CONFIG0, NULL },
    { "inboundTrustedRootStoreConfig", 8, 8, 0, 4, RECORD_TO_STRUCT, RECORD_LISTED, &record_IKEEXT_CERT_ROOT_CONFIG0, NULL },
    { "outboundRootArray", 40, 8, 32, 6, RECORD_ARRAY_STRUCT, 0, &record_IKEEXT_CERT_ROOT_CONFIG0, NULL },
    { "outboundEnterpriseStoreConfig", 32, 8, 0, 7, RECORD_TO_STRUCT, RECORD_LISTED, &record_IKEEXT_CERT_ROOT_CONFIG0, NULL },
    { "outboundTrustedRootStoreConfig", 32, 8, 0, 8, RECORD_TO_STRUCT, RECORD_LISTED, &record_IKEEXT_CERT_ROOT_CONFIG0, NULL },
};
static const uint8_t numbers_IKEEXT_CERTIFICATE_AUTHENTICATION0[] = { 0, 1, 6, 7, 8, 3, 9, 10, 11, 5 };
const struct record_type record_IKEEXT_CERTIFICATE_AUTHENTICATION0 = { "IKEEXT_CERTIFICATE_AUTHENTICATION0", &record_IKEEXT_CERTIFICATE_AUTHENTICATION2, 56, 8, 5, 11, 10, 2,
    members_IKEEXT_CERTIFICATE_AUTHENTICATION0, numbers_IKEEXT_CERTIFICATE_AUTHENTICATION0, switches_IKEEXT_CERTIFICATE_AUTHENTICATION0 };

/* IKEEXT_KERBEROS_AUTHENTICATION0 */
static const struct record_member members_IKEEXT_KERBEROS_AUTHENTICATION0[] = {
    { "flags", 0, 4, 0, 1, RECORD_SCALAR, RECORD_SET, NULL, &enum_IKEEXT_KERB_AUTH },
};
static const uint8_t numbers_IKEEXT_KERBEROS_AUTHENTICATION0[] = { 0, 1 };
const struct record_type record_IKEEXT_KERBEROS_AUTHENTICATION0 = { "IKEEXT_KERBEROS_AUTHENTICATION0", &record_IKEEXT_KERBEROS_AUTHENTICATION1, 4, 4, 1, 1, 2, 0,
    members_IKEEXT_KERBEROS_AUTHENTICATION0, numbers_IKEEXT_KERBEROS_AUTHENTICATION0, NULL };

/* IKEEXT_AUTHENTICATION_METHOD0 */
static const struct record_case cases_IKEEXT_AUTHENTICATION_METHOD0_0[] = {
    { 0x0, 2 },
    { 0x1, 3 },
    { 0x2, 4 },
    { 0x3, RECORD_NOTHING },
    { 0x4, 6 },
    { 0x5, 5 },
    { 0x6, 7 },
    { 0x7, 3 },
    { 0x8, 3 },
    { 0x9, 6 },
    { 0xa, 6 },
    { 0xb, RECORD_ELSEWHERE },
    { 0xc, RECORD_ELSEWHERE },
};
static const struct record_switch switches_IKEEXT_AUTHENTICATION_METHOD0[] = {
    { 0, 0xffffffff, 13, cases_IKEEXT_AUTHENTICATION_METHOD0_0 },
};
static const struct record_member members_IKEEXT_AUTHENTICATION_METHOD0[] = {
    { "authenticationMethodType", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_AUTHENTICATION_METHOD_TYPE },
    { "authenticationMethodType", 0, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "presharedKeyAuthentication", 8, 16, 0, 2, RECORD_STRUCT, 0, &record_IKEEXT_PRESHARED_KEY_AUTHENTICATION0, NULL },
    { "certificateAuthentication", 8, 56, 0, 3, RECORD_STRUCT, 0, &record_IKEEXT_CERTIFICATE_AUTHENTICATION0, NULL },
    { "kerberosAuthentication", 8, 4, 0, 4, RECORD_STRUCT, 0, &record_IKEEXT_KERBEROS_AUTHENTICATION0, NULL },
    { "ntlmV2Authentication", 8, 4, 0, 6, RECORD_STRUCT, 0, &record_IKEEXT_NTLM_V2_AUTHENTICATION0, NULL },
    { "sslAuthentication", 8, 56, 0, 7, RECORD_STRUCT, 0, &record_IKEEXT_CERTIFICATE_AUTHENTICATION0, NULL },
    { "cgaAuthentication", 8, 40, 0, 8, RECORD_STRUCT, 0, &record_IKEEXT_IPV6_CGA_AUTHENTICATION0, NULL },
};
static const uint8_t numbers_IKEEXT_AUTHENTICATION_METHOD0[] = { 0, 1, 3, 4, 5, 0, 6, 7, 8 };
const struct record_type record_IKEEXT_AUTHENTICATION_METHOD0 = { "IKEEXT_AUTHENTICATION_METHOD0", &record_IKEEXT_AUTHENTICATION_METHOD2, 64, 8, 2, 8, 9, 1,
    members_IKEEXT_AUTHENTICATION_METHOD0, numbers_IKEEXT_AUTHENTICATION_METHOD0, switches_IKEEXT_AUTHENTICATION_METHOD0 };

/* IKEEXT_EM_POLICY0 */
static const struct record_member members_IKEEXT_EM_POLICY0[] = {
    { "authenticationMethods", 8, 8, 0, 1, RECORD_ARRAY_STRUCT, 0, &record_IKEEXT_AUTHENTICATION_METHOD0, NULL },
    { "initiatorImpersonationType", 16, 4, 0, 2, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_AUTHENTICATION_IMPERSONATION_TYPE },
};
static const uint8_t numbers_IKEEXT_EM_POLICY0[] = { 0, 1, 2 };
const struct record_type record_IKEEXT_EM_POLICY0 = { "IKEEXT_EM_POLICY0", &record_IKEEXT_EM_POLICY2, 24, 8, 2, 2, 3, 0,
    members_IKEEXT_EM_POLICY0, numbers_IKEEXT_EM_POLICY0, NULL };

/* IPSEC_TRANSPORT_POLICY0 */
static const struct record_member members_IPSEC_TRANSPORT_POLICY0[] = {
    { "ipsecProposals", 8, 8, 0, 1, RECORD_ARRAY_STRUCT, 0, &record_IPSEC_PROPOSAL0, NULL },
    { "flags", 16, 4, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
    { "ndAllowClearTimeoutSeconds", 20, 4, 0, 3, RECORD_SCALAR, 0, NULL, NULL },
    { "saIdleTimeout", 24, 8, 0, 4, RECORD_STRUCT, 0, &record_IPSEC_SA_IDLE_TIMEOUT0, NULL },
    { "emPolicy", 32, 8, 0, 5, RECORD_TO_STRUCT, 0, &record_IKEEXT_EM_POLICY0, NULL },
};
static const uint8_t numbers_IPSEC_TRANSPORT_POLICY0[] = { 0, 1, 2, 3, 4, 5 };
const struct record_type record_IPSEC_TRANSPORT_POLICY0 = { "IPSEC_TRANSPORT_POLICY0", &record_IPSEC_TRANSPORT_POLICY2, 40, 8, 5, 5, 6, 0,
    members_IPSEC_TRANSPORT_POLICY0, numbers_IPSEC_TRANSPORT_POLICY0, NULL };

/* IPSEC_TUNNEL_ENDPOINTS0 */
static const struct record_case cases_IPSEC_TUNNEL_ENDPOINTS0_0[] = {
    { 0x0, 3 },
    { 0x1, 4 },
    { 0x2, RECORD_NOTHING },
};
static const struct record_case cases_IPSEC_TUNNEL_ENDPOINTS0_1[] = {
    { 0x0, 5 },
    { 0x1, 6 },
    { 0x2, RECORD_NOTHING },
};
static const struct record_switch switches_IPSEC_TUNNEL_ENDPOINTS0[] = {
    { 0, 0xffffffff, 3, cases_IPSEC_TUNNEL_ENDPOINTS0_0 },
    { 0, 0xffffffff, 3, cases_IPSEC_TUNNEL_ENDPOINTS0_1 },
};
static const struct record_member members_IPSEC_TUNNEL_ENDPOINTS0[] = {
    { "ipVersion", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_FWP_IP_VERSION },
    { "ipVersion", 0, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "ipVersion", 0, 4, 1, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "localV4Address", 4, 4, 0, 2, RECORD_SCALAR, RECORD_ADDRESS, NULL, NULL },
    { "localV6Address", 4, 16, 0, 3, RECORD_BYTES, RECORD_ADDRESS, NULL, NULL },
    { "remoteV4Address", 20, 4, 0, 4, RECORD_SCALAR, RECORD_ADDRESS, NULL, NULL },
    { "remoteV6Address", 20, 16, 0, 5, RECORD_BYTES, RECORD_ADDRESS, NULL, NULL },
};
static const uint8_t numbers_IPSEC_TUNNEL_ENDPOINTS0[] = { 0, 1, 4, 5, 6, 7 };
const struct record_type record_IPSEC_TUNNEL_ENDPOINTS0 = { "IPSEC_TUNNEL_ENDPOINTS0", &record_IPSEC_TUNNEL_ENDPOINTS2, 36, 4, 3, 7, 6, 2,
    members_IPSEC_TUNNEL_ENDPOINTS0, numbers_IPSEC_TUNNEL_ENDPOINTS0, switches_IPSEC_TUNNEL_ENDPOINTS0 };

/* IPSEC_TUNNEL_POLICY0 */
static const struct record_member members_IPSEC_TUNNEL_POLICY0[] = {
    { "flags", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "ipsecProposals", 8, 8, 4, 2, RECORD_ARRAY_STRUCT, 0, &record_IPSEC_PROPOSAL0, NULL },
    { "tunnelEndpoints", 16, 36, 0, 3, RECORD_STRUCT, 0, &record_IPSEC_TUNNEL_ENDPOINTS0, NULL },
    { "saIdleTimeout", 52, 8, 0, 4, RECORD_STRUCT, 0, &record_IPSEC_SA_IDLE_TIMEOUT0, NULL },
    { "emPolicy", 64, 8, 0, 5, RECORD_TO_STRUCT, 0, &record_IKEEXT_EM_POLICY0, NULL },
};
static const uint8_t numbers_IPSEC_TUNNEL_POLICY0[] = { 0, 1, 2, 3, 4, 5 };
const struct record_type record_IPSEC_TUNNEL_POLICY0 = { "IPSEC_TUNNEL_POLICY0", &record_IPSEC_TUNNEL_POLICY3, 72, 8, 5, 5, 6, 0,
    members_IPSEC_TUNNEL_POLICY0, numbers_IPSEC_TUNNEL_POLICY0, NULL };

/* IKEEXT_POLICY0 */
static const struct record_member members_IKEEXT_POLICY0[] = {
    { "softExpirationTime", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "authenticationMethods", 8, 8, 4, 2, RECORD_ARRAY_STRUCT, 0, &record_IKEEXT_AUTHENTICATION_METHOD0, NULL },
    { "initiatorImpersonationType", 16, 4, 0, 3, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_AUTHENTICATION_IMPERSONATION_TYPE },
    { "ikeProposals", 24, 8, 20, 4, RECORD_ARRAY_STRUCT, 0, &record_IKEEXT_PROPOSAL0, NULL },
    { "flags", 32, 4, 0, 5, RECORD_SCALAR, RECORD_SET, NULL, &enum_IKEEXT_POLICY_FLAG },
    { "maxDynamicFilters", 36, 4, 0, 6, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_IKEEXT_POLICY0[] = { 0, 1, 2, 3, 4, 5, 6 };
const struct record_type record_IKEEXT_POLICY0 = { "IKEEXT_POLICY0", &record_IKEEXT_POLICY2, 40, 8, 6, 6, 7, 0,
    members_IKEEXT_POLICY0, numbers_IKEEXT_POLICY0, NULL };

/* FWPM_PROVIDER_CONTEXT0 */
static const struct record_case cases_FWPM_PROVIDER_CONTEXT0_0[] = {
    { 0x0, 8 },
    { 0x1, 9 },
    { 0x2, 10 },
    { 0x3, 11 },
    { 0x4, 12 },
    { 0x5, 13 },
    { 0x6, 14 },
    { 0x7, 16 },
    { 0x8, 15 },
    { 0x9, RECORD_ELSEWHERE },
    { 0xa, RECORD_ELSEWHERE },
    { 0xb, RECORD_ELSEWHERE },
    { 0xc, RECORD_ELSEWHERE },
    { 0xd, RECORD_ELSEWHERE },
};
static const struct record_switch switches_FWPM_PROVIDER_CONTEXT0[] = {
    { 64, 0xffffffff, 14, cases_FWPM_PROVIDER_CONTEXT0_0 },
};
static const struct record_member members_FWPM_PROVIDER_CONTEXT0[] = {
    { "providerContextKey", 0, 16, 0, 1, RECORD_BYTES, RECORD_GUID, NULL, NULL },
    { "displayData", 16, 16, 0, 2, RECORD_STRUCT, 0, &record_FWPM_DISPLAY_DATA0, NULL },
    { "flags", 32, 4, 0, 3, RECORD_SCALAR, RECORD_SET, NULL, &enum_FWPM_PROVIDER_CONTEXT_FLAG },
    { "providerKey", 40, 16, 0, 4, RECORD_TO_BYTES, RECORD_GUID, NULL, NULL },
    { "providerData", 48, 16, 0, 5, RECORD_STRUCT, 0, &record_FWP_BYTE_BLOB, NULL },
    { "type", 64, 4, 0, 6, RECORD_SCALAR, 0, NULL, &enum_FWPM_PROVIDER_CONTEXT_TYPE },
    { "type", 64, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "providerContextId", 80, 8, 0, 21, RECORD_SCALAR, RECORD_OUTPUT, NULL, NULL },
    { "keyingPolicy", 72, 8, 0, 7, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IPSEC_KEYING_POLICY0, NULL },
    { "ikeQmTransportPolicy", 72, 8, 0, 8, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IPSEC_TRANSPORT_POLICY0, NULL },
    { "ikeQmTunnelPolicy", 72, 8, 0, 9, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IPSEC_TUNNEL_POLICY0, NULL },
    { "authipQmTransportPolicy", 72, 8, 0, 10, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IPSEC_TRANSPORT_POLICY0, NULL },
    { "authipQmTunnelPolicy", 72, 8, 0, 11, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IPSEC_TUNNEL_POLICY0, NULL },
    { "ikeMmPolicy", 72, 8, 0, 12, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IKEEXT_POLICY0, NULL },
    { "authIpMmPolicy", 72, 8, 0, 13, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IKEEXT_POLICY0, NULL },
    { "dataBuffer", 72, 8, 0, 14, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWP_BYTE_BLOB, NULL },
    { "classifyOptions", 72, 8, 0, 15, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_CLASSIFY_OPTIONS0, NULL },
};
static const uint8_t numbers_FWPM_PROVIDER_CONTEXT0[] = { 0, 1, 2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 14, 15, 16, 17, 0, 0, 0, 0, 0, 8 };
const struct record_type record_FWPM_PROVIDER_CONTEXT0 = { "FWPM_PROVIDER_CONTEXT0", &record_FWPM_PROVIDER_CONTEXT3, 88, 8, 8, 17, 22, 1,
    members_FWPM_PROVIDER_CONTEXT0, numbers_FWPM_PROVIDER_CONTEXT0, switches_FWPM_PROVIDER_CONTEXT0 };

/* IKEEXT_CERTIFICATE_AUTHENTICATION1 */
static const struct record_case cases_IKEEXT_CERTIFICATE_AUTHENTICATION1_0[] = {
    { 0x0, 6 },
    { 0x1, 7 },
    { 0x2, 8 },
    { 0x3, RECORD_NOTHING },
};
static const struct record_case cases_IKEEXT_CERTIFICATE_AUTHENTICATION1_1[] = {
    { 0x0, 9 },
    { 0x1, 10 },
    { 0x2, 11 },
    { 0x3, RECORD_NOTHING },
};
static const struct record_switch switches_IKEEXT_CERTIFICATE_AUTHENTICATION1[] = {
    { 0, 0xffffffff, 4, cases_IKEEXT_CERTIFICATE_AUTHENTICATION1_0 },
    { 24, 0xffffffff, 4, cases_IKEEXT_CERTIFICATE_AUTHENTICATION1_1 },
};
static const struct record_member members_IKEEXT_CERTIFICATE_AUTHENTICATION1[] = {
    { "inboundConfigType", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_CERT_CONFIG_TYPE },
    { "inboundConfigType", 0, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "outboundConfigType", 24, 4, 0, 5, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_CERT_CONFIG_TYPE },
    { "outboundConfigType", 24, 4, 1, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "flags", 48, 4, 0, 9, RECORD_SCALAR, RECORD_SET, NULL, &enum_IKEEXT_CERT_AUTH },
    { "localCertLocationUrl", 56, 16, 0, 10, RECORD_STRUCT, 0, &record_FWP_BYTE_BLOB, NULL },
    { "inboundRootArray", 16, 8, 8, 2, RECORD_ARRAY_STRUCT, 0, &record_IKEEXT_CERT_ROOT_CONFIG0, NULL },
    { "inboundEnterpriseStoreConfig", 8, 8, 0, 3, RECORD_TO_STRUCT, RECORD_LISTED, &record_IKEEXT_CERT_ROOT_CONFIG0, NULL },
    { "inboundTrustedRootStoreConfig", 8, 8, 0, 4, RECORD_TO_STRUCT, RECORD_LISTED, &record_IKEEXT_CERT_ROOT_CONFIG0, NULL },
    { "outboundRootArray", 40, 8, 32, 6, RECORD_ARRAY_STRUCT, 0, &record_IKEEXT_CERT_ROOT_CONFIG0, NULL },
    { "outboundEnterpriseStoreConfig", 32, 8, 0, 7, RECORD_TO_STRUCT, RECORD_LISTED, &record_IKEEXT_CERT_ROOT_CONFIG0, NULL },
    { "outboundTrustedRootStoreConfig", 32, 8, 0, 8, RECORD_TO_STRUCT, RECORD_LISTED, &record_IKEEXT_CERT_ROOT_CONFIG0, NULL },
};
static const uint8_t numbers_IKEEXT_CERTIFICATE_AUTHENTICATION1[] = { 0, 1, 7, 8, 9, 3, 10, 11, 12, 5, 6 };
const struct record_type record_IKEEXT_CERTIFICATE_AUTHENTICATION1 = { "IKEEXT_CERTIFICATE_AUTHENTICATION1", &record_IKEEXT_CERTIFICATE_AUTHENTICATION2, 72, 8, 6, 12, 11, 2,
    members_IKEEXT_CERTIFICATE_AUTHENTICATION1, numbers_IKEEXT_CERTIFICATE_AUTHENTICATION1, switches_IKEEXT_CERTIFICATE_AUTHENTICATION1 };

/* IKEEXT_AUTHENTICATION_METHOD1 */
static const struct record_case cases_IKEEXT_AUTHENTICATION_METHOD1_0[] = {
    { 0x0, 2 },
    { 0x1, 3 },
    { 0x2, 4 },
    { 0x3, RECORD_NOTHING },
    { 0x4, 6 },
    { 0x5, 5 },
    { 0x6, 7 },
    { 0x7, 3 },
    { 0x8, 3 },
    { 0x9, 6 },
    { 0xa, 6 },
    { 0xb, 8 },
    { 0xc, RECORD_ELSEWHERE },
};
static const struct record_switch switches_IKEEXT_AUTHENTICATION_METHOD1[] = {
    { 0, 0xffffffff, 13, cases_IKEEXT_AUTHENTICATION_METHOD1_0 },
};
static const struct record_member members_IKEEXT_AUTHENTICATION_METHOD1[] = {
    { "authenticationMethodType", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_AUTHENTICATION_METHOD_TYPE },
    { "authenticationMethodType", 0, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "presharedKeyAuthentication", 8, 24, 0, 2, RECORD_STRUCT, 0, &record_IKEEXT_PRESHARED_KEY_AUTHENTICATION1, NULL },
    { "certificateAuthentication", 8, 72, 0, 3, RECORD_STRUCT, 0, &record_IKEEXT_CERTIFICATE_AUTHENTICATION1, NULL },
    { "kerberosAuthentication", 8, 4, 0, 4, RECORD_STRUCT, 0, &record_IKEEXT_KERBEROS_AUTHENTICATION0, NULL },
    { "ntlmV2Authentication", 8, 4, 0, 6, RECORD_STRUCT, 0, &record_IKEEXT_NTLM_V2_AUTHENTICATION0, NULL },
    { "sslAuthentication", 8, 72, 0, 7, RECORD_STRUCT, 0, &record_IKEEXT_CERTIFICATE_AUTHENTICATION1, NULL },
    { "cgaAuthentication", 8, 40, 0, 8, RECORD_STRUCT, 0, &record_IKEEXT_IPV6_CGA_AUTHENTICATION0, NULL },
    { "eapAuthentication", 8, 4, 0, 9, RECORD_STRUCT, 0, &record_IKEEXT_EAP_AUTHENTICATION0, NULL },
};
static const uint8_t numbers_IKEEXT_AUTHENTICATION_METHOD1[] = { 0, 1, 3, 4, 5, 0, 6, 7, 8, 9 };
const struct record_type record_IKEEXT_AUTHENTICATION_METHOD1 = { "IKEEXT_AUTHENTICATION_METHOD1", &record_IKEEXT_AUTHENTICATION_METHOD2, 80, 8, 2, 9, 10, 1,
    members_IKEEXT_AUTHENTICATION_METHOD1, numbers_IKEEXT_AUTHENTICATION_METHOD1, switches_IKEEXT_AUTHENTICATION_METHOD1 };

/* IKEEXT_EM_POLICY1 */
static const struct record_member members_IKEEXT_EM_POLICY1[] = {
    { "authenticationMethods", 8, 8, 0, 1, RECORD_ARRAY_STRUCT, 0, &record_IKEEXT_AUTHENTICATION_METHOD1, NULL },
    { "initiatorImpersonationType", 16, 4, 0, 2, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_AUTHENTICATION_IMPERSONATION_TYPE },
};
static const uint8_t numbers_IKEEXT_EM_POLICY1[] = { 0, 1, 2 };
const struct record_type record_IKEEXT_EM_POLICY1 = { "IKEEXT_EM_POLICY1", &record_IKEEXT_EM_POLICY2, 24, 8, 2, 2, 3, 0,
    members_IKEEXT_EM_POLICY1, numbers_IKEEXT_EM_POLICY1, NULL };

/* IPSEC_TRANSPORT_POLICY1 */
static const struct record_member members_IPSEC_TRANSPORT_POLICY1[] = {
    { "ipsecProposals", 8, 8, 0, 1, RECORD_ARRAY_STRUCT, 0, &record_IPSEC_PROPOSAL0, NULL },
    { "flags", 16, 4, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
    { "ndAllowClearTimeoutSeconds", 20, 4, 0, 3, RECORD_SCALAR, 0, NULL, NULL },
    { "saIdleTimeout", 24, 8, 0, 4, RECORD_STRUCT, 0, &record_IPSEC_SA_IDLE_TIMEOUT0, NULL },
    { "emPolicy", 32, 8, 0, 5, RECORD_TO_STRUCT, 0, &record_IKEEXT_EM_POLICY1, NULL },
};
static const uint8_t numbers_IPSEC_TRANSPORT_POLICY1[] = { 0, 1, 2, 3, 4, 5 };
const struct record_type record_IPSEC_TRANSPORT_POLICY1 = { "IPSEC_TRANSPORT_POLICY1", &record_IPSEC_TRANSPORT_POLICY2, 40, 8, 5, 5, 6, 0,
    members_IPSEC_TRANSPORT_POLICY1, numbers_IPSEC_TRANSPORT_POLICY1, NULL };

/* IPSEC_TUNNEL_ENDPOINTS1 */
static const struct record_case cases_IPSEC_TUNNEL_ENDPOINTS1_0[] = {
    { 0x0, 4 },
    { 0x1, 5 },
    { 0x2, RECORD_NOTHING },
};
static const struct record_case cases_IPSEC_TUNNEL_ENDPOINTS1_1[] = {
    { 0x0, 6 },
    { 0x1, 7 },
    { 0x2, RECORD_NOTHING },
};
static const struct record_switch switches_IPSEC_TUNNEL_ENDPOINTS1[] = {
    { 0, 0xffffffff, 3, cases_IPSEC_TUNNEL_ENDPOINTS1_0 },
    { 0, 0xffffffff, 3, cases_IPSEC_TUNNEL_ENDPOINTS1_1 },
};
static const struct record_member members_IPSEC_TUNNEL_ENDPOINTS1[] = {
    { "ipVersion", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_FWP_IP_VERSION },
    { "ipVersion", 0, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "ipVersion", 0, 4, 1, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "localIfLuid", 40, 8, 0, 6, RECORD_SCALAR, 0, NULL, NULL },
    { "localV4Address", 4, 4, 0, 2, RECORD_SCALAR, RECORD_ADDRESS, NULL, NULL },
    { "localV6Address", 4, 16, 0, 3, RECORD_BYTES, RECORD_ADDRESS, NULL, NULL },
    { "remoteV4Address", 20, 4, 0, 4, RECORD_SCALAR, RECORD_ADDRESS, NULL, NULL },
    { "remoteV6Address", 20, 16, 0, 5, RECORD_BYTES, RECORD_ADDRESS, NULL, NULL },
};
static const uint8_t numbers_IPSEC_TUNNEL_ENDPOINTS1[] = { 0, 1, 5, 6, 7, 8, 4 };
const struct record_type record_IPSEC_TUNNEL_ENDPOINTS1 = { "IPSEC_TUNNEL_ENDPOINTS1", &record_IPSEC_TUNNEL_ENDPOINTS2, 48, 8, 4, 8, 7, 2,
    members_IPSEC_TUNNEL_ENDPOINTS1, numbers_IPSEC_TUNNEL_ENDPOINTS1, switches_IPSEC_TUNNEL_ENDPOINTS1 };

/* IPSEC_TUNNEL_POLICY1 */
static const struct record_member members_IPSEC_TUNNEL_POLICY1[] = {
    { "flags", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "ipsecProposals", 8, 8, 4, 2, RECORD_ARRAY_STRUCT, 0, &record_IPSEC_PROPOSAL0, NULL },
    { "tunnelEndpoints", 16, 48, 0, 3, RECORD_STRUCT, 0, &record_IPSEC_TUNNEL_ENDPOINTS1, NULL },
    { "saIdleTimeout", 64, 8, 0, 4, RECORD_STRUCT, 0, &record_IPSEC_SA_IDLE_TIMEOUT0, NULL },
    { "emPolicy", 72, 8, 0, 5, RECORD_TO_STRUCT, 0, &record_IKEEXT_EM_POLICY1, NULL },
};
static const uint8_t numbers_IPSEC_TUNNEL_POLICY1[] = { 0, 1, 2, 3, 4, 5 };
const struct record_type record_IPSEC_TUNNEL_POLICY1 = { "IPSEC_TUNNEL_POLICY1", &record_IPSEC_TUNNEL_POLICY3, 80, 8, 5, 5, 6, 0,
    members_IPSEC_TUNNEL_POLICY1, numbers_IPSEC_TUNNEL_POLICY1, NULL };

/* IKEEXT_POLICY1 */
static const struct record_member members_IKEEXT_POLICY1[] = {
    { "softExpirationTime", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "authenticationMethods", 8, 8, 4, 2, RECORD_ARRAY_STRUCT, 0, &record_IKEEXT_AUTHENTICATION_METHOD1, NULL },
    { "initiatorImpersonationType", 16, 4, 0, 3, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_AUTHENTICATION_IMPERSONATION_TYPE },
    { "ikeProposals", 24, 8, 20, 4, RECORD_ARRAY_STRUCT, 0, &record_IKEEXT_PROPOSAL0, NULL },
    { "flags", 32, 4, 0, 5, RECORD_SCALAR, RECORD_SET, NULL, &enum_IKEEXT_POLICY_FLAG },
    { "maxDynamicFilters", 36, 4, 0, 6, RECORD_SCALAR, 0, NULL, NULL },
    { "retransmitDurationSecs", 40, 4, 0, 7, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_IKEEXT_POLICY1[] = { 0, 1, 2, 3, 4, 5, 6, 7 };
const struct record_type record_IKEEXT_POLICY1 = { "IKEEXT_POLICY1", &record_IKEEXT_POLICY2, 48, 8, 7, 7, 8, 0,
    members_IKEEXT_POLICY1, numbers_IKEEXT_POLICY1, NULL };

/* FWPM_PROVIDER_CONTEXT1 */
static const struct record_case cases_FWPM_PROVIDER_CONTEXT1_0[] = {
    { 0x0, 8 },
    { 0x1, 9 },
    { 0x2, 10 },
    { 0x3, 11 },
    { 0x4, 12 },
    { 0x5, 13 },
    { 0x6, 14 },
    { 0x7, 16 },
    { 0x8, 15 },
    { 0x9, 17 },
    { 0xa, 18 },
    { 0xb, 19 },
    { 0xc, RECORD_ELSEWHERE },
    { 0xd, RECORD_ELSEWHERE },
};
static const struct record_switch switches_FWPM_PROVIDER_CONTEXT1[] = {
    { 64, 0xffffffff, 14, cases_FWPM_PROVIDER_CONTEXT1_0 },
};
static const struct record_member members_FWPM_PROVIDER_CONTEXT1[] = {
    { "providerContextKey", 0, 16, 0, 1, RECORD_BYTES, RECORD_GUID, NULL, NULL },
    { "displayData", 16, 16, 0, 2, RECORD_STRUCT, 0, &record_FWPM_DISPLAY_DATA0, NULL },
    { "flags", 32, 4, 0, 3, RECORD_SCALAR, RECORD_SET, NULL, &enum_FWPM_PROVIDER_CONTEXT_FLAG },
    { "providerKey", 40, 16, 0, 4, RECORD_TO_BYTES, RECORD_GUID, NULL, NULL },
    { "providerData", 48, 16, 0, 5, RECORD_STRUCT, 0, &record_FWP_BYTE_BLOB, NULL },
    { "type", 64, 4, 0, 6, RECORD_SCALAR, 0, NULL, &enum_FWPM_PROVIDER_CONTEXT_TYPE },
    { "type", 64, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "providerContextId", 80, 8, 0, 21, RECORD_SCALAR, RECORD_OUTPUT, NULL, NULL },
    { "keyingPolicy", 72, 8, 0, 7, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IPSEC_KEYING_POLICY0, NULL },
    { "ikeQmTransportPolicy", 72, 8, 0, 8, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IPSEC_TRANSPORT_POLICY1, NULL },
    { "ikeQmTunnelPolicy", 72, 8, 0, 9, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IPSEC_TUNNEL_POLICY1, NULL },
    { "authipQmTransportPolicy", 72, 8, 0, 10, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IPSEC_TRANSPORT_POLICY1, NULL },
    { "authipQmTunnelPolicy", 72, 8, 0, 11, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IPSEC_TUNNEL_POLICY1, NULL },
    { "ikeMmPolicy", 72, 8, 0, 12, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IKEEXT_POLICY1, NULL },
    { "authIpMmPolicy", 72, 8, 0, 13, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IKEEXT_POLICY1, NULL },
    { "dataBuffer", 72, 8, 0, 14, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWP_BYTE_BLOB, NULL },
    { "classifyOptions", 72, 8, 0, 15, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_CLASSIFY_OPTIONS0, NULL },
    { "ikeV2QmTunnelPolicy", 72, 8, 0, 16, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IPSEC_TUNNEL_POLICY1, NULL },
    { "ikeV2MmPolicy", 72, 8, 0, 18, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IKEEXT_POLICY1, NULL },
    { "idpOptions", 72, 8, 0, 19, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IPSEC_DOSP_OPTIONS0, NULL },
};
static const uint8_t numbers_FWPM_PROVIDER_CONTEXT1[] = { 0, 1, 2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 0, 19, 20, 0, 8 };
const struct record_type record_FWPM_PROVIDER_CONTEXT1 = { "FWPM_PROVIDER_CONTEXT1", &record_FWPM_PROVIDER_CONTEXT3, 88, 8, 8, 20, 22, 1,
    members_FWPM_PROVIDER_CONTEXT1, numbers_FWPM_PROVIDER_CONTEXT1, switches_FWPM_PROVIDER_CONTEXT1 };

/* IPSEC_TUNNEL_POLICY2 */
static const struct record_member members_IPSEC_TUNNEL_POLICY2[] = {
    { "flags", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "ipsecProposals", 8, 8, 4, 2, RECORD_ARRAY_STRUCT, 0, &record_IPSEC_PROPOSAL0, NULL },
    { "tunnelEndpoints", 16, 72, 0, 3, RECORD_STRUCT, 0, &record_IPSEC_TUNNEL_ENDPOINTS2, NULL },
    { "saIdleTimeout", 88, 8, 0, 4, RECORD_STRUCT, 0, &record_IPSEC_SA_IDLE_TIMEOUT0, NULL },
    { "emPolicy", 96, 8, 0, 5, RECORD_TO_STRUCT, 0, &record_IKEEXT_EM_POLICY2, NULL },
    { "fwdPathSaLifetime", 104, 4, 0, 6, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_IPSEC_TUNNEL_POLICY2[] = { 0, 1, 2, 3, 4, 5, 6 };
const struct record_type record_IPSEC_TUNNEL_POLICY2 = { "IPSEC_TUNNEL_POLICY2", &record_IPSEC_TUNNEL_POLICY3, 112, 8, 6, 6, 7, 0,
    members_IPSEC_TUNNEL_POLICY2, numbers_IPSEC_TUNNEL_POLICY2, NULL };

/* FWPM_PROVIDER_CONTEXT2 */
static const struct record_case cases_FWPM_PROVIDER_CONTEXT2_0[] = {
    { 0x0, 8 },
    { 0x1, 9 },
    { 0x2, 10 },
    { 0x3, 11 },
    { 0x4, 12 },
    { 0x5, 13 },
    { 0x6, 14 },
    { 0x7, 16 },
    { 0x8, 15 },
    { 0x9, 17 },
    { 0xa, 19 },
    { 0xb, 20 },
    { 0xc, 18 },
    { 0xd, RECORD_ELSEWHERE },
};
static const struct record_switch switches_FWPM_PROVIDER_CONTEXT2[] = {
    { 64, 0xffffffff, 14, cases_FWPM_PROVIDER_CONTEXT2_0 },
};
static const struct record_member members_FWPM_PROVIDER_CONTEXT2[] = {
    { "providerContextKey", 0, 16, 0, 1, RECORD_BYTES, RECORD_GUID, NULL, NULL },
    { "displayData", 16, 16, 0, 2, RECORD_STRUCT, 0, &record_FWPM_DISPLAY_DATA0, NULL },
    { "flags", 32, 4, 0, 3, RECORD_SCALAR, RECORD_SET, NULL, &enum_FWPM_PROVIDER_CONTEXT_FLAG },
    { "providerKey", 40, 16, 0, 4, RECORD_TO_BYTES, RECORD_GUID, NULL, NULL },
    { "providerData", 48, 16, 0, 5, RECORD_STRUCT, 0, &record_FWP_BYTE_BLOB, NULL },
    { "type", 64, 4, 0, 6, RECORD_SCALAR, 0, NULL, &enum_FWPM_PROVIDER_CONTEXT_TYPE },
    { "type", 64, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "providerContextId", 80, 8, 0, 21, RECORD_SCALAR, RECORD_OUTPUT, NULL, NULL },
    { "keyingPolicy", 72, 8, 0, 7, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IPSEC_KEYING_POLICY1, NULL },
    { "ikeQmTransportPolicy", 72, 8, 0, 8, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IPSEC_TRANSPORT_POLICY2, NULL },
    { "ikeQmTunnelPolicy", 72, 8, 0, 9, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IPSEC_TUNNEL_POLICY2, NULL },
    { "authipQmTransportPolicy", 72, 8, 0, 10, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IPSEC_TRANSPORT_POLICY2, NULL },
    { "authipQmTunnelPolicy", 72, 8, 0, 11, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IPSEC_TUNNEL_POLICY2, NULL },
    { "ikeMmPolicy", 72, 8, 0, 12, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IKEEXT_POLICY2, NULL },
    { "authIpMmPolicy", 72, 8, 0, 13, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IKEEXT_POLICY2, NULL },
    { "dataBuffer", 72, 8, 0, 14, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWP_BYTE_BLOB, NULL },
    { "classifyOptions", 72, 8, 0, 15, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_CLASSIFY_OPTIONS0, NULL },
    { "ikeV2QmTunnelPolicy", 72, 8, 0, 16, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IPSEC_TUNNEL_POLICY2, NULL },
    { "ikeV2QmTransportPolicy", 72, 8, 0, 17, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IPSEC_TRANSPORT_POLICY2, NULL },
    { "ikeV2MmPolicy", 72, 8, 0, 18, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IKEEXT_POLICY2, NULL },
    { "idpOptions", 72, 8, 0, 19, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IPSEC_DOSP_OPTIONS0, NULL },
};
static const uint8_t numbers_FWPM_PROVIDER_CONTEXT2[] = { 0, 1, 2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 0, 8 };
const struct record_type record_FWPM_PROVIDER_CONTEXT2 = { "FWPM_PROVIDER_CONTEXT2", &record_FWPM_PROVIDER_CONTEXT3, 88, 8, 8, 21, 22, 1,
    members_FWPM_PROVIDER_CONTEXT2, numbers_FWPM_PROVIDER_CONTEXT2, switches_FWPM_PROVIDER_CONTEXT2 };

/* FWPM_LAYER_ENUM_TEMPLATE0 */
static const struct record_member members_FWPM_LAYER_ENUM_TEMPLATE0[] = {
    { "reserved", 0, 8, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_FWPM_LAYER_ENUM_TEMPLATE0[] = { 0, 1 };
const struct record_type record_FWPM_LAYER_ENUM_TEMPLATE0 = { "FWPM_LAYER_ENUM_TEMPLATE0", &record_FWPM_LAYER_ENUM_TEMPLATE0, 8, 8, 1, 1, 2, 0,
    members_FWPM_LAYER_ENUM_TEMPLATE0, numbers_FWPM_LAYER_ENUM_TEMPLATE0, NULL };

/* FWPM_FIELD0 */
static const struct record_member members_FWPM_FIELD0[] = {
    { "fieldKey", 0, 16, 0, 1, RECORD_TO_BYTES, RECORD_GUID, NULL, NULL },
    { "type", 8, 4, 0, 2, RECORD_SCALAR, 0, NULL, &enum_FWPM_FIELD_TYPE },
    { "dataType", 12, 4, 0, 3, RECORD_SCALAR, 0, NULL, &enum_FWP_DATA_TYPE },
};
static const uint8_t numbers_FWPM_FIELD0[] = { 0, 1, 2, 3 };
const struct record_type record_FWPM_FIELD0 = { "FWPM_FIELD0", &record_FWPM_FIELD0, 16, 8, 3, 3, 4, 0,
    members_FWPM_FIELD0, numbers_FWPM_FIELD0, NULL };

/* FWPM_LAYER0 */
static const struct record_member members_FWPM_LAYER0[] = {
    { "layerKey", 0, 16, 0, 1, RECORD_BYTES, RECORD_GUID, NULL, NULL },
    { "displayData", 16, 16, 0, 2, RECORD_STRUCT, 0, &record_FWPM_DISPLAY_DATA0, NULL },
    { "flags", 32, 4, 0, 3, RECORD_SCALAR, RECORD_SET, NULL, &enum_FWPM_LAYER_FLAG },
    { "field", 40, 8, 36, 4, RECORD_ARRAY_STRUCT, 0, &record_FWPM_FIELD0, NULL },
    { "defaultSubLayerKey", 48, 16, 0, 5, RECORD_BYTES, RECORD_GUID, NULL, NULL },
    { "layerId", 64, 2, 0, 6, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_FWPM_LAYER0[] = { 0, 1, 2, 3, 4, 5, 6 };
const struct record_type record_FWPM_LAYER0 = { "FWPM_LAYER0", &record_FWPM_LAYER0, 72, 8, 6, 6, 7, 0,
    members_FWPM_LAYER0, numbers_FWPM_LAYER0, NULL };

/* FWPM_NET_EVENT_ENUM_TEMPLATE0 */
static const struct record_member members_FWPM_NET_EVENT_ENUM_TEMPLATE0[] = {
    { "startTime", 0, 8, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "endTime", 8, 8, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
    { "filterCondition", 24, 8, 16, 3, RECORD_ARRAY_STRUCT, 0, &record_FWPM_FILTER_CONDITION0, NULL },
};
static const uint8_t numbers_FWPM_NET_EVENT_ENUM_TEMPLATE0[] = { 0, 1, 2, 3 };
const struct record_type record_FWPM_NET_EVENT_ENUM_TEMPLATE0 = { "FWPM_NET_EVENT_ENUM_TEMPLATE0", &record_FWPM_NET_EVENT_ENUM_TEMPLATE0, 32, 8, 3, 3, 4, 0,
    members_FWPM_NET_EVENT_ENUM_TEMPLATE0, numbers_FWPM_NET_EVENT_ENUM_TEMPLATE0, NULL };

/* FWPM_NET_EVENT_HEADER0 */
static const struct record_case cases_FWPM_NET_EVENT_HEADER0_0[] = {
    { 0x0, 11 },
    { 0x1, 12 },
    { 0x2, RECORD_NOTHING },
};
static const struct record_case cases_FWPM_NET_EVENT_HEADER0_1[] = {
    { 0x0, 13 },
    { 0x1, 14 },
    { 0x2, RECORD_NOTHING },
};
static const struct record_switch switches_FWPM_NET_EVENT_HEADER0[] = {
    { 12, 0xffffffff, 3, cases_FWPM_NET_EVENT_HEADER0_0 },
    { 12, 0xffffffff, 3, cases_FWPM_NET_EVENT_HEADER0_1 },
};
static const struct record_member members_FWPM_NET_EVENT_HEADER0[] = {
    { "timeStamp", 0, 8, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "flags", 8, 4, 0, 2, RECORD_SCALAR, RECORD_SET, NULL, &enum_FWPM_NET_EVENT_FLAG },
    { "ipVersion", 12, 4, 0, 3, RECORD_SCALAR, 0, NULL, &enum_FWP_IP_VERSION },
    { "ipProtocol", 16, 1, 0, 4, RECORD_SCALAR, 0, NULL, NULL },
    { "ipVersion", 12, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "ipVersion", 12, 4, 1, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "localPort", 52, 2, 0, 9, RECORD_SCALAR, 0, NULL, NULL },
    { "remotePort", 54, 2, 0, 10, RECORD_SCALAR, 0, NULL, NULL },
    { "scopeId", 56, 4, 0, 11, RECORD_SCALAR, 0, NULL, NULL },
    { "appId", 64, 16, 0, 12, RECORD_STRUCT, 0, &record_FWP_BYTE_BLOB, NULL },
    { "userId", 80, 1, 0, 13, RECORD_SID, 0, NULL, NULL },
    { "localAddrV4", 20, 4, 0, 5, RECORD_SCALAR, RECORD_ADDRESS, NULL, NULL },
    { "localAddrV6", 20, 16, 0, 6, RECORD_BYTES, RECORD_ADDRESS, NULL, NULL },
    { "remoteAddrV4", 36, 4, 0, 7, RECORD_SCALAR, RECORD_ADDRESS, NULL, NULL },
    { "remoteAddrV6", 36, 16, 0, 8, RECORD_BYTES, RECORD_ADDRESS, NULL, NULL },
};
static const uint8_t numbers_FWPM_NET_EVENT_HEADER0[] = { 0, 1, 2, 3, 4, 12, 13, 14, 15, 7, 8, 9, 10, 11 };
const struct record_type record_FWPM_NET_EVENT_HEADER0 = { "FWPM_NET_EVENT_HEADER0", &record_FWPM_NET_EVENT_HEADER3, 88, 8, 11, 15, 14, 2,
    members_FWPM_NET_EVENT_HEADER0, numbers_FWPM_NET_EVENT_HEADER0, switches_FWPM_NET_EVENT_HEADER0 };

/* FWPM_NET_EVENT_IKEEXT_MM_FAILURE0 */
static const struct record_member members_FWPM_NET_EVENT_IKEEXT_MM_FAILURE0[] = {
    { "failureErrorCode", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "failurePoint", 4, 4, 0, 2, RECORD_SCALAR, 0, NULL, &enum_IPSEC_FAILURE_POINT },
    { "flags", 8, 4, 0, 3, RECORD_SCALAR, RECORD_SET, NULL, &enum_FWPM_NET_EVENT_IKEEXT_FLAG },
    { "keyingModuleType", 12, 4, 0, 4, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_KEY_MODULE_TYPE },
    { "mmState", 16, 4, 0, 5, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_MM_SA_STATE },
    { "saRole", 20, 4, 0, 6, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_SA_ROLE },
    { "mmAuthMethod", 24, 4, 0, 7, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_AUTHENTICATION_METHOD_TYPE },
    { "endCertHash", 28, 20, 0, 8, RECORD_BYTES, 0, NULL, NULL },
    { "mmId", 48, 8, 0, 9, RECORD_SCALAR, 0, NULL, NULL },
    { "mmFilterId", 56, 8, 0, 10, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_FWPM_NET_EVENT_IKEEXT_MM_FAILURE0[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 };
const struct record_type record_FWPM_NET_EVENT_IKEEXT_MM_FAILURE0 = { "FWPM_NET_EVENT_IKEEXT_MM_FAILURE0", &record_FWPM_NET_EVENT_IKEEXT_MM_FAILURE2, 64, 8, 10, 10, 11, 0,
    members_FWPM_NET_EVENT_IKEEXT_MM_FAILURE0, numbers_FWPM_NET_EVENT_IKEEXT_MM_FAILURE0, NULL };

/* FWPM_NET_EVENT_IKEEXT_QM_FAILURE0 */
static const struct record_member members_FWPM_NET_EVENT_IKEEXT_QM_FAILURE0[] = {
    { "failureErrorCode", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "failurePoint", 4, 4, 0, 2, RECORD_SCALAR, 0, NULL, &enum_IPSEC_FAILURE_POINT },
    { "keyingModuleType", 8, 4, 0, 3, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_KEY_MODULE_TYPE },
    { "qmState", 12, 4, 0, 4, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_QM_SA_STATE },
    { "saRole", 16, 4, 0, 5, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_SA_ROLE },
    { "saTrafficType", 20, 4, 0, 6, RECORD_SCALAR, 0, NULL, &enum_IPSEC_TRAFFIC_TYPE },
    { "localSubNet", 24, 16, 0, 7, RECORD_STRUCT, 0, &record_FWP_CONDITION_VALUE0, NULL },
    { "remoteSubNet", 40, 16, 0, 8, RECORD_STRUCT, 0, &record_FWP_CONDITION_VALUE0, NULL },
    { "qmFilterId", 56, 8, 0, 9, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_FWPM_NET_EVENT_IKEEXT_QM_FAILURE0[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 };
const struct record_type record_FWPM_NET_EVENT_IKEEXT_QM_FAILURE0 = { "FWPM_NET_EVENT_IKEEXT_QM_FAILURE0", &record_FWPM_NET_EVENT_IKEEXT_QM_FAILURE1, 64, 8, 9, 9, 10, 0,
    members_FWPM_NET_EVENT_IKEEXT_QM_FAILURE0, numbers_FWPM_NET_EVENT_IKEEXT_QM_FAILURE0, NULL };

/* FWPM_NET_EVENT_IKEEXT_EM_FAILURE0 */
static const struct record_member members_FWPM_NET_EVENT_IKEEXT_EM_FAILURE0[] = {
    { "failureErrorCode", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "failurePoint", 4, 4, 0, 2, RECORD_SCALAR, 0, NULL, &enum_IPSEC_FAILURE_POINT },
    { "flags", 8, 4, 0, 3, RECORD_SCALAR, RECORD_SET, NULL, &enum_FWPM_NET_EVENT_IKEEXT_FLAG },
    { "emState", 12, 4, 0, 4, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_EM_SA_STATE },
    { "saRole", 16, 4, 0, 5, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_SA_ROLE },
    { "emAuthMethod", 20, 4, 0, 6, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_AUTHENTICATION_METHOD_TYPE },
    { "endCertHash", 24, 20, 0, 7, RECORD_BYTES, 0, NULL, NULL },
    { "mmId", 48, 8, 0, 8, RECORD_SCALAR, 0, NULL, NULL },
    { "qmFilterId", 56, 8, 0, 9, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_FWPM_NET_EVENT_IKEEXT_EM_FAILURE0[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 };
const struct record_type record_FWPM_NET_EVENT_IKEEXT_EM_FAILURE0 = { "FWPM_NET_EVENT_IKEEXT_EM_FAILURE0", &record_FWPM_NET_EVENT_IKEEXT_EM_FAILURE1, 64, 8, 9, 9, 10, 0,
    members_FWPM_NET_EVENT_IKEEXT_EM_FAILURE0, numbers_FWPM_NET_EVENT_IKEEXT_EM_FAILURE0, NULL };

/* FWPM_NET_EVENT_CLASSIFY_DROP0 */
static const struct record_member members_FWPM_NET_EVENT_CLASSIFY_DROP0[] = {
    { "filterId", 0, 8, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "layerId", 8, 2, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_FWPM_NET_EVENT_CLASSIFY_DROP0[] = { 0, 1, 2 };
const struct record_type record_FWPM_NET_EVENT_CLASSIFY_DROP0 = { "FWPM_NET_EVENT_CLASSIFY_DROP0", &record_FWPM_NET_EVENT_CLASSIFY_DROP2, 16, 8, 2, 2, 3, 0,
    members_FWPM_NET_EVENT_CLASSIFY_DROP0, numbers_FWPM_NET_EVENT_CLASSIFY_DROP0, NULL };

/* FWPM_NET_EVENT_IPSEC_KERNEL_DROP0 */
static const struct record_member members_FWPM_NET_EVENT_IPSEC_KERNEL_DROP0[] = {
    { "failureStatus", 0, 4, 0, 1, RECORD_SCALAR, RECORD_SIGNED, NULL, NULL },
    { "direction", 4, 4, 0, 2, RECORD_SCALAR, 0, NULL, &enum_FWP_DIRECTION },
    { "spi", 8, 4, 0, 3, RECORD_SCALAR, 0, NULL, NULL },
    { "filterId", 16, 8, 0, 4, RECORD_SCALAR, 0, NULL, NULL },
    { "layerId", 24, 2, 0, 5, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_FWPM_NET_EVENT_IPSEC_KERNEL_DROP0[] = { 0, 1, 2, 3, 4, 5 };
const struct record_type record_FWPM_NET_EVENT_IPSEC_KERNEL_DROP0 = { "FWPM_NET_EVENT_IPSEC_KERNEL_DROP0", &record_FWPM_NET_EVENT_IPSEC_KERNEL_DROP0, 32, 8, 5, 5, 6, 0,
    members_FWPM_NET_EVENT_IPSEC_KERNEL_DROP0, numbers_FWPM_NET_EVENT_IPSEC_KERNEL_DROP0, NULL };

/* FWPM_NET_EVENT_IPSEC_DOSP_DROP0 */
static const struct record_case cases_FWPM_NET_EVENT_IPSEC_DOSP_DROP0_0[] = {
    { 0x0, 5 },
    { 0x1, 6 },
    { 0x2, RECORD_NOTHING },
};
static const struct record_case cases_FWPM_NET_EVENT_IPSEC_DOSP_DROP0_1[] = {
    { 0x0, 7 },
    { 0x1, 8 },
    { 0x2, RECORD_NOTHING },
};
static const struct record_switch switches_FWPM_NET_EVENT_IPSEC_DOSP_DROP0[] = {
    { 0, 0xffffffff, 3, cases_FWPM_NET_EVENT_IPSEC_DOSP_DROP0_0 },
    { 0, 0xffffffff, 3, cases_FWPM_NET_EVENT_IPSEC_DOSP_DROP0_1 },
};
static const struct record_member members_FWPM_NET_EVENT_IPSEC_DOSP_DROP0[] = {
    { "ipVersion", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_FWP_IP_VERSION },
    { "ipVersion", 0, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "ipVersion", 0, 4, 1, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "failureStatus", 36, 4, 0, 6, RECORD_SCALAR, RECORD_SIGNED, NULL, NULL },
    { "direction", 40, 4, 0, 7, RECORD_SCALAR, 0, NULL, &enum_FWP_DIRECTION },
    { "publicHostV4Addr", 4, 4, 0, 2, RECORD_SCALAR, RECORD_ADDRESS, NULL, NULL },
    { "publicHostV6Addr", 4, 16, 0, 3, RECORD_BYTES, RECORD_ADDRESS, NULL, NULL },
    { "internalHostV4Addr", 20, 4, 0, 4, RECORD_SCALAR, RECORD_ADDRESS, NULL, NULL },
    { "internalHostV6Addr", 20, 16, 0, 5, RECORD_BYTES, RECORD_ADDRESS, NULL, NULL },
};
static const uint8_t numbers_FWPM_NET_EVENT_IPSEC_DOSP_DROP0[] = { 0, 1, 6, 7, 8, 9, 4, 5 };
const struct record_type record_FWPM_NET_EVENT_IPSEC_DOSP_DROP0 = { "FWPM_NET_EVENT_IPSEC_DOSP_DROP0", &record_FWPM_NET_EVENT_IPSEC_DOSP_DROP0, 44, 4, 5, 9, 8, 2,
    members_FWPM_NET_EVENT_IPSEC_DOSP_DROP0, numbers_FWPM_NET_EVENT_IPSEC_DOSP_DROP0, switches_FWPM_NET_EVENT_IPSEC_DOSP_DROP0 };

/* FWPM_NET_EVENT0 */
static const struct record_case cases_FWPM_NET_EVENT0_0[] = {
    { 0x0, 3 },
    { 0x1, 4 },
    { 0x2, 5 },
    { 0x3, 6 },
    { 0x4, 7 },
    { 0x5, 8 },
    { 0x6, RECORD_ELSEWHERE },
    { 0x7, RECORD_ELSEWHERE },
    { 0x8, RECORD_ELSEWHERE },
    { 0x9, RECORD_ELSEWHERE },
    { 0xa, RECORD_ELSEWHERE },
};
static const struct record_switch switches_FWPM_NET_EVENT0[] = {
    { 88, 0xffffffff, 11, cases_FWPM_NET_EVENT0_0 },
};
static const struct record_member members_FWPM_NET_EVENT0[] = {
    { "header", 0, 88, 0, 1, RECORD_STRUCT, 0, &record_FWPM_NET_EVENT_HEADER0, NULL },
    { "type", 88, 4, 0, 2, RECORD_SCALAR, 0, NULL, &enum_FWPM_NET_EVENT_TYPE },
    { "type", 88, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "ikeMmFailure", 96, 8, 0, 3, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_IKEEXT_MM_FAILURE0, NULL },
    { "ikeQmFailure", 96, 8, 0, 4, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_IKEEXT_QM_FAILURE0, NULL },
    { "ikeEmFailure", 96, 8, 0, 5, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_IKEEXT_EM_FAILURE0, NULL },
    { "classifyDrop", 96, 8, 0, 6, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_CLASSIFY_DROP0, NULL },
    { "ipsecDrop", 96, 8, 0, 7, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_IPSEC_KERNEL_DROP0, NULL },
    { "idpDrop", 96, 8, 0, 8, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_IPSEC_DOSP_DROP0, NULL },
};
static const uint8_t numbers_FWPM_NET_EVENT0[] = { 0, 1, 2, 4, 5, 6, 7, 8, 9 };
const struct record_type record_FWPM_NET_EVENT0 = { "FWPM_NET_EVENT0", &record_FWPM_NET_EVENT5, 104, 8, 3, 9, 9, 1,
    members_FWPM_NET_EVENT0, numbers_FWPM_NET_EVENT0, switches_FWPM_NET_EVENT0 };

/* FWPM_NET_EVENT_HEADER1 */
static const struct record_case cases_FWPM_NET_EVENT_HEADER1_0[] = {
    { 0x0, 21 },
    { 0x1, 22 },
    { 0x2, RECORD_NOTHING },
};
static const struct record_case cases_FWPM_NET_EVENT_HEADER1_1[] = {
    { 0x0, 23 },
    { 0x1, 24 },
    { 0x2, RECORD_NOTHING },
};
static const struct record_switch switches_FWPM_NET_EVENT_HEADER1[] = {
    { 12, 0xffffffff, 3, cases_FWPM_NET_EVENT_HEADER1_0 },
    { 12, 0xffffffff, 3, cases_FWPM_NET_EVENT_HEADER1_1 },
};
static const struct record_member members_FWPM_NET_EVENT_HEADER1[] = {
    { "timeStamp", 0, 8, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "flags", 8, 4, 0, 2, RECORD_SCALAR, RECORD_SET, NULL, &enum_FWPM_NET_EVENT_FLAG },
    { "ipVersion", 12, 4, 0, 3, RECORD_SCALAR, 0, NULL, &enum_FWP_IP_VERSION },
    { "ipProtocol", 16, 1, 0, 4, RECORD_SCALAR, 0, NULL, NULL },
    { "ipVersion", 12, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "ipVersion", 12, 4, 1, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "localPort", 52, 2, 0, 9, RECORD_SCALAR, 0, NULL, NULL },
    { "remotePort", 54, 2, 0, 10, RECORD_SCALAR, 0, NULL, NULL },
    { "scopeId", 56, 4, 0, 11, RECORD_SCALAR, 0, NULL, NULL },
    { "appId", 64, 16, 0, 12, RECORD_STRUCT, 0, &record_FWP_BYTE_BLOB, NULL },
    { "userId", 80, 1, 0, 13, RECORD_SID, 0, NULL, NULL },
    { "reserved1", 88, 4, 0, 14, RECORD_SCALAR, 0, NULL, &enum_FWP_AF },
    { "reserved2", 96, 6, 0, 15, RECORD_BYTES, 0, NULL, NULL },
    { "reserved3", 102, 6, 0, 16, RECORD_BYTES, 0, NULL, NULL },
    { "reserved4", 108, 4, 0, 17, RECORD_SCALAR, 0, NULL, NULL },
    { "reserved5", 112, 4, 0, 18, RECORD_SCALAR, 0, NULL, NULL },
    { "reserved6", 116, 2, 0, 19, RECORD_SCALAR, 0, NULL, NULL },
    { "reserved7", 120, 4, 0, 20, RECORD_SCALAR, 0, NULL, NULL },
    { "reserved8", 124, 4, 0, 21, RECORD_SCALAR, 0, NULL, NULL },
    { "reserved9", 128, 2, 0, 22, RECORD_SCALAR, 0, NULL, NULL },
    { "reserved10", 136, 8, 0, 23, RECORD_SCALAR, 0, NULL, NULL },
    { "localAddrV4", 20, 4, 0, 5, RECORD_SCALAR, RECORD_ADDRESS, NULL, NULL },
    { "localAddrV6", 20, 16, 0, 6, RECORD_BYTES, RECORD_ADDRESS, NULL, NULL },
    { "remoteAddrV4", 36, 4, 0, 7, RECORD_SCALAR, RECORD_ADDRESS, NULL, NULL },
    { "remoteAddrV6", 36, 16, 0, 8, RECORD_BYTES, RECORD_ADDRESS, NULL, NULL },
};
static const uint8_t numbers_FWPM_NET_EVENT_HEADER1[] = { 0, 1, 2, 3, 4, 22, 23, 24, 25, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21 };
const struct record_type record_FWPM_NET_EVENT_HEADER1 = { "FWPM_NET_EVENT_HEADER1", &record_FWPM_NET_EVENT_HEADER3, 144, 8, 21, 25, 24, 2,
    members_FWPM_NET_EVENT_HEADER1, numbers_FWPM_NET_EVENT_HEADER1, switches_FWPM_NET_EVENT_HEADER1 };

/* FWPM_NET_EVENT_IKEEXT_MM_FAILURE1 */
static const struct record_member members_FWPM_NET_EVENT_IKEEXT_MM_FAILURE1[] = {
    { "failureErrorCode", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "failurePoint", 4, 4, 0, 2, RECORD_SCALAR, 0, NULL, &enum_IPSEC_FAILURE_POINT },
    { "flags", 8, 4, 0, 3, RECORD_SCALAR, RECORD_SET, NULL, &enum_FWPM_NET_EVENT_IKEEXT_FLAG },
    { "keyingModuleType", 12, 4, 0, 4, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_KEY_MODULE_TYPE },
    { "mmState", 16, 4, 0, 5, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_MM_SA_STATE },
    { "saRole", 20, 4, 0, 6, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_SA_ROLE },
    { "mmAuthMethod", 24, 4, 0, 7, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_AUTHENTICATION_METHOD_TYPE },
    { "endCertHash", 28, 20, 0, 8, RECORD_BYTES, 0, NULL, NULL },
    { "mmId", 48, 8, 0, 9, RECORD_SCALAR, 0, NULL, NULL },
    { "mmFilterId", 56, 8, 0, 10, RECORD_SCALAR, 0, NULL, NULL },
    { "localPrincipalNameForAuth", 64, 2, 0, 11, RECORD_STRING, 0, NULL, NULL },
    { "remotePrincipalNameForAuth", 72, 2, 0, 12, RECORD_STRING, 0, NULL, NULL },
    { "localPrincipalGroupSids", 88, 8, 80, 13, RECORD_STRINGS, 0, NULL, NULL },
    { "remotePrincipalGroupSids", 104, 8, 96, 14, RECORD_STRINGS, 0, NULL, NULL },
};
static const uint8_t numbers_FWPM_NET_EVENT_IKEEXT_MM_FAILURE1[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14 };
const struct record_type record_FWPM_NET_EVENT_IKEEXT_MM_FAILURE1 = { "FWPM_NET_EVENT_IKEEXT_MM_FAILURE1", &record_FWPM_NET_EVENT_IKEEXT_MM_FAILURE2, 112, 8, 14, 14, 15, 0,
    members_FWPM_NET_EVENT_IKEEXT_MM_FAILURE1, numbers_FWPM_NET_EVENT_IKEEXT_MM_FAILURE1, NULL };

/* FWPM_NET_EVENT_IKEEXT_EM_FAILURE1 */
static const struct record_member members_FWPM_NET_EVENT_IKEEXT_EM_FAILURE1[] = {
    { "failureErrorCode", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "failurePoint", 4, 4, 0, 2, RECORD_SCALAR, 0, NULL, &enum_IPSEC_FAILURE_POINT },
    { "flags", 8, 4, 0, 3, RECORD_SCALAR, RECORD_SET, NULL, &enum_FWPM_NET_EVENT_IKEEXT_FLAG },
    { "emState", 12, 4, 0, 4, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_EM_SA_STATE },
    { "saRole", 16, 4, 0, 5, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_SA_ROLE },
    { "emAuthMethod", 20, 4, 0, 6, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_AUTHENTICATION_METHOD_TYPE },
    { "endCertHash", 24, 20, 0, 7, RECORD_BYTES, 0, NULL, NULL },
    { "mmId", 48, 8, 0, 8, RECORD_SCALAR, 0, NULL, NULL },
    { "qmFilterId", 56, 8, 0, 9, RECORD_SCALAR, 0, NULL, NULL },
    { "localPrincipalNameForAuth", 64, 2, 0, 10, RECORD_STRING, 0, NULL, NULL },
    { "remotePrincipalNameForAuth", 72, 2, 0, 11, RECORD_STRING, 0, NULL, NULL },
    { "localPrincipalGroupSids", 88, 8, 80, 12, RECORD_STRINGS, 0, NULL, NULL },
    { "remotePrincipalGroupSids", 104, 8, 96, 13, RECORD_STRINGS, 0, NULL, NULL },
    { "saTrafficType", 112, 4, 0, 14, RECORD_SCALAR, 0, NULL, &enum_IPSEC_TRAFFIC_TYPE },
};
static const uint8_t numbers_FWPM_NET_EVENT_IKEEXT_EM_FAILURE1[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14 };
const struct record_type record_FWPM_NET_EVENT_IKEEXT_EM_FAILURE1 = { "FWPM_NET_EVENT_IKEEXT_EM_FAILURE1", &record_FWPM_NET_EVENT_IKEEXT_EM_FAILURE1, 120, 8, 14, 14, 15, 0,
    members_FWPM_NET_EVENT_IKEEXT_EM_FAILURE1, numbers_FWPM_NET_EVENT_IKEEXT_EM_FAILURE1, NULL };

/* FWPM_NET_EVENT_CLASSIFY_DROP1 */
static const struct record_member members_FWPM_NET_EVENT_CLASSIFY_DROP1[] = {
    { "filterId", 0, 8, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "layerId", 8, 2, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
    { "reauthReason", 12, 4, 0, 3, RECORD_SCALAR, RECORD_SET, NULL, &enum_FWP_CONDITION_REAUTHORIZE_REASON },
    { "originalProfile", 16, 4, 0, 4, RECORD_SCALAR, 0, NULL, NULL },
    { "currentProfile", 20, 4, 0, 5, RECORD_SCALAR, 0, NULL, NULL },
    { "msFwpDirection", 24, 4, 0, 6, RECORD_SCALAR, 0, NULL, NULL },
    { "isLoopback", 28, 4, 0, 7, RECORD_SCALAR, RECORD_BOOL, NULL, NULL },
};
static const uint8_t numbers_FWPM_NET_EVENT_CLASSIFY_DROP1[] = { 0, 1, 2, 3, 4, 5, 6, 7 };
const struct record_type record_FWPM_NET_EVENT_CLASSIFY_DROP1 = { "FWPM_NET_EVENT_CLASSIFY_DROP1", &record_FWPM_NET_EVENT_CLASSIFY_DROP2, 32, 8, 7, 7, 8, 0,
    members_FWPM_NET_EVENT_CLASSIFY_DROP1, numbers_FWPM_NET_EVENT_CLASSIFY_DROP1, NULL };

/* FWPM_NET_EVENT1 */
static const struct record_case cases_FWPM_NET_EVENT1_0[] = {
    { 0x0, 3 },
    { 0x1, 4 },
    { 0x2, 5 },
    { 0x3, 6 },
    { 0x4, 7 },
    { 0x5, 8 },
    { 0x6, RECORD_ELSEWHERE },
    { 0x7, RECORD_ELSEWHERE },
    { 0x8, RECORD_ELSEWHERE },
    { 0x9, RECORD_ELSEWHERE },
    { 0xa, RECORD_ELSEWHERE },
};
static const struct record_switch switches_FWPM_NET_EVENT1[] = {
    { 144, 0xffffffff, 11, cases_FWPM_NET_EVENT1_0 },
};
static const struct record_member members_FWPM_NET_EVENT1[] = {
    { "header", 0, 144, 0, 1, RECORD_STRUCT, 0, &record_FWPM_NET_EVENT_HEADER1, NULL },
    { "type", 144, 4, 0, 2, RECORD_SCALAR, 0, NULL, &enum_FWPM_NET_EVENT_TYPE },
    { "type", 144, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "ikeMmFailure", 152, 8, 0, 3, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_IKEEXT_MM_FAILURE1, NULL },
    { "ikeQmFailure", 152, 8, 0, 4, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_IKEEXT_QM_FAILURE0, NULL },
    { "ikeEmFailure", 152, 8, 0, 5, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_IKEEXT_EM_FAILURE1, NULL },
    { "classifyDrop", 152, 8, 0, 6, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_CLASSIFY_DROP1, NULL },
    { "ipsecDrop", 152, 8, 0, 7, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_IPSEC_KERNEL_DROP0, NULL },
    { "idpDrop", 152, 8, 0, 8, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_IPSEC_DOSP_DROP0, NULL },
};
static const uint8_t numbers_FWPM_NET_EVENT1[] = { 0, 1, 2, 4, 5, 6, 7, 8, 9 };
const struct record_type record_FWPM_NET_EVENT1 = { "FWPM_NET_EVENT1", &record_FWPM_NET_EVENT5, 160, 8, 3, 9, 9, 1,
    members_FWPM_NET_EVENT1, numbers_FWPM_NET_EVENT1, switches_FWPM_NET_EVENT1 };

/* FWPM_NET_EVENT_HEADER2 */
static const struct record_case cases_FWPM_NET_EVENT_HEADER2_0[] = {
    { 0x0, 13 },
    { 0x1, 14 },
    { 0x2, RECORD_NOTHING },
};
static const struct record_case cases_FWPM_NET_EVENT_HEADER2_1[] = {
    { 0x0, 15 },
    { 0x1, 16 },
    { 0x2, RECORD_NOTHING },
};
static const struct record_switch switches_FWPM_NET_EVENT_HEADER2[] = {
    { 12, 0xffffffff, 3, cases_FWPM_NET_EVENT_HEADER2_0 },
    { 12, 0xffffffff, 3, cases_FWPM_NET_EVENT_HEADER2_1 },
};
static const struct record_member members_FWPM_NET_EVENT_HEADER2[] = {
    { "timeStamp", 0, 8, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "flags", 8, 4, 0, 2, RECORD_SCALAR, RECORD_SET, NULL, &enum_FWPM_NET_EVENT_FLAG },
    { "ipVersion", 12, 4, 0, 3, RECORD_SCALAR, 0, NULL, &enum_FWP_IP_VERSION },
    { "ipProtocol", 16, 1, 0, 4, RECORD_SCALAR, 0, NULL, NULL },
    { "ipVersion", 12, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "ipVersion", 12, 4, 1, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "localPort", 52, 2, 0, 9, RECORD_SCALAR, 0, NULL, NULL },
    { "remotePort", 54, 2, 0, 10, RECORD_SCALAR, 0, NULL, NULL },
    { "scopeId", 56, 4, 0, 11, RECORD_SCALAR, 0, NULL, NULL },
    { "appId", 64, 16, 0, 12, RECORD_STRUCT, 0, &record_FWP_BYTE_BLOB, NULL },
    { "userId", 80, 1, 0, 13, RECORD_SID, 0, NULL, NULL },
    { "addressFamily", 88, 4, 0, 24, RECORD_SCALAR, 0, NULL, &enum_FWP_AF },
    { "packageSid", 96, 1, 0, 25, RECORD_SID, 0, NULL, NULL },
    { "localAddrV4", 20, 4, 0, 5, RECORD_SCALAR, RECORD_ADDRESS, NULL, NULL },
    { "localAddrV6", 20, 16, 0, 6, RECORD_BYTES, RECORD_ADDRESS, NULL, NULL },
    { "remoteAddrV4", 36, 4, 0, 7, RECORD_SCALAR, RECORD_ADDRESS, NULL, NULL },
    { "remoteAddrV6", 36, 16, 0, 8, RECORD_BYTES, RECORD_ADDRESS, NULL, NULL },
};
static const uint8_t numbers_FWPM_NET_EVENT_HEADER2[] = { 0, 1, 2, 3, 4, 14, 15, 16, 17, 7, 8, 9, 10, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 12, 13 };
const struct record_type record_FWPM_NET_EVENT_HEADER2 = { "FWPM_NET_EVENT_HEADER2", &record_FWPM_NET_EVENT_HEADER3, 104, 8, 13, 17, 26, 2,
    members_FWPM_NET_EVENT_HEADER2, numbers_FWPM_NET_EVENT_HEADER2, switches_FWPM_NET_EVENT_HEADER2 };

/* FWPM_NET_EVENT_CLASSIFY_DROP2 */
static const struct record_member members_FWPM_NET_EVENT_CLASSIFY_DROP2[] = {
    { "filterId", 0, 8, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "layerId", 8, 2, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
    { "reauthReason", 12, 4, 0, 3, RECORD_SCALAR, RECORD_SET, NULL, &enum_FWP_CONDITION_REAUTHORIZE_REASON },
    { "originalProfile", 16, 4, 0, 4, RECORD_SCALAR, 0, NULL, NULL },
    { "currentProfile", 20, 4, 0, 5, RECORD_SCALAR, 0, NULL, NULL },
    { "msFwpDirection", 24, 4, 0, 6, RECORD_SCALAR, 0, NULL, NULL },
    { "isLoopback", 28, 4, 0, 7, RECORD_SCALAR, RECORD_BOOL, NULL, NULL },
    { "vSwitchId", 32, 16, 0, 8, RECORD_STRUCT, 0, &record_FWP_BYTE_BLOB, NULL },
    { "vSwitchSourcePort", 48, 4, 0, 9, RECORD_SCALAR, 0, NULL, NULL },
    { "vSwitchDestinationPort", 52, 4, 0, 10, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_FWPM_NET_EVENT_CLASSIFY_DROP2[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 };
const struct record_type record_FWPM_NET_EVENT_CLASSIFY_DROP2 = { "FWPM_NET_EVENT_CLASSIFY_DROP2", &record_FWPM_NET_EVENT_CLASSIFY_DROP2, 56, 8, 10, 10, 11, 0,
    members_FWPM_NET_EVENT_CLASSIFY_DROP2, numbers_FWPM_NET_EVENT_CLASSIFY_DROP2, NULL };

/* FWPM_NET_EVENT_CLASSIFY_ALLOW0 */
static const struct record_member members_FWPM_NET_EVENT_CLASSIFY_ALLOW0[] = {
    { "filterId", 0, 8, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "layerId", 8, 2, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
    { "reauthReason", 12, 4, 0, 3, RECORD_SCALAR, RECORD_SET, NULL, &enum_FWP_CONDITION_REAUTHORIZE_REASON },
    { "originalProfile", 16, 4, 0, 4, RECORD_SCALAR, 0, NULL, NULL },
    { "currentProfile", 20, 4, 0, 5, RECORD_SCALAR, 0, NULL, NULL },
    { "msFwpDirection", 24, 4, 0, 6, RECORD_SCALAR, 0, NULL, NULL },
    { "isLoopback", 28, 4, 0, 7, RECORD_SCALAR, RECORD_BOOL, NULL, NULL },
};
static const uint8_t numbers_FWPM_NET_EVENT_CLASSIFY_ALLOW0[] = { 0, 1, 2, 3, 4, 5, 6, 7 };
const struct record_type record_FWPM_NET_EVENT_CLASSIFY_ALLOW0 = { "FWPM_NET_EVENT_CLASSIFY_ALLOW0", &record_FWPM_NET_EVENT_CLASSIFY_ALLOW0, 32, 8, 7, 7, 8, 0,
    members_FWPM_NET_EVENT_CLASSIFY_ALLOW0, numbers_FWPM_NET_EVENT_CLASSIFY_ALLOW0, NULL };

/* FWPM_NET_EVENT_CAPABILITY_DROP0 */
static const struct record_member members_FWPM_NET_EVENT_CAPABILITY_DROP0[] = {
    { "networkCapabilityId", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_FWPM_APPC_NETWORK_CAPABILITY_TYPE },
    { "filterId", 8, 8, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
    { "isLoopback", 16, 4, 0, 3, RECORD_SCALAR, RECORD_BOOL, NULL, NULL },
};
static const uint8_t numbers_FWPM_NET_EVENT_CAPABILITY_DROP0[] = { 0, 1, 2, 3 };
const struct record_type record_FWPM_NET_EVENT_CAPABILITY_DROP0 = { "FWPM_NET_EVENT_CAPABILITY_DROP0", &record_FWPM_NET_EVENT_CAPABILITY_DROP0, 24, 8, 3, 3, 4, 0,
    members_FWPM_NET_EVENT_CAPABILITY_DROP0, numbers_FWPM_NET_EVENT_CAPABILITY_DROP0, NULL };

/* FWPM_NET_EVENT_CAPABILITY_ALLOW0 */
static const struct record_member members_FWPM_NET_EVENT_CAPABILITY_ALLOW0[] = {
    { "networkCapabilityId", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_FWPM_APPC_NETWORK_CAPABILITY_TYPE },
    { "filterId", 8, 8, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
    { "isLoopback", 16, 4, 0, 3, RECORD_SCALAR, RECORD_BOOL, NULL, NULL },
};
static const uint8_t numbers_FWPM_NET_EVENT_CAPABILITY_ALLOW0[] = { 0, 1, 2, 3 };
const struct record_type record_FWPM_NET_EVENT_CAPABILITY_ALLOW0 = { "FWPM_NET_EVENT_CAPABILITY_ALLOW0", &record_FWPM_NET_EVENT_CAPABILITY_ALLOW0, 24, 8, 3, 3, 4, 0,
    members_FWPM_NET_EVENT_CAPABILITY_ALLOW0, numbers_FWPM_NET_EVENT_CAPABILITY_ALLOW0, NULL };

/* FWPM_NET_EVENT_CLASSIFY_DROP_MAC0 */
static const struct record_member members_FWPM_NET_EVENT_CLASSIFY_DROP_MAC0[] = {
    { "localMacAddr", 0, 6, 0, 1, RECORD_BYTES, 0, NULL, NULL },
    { "remoteMacAddr", 6, 6, 0, 2, RECORD_BYTES, 0, NULL, NULL },
    { "mediaType", 12, 4, 0, 3, RECORD_SCALAR, 0, NULL, NULL },
    { "ifType", 16, 4, 0, 4, RECORD_SCALAR, 0, NULL, NULL },
    { "etherType", 20, 2, 0, 5, RECORD_SCALAR, 0, NULL, NULL },
    { "ndisPortNumber", 24, 4, 0, 6, RECORD_SCALAR, 0, NULL, NULL },
    { "reserved", 28, 4, 0, 7, RECORD_SCALAR, 0, NULL, NULL },
    { "vlanTag", 32, 2, 0, 8, RECORD_SCALAR, 0, NULL, NULL },
    { "ifLuid", 40, 8, 0, 9, RECORD_SCALAR, 0, NULL, NULL },
    { "filterId", 48, 8, 0, 10, RECORD_SCALAR, 0, NULL, NULL },
    { "layerId", 56, 2, 0, 11, RECORD_SCALAR, 0, NULL, NULL },
    { "reauthReason", 60, 4, 0, 12, RECORD_SCALAR, RECORD_SET, NULL, &enum_FWP_CONDITION_REAUTHORIZE_REASON },
    { "originalProfile", 64, 4, 0, 13, RECORD_SCALAR, 0, NULL, NULL },
    { "currentProfile", 68, 4, 0, 14, RECORD_SCALAR, 0, NULL, NULL },
    { "msFwpDirection", 72, 4, 0, 15, RECORD_SCALAR, 0, NULL, NULL },
    { "isLoopback", 76, 4, 0, 16, RECORD_SCALAR, RECORD_BOOL, NULL, NULL },
    { "vSwitchId", 80, 16, 0, 17, RECORD_STRUCT, 0, &record_FWP_BYTE_BLOB, NULL },
    { "vSwitchSourcePort", 96, 4, 0, 18, RECORD_SCALAR, 0, NULL, NULL },
    { "vSwitchDestinationPort", 100, 4, 0, 19, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_FWPM_NET_EVENT_CLASSIFY_DROP_MAC0[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19 };
const struct record_type record_FWPM_NET_EVENT_CLASSIFY_DROP_MAC0 = { "FWPM_NET_EVENT_CLASSIFY_DROP_MAC0", &record_FWPM_NET_EVENT_CLASSIFY_DROP_MAC0, 104, 8, 19, 19, 20, 0,
    members_FWPM_NET_EVENT_CLASSIFY_DROP_MAC0, numbers_FWPM_NET_EVENT_CLASSIFY_DROP_MAC0, NULL };

/* FWPM_NET_EVENT2 */
static const struct record_case cases_FWPM_NET_EVENT2_0[] = {
    { 0x0, 3 },
    { 0x1, 4 },
    { 0x2, 5 },
    { 0x3, 6 },
    { 0x4, 7 },
    { 0x5, 8 },
    { 0x6, 9 },
    { 0x7, 10 },
    { 0x8, 11 },
    { 0x9, 12 },
    { 0xa, RECORD_ELSEWHERE },
};
static const struct record_switch switches_FWPM_NET_EVENT2[] = {
    { 104, 0xffffffff, 11, cases_FWPM_NET_EVENT2_0 },
};
static const struct record_member members_FWPM_NET_EVENT2[] = {
    { "header", 0, 104, 0, 1, RECORD_STRUCT, 0, &record_FWPM_NET_EVENT_HEADER2, NULL },
    { "type", 104, 4, 0, 2, RECORD_SCALAR, 0, NULL, &enum_FWPM_NET_EVENT_TYPE },
    { "type", 104, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "ikeMmFailure", 112, 8, 0, 3, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_IKEEXT_MM_FAILURE1, NULL },
    { "ikeQmFailure", 112, 8, 0, 4, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_IKEEXT_QM_FAILURE0, NULL },
    { "ikeEmFailure", 112, 8, 0, 5, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_IKEEXT_EM_FAILURE1, NULL },
    { "classifyDrop", 112, 8, 0, 6, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_CLASSIFY_DROP2, NULL },
    { "ipsecDrop", 112, 8, 0, 7, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_IPSEC_KERNEL_DROP0, NULL },
    { "idpDrop", 112, 8, 0, 8, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_IPSEC_DOSP_DROP0, NULL },
    { "classifyAllow", 112, 8, 0, 9, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_CLASSIFY_ALLOW0, NULL },
    { "capabilityDrop", 112, 8, 0, 10, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_CAPABILITY_DROP0, NULL },
    { "capabilityAllow", 112, 8, 0, 11, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_CAPABILITY_ALLOW0, NULL },
    { "classifyDropMac", 112, 8, 0, 12, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_CLASSIFY_DROP_MAC0, NULL },
};
static const uint8_t numbers_FWPM_NET_EVENT2[] = { 0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 };
const struct record_type record_FWPM_NET_EVENT2 = { "FWPM_NET_EVENT2", &record_FWPM_NET_EVENT5, 120, 8, 3, 13, 13, 1,
    members_FWPM_NET_EVENT2, numbers_FWPM_NET_EVENT2, switches_FWPM_NET_EVENT2 };

/* FWPM_NET_EVENT_HEADER3 */
static const struct record_case cases_FWPM_NET_EVENT_HEADER3_0[] = {
    { 0x0, 16 },
    { 0x1, 17 },
    { 0x2, RECORD_NOTHING },
};
static const struct record_case cases_FWPM_NET_EVENT_HEADER3_1[] = {
    { 0x0, 18 },
    { 0x1, 19 },
    { 0x2, RECORD_NOTHING },
};
static const struct record_switch switches_FWPM_NET_EVENT_HEADER3[] = {
    { 12, 0xffffffff, 3, cases_FWPM_NET_EVENT_HEADER3_0 },
    { 12, 0xffffffff, 3, cases_FWPM_NET_EVENT_HEADER3_1 },
};
static const struct record_member members_FWPM_NET_EVENT_HEADER3[] = {
    { "timeStamp", 0, 8, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "flags", 8, 4, 0, 2, RECORD_SCALAR, RECORD_SET, NULL, &enum_FWPM_NET_EVENT_FLAG },
    { "ipVersion", 12, 4, 0, 3, RECORD_SCALAR, 0, NULL, &enum_FWP_IP_VERSION },
    { "ipProtocol", 16, 1, 0, 4, RECORD_SCALAR, 0, NULL, NULL },
    { "ipVersion", 12, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "ipVersion", 12, 4, 1, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "localPort", 52, 2, 0, 9, RECORD_SCALAR, 0, NULL, NULL },
    { "remotePort", 54, 2, 0, 10, RECORD_SCALAR, 0, NULL, NULL },
    { "scopeId", 56, 4, 0, 11, RECORD_SCALAR, 0, NULL, NULL },
    { "appId", 64, 16, 0, 12, RECORD_STRUCT, 0, &record_FWP_BYTE_BLOB, NULL },
    { "userId", 80, 1, 0, 13, RECORD_SID, 0, NULL, NULL },
    { "addressFamily", 88, 4, 0, 24, RECORD_SCALAR, 0, NULL, &enum_FWP_AF },
    { "packageSid", 96, 1, 0, 25, RECORD_SID, 0, NULL, NULL },
    { "enterpriseId", 104, 2, 0, 26, RECORD_STRING, 0, NULL, NULL },
    { "policyFlags", 112, 8, 0, 27, RECORD_SCALAR, 0, NULL, NULL },
    { "effectiveName", 120, 16, 0, 28, RECORD_STRUCT, 0, &record_FWP_BYTE_BLOB, NULL },
    { "localAddrV4", 20, 4, 0, 5, RECORD_SCALAR, RECORD_ADDRESS, NULL, NULL },
    { "localAddrV6", 20, 16, 0, 6, RECORD_BYTES, RECORD_ADDRESS, NULL, NULL },
    { "remoteAddrV4", 36, 4, 0, 7, RECORD_SCALAR, RECORD_ADDRESS, NULL, NULL },
    { "remoteAddrV6", 36, 16, 0, 8, RECORD_BYTES, RECORD_ADDRESS, NULL, NULL },
};
static const uint8_t numbers_FWPM_NET_EVENT_HEADER3[] = { 0, 1, 2, 3, 4, 17, 18, 19, 20, 7, 8, 9, 10, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 12, 13, 14, 15, 16 };
const struct record_type record_FWPM_NET_EVENT_HEADER3 = { "FWPM_NET_EVENT_HEADER3", &record_FWPM_NET_EVENT_HEADER3, 136, 8, 16, 20, 29, 2,
    members_FWPM_NET_EVENT_HEADER3, numbers_FWPM_NET_EVENT_HEADER3, switches_FWPM_NET_EVENT_HEADER3 };

/* FWPM_NET_EVENT3 */
static const struct record_case cases_FWPM_NET_EVENT3_0[] = {
    { 0x0, 3 },
    { 0x1, 4 },
    { 0x2, 5 },
    { 0x3, 6 },
    { 0x4, 7 },
    { 0x5, 8 },
    { 0x6, 9 },
    { 0x7, 10 },
    { 0x8, 11 },
    { 0x9, 12 },
    { 0xa, RECORD_ELSEWHERE },
};
static const struct record_switch switches_FWPM_NET_EVENT3[] = {
    { 136, 0xffffffff, 11, cases_FWPM_NET_EVENT3_0 },
};
static const struct record_member members_FWPM_NET_EVENT3[] = {
    { "header", 0, 136, 0, 1, RECORD_STRUCT, 0, &record_FWPM_NET_EVENT_HEADER3, NULL },
    { "type", 136, 4, 0, 2, RECORD_SCALAR, 0, NULL, &enum_FWPM_NET_EVENT_TYPE },
    { "type", 136, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "ikeMmFailure", 144, 8, 0, 3, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_IKEEXT_MM_FAILURE1, NULL },
    { "ikeQmFailure", 144, 8, 0, 4, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_IKEEXT_QM_FAILURE0, NULL },
    { "ikeEmFailure", 144, 8, 0, 5, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_IKEEXT_EM_FAILURE1, NULL },
    { "classifyDrop", 144, 8, 0, 6, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_CLASSIFY_DROP2, NULL },
    { "ipsecDrop", 144, 8, 0, 7, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_IPSEC_KERNEL_DROP0, NULL },
    { "idpDrop", 144, 8, 0, 8, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_IPSEC_DOSP_DROP0, NULL },
    { "classifyAllow", 144, 8, 0, 9, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_CLASSIFY_ALLOW0, NULL },
    { "capabilityDrop", 144, 8, 0, 10, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_CAPABILITY_DROP0, NULL },
    { "capabilityAllow", 144, 8, 0, 11, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_CAPABILITY_ALLOW0, NULL },
    { "classifyDropMac", 144, 8, 0, 12, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_CLASSIFY_DROP_MAC0, NULL },
};
static const uint8_t numbers_FWPM_NET_EVENT3[] = { 0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 };
const struct record_type record_FWPM_NET_EVENT3 = { "FWPM_NET_EVENT3", &record_FWPM_NET_EVENT5, 152, 8, 3, 13, 13, 1,
    members_FWPM_NET_EVENT3, numbers_FWPM_NET_EVENT3, switches_FWPM_NET_EVENT3 };

/* FWPM_NET_EVENT_IKEEXT_MM_FAILURE2 */
static const struct record_member members_FWPM_NET_EVENT_IKEEXT_MM_FAILURE2[] = {
    { "failureErrorCode", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "failurePoint", 4, 4, 0, 2, RECORD_SCALAR, 0, NULL, &enum_IPSEC_FAILURE_POINT },
    { "flags", 8, 4, 0, 3, RECORD_SCALAR, RECORD_SET, NULL, &enum_FWPM_NET_EVENT_IKEEXT_FLAG },
    { "keyingModuleType", 12, 4, 0, 4, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_KEY_MODULE_TYPE },
    { "mmState", 16, 4, 0, 5, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_MM_SA_STATE },
    { "saRole", 20, 4, 0, 6, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_SA_ROLE },
    { "mmAuthMethod", 24, 4, 0, 7, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_AUTHENTICATION_METHOD_TYPE },
    { "endCertHash", 28, 20, 0, 8, RECORD_BYTES, 0, NULL, NULL },
    { "mmId", 48, 8, 0, 9, RECORD_SCALAR, 0, NULL, NULL },
    { "mmFilterId", 56, 8, 0, 10, RECORD_SCALAR, 0, NULL, NULL },
    { "localPrincipalNameForAuth", 64, 2, 0, 11, RECORD_STRING, 0, NULL, NULL },
    { "remotePrincipalNameForAuth", 72, 2, 0, 12, RECORD_STRING, 0, NULL, NULL },
    { "localPrincipalGroupSids", 88, 8, 80, 13, RECORD_STRINGS, 0, NULL, NULL },
    { "remotePrincipalGroupSids", 104, 8, 96, 14, RECORD_STRINGS, 0, NULL, NULL },
    { "providerContextKey", 112, 16, 0, 15, RECORD_TO_BYTES, RECORD_GUID, NULL, NULL },
};
static const uint8_t numbers_FWPM_NET_EVENT_IKEEXT_MM_FAILURE2[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 };
const struct record_type record_FWPM_NET_EVENT_IKEEXT_MM_FAILURE2 = { "FWPM_NET_EVENT_IKEEXT_MM_FAILURE2", &record_FWPM_NET_EVENT_IKEEXT_MM_FAILURE2, 120, 8, 15, 15, 16, 0,
    members_FWPM_NET_EVENT_IKEEXT_MM_FAILURE2, numbers_FWPM_NET_EVENT_IKEEXT_MM_FAILURE2, NULL };

/* FWPM_NET_EVENT_IKEEXT_QM_FAILURE1 */
static const struct record_member members_FWPM_NET_EVENT_IKEEXT_QM_FAILURE1[] = {
    { "failureErrorCode", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "failurePoint", 4, 4, 0, 2, RECORD_SCALAR, 0, NULL, &enum_IPSEC_FAILURE_POINT },
    { "keyingModuleType", 8, 4, 0, 3, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_KEY_MODULE_TYPE },
    { "qmState", 12, 4, 0, 4, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_QM_SA_STATE },
    { "saRole", 16, 4, 0, 5, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_SA_ROLE },
    { "saTrafficType", 20, 4, 0, 6, RECORD_SCALAR, 0, NULL, &enum_IPSEC_TRAFFIC_TYPE },
    { "localSubNet", 24, 16, 0, 7, RECORD_STRUCT, 0, &record_FWP_CONDITION_VALUE0, NULL },
    { "remoteSubNet", 40, 16, 0, 8, RECORD_STRUCT, 0, &record_FWP_CONDITION_VALUE0, NULL },
    { "qmFilterId", 56, 8, 0, 9, RECORD_SCALAR, 0, NULL, NULL },
    { "mmSaLuid", 64, 8, 0, 10, RECORD_SCALAR, 0, NULL, NULL },
    { "mmProviderContextKey", 72, 16, 0, 11, RECORD_BYTES, RECORD_GUID, NULL, NULL },
};
static const uint8_t numbers_FWPM_NET_EVENT_IKEEXT_QM_FAILURE1[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 };
const struct record_type record_FWPM_NET_EVENT_IKEEXT_QM_FAILURE1 = { "FWPM_NET_EVENT_IKEEXT_QM_FAILURE1", &record_FWPM_NET_EVENT_IKEEXT_QM_FAILURE1, 88, 8, 11, 11, 12, 0,
    members_FWPM_NET_EVENT_IKEEXT_QM_FAILURE1, numbers_FWPM_NET_EVENT_IKEEXT_QM_FAILURE1, NULL };

/* FWPM_NET_EVENT4 */
static const struct record_case cases_FWPM_NET_EVENT4_0[] = {
    { 0x0, 3 },
    { 0x1, 4 },
    { 0x2, 5 },
    { 0x3, 6 },
    { 0x4, 7 },
    { 0x5, 8 },
    { 0x6, 9 },
    { 0x7, 10 },
    { 0x8, 11 },
    { 0x9, 12 },
    { 0xa, RECORD_ELSEWHERE },
};
static const struct record_switch switches_FWPM_NET_EVENT4[] = {
    { 136, 0xffffffff, 11, cases_FWPM_NET_EVENT4_0 },
};
static const struct record_member members_FWPM_NET_EVENT4[] = {
    { "header", 0, 136, 0, 1, RECORD_STRUCT, 0, &record_FWPM_NET_EVENT_HEADER3, NULL },
    { "type", 136, 4, 0, 2, RECORD_SCALAR, 0, NULL, &enum_FWPM_NET_EVENT_TYPE },
    { "type", 136, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "ikeMmFailure", 144, 8, 0, 3, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_IKEEXT_MM_FAILURE2, NULL },
    { "ikeQmFailure", 144, 8, 0, 4, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_IKEEXT_QM_FAILURE1, NULL },
    { "ikeEmFailure", 144, 8, 0, 5, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_IKEEXT_EM_FAILURE1, NULL },
    { "classifyDrop", 144, 8, 0, 6, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_CLASSIFY_DROP2, NULL },
    { "ipsecDrop", 144, 8, 0, 7, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_IPSEC_KERNEL_DROP0, NULL },
    { "idpDrop", 144, 8, 0, 8, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_IPSEC_DOSP_DROP0, NULL },
    { "classifyAllow", 144, 8, 0, 9, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_CLASSIFY_ALLOW0, NULL },
    { "capabilityDrop", 144, 8, 0, 10, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_CAPABILITY_DROP0, NULL },
    { "capabilityAllow", 144, 8, 0, 11, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_CAPABILITY_ALLOW0, NULL },
    { "classifyDropMac", 144, 8, 0, 12, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_CLASSIFY_DROP_MAC0, NULL },
};
static const uint8_t numbers_FWPM_NET_EVENT4[] = { 0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 };
const struct record_type record_FWPM_NET_EVENT4 = { "FWPM_NET_EVENT4", &record_FWPM_NET_EVENT5, 152, 8, 3, 13, 13, 1,
    members_FWPM_NET_EVENT4, numbers_FWPM_NET_EVENT4, switches_FWPM_NET_EVENT4 };

/* FWPM_NET_EVENT_LPM_PACKET_ARRIVAL0 */
static const struct record_member members_FWPM_NET_EVENT_LPM_PACKET_ARRIVAL0[] = {
    { "spi", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_FWPM_NET_EVENT_LPM_PACKET_ARRIVAL0[] = { 0, 1 };
const struct record_type record_FWPM_NET_EVENT_LPM_PACKET_ARRIVAL0 = { "FWPM_NET_EVENT_LPM_PACKET_ARRIVAL0", &record_FWPM_NET_EVENT_LPM_PACKET_ARRIVAL0, 4, 4, 1, 1, 2, 0,
    members_FWPM_NET_EVENT_LPM_PACKET_ARRIVAL0, numbers_FWPM_NET_EVENT_LPM_PACKET_ARRIVAL0, NULL };

/* FWPM_NET_EVENT5 */
static const struct record_case cases_FWPM_NET_EVENT5_0[] = {
    { 0x0, 3 },
    { 0x1, 4 },
    { 0x2, 5 },
    { 0x3, 6 },
    { 0x4, 7 },
    { 0x5, 8 },
    { 0x6, 9 },
    { 0x7, 10 },
    { 0x8, 11 },
    { 0x9, 12 },
    { 0xa, 13 },
};
static const struct record_switch switches_FWPM_NET_EVENT5[] = {
    { 136, 0xffffffff, 11, cases_FWPM_NET_EVENT5_0 },
};
static const struct record_member members_FWPM_NET_EVENT5[] = {
    { "header", 0, 136, 0, 1, RECORD_STRUCT, 0, &record_FWPM_NET_EVENT_HEADER3, NULL },
    { "type", 136, 4, 0, 2, RECORD_SCALAR, 0, NULL, &enum_FWPM_NET_EVENT_TYPE },
    { "type", 136, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "ikeMmFailure", 144, 8, 0, 3, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_IKEEXT_MM_FAILURE2, NULL },
    { "ikeQmFailure", 144, 8, 0, 4, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_IKEEXT_QM_FAILURE1, NULL },
    { "ikeEmFailure", 144, 8, 0, 5, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_IKEEXT_EM_FAILURE1, NULL },
    { "classifyDrop", 144, 8, 0, 6, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_CLASSIFY_DROP2, NULL },
    { "ipsecDrop", 144, 8, 0, 7, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_IPSEC_KERNEL_DROP0, NULL },
    { "idpDrop", 144, 8, 0, 8, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_IPSEC_DOSP_DROP0, NULL },
    { "classifyAllow", 144, 8, 0, 9, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_CLASSIFY_ALLOW0, NULL },
    { "capabilityDrop", 144, 8, 0, 10, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_CAPABILITY_DROP0, NULL },
    { "capabilityAllow", 144, 8, 0, 11, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_CAPABILITY_ALLOW0, NULL },
    { "classifyDropMac", 144, 8, 0, 12, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_CLASSIFY_DROP_MAC0, NULL },
    { "lpmPacketArrival", 144, 8, 0, 13, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_FWPM_NET_EVENT_LPM_PACKET_ARRIVAL0, NULL },
};
static const uint8_t numbers_FWPM_NET_EVENT5[] = { 0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14 };
const struct record_type record_FWPM_NET_EVENT5 = { "FWPM_NET_EVENT5", &record_FWPM_NET_EVENT5, 152, 8, 3, 14, 14, 1,
    members_FWPM_NET_EVENT5, numbers_FWPM_NET_EVENT5, switches_FWPM_NET_EVENT5 };

/* FWPM_NET_EVENT_SUBSCRIPTION0 */
static const struct record_member members_FWPM_NET_EVENT_SUBSCRIPTION0[] = {
    { "enumTemplate", 0, 8, 0, 1, RECORD_TO_STRUCT, 0, &record_FWPM_NET_EVENT_ENUM_TEMPLATE0, NULL },
    { "flags", 8, 4, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
    { "sessionKey", 12, 16, 0, 3, RECORD_BYTES, RECORD_GUID, NULL, NULL },
};
static const uint8_t numbers_FWPM_NET_EVENT_SUBSCRIPTION0[] = { 0, 1, 2, 3 };
const struct record_type record_FWPM_NET_EVENT_SUBSCRIPTION0 = { "FWPM_NET_EVENT_SUBSCRIPTION0", &record_FWPM_NET_EVENT_SUBSCRIPTION0, 32, 8, 3, 3, 4, 0,
    members_FWPM_NET_EVENT_SUBSCRIPTION0, numbers_FWPM_NET_EVENT_SUBSCRIPTION0, NULL };

/* FWPM_PROVIDER0 */
static const struct record_member members_FWPM_PROVIDER0[] = {
    { "providerKey", 0, 16, 0, 1, RECORD_BYTES, RECORD_GUID, NULL, NULL },
    { "displayData", 16, 16, 0, 2, RECORD_STRUCT, 0, &record_FWPM_DISPLAY_DATA0, NULL },
    { "flags", 32, 4, 0, 3, RECORD_SCALAR, RECORD_SET, NULL, &enum_FWPM_PROVIDER_FLAG },
    { "providerData", 40, 16, 0, 4, RECORD_STRUCT, 0, &record_FWP_BYTE_BLOB, NULL },
    { "serviceName", 56, 2, 0, 5, RECORD_STRING, 0, NULL, NULL },
};
static const uint8_t numbers_FWPM_PROVIDER0[] = { 0, 1, 2, 3, 4, 5 };
const struct record_type record_FWPM_PROVIDER0 = { "FWPM_PROVIDER0", &record_FWPM_PROVIDER0, 64, 8, 5, 5, 6, 0,
    members_FWPM_PROVIDER0, numbers_FWPM_PROVIDER0, NULL };

/* FWPM_PROVIDER_CONTEXT_SUBSCRIPTION0 */
static const struct record_member members_FWPM_PROVIDER_CONTEXT_SUBSCRIPTION0[] = {
    { "enumTemplate", 0, 8, 0, 1, RECORD_TO_STRUCT, 0, &record_FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0, NULL },
    { "flags", 8, 4, 0, 2, RECORD_SCALAR, RECORD_SET, NULL, &enum_FWPM_SUBSCRIPTION_FLAG },
    { "sessionKey", 12, 16, 0, 3, RECORD_BYTES, RECORD_GUID, NULL, NULL },
};
static const uint8_t numbers_FWPM_PROVIDER_CONTEXT_SUBSCRIPTION0[] = { 0, 1, 2, 3 };
const struct record_type record_FWPM_PROVIDER_CONTEXT_SUBSCRIPTION0 = { "FWPM_PROVIDER_CONTEXT_SUBSCRIPTION0", &record_FWPM_PROVIDER_CONTEXT_SUBSCRIPTION0, 32, 8, 3, 3, 4, 0,
    members_FWPM_PROVIDER_CONTEXT_SUBSCRIPTION0, numbers_FWPM_PROVIDER_CONTEXT_SUBSCRIPTION0, NULL };

/* FWPM_PROVIDER_ENUM_TEMPLATE0 */
static const struct record_member members_FWPM_PROVIDER_ENUM_TEMPLATE0[] = {
    { "reserved", 0, 8, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_FWPM_PROVIDER_ENUM_TEMPLATE0[] = { 0, 1 };
const struct record_type record_FWPM_PROVIDER_ENUM_TEMPLATE0 = { "FWPM_PROVIDER_ENUM_TEMPLATE0", &record_FWPM_PROVIDER_ENUM_TEMPLATE0, 8, 8, 1, 1, 2, 0,
    members_FWPM_PROVIDER_ENUM_TEMPLATE0, numbers_FWPM_PROVIDER_ENUM_TEMPLATE0, NULL };

/* FWPM_PROVIDER_SUBSCRIPTION0 */
static const struct record_member members_FWPM_PROVIDER_SUBSCRIPTION0[] = {
    { "enumTemplate", 0, 8, 0, 1, RECORD_TO_STRUCT, 0, &record_FWPM_PROVIDER_ENUM_TEMPLATE0, NULL },
    { "flags", 8, 4, 0, 2, RECORD_SCALAR, RECORD_SET, NULL, &enum_FWPM_SUBSCRIPTION_FLAG },
    { "sessionKey", 12, 16, 0, 3, RECORD_BYTES, RECORD_GUID, NULL, NULL },
};
static const uint8_t numbers_FWPM_PROVIDER_SUBSCRIPTION0[] = { 0, 1, 2, 3 };
const struct record_type record_FWPM_PROVIDER_SUBSCRIPTION0 = { "FWPM_PROVIDER_SUBSCRIPTION0", &record_FWPM_PROVIDER_SUBSCRIPTION0, 32, 8, 3, 3, 4, 0,
    members_FWPM_PROVIDER_SUBSCRIPTION0, numbers_FWPM_PROVIDER_SUBSCRIPTION0, NULL };

/* FWPM_SESSION_ENUM_TEMPLATE0 */
static const struct record_member members_FWPM_SESSION_ENUM_TEMPLATE0[] = {
    { "reserved", 0, 8, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_FWPM_SESSION_ENUM_TEMPLATE0[] = { 0, 1 };
const struct record_type record_FWPM_SESSION_ENUM_TEMPLATE0 = { "FWPM_SESSION_ENUM_TEMPLATE0", &record_FWPM_SESSION_ENUM_TEMPLATE0, 8, 8, 1, 1, 2, 0,
    members_FWPM_SESSION_ENUM_TEMPLATE0, numbers_FWPM_SESSION_ENUM_TEMPLATE0, NULL };

/* FWPM_SUBLAYER0 */
static const struct record_member members_FWPM_SUBLAYER0[] = {
    { "subLayerKey", 0, 16, 0, 1, RECORD_BYTES, RECORD_GUID, NULL, NULL },
    { "displayData", 16, 16, 0, 2, RECORD_STRUCT, 0, &record_FWPM_DISPLAY_DATA0, NULL },
    { "flags", 32, 4, 0, 3, RECORD_SCALAR, RECORD_SET, NULL, &enum_FWPM_SUBLAYER_FLAG },
    { "providerKey", 40, 16, 0, 4, RECORD_TO_BYTES, RECORD_GUID, NULL, NULL },
    { "providerData", 48, 16, 0, 5, RECORD_STRUCT, 0, &record_FWP_BYTE_BLOB, NULL },
    { "weight", 64, 2, 0, 6, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_FWPM_SUBLAYER0[] = { 0, 1, 2, 3, 4, 5, 6 };
const struct record_type record_FWPM_SUBLAYER0 = { "FWPM_SUBLAYER0", &record_FWPM_SUBLAYER0, 72, 8, 6, 6, 7, 0,
    members_FWPM_SUBLAYER0, numbers_FWPM_SUBLAYER0, NULL };

/* FWPM_SUBLAYER_ENUM_TEMPLATE0 */
static const struct record_member members_FWPM_SUBLAYER_ENUM_TEMPLATE0[] = {
    { "providerKey", 0, 16, 0, 1, RECORD_TO_BYTES, RECORD_GUID, NULL, NULL },
};
static const uint8_t numbers_FWPM_SUBLAYER_ENUM_TEMPLATE0[] = { 0, 1 };
const struct record_type record_FWPM_SUBLAYER_ENUM_TEMPLATE0 = { "FWPM_SUBLAYER_ENUM_TEMPLATE0", &record_FWPM_SUBLAYER_ENUM_TEMPLATE0, 8, 8, 1, 1, 2, 0,
    members_FWPM_SUBLAYER_ENUM_TEMPLATE0, numbers_FWPM_SUBLAYER_ENUM_TEMPLATE0, NULL };

/* FWPM_SUBLAYER_SUBSCRIPTION0 */
static const struct record_member members_FWPM_SUBLAYER_SUBSCRIPTION0[] = {
    { "enumTemplate", 0, 8, 0, 1, RECORD_TO_STRUCT, 0, &record_FWPM_SUBLAYER_ENUM_TEMPLATE0, NULL },
    { "flags", 8, 4, 0, 2, RECORD_SCALAR, RECORD_SET, NULL, &enum_FWPM_SUBSCRIPTION_FLAG },
    { "sessionKey", 12, 16, 0, 3, RECORD_BYTES, RECORD_GUID, NULL, NULL },
};
static const uint8_t numbers_FWPM_SUBLAYER_SUBSCRIPTION0[] = { 0, 1, 2, 3 };
const struct record_type record_FWPM_SUBLAYER_SUBSCRIPTION0 = { "FWPM_SUBLAYER_SUBSCRIPTION0", &record_FWPM_SUBLAYER_SUBSCRIPTION0, 32, 8, 3, 3, 4, 0,
    members_FWPM_SUBLAYER_SUBSCRIPTION0, numbers_FWPM_SUBLAYER_SUBSCRIPTION0, NULL };

/* FWPM_SYSTEM_PORTS_BY_TYPE0 */
static const struct record_member members_FWPM_SYSTEM_PORTS_BY_TYPE0[] = {
    { "type", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_FWPM_SYSTEM_PORT_TYPE },
    { "ports", 8, 2, 4, 2, RECORD_ARRAY_RAW, 0, NULL, NULL },
};
static const uint8_t numbers_FWPM_SYSTEM_PORTS_BY_TYPE0[] = { 0, 1, 2 };
const struct record_type record_FWPM_SYSTEM_PORTS_BY_TYPE0 = { "FWPM_SYSTEM_PORTS_BY_TYPE0", &record_FWPM_SYSTEM_PORTS_BY_TYPE0, 16, 8, 2, 2, 3, 0,
    members_FWPM_SYSTEM_PORTS_BY_TYPE0, numbers_FWPM_SYSTEM_PORTS_BY_TYPE0, NULL };

/* FWPM_SYSTEM_PORTS0 */
static const struct record_member members_FWPM_SYSTEM_PORTS0[] = {
    { "types", 8, 8, 0, 1, RECORD_ARRAY_STRUCT, 0, &record_FWPM_SYSTEM_PORTS_BY_TYPE0, NULL },
};
static const uint8_t numbers_FWPM_SYSTEM_PORTS0[] = { 0, 1 };
const struct record_type record_FWPM_SYSTEM_PORTS0 = { "FWPM_SYSTEM_PORTS0", &record_FWPM_SYSTEM_PORTS0, 16, 8, 1, 1, 2, 0,
    members_FWPM_SYSTEM_PORTS0, numbers_FWPM_SYSTEM_PORTS0, NULL };

/* FWPM_VSWITCH_EVENT_SUBSCRIPTION0 */
static const struct record_member members_FWPM_VSWITCH_EVENT_SUBSCRIPTION0[] = {
    { "flags", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "sessionKey", 4, 16, 0, 2, RECORD_BYTES, RECORD_GUID, NULL, NULL },
};
static const uint8_t numbers_FWPM_VSWITCH_EVENT_SUBSCRIPTION0[] = { 0, 1, 2 };
const struct record_type record_FWPM_VSWITCH_EVENT_SUBSCRIPTION0 = { "FWPM_VSWITCH_EVENT_SUBSCRIPTION0", &record_FWPM_VSWITCH_EVENT_SUBSCRIPTION0, 20, 4, 2, 2, 3, 0,
    members_FWPM_VSWITCH_EVENT_SUBSCRIPTION0, numbers_FWPM_VSWITCH_EVENT_SUBSCRIPTION0, NULL };

/* FWPS_ALE_ENDPOINT_ENUM_TEMPLATE0 */
static const struct record_member members_FWPS_ALE_ENDPOINT_ENUM_TEMPLATE0[] = {
    { "localSubNet", 0, 16, 0, 1, RECORD_STRUCT, 0, &record_FWP_CONDITION_VALUE0, NULL },
    { "remoteSubNet", 16, 16, 0, 2, RECORD_STRUCT, 0, &record_FWP_CONDITION_VALUE0, NULL },
    { "ipProtocol", 32, 16, 0, 3, RECORD_STRUCT, 0, &record_FWP_CONDITION_VALUE0, NULL },
    { "localPort", 48, 16, 0, 4, RECORD_STRUCT, 0, &record_FWP_CONDITION_VALUE0, NULL },
    { "remotePort", 64, 16, 0, 5, RECORD_STRUCT, 0, &record_FWP_CONDITION_VALUE0, NULL },
};
static const uint8_t numbers_FWPS_ALE_ENDPOINT_ENUM_TEMPLATE0[] = { 0, 1, 2, 3, 4, 5 };
const struct record_type record_FWPS_ALE_ENDPOINT_ENUM_TEMPLATE0 = { "FWPS_ALE_ENDPOINT_ENUM_TEMPLATE0", &record_FWPS_ALE_ENDPOINT_ENUM_TEMPLATE0, 80, 8, 5, 5, 6, 0,
    members_FWPS_ALE_ENDPOINT_ENUM_TEMPLATE0, numbers_FWPS_ALE_ENDPOINT_ENUM_TEMPLATE0, NULL };

/* FWPS_ALE_ENDPOINT_PROPERTIES0 */
static const struct record_case cases_FWPS_ALE_ENDPOINT_PROPERTIES0_0[] = {
    { 0x0, 13 },
    { 0x1, 14 },
    { 0x2, RECORD_NOTHING },
};
static const struct record_case cases_FWPS_ALE_ENDPOINT_PROPERTIES0_1[] = {
    { 0x0, 15 },
    { 0x1, 16 },
    { 0x2, RECORD_NOTHING },
};
static const struct record_switch switches_FWPS_ALE_ENDPOINT_PROPERTIES0[] = {
    { 8, 0xffffffff, 3, cases_FWPS_ALE_ENDPOINT_PROPERTIES0_0 },
    { 8, 0xffffffff, 3, cases_FWPS_ALE_ENDPOINT_PROPERTIES0_1 },
};
static const struct record_member members_FWPS_ALE_ENDPOINT_PROPERTIES0[] = {
    { "endpointId", 0, 8, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "ipVersion", 8, 4, 0, 2, RECORD_SCALAR, 0, NULL, &enum_FWP_IP_VERSION },
    { "ipVersion", 8, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "ipVersion", 8, 4, 1, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "ipProtocol", 44, 1, 0, 7, RECORD_SCALAR, 0, NULL, NULL },
    { "localPort", 46, 2, 0, 8, RECORD_SCALAR, 0, NULL, NULL },
    { "remotePort", 48, 2, 0, 9, RECORD_SCALAR, 0, NULL, NULL },
    { "localTokenModifiedId", 56, 8, 0, 10, RECORD_SCALAR, 0, NULL, NULL },
    { "mmSaId", 64, 8, 0, 11, RECORD_SCALAR, 0, NULL, NULL },
    { "qmSaId", 72, 8, 0, 12, RECORD_SCALAR, 0, NULL, NULL },
    { "ipsecStatus", 80, 4, 0, 13, RECORD_SCALAR, 0, NULL, NULL },
    { "flags", 84, 4, 0, 14, RECORD_SCALAR, 0, NULL, NULL },
    { "appId", 88, 16, 0, 15, RECORD_STRUCT, 0, &record_FWP_BYTE_BLOB, NULL },
    { "localV4Address", 12, 4, 0, 3, RECORD_SCALAR, RECORD_ADDRESS, NULL, NULL },
    { "localV6Address", 12, 16, 0, 4, RECORD_BYTES, RECORD_ADDRESS, NULL, NULL },
    { "remoteV4Address", 28, 4, 0, 5, RECORD_SCALAR, RECORD_ADDRESS, NULL, NULL },
    { "remoteV6Address", 28, 16, 0, 6, RECORD_BYTES, RECORD_ADDRESS, NULL, NULL },
};
static const uint8_t numbers_FWPS_ALE_ENDPOINT_PROPERTIES0[] = { 0, 1, 2, 14, 15, 16, 17, 5, 6, 7, 8, 9, 10, 11, 12, 13 };
const struct record_type record_FWPS_ALE_ENDPOINT_PROPERTIES0 = { "FWPS_ALE_ENDPOINT_PROPERTIES0", &record_FWPS_ALE_ENDPOINT_PROPERTIES0, 104, 8, 13, 17, 16, 2,
    members_FWPS_ALE_ENDPOINT_PROPERTIES0, numbers_FWPS_ALE_ENDPOINT_PROPERTIES0, switches_FWPS_ALE_ENDPOINT_PROPERTIES0 };

/* IKEEXT_IP_VERSION_SPECIFIC_KEYMODULE_STATISTICS0 */
static const struct record_member members_IKEEXT_IP_VERSION_SPECIFIC_KEYMODULE_STATISTICS0[] = {
    { "currentActiveMainModes", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "totalMainModesStarted", 4, 4, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
    { "totalSuccessfulMainModes", 8, 4, 0, 3, RECORD_SCALAR, 0, NULL, NULL },
    { "totalFailedMainModes", 12, 4, 0, 4, RECORD_SCALAR, 0, NULL, NULL },
    { "totalResponderMainModes", 16, 4, 0, 5, RECORD_SCALAR, 0, NULL, NULL },
    { "currentNewResponderMainModes", 20, 4, 0, 6, RECORD_SCALAR, 0, NULL, NULL },
    { "currentActiveQuickModes", 24, 4, 0, 7, RECORD_SCALAR, 0, NULL, NULL },
    { "totalQuickModesStarted", 28, 4, 0, 8, RECORD_SCALAR, 0, NULL, NULL },
    { "totalSuccessfulQuickModes", 32, 4, 0, 9, RECORD_SCALAR, 0, NULL, NULL },
    { "totalFailedQuickModes", 36, 4, 0, 10, RECORD_SCALAR, 0, NULL, NULL },
    { "totalAcquires", 40, 4, 0, 11, RECORD_SCALAR, 0, NULL, NULL },
    { "totalReinitAcquires", 44, 4, 0, 12, RECORD_SCALAR, 0, NULL, NULL },
    { "currentActiveExtendedModes", 48, 4, 0, 13, RECORD_SCALAR, 0, NULL, NULL },
    { "totalExtendedModesStarted", 52, 4, 0, 14, RECORD_SCALAR, 0, NULL, NULL },
    { "totalSuccessfulExtendedModes", 56, 4, 0, 15, RECORD_SCALAR, 0, NULL, NULL },
    { "totalFailedExtendedModes", 60, 4, 0, 16, RECORD_SCALAR, 0, NULL, NULL },
    { "totalImpersonationExtendedModes", 64, 4, 0, 17, RECORD_SCALAR, 0, NULL, NULL },
    { "totalImpersonationMainModes", 68, 4, 0, 18, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_IKEEXT_IP_VERSION_SPECIFIC_KEYMODULE_STATISTICS0[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18 };
const struct record_type record_IKEEXT_IP_VERSION_SPECIFIC_KEYMODULE_STATISTICS0 = { "IKEEXT_IP_VERSION_SPECIFIC_KEYMODULE_STATISTICS0", &record_IKEEXT_IP_VERSION_SPECIFIC_KEYMODULE_STATISTICS1, 72, 4, 18, 18, 19, 0,
    members_IKEEXT_IP_VERSION_SPECIFIC_KEYMODULE_STATISTICS0, numbers_IKEEXT_IP_VERSION_SPECIFIC_KEYMODULE_STATISTICS0, NULL };

/* IKEEXT_KEYMODULE_STATISTICS0 */
static const struct record_member members_IKEEXT_KEYMODULE_STATISTICS0[] = {
    { "v4Statistics", 0, 72, 0, 1, RECORD_STRUCT, 0, &record_IKEEXT_IP_VERSION_SPECIFIC_KEYMODULE_STATISTICS0, NULL },
    { "v6Statistics", 72, 72, 0, 2, RECORD_STRUCT, 0, &record_IKEEXT_IP_VERSION_SPECIFIC_KEYMODULE_STATISTICS0, NULL },
    { "errorFrequencyTable", 144, 388, 0, 3, RECORD_BYTES, 0, NULL, NULL },
    { "mainModeNegotiationTime", 532, 4, 0, 4, RECORD_SCALAR, 0, NULL, NULL },
    { "quickModeNegotiationTime", 536, 4, 0, 5, RECORD_SCALAR, 0, NULL, NULL },
    { "extendedModeNegotiationTime", 540, 4, 0, 6, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_IKEEXT_KEYMODULE_STATISTICS0[] = { 0, 1, 2, 3, 4, 5, 6 };
const struct record_type record_IKEEXT_KEYMODULE_STATISTICS0 = { "IKEEXT_KEYMODULE_STATISTICS0", &record_IKEEXT_KEYMODULE_STATISTICS1, 544, 4, 6, 6, 7, 0,
    members_IKEEXT_KEYMODULE_STATISTICS0, numbers_IKEEXT_KEYMODULE_STATISTICS0, NULL };

/* IKEEXT_IP_VERSION_SPECIFIC_COMMON_STATISTICS0 */
static const struct record_member members_IKEEXT_IP_VERSION_SPECIFIC_COMMON_STATISTICS0[] = {
    { "totalSocketReceiveFailures", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "totalSocketSendFailures", 4, 4, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_IKEEXT_IP_VERSION_SPECIFIC_COMMON_STATISTICS0[] = { 0, 1, 2 };
const struct record_type record_IKEEXT_IP_VERSION_SPECIFIC_COMMON_STATISTICS0 = { "IKEEXT_IP_VERSION_SPECIFIC_COMMON_STATISTICS0", &record_IKEEXT_IP_VERSION_SPECIFIC_COMMON_STATISTICS1, 8, 4, 2, 2, 3, 0,
    members_IKEEXT_IP_VERSION_SPECIFIC_COMMON_STATISTICS0, numbers_IKEEXT_IP_VERSION_SPECIFIC_COMMON_STATISTICS0, NULL };

/* IKEEXT_COMMON_STATISTICS0 */
static const struct record_member members_IKEEXT_COMMON_STATISTICS0[] = {
    { "v4Statistics", 0, 8, 0, 1, RECORD_STRUCT, 0, &record_IKEEXT_IP_VERSION_SPECIFIC_COMMON_STATISTICS0, NULL },
    { "v6Statistics", 8, 8, 0, 2, RECORD_STRUCT, 0, &record_IKEEXT_IP_VERSION_SPECIFIC_COMMON_STATISTICS0, NULL },
    { "totalPacketsReceived", 16, 4, 0, 3, RECORD_SCALAR, 0, NULL, NULL },
    { "totalInvalidPacketsReceived", 20, 4, 0, 4, RECORD_SCALAR, 0, NULL, NULL },
    { "currentQueuedWorkitems", 24, 4, 0, 5, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_IKEEXT_COMMON_STATISTICS0[] = { 0, 1, 2, 3, 4, 5 };
const struct record_type record_IKEEXT_COMMON_STATISTICS0 = { "IKEEXT_COMMON_STATISTICS0", &record_IKEEXT_COMMON_STATISTICS1, 28, 4, 5, 5, 6, 0,
    members_IKEEXT_COMMON_STATISTICS0, numbers_IKEEXT_COMMON_STATISTICS0, NULL };

/* IKEEXT_STATISTICS0 */
static const struct record_member members_IKEEXT_STATISTICS0[] = {
    { "ikeStatistics", 0, 544, 0, 1, RECORD_STRUCT, 0, &record_IKEEXT_KEYMODULE_STATISTICS0, NULL },
    { "authipStatistics", 544, 544, 0, 2, RECORD_STRUCT, 0, &record_IKEEXT_KEYMODULE_STATISTICS0, NULL },
    { "commonStatistics", 1088, 28, 0, 3, RECORD_STRUCT, 0, &record_IKEEXT_COMMON_STATISTICS0, NULL },
};
static const uint8_t numbers_IKEEXT_STATISTICS0[] = { 0, 1, 2, 3 };
const struct record_type record_IKEEXT_STATISTICS0 = { "IKEEXT_STATISTICS0", &record_IKEEXT_STATISTICS1, 1116, 4, 3, 3, 4, 0,
    members_IKEEXT_STATISTICS0, numbers_IKEEXT_STATISTICS0, NULL };

/* IKEEXT_IP_VERSION_SPECIFIC_KEYMODULE_STATISTICS1 */
static const struct record_member members_IKEEXT_IP_VERSION_SPECIFIC_KEYMODULE_STATISTICS1[] = {
    { "currentActiveMainModes", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "totalMainModesStarted", 4, 4, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
    { "totalSuccessfulMainModes", 8, 4, 0, 3, RECORD_SCALAR, 0, NULL, NULL },
    { "totalFailedMainModes", 12, 4, 0, 4, RECORD_SCALAR, 0, NULL, NULL },
    { "totalResponderMainModes", 16, 4, 0, 5, RECORD_SCALAR, 0, NULL, NULL },
    { "currentNewResponderMainModes", 20, 4, 0, 6, RECORD_SCALAR, 0, NULL, NULL },
    { "currentActiveQuickModes", 24, 4, 0, 7, RECORD_SCALAR, 0, NULL, NULL },
    { "totalQuickModesStarted", 28, 4, 0, 8, RECORD_SCALAR, 0, NULL, NULL },
    { "totalSuccessfulQuickModes", 32, 4, 0, 9, RECORD_SCALAR, 0, NULL, NULL },
    { "totalFailedQuickModes", 36, 4, 0, 10, RECORD_SCALAR, 0, NULL, NULL },
    { "totalAcquires", 40, 4, 0, 11, RECORD_SCALAR, 0, NULL, NULL },
    { "totalReinitAcquires", 44, 4, 0, 12, RECORD_SCALAR, 0, NULL, NULL },
    { "currentActiveExtendedModes", 48, 4, 0, 13, RECORD_SCALAR, 0, NULL, NULL },
    { "totalExtendedModesStarted", 52, 4, 0, 14, RECORD_SCALAR, 0, NULL, NULL },
    { "totalSuccessfulExtendedModes", 56, 4, 0, 15, RECORD_SCALAR, 0, NULL, NULL },
    { "totalFailedExtendedModes", 60, 4, 0, 16, RECORD_SCALAR, 0, NULL, NULL },
    { "totalImpersonationExtendedModes", 64, 4, 0, 17, RECORD_SCALAR, 0, NULL, NULL },
    { "totalImpersonationMainModes", 68, 4, 0, 18, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_IKEEXT_IP_VERSION_SPECIFIC_KEYMODULE_STATISTICS1[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18 };
const struct record_type record_IKEEXT_IP_VERSION_SPECIFIC_KEYMODULE_STATISTICS1 = { "IKEEXT_IP_VERSION_SPECIFIC_KEYMODULE_STATISTICS1", &record_IKEEXT_IP_VERSION_SPECIFIC_KEYMODULE_STATISTICS1, 72, 4, 18, 18, 19, 0,
    members_IKEEXT_IP_VERSION_SPECIFIC_KEYMODULE_STATISTICS1, numbers_IKEEXT_IP_VERSION_SPECIFIC_KEYMODULE_STATISTICS1, NULL };

/* IKEEXT_KEYMODULE_STATISTICS1 */
static const struct record_member members_IKEEXT_KEYMODULE_STATISTICS1[] = {
    { "v4Statistics", 0, 72, 0, 1, RECORD_STRUCT, 0, &record_IKEEXT_IP_VERSION_SPECIFIC_KEYMODULE_STATISTICS1, NULL },
    { "v6Statistics", 72, 72, 0, 2, RECORD_STRUCT, 0, &record_IKEEXT_IP_VERSION_SPECIFIC_KEYMODULE_STATISTICS1, NULL },
    { "errorFrequencyTable", 144, 388, 0, 3, RECORD_BYTES, 0, NULL, NULL },
    { "mainModeNegotiationTime", 532, 4, 0, 4, RECORD_SCALAR, 0, NULL, NULL },
    { "quickModeNegotiationTime", 536, 4, 0, 5, RECORD_SCALAR, 0, NULL, NULL },
    { "extendedModeNegotiationTime", 540, 4, 0, 6, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_IKEEXT_KEYMODULE_STATISTICS1[] = { 0, 1, 2, 3, 4, 5, 6 };
const struct record_type record_IKEEXT_KEYMODULE_STATISTICS1 = { "IKEEXT_KEYMODULE_STATISTICS1", &record_IKEEXT_KEYMODULE_STATISTICS1, 544, 4, 6, 6, 7, 0,
    members_IKEEXT_KEYMODULE_STATISTICS1, numbers_IKEEXT_KEYMODULE_STATISTICS1, NULL };

/* IKEEXT_IP_VERSION_SPECIFIC_COMMON_STATISTICS1 */
static const struct record_member members_IKEEXT_IP_VERSION_SPECIFIC_COMMON_STATISTICS1[] = {
    { "totalSocketReceiveFailures", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "totalSocketSendFailures", 4, 4, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_IKEEXT_IP_VERSION_SPECIFIC_COMMON_STATISTICS1[] = { 0, 1, 2 };
const struct record_type record_IKEEXT_IP_VERSION_SPECIFIC_COMMON_STATISTICS1 = { "IKEEXT_IP_VERSION_SPECIFIC_COMMON_STATISTICS1", &record_IKEEXT_IP_VERSION_SPECIFIC_COMMON_STATISTICS1, 8, 4, 2, 2, 3, 0,
    members_IKEEXT_IP_VERSION_SPECIFIC_COMMON_STATISTICS1, numbers_IKEEXT_IP_VERSION_SPECIFIC_COMMON_STATISTICS1, NULL };

/* IKEEXT_COMMON_STATISTICS1 */
static const struct record_member members_IKEEXT_COMMON_STATISTICS1[] = {
    { "v4Statistics", 0, 8, 0, 1, RECORD_STRUCT, 0, &record_IKEEXT_IP_VERSION_SPECIFIC_COMMON_STATISTICS1, NULL },
    { "v6Statistics", 8, 8, 0, 2, RECORD_STRUCT, 0, &record_IKEEXT_IP_VERSION_SPECIFIC_COMMON_STATISTICS1, NULL },
    { "totalPacketsReceived", 16, 4, 0, 3, RECORD_SCALAR, 0, NULL, NULL },
    { "totalInvalidPacketsReceived", 20, 4, 0, 4, RECORD_SCALAR, 0, NULL, NULL },
    { "currentQueuedWorkitems", 24, 4, 0, 5, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_IKEEXT_COMMON_STATISTICS1[] = { 0, 1, 2, 3, 4, 5 };
const struct record_type record_IKEEXT_COMMON_STATISTICS1 = { "IKEEXT_COMMON_STATISTICS1", &record_IKEEXT_COMMON_STATISTICS1, 28, 4, 5, 5, 6, 0,
    members_IKEEXT_COMMON_STATISTICS1, numbers_IKEEXT_COMMON_STATISTICS1, NULL };

/* IKEEXT_STATISTICS1 */
static const struct record_member members_IKEEXT_STATISTICS1[] = {
    { "ikeStatistics", 0, 544, 0, 1, RECORD_STRUCT, 0, &record_IKEEXT_KEYMODULE_STATISTICS1, NULL },
    { "authipStatistics", 544, 544, 0, 2, RECORD_STRUCT, 0, &record_IKEEXT_KEYMODULE_STATISTICS1, NULL },
    { "ikeV2Statistics", 1088, 544, 0, 4, RECORD_STRUCT, 0, &record_IKEEXT_KEYMODULE_STATISTICS1, NULL },
    { "commonStatistics", 1632, 28, 0, 3, RECORD_STRUCT, 0, &record_IKEEXT_COMMON_STATISTICS1, NULL },
};
static const uint8_t numbers_IKEEXT_STATISTICS1[] = { 0, 1, 2, 4, 3 };
const struct record_type record_IKEEXT_STATISTICS1 = { "IKEEXT_STATISTICS1", &record_IKEEXT_STATISTICS1, 1660, 4, 4, 4, 5, 0,
    members_IKEEXT_STATISTICS1, numbers_IKEEXT_STATISTICS1, NULL };

/* IKEEXT_SA_ENUM_TEMPLATE0 */
static const struct record_member members_IKEEXT_SA_ENUM_TEMPLATE0[] = {
    { "localSubNet", 0, 16, 0, 1, RECORD_STRUCT, 0, &record_FWP_CONDITION_VALUE0, NULL },
    { "remoteSubNet", 16, 16, 0, 2, RECORD_STRUCT, 0, &record_FWP_CONDITION_VALUE0, NULL },
    { "localMainModeCertHash", 32, 16, 0, 3, RECORD_STRUCT, 0, &record_FWP_BYTE_BLOB, NULL },
};
static const uint8_t numbers_IKEEXT_SA_ENUM_TEMPLATE0[] = { 0, 1, 2, 3 };
const struct record_type record_IKEEXT_SA_ENUM_TEMPLATE0 = { "IKEEXT_SA_ENUM_TEMPLATE0", &record_IKEEXT_SA_ENUM_TEMPLATE0, 48, 8, 3, 3, 4, 0,
    members_IKEEXT_SA_ENUM_TEMPLATE0, numbers_IKEEXT_SA_ENUM_TEMPLATE0, NULL };

/* IPSEC_V4_UDP_ENCAPSULATION0 */
static const struct record_member members_IPSEC_V4_UDP_ENCAPSULATION0[] = {
    { "localUdpEncapPort", 0, 2, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "remoteUdpEncapPort", 2, 2, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_IPSEC_V4_UDP_ENCAPSULATION0[] = { 0, 1, 2 };
const struct record_type record_IPSEC_V4_UDP_ENCAPSULATION0 = { "IPSEC_V4_UDP_ENCAPSULATION0", &record_IPSEC_V4_UDP_ENCAPSULATION0, 4, 2, 2, 2, 3, 0,
    members_IPSEC_V4_UDP_ENCAPSULATION0, numbers_IPSEC_V4_UDP_ENCAPSULATION0, NULL };

/* IKEEXT_TRAFFIC0 */
static const struct record_case cases_IKEEXT_TRAFFIC0_0[] = {
    { 0x0, 4 },
    { 0x1, 5 },
    { 0x2, RECORD_NOTHING },
};
static const struct record_case cases_IKEEXT_TRAFFIC0_1[] = {
    { 0x0, 6 },
    { 0x1, 7 },
    { 0x2, RECORD_NOTHING },
};
static const struct record_switch switches_IKEEXT_TRAFFIC0[] = {
    { 0, 0xffffffff, 3, cases_IKEEXT_TRAFFIC0_0 },
    { 0, 0xffffffff, 3, cases_IKEEXT_TRAFFIC0_1 },
};
static const struct record_member members_IKEEXT_TRAFFIC0[] = {
    { "ipVersion", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_FWP_IP_VERSION },
    { "ipVersion", 0, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "ipVersion", 0, 4, 1, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "authIpFilterId", 40, 8, 0, 6, RECORD_SCALAR, 0, NULL, NULL },
    { "localV4Address", 4, 4, 0, 2, RECORD_SCALAR, RECORD_ADDRESS, NULL, NULL },
    { "localV6Address", 4, 16, 0, 3, RECORD_BYTES, RECORD_ADDRESS, NULL, NULL },
    { "remoteV4Address", 20, 4, 0, 4, RECORD_SCALAR, RECORD_ADDRESS, NULL, NULL },
    { "remoteV6Address", 20, 16, 0, 5, RECORD_BYTES, RECORD_ADDRESS, NULL, NULL },
};
static const uint8_t numbers_IKEEXT_TRAFFIC0[] = { 0, 1, 5, 6, 7, 8, 4 };
const struct record_type record_IKEEXT_TRAFFIC0 = { "IKEEXT_TRAFFIC0", &record_IKEEXT_TRAFFIC0, 48, 8, 4, 8, 7, 2,
    members_IKEEXT_TRAFFIC0, numbers_IKEEXT_TRAFFIC0, switches_IKEEXT_TRAFFIC0 };

/* IKEEXT_COOKIE_PAIR0 */
static const struct record_member members_IKEEXT_COOKIE_PAIR0[] = {
    { "initiator", 0, 8, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "responder", 8, 8, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_IKEEXT_COOKIE_PAIR0[] = { 0, 1, 2 };
const struct record_type record_IKEEXT_COOKIE_PAIR0 = { "IKEEXT_COOKIE_PAIR0", &record_IKEEXT_COOKIE_PAIR0, 16, 8, 2, 2, 3, 0,
    members_IKEEXT_COOKIE_PAIR0, numbers_IKEEXT_COOKIE_PAIR0, NULL };

/* IKEEXT_CERTIFICATE_CREDENTIAL0 */
static const struct record_member members_IKEEXT_CERTIFICATE_CREDENTIAL0[] = {
    { "subjectName", 0, 16, 0, 1, RECORD_STRUCT, 0, &record_FWP_BYTE_BLOB, NULL },
    { "certHash", 16, 16, 0, 2, RECORD_STRUCT, 0, &record_FWP_BYTE_BLOB, NULL },
    { "flags", 32, 4, 0, 3, RECORD_SCALAR, RECORD_SET, NULL, &enum_IKEEXT_CERT_CREDENTIAL_FLAG },
};
static const uint8_t numbers_IKEEXT_CERTIFICATE_CREDENTIAL0[] = { 0, 1, 2, 3 };
const struct record_type record_IKEEXT_CERTIFICATE_CREDENTIAL0 = { "IKEEXT_CERTIFICATE_CREDENTIAL0", &record_IKEEXT_CERTIFICATE_CREDENTIAL1, 40, 8, 3, 3, 4, 0,
    members_IKEEXT_CERTIFICATE_CREDENTIAL0, numbers_IKEEXT_CERTIFICATE_CREDENTIAL0, NULL };

/* IKEEXT_CREDENTIAL0 */
static const struct record_case cases_IKEEXT_CREDENTIAL0_0[] = {
    { 0x0, 3 },
    { 0x1, 4 },
    { 0x2, 5 },
    { 0x3, RECORD_NOTHING },
    { 0x4, 4 },
    { 0x5, 5 },
    { 0x6, 4 },
    { 0x7, 4 },
    { 0x8, 4 },
    { 0x9, 4 },
    { 0xa, 4 },
    { 0xb, RECORD_NOTHING },
    { 0xc, 5 },
};
static const struct record_switch switches_IKEEXT_CREDENTIAL0[] = {
    { 0, 0xffffffff, 13, cases_IKEEXT_CREDENTIAL0_0 },
};
static const struct record_member members_IKEEXT_CREDENTIAL0[] = {
    { "authenticationMethodType", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_AUTHENTICATION_METHOD_TYPE },
    { "impersonationType", 4, 4, 0, 2, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_AUTHENTICATION_IMPERSONATION_TYPE },
    { "authenticationMethodType", 0, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "presharedKey", 8, 8, 0, 3, RECORD_TO_STRUCT, 0, &record_IKEEXT_PRESHARED_KEY_AUTHENTICATION0, NULL },
    { "certificate", 8, 8, 0, 4, RECORD_TO_STRUCT, 0, &record_IKEEXT_CERTIFICATE_CREDENTIAL0, NULL },
    { "name", 8, 8, 0, 5, RECORD_TO_STRUCT, 0, &record_IKEEXT_NAME_CREDENTIAL0, NULL },
};
static const uint8_t numbers_IKEEXT_CREDENTIAL0[] = { 0, 1, 2, 4, 5, 6 };
const struct record_type record_IKEEXT_CREDENTIAL0 = { "IKEEXT_CREDENTIAL0", &record_IKEEXT_CREDENTIAL2, 16, 8, 3, 6, 6, 1,
    members_IKEEXT_CREDENTIAL0, numbers_IKEEXT_CREDENTIAL0, switches_IKEEXT_CREDENTIAL0 };

/* IKEEXT_CREDENTIAL_PAIR0 */
static const struct record_member members_IKEEXT_CREDENTIAL_PAIR0[] = {
    { "localCredentials", 0, 16, 0, 1, RECORD_STRUCT, 0, &record_IKEEXT_CREDENTIAL0, NULL },
    { "peerCredentials", 16, 16, 0, 2, RECORD_STRUCT, 0, &record_IKEEXT_CREDENTIAL0, NULL },
};
static const uint8_t numbers_IKEEXT_CREDENTIAL_PAIR0[] = { 0, 1, 2 };
const struct record_type record_IKEEXT_CREDENTIAL_PAIR0 = { "IKEEXT_CREDENTIAL_PAIR0", &record_IKEEXT_CREDENTIAL_PAIR2, 32, 8, 2, 2, 3, 0,
    members_IKEEXT_CREDENTIAL_PAIR0, numbers_IKEEXT_CREDENTIAL_PAIR0, NULL };

/* IKEEXT_CREDENTIALS0 */
static const struct record_member members_IKEEXT_CREDENTIALS0[] = {
    { "credentials", 8, 8, 0, 1, RECORD_ARRAY_STRUCT, 0, &record_IKEEXT_CREDENTIAL_PAIR0, NULL },
};
static const uint8_t numbers_IKEEXT_CREDENTIALS0[] = { 0, 1 };
const struct record_type record_IKEEXT_CREDENTIALS0 = { "IKEEXT_CREDENTIALS0", &record_IKEEXT_CREDENTIALS2, 16, 8, 1, 1, 2, 0,
    members_IKEEXT_CREDENTIALS0, numbers_IKEEXT_CREDENTIALS0, NULL };

/* IKEEXT_SA_DETAILS0 */
static const struct record_case cases_IKEEXT_SA_DETAILS0_0[] = {
    { 0x0, 10 },
    { 0x1, RECORD_NOTHING },
    { 0x2, RECORD_NOTHING },
};
static const struct record_switch switches_IKEEXT_SA_DETAILS0[] = {
    { 12, 0xffffffff, 3, cases_IKEEXT_SA_DETAILS0_0 },
};
static const struct record_member members_IKEEXT_SA_DETAILS0[] = {
    { "saId", 0, 8, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "keyModuleType", 8, 4, 0, 2, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_KEY_MODULE_TYPE },
    { "ipVersion", 12, 4, 0, 3, RECORD_SCALAR, 0, NULL, &enum_FWP_IP_VERSION },
    { "ipVersion", 12, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "ikeTraffic", 24, 48, 0, 5, RECORD_STRUCT, 0, &record_IKEEXT_TRAFFIC0, NULL },
    { "ikeProposal", 72, 28, 0, 6, RECORD_STRUCT, 0, &record_IKEEXT_PROPOSAL0, NULL },
    { "cookiePair", 104, 16, 0, 7, RECORD_STRUCT, 0, &record_IKEEXT_COOKIE_PAIR0, NULL },
    { "ikeCredentials", 120, 16, 0, 8, RECORD_STRUCT, 0, &record_IKEEXT_CREDENTIALS0, NULL },
    { "ikePolicyKey", 136, 16, 0, 9, RECORD_BYTES, RECORD_GUID, NULL, NULL },
    { "virtualIfTunnelId", 152, 8, 0, 10, RECORD_SCALAR, 0, NULL, NULL },
    { "v4UdpEncapsulation", 16, 8, 0, 4, RECORD_TO_STRUCT, 0, &record_IPSEC_V4_UDP_ENCAPSULATION0, NULL },
};
static const uint8_t numbers_IKEEXT_SA_DETAILS0[] = { 0, 1, 2, 3, 11, 5, 6, 7, 8, 9, 10 };
const struct record_type record_IKEEXT_SA_DETAILS0 = { "IKEEXT_SA_DETAILS0", &record_IKEEXT_SA_DETAILS2, 160, 8, 10, 11, 11, 1,
    members_IKEEXT_SA_DETAILS0, numbers_IKEEXT_SA_DETAILS0, switches_IKEEXT_SA_DETAILS0 };

/* IKEEXT_CREDENTIAL1 */
static const struct record_case cases_IKEEXT_CREDENTIAL1_0[] = {
    { 0x0, 3 },
    { 0x1, 4 },
    { 0x2, 5 },
    { 0x3, RECORD_NOTHING },
    { 0x4, 4 },
    { 0x5, 5 },
    { 0x6, 4 },
    { 0x7, 4 },
    { 0x8, 4 },
    { 0x9, 4 },
    { 0xa, 4 },
    { 0xb, RECORD_NOTHING },
    { 0xc, 5 },
};
static const struct record_switch switches_IKEEXT_CREDENTIAL1[] = {
    { 0, 0xffffffff, 13, cases_IKEEXT_CREDENTIAL1_0 },
};
static const struct record_member members_IKEEXT_CREDENTIAL1[] = {
    { "authenticationMethodType", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_AUTHENTICATION_METHOD_TYPE },
    { "impersonationType", 4, 4, 0, 2, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_AUTHENTICATION_IMPERSONATION_TYPE },
    { "authenticationMethodType", 0, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "presharedKey", 8, 8, 0, 3, RECORD_TO_STRUCT, 0, &record_IKEEXT_PRESHARED_KEY_AUTHENTICATION1, NULL },
    { "certificate", 8, 8, 0, 4, RECORD_TO_STRUCT, 0, &record_IKEEXT_CERTIFICATE_CREDENTIAL1, NULL },
    { "name", 8, 8, 0, 5, RECORD_TO_STRUCT, 0, &record_IKEEXT_NAME_CREDENTIAL0, NULL },
};
static const uint8_t numbers_IKEEXT_CREDENTIAL1[] = { 0, 1, 2, 4, 5, 6 };
const struct record_type record_IKEEXT_CREDENTIAL1 = { "IKEEXT_CREDENTIAL1", &record_IKEEXT_CREDENTIAL2, 16, 8, 3, 6, 6, 1,
    members_IKEEXT_CREDENTIAL1, numbers_IKEEXT_CREDENTIAL1, switches_IKEEXT_CREDENTIAL1 };

/* IKEEXT_CREDENTIAL_PAIR1 */
static const struct record_member members_IKEEXT_CREDENTIAL_PAIR1[] = {
    { "localCredentials", 0, 16, 0, 1, RECORD_STRUCT, 0, &record_IKEEXT_CREDENTIAL1, NULL },
    { "peerCredentials", 16, 16, 0, 2, RECORD_STRUCT, 0, &record_IKEEXT_CREDENTIAL1, NULL },
};
static const uint8_t numbers_IKEEXT_CREDENTIAL_PAIR1[] = { 0, 1, 2 };
const struct record_type record_IKEEXT_CREDENTIAL_PAIR1 = { "IKEEXT_CREDENTIAL_PAIR1", &record_IKEEXT_CREDENTIAL_PAIR2, 32, 8, 2, 2, 3, 0,
    members_IKEEXT_CREDENTIAL_PAIR1, numbers_IKEEXT_CREDENTIAL_PAIR1, NULL };

/* IKEEXT_CREDENTIALS1 */
static const struct record_member members_IKEEXT_CREDENTIALS1[] = {
    { "credentials", 8, 8, 0, 1, RECORD_ARRAY_STRUCT, 0, &record_IKEEXT_CREDENTIAL_PAIR1, NULL },
};
static const uint8_t numbers_IKEEXT_CREDENTIALS1[] = { 0, 1 };
const struct record_type record_IKEEXT_CREDENTIALS1 = { "IKEEXT_CREDENTIALS1", &record_IKEEXT_CREDENTIALS2, 16, 8, 1, 1, 2, 0,
    members_IKEEXT_CREDENTIALS1, numbers_IKEEXT_CREDENTIALS1, NULL };

/* IKEEXT_SA_DETAILS1 */
static const struct record_case cases_IKEEXT_SA_DETAILS1_0[] = {
    { 0x0, 11 },
    { 0x1, RECORD_NOTHING },
    { 0x2, RECORD_NOTHING },
};
static const struct record_switch switches_IKEEXT_SA_DETAILS1[] = {
    { 12, 0xffffffff, 3, cases_IKEEXT_SA_DETAILS1_0 },
};
static const struct record_member members_IKEEXT_SA_DETAILS1[] = {
    { "saId", 0, 8, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "keyModuleType", 8, 4, 0, 2, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_KEY_MODULE_TYPE },
    { "ipVersion", 12, 4, 0, 3, RECORD_SCALAR, 0, NULL, &enum_FWP_IP_VERSION },
    { "ipVersion", 12, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "ikeTraffic", 24, 48, 0, 5, RECORD_STRUCT, 0, &record_IKEEXT_TRAFFIC0, NULL },
    { "ikeProposal", 72, 28, 0, 6, RECORD_STRUCT, 0, &record_IKEEXT_PROPOSAL0, NULL },
    { "cookiePair", 104, 16, 0, 7, RECORD_STRUCT, 0, &record_IKEEXT_COOKIE_PAIR0, NULL },
    { "ikeCredentials", 120, 16, 0, 8, RECORD_STRUCT, 0, &record_IKEEXT_CREDENTIALS1, NULL },
    { "ikePolicyKey", 136, 16, 0, 9, RECORD_BYTES, RECORD_GUID, NULL, NULL },
    { "virtualIfTunnelId", 152, 8, 0, 10, RECORD_SCALAR, 0, NULL, NULL },
    { "correlationKey", 160, 16, 0, 11, RECORD_STRUCT, 0, &record_FWP_BYTE_BLOB, NULL },
    { "v4UdpEncapsulation", 16, 8, 0, 4, RECORD_TO_STRUCT, 0, &record_IPSEC_V4_UDP_ENCAPSULATION0, NULL },
};
static const uint8_t numbers_IKEEXT_SA_DETAILS1[] = { 0, 1, 2, 3, 12, 5, 6, 7, 8, 9, 10, 11 };
const struct record_type record_IKEEXT_SA_DETAILS1 = { "IKEEXT_SA_DETAILS1", &record_IKEEXT_SA_DETAILS2, 176, 8, 11, 12, 12, 1,
    members_IKEEXT_SA_DETAILS1, numbers_IKEEXT_SA_DETAILS1, switches_IKEEXT_SA_DETAILS1 };

/* IKEEXT_CREDENTIAL_PAIR2 */
static const struct record_member members_IKEEXT_CREDENTIAL_PAIR2[] = {
    { "localCredentials", 0, 16, 0, 1, RECORD_STRUCT, 0, &record_IKEEXT_CREDENTIAL2, NULL },
    { "peerCredentials", 16, 16, 0, 2, RECORD_STRUCT, 0, &record_IKEEXT_CREDENTIAL2, NULL },
};
static const uint8_t numbers_IKEEXT_CREDENTIAL_PAIR2[] = { 0, 1, 2 };
const struct record_type record_IKEEXT_CREDENTIAL_PAIR2 = { "IKEEXT_CREDENTIAL_PAIR2", &record_IKEEXT_CREDENTIAL_PAIR2, 32, 8, 2, 2, 3, 0,
    members_IKEEXT_CREDENTIAL_PAIR2, numbers_IKEEXT_CREDENTIAL_PAIR2, NULL };

/* IKEEXT_CREDENTIALS2 */
static const struct record_member members_IKEEXT_CREDENTIALS2[] = {
    { "credentials", 8, 8, 0, 1, RECORD_ARRAY_STRUCT, 0, &record_IKEEXT_CREDENTIAL_PAIR2, NULL },
};
static const uint8_t numbers_IKEEXT_CREDENTIALS2[] = { 0, 1 };
const struct record_type record_IKEEXT_CREDENTIALS2 = { "IKEEXT_CREDENTIALS2", &record_IKEEXT_CREDENTIALS2, 16, 8, 1, 1, 2, 0,
    members_IKEEXT_CREDENTIALS2, numbers_IKEEXT_CREDENTIALS2, NULL };

/* IKEEXT_SA_DETAILS2 */
static const struct record_case cases_IKEEXT_SA_DETAILS2_0[] = {
    { 0x0, 11 },
    { 0x1, RECORD_NOTHING },
    { 0x2, RECORD_NOTHING },
};
static const struct record_switch switches_IKEEXT_SA_DETAILS2[] = {
    { 12, 0xffffffff, 3, cases_IKEEXT_SA_DETAILS2_0 },
};
static const struct record_member members_IKEEXT_SA_DETAILS2[] = {
    { "saId", 0, 8, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "keyModuleType", 8, 4, 0, 2, RECORD_SCALAR, 0, NULL, &enum_IKEEXT_KEY_MODULE_TYPE },
    { "ipVersion", 12, 4, 0, 3, RECORD_SCALAR, 0, NULL, &enum_FWP_IP_VERSION },
    { "ipVersion", 12, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "ikeTraffic", 24, 48, 0, 5, RECORD_STRUCT, 0, &record_IKEEXT_TRAFFIC0, NULL },
    { "ikeProposal", 72, 28, 0, 6, RECORD_STRUCT, 0, &record_IKEEXT_PROPOSAL0, NULL },
    { "cookiePair", 104, 16, 0, 7, RECORD_STRUCT, 0, &record_IKEEXT_COOKIE_PAIR0, NULL },
    { "ikeCredentials", 120, 16, 0, 8, RECORD_STRUCT, 0, &record_IKEEXT_CREDENTIALS2, NULL },
    { "ikePolicyKey", 136, 16, 0, 9, RECORD_BYTES, RECORD_GUID, NULL, NULL },
    { "virtualIfTunnelId", 152, 8, 0, 10, RECORD_SCALAR, 0, NULL, NULL },
    { "correlationKey", 160, 16, 0, 11, RECORD_STRUCT, 0, &record_FWP_BYTE_BLOB, NULL },
    { "v4UdpEncapsulation", 16, 8, 0, 4, RECORD_TO_STRUCT, 0, &record_IPSEC_V4_UDP_ENCAPSULATION0, NULL },
};
static const uint8_t numbers_IKEEXT_SA_DETAILS2[] = { 0, 1, 2, 3, 12, 5, 6, 7, 8, 9, 10, 11 };
const struct record_type record_IKEEXT_SA_DETAILS2 = { "IKEEXT_SA_DETAILS2", &record_IKEEXT_SA_DETAILS2, 176, 8, 11, 12, 12, 1,
    members_IKEEXT_SA_DETAILS2, numbers_IKEEXT_SA_DETAILS2, switches_IKEEXT_SA_DETAILS2 };

/* IPSEC_DOSP_STATISTICS0 */
static const struct record_member members_IPSEC_DOSP_STATISTICS0[] = {
    { "totalStateEntriesCreated", 0, 8, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "currentStateEntries", 8, 8, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
    { "totalInboundAllowedIPv6IPsecUnauthPkts", 16, 8, 0, 3, RECORD_SCALAR, 0, NULL, NULL },
    { "totalInboundRatelimitDiscardedIPv6IPsecUnauthPkts", 24, 8, 0, 4, RECORD_SCALAR, 0, NULL, NULL },
    { "totalInboundPerIPRatelimitDiscardedIPv6IPsecUnauthPkts", 32, 8, 0, 5, RECORD_SCALAR, 0, NULL, NULL },
    { "totalInboundOtherDiscardedIPv6IPsecUnauthPkts", 40, 8, 0, 6, RECORD_SCALAR, 0, NULL, NULL },
    { "totalInboundAllowedIPv6IPsecAuthPkts", 48, 8, 0, 7, RECORD_SCALAR, 0, NULL, NULL },
    { "totalInboundRatelimitDiscardedIPv6IPsecAuthPkts", 56, 8, 0, 8, RECORD_SCALAR, 0, NULL, NULL },
    { "totalInboundOtherDiscardedIPv6IPsecAuthPkts", 64, 8, 0, 9, RECORD_SCALAR, 0, NULL, NULL },
    { "totalInboundAllowedICMPv6Pkts", 72, 8, 0, 10, RECORD_SCALAR, 0, NULL, NULL },
    { "totalInboundRatelimitDiscardedICMPv6Pkts", 80, 8, 0, 11, RECORD_SCALAR, 0, NULL, NULL },
    { "totalInboundAllowedIPv6FilterExemptPkts", 88, 8, 0, 12, RECORD_SCALAR, 0, NULL, NULL },
    { "totalInboundRatelimitDiscardedIPv6FilterExemptPkts", 96, 8, 0, 13, RECORD_SCALAR, 0, NULL, NULL },
    { "totalInboundDiscardedIPv6FilterBlockPkts", 104, 8, 0, 14, RECORD_SCALAR, 0, NULL, NULL },
    { "totalInboundAllowedDefBlockExemptPkts", 112, 8, 0, 15, RECORD_SCALAR, 0, NULL, NULL },
    { "totalInboundRatelimitDiscardedDefBlockExemptPkts", 120, 8, 0, 16, RECORD_SCALAR, 0, NULL, NULL },
    { "totalInboundDiscardedDefBlockPkts", 128, 8, 0, 17, RECORD_SCALAR, 0, NULL, NULL },
    { "currentInboundIPv6IPsecUnauthPerIPRateLimitQueues", 136, 8, 0, 18, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_IPSEC_DOSP_STATISTICS0[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18 };
const struct record_type record_IPSEC_DOSP_STATISTICS0 = { "IPSEC_DOSP_STATISTICS0", &record_IPSEC_DOSP_STATISTICS0, 144, 8, 18, 18, 19, 0,
    members_IPSEC_DOSP_STATISTICS0, numbers_IPSEC_DOSP_STATISTICS0, NULL };

/* IPSEC_DOSP_STATE_ENUM_TEMPLATE0 */
static const struct record_member members_IPSEC_DOSP_STATE_ENUM_TEMPLATE0[] = {
    { "publicV6AddrMask", 0, 17, 0, 1, RECORD_STRUCT, 0, &record_FWP_V6_ADDR_AND_MASK, NULL },
    { "internalV6AddrMask", 17, 17, 0, 2, RECORD_STRUCT, 0, &record_FWP_V6_ADDR_AND_MASK, NULL },
};
static const uint8_t numbers_IPSEC_DOSP_STATE_ENUM_TEMPLATE0[] = { 0, 1, 2 };
const struct record_type record_IPSEC_DOSP_STATE_ENUM_TEMPLATE0 = { "IPSEC_DOSP_STATE_ENUM_TEMPLATE0", &record_IPSEC_DOSP_STATE_ENUM_TEMPLATE0, 34, 1, 2, 2, 3, 0,
    members_IPSEC_DOSP_STATE_ENUM_TEMPLATE0, numbers_IPSEC_DOSP_STATE_ENUM_TEMPLATE0, NULL };

/* IPSEC_DOSP_STATE0 */
static const struct record_member members_IPSEC_DOSP_STATE0[] = {
    { "publicHostV6Addr", 0, 16, 0, 1, RECORD_BYTES, RECORD_ADDRESS, NULL, NULL },
    { "internalHostV6Addr", 16, 16, 0, 2, RECORD_BYTES, RECORD_ADDRESS, NULL, NULL },
    { "totalInboundIPv6IPsecAuthPackets", 32, 8, 0, 3, RECORD_SCALAR, 0, NULL, NULL },
    { "totalOutboundIPv6IPsecAuthPackets", 40, 8, 0, 4, RECORD_SCALAR, 0, NULL, NULL },
    { "durationSecs", 48, 4, 0, 5, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_IPSEC_DOSP_STATE0[] = { 0, 1, 2, 3, 4, 5 };
const struct record_type record_IPSEC_DOSP_STATE0 = { "IPSEC_DOSP_STATE0", &record_IPSEC_DOSP_STATE0, 56, 8, 5, 5, 6, 0,
    members_IPSEC_DOSP_STATE0, numbers_IPSEC_DOSP_STATE0, NULL };

/* IPSEC_AGGREGATE_SA_STATISTICS0 */
static const struct record_member members_IPSEC_AGGREGATE_SA_STATISTICS0[] = {
    { "activeSas", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "pendingSaNegotiations", 4, 4, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
    { "totalSasAdded", 8, 4, 0, 3, RECORD_SCALAR, 0, NULL, NULL },
    { "totalSasDeleted", 12, 4, 0, 4, RECORD_SCALAR, 0, NULL, NULL },
    { "successfulRekeys", 16, 4, 0, 5, RECORD_SCALAR, 0, NULL, NULL },
    { "activeTunnels", 20, 4, 0, 6, RECORD_SCALAR, 0, NULL, NULL },
    { "offloadedSas", 24, 4, 0, 7, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_IPSEC_AGGREGATE_SA_STATISTICS0[] = { 0, 1, 2, 3, 4, 5, 6, 7 };
const struct record_type record_IPSEC_AGGREGATE_SA_STATISTICS0 = { "IPSEC_AGGREGATE_SA_STATISTICS0", &record_IPSEC_AGGREGATE_SA_STATISTICS0, 28, 4, 7, 7, 8, 0,
    members_IPSEC_AGGREGATE_SA_STATISTICS0, numbers_IPSEC_AGGREGATE_SA_STATISTICS0, NULL };

/* IPSEC_ESP_DROP_PACKET_STATISTICS0 */
static const struct record_member members_IPSEC_ESP_DROP_PACKET_STATISTICS0[] = {
    { "invalidSpisOnInbound", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "decryptionFailuresOnInbound", 4, 4, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
    { "authenticationFailuresOnInbound", 8, 4, 0, 3, RECORD_SCALAR, 0, NULL, NULL },
    { "replayCheckFailuresOnInbound", 12, 4, 0, 4, RECORD_SCALAR, 0, NULL, NULL },
    { "saNotInitializedOnInbound", 16, 4, 0, 5, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_IPSEC_ESP_DROP_PACKET_STATISTICS0[] = { 0, 1, 2, 3, 4, 5 };
const struct record_type record_IPSEC_ESP_DROP_PACKET_STATISTICS0 = { "IPSEC_ESP_DROP_PACKET_STATISTICS0", &record_IPSEC_ESP_DROP_PACKET_STATISTICS0, 20, 4, 5, 5, 6, 0,
    members_IPSEC_ESP_DROP_PACKET_STATISTICS0, numbers_IPSEC_ESP_DROP_PACKET_STATISTICS0, NULL };

/* IPSEC_AH_DROP_PACKET_STATISTICS0 */
static const struct record_member members_IPSEC_AH_DROP_PACKET_STATISTICS0[] = {
    { "invalidSpisOnInbound", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "authenticationFailuresOnInbound", 4, 4, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
    { "replayCheckFailuresOnInbound", 8, 4, 0, 3, RECORD_SCALAR, 0, NULL, NULL },
    { "saNotInitializedOnInbound", 12, 4, 0, 4, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_IPSEC_AH_DROP_PACKET_STATISTICS0[] = { 0, 1, 2, 3, 4 };
const struct record_type record_IPSEC_AH_DROP_PACKET_STATISTICS0 = { "IPSEC_AH_DROP_PACKET_STATISTICS0", &record_IPSEC_AH_DROP_PACKET_STATISTICS0, 16, 4, 4, 4, 5, 0,
    members_IPSEC_AH_DROP_PACKET_STATISTICS0, numbers_IPSEC_AH_DROP_PACKET_STATISTICS0, NULL };

/* IPSEC_AGGREGATE_DROP_PACKET_STATISTICS0 */
static const struct record_member members_IPSEC_AGGREGATE_DROP_PACKET_STATISTICS0[] = {
    { "invalidSpisOnInbound", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "decryptionFailuresOnInbound", 4, 4, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
    { "authenticationFailuresOnInbound", 8, 4, 0, 3, RECORD_SCALAR, 0, NULL, NULL },
    { "udpEspValidationFailuresOnInbound", 12, 4, 0, 4, RECORD_SCALAR, 0, NULL, NULL },
    { "replayCheckFailuresOnInbound", 16, 4, 0, 5, RECORD_SCALAR, 0, NULL, NULL },
    { "invalidClearTextInbound", 20, 4, 0, 6, RECORD_SCALAR, 0, NULL, NULL },
    { "saNotInitializedOnInbound", 24, 4, 0, 7, RECORD_SCALAR, 0, NULL, NULL },
    { "receiveOverIncorrectSaInbound", 28, 4, 0, 8, RECORD_SCALAR, 0, NULL, NULL },
    { "secureReceivesNotMatchingFilters", 32, 4, 0, 9, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_IPSEC_AGGREGATE_DROP_PACKET_STATISTICS0[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 };
const struct record_type record_IPSEC_AGGREGATE_DROP_PACKET_STATISTICS0 = { "IPSEC_AGGREGATE_DROP_PACKET_STATISTICS0", &record_IPSEC_AGGREGATE_DROP_PACKET_STATISTICS1, 36, 4, 9, 9, 10, 0,
    members_IPSEC_AGGREGATE_DROP_PACKET_STATISTICS0, numbers_IPSEC_AGGREGATE_DROP_PACKET_STATISTICS0, NULL };

/* IPSEC_TRAFFIC_STATISTICS0 */
static const struct record_member members_IPSEC_TRAFFIC_STATISTICS0[] = {
    { "encryptedByteCount", 0, 8, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "authenticatedAHByteCount", 8, 8, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
    { "authenticatedESPByteCount", 16, 8, 0, 3, RECORD_SCALAR, 0, NULL, NULL },
    { "transportByteCount", 24, 8, 0, 4, RECORD_SCALAR, 0, NULL, NULL },
    { "tunnelByteCount", 32, 8, 0, 5, RECORD_SCALAR, 0, NULL, NULL },
    { "offloadByteCount", 40, 8, 0, 6, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_IPSEC_TRAFFIC_STATISTICS0[] = { 0, 1, 2, 3, 4, 5, 6 };
const struct record_type record_IPSEC_TRAFFIC_STATISTICS0 = { "IPSEC_TRAFFIC_STATISTICS0", &record_IPSEC_TRAFFIC_STATISTICS1, 48, 8, 6, 6, 7, 0,
    members_IPSEC_TRAFFIC_STATISTICS0, numbers_IPSEC_TRAFFIC_STATISTICS0, NULL };

/* IPSEC_STATISTICS0 */
static const struct record_member members_IPSEC_STATISTICS0[] = {
    { "aggregateSaStatistics", 0, 28, 0, 1, RECORD_STRUCT, 0, &record_IPSEC_AGGREGATE_SA_STATISTICS0, NULL },
    { "espDropPacketStatistics", 28, 20, 0, 2, RECORD_STRUCT, 0, &record_IPSEC_ESP_DROP_PACKET_STATISTICS0, NULL },
    { "ahDropPacketStatistics", 48, 16, 0, 3, RECORD_STRUCT, 0, &record_IPSEC_AH_DROP_PACKET_STATISTICS0, NULL },
    { "aggregateDropPacketStatistics", 64, 36, 0, 4, RECORD_STRUCT, 0, &record_IPSEC_AGGREGATE_DROP_PACKET_STATISTICS0, NULL },
    { "inboundTrafficStatistics", 104, 48, 0, 5, RECORD_STRUCT, 0, &record_IPSEC_TRAFFIC_STATISTICS0, NULL },
    { "outboundTrafficStatistics", 152, 48, 0, 6, RECORD_STRUCT, 0, &record_IPSEC_TRAFFIC_STATISTICS0, NULL },
};
static const uint8_t numbers_IPSEC_STATISTICS0[] = { 0, 1, 2, 3, 4, 5, 6 };
const struct record_type record_IPSEC_STATISTICS0 = { "IPSEC_STATISTICS0", &record_IPSEC_STATISTICS1, 200, 8, 6, 6, 7, 0,
    members_IPSEC_STATISTICS0, numbers_IPSEC_STATISTICS0, NULL };

/* IPSEC_AGGREGATE_DROP_PACKET_STATISTICS1 */
static const struct record_member members_IPSEC_AGGREGATE_DROP_PACKET_STATISTICS1[] = {
    { "invalidSpisOnInbound", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "decryptionFailuresOnInbound", 4, 4, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
    { "authenticationFailuresOnInbound", 8, 4, 0, 3, RECORD_SCALAR, 0, NULL, NULL },
    { "udpEspValidationFailuresOnInbound", 12, 4, 0, 4, RECORD_SCALAR, 0, NULL, NULL },
    { "replayCheckFailuresOnInbound", 16, 4, 0, 5, RECORD_SCALAR, 0, NULL, NULL },
    { "invalidClearTextInbound", 20, 4, 0, 6, RECORD_SCALAR, 0, NULL, NULL },
    { "saNotInitializedOnInbound", 24, 4, 0, 7, RECORD_SCALAR, 0, NULL, NULL },
    { "receiveOverIncorrectSaInbound", 28, 4, 0, 8, RECORD_SCALAR, 0, NULL, NULL },
    { "secureReceivesNotMatchingFilters", 32, 4, 0, 9, RECORD_SCALAR, 0, NULL, NULL },
    { "totalDropPacketsInbound", 36, 4, 0, 10, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_IPSEC_AGGREGATE_DROP_PACKET_STATISTICS1[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 };
const struct record_type record_IPSEC_AGGREGATE_DROP_PACKET_STATISTICS1 = { "IPSEC_AGGREGATE_DROP_PACKET_STATISTICS1", &record_IPSEC_AGGREGATE_DROP_PACKET_STATISTICS1, 40, 4, 10, 10, 11, 0,
    members_IPSEC_AGGREGATE_DROP_PACKET_STATISTICS1, numbers_IPSEC_AGGREGATE_DROP_PACKET_STATISTICS1, NULL };

/* IPSEC_TRAFFIC_STATISTICS1 */
static const struct record_member members_IPSEC_TRAFFIC_STATISTICS1[] = {
    { "encryptedByteCount", 0, 8, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "authenticatedAHByteCount", 8, 8, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
    { "authenticatedESPByteCount", 16, 8, 0, 3, RECORD_SCALAR, 0, NULL, NULL },
    { "transportByteCount", 24, 8, 0, 4, RECORD_SCALAR, 0, NULL, NULL },
    { "tunnelByteCount", 32, 8, 0, 5, RECORD_SCALAR, 0, NULL, NULL },
    { "offloadByteCount", 40, 8, 0, 6, RECORD_SCALAR, 0, NULL, NULL },
    { "totalSuccessfulPackets", 48, 8, 0, 7, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_IPSEC_TRAFFIC_STATISTICS1[] = { 0, 1, 2, 3, 4, 5, 6, 7 };
const struct record_type record_IPSEC_TRAFFIC_STATISTICS1 = { "IPSEC_TRAFFIC_STATISTICS1", &record_IPSEC_TRAFFIC_STATISTICS1, 56, 8, 7, 7, 8, 0,
    members_IPSEC_TRAFFIC_STATISTICS1, numbers_IPSEC_TRAFFIC_STATISTICS1, NULL };

/* IPSEC_STATISTICS1 */
static const struct record_member members_IPSEC_STATISTICS1[] = {
    { "aggregateSaStatistics", 0, 28, 0, 1, RECORD_STRUCT, 0, &record_IPSEC_AGGREGATE_SA_STATISTICS0, NULL },
    { "espDropPacketStatistics", 28, 20, 0, 2, RECORD_STRUCT, 0, &record_IPSEC_ESP_DROP_PACKET_STATISTICS0, NULL },
    { "ahDropPacketStatistics", 48, 16, 0, 3, RECORD_STRUCT, 0, &record_IPSEC_AH_DROP_PACKET_STATISTICS0, NULL },
    { "aggregateDropPacketStatistics", 64, 40, 0, 4, RECORD_STRUCT, 0, &record_IPSEC_AGGREGATE_DROP_PACKET_STATISTICS1, NULL },
    { "inboundTrafficStatistics", 104, 56, 0, 5, RECORD_STRUCT, 0, &record_IPSEC_TRAFFIC_STATISTICS1, NULL },
    { "outboundTrafficStatistics", 160, 56, 0, 6, RECORD_STRUCT, 0, &record_IPSEC_TRAFFIC_STATISTICS1, NULL },
};
static const uint8_t numbers_IPSEC_STATISTICS1[] = { 0, 1, 2, 3, 4, 5, 6 };
const struct record_type record_IPSEC_STATISTICS1 = { "IPSEC_STATISTICS1", &record_IPSEC_STATISTICS1, 216, 8, 6, 6, 7, 0,
    members_IPSEC_STATISTICS1, numbers_IPSEC_STATISTICS1, NULL };

/* IPSEC_KEY_MANAGER0 */
static const struct record_member members_IPSEC_KEY_MANAGER0[] = {
    { "keyManagerKey", 0, 16, 0, 1, RECORD_BYTES, RECORD_GUID, NULL, NULL },
    { "displayData", 16, 16, 0, 2, RECORD_STRUCT, 0, &record_FWPM_DISPLAY_DATA0, NULL },
    { "flags", 32, 4, 0, 3, RECORD_SCALAR, 0, NULL, NULL },
    { "keyDictationTimeoutHint", 36, 1, 0, 4, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_IPSEC_KEY_MANAGER0[] = { 0, 1, 2, 3, 4 };
const struct record_type record_IPSEC_KEY_MANAGER0 = { "IPSEC_KEY_MANAGER0", &record_IPSEC_KEY_MANAGER0, 40, 8, 4, 4, 5, 0,
    members_IPSEC_KEY_MANAGER0, numbers_IPSEC_KEY_MANAGER0, NULL };

/* IPSEC_KEY_MANAGER_CALLBACKS0 */
static const struct record_member members_IPSEC_KEY_MANAGER_CALLBACKS0[] = {
    { "reserved", 0, 16, 0, 1, RECORD_BYTES, RECORD_GUID, NULL, NULL },
    { "flags", 16, 4, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_IPSEC_KEY_MANAGER_CALLBACKS0[] = { 0, 1, 2 };
const struct record_type record_IPSEC_KEY_MANAGER_CALLBACKS0 = { "IPSEC_KEY_MANAGER_CALLBACKS0", &record_IPSEC_KEY_MANAGER_CALLBACKS0, 48, 8, 2, 2, 3, 0,
    members_IPSEC_KEY_MANAGER_CALLBACKS0, numbers_IPSEC_KEY_MANAGER_CALLBACKS0, NULL };

/* IPSEC_TOKEN0 */
static const struct record_member members_IPSEC_TOKEN0[] = {
    { "type", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_IPSEC_TOKEN_TYPE },
    { "principal", 4, 4, 0, 2, RECORD_SCALAR, 0, NULL, &enum_IPSEC_TOKEN_PRINCIPAL },
    { "mode", 8, 4, 0, 3, RECORD_SCALAR, 0, NULL, &enum_IPSEC_TOKEN_MODE },
    { "token", 16, 8, 0, 4, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_IPSEC_TOKEN0[] = { 0, 1, 2, 3, 4 };
const struct record_type record_IPSEC_TOKEN0 = { "IPSEC_TOKEN0", &record_IPSEC_TOKEN0, 24, 8, 4, 4, 5, 0,
    members_IPSEC_TOKEN0, numbers_IPSEC_TOKEN0, NULL };

/* IPSEC_ID0 */
static const struct record_member members_IPSEC_ID0[] = {
    { "mmTargetName", 0, 2, 0, 1, RECORD_STRING, 0, NULL, NULL },
    { "emTargetName", 8, 2, 0, 2, RECORD_STRING, 0, NULL, NULL },
    { "tokens", 24, 8, 16, 3, RECORD_ARRAY_STRUCT, 0, &record_IPSEC_TOKEN0, NULL },
    { "explicitCredentials", 32, 8, 0, 4, RECORD_SCALAR, 0, NULL, NULL },
    { "logonId", 40, 8, 0, 5, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_IPSEC_ID0[] = { 0, 1, 2, 3, 4, 5 };
const struct record_type record_IPSEC_ID0 = { "IPSEC_ID0", &record_IPSEC_ID0, 48, 8, 5, 5, 6, 0,
    members_IPSEC_ID0, numbers_IPSEC_ID0, NULL };

/* IPSEC_SA_AUTH_INFORMATION0 */
static const struct record_member members_IPSEC_SA_AUTH_INFORMATION0[] = {
    { "authTransform", 0, 16, 0, 1, RECORD_STRUCT, 0, &record_IPSEC_AUTH_TRANSFORM0, NULL },
    { "authKey", 16, 16, 0, 2, RECORD_STRUCT, 0, &record_FWP_BYTE_BLOB, NULL },
};
static const uint8_t numbers_IPSEC_SA_AUTH_INFORMATION0[] = { 0, 1, 2 };
const struct record_type record_IPSEC_SA_AUTH_INFORMATION0 = { "IPSEC_SA_AUTH_INFORMATION0", &record_IPSEC_SA_AUTH_INFORMATION0, 32, 8, 2, 2, 3, 0,
    members_IPSEC_SA_AUTH_INFORMATION0, numbers_IPSEC_SA_AUTH_INFORMATION0, NULL };

/* IPSEC_SA_CIPHER_INFORMATION0 */
static const struct record_member members_IPSEC_SA_CIPHER_INFORMATION0[] = {
    { "cipherTransform", 0, 16, 0, 1, RECORD_STRUCT, 0, &record_IPSEC_CIPHER_TRANSFORM0, NULL },
    { "cipherKey", 16, 16, 0, 2, RECORD_STRUCT, 0, &record_FWP_BYTE_BLOB, NULL },
};
static const uint8_t numbers_IPSEC_SA_CIPHER_INFORMATION0[] = { 0, 1, 2 };
const struct record_type record_IPSEC_SA_CIPHER_INFORMATION0 = { "IPSEC_SA_CIPHER_INFORMATION0", &record_IPSEC_SA_CIPHER_INFORMATION0, 32, 8, 2, 2, 3, 0,
    members_IPSEC_SA_CIPHER_INFORMATION0, numbers_IPSEC_SA_CIPHER_INFORMATION0, NULL };

/* IPSEC_SA_AUTH_AND_CIPHER_INFORMATION0 */
static const struct record_member members_IPSEC_SA_AUTH_AND_CIPHER_INFORMATION0[] = {
    { "saCipherInformation", 0, 32, 0, 1, RECORD_STRUCT, 0, &record_IPSEC_SA_CIPHER_INFORMATION0, NULL },
    { "saAuthInformation", 32, 32, 0, 2, RECORD_STRUCT, 0, &record_IPSEC_SA_AUTH_INFORMATION0, NULL },
};
static const uint8_t numbers_IPSEC_SA_AUTH_AND_CIPHER_INFORMATION0[] = { 0, 1, 2 };
const struct record_type record_IPSEC_SA_AUTH_AND_CIPHER_INFORMATION0 = { "IPSEC_SA_AUTH_AND_CIPHER_INFORMATION0", &record_IPSEC_SA_AUTH_AND_CIPHER_INFORMATION0, 64, 8, 2, 2, 3, 0,
    members_IPSEC_SA_AUTH_AND_CIPHER_INFORMATION0, numbers_IPSEC_SA_AUTH_AND_CIPHER_INFORMATION0, NULL };

/* IPSEC_SA0 */
static const struct record_case cases_IPSEC_SA0_0[] = {
    { 0x1, 3 },
    { 0x2, 4 },
    { 0x3, 5 },
    { 0x4, 6 },
    { 0x5, 7 },
};
static const struct record_switch switches_IPSEC_SA0[] = {
    { 4, 0xffffffff, 5, cases_IPSEC_SA0_0 },
};
static const struct record_member members_IPSEC_SA0[] = {
    { "spi", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "saTransformType", 4, 4, 0, 2, RECORD_SCALAR, 0, NULL, &enum_IPSEC_TRANSFORM_TYPE },
    { "saTransformType", 4, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "ahInformation", 8, 8, 0, 3, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IPSEC_SA_AUTH_INFORMATION0, NULL },
    { "espAuthInformation", 8, 8, 0, 4, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IPSEC_SA_AUTH_INFORMATION0, NULL },
    { "espCipherInformation", 8, 8, 0, 5, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IPSEC_SA_CIPHER_INFORMATION0, NULL },
    { "espAuthAndCipherInformation", 8, 8, 0, 6, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IPSEC_SA_AUTH_AND_CIPHER_INFORMATION0, NULL },
    { "espAuthFwInformation", 8, 8, 0, 7, RECORD_TO_STRUCT, RECORD_REQUIRED, &record_IPSEC_SA_AUTH_INFORMATION0, NULL },
};
static const uint8_t numbers_IPSEC_SA0[] = { 0, 1, 2, 4, 5, 6, 7, 8 };
const struct record_type record_IPSEC_SA0 = { "IPSEC_SA0", &record_IPSEC_SA0, 16, 8, 3, 8, 8, 1,
    members_IPSEC_SA0, numbers_IPSEC_SA0, switches_IPSEC_SA0 };

/* IPSEC_KEYMODULE_STATE0 */
static const struct record_member members_IPSEC_KEYMODULE_STATE0[] = {
    { "keyModuleKey", 0, 16, 0, 1, RECORD_BYTES, RECORD_GUID, NULL, NULL },
    { "stateBlob", 16, 16, 0, 2, RECORD_STRUCT, 0, &record_FWP_BYTE_BLOB, NULL },
};
static const uint8_t numbers_IPSEC_KEYMODULE_STATE0[] = { 0, 1, 2 };
const struct record_type record_IPSEC_KEYMODULE_STATE0 = { "IPSEC_KEYMODULE_STATE0", &record_IPSEC_KEYMODULE_STATE0, 32, 8, 2, 2, 3, 0,
    members_IPSEC_KEYMODULE_STATE0, numbers_IPSEC_KEYMODULE_STATE0, NULL };

/* IPSEC_SA_BUNDLE0 */
static const struct record_case cases_IPSEC_SA_BUNDLE0_0[] = {
    { 0x0, 13 },
    { 0x1, RECORD_NOTHING },
    { 0x2, RECORD_NOTHING },
};
static const struct record_switch switches_IPSEC_SA_BUNDLE0[] = {
    { 64, 0xffffffff, 3, cases_IPSEC_SA_BUNDLE0_0 },
};
static const struct record_member members_IPSEC_SA_BUNDLE0[] = {
    { "flags", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "lifetime", 4, 12, 0, 2, RECORD_STRUCT, 0, &record_IPSEC_SA_LIFETIME0, NULL },
    { "idleTimeoutSeconds", 16, 4, 0, 3, RECORD_SCALAR, 0, NULL, NULL },
    { "ndAllowClearTimeoutSeconds", 20, 4, 0, 4, RECORD_SCALAR, 0, NULL, NULL },
    { "ipsecId", 24, 8, 0, 5, RECORD_TO_STRUCT, 0, &record_IPSEC_ID0, NULL },
    { "napContext", 32, 4, 0, 6, RECORD_SCALAR, 0, NULL, NULL },
    { "qmSaId", 36, 4, 0, 7, RECORD_SCALAR, 0, NULL, NULL },
    { "saList", 48, 8, 40, 8, RECORD_ARRAY_STRUCT, 0, &record_IPSEC_SA0, NULL },
    { "keyModuleState", 56, 8, 0, 9, RECORD_TO_STRUCT, 0, &record_IPSEC_KEYMODULE_STATE0, NULL },
    { "ipVersion", 64, 4, 0, 10, RECORD_SCALAR, 0, NULL, &enum_FWP_IP_VERSION },
    { "ipVersion", 64, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "mmSaId", 72, 8, 0, 12, RECORD_SCALAR, 0, NULL, NULL },
    { "pfsGroup", 80, 4, 0, 13, RECORD_SCALAR, 0, NULL, &enum_IPSEC_PFS_GROUP },
    { "peerV4PrivateAddress", 68, 4, 0, 11, RECORD_SCALAR, RECORD_ADDRESS, NULL, NULL },
};
static const uint8_t numbers_IPSEC_SA_BUNDLE0[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 14, 12, 13 };
const struct record_type record_IPSEC_SA_BUNDLE0 = { "IPSEC_SA_BUNDLE0", &record_IPSEC_SA_BUNDLE1, 88, 8, 13, 14, 14, 1,
    members_IPSEC_SA_BUNDLE0, numbers_IPSEC_SA_BUNDLE0, switches_IPSEC_SA_BUNDLE0 };

/* IPSEC_SA_BUNDLE1 */
static const struct record_case cases_IPSEC_SA_BUNDLE1_0[] = {
    { 0x0, 15 },
    { 0x1, RECORD_NOTHING },
    { 0x2, RECORD_NOTHING },
};
static const struct record_switch switches_IPSEC_SA_BUNDLE1[] = {
    { 64, 0xffffffff, 3, cases_IPSEC_SA_BUNDLE1_0 },
};
static const struct record_member members_IPSEC_SA_BUNDLE1[] = {
    { "flags", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "lifetime", 4, 12, 0, 2, RECORD_STRUCT, 0, &record_IPSEC_SA_LIFETIME0, NULL },
    { "idleTimeoutSeconds", 16, 4, 0, 3, RECORD_SCALAR, 0, NULL, NULL },
    { "ndAllowClearTimeoutSeconds", 20, 4, 0, 4, RECORD_SCALAR, 0, NULL, NULL },
    { "ipsecId", 24, 8, 0, 5, RECORD_TO_STRUCT, 0, &record_IPSEC_ID0, NULL },
    { "napContext", 32, 4, 0, 6, RECORD_SCALAR, 0, NULL, NULL },
    { "qmSaId", 36, 4, 0, 7, RECORD_SCALAR, 0, NULL, NULL },
    { "saList", 48, 8, 40, 8, RECORD_ARRAY_STRUCT, 0, &record_IPSEC_SA0, NULL },
    { "keyModuleState", 56, 8, 0, 9, RECORD_TO_STRUCT, 0, &record_IPSEC_KEYMODULE_STATE0, NULL },
    { "ipVersion", 64, 4, 0, 10, RECORD_SCALAR, 0, NULL, &enum_FWP_IP_VERSION },
    { "ipVersion", 64, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "mmSaId", 72, 8, 0, 12, RECORD_SCALAR, 0, NULL, NULL },
    { "pfsGroup", 80, 4, 0, 13, RECORD_SCALAR, 0, NULL, &enum_IPSEC_PFS_GROUP },
    { "saLookupContext", 84, 16, 0, 14, RECORD_BYTES, RECORD_GUID, NULL, NULL },
    { "qmFilterId", 104, 8, 0, 15, RECORD_SCALAR, 0, NULL, NULL },
    { "peerV4PrivateAddress", 68, 4, 0, 11, RECORD_SCALAR, RECORD_ADDRESS, NULL, NULL },
};
static const uint8_t numbers_IPSEC_SA_BUNDLE1[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 16, 12, 13, 14, 15 };
const struct record_type record_IPSEC_SA_BUNDLE1 = { "IPSEC_SA_BUNDLE1", &record_IPSEC_SA_BUNDLE1, 112, 8, 15, 16, 16, 1,
    members_IPSEC_SA_BUNDLE1, numbers_IPSEC_SA_BUNDLE1, switches_IPSEC_SA_BUNDLE1 };

/* IPSEC_TRAFFIC0 */
static const struct record_case cases_IPSEC_TRAFFIC0_0[] = {
    { 0x0, 6 },
    { 0x1, 7 },
    { 0x2, RECORD_NOTHING },
};
static const struct record_case cases_IPSEC_TRAFFIC0_1[] = {
    { 0x0, 8 },
    { 0x1, 9 },
    { 0x2, RECORD_NOTHING },
};
static const struct record_case cases_IPSEC_TRAFFIC0_2[] = {
    { 0x0, 10 },
    { 0x1, 11 },
};
static const struct record_switch switches_IPSEC_TRAFFIC0[] = {
    { 0, 0xffffffff, 3, cases_IPSEC_TRAFFIC0_0 },
    { 0, 0xffffffff, 3, cases_IPSEC_TRAFFIC0_1 },
    { 36, 0xffffffff, 2, cases_IPSEC_TRAFFIC0_2 },
};
static const struct record_member members_IPSEC_TRAFFIC0[] = {
    { "ipVersion", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_FWP_IP_VERSION },
    { "ipVersion", 0, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "ipVersion", 0, 4, 1, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "trafficType", 36, 4, 0, 6, RECORD_SCALAR, 0, NULL, &enum_IPSEC_TRAFFIC_TYPE },
    { "trafficType", 36, 4, 2, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "remotePort", 48, 2, 0, 9, RECORD_SCALAR, 0, NULL, NULL },
    { "localV4Address", 4, 4, 0, 2, RECORD_SCALAR, RECORD_ADDRESS, NULL, NULL },
    { "localV6Address", 4, 16, 0, 3, RECORD_BYTES, RECORD_ADDRESS, NULL, NULL },
    { "remoteV4Address", 20, 4, 0, 4, RECORD_SCALAR, RECORD_ADDRESS, NULL, NULL },
    { "remoteV6Address", 20, 16, 0, 5, RECORD_BYTES, RECORD_ADDRESS, NULL, NULL },
    { "ipsecFilterId", 40, 8, 0, 7, RECORD_SCALAR, 0, NULL, NULL },
    { "tunnelPolicyId", 40, 8, 0, 8, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_IPSEC_TRAFFIC0[] = { 0, 1, 7, 8, 9, 10, 4, 11, 12, 6 };
const struct record_type record_IPSEC_TRAFFIC0 = { "IPSEC_TRAFFIC0", &record_IPSEC_TRAFFIC1, 56, 8, 6, 12, 10, 3,
    members_IPSEC_TRAFFIC0, numbers_IPSEC_TRAFFIC0, switches_IPSEC_TRAFFIC0 };

/* IPSEC_TRAFFIC1 */
static const struct record_case cases_IPSEC_TRAFFIC1_0[] = {
    { 0x0, 10 },
    { 0x1, 11 },
    { 0x2, RECORD_NOTHING },
};
static const struct record_case cases_IPSEC_TRAFFIC1_1[] = {
    { 0x0, 12 },
    { 0x1, 13 },
    { 0x2, RECORD_NOTHING },
};
static const struct record_case cases_IPSEC_TRAFFIC1_2[] = {
    { 0x0, 14 },
    { 0x1, 15 },
};
static const struct record_switch switches_IPSEC_TRAFFIC1[] = {
    { 0, 0xffffffff, 3, cases_IPSEC_TRAFFIC1_0 },
    { 0, 0xffffffff, 3, cases_IPSEC_TRAFFIC1_1 },
    { 36, 0xffffffff, 2, cases_IPSEC_TRAFFIC1_2 },
};
static const struct record_member members_IPSEC_TRAFFIC1[] = {
    { "ipVersion", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_FWP_IP_VERSION },
    { "ipVersion", 0, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "ipVersion", 0, 4, 1, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "trafficType", 36, 4, 0, 6, RECORD_SCALAR, 0, NULL, &enum_IPSEC_TRAFFIC_TYPE },
    { "trafficType", 36, 4, 2, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "remotePort", 48, 2, 0, 9, RECORD_SCALAR, 0, NULL, NULL },
    { "localPort", 50, 2, 0, 10, RECORD_SCALAR, 0, NULL, NULL },
    { "ipProtocol", 52, 1, 0, 11, RECORD_SCALAR, 0, NULL, NULL },
    { "localIfLuid", 56, 8, 0, 12, RECORD_SCALAR, 0, NULL, NULL },
    { "realIfProfileId", 64, 4, 0, 13, RECORD_SCALAR, 0, NULL, NULL },
    { "localV4Address", 4, 4, 0, 2, RECORD_SCALAR, RECORD_ADDRESS, NULL, NULL },
    { "localV6Address", 4, 16, 0, 3, RECORD_BYTES, RECORD_ADDRESS, NULL, NULL },
    { "remoteV4Address", 20, 4, 0, 4, RECORD_SCALAR, RECORD_ADDRESS, NULL, NULL },
    { "remoteV6Address", 20, 16, 0, 5, RECORD_BYTES, RECORD_ADDRESS, NULL, NULL },
    { "ipsecFilterId", 40, 8, 0, 7, RECORD_SCALAR, 0, NULL, NULL },
    { "tunnelPolicyId", 40, 8, 0, 8, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_IPSEC_TRAFFIC1[] = { 0, 1, 11, 12, 13, 14, 4, 15, 16, 6, 7, 8, 9, 10 };
const struct record_type record_IPSEC_TRAFFIC1 = { "IPSEC_TRAFFIC1", &record_IPSEC_TRAFFIC1, 72, 8, 10, 16, 14, 3,
    members_IPSEC_TRAFFIC1, numbers_IPSEC_TRAFFIC1, switches_IPSEC_TRAFFIC1 };

/* IPSEC_VIRTUAL_IF_TUNNEL_INFO0 */
static const struct record_member members_IPSEC_VIRTUAL_IF_TUNNEL_INFO0[] = {
    { "virtualIfTunnelId", 0, 8, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "trafficSelectorId", 8, 8, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_IPSEC_VIRTUAL_IF_TUNNEL_INFO0[] = { 0, 1, 2 };
const struct record_type record_IPSEC_VIRTUAL_IF_TUNNEL_INFO0 = { "IPSEC_VIRTUAL_IF_TUNNEL_INFO0", &record_IPSEC_VIRTUAL_IF_TUNNEL_INFO0, 16, 8, 2, 2, 3, 0,
    members_IPSEC_VIRTUAL_IF_TUNNEL_INFO0, numbers_IPSEC_VIRTUAL_IF_TUNNEL_INFO0, NULL };

/* IPSEC_SA_CONTEXT_ENUM_TEMPLATE0 */
static const struct record_member members_IPSEC_SA_CONTEXT_ENUM_TEMPLATE0[] = {
    { "localSubNet", 0, 16, 0, 1, RECORD_STRUCT, 0, &record_FWP_CONDITION_VALUE0, NULL },
    { "remoteSubNet", 16, 16, 0, 2, RECORD_STRUCT, 0, &record_FWP_CONDITION_VALUE0, NULL },
};
static const uint8_t numbers_IPSEC_SA_CONTEXT_ENUM_TEMPLATE0[] = { 0, 1, 2 };
const struct record_type record_IPSEC_SA_CONTEXT_ENUM_TEMPLATE0 = { "IPSEC_SA_CONTEXT_ENUM_TEMPLATE0", &record_IPSEC_SA_CONTEXT_ENUM_TEMPLATE0, 32, 8, 2, 2, 3, 0,
    members_IPSEC_SA_CONTEXT_ENUM_TEMPLATE0, numbers_IPSEC_SA_CONTEXT_ENUM_TEMPLATE0, NULL };

/* IPSEC_SA_DETAILS0 */
static const struct record_case cases_IPSEC_SA_DETAILS0_0[] = {
    { 0x0, 6 },
    { 0x1, RECORD_NOTHING },
    { 0x2, RECORD_NOTHING },
};
static const struct record_switch switches_IPSEC_SA_DETAILS0[] = {
    { 0, 0xffffffff, 3, cases_IPSEC_SA_DETAILS0_0 },
};
static const struct record_member members_IPSEC_SA_DETAILS0[] = {
    { "ipVersion", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_FWP_IP_VERSION },
    { "saDirection", 4, 4, 0, 2, RECORD_SCALAR, 0, NULL, &enum_FWP_DIRECTION },
    { "traffic", 8, 56, 0, 3, RECORD_STRUCT, 0, &record_IPSEC_TRAFFIC0, NULL },
    { "saBundle", 64, 88, 0, 4, RECORD_STRUCT, 0, &record_IPSEC_SA_BUNDLE0, NULL },
    { "ipVersion", 0, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "transportFilter", 160, 8, 0, 6, RECORD_TO_STRUCT, 0, &record_FWPM_FILTER0, NULL },
    { "udpEncapsulation", 152, 8, 0, 5, RECORD_TO_STRUCT, 0, &record_IPSEC_V4_UDP_ENCAPSULATION0, NULL },
};
static const uint8_t numbers_IPSEC_SA_DETAILS0[] = { 0, 1, 2, 3, 4, 7, 6 };
const struct record_type record_IPSEC_SA_DETAILS0 = { "IPSEC_SA_DETAILS0", &record_IPSEC_SA_DETAILS1, 168, 8, 6, 7, 7, 1,
    members_IPSEC_SA_DETAILS0, numbers_IPSEC_SA_DETAILS0, switches_IPSEC_SA_DETAILS0 };

/* IPSEC_SA_CONTEXT0 */
static const struct record_member members_IPSEC_SA_CONTEXT0[] = {
    { "saContextId", 0, 8, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "inboundSa", 8, 8, 0, 2, RECORD_TO_STRUCT, 0, &record_IPSEC_SA_DETAILS0, NULL },
    { "outboundSa", 16, 8, 0, 3, RECORD_TO_STRUCT, 0, &record_IPSEC_SA_DETAILS0, NULL },
};
static const uint8_t numbers_IPSEC_SA_CONTEXT0[] = { 0, 1, 2, 3 };
const struct record_type record_IPSEC_SA_CONTEXT0 = { "IPSEC_SA_CONTEXT0", &record_IPSEC_SA_CONTEXT1, 24, 8, 3, 3, 4, 0,
    members_IPSEC_SA_CONTEXT0, numbers_IPSEC_SA_CONTEXT0, NULL };

/* IPSEC_SA_DETAILS1 */
static const struct record_case cases_IPSEC_SA_DETAILS1_0[] = {
    { 0x0, 7 },
    { 0x1, RECORD_NOTHING },
    { 0x2, RECORD_NOTHING },
};
static const struct record_switch switches_IPSEC_SA_DETAILS1[] = {
    { 0, 0xffffffff, 3, cases_IPSEC_SA_DETAILS1_0 },
};
static const struct record_member members_IPSEC_SA_DETAILS1[] = {
    { "ipVersion", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_FWP_IP_VERSION },
    { "saDirection", 4, 4, 0, 2, RECORD_SCALAR, 0, NULL, &enum_FWP_DIRECTION },
    { "traffic", 8, 72, 0, 3, RECORD_STRUCT, 0, &record_IPSEC_TRAFFIC1, NULL },
    { "saBundle", 80, 112, 0, 4, RECORD_STRUCT, 0, &record_IPSEC_SA_BUNDLE1, NULL },
    { "ipVersion", 0, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "transportFilter", 200, 8, 0, 6, RECORD_TO_STRUCT, 0, &record_FWPM_FILTER0, NULL },
    { "virtualIfTunnelInfo", 208, 16, 0, 7, RECORD_STRUCT, 0, &record_IPSEC_VIRTUAL_IF_TUNNEL_INFO0, NULL },
    { "udpEncapsulation", 192, 8, 0, 5, RECORD_TO_STRUCT, 0, &record_IPSEC_V4_UDP_ENCAPSULATION0, NULL },
};
static const uint8_t numbers_IPSEC_SA_DETAILS1[] = { 0, 1, 2, 3, 4, 8, 6, 7 };
const struct record_type record_IPSEC_SA_DETAILS1 = { "IPSEC_SA_DETAILS1", &record_IPSEC_SA_DETAILS1, 224, 8, 7, 8, 8, 1,
    members_IPSEC_SA_DETAILS1, numbers_IPSEC_SA_DETAILS1, switches_IPSEC_SA_DETAILS1 };

/* IPSEC_SA_CONTEXT1 */
static const struct record_member members_IPSEC_SA_CONTEXT1[] = {
    { "saContextId", 0, 8, 0, 1, RECORD_SCALAR, 0, NULL, NULL },
    { "inboundSa", 8, 8, 0, 2, RECORD_TO_STRUCT, 0, &record_IPSEC_SA_DETAILS1, NULL },
    { "outboundSa", 16, 8, 0, 3, RECORD_TO_STRUCT, 0, &record_IPSEC_SA_DETAILS1, NULL },
};
static const uint8_t numbers_IPSEC_SA_CONTEXT1[] = { 0, 1, 2, 3 };
const struct record_type record_IPSEC_SA_CONTEXT1 = { "IPSEC_SA_CONTEXT1", &record_IPSEC_SA_CONTEXT1, 24, 8, 3, 3, 4, 0,
    members_IPSEC_SA_CONTEXT1, numbers_IPSEC_SA_CONTEXT1, NULL };

/* IPSEC_GETSPI0 */
static const struct record_case cases_IPSEC_GETSPI0_0[] = {
    { 0x0, 4 },
    { 0x1, RECORD_NOTHING },
    { 0x2, RECORD_NOTHING },
};
static const struct record_switch switches_IPSEC_GETSPI0[] = {
    { 56, 0xffffffff, 3, cases_IPSEC_GETSPI0_0 },
};
static const struct record_member members_IPSEC_GETSPI0[] = {
    { "inboundIpsecTraffic", 0, 56, 0, 1, RECORD_STRUCT, 0, &record_IPSEC_TRAFFIC0, NULL },
    { "ipVersion", 56, 4, 0, 2, RECORD_SCALAR, 0, NULL, &enum_FWP_IP_VERSION },
    { "ipVersion", 56, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "rngCryptoModuleID", 72, 16, 0, 4, RECORD_TO_BYTES, RECORD_GUID, NULL, NULL },
    { "inboundUdpEncapsulation", 64, 8, 0, 3, RECORD_TO_STRUCT, 0, &record_IPSEC_V4_UDP_ENCAPSULATION0, NULL },
};
static const uint8_t numbers_IPSEC_GETSPI0[] = { 0, 1, 2, 5, 4 };
const struct record_type record_IPSEC_GETSPI0 = { "IPSEC_GETSPI0", &record_IPSEC_GETSPI1, 80, 8, 4, 5, 5, 1,
    members_IPSEC_GETSPI0, numbers_IPSEC_GETSPI0, switches_IPSEC_GETSPI0 };

/* IPSEC_GETSPI1 */
static const struct record_case cases_IPSEC_GETSPI1_0[] = {
    { 0x0, 4 },
    { 0x1, RECORD_NOTHING },
    { 0x2, RECORD_NOTHING },
};
static const struct record_switch switches_IPSEC_GETSPI1[] = {
    { 72, 0xffffffff, 3, cases_IPSEC_GETSPI1_0 },
};
static const struct record_member members_IPSEC_GETSPI1[] = {
    { "inboundIpsecTraffic", 0, 72, 0, 1, RECORD_STRUCT, 0, &record_IPSEC_TRAFFIC1, NULL },
    { "ipVersion", 72, 4, 0, 2, RECORD_SCALAR, 0, NULL, &enum_FWP_IP_VERSION },
    { "ipVersion", 72, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "rngCryptoModuleID", 88, 16, 0, 4, RECORD_TO_BYTES, RECORD_GUID, NULL, NULL },
    { "inboundUdpEncapsulation", 80, 8, 0, 3, RECORD_TO_STRUCT, 0, &record_IPSEC_V4_UDP_ENCAPSULATION0, NULL },
};
static const uint8_t numbers_IPSEC_GETSPI1[] = { 0, 1, 2, 5, 4 };
const struct record_type record_IPSEC_GETSPI1 = { "IPSEC_GETSPI1", &record_IPSEC_GETSPI1, 96, 8, 4, 5, 5, 1,
    members_IPSEC_GETSPI1, numbers_IPSEC_GETSPI1, switches_IPSEC_GETSPI1 };

/* IPSEC_SA_CONTEXT_SUBSCRIPTION0 */
static const struct record_member members_IPSEC_SA_CONTEXT_SUBSCRIPTION0[] = {
    { "enumTemplate", 0, 8, 0, 1, RECORD_TO_STRUCT, 0, &record_IPSEC_SA_CONTEXT_ENUM_TEMPLATE0, NULL },
    { "flags", 8, 4, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
    { "sessionKey", 12, 16, 0, 3, RECORD_BYTES, RECORD_GUID, NULL, NULL },
};
static const uint8_t numbers_IPSEC_SA_CONTEXT_SUBSCRIPTION0[] = { 0, 1, 2, 3 };
const struct record_type record_IPSEC_SA_CONTEXT_SUBSCRIPTION0 = { "IPSEC_SA_CONTEXT_SUBSCRIPTION0", &record_IPSEC_SA_CONTEXT_SUBSCRIPTION0, 32, 8, 3, 3, 4, 0,
    members_IPSEC_SA_CONTEXT_SUBSCRIPTION0, numbers_IPSEC_SA_CONTEXT_SUBSCRIPTION0, NULL };

/* IPSEC_SA_ENUM_TEMPLATE0 */
static const struct record_member members_IPSEC_SA_ENUM_TEMPLATE0[] = {
    { "saDirection", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_FWP_DIRECTION },
};
static const uint8_t numbers_IPSEC_SA_ENUM_TEMPLATE0[] = { 0, 1 };
const struct record_type record_IPSEC_SA_ENUM_TEMPLATE0 = { "IPSEC_SA_ENUM_TEMPLATE0", &record_IPSEC_SA_ENUM_TEMPLATE0, 4, 4, 1, 1, 2, 0,
    members_IPSEC_SA_ENUM_TEMPLATE0, numbers_IPSEC_SA_ENUM_TEMPLATE0, NULL };

/* FWPM_CALLOUT_CHANGE0 */
static const struct record_member members_FWPM_CALLOUT_CHANGE0[] = {
    { "changeType", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_FWPM_CHANGE_TYPE },
    { "calloutKey", 4, 16, 0, 2, RECORD_BYTES, RECORD_GUID, NULL, NULL },
    { "calloutId", 20, 4, 0, 3, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_FWPM_CALLOUT_CHANGE0[] = { 0, 1, 2, 3 };
const struct record_type record_FWPM_CALLOUT_CHANGE0 = { "FWPM_CALLOUT_CHANGE0", &record_FWPM_CALLOUT_CHANGE0, 24, 4, 3, 3, 4, 0,
    members_FWPM_CALLOUT_CHANGE0, numbers_FWPM_CALLOUT_CHANGE0, NULL };

/* FWPM_FILTER_CHANGE0 */
static const struct record_member members_FWPM_FILTER_CHANGE0[] = {
    { "changeType", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_FWPM_CHANGE_TYPE },
    { "filterKey", 4, 16, 0, 2, RECORD_BYTES, RECORD_GUID, NULL, NULL },
    { "filterId", 24, 8, 0, 3, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_FWPM_FILTER_CHANGE0[] = { 0, 1, 2, 3 };
const struct record_type record_FWPM_FILTER_CHANGE0 = { "FWPM_FILTER_CHANGE0", &record_FWPM_FILTER_CHANGE0, 32, 8, 3, 3, 4, 0,
    members_FWPM_FILTER_CHANGE0, numbers_FWPM_FILTER_CHANGE0, NULL };

/* FWPM_PROVIDER_CHANGE0 */
static const struct record_member members_FWPM_PROVIDER_CHANGE0[] = {
    { "changeType", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_FWPM_CHANGE_TYPE },
    { "providerKey", 4, 16, 0, 2, RECORD_BYTES, RECORD_GUID, NULL, NULL },
};
static const uint8_t numbers_FWPM_PROVIDER_CHANGE0[] = { 0, 1, 2 };
const struct record_type record_FWPM_PROVIDER_CHANGE0 = { "FWPM_PROVIDER_CHANGE0", &record_FWPM_PROVIDER_CHANGE0, 20, 4, 2, 2, 3, 0,
    members_FWPM_PROVIDER_CHANGE0, numbers_FWPM_PROVIDER_CHANGE0, NULL };

/* FWPM_PROVIDER_CONTEXT_CHANGE0 */
static const struct record_member members_FWPM_PROVIDER_CONTEXT_CHANGE0[] = {
    { "changeType", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_FWPM_CHANGE_TYPE },
    { "providerContextKey", 4, 16, 0, 2, RECORD_BYTES, RECORD_GUID, NULL, NULL },
    { "providerContextId", 24, 8, 0, 3, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_FWPM_PROVIDER_CONTEXT_CHANGE0[] = { 0, 1, 2, 3 };
const struct record_type record_FWPM_PROVIDER_CONTEXT_CHANGE0 = { "FWPM_PROVIDER_CONTEXT_CHANGE0", &record_FWPM_PROVIDER_CONTEXT_CHANGE0, 32, 8, 3, 3, 4, 0,
    members_FWPM_PROVIDER_CONTEXT_CHANGE0, numbers_FWPM_PROVIDER_CONTEXT_CHANGE0, NULL };

/* FWPM_SUBLAYER_CHANGE0 */
static const struct record_member members_FWPM_SUBLAYER_CHANGE0[] = {
    { "changeType", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_FWPM_CHANGE_TYPE },
    { "subLayerKey", 4, 16, 0, 2, RECORD_BYTES, RECORD_GUID, NULL, NULL },
};
static const uint8_t numbers_FWPM_SUBLAYER_CHANGE0[] = { 0, 1, 2 };
const struct record_type record_FWPM_SUBLAYER_CHANGE0 = { "FWPM_SUBLAYER_CHANGE0", &record_FWPM_SUBLAYER_CHANGE0, 20, 4, 2, 2, 3, 0,
    members_FWPM_SUBLAYER_CHANGE0, numbers_FWPM_SUBLAYER_CHANGE0, NULL };

/* FWPM_VSWITCH_EVENT0.positionInfo */
static const struct record_member members_FWPM_VSWITCH_EVENT0_positionInfo[] = {
    { "vSwitchFilterExtensions", 8, 8, 0, 1, RECORD_STRINGS, 0, NULL, NULL },
};
static const uint8_t numbers_FWPM_VSWITCH_EVENT0_positionInfo[] = { 0, 1 };
const struct record_type record_FWPM_VSWITCH_EVENT0_positionInfo = { "FWPM_VSWITCH_EVENT0.positionInfo", &record_FWPM_VSWITCH_EVENT0_positionInfo, 16, 8, 1, 1, 2, 0,
    members_FWPM_VSWITCH_EVENT0_positionInfo, numbers_FWPM_VSWITCH_EVENT0_positionInfo, NULL };

/* FWPM_VSWITCH_EVENT0.reorderInfo */
static const struct record_member members_FWPM_VSWITCH_EVENT0_reorderInfo[] = {
    { "inRequiredPosition", 0, 4, 0, 1, RECORD_SCALAR, RECORD_BOOL, NULL, NULL },
    { "vSwitchFilterExtensions", 8, 8, 4, 2, RECORD_STRINGS, 0, NULL, NULL },
};
static const uint8_t numbers_FWPM_VSWITCH_EVENT0_reorderInfo[] = { 0, 1, 2 };
const struct record_type record_FWPM_VSWITCH_EVENT0_reorderInfo = { "FWPM_VSWITCH_EVENT0.reorderInfo", &record_FWPM_VSWITCH_EVENT0_reorderInfo, 16, 8, 2, 2, 3, 0,
    members_FWPM_VSWITCH_EVENT0_reorderInfo, numbers_FWPM_VSWITCH_EVENT0_reorderInfo, NULL };

/* FWPM_VSWITCH_EVENT0 */
static const struct record_case cases_FWPM_VSWITCH_EVENT0_0[] = {
    { 0x0, RECORD_NOTHING },
    { 0x1, 3 },
    { 0x2, RECORD_NOTHING },
    { 0x3, RECORD_NOTHING },
    { 0x4, 4 },
};
static const struct record_switch switches_FWPM_VSWITCH_EVENT0[] = {
    { 0, 0xffffffff, 5, cases_FWPM_VSWITCH_EVENT0_0 },
};
static const struct record_member members_FWPM_VSWITCH_EVENT0[] = {
    { "eventType", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_FWPM_VSWITCH_EVENT_TYPE },
    { "vSwitchId", 8, 2, 0, 2, RECORD_STRING, 0, NULL, NULL },
    { "eventType", 0, 4, 0, 0, RECORD_SWITCH, 0, NULL, NULL },
    { "positionInfo", 16, 16, 0, 3, RECORD_STRUCT, 0, &record_FWPM_VSWITCH_EVENT0_positionInfo, NULL },
    { "reorderInfo", 16, 16, 0, 4, RECORD_STRUCT, 0, &record_FWPM_VSWITCH_EVENT0_reorderInfo, NULL },
};
static const uint8_t numbers_FWPM_VSWITCH_EVENT0[] = { 0, 1, 2, 4, 5 };
const struct record_type record_FWPM_VSWITCH_EVENT0 = { "FWPM_VSWITCH_EVENT0", &record_FWPM_VSWITCH_EVENT0, 32, 8, 3, 5, 5, 1,
    members_FWPM_VSWITCH_EVENT0, numbers_FWPM_VSWITCH_EVENT0, switches_FWPM_VSWITCH_EVENT0 };

/* IPSEC_SA_CONTEXT_CHANGE0 */
static const struct record_member members_IPSEC_SA_CONTEXT_CHANGE0[] = {
    { "changeType", 0, 4, 0, 1, RECORD_SCALAR, 0, NULL, &enum_IPSEC_SA_CONTEXT_EVENT_TYPE0 },
    { "saContextId", 8, 8, 0, 2, RECORD_SCALAR, 0, NULL, NULL },
};
static const uint8_t numbers_IPSEC_SA_CONTEXT_CHANGE0[] = { 0, 1, 2 };
const struct record_type record_IPSEC_SA_CONTEXT_CHANGE0 = { "IPSEC_SA_CONTEXT_CHANGE0", &record_IPSEC_SA_CONTEXT_CHANGE0, 16, 8, 2, 2, 3, 0,
    members_IPSEC_SA_CONTEXT_CHANGE0, numbers_IPSEC_SA_CONTEXT_CHANGE0, NULL };

/* by name */
const struct record_type *const record_types[] = {
    &record_FWPM_ACTION0,
    &record_FWPM_CALLOUT0,
    &record_FWPM_CALLOUT_CHANGE0,
    &record_FWPM_CALLOUT_ENUM_TEMPLATE0,
    &record_FWPM_CALLOUT_SUBSCRIPTION0,
    &record_FWPM_CLASSIFY_OPTION0,
    &record_FWPM_CLASSIFY_OPTIONS0,
    &record_FWPM_CONNECTION0,
    &record_FWPM_CONNECTION_ENUM_TEMPLATE0,
    &record_FWPM_CONNECTION_SUBSCRIPTION0,
    &record_FWPM_DISPLAY_DATA0,
    &record_FWPM_FIELD0,
    &record_FWPM_FILTER0,
    &record_FWPM_FILTER_CHANGE0,
    &record_FWPM_FILTER_CONDITION0,
    &record_FWPM_FILTER_ENUM_TEMPLATE0,
    &record_FWPM_FILTER_SUBSCRIPTION0,
    &record_FWPM_LAYER0,
    &record_FWPM_LAYER_ENUM_TEMPLATE0,
    &record_FWPM_NETWORK_CONNECTION_POLICY_SETTING0,
    &record_FWPM_NETWORK_CONNECTION_POLICY_SETTINGS0,
    &record_FWPM_NET_EVENT0,
    &record_FWPM_NET_EVENT1,
    &record_FWPM_NET_EVENT2,
    &record_FWPM_NET_EVENT3,
    &record_FWPM_NET_EVENT4,
    &record_FWPM_NET_EVENT5,
    &record_FWPM_NET_EVENT_CAPABILITY_ALLOW0,
    &record_FWPM_NET_EVENT_CAPABILITY_DROP0,
    &record_FWPM_NET_EVENT_CLASSIFY_ALLOW0,
    &record_FWPM_NET_EVENT_CLASSIFY_DROP0,
    &record_FWPM_NET_EVENT_CLASSIFY_DROP1,
    &record_FWPM_NET_EVENT_CLASSIFY_DROP2,
    &record_FWPM_NET_EVENT_CLASSIFY_DROP_MAC0,
    &record_FWPM_NET_EVENT_ENUM_TEMPLATE0,
    &record_FWPM_NET_EVENT_HEADER0,
    &record_FWPM_NET_EVENT_HEADER1,
    &record_FWPM_NET_EVENT_HEADER2,
    &record_FWPM_NET_EVENT_HEADER3,
    &record_FWPM_NET_EVENT_IKEEXT_EM_FAILURE0,
    &record_FWPM_NET_EVENT_IKEEXT_EM_FAILURE1,
    &record_FWPM_NET_EVENT_IKEEXT_MM_FAILURE0,
    &record_FWPM_NET_EVENT_IKEEXT_MM_FAILURE1,
    &record_FWPM_NET_EVENT_IKEEXT_MM_FAILURE2,
    &record_FWPM_NET_EVENT_IKEEXT_QM_FAILURE0,
    &record_FWPM_NET_EVENT_IKEEXT_QM_FAILURE1,
    &record_FWPM_NET_EVENT_IPSEC_DOSP_DROP0,
    &record_FWPM_NET_EVENT_IPSEC_KERNEL_DROP0,
    &record_FWPM_NET_EVENT_LPM_PACKET_ARRIVAL0,
    &record_FWPM_NET_EVENT_SUBSCRIPTION0,
    &record_FWPM_PROVIDER0,
    &record_FWPM_PROVIDER_CHANGE0,
    &record_FWPM_PROVIDER_CONTEXT0,
    &record_FWPM_PROVIDER_CONTEXT1,
    &record_FWPM_PROVIDER_CONTEXT2,
    &record_FWPM_PROVIDER_CONTEXT3,
    &record_FWPM_PROVIDER_CONTEXT_CHANGE0,
    &record_FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0,
    &record_FWPM_PROVIDER_CONTEXT_SUBSCRIPTION0,
    &record_FWPM_PROVIDER_ENUM_TEMPLATE0,
    &record_FWPM_PROVIDER_SUBSCRIPTION0,
    &record_FWPM_SESSION0,
    &record_FWPM_SESSION_ENUM_TEMPLATE0,
    &record_FWPM_SUBLAYER0,
    &record_FWPM_SUBLAYER_CHANGE0,
    &record_FWPM_SUBLAYER_ENUM_TEMPLATE0,
    &record_FWPM_SUBLAYER_SUBSCRIPTION0,
    &record_FWPM_SYSTEM_PORTS0,
    &record_FWPM_SYSTEM_PORTS_BY_TYPE0,
    &record_FWPM_VSWITCH_EVENT0,
    &record_FWPM_VSWITCH_EVENT0_positionInfo,
    &record_FWPM_VSWITCH_EVENT0_reorderInfo,
    &record_FWPM_VSWITCH_EVENT_SUBSCRIPTION0,
    &record_FWPS_ALE_ENDPOINT_ENUM_TEMPLATE0,
    &record_FWPS_ALE_ENDPOINT_PROPERTIES0,
    &record_FWP_BYTE_BLOB,
    &record_FWP_CONDITION_VALUE0,
    &record_FWP_RANGE0,
    &record_FWP_TOKEN_INFORMATION,
    &record_FWP_V4_ADDR_AND_MASK,
    &record_FWP_V6_ADDR_AND_MASK,
    &record_FWP_VALUE0,
    &record_IKEEXT_AUTHENTICATION_METHOD0,
    &record_IKEEXT_AUTHENTICATION_METHOD1,
    &record_IKEEXT_AUTHENTICATION_METHOD2,
    &record_IKEEXT_CERTIFICATE_AUTHENTICATION0,
    &record_IKEEXT_CERTIFICATE_AUTHENTICATION1,
    &record_IKEEXT_CERTIFICATE_AUTHENTICATION2,
    &record_IKEEXT_CERTIFICATE_CREDENTIAL0,
    &record_IKEEXT_CERTIFICATE_CREDENTIAL1,
    &record_IKEEXT_CERTIFICATE_CRITERIA0,
    &record_IKEEXT_CERT_EKUS0,
    &record_IKEEXT_CERT_NAME0,
    &record_IKEEXT_CERT_ROOT_CONFIG0,
    &record_IKEEXT_CIPHER_ALGORITHM0,
    &record_IKEEXT_COMMON_STATISTICS0,
    &record_IKEEXT_COMMON_STATISTICS1,
    &record_IKEEXT_COOKIE_PAIR0,
    &record_IKEEXT_CREDENTIAL0,
    &record_IKEEXT_CREDENTIAL1,
    &record_IKEEXT_CREDENTIAL2,
    &record_IKEEXT_CREDENTIALS0,
    &record_IKEEXT_CREDENTIALS1,
    &record_IKEEXT_CREDENTIALS2,
    &record_IKEEXT_CREDENTIAL_PAIR0,
    &record_IKEEXT_CREDENTIAL_PAIR1,
    &record_IKEEXT_CREDENTIAL_PAIR2,
    &record_IKEEXT_EAP_AUTHENTICATION0,
    &record_IKEEXT_EM_POLICY0,
    &record_IKEEXT_EM_POLICY1,
    &record_IKEEXT_EM_POLICY2,
    &record_IKEEXT_INTEGRITY_ALGORITHM0,
    &record_IKEEXT_IPV6_CGA_AUTHENTICATION0,
    &record_IKEEXT_IP_VERSION_SPECIFIC_COMMON_STATISTICS0,
    &record_IKEEXT_IP_VERSION_SPECIFIC_COMMON_STATISTICS1,
    &record_IKEEXT_IP_VERSION_SPECIFIC_KEYMODULE_STATISTICS0,
    &record_IKEEXT_IP_VERSION_SPECIFIC_KEYMODULE_STATISTICS1,
    &record_IKEEXT_KERBEROS_AUTHENTICATION0,
    &record_IKEEXT_KERBEROS_AUTHENTICATION1,
    &record_IKEEXT_KEYMODULE_STATISTICS0,
    &record_IKEEXT_KEYMODULE_STATISTICS1,
    &record_IKEEXT_NAME_CREDENTIAL0,
    &record_IKEEXT_NTLM_V2_AUTHENTICATION0,
    &record_IKEEXT_POLICY0,
    &record_IKEEXT_POLICY1,
    &record_IKEEXT_POLICY2,
    &record_IKEEXT_PRESHARED_KEY_AUTHENTICATION0,
    &record_IKEEXT_PRESHARED_KEY_AUTHENTICATION1,
    &record_IKEEXT_PROPOSAL0,
    &record_IKEEXT_RESERVED_AUTHENTICATION0,
    &record_IKEEXT_SA_DETAILS0,
    &record_IKEEXT_SA_DETAILS1,
    &record_IKEEXT_SA_DETAILS2,
    &record_IKEEXT_SA_ENUM_TEMPLATE0,
    &record_IKEEXT_STATISTICS0,
    &record_IKEEXT_STATISTICS1,
    &record_IKEEXT_TRAFFIC0,
    &record_IPSEC_AGGREGATE_DROP_PACKET_STATISTICS0,
    &record_IPSEC_AGGREGATE_DROP_PACKET_STATISTICS1,
    &record_IPSEC_AGGREGATE_SA_STATISTICS0,
    &record_IPSEC_AH_DROP_PACKET_STATISTICS0,
    &record_IPSEC_AUTH_AND_CIPHER_TRANSFORM0,
    &record_IPSEC_AUTH_TRANSFORM0,
    &record_IPSEC_AUTH_TRANSFORM_ID0,
    &record_IPSEC_CIPHER_TRANSFORM0,
    &record_IPSEC_CIPHER_TRANSFORM_ID0,
    &record_IPSEC_DOSP_OPTIONS0,
    &record_IPSEC_DOSP_STATE0,
    &record_IPSEC_DOSP_STATE_ENUM_TEMPLATE0,
    &record_IPSEC_DOSP_STATISTICS0,
    &record_IPSEC_ESP_DROP_PACKET_STATISTICS0,
    &record_IPSEC_GETSPI0,
    &record_IPSEC_GETSPI1,
    &record_IPSEC_ID0,
    &record_IPSEC_KEYING_POLICY0,
    &record_IPSEC_KEYING_POLICY1,
    &record_IPSEC_KEYMODULE_STATE0,
    &record_IPSEC_KEY_MANAGER0,
    &record_IPSEC_KEY_MANAGER_CALLBACKS0,
    &record_IPSEC_PROPOSAL0,
    &record_IPSEC_SA0,
    &record_IPSEC_SA_AUTH_AND_CIPHER_INFORMATION0,
    &record_IPSEC_SA_AUTH_INFORMATION0,
    &record_IPSEC_SA_BUNDLE0,
    &record_IPSEC_SA_BUNDLE1,
    &record_IPSEC_SA_CIPHER_INFORMATION0,
    &record_IPSEC_SA_CONTEXT0,
    &record_IPSEC_SA_CONTEXT1,
    &record_IPSEC_SA_CONTEXT_CHANGE0,
    &record_IPSEC_SA_CONTEXT_ENUM_TEMPLATE0,
    &record_IPSEC_SA_CONTEXT_SUBSCRIPTION0,
    &record_IPSEC_SA_DETAILS0,
    &record_IPSEC_SA_DETAILS1,
    &record_IPSEC_SA_ENUM_TEMPLATE0,
    &record_IPSEC_SA_IDLE_TIMEOUT0,
    &record_IPSEC_SA_LIFETIME0,
    &record_IPSEC_SA_TRANSFORM0,
    &record_IPSEC_STATISTICS0,
    &record_IPSEC_STATISTICS1,
    &record_IPSEC_TOKEN0,
    &record_IPSEC_TRAFFIC0,
    &record_IPSEC_TRAFFIC1,
    &record_IPSEC_TRAFFIC_SELECTOR0,
    &record_IPSEC_TRAFFIC_SELECTOR_POLICY0,
    &record_IPSEC_TRAFFIC_STATISTICS0,
    &record_IPSEC_TRAFFIC_STATISTICS1,
    &record_IPSEC_TRANSPORT_POLICY0,
    &record_IPSEC_TRANSPORT_POLICY1,
    &record_IPSEC_TRANSPORT_POLICY2,
    &record_IPSEC_TUNNEL_ENDPOINT0,
    &record_IPSEC_TUNNEL_ENDPOINTS0,
    &record_IPSEC_TUNNEL_ENDPOINTS1,
    &record_IPSEC_TUNNEL_ENDPOINTS2,
    &record_IPSEC_TUNNEL_POLICY0,
    &record_IPSEC_TUNNEL_POLICY1,
    &record_IPSEC_TUNNEL_POLICY2,
    &record_IPSEC_TUNNEL_POLICY3,
    &record_IPSEC_V4_UDP_ENCAPSULATION0,
    &record_IPSEC_VIRTUAL_IF_TUNNEL_INFO0,
    &record_SID_AND_ATTRIBUTES,
};
const size_t record_type_count = 200;
