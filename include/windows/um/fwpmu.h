/* Generated from schema/ by tools/gen/generate.py (make gen). Do not edit.
 * fwpmu.h: the management functions of user mode.
 * Source of the facts: learn.microsoft.com, pages fwpmu. */
#ifndef OPENWFP_FWPMU_H
#define OPENWFP_FWPMU_H

#include "fwpmtypes.h"
#include "openwfp_guids.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct IPSEC_KEY_MANAGER_CALLBACKS0_ IPSEC_KEY_MANAGER_CALLBACKS0;

/* told of callouts added and deleted (fwpmu.h, nc-fwpmu-fwpm_callout_change_callback0) */
typedef void (CALLBACK *FWPM_CALLOUT_CHANGE_CALLBACK0)(_In_ void *context, _In_ const FWPM_CALLOUT_CHANGE0 *change);

/* told of IPsec connections that begin and end (fwpmu.h, nc-fwpmu-fwpm_connection_callback0) */
typedef void (CALLBACK *FWPM_CONNECTION_CALLBACK0)(_Inout_ void *context, _In_ FWPM_CONNECTION_EVENT_TYPE eventType,
    _In_ const FWPM_CONNECTION0 *connection);

/* told that a dynamic keyword address changed (fwpmu.h, nc-fwpmu-fwpm_dynamic_keyword_callback0) */
typedef void (CALLBACK *FWPM_DYNAMIC_KEYWORD_CALLBACK0)(void *notification, void *context);

/* told of filters added and deleted (fwpmu.h, nc-fwpmu-fwpm_filter_change_callback0) */
typedef void (CALLBACK *FWPM_FILTER_CHANGE_CALLBACK0)(_In_ void *context, _In_ const FWPM_FILTER_CHANGE0 *change);

/* given each net event, version 1 of the event (fwpmu.h, nc-fwpmu-fwpm_net_event_callback0) */
typedef void (CALLBACK *FWPM_NET_EVENT_CALLBACK0)(_Inout_ void *context, _In_ const FWPM_NET_EVENT1 *event);

/* given each net event, version 2 of the event (fwpmu.h, nc-fwpmu-fwpm_net_event_callback1) */
typedef void (CALLBACK *FWPM_NET_EVENT_CALLBACK1)(_Inout_ void *context, _In_ const FWPM_NET_EVENT2 *event);

/* given each net event, version 3 of the event (fwpmu.h, nc-fwpmu-fwpm_net_event_callback2) */
typedef void (CALLBACK *FWPM_NET_EVENT_CALLBACK2)(_Inout_ void *context, _In_ const FWPM_NET_EVENT3 *event);

/* given each net event, version 4 of the event (fwpmu.h, nc-fwpmu-fwpm_net_event_callback3) */
typedef void (CALLBACK *FWPM_NET_EVENT_CALLBACK3)(void *context, const FWPM_NET_EVENT4 *event);

/* given each net event, version 5 of the event (fwpmu.h, nc-fwpmu-fwpm_net_event_callback4) */
typedef void (CALLBACK *FWPM_NET_EVENT_CALLBACK4)(void *context, const FWPM_NET_EVENT5 *event);

/* told of providers added and deleted (fwpmu.h, nc-fwpmu-fwpm_provider_change_callback0) */
typedef void (CALLBACK *FWPM_PROVIDER_CHANGE_CALLBACK0)(_In_ void *context, _In_ const FWPM_PROVIDER_CHANGE0 *change);

/* told of provider contexts added and deleted (fwpmu.h, nc-fwpmu-fwpm_provider_context_change_callback0) */
typedef void (CALLBACK *FWPM_PROVIDER_CONTEXT_CHANGE_CALLBACK0)(_In_ void *context,
    _In_ const FWPM_PROVIDER_CONTEXT_CHANGE0 *change);

/* told of sublayers added and deleted (fwpmu.h, nc-fwpmu-fwpm_sublayer_change_callback0) */
typedef void (CALLBACK *FWPM_SUBLAYER_CHANGE_CALLBACK0)(_In_ void *context, _In_ const FWPM_SUBLAYER_CHANGE0 *change);

/* given the system ports when they change (fwpmu.h, nc-fwpmu-fwpm_system_ports_callback0) */
typedef void (CALLBACK *FWPM_SYSTEM_PORTS_CALLBACK0)(_Inout_ void *context, _In_ const FWPM_SYSTEM_PORTS0 *sysPorts);

/* told of events of the virtual switch (fwpmu.h, nc-fwpmu-fwpm_vswitch_event_callback0) */
typedef DWORD (CALLBACK *FWPM_VSWITCH_EVENT_CALLBACK0)(_Inout_ void *context,
    _In_ const FWPM_VSWITCH_EVENT0 *vSwitchEvent);

/* may replace the keys of a new security association (fwpmu.h, nc-fwpmu-ipsec_key_manager_dictate_key0) */
typedef DWORD (CALLBACK *IPSEC_KEY_MANAGER_DICTATE_KEY0)(IPSEC_SA_DETAILS1 *inboundSaDetails,
    IPSEC_SA_DETAILS1 *outboundSaDetails, BOOL *keyingModuleGenKey);

/* asked whether it will dictate keys (fwpmu.h, nc-fwpmu-ipsec_key_manager_key_dictation_check0) */
typedef void (CALLBACK *IPSEC_KEY_MANAGER_KEY_DICTATION_CHECK0)(_In_ const IKEEXT_TRAFFIC0 *ikeTraffic,
    _Out_ BOOL *willDictateKey, _Out_ UINT32 *weight);

/* told the keys of a new security association (fwpmu.h, nc-fwpmu-ipsec_key_manager_notify_key0) */
typedef void (CALLBACK *IPSEC_KEY_MANAGER_NOTIFY_KEY0)(_In_ const IPSEC_SA_DETAILS1 *inboundSa,
    _In_ const IPSEC_SA_DETAILS1 *outboundSa);

/* told of security association contexts added and deleted (fwpmu.h, nc-fwpmu-ipsec_sa_context_callback0) */
typedef void (CALLBACK *IPSEC_SA_CONTEXT_CALLBACK0)(_Inout_ void *context, _In_ const IPSEC_SA_CONTEXT_CHANGE0 *change);

struct IPSEC_KEY_MANAGER_CALLBACKS0_ {
    GUID reserved;
    UINT32 flags;
    IPSEC_KEY_MANAGER_KEY_DICTATION_CHECK0 keyDictationCheck;
    IPSEC_KEY_MANAGER_DICTATE_KEY0 keyDictation;
    IPSEC_KEY_MANAGER_NOTIFY_KEY0 keyNotify;
};

/* add a callout object (fwpmu.h, nf-fwpmu-fwpmcalloutadd0) */
DWORD WINAPI FwpmCalloutAdd0(_In_ HANDLE engineHandle, _In_ const FWPM_CALLOUT0 *callout,
    _In_opt_ PSECURITY_DESCRIPTOR sd, _Out_opt_ UINT32 *id);

/* open enumeration of callout objects (fwpmu.h, nf-fwpmu-fwpmcalloutcreateenumhandle0) */
DWORD WINAPI FwpmCalloutCreateEnumHandle0(_In_ HANDLE engineHandle,
    _In_opt_ const FWPM_CALLOUT_ENUM_TEMPLATE0 *enumTemplate, _Out_ HANDLE *enumHandle);

/* delete callout by runtime id (fwpmu.h, nf-fwpmu-fwpmcalloutdeletebyid0) */
DWORD WINAPI FwpmCalloutDeleteById0(_In_ HANDLE engineHandle, _In_ UINT32 id);

/* delete callout by GUID (fwpmu.h, nf-fwpmu-fwpmcalloutdeletebykey0) */
DWORD WINAPI FwpmCalloutDeleteByKey0(_In_ HANDLE engineHandle, _In_ const GUID *key);

/* close enumeration handle of callout objects (fwpmu.h, nf-fwpmu-fwpmcalloutdestroyenumhandle0) */
DWORD WINAPI FwpmCalloutDestroyEnumHandle0(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle);

/* return next page of callout objects (fwpmu.h, nf-fwpmu-fwpmcalloutenum0) */
DWORD WINAPI FwpmCalloutEnum0(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ FWPM_CALLOUT0 ***entries, _Out_ UINT32 *numEntriesReturned);

/* get callout by runtime id (fwpmu.h, nf-fwpmu-fwpmcalloutgetbyid0) */
DWORD WINAPI FwpmCalloutGetById0(_In_ HANDLE engineHandle, _In_ UINT32 id, _Out_ FWPM_CALLOUT0 **callout);

/* get callout by GUID (fwpmu.h, nf-fwpmu-fwpmcalloutgetbykey0) */
DWORD WINAPI FwpmCalloutGetByKey0(_In_ HANDLE engineHandle, _In_ const GUID *key, _Out_ FWPM_CALLOUT0 **callout);

