/* Generated from schema/ by tools/gen/generate.py (make gen). Do not edit. */
#include "api_um/fwpm_link.h"

#include <windows.h>
#include <fwpmu.h>
#include <fwpsu.h>

DWORD WINAPI FwpmCalloutAdd0(HANDLE engineHandle, const FWPM_CALLOUT0 *callout, PSECURITY_DESCRIPTOR sd, UINT32 *id)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = callout },
        { .in = sd },
        { .out = id },
    };
    return um_fwpm_call(engineHandle, &call_FwpmCalloutAdd0, arguments);
}

DWORD WINAPI FwpmCalloutCreateEnumHandle0(HANDLE engineHandle, const FWPM_CALLOUT_ENUM_TEMPLATE0 *enumTemplate, HANDLE *enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = enumTemplate },
        { .out = enumHandle },
    };
    return um_fwpm_call(engineHandle, &call_FwpmCalloutCreateEnumHandle0, arguments);
}

DWORD WINAPI FwpmCalloutDeleteById0(HANDLE engineHandle, UINT32 id)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
    };
    return um_fwpm_call(engineHandle, &call_FwpmCalloutDeleteById0, arguments);
}

DWORD WINAPI FwpmCalloutDeleteByKey0(HANDLE engineHandle, const GUID *key)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
    };
    return um_fwpm_call(engineHandle, &call_FwpmCalloutDeleteByKey0, arguments);
}

DWORD WINAPI FwpmCalloutDestroyEnumHandle0(HANDLE engineHandle, HANDLE enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
    };
    return um_fwpm_call(engineHandle, &call_FwpmCalloutDestroyEnumHandle0, arguments);
}

DWORD WINAPI FwpmCalloutEnum0(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, FWPM_CALLOUT0 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return um_fwpm_call(engineHandle, &call_FwpmCalloutEnum0, arguments);
}

DWORD WINAPI FwpmCalloutGetById0(HANDLE engineHandle, UINT32 id, FWPM_CALLOUT0 **callout)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .out = callout },
    };
    return um_fwpm_call(engineHandle, &call_FwpmCalloutGetById0, arguments);
}

DWORD WINAPI FwpmCalloutGetByKey0(HANDLE engineHandle, const GUID *key, FWPM_CALLOUT0 **callout)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
        { .out = callout },
    };
    return um_fwpm_call(engineHandle, &call_FwpmCalloutGetByKey0, arguments);
}

DWORD WINAPI FwpmCalloutGetSecurityInfoByKey0(HANDLE engineHandle, const GUID *key, SECURITY_INFORMATION securityInfo, PSID *sidOwner, PSID *sidGroup, PACL *dacl, PACL *sacl, PSECURITY_DESCRIPTOR *securityDescriptor)
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
    return um_fwpm_call(engineHandle, &call_FwpmCalloutGetSecurityInfoByKey0, arguments);
}

DWORD WINAPI FwpmCalloutSetSecurityInfoByKey0(HANDLE engineHandle, const GUID *key, SECURITY_INFORMATION securityInfo, const SID *sidOwner, const SID *sidGroup, const ACL *dacl, const ACL *sacl)
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
    return um_fwpm_call(engineHandle, &call_FwpmCalloutSetSecurityInfoByKey0, arguments);
}

DWORD WINAPI FwpmCalloutSubscribeChanges0(HANDLE engineHandle, const FWPM_CALLOUT_SUBSCRIPTION0 *subscription, FWPM_CALLOUT_CHANGE_CALLBACK0 callback, void *context, HANDLE *changeHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = subscription },
        { .out = (void *)(uintptr_t)callback },
        { .out = context },
        { .out = changeHandle },
    };
    return um_fwpm_subscribe(engineHandle, &call_FwpmCalloutSubscribeChanges0, arguments);
}

DWORD WINAPI FwpmCalloutSubscriptionsGet0(HANDLE engineHandle, FWPM_CALLOUT_SUBSCRIPTION0 ***entries, UINT32 *numEntries)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .out = entries },
        { .out = numEntries },
    };
    return um_fwpm_call(engineHandle, &call_FwpmCalloutSubscriptionsGet0, arguments);
}

DWORD WINAPI FwpmCalloutUnsubscribeChanges0(HANDLE engineHandle, HANDLE changeHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)changeHandle },
    };
    return um_fwpm_unsubscribe(engineHandle, &call_FwpmCalloutUnsubscribeChanges0, arguments);
}

DWORD WINAPI FwpmConnectionCreateEnumHandle0(HANDLE engineHandle, const FWPM_CONNECTION_ENUM_TEMPLATE0 *enumTemplate, HANDLE *enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = enumTemplate },
        { .out = enumHandle },
    };
    return um_fwpm_call(engineHandle, &call_FwpmConnectionCreateEnumHandle0, arguments);
}

DWORD WINAPI FwpmConnectionDestroyEnumHandle0(HANDLE engineHandle, HANDLE enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
    };
    return um_fwpm_call(engineHandle, &call_FwpmConnectionDestroyEnumHandle0, arguments);
}

DWORD WINAPI FwpmConnectionEnum0(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, FWPM_CONNECTION0 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return um_fwpm_call(engineHandle, &call_FwpmConnectionEnum0, arguments);
}

DWORD WINAPI FwpmConnectionGetById0(HANDLE engineHandle, UINT64 id, FWPM_CONNECTION0 **connection)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .out = connection },
    };
    return um_fwpm_call(engineHandle, &call_FwpmConnectionGetById0, arguments);
}

DWORD WINAPI FwpmConnectionGetSecurityInfo0(HANDLE engineHandle, SECURITY_INFORMATION securityInfo, PSID *sidOwner, PSID *sidGroup, PACL *dacl, PACL *sacl, PSECURITY_DESCRIPTOR *securityDescriptor)
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
    return um_fwpm_call(engineHandle, &call_FwpmConnectionGetSecurityInfo0, arguments);
}

DWORD WINAPI FwpmConnectionPolicyAdd0(HANDLE engineHandle, const FWPM_PROVIDER_CONTEXT3 *connectionPolicy, FWP_IP_VERSION ipVersion, UINT64 weight, UINT32 numFilterConditions, const FWPM_FILTER_CONDITION0 *filterConditions, PSECURITY_DESCRIPTOR sd)
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
    return um_fwpm_call(engineHandle, &call_FwpmConnectionPolicyAdd0, arguments);
}

DWORD WINAPI FwpmConnectionPolicyDeleteByKey0(HANDLE engineHandle, const GUID *key)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
    };
    return um_fwpm_call(engineHandle, &call_FwpmConnectionPolicyDeleteByKey0, arguments);
}

DWORD WINAPI FwpmConnectionSetSecurityInfo0(HANDLE engineHandle, SECURITY_INFORMATION securityInfo, const SID *sidOwner, const SID *sidGroup, const ACL *dacl, const ACL *sacl)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)securityInfo },
        { .in = sidOwner },
        { .in = sidGroup },
        { .in = dacl },
        { .in = sacl },
    };
    return um_fwpm_call(engineHandle, &call_FwpmConnectionSetSecurityInfo0, arguments);
}

DWORD WINAPI FwpmConnectionSubscribe0(HANDLE engineHandle, const FWPM_CONNECTION_SUBSCRIPTION0 *subscription, FWPM_CONNECTION_CALLBACK0 callback, void *context, HANDLE *eventsHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = subscription },
        { .out = (void *)(uintptr_t)callback },
        { .out = context },
        { .out = eventsHandle },
    };
    return um_fwpm_subscribe(engineHandle, &call_FwpmConnectionSubscribe0, arguments);
}

