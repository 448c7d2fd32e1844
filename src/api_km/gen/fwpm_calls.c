/* Generated from schema/ by tools/gen/generate.py (make gen). Do not edit. */
#include "api_km/fwpm_session.h"

#include <ntddk.h>
#include <fwpmk.h>
#include <fwpsk.h>

NTSTATUS NTAPI FwpmCalloutAdd0(HANDLE engineHandle, const FWPM_CALLOUT0 *callout, PSECURITY_DESCRIPTOR sd, UINT32 *id)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = callout },
        { .in = sd },
        { .out = id },
    };
    return km_fwpm_call(engineHandle, &call_FwpmCalloutAdd0, arguments);
}

NTSTATUS NTAPI FwpmCalloutCreateEnumHandle0(HANDLE engineHandle, const FWPM_CALLOUT_ENUM_TEMPLATE0 *enumTemplate, HANDLE *enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = enumTemplate },
        { .out = enumHandle },
    };
    return km_fwpm_call(engineHandle, &call_FwpmCalloutCreateEnumHandle0, arguments);
}

NTSTATUS NTAPI FwpmCalloutDeleteById0(HANDLE engineHandle, UINT32 id)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
    };
    return km_fwpm_call(engineHandle, &call_FwpmCalloutDeleteById0, arguments);
}

NTSTATUS NTAPI FwpmCalloutDeleteByKey0(HANDLE engineHandle, const GUID *key)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
    };
    return km_fwpm_call(engineHandle, &call_FwpmCalloutDeleteByKey0, arguments);
}

NTSTATUS NTAPI FwpmCalloutDestroyEnumHandle0(HANDLE engineHandle, HANDLE enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
    };
    return km_fwpm_call(engineHandle, &call_FwpmCalloutDestroyEnumHandle0, arguments);
}

NTSTATUS NTAPI FwpmCalloutEnum0(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, FWPM_CALLOUT0 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return km_fwpm_call(engineHandle, &call_FwpmCalloutEnum0, arguments);
}

NTSTATUS NTAPI FwpmCalloutGetById0(HANDLE engineHandle, UINT32 id, FWPM_CALLOUT0 **callout)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .out = callout },
    };
    return km_fwpm_call(engineHandle, &call_FwpmCalloutGetById0, arguments);
}

NTSTATUS NTAPI FwpmCalloutGetByKey0(HANDLE engineHandle, const GUID *key, FWPM_CALLOUT0 **callout)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
        { .out = callout },
    };
    return km_fwpm_call(engineHandle, &call_FwpmCalloutGetByKey0, arguments);
}

NTSTATUS NTAPI FwpmCalloutGetSecurityInfoByKey0(HANDLE engineHandle, const GUID *key, SECURITY_INFORMATION securityInfo, PSID *sidOwner, PSID *sidGroup, PACL *dacl, PACL *sacl, PSECURITY_DESCRIPTOR *securityDescriptor)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
        { .number = (UINT64)securityInfo },
        { .out = sidOwner },
        { .out = sidGroup },
        { .out = dacl },
        { .out = sacl },
        { .out = securityDescriptor },
    };
    return km_fwpm_call(engineHandle, &call_FwpmCalloutGetSecurityInfoByKey0, arguments);
}

NTSTATUS NTAPI FwpmCalloutSetSecurityInfoByKey0(HANDLE engineHandle, const GUID *key, SECURITY_INFORMATION securityInfo, const SID *sidOwner, const SID *sidGroup, const ACL *dacl, const ACL *sacl)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
        { .number = (UINT64)securityInfo },
        { .in = sidOwner },
        { .in = sidGroup },
        { .in = dacl },
        { .in = sacl },
    };
    return km_fwpm_call(engineHandle, &call_FwpmCalloutSetSecurityInfoByKey0, arguments);
}

NTSTATUS NTAPI FwpmConnectionCreateEnumHandle0(HANDLE engineHandle, const FWPM_CONNECTION_ENUM_TEMPLATE0 *enumTemplate, HANDLE *enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = enumTemplate },
        { .out = enumHandle },
    };
    return km_fwpm_call(engineHandle, &call_FwpmConnectionCreateEnumHandle0, arguments);
}

NTSTATUS NTAPI FwpmConnectionDestroyEnumHandle0(HANDLE engineHandle, HANDLE enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
    };
    return km_fwpm_call(engineHandle, &call_FwpmConnectionDestroyEnumHandle0, arguments);
}

NTSTATUS NTAPI FwpmConnectionEnum0(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, FWPM_CONNECTION0 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return km_fwpm_call(engineHandle, &call_FwpmConnectionEnum0, arguments);
}

NTSTATUS NTAPI FwpmConnectionGetById0(HANDLE engineHandle, UINT64 id, FWPM_CONNECTION0 **connection)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .out = connection },
    };
    return km_fwpm_call(engineHandle, &call_FwpmConnectionGetById0, arguments);
}

NTSTATUS NTAPI FwpmConnectionGetSecurityInfo0(HANDLE engineHandle, SECURITY_INFORMATION securityInfo, PSID *sidOwner, PSID *sidGroup, PACL *dacl, PACL *sacl, PSECURITY_DESCRIPTOR *securityDescriptor)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)securityInfo },
        { .out = sidOwner },
        { .out = sidGroup },
        { .out = dacl },
        { .out = sacl },
        { .out = securityDescriptor },
    };
    return km_fwpm_call(engineHandle, &call_FwpmConnectionGetSecurityInfo0, arguments);
}

NTSTATUS NTAPI FwpmConnectionPolicyAdd0(HANDLE engineHandle, const FWPM_PROVIDER_CONTEXT3 *connectionPolicy, FWP_IP_VERSION ipVersion, UINT64 weight, UINT32 numFilterConditions, const FWPM_FILTER_CONDITION0 *filterConditions, PSECURITY_DESCRIPTOR sd)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = connectionPolicy },
        { .number = (UINT64)ipVersion },
        { .number = (UINT64)weight },
        { .number = (UINT64)numFilterConditions },
        { .in = filterConditions },
        { .in = sd },
    };
    return km_fwpm_call(engineHandle, &call_FwpmConnectionPolicyAdd0, arguments);
}

NTSTATUS NTAPI FwpmConnectionPolicyDeleteByKey0(HANDLE engineHandle, const GUID *key)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
    };
    return km_fwpm_call(engineHandle, &call_FwpmConnectionPolicyDeleteByKey0, arguments);
}

NTSTATUS NTAPI FwpmConnectionSetSecurityInfo0(HANDLE engineHandle, SECURITY_INFORMATION securityInfo, const SID *sidOwner, const SID *sidGroup, const ACL *dacl, const ACL *sacl)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)securityInfo },
        { .in = sidOwner },
        { .in = sidGroup },
        { .in = dacl },
        { .in = sacl },
    };
    return km_fwpm_call(engineHandle, &call_FwpmConnectionSetSecurityInfo0, arguments);
}

