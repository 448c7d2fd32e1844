/* Generated from schema/ by tools/gen/generate.py (make gen). Do not edit.
 * fwpmk.h: the management functions of kernel mode.
 * Source of the facts: learn.microsoft.com, pages fwpmk. */
#ifndef OPENWFP_FWPMK_H
#define OPENWFP_FWPMK_H

#include "fwpmtypes.h"
#include "openwfp_guids.h"

#ifdef __cplusplus
extern "C" {
#endif

/* told when the filter engine starts and stops; IRQL <= PASSIVE_LEVEL (fwpmk.h,
 * nc-fwpmk-fwpm_service_state_change_callback0) */
typedef void (NTAPI *FWPM_SERVICE_STATE_CHANGE_CALLBACK0)(void *context, FWPM_SERVICE_STATE newState);

/* get bfe state; IRQL <= DISPATCH_LEVEL (fwpmk.h, nf-fwpmk-fwpmbfestateget0) */
FWPM_SERVICE_STATE NTAPI FwpmBfeStateGet0(void);

/* register callback for bfe state changes; IRQL PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmbfestatesubscribechanges0) */
NTSTATUS NTAPI FwpmBfeStateSubscribeChanges0(_Inout_ void *deviceObject,
    _In_ FWPM_SERVICE_STATE_CHANGE_CALLBACK0 callback, _In_opt_ void *context, _Out_ HANDLE *changeHandle);

/* cancel bfe state change callback; IRQL PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmbfestateunsubscribechanges0) */
NTSTATUS NTAPI FwpmBfeStateUnsubscribeChanges0(_Inout_ HANDLE changeHandle);

/* add a callout object; IRQL PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmcalloutadd0) */
NTSTATUS NTAPI FwpmCalloutAdd0(_In_ HANDLE engineHandle, _In_ const FWPM_CALLOUT0 *callout,
    _In_opt_ PSECURITY_DESCRIPTOR sd, _Out_opt_ UINT32 *id) OPENWFP_KERNEL_SYMBOL("FwpmCalloutAdd0");

/* open enumeration of callout objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmcalloutcreateenumhandle0) */
NTSTATUS NTAPI FwpmCalloutCreateEnumHandle0(_In_ HANDLE engineHandle,
    _In_opt_ const FWPM_CALLOUT_ENUM_TEMPLATE0 *enumTemplate,
    _Out_ HANDLE *enumHandle) OPENWFP_KERNEL_SYMBOL("FwpmCalloutCreateEnumHandle0");

/* delete callout by runtime id; IRQL PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmcalloutdeletebyid0) */
NTSTATUS NTAPI FwpmCalloutDeleteById0(_In_ HANDLE engineHandle,
    _In_ UINT32 id) OPENWFP_KERNEL_SYMBOL("FwpmCalloutDeleteById0");

/* delete callout by GUID; IRQL PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmcalloutdeletebykey0) */
NTSTATUS NTAPI FwpmCalloutDeleteByKey0(_In_ HANDLE engineHandle,
    _In_ const GUID *key) OPENWFP_KERNEL_SYMBOL("FwpmCalloutDeleteByKey0");

/* close enumeration handle of callout objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmcalloutdestroyenumhandle0)
 * */
NTSTATUS NTAPI FwpmCalloutDestroyEnumHandle0(_In_ HANDLE engineHandle,
    _Inout_ HANDLE enumHandle) OPENWFP_KERNEL_SYMBOL("FwpmCalloutDestroyEnumHandle0");

/* return next page of callout objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmcalloutenum0) */
NTSTATUS NTAPI FwpmCalloutEnum0(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ FWPM_CALLOUT0 ***entries, _Out_ UINT32 *numEntriesReturned) OPENWFP_KERNEL_SYMBOL("FwpmCalloutEnum0");

/* get callout by runtime id; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmcalloutgetbyid0) */
NTSTATUS NTAPI FwpmCalloutGetById0(_In_ HANDLE engineHandle, _In_ UINT32 id,
    _Out_ FWPM_CALLOUT0 **callout) OPENWFP_KERNEL_SYMBOL("FwpmCalloutGetById0");

/* get callout by GUID; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmcalloutgetbykey0) */
NTSTATUS NTAPI FwpmCalloutGetByKey0(_In_ HANDLE engineHandle, _In_ const GUID *key,
    _Out_ FWPM_CALLOUT0 **callout) OPENWFP_KERNEL_SYMBOL("FwpmCalloutGetByKey0");

/* read security descriptor of a callout; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmcalloutgetsecurityinfobykey0) */
NTSTATUS NTAPI FwpmCalloutGetSecurityInfoByKey0(_In_ HANDLE engineHandle, _In_opt_ const GUID *key,
    _In_ SECURITY_INFORMATION securityInfo, _Out_ PSID *sidOwner, _Out_ PSID *sidGroup, _Out_ PACL *dacl,
    _Out_ PACL *sacl,
    _Out_ PSECURITY_DESCRIPTOR *securityDescriptor) OPENWFP_KERNEL_SYMBOL("FwpmCalloutGetSecurityInfoByKey0");

/* set security descriptor of a callout; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmcalloutsetsecurityinfobykey0) */
NTSTATUS NTAPI FwpmCalloutSetSecurityInfoByKey0(_In_ HANDLE engineHandle, _In_opt_ const GUID *key,
    _In_ SECURITY_INFORMATION securityInfo, _In_opt_ const SID *sidOwner, _In_opt_ const SID *sidGroup,
    _In_opt_ const ACL *dacl, _In_opt_ const ACL *sacl) OPENWFP_KERNEL_SYMBOL("FwpmCalloutSetSecurityInfoByKey0");

/* open enumeration of connection objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmconnectioncreateenumhandle0) */
NTSTATUS NTAPI FwpmConnectionCreateEnumHandle0(_In_ HANDLE engineHandle,
    _In_opt_ const FWPM_CONNECTION_ENUM_TEMPLATE0 *enumTemplate,
    _Out_ HANDLE *enumHandle) OPENWFP_KERNEL_SYMBOL("FwpmConnectionCreateEnumHandle0");

/* close enumeration handle of connection objects; IRQL <= PASSIVE_LEVEL (fwpmk.h,
 * nf-fwpmk-fwpmconnectiondestroyenumhandle0) */
NTSTATUS NTAPI FwpmConnectionDestroyEnumHandle0(_In_ HANDLE engineHandle,
    _In_ HANDLE enumHandle) OPENWFP_KERNEL_SYMBOL("FwpmConnectionDestroyEnumHandle0");

/* return next page of connection objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmconnectionenum0) */
NTSTATUS NTAPI FwpmConnectionEnum0(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ FWPM_CONNECTION0 ***entries, _Out_ UINT32 *numEntriesReturned) OPENWFP_KERNEL_SYMBOL("FwpmConnectionEnum0");

/* get connection by runtime id; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmconnectiongetbyid0) */
NTSTATUS NTAPI FwpmConnectionGetById0(_In_ HANDLE engineHandle, _In_ UINT64 id,
    _Out_ FWPM_CONNECTION0 **connection) OPENWFP_KERNEL_SYMBOL("FwpmConnectionGetById0");

/* read security descriptor of connection container; IRQL <= PASSIVE_LEVEL (fwpmk.h,
 * nf-fwpmk-fwpmconnectiongetsecurityinfo0) */
NTSTATUS NTAPI FwpmConnectionGetSecurityInfo0(_In_ HANDLE engineHandle, _In_ SECURITY_INFORMATION securityInfo,
    _Out_ PSID *sidOwner, _Out_ PSID *sidGroup, _Out_ PACL *dacl, _Out_ PACL *sacl,
    _Out_ PSECURITY_DESCRIPTOR *securityDescriptor) OPENWFP_KERNEL_SYMBOL("FwpmConnectionGetSecurityInfo0");

/* add a connection policy object; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmconnectionpolicyadd0) */
NTSTATUS NTAPI FwpmConnectionPolicyAdd0(_In_ HANDLE engineHandle, _In_ const FWPM_PROVIDER_CONTEXT3 *connectionPolicy,
    _In_ FWP_IP_VERSION ipVersion, _In_ UINT64 weight, _In_ UINT32 numFilterConditions,
    _In_ const FWPM_FILTER_CONDITION0 *filterConditions,
    _In_opt_ PSECURITY_DESCRIPTOR sd) OPENWFP_KERNEL_SYMBOL("FwpmConnectionPolicyAdd0");

/* delete connection policy by GUID; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmconnectionpolicydeletebykey0) */
NTSTATUS NTAPI FwpmConnectionPolicyDeleteByKey0(_In_ HANDLE engineHandle,
    _In_ const GUID *key) OPENWFP_KERNEL_SYMBOL("FwpmConnectionPolicyDeleteByKey0");

/* set security descriptor of connection container; IRQL <= PASSIVE_LEVEL (fwpmk.h,
 * nf-fwpmk-fwpmconnectionsetsecurityinfo0) */
NTSTATUS NTAPI FwpmConnectionSetSecurityInfo0(_In_ HANDLE engineHandle, _In_ SECURITY_INFORMATION securityInfo,
    _In_opt_ const SID *sidOwner, _In_opt_ const SID *sidGroup, _In_opt_ const ACL *dacl,
    _In_opt_ const ACL *sacl) OPENWFP_KERNEL_SYMBOL("FwpmConnectionSetSecurityInfo0");

/* close a session to the filter engine; IRQL PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmengineclose0) */
NTSTATUS NTAPI FwpmEngineClose0(_Inout_ HANDLE engineHandle) OPENWFP_KERNEL_SYMBOL("FwpmEngineClose0");

/* read an engine option; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmenginegetoption0) */
NTSTATUS NTAPI FwpmEngineGetOption0(_In_ HANDLE engineHandle, _In_ FWPM_ENGINE_OPTION option,
    _Out_ FWP_VALUE0 **value) OPENWFP_KERNEL_SYMBOL("FwpmEngineGetOption0");

/* read security descriptor of engine container; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmenginegetsecurityinfo0)
 * */
NTSTATUS NTAPI FwpmEngineGetSecurityInfo0(_In_ HANDLE engineHandle, _In_ SECURITY_INFORMATION securityInfo,
    _Out_ PSID *sidOwner, _Out_ PSID *sidGroup, _Out_ PACL *dacl, _Out_ PACL *sacl,
    _Out_ PSECURITY_DESCRIPTOR *securityDescriptor) OPENWFP_KERNEL_SYMBOL("FwpmEngineGetSecurityInfo0");

/* open a session to the filter engine; IRQL PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmengineopen0) */
NTSTATUS NTAPI FwpmEngineOpen0(_In_opt_ const WCHAR *serverName, _In_ UINT32 authnService,
    _In_opt_ SEC_WINNT_AUTH_IDENTITY_W *authIdentity, _In_opt_ const FWPM_SESSION0 *session,
    _Out_ HANDLE *engineHandle) OPENWFP_KERNEL_SYMBOL("FwpmEngineOpen0");

/* set an engine option; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmenginesetoption0) */
NTSTATUS NTAPI FwpmEngineSetOption0(_In_ HANDLE engineHandle, _In_ FWPM_ENGINE_OPTION option,
    _In_ const FWP_VALUE0 *newValue) OPENWFP_KERNEL_SYMBOL("FwpmEngineSetOption0");

/* set security descriptor of engine container; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmenginesetsecurityinfo0) */
NTSTATUS NTAPI FwpmEngineSetSecurityInfo0(_In_ HANDLE engineHandle, _In_ SECURITY_INFORMATION securityInfo,
    _In_opt_ const SID *sidOwner, _In_opt_ const SID *sidGroup, _In_opt_ const ACL *dacl,
    _In_opt_ const ACL *sacl) OPENWFP_KERNEL_SYMBOL("FwpmEngineSetSecurityInfo0");

/* add a filter object; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmfilteradd0) */
NTSTATUS NTAPI FwpmFilterAdd0(_In_ HANDLE engineHandle, _In_ const FWPM_FILTER0 *filter,
    _In_opt_ PSECURITY_DESCRIPTOR sd, _Out_opt_ UINT64 *id) OPENWFP_KERNEL_SYMBOL("FwpmFilterAdd0");

/* open enumeration of filter objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmfiltercreateenumhandle0) */
NTSTATUS NTAPI FwpmFilterCreateEnumHandle0(_In_ HANDLE engineHandle,
    _In_opt_ const FWPM_FILTER_ENUM_TEMPLATE0 *enumTemplate,
    _Out_ HANDLE *enumHandle) OPENWFP_KERNEL_SYMBOL("FwpmFilterCreateEnumHandle0");

/* delete filter by runtime id; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmfilterdeletebyid0) */
NTSTATUS NTAPI FwpmFilterDeleteById0(_In_ HANDLE engineHandle,
    _In_ UINT64 id) OPENWFP_KERNEL_SYMBOL("FwpmFilterDeleteById0");

/* delete filter by GUID; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmfilterdeletebykey0) */
NTSTATUS NTAPI FwpmFilterDeleteByKey0(_In_ HANDLE engineHandle,
    _In_ const GUID *key) OPENWFP_KERNEL_SYMBOL("FwpmFilterDeleteByKey0");

/* close enumeration handle of filter objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmfilterdestroyenumhandle0)
 * */
NTSTATUS NTAPI FwpmFilterDestroyEnumHandle0(_In_ HANDLE engineHandle,
    _In_ HANDLE enumHandle) OPENWFP_KERNEL_SYMBOL("FwpmFilterDestroyEnumHandle0");

/* return next page of filter objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmfilterenum0) */
NTSTATUS NTAPI FwpmFilterEnum0(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ FWPM_FILTER0 ***entries, _Out_ UINT32 *numEntriesReturned) OPENWFP_KERNEL_SYMBOL("FwpmFilterEnum0");

/* get filter by runtime id; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmfiltergetbyid0) */
NTSTATUS NTAPI FwpmFilterGetById0(_In_ HANDLE engineHandle, _In_ UINT64 id,
    _Out_ FWPM_FILTER0 **filter) OPENWFP_KERNEL_SYMBOL("FwpmFilterGetById0");

/* get filter by GUID; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmfiltergetbykey0) */
NTSTATUS NTAPI FwpmFilterGetByKey0(_In_ HANDLE engineHandle, _In_ const GUID *key,
    _Out_ FWPM_FILTER0 **filter) OPENWFP_KERNEL_SYMBOL("FwpmFilterGetByKey0");

/* read security descriptor of a filter; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmfiltergetsecurityinfobykey0) */
NTSTATUS NTAPI FwpmFilterGetSecurityInfoByKey0(_In_ HANDLE engineHandle, _In_opt_ const GUID *key,
    _In_ SECURITY_INFORMATION securityInfo, _Out_opt_ PSID *sidOwner, _Out_opt_ PSID *sidGroup, _Out_opt_ PACL *dacl,
    _Out_opt_ PACL *sacl,
    _Out_ PSECURITY_DESCRIPTOR *securityDescriptor) OPENWFP_KERNEL_SYMBOL("FwpmFilterGetSecurityInfoByKey0");

/* set security descriptor of a filter; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmfiltersetsecurityinfobykey0) */
NTSTATUS NTAPI FwpmFilterSetSecurityInfoByKey0(_In_ HANDLE engineHandle, _In_opt_ const GUID *key,
    _In_ SECURITY_INFORMATION securityInfo, _In_opt_ const SID *sidOwner, _In_opt_ const SID *sidGroup,
    _In_opt_ const ACL *dacl, _In_opt_ const ACL *sacl) OPENWFP_KERNEL_SYMBOL("FwpmFilterSetSecurityInfoByKey0");

/* free memory returned by the API and NULL the pointer; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmfreememory0) */
void NTAPI FwpmFreeMemory0(_Inout_ void **p) OPENWFP_KERNEL_SYMBOL("FwpmFreeMemory0");

/* add a ipsec tunnel object; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmipsectunneladd0) */
NTSTATUS NTAPI FwpmIPsecTunnelAdd0(_In_ HANDLE engineHandle, _In_ UINT32 flags,
    _In_opt_ const FWPM_PROVIDER_CONTEXT0 *mainModePolicy, _In_ const FWPM_PROVIDER_CONTEXT0 *tunnelPolicy,
    _In_ UINT32 numFilterConditions, _In_ const FWPM_FILTER_CONDITION0 *filterConditions,
    _In_opt_ PSECURITY_DESCRIPTOR sd) OPENWFP_KERNEL_SYMBOL("FwpmIPsecTunnelAdd0");

/* add a ipsec tunnel object; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmipsectunneladd1) */
NTSTATUS NTAPI FwpmIPsecTunnelAdd1(_In_ HANDLE engineHandle, _In_ UINT32 flags,
    _In_opt_ const FWPM_PROVIDER_CONTEXT1 *mainModePolicy, _In_ const FWPM_PROVIDER_CONTEXT1 *tunnelPolicy,
    _In_ UINT32 numFilterConditions, _In_ const FWPM_FILTER_CONDITION0 *filterConditions,
    _In_opt_ const GUID *keyModKey, _In_opt_ PSECURITY_DESCRIPTOR sd) OPENWFP_KERNEL_SYMBOL("FwpmIPsecTunnelAdd1");

/* add a ipsec tunnel object; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmipsectunneladd2) */
NTSTATUS NTAPI FwpmIPsecTunnelAdd2(_In_ HANDLE engineHandle, _In_ UINT32 flags,
    _In_opt_ const FWPM_PROVIDER_CONTEXT2 *mainModePolicy, _In_ const FWPM_PROVIDER_CONTEXT2 *tunnelPolicy,
    _In_ UINT32 numFilterConditions, _In_ const FWPM_FILTER_CONDITION0 *filterConditions,
    _In_opt_ const GUID *keyModKey, _In_opt_ PSECURITY_DESCRIPTOR sd) OPENWFP_KERNEL_SYMBOL("FwpmIPsecTunnelAdd2");

/* add a ipsec tunnel object; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmipsectunneladd3) */
NTSTATUS NTAPI FwpmIPsecTunnelAdd3(_In_ HANDLE engineHandle, _In_ UINT32 flags,
    _In_opt_ const FWPM_PROVIDER_CONTEXT3 *mainModePolicy, _In_ const FWPM_PROVIDER_CONTEXT3 *tunnelPolicy,
    _In_ UINT32 numFilterConditions, _In_ const FWPM_FILTER_CONDITION0 *filterConditions,
    _In_opt_ const GUID *keyModKey, _In_opt_ PSECURITY_DESCRIPTOR sd) OPENWFP_KERNEL_SYMBOL("FwpmIPsecTunnelAdd3");

/* delete ipsec tunnel by GUID; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmipsectunneldeletebykey0) */
NTSTATUS NTAPI FwpmIPsecTunnelDeleteByKey0(_In_ HANDLE engineHandle,
    _In_ const GUID *key) OPENWFP_KERNEL_SYMBOL("FwpmIPsecTunnelDeleteByKey0");

/* open enumeration of layer objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmlayercreateenumhandle0) */
NTSTATUS NTAPI FwpmLayerCreateEnumHandle0(_In_ HANDLE engineHandle,
    _In_opt_ const FWPM_LAYER_ENUM_TEMPLATE0 *enumTemplate,
    _Out_ HANDLE *enumHandle) OPENWFP_KERNEL_SYMBOL("FwpmLayerCreateEnumHandle0");

/* close enumeration handle of layer objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmlayerdestroyenumhandle0) */
NTSTATUS NTAPI FwpmLayerDestroyEnumHandle0(_In_ HANDLE engineHandle,
    _Inout_ HANDLE enumHandle) OPENWFP_KERNEL_SYMBOL("FwpmLayerDestroyEnumHandle0");

/* return next page of layer objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmlayerenum0) */
NTSTATUS NTAPI FwpmLayerEnum0(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ FWPM_LAYER0 ***entries, _Out_ UINT32 *numEntriesReturned) OPENWFP_KERNEL_SYMBOL("FwpmLayerEnum0");

/* get layer by runtime id; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmlayergetbyid0) */
NTSTATUS NTAPI FwpmLayerGetById0(_In_ HANDLE engineHandle, _In_ UINT16 id,
    _Out_ FWPM_LAYER0 **layer) OPENWFP_KERNEL_SYMBOL("FwpmLayerGetById0");

/* get layer by GUID; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmlayergetbykey0) */
NTSTATUS NTAPI FwpmLayerGetByKey0(_In_ HANDLE engineHandle, _In_ const GUID *key,
    _Out_ FWPM_LAYER0 **layer) OPENWFP_KERNEL_SYMBOL("FwpmLayerGetByKey0");

/* read security descriptor of a layer; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmlayergetsecurityinfobykey0) */
NTSTATUS NTAPI FwpmLayerGetSecurityInfoByKey0(_In_ HANDLE engineHandle, _In_opt_ const GUID *key,
    _In_ SECURITY_INFORMATION securityInfo, _Out_opt_ PSID *sidOwner, _Out_opt_ PSID *sidGroup, _Out_opt_ PACL *dacl,
    _Out_opt_ PACL *sacl,
    _Out_ PSECURITY_DESCRIPTOR *securityDescriptor) OPENWFP_KERNEL_SYMBOL("FwpmLayerGetSecurityInfoByKey0");

/* set security descriptor of a layer; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmlayersetsecurityinfobykey0) */
NTSTATUS NTAPI FwpmLayerSetSecurityInfoByKey0(_In_ HANDLE engineHandle, const GUID *key,
    SECURITY_INFORMATION securityInfo, const SID *sidOwner, const SID *sidGroup, const ACL *dacl,
    const ACL *sacl) OPENWFP_KERNEL_SYMBOL("FwpmLayerSetSecurityInfoByKey0");

/* open enumeration of net event objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmneteventcreateenumhandle0) */
NTSTATUS NTAPI FwpmNetEventCreateEnumHandle0(_In_ HANDLE engineHandle,
    _In_opt_ const FWPM_NET_EVENT_ENUM_TEMPLATE0 *enumTemplate,
    _Out_ HANDLE *enumHandle) OPENWFP_KERNEL_SYMBOL("FwpmNetEventCreateEnumHandle0");

/* close enumeration handle of net event objects; IRQL <= PASSIVE_LEVEL (fwpmk.h,
 * nf-fwpmk-fwpmneteventdestroyenumhandle0) */
NTSTATUS NTAPI FwpmNetEventDestroyEnumHandle0(_In_ HANDLE engineHandle,
    _In_ HANDLE enumHandle) OPENWFP_KERNEL_SYMBOL("FwpmNetEventDestroyEnumHandle0");

/* return next page of net event objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmneteventenum0) */
NTSTATUS NTAPI FwpmNetEventEnum0(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ FWPM_NET_EVENT0 ***entries, _Out_ UINT32 *numEntriesReturned) OPENWFP_KERNEL_SYMBOL("FwpmNetEventEnum0");

/* return next page of net event objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmneteventenum1) */
NTSTATUS NTAPI FwpmNetEventEnum1(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ FWPM_NET_EVENT1 ***entries, _Out_ UINT32 *numEntriesReturned) OPENWFP_KERNEL_SYMBOL("FwpmNetEventEnum1");

/* return next page of net event objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmneteventenum2) */
NTSTATUS NTAPI FwpmNetEventEnum2(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ FWPM_NET_EVENT2 ***entries, _Out_ UINT32 *numEntriesReturned) OPENWFP_KERNEL_SYMBOL("FwpmNetEventEnum2");

/* return next page of net event objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmneteventenum3) */
NTSTATUS NTAPI FwpmNetEventEnum3(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ FWPM_NET_EVENT3 ***entries, _Out_ UINT32 *numEntriesReturned) OPENWFP_KERNEL_SYMBOL("FwpmNetEventEnum3");

/* return next page of net event objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmneteventenum4) */
NTSTATUS NTAPI FwpmNetEventEnum4(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ FWPM_NET_EVENT4 ***entries, _Out_ UINT32 *numEntriesReturned) OPENWFP_KERNEL_SYMBOL("FwpmNetEventEnum4");

/* return next page of net event objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmneteventenum5) */
NTSTATUS NTAPI FwpmNetEventEnum5(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ FWPM_NET_EVENT5 ***entries, _Out_ UINT32 *numEntriesReturned) OPENWFP_KERNEL_SYMBOL("FwpmNetEventEnum5");

/* read security descriptor of net events container; IRQL <= PASSIVE_LEVEL (fwpmk.h,
 * nf-fwpmk-fwpmneteventsgetsecurityinfo0) */
NTSTATUS NTAPI FwpmNetEventsGetSecurityInfo0(_In_ HANDLE engineHandle, _In_ SECURITY_INFORMATION securityInfo,
    _Out_opt_ PSID *sidOwner, _Out_opt_ PSID *sidGroup, _Out_opt_ PACL *dacl, _Out_ PACL *sacl,
    _Out_opt_ PSECURITY_DESCRIPTOR *securityDescriptor) OPENWFP_KERNEL_SYMBOL("FwpmNetEventsGetSecurityInfo0");

/* set security descriptor of net events container; IRQL <= PASSIVE_LEVEL (fwpmk.h,
 * nf-fwpmk-fwpmneteventssetsecurityinfo0) */
NTSTATUS NTAPI FwpmNetEventsSetSecurityInfo0(_In_ HANDLE engineHandle, _In_ SECURITY_INFORMATION securityInfo,
    _In_opt_ const SID *sidOwner, _In_opt_ const SID *sidGroup, _In_opt_ const ACL *dacl,
    _In_opt_ const ACL *sacl) OPENWFP_KERNEL_SYMBOL("FwpmNetEventsSetSecurityInfo0");

/* add a provider object; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmprovideradd0) */
NTSTATUS NTAPI FwpmProviderAdd0(_In_ HANDLE engineHandle, _In_ const FWPM_PROVIDER0 *provider,
    _In_opt_ PSECURITY_DESCRIPTOR sd) OPENWFP_KERNEL_SYMBOL("FwpmProviderAdd0");

/* add a provider context object; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmprovidercontextadd0) */
NTSTATUS NTAPI FwpmProviderContextAdd0(_In_ HANDLE engineHandle, _In_ const FWPM_PROVIDER_CONTEXT0 *providerContext,
    _In_opt_ PSECURITY_DESCRIPTOR sd, _Out_opt_ UINT64 *id) OPENWFP_KERNEL_SYMBOL("FwpmProviderContextAdd0");

/* add a provider context object; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmprovidercontextadd1) */
NTSTATUS NTAPI FwpmProviderContextAdd1(_In_ HANDLE engineHandle, _In_ const FWPM_PROVIDER_CONTEXT1 *providerContext,
    _In_opt_ PSECURITY_DESCRIPTOR sd, _Out_opt_ UINT64 *id) OPENWFP_KERNEL_SYMBOL("FwpmProviderContextAdd1");

/* add a provider context object; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmprovidercontextadd2) */
NTSTATUS NTAPI FwpmProviderContextAdd2(_In_ HANDLE engineHandle, _In_ const FWPM_PROVIDER_CONTEXT2 *providerContext,
    _In_opt_ PSECURITY_DESCRIPTOR sd, _Out_opt_ UINT64 *id) OPENWFP_KERNEL_SYMBOL("FwpmProviderContextAdd2");

/* add a provider context object; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmprovidercontextadd3) */
NTSTATUS NTAPI FwpmProviderContextAdd3(_In_ HANDLE engineHandle, _In_ const FWPM_PROVIDER_CONTEXT3 *providerContext,
    _In_opt_ PSECURITY_DESCRIPTOR sd, _Out_opt_ UINT64 *id) OPENWFP_KERNEL_SYMBOL("FwpmProviderContextAdd3");

/* open enumeration of provider context objects; IRQL <= PASSIVE_LEVEL (fwpmk.h,
 * nf-fwpmk-fwpmprovidercontextcreateenumhandle0) */
NTSTATUS NTAPI FwpmProviderContextCreateEnumHandle0(_In_ HANDLE engineHandle,
    _In_opt_ const FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0 *enumTemplate,
    _Out_ HANDLE *enumHandle) OPENWFP_KERNEL_SYMBOL("FwpmProviderContextCreateEnumHandle0");

/* delete provider context by runtime id; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmprovidercontextdeletebyid0) */
NTSTATUS NTAPI FwpmProviderContextDeleteById0(_In_ HANDLE engineHandle,
    _In_ UINT64 id) OPENWFP_KERNEL_SYMBOL("FwpmProviderContextDeleteById0");

/* delete provider context by GUID; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmprovidercontextdeletebykey0) */
NTSTATUS NTAPI FwpmProviderContextDeleteByKey0(_In_ HANDLE engineHandle,
    _In_ const GUID *key) OPENWFP_KERNEL_SYMBOL("FwpmProviderContextDeleteByKey0");

/* close enumeration handle of provider context objects; IRQL <= PASSIVE_LEVEL (fwpmk.h,
 * nf-fwpmk-fwpmprovidercontextdestroyenumhandle0) */
NTSTATUS NTAPI FwpmProviderContextDestroyEnumHandle0(_In_ HANDLE engineHandle,
    _In_ HANDLE enumHandle) OPENWFP_KERNEL_SYMBOL("FwpmProviderContextDestroyEnumHandle0");

/* return next page of provider context objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmprovidercontextenum0) */
NTSTATUS NTAPI FwpmProviderContextEnum0(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle,
    _In_ UINT32 numEntriesRequested, _Out_ FWPM_PROVIDER_CONTEXT0 ***entries,
    _Out_ UINT32 *numEntriesReturned) OPENWFP_KERNEL_SYMBOL("FwpmProviderContextEnum0");

/* return next page of provider context objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmprovidercontextenum1) */
NTSTATUS NTAPI FwpmProviderContextEnum1(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle,
    _In_ UINT32 numEntriesRequested, _Out_ FWPM_PROVIDER_CONTEXT1 ***entries,
    _Out_ UINT32 *numEntriesReturned) OPENWFP_KERNEL_SYMBOL("FwpmProviderContextEnum1");

/* return next page of provider context objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmprovidercontextenum2) */
NTSTATUS NTAPI FwpmProviderContextEnum2(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle,
    _In_ UINT32 numEntriesRequested, _Out_ FWPM_PROVIDER_CONTEXT2 ***entries,
    _Out_ UINT32 *numEntriesReturned) OPENWFP_KERNEL_SYMBOL("FwpmProviderContextEnum2");

/* return next page of provider context objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmprovidercontextenum3) */
NTSTATUS NTAPI FwpmProviderContextEnum3(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle,
    _In_ UINT32 numEntriesRequested, _Out_ FWPM_PROVIDER_CONTEXT3 ***entries,
    _Out_ UINT32 *numEntriesReturned) OPENWFP_KERNEL_SYMBOL("FwpmProviderContextEnum3");

/* get provider context by runtime id; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmprovidercontextgetbyid0) */
NTSTATUS NTAPI FwpmProviderContextGetById0(_In_ HANDLE engineHandle, _In_ UINT64 id,
    _Out_ FWPM_PROVIDER_CONTEXT0 **providerContext) OPENWFP_KERNEL_SYMBOL("FwpmProviderContextGetById0");

/* get provider context by runtime id; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmprovidercontextgetbyid1) */
NTSTATUS NTAPI FwpmProviderContextGetById1(_In_ HANDLE engineHandle, _In_ UINT64 id,
    _Out_ FWPM_PROVIDER_CONTEXT1 **providerContext) OPENWFP_KERNEL_SYMBOL("FwpmProviderContextGetById1");

/* get provider context by runtime id; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmprovidercontextgetbyid2) */
NTSTATUS NTAPI FwpmProviderContextGetById2(_In_ HANDLE engineHandle, _In_ UINT64 id,
    _Out_ FWPM_PROVIDER_CONTEXT2 **providerContext) OPENWFP_KERNEL_SYMBOL("FwpmProviderContextGetById2");

/* get provider context by runtime id; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmprovidercontextgetbyid3) */
NTSTATUS NTAPI FwpmProviderContextGetById3(_In_ HANDLE engineHandle, _In_ UINT64 id,
    _Out_ FWPM_PROVIDER_CONTEXT3 **providerContext) OPENWFP_KERNEL_SYMBOL("FwpmProviderContextGetById3");

/* get provider context by GUID; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmprovidercontextgetbykey0) */
NTSTATUS NTAPI FwpmProviderContextGetByKey0(_In_ HANDLE engineHandle, const GUID *key,
    FWPM_PROVIDER_CONTEXT0 **providerContext) OPENWFP_KERNEL_SYMBOL("FwpmProviderContextGetByKey0");

/* get provider context by GUID; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmprovidercontextgetbykey1) */
NTSTATUS NTAPI FwpmProviderContextGetByKey1(_In_ HANDLE engineHandle, const GUID *key,
    FWPM_PROVIDER_CONTEXT1 **providerContext) OPENWFP_KERNEL_SYMBOL("FwpmProviderContextGetByKey1");

/* get provider context by GUID; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmprovidercontextgetbykey2) */
NTSTATUS NTAPI FwpmProviderContextGetByKey2(_In_ HANDLE engineHandle, const GUID *key,
    FWPM_PROVIDER_CONTEXT2 **providerContext) OPENWFP_KERNEL_SYMBOL("FwpmProviderContextGetByKey2");

/* get provider context by GUID; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmprovidercontextgetbykey3) */
NTSTATUS NTAPI FwpmProviderContextGetByKey3(_In_ HANDLE engineHandle, const GUID *key,
    FWPM_PROVIDER_CONTEXT3 **providerContext) OPENWFP_KERNEL_SYMBOL("FwpmProviderContextGetByKey3");

/* read security descriptor of a provider context; IRQL <= PASSIVE_LEVEL (fwpmk.h,
 * nf-fwpmk-fwpmprovidercontextgetsecurityinfobykey0) */
NTSTATUS NTAPI FwpmProviderContextGetSecurityInfoByKey0(_In_ HANDLE engineHandle, _In_opt_ const GUID *key,
    _In_ SECURITY_INFORMATION securityInfo, _Out_opt_ PSID *sidOwner, _Out_opt_ PSID *sidGroup, _Out_opt_ PACL *dacl,
    _Out_opt_ PACL *sacl,
    _Out_ PSECURITY_DESCRIPTOR *securityDescriptor) OPENWFP_KERNEL_SYMBOL("FwpmProviderContextGetSecurityInfoByKey0");

/* set security descriptor of a provider context; IRQL <= PASSIVE_LEVEL (fwpmk.h,
 * nf-fwpmk-fwpmprovidercontextsetsecurityinfobykey0) */
NTSTATUS NTAPI FwpmProviderContextSetSecurityInfoByKey0(_In_ HANDLE engineHandle, _In_opt_ const GUID *key,
    _In_ SECURITY_INFORMATION securityInfo, _In_opt_ const SID *sidOwner, _In_opt_ const SID *sidGroup,
    _In_opt_ const ACL *dacl,
    _In_opt_ const ACL *sacl) OPENWFP_KERNEL_SYMBOL("FwpmProviderContextSetSecurityInfoByKey0");

/* open enumeration of provider objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmprovidercreateenumhandle0) */
NTSTATUS NTAPI FwpmProviderCreateEnumHandle0(_In_ HANDLE engineHandle,
    _In_opt_ const FWPM_PROVIDER_ENUM_TEMPLATE0 *enumTemplate,
    _Out_ HANDLE *enumHandle) OPENWFP_KERNEL_SYMBOL("FwpmProviderCreateEnumHandle0");

/* delete provider by GUID; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmproviderdeletebykey0) */
NTSTATUS NTAPI FwpmProviderDeleteByKey0(_In_ HANDLE engineHandle,
    _In_ const GUID *key) OPENWFP_KERNEL_SYMBOL("FwpmProviderDeleteByKey0");

/* close enumeration handle of provider objects; IRQL <= PASSIVE_LEVEL (fwpmk.h,
 * nf-fwpmk-fwpmproviderdestroyenumhandle0) */
NTSTATUS NTAPI FwpmProviderDestroyEnumHandle0(_In_ HANDLE engineHandle,
    _In_ HANDLE enumHandle) OPENWFP_KERNEL_SYMBOL("FwpmProviderDestroyEnumHandle0");

/* return next page of provider objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmproviderenum0) */
NTSTATUS NTAPI FwpmProviderEnum0(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ FWPM_PROVIDER0 ***entries, _Out_ UINT32 *numEntriesReturned) OPENWFP_KERNEL_SYMBOL("FwpmProviderEnum0");

/* get provider by GUID; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmprovidergetbykey0) */
NTSTATUS NTAPI FwpmProviderGetByKey0(_In_ HANDLE engineHandle, _In_ const GUID *key,
    _Out_ FWPM_PROVIDER0 **provider) OPENWFP_KERNEL_SYMBOL("FwpmProviderGetByKey0");

/* read security descriptor of a provider; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmprovidergetsecurityinfobykey0)
 * */
NTSTATUS NTAPI FwpmProviderGetSecurityInfoByKey0(_In_ HANDLE engineHandle, _In_opt_ const GUID *key,
    _In_ SECURITY_INFORMATION securityInfo, _Out_opt_ PSID *sidOwner, _Out_opt_ PSID *sidGroup, _Out_opt_ PACL *dacl,
    _Out_opt_ PACL *sacl,
    _Out_ PSECURITY_DESCRIPTOR *securityDescriptor) OPENWFP_KERNEL_SYMBOL("FwpmProviderGetSecurityInfoByKey0");

/* set security descriptor of a provider; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmprovidersetsecurityinfobykey0)
 * */
NTSTATUS NTAPI FwpmProviderSetSecurityInfoByKey0(_In_ HANDLE engineHandle, _In_opt_ const GUID *key,
    _In_ SECURITY_INFORMATION securityInfo, _In_opt_ const SID *sidOwner, _In_opt_ const SID *sidGroup,
    _In_opt_ const ACL *dacl, _In_opt_ const ACL *sacl) OPENWFP_KERNEL_SYMBOL("FwpmProviderSetSecurityInfoByKey0");

/* open enumeration of session objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmsessioncreateenumhandle0) */
NTSTATUS NTAPI FwpmSessionCreateEnumHandle0(_In_ HANDLE engineHandle,
    _In_opt_ const FWPM_SESSION_ENUM_TEMPLATE0 *enumTemplate,
    _Out_ HANDLE *enumHandle) OPENWFP_KERNEL_SYMBOL("FwpmSessionCreateEnumHandle0");

/* close enumeration handle of session objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmsessiondestroyenumhandle0)
 * */
NTSTATUS NTAPI FwpmSessionDestroyEnumHandle0(_In_ HANDLE engineHandle,
    _In_ HANDLE enumHandle) OPENWFP_KERNEL_SYMBOL("FwpmSessionDestroyEnumHandle0");

/* return next page of session objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmsessionenum0) */
NTSTATUS NTAPI FwpmSessionEnum0(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ FWPM_SESSION0 ***entries, _Out_ UINT32 *numEntriesReturned) OPENWFP_KERNEL_SYMBOL("FwpmSessionEnum0");

/* add a sub layer object; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmsublayeradd0) */
NTSTATUS NTAPI FwpmSubLayerAdd0(_In_ HANDLE engineHandle, _In_ const FWPM_SUBLAYER0 *subLayer,
    _In_opt_ PSECURITY_DESCRIPTOR sd) OPENWFP_KERNEL_SYMBOL("FwpmSubLayerAdd0");

/* open enumeration of sub layer objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmsublayercreateenumhandle0) */
NTSTATUS NTAPI FwpmSubLayerCreateEnumHandle0(_In_ HANDLE engineHandle,
    _In_opt_ const FWPM_SUBLAYER_ENUM_TEMPLATE0 *enumTemplate,
    _Out_ HANDLE *enumHandle) OPENWFP_KERNEL_SYMBOL("FwpmSubLayerCreateEnumHandle0");

/* delete sub layer by GUID; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmsublayerdeletebykey0) */
NTSTATUS NTAPI FwpmSubLayerDeleteByKey0(_In_ HANDLE engineHandle,
    _In_ const GUID *key) OPENWFP_KERNEL_SYMBOL("FwpmSubLayerDeleteByKey0");

/* close enumeration handle of sub layer objects; IRQL <= PASSIVE_LEVEL (fwpmk.h,
 * nf-fwpmk-fwpmsublayerdestroyenumhandle0) */
NTSTATUS NTAPI FwpmSubLayerDestroyEnumHandle0(_In_ HANDLE engineHandle,
    _In_ HANDLE enumHandle) OPENWFP_KERNEL_SYMBOL("FwpmSubLayerDestroyEnumHandle0");

/* return next page of sub layer objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmsublayerenum0) */
NTSTATUS NTAPI FwpmSubLayerEnum0(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ FWPM_SUBLAYER0 ***entries, _Out_ UINT32 *numEntriesReturned) OPENWFP_KERNEL_SYMBOL("FwpmSubLayerEnum0");

/* get sub layer by GUID; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmsublayergetbykey0) */
NTSTATUS NTAPI FwpmSubLayerGetByKey0(_In_ HANDLE engineHandle, _In_ const GUID *key,
    _Out_ FWPM_SUBLAYER0 **subLayer) OPENWFP_KERNEL_SYMBOL("FwpmSubLayerGetByKey0");

/* read security descriptor of a sub layer; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmsublayergetsecurityinfobykey0)
 * */
NTSTATUS NTAPI FwpmSubLayerGetSecurityInfoByKey0(_In_ HANDLE engineHandle, _In_opt_ const GUID *key,
    _In_ SECURITY_INFORMATION securityInfo, _Out_opt_ PSID *sidOwner, _Out_opt_ PSID *sidGroup, _Out_opt_ PACL *dacl,
    _Out_opt_ PACL *sacl,
    _Out_ PSECURITY_DESCRIPTOR *securityDescriptor) OPENWFP_KERNEL_SYMBOL("FwpmSubLayerGetSecurityInfoByKey0");

/* set security descriptor of a sub layer; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmsublayersetsecurityinfobykey0)
 * */
NTSTATUS NTAPI FwpmSubLayerSetSecurityInfoByKey0(_In_ HANDLE engineHandle, _In_opt_ const GUID *key,
    _In_ SECURITY_INFORMATION securityInfo, _In_opt_ const SID *sidOwner, _In_opt_ const SID *sidGroup,
    _In_opt_ const ACL *dacl, _In_opt_ const ACL *sacl) OPENWFP_KERNEL_SYMBOL("FwpmSubLayerSetSecurityInfoByKey0");

/* abort current transaction; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmtransactionabort0) */
NTSTATUS NTAPI FwpmTransactionAbort0(_In_ HANDLE engineHandle) OPENWFP_KERNEL_SYMBOL("FwpmTransactionAbort0");

/* start explicit transaction; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmtransactionbegin0) */
NTSTATUS NTAPI FwpmTransactionBegin0(_In_ HANDLE engineHandle,
    _In_ UINT32 flags) OPENWFP_KERNEL_SYMBOL("FwpmTransactionBegin0");

/* commit current transaction; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-fwpmtransactioncommit0) */
NTSTATUS NTAPI FwpmTransactionCommit0(_In_ HANDLE engineHandle) OPENWFP_KERNEL_SYMBOL("FwpmTransactionCommit0");

/* read security descriptor of v switch events container; IRQL <= PASSIVE_LEVEL (fwpmk.h,
 * nf-fwpmk-fwpmvswitcheventsgetsecurityinfo0) */
NTSTATUS NTAPI FwpmvSwitchEventsGetSecurityInfo0(_In_ HANDLE engineHandle, _In_ SECURITY_INFORMATION securityInfo,
    _Out_ PSID *sidOwner, _Out_ PSID *sidGroup, _Out_ PACL *dacl, _Out_ PACL *sacl,
    _Out_ PSECURITY_DESCRIPTOR *securityDescriptor) OPENWFP_KERNEL_SYMBOL("FwpmvSwitchEventsGetSecurityInfo0");

/* set security descriptor of v switch events container; IRQL <= PASSIVE_LEVEL (fwpmk.h,
 * nf-fwpmk-fwpmvswitcheventssetsecurityinfo0) */
NTSTATUS NTAPI FwpmvSwitchEventsSetSecurityInfo0(_In_ HANDLE engineHandle, _In_ SECURITY_INFORMATION securityInfo,
    _In_opt_ const SID *sidOwner, _In_opt_ const SID *sidGroup, _In_opt_ const ACL *dacl,
    _In_opt_ const ACL *sacl) OPENWFP_KERNEL_SYMBOL("FwpmvSwitchEventsSetSecurityInfo0");

/* get IKE statistics; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-ikeextgetstatistics0) */
NTSTATUS NTAPI IkeextGetStatistics0(_In_ HANDLE engineHandle,
    _Out_ IKEEXT_STATISTICS0 *ikeextStatistics) OPENWFP_KERNEL_SYMBOL("IkeextGetStatistics0");

/* get IKE statistics (v1); IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-ikeextgetstatistics1) */
NTSTATUS NTAPI IkeextGetStatistics1(_In_ HANDLE engineHandle,
    _Out_ IKEEXT_STATISTICS1 *ikeextStatistics) OPENWFP_KERNEL_SYMBOL("IkeextGetStatistics1");

/* open enumeration of Ikeext sa objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-ikeextsacreateenumhandle0) */
NTSTATUS NTAPI IkeextSaCreateEnumHandle0(_In_ HANDLE engineHandle,
    _In_opt_ const IKEEXT_SA_ENUM_TEMPLATE0 *enumTemplate,
    _Out_ HANDLE *enumHandle) OPENWFP_KERNEL_SYMBOL("IkeextSaCreateEnumHandle0");

/* read security descriptor of Ikeext sa db container; IRQL <= PASSIVE_LEVEL (fwpmk.h,
 * nf-fwpmk-ikeextsadbgetsecurityinfo0) */
NTSTATUS NTAPI IkeextSaDbGetSecurityInfo0(_In_ HANDLE engineHandle, _In_ SECURITY_INFORMATION securityInfo,
    _Out_opt_ PSID *sidOwner, _Out_opt_ PSID *sidGroup, _Out_opt_ PACL *dacl, _Out_opt_ PACL *sacl,
    _Out_ PSECURITY_DESCRIPTOR *securityDescriptor) OPENWFP_KERNEL_SYMBOL("IkeextSaDbGetSecurityInfo0");

/* set security descriptor of Ikeext sa db container; IRQL <= PASSIVE_LEVEL (fwpmk.h,
 * nf-fwpmk-ikeextsadbsetsecurityinfo0) */
NTSTATUS NTAPI IkeextSaDbSetSecurityInfo0(_In_ HANDLE engineHandle, _In_ SECURITY_INFORMATION securityInfo,
    _In_opt_ const SID *sidOwner, _In_opt_ const SID *sidGroup, _In_opt_ const ACL *dacl,
    _In_opt_ const ACL *sacl) OPENWFP_KERNEL_SYMBOL("IkeextSaDbSetSecurityInfo0");

/* delete Ikeext sa by runtime id; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-ikeextsadeletebyid0) */
NTSTATUS NTAPI IkeextSaDeleteById0(_In_ HANDLE engineHandle,
    _In_ UINT64 id) OPENWFP_KERNEL_SYMBOL("IkeextSaDeleteById0");

/* close enumeration handle of Ikeext sa objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-ikeextsadestroyenumhandle0)
 * */
NTSTATUS NTAPI IkeextSaDestroyEnumHandle0(_In_ HANDLE engineHandle,
    _In_ HANDLE enumHandle) OPENWFP_KERNEL_SYMBOL("IkeextSaDestroyEnumHandle0");

/* return next page of Ikeext sa objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-ikeextsaenum0) */
NTSTATUS NTAPI IkeextSaEnum0(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ IKEEXT_SA_DETAILS0 ***entries, _Out_ UINT32 *numEntriesReturned) OPENWFP_KERNEL_SYMBOL("IkeextSaEnum0");

/* return next page of Ikeext sa objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-ikeextsaenum1) */
NTSTATUS NTAPI IkeextSaEnum1(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ IKEEXT_SA_DETAILS1 ***entries, _Out_ UINT32 *numEntriesReturned) OPENWFP_KERNEL_SYMBOL("IkeextSaEnum1");

/* return next page of Ikeext sa objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-ikeextsaenum2) */
NTSTATUS NTAPI IkeextSaEnum2(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ IKEEXT_SA_DETAILS2 ***entries, _Out_ UINT32 *numEntriesReturned) OPENWFP_KERNEL_SYMBOL("IkeextSaEnum2");

/* get Ikeext sa by runtime id; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-ikeextsagetbyid0) */
NTSTATUS NTAPI IkeextSaGetById0(_In_ HANDLE engineHandle, _In_ UINT64 id,
    _Out_ IKEEXT_SA_DETAILS0 **sa) OPENWFP_KERNEL_SYMBOL("IkeextSaGetById0");

/* get Ikeext sa by runtime id; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-ikeextsagetbyid1) */
NTSTATUS NTAPI IkeextSaGetById1(_In_ HANDLE engineHandle, _In_ UINT64 id, _In_opt_ GUID *saLookupContext,
    _Out_ IKEEXT_SA_DETAILS1 **sa) OPENWFP_KERNEL_SYMBOL("IkeextSaGetById1");

/* get Ikeext sa by runtime id; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-ikeextsagetbyid2) */
NTSTATUS NTAPI IkeextSaGetById2(_In_ HANDLE engineHandle, _In_ UINT64 id, _In_opt_ GUID *saLookupContext,
    _Out_ IKEEXT_SA_DETAILS2 **sa) OPENWFP_KERNEL_SYMBOL("IkeextSaGetById2");

/* read security descriptor of IPsec dosp container; IRQL <= PASSIVE_LEVEL (fwpmk.h,
 * nf-fwpmk-ipsecdospgetsecurityinfo0) */
NTSTATUS NTAPI IPsecDospGetSecurityInfo0(_In_ HANDLE engineHandle, _In_ SECURITY_INFORMATION securityInfo,
    _Out_opt_ PSID *sidOwner, _Out_opt_ PSID *sidGroup, _Out_opt_ PACL *dacl, _Out_opt_ PACL *sacl,
    _Out_ PSECURITY_DESCRIPTOR *securityDescriptor) OPENWFP_KERNEL_SYMBOL("IPsecDospGetSecurityInfo0");

/* get statistics of IPsec dosp; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-ipsecdospgetstatistics0) */
NTSTATUS NTAPI IPsecDospGetStatistics0(_In_ HANDLE engineHandle,
    _Out_ IPSEC_DOSP_STATISTICS0 *idpStatistics) OPENWFP_KERNEL_SYMBOL("IPsecDospGetStatistics0");

/* set security descriptor of IPsec dosp container; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-ipsecdospsetsecurityinfo0)
 * */
NTSTATUS NTAPI IPsecDospSetSecurityInfo0(_In_ HANDLE engineHandle, _In_ SECURITY_INFORMATION securityInfo,
    _In_opt_ const SID *sidOwner, _In_opt_ const SID *sidGroup, _In_opt_ const ACL *dacl,
    _In_opt_ const ACL *sacl) OPENWFP_KERNEL_SYMBOL("IPsecDospSetSecurityInfo0");

/* open enumeration of IPsec dosp state objects; IRQL <= PASSIVE_LEVEL (fwpmk.h,
 * nf-fwpmk-ipsecdospstatecreateenumhandle0) */
NTSTATUS NTAPI IPsecDospStateCreateEnumHandle0(_In_ HANDLE engineHandle,
    _In_opt_ const IPSEC_DOSP_STATE_ENUM_TEMPLATE0 *enumTemplate,
    _Out_ HANDLE *enumHandle) OPENWFP_KERNEL_SYMBOL("IPsecDospStateCreateEnumHandle0");

/* close enumeration handle of IPsec dosp state objects; IRQL <= PASSIVE_LEVEL (fwpmk.h,
 * nf-fwpmk-ipsecdospstatedestroyenumhandle0) */
NTSTATUS NTAPI IPsecDospStateDestroyEnumHandle0(_In_ HANDLE engineHandle,
    _Inout_ HANDLE enumHandle) OPENWFP_KERNEL_SYMBOL("IPsecDospStateDestroyEnumHandle0");

/* return next page of IPsec dosp state objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-ipsecdospstateenum0) */
NTSTATUS NTAPI IPsecDospStateEnum0(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ IPSEC_DOSP_STATE0 ***entries, _Out_ UINT32 *numEntries) OPENWFP_KERNEL_SYMBOL("IPsecDospStateEnum0");

/* get IPsec statistics; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-ipsecgetstatistics0) */
NTSTATUS NTAPI IPsecGetStatistics0(_In_ HANDLE engineHandle,
    _Out_ IPSEC_STATISTICS0 *ipsecStatistics) OPENWFP_KERNEL_SYMBOL("IPsecGetStatistics0");

/* get IPsec statistics (v1); IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-ipsecgetstatistics1) */
NTSTATUS NTAPI IPsecGetStatistics1(_In_ HANDLE engineHandle,
    _Out_ IPSEC_STATISTICS1 *ipsecStatistics) OPENWFP_KERNEL_SYMBOL("IPsecGetStatistics1");

/* add inbound part to IPsec sa context; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-ipsecsacontextaddinbound0) */
NTSTATUS NTAPI IPsecSaContextAddInbound0(_In_ HANDLE engineHandle, _In_ UINT64 id,
    _In_ const IPSEC_SA_BUNDLE0 *inboundBundle) OPENWFP_KERNEL_SYMBOL("IPsecSaContextAddInbound0");

/* add inbound part to IPsec sa context; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-ipsecsacontextaddinbound1) */
NTSTATUS NTAPI IPsecSaContextAddInbound1(_In_ HANDLE engineHandle, _In_ UINT64 id,
    _In_ const IPSEC_SA_BUNDLE1 *inboundBundle) OPENWFP_KERNEL_SYMBOL("IPsecSaContextAddInbound1");

/* add outbound part to IPsec sa context; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-ipsecsacontextaddoutbound0) */
NTSTATUS NTAPI IPsecSaContextAddOutbound0(_In_ HANDLE engineHandle, _In_ UINT64 id,
    _In_ const IPSEC_SA_BUNDLE0 *outboundBundle) OPENWFP_KERNEL_SYMBOL("IPsecSaContextAddOutbound0");

/* add outbound part to IPsec sa context; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-ipsecsacontextaddoutbound1) */
NTSTATUS NTAPI IPsecSaContextAddOutbound1(_In_ HANDLE engineHandle, UINT64 id,
    const IPSEC_SA_BUNDLE1 *outboundBundle) OPENWFP_KERNEL_SYMBOL("IPsecSaContextAddOutbound1");

/* create IPsec sa context; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-ipsecsacontextcreate0) */
NTSTATUS NTAPI IPsecSaContextCreate0(_In_ HANDLE engineHandle, _In_ const IPSEC_TRAFFIC0 *outboundTraffic,
    _Out_opt_ UINT64 *inboundFilterId, _Out_ UINT64 *id) OPENWFP_KERNEL_SYMBOL("IPsecSaContextCreate0");

/* create IPsec sa context; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-ipsecsacontextcreate1) */
NTSTATUS NTAPI IPsecSaContextCreate1(_In_ HANDLE engineHandle, _In_ const IPSEC_TRAFFIC1 *outboundTraffic,
    _In_opt_ const IPSEC_VIRTUAL_IF_TUNNEL_INFO0 *virtualIfTunnelInfo, _Out_opt_ UINT64 *inboundFilterId,
    _Out_ UINT64 *id) OPENWFP_KERNEL_SYMBOL("IPsecSaContextCreate1");

/* open enumeration of IPsec sa context objects; IRQL <= PASSIVE_LEVEL (fwpmk.h,
 * nf-fwpmk-ipsecsacontextcreateenumhandle0) */
NTSTATUS NTAPI IPsecSaContextCreateEnumHandle0(_In_ HANDLE engineHandle,
    _In_opt_ const IPSEC_SA_CONTEXT_ENUM_TEMPLATE0 *enumTemplate,
    _Out_ HANDLE *enumHandle) OPENWFP_KERNEL_SYMBOL("IPsecSaContextCreateEnumHandle0");

/* delete IPsec sa context by runtime id; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-ipsecsacontextdeletebyid0) */
NTSTATUS NTAPI IPsecSaContextDeleteById0(_In_ HANDLE engineHandle,
    _In_ UINT64 id) OPENWFP_KERNEL_SYMBOL("IPsecSaContextDeleteById0");

/* close enumeration handle of IPsec sa context objects; IRQL <= PASSIVE_LEVEL (fwpmk.h,
 * nf-fwpmk-ipsecsacontextdestroyenumhandle0) */
NTSTATUS NTAPI IPsecSaContextDestroyEnumHandle0(_In_ HANDLE engineHandle,
    _In_ HANDLE enumHandle) OPENWFP_KERNEL_SYMBOL("IPsecSaContextDestroyEnumHandle0");

/* return next page of IPsec sa context objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-ipsecsacontextenum0) */
NTSTATUS NTAPI IPsecSaContextEnum0(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ IPSEC_SA_CONTEXT0 ***entries, _Out_ UINT32 *numEntriesReturned) OPENWFP_KERNEL_SYMBOL("IPsecSaContextEnum0");

/* return next page of IPsec sa context objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-ipsecsacontextenum1) */
NTSTATUS NTAPI IPsecSaContextEnum1(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ IPSEC_SA_CONTEXT1 ***entries, _Out_ UINT32 *numEntriesReturned) OPENWFP_KERNEL_SYMBOL("IPsecSaContextEnum1");

/* expire IPsec sa context; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-ipsecsacontextexpire0) */
NTSTATUS NTAPI IPsecSaContextExpire0(_In_ HANDLE engineHandle,
    _In_ UINT64 id) OPENWFP_KERNEL_SYMBOL("IPsecSaContextExpire0");

/* get IPsec sa context by runtime id; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-ipsecsacontextgetbyid0) */
NTSTATUS NTAPI IPsecSaContextGetById0(_In_ HANDLE engineHandle, _In_ UINT64 id,
    _Out_ IPSEC_SA_CONTEXT0 **saContext) OPENWFP_KERNEL_SYMBOL("IPsecSaContextGetById0");

/* get IPsec sa context by runtime id; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-ipsecsacontextgetbyid1) */
NTSTATUS NTAPI IPsecSaContextGetById1(_In_ HANDLE engineHandle, _In_ UINT64 id,
    _Out_ IPSEC_SA_CONTEXT1 **saContext) OPENWFP_KERNEL_SYMBOL("IPsecSaContextGetById1");

/* get SPI for IPsec sa context; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-ipsecsacontextgetspi0) */
NTSTATUS NTAPI IPsecSaContextGetSpi0(_In_ HANDLE engineHandle, _In_ UINT64 id, _In_ const IPSEC_GETSPI0 *getSpi,
    _Out_ IPSEC_SA_SPI *inboundSpi) OPENWFP_KERNEL_SYMBOL("IPsecSaContextGetSpi0");

/* get SPI for IPsec sa context; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-ipsecsacontextgetspi1) */
NTSTATUS NTAPI IPsecSaContextGetSpi1(_In_ HANDLE engineHandle, _In_ UINT64 id, _In_ const IPSEC_GETSPI1 *getSpi,
    _Out_ IPSEC_SA_SPI *inboundSpi) OPENWFP_KERNEL_SYMBOL("IPsecSaContextGetSpi1");

/* set SPI for IPsec sa context; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-ipsecsacontextsetspi0) */
NTSTATUS NTAPI IPsecSaContextSetSpi0(_In_ HANDLE engineHandle, _In_ UINT64 id, _In_ const IPSEC_GETSPI1 *getSpi,
    _In_ IPSEC_SA_SPI inboundSpi) OPENWFP_KERNEL_SYMBOL("IPsecSaContextSetSpi0");

/* update IPsec sa context; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-ipsecsacontextupdate0) */
NTSTATUS NTAPI IPsecSaContextUpdate0(_In_ HANDLE engineHandle, _In_ UINT64 flags,
    _In_ const IPSEC_SA_CONTEXT1 *newValues) OPENWFP_KERNEL_SYMBOL("IPsecSaContextUpdate0");

/* open enumeration of IPsec sa objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-ipsecsacreateenumhandle0) */
NTSTATUS NTAPI IPsecSaCreateEnumHandle0(_In_ HANDLE engineHandle, _In_opt_ const IPSEC_SA_ENUM_TEMPLATE0 *enumTemplate,
    _Out_ HANDLE *enumHandle) OPENWFP_KERNEL_SYMBOL("IPsecSaCreateEnumHandle0");

/* read security descriptor of IPsec sa db container; IRQL <= PASSIVE_LEVEL (fwpmk.h,
 * nf-fwpmk-ipsecsadbgetsecurityinfo0) */
NTSTATUS NTAPI IPsecSaDbGetSecurityInfo0(_In_ HANDLE engineHandle, _In_ SECURITY_INFORMATION securityInfo,
    _Out_opt_ PSID *sidOwner, _Out_opt_ PSID *sidGroup, _Out_opt_ PACL *dacl, _Out_opt_ PACL *sacl,
    _Out_ PSECURITY_DESCRIPTOR *securityDescriptor) OPENWFP_KERNEL_SYMBOL("IPsecSaDbGetSecurityInfo0");

/* set security descriptor of IPsec sa db container; IRQL <= PASSIVE_LEVEL (fwpmk.h,
 * nf-fwpmk-ipsecsadbsetsecurityinfo0) */
NTSTATUS NTAPI IPsecSaDbSetSecurityInfo0(_In_ HANDLE engineHandle, _In_ SECURITY_INFORMATION securityInfo,
    _In_opt_ const SID *sidOwner, _In_opt_ const SID *sidGroup, _In_opt_ const ACL *dacl,
    _In_opt_ const ACL *sacl) OPENWFP_KERNEL_SYMBOL("IPsecSaDbSetSecurityInfo0");

/* close enumeration handle of IPsec sa objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-ipsecsadestroyenumhandle0) */
NTSTATUS NTAPI IPsecSaDestroyEnumHandle0(_In_ HANDLE engineHandle,
    _In_ HANDLE enumHandle) OPENWFP_KERNEL_SYMBOL("IPsecSaDestroyEnumHandle0");

/* return next page of IPsec sa objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-ipsecsaenum0) */
NTSTATUS NTAPI IPsecSaEnum0(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ IPSEC_SA_DETAILS0 ***entries, _Out_ UINT32 *numEntriesReturned) OPENWFP_KERNEL_SYMBOL("IPsecSaEnum0");

/* return next page of IPsec sa objects; IRQL <= PASSIVE_LEVEL (fwpmk.h, nf-fwpmk-ipsecsaenum1) */
NTSTATUS NTAPI IPsecSaEnum1(_In_ HANDLE engineHandle, _In_ HANDLE enumHandle, _In_ UINT32 numEntriesRequested,
    _Out_ IPSEC_SA_DETAILS1 ***entries, _Out_ UINT32 *numEntriesReturned) OPENWFP_KERNEL_SYMBOL("IPsecSaEnum1");

#ifdef __cplusplus
}
#endif

#endif
