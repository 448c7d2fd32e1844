/* Generated from schema/ by tools/gen/generate.py (make gen). Do not edit.
 * fwpstypes.h: run-time objects: filters as a callout sees them, values of a classify, its outcome.
 * Source of the facts: learn.microsoft.com, pages fwpstypes. */
#ifndef OPENWFP_FWPSTYPES_H
#define OPENWFP_FWPSTYPES_H

#include "fwpmtypes.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum FWPS_DISCARD_MODULE0_ {
    FWPS_DISCARD_MODULE_NETWORK = 0,
    FWPS_DISCARD_MODULE_TRANSPORT = 1,
    FWPS_DISCARD_MODULE_GENERAL = 2,
    FWPS_DISCARD_MODULE_MAX = 3
} FWPS_DISCARD_MODULE0;

typedef enum INET_DISCARD_REASON_ {
    InetDiscardSourceUnspecified = 0,
    InetDiscardDestinationMulticast = 1,
    InetDiscardHeaderInvalid = 2,
    InetDiscardChecksumInvalid = 3,
    InetDiscardEndpointNotFound = 4,
    InetDiscardConnectedPath = 5,
    InetDiscardSessionState = 6,
    InetDiscardReceiveInspection = 7,
    InetDiscardAckInvalid = 8,
    InetDiscardExpectedSyn = 9,
    InetDiscardRst = 10,
    InetDiscardSynRcvdSyn = 11,
    InetDiscardSimultaneousConnect = 12,
    InetDiscardPawsFailed = 13,
    InetDiscardLandAttack = 14,
    InetDiscardMissedReset = 15,
    InetDiscardOutsideWindow = 16,
    InetDiscardDuplicateSegment = 17,
    InetDiscardClosedWindow = 18,
    InetDiscardTcbRemoved = 19,
    InetDiscardFinWait2 = 20,
    InetDiscardReassemblyConflict = 21,
    InetDiscardFinReceived = 22,
    InetDiscardListenerInvalidFlags = 23,
    InetDiscardUrgentDeliveryAllocationFailure = 24,
    InetDiscardTcbNotInTcbTable = 25,
    InetDiscardTimeWaitTcbReceivedRstOutsideWindow = 26,
    InetDiscardTimeWaitTcbSynAndOtherFlags = 27,
    InetDiscardTimeWaitTcb = 28,
    InetDiscardSynAckWithFastopenCookieRequest = 29,
    InetDiscardPauseAccept = 30,
    InetDiscardSynAttack = 31,
    InetDiscardAcceptInspection = 32,
    InetDiscardAcceptRedirection = 33,
    InetDiscardReasonMaxEnumValue = 34
} INET_DISCARD_REASON;