NTSTATUS NTAPI FwpmEngineGetOption0(HANDLE engineHandle, FWPM_ENGINE_OPTION option, FWP_VALUE0 **value)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)option },
        { .out = value },
    };
    return km_fwpm_call(engineHandle, &call_FwpmEngineGetOption0, arguments);
}

NTSTATUS NTAPI FwpmEngineGetSecurityInfo0(HANDLE engineHandle, SECURITY_INFORMATION securityInfo, PSID *sidOwner, PSID *sidGroup, PACL *dacl, PACL *sacl, PSECURITY_DESCRIPTOR *securityDescriptor)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)securityInfo },
        { .out = sidOwner },
        { .out = sidGroup },
        { .out = dacl },
        { .out = sacl },
        { .out = securityDescriptor },
    };
    return km_fwpm_call(engineHandle, &call_FwpmEngineGetSecurityInfo0, arguments);
}

NTSTATUS NTAPI FwpmEngineSetOption0(HANDLE engineHandle, FWPM_ENGINE_OPTION option, const FWP_VALUE0 *newValue)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)option },
        { .in = newValue },
    };
    return km_fwpm_call(engineHandle, &call_FwpmEngineSetOption0, arguments);
}

NTSTATUS NTAPI FwpmEngineSetSecurityInfo0(HANDLE engineHandle, SECURITY_INFORMATION securityInfo, const SID *sidOwner, const SID *sidGroup, const ACL *dacl, const ACL *sacl)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)securityInfo },
        { .in = sidOwner },
        { .in = sidGroup },
        { .in = dacl },
        { .in = sacl },
    };
    return km_fwpm_call(engineHandle, &call_FwpmEngineSetSecurityInfo0, arguments);
}

NTSTATUS NTAPI FwpmFilterAdd0(HANDLE engineHandle, const FWPM_FILTER0 *filter, PSECURITY_DESCRIPTOR sd, UINT64 *id)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = filter },
        { .in = sd },
        { .out = id },
    };
    return km_fwpm_call(engineHandle, &call_FwpmFilterAdd0, arguments);
}

NTSTATUS NTAPI FwpmFilterCreateEnumHandle0(HANDLE engineHandle, const FWPM_FILTER_ENUM_TEMPLATE0 *enumTemplate, HANDLE *enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = enumTemplate },
        { .out = enumHandle },
    };
    return km_fwpm_call(engineHandle, &call_FwpmFilterCreateEnumHandle0, arguments);
}

NTSTATUS NTAPI FwpmFilterDeleteById0(HANDLE engineHandle, UINT64 id)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
    };
    return km_fwpm_call(engineHandle, &call_FwpmFilterDeleteById0, arguments);
}

NTSTATUS NTAPI FwpmFilterDeleteByKey0(HANDLE engineHandle, const GUID *key)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
    };
    return km_fwpm_call(engineHandle, &call_FwpmFilterDeleteByKey0, arguments);
}

NTSTATUS NTAPI FwpmFilterDestroyEnumHandle0(HANDLE engineHandle, HANDLE enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
    };
    return km_fwpm_call(engineHandle, &call_FwpmFilterDestroyEnumHandle0, arguments);
}

NTSTATUS NTAPI FwpmFilterEnum0(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, FWPM_FILTER0 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return km_fwpm_call(engineHandle, &call_FwpmFilterEnum0, arguments);
}

NTSTATUS NTAPI FwpmFilterGetById0(HANDLE engineHandle, UINT64 id, FWPM_FILTER0 **filter)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .out = filter },
    };
    return km_fwpm_call(engineHandle, &call_FwpmFilterGetById0, arguments);
}

NTSTATUS NTAPI FwpmFilterGetByKey0(HANDLE engineHandle, const GUID *key, FWPM_FILTER0 **filter)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
        { .out = filter },
    };
    return km_fwpm_call(engineHandle, &call_FwpmFilterGetByKey0, arguments);
}

NTSTATUS NTAPI FwpmFilterGetSecurityInfoByKey0(HANDLE engineHandle, const GUID *key, SECURITY_INFORMATION securityInfo, PSID *sidOwner, PSID *sidGroup, PACL *dacl, PACL *sacl, PSECURITY_DESCRIPTOR *securityDescriptor)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
        { .number = (UINT64)securityInfo },
        { .out = sidOwner },
        { .out = sidGroup },
        { .out = dacl },
        { .out = sacl },
        { .out = securityDescriptor },
    };
    return km_fwpm_call(engineHandle, &call_FwpmFilterGetSecurityInfoByKey0, arguments);
}

NTSTATUS NTAPI FwpmFilterSetSecurityInfoByKey0(HANDLE engineHandle, const GUID *key, SECURITY_INFORMATION securityInfo, const SID *sidOwner, const SID *sidGroup, const ACL *dacl, const ACL *sacl)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
        { .number = (UINT64)securityInfo },
        { .in = sidOwner },
        { .in = sidGroup },
        { .in = dacl },
        { .in = sacl },
    };
    return km_fwpm_call(engineHandle, &call_FwpmFilterSetSecurityInfoByKey0, arguments);
}

NTSTATUS NTAPI FwpmIPsecTunnelAdd0(HANDLE engineHandle, UINT32 flags, const FWPM_PROVIDER_CONTEXT0 *mainModePolicy, const FWPM_PROVIDER_CONTEXT0 *tunnelPolicy, UINT32 numFilterConditions, const FWPM_FILTER_CONDITION0 *filterConditions, PSECURITY_DESCRIPTOR sd)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)flags },
        { .in = mainModePolicy },
        { .in = tunnelPolicy },
        { .number = (UINT64)numFilterConditions },
        { .in = filterConditions },
        { .in = sd },
    };
    return km_fwpm_call(engineHandle, &call_FwpmIPsecTunnelAdd0, arguments);
}

NTSTATUS NTAPI FwpmIPsecTunnelAdd1(HANDLE engineHandle, UINT32 flags, const FWPM_PROVIDER_CONTEXT1 *mainModePolicy, const FWPM_PROVIDER_CONTEXT1 *tunnelPolicy, UINT32 numFilterConditions, const FWPM_FILTER_CONDITION0 *filterConditions, const GUID *keyModKey, PSECURITY_DESCRIPTOR sd)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)flags },
        { .in = mainModePolicy },
        { .in = tunnelPolicy },
        { .number = (UINT64)numFilterConditions },
        { .in = filterConditions },
        { .in = keyModKey },
        { .in = sd },
    };
    return km_fwpm_call(engineHandle, &call_FwpmIPsecTunnelAdd1, arguments);
}