/* read security descriptor of a callout (fwpmu.h, nf-fwpmu-fwpmcalloutgetsecurityinfobykey0) */
DWORD WINAPI FwpmCalloutGetSecurityInfoByKey0(_In_ HANDLE engineHandle, _In_opt_ const GUID *key,
    _In_ SECURITY_INFORMATION securityInfo, _Out_opt_ PSID *sidOwner, _Out_opt_ PSID *sidGroup, _Out_opt_ PACL *dacl,
    _Out_opt_ PACL *sacl, _Out_ PSECURITY_DESCRIPTOR *securityDescriptor);

/* set security descriptor of a callout (fwpmu.h, nf-fwpmu-fwpmcalloutsetsecurityinfobykey0) */
DWORD WINAPI FwpmCalloutSetSecurityInfoByKey0(_In_ HANDLE engineHandle, _In_opt_ const GUID *key,
    _In_ SECURITY_INFORMATION securityInfo, _In_opt_ const SID *sidOwner, _In_opt_ const SID *sidGroup,
    _In_opt_ const ACL *dacl, _In_opt_ const ACL *sacl);

/* register callback for callout changes (fwpmu.h, nf-fwpmu-fwpmcalloutsubscribechanges0) */
DWORD WINAPI FwpmCalloutSubscribeChanges0(_In_ HANDLE engineHandle,
    _In_ const FWPM_CALLOUT_SUBSCRIPTION0 *subscription, _In_ FWPM_CALLOUT_CHANGE_CALLBACK0 callback,
    _In_opt_ void *context, _Out_ HANDLE *changeHandle);

/* list current callout subscriptions (fwpmu.h, nf-fwpmu-fwpmcalloutsubscriptionsget0) */
DWORD WINAPI FwpmCalloutSubscriptionsGet0(_In_ HANDLE engineHandle, _Out_ FWPM_CALLOUT_SUBSCRIPTION0 ***entries,
    _Out_ UINT32 *numEntries);

/* cancel callout change callback (fwpmu.h, nf-fwpmu-fwpmcalloutunsubscribechanges0) */
DWORD WINAPI FwpmCalloutUnsubscribeChanges0(_In_ HANDLE engineHandle, _In_ HANDLE changeHandle);

/* open enumeration of connection objects (fwpmu.h, nf-fwpmu-fwpmconnectioncreateenumhandle0) */
DWORD WINAPI FwpmConnectionCreateEnumHandle0(_In_ HANDLE engineHandle,
    _In_opt_ const FWPM_CONNECTION_ENUM_TEMPLATE0 *enumTemplate, _Out_ HANDLE *enumHandle);

/* close enumeration handle of connection objects (fwpmu.h, nf-fwpmu-fwpmconnectiondestroyenumhandle0) */
DWORD WINAPI FwpmConnectionDestroyEnumHandle0(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle);

/* return next page of connection objects (fwpmu.h, nf-fwpmu-fwpmconnectionenum0) */
DWORD WINAPI FwpmConnectionEnum0(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ FWPM_CONNECTION0 ***entries, _Out_ UINT32 *numEntriesReturned);

/* get connection by runtime id (fwpmu.h, nf-fwpmu-fwpmconnectiongetbyid0) */
DWORD WINAPI FwpmConnectionGetById0(_In_ HANDLE engineHandle, _In_ UINT64 id, _Out_ FWPM_CONNECTION0 **connection);

/* read security descriptor of connection container (fwpmu.h, nf-fwpmu-fwpmconnectiongetsecurityinfo0) */
DWORD WINAPI FwpmConnectionGetSecurityInfo0(_In_ HANDLE engineHandle, _In_ SECURITY_INFORMATION securityInfo,
    _Out_ PSID *sidOwner, _Out_ PSID *sidGroup, _Out_ PACL *dacl, _Out_ PACL *sacl,
    _Out_ PSECURITY_DESCRIPTOR *securityDescriptor);

/* add a connection policy object (fwpmu.h, nf-fwpmu-fwpmconnectionpolicyadd0) */
DWORD WINAPI FwpmConnectionPolicyAdd0(HANDLE engineHandle, const FWPM_PROVIDER_CONTEXT3 *connectionPolicy,
    FWP_IP_VERSION ipVersion, UINT64 weight, UINT32 numFilterConditions,
    const FWPM_FILTER_CONDITION0 *filterConditions, PSECURITY_DESCRIPTOR sd);

/* delete connection policy by GUID (fwpmu.h, nf-fwpmu-fwpmconnectionpolicydeletebykey0) */
DWORD WINAPI FwpmConnectionPolicyDeleteByKey0(HANDLE engineHandle, const GUID *key);

/* set security descriptor of connection container (fwpmu.h, nf-fwpmu-fwpmconnectionsetsecurityinfo0) */
DWORD WINAPI FwpmConnectionSetSecurityInfo0(_In_ HANDLE engineHandle, _In_ SECURITY_INFORMATION securityInfo,
    _In_opt_ const SID *sidOwner, _In_opt_ const SID *sidGroup, _In_opt_ const ACL *dacl, _In_opt_ const ACL *sacl);

/* subscribe to connection notifications (fwpmu.h, nf-fwpmu-fwpmconnectionsubscribe0) */
DWORD WINAPI FwpmConnectionSubscribe0(_In_ HANDLE engineHandle, _In_ const FWPM_CONNECTION_SUBSCRIPTION0 *subscription,
    _In_ FWPM_CONNECTION_CALLBACK0 callback, _In_opt_ void *context, _Out_ HANDLE *eventsHandle);

/* list current connection subscriptions (fwpmu.h, nf-fwpmu-fwpmconnectionsubscriptionsget0) */
DWORD WINAPI FwpmConnectionSubscriptionsGet0(_In_ HANDLE engineHandle, _Out_ FWPM_CONNECTION_SUBSCRIPTION0 ***entries,
    _Out_ UINT32 *numEntries);

/* cancel connection subscription (fwpmu.h, nf-fwpmu-fwpmconnectionunsubscribe0) */
DWORD WINAPI FwpmConnectionUnsubscribe0(_In_ HANDLE engineHandle, _Inout_ HANDLE eventsHandle);

/* subscribe to dynamic keyword notifications (fwpmu.h, nf-fwpmu-fwpmdynamickeywordsubscribe0) */
DWORD WINAPI FwpmDynamicKeywordSubscribe0(DWORD flags, FWPM_DYNAMIC_KEYWORD_CALLBACK0 callback, void *context,
    HANDLE *subscriptionHandle);

/* cancel dynamic keyword subscription (fwpmu.h, nf-fwpmu-fwpmdynamickeywordunsubscribe0) */
DWORD WINAPI FwpmDynamicKeywordUnsubscribe0(HANDLE subscriptionHandle);

/* close a session to the filter engine (fwpmu.h, nf-fwpmu-fwpmengineclose0) */
DWORD WINAPI FwpmEngineClose0(_In_ HANDLE engineHandle);

/* read an engine option (fwpmu.h, nf-fwpmu-fwpmenginegetoption0) */
DWORD WINAPI FwpmEngineGetOption0(_In_ HANDLE engineHandle, _In_ FWPM_ENGINE_OPTION option, _Out_ FWP_VALUE0 **value);

/* read security descriptor of engine container (fwpmu.h, nf-fwpmu-fwpmenginegetsecurityinfo0) */
DWORD WINAPI FwpmEngineGetSecurityInfo0(_In_ HANDLE engineHandle, _In_ SECURITY_INFORMATION securityInfo,
    _Out_opt_ PSID *sidOwner, _Out_opt_ PSID *sidGroup, _Out_opt_ PACL *dacl, _Out_opt_ PACL *sacl,
    _Out_ PSECURITY_DESCRIPTOR *securityDescriptor);

/* open a session to the filter engine (fwpmu.h, nf-fwpmu-fwpmengineopen0) */
DWORD WINAPI FwpmEngineOpen0(_In_opt_ const WCHAR *serverName, _In_ UINT32 authnService,
    _In_opt_ SEC_WINNT_AUTH_IDENTITY_W *authIdentity, _In_opt_ const FWPM_SESSION0 *session,
    _Out_ HANDLE *engineHandle);

/* set an engine option (fwpmu.h, nf-fwpmu-fwpmenginesetoption0) */
DWORD WINAPI FwpmEngineSetOption0(_In_ HANDLE engineHandle, _In_ FWPM_ENGINE_OPTION option,
    _In_ const FWP_VALUE0 *newValue);

/* set security descriptor of engine container (fwpmu.h, nf-fwpmu-fwpmenginesetsecurityinfo0) */
DWORD WINAPI FwpmEngineSetSecurityInfo0(_In_ HANDLE engineHandle, _In_ SECURITY_INFORMATION securityInfo,
    _In_opt_ const SID *sidOwner, _In_opt_ const SID *sidGroup, _In_opt_ const ACL *dacl, _In_opt_ const ACL *sacl);

/* add a filter object (fwpmu.h, nf-fwpmu-fwpmfilteradd0) */
DWORD WINAPI FwpmFilterAdd0(_In_ HANDLE engineHandle, _In_ const FWPM_FILTER0 *filter,
    _In_opt_ PSECURITY_DESCRIPTOR sd, _Out_opt_ UINT64 *id);