typedef enum IP_DISCARD_REASON_ {
    IpDiscardBadSourceAddress = 1,
    IpDiscardNotLocallyDestined = 2,
    IpDiscardProtocolUnreachable = 3,
    IpDiscardPortUnreachable = 4,
    IpDiscardBadLength = 5,
    IpDiscardMalformedHeader = 6,
    IpDiscardNoRoute = 7,
    IpDiscardBeyondScope = 8,
    IpDiscardInspectionDrop = 9,
    IpDiscardTooManyDecapsulations = 10,
    IpDiscardAdministrativelyProhibited = 11,
    IpDiscardBadChecksum = 12,
    IpDiscardFirstFragmentIncomplete = 13,
    IpDiscardHeaderNotContiguous = 14,
    IpDiscardHeaderNotAligned = 15,
    IpDiscardReceivePathMax = 127,
    IpDiscardHopLimitExceeded = 128,
    IpDiscardAddressUnreachable = 129,
    IpDiscardRscPacket = 130,
    IpDiscardSourceViolation = 131,
    IpDiscardForwardPathMax = 255,
    IpDiscardArbitrationUnhandled = 256,
    IpDiscardInspectionAbsorb = 257,
    IpDiscardDontFragmentMtuExceeded = 258,
    IpDiscardBufferLengthExceeded = 259,
    IpDiscardAddressResolutionTimeout = 260,
    IpDiscardAddressResolutionFailure = 261,
    IpDiscardIpsecFailure = 262,
    IpDiscardExtensionHeadersFailure = 263,
    IpDiscardAllocationFailure = 264,
    IpDiscardIpsnpiClientDrop = 265,
    IpDiscardUnsupportedOffload = 266,
    IpDiscardRoutingFailure = 267,
    IpDiscardAncillaryDataFailure = 268,
    IpDiscardRawDataFailure = 269,
    IpDiscardSessionStateFailure = 270,
    IpDiscardIpsnpiAllocationFailure = 271,
    IpDiscardIpsnpiModifiedButNotForwarded = 272,
    IpDiscardIpsnpiNoNextHop = 273,
    IpDiscardIpsnpiNoCompartment = 274,
    IpDiscardIpsnpiNoInterface = 275,
    IpDiscardIpsnpiNoSubInterface = 276,
    IpDiscardIpsnpiInterfaceDisabled = 277,
    IpDiscardIpsnpiSegmentationFailed = 278,
    IpDiscardIpsnpiNoEthernetHeader = 279,
    IpDiscardIpsnpiUnexpectedFragment = 280,
    IpDiscardIpsnpiUnsupportedInterfaceType = 281,
    IpDiscardIpsnpiInvalidLsoInfo = 282,
    IpDiscardIpsnpiInvalidUsoInfo = 283,
    IpDiscardInternalError = 284,
    IpDiscardAdministrativelyConfigured = 285,
    IpDiscardBadOption = 286,
    IpDiscardLoopbackDisallowed = 287,
    IpDiscardSmallerScope = 288,
    IpDiscardQueueFull = 289,
    IpDiscardInterfaceDisabled = 290,
    IpDiscardNlClientDiscard = 291,
    IpDiscardIpsnpiUroSegmentSizeExceedsMtu = 292,
    IpDiscardSwUsoFailure = 293,
    IpDiscardMax = 294
} IP_DISCARD_REASON;

typedef enum FWPS_GENERAL_DISCARD_REASON_ {
    FWPS_DISCARD_FIREWALL_POLICY = 0,
    FWPS_DISCARD_IPSEC = 1,
    FWPS_GENERAL_DISCARD_REASON_MAX = 2
} FWPS_GENERAL_DISCARD_REASON;

/* FWPS_METADATA_FIELD (bit in currentMetadataValues) */
#define FWPS_METADATA_FIELD_DISCARD_REASON                   0x00000001
#define FWPS_METADATA_FIELD_FLOW_HANDLE                      0x00000002
#define FWPS_METADATA_FIELD_IP_HEADER_SIZE                   0x00000004
#define FWPS_METADATA_FIELD_PROCESS_PATH                     0x00000008
#define FWPS_METADATA_FIELD_TOKEN                            0x00000010
#define FWPS_METADATA_FIELD_PROCESS_ID                       0x00000020
#define FWPS_METADATA_FIELD_SYSTEM_FLAGS                     0x00000040
#define FWPS_METADATA_FIELD_RESERVED                         0x00000080
#define FWPS_METADATA_FIELD_SOURCE_INTERFACE_INDEX           0x00000100
#define FWPS_METADATA_FIELD_DESTINATION_INTERFACE_INDEX      0x00000200
#define FWPS_METADATA_FIELD_TRANSPORT_HEADER_SIZE            0x00000400
#define FWPS_METADATA_FIELD_COMPARTMENT_ID                   0x00000800
#define FWPS_METADATA_FIELD_FRAGMENT_DATA                    0x00001000
#define FWPS_METADATA_FIELD_PATH_MTU                         0x00002000
#define FWPS_METADATA_FIELD_COMPLETION_HANDLE                0x00004000
#define FWPS_METADATA_FIELD_TRANSPORT_ENDPOINT_HANDLE        0x00008000
#define FWPS_METADATA_FIELD_TRANSPORT_CONTROL_DATA           0x00010000
#define FWPS_METADATA_FIELD_REMOTE_SCOPE_ID                  0x00020000
#define FWPS_METADATA_FIELD_PACKET_DIRECTION                 0x00040000
#define FWPS_METADATA_FIELD_PACKET_SYSTEM_CRITICAL           0x00080000
#define FWPS_METADATA_FIELD_FORWARD_LAYER_OUTBOUND_PASS_THRU 0x00100000
#define FWPS_METADATA_FIELD_FORWARD_LAYER_INBOUND_PASS_THRU  0x00200000
#define FWPS_METADATA_FIELD_ALE_CLASSIFY_REQUIRED            0x00400000
#define FWPS_METADATA_FIELD_TRANSPORT_HEADER_INCLUDE_HEADER  0x00800000
#define FWPS_METADATA_FIELD_DESTINATION_PREFIX               0x01000000
#define FWPS_METADATA_FIELD_ETHER_FRAME_LENGTH               0x02000000
#define FWPS_METADATA_FIELD_PARENT_ENDPOINT_HANDLE           0x04000000
#define FWPS_METADATA_FIELD_ICMP_ID_AND_SEQUENCE             0x08000000
#define FWPS_METADATA_FIELD_LOCAL_REDIRECT_TARGET_PID        0x10000000
#define FWPS_METADATA_FIELD_ORIGINAL_DESTINATION             0x20000000
#define FWPS_METADATA_FIELD_REDIRECT_RECORD_HANDLE           0x40000000
#define FWPS_METADATA_FIELD_SUB_PROCESS_TAG                  0x80000000