NTSTATUS NTAPI FwpmIPsecTunnelAdd2(HANDLE engineHandle, UINT32 flags, const FWPM_PROVIDER_CONTEXT2 *mainModePolicy, const FWPM_PROVIDER_CONTEXT2 *tunnelPolicy, UINT32 numFilterConditions, const FWPM_FILTER_CONDITION0 *filterConditions, const GUID *keyModKey, PSECURITY_DESCRIPTOR sd)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)flags },
        { .in = mainModePolicy },
        { .in = tunnelPolicy },
        { .number = (UINT64)numFilterConditions },
        { .in = filterConditions },
        { .in = keyModKey },
        { .in = sd },
    };
    return km_fwpm_call(engineHandle, &call_FwpmIPsecTunnelAdd2, arguments);
}

NTSTATUS NTAPI FwpmIPsecTunnelAdd3(HANDLE engineHandle, UINT32 flags, const FWPM_PROVIDER_CONTEXT3 *mainModePolicy, const FWPM_PROVIDER_CONTEXT3 *tunnelPolicy, UINT32 numFilterConditions, const FWPM_FILTER_CONDITION0 *filterConditions, const GUID *keyModKey, PSECURITY_DESCRIPTOR sd)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)flags },
        { .in = mainModePolicy },
        { .in = tunnelPolicy },
        { .number = (UINT64)numFilterConditions },
        { .in = filterConditions },
        { .in = keyModKey },
        { .in = sd },
    };
    return km_fwpm_call(engineHandle, &call_FwpmIPsecTunnelAdd3, arguments);
}

NTSTATUS NTAPI FwpmIPsecTunnelDeleteByKey0(HANDLE engineHandle, const GUID *key)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
    };
    return km_fwpm_call(engineHandle, &call_FwpmIPsecTunnelDeleteByKey0, arguments);
}

NTSTATUS NTAPI FwpmLayerCreateEnumHandle0(HANDLE engineHandle, const FWPM_LAYER_ENUM_TEMPLATE0 *enumTemplate, HANDLE *enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = enumTemplate },
        { .out = enumHandle },
    };
    return km_fwpm_call(engineHandle, &call_FwpmLayerCreateEnumHandle0, arguments);
}

NTSTATUS NTAPI FwpmLayerDestroyEnumHandle0(HANDLE engineHandle, HANDLE enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
    };
    return km_fwpm_call(engineHandle, &call_FwpmLayerDestroyEnumHandle0, arguments);
}

NTSTATUS NTAPI FwpmLayerEnum0(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, FWPM_LAYER0 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return km_fwpm_call(engineHandle, &call_FwpmLayerEnum0, arguments);
}

NTSTATUS NTAPI FwpmLayerGetById0(HANDLE engineHandle, UINT16 id, FWPM_LAYER0 **layer)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .out = layer },
    };
    return km_fwpm_call(engineHandle, &call_FwpmLayerGetById0, arguments);
}

NTSTATUS NTAPI FwpmLayerGetByKey0(HANDLE engineHandle, const GUID *key, FWPM_LAYER0 **layer)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
        { .out = layer },
    };
    return km_fwpm_call(engineHandle, &call_FwpmLayerGetByKey0, arguments);
}

NTSTATUS NTAPI FwpmLayerGetSecurityInfoByKey0(HANDLE engineHandle, const GUID *key, SECURITY_INFORMATION securityInfo, PSID *sidOwner, PSID *sidGroup, PACL *dacl, PACL *sacl, PSECURITY_DESCRIPTOR *securityDescriptor)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
        { .number = (UINT64)securityInfo },
        { .out = sidOwner },
        { .out = sidGroup },
        { .out = dacl },
        { .out = sacl },
        { .out = securityDescriptor },
    };
    return km_fwpm_call(engineHandle, &call_FwpmLayerGetSecurityInfoByKey0, arguments);
}

NTSTATUS NTAPI FwpmLayerSetSecurityInfoByKey0(HANDLE engineHandle, const GUID *key, SECURITY_INFORMATION securityInfo, const SID *sidOwner, const SID *sidGroup, const ACL *dacl, const ACL *sacl)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
        { .number = (UINT64)securityInfo },
        { .in = sidOwner },
        { .in = sidGroup },
        { .in = dacl },
        { .in = sacl },
    };
    return km_fwpm_call(engineHandle, &call_FwpmLayerSetSecurityInfoByKey0, arguments);
}

NTSTATUS NTAPI FwpmNetEventCreateEnumHandle0(HANDLE engineHandle, const FWPM_NET_EVENT_ENUM_TEMPLATE0 *enumTemplate, HANDLE *enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = enumTemplate },
        { .out = enumHandle },
    };
    return km_fwpm_call(engineHandle, &call_FwpmNetEventCreateEnumHandle0, arguments);
}

NTSTATUS NTAPI FwpmNetEventDestroyEnumHandle0(HANDLE engineHandle, HANDLE enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
    };
    return km_fwpm_call(engineHandle, &call_FwpmNetEventDestroyEnumHandle0, arguments);
}

NTSTATUS NTAPI FwpmNetEventEnum0(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, FWPM_NET_EVENT0 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return km_fwpm_call(engineHandle, &call_FwpmNetEventEnum0, arguments);
}

NTSTATUS NTAPI FwpmNetEventEnum1(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, FWPM_NET_EVENT1 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return km_fwpm_call(engineHandle, &call_FwpmNetEventEnum1, arguments);
}

NTSTATUS NTAPI FwpmNetEventEnum2(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, FWPM_NET_EVENT2 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return km_fwpm_call(engineHandle, &call_FwpmNetEventEnum2, arguments);
}

NTSTATUS NTAPI FwpmNetEventEnum3(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, FWPM_NET_EVENT3 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return km_fwpm_call(engineHandle, &call_FwpmNetEventEnum3, arguments);
}

NTSTATUS NTAPI FwpmNetEventEnum4(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, FWPM_NET_EVENT4 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return km_fwpm_call(engineHandle, &call_FwpmNetEventEnum4, arguments);
}

NTSTATUS NTAPI FwpmNetEventEnum5(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, FWPM_NET_EVENT5 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return km_fwpm_call(engineHandle, &call_FwpmNetEventEnum5, arguments);
}

NTSTATUS NTAPI FwpmNetEventsGetSecurityInfo0(HANDLE engineHandle, SECURITY_INFORMATION securityInfo, PSID *sidOwner, PSID *sidGroup, PACL *dacl, PACL *sacl, PSECURITY_DESCRIPTOR *securityDescriptor)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)securityInfo },
        { .out = sidOwner },
        { .out = sidGroup },
        { .out = dacl },
        { .out = sacl },
        { .out = securityDescriptor },
    };
    return km_fwpm_call(engineHandle, &call_FwpmNetEventsGetSecurityInfo0, arguments);
}

