/* Generated from schema/ by tools/gen/generate.py (make gen). Do not edit.
 * fwpsk.h: what a callout driver calls and is called by.
 * Source of the facts: learn.microsoft.com, pages fwpsk. */
#ifndef OPENWFP_FWPSK_H
#define OPENWFP_FWPSK_H

#include "fwpstypes.h"
#include "openwfp_layers.h"
#include "nbl.h"

#ifdef __cplusplus
extern "C" {
#endif

#ifndef OPENWFP_NDIS_SWITCH
#define OPENWFP_NDIS_SWITCH
typedef UINT32 NDIS_SWITCH_PORT_ID;
typedef USHORT NDIS_SWITCH_NIC_INDEX;
typedef ULONG  NDIS_PORT_NUMBER;
#endif
typedef struct _NDIS_SWITCH_PARAMETERS NDIS_SWITCH_PARAMETERS;
typedef struct _NDIS_SWITCH_PORT_ARRAY NDIS_SWITCH_PORT_ARRAY;
typedef struct _NDIS_SWITCH_PORT_PARAMETERS NDIS_SWITCH_PORT_PARAMETERS;
typedef struct _NDIS_SWITCH_NIC_ARRAY NDIS_SWITCH_NIC_ARRAY;
typedef struct _NDIS_SWITCH_NIC_PARAMETERS NDIS_SWITCH_NIC_PARAMETERS;
typedef struct _NDIS_SWITCH_PORT_PROPERTY_PARAMETERS NDIS_SWITCH_PORT_PROPERTY_PARAMETERS;
typedef struct _NDIS_SWITCH_PORT_PROPERTY_DELETE_PARAMETERS NDIS_SWITCH_PORT_PROPERTY_DELETE_PARAMETERS;
typedef struct _NDIS_ENUM_FILTERS NDIS_ENUM_FILTERS;

typedef enum FWPS_CONNECTION_REDIRECT_STATE_ {
    FWPS_CONNECTION_NOT_REDIRECTED = 0,
    FWPS_CONNECTION_REDIRECTED_BY_SELF = 1,
    FWPS_CONNECTION_REDIRECTED_BY_OTHER = 2,
    FWPS_CONNECTION_PREVIOUSLY_REDIRECTED_BY_SELF = 3,
    FWPS_CONNECTION_REDIRECT_STATE_MAX = 4
} FWPS_CONNECTION_REDIRECT_STATE;

typedef enum FWPS_NET_BUFFER_LIST_EVENT_TYPE0_ {
    FWPS_NET_BUFFER_LIST_ENTERED_NETIO = 0,
    FWPS_NET_BUFFER_LIST_CLONED_BY_NETIO = 1,
    FWPS_NET_BUFFER_LIST_CLONED_VIA_WFP_API = 2,
    FWPS_NET_BUFFER_LIST_DUPLICATED_BY_NETIO = 3,
    FWPS_NET_BUFFER_LIST_EXIT_NETIO = 4,
    FWPS_NET_BUFFER_LIST_CONTEXT_REMOVED = 5,
    FWPS_NET_BUFFER_LIST_NDIS_SEND_COMPLETE = 6,
    FWPS_NET_BUFFER_LIST_NDIS_RECV_COMPLETE = 7,
    FWPS_NET_BUFFER_LIST_NDIS_ETHERNET_SEND_COMPLETE = 6,
    FWPS_NET_BUFFER_LIST_NDIS_ETHERNET_RECV_COMPLETE = 7,
    FWPS_NET_BUFFER_LIST_NDIS_NATIVE_SEND_COMPLETE = 8,
    FWPS_NET_BUFFER_LIST_NDIS_NATIVE_RECV_COMPLETE = 9,
    FWPS_NET_BUFFER_LIST_NDIS_VSWITCH_INGRESS_COMPLETE = 10,
    FWPS_NET_BUFFER_LIST_NDIS_VSWITCH_EGRESS_COMPLETE = 11,
    FWPS_NET_BUFFER_LIST_CLONED_BY_NDIS = 12,
    FWPS_NET_BUFFER_LIST_REASSEMBLED_FRAGMENT = 13,
    FWPS_NET_BUFFER_LIST_REASSEMBLY_COMPLETE = 14
} FWPS_NET_BUFFER_LIST_EVENT_TYPE0;

typedef enum FWPS_PACKET_INJECTION_STATE_ {
    FWPS_PACKET_NOT_INJECTED = 0,
    FWPS_PACKET_INJECTED_BY_SELF = 1,
    FWPS_PACKET_INJECTED_BY_OTHER = 2,
    FWPS_PACKET_PREVIOUSLY_INJECTED_BY_SELF = 3,
    FWPS_PACKET_INJECTION_STATE_MAX = 4
} FWPS_PACKET_INJECTION_STATE;

typedef enum FWPS_VSWITCH_EVENT_TYPE_ {
    FWPS_VSWITCH_EVENT_VSWITCH_NONE = 0,
    FWPS_VSWITCH_EVENT_VSWITCH_CREATE = 1,
    FWPS_VSWITCH_EVENT_VSWITCH_DELETE = 2,
    FWPS_VSWITCH_EVENT_PORT_CREATE = 3,
    FWPS_VSWITCH_EVENT_PORT_DELETE = 4,
    FWPS_VSWITCH_EVENT_INTERFACE_CREATE = 5,
    FWPS_VSWITCH_EVENT_INTERFACE_DELETE = 6,
    FWPS_VSWITCH_EVENT_INTERFACE_CONNECT = 7,
    FWPS_VSWITCH_EVENT_INTERFACE_DISCONNECT = 8,
    FWPS_VSWITCH_EVENT_POLICY_ADD = 9,
    FWPS_VSWITCH_EVENT_POLICY_UPDATE = 10,
    FWPS_VSWITCH_EVENT_POLICY_DELETE = 11,
    FWPS_VSWITCH_EVENT_RUNTIME_STATE_SAVE = 12,
    FWPS_VSWITCH_EVENT_RUNTIME_STATE_RESTORE = 13
} FWPS_VSWITCH_EVENT_TYPE;

typedef enum FWPS_CALLOUT_NOTIFY_TYPE_ {
    FWPS_CALLOUT_NOTIFY_ADD_FILTER = 0,
    FWPS_CALLOUT_NOTIFY_DELETE_FILTER = 1,
    FWPS_CALLOUT_NOTIFY_ADD_FILTER_POST_COMMIT = 2,
    FWPS_CALLOUT_NOTIFY_TYPE_MAX = 3
} FWPS_CALLOUT_NOTIFY_TYPE;

typedef enum FWPS_STREAM_ACTION_TYPE_ {
    FWPS_STREAM_ACTION_NONE = 0,
    FWPS_STREAM_ACTION_NEED_MORE_DATA = 1,
    FWPS_STREAM_ACTION_DROP_CONNECTION = 2,
    FWPS_STREAM_ACTION_DEFER = 3,
    FWPS_STREAM_ACTION_ALLOW_CONNECTION = 4,
    FWPS_STREAM_ACTION_TYPE_MAX = 5
} FWPS_STREAM_ACTION_TYPE;

/* FWPS_STREAM_FLAG */
#define FWPS_STREAM_FLAG_RECEIVE            0x00000001
#define FWPS_STREAM_FLAG_RECEIVE_EXPEDITED  0x00000002
#define FWPS_STREAM_FLAG_RECEIVE_DISCONNECT 0x00000004
#define FWPS_STREAM_FLAG_RECEIVE_ABORT      0x00000008
#define FWPS_STREAM_FLAG_RECEIVE_PUSH       0x00000010
#define FWPS_STREAM_FLAG_SEND               0x00010000
#define FWPS_STREAM_FLAG_SEND_EXPEDITED     0x00020000
#define FWPS_STREAM_FLAG_SEND_NODELAY       0x00040000
#define FWPS_STREAM_FLAG_SEND_DISCONNECT    0x00080000
#define FWPS_STREAM_FLAG_SEND_ABORT         0x00100000

/* FWPS_INJECTION_TYPE */
#define FWPS_INJECTION_TYPE_STREAM            0x00000001
#define FWPS_INJECTION_TYPE_TRANSPORT         0x00000002
#define FWPS_INJECTION_TYPE_NETWORK           0x00000004
#define FWPS_INJECTION_TYPE_FORWARD           0x00000008
#define FWPS_INJECTION_TYPE_L2                0x00000010
#define FWPS_INJECTION_TYPE_VSWITCH_TRANSPORT 0x00000020

/* FWPS_PACKET_LIST_INFORMATION_QUERY */
#define FWPS_PACKET_LIST_INFORMATION_QUERY_INBOUND      0x00000001
#define FWPS_PACKET_LIST_INFORMATION_QUERY_OUTBOUND     0x00000002
#define FWPS_PACKET_LIST_INFORMATION_QUERY_INVALID_MASK 0x00000003
#define FWPS_PACKET_LIST_INFORMATION_QUERY_IPSEC        0x00000004
#define FWPS_PACKET_LIST_INFORMATION_QUERY_FWP          0x00000008
#define FWPS_PACKET_LIST_INFORMATION_QUERY_ALL_INBOUND  0xfffffffd
#define FWPS_PACKET_LIST_INFORMATION_QUERY_ALL_OUTBOUND 0xfffffffe

/* FWPS_CLASSIFY_FLAG */
#define FWPS_CLASSIFY_FLAG_REAUTHORIZE_IF_MODIFIED_BY_OTHERS 0x00000001

/* FWPS_SEND_INJECT */
#define FWPS_SEND_INJECT_PRESERVE_IPID 0x00000001

typedef struct _FWPS_BIND_REQUEST0 FWPS_BIND_REQUEST0;
typedef struct FWPS_CALLOUT0_ FWPS_CALLOUT0;
typedef struct FWPS_CALLOUT1_ FWPS_CALLOUT1;
typedef struct FWPS_CALLOUT2_ FWPS_CALLOUT2;
typedef struct FWPS_CALLOUT3_ FWPS_CALLOUT3;
typedef struct FWPS_CONNECTION_POLICY0_ FWPS_CONNECTION_POLICY0;
typedef struct _FWPS_CONNECT_REQUEST0 FWPS_CONNECT_REQUEST0;
typedef struct FWPS_INCOMING_METADATA_VALUES0_ FWPS_INCOMING_METADATA_VALUES0;
typedef struct FWPS_PACKET_LIST_FWP_INFORMATION0_ FWPS_PACKET_LIST_FWP_INFORMATION0;
typedef struct FWPS_PACKET_LIST_INBOUND_IPSEC_INFORMATION0_ FWPS_PACKET_LIST_INBOUND_IPSEC_INFORMATION0;
typedef struct FWPS_PACKET_LIST_INFORMATION0_ FWPS_PACKET_LIST_INFORMATION0;
typedef struct FWPS_PACKET_LIST_IPSEC_INFORMATION0_ FWPS_PACKET_LIST_IPSEC_INFORMATION0;
typedef struct FWPS_PACKET_LIST_OUTBOUND_IPSEC_INFORMATION0_ FWPS_PACKET_LIST_OUTBOUND_IPSEC_INFORMATION0;
typedef struct FWPS_STREAM_CALLOUT_IO_PACKET0_ FWPS_STREAM_CALLOUT_IO_PACKET0;
typedef struct FWPS_STREAM_DATA0_ FWPS_STREAM_DATA0;
typedef struct FWPS_STREAM_DATA_OFFSET0_ FWPS_STREAM_DATA_OFFSET0;
typedef struct FWPS_TRANSPORT_SEND_PARAMS0_ FWPS_TRANSPORT_SEND_PARAMS0;
typedef struct FWPS_TRANSPORT_SEND_PARAMS1_ FWPS_TRANSPORT_SEND_PARAMS1;
typedef struct FWPS_VSWITCH_EVENT_DISPATCH_TABLE0_ FWPS_VSWITCH_EVENT_DISPATCH_TABLE0;
typedef struct FWPS_DISCARD_METADATA0_ FWPS_DISCARD_METADATA0;
typedef struct FWP_BYTE_BLOB_ FWP_BYTE_BLOB;
typedef struct FWPS_INBOUND_FRAGMENT_METADATA0_ FWPS_INBOUND_FRAGMENT_METADATA0;

/* told that a boot-time callout was deleted; IRQL <= DISPATCH_LEVEL (fwpsk.h,
 * nc-fwpsk-fwps_callout_boottime_callout_delete_notify_fn0) */
typedef void (NTAPI *FWPS_CALLOUT_BOOTTIME_CALLOUT_DELETE_NOTIFY_FN0)(UINT32 calloutId);

/* decides on what a layer indicates; filters of version 0; IRQL <= DISPATCH_LEVEL (fwpsk.h,
 * nc-fwpsk-fwps_callout_classify_fn0) */
typedef void (NTAPI *FWPS_CALLOUT_CLASSIFY_FN0)(_In_ const FWPS_INCOMING_VALUES0 *inFixedValues,
    _In_ const FWPS_INCOMING_METADATA_VALUES0 *inMetaValues, _Inout_ void *layerData, _In_ const FWPS_FILTER0 *filter,
    _In_ UINT64 flowContext, _Inout_ FWPS_CLASSIFY_OUT0 *classifyOut);

/* decides on what a layer indicates; filters of version 1; IRQL <= DISPATCH_LEVEL (fwpsk.h,
 * nc-fwpsk-fwps_callout_classify_fn1) */
typedef void (NTAPI *FWPS_CALLOUT_CLASSIFY_FN1)(_In_ const FWPS_INCOMING_VALUES0 *inFixedValues,
    _In_ const FWPS_INCOMING_METADATA_VALUES0 *inMetaValues, _Inout_ void *layerData,
    _In_opt_ const void *classifyContext, _In_ const FWPS_FILTER1 *filter, _In_ UINT64 flowContext,
    _Inout_ FWPS_CLASSIFY_OUT0 *classifyOut);

/* decides on what a layer indicates; filters of version 2; IRQL <= DISPATCH_LEVEL (fwpsk.h,
 * nc-fwpsk-fwps_callout_classify_fn2) */
typedef void (NTAPI *FWPS_CALLOUT_CLASSIFY_FN2)(_In_ const FWPS_INCOMING_VALUES0 *inFixedValues,
    _In_ const FWPS_INCOMING_METADATA_VALUES0 *inMetaValues, _Inout_opt_ void *layerData,
    _In_opt_ const void *classifyContext, _In_ const FWPS_FILTER2 *filter, _In_ UINT64 flowContext,
    _Inout_ FWPS_CLASSIFY_OUT0 *classifyOut);

/* decides on what a layer indicates; filters of version 3; IRQL <= DISPATCH_LEVEL (fwpsk.h,
 * nc-fwpsk-fwps_callout_classify_fn3) */
typedef void (NTAPI *FWPS_CALLOUT_CLASSIFY_FN3)(const FWPS_INCOMING_VALUES0 *inFixedValues,
    const FWPS_INCOMING_METADATA_VALUES0 *inMetaValues, void *layerData, const void *classifyContext,
    const FWPS_FILTER3 *filter, UINT64 flowContext, FWPS_CLASSIFY_OUT0 *classifyOut);

/* told that a flow with a context of the callout ends; IRQL <= DISPATCH_LEVEL (fwpsk.h,
 * nc-fwpsk-fwps_callout_flow_delete_notify_fn0) */
typedef void (NTAPI *FWPS_CALLOUT_FLOW_DELETE_NOTIFY_FN0)(_In_ UINT16 layerId, _In_ UINT32 calloutId,
    _In_ UINT64 flowContext);

/* told of filters that name the callout; version 0; IRQL <= DISPATCH_LEVEL (fwpsk.h, nc-fwpsk-fwps_callout_notify_fn0)
 * */
typedef NTSTATUS (NTAPI *FWPS_CALLOUT_NOTIFY_FN0)(_In_ FWPS_CALLOUT_NOTIFY_TYPE notifyType, _In_ const GUID *filterKey,
    _In_ FWPS_FILTER0 *filter);

/* told of filters that name the callout; version 1; IRQL <= DISPATCH_LEVEL (fwpsk.h, nc-fwpsk-fwps_callout_notify_fn1)
 * */
typedef NTSTATUS (NTAPI *FWPS_CALLOUT_NOTIFY_FN1)(_In_ FWPS_CALLOUT_NOTIFY_TYPE notifyType, _In_ const GUID *filterKey,
    _In_ FWPS_FILTER1 *filter);

/* told of filters that name the callout; version 2; IRQL <= DISPATCH_LEVEL (fwpsk.h, nc-fwpsk-fwps_callout_notify_fn2)
 * */
typedef NTSTATUS (NTAPI *FWPS_CALLOUT_NOTIFY_FN2)(_In_ FWPS_CALLOUT_NOTIFY_TYPE notifyType, _In_ const GUID *filterKey,
    _Inout_ FWPS_FILTER2 *filter);

/* told of filters that name the callout; version 3; IRQL <= DISPATCH_LEVEL (fwpsk.h, nc-fwpsk-fwps_callout_notify_fn3)
 * */
typedef NTSTATUS (NTAPI *FWPS_CALLOUT_NOTIFY_FN3)(FWPS_CALLOUT_NOTIFY_TYPE notifyType, const GUID *filterKey,
    FWPS_FILTER3 *filter);

/* given back what was injected; IRQL <= DISPATCH_LEVEL (fwpsk.h, nc-fwpsk-fwps_inject_complete0) */
typedef void (NTAPI *FWPS_INJECT_COMPLETE0)(_In_ void *context, _Inout_ NET_BUFFER_LIST *netBufferList,
    _In_ BOOLEAN dispatchLevel);

/* told what happens to a net buffer list with a context; IRQL <= DISPATCH_LEVEL (fwpsk.h,
 * nc-fwpsk-fwps_net_buffer_list_notify_fn0) */
typedef void (NTAPI *FWPS_NET_BUFFER_LIST_NOTIFY_FN0)(_In_ FWPS_NET_BUFFER_LIST_EVENT_TYPE0 eventType,
    _Inout_opt_ NET_BUFFER_LIST *netBufferList, _Inout_opt_ NET_BUFFER_LIST *newNetBufferList, _In_ UINT16 layerId,
    _In_ UINT64 context, _In_ UINT64 contextTag);

/* told what happens to a net buffer list with a context, and may refuse; IRQL <= DISPATCH_LEVEL (fwpsk.h,
 * nc-fwpsk-fwps_net_buffer_list_notify_fn1) */
typedef NTSTATUS (NTAPI *FWPS_NET_BUFFER_LIST_NOTIFY_FN1)(_In_ FWPS_NET_BUFFER_LIST_EVENT_TYPE0 eventType,
    _Inout_ NET_BUFFER_LIST *netBufferList, _Inout_opt_ NET_BUFFER_LIST *newNetBufferList, _In_ UINT16 layerId,
    _In_ UINT64 context, _In_ UINT64 contextTag);

/* told that the filter engine's place among the switch extensions changed; IRQL <= DISPATCH_LEVEL (fwpsk.h,
 * nc-fwpsk-fwps_vswitch_filter_engine_reorder_callback0) */
typedef NTSTATUS (NTAPI *FWPS_VSWITCH_FILTER_ENGINE_REORDER_CALLBACK0)(_In_opt_ void *notifyContext,
    _In_ void *completionContext, _In_ BOOLEAN isInRequiredPosition,
    _In_ const NDIS_ENUM_FILTERS *vSwitchExtensionLwfList);

/* told of network interfaces of the virtual switch; IRQL <= DISPATCH_LEVEL (fwpsk.h,
 * nc-fwpsk-fwps_vswitch_interface_event_callback0) */
typedef NTSTATUS (NTAPI *FWPS_VSWITCH_INTERFACE_EVENT_CALLBACK0)(_In_opt_ void *notifyContext,
    _In_ void *completionContext, _In_ FWPS_VSWITCH_EVENT_TYPE eventType, _In_ const NDIS_SWITCH_PARAMETERS *vSwitch,
    _In_ const NDIS_SWITCH_NIC_PARAMETERS *vSwitchNic);

/* told that a virtual switch comes and goes; IRQL <= DISPATCH_LEVEL (fwpsk.h,
 * nc-fwpsk-fwps_vswitch_lifetime_event_callback0) */
typedef NTSTATUS (NTAPI *FWPS_VSWITCH_LIFETIME_EVENT_CALLBACK0)(_In_opt_ void *notifyContext,
    _In_ FWPS_VSWITCH_EVENT_TYPE eventType, _In_ const NDIS_SWITCH_PARAMETERS *vSwitch,
    _In_opt_ const NDIS_SWITCH_PORT_ARRAY *vSwitchPorts, _In_opt_ const NDIS_SWITCH_NIC_ARRAY *vSwitchInterfaces);

/* told of policies of the virtual switch; IRQL <= DISPATCH_LEVEL (fwpsk.h,
 * nc-fwpsk-fwps_vswitch_policy_event_callback0) */
typedef NTSTATUS (NTAPI *FWPS_VSWITCH_POLICY_EVENT_CALLBACK0)(_In_opt_ void *notifyContext,
    _In_ void *completionContext, _In_ FWPS_VSWITCH_EVENT_TYPE eventType, _In_ const NDIS_SWITCH_PARAMETERS *vSwitch,
    _In_opt_ const NDIS_SWITCH_PORT_PROPERTY_PARAMETERS *vSwitchPortProperty,
    _In_opt_ const NDIS_SWITCH_PORT_PROPERTY_DELETE_PARAMETERS *vSwitchPortPropertyDelete);

/* told of ports of the virtual switch; IRQL <= DISPATCH_LEVEL (fwpsk.h, nc-fwpsk-fwps_vswitch_port_event_callback0) */
typedef NTSTATUS (NTAPI *FWPS_VSWITCH_PORT_EVENT_CALLBACK0)(_In_opt_ void *notifyContext, _In_ void *completionContext,
    _In_ FWPS_VSWITCH_EVENT_TYPE eventType, _In_ const NDIS_SWITCH_PARAMETERS *vSwitch,
    _In_ const NDIS_SWITCH_PORT_PARAMETERS *vSwitchPort);

/* given back what it saved for a port that moved here; IRQL <= DISPATCH_LEVEL (fwpsk.h,
 * nc-fwpsk-fwps_vswitch_runtime_state_restore_callback0) */
typedef NTSTATUS (NTAPI *FWPS_VSWITCH_RUNTIME_STATE_RESTORE_CALLBACK0)(_In_opt_ void *notifyContext,
    _In_ void *completionContext, _In_ FWPS_VSWITCH_EVENT_TYPE eventType, _In_ const NDIS_SWITCH_PARAMETERS *vSwitch,
    _In_ NDIS_SWITCH_PORT_ID portId, void *runtimeState, _In_ SIZE_T runtimeStateLength);

/* asked what to keep for a port that moves away; IRQL <= DISPATCH_LEVEL (fwpsk.h,
 * nc-fwpsk-fwps_vswitch_runtime_state_save_callback0) */
typedef NTSTATUS (NTAPI *FWPS_VSWITCH_RUNTIME_STATE_SAVE_CALLBACK0)(_In_opt_ void *notifyContext,
    _In_ void *completionContext, _In_ FWPS_VSWITCH_EVENT_TYPE eventType, _In_ const NDIS_SWITCH_PARAMETERS *vSwitch,
    _In_ NDIS_SWITCH_PORT_ID portId, void **runtimeState, _Out_ SIZE_T *runtimeStateLength);

struct _FWPS_BIND_REQUEST0 {
    SOCKADDR_STORAGE localAddressAndPort;
    UINT64 portReservationToken;
    struct _FWPS_BIND_REQUEST0 *previousVersion;
    UINT64 modifierFilterId;
};

struct FWPS_CALLOUT0_ {
    GUID calloutKey;
    UINT32 flags;
    FWPS_CALLOUT_CLASSIFY_FN0 classifyFn;
    FWPS_CALLOUT_NOTIFY_FN0 notifyFn;
    FWPS_CALLOUT_FLOW_DELETE_NOTIFY_FN0 flowDeleteFn;
};

struct FWPS_CALLOUT1_ {
    GUID calloutKey;
    UINT32 flags;
    FWPS_CALLOUT_CLASSIFY_FN1 classifyFn;
    FWPS_CALLOUT_NOTIFY_FN1 notifyFn;
    FWPS_CALLOUT_FLOW_DELETE_NOTIFY_FN0 flowDeleteFn;
};

struct FWPS_CALLOUT2_ {
    GUID calloutKey;
    UINT32 flags;
    FWPS_CALLOUT_CLASSIFY_FN2 classifyFn;
    FWPS_CALLOUT_NOTIFY_FN2 notifyFn;
    FWPS_CALLOUT_FLOW_DELETE_NOTIFY_FN0 flowDeleteFn;
};

struct FWPS_CALLOUT3_ {
    GUID calloutKey;
    UINT32 flags;
    FWPS_CALLOUT_CLASSIFY_FN3 classifyFn;
    FWPS_CALLOUT_NOTIFY_FN3 notifyFn;
    FWPS_CALLOUT_FLOW_DELETE_NOTIFY_FN0 flowDeleteFn;
};

struct FWPS_CONNECTION_POLICY0_ {
    SOCKADDR_STORAGE localAddress;
    SOCKADDR_STORAGE nextHopAddress;
    IF_LUID interfaceLuid;
};

struct _FWPS_CONNECT_REQUEST0 {
    SOCKADDR_STORAGE localAddressAndPort;
    SOCKADDR_STORAGE remoteAddressAndPort;
    UINT64 portReservationToken;
    DWORD localRedirectTargetPID;
    struct _FWPS_CONNECT_REQUEST0 *previousVersion;
    UINT64 modifierFilterId;
    HANDLE localRedirectHandle;
    void *localRedirectContext;
    SIZE_T localRedirectContextSize;
};

struct FWPS_INCOMING_METADATA_VALUES0_ {
    UINT32 currentMetadataValues;
    UINT32 flags;
    UINT64 reserved;
    FWPS_DISCARD_METADATA0 discardMetadata;
    UINT64 flowHandle;
    UINT32 ipHeaderSize;
    UINT32 transportHeaderSize;
    FWP_BYTE_BLOB *processPath;
    UINT64 token;
    UINT64 processId;
    UINT32 sourceInterfaceIndex;
    UINT32 destinationInterfaceIndex;
    ULONG compartmentId;
    FWPS_INBOUND_FRAGMENT_METADATA0 fragmentMetadata;
    ULONG pathMtu;
    HANDLE completionHandle;
    UINT64 transportEndpointHandle;
    SCOPE_ID remoteScopeId;
    WSACMSGHDR *controlData;
    ULONG controlDataLength;
    FWP_DIRECTION packetDirection;
    PVOID headerIncludeHeader;
    ULONG headerIncludeHeaderLength;
    IP_ADDRESS_PREFIX destinationPrefix;
    UINT16 frameLength;
    UINT64 parentEndpointHandle;
    UINT32 icmpIdAndSequence;
    DWORD localRedirectTargetPID;
    SOCKADDR *originalDestination;
    HANDLE redirectRecords;
    UINT32 currentL2MetadataValues;
    UINT32 l2Flags;
    UINT32 ethernetMacHeaderSize;
    UINT32 wiFiOperationMode;
    NDIS_SWITCH_PORT_ID vSwitchSourcePortId;
    NDIS_SWITCH_NIC_INDEX vSwitchSourceNicIndex;
    NDIS_SWITCH_PORT_ID vSwitchDestinationPortId;
    HANDLE vSwitchPacketContext;
    PVOID subProcessTag;
    UINT64 reserved1;
};

struct FWPS_PACKET_LIST_FWP_INFORMATION0_ {
    unsigned isReinjected : 1;
};

struct FWPS_PACKET_LIST_INBOUND_IPSEC_INFORMATION0_ {
    unsigned isSecure : 1;
    unsigned isTransportMode : 1;
    unsigned isTunnelMode : 1;
    unsigned isTransportModeVerified : 1;
    unsigned isTunnelModeVerified : 1;
    unsigned isDeTunneled : 1;
};

struct FWPS_PACKET_LIST_OUTBOUND_IPSEC_INFORMATION0_ {
    unsigned isIPsecPolicyMatch : 1;
    unsigned isTransportPolicyMatch : 1;
    unsigned isTunnelPolicyMatch : 1;
    unsigned isTunnelIPinIP : 1;
};

struct FWPS_STREAM_CALLOUT_IO_PACKET0_ {
    FWPS_STREAM_DATA0 *streamData;
    SIZE_T missedBytes;
    UINT32 countBytesRequired;
    SIZE_T countBytesEnforced;
    FWPS_STREAM_ACTION_TYPE streamAction;
};

struct FWPS_STREAM_DATA_OFFSET0_ {
    NET_BUFFER_LIST *netBufferList;
    NET_BUFFER *netBuffer;
    MDL *mdl;
    UINT32 mdlOffset;
    UINT32 netBufferOffset;
    SIZE_T streamDataOffset;
};

struct FWPS_TRANSPORT_SEND_PARAMS0_ {
    UCHAR *remoteAddress;
    SCOPE_ID remoteScopeId;
    WSACMSGHDR *controlData;
    ULONG controlDataLength;
};

struct FWPS_TRANSPORT_SEND_PARAMS1_ {
    UCHAR *remoteAddress;
    SCOPE_ID remoteScopeId;
    WSACMSGHDR *controlData;
    ULONG controlDataLength;
    UCHAR *headerIncludeHeader;
    ULONG headerIncludeHeaderLength;
};

struct FWPS_VSWITCH_EVENT_DISPATCH_TABLE0_ {
    FWPS_VSWITCH_LIFETIME_EVENT_CALLBACK0 vSwitchLifetimeNotifyFn;
    FWPS_VSWITCH_PORT_EVENT_CALLBACK0 vSwitchPortEventNotifyFn;
    FWPS_VSWITCH_INTERFACE_EVENT_CALLBACK0 vSwitchInterfaceEventNotifyFn;
    FWPS_VSWITCH_FILTER_ENGINE_REORDER_CALLBACK0 vSwitchFilterEngineReorderNotifyRn;
    FWPS_VSWITCH_POLICY_EVENT_CALLBACK0 vSwitchPolicyEventNotifyFn;
    FWPS_VSWITCH_RUNTIME_STATE_SAVE_CALLBACK0 vSwitchRuntimeStateSaveNotifyFn;
    FWPS_VSWITCH_RUNTIME_STATE_RESTORE_CALLBACK0 vSwitchRuntimeStateRestoreNotifyFn;
};

struct FWPS_PACKET_LIST_IPSEC_INFORMATION0_ {
    union {
        FWPS_PACKET_LIST_INBOUND_IPSEC_INFORMATION0 inbound;
        FWPS_PACKET_LIST_OUTBOUND_IPSEC_INFORMATION0 outbound;
        UINT32 flags;
    };
};

struct FWPS_STREAM_DATA0_ {
    UINT32 flags;
    FWPS_STREAM_DATA_OFFSET0 dataOffset;
    SIZE_T dataLength;
    NET_BUFFER_LIST *netBufferListChain;
};

struct FWPS_PACKET_LIST_INFORMATION0_ {
    FWPS_PACKET_LIST_IPSEC_INFORMATION0 ipsecInformation;
    FWPS_PACKET_LIST_FWP_INFORMATION0 fwpInformation;
};

/* get a handle identifying a classify so it can be pended; IRQL <= DISPATCH_LEVEL (fwpsk.h,
 * nf-fwpsk-fwpsacquireclassifyhandle0) */
NTSTATUS NTAPI FwpsAcquireClassifyHandle0(_In_ void *classifyContext, _In_ UINT32 flags, _Out_ UINT64 *classifyHandle);

/* get writable copy of layer data (redirect layers); IRQL <= DISPATCH_LEVEL (fwpsk.h,
 * nf-fwpsk-fwpsacquirewritablelayerdatapointer0) */
NTSTATUS NTAPI FwpsAcquireWritableLayerDataPointer0(_In_ UINT64 classifyHandle, _In_ UINT64 filterId,
    _In_ UINT32 flags, _Out_ PVOID *writableLayerData, _Inout_ FWPS_CLASSIFY_OUT0 *classifyOut);

/* open ALE endpoint enumeration; IRQL PASSIVE_LEVEL (fwpsk.h, nf-fwpsk-fwpsaleendpointcreateenumhandle0) */
NTSTATUS NTAPI FwpsAleEndpointCreateEnumHandle0(_In_ HANDLE engineHandle,
    _In_opt_ const FWPS_ALE_ENDPOINT_ENUM_TEMPLATE0 *enumTemplate,
    _Out_ HANDLE *enumHandle) OPENWFP_KERNEL_SYMBOL("FwpsAleEndpointCreateEnumHandle0");

/* close ALE endpoint enumeration; IRQL PASSIVE_LEVEL (fwpsk.h, nf-fwpsk-fwpsaleendpointdestroyenumhandle0) */
NTSTATUS NTAPI FwpsAleEndpointDestroyEnumHandle0(_In_ HANDLE engineHandle,
    _Inout_ HANDLE enumHandle) OPENWFP_KERNEL_SYMBOL("FwpsAleEndpointDestroyEnumHandle0");

/* enumerate ALE endpoints; IRQL PASSIVE_LEVEL (fwpsk.h, nf-fwpsk-fwpsaleendpointenum0) */
NTSTATUS NTAPI FwpsAleEndpointEnum0(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ FWPS_ALE_ENDPOINT_PROPERTIES0 ***entries,
    _Out_ UINT32 *numEntriesReturned) OPENWFP_KERNEL_SYMBOL("FwpsAleEndpointEnum0");

/* get ALE endpoint by id; IRQL PASSIVE_LEVEL (fwpsk.h, nf-fwpsk-fwpsaleendpointgetbyid0) */
NTSTATUS NTAPI FwpsAleEndpointGetById0(_In_ HANDLE engineHandle, _In_ UINT64 endpointId,
    _Out_ FWPS_ALE_ENDPOINT_PROPERTIES0 **properties) OPENWFP_KERNEL_SYMBOL("FwpsAleEndpointGetById0");

/* read ALE endpoint table SD; IRQL PASSIVE_LEVEL (fwpsk.h, nf-fwpsk-fwpsaleendpointgetsecurityinfo0) */
NTSTATUS NTAPI FwpsAleEndpointGetSecurityInfo0(_In_ HANDLE engineHandle, _In_ SECURITY_INFORMATION securityInfo,
    _Out_ PSID *sidOwner, _Out_ PSID *sidGroup, _Out_ PACL *dacl, _Out_ PACL *sacl,
    _Out_ PSECURITY_DESCRIPTOR *securityDescriptor) OPENWFP_KERNEL_SYMBOL("FwpsAleEndpointGetSecurityInfo0");

/* set ALE endpoint table SD; IRQL PASSIVE_LEVEL (fwpsk.h, nf-fwpsk-fwpsaleendpointsetsecurityinfo0) */
NTSTATUS NTAPI FwpsAleEndpointSetSecurityInfo0(_In_ HANDLE engineHandle, _In_ SECURITY_INFORMATION securityInfo,
    _In_opt_ const SID *sidOwner, _In_opt_ const SID *sidGroup, _In_opt_ const ACL *dacl,
    _In_opt_ const ACL *sacl) OPENWFP_KERNEL_SYMBOL("FwpsAleEndpointSetSecurityInfo0");

/* clone an NBL chain for later injection; IRQL <= DISPATCH_LEVEL (fwpsk.h, nf-fwpsk-fwpsallocateclonenetbufferlist0)
 * */
NTSTATUS NTAPI FwpsAllocateCloneNetBufferList0(_Inout_ NET_BUFFER_LIST *originalNetBufferList,
    _In_opt_ NDIS_HANDLE netBufferListPoolHandle, _In_opt_ NDIS_HANDLE netBufferPoolHandle,
    _In_ ULONG allocateCloneFlags, _Out_ NET_BUFFER_LIST **netBufferList);

/* clone an NBL including data copy; IRQL <= DISPATCH_LEVEL (fwpsk.h, nf-fwpsk-fwpsallocatedeepclonenetbufferlist0) */
NTSTATUS NTAPI FwpsAllocateDeepCloneNetBufferList0(_Inout_ NET_BUFFER_LIST *originalNetBufferList,
    _In_opt_ NDIS_HANDLE netBufferListPoolHandle, _In_opt_ NDIS_HANDLE netBufferPoolHandle,
    _Out_ NET_BUFFER_LIST **netBufferList);

/* allocate NBL+NB describing an MDL; IRQL <= DISPATCH_LEVEL (fwpsk.h, nf-fwpsk-fwpsallocatenetbufferandnetbufferlist0)
 * */
NTSTATUS NTAPI FwpsAllocateNetBufferAndNetBufferList0(_In_ NDIS_HANDLE poolHandle, _In_ USHORT contextSize,
    _In_ USHORT contextBackFill, _In_opt_ MDL *mdlChain, _In_ ULONG dataOffset, _In_ SIZE_T dataLength,
    _Out_ NET_BUFFER_LIST **netBufferList);

/* apply changes made to writable layer data; IRQL <= DISPATCH_LEVEL (fwpsk.h, nf-fwpsk-fwpsapplymodifiedlayerdata0) */
void NTAPI FwpsApplyModifiedLayerData0(_In_ UINT64 classifyHandle, _In_ PVOID modifiedLayerData, _In_ UINT32 flags);

/* register callout functions (FWPS_CALLOUT0); IRQL PASSIVE_LEVEL (fwpsk.h, nf-fwpsk-fwpscalloutregister0) */
NTSTATUS NTAPI FwpsCalloutRegister0(_Inout_ void *deviceObject, _In_ const FWPS_CALLOUT0 *callout,
    _Out_opt_ UINT32 *calloutId);

/* register callout functions (FWPS_CALLOUT1); IRQL PASSIVE_LEVEL (fwpsk.h, nf-fwpsk-fwpscalloutregister1) */
NTSTATUS NTAPI FwpsCalloutRegister1(_Inout_ void *deviceObject, _In_ const FWPS_CALLOUT1 *callout,
    _Out_opt_ UINT32 *calloutId);

/* register callout functions (FWPS_CALLOUT2); IRQL PASSIVE_LEVEL (fwpsk.h, nf-fwpsk-fwpscalloutregister2) */
NTSTATUS NTAPI FwpsCalloutRegister2(_Inout_ void *deviceObject, _In_ const FWPS_CALLOUT2 *callout,
    _Out_opt_ UINT32 *calloutId);

/* register callout functions (FWPS_CALLOUT3); IRQL PASSIVE_LEVEL (fwpsk.h, nf-fwpsk-fwpscalloutregister3) */
NTSTATUS NTAPI FwpsCalloutRegister3(_Inout_ void *deviceObject, _In_ const FWPS_CALLOUT3 *callout,
    _Out_opt_ UINT32 *calloutId);

/* unregister callout by runtime id; IRQL PASSIVE_LEVEL (fwpsk.h, nf-fwpsk-fwpscalloutunregisterbyid0) */
NTSTATUS NTAPI FwpsCalloutUnregisterById0(_In_ const UINT32 calloutId);

/* unregister callout by GUID; IRQL PASSIVE_LEVEL (fwpsk.h, nf-fwpsk-fwpscalloutunregisterbykey0) */
NTSTATUS NTAPI FwpsCalloutUnregisterByKey0(_In_ const GUID *calloutKey);

/* set a classify option for the current classify; IRQL <= DISPATCH_LEVEL (fwpsk.h, nf-fwpsk-fwpsclassifyoptionset0) */
NTSTATUS NTAPI FwpsClassifyOptionSet0(_In_ const FWPS_INCOMING_METADATA_VALUES0 *inMetadataValues,
    _In_ const FWP_CLASSIFY_OPTION_TYPE option, _In_ const FWP_VALUE0 *newValue);

/* clone indicated stream data into NBL chain; IRQL <= DISPATCH_LEVEL (fwpsk.h, nf-fwpsk-fwpsclonestreamdata0) */
NTSTATUS NTAPI FwpsCloneStreamData0(_Inout_ FWPS_STREAM_DATA0 *calloutStreamData,
    _In_opt_ NDIS_HANDLE netBufferListPoolHandle, _In_opt_ NDIS_HANDLE netBufferPoolHandle,
    _In_ ULONG allocateCloneFlags, _Out_ NET_BUFFER_LIST **netBufferListChain);

/* complete a pended classify; IRQL <= DISPATCH_LEVEL (fwpsk.h, nf-fwpsk-fwpscompleteclassify0) */
void NTAPI FwpsCompleteClassify0(_In_ UINT64 classifyHandle, _In_ UINT32 flags,
    _In_opt_ const FWPS_CLASSIFY_OUT0 *classifyOut);

/* complete a pended ALE operation; IRQL <= DISPATCH_LEVEL (fwpsk.h, nf-fwpsk-fwpscompleteoperation0) */
void NTAPI FwpsCompleteOperation0(_In_ HANDLE completionContext, _In_opt_ PNET_BUFFER_LIST netBufferList);

/* build or rebuild IP header for an NBL; IRQL <= DISPATCH_LEVEL (fwpsk.h,
 * nf-fwpsk-fwpsconstructipheaderfortransportpacket0) */
NTSTATUS NTAPI FwpsConstructIpHeaderForTransportPacket0(_Inout_ NET_BUFFER_LIST *netBufferList,
    ULONG headerIncludeHeaderLength, _In_ ADDRESS_FAMILY addressFamily, _In_ const UCHAR *sourceAddress,
    _In_ const UCHAR *remoteAddress, _In_ IPPROTO nextProtocol, _In_opt_ UINT64 endpointHandle,
    _In_opt_ const WSACMSGHDR *controlData, _In_ ULONG controlDataLength, _In_ UINT32 flags, PVOID reserved,
    _In_opt_ IF_INDEX interfaceIndex, _In_opt_ IF_INDEX subInterfaceIndex);

/* copy stream data to flat buffer; IRQL <= DISPATCH_LEVEL (fwpsk.h, nf-fwpsk-fwpscopystreamdatatobuffer0) */
void NTAPI FwpsCopyStreamDataToBuffer0(_In_ const FWPS_STREAM_DATA0 *calloutStreamData, _Inout_ PVOID buffer,
    _In_ SIZE_T bytesToCopy, _Out_ SIZE_T *bytesCopied);

/* drop reference on NBL; IRQL <= DISPATCH_LEVEL (fwpsk.h, nf-fwpsk-fwpsdereferencenetbufferlist0) */
void NTAPI FwpsDereferenceNetBufferList0(_Inout_ NET_BUFFER_LIST *netBufferList, _In_ BOOLEAN dispatchLevel);

/* drop reference on vSwitch packet context; IRQL <= DISPATCH_LEVEL (fwpsk.h,
 * nf-fwpsk-fwpsdereferencevswitchpacketcontext0) */
void NTAPI FwpsDereferencevSwitchPacketContext0(HANDLE packetContext);

/* free cloned stream data; IRQL <= DISPATCH_LEVEL (fwpsk.h, nf-fwpsk-fwpsdiscardclonedstreamdata0) */
void NTAPI FwpsDiscardClonedStreamData0(_Inout_ NET_BUFFER_LIST *netBufferListChain, UINT32 allocateCloneFlags,
    _In_ BOOLEAN dispatchLevel);

/* abort a data flow; IRQL <= DISPATCH_LEVEL (fwpsk.h, nf-fwpsk-fwpsflowabort0) */
NTSTATUS NTAPI FwpsFlowAbort0(_In_ UINT64 flowId);

/* attach callout context to a flow at a layer; IRQL <= DISPATCH_LEVEL (fwpsk.h, nf-fwpsk-fwpsflowassociatecontext0) */
NTSTATUS NTAPI FwpsFlowAssociateContext0(_In_ UINT64 flowId, _In_ UINT16 layerId, _In_ UINT32 calloutId,
    _In_ UINT64 flowContext);

/* detach flow context; IRQL <= DISPATCH_LEVEL (fwpsk.h, nf-fwpsk-fwpsflowremovecontext0) */
NTSTATUS NTAPI FwpsFlowRemoveContext0(_In_ UINT64 flowId, _In_ UINT16 layerId, _In_ UINT32 calloutId);

/* free cloned NBL; IRQL <= DISPATCH_LEVEL (fwpsk.h, nf-fwpsk-fwpsfreeclonenetbufferlist0) */
void NTAPI FwpsFreeCloneNetBufferList0(_Inout_ NET_BUFFER_LIST *netBufferList, _In_ ULONG freeCloneFlags);

/* free NBL from FwpsAllocateNetBufferAndNetBufferList0; IRQL <= DISPATCH_LEVEL (fwpsk.h,
 * nf-fwpsk-fwpsfreenetbufferlist0) */
void NTAPI FwpsFreeNetBufferList0(_Inout_ NET_BUFFER_LIST *netBufferList);

/* query IPsec/WFP info of an NBL; IRQL <= DISPATCH_LEVEL (fwpsk.h, nf-fwpsk-fwpsgetpacketlistsecurityinformation0) */
NTSTATUS NTAPI FwpsGetPacketListSecurityInformation0(_In_ NET_BUFFER_LIST *packetList, _In_ UINT32 queryFlags,
    _Inout_ FWPS_PACKET_LIST_INFORMATION0 *packetInformation);

/* inject into forward path; IRQL <= DISPATCH_LEVEL (fwpsk.h, nf-fwpsk-fwpsinjectforwardasync0) */
NTSTATUS NTAPI FwpsInjectForwardAsync0(_In_ HANDLE injectionHandle, _In_opt_ HANDLE injectionContext,
    _In_ UINT32 flags, _In_ ADDRESS_FAMILY addressFamily, _In_ COMPARTMENT_ID compartmentId,
    _In_ IF_INDEX interfaceIndex, _Inout_ NET_BUFFER_LIST *netBufferList, _In_ FWPS_INJECT_COMPLETE0 completionFn,
    _In_opt_ HANDLE completionContext);

/* create injection handle; IRQL PASSIVE_LEVEL (fwpsk.h, nf-fwpsk-fwpsinjectionhandlecreate0) */
NTSTATUS NTAPI FwpsInjectionHandleCreate0(_In_opt_ ADDRESS_FAMILY addressFamily, _In_ UINT32 flags,
    _Out_ HANDLE *injectionHandle);

/* destroy injection handle (waits for outstanding injections); IRQL PASSIVE_LEVEL (fwpsk.h,
 * nf-fwpsk-fwpsinjectionhandledestroy0) */
NTSTATUS NTAPI FwpsInjectionHandleDestroy0(_In_ HANDLE injectionHandle);

/* inject L2 frame into receive path; IRQL <= DISPATCH_LEVEL (fwpsk.h, nf-fwpsk-fwpsinjectmacreceiveasync0) */
NTSTATUS NTAPI FwpsInjectMacReceiveAsync0(_In_ HANDLE injectionHandle, _In_opt_ HANDLE injectionContext,
    _In_ UINT32 flags, _In_ UINT16 layerId, _In_ IF_INDEX interfaceIndex, _In_ NDIS_PORT_NUMBER NdisPortNumber,
    _Inout_ NET_BUFFER_LIST *netBufferLists, _In_ FWPS_INJECT_COMPLETE0 completionFn,
    _In_opt_ HANDLE completionContext);

/* inject L2 frame into send path; IRQL <= DISPATCH_LEVEL (fwpsk.h, nf-fwpsk-fwpsinjectmacsendasync0) */
NTSTATUS NTAPI FwpsInjectMacSendAsync0(_In_ HANDLE injectionHandle, _In_opt_ HANDLE injectionContext,
    _In_ UINT32 flags, _In_ UINT16 layerId, _In_ IF_INDEX interfaceIndex, _In_ NDIS_PORT_NUMBER NdisPortNumber,
    _Inout_ NET_BUFFER_LIST *netBufferLists, _In_ FWPS_INJECT_COMPLETE0 completionFn,
    _In_opt_ HANDLE completionContext);

/* inject IP packet into receive path; IRQL <= DISPATCH_LEVEL (fwpsk.h, nf-fwpsk-fwpsinjectnetworkreceiveasync0) */
NTSTATUS NTAPI FwpsInjectNetworkReceiveAsync0(_In_ HANDLE injectionHandle, _In_opt_ HANDLE injectionContext,
    _In_ UINT32 flags, _In_ COMPARTMENT_ID compartmentId, _In_ IF_INDEX interfaceIndex,
    _In_ IF_INDEX subInterfaceIndex, _Inout_ NET_BUFFER_LIST *netBufferList, _In_ FWPS_INJECT_COMPLETE0 completionFn,
    _In_opt_ HANDLE completionContext);

/* inject IP packet into send path; IRQL <= DISPATCH_LEVEL (fwpsk.h, nf-fwpsk-fwpsinjectnetworksendasync0) */
NTSTATUS NTAPI FwpsInjectNetworkSendAsync0(_In_ HANDLE injectionHandle, _In_opt_ HANDLE injectionContext,
    _In_ UINT32 flags, _In_ COMPARTMENT_ID compartmentId, _Inout_ NET_BUFFER_LIST *netBufferList,
    _In_ FWPS_INJECT_COMPLETE0 completionFn, _In_opt_ HANDLE completionContext);

/* inject into transport receive path; IRQL <= DISPATCH_LEVEL (fwpsk.h, nf-fwpsk-fwpsinjecttransportreceiveasync0) */
NTSTATUS NTAPI FwpsInjectTransportReceiveAsync0(_In_ HANDLE injectionHandle, _In_opt_ HANDLE injectionContext,
    PVOID reserved, _In_ UINT32 flags, _In_ ADDRESS_FAMILY addressFamily, _In_ COMPARTMENT_ID compartmentId,
    _In_ IF_INDEX interfaceIndex, _In_ IF_INDEX subInterfaceIndex, _Inout_ NET_BUFFER_LIST *netBufferList,
    _In_ FWPS_INJECT_COMPLETE0 completionFn, _In_opt_ HANDLE completionContext);

/* inject into transport send path; IRQL <= DISPATCH_LEVEL (fwpsk.h, nf-fwpsk-fwpsinjecttransportsendasync0) */
NTSTATUS NTAPI FwpsInjectTransportSendAsync0(_In_ HANDLE injectionHandle, _In_opt_ HANDLE injectionContext,
    _In_ UINT64 endpointHandle, _In_ UINT32 flags, _In_opt_ FWPS_TRANSPORT_SEND_PARAMS0 *sendArgs,
    _In_ ADDRESS_FAMILY addressFamily, _In_ COMPARTMENT_ID compartmentId, _Inout_ NET_BUFFER_LIST *netBufferList,
    _In_ FWPS_INJECT_COMPLETE0 completionFn, _In_opt_ HANDLE completionContext);

/* inject into transport send path (SEND_PARAMS1, header-include); IRQL <= DISPATCH_LEVEL (fwpsk.h,
 * nf-fwpsk-fwpsinjecttransportsendasync1) */
NTSTATUS NTAPI FwpsInjectTransportSendAsync1(_In_ HANDLE injectionHandle, _In_opt_ HANDLE injectionContext,
    _In_ UINT64 endpointHandle, _In_ UINT32 flags, _In_opt_ FWPS_TRANSPORT_SEND_PARAMS1 *sendArgs,
    _In_ ADDRESS_FAMILY addressFamily, _In_ COMPARTMENT_ID compartmentId, _Inout_ NET_BUFFER_LIST *netBufferList,
    _In_ FWPS_INJECT_COMPLETE0 completionFn, _In_opt_ HANDLE completionContext);

/* inject frame at vSwitch ingress; IRQL <= DISPATCH_LEVEL (fwpsk.h, nf-fwpsk-fwpsinjectvswitchethernetingressasync0)
 * */
NTSTATUS NTAPI FwpsInjectvSwitchEthernetIngressAsync0(_In_ HANDLE injectionHandle, _In_opt_ HANDLE injectionContext,
    _In_ UINT32 flags, _In_opt_ void *reserved, _In_ const FWP_BYTE_BLOB *vSwitchId,
    _In_ NDIS_SWITCH_PORT_ID vSwitchSourcePortId, _In_ NDIS_SWITCH_NIC_INDEX vSwitchSourceNicIndex,
    NET_BUFFER_LIST *netBufferLists, _In_ FWPS_INJECT_COMPLETE0 completionFn, _In_opt_ HANDLE completionContext);

/* tag an NBL with context; IRQL <= DISPATCH_LEVEL (fwpsk.h, nf-fwpsk-fwpsnetbufferlistassociatecontext0) */
NTSTATUS NTAPI FwpsNetBufferListAssociateContext0(_Inout_ NET_BUFFER_LIST *netBufferList, _In_ UINT16 layerId,
    _In_ UINT64 context, _In_ UINT64 contextTag, GUID *providerGuid, _Inout_ void *deviceObject,
    _In_ FWPS_NET_BUFFER_LIST_NOTIFY_FN0 notifyFn, _In_ UINT32 flags);

/* tag an NBL with context (notify fn1); IRQL <= DISPATCH_LEVEL (fwpsk.h, nf-fwpsk-fwpsnetbufferlistassociatecontext1)
 * */
NTSTATUS NTAPI FwpsNetBufferListAssociateContext1(_Inout_ NET_BUFFER_LIST *netBufferList, _In_ UINT16 layerId,
    _In_ UINT64 context, _In_ UINT64 contextTag, GUID *providerGuid, _Inout_ void *deviceObject,
    _In_ FWPS_NET_BUFFER_LIST_NOTIFY_FN1 notifyFn, _In_ UINT32 flags);

/* get a tag for NBL contexts; IRQL <= DISPATCH_LEVEL (fwpsk.h, nf-fwpsk-fwpsnetbufferlistgettagforcontext0) */
UINT64 NTAPI FwpsNetBufferListGetTagForContext0(void);

/* remove NBL context; IRQL <= DISPATCH_LEVEL (fwpsk.h, nf-fwpsk-fwpsnetbufferlistremovecontext0) */
NTSTATUS NTAPI FwpsNetBufferListRemoveContext0(_Inout_opt_ NET_BUFFER_LIST *netBufferList, _In_ UINT64 contextTag,
    _In_ UINT32 flags);

/* read NBL context; IRQL <= DISPATCH_LEVEL (fwpsk.h, nf-fwpsk-fwpsnetbufferlistretrievecontext0) */
NTSTATUS NTAPI FwpsNetBufferListRetrieveContext0(_Inout_ NET_BUFFER_LIST *netBufferList, _In_ UINT64 contextTag,
    _In_ BOOLEAN removeContext, _In_ UINT32 flags, _Out_ UINT64 *context);

/* open user token by modified id; IRQL <= PASSIVE_LEVEL (fwpsk.h, nf-fwpsk-fwpsopentoken0) */
NTSTATUS NTAPI FwpsOpenToken0(_In_ HANDLE engineHandle, _In_ LUID modifiedId, _In_ DWORD desiredAccess,
    _Out_ HANDLE *accessToken) OPENWFP_KERNEL_SYMBOL("FwpsOpenToken0");

/* pend a classify; IRQL <= DISPATCH_LEVEL (fwpsk.h, nf-fwpsk-fwpspendclassify0) */
NTSTATUS NTAPI FwpsPendClassify0(_In_ UINT64 classifyHandle, _In_ UINT64 filterId, _In_ UINT32 flags,
    _Inout_ FWPS_CLASSIFY_OUT0 *classifyOut);

/* pend an ALE authorization; IRQL <= DISPATCH_LEVEL (fwpsk.h, nf-fwpsk-fwpspendoperation0) */
NTSTATUS NTAPI FwpsPendOperation0(_In_ HANDLE completionHandle, _Out_ HANDLE *completionContext);

/* tell if connection was redirected and by whom; IRQL <= DISPATCH_LEVEL (fwpsk.h,
 * nf-fwpsk-fwpsqueryconnectionredirectstate0) */
FWPS_CONNECTION_REDIRECT_STATE NTAPI FwpsQueryConnectionRedirectState0(HANDLE redirectRecords, HANDLE redirectHandle,
    void **redirectContext);

/* serialize redirect records for SIO_SET; IRQL <= DISPATCH_LEVEL (fwpsk.h,
 * nf-fwpsk-fwpsqueryconnectionsioformatredirectrecords0) */
NTSTATUS NTAPI FwpsQueryConnectionSioFormatRedirectRecords0(_In_ HANDLE RedirectRecords, _Out_opt_ PVOID OutputBuffer,
    _In_ SIZE_T OutputBufferLength, _Out_opt_ PSIZE_T BytesTransferred);

/* tell whether packet was injected and by whom; IRQL <= DISPATCH_LEVEL (fwpsk.h,
 * nf-fwpsk-fwpsquerypacketinjectionstate0) */
FWPS_PACKET_INJECTION_STATE NTAPI FwpsQueryPacketInjectionState0(_In_ HANDLE injectionHandle,
    _In_ const NET_BUFFER_LIST *netBufferList, _Out_opt_ HANDLE *injectionContext);

/* reassemble fragment group at forward layer; IRQL <= DISPATCH_LEVEL (fwpsk.h,
 * nf-fwpsk-fwpsreassembleforwardfragmentgroup0) */
NTSTATUS NTAPI FwpsReassembleForwardFragmentGroup0(_In_ ADDRESS_FAMILY addressFamily,
    _Inout_ NET_BUFFER_LIST *fragmentGroupNblChain, _In_opt_ NDIS_HANDLE netBufferAndNetBufferListPoolHandle,
    _In_ ULONG dataBackFill, _In_ ULONG flags, _Out_ NET_BUFFER_LIST **reassembledNbl);

/* create redirect handle; IRQL PASSIVE_LEVEL (fwpsk.h, nf-fwpsk-fwpsredirecthandlecreate0) */
NTSTATUS NTAPI FwpsRedirectHandleCreate0(const GUID *providerGuid, UINT32 flags, HANDLE *redirectHandle);

/* destroy redirect handle; IRQL PASSIVE_LEVEL (fwpsk.h, nf-fwpsk-fwpsredirecthandledestroy0) */
void NTAPI FwpsRedirectHandleDestroy0(HANDLE redirectHandle);

/* take reference on NBL; IRQL <= DISPATCH_LEVEL (fwpsk.h, nf-fwpsk-fwpsreferencenetbufferlist0) */
void NTAPI FwpsReferenceNetBufferList0(_Inout_ NET_BUFFER_LIST *netBufferList, _In_ BOOLEAN intendToModify);

/* take reference on vSwitch packet context; IRQL <= DISPATCH_LEVEL (fwpsk.h,
 * nf-fwpsk-fwpsreferencevswitchpacketcontext0) */
void NTAPI FwpsReferencevSwitchPacketContext0(HANDLE packetContext);

/* release classify handle; IRQL <= DISPATCH_LEVEL (fwpsk.h, nf-fwpsk-fwpsreleaseclassifyhandle0) */
void NTAPI FwpsReleaseClassifyHandle0(_In_ UINT64 classifyHandle);

/* resume a deferred stream; IRQL <= DISPATCH_LEVEL (fwpsk.h, nf-fwpsk-fwpsstreamcontinue0) */
NTSTATUS NTAPI FwpsStreamContinue0(_In_ UINT64 flowId, _In_ UINT32 calloutId, _In_ UINT16 layerId,
    _In_ UINT32 streamFlags);

/* inject data into TCP stream; IRQL <= DISPATCH_LEVEL (fwpsk.h, nf-fwpsk-fwpsstreaminjectasync0) */
NTSTATUS NTAPI FwpsStreamInjectAsync0(_In_ HANDLE injectionHandle, _In_opt_ HANDLE injectionContext, _In_ UINT32 flags,
    _In_ UINT64 flowId, _In_ UINT32 calloutId, _In_ UINT16 layerId, _In_ UINT32 streamFlags,
    _Inout_ NET_BUFFER_LIST *netBufferList, _In_ SIZE_T dataLength, _In_ FWPS_INJECT_COMPLETE0 completionFn,
    _In_opt_ HANDLE completionContext);

/* subscribe to vSwitch events; IRQL <= PASSIVE_LEVEL (fwpsk.h, nf-fwpsk-fwpsvswitcheventssubscribe0) */
NTSTATUS NTAPI FwpsvSwitchEventsSubscribe0(const GUID *providerGuid, void *notifyContext, UINT32 flags, void *reserved,
    const FWPS_VSWITCH_EVENT_DISPATCH_TABLE0 *eventDispatchTable, UINT32 *subscriptionId);

/* unsubscribe vSwitch events; IRQL <= PASSIVE_LEVEL (fwpsk.h, nf-fwpsk-fwpsvswitcheventsunsubscribe0) */
void NTAPI FwpsvSwitchEventsUnsubscribe0(UINT32 subscriptionId, UINT32 flags, void *reserved);

/* complete a pended vSwitch notification; IRQL <= DISPATCH_LEVEL (fwpsk.h, nf-fwpsk-fwpsvswitchnotifycomplete0) */
void NTAPI FwpsvSwitchNotifyComplete0(void *completionContext, NTSTATUS status, UINT32 flags, void *reserved);

#ifdef __cplusplus
}
#endif

#endif