/* FWPS_L2_METADATA_FIELD (bit in currentL2MetadataValues) */
#define FWPS_L2_METADATA_FIELD_ETHERNET_MAC_HEADER_SIZE    0x00000001
#define FWPS_L2_METADATA_FIELD_WIFI_OPERATION_MODE         0x00000002
#define FWPS_L2_METADATA_FIELD_VSWITCH_SOURCE_PORT_ID      0x00000004
#define FWPS_L2_METADATA_FIELD_VSWITCH_SOURCE_NIC_INDEX    0x00000008
#define FWPS_L2_METADATA_FIELD_VSWITCH_PACKET_CONTEXT      0x00000010
#define FWPS_L2_METADATA_FIELD_VSWITCH_DESTINATION_PORT_ID 0x00000020
#define FWPS_L2_METADATA_FIELD_RESERVED                    0x80000000

/* FWPS_L2_INCOMING_FLAG (l2Flags) */
#define FWPS_L2_INCOMING_FLAG_IS_RAW_IPV4_FRAMING          0x00000001
#define FWPS_L2_INCOMING_FLAG_IS_RAW_IPV6_FRAMING          0x00000002
#define FWPS_L2_INCOMING_FLAG_RECLASSIFY_MULTI_DESTINATION 0x00000008

/* FWPS_INCOMING_FLAG (metadata flags) */
#define FWPS_INCOMING_FLAG_CACHE_SAFE                    0x00000001
#define FWPS_INCOMING_FLAG_ENFORCE_QUERY                 0x00000002
#define FWPS_INCOMING_FLAG_ABSORB                        0x00000004
#define FWPS_INCOMING_FLAG_CONNECTION_FAILING_INDICATION 0x00000008
#define FWPS_INCOMING_FLAG_MID_STREAM_INSPECTION         0x00000010
#define FWPS_INCOMING_FLAG_RECLASSIFY                    0x00000020
#define FWPS_INCOMING_FLAG_IS_LOOSE_SOURCE_FLOW          0x00000040
#define FWPS_INCOMING_FLAG_IS_LOCAL_ONLY_FLOW            0x00000080
#define FWPS_INCOMING_FLAG_RESERVED0                     0x00000100

/* FWPS_RIGHT */
#define FWPS_RIGHT_ACTION_WRITE 0x00000001