NTSTATUS NTAPI FwpmNetEventsSetSecurityInfo0(HANDLE engineHandle, SECURITY_INFORMATION securityInfo, const SID *sidOwner, const SID *sidGroup, const ACL *dacl, const ACL *sacl)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)securityInfo },
        { .in = sidOwner },
        { .in = sidGroup },
        { .in = dacl },
        { .in = sacl },
    };
    return km_fwpm_call(engineHandle, &call_FwpmNetEventsSetSecurityInfo0, arguments);
}

NTSTATUS NTAPI FwpmProviderAdd0(HANDLE engineHandle, const FWPM_PROVIDER0 *provider, PSECURITY_DESCRIPTOR sd)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = provider },
        { .in = sd },
    };
    return km_fwpm_call(engineHandle, &call_FwpmProviderAdd0, arguments);
}

NTSTATUS NTAPI FwpmProviderContextAdd0(HANDLE engineHandle, const FWPM_PROVIDER_CONTEXT0 *providerContext, PSECURITY_DESCRIPTOR sd, UINT64 *id)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = providerContext },
        { .in = sd },
        { .out = id },
    };
    return km_fwpm_call(engineHandle, &call_FwpmProviderContextAdd0, arguments);
}

NTSTATUS NTAPI FwpmProviderContextAdd1(HANDLE engineHandle, const FWPM_PROVIDER_CONTEXT1 *providerContext, PSECURITY_DESCRIPTOR sd, UINT64 *id)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = providerContext },
        { .in = sd },
        { .out = id },
    };
    return km_fwpm_call(engineHandle, &call_FwpmProviderContextAdd1, arguments);
}

NTSTATUS NTAPI FwpmProviderContextAdd2(HANDLE engineHandle, const FWPM_PROVIDER_CONTEXT2 *providerContext, PSECURITY_DESCRIPTOR sd, UINT64 *id)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = providerContext },
        { .in = sd },
        { .out = id },
    };
    return km_fwpm_call(engineHandle, &call_FwpmProviderContextAdd2, arguments);
}

NTSTATUS NTAPI FwpmProviderContextAdd3(HANDLE engineHandle, const FWPM_PROVIDER_CONTEXT3 *providerContext, PSECURITY_DESCRIPTOR sd, UINT64 *id)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = providerContext },
        { .in = sd },
        { .out = id },
    };
    return km_fwpm_call(engineHandle, &call_FwpmProviderContextAdd3, arguments);
}

NTSTATUS NTAPI FwpmProviderContextCreateEnumHandle0(HANDLE engineHandle, const FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0 *enumTemplate, HANDLE *enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = enumTemplate },
        { .out = enumHandle },
    };
    return km_fwpm_call(engineHandle, &call_FwpmProviderContextCreateEnumHandle0, arguments);
}

NTSTATUS NTAPI FwpmProviderContextDeleteById0(HANDLE engineHandle, UINT64 id)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
    };
    return km_fwpm_call(engineHandle, &call_FwpmProviderContextDeleteById0, arguments);
}

NTSTATUS NTAPI FwpmProviderContextDeleteByKey0(HANDLE engineHandle, const GUID *key)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
    };
    return km_fwpm_call(engineHandle, &call_FwpmProviderContextDeleteByKey0, arguments);
}

NTSTATUS NTAPI FwpmProviderContextDestroyEnumHandle0(HANDLE engineHandle, HANDLE enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
    };
    return km_fwpm_call(engineHandle, &call_FwpmProviderContextDestroyEnumHandle0, arguments);
}

NTSTATUS NTAPI FwpmProviderContextEnum0(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, FWPM_PROVIDER_CONTEXT0 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return km_fwpm_call(engineHandle, &call_FwpmProviderContextEnum0, arguments);
}

NTSTATUS NTAPI FwpmProviderContextEnum1(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, FWPM_PROVIDER_CONTEXT1 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return km_fwpm_call(engineHandle, &call_FwpmProviderContextEnum1, arguments);
}

NTSTATUS NTAPI FwpmProviderContextEnum2(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, FWPM_PROVIDER_CONTEXT2 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return km_fwpm_call(engineHandle, &call_FwpmProviderContextEnum2, arguments);
}

NTSTATUS NTAPI FwpmProviderContextEnum3(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, FWPM_PROVIDER_CONTEXT3 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return km_fwpm_call(engineHandle, &call_FwpmProviderContextEnum3, arguments);
}

NTSTATUS NTAPI FwpmProviderContextGetById0(HANDLE engineHandle, UINT64 id, FWPM_PROVIDER_CONTEXT0 **providerContext)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .out = providerContext },
    };
    return km_fwpm_call(engineHandle, &call_FwpmProviderContextGetById0, arguments);
}

NTSTATUS NTAPI FwpmProviderContextGetById1(HANDLE engineHandle, UINT64 id, FWPM_PROVIDER_CONTEXT1 **providerContext)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .out = providerContext },
    };
    return km_fwpm_call(engineHandle, &call_FwpmProviderContextGetById1, arguments);
}

NTSTATUS NTAPI FwpmProviderContextGetById2(HANDLE engineHandle, UINT64 id, FWPM_PROVIDER_CONTEXT2 **providerContext)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .out = providerContext },
    };
    return km_fwpm_call(engineHandle, &call_FwpmProviderContextGetById2, arguments);
}

NTSTATUS NTAPI FwpmProviderContextGetById3(HANDLE engineHandle, UINT64 id, FWPM_PROVIDER_CONTEXT3 **providerContext)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .out = providerContext },
    };
    return km_fwpm_call(engineHandle, &call_FwpmProviderContextGetById3, arguments);
}

NTSTATUS NTAPI FwpmProviderContextGetByKey0(HANDLE engineHandle, const GUID *key, FWPM_PROVIDER_CONTEXT0 **providerContext)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
        { .out = providerContext },
    };
    return km_fwpm_call(engineHandle, &call_FwpmProviderContextGetByKey0, arguments);
}

NTSTATUS NTAPI FwpmProviderContextGetByKey1(HANDLE engineHandle, const GUID *key, FWPM_PROVIDER_CONTEXT1 **providerContext)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
        { .out = providerContext },
    };
    return km_fwpm_call(engineHandle, &call_FwpmProviderContextGetByKey1, arguments);
}

NTSTATUS NTAPI FwpmProviderContextGetByKey2(HANDLE engineHandle, const GUID *key, FWPM_PROVIDER_CONTEXT2 **providerContext)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
        { .out = providerContext },
    };
    return km_fwpm_call(engineHandle, &call_FwpmProviderContextGetByKey2, arguments);
}