/* open enumeration of filter objects (fwpmu.h, nf-fwpmu-fwpmfiltercreateenumhandle0) */
DWORD WINAPI FwpmFilterCreateEnumHandle0(_In_ HANDLE engineHandle,
    _In_opt_ const FWPM_FILTER_ENUM_TEMPLATE0 *enumTemplate, _Out_ HANDLE *enumHandle);

/* delete filter by runtime id (fwpmu.h, nf-fwpmu-fwpmfilterdeletebyid0) */
DWORD WINAPI FwpmFilterDeleteById0(_In_ HANDLE engineHandle, _In_ UINT64 id);

/* delete filter by GUID (fwpmu.h, nf-fwpmu-fwpmfilterdeletebykey0) */
DWORD WINAPI FwpmFilterDeleteByKey0(_In_ HANDLE engineHandle, _In_ const GUID *key);

/* close enumeration handle of filter objects (fwpmu.h, nf-fwpmu-fwpmfilterdestroyenumhandle0) */
DWORD WINAPI FwpmFilterDestroyEnumHandle0(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle);

/* return next page of filter objects (fwpmu.h, nf-fwpmu-fwpmfilterenum0) */
DWORD WINAPI FwpmFilterEnum0(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ FWPM_FILTER0 ***entries, _Out_ UINT32 *numEntriesReturned);

/* get filter by runtime id (fwpmu.h, nf-fwpmu-fwpmfiltergetbyid0) */
DWORD WINAPI FwpmFilterGetById0(_In_ HANDLE engineHandle, _In_ UINT64 id, _Out_ FWPM_FILTER0 **filter);

/* get filter by GUID (fwpmu.h, nf-fwpmu-fwpmfiltergetbykey0) */
DWORD WINAPI FwpmFilterGetByKey0(_In_ HANDLE engineHandle, _In_ const GUID *key, _Out_ FWPM_FILTER0 **filter);

/* read security descriptor of a filter (fwpmu.h, nf-fwpmu-fwpmfiltergetsecurityinfobykey0) */
DWORD WINAPI FwpmFilterGetSecurityInfoByKey0(_In_ HANDLE engineHandle, _In_opt_ const GUID *key,
    _In_ SECURITY_INFORMATION securityInfo, _Out_opt_ PSID *sidOwner, _Out_opt_ PSID *sidGroup, _Out_opt_ PACL *dacl,
    _Out_opt_ PACL *sacl, _Out_ PSECURITY_DESCRIPTOR *securityDescriptor);

/* set security descriptor of a filter (fwpmu.h, nf-fwpmu-fwpmfiltersetsecurityinfobykey0) */
DWORD WINAPI FwpmFilterSetSecurityInfoByKey0(_In_ HANDLE engineHandle, _In_opt_ const GUID *key,
    _In_ SECURITY_INFORMATION securityInfo, _In_opt_ const SID *sidOwner, _In_opt_ const SID *sidGroup,
    _In_opt_ const ACL *dacl, _In_opt_ const ACL *sacl);

/* register callback for filter changes (fwpmu.h, nf-fwpmu-fwpmfiltersubscribechanges0) */
DWORD WINAPI FwpmFilterSubscribeChanges0(_In_ HANDLE engineHandle, _In_ const FWPM_FILTER_SUBSCRIPTION0 *subscription,
    _In_ FWPM_FILTER_CHANGE_CALLBACK0 callback, _In_opt_ void *context, _Out_ HANDLE *changeHandle);

/* list current filter subscriptions (fwpmu.h, nf-fwpmu-fwpmfiltersubscriptionsget0) */
DWORD WINAPI FwpmFilterSubscriptionsGet0(_In_ HANDLE engineHandle, _Out_ FWPM_FILTER_SUBSCRIPTION0 ***entries,
    _Out_ UINT32 *numEntries);

/* cancel filter change callback (fwpmu.h, nf-fwpmu-fwpmfilterunsubscribechanges0) */
DWORD WINAPI FwpmFilterUnsubscribeChanges0(_In_ HANDLE engineHandle, _In_ HANDLE changeHandle);

/* free memory returned by the API and NULL the pointer (fwpmu.h, nf-fwpmu-fwpmfreememory0) */
void WINAPI FwpmFreeMemory0(_Inout_ void **p);

/* convert file path to ALE_APP_ID blob (fwpmu.h, nf-fwpmu-fwpmgetappidfromfilename0) */
DWORD WINAPI FwpmGetAppIdFromFileName0(_In_ PCWSTR fileName, _Out_ FWP_BYTE_BLOB **appId);

/* add a ipsec tunnel object (fwpmu.h, nf-fwpmu-fwpmipsectunneladd0) */
DWORD WINAPI FwpmIPsecTunnelAdd0(_In_ HANDLE engineHandle, _In_ UINT32 flags,
    _In_opt_ const FWPM_PROVIDER_CONTEXT0 *mainModePolicy, _In_ const FWPM_PROVIDER_CONTEXT0 *tunnelPolicy,
    _In_ UINT32 numFilterConditions, _In_ const FWPM_FILTER_CONDITION0 *filterConditions,
    _In_opt_ PSECURITY_DESCRIPTOR sd);

/* add a ipsec tunnel object (fwpmu.h, nf-fwpmu-fwpmipsectunneladd1) */
DWORD WINAPI FwpmIPsecTunnelAdd1(_In_ HANDLE engineHandle, _In_ UINT32 flags,
    _In_opt_ const FWPM_PROVIDER_CONTEXT1 *mainModePolicy, _In_ const FWPM_PROVIDER_CONTEXT1 *tunnelPolicy,
    _In_ UINT32 numFilterConditions, _In_ const FWPM_FILTER_CONDITION0 *filterConditions,
    _In_opt_ const GUID *keyModKey, _In_opt_ PSECURITY_DESCRIPTOR sd);

/* add a ipsec tunnel object (fwpmu.h, nf-fwpmu-fwpmipsectunneladd2) */
DWORD WINAPI FwpmIPsecTunnelAdd2(_In_ HANDLE engineHandle, _In_ UINT32 flags,
    _In_opt_ const FWPM_PROVIDER_CONTEXT2 *mainModePolicy, _In_ const FWPM_PROVIDER_CONTEXT2 *tunnelPolicy,
    _In_ UINT32 numFilterConditions, _In_ const FWPM_FILTER_CONDITION0 *filterConditions,
    _In_opt_ const GUID *keyModKey, _In_opt_ PSECURITY_DESCRIPTOR sd);

/* add a ipsec tunnel object (fwpmu.h, nf-fwpmu-fwpmipsectunneladd3) */
DWORD WINAPI FwpmIPsecTunnelAdd3(HANDLE engineHandle, UINT32 flags, const FWPM_PROVIDER_CONTEXT3 *mainModePolicy,
    const FWPM_PROVIDER_CONTEXT3 *tunnelPolicy, UINT32 numFilterConditions,
    const FWPM_FILTER_CONDITION0 *filterConditions, const GUID *keyModKey, PSECURITY_DESCRIPTOR sd);

/* delete ipsec tunnel by GUID (fwpmu.h, nf-fwpmu-fwpmipsectunneldeletebykey0) */
DWORD WINAPI FwpmIPsecTunnelDeleteByKey0(_In_ HANDLE engineHandle, _In_ const GUID *key);

/* open enumeration of layer objects (fwpmu.h, nf-fwpmu-fwpmlayercreateenumhandle0) */
DWORD WINAPI FwpmLayerCreateEnumHandle0(_In_ HANDLE engineHandle,
    _In_opt_ const FWPM_LAYER_ENUM_TEMPLATE0 *enumTemplate, _Out_ HANDLE *enumHandle);

/* close enumeration handle of layer objects (fwpmu.h, nf-fwpmu-fwpmlayerdestroyenumhandle0) */
DWORD WINAPI FwpmLayerDestroyEnumHandle0(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle);

/* return next page of layer objects (fwpmu.h, nf-fwpmu-fwpmlayerenum0) */
DWORD WINAPI FwpmLayerEnum0(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ FWPM_LAYER0 ***entries, _Out_ UINT32 *numEntriesReturned);

/* get layer by runtime id (fwpmu.h, nf-fwpmu-fwpmlayergetbyid0) */
DWORD WINAPI FwpmLayerGetById0(_In_ HANDLE engineHandle, _In_ UINT16 id, _Out_ FWPM_LAYER0 **layer);

/* get layer by GUID (fwpmu.h, nf-fwpmu-fwpmlayergetbykey0) */
DWORD WINAPI FwpmLayerGetByKey0(_In_ HANDLE engineHandle, _In_ const GUID *key, _Out_ FWPM_LAYER0 **layer);

/* read security descriptor of a layer (fwpmu.h, nf-fwpmu-fwpmlayergetsecurityinfobykey0) */
DWORD WINAPI FwpmLayerGetSecurityInfoByKey0(_In_ HANDLE engineHandle, _In_opt_ const GUID *key,
    _In_ SECURITY_INFORMATION securityInfo, _Out_opt_ PSID *sidOwner, _Out_opt_ PSID *sidGroup, _Out_opt_ PACL *dacl,
    _Out_opt_ PACL *sacl, _Out_ PSECURITY_DESCRIPTOR *securityDescriptor);