/* FWPS_CLASSIFY_OUT_FLAG */
#define FWPS_CLASSIFY_OUT_FLAG_ABSORB                  0x00000001
#define FWPS_CLASSIFY_OUT_FLAG_BUFFER_LIMIT_REACHED    0x00000002
#define FWPS_CLASSIFY_OUT_FLAG_NO_MORE_DATA            0x00000004
#define FWPS_CLASSIFY_OUT_FLAG_ALE_FAST_CACHE_CHECK    0x00000008
#define FWPS_CLASSIFY_OUT_FLAG_ALE_FAST_CACHE_POSSIBLE 0x00000010

/* FWPS_FILTER_FLAG */
#define FWPS_FILTER_FLAG_CLEAR_ACTION_RIGHT                  0x00000001
#define FWPS_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED      0x00000002
#define FWPS_FILTER_FLAG_OR_CONDITIONS                       0x00000004
#define FWPS_FILTER_FLAG_HAS_SECURITY_REALM_PROVIDER_CONTEXT 0x00000008
#define FWPS_FILTER_FLAG_SILENT_MODE                         0x00000010
#define FWPS_FILTER_FLAG_IPSEC_NO_ACQUIRE_INITIATE           0x00000020
#define FWPS_FILTER_FLAG_RESERVED0                           0x00000040
#define FWPS_FILTER_FLAG_RESERVED1                           0x00000080
#define FWPS_FILTER_FLAG_RESERVED2                           0x00000100

/* FWPS_ALE_ENDPOINT_FLAG */
#define FWPS_ALE_ENDPOINT_FLAG_IPSEC_SECURED 0x00000001

/* FWPS layer marker */
#define FWPS_LAYER_NON_WFP 0x0000ffff

typedef struct FWPS_ACTION0_ FWPS_ACTION0;
typedef struct FWPS_ALE_ENDPOINT_ENUM_TEMPLATE0_ FWPS_ALE_ENDPOINT_ENUM_TEMPLATE0;
typedef struct FWPS_ALE_ENDPOINT_PROPERTIES0_ FWPS_ALE_ENDPOINT_PROPERTIES0;
typedef struct FWPS_CLASSIFY_OUT0_ FWPS_CLASSIFY_OUT0;
typedef struct FWPS_DISCARD_METADATA0_ FWPS_DISCARD_METADATA0;
typedef struct FWPS_FILTER0_ FWPS_FILTER0;
typedef struct FWPS_FILTER1_ FWPS_FILTER1;
typedef struct FWPS_FILTER2_ FWPS_FILTER2;
typedef struct FWPS_FILTER3_ FWPS_FILTER3;
typedef struct FWPS_FILTER_CONDITION0_ FWPS_FILTER_CONDITION0;
typedef struct FWPS_INBOUND_FRAGMENT_METADATA0_ FWPS_INBOUND_FRAGMENT_METADATA0;
typedef struct FWPS_INCOMING_VALUE0_ FWPS_INCOMING_VALUE0;
typedef struct FWPS_INCOMING_VALUES0_ FWPS_INCOMING_VALUES0;
typedef struct FWP_CONDITION_VALUE0_ FWP_CONDITION_VALUE0;
typedef struct FWP_BYTE_BLOB_ FWP_BYTE_BLOB;
typedef struct FWP_VALUE0_ FWP_VALUE0;
typedef struct FWPM_PROVIDER_CONTEXT0_ FWPM_PROVIDER_CONTEXT0;
typedef struct FWPM_PROVIDER_CONTEXT1_ FWPM_PROVIDER_CONTEXT1;
typedef struct FWPM_PROVIDER_CONTEXT2_ FWPM_PROVIDER_CONTEXT2;
typedef struct FWPM_PROVIDER_CONTEXT3_ FWPM_PROVIDER_CONTEXT3;

struct FWPS_ACTION0_ {
    FWP_ACTION_TYPE type;
    UINT32 calloutId;
};

struct FWPS_ALE_ENDPOINT_ENUM_TEMPLATE0_ {
    FWP_CONDITION_VALUE0 localSubNet;
    FWP_CONDITION_VALUE0 remoteSubNet;
    FWP_CONDITION_VALUE0 ipProtocol;
    FWP_CONDITION_VALUE0 localPort;
    FWP_CONDITION_VALUE0 remotePort;
};