NTSTATUS NTAPI FwpmProviderContextGetByKey3(HANDLE engineHandle, const GUID *key, FWPM_PROVIDER_CONTEXT3 **providerContext)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
        { .out = providerContext },
    };
    return km_fwpm_call(engineHandle, &call_FwpmProviderContextGetByKey3, arguments);
}

NTSTATUS NTAPI FwpmProviderContextGetSecurityInfoByKey0(HANDLE engineHandle, const GUID *key, SECURITY_INFORMATION securityInfo, PSID *sidOwner, PSID *sidGroup, PACL *dacl, PACL *sacl, PSECURITY_DESCRIPTOR *securityDescriptor)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
        { .number = (UINT64)securityInfo },
        { .out = sidOwner },
        { .out = sidGroup },
        { .out = dacl },
        { .out = sacl },
        { .out = securityDescriptor },
    };
    return km_fwpm_call(engineHandle, &call_FwpmProviderContextGetSecurityInfoByKey0, arguments);
}

NTSTATUS NTAPI FwpmProviderContextSetSecurityInfoByKey0(HANDLE engineHandle, const GUID *key, SECURITY_INFORMATION securityInfo, const SID *sidOwner, const SID *sidGroup, const ACL *dacl, const ACL *sacl)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
        { .number = (UINT64)securityInfo },
        { .in = sidOwner },
        { .in = sidGroup },
        { .in = dacl },
        { .in = sacl },
    };
    return km_fwpm_call(engineHandle, &call_FwpmProviderContextSetSecurityInfoByKey0, arguments);
}

NTSTATUS NTAPI FwpmProviderCreateEnumHandle0(HANDLE engineHandle, const FWPM_PROVIDER_ENUM_TEMPLATE0 *enumTemplate, HANDLE *enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = enumTemplate },
        { .out = enumHandle },
    };
    return km_fwpm_call(engineHandle, &call_FwpmProviderCreateEnumHandle0, arguments);
}

NTSTATUS NTAPI FwpmProviderDeleteByKey0(HANDLE engineHandle, const GUID *key)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
    };
    return km_fwpm_call(engineHandle, &call_FwpmProviderDeleteByKey0, arguments);
}

NTSTATUS NTAPI FwpmProviderDestroyEnumHandle0(HANDLE engineHandle, HANDLE enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
    };
    return km_fwpm_call(engineHandle, &call_FwpmProviderDestroyEnumHandle0, arguments);
}

NTSTATUS NTAPI FwpmProviderEnum0(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, FWPM_PROVIDER0 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return km_fwpm_call(engineHandle, &call_FwpmProviderEnum0, arguments);
}

NTSTATUS NTAPI FwpmProviderGetByKey0(HANDLE engineHandle, const GUID *key, FWPM_PROVIDER0 **provider)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
        { .out = provider },
    };
    return km_fwpm_call(engineHandle, &call_FwpmProviderGetByKey0, arguments);
}

NTSTATUS NTAPI FwpmProviderGetSecurityInfoByKey0(HANDLE engineHandle, const GUID *key, SECURITY_INFORMATION securityInfo, PSID *sidOwner, PSID *sidGroup, PACL *dacl, PACL *sacl, PSECURITY_DESCRIPTOR *securityDescriptor)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
        { .number = (UINT64)securityInfo },
        { .out = sidOwner },
        { .out = sidGroup },
        { .out = dacl },
        { .out = sacl },
        { .out = securityDescriptor },
    };
    return km_fwpm_call(engineHandle, &call_FwpmProviderGetSecurityInfoByKey0, arguments);
}

NTSTATUS NTAPI FwpmProviderSetSecurityInfoByKey0(HANDLE engineHandle, const GUID *key, SECURITY_INFORMATION securityInfo, const SID *sidOwner, const SID *sidGroup, const ACL *dacl, const ACL *sacl)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
        { .number = (UINT64)securityInfo },
        { .in = sidOwner },
        { .in = sidGroup },
        { .in = dacl },
        { .in = sacl },
    };
    return km_fwpm_call(engineHandle, &call_FwpmProviderSetSecurityInfoByKey0, arguments);
}

NTSTATUS NTAPI FwpmSessionCreateEnumHandle0(HANDLE engineHandle, const FWPM_SESSION_ENUM_TEMPLATE0 *enumTemplate, HANDLE *enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = enumTemplate },
        { .out = enumHandle },
    };
    return km_fwpm_call(engineHandle, &call_FwpmSessionCreateEnumHandle0, arguments);
}

NTSTATUS NTAPI FwpmSessionDestroyEnumHandle0(HANDLE engineHandle, HANDLE enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
    };
    return km_fwpm_call(engineHandle, &call_FwpmSessionDestroyEnumHandle0, arguments);
}

NTSTATUS NTAPI FwpmSessionEnum0(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, FWPM_SESSION0 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return km_fwpm_call(engineHandle, &call_FwpmSessionEnum0, arguments);
}

NTSTATUS NTAPI FwpmSubLayerAdd0(HANDLE engineHandle, const FWPM_SUBLAYER0 *subLayer, PSECURITY_DESCRIPTOR sd)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = subLayer },
        { .in = sd },
    };
    return km_fwpm_call(engineHandle, &call_FwpmSubLayerAdd0, arguments);
}

NTSTATUS NTAPI FwpmSubLayerCreateEnumHandle0(HANDLE engineHandle, const FWPM_SUBLAYER_ENUM_TEMPLATE0 *enumTemplate, HANDLE *enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = enumTemplate },
        { .out = enumHandle },
    };
    return km_fwpm_call(engineHandle, &call_FwpmSubLayerCreateEnumHandle0, arguments);
}

NTSTATUS NTAPI FwpmSubLayerDeleteByKey0(HANDLE engineHandle, const GUID *key)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
    };
    return km_fwpm_call(engineHandle, &call_FwpmSubLayerDeleteByKey0, arguments);
}

NTSTATUS NTAPI FwpmSubLayerDestroyEnumHandle0(HANDLE engineHandle, HANDLE enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
    };
    return km_fwpm_call(engineHandle, &call_FwpmSubLayerDestroyEnumHandle0, arguments);
}

NTSTATUS NTAPI FwpmSubLayerEnum0(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, FWPM_SUBLAYER0 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return km_fwpm_call(engineHandle, &call_FwpmSubLayerEnum0, arguments);
}

NTSTATUS NTAPI FwpmSubLayerGetByKey0(HANDLE engineHandle, const GUID *key, FWPM_SUBLAYER0 **subLayer)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
        { .out = subLayer },
    };
    return km_fwpm_call(engineHandle, &call_FwpmSubLayerGetByKey0, arguments);
}