DWORD WINAPI FwpmConnectionSubscriptionsGet0(HANDLE engineHandle, FWPM_CONNECTION_SUBSCRIPTION0 ***entries, UINT32 *numEntries)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .out = entries },
        { .out = numEntries },
    };
    return um_fwpm_call(engineHandle, &call_FwpmConnectionSubscriptionsGet0, arguments);
}

DWORD WINAPI FwpmConnectionUnsubscribe0(HANDLE engineHandle, HANDLE eventsHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)eventsHandle },
    };
    return um_fwpm_unsubscribe(engineHandle, &call_FwpmConnectionUnsubscribe0, arguments);
}

DWORD WINAPI FwpmEngineGetOption0(HANDLE engineHandle, FWPM_ENGINE_OPTION option, FWP_VALUE0 **value)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)option },
        { .out = value },
    };
    return um_fwpm_call(engineHandle, &call_FwpmEngineGetOption0, arguments);
}

DWORD WINAPI FwpmEngineGetSecurityInfo0(HANDLE engineHandle, SECURITY_INFORMATION securityInfo, PSID *sidOwner, PSID *sidGroup, PACL *dacl, PACL *sacl, PSECURITY_DESCRIPTOR *securityDescriptor)
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
    return um_fwpm_call(engineHandle, &call_FwpmEngineGetSecurityInfo0, arguments);
}

DWORD WINAPI FwpmEngineSetOption0(HANDLE engineHandle, FWPM_ENGINE_OPTION option, const FWP_VALUE0 *newValue)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)option },
        { .in = newValue },
    };
    return um_fwpm_call(engineHandle, &call_FwpmEngineSetOption0, arguments);
}

DWORD WINAPI FwpmEngineSetSecurityInfo0(HANDLE engineHandle, SECURITY_INFORMATION securityInfo, const SID *sidOwner, const SID *sidGroup, const ACL *dacl, const ACL *sacl)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)securityInfo },
        { .in = sidOwner },
        { .in = sidGroup },
        { .in = dacl },
        { .in = sacl },
    };
    return um_fwpm_call(engineHandle, &call_FwpmEngineSetSecurityInfo0, arguments);
}

DWORD WINAPI FwpmFilterAdd0(HANDLE engineHandle, const FWPM_FILTER0 *filter, PSECURITY_DESCRIPTOR sd, UINT64 *id)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = filter },
        { .in = sd },
        { .out = id },
    };
    return um_fwpm_call(engineHandle, &call_FwpmFilterAdd0, arguments);
}

DWORD WINAPI FwpmFilterCreateEnumHandle0(HANDLE engineHandle, const FWPM_FILTER_ENUM_TEMPLATE0 *enumTemplate, HANDLE *enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = enumTemplate },
        { .out = enumHandle },
    };
    return um_fwpm_call(engineHandle, &call_FwpmFilterCreateEnumHandle0, arguments);
}

DWORD WINAPI FwpmFilterDeleteById0(HANDLE engineHandle, UINT64 id)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
    };
    return um_fwpm_call(engineHandle, &call_FwpmFilterDeleteById0, arguments);
}

DWORD WINAPI FwpmFilterDeleteByKey0(HANDLE engineHandle, const GUID *key)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
    };
    return um_fwpm_call(engineHandle, &call_FwpmFilterDeleteByKey0, arguments);
}

DWORD WINAPI FwpmFilterDestroyEnumHandle0(HANDLE engineHandle, HANDLE enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
    };
    return um_fwpm_call(engineHandle, &call_FwpmFilterDestroyEnumHandle0, arguments);
}

DWORD WINAPI FwpmFilterEnum0(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, FWPM_FILTER0 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return um_fwpm_call(engineHandle, &call_FwpmFilterEnum0, arguments);
}

DWORD WINAPI FwpmFilterGetById0(HANDLE engineHandle, UINT64 id, FWPM_FILTER0 **filter)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .out = filter },
    };
    return um_fwpm_call(engineHandle, &call_FwpmFilterGetById0, arguments);
}

DWORD WINAPI FwpmFilterGetByKey0(HANDLE engineHandle, const GUID *key, FWPM_FILTER0 **filter)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
        { .out = filter },
    };
    return um_fwpm_call(engineHandle, &call_FwpmFilterGetByKey0, arguments);
}

DWORD WINAPI FwpmFilterGetSecurityInfoByKey0(HANDLE engineHandle, const GUID *key, SECURITY_INFORMATION securityInfo, PSID *sidOwner, PSID *sidGroup, PACL *dacl, PACL *sacl, PSECURITY_DESCRIPTOR *securityDescriptor)
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
    return um_fwpm_call(engineHandle, &call_FwpmFilterGetSecurityInfoByKey0, arguments);
}

DWORD WINAPI FwpmFilterSetSecurityInfoByKey0(HANDLE engineHandle, const GUID *key, SECURITY_INFORMATION securityInfo, const SID *sidOwner, const SID *sidGroup, const ACL *dacl, const ACL *sacl)
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
    return um_fwpm_call(engineHandle, &call_FwpmFilterSetSecurityInfoByKey0, arguments);
}

DWORD WINAPI FwpmFilterSubscribeChanges0(HANDLE engineHandle, const FWPM_FILTER_SUBSCRIPTION0 *subscription, FWPM_FILTER_CHANGE_CALLBACK0 callback, void *context, HANDLE *changeHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = subscription },
        { .out = (void *)(uintptr_t)callback },
        { .out = context },
        { .out = changeHandle },
    };
    return um_fwpm_subscribe(engineHandle, &call_FwpmFilterSubscribeChanges0, arguments);
}

DWORD WINAPI FwpmFilterSubscriptionsGet0(HANDLE engineHandle, FWPM_FILTER_SUBSCRIPTION0 ***entries, UINT32 *numEntries)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .out = entries },
        { .out = numEntries },
    };
    return um_fwpm_call(engineHandle, &call_FwpmFilterSubscriptionsGet0, arguments);
}

DWORD WINAPI FwpmFilterUnsubscribeChanges0(HANDLE engineHandle, HANDLE changeHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)changeHandle },
    };
    return um_fwpm_unsubscribe(engineHandle, &call_FwpmFilterUnsubscribeChanges0, arguments);
}

DWORD WINAPI FwpmIPsecTunnelAdd0(HANDLE engineHandle, UINT32 flags, const FWPM_PROVIDER_CONTEXT0 *mainModePolicy, const FWPM_PROVIDER_CONTEXT0 *tunnelPolicy, UINT32 numFilterConditions, const FWPM_FILTER_CONDITION0 *filterConditions, PSECURITY_DESCRIPTOR sd)
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
    return um_fwpm_call(engineHandle, &call_FwpmIPsecTunnelAdd0, arguments);
}

DWORD WINAPI FwpmIPsecTunnelAdd1(HANDLE engineHandle, UINT32 flags, const FWPM_PROVIDER_CONTEXT1 *mainModePolicy, const FWPM_PROVIDER_CONTEXT1 *tunnelPolicy, UINT32 numFilterConditions, const FWPM_FILTER_CONDITION0 *filterConditions, const GUID *keyModKey, PSECURITY_DESCRIPTOR sd)
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
    return um_fwpm_call(engineHandle, &call_FwpmIPsecTunnelAdd1, arguments);
}

DWORD WINAPI FwpmIPsecTunnelAdd2(HANDLE engineHandle, UINT32 flags, const FWPM_PROVIDER_CONTEXT2 *mainModePolicy, const FWPM_PROVIDER_CONTEXT2 *tunnelPolicy, UINT32 numFilterConditions, const FWPM_FILTER_CONDITION0 *filterConditions, const GUID *keyModKey, PSECURITY_DESCRIPTOR sd)
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
    return um_fwpm_call(engineHandle, &call_FwpmIPsecTunnelAdd2, arguments);
}