struct FWPS_ALE_ENDPOINT_PROPERTIES0_ {
    UINT64 endpointId;
    FWP_IP_VERSION ipVersion;
    union {
        UINT32 localV4Address;
        UINT8 localV6Address[16];
    };
    union {
        UINT32 remoteV4Address;
        UINT8 remoteV6Address[16];
    };
    UINT8 ipProtocol;
    UINT16 localPort;
    UINT16 remotePort;
    UINT64 localTokenModifiedId;
    UINT64 mmSaId;
    UINT64 qmSaId;
    UINT32 ipsecStatus;
    UINT32 flags;
    FWP_BYTE_BLOB appId;
};

struct FWPS_CLASSIFY_OUT0_ {
    FWP_ACTION_TYPE actionType;
    UINT64 outContext;
    UINT64 filterId;
    UINT32 rights;
    UINT32 flags;
    UINT32 reserved;
};

struct FWPS_DISCARD_METADATA0_ {
    FWPS_DISCARD_MODULE0 discardModule;
    UINT32 discardReason;
    UINT64 filterId;
};

struct FWPS_FILTER_CONDITION0_ {
    UINT16 fieldId;
    UINT16 reserved;
    FWP_MATCH_TYPE matchType;
    FWP_CONDITION_VALUE0 conditionValue;
};

struct FWPS_INBOUND_FRAGMENT_METADATA0_ {
    UINT32 fragmentIdentification;
    UINT16 fragmentOffset;
    ULONG fragmentLength;
};

struct FWPS_INCOMING_VALUE0_ {
    FWP_VALUE0 value;
};

struct FWPS_INCOMING_VALUES0_ {
    UINT16 layerId;
    UINT32 valueCount;
    FWPS_INCOMING_VALUE0 *incomingValue;
};

struct FWPS_FILTER0_ {
    UINT64 filterId;
    FWP_VALUE0 weight;
    UINT16 subLayerWeight;
    UINT16 flags;
    UINT32 numFilterConditions;
    FWPS_FILTER_CONDITION0 *filterCondition;
    FWPS_ACTION0 action;
    UINT64 context;
    FWPM_PROVIDER_CONTEXT0 *providerContext;
};

struct FWPS_FILTER1_ {
    UINT64 filterId;
    FWP_VALUE0 weight;
    UINT16 subLayerWeight;
    UINT16 flags;
    UINT32 numFilterConditions;
    FWPS_FILTER_CONDITION0 *filterCondition;
    FWPS_ACTION0 action;
    UINT64 context;
    FWPM_PROVIDER_CONTEXT1 *providerContext;
};

struct FWPS_FILTER2_ {
    UINT64 filterId;
    FWP_VALUE0 weight;
    UINT16 subLayerWeight;
    UINT16 flags;
    UINT32 numFilterConditions;
    FWPS_FILTER_CONDITION0 *filterCondition;
    FWPS_ACTION0 action;
    UINT64 context;
    FWPM_PROVIDER_CONTEXT2 *providerContext;
};

struct FWPS_FILTER3_ {
    UINT64 filterId;
    FWP_VALUE0 weight;
    UINT16 subLayerWeight;
    UINT16 flags;
    UINT32 numFilterConditions;
    FWPS_FILTER_CONDITION0 *filterCondition;
    FWPS_ACTION0 action;
    UINT64 context;
    FWPM_PROVIDER_CONTEXT3 *providerContext;
};

/* Whether a classify has been given a datum. */
#define FWPS_IS_METADATA_FIELD_PRESENT(metadataValues, metadataField) \
    (((metadataValues)->currentMetadataValues & (metadataField)) == (metadataField))
#define FWPS_IS_L2_METADATA_FIELD_PRESENT(metadataValues, l2MetadataField) \
    (((metadataValues)->currentL2MetadataValues & (l2MetadataField)) == (l2MetadataField))

#ifdef __cplusplus
}
#endif

#endif