NTSTATUS NTAPI FwpmSubLayerGetSecurityInfoByKey0(HANDLE engineHandle, const GUID *key, SECURITY_INFORMATION securityInfo, PSID *sidOwner, PSID *sidGroup, PACL *dacl, PACL *sacl, PSECURITY_DESCRIPTOR *securityDescriptor)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
        { .number = (UINT64)securityInfo },
        { .out = sidOwner },
        { .out = sidGroup },
        { .out = dacl },
        { .out = sacl },
        { .out = securityDescriptor },
    };
    return km_fwpm_call(engineHandle, &call_FwpmSubLayerGetSecurityInfoByKey0, arguments);
}

NTSTATUS NTAPI FwpmSubLayerSetSecurityInfoByKey0(HANDLE engineHandle, const GUID *key, SECURITY_INFORMATION securityInfo, const SID *sidOwner, const SID *sidGroup, const ACL *dacl, const ACL *sacl)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
        { .number = (UINT64)securityInfo },
        { .in = sidOwner },
        { .in = sidGroup },
        { .in = dacl },
        { .in = sacl },
    };
    return km_fwpm_call(engineHandle, &call_FwpmSubLayerSetSecurityInfoByKey0, arguments);
}

NTSTATUS NTAPI FwpmTransactionAbort0(HANDLE engineHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
    };
    return km_fwpm_call(engineHandle, &call_FwpmTransactionAbort0, arguments);
}

NTSTATUS NTAPI FwpmTransactionBegin0(HANDLE engineHandle, UINT32 flags)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)flags },
    };
    return km_fwpm_call(engineHandle, &call_FwpmTransactionBegin0, arguments);
}

NTSTATUS NTAPI FwpmTransactionCommit0(HANDLE engineHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
    };
    return km_fwpm_call(engineHandle, &call_FwpmTransactionCommit0, arguments);
}

NTSTATUS NTAPI FwpmvSwitchEventsGetSecurityInfo0(HANDLE engineHandle, SECURITY_INFORMATION securityInfo, PSID *sidOwner, PSID *sidGroup, PACL *dacl, PACL *sacl, PSECURITY_DESCRIPTOR *securityDescriptor)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)securityInfo },
        { .out = sidOwner },
        { .out = sidGroup },
        { .out = dacl },
        { .out = sacl },
        { .out = securityDescriptor },
    };
    return km_fwpm_call(engineHandle, &call_FwpmvSwitchEventsGetSecurityInfo0, arguments);
}

NTSTATUS NTAPI FwpmvSwitchEventsSetSecurityInfo0(HANDLE engineHandle, SECURITY_INFORMATION securityInfo, const SID *sidOwner, const SID *sidGroup, const ACL *dacl, const ACL *sacl)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)securityInfo },
        { .in = sidOwner },
        { .in = sidGroup },
        { .in = dacl },
        { .in = sacl },
    };
    return km_fwpm_call(engineHandle, &call_FwpmvSwitchEventsSetSecurityInfo0, arguments);
}

NTSTATUS NTAPI FwpsAleEndpointCreateEnumHandle0(HANDLE engineHandle, const FWPS_ALE_ENDPOINT_ENUM_TEMPLATE0 *enumTemplate, HANDLE *enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = enumTemplate },
        { .out = enumHandle },
    };
    return km_fwpm_call(engineHandle, &call_FwpsAleEndpointCreateEnumHandle0, arguments);
}

NTSTATUS NTAPI FwpsAleEndpointDestroyEnumHandle0(HANDLE engineHandle, HANDLE enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
    };
    return km_fwpm_call(engineHandle, &call_FwpsAleEndpointDestroyEnumHandle0, arguments);
}

NTSTATUS NTAPI FwpsAleEndpointEnum0(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, FWPS_ALE_ENDPOINT_PROPERTIES0 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return km_fwpm_call(engineHandle, &call_FwpsAleEndpointEnum0, arguments);
}

NTSTATUS NTAPI FwpsAleEndpointGetById0(HANDLE engineHandle, UINT64 endpointId, FWPS_ALE_ENDPOINT_PROPERTIES0 **properties)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)endpointId },
        { .out = properties },
    };
    return km_fwpm_call(engineHandle, &call_FwpsAleEndpointGetById0, arguments);
}

NTSTATUS NTAPI FwpsAleEndpointGetSecurityInfo0(HANDLE engineHandle, SECURITY_INFORMATION securityInfo, PSID *sidOwner, PSID *sidGroup, PACL *dacl, PACL *sacl, PSECURITY_DESCRIPTOR *securityDescriptor)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)securityInfo },
        { .out = sidOwner },
        { .out = sidGroup },
        { .out = dacl },
        { .out = sacl },
        { .out = securityDescriptor },
    };
    return km_fwpm_call(engineHandle, &call_FwpsAleEndpointGetSecurityInfo0, arguments);
}

NTSTATUS NTAPI FwpsAleEndpointSetSecurityInfo0(HANDLE engineHandle, SECURITY_INFORMATION securityInfo, const SID *sidOwner, const SID *sidGroup, const ACL *dacl, const ACL *sacl)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)securityInfo },
        { .in = sidOwner },
        { .in = sidGroup },
        { .in = dacl },
        { .in = sacl },
    };
    return km_fwpm_call(engineHandle, &call_FwpsAleEndpointSetSecurityInfo0, arguments);
}

NTSTATUS NTAPI IPsecDospGetSecurityInfo0(HANDLE engineHandle, SECURITY_INFORMATION securityInfo, PSID *sidOwner, PSID *sidGroup, PACL *dacl, PACL *sacl, PSECURITY_DESCRIPTOR *securityDescriptor)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)securityInfo },
        { .out = sidOwner },
        { .out = sidGroup },
        { .out = dacl },
        { .out = sacl },
        { .out = securityDescriptor },
    };
    return km_fwpm_call(engineHandle, &call_IPsecDospGetSecurityInfo0, arguments);
}

NTSTATUS NTAPI IPsecDospGetStatistics0(HANDLE engineHandle, IPSEC_DOSP_STATISTICS0 *idpStatistics)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .out = idpStatistics },
    };
    return km_fwpm_call(engineHandle, &call_IPsecDospGetStatistics0, arguments);
}

NTSTATUS NTAPI IPsecDospSetSecurityInfo0(HANDLE engineHandle, SECURITY_INFORMATION securityInfo, const SID *sidOwner, const SID *sidGroup, const ACL *dacl, const ACL *sacl)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)securityInfo },
        { .in = sidOwner },
        { .in = sidGroup },
        { .in = dacl },
        { .in = sacl },
    };
    return km_fwpm_call(engineHandle, &call_IPsecDospSetSecurityInfo0, arguments);
}