DWORD WINAPI FwpmIPsecTunnelAdd3(HANDLE engineHandle, UINT32 flags, const FWPM_PROVIDER_CONTEXT3 *mainModePolicy, const FWPM_PROVIDER_CONTEXT3 *tunnelPolicy, UINT32 numFilterConditions, const FWPM_FILTER_CONDITION0 *filterConditions, const GUID *keyModKey, PSECURITY_DESCRIPTOR sd)
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
    return um_fwpm_call(engineHandle, &call_FwpmIPsecTunnelAdd3, arguments);
}

DWORD WINAPI FwpmIPsecTunnelDeleteByKey0(HANDLE engineHandle, const GUID *key)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
    };
    return um_fwpm_call(engineHandle, &call_FwpmIPsecTunnelDeleteByKey0, arguments);
}

DWORD WINAPI FwpmLayerCreateEnumHandle0(HANDLE engineHandle, const FWPM_LAYER_ENUM_TEMPLATE0 *enumTemplate, HANDLE *enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = enumTemplate },
        { .out = enumHandle },
    };
    return um_fwpm_call(engineHandle, &call_FwpmLayerCreateEnumHandle0, arguments);
}

DWORD WINAPI FwpmLayerDestroyEnumHandle0(HANDLE engineHandle, HANDLE enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
    };
    return um_fwpm_call(engineHandle, &call_FwpmLayerDestroyEnumHandle0, arguments);
}

DWORD WINAPI FwpmLayerEnum0(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, FWPM_LAYER0 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return um_fwpm_call(engineHandle, &call_FwpmLayerEnum0, arguments);
}

DWORD WINAPI FwpmLayerGetById0(HANDLE engineHandle, UINT16 id, FWPM_LAYER0 **layer)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .out = layer },
    };
    return um_fwpm_call(engineHandle, &call_FwpmLayerGetById0, arguments);
}

DWORD WINAPI FwpmLayerGetByKey0(HANDLE engineHandle, const GUID *key, FWPM_LAYER0 **layer)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
        { .out = layer },
    };
    return um_fwpm_call(engineHandle, &call_FwpmLayerGetByKey0, arguments);
}

DWORD WINAPI FwpmLayerGetSecurityInfoByKey0(HANDLE engineHandle, const GUID *key, SECURITY_INFORMATION securityInfo, PSID *sidOwner, PSID *sidGroup, PACL *dacl, PACL *sacl, PSECURITY_DESCRIPTOR *securityDescriptor)
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
    return um_fwpm_call(engineHandle, &call_FwpmLayerGetSecurityInfoByKey0, arguments);
}

DWORD WINAPI FwpmLayerSetSecurityInfoByKey0(HANDLE engineHandle, const GUID *key, SECURITY_INFORMATION securityInfo, const SID *sidOwner, const SID *sidGroup, const ACL *dacl, const ACL *sacl)
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
    return um_fwpm_call(engineHandle, &call_FwpmLayerSetSecurityInfoByKey0, arguments);
}

DWORD WINAPI FwpmNetEventCreateEnumHandle0(HANDLE engineHandle, const FWPM_NET_EVENT_ENUM_TEMPLATE0 *enumTemplate, HANDLE *enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = enumTemplate },
        { .out = enumHandle },
    };
    return um_fwpm_call(engineHandle, &call_FwpmNetEventCreateEnumHandle0, arguments);
}

DWORD WINAPI FwpmNetEventDestroyEnumHandle0(HANDLE engineHandle, HANDLE enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
    };
    return um_fwpm_call(engineHandle, &call_FwpmNetEventDestroyEnumHandle0, arguments);
}

DWORD WINAPI FwpmNetEventEnum0(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, FWPM_NET_EVENT0 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return um_fwpm_call(engineHandle, &call_FwpmNetEventEnum0, arguments);
}

DWORD WINAPI FwpmNetEventEnum1(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, FWPM_NET_EVENT1 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return um_fwpm_call(engineHandle, &call_FwpmNetEventEnum1, arguments);
}

DWORD WINAPI FwpmNetEventEnum2(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, FWPM_NET_EVENT2 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return um_fwpm_call(engineHandle, &call_FwpmNetEventEnum2, arguments);
}

DWORD WINAPI FwpmNetEventEnum3(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, FWPM_NET_EVENT3 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return um_fwpm_call(engineHandle, &call_FwpmNetEventEnum3, arguments);
}

DWORD WINAPI FwpmNetEventEnum4(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, FWPM_NET_EVENT4 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return um_fwpm_call(engineHandle, &call_FwpmNetEventEnum4, arguments);
}

DWORD WINAPI FwpmNetEventEnum5(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, FWPM_NET_EVENT5 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return um_fwpm_call(engineHandle, &call_FwpmNetEventEnum5, arguments);
}

DWORD WINAPI FwpmNetEventSubscribe0(HANDLE engineHandle, const FWPM_NET_EVENT_SUBSCRIPTION0 *subscription, FWPM_NET_EVENT_CALLBACK0 callback, void *context, HANDLE *eventsHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = subscription },
        { .out = (void *)(uintptr_t)callback },
        { .out = context },
        { .out = eventsHandle },
    };
    return um_fwpm_subscribe(engineHandle, &call_FwpmNetEventSubscribe0, arguments);
}

DWORD WINAPI FwpmNetEventSubscribe1(HANDLE engineHandle, const FWPM_NET_EVENT_SUBSCRIPTION0 *subscription, FWPM_NET_EVENT_CALLBACK1 callback, void *context, HANDLE *eventsHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = subscription },
        { .out = (void *)(uintptr_t)callback },
        { .out = context },
        { .out = eventsHandle },
    };
    return um_fwpm_subscribe(engineHandle, &call_FwpmNetEventSubscribe1, arguments);
}

DWORD WINAPI FwpmNetEventSubscribe2(HANDLE engineHandle, const FWPM_NET_EVENT_SUBSCRIPTION0 *subscription, FWPM_NET_EVENT_CALLBACK2 callback, void *context, HANDLE *eventsHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = subscription },
        { .out = (void *)(uintptr_t)callback },
        { .out = context },
        { .out = eventsHandle },
    };
    return um_fwpm_subscribe(engineHandle, &call_FwpmNetEventSubscribe2, arguments);
}

DWORD WINAPI FwpmNetEventSubscribe3(HANDLE engineHandle, const FWPM_NET_EVENT_SUBSCRIPTION0 *subscription, FWPM_NET_EVENT_CALLBACK3 callback, void *context, HANDLE *eventsHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = subscription },
        { .out = (void *)(uintptr_t)callback },
        { .out = context },
        { .out = eventsHandle },
    };
    return um_fwpm_subscribe(engineHandle, &call_FwpmNetEventSubscribe3, arguments);
}

DWORD WINAPI FwpmNetEventSubscribe4(HANDLE engineHandle, const FWPM_NET_EVENT_SUBSCRIPTION0 *subscription, FWPM_NET_EVENT_CALLBACK4 callback, void *context, HANDLE *eventsHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = subscription },
        { .out = (void *)(uintptr_t)callback },
        { .out = context },
        { .out = eventsHandle },
    };
    return um_fwpm_subscribe(engineHandle, &call_FwpmNetEventSubscribe4, arguments);
}

DWORD WINAPI FwpmNetEventSubscriptionsGet0(HANDLE engineHandle, FWPM_NET_EVENT_SUBSCRIPTION0 ***entries, UINT32 *numEntries)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .out = entries },
        { .out = numEntries },
    };
    return um_fwpm_call(engineHandle, &call_FwpmNetEventSubscriptionsGet0, arguments);
}

DWORD WINAPI FwpmNetEventUnsubscribe0(HANDLE engineHandle, HANDLE eventsHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)eventsHandle },
    };
    return um_fwpm_unsubscribe(engineHandle, &call_FwpmNetEventUnsubscribe0, arguments);
}