/* set security descriptor of a layer (fwpmu.h, nf-fwpmu-fwpmlayersetsecurityinfobykey0) */
DWORD WINAPI FwpmLayerSetSecurityInfoByKey0(_In_ HANDLE engineHandle, _In_opt_ const GUID *key,
    _In_ SECURITY_INFORMATION securityInfo, _In_opt_ const SID *sidOwner, _In_opt_ const SID *sidGroup,
    _In_opt_ const ACL *dacl, _In_opt_ const ACL *sacl);

/* open enumeration of net event objects (fwpmu.h, nf-fwpmu-fwpmneteventcreateenumhandle0) */
DWORD WINAPI FwpmNetEventCreateEnumHandle0(_In_ HANDLE engineHandle,
    _In_opt_ const FWPM_NET_EVENT_ENUM_TEMPLATE0 *enumTemplate, _Out_ HANDLE *enumHandle);

/* close enumeration handle of net event objects (fwpmu.h, nf-fwpmu-fwpmneteventdestroyenumhandle0) */
DWORD WINAPI FwpmNetEventDestroyEnumHandle0(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle);

/* return next page of net event objects (fwpmu.h, nf-fwpmu-fwpmneteventenum0) */
DWORD WINAPI FwpmNetEventEnum0(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ FWPM_NET_EVENT0 ***entries, _Out_ UINT32 *numEntriesReturned);

/* return next page of net event objects (fwpmu.h, nf-fwpmu-fwpmneteventenum1) */
DWORD WINAPI FwpmNetEventEnum1(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ FWPM_NET_EVENT1 ***entries, _Out_ UINT32 *numEntriesReturned);

/* return next page of net event objects (fwpmu.h, nf-fwpmu-fwpmneteventenum2) */
DWORD WINAPI FwpmNetEventEnum2(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ FWPM_NET_EVENT2 ***entries, _Out_ UINT32 *numEntriesReturned);

/* return next page of net event objects (fwpmu.h, nf-fwpmu-fwpmneteventenum3) */
DWORD WINAPI FwpmNetEventEnum3(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ FWPM_NET_EVENT3 ***entries, _Out_ UINT32 *numEntriesReturned);

/* return next page of net event objects (fwpmu.h, nf-fwpmu-fwpmneteventenum4) */
DWORD WINAPI FwpmNetEventEnum4(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested,
    FWPM_NET_EVENT4 ***entries, UINT32 *numEntriesReturned);

/* return next page of net event objects (fwpmu.h, nf-fwpmu-fwpmneteventenum5) */
DWORD WINAPI FwpmNetEventEnum5(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested,
    FWPM_NET_EVENT5 ***entries, UINT32 *numEntriesReturned);

/* read security descriptor of net events container (fwpmu.h, nf-fwpmu-fwpmneteventsgetsecurityinfo0) */
DWORD WINAPI FwpmNetEventsGetSecurityInfo0(_In_ HANDLE engineHandle, _In_ SECURITY_INFORMATION securityInfo,
    _Out_opt_ PSID *sidOwner, _Out_opt_ PSID *sidGroup, _Out_opt_ PACL *dacl, _Out_opt_ PACL *sacl,
    _Out_ PSECURITY_DESCRIPTOR *securityDescriptor);

/* set security descriptor of net events container (fwpmu.h, nf-fwpmu-fwpmneteventssetsecurityinfo0) */
DWORD WINAPI FwpmNetEventsSetSecurityInfo0(_In_ HANDLE engineHandle, _In_ SECURITY_INFORMATION securityInfo,
    _In_opt_ const SID *sidOwner, _In_opt_ const SID *sidGroup, _In_opt_ const ACL *dacl, _In_opt_ const ACL *sacl);

/* subscribe to net event notifications (fwpmu.h, nf-fwpmu-fwpmneteventsubscribe0) */
DWORD WINAPI FwpmNetEventSubscribe0(_In_ HANDLE engineHandle, _In_ const FWPM_NET_EVENT_SUBSCRIPTION0 *subscription,
    _In_ FWPM_NET_EVENT_CALLBACK0 callback, _In_opt_ void *context, _Out_ HANDLE *eventsHandle);

/* subscribe to net event notifications (fwpmu.h, nf-fwpmu-fwpmneteventsubscribe1) */
DWORD WINAPI FwpmNetEventSubscribe1(_In_ HANDLE engineHandle, _In_ const FWPM_NET_EVENT_SUBSCRIPTION0 *subscription,
    _In_ FWPM_NET_EVENT_CALLBACK1 callback, _In_opt_ void *context, _Out_ HANDLE *eventsHandle);

/* subscribe to net event notifications (fwpmu.h, nf-fwpmu-fwpmneteventsubscribe2) */
DWORD WINAPI FwpmNetEventSubscribe2(_In_ HANDLE engineHandle, _In_ const FWPM_NET_EVENT_SUBSCRIPTION0 *subscription,
    _In_ FWPM_NET_EVENT_CALLBACK2 callback, _In_opt_ void *context, _Out_ HANDLE *eventsHandle);

/* subscribe to net event notifications (fwpmu.h, nf-fwpmu-fwpmneteventsubscribe3) */
DWORD WINAPI FwpmNetEventSubscribe3(HANDLE engineHandle, const FWPM_NET_EVENT_SUBSCRIPTION0 *subscription,
    FWPM_NET_EVENT_CALLBACK3 callback, void *context, HANDLE *eventsHandle);

/* subscribe to net event notifications (fwpmu.h, nf-fwpmu-fwpmneteventsubscribe4) */
DWORD WINAPI FwpmNetEventSubscribe4(HANDLE engineHandle, const FWPM_NET_EVENT_SUBSCRIPTION0 *subscription,
    FWPM_NET_EVENT_CALLBACK4 callback, void *context, HANDLE *eventsHandle);

/* list current net event subscriptions (fwpmu.h, nf-fwpmu-fwpmneteventsubscriptionsget0) */
DWORD WINAPI FwpmNetEventSubscriptionsGet0(_In_ HANDLE engineHandle, _Out_ FWPM_NET_EVENT_SUBSCRIPTION0 ***entries,
    _Out_ UINT32 *numEntries);

/* cancel net event subscription (fwpmu.h, nf-fwpmu-fwpmneteventunsubscribe0) */
DWORD WINAPI FwpmNetEventUnsubscribe0(_In_ HANDLE engineHandle, _Inout_ HANDLE eventsHandle);

/* add a provider object (fwpmu.h, nf-fwpmu-fwpmprovideradd0) */
DWORD WINAPI FwpmProviderAdd0(_In_ HANDLE engineHandle, _In_ const FWPM_PROVIDER0 *provider,
    _In_opt_ PSECURITY_DESCRIPTOR sd);

/* add a provider context object (fwpmu.h, nf-fwpmu-fwpmprovidercontextadd0) */
DWORD WINAPI FwpmProviderContextAdd0(_In_ HANDLE engineHandle, _In_ const FWPM_PROVIDER_CONTEXT0 *providerContext,
    _In_opt_ PSECURITY_DESCRIPTOR sd, _Out_opt_ UINT64 *id);

/* add a provider context object (fwpmu.h, nf-fwpmu-fwpmprovidercontextadd1) */
DWORD WINAPI FwpmProviderContextAdd1(_In_ HANDLE engineHandle, _In_ const FWPM_PROVIDER_CONTEXT1 *providerContext,
    _In_opt_ PSECURITY_DESCRIPTOR sd, _Out_opt_ UINT64 *id);

/* add a provider context object (fwpmu.h, nf-fwpmu-fwpmprovidercontextadd2) */
DWORD WINAPI FwpmProviderContextAdd2(_In_ HANDLE engineHandle, _In_ const FWPM_PROVIDER_CONTEXT2 *providerContext,
    _In_opt_ PSECURITY_DESCRIPTOR sd, _Out_opt_ UINT64 *id);

/* add a provider context object (fwpmu.h, nf-fwpmu-fwpmprovidercontextadd3) */
DWORD WINAPI FwpmProviderContextAdd3(HANDLE engineHandle, const FWPM_PROVIDER_CONTEXT3 *providerContext,
    PSECURITY_DESCRIPTOR sd, UINT64 *id);

/* open enumeration of provider context objects (fwpmu.h, nf-fwpmu-fwpmprovidercontextcreateenumhandle0) */
DWORD WINAPI FwpmProviderContextCreateEnumHandle0(_In_ HANDLE engineHandle,
    _In_opt_ const FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0 *enumTemplate, _Out_ HANDLE *enumHandle);

/* delete provider context by runtime id (fwpmu.h, nf-fwpmu-fwpmprovidercontextdeletebyid0) */
DWORD WINAPI FwpmProviderContextDeleteById0(_In_ HANDLE engineHandle, _In_ UINT64 id);

/* delete provider context by GUID (fwpmu.h, nf-fwpmu-fwpmprovidercontextdeletebykey0) */
DWORD WINAPI FwpmProviderContextDeleteByKey0(_In_ HANDLE engineHandle, _In_ const GUID *key);