NTSTATUS NTAPI IPsecDospStateCreateEnumHandle0(HANDLE engineHandle, const IPSEC_DOSP_STATE_ENUM_TEMPLATE0 *enumTemplate, HANDLE *enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = enumTemplate },
        { .out = enumHandle },
    };
    return km_fwpm_call(engineHandle, &call_IPsecDospStateCreateEnumHandle0, arguments);
}

NTSTATUS NTAPI IPsecDospStateDestroyEnumHandle0(HANDLE engineHandle, HANDLE enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
    };
    return km_fwpm_call(engineHandle, &call_IPsecDospStateDestroyEnumHandle0, arguments);
}

NTSTATUS NTAPI IPsecDospStateEnum0(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, IPSEC_DOSP_STATE0 ***entries, UINT32 *numEntries)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntries },
    };
    return km_fwpm_call(engineHandle, &call_IPsecDospStateEnum0, arguments);
}

NTSTATUS NTAPI IPsecGetStatistics0(HANDLE engineHandle, IPSEC_STATISTICS0 *ipsecStatistics)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .out = ipsecStatistics },
    };
    return km_fwpm_call(engineHandle, &call_IPsecGetStatistics0, arguments);
}

NTSTATUS NTAPI IPsecGetStatistics1(HANDLE engineHandle, IPSEC_STATISTICS1 *ipsecStatistics)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .out = ipsecStatistics },
    };
    return km_fwpm_call(engineHandle, &call_IPsecGetStatistics1, arguments);
}

NTSTATUS NTAPI IPsecSaContextAddInbound0(HANDLE engineHandle, UINT64 id, const IPSEC_SA_BUNDLE0 *inboundBundle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .in = inboundBundle },
    };
    return km_fwpm_call(engineHandle, &call_IPsecSaContextAddInbound0, arguments);
}

NTSTATUS NTAPI IPsecSaContextAddInbound1(HANDLE engineHandle, UINT64 id, const IPSEC_SA_BUNDLE1 *inboundBundle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .in = inboundBundle },
    };
    return km_fwpm_call(engineHandle, &call_IPsecSaContextAddInbound1, arguments);
}

NTSTATUS NTAPI IPsecSaContextAddOutbound0(HANDLE engineHandle, UINT64 id, const IPSEC_SA_BUNDLE0 *outboundBundle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .in = outboundBundle },
    };
    return km_fwpm_call(engineHandle, &call_IPsecSaContextAddOutbound0, arguments);
}

NTSTATUS NTAPI IPsecSaContextAddOutbound1(HANDLE engineHandle, UINT64 id, const IPSEC_SA_BUNDLE1 *outboundBundle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .in = outboundBundle },
    };
    return km_fwpm_call(engineHandle, &call_IPsecSaContextAddOutbound1, arguments);
}

NTSTATUS NTAPI IPsecSaContextCreate0(HANDLE engineHandle, const IPSEC_TRAFFIC0 *outboundTraffic, UINT64 *inboundFilterId, UINT64 *id)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = outboundTraffic },
        { .out = inboundFilterId },
        { .out = id },
    };
    return km_fwpm_call(engineHandle, &call_IPsecSaContextCreate0, arguments);
}

NTSTATUS NTAPI IPsecSaContextCreate1(HANDLE engineHandle, const IPSEC_TRAFFIC1 *outboundTraffic, const IPSEC_VIRTUAL_IF_TUNNEL_INFO0 *virtualIfTunnelInfo, UINT64 *inboundFilterId, UINT64 *id)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = outboundTraffic },
        { .in = virtualIfTunnelInfo },
        { .out = inboundFilterId },
        { .out = id },
    };
    return km_fwpm_call(engineHandle, &call_IPsecSaContextCreate1, arguments);
}

NTSTATUS NTAPI IPsecSaContextCreateEnumHandle0(HANDLE engineHandle, const IPSEC_SA_CONTEXT_ENUM_TEMPLATE0 *enumTemplate, HANDLE *enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = enumTemplate },
        { .out = enumHandle },
    };
    return km_fwpm_call(engineHandle, &call_IPsecSaContextCreateEnumHandle0, arguments);
}

NTSTATUS NTAPI IPsecSaContextDeleteById0(HANDLE engineHandle, UINT64 id)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
    };
    return km_fwpm_call(engineHandle, &call_IPsecSaContextDeleteById0, arguments);
}

NTSTATUS NTAPI IPsecSaContextDestroyEnumHandle0(HANDLE engineHandle, HANDLE enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
    };
    return km_fwpm_call(engineHandle, &call_IPsecSaContextDestroyEnumHandle0, arguments);
}

NTSTATUS NTAPI IPsecSaContextEnum0(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, IPSEC_SA_CONTEXT0 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return km_fwpm_call(engineHandle, &call_IPsecSaContextEnum0, arguments);
}

NTSTATUS NTAPI IPsecSaContextEnum1(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, IPSEC_SA_CONTEXT1 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return km_fwpm_call(engineHandle, &call_IPsecSaContextEnum1, arguments);
}

NTSTATUS NTAPI IPsecSaContextExpire0(HANDLE engineHandle, UINT64 id)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
    };
    return km_fwpm_call(engineHandle, &call_IPsecSaContextExpire0, arguments);
}

NTSTATUS NTAPI IPsecSaContextGetById0(HANDLE engineHandle, UINT64 id, IPSEC_SA_CONTEXT0 **saContext)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .out = saContext },
    };
    return km_fwpm_call(engineHandle, &call_IPsecSaContextGetById0, arguments);
}

NTSTATUS NTAPI IPsecSaContextGetById1(HANDLE engineHandle, UINT64 id, IPSEC_SA_CONTEXT1 **saContext)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .out = saContext },
    };
    return km_fwpm_call(engineHandle, &call_IPsecSaContextGetById1, arguments);
}

NTSTATUS NTAPI IPsecSaContextGetSpi0(HANDLE engineHandle, UINT64 id, const IPSEC_GETSPI0 *getSpi, IPSEC_SA_SPI *inboundSpi)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .in = getSpi },
        { .out = inboundSpi },
    };
    return km_fwpm_call(engineHandle, &call_IPsecSaContextGetSpi0, arguments);
}

NTSTATUS NTAPI IPsecSaContextGetSpi1(HANDLE engineHandle, UINT64 id, const IPSEC_GETSPI1 *getSpi, IPSEC_SA_SPI *inboundSpi)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .in = getSpi },
        { .out = inboundSpi },
    };
    return km_fwpm_call(engineHandle, &call_IPsecSaContextGetSpi1, arguments);
}