DWORD WINAPI FwpmNetEventsGetSecurityInfo0(HANDLE engineHandle, SECURITY_INFORMATION securityInfo, PSID *sidOwner, PSID *sidGroup, PACL *dacl, PACL *sacl, PSECURITY_DESCRIPTOR *securityDescriptor)
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
    return um_fwpm_call(engineHandle, &call_FwpmNetEventsGetSecurityInfo0, arguments);
}

DWORD WINAPI FwpmNetEventsSetSecurityInfo0(HANDLE engineHandle, SECURITY_INFORMATION securityInfo, const SID *sidOwner, const SID *sidGroup, const ACL *dacl, const ACL *sacl)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)securityInfo },
        { .in = sidOwner },
        { .in = sidGroup },
        { .in = dacl },
        { .in = sacl },
    };
    return um_fwpm_call(engineHandle, &call_FwpmNetEventsSetSecurityInfo0, arguments);
}

DWORD WINAPI FwpmProviderAdd0(HANDLE engineHandle, const FWPM_PROVIDER0 *provider, PSECURITY_DESCRIPTOR sd)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = provider },
        { .in = sd },
    };
    return um_fwpm_call(engineHandle, &call_FwpmProviderAdd0, arguments);
}

DWORD WINAPI FwpmProviderContextAdd0(HANDLE engineHandle, const FWPM_PROVIDER_CONTEXT0 *providerContext, PSECURITY_DESCRIPTOR sd, UINT64 *id)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = providerContext },
        { .in = sd },
        { .out = id },
    };
    return um_fwpm_call(engineHandle, &call_FwpmProviderContextAdd0, arguments);
}

DWORD WINAPI FwpmProviderContextAdd1(HANDLE engineHandle, const FWPM_PROVIDER_CONTEXT1 *providerContext, PSECURITY_DESCRIPTOR sd, UINT64 *id)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = providerContext },
        { .in = sd },
        { .out = id },
    };
    return um_fwpm_call(engineHandle, &call_FwpmProviderContextAdd1, arguments);
}

DWORD WINAPI FwpmProviderContextAdd2(HANDLE engineHandle, const FWPM_PROVIDER_CONTEXT2 *providerContext, PSECURITY_DESCRIPTOR sd, UINT64 *id)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = providerContext },
        { .in = sd },
        { .out = id },
    };
    return um_fwpm_call(engineHandle, &call_FwpmProviderContextAdd2, arguments);
}

DWORD WINAPI FwpmProviderContextAdd3(HANDLE engineHandle, const FWPM_PROVIDER_CONTEXT3 *providerContext, PSECURITY_DESCRIPTOR sd, UINT64 *id)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = providerContext },
        { .in = sd },
        { .out = id },
    };
    return um_fwpm_call(engineHandle, &call_FwpmProviderContextAdd3, arguments);
}

DWORD WINAPI FwpmProviderContextCreateEnumHandle0(HANDLE engineHandle, const FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0 *enumTemplate, HANDLE *enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = enumTemplate },
        { .out = enumHandle },
    };
    return um_fwpm_call(engineHandle, &call_FwpmProviderContextCreateEnumHandle0, arguments);
}

DWORD WINAPI FwpmProviderContextDeleteById0(HANDLE engineHandle, UINT64 id)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
    };
    return um_fwpm_call(engineHandle, &call_FwpmProviderContextDeleteById0, arguments);
}

DWORD WINAPI FwpmProviderContextDeleteByKey0(HANDLE engineHandle, const GUID *key)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
    };
    return um_fwpm_call(engineHandle, &call_FwpmProviderContextDeleteByKey0, arguments);
}

DWORD WINAPI FwpmProviderContextDestroyEnumHandle0(HANDLE engineHandle, HANDLE enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
    };
    return um_fwpm_call(engineHandle, &call_FwpmProviderContextDestroyEnumHandle0, arguments);
}

DWORD WINAPI FwpmProviderContextEnum0(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, FWPM_PROVIDER_CONTEXT0 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return um_fwpm_call(engineHandle, &call_FwpmProviderContextEnum0, arguments);
}

DWORD WINAPI FwpmProviderContextEnum1(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, FWPM_PROVIDER_CONTEXT1 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return um_fwpm_call(engineHandle, &call_FwpmProviderContextEnum1, arguments);
}

DWORD WINAPI FwpmProviderContextEnum2(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, FWPM_PROVIDER_CONTEXT2 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return um_fwpm_call(engineHandle, &call_FwpmProviderContextEnum2, arguments);
}

DWORD WINAPI FwpmProviderContextEnum3(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, FWPM_PROVIDER_CONTEXT3 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return um_fwpm_call(engineHandle, &call_FwpmProviderContextEnum3, arguments);
}

DWORD WINAPI FwpmProviderContextGetById0(HANDLE engineHandle, UINT64 id, FWPM_PROVIDER_CONTEXT0 **providerContext)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .out = providerContext },
    };
    return um_fwpm_call(engineHandle, &call_FwpmProviderContextGetById0, arguments);
}

DWORD WINAPI FwpmProviderContextGetById1(HANDLE engineHandle, UINT64 id, FWPM_PROVIDER_CONTEXT1 **providerContext)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .out = providerContext },
    };
    return um_fwpm_call(engineHandle, &call_FwpmProviderContextGetById1, arguments);
}

DWORD WINAPI FwpmProviderContextGetById2(HANDLE engineHandle, UINT64 id, FWPM_PROVIDER_CONTEXT2 **providerContext)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .out = providerContext },
    };
    return um_fwpm_call(engineHandle, &call_FwpmProviderContextGetById2, arguments);
}

DWORD WINAPI FwpmProviderContextGetById3(HANDLE engineHandle, UINT64 id, FWPM_PROVIDER_CONTEXT3 **providerContext)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .out = providerContext },
    };
    return um_fwpm_call(engineHandle, &call_FwpmProviderContextGetById3, arguments);
}

DWORD WINAPI FwpmProviderContextGetByKey0(HANDLE engineHandle, const GUID *key, FWPM_PROVIDER_CONTEXT0 **providerContext)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
        { .out = providerContext },
    };
    return um_fwpm_call(engineHandle, &call_FwpmProviderContextGetByKey0, arguments);
}

DWORD WINAPI FwpmProviderContextGetByKey1(HANDLE engineHandle, const GUID *key, FWPM_PROVIDER_CONTEXT1 **providerContext)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
        { .out = providerContext },
    };
    return um_fwpm_call(engineHandle, &call_FwpmProviderContextGetByKey1, arguments);
}

DWORD WINAPI FwpmProviderContextGetByKey2(HANDLE engineHandle, const GUID *key, FWPM_PROVIDER_CONTEXT2 **providerContext)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
        { .out = providerContext },
    };
    return um_fwpm_call(engineHandle, &call_FwpmProviderContextGetByKey2, arguments);
}

DWORD WINAPI FwpmProviderContextGetByKey3(HANDLE engineHandle, const GUID *key, FWPM_PROVIDER_CONTEXT3 **providerContext)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
        { .out = providerContext },
    };
    return um_fwpm_call(engineHandle, &call_FwpmProviderContextGetByKey3, arguments);
}

DWORD WINAPI FwpmProviderContextGetSecurityInfoByKey0(HANDLE engineHandle, const GUID *key, SECURITY_INFORMATION securityInfo, PSID *sidOwner, PSID *sidGroup, PACL *dacl, PACL *sacl, PSECURITY_DESCRIPTOR *securityDescriptor)
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
    return um_fwpm_call(engineHandle, &call_FwpmProviderContextGetSecurityInfoByKey0, arguments);
}

DWORD WINAPI FwpmProviderContextSetSecurityInfoByKey0(HANDLE engineHandle, const GUID *key, SECURITY_INFORMATION securityInfo, const SID *sidOwner, const SID *sidGroup, const ACL *dacl, const ACL *sacl)
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
    return um_fwpm_call(engineHandle, &call_FwpmProviderContextSetSecurityInfoByKey0, arguments);
}