/* close enumeration handle of provider context objects (fwpmu.h, nf-fwpmu-fwpmprovidercontextdestroyenumhandle0) */
DWORD WINAPI FwpmProviderContextDestroyEnumHandle0(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle);

/* return next page of provider context objects (fwpmu.h, nf-fwpmu-fwpmprovidercontextenum0) */
DWORD WINAPI FwpmProviderContextEnum0(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle,
    _In_ UINT32 numEntriesRequested, _Out_ FWPM_PROVIDER_CONTEXT0 ***entries, _Out_ UINT32 *numEntriesReturned);

/* return next page of provider context objects (fwpmu.h, nf-fwpmu-fwpmprovidercontextenum1) */
DWORD WINAPI FwpmProviderContextEnum1(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle,
    _In_ UINT32 numEntriesRequested, _Out_ FWPM_PROVIDER_CONTEXT1 ***entries, _Out_ UINT32 *numEntriesReturned);

/* return next page of provider context objects (fwpmu.h, nf-fwpmu-fwpmprovidercontextenum2) */
DWORD WINAPI FwpmProviderContextEnum2(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle,
    _In_ UINT32 numEntriesRequested, _Out_ FWPM_PROVIDER_CONTEXT2 ***entries, _Out_ UINT32 *numEntriesReturned);

/* return next page of provider context objects (fwpmu.h, nf-fwpmu-fwpmprovidercontextenum3) */
DWORD WINAPI FwpmProviderContextEnum3(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested,
    FWPM_PROVIDER_CONTEXT3 ***entries, UINT32 *numEntriesReturned);

/* get provider context by runtime id (fwpmu.h, nf-fwpmu-fwpmprovidercontextgetbyid0) */
DWORD WINAPI FwpmProviderContextGetById0(_In_ HANDLE engineHandle, _In_ UINT64 id,
    _Out_ FWPM_PROVIDER_CONTEXT0 **providerContext);

/* get provider context by runtime id (fwpmu.h, nf-fwpmu-fwpmprovidercontextgetbyid1) */
DWORD WINAPI FwpmProviderContextGetById1(_In_ HANDLE engineHandle, _In_ UINT64 id,
    _Out_ FWPM_PROVIDER_CONTEXT1 **providerContext);

/* get provider context by runtime id (fwpmu.h, nf-fwpmu-fwpmprovidercontextgetbyid2) */
DWORD WINAPI FwpmProviderContextGetById2(_In_ HANDLE engineHandle, _In_ UINT64 id,
    _Out_ FWPM_PROVIDER_CONTEXT2 **providerContext);

/* get provider context by runtime id (fwpmu.h, nf-fwpmu-fwpmprovidercontextgetbyid3) */
DWORD WINAPI FwpmProviderContextGetById3(HANDLE engineHandle, UINT64 id, FWPM_PROVIDER_CONTEXT3 **providerContext);

/* get provider context by GUID (fwpmu.h, nf-fwpmu-fwpmprovidercontextgetbykey0) */
DWORD WINAPI FwpmProviderContextGetByKey0(_In_ HANDLE engineHandle, _In_ const GUID *key,
    _Out_ FWPM_PROVIDER_CONTEXT0 **providerContext);

/* get provider context by GUID (fwpmu.h, nf-fwpmu-fwpmprovidercontextgetbykey1) */
DWORD WINAPI FwpmProviderContextGetByKey1(_In_ HANDLE engineHandle, _In_ const GUID *key,
    _Out_ FWPM_PROVIDER_CONTEXT1 **providerContext);

/* get provider context by GUID (fwpmu.h, nf-fwpmu-fwpmprovidercontextgetbykey2) */
DWORD WINAPI FwpmProviderContextGetByKey2(_In_ HANDLE engineHandle, _In_ const GUID *key,
    _Out_ FWPM_PROVIDER_CONTEXT2 **providerContext);

/* get provider context by GUID (fwpmu.h, nf-fwpmu-fwpmprovidercontextgetbykey3) */
DWORD WINAPI FwpmProviderContextGetByKey3(HANDLE engineHandle, const GUID *key,
    FWPM_PROVIDER_CONTEXT3 **providerContext);

/* read security descriptor of a provider context (fwpmu.h, nf-fwpmu-fwpmprovidercontextgetsecurityinfobykey0) */
DWORD WINAPI FwpmProviderContextGetSecurityInfoByKey0(_In_ HANDLE engineHandle, _In_opt_ const GUID *key,
    _In_ SECURITY_INFORMATION securityInfo, _Out_opt_ PSID *sidOwner, _Out_opt_ PSID *sidGroup, _Out_opt_ PACL *dacl,
    _Out_opt_ PACL *sacl, _Out_ PSECURITY_DESCRIPTOR *securityDescriptor);

/* set security descriptor of a provider context (fwpmu.h, nf-fwpmu-fwpmprovidercontextsetsecurityinfobykey0) */
DWORD WINAPI FwpmProviderContextSetSecurityInfoByKey0(_In_ HANDLE engineHandle, _In_opt_ const GUID *key,
    _In_ SECURITY_INFORMATION securityInfo, _In_opt_ const SID *sidOwner, _In_opt_ const SID *sidGroup,
    _In_opt_ const ACL *dacl, _In_opt_ const ACL *sacl);

/* register callback for provider context changes (fwpmu.h, nf-fwpmu-fwpmprovidercontextsubscribechanges0) */
DWORD WINAPI FwpmProviderContextSubscribeChanges0(_In_ HANDLE engineHandle,
    _In_ const FWPM_PROVIDER_CONTEXT_SUBSCRIPTION0 *subscription, _In_ FWPM_PROVIDER_CONTEXT_CHANGE_CALLBACK0 callback,
    _In_opt_ void *context, _Out_ HANDLE *changeHandle);

/* list current provider context subscriptions (fwpmu.h, nf-fwpmu-fwpmprovidercontextsubscriptionsget0) */
DWORD WINAPI FwpmProviderContextSubscriptionsGet0(_In_ HANDLE engineHandle,
    _Out_ FWPM_PROVIDER_CONTEXT_SUBSCRIPTION0 ***entries, _Out_ UINT32 *numEntries);

/* cancel provider context change callback (fwpmu.h, nf-fwpmu-fwpmprovidercontextunsubscribechanges0) */
DWORD WINAPI FwpmProviderContextUnsubscribeChanges0(_In_ HANDLE engineHandle, _In_ HANDLE changeHandle);

/* open enumeration of provider objects (fwpmu.h, nf-fwpmu-fwpmprovidercreateenumhandle0) */
DWORD WINAPI FwpmProviderCreateEnumHandle0(_In_ HANDLE engineHandle,
    _In_opt_ const FWPM_PROVIDER_ENUM_TEMPLATE0 *enumTemplate, _Out_ HANDLE *enumHandle);

/* delete provider by GUID (fwpmu.h, nf-fwpmu-fwpmproviderdeletebykey0) */
DWORD WINAPI FwpmProviderDeleteByKey0(_In_ HANDLE engineHandle, _In_ const GUID *key);

/* close enumeration handle of provider objects (fwpmu.h, nf-fwpmu-fwpmproviderdestroyenumhandle0) */
DWORD WINAPI FwpmProviderDestroyEnumHandle0(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle);

/* return next page of provider objects (fwpmu.h, nf-fwpmu-fwpmproviderenum0) */
DWORD WINAPI FwpmProviderEnum0(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ FWPM_PROVIDER0 ***entries, _Out_ UINT32 *numEntriesReturned);

/* get provider by GUID (fwpmu.h, nf-fwpmu-fwpmprovidergetbykey0) */
DWORD WINAPI FwpmProviderGetByKey0(_In_ HANDLE engineHandle, _In_ const GUID *key, _Out_ FWPM_PROVIDER0 **provider);

/* read security descriptor of a provider (fwpmu.h, nf-fwpmu-fwpmprovidergetsecurityinfobykey0) */
DWORD WINAPI FwpmProviderGetSecurityInfoByKey0(_In_ HANDLE engineHandle, _In_opt_ const GUID *key,
    _In_ SECURITY_INFORMATION securityInfo, _Out_opt_ PSID *sidOwner, _Out_opt_ PSID *sidGroup, _Out_opt_ PACL *dacl,
    _Out_opt_ PACL *sacl, _Out_ PSECURITY_DESCRIPTOR *securityDescriptor);

/* set security descriptor of a provider (fwpmu.h, nf-fwpmu-fwpmprovidersetsecurityinfobykey0) */
DWORD WINAPI FwpmProviderSetSecurityInfoByKey0(_In_ HANDLE engineHandle, _In_opt_ const GUID *key,
    _In_ SECURITY_INFORMATION securityInfo, _In_opt_ const SID *sidOwner, _In_opt_ const SID *sidGroup,
    _In_opt_ const ACL *dacl, _In_opt_ const ACL *sacl);

/* register callback for provider changes (fwpmu.h, nf-fwpmu-fwpmprovidersubscribechanges0) */
DWORD WINAPI FwpmProviderSubscribeChanges0(_In_ HANDLE engineHandle,
    _In_opt_ const FWPM_PROVIDER_SUBSCRIPTION0 *subscription, _In_ FWPM_PROVIDER_CHANGE_CALLBACK0 callback,
    _In_opt_ void *context, _Out_ HANDLE *changeHandle);