NTSTATUS NTAPI IPsecSaContextSetSpi0(HANDLE engineHandle, UINT64 id, const IPSEC_GETSPI1 *getSpi, IPSEC_SA_SPI inboundSpi)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .in = getSpi },
        { .number = (UINT64)inboundSpi },
    };
    return km_fwpm_call(engineHandle, &call_IPsecSaContextSetSpi0, arguments);
}

NTSTATUS NTAPI IPsecSaContextUpdate0(HANDLE engineHandle, UINT64 flags, const IPSEC_SA_CONTEXT1 *newValues)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)flags },
        { .in = newValues },
    };
    return km_fwpm_call(engineHandle, &call_IPsecSaContextUpdate0, arguments);
}

NTSTATUS NTAPI IPsecSaCreateEnumHandle0(HANDLE engineHandle, const IPSEC_SA_ENUM_TEMPLATE0 *enumTemplate, HANDLE *enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = enumTemplate },
        { .out = enumHandle },
    };
    return km_fwpm_call(engineHandle, &call_IPsecSaCreateEnumHandle0, arguments);
}

NTSTATUS NTAPI IPsecSaDbGetSecurityInfo0(HANDLE engineHandle, SECURITY_INFORMATION securityInfo, PSID *sidOwner, PSID *sidGroup, PACL *dacl, PACL *sacl, PSECURITY_DESCRIPTOR *securityDescriptor)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)securityInfo },
        { .out = sidOwner },
        { .out = sidGroup },
        { .out = dacl },
        { .out = sacl },
        { .out = securityDescriptor },
    };
    return km_fwpm_call(engineHandle, &call_IPsecSaDbGetSecurityInfo0, arguments);
}

NTSTATUS NTAPI IPsecSaDbSetSecurityInfo0(HANDLE engineHandle, SECURITY_INFORMATION securityInfo, const SID *sidOwner, const SID *sidGroup, const ACL *dacl, const ACL *sacl)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)securityInfo },
        { .in = sidOwner },
        { .in = sidGroup },
        { .in = dacl },
        { .in = sacl },
    };
    return km_fwpm_call(engineHandle, &call_IPsecSaDbSetSecurityInfo0, arguments);
}

NTSTATUS NTAPI IPsecSaDestroyEnumHandle0(HANDLE engineHandle, HANDLE enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
    };
    return km_fwpm_call(engineHandle, &call_IPsecSaDestroyEnumHandle0, arguments);
}

NTSTATUS NTAPI IPsecSaEnum0(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, IPSEC_SA_DETAILS0 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return km_fwpm_call(engineHandle, &call_IPsecSaEnum0, arguments);
}

NTSTATUS NTAPI IPsecSaEnum1(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, IPSEC_SA_DETAILS1 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return km_fwpm_call(engineHandle, &call_IPsecSaEnum1, arguments);
}

NTSTATUS NTAPI IkeextGetStatistics0(HANDLE engineHandle, IKEEXT_STATISTICS0 *ikeextStatistics)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .out = ikeextStatistics },
    };
    return km_fwpm_call(engineHandle, &call_IkeextGetStatistics0, arguments);
}

NTSTATUS NTAPI IkeextGetStatistics1(HANDLE engineHandle, IKEEXT_STATISTICS1 *ikeextStatistics)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .out = ikeextStatistics },
    };
    return km_fwpm_call(engineHandle, &call_IkeextGetStatistics1, arguments);
}

NTSTATUS NTAPI IkeextSaCreateEnumHandle0(HANDLE engineHandle, const IKEEXT_SA_ENUM_TEMPLATE0 *enumTemplate, HANDLE *enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = enumTemplate },
        { .out = enumHandle },
    };
    return km_fwpm_call(engineHandle, &call_IkeextSaCreateEnumHandle0, arguments);
}

NTSTATUS NTAPI IkeextSaDbGetSecurityInfo0(HANDLE engineHandle, SECURITY_INFORMATION securityInfo, PSID *sidOwner, PSID *sidGroup, PACL *dacl, PACL *sacl, PSECURITY_DESCRIPTOR *securityDescriptor)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)securityInfo },
        { .out = sidOwner },
        { .out = sidGroup },
        { .out = dacl },
        { .out = sacl },
        { .out = securityDescriptor },
    };
    return km_fwpm_call(engineHandle, &call_IkeextSaDbGetSecurityInfo0, arguments);
}

NTSTATUS NTAPI IkeextSaDbSetSecurityInfo0(HANDLE engineHandle, SECURITY_INFORMATION securityInfo, const SID *sidOwner, const SID *sidGroup, const ACL *dacl, const ACL *sacl)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)securityInfo },
        { .in = sidOwner },
        { .in = sidGroup },
        { .in = dacl },
        { .in = sacl },
    };
    return km_fwpm_call(engineHandle, &call_IkeextSaDbSetSecurityInfo0, arguments);
}

NTSTATUS NTAPI IkeextSaDeleteById0(HANDLE engineHandle, UINT64 id)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
    };
    return km_fwpm_call(engineHandle, &call_IkeextSaDeleteById0, arguments);
}

NTSTATUS NTAPI IkeextSaDestroyEnumHandle0(HANDLE engineHandle, HANDLE enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
    };
    return km_fwpm_call(engineHandle, &call_IkeextSaDestroyEnumHandle0, arguments);
}

NTSTATUS NTAPI IkeextSaEnum0(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, IKEEXT_SA_DETAILS0 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return km_fwpm_call(engineHandle, &call_IkeextSaEnum0, arguments);
}

NTSTATUS NTAPI IkeextSaEnum1(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, IKEEXT_SA_DETAILS1 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return km_fwpm_call(engineHandle, &call_IkeextSaEnum1, arguments);
}

NTSTATUS NTAPI IkeextSaEnum2(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, IKEEXT_SA_DETAILS2 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return km_fwpm_call(engineHandle, &call_IkeextSaEnum2, arguments);
}

NTSTATUS NTAPI IkeextSaGetById0(HANDLE engineHandle, UINT64 id, IKEEXT_SA_DETAILS0 **sa)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .out = sa },
    };
    return km_fwpm_call(engineHandle, &call_IkeextSaGetById0, arguments);
}

NTSTATUS NTAPI IkeextSaGetById1(HANDLE engineHandle, UINT64 id, GUID *saLookupContext, IKEEXT_SA_DETAILS1 **sa)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .in = saLookupContext },
        { .out = sa },
    };
    return km_fwpm_call(engineHandle, &call_IkeextSaGetById1, arguments);
}

NTSTATUS NTAPI IkeextSaGetById2(HANDLE engineHandle, UINT64 id, GUID *saLookupContext, IKEEXT_SA_DETAILS2 **sa)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .in = saLookupContext },
        { .out = sa },
    };
    return km_fwpm_call(engineHandle, &call_IkeextSaGetById2, arguments);
}