DWORD WINAPI FwpmProviderContextSubscribeChanges0(HANDLE engineHandle, const FWPM_PROVIDER_CONTEXT_SUBSCRIPTION0 *subscription, FWPM_PROVIDER_CONTEXT_CHANGE_CALLBACK0 callback, void *context, HANDLE *changeHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = subscription },
        { .out = (void *)(uintptr_t)callback },
        { .out = context },
        { .out = changeHandle },
    };
    return um_fwpm_subscribe(engineHandle, &call_FwpmProviderContextSubscribeChanges0, arguments);
}

DWORD WINAPI FwpmProviderContextSubscriptionsGet0(HANDLE engineHandle, FWPM_PROVIDER_CONTEXT_SUBSCRIPTION0 ***entries, UINT32 *numEntries)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .out = entries },
        { .out = numEntries },
    };
    return um_fwpm_call(engineHandle, &call_FwpmProviderContextSubscriptionsGet0, arguments);
}

DWORD WINAPI FwpmProviderContextUnsubscribeChanges0(HANDLE engineHandle, HANDLE changeHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)changeHandle },
    };
    return um_fwpm_unsubscribe(engineHandle, &call_FwpmProviderContextUnsubscribeChanges0, arguments);
}

DWORD WINAPI FwpmProviderCreateEnumHandle0(HANDLE engineHandle, const FWPM_PROVIDER_ENUM_TEMPLATE0 *enumTemplate, HANDLE *enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = enumTemplate },
        { .out = enumHandle },
    };
    return um_fwpm_call(engineHandle, &call_FwpmProviderCreateEnumHandle0, arguments);
}

DWORD WINAPI FwpmProviderDeleteByKey0(HANDLE engineHandle, const GUID *key)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
    };
    return um_fwpm_call(engineHandle, &call_FwpmProviderDeleteByKey0, arguments);
}

DWORD WINAPI FwpmProviderDestroyEnumHandle0(HANDLE engineHandle, HANDLE enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
    };
    return um_fwpm_call(engineHandle, &call_FwpmProviderDestroyEnumHandle0, arguments);
}

DWORD WINAPI FwpmProviderEnum0(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, FWPM_PROVIDER0 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return um_fwpm_call(engineHandle, &call_FwpmProviderEnum0, arguments);
}

DWORD WINAPI FwpmProviderGetByKey0(HANDLE engineHandle, const GUID *key, FWPM_PROVIDER0 **provider)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
        { .out = provider },
    };
    return um_fwpm_call(engineHandle, &call_FwpmProviderGetByKey0, arguments);
}

DWORD WINAPI FwpmProviderGetSecurityInfoByKey0(HANDLE engineHandle, const GUID *key, SECURITY_INFORMATION securityInfo, PSID *sidOwner, PSID *sidGroup, PACL *dacl, PACL *sacl, PSECURITY_DESCRIPTOR *securityDescriptor)
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
    return um_fwpm_call(engineHandle, &call_FwpmProviderGetSecurityInfoByKey0, arguments);
}

DWORD WINAPI FwpmProviderSetSecurityInfoByKey0(HANDLE engineHandle, const GUID *key, SECURITY_INFORMATION securityInfo, const SID *sidOwner, const SID *sidGroup, const ACL *dacl, const ACL *sacl)
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
    return um_fwpm_call(engineHandle, &call_FwpmProviderSetSecurityInfoByKey0, arguments);
}

DWORD WINAPI FwpmProviderSubscribeChanges0(HANDLE engineHandle, const FWPM_PROVIDER_SUBSCRIPTION0 *subscription, FWPM_PROVIDER_CHANGE_CALLBACK0 callback, void *context, HANDLE *changeHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = subscription },
        { .out = (void *)(uintptr_t)callback },
        { .out = context },
        { .out = changeHandle },
    };
    return um_fwpm_subscribe(engineHandle, &call_FwpmProviderSubscribeChanges0, arguments);
}

DWORD WINAPI FwpmProviderSubscriptionsGet0(HANDLE engineHandle, FWPM_PROVIDER_SUBSCRIPTION0 ***entries, UINT32 *numEntries)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .out = entries },
        { .out = numEntries },
    };
    return um_fwpm_call(engineHandle, &call_FwpmProviderSubscriptionsGet0, arguments);
}

DWORD WINAPI FwpmProviderUnsubscribeChanges0(HANDLE engineHandle, HANDLE changeHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)changeHandle },
    };
    return um_fwpm_unsubscribe(engineHandle, &call_FwpmProviderUnsubscribeChanges0, arguments);
}

DWORD WINAPI FwpmSessionCreateEnumHandle0(HANDLE engineHandle, const FWPM_SESSION_ENUM_TEMPLATE0 *enumTemplate, HANDLE *enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = enumTemplate },
        { .out = enumHandle },
    };
    return um_fwpm_call(engineHandle, &call_FwpmSessionCreateEnumHandle0, arguments);
}

DWORD WINAPI FwpmSessionDestroyEnumHandle0(HANDLE engineHandle, HANDLE enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
    };
    return um_fwpm_call(engineHandle, &call_FwpmSessionDestroyEnumHandle0, arguments);
}

DWORD WINAPI FwpmSessionEnum0(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, FWPM_SESSION0 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return um_fwpm_call(engineHandle, &call_FwpmSessionEnum0, arguments);
}

DWORD WINAPI FwpmSubLayerAdd0(HANDLE engineHandle, const FWPM_SUBLAYER0 *subLayer, PSECURITY_DESCRIPTOR sd)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = subLayer },
        { .in = sd },
    };
    return um_fwpm_call(engineHandle, &call_FwpmSubLayerAdd0, arguments);
}

DWORD WINAPI FwpmSubLayerCreateEnumHandle0(HANDLE engineHandle, const FWPM_SUBLAYER_ENUM_TEMPLATE0 *enumTemplate, HANDLE *enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = enumTemplate },
        { .out = enumHandle },
    };
    return um_fwpm_call(engineHandle, &call_FwpmSubLayerCreateEnumHandle0, arguments);
}

DWORD WINAPI FwpmSubLayerDeleteByKey0(HANDLE engineHandle, const GUID *key)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
    };
    return um_fwpm_call(engineHandle, &call_FwpmSubLayerDeleteByKey0, arguments);
}

DWORD WINAPI FwpmSubLayerDestroyEnumHandle0(HANDLE engineHandle, HANDLE enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
    };
    return um_fwpm_call(engineHandle, &call_FwpmSubLayerDestroyEnumHandle0, arguments);
}

DWORD WINAPI FwpmSubLayerEnum0(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, FWPM_SUBLAYER0 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return um_fwpm_call(engineHandle, &call_FwpmSubLayerEnum0, arguments);
}

DWORD WINAPI FwpmSubLayerGetByKey0(HANDLE engineHandle, const GUID *key, FWPM_SUBLAYER0 **subLayer)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = key },
        { .out = subLayer },
    };
    return um_fwpm_call(engineHandle, &call_FwpmSubLayerGetByKey0, arguments);
}

DWORD WINAPI FwpmSubLayerGetSecurityInfoByKey0(HANDLE engineHandle, const GUID *key, SECURITY_INFORMATION securityInfo, PSID *sidOwner, PSID *sidGroup, PACL *dacl, PACL *sacl, PSECURITY_DESCRIPTOR *securityDescriptor)
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
    return um_fwpm_call(engineHandle, &call_FwpmSubLayerGetSecurityInfoByKey0, arguments);
}