/* list current provider subscriptions (fwpmu.h, nf-fwpmu-fwpmprovidersubscriptionsget0) */
DWORD WINAPI FwpmProviderSubscriptionsGet0(_In_ HANDLE engineHandle, _Out_ FWPM_PROVIDER_SUBSCRIPTION0 ***entries,
    _Out_ UINT32 *numEntries);

/* cancel provider change callback (fwpmu.h, nf-fwpmu-fwpmproviderunsubscribechanges0) */
DWORD WINAPI FwpmProviderUnsubscribeChanges0(_In_ HANDLE engineHandle, _In_ HANDLE changeHandle);

/* open enumeration of session objects (fwpmu.h, nf-fwpmu-fwpmsessioncreateenumhandle0) */
DWORD WINAPI FwpmSessionCreateEnumHandle0(_In_ HANDLE engineHandle,
    _In_opt_ const FWPM_SESSION_ENUM_TEMPLATE0 *enumTemplate, _Out_ HANDLE *enumHandle);

/* close enumeration handle of session objects (fwpmu.h, nf-fwpmu-fwpmsessiondestroyenumhandle0) */
DWORD WINAPI FwpmSessionDestroyEnumHandle0(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle);

/* return next page of session objects (fwpmu.h, nf-fwpmu-fwpmsessionenum0) */
DWORD WINAPI FwpmSessionEnum0(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ FWPM_SESSION0 ***entries, _Out_ UINT32 *numEntriesReturned);

/* add a sub layer object (fwpmu.h, nf-fwpmu-fwpmsublayeradd0) */
DWORD WINAPI FwpmSubLayerAdd0(_In_ HANDLE engineHandle, _In_ const FWPM_SUBLAYER0 *subLayer,
    _In_opt_ PSECURITY_DESCRIPTOR sd);

/* open enumeration of sub layer objects (fwpmu.h, nf-fwpmu-fwpmsublayercreateenumhandle0) */
DWORD WINAPI FwpmSubLayerCreateEnumHandle0(_In_ HANDLE engineHandle,
    _In_opt_ const FWPM_SUBLAYER_ENUM_TEMPLATE0 *enumTemplate, _Out_ HANDLE *enumHandle);

/* delete sub layer by GUID (fwpmu.h, nf-fwpmu-fwpmsublayerdeletebykey0) */
DWORD WINAPI FwpmSubLayerDeleteByKey0(_In_ HANDLE engineHandle, _In_ const GUID *key);

/* close enumeration handle of sub layer objects (fwpmu.h, nf-fwpmu-fwpmsublayerdestroyenumhandle0) */
DWORD WINAPI FwpmSubLayerDestroyEnumHandle0(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle);

/* return next page of sub layer objects (fwpmu.h, nf-fwpmu-fwpmsublayerenum0) */
DWORD WINAPI FwpmSubLayerEnum0(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ FWPM_SUBLAYER0 ***entries, _Out_ UINT32 *numEntriesReturned);

/* get sub layer by GUID (fwpmu.h, nf-fwpmu-fwpmsublayergetbykey0) */
DWORD WINAPI FwpmSubLayerGetByKey0(_In_ HANDLE engineHandle, _In_ const GUID *key, _Out_ FWPM_SUBLAYER0 **subLayer);

/* read security descriptor of a sub layer (fwpmu.h, nf-fwpmu-fwpmsublayergetsecurityinfobykey0) */
DWORD WINAPI FwpmSubLayerGetSecurityInfoByKey0(_In_ HANDLE engineHandle, _In_opt_ const GUID *key,
    _In_ SECURITY_INFORMATION securityInfo, _Out_opt_ PSID *sidOwner, _Out_opt_ PSID *sidGroup, _Out_opt_ PACL *dacl,
    _Out_opt_ PACL *sacl, _Out_ PSECURITY_DESCRIPTOR *securityDescriptor);

/* set security descriptor of a sub layer (fwpmu.h, nf-fwpmu-fwpmsublayersetsecurityinfobykey0) */
DWORD WINAPI FwpmSubLayerSetSecurityInfoByKey0(_In_ HANDLE engineHandle, _In_opt_ const GUID *key,
    _In_ SECURITY_INFORMATION securityInfo, _In_opt_ const SID *sidOwner, _In_opt_ const SID *sidGroup,
    _In_opt_ const ACL *dacl, _In_opt_ const ACL *sacl);

/* register callback for sub layer changes (fwpmu.h, nf-fwpmu-fwpmsublayersubscribechanges0) */
DWORD WINAPI FwpmSubLayerSubscribeChanges0(_In_ HANDLE engineHandle,
    _In_ const FWPM_SUBLAYER_SUBSCRIPTION0 *subscription, _In_ FWPM_SUBLAYER_CHANGE_CALLBACK0 callback,
    _In_opt_ void *context, _Out_ HANDLE *changeHandle);

/* list current sub layer subscriptions (fwpmu.h, nf-fwpmu-fwpmsublayersubscriptionsget0) */
DWORD WINAPI FwpmSubLayerSubscriptionsGet0(_In_ HANDLE engineHandle, _Out_ FWPM_SUBLAYER_SUBSCRIPTION0 ***entries,
    _Out_ UINT32 *numEntries);

/* cancel sub layer change callback (fwpmu.h, nf-fwpmu-fwpmsublayerunsubscribechanges0) */
DWORD WINAPI FwpmSubLayerUnsubscribeChanges0(_In_ HANDLE engineHandle, _In_ HANDLE changeHandle);

/* get system ports (fwpmu.h, nf-fwpmu-fwpmsystemportsget0) */
DWORD WINAPI FwpmSystemPortsGet0(_In_opt_ HANDLE engineHandle, _Out_ FWPM_SYSTEM_PORTS0 **sysPorts);

/* subscribe to system ports notifications (fwpmu.h, nf-fwpmu-fwpmsystemportssubscribe0) */
DWORD WINAPI FwpmSystemPortsSubscribe0(_In_opt_ HANDLE engineHandle, void *reserved,
    _In_ FWPM_SYSTEM_PORTS_CALLBACK0 callback, _In_opt_ void *context, _Out_ HANDLE *sysPortsHandle);

/* cancel system ports subscription (fwpmu.h, nf-fwpmu-fwpmsystemportsunsubscribe0) */
DWORD WINAPI FwpmSystemPortsUnsubscribe0(_In_opt_ HANDLE engineHandle, _Inout_ HANDLE sysPortsHandle);

/* abort current transaction (fwpmu.h, nf-fwpmu-fwpmtransactionabort0) */
DWORD WINAPI FwpmTransactionAbort0(_In_ HANDLE engineHandle);

/* start explicit transaction (fwpmu.h, nf-fwpmu-fwpmtransactionbegin0) */
DWORD WINAPI FwpmTransactionBegin0(_In_ HANDLE engineHandle, _In_ UINT32 flags);

/* commit current transaction (fwpmu.h, nf-fwpmu-fwpmtransactioncommit0) */
DWORD WINAPI FwpmTransactionCommit0(_In_ HANDLE engineHandle);

/* read security descriptor of v switch events container (fwpmu.h, nf-fwpmu-fwpmvswitcheventsgetsecurityinfo0) */
DWORD WINAPI FwpmvSwitchEventsGetSecurityInfo0(_In_ HANDLE engineHandle, _In_ SECURITY_INFORMATION securityInfo,
    _Out_ PSID *sidOwner, _Out_ PSID *sidGroup, _Out_ PACL *dacl, _Out_ PACL *sacl,
    _Out_ PSECURITY_DESCRIPTOR *securityDescriptor);

/* set security descriptor of v switch events container (fwpmu.h, nf-fwpmu-fwpmvswitcheventssetsecurityinfo0) */
DWORD WINAPI FwpmvSwitchEventsSetSecurityInfo0(_In_ HANDLE engineHandle, _In_ SECURITY_INFORMATION securityInfo,
    _In_opt_ const SID *sidOwner, _In_opt_ const SID *sidGroup, _In_opt_ const ACL *dacl, _In_opt_ const ACL *sacl);

/* subscribe to v switch event notifications (fwpmu.h, nf-fwpmu-fwpmvswitcheventsubscribe0) */
DWORD WINAPI FwpmvSwitchEventSubscribe0(_In_ HANDLE engineHandle,
    _In_ const FWPM_VSWITCH_EVENT_SUBSCRIPTION0 *subscription, _In_ FWPM_VSWITCH_EVENT_CALLBACK0 callback,
    _In_opt_ void *context, _Out_ HANDLE *subscriptionHandle);

/* cancel v switch event subscription (fwpmu.h, nf-fwpmu-fwpmvswitcheventunsubscribe0) */
DWORD WINAPI FwpmvSwitchEventUnsubscribe0(_In_ HANDLE engineHandle, _Inout_ HANDLE subscriptionHandle);

/* get IKE statistics (fwpmu.h, nf-fwpmu-ikeextgetstatistics0) */
DWORD WINAPI IkeextGetStatistics0(_In_ HANDLE engineHandle, _Out_ IKEEXT_STATISTICS0 *ikeextStatistics);

