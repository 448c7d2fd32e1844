/* Generated from schema/ by tools/gen/generate.py (make gen). Do not edit. */
#ifndef WFP_MODEL_GEN_CHOICES_H
#define WFP_MODEL_GEN_CHOICES_H

#include "base/status.h"

/* J-001: Filters of equal effective weight run in the order of their ids, sublayers of equal weight in the order of their keys; nobody should rely on it. */
enum { CHOICE_EQUAL_WEIGHT_ORDER_BY_ID, CHOICE_EQUAL_WEIGHT_ORDER_SHUFFLED, CHOICE_EQUAL_WEIGHT_ORDER = CHOICE_EQUAL_WEIGHT_ORDER_BY_ID };
/* J-002: An automatic weight grows with how specific the conditions are, by field and prefix length; a filter without conditions gets 0. */
enum { CHOICE_AUTO_WEIGHT_SPECIFICITY, CHOICE_AUTO_WEIGHT = CHOICE_AUTO_WEIGHT_SPECIFICITY };
/* J-003: Every sublayer is evaluated even after a hard block; callouts below still run and see the right cleared. */
enum { CHOICE_EVALUATE_AFTER_BLOCK = 1 };
/* J-004: A plain block filter does not defeat a hard permit above it; a callout's veto does (see also P-008). */
enum { CHOICE_BLOCK_DEFEATS_HARD_PERMIT = 0 };
/* J-005: Persistent objects of a provider that names no service are loaded; they are disabled only if a named service is missing or not started automatically. */
enum { CHOICE_LOAD_PROVIDER_WITHOUT_SERVICE = 1 };
/* J-006: All conditions on one field are alternatives of each other, adjacent or not, and exact duplicates are accepted; only enumeration templates refuse them. */
enum { CHOICE_GROUP_SEPARATED_CONDITIONS = 1 };
/* J-007: Alternatives stay alternatives when they are negations, so that not-80 with not-443 matches every port. */
enum { CHOICE_NEGATED_CONDITIONS_ARE_ORED = 1 };
/* J-008: A field without a value fails every condition but one, equal to EMPTY; the negating match types fail too. */
enum { CHOICE_EMPTY_FAILS_NEGATION = 1 };
/* J-009: A SID may be compared for equality and for inequality although SIDs have no order. */
enum { CHOICE_SID_NOT_EQUAL = 1 };
/* J-010: The PREFIX match types look at the end of the string, as their page says, not at its beginning, as their name says. */
enum { CHOICE_PREFIX_TESTS_END = 1 };
/* J-011: Traffic that no filter of a layer decides is permitted, and filter id 0 is reported. */
enum { CHOICE_DEFAULT_ACTION_PERMIT = 1 };
/* J-012: The block that stands in for a callout nobody registered is hard like a filter's own block; the stand-in permit is soft. */
enum { CHOICE_STAND_IN_BLOCK_IS_HARD = 1 };
/* J-013: When a filter carries CLEAR_ACTION_RIGHT the engine clears the right itself after its callout permitted or blocked. */
enum { CHOICE_CLEAR_RIGHT_FOR_CALLOUT = 1 };
/* J-014: The action a stream callout leaves beside NEED_MORE_DATA is not looked at; the verifier accepts NONE and CONTINUE. */
enum { CHOICE_NEED_MORE_DATA_IGNORES_ACTION = 1 };
/* J-015: Packets injected into the forward path are not classified again. */
enum { CHOICE_CLASSIFY_FORWARD_INJECTED = 0 };
/* J-016: Forwarded fragments are shown a second time as a group only when fragment grouping is switched on. */
enum { CHOICE_FRAGMENT_GROUP_ONLY_WHEN_ENABLED = 1 };
/* J-017: A bind visits ALE_BIND_REDIRECT first and ALE_RESOURCE_ASSIGNMENT after it. */
enum { CHOICE_BIND_REDIRECT_BEFORE_ASSIGNMENT = 1 };
/* J-018: A dual-stack socket to an IPv4-mapped peer is redirected at the V6 layer and authorized by the family of its packets, V4. */
enum { CHOICE_MAPPED_PEER_FAMILY_REDIRECT_V6_AUTH_V4, CHOICE_MAPPED_PEER_FAMILY_ALL_V6, CHOICE_MAPPED_PEER_FAMILY = CHOICE_MAPPED_PEER_FAMILY_REDIRECT_V6_AUTH_V4 };
/* J-019: A classify at ALE_AUTH_RECV_ACCEPT may be pended. */
enum { CHOICE_PEND_AT_RECV_ACCEPT = 1 };
/* J-020: The packet given when a pended operation is completed only marks where it came from; it is never sent by that call. */
enum { CHOICE_COMPLETE_SENDS_PACKET = 0 };
/* J-021: A blocked connect, bind, listen or send fails with WSAEACCES (10013); a blocked inbound packet vanishes silently. */
enum { CHOICE_BLOCKED_SOCKET_ERROR = 10013 };
/* J-022: A stream callout may drop its connection behind terminating and unknown actions, not behind inspection. */
enum { CHOICE_DROP_CONNECTION_AT_TERMINATING = 1 };
/* J-023: A filter that names a callout of another layer is refused with FWP_E_INCOMPATIBLE_LAYER. */
enum { CHOICE_CALLOUT_AT_WRONG_LAYER = WFP_INCOMPATIBLE_LAYER };
/* J-024: The net event history starts empty when collection is switched on. */
enum { CHOICE_NET_EVENTS_CLEARED_AT_ENABLING = 1 };
/* J-025: Two sublayers of one weight both keep it; J-001 orders them. */
enum { CHOICE_EQUAL_SUBLAYER_WEIGHTS_KEPT = 1 };
/* J-026: A callout may absorb at IPFORWARD. */
enum { CHOICE_ABSORB_AT_IPFORWARD = 1 };
/* J-027: A connect redirection may change the local address of TCP; for UDP the change is ignored with a warning. */
enum { CHOICE_REDIRECT_LOCAL_ADDRESS_TCP_ONLY, CHOICE_REDIRECT_LOCAL_ADDRESS_NEVER, CHOICE_REDIRECT_LOCAL_ADDRESS_ALWAYS, CHOICE_REDIRECT_LOCAL_ADDRESS = CHOICE_REDIRECT_LOCAL_ADDRESS_TCP_ONLY };
/* J-028: A virtual switch interface callback that answers PENDING is taken as failed and reported. */
enum { CHOICE_INTERFACE_EVENT_MAY_PEND = 0 };
/* J-029: Audit records of permitted TCP show filter id 0 in the cases the audit page gives; net events carry the real id. */
enum { CHOICE_AUDIT_ZERO_FOR_PERMITTED_TCP = 1 };
/* J-030: With a value of 0, FLAGS_ALL_SET and FLAGS_NONE_SET match and FLAGS_ANY_SET does not. */
enum { CHOICE_ALL_SET_OF_ZERO_MATCHES = 1 };
/* J-031: A persistent object added in a dynamic session is refused with FWP_E_DYNAMIC_SESSION_IN_PROGRESS. */
enum { CHOICE_PERSISTENT_IN_DYNAMIC_SESSION = WFP_DYNAMIC_SESSION_IN_PROGRESS };
/* J-032: Subscribers are told of objects that go because their session ended. */
enum { CHOICE_SESSION_END_NOTIFIES = 1 };
/* J-033: A batch of frames gets one verdict: permit passes all that are left in the chain, block drops all, absorb hands all over. */
enum { CHOICE_L2_BATCH_ONE_VERDICT = 1 };
/* J-034: Injection into a MAC layer without a filter fails with STATUS_INVALID_DEVICE_STATE, without completion, and is reported. */
enum { CHOICE_MAC_INJECTION_WITHOUT_FILTER = 0xc0000184u };
/* J-035: UDP is redirected at connect and again at its first send, and authorized at its first send. */
enum { CHOICE_UDP_CONNECT_AUTHORIZED_AT_FIRST_SEND, CHOICE_UDP_CONNECT_AUTHORIZED_AT_CONNECT, CHOICE_UDP_CONNECT_AUTHORIZED = CHOICE_UDP_CONNECT_AUTHORIZED_AT_FIRST_SEND };
/* J-036: A persistent object may not refer to another provider's one only if both name a provider and the two differ. */
enum { CHOICE_FOREIGN_PROVIDER_NEEDS_BOTH = 1 };
/* J-037: When several filters block, the first hard block is reported, which is that of the highest sublayer. */
enum { CHOICE_REPORTED_BLOCK_FIRST_HARD, CHOICE_REPORTED_BLOCK_LAST, CHOICE_REPORTED_BLOCK = CHOICE_REPORTED_BLOCK_FIRST_HARD };
/* J-038: Any change at a layer and family reauthorizes its flows, even if the new filter cannot match them. */
enum { CHOICE_REAUTHORIZE_ON_ANY_CHANGE = 1 };
/* J-039: The classify after a completed pend has IS_REAUTHORIZE set at every layer that can pend, so that it cannot pend again. */
enum { CHOICE_REAUTHORIZE_FLAG_AFTER_ANY_PEND = 1 };
/* J-040: A static filter at a FAST layer is refused with FWP_E_INCOMPATIBLE_LAYER; dynamic and persistent ones are accepted. */
enum { CHOICE_STATIC_FILTER_AT_FAST_LAYER = WFP_INCOMPATIBLE_LAYER };
/* J-041: Frames injected by the virtual switch ingress call are classified again at the ingress layers. */
enum { CHOICE_VSWITCH_INGRESS_INJECTION_AT_INGRESS = 1 };
/* J-042: A packet whose checksum the hardware will compute shows an unfilled checksum at OUTBOUND_IPPACKET, and its offload request. */
enum { CHOICE_OFFLOADED_CHECKSUM_FILLED = 0 };
/* P-001: Fragments that overlap with different bytes discard the whole datagram; equal bytes are taken as a copy sent twice. */
enum { CHOICE_REASSEMBLY_OVERLAP_DISCARDS = 1 };
/* P-002: Without --local, a replay takes as local the side that the capture itself shows most; --local settles it. */
enum { CHOICE_INFER_LOCAL_SIDE = 1 };
/* P-003: A TCP connection whose handshake is not in the capture is authorized at its first packet as a reauthorization. */
enum { CHOICE_MID_CAPTURE_TCP_IS_REAUTHORIZED = 1 };
/* P-004: Forwarded fragments are shown at OUTBOUND_IPPACKET one by one; only fragments made by this host's own sends are not shown. */
enum { CHOICE_FORWARDED_FRAGMENTS_AT_OUTBOUND_IPPACKET = 1 };
/* P-005: An application id keeps the letter case of its path. */
enum { CHOICE_APP_ID_KEEPS_CASE = 1 };
/* P-006: TCP and UDP checksums of captured packets are not verified. */
enum { CHOICE_VERIFY_TRANSPORT_CHECKSUMS = 0 };
/* P-007: The PACKAGE_FAMILY_NAME fields hold token access information. */
enum { CHOICE_PACKAGE_FAMILY_NAME_IS_ACCESS_TOKEN = 1 };
/* P-008: A block filter that carries CLEAR_ACTION_RIGHT defeats a hard permit above it (B-012). */
enum { CHOICE_CLEARING_BLOCK_DEFEATS_HARD_PERMIT = 1 };
/* P-009: Behind CALLOUT_UNKNOWN an answer that is none of permit, block and continue is taken as a block. */
enum { CHOICE_ODD_ANSWER_BLOCKS = 1 };
/* P-010: In a replay the compartment in the metadata is the default one, 1; the COMPARTMENT_ID field stays EMPTY. */
enum { CHOICE_REPLAY_COMPARTMENT = 1 };
/* P-011: A net event template whose start and end are both 0 restricts no time. */
enum { CHOICE_ZERO_TIMES_ARE_NO_INTERVAL = 1 };
/* P-012: A filter that keeps the stack silent at a discard layer makes a net event only with the keyword for port scans. */
enum { CHOICE_PORT_SCAN_DROP_NEEDS_KEYWORD = 1 };
/* P-013: An injected packet that a filter blocks, or that the stack discards, completes with STATUS_FWP_DROP_NOICMP; one that is absorbed completes with success. */
enum { CHOICE_INJECTED_DROP_STATUS = WFP_DROP_NOICMP };
/* P-014: The interface of a capture has the index 2, loopback the index 1, unless the capture names interfaces (LINUX_SLL2); sub-interfaces are numbered alike. A live port's has Linux' own index. */
enum { CHOICE_REPLAY_INTERFACE = 2 };
/* P-015: Classify functions run at DISPATCH_LEVEL, but at the ALE layers that the stack comes to in the call of a program, where they run at PASSIVE_LEVEL. */
enum { CHOICE_CLASSIFY_AT_DISPATCH_LEVEL = 1 };
/* P-016: Where a packet is shown from its ICMP header on (D-005), the metadata say that the transport header before the data has 0 bytes. */
enum { CHOICE_ICMP_TRANSPORT_HEADER_SIZE = 0 };
/* P-017: When a packet of a TCP connection makes ALE_AUTH_CONNECT be asked again, the callout is shown that packet: outbound from its transport header, inbound from its data. */
enum { CHOICE_REAUTHORIZED_TCP_SHOWS_PACKET = 1 };
/* P-018: The ids of the virtual switch's fields are text in UTF-16 with its NUL: the GUID of a switch or of a virtual machine without braces, in lower case, and the name of a NIC. */
enum { CHOICE_VSWITCH_IDS_ARE_TEXT = 1 };
/* P-030: When ALE_AUTH_CONNECT blocks what a host behind a gateway sends, the gateway answers the host with an ICMP error: communication administratively prohibited. */
enum { CHOICE_GATEWAY_CONNECT_DENIAL_ICMP_PROHIBITED, CHOICE_GATEWAY_CONNECT_DENIAL_TCP_RESET, CHOICE_GATEWAY_CONNECT_DENIAL_NOTHING, CHOICE_GATEWAY_CONNECT_DENIAL = CHOICE_GATEWAY_CONNECT_DENIAL_ICMP_PROHIBITED };

enum { CHOICE_COUNT = 61 };

#endif