DWORD WINAPI FwpmSubLayerSetSecurityInfoByKey0(HANDLE engineHandle, const GUID *key, SECURITY_INFORMATION securityInfo, const SID *sidOwner, const SID *sidGroup, const ACL *dacl, const ACL *sacl)
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
    return um_fwpm_call(engineHandle, &call_FwpmSubLayerSetSecurityInfoByKey0, arguments);
}

DWORD WINAPI FwpmSubLayerSubscribeChanges0(HANDLE engineHandle, const FWPM_SUBLAYER_SUBSCRIPTION0 *subscription, FWPM_SUBLAYER_CHANGE_CALLBACK0 callback, void *context, HANDLE *changeHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = subscription },
        { .out = (void *)(uintptr_t)callback },
        { .out = context },
        { .out = changeHandle },
    };
    return um_fwpm_subscribe(engineHandle, &call_FwpmSubLayerSubscribeChanges0, arguments);
}

DWORD WINAPI FwpmSubLayerSubscriptionsGet0(HANDLE engineHandle, FWPM_SUBLAYER_SUBSCRIPTION0 ***entries, UINT32 *numEntries)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .out = entries },
        { .out = numEntries },
    };
    return um_fwpm_call(engineHandle, &call_FwpmSubLayerSubscriptionsGet0, arguments);
}

DWORD WINAPI FwpmSubLayerUnsubscribeChanges0(HANDLE engineHandle, HANDLE changeHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)changeHandle },
    };
    return um_fwpm_unsubscribe(engineHandle, &call_FwpmSubLayerUnsubscribeChanges0, arguments);
}

DWORD WINAPI FwpmTransactionAbort0(HANDLE engineHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
    };
    return um_fwpm_call(engineHandle, &call_FwpmTransactionAbort0, arguments);
}

DWORD WINAPI FwpmTransactionBegin0(HANDLE engineHandle, UINT32 flags)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)flags },
    };
    return um_fwpm_call(engineHandle, &call_FwpmTransactionBegin0, arguments);
}

DWORD WINAPI FwpmTransactionCommit0(HANDLE engineHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
    };
    return um_fwpm_call(engineHandle, &call_FwpmTransactionCommit0, arguments);
}

DWORD WINAPI FwpmvSwitchEventSubscribe0(HANDLE engineHandle, const FWPM_VSWITCH_EVENT_SUBSCRIPTION0 *subscription, FWPM_VSWITCH_EVENT_CALLBACK0 callback, void *context, HANDLE *subscriptionHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = subscription },
        { .out = (void *)(uintptr_t)callback },
        { .out = context },
        { .out = subscriptionHandle },
    };
    return um_fwpm_subscribe(engineHandle, &call_FwpmvSwitchEventSubscribe0, arguments);
}

DWORD WINAPI FwpmvSwitchEventUnsubscribe0(HANDLE engineHandle, HANDLE subscriptionHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)subscriptionHandle },
    };
    return um_fwpm_unsubscribe(engineHandle, &call_FwpmvSwitchEventUnsubscribe0, arguments);
}

DWORD WINAPI FwpmvSwitchEventsGetSecurityInfo0(HANDLE engineHandle, SECURITY_INFORMATION securityInfo, PSID *sidOwner, PSID *sidGroup, PACL *dacl, PACL *sacl, PSECURITY_DESCRIPTOR *securityDescriptor)
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
    return um_fwpm_call(engineHandle, &call_FwpmvSwitchEventsGetSecurityInfo0, arguments);
}

DWORD WINAPI FwpmvSwitchEventsSetSecurityInfo0(HANDLE engineHandle, SECURITY_INFORMATION securityInfo, const SID *sidOwner, const SID *sidGroup, const ACL *dacl, const ACL *sacl)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)securityInfo },
        { .in = sidOwner },
        { .in = sidGroup },
        { .in = dacl },
        { .in = sacl },
    };
    return um_fwpm_call(engineHandle, &call_FwpmvSwitchEventsSetSecurityInfo0, arguments);
}

DWORD WINAPI FwpsAleEndpointCreateEnumHandle0(HANDLE engineHandle, const FWPS_ALE_ENDPOINT_ENUM_TEMPLATE0 *enumTemplate, HANDLE *enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = enumTemplate },
        { .out = enumHandle },
    };
    return um_fwpm_call(engineHandle, &call_FwpsAleEndpointCreateEnumHandle0, arguments);
}

DWORD WINAPI FwpsAleEndpointDestroyEnumHandle0(HANDLE engineHandle, HANDLE enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
    };
    return um_fwpm_call(engineHandle, &call_FwpsAleEndpointDestroyEnumHandle0, arguments);
}

DWORD WINAPI FwpsAleEndpointEnum0(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, FWPS_ALE_ENDPOINT_PROPERTIES0 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return um_fwpm_call(engineHandle, &call_FwpsAleEndpointEnum0, arguments);
}

DWORD WINAPI FwpsAleEndpointGetById0(HANDLE engineHandle, UINT64 endpointId, FWPS_ALE_ENDPOINT_PROPERTIES0 **properties)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)endpointId },
        { .out = properties },
    };
    return um_fwpm_call(engineHandle, &call_FwpsAleEndpointGetById0, arguments);
}

DWORD WINAPI FwpsAleEndpointGetSecurityInfo0(HANDLE engineHandle, SECURITY_INFORMATION securityInfo, PSID *sidOwner, PSID *sidGroup, PACL *dacl, PACL *sacl, PSECURITY_DESCRIPTOR *securityDescriptor)
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
    return um_fwpm_call(engineHandle, &call_FwpsAleEndpointGetSecurityInfo0, arguments);
}

DWORD WINAPI FwpsAleEndpointSetSecurityInfo0(HANDLE engineHandle, SECURITY_INFORMATION securityInfo, const SID *sidOwner, const SID *sidGroup, const ACL *dacl, const ACL *sacl)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)securityInfo },
        { .in = sidOwner },
        { .in = sidGroup },
        { .in = dacl },
        { .in = sacl },
    };
    return um_fwpm_call(engineHandle, &call_FwpsAleEndpointSetSecurityInfo0, arguments);
}

DWORD WINAPI IPsecDospGetSecurityInfo0(HANDLE engineHandle, SECURITY_INFORMATION securityInfo, PSID *sidOwner, PSID *sidGroup, PACL *dacl, PACL *sacl, PSECURITY_DESCRIPTOR *securityDescriptor)
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
    return um_fwpm_call(engineHandle, &call_IPsecDospGetSecurityInfo0, arguments);
}

DWORD WINAPI IPsecDospGetStatistics0(HANDLE engineHandle, IPSEC_DOSP_STATISTICS0 *idpStatistics)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .out = idpStatistics },
    };
    return um_fwpm_call(engineHandle, &call_IPsecDospGetStatistics0, arguments);
}

DWORD WINAPI IPsecDospSetSecurityInfo0(HANDLE engineHandle, SECURITY_INFORMATION securityInfo, const SID *sidOwner, const SID *sidGroup, const ACL *dacl, const ACL *sacl)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)securityInfo },
        { .in = sidOwner },
        { .in = sidGroup },
        { .in = dacl },
        { .in = sacl },
    };
    return um_fwpm_call(engineHandle, &call_IPsecDospSetSecurityInfo0, arguments);
}

DWORD WINAPI IPsecDospStateCreateEnumHandle0(HANDLE engineHandle, const IPSEC_DOSP_STATE_ENUM_TEMPLATE0 *enumTemplate, HANDLE *enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = enumTemplate },
        { .out = enumHandle },
    };
    return um_fwpm_call(engineHandle, &call_IPsecDospStateCreateEnumHandle0, arguments);
}

DWORD WINAPI IPsecDospStateDestroyEnumHandle0(HANDLE engineHandle, HANDLE enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
    };
    return um_fwpm_call(engineHandle, &call_IPsecDospStateDestroyEnumHandle0, arguments);
}