/* get IKE statistics (v1) (fwpmu.h, nf-fwpmu-ikeextgetstatistics1) */
DWORD WINAPI IkeextGetStatistics1(_In_ HANDLE engineHandle, _Out_ IKEEXT_STATISTICS1 *ikeextStatistics);

/* open enumeration of Ikeext sa objects (fwpmu.h, nf-fwpmu-ikeextsacreateenumhandle0) */
DWORD WINAPI IkeextSaCreateEnumHandle0(_In_ HANDLE engineHandle, _In_opt_ const IKEEXT_SA_ENUM_TEMPLATE0 *enumTemplate,
    _Out_ HANDLE *enumHandle);

/* read security descriptor of Ikeext sa db container (fwpmu.h, nf-fwpmu-ikeextsadbgetsecurityinfo0) */
DWORD WINAPI IkeextSaDbGetSecurityInfo0(_In_ HANDLE engineHandle, _In_ SECURITY_INFORMATION securityInfo,
    _Out_opt_ PSID *sidOwner, _Out_opt_ PSID *sidGroup, _Out_opt_ PACL *dacl, _Out_opt_ PACL *sacl,
    _Out_ PSECURITY_DESCRIPTOR *securityDescriptor);

/* set security descriptor of Ikeext sa db container (fwpmu.h, nf-fwpmu-ikeextsadbsetsecurityinfo0) */
DWORD WINAPI IkeextSaDbSetSecurityInfo0(_In_ HANDLE engineHandle, _In_ SECURITY_INFORMATION securityInfo,
    _In_opt_ const SID *sidOwner, _In_opt_ const SID *sidGroup, _In_opt_ const ACL *dacl, _In_opt_ const ACL *sacl);

/* delete Ikeext sa by runtime id (fwpmu.h, nf-fwpmu-ikeextsadeletebyid0) */
DWORD WINAPI IkeextSaDeleteById0(_In_ HANDLE engineHandle, _In_ UINT64 id);

/* close enumeration handle of Ikeext sa objects (fwpmu.h, nf-fwpmu-ikeextsadestroyenumhandle0) */
DWORD WINAPI IkeextSaDestroyEnumHandle0(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle);

/* return next page of Ikeext sa objects (fwpmu.h, nf-fwpmu-ikeextsaenum0) */
DWORD WINAPI IkeextSaEnum0(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ IKEEXT_SA_DETAILS0 ***entries, _Out_ UINT32 *numEntriesReturned);

/* return next page of Ikeext sa objects (fwpmu.h, nf-fwpmu-ikeextsaenum1) */
DWORD WINAPI IkeextSaEnum1(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ IKEEXT_SA_DETAILS1 ***entries, _Out_ UINT32 *numEntriesReturned);

/* return next page of Ikeext sa objects (fwpmu.h, nf-fwpmu-ikeextsaenum2) */
DWORD WINAPI IkeextSaEnum2(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ IKEEXT_SA_DETAILS2 ***entries, _Out_ UINT32 *numEntriesReturned);

/* get Ikeext sa by runtime id (fwpmu.h, nf-fwpmu-ikeextsagetbyid0) */
DWORD WINAPI IkeextSaGetById0(_In_ HANDLE engineHandle, _In_ UINT64 id, _Out_ IKEEXT_SA_DETAILS0 **sa);

/* get Ikeext sa by runtime id (fwpmu.h, nf-fwpmu-ikeextsagetbyid1) */
DWORD WINAPI IkeextSaGetById1(_In_ HANDLE engineHandle, _In_ UINT64 id, _In_opt_ GUID *saLookupContext,
    _Out_ IKEEXT_SA_DETAILS1 **sa);

/* get Ikeext sa by runtime id (fwpmu.h, nf-fwpmu-ikeextsagetbyid2) */
DWORD WINAPI IkeextSaGetById2(_In_ HANDLE engineHandle, _In_ UINT64 id, _In_opt_ GUID *saLookupContext,
    _Out_ IKEEXT_SA_DETAILS2 **sa);

/* read security descriptor of IPsec dosp container (fwpmu.h, nf-fwpmu-ipsecdospgetsecurityinfo0) */
DWORD WINAPI IPsecDospGetSecurityInfo0(_In_ HANDLE engineHandle, _In_ SECURITY_INFORMATION securityInfo,
    _Out_opt_ PSID *sidOwner, _Out_opt_ PSID *sidGroup, _Out_opt_ PACL *dacl, _Out_opt_ PACL *sacl,
    _Out_ PSECURITY_DESCRIPTOR *securityDescriptor);

/* get statistics of IPsec dosp (fwpmu.h, nf-fwpmu-ipsecdospgetstatistics0) */
DWORD WINAPI IPsecDospGetStatistics0(_In_ HANDLE engineHandle, _Out_ IPSEC_DOSP_STATISTICS0 *idpStatistics);

/* set security descriptor of IPsec dosp container (fwpmu.h, nf-fwpmu-ipsecdospsetsecurityinfo0) */
DWORD WINAPI IPsecDospSetSecurityInfo0(_In_ HANDLE engineHandle, _In_ SECURITY_INFORMATION securityInfo,
    _In_opt_ const SID *sidOwner, _In_opt_ const SID *sidGroup, _In_opt_ const ACL *dacl, _In_opt_ const ACL *sacl);

/* open enumeration of IPsec dosp state objects (fwpmu.h, nf-fwpmu-ipsecdospstatecreateenumhandle0) */
DWORD WINAPI IPsecDospStateCreateEnumHandle0(_In_ HANDLE engineHandle,
    _In_opt_ const IPSEC_DOSP_STATE_ENUM_TEMPLATE0 *enumTemplate, _Out_ HANDLE *enumHandle);

/* close enumeration handle of IPsec dosp state objects (fwpmu.h, nf-fwpmu-ipsecdospstatedestroyenumhandle0) */
DWORD WINAPI IPsecDospStateDestroyEnumHandle0(_In_ HANDLE engineHandle, _Inout_ HANDLE enumHandle);

/* return next page of IPsec dosp state objects (fwpmu.h, nf-fwpmu-ipsecdospstateenum0) */
DWORD WINAPI IPsecDospStateEnum0(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ IPSEC_DOSP_STATE0 ***entries, _Out_ UINT32 *numEntries);

/* get IPsec statistics (fwpmu.h, nf-fwpmu-ipsecgetstatistics0) */
DWORD WINAPI IPsecGetStatistics0(_In_ HANDLE engineHandle, _Out_ IPSEC_STATISTICS0 *ipsecStatistics);

/* get IPsec statistics (v1) (fwpmu.h, nf-fwpmu-ipsecgetstatistics1) */
DWORD WINAPI IPsecGetStatistics1(_In_ HANDLE engineHandle, _Out_ IPSEC_STATISTICS1 *ipsecStatistics);

/* register IPsec key manager (fwpmu.h, nf-fwpmu-ipseckeymanageraddandregister0) */
DWORD WINAPI IPsecKeyManagerAddAndRegister0(_In_ HANDLE engineHandle, _In_ const IPSEC_KEY_MANAGER0 *keyManager,
    _In_ const IPSEC_KEY_MANAGER_CALLBACKS0 *keyManagerCallbacks, _Out_ HANDLE *keyMgmtHandle);

/* read security descriptor of a IPsec key manager (fwpmu.h, nf-fwpmu-ipseckeymanagergetsecurityinfobykey0) */
DWORD WINAPI IPsecKeyManagerGetSecurityInfoByKey0(_In_ HANDLE engineHandle, const void *reserved,
    _In_ SECURITY_INFORMATION securityInfo, _Out_opt_ PSID *sidOwner, _Out_opt_ PSID *sidGroup, _Out_opt_ PACL *dacl,
    _Out_opt_ PACL *sacl, _Out_ PSECURITY_DESCRIPTOR *securityDescriptor);

/* set security descriptor of a IPsec key manager (fwpmu.h, nf-fwpmu-ipseckeymanagersetsecurityinfobykey0) */
DWORD WINAPI IPsecKeyManagerSetSecurityInfoByKey0(_In_ HANDLE engineHandle, const void *reserved,
    _In_ SECURITY_INFORMATION securityInfo, _In_opt_ const SID *sidOwner, _In_opt_ const SID *sidGroup,
    _In_opt_ const ACL *dacl, _In_opt_ const ACL *sacl);

/* get IPsec key managers (fwpmu.h, nf-fwpmu-ipseckeymanagersget0) */
DWORD WINAPI IPsecKeyManagersGet0(_In_ HANDLE engineHandle, _Out_ IPSEC_KEY_MANAGER0 ***entries,
    _Out_ UINT32 *numEntries);

/* unregister IPsec key manager (fwpmu.h, nf-fwpmu-ipseckeymanagerunregisteranddelete0) */
DWORD WINAPI IPsecKeyManagerUnregisterAndDelete0(_In_ HANDLE engineHandle, _In_ HANDLE keyMgmtHandle);