DWORD WINAPI IPsecDospStateEnum0(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, IPSEC_DOSP_STATE0 ***entries, UINT32 *numEntries)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntries },
    };
    return um_fwpm_call(engineHandle, &call_IPsecDospStateEnum0, arguments);
}

DWORD WINAPI IPsecGetStatistics0(HANDLE engineHandle, IPSEC_STATISTICS0 *ipsecStatistics)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .out = ipsecStatistics },
    };
    return um_fwpm_call(engineHandle, &call_IPsecGetStatistics0, arguments);
}

DWORD WINAPI IPsecGetStatistics1(HANDLE engineHandle, IPSEC_STATISTICS1 *ipsecStatistics)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .out = ipsecStatistics },
    };
    return um_fwpm_call(engineHandle, &call_IPsecGetStatistics1, arguments);
}

DWORD WINAPI IPsecKeyManagerGetSecurityInfoByKey0(HANDLE engineHandle, const void *reserved, SECURITY_INFORMATION securityInfo, PSID *sidOwner, PSID *sidGroup, PACL *dacl, PACL *sacl, PSECURITY_DESCRIPTOR *securityDescriptor)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = reserved },
        { .number = (UINT64)securityInfo },
        { .out = sidOwner },
        { .out = sidGroup },
        { .out = dacl },
        { .out = sacl },
        { .out = securityDescriptor },
    };
    return um_fwpm_call(engineHandle, &call_IPsecKeyManagerGetSecurityInfoByKey0, arguments);
}

DWORD WINAPI IPsecKeyManagerSetSecurityInfoByKey0(HANDLE engineHandle, const void *reserved, SECURITY_INFORMATION securityInfo, const SID *sidOwner, const SID *sidGroup, const ACL *dacl, const ACL *sacl)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = reserved },
        { .number = (UINT64)securityInfo },
        { .in = sidOwner },
        { .in = sidGroup },
        { .in = dacl },
        { .in = sacl },
    };
    return um_fwpm_call(engineHandle, &call_IPsecKeyManagerSetSecurityInfoByKey0, arguments);
}

DWORD WINAPI IPsecKeyManagerUnregisterAndDelete0(HANDLE engineHandle, HANDLE keyMgmtHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)keyMgmtHandle },
    };
    return um_fwpm_call(engineHandle, &call_IPsecKeyManagerUnregisterAndDelete0, arguments);
}

DWORD WINAPI IPsecKeyManagersGet0(HANDLE engineHandle, IPSEC_KEY_MANAGER0 ***entries, UINT32 *numEntries)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .out = entries },
        { .out = numEntries },
    };
    return um_fwpm_call(engineHandle, &call_IPsecKeyManagersGet0, arguments);
}

DWORD WINAPI IPsecSaContextAddInbound0(HANDLE engineHandle, UINT64 id, const IPSEC_SA_BUNDLE0 *inboundBundle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .in = inboundBundle },
    };
    return um_fwpm_call(engineHandle, &call_IPsecSaContextAddInbound0, arguments);
}

DWORD WINAPI IPsecSaContextAddInbound1(HANDLE engineHandle, UINT64 id, const IPSEC_SA_BUNDLE1 *inboundBundle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .in = inboundBundle },
    };
    return um_fwpm_call(engineHandle, &call_IPsecSaContextAddInbound1, arguments);
}

DWORD WINAPI IPsecSaContextAddOutbound0(HANDLE engineHandle, UINT64 id, const IPSEC_SA_BUNDLE0 *outboundBundle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .in = outboundBundle },
    };
    return um_fwpm_call(engineHandle, &call_IPsecSaContextAddOutbound0, arguments);
}

DWORD WINAPI IPsecSaContextAddOutbound1(HANDLE engineHandle, UINT64 id, const IPSEC_SA_BUNDLE1 *outboundBundle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .in = outboundBundle },
    };
    return um_fwpm_call(engineHandle, &call_IPsecSaContextAddOutbound1, arguments);
}

DWORD WINAPI IPsecSaContextCreate0(HANDLE engineHandle, const IPSEC_TRAFFIC0 *outboundTraffic, UINT64 *inboundFilterId, UINT64 *id)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = outboundTraffic },
        { .out = inboundFilterId },
        { .out = id },
    };
    return um_fwpm_call(engineHandle, &call_IPsecSaContextCreate0, arguments);
}

DWORD WINAPI IPsecSaContextCreate1(HANDLE engineHandle, const IPSEC_TRAFFIC1 *outboundTraffic, const IPSEC_VIRTUAL_IF_TUNNEL_INFO0 *virtualIfTunnelInfo, UINT64 *inboundFilterId, UINT64 *id)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = outboundTraffic },
        { .in = virtualIfTunnelInfo },
        { .out = inboundFilterId },
        { .out = id },
    };
    return um_fwpm_call(engineHandle, &call_IPsecSaContextCreate1, arguments);
}

DWORD WINAPI IPsecSaContextCreateEnumHandle0(HANDLE engineHandle, const IPSEC_SA_CONTEXT_ENUM_TEMPLATE0 *enumTemplate, HANDLE *enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = enumTemplate },
        { .out = enumHandle },
    };
    return um_fwpm_call(engineHandle, &call_IPsecSaContextCreateEnumHandle0, arguments);
}

DWORD WINAPI IPsecSaContextDeleteById0(HANDLE engineHandle, UINT64 id)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
    };
    return um_fwpm_call(engineHandle, &call_IPsecSaContextDeleteById0, arguments);
}

DWORD WINAPI IPsecSaContextDestroyEnumHandle0(HANDLE engineHandle, HANDLE enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
    };
    return um_fwpm_call(engineHandle, &call_IPsecSaContextDestroyEnumHandle0, arguments);
}

DWORD WINAPI IPsecSaContextEnum0(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, IPSEC_SA_CONTEXT0 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return um_fwpm_call(engineHandle, &call_IPsecSaContextEnum0, arguments);
}

DWORD WINAPI IPsecSaContextEnum1(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, IPSEC_SA_CONTEXT1 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return um_fwpm_call(engineHandle, &call_IPsecSaContextEnum1, arguments);
}

DWORD WINAPI IPsecSaContextExpire0(HANDLE engineHandle, UINT64 id)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
    };
    return um_fwpm_call(engineHandle, &call_IPsecSaContextExpire0, arguments);
}

DWORD WINAPI IPsecSaContextGetById0(HANDLE engineHandle, UINT64 id, IPSEC_SA_CONTEXT0 **saContext)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .out = saContext },
    };
    return um_fwpm_call(engineHandle, &call_IPsecSaContextGetById0, arguments);
}

DWORD WINAPI IPsecSaContextGetById1(HANDLE engineHandle, UINT64 id, IPSEC_SA_CONTEXT1 **saContext)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .out = saContext },
    };
    return um_fwpm_call(engineHandle, &call_IPsecSaContextGetById1, arguments);
}

DWORD WINAPI IPsecSaContextGetSpi0(HANDLE engineHandle, UINT64 id, const IPSEC_GETSPI0 *getSpi, IPSEC_SA_SPI *inboundSpi)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .in = getSpi },
        { .out = inboundSpi },
    };
    return um_fwpm_call(engineHandle, &call_IPsecSaContextGetSpi0, arguments);
}

DWORD WINAPI IPsecSaContextGetSpi1(HANDLE engineHandle, UINT64 id, const IPSEC_GETSPI1 *getSpi, IPSEC_SA_SPI *inboundSpi)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .in = getSpi },
        { .out = inboundSpi },
    };
    return um_fwpm_call(engineHandle, &call_IPsecSaContextGetSpi1, arguments);
}

DWORD WINAPI IPsecSaContextSetSpi0(HANDLE engineHandle, UINT64 id, const IPSEC_GETSPI1 *getSpi, IPSEC_SA_SPI inboundSpi)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .in = getSpi },
        { .number = (UINT64)inboundSpi },
    };
    return um_fwpm_call(engineHandle, &call_IPsecSaContextSetSpi0, arguments);
}

DWORD WINAPI IPsecSaContextSubscribe0(HANDLE engineHandle, const IPSEC_SA_CONTEXT_SUBSCRIPTION0 *subscription, IPSEC_SA_CONTEXT_CALLBACK0 callback, void *context, HANDLE *eventsHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = subscription },
        { .out = (void *)(uintptr_t)callback },
        { .out = context },
        { .out = eventsHandle },
    };
    return um_fwpm_subscribe(engineHandle, &call_IPsecSaContextSubscribe0, arguments);
}

DWORD WINAPI IPsecSaContextSubscriptionsGet0(HANDLE engineHandle, IPSEC_SA_CONTEXT_SUBSCRIPTION0 ***entries, UINT32 *numEntries)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .out = entries },
        { .out = numEntries },
    };
    return um_fwpm_call(engineHandle, &call_IPsecSaContextSubscriptionsGet0, arguments);
}

DWORD WINAPI IPsecSaContextUnsubscribe0(HANDLE engineHandle, HANDLE eventsHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)eventsHandle },
    };
    return um_fwpm_unsubscribe(engineHandle, &call_IPsecSaContextUnsubscribe0, arguments);
}

DWORD WINAPI IPsecSaContextUpdate0(HANDLE engineHandle, UINT64 flags, const IPSEC_SA_CONTEXT1 *newValues)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)flags },
        { .in = newValues },
    };
    return um_fwpm_call(engineHandle, &call_IPsecSaContextUpdate0, arguments);
}

DWORD WINAPI IPsecSaCreateEnumHandle0(HANDLE engineHandle, const IPSEC_SA_ENUM_TEMPLATE0 *enumTemplate, HANDLE *enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = enumTemplate },
        { .out = enumHandle },
    };
    return um_fwpm_call(engineHandle, &call_IPsecSaCreateEnumHandle0, arguments);
}

DWORD WINAPI IPsecSaDbGetSecurityInfo0(HANDLE engineHandle, SECURITY_INFORMATION securityInfo, PSID *sidOwner, PSID *sidGroup, PACL *dacl, PACL *sacl, PSECURITY_DESCRIPTOR *securityDescriptor)
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
    return um_fwpm_call(engineHandle, &call_IPsecSaDbGetSecurityInfo0, arguments);
}

DWORD WINAPI IPsecSaDbSetSecurityInfo0(HANDLE engineHandle, SECURITY_INFORMATION securityInfo, const SID *sidOwner, const SID *sidGroup, const ACL *dacl, const ACL *sacl)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)securityInfo },
        { .in = sidOwner },
        { .in = sidGroup },
        { .in = dacl },
        { .in = sacl },
    };
    return um_fwpm_call(engineHandle, &call_IPsecSaDbSetSecurityInfo0, arguments);
}

DWORD WINAPI IPsecSaDestroyEnumHandle0(HANDLE engineHandle, HANDLE enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
    };
    return um_fwpm_call(engineHandle, &call_IPsecSaDestroyEnumHandle0, arguments);
}

DWORD WINAPI IPsecSaEnum0(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, IPSEC_SA_DETAILS0 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return um_fwpm_call(engineHandle, &call_IPsecSaEnum0, arguments);
}

DWORD WINAPI IPsecSaEnum1(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, IPSEC_SA_DETAILS1 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return um_fwpm_call(engineHandle, &call_IPsecSaEnum1, arguments);
}

DWORD WINAPI IkeextGetStatistics0(HANDLE engineHandle, IKEEXT_STATISTICS0 *ikeextStatistics)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .out = ikeextStatistics },
    };
    return um_fwpm_call(engineHandle, &call_IkeextGetStatistics0, arguments);
}

DWORD WINAPI IkeextGetStatistics1(HANDLE engineHandle, IKEEXT_STATISTICS1 *ikeextStatistics)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .out = ikeextStatistics },
    };
    return um_fwpm_call(engineHandle, &call_IkeextGetStatistics1, arguments);
}

DWORD WINAPI IkeextSaCreateEnumHandle0(HANDLE engineHandle, const IKEEXT_SA_ENUM_TEMPLATE0 *enumTemplate, HANDLE *enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .in = enumTemplate },
        { .out = enumHandle },
    };
    return um_fwpm_call(engineHandle, &call_IkeextSaCreateEnumHandle0, arguments);
}

DWORD WINAPI IkeextSaDbGetSecurityInfo0(HANDLE engineHandle, SECURITY_INFORMATION securityInfo, PSID *sidOwner, PSID *sidGroup, PACL *dacl, PACL *sacl, PSECURITY_DESCRIPTOR *securityDescriptor)
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
    return um_fwpm_call(engineHandle, &call_IkeextSaDbGetSecurityInfo0, arguments);
}

DWORD WINAPI IkeextSaDbSetSecurityInfo0(HANDLE engineHandle, SECURITY_INFORMATION securityInfo, const SID *sidOwner, const SID *sidGroup, const ACL *dacl, const ACL *sacl)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)securityInfo },
        { .in = sidOwner },
        { .in = sidGroup },
        { .in = dacl },
        { .in = sacl },
    };
    return um_fwpm_call(engineHandle, &call_IkeextSaDbSetSecurityInfo0, arguments);
}

DWORD WINAPI IkeextSaDeleteById0(HANDLE engineHandle, UINT64 id)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
    };
    return um_fwpm_call(engineHandle, &call_IkeextSaDeleteById0, arguments);
}

DWORD WINAPI IkeextSaDestroyEnumHandle0(HANDLE engineHandle, HANDLE enumHandle)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
    };
    return um_fwpm_call(engineHandle, &call_IkeextSaDestroyEnumHandle0, arguments);
}

DWORD WINAPI IkeextSaEnum0(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, IKEEXT_SA_DETAILS0 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return um_fwpm_call(engineHandle, &call_IkeextSaEnum0, arguments);
}

DWORD WINAPI IkeextSaEnum1(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, IKEEXT_SA_DETAILS1 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return um_fwpm_call(engineHandle, &call_IkeextSaEnum1, arguments);
}

DWORD WINAPI IkeextSaEnum2(HANDLE engineHandle, HANDLE enumHandle, UINT32 numEntriesRequested, IKEEXT_SA_DETAILS2 ***entries, UINT32 *numEntriesReturned)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)(uintptr_t)enumHandle },
        { .number = (UINT64)numEntriesRequested },
        { .out = entries },
        { .out = numEntriesReturned },
    };
    return um_fwpm_call(engineHandle, &call_IkeextSaEnum2, arguments);
}

DWORD WINAPI IkeextSaGetById0(HANDLE engineHandle, UINT64 id, IKEEXT_SA_DETAILS0 **sa)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .out = sa },
    };
    return um_fwpm_call(engineHandle, &call_IkeextSaGetById0, arguments);
}

DWORD WINAPI IkeextSaGetById1(HANDLE engineHandle, UINT64 id, GUID *saLookupContext, IKEEXT_SA_DETAILS1 **sa)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .in = saLookupContext },
        { .out = sa },
    };
    return um_fwpm_call(engineHandle, &call_IkeextSaGetById1, arguments);
}

DWORD WINAPI IkeextSaGetById2(HANDLE engineHandle, UINT64 id, GUID *saLookupContext, IKEEXT_SA_DETAILS2 **sa)
{
    const union call_argument arguments[] = {
        { .number = (UINT64)(uintptr_t)engineHandle },
        { .number = (UINT64)id },
        { .in = saLookupContext },
        { .out = sa },
    };
    return um_fwpm_call(engineHandle, &call_IkeextSaGetById2, arguments);
}