/* add inbound part to IPsec sa context (fwpmu.h, nf-fwpmu-ipsecsacontextaddinbound0) */
DWORD WINAPI IPsecSaContextAddInbound0(_In_ HANDLE engineHandle, _In_ UINT64 id,
    _In_ const IPSEC_SA_BUNDLE0 *inboundBundle);

/* add inbound part to IPsec sa context (fwpmu.h, nf-fwpmu-ipsecsacontextaddinbound1) */
DWORD WINAPI IPsecSaContextAddInbound1(_In_ HANDLE engineHandle, _In_ UINT64 id,
    _In_ const IPSEC_SA_BUNDLE1 *inboundBundle);

/* add outbound part to IPsec sa context (fwpmu.h, nf-fwpmu-ipsecsacontextaddoutbound0) */
DWORD WINAPI IPsecSaContextAddOutbound0(_In_ HANDLE engineHandle, _In_ UINT64 id,
    _In_ const IPSEC_SA_BUNDLE0 *outboundBundle);

/* add outbound part to IPsec sa context (fwpmu.h, nf-fwpmu-ipsecsacontextaddoutbound1) */
DWORD WINAPI IPsecSaContextAddOutbound1(_In_ HANDLE engineHandle, _In_ UINT64 id,
    _In_ const IPSEC_SA_BUNDLE1 *outboundBundle);

/* create IPsec sa context (fwpmu.h, nf-fwpmu-ipsecsacontextcreate0) */
DWORD WINAPI IPsecSaContextCreate0(_In_ HANDLE engineHandle, _In_ const IPSEC_TRAFFIC0 *outboundTraffic,
    _Out_opt_ UINT64 *inboundFilterId, _Out_ UINT64 *id);

/* create IPsec sa context (fwpmu.h, nf-fwpmu-ipsecsacontextcreate1) */
DWORD WINAPI IPsecSaContextCreate1(_In_ HANDLE engineHandle, _In_ const IPSEC_TRAFFIC1 *outboundTraffic,
    _In_opt_ const IPSEC_VIRTUAL_IF_TUNNEL_INFO0 *virtualIfTunnelInfo, _Out_opt_ UINT64 *inboundFilterId,
    _Out_ UINT64 *id);

/* open enumeration of IPsec sa context objects (fwpmu.h, nf-fwpmu-ipsecsacontextcreateenumhandle0) */
DWORD WINAPI IPsecSaContextCreateEnumHandle0(_In_ HANDLE engineHandle,
    _In_opt_ const IPSEC_SA_CONTEXT_ENUM_TEMPLATE0 *enumTemplate, _Out_ HANDLE *enumHandle);

/* delete IPsec sa context by runtime id (fwpmu.h, nf-fwpmu-ipsecsacontextdeletebyid0) */
DWORD WINAPI IPsecSaContextDeleteById0(_In_ HANDLE engineHandle, _In_ UINT64 id);

/* close enumeration handle of IPsec sa context objects (fwpmu.h, nf-fwpmu-ipsecsacontextdestroyenumhandle0) */
DWORD WINAPI IPsecSaContextDestroyEnumHandle0(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle);

/* return next page of IPsec sa context objects (fwpmu.h, nf-fwpmu-ipsecsacontextenum0) */
DWORD WINAPI IPsecSaContextEnum0(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ IPSEC_SA_CONTEXT0 ***entries, _Out_ UINT32 *numEntriesReturned);

/* return next page of IPsec sa context objects (fwpmu.h, nf-fwpmu-ipsecsacontextenum1) */
DWORD WINAPI IPsecSaContextEnum1(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ IPSEC_SA_CONTEXT1 ***entries, _Out_ UINT32 *numEntriesReturned);

/* expire IPsec sa context (fwpmu.h, nf-fwpmu-ipsecsacontextexpire0) */
DWORD WINAPI IPsecSaContextExpire0(_In_ HANDLE engineHandle, _In_ UINT64 id);

/* get IPsec sa context by runtime id (fwpmu.h, nf-fwpmu-ipsecsacontextgetbyid0) */
DWORD WINAPI IPsecSaContextGetById0(_In_ HANDLE engineHandle, _In_ UINT64 id, _Out_ IPSEC_SA_CONTEXT0 **saContext);

/* get IPsec sa context by runtime id (fwpmu.h, nf-fwpmu-ipsecsacontextgetbyid1) */
DWORD WINAPI IPsecSaContextGetById1(_In_ HANDLE engineHandle, _In_ UINT64 id, _Out_ IPSEC_SA_CONTEXT1 **saContext);

/* get SPI for IPsec sa context (fwpmu.h, nf-fwpmu-ipsecsacontextgetspi0) */
DWORD WINAPI IPsecSaContextGetSpi0(_In_ HANDLE engineHandle, _In_ UINT64 id, _In_ const IPSEC_GETSPI0 *getSpi,
    _Out_ IPSEC_SA_SPI *inboundSpi);

/* get SPI for IPsec sa context (fwpmu.h, nf-fwpmu-ipsecsacontextgetspi1) */
DWORD WINAPI IPsecSaContextGetSpi1(_In_ HANDLE engineHandle, _In_ UINT64 id, _In_ const IPSEC_GETSPI1 *getSpi,
    _Out_ IPSEC_SA_SPI *inboundSpi);

/* set SPI for IPsec sa context (fwpmu.h, nf-fwpmu-ipsecsacontextsetspi0) */
DWORD WINAPI IPsecSaContextSetSpi0(_In_ HANDLE engineHandle, _In_ UINT64 id, _In_ const IPSEC_GETSPI1 *getSpi,
    _In_ IPSEC_SA_SPI inboundSpi);

/* subscribe to IPsec sa context notifications (fwpmu.h, nf-fwpmu-ipsecsacontextsubscribe0) */
DWORD WINAPI IPsecSaContextSubscribe0(_In_ HANDLE engineHandle,
    _In_ const IPSEC_SA_CONTEXT_SUBSCRIPTION0 *subscription, _In_ IPSEC_SA_CONTEXT_CALLBACK0 callback,
    _In_opt_ void *context, _Out_ HANDLE *eventsHandle);

/* list current IPsec sa context subscriptions (fwpmu.h, nf-fwpmu-ipsecsacontextsubscriptionsget0) */
DWORD WINAPI IPsecSaContextSubscriptionsGet0(_In_ HANDLE engineHandle, _Out_ IPSEC_SA_CONTEXT_SUBSCRIPTION0 ***entries,
    _Out_ UINT32 *numEntries);

/* cancel IPsec sa context subscription (fwpmu.h, nf-fwpmu-ipsecsacontextunsubscribe0) */
DWORD WINAPI IPsecSaContextUnsubscribe0(_In_ HANDLE engineHandle, _Inout_ HANDLE eventsHandle);

/* update IPsec sa context (fwpmu.h, nf-fwpmu-ipsecsacontextupdate0) */
DWORD WINAPI IPsecSaContextUpdate0(_In_ HANDLE engineHandle, _In_ UINT64 flags,
    _In_ const IPSEC_SA_CONTEXT1 *newValues);

/* open enumeration of IPsec sa objects (fwpmu.h, nf-fwpmu-ipsecsacreateenumhandle0) */
DWORD WINAPI IPsecSaCreateEnumHandle0(_In_ HANDLE engineHandle, _In_opt_ const IPSEC_SA_ENUM_TEMPLATE0 *enumTemplate,
    _Out_ HANDLE *enumHandle);

/* read security descriptor of IPsec sa db container (fwpmu.h, nf-fwpmu-ipsecsadbgetsecurityinfo0) */
DWORD WINAPI IPsecSaDbGetSecurityInfo0(_In_ HANDLE engineHandle, _In_ SECURITY_INFORMATION securityInfo,
    _Out_opt_ PSID *sidOwner, _Out_opt_ PSID *sidGroup, _Out_opt_ PACL *dacl, _Out_opt_ PACL *sacl,
    _Out_ PSECURITY_DESCRIPTOR *securityDescriptor);

/* set security descriptor of IPsec sa db container (fwpmu.h, nf-fwpmu-ipsecsadbsetsecurityinfo0) */
DWORD WINAPI IPsecSaDbSetSecurityInfo0(_In_ HANDLE engineHandle, _In_ SECURITY_INFORMATION securityInfo,
    _In_opt_ const SID *sidOwner, _In_opt_ const SID *sidGroup, _In_opt_ const ACL *dacl, _In_opt_ const ACL *sacl);

/* close enumeration handle of IPsec sa objects (fwpmu.h, nf-fwpmu-ipsecsadestroyenumhandle0) */
DWORD WINAPI IPsecSaDestroyEnumHandle0(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle);

/* return next page of IPsec sa objects (fwpmu.h, nf-fwpmu-ipsecsaenum0) */
DWORD WINAPI IPsecSaEnum0(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ IPSEC_SA_DETAILS0 ***entries, _Out_ UINT32 *numEntriesReturned);

/* return next page of IPsec sa objects (fwpmu.h, nf-fwpmu-ipsecsaenum1) */
DWORD WINAPI IPsecSaEnum1(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ IPSEC_SA_DETAILS1 ***entries, _Out_ UINT32 *numEntriesReturned);

#ifdef __cplusplus
}
#endif

#endif
