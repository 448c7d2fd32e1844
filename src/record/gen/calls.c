/* Generated from schema/ by tools/gen/generate.py (make gen). Do not edit. */
#include "record/call.h"

static const struct call_parameter parameters_FwpmCalloutAdd0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "callout", PARAM_STRUCT, 0, false, 1, -1, &record_FWPM_CALLOUT0 },
    { "sd", PARAM_DESCRIPTOR, 0, true, 2, -1, NULL },
    { "id", PARAM_OUT_NUMBER, 4, true, 3, -1, NULL },
};
const struct call_row call_FwpmCalloutAdd0 = { "FwpmCalloutAdd0", 1, CALL_CALLOUT_ADD, 4, parameters_FwpmCalloutAdd0 };

static const struct call_parameter parameters_FwpmCalloutCreateEnumHandle0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumTemplate", PARAM_STRUCT, 0, true, 1, -1, &record_FWPM_CALLOUT_ENUM_TEMPLATE0 },
    { "enumHandle", PARAM_OUT_HANDLE, 8, false, 2, -1, NULL },
};
const struct call_row call_FwpmCalloutCreateEnumHandle0 = { "FwpmCalloutCreateEnumHandle0", 2, CALL_CALLOUT_CREATE_ENUM_HANDLE, 3, parameters_FwpmCalloutCreateEnumHandle0 };

static const struct call_parameter parameters_FwpmCalloutDeleteById0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "id", PARAM_NUMBER, 4, false, 1, -1, NULL },
};
const struct call_row call_FwpmCalloutDeleteById0 = { "FwpmCalloutDeleteById0", 3, CALL_CALLOUT_DELETE_BY_ID, 2, parameters_FwpmCalloutDeleteById0 };

static const struct call_parameter parameters_FwpmCalloutDeleteByKey0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "key", PARAM_GUID, 16, false, 1, -1, NULL },
};
const struct call_row call_FwpmCalloutDeleteByKey0 = { "FwpmCalloutDeleteByKey0", 4, CALL_CALLOUT_DELETE_BY_KEY, 2, parameters_FwpmCalloutDeleteByKey0 };

static const struct call_parameter parameters_FwpmCalloutDestroyEnumHandle0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
};
const struct call_row call_FwpmCalloutDestroyEnumHandle0 = { "FwpmCalloutDestroyEnumHandle0", 5, CALL_CALLOUT_DESTROY_ENUM_HANDLE, 2, parameters_FwpmCalloutDestroyEnumHandle0 };

static const struct call_parameter parameters_FwpmCalloutEnum0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
    { "numEntriesRequested", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "entries", PARAM_OUT_ARRAY, 0, false, 3, 4, &record_FWPM_CALLOUT0 },
    { "numEntriesReturned", PARAM_OUT_COUNT, 4, false, 4, 3, NULL },
};
const struct call_row call_FwpmCalloutEnum0 = { "FwpmCalloutEnum0", 6, CALL_CALLOUT_ENUM, 5, parameters_FwpmCalloutEnum0 };

static const struct call_parameter parameters_FwpmCalloutGetById0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "id", PARAM_NUMBER, 4, false, 1, -1, NULL },
    { "callout", PARAM_OUT_BLOCK, 0, false, 2, -1, &record_FWPM_CALLOUT0 },
};
const struct call_row call_FwpmCalloutGetById0 = { "FwpmCalloutGetById0", 7, CALL_CALLOUT_GET_BY_ID, 3, parameters_FwpmCalloutGetById0 };

static const struct call_parameter parameters_FwpmCalloutGetByKey0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "key", PARAM_GUID, 16, false, 1, -1, NULL },
    { "callout", PARAM_OUT_BLOCK, 0, false, 2, -1, &record_FWPM_CALLOUT0 },
};
const struct call_row call_FwpmCalloutGetByKey0 = { "FwpmCalloutGetByKey0", 8, CALL_CALLOUT_GET_BY_KEY, 3, parameters_FwpmCalloutGetByKey0 };

static const struct call_parameter parameters_FwpmCalloutGetSecurityInfoByKey0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "key", PARAM_GUID, 16, true, 1, -1, NULL },
    { "securityInfo", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "sidOwner", PARAM_OUT_SID, 0, true, 3, -1, NULL },
    { "sidGroup", PARAM_OUT_SID, 0, true, 4, -1, NULL },
    { "dacl", PARAM_OUT_ACL, 0, true, 5, -1, NULL },
    { "sacl", PARAM_OUT_ACL, 0, true, 6, -1, NULL },
    { "securityDescriptor", PARAM_OUT_DESCRIPTOR, 0, false, 7, -1, NULL },
};
const struct call_row call_FwpmCalloutGetSecurityInfoByKey0 = { "FwpmCalloutGetSecurityInfoByKey0", 9, CALL_CALLOUT_GET_SECURITY_INFO_BY_KEY, 8, parameters_FwpmCalloutGetSecurityInfoByKey0 };

static const struct call_parameter parameters_FwpmCalloutSetSecurityInfoByKey0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "key", PARAM_GUID, 16, true, 1, -1, NULL },
    { "securityInfo", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "sidOwner", PARAM_SID, 0, true, 3, -1, NULL },
    { "sidGroup", PARAM_SID, 0, true, 4, -1, NULL },
    { "dacl", PARAM_ACL, 0, true, 5, -1, NULL },
    { "sacl", PARAM_ACL, 0, true, 6, -1, NULL },
};
const struct call_row call_FwpmCalloutSetSecurityInfoByKey0 = { "FwpmCalloutSetSecurityInfoByKey0", 10, CALL_CALLOUT_SET_SECURITY_INFO_BY_KEY, 7, parameters_FwpmCalloutSetSecurityInfoByKey0 };

static const struct call_parameter parameters_FwpmCalloutSubscribeChanges0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "subscription", PARAM_STRUCT, 0, false, 1, -1, &record_FWPM_CALLOUT_SUBSCRIPTION0 },
    { "callback", PARAM_CALLBACK, 0, false, 2, -1, NULL },
    { "context", PARAM_CONTEXT, 0, true, 3, -1, NULL },
    { "changeHandle", PARAM_OUT_HANDLE, 8, false, 4, -1, NULL },
};
const struct call_row call_FwpmCalloutSubscribeChanges0 = { "FwpmCalloutSubscribeChanges0", 11, CALL_CALLOUT_SUBSCRIBE_CHANGES, 5, parameters_FwpmCalloutSubscribeChanges0 };

static const struct call_parameter parameters_FwpmCalloutSubscriptionsGet0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "entries", PARAM_OUT_ARRAY, 0, false, 1, 2, &record_FWPM_CALLOUT_SUBSCRIPTION0 },
    { "numEntries", PARAM_OUT_COUNT, 4, false, 2, 1, NULL },
};
const struct call_row call_FwpmCalloutSubscriptionsGet0 = { "FwpmCalloutSubscriptionsGet0", 12, CALL_CALLOUT_SUBSCRIPTIONS_GET, 3, parameters_FwpmCalloutSubscriptionsGet0 };

static const struct call_parameter parameters_FwpmCalloutUnsubscribeChanges0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "changeHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
};
const struct call_row call_FwpmCalloutUnsubscribeChanges0 = { "FwpmCalloutUnsubscribeChanges0", 13, CALL_CALLOUT_UNSUBSCRIBE_CHANGES, 2, parameters_FwpmCalloutUnsubscribeChanges0 };

static const struct call_parameter parameters_FwpmConnectionCreateEnumHandle0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumTemplate", PARAM_STRUCT, 0, true, 1, -1, &record_FWPM_CONNECTION_ENUM_TEMPLATE0 },
    { "enumHandle", PARAM_OUT_HANDLE, 8, false, 2, -1, NULL },
};
const struct call_row call_FwpmConnectionCreateEnumHandle0 = { "FwpmConnectionCreateEnumHandle0", 14, CALL_CONNECTION_CREATE_ENUM_HANDLE, 3, parameters_FwpmConnectionCreateEnumHandle0 };

static const struct call_parameter parameters_FwpmConnectionDestroyEnumHandle0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
};
const struct call_row call_FwpmConnectionDestroyEnumHandle0 = { "FwpmConnectionDestroyEnumHandle0", 15, CALL_CONNECTION_DESTROY_ENUM_HANDLE, 2, parameters_FwpmConnectionDestroyEnumHandle0 };

static const struct call_parameter parameters_FwpmConnectionEnum0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
    { "numEntriesRequested", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "entries", PARAM_OUT_ARRAY, 0, false, 3, 4, &record_FWPM_CONNECTION0 },
    { "numEntriesReturned", PARAM_OUT_COUNT, 4, false, 4, 3, NULL },
};
const struct call_row call_FwpmConnectionEnum0 = { "FwpmConnectionEnum0", 16, CALL_CONNECTION_ENUM, 5, parameters_FwpmConnectionEnum0 };

static const struct call_parameter parameters_FwpmConnectionGetById0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "id", PARAM_NUMBER, 8, false, 1, -1, NULL },
    { "connection", PARAM_OUT_BLOCK, 0, false, 2, -1, &record_FWPM_CONNECTION0 },
};
const struct call_row call_FwpmConnectionGetById0 = { "FwpmConnectionGetById0", 17, CALL_CONNECTION_GET_BY_ID, 3, parameters_FwpmConnectionGetById0 };

static const struct call_parameter parameters_FwpmConnectionGetSecurityInfo0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "securityInfo", PARAM_NUMBER, 4, false, 1, -1, NULL },
    { "sidOwner", PARAM_OUT_SID, 0, false, 2, -1, NULL },
    { "sidGroup", PARAM_OUT_SID, 0, false, 3, -1, NULL },
    { "dacl", PARAM_OUT_ACL, 0, false, 4, -1, NULL },
    { "sacl", PARAM_OUT_ACL, 0, false, 5, -1, NULL },
    { "securityDescriptor", PARAM_OUT_DESCRIPTOR, 0, false, 6, -1, NULL },
};
const struct call_row call_FwpmConnectionGetSecurityInfo0 = { "FwpmConnectionGetSecurityInfo0", 18, CALL_CONNECTION_GET_SECURITY_INFO, 7, parameters_FwpmConnectionGetSecurityInfo0 };

static const struct call_parameter parameters_FwpmConnectionPolicyAdd0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "connectionPolicy", PARAM_STRUCT, 0, false, 1, -1, &record_FWPM_PROVIDER_CONTEXT3 },
    { "ipVersion", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "weight", PARAM_NUMBER, 8, false, 3, -1, NULL },
    { "numFilterConditions", PARAM_COUNT, 4, false, 4, 5, NULL },
    { "filterConditions", PARAM_ARRAY, 0, false, 5, 4, &record_FWPM_FILTER_CONDITION0 },
    { "sd", PARAM_DESCRIPTOR, 0, true, 6, -1, NULL },
};
const struct call_row call_FwpmConnectionPolicyAdd0 = { "FwpmConnectionPolicyAdd0", 19, CALL_CONNECTION_POLICY_ADD, 7, parameters_FwpmConnectionPolicyAdd0 };

static const struct call_parameter parameters_FwpmConnectionPolicyDeleteByKey0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "key", PARAM_GUID, 16, false, 1, -1, NULL },
};
const struct call_row call_FwpmConnectionPolicyDeleteByKey0 = { "FwpmConnectionPolicyDeleteByKey0", 20, CALL_CONNECTION_POLICY_DELETE_BY_KEY, 2, parameters_FwpmConnectionPolicyDeleteByKey0 };

static const struct call_parameter parameters_FwpmConnectionSetSecurityInfo0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "securityInfo", PARAM_NUMBER, 4, false, 1, -1, NULL },
    { "sidOwner", PARAM_SID, 0, true, 2, -1, NULL },
    { "sidGroup", PARAM_SID, 0, true, 3, -1, NULL },
    { "dacl", PARAM_ACL, 0, true, 4, -1, NULL },
    { "sacl", PARAM_ACL, 0, true, 5, -1, NULL },
};
const struct call_row call_FwpmConnectionSetSecurityInfo0 = { "FwpmConnectionSetSecurityInfo0", 21, CALL_CONNECTION_SET_SECURITY_INFO, 6, parameters_FwpmConnectionSetSecurityInfo0 };

static const struct call_parameter parameters_FwpmConnectionSubscribe0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "subscription", PARAM_STRUCT, 0, false, 1, -1, &record_FWPM_CONNECTION_SUBSCRIPTION0 },
    { "callback", PARAM_CALLBACK, 0, false, 2, -1, NULL },
    { "context", PARAM_CONTEXT, 0, true, 3, -1, NULL },
    { "eventsHandle", PARAM_OUT_HANDLE, 8, false, 4, -1, NULL },
};
const struct call_row call_FwpmConnectionSubscribe0 = { "FwpmConnectionSubscribe0", 22, CALL_CONNECTION_SUBSCRIBE, 5, parameters_FwpmConnectionSubscribe0 };

static const struct call_parameter parameters_FwpmConnectionSubscriptionsGet0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "entries", PARAM_OUT_ARRAY, 0, false, 1, 2, &record_FWPM_CONNECTION_SUBSCRIPTION0 },
    { "numEntries", PARAM_OUT_COUNT, 4, false, 2, 1, NULL },
};
const struct call_row call_FwpmConnectionSubscriptionsGet0 = { "FwpmConnectionSubscriptionsGet0", 23, CALL_CONNECTION_SUBSCRIPTIONS_GET, 3, parameters_FwpmConnectionSubscriptionsGet0 };

static const struct call_parameter parameters_FwpmConnectionUnsubscribe0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "eventsHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
};
const struct call_row call_FwpmConnectionUnsubscribe0 = { "FwpmConnectionUnsubscribe0", 24, CALL_CONNECTION_UNSUBSCRIBE, 2, parameters_FwpmConnectionUnsubscribe0 };

static const struct call_parameter parameters_FwpmDynamicKeywordSubscribe0[] = {
    { "flags", PARAM_NUMBER, 4, false, 0, -1, NULL },
    { "callback", PARAM_CALLBACK, 0, false, 1, -1, NULL },
    { "context", PARAM_CONTEXT, 0, true, 2, -1, NULL },
    { "subscriptionHandle", PARAM_OUT_HANDLE, 8, false, 3, -1, NULL },
};
const struct call_row call_FwpmDynamicKeywordSubscribe0 = { "FwpmDynamicKeywordSubscribe0", 25, CALL_DYNAMIC_KEYWORD_SUBSCRIBE, 4, parameters_FwpmDynamicKeywordSubscribe0 };

static const struct call_parameter parameters_FwpmDynamicKeywordUnsubscribe0[] = {
    { "subscriptionHandle", PARAM_HANDLE, 8, false, 0, -1, NULL },
};
const struct call_row call_FwpmDynamicKeywordUnsubscribe0 = { "FwpmDynamicKeywordUnsubscribe0", 26, CALL_DYNAMIC_KEYWORD_UNSUBSCRIBE, 1, parameters_FwpmDynamicKeywordUnsubscribe0 };

static const struct call_parameter parameters_FwpmEngineClose0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
};
const struct call_row call_FwpmEngineClose0 = { "FwpmEngineClose0", 27, CALL_ENGINE_CLOSE, 1, parameters_FwpmEngineClose0 };

static const struct call_parameter parameters_FwpmEngineGetOption0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "option", PARAM_NUMBER, 4, false, 1, -1, NULL },
    { "value", PARAM_OUT_BLOCK, 0, false, 2, -1, &record_FWP_VALUE0 },
};
const struct call_row call_FwpmEngineGetOption0 = { "FwpmEngineGetOption0", 28, CALL_ENGINE_GET_OPTION, 3, parameters_FwpmEngineGetOption0 };

static const struct call_parameter parameters_FwpmEngineGetSecurityInfo0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "securityInfo", PARAM_NUMBER, 4, false, 1, -1, NULL },
    { "sidOwner", PARAM_OUT_SID, 0, true, 2, -1, NULL },
    { "sidGroup", PARAM_OUT_SID, 0, true, 3, -1, NULL },
    { "dacl", PARAM_OUT_ACL, 0, true, 4, -1, NULL },
    { "sacl", PARAM_OUT_ACL, 0, true, 5, -1, NULL },
    { "securityDescriptor", PARAM_OUT_DESCRIPTOR, 0, false, 6, -1, NULL },
};
const struct call_row call_FwpmEngineGetSecurityInfo0 = { "FwpmEngineGetSecurityInfo0", 29, CALL_ENGINE_GET_SECURITY_INFO, 7, parameters_FwpmEngineGetSecurityInfo0 };

static const struct call_parameter parameters_FwpmEngineOpen0[] = {
    { "serverName", PARAM_STRING, 2, true, 0, -1, NULL },
    { "authnService", PARAM_NUMBER, 4, false, 1, -1, NULL },
    { "authIdentity", PARAM_LOCAL, 0, true, 2, -1, NULL },
    { "session", PARAM_STRUCT, 0, true, 3, -1, &record_FWPM_SESSION0 },
    { "engineHandle", PARAM_OUT_HANDLE, 8, false, 4, -1, NULL },
};
const struct call_row call_FwpmEngineOpen0 = { "FwpmEngineOpen0", 30, CALL_ENGINE_OPEN, 5, parameters_FwpmEngineOpen0 };

static const struct call_parameter parameters_FwpmEngineSetOption0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "option", PARAM_NUMBER, 4, false, 1, -1, NULL },
    { "newValue", PARAM_STRUCT, 0, false, 2, -1, &record_FWP_VALUE0 },
};
const struct call_row call_FwpmEngineSetOption0 = { "FwpmEngineSetOption0", 31, CALL_ENGINE_SET_OPTION, 3, parameters_FwpmEngineSetOption0 };

static const struct call_parameter parameters_FwpmEngineSetSecurityInfo0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "securityInfo", PARAM_NUMBER, 4, false, 1, -1, NULL },
    { "sidOwner", PARAM_SID, 0, true, 2, -1, NULL },
    { "sidGroup", PARAM_SID, 0, true, 3, -1, NULL },
    { "dacl", PARAM_ACL, 0, true, 4, -1, NULL },
    { "sacl", PARAM_ACL, 0, true, 5, -1, NULL },
};
const struct call_row call_FwpmEngineSetSecurityInfo0 = { "FwpmEngineSetSecurityInfo0", 32, CALL_ENGINE_SET_SECURITY_INFO, 6, parameters_FwpmEngineSetSecurityInfo0 };

static const struct call_parameter parameters_FwpmFilterAdd0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "filter", PARAM_STRUCT, 0, false, 1, -1, &record_FWPM_FILTER0 },
    { "sd", PARAM_DESCRIPTOR, 0, true, 2, -1, NULL },
    { "id", PARAM_OUT_NUMBER, 8, true, 3, -1, NULL },
};
const struct call_row call_FwpmFilterAdd0 = { "FwpmFilterAdd0", 33, CALL_FILTER_ADD, 4, parameters_FwpmFilterAdd0 };

static const struct call_parameter parameters_FwpmFilterCreateEnumHandle0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumTemplate", PARAM_STRUCT, 0, true, 1, -1, &record_FWPM_FILTER_ENUM_TEMPLATE0 },
    { "enumHandle", PARAM_OUT_HANDLE, 8, false, 2, -1, NULL },
};
const struct call_row call_FwpmFilterCreateEnumHandle0 = { "FwpmFilterCreateEnumHandle0", 34, CALL_FILTER_CREATE_ENUM_HANDLE, 3, parameters_FwpmFilterCreateEnumHandle0 };

static const struct call_parameter parameters_FwpmFilterDeleteById0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "id", PARAM_NUMBER, 8, false, 1, -1, NULL },
};
const struct call_row call_FwpmFilterDeleteById0 = { "FwpmFilterDeleteById0", 35, CALL_FILTER_DELETE_BY_ID, 2, parameters_FwpmFilterDeleteById0 };

static const struct call_parameter parameters_FwpmFilterDeleteByKey0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "key", PARAM_GUID, 16, false, 1, -1, NULL },
};
const struct call_row call_FwpmFilterDeleteByKey0 = { "FwpmFilterDeleteByKey0", 36, CALL_FILTER_DELETE_BY_KEY, 2, parameters_FwpmFilterDeleteByKey0 };

static const struct call_parameter parameters_FwpmFilterDestroyEnumHandle0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
};
const struct call_row call_FwpmFilterDestroyEnumHandle0 = { "FwpmFilterDestroyEnumHandle0", 37, CALL_FILTER_DESTROY_ENUM_HANDLE, 2, parameters_FwpmFilterDestroyEnumHandle0 };

static const struct call_parameter parameters_FwpmFilterEnum0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
    { "numEntriesRequested", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "entries", PARAM_OUT_ARRAY, 0, false, 3, 4, &record_FWPM_FILTER0 },
    { "numEntriesReturned", PARAM_OUT_COUNT, 4, false, 4, 3, NULL },
};
const struct call_row call_FwpmFilterEnum0 = { "FwpmFilterEnum0", 38, CALL_FILTER_ENUM, 5, parameters_FwpmFilterEnum0 };

static const struct call_parameter parameters_FwpmFilterGetById0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "id", PARAM_NUMBER, 8, false, 1, -1, NULL },
    { "filter", PARAM_OUT_BLOCK, 0, false, 2, -1, &record_FWPM_FILTER0 },
};
const struct call_row call_FwpmFilterGetById0 = { "FwpmFilterGetById0", 39, CALL_FILTER_GET_BY_ID, 3, parameters_FwpmFilterGetById0 };

static const struct call_parameter parameters_FwpmFilterGetByKey0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "key", PARAM_GUID, 16, false, 1, -1, NULL },
    { "filter", PARAM_OUT_BLOCK, 0, false, 2, -1, &record_FWPM_FILTER0 },
};
const struct call_row call_FwpmFilterGetByKey0 = { "FwpmFilterGetByKey0", 40, CALL_FILTER_GET_BY_KEY, 3, parameters_FwpmFilterGetByKey0 };

static const struct call_parameter parameters_FwpmFilterGetSecurityInfoByKey0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "key", PARAM_GUID, 16, true, 1, -1, NULL },
    { "securityInfo", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "sidOwner", PARAM_OUT_SID, 0, true, 3, -1, NULL },
    { "sidGroup", PARAM_OUT_SID, 0, true, 4, -1, NULL },
    { "dacl", PARAM_OUT_ACL, 0, true, 5, -1, NULL },
    { "sacl", PARAM_OUT_ACL, 0, true, 6, -1, NULL },
    { "securityDescriptor", PARAM_OUT_DESCRIPTOR, 0, false, 7, -1, NULL },
};
const struct call_row call_FwpmFilterGetSecurityInfoByKey0 = { "FwpmFilterGetSecurityInfoByKey0", 41, CALL_FILTER_GET_SECURITY_INFO_BY_KEY, 8, parameters_FwpmFilterGetSecurityInfoByKey0 };

static const struct call_parameter parameters_FwpmFilterSetSecurityInfoByKey0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "key", PARAM_GUID, 16, true, 1, -1, NULL },
    { "securityInfo", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "sidOwner", PARAM_SID, 0, true, 3, -1, NULL },
    { "sidGroup", PARAM_SID, 0, true, 4, -1, NULL },
    { "dacl", PARAM_ACL, 0, true, 5, -1, NULL },
    { "sacl", PARAM_ACL, 0, true, 6, -1, NULL },
};
const struct call_row call_FwpmFilterSetSecurityInfoByKey0 = { "FwpmFilterSetSecurityInfoByKey0", 42, CALL_FILTER_SET_SECURITY_INFO_BY_KEY, 7, parameters_FwpmFilterSetSecurityInfoByKey0 };

static const struct call_parameter parameters_FwpmFilterSubscribeChanges0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "subscription", PARAM_STRUCT, 0, false, 1, -1, &record_FWPM_FILTER_SUBSCRIPTION0 },
    { "callback", PARAM_CALLBACK, 0, false, 2, -1, NULL },
    { "context", PARAM_CONTEXT, 0, true, 3, -1, NULL },
    { "changeHandle", PARAM_OUT_HANDLE, 8, false, 4, -1, NULL },
};
const struct call_row call_FwpmFilterSubscribeChanges0 = { "FwpmFilterSubscribeChanges0", 43, CALL_FILTER_SUBSCRIBE_CHANGES, 5, parameters_FwpmFilterSubscribeChanges0 };

static const struct call_parameter parameters_FwpmFilterSubscriptionsGet0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "entries", PARAM_OUT_ARRAY, 0, false, 1, 2, &record_FWPM_FILTER_SUBSCRIPTION0 },
    { "numEntries", PARAM_OUT_COUNT, 4, false, 2, 1, NULL },
};
const struct call_row call_FwpmFilterSubscriptionsGet0 = { "FwpmFilterSubscriptionsGet0", 44, CALL_FILTER_SUBSCRIPTIONS_GET, 3, parameters_FwpmFilterSubscriptionsGet0 };

static const struct call_parameter parameters_FwpmFilterUnsubscribeChanges0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "changeHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
};
const struct call_row call_FwpmFilterUnsubscribeChanges0 = { "FwpmFilterUnsubscribeChanges0", 45, CALL_FILTER_UNSUBSCRIBE_CHANGES, 2, parameters_FwpmFilterUnsubscribeChanges0 };

static const struct call_parameter parameters_FwpmGetAppIdFromFileName0[] = {
    { "fileName", PARAM_STRING, 2, false, 0, -1, NULL },
    { "appId", PARAM_OUT_BLOCK, 0, false, 1, -1, &record_FWP_BYTE_BLOB },
};
const struct call_row call_FwpmGetAppIdFromFileName0 = { "FwpmGetAppIdFromFileName0", 46, CALL_GET_APP_ID_FROM_FILE_NAME, 2, parameters_FwpmGetAppIdFromFileName0 };

static const struct call_parameter parameters_FwpmIPsecTunnelAdd0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "flags", PARAM_NUMBER, 4, false, 1, -1, NULL },
    { "mainModePolicy", PARAM_STRUCT, 0, true, 2, -1, &record_FWPM_PROVIDER_CONTEXT0 },
    { "tunnelPolicy", PARAM_STRUCT, 0, false, 3, -1, &record_FWPM_PROVIDER_CONTEXT0 },
    { "numFilterConditions", PARAM_COUNT, 4, false, 4, 5, NULL },
    { "filterConditions", PARAM_ARRAY, 0, false, 5, 4, &record_FWPM_FILTER_CONDITION0 },
    { "sd", PARAM_DESCRIPTOR, 0, true, 7, -1, NULL },
};
const struct call_row call_FwpmIPsecTunnelAdd0 = { "FwpmIPsecTunnelAdd0", 47, CALL_IPSEC_TUNNEL_ADD, 7, parameters_FwpmIPsecTunnelAdd0 };

static const struct call_parameter parameters_FwpmIPsecTunnelAdd1[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "flags", PARAM_NUMBER, 4, false, 1, -1, NULL },
    { "mainModePolicy", PARAM_STRUCT, 0, true, 2, -1, &record_FWPM_PROVIDER_CONTEXT1 },
    { "tunnelPolicy", PARAM_STRUCT, 0, false, 3, -1, &record_FWPM_PROVIDER_CONTEXT1 },
    { "numFilterConditions", PARAM_COUNT, 4, false, 4, 5, NULL },
    { "filterConditions", PARAM_ARRAY, 0, false, 5, 4, &record_FWPM_FILTER_CONDITION0 },
    { "keyModKey", PARAM_GUID, 16, true, 6, -1, NULL },
    { "sd", PARAM_DESCRIPTOR, 0, true, 7, -1, NULL },
};
const struct call_row call_FwpmIPsecTunnelAdd1 = { "FwpmIPsecTunnelAdd1", 48, CALL_IPSEC_TUNNEL_ADD, 8, parameters_FwpmIPsecTunnelAdd1 };

static const struct call_parameter parameters_FwpmIPsecTunnelAdd2[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "flags", PARAM_NUMBER, 4, false, 1, -1, NULL },
    { "mainModePolicy", PARAM_STRUCT, 0, true, 2, -1, &record_FWPM_PROVIDER_CONTEXT2 },
    { "tunnelPolicy", PARAM_STRUCT, 0, false, 3, -1, &record_FWPM_PROVIDER_CONTEXT2 },
    { "numFilterConditions", PARAM_COUNT, 4, false, 4, 5, NULL },
    { "filterConditions", PARAM_ARRAY, 0, false, 5, 4, &record_FWPM_FILTER_CONDITION0 },
    { "keyModKey", PARAM_GUID, 16, true, 6, -1, NULL },
    { "sd", PARAM_DESCRIPTOR, 0, true, 7, -1, NULL },
};
const struct call_row call_FwpmIPsecTunnelAdd2 = { "FwpmIPsecTunnelAdd2", 49, CALL_IPSEC_TUNNEL_ADD, 8, parameters_FwpmIPsecTunnelAdd2 };

static const struct call_parameter parameters_FwpmIPsecTunnelAdd3[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "flags", PARAM_NUMBER, 4, false, 1, -1, NULL },
    { "mainModePolicy", PARAM_STRUCT, 0, true, 2, -1, &record_FWPM_PROVIDER_CONTEXT3 },
    { "tunnelPolicy", PARAM_STRUCT, 0, false, 3, -1, &record_FWPM_PROVIDER_CONTEXT3 },
    { "numFilterConditions", PARAM_COUNT, 4, false, 4, 5, NULL },
    { "filterConditions", PARAM_ARRAY, 0, false, 5, 4, &record_FWPM_FILTER_CONDITION0 },
    { "keyModKey", PARAM_GUID, 16, true, 6, -1, NULL },
    { "sd", PARAM_DESCRIPTOR, 0, true, 7, -1, NULL },
};
const struct call_row call_FwpmIPsecTunnelAdd3 = { "FwpmIPsecTunnelAdd3", 50, CALL_IPSEC_TUNNEL_ADD, 8, parameters_FwpmIPsecTunnelAdd3 };

static const struct call_parameter parameters_FwpmIPsecTunnelDeleteByKey0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "key", PARAM_GUID, 16, false, 1, -1, NULL },
};
const struct call_row call_FwpmIPsecTunnelDeleteByKey0 = { "FwpmIPsecTunnelDeleteByKey0", 51, CALL_IPSEC_TUNNEL_DELETE_BY_KEY, 2, parameters_FwpmIPsecTunnelDeleteByKey0 };

static const struct call_parameter parameters_FwpmLayerCreateEnumHandle0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumTemplate", PARAM_STRUCT, 0, true, 1, -1, &record_FWPM_LAYER_ENUM_TEMPLATE0 },
    { "enumHandle", PARAM_OUT_HANDLE, 8, false, 2, -1, NULL },
};
const struct call_row call_FwpmLayerCreateEnumHandle0 = { "FwpmLayerCreateEnumHandle0", 52, CALL_LAYER_CREATE_ENUM_HANDLE, 3, parameters_FwpmLayerCreateEnumHandle0 };

static const struct call_parameter parameters_FwpmLayerDestroyEnumHandle0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
};
const struct call_row call_FwpmLayerDestroyEnumHandle0 = { "FwpmLayerDestroyEnumHandle0", 53, CALL_LAYER_DESTROY_ENUM_HANDLE, 2, parameters_FwpmLayerDestroyEnumHandle0 };

static const struct call_parameter parameters_FwpmLayerEnum0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
    { "numEntriesRequested", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "entries", PARAM_OUT_ARRAY, 0, false, 3, 4, &record_FWPM_LAYER0 },
    { "numEntriesReturned", PARAM_OUT_COUNT, 4, false, 4, 3, NULL },
};
const struct call_row call_FwpmLayerEnum0 = { "FwpmLayerEnum0", 54, CALL_LAYER_ENUM, 5, parameters_FwpmLayerEnum0 };

static const struct call_parameter parameters_FwpmLayerGetById0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "id", PARAM_NUMBER, 2, false, 1, -1, NULL },
    { "layer", PARAM_OUT_BLOCK, 0, false, 2, -1, &record_FWPM_LAYER0 },
};
const struct call_row call_FwpmLayerGetById0 = { "FwpmLayerGetById0", 55, CALL_LAYER_GET_BY_ID, 3, parameters_FwpmLayerGetById0 };

static const struct call_parameter parameters_FwpmLayerGetByKey0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "key", PARAM_GUID, 16, false, 1, -1, NULL },
    { "layer", PARAM_OUT_BLOCK, 0, false, 2, -1, &record_FWPM_LAYER0 },
};
const struct call_row call_FwpmLayerGetByKey0 = { "FwpmLayerGetByKey0", 56, CALL_LAYER_GET_BY_KEY, 3, parameters_FwpmLayerGetByKey0 };

static const struct call_parameter parameters_FwpmLayerGetSecurityInfoByKey0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "key", PARAM_GUID, 16, true, 1, -1, NULL },
    { "securityInfo", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "sidOwner", PARAM_OUT_SID, 0, true, 3, -1, NULL },
    { "sidGroup", PARAM_OUT_SID, 0, true, 4, -1, NULL },
    { "dacl", PARAM_OUT_ACL, 0, true, 5, -1, NULL },
    { "sacl", PARAM_OUT_ACL, 0, true, 6, -1, NULL },
    { "securityDescriptor", PARAM_OUT_DESCRIPTOR, 0, false, 7, -1, NULL },
};
const struct call_row call_FwpmLayerGetSecurityInfoByKey0 = { "FwpmLayerGetSecurityInfoByKey0", 57, CALL_LAYER_GET_SECURITY_INFO_BY_KEY, 8, parameters_FwpmLayerGetSecurityInfoByKey0 };

static const struct call_parameter parameters_FwpmLayerSetSecurityInfoByKey0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "key", PARAM_GUID, 16, true, 1, -1, NULL },
    { "securityInfo", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "sidOwner", PARAM_SID, 0, true, 3, -1, NULL },
    { "sidGroup", PARAM_SID, 0, true, 4, -1, NULL },
    { "dacl", PARAM_ACL, 0, true, 5, -1, NULL },
    { "sacl", PARAM_ACL, 0, true, 6, -1, NULL },
};
const struct call_row call_FwpmLayerSetSecurityInfoByKey0 = { "FwpmLayerSetSecurityInfoByKey0", 58, CALL_LAYER_SET_SECURITY_INFO_BY_KEY, 7, parameters_FwpmLayerSetSecurityInfoByKey0 };

static const struct call_parameter parameters_FwpmNetEventCreateEnumHandle0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumTemplate", PARAM_STRUCT, 0, true, 1, -1, &record_FWPM_NET_EVENT_ENUM_TEMPLATE0 },
    { "enumHandle", PARAM_OUT_HANDLE, 8, false, 2, -1, NULL },
};
const struct call_row call_FwpmNetEventCreateEnumHandle0 = { "FwpmNetEventCreateEnumHandle0", 59, CALL_NET_EVENT_CREATE_ENUM_HANDLE, 3, parameters_FwpmNetEventCreateEnumHandle0 };

static const struct call_parameter parameters_FwpmNetEventDestroyEnumHandle0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
};
const struct call_row call_FwpmNetEventDestroyEnumHandle0 = { "FwpmNetEventDestroyEnumHandle0", 60, CALL_NET_EVENT_DESTROY_ENUM_HANDLE, 2, parameters_FwpmNetEventDestroyEnumHandle0 };

static const struct call_parameter parameters_FwpmNetEventEnum0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
    { "numEntriesRequested", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "entries", PARAM_OUT_ARRAY, 0, false, 3, 4, &record_FWPM_NET_EVENT0 },
    { "numEntriesReturned", PARAM_OUT_COUNT, 4, false, 4, 3, NULL },
};
const struct call_row call_FwpmNetEventEnum0 = { "FwpmNetEventEnum0", 61, CALL_NET_EVENT_ENUM, 5, parameters_FwpmNetEventEnum0 };

static const struct call_parameter parameters_FwpmNetEventEnum1[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
    { "numEntriesRequested", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "entries", PARAM_OUT_ARRAY, 0, false, 3, 4, &record_FWPM_NET_EVENT1 },
    { "numEntriesReturned", PARAM_OUT_COUNT, 4, false, 4, 3, NULL },
};
const struct call_row call_FwpmNetEventEnum1 = { "FwpmNetEventEnum1", 62, CALL_NET_EVENT_ENUM, 5, parameters_FwpmNetEventEnum1 };

static const struct call_parameter parameters_FwpmNetEventEnum2[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
    { "numEntriesRequested", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "entries", PARAM_OUT_ARRAY, 0, false, 3, 4, &record_FWPM_NET_EVENT2 },
    { "numEntriesReturned", PARAM_OUT_COUNT, 4, false, 4, 3, NULL },
};
const struct call_row call_FwpmNetEventEnum2 = { "FwpmNetEventEnum2", 63, CALL_NET_EVENT_ENUM, 5, parameters_FwpmNetEventEnum2 };

static const struct call_parameter parameters_FwpmNetEventEnum3[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
    { "numEntriesRequested", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "entries", PARAM_OUT_ARRAY, 0, false, 3, 4, &record_FWPM_NET_EVENT3 },
    { "numEntriesReturned", PARAM_OUT_COUNT, 4, false, 4, 3, NULL },
};
const struct call_row call_FwpmNetEventEnum3 = { "FwpmNetEventEnum3", 64, CALL_NET_EVENT_ENUM, 5, parameters_FwpmNetEventEnum3 };

static const struct call_parameter parameters_FwpmNetEventEnum4[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
    { "numEntriesRequested", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "entries", PARAM_OUT_ARRAY, 0, false, 3, 4, &record_FWPM_NET_EVENT4 },
    { "numEntriesReturned", PARAM_OUT_COUNT, 4, false, 4, 3, NULL },
};
const struct call_row call_FwpmNetEventEnum4 = { "FwpmNetEventEnum4", 65, CALL_NET_EVENT_ENUM, 5, parameters_FwpmNetEventEnum4 };

static const struct call_parameter parameters_FwpmNetEventEnum5[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
    { "numEntriesRequested", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "entries", PARAM_OUT_ARRAY, 0, false, 3, 4, &record_FWPM_NET_EVENT5 },
    { "numEntriesReturned", PARAM_OUT_COUNT, 4, false, 4, 3, NULL },
};
const struct call_row call_FwpmNetEventEnum5 = { "FwpmNetEventEnum5", 66, CALL_NET_EVENT_ENUM, 5, parameters_FwpmNetEventEnum5 };

static const struct call_parameter parameters_FwpmNetEventsGetSecurityInfo0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "securityInfo", PARAM_NUMBER, 4, false, 1, -1, NULL },
    { "sidOwner", PARAM_OUT_SID, 0, true, 2, -1, NULL },
    { "sidGroup", PARAM_OUT_SID, 0, true, 3, -1, NULL },
    { "dacl", PARAM_OUT_ACL, 0, true, 4, -1, NULL },
    { "sacl", PARAM_OUT_ACL, 0, true, 5, -1, NULL },
    { "securityDescriptor", PARAM_OUT_DESCRIPTOR, 0, false, 6, -1, NULL },
};
const struct call_row call_FwpmNetEventsGetSecurityInfo0 = { "FwpmNetEventsGetSecurityInfo0", 67, CALL_NET_EVENTS_GET_SECURITY_INFO, 7, parameters_FwpmNetEventsGetSecurityInfo0 };

static const struct call_parameter parameters_FwpmNetEventsSetSecurityInfo0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "securityInfo", PARAM_NUMBER, 4, false, 1, -1, NULL },
    { "sidOwner", PARAM_SID, 0, true, 2, -1, NULL },
    { "sidGroup", PARAM_SID, 0, true, 3, -1, NULL },
    { "dacl", PARAM_ACL, 0, true, 4, -1, NULL },
    { "sacl", PARAM_ACL, 0, true, 5, -1, NULL },
};
const struct call_row call_FwpmNetEventsSetSecurityInfo0 = { "FwpmNetEventsSetSecurityInfo0", 68, CALL_NET_EVENTS_SET_SECURITY_INFO, 6, parameters_FwpmNetEventsSetSecurityInfo0 };

static const struct call_parameter parameters_FwpmNetEventSubscribe0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "subscription", PARAM_STRUCT, 0, false, 1, -1, &record_FWPM_NET_EVENT_SUBSCRIPTION0 },
    { "callback", PARAM_CALLBACK, 0, false, 2, -1, NULL },
    { "context", PARAM_CONTEXT, 0, true, 3, -1, NULL },
    { "eventsHandle", PARAM_OUT_HANDLE, 8, false, 4, -1, NULL },
};
const struct call_row call_FwpmNetEventSubscribe0 = { "FwpmNetEventSubscribe0", 69, CALL_NET_EVENT_SUBSCRIBE, 5, parameters_FwpmNetEventSubscribe0 };

static const struct call_parameter parameters_FwpmNetEventSubscribe1[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "subscription", PARAM_STRUCT, 0, false, 1, -1, &record_FWPM_NET_EVENT_SUBSCRIPTION0 },
    { "callback", PARAM_CALLBACK, 0, false, 2, -1, NULL },
    { "context", PARAM_CONTEXT, 0, true, 3, -1, NULL },
    { "eventsHandle", PARAM_OUT_HANDLE, 8, false, 4, -1, NULL },
};
const struct call_row call_FwpmNetEventSubscribe1 = { "FwpmNetEventSubscribe1", 70, CALL_NET_EVENT_SUBSCRIBE, 5, parameters_FwpmNetEventSubscribe1 };

static const struct call_parameter parameters_FwpmNetEventSubscribe2[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "subscription", PARAM_STRUCT, 0, false, 1, -1, &record_FWPM_NET_EVENT_SUBSCRIPTION0 },
    { "callback", PARAM_CALLBACK, 0, false, 2, -1, NULL },
    { "context", PARAM_CONTEXT, 0, true, 3, -1, NULL },
    { "eventsHandle", PARAM_OUT_HANDLE, 8, false, 4, -1, NULL },
};
const struct call_row call_FwpmNetEventSubscribe2 = { "FwpmNetEventSubscribe2", 71, CALL_NET_EVENT_SUBSCRIBE, 5, parameters_FwpmNetEventSubscribe2 };

static const struct call_parameter parameters_FwpmNetEventSubscribe3[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "subscription", PARAM_STRUCT, 0, false, 1, -1, &record_FWPM_NET_EVENT_SUBSCRIPTION0 },
    { "callback", PARAM_CALLBACK, 0, false, 2, -1, NULL },
    { "context", PARAM_CONTEXT, 0, true, 3, -1, NULL },
    { "eventsHandle", PARAM_OUT_HANDLE, 8, false, 4, -1, NULL },
};
const struct call_row call_FwpmNetEventSubscribe3 = { "FwpmNetEventSubscribe3", 72, CALL_NET_EVENT_SUBSCRIBE, 5, parameters_FwpmNetEventSubscribe3 };

static const struct call_parameter parameters_FwpmNetEventSubscribe4[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "subscription", PARAM_STRUCT, 0, false, 1, -1, &record_FWPM_NET_EVENT_SUBSCRIPTION0 },
    { "callback", PARAM_CALLBACK, 0, false, 2, -1, NULL },
    { "context", PARAM_CONTEXT, 0, true, 3, -1, NULL },
    { "eventsHandle", PARAM_OUT_HANDLE, 8, false, 4, -1, NULL },
};
const struct call_row call_FwpmNetEventSubscribe4 = { "FwpmNetEventSubscribe4", 73, CALL_NET_EVENT_SUBSCRIBE, 5, parameters_FwpmNetEventSubscribe4 };

static const struct call_parameter parameters_FwpmNetEventSubscriptionsGet0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "entries", PARAM_OUT_ARRAY, 0, false, 1, 2, &record_FWPM_NET_EVENT_SUBSCRIPTION0 },
    { "numEntries", PARAM_OUT_COUNT, 4, false, 2, 1, NULL },
};
const struct call_row call_FwpmNetEventSubscriptionsGet0 = { "FwpmNetEventSubscriptionsGet0", 74, CALL_NET_EVENT_SUBSCRIPTIONS_GET, 3, parameters_FwpmNetEventSubscriptionsGet0 };

static const struct call_parameter parameters_FwpmNetEventUnsubscribe0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "eventsHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
};
const struct call_row call_FwpmNetEventUnsubscribe0 = { "FwpmNetEventUnsubscribe0", 75, CALL_NET_EVENT_UNSUBSCRIBE, 2, parameters_FwpmNetEventUnsubscribe0 };

static const struct call_parameter parameters_FwpmProviderAdd0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "provider", PARAM_STRUCT, 0, false, 1, -1, &record_FWPM_PROVIDER0 },
    { "sd", PARAM_DESCRIPTOR, 0, true, 2, -1, NULL },
};
const struct call_row call_FwpmProviderAdd0 = { "FwpmProviderAdd0", 76, CALL_PROVIDER_ADD, 3, parameters_FwpmProviderAdd0 };

static const struct call_parameter parameters_FwpmProviderContextAdd0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "providerContext", PARAM_STRUCT, 0, false, 1, -1, &record_FWPM_PROVIDER_CONTEXT0 },
    { "sd", PARAM_DESCRIPTOR, 0, true, 2, -1, NULL },
    { "id", PARAM_OUT_NUMBER, 8, true, 3, -1, NULL },
};
const struct call_row call_FwpmProviderContextAdd0 = { "FwpmProviderContextAdd0", 77, CALL_PROVIDER_CONTEXT_ADD, 4, parameters_FwpmProviderContextAdd0 };

static const struct call_parameter parameters_FwpmProviderContextAdd1[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "providerContext", PARAM_STRUCT, 0, false, 1, -1, &record_FWPM_PROVIDER_CONTEXT1 },
    { "sd", PARAM_DESCRIPTOR, 0, true, 2, -1, NULL },
    { "id", PARAM_OUT_NUMBER, 8, true, 3, -1, NULL },
};
const struct call_row call_FwpmProviderContextAdd1 = { "FwpmProviderContextAdd1", 78, CALL_PROVIDER_CONTEXT_ADD, 4, parameters_FwpmProviderContextAdd1 };

static const struct call_parameter parameters_FwpmProviderContextAdd2[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "providerContext", PARAM_STRUCT, 0, false, 1, -1, &record_FWPM_PROVIDER_CONTEXT2 },
    { "sd", PARAM_DESCRIPTOR, 0, true, 2, -1, NULL },
    { "id", PARAM_OUT_NUMBER, 8, true, 3, -1, NULL },
};
const struct call_row call_FwpmProviderContextAdd2 = { "FwpmProviderContextAdd2", 79, CALL_PROVIDER_CONTEXT_ADD, 4, parameters_FwpmProviderContextAdd2 };

static const struct call_parameter parameters_FwpmProviderContextAdd3[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "providerContext", PARAM_STRUCT, 0, false, 1, -1, &record_FWPM_PROVIDER_CONTEXT3 },
    { "sd", PARAM_DESCRIPTOR, 0, true, 2, -1, NULL },
    { "id", PARAM_OUT_NUMBER, 8, true, 3, -1, NULL },
};
const struct call_row call_FwpmProviderContextAdd3 = { "FwpmProviderContextAdd3", 80, CALL_PROVIDER_CONTEXT_ADD, 4, parameters_FwpmProviderContextAdd3 };

static const struct call_parameter parameters_FwpmProviderContextCreateEnumHandle0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumTemplate", PARAM_STRUCT, 0, true, 1, -1, &record_FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0 },
    { "enumHandle", PARAM_OUT_HANDLE, 8, false, 2, -1, NULL },
};
const struct call_row call_FwpmProviderContextCreateEnumHandle0 = { "FwpmProviderContextCreateEnumHandle0", 81, CALL_PROVIDER_CONTEXT_CREATE_ENUM_HANDLE, 3, parameters_FwpmProviderContextCreateEnumHandle0 };

static const struct call_parameter parameters_FwpmProviderContextDeleteById0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "id", PARAM_NUMBER, 8, false, 1, -1, NULL },
};
const struct call_row call_FwpmProviderContextDeleteById0 = { "FwpmProviderContextDeleteById0", 82, CALL_PROVIDER_CONTEXT_DELETE_BY_ID, 2, parameters_FwpmProviderContextDeleteById0 };

static const struct call_parameter parameters_FwpmProviderContextDeleteByKey0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "key", PARAM_GUID, 16, false, 1, -1, NULL },
};
const struct call_row call_FwpmProviderContextDeleteByKey0 = { "FwpmProviderContextDeleteByKey0", 83, CALL_PROVIDER_CONTEXT_DELETE_BY_KEY, 2, parameters_FwpmProviderContextDeleteByKey0 };

static const struct call_parameter parameters_FwpmProviderContextDestroyEnumHandle0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
};
const struct call_row call_FwpmProviderContextDestroyEnumHandle0 = { "FwpmProviderContextDestroyEnumHandle0", 84, CALL_PROVIDER_CONTEXT_DESTROY_ENUM_HANDLE, 2, parameters_FwpmProviderContextDestroyEnumHandle0 };

static const struct call_parameter parameters_FwpmProviderContextEnum0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
    { "numEntriesRequested", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "entries", PARAM_OUT_ARRAY, 0, false, 3, 4, &record_FWPM_PROVIDER_CONTEXT0 },
    { "numEntriesReturned", PARAM_OUT_COUNT, 4, false, 4, 3, NULL },
};
const struct call_row call_FwpmProviderContextEnum0 = { "FwpmProviderContextEnum0", 85, CALL_PROVIDER_CONTEXT_ENUM, 5, parameters_FwpmProviderContextEnum0 };

static const struct call_parameter parameters_FwpmProviderContextEnum1[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
    { "numEntriesRequested", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "entries", PARAM_OUT_ARRAY, 0, false, 3, 4, &record_FWPM_PROVIDER_CONTEXT1 },
    { "numEntriesReturned", PARAM_OUT_COUNT, 4, false, 4, 3, NULL },
};
const struct call_row call_FwpmProviderContextEnum1 = { "FwpmProviderContextEnum1", 86, CALL_PROVIDER_CONTEXT_ENUM, 5, parameters_FwpmProviderContextEnum1 };

static const struct call_parameter parameters_FwpmProviderContextEnum2[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
    { "numEntriesRequested", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "entries", PARAM_OUT_ARRAY, 0, false, 3, 4, &record_FWPM_PROVIDER_CONTEXT2 },
    { "numEntriesReturned", PARAM_OUT_COUNT, 4, false, 4, 3, NULL },
};
const struct call_row call_FwpmProviderContextEnum2 = { "FwpmProviderContextEnum2", 87, CALL_PROVIDER_CONTEXT_ENUM, 5, parameters_FwpmProviderContextEnum2 };

static const struct call_parameter parameters_FwpmProviderContextEnum3[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
    { "numEntriesRequested", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "entries", PARAM_OUT_ARRAY, 0, false, 3, 4, &record_FWPM_PROVIDER_CONTEXT3 },
    { "numEntriesReturned", PARAM_OUT_COUNT, 4, false, 4, 3, NULL },
};
const struct call_row call_FwpmProviderContextEnum3 = { "FwpmProviderContextEnum3", 88, CALL_PROVIDER_CONTEXT_ENUM, 5, parameters_FwpmProviderContextEnum3 };

static const struct call_parameter parameters_FwpmProviderContextGetById0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "id", PARAM_NUMBER, 8, false, 1, -1, NULL },
    { "providerContext", PARAM_OUT_BLOCK, 0, false, 2, -1, &record_FWPM_PROVIDER_CONTEXT0 },
};
const struct call_row call_FwpmProviderContextGetById0 = { "FwpmProviderContextGetById0", 89, CALL_PROVIDER_CONTEXT_GET_BY_ID, 3, parameters_FwpmProviderContextGetById0 };

static const struct call_parameter parameters_FwpmProviderContextGetById1[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "id", PARAM_NUMBER, 8, false, 1, -1, NULL },
    { "providerContext", PARAM_OUT_BLOCK, 0, false, 2, -1, &record_FWPM_PROVIDER_CONTEXT1 },
};
const struct call_row call_FwpmProviderContextGetById1 = { "FwpmProviderContextGetById1", 90, CALL_PROVIDER_CONTEXT_GET_BY_ID, 3, parameters_FwpmProviderContextGetById1 };

static const struct call_parameter parameters_FwpmProviderContextGetById2[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "id", PARAM_NUMBER, 8, false, 1, -1, NULL },
    { "providerContext", PARAM_OUT_BLOCK, 0, false, 2, -1, &record_FWPM_PROVIDER_CONTEXT2 },
};
const struct call_row call_FwpmProviderContextGetById2 = { "FwpmProviderContextGetById2", 91, CALL_PROVIDER_CONTEXT_GET_BY_ID, 3, parameters_FwpmProviderContextGetById2 };

static const struct call_parameter parameters_FwpmProviderContextGetById3[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "id", PARAM_NUMBER, 8, false, 1, -1, NULL },
    { "providerContext", PARAM_OUT_BLOCK, 0, false, 2, -1, &record_FWPM_PROVIDER_CONTEXT3 },
};
const struct call_row call_FwpmProviderContextGetById3 = { "FwpmProviderContextGetById3", 92, CALL_PROVIDER_CONTEXT_GET_BY_ID, 3, parameters_FwpmProviderContextGetById3 };

static const struct call_parameter parameters_FwpmProviderContextGetByKey0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "key", PARAM_GUID, 16, false, 1, -1, NULL },
    { "providerContext", PARAM_OUT_BLOCK, 0, false, 2, -1, &record_FWPM_PROVIDER_CONTEXT0 },
};
const struct call_row call_FwpmProviderContextGetByKey0 = { "FwpmProviderContextGetByKey0", 93, CALL_PROVIDER_CONTEXT_GET_BY_KEY, 3, parameters_FwpmProviderContextGetByKey0 };

static const struct call_parameter parameters_FwpmProviderContextGetByKey1[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "key", PARAM_GUID, 16, false, 1, -1, NULL },
    { "providerContext", PARAM_OUT_BLOCK, 0, false, 2, -1, &record_FWPM_PROVIDER_CONTEXT1 },
};
const struct call_row call_FwpmProviderContextGetByKey1 = { "FwpmProviderContextGetByKey1", 94, CALL_PROVIDER_CONTEXT_GET_BY_KEY, 3, parameters_FwpmProviderContextGetByKey1 };

static const struct call_parameter parameters_FwpmProviderContextGetByKey2[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "key", PARAM_GUID, 16, false, 1, -1, NULL },
    { "providerContext", PARAM_OUT_BLOCK, 0, false, 2, -1, &record_FWPM_PROVIDER_CONTEXT2 },
};
const struct call_row call_FwpmProviderContextGetByKey2 = { "FwpmProviderContextGetByKey2", 95, CALL_PROVIDER_CONTEXT_GET_BY_KEY, 3, parameters_FwpmProviderContextGetByKey2 };

static const struct call_parameter parameters_FwpmProviderContextGetByKey3[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "key", PARAM_GUID, 16, false, 1, -1, NULL },
    { "providerContext", PARAM_OUT_BLOCK, 0, false, 2, -1, &record_FWPM_PROVIDER_CONTEXT3 },
};
const struct call_row call_FwpmProviderContextGetByKey3 = { "FwpmProviderContextGetByKey3", 96, CALL_PROVIDER_CONTEXT_GET_BY_KEY, 3, parameters_FwpmProviderContextGetByKey3 };

static const struct call_parameter parameters_FwpmProviderContextGetSecurityInfoByKey0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "key", PARAM_GUID, 16, true, 1, -1, NULL },
    { "securityInfo", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "sidOwner", PARAM_OUT_SID, 0, true, 3, -1, NULL },
    { "sidGroup", PARAM_OUT_SID, 0, true, 4, -1, NULL },
    { "dacl", PARAM_OUT_ACL, 0, true, 5, -1, NULL },
    { "sacl", PARAM_OUT_ACL, 0, true, 6, -1, NULL },
    { "securityDescriptor", PARAM_OUT_DESCRIPTOR, 0, false, 7, -1, NULL },
};
const struct call_row call_FwpmProviderContextGetSecurityInfoByKey0 = { "FwpmProviderContextGetSecurityInfoByKey0", 97, CALL_PROVIDER_CONTEXT_GET_SECURITY_INFO_BY_KEY, 8, parameters_FwpmProviderContextGetSecurityInfoByKey0 };

static const struct call_parameter parameters_FwpmProviderContextSetSecurityInfoByKey0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "key", PARAM_GUID, 16, true, 1, -1, NULL },
    { "securityInfo", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "sidOwner", PARAM_SID, 0, true, 3, -1, NULL },
    { "sidGroup", PARAM_SID, 0, true, 4, -1, NULL },
    { "dacl", PARAM_ACL, 0, true, 5, -1, NULL },
    { "sacl", PARAM_ACL, 0, true, 6, -1, NULL },
};
const struct call_row call_FwpmProviderContextSetSecurityInfoByKey0 = { "FwpmProviderContextSetSecurityInfoByKey0", 98, CALL_PROVIDER_CONTEXT_SET_SECURITY_INFO_BY_KEY, 7, parameters_FwpmProviderContextSetSecurityInfoByKey0 };

static const struct call_parameter parameters_FwpmProviderContextSubscribeChanges0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "subscription", PARAM_STRUCT, 0, false, 1, -1, &record_FWPM_PROVIDER_CONTEXT_SUBSCRIPTION0 },
    { "callback", PARAM_CALLBACK, 0, false, 2, -1, NULL },
    { "context", PARAM_CONTEXT, 0, true, 3, -1, NULL },
    { "changeHandle", PARAM_OUT_HANDLE, 8, false, 4, -1, NULL },
};
const struct call_row call_FwpmProviderContextSubscribeChanges0 = { "FwpmProviderContextSubscribeChanges0", 99, CALL_PROVIDER_CONTEXT_SUBSCRIBE_CHANGES, 5, parameters_FwpmProviderContextSubscribeChanges0 };

static const struct call_parameter parameters_FwpmProviderContextSubscriptionsGet0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "entries", PARAM_OUT_ARRAY, 0, false, 1, 2, &record_FWPM_PROVIDER_CONTEXT_SUBSCRIPTION0 },
    { "numEntries", PARAM_OUT_COUNT, 4, false, 2, 1, NULL },
};
const struct call_row call_FwpmProviderContextSubscriptionsGet0 = { "FwpmProviderContextSubscriptionsGet0", 100, CALL_PROVIDER_CONTEXT_SUBSCRIPTIONS_GET, 3, parameters_FwpmProviderContextSubscriptionsGet0 };

static const struct call_parameter parameters_FwpmProviderContextUnsubscribeChanges0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "changeHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
};
const struct call_row call_FwpmProviderContextUnsubscribeChanges0 = { "FwpmProviderContextUnsubscribeChanges0", 101, CALL_PROVIDER_CONTEXT_UNSUBSCRIBE_CHANGES, 2, parameters_FwpmProviderContextUnsubscribeChanges0 };

static const struct call_parameter parameters_FwpmProviderCreateEnumHandle0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumTemplate", PARAM_STRUCT, 0, true, 1, -1, &record_FWPM_PROVIDER_ENUM_TEMPLATE0 },
    { "enumHandle", PARAM_OUT_HANDLE, 8, false, 2, -1, NULL },
};
const struct call_row call_FwpmProviderCreateEnumHandle0 = { "FwpmProviderCreateEnumHandle0", 102, CALL_PROVIDER_CREATE_ENUM_HANDLE, 3, parameters_FwpmProviderCreateEnumHandle0 };

static const struct call_parameter parameters_FwpmProviderDeleteByKey0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "key", PARAM_GUID, 16, false, 1, -1, NULL },
};
const struct call_row call_FwpmProviderDeleteByKey0 = { "FwpmProviderDeleteByKey0", 103, CALL_PROVIDER_DELETE_BY_KEY, 2, parameters_FwpmProviderDeleteByKey0 };

static const struct call_parameter parameters_FwpmProviderDestroyEnumHandle0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
};
const struct call_row call_FwpmProviderDestroyEnumHandle0 = { "FwpmProviderDestroyEnumHandle0", 104, CALL_PROVIDER_DESTROY_ENUM_HANDLE, 2, parameters_FwpmProviderDestroyEnumHandle0 };

static const struct call_parameter parameters_FwpmProviderEnum0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
    { "numEntriesRequested", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "entries", PARAM_OUT_ARRAY, 0, false, 3, 4, &record_FWPM_PROVIDER0 },
    { "numEntriesReturned", PARAM_OUT_COUNT, 4, false, 4, 3, NULL },
};
const struct call_row call_FwpmProviderEnum0 = { "FwpmProviderEnum0", 105, CALL_PROVIDER_ENUM, 5, parameters_FwpmProviderEnum0 };

static const struct call_parameter parameters_FwpmProviderGetByKey0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "key", PARAM_GUID, 16, false, 1, -1, NULL },
    { "provider", PARAM_OUT_BLOCK, 0, false, 2, -1, &record_FWPM_PROVIDER0 },
};
const struct call_row call_FwpmProviderGetByKey0 = { "FwpmProviderGetByKey0", 106, CALL_PROVIDER_GET_BY_KEY, 3, parameters_FwpmProviderGetByKey0 };

static const struct call_parameter parameters_FwpmProviderGetSecurityInfoByKey0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "key", PARAM_GUID, 16, true, 1, -1, NULL },
    { "securityInfo", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "sidOwner", PARAM_OUT_SID, 0, true, 3, -1, NULL },
    { "sidGroup", PARAM_OUT_SID, 0, true, 4, -1, NULL },
    { "dacl", PARAM_OUT_ACL, 0, true, 5, -1, NULL },
    { "sacl", PARAM_OUT_ACL, 0, true, 6, -1, NULL },
    { "securityDescriptor", PARAM_OUT_DESCRIPTOR, 0, false, 7, -1, NULL },
};
const struct call_row call_FwpmProviderGetSecurityInfoByKey0 = { "FwpmProviderGetSecurityInfoByKey0", 107, CALL_PROVIDER_GET_SECURITY_INFO_BY_KEY, 8, parameters_FwpmProviderGetSecurityInfoByKey0 };

static const struct call_parameter parameters_FwpmProviderSetSecurityInfoByKey0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "key", PARAM_GUID, 16, true, 1, -1, NULL },
    { "securityInfo", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "sidOwner", PARAM_SID, 0, true, 3, -1, NULL },
    { "sidGroup", PARAM_SID, 0, true, 4, -1, NULL },
    { "dacl", PARAM_ACL, 0, true, 5, -1, NULL },
    { "sacl", PARAM_ACL, 0, true, 6, -1, NULL },
};
const struct call_row call_FwpmProviderSetSecurityInfoByKey0 = { "FwpmProviderSetSecurityInfoByKey0", 108, CALL_PROVIDER_SET_SECURITY_INFO_BY_KEY, 7, parameters_FwpmProviderSetSecurityInfoByKey0 };

static const struct call_parameter parameters_FwpmProviderSubscribeChanges0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "subscription", PARAM_STRUCT, 0, true, 1, -1, &record_FWPM_PROVIDER_SUBSCRIPTION0 },
    { "callback", PARAM_CALLBACK, 0, false, 2, -1, NULL },
    { "context", PARAM_CONTEXT, 0, true, 3, -1, NULL },
    { "changeHandle", PARAM_OUT_HANDLE, 8, false, 4, -1, NULL },
};
const struct call_row call_FwpmProviderSubscribeChanges0 = { "FwpmProviderSubscribeChanges0", 109, CALL_PROVIDER_SUBSCRIBE_CHANGES, 5, parameters_FwpmProviderSubscribeChanges0 };

static const struct call_parameter parameters_FwpmProviderSubscriptionsGet0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "entries", PARAM_OUT_ARRAY, 0, false, 1, 2, &record_FWPM_PROVIDER_SUBSCRIPTION0 },
    { "numEntries", PARAM_OUT_COUNT, 4, false, 2, 1, NULL },
};
const struct call_row call_FwpmProviderSubscriptionsGet0 = { "FwpmProviderSubscriptionsGet0", 110, CALL_PROVIDER_SUBSCRIPTIONS_GET, 3, parameters_FwpmProviderSubscriptionsGet0 };

static const struct call_parameter parameters_FwpmProviderUnsubscribeChanges0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "changeHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
};
const struct call_row call_FwpmProviderUnsubscribeChanges0 = { "FwpmProviderUnsubscribeChanges0", 111, CALL_PROVIDER_UNSUBSCRIBE_CHANGES, 2, parameters_FwpmProviderUnsubscribeChanges0 };

static const struct call_parameter parameters_FwpmSessionCreateEnumHandle0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumTemplate", PARAM_STRUCT, 0, true, 1, -1, &record_FWPM_SESSION_ENUM_TEMPLATE0 },
    { "enumHandle", PARAM_OUT_HANDLE, 8, false, 2, -1, NULL },
};
const struct call_row call_FwpmSessionCreateEnumHandle0 = { "FwpmSessionCreateEnumHandle0", 112, CALL_SESSION_CREATE_ENUM_HANDLE, 3, parameters_FwpmSessionCreateEnumHandle0 };

static const struct call_parameter parameters_FwpmSessionDestroyEnumHandle0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
};
const struct call_row call_FwpmSessionDestroyEnumHandle0 = { "FwpmSessionDestroyEnumHandle0", 113, CALL_SESSION_DESTROY_ENUM_HANDLE, 2, parameters_FwpmSessionDestroyEnumHandle0 };

static const struct call_parameter parameters_FwpmSessionEnum0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
    { "numEntriesRequested", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "entries", PARAM_OUT_ARRAY, 0, false, 3, 4, &record_FWPM_SESSION0 },
    { "numEntriesReturned", PARAM_OUT_COUNT, 4, false, 4, 3, NULL },
};
const struct call_row call_FwpmSessionEnum0 = { "FwpmSessionEnum0", 114, CALL_SESSION_ENUM, 5, parameters_FwpmSessionEnum0 };

static const struct call_parameter parameters_FwpmSubLayerAdd0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "subLayer", PARAM_STRUCT, 0, false, 1, -1, &record_FWPM_SUBLAYER0 },
    { "sd", PARAM_DESCRIPTOR, 0, true, 2, -1, NULL },
};
const struct call_row call_FwpmSubLayerAdd0 = { "FwpmSubLayerAdd0", 115, CALL_SUBLAYER_ADD, 3, parameters_FwpmSubLayerAdd0 };

static const struct call_parameter parameters_FwpmSubLayerCreateEnumHandle0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumTemplate", PARAM_STRUCT, 0, true, 1, -1, &record_FWPM_SUBLAYER_ENUM_TEMPLATE0 },
    { "enumHandle", PARAM_OUT_HANDLE, 8, false, 2, -1, NULL },
};
const struct call_row call_FwpmSubLayerCreateEnumHandle0 = { "FwpmSubLayerCreateEnumHandle0", 116, CALL_SUBLAYER_CREATE_ENUM_HANDLE, 3, parameters_FwpmSubLayerCreateEnumHandle0 };

static const struct call_parameter parameters_FwpmSubLayerDeleteByKey0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "key", PARAM_GUID, 16, false, 1, -1, NULL },
};
const struct call_row call_FwpmSubLayerDeleteByKey0 = { "FwpmSubLayerDeleteByKey0", 117, CALL_SUBLAYER_DELETE_BY_KEY, 2, parameters_FwpmSubLayerDeleteByKey0 };

static const struct call_parameter parameters_FwpmSubLayerDestroyEnumHandle0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
};
const struct call_row call_FwpmSubLayerDestroyEnumHandle0 = { "FwpmSubLayerDestroyEnumHandle0", 118, CALL_SUBLAYER_DESTROY_ENUM_HANDLE, 2, parameters_FwpmSubLayerDestroyEnumHandle0 };

static const struct call_parameter parameters_FwpmSubLayerEnum0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
    { "numEntriesRequested", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "entries", PARAM_OUT_ARRAY, 0, false, 3, 4, &record_FWPM_SUBLAYER0 },
    { "numEntriesReturned", PARAM_OUT_COUNT, 4, false, 4, 3, NULL },
};
const struct call_row call_FwpmSubLayerEnum0 = { "FwpmSubLayerEnum0", 119, CALL_SUBLAYER_ENUM, 5, parameters_FwpmSubLayerEnum0 };

static const struct call_parameter parameters_FwpmSubLayerGetByKey0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "key", PARAM_GUID, 16, false, 1, -1, NULL },
    { "subLayer", PARAM_OUT_BLOCK, 0, false, 2, -1, &record_FWPM_SUBLAYER0 },
};
const struct call_row call_FwpmSubLayerGetByKey0 = { "FwpmSubLayerGetByKey0", 120, CALL_SUBLAYER_GET_BY_KEY, 3, parameters_FwpmSubLayerGetByKey0 };

static const struct call_parameter parameters_FwpmSubLayerGetSecurityInfoByKey0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "key", PARAM_GUID, 16, true, 1, -1, NULL },
    { "securityInfo", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "sidOwner", PARAM_OUT_SID, 0, true, 3, -1, NULL },
    { "sidGroup", PARAM_OUT_SID, 0, true, 4, -1, NULL },
    { "dacl", PARAM_OUT_ACL, 0, true, 5, -1, NULL },
    { "sacl", PARAM_OUT_ACL, 0, true, 6, -1, NULL },
    { "securityDescriptor", PARAM_OUT_DESCRIPTOR, 0, false, 7, -1, NULL },
};
const struct call_row call_FwpmSubLayerGetSecurityInfoByKey0 = { "FwpmSubLayerGetSecurityInfoByKey0", 121, CALL_SUBLAYER_GET_SECURITY_INFO_BY_KEY, 8, parameters_FwpmSubLayerGetSecurityInfoByKey0 };

static const struct call_parameter parameters_FwpmSubLayerSetSecurityInfoByKey0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "key", PARAM_GUID, 16, true, 1, -1, NULL },
    { "securityInfo", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "sidOwner", PARAM_SID, 0, true, 3, -1, NULL },
    { "sidGroup", PARAM_SID, 0, true, 4, -1, NULL },
    { "dacl", PARAM_ACL, 0, true, 5, -1, NULL },
    { "sacl", PARAM_ACL, 0, true, 6, -1, NULL },
};
const struct call_row call_FwpmSubLayerSetSecurityInfoByKey0 = { "FwpmSubLayerSetSecurityInfoByKey0", 122, CALL_SUBLAYER_SET_SECURITY_INFO_BY_KEY, 7, parameters_FwpmSubLayerSetSecurityInfoByKey0 };

static const struct call_parameter parameters_FwpmSubLayerSubscribeChanges0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "subscription", PARAM_STRUCT, 0, false, 1, -1, &record_FWPM_SUBLAYER_SUBSCRIPTION0 },
    { "callback", PARAM_CALLBACK, 0, false, 2, -1, NULL },
    { "context", PARAM_CONTEXT, 0, true, 3, -1, NULL },
    { "changeHandle", PARAM_OUT_HANDLE, 8, false, 4, -1, NULL },
};
const struct call_row call_FwpmSubLayerSubscribeChanges0 = { "FwpmSubLayerSubscribeChanges0", 123, CALL_SUBLAYER_SUBSCRIBE_CHANGES, 5, parameters_FwpmSubLayerSubscribeChanges0 };

static const struct call_parameter parameters_FwpmSubLayerSubscriptionsGet0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "entries", PARAM_OUT_ARRAY, 0, false, 1, 2, &record_FWPM_SUBLAYER_SUBSCRIPTION0 },
    { "numEntries", PARAM_OUT_COUNT, 4, false, 2, 1, NULL },
};
const struct call_row call_FwpmSubLayerSubscriptionsGet0 = { "FwpmSubLayerSubscriptionsGet0", 124, CALL_SUBLAYER_SUBSCRIPTIONS_GET, 3, parameters_FwpmSubLayerSubscriptionsGet0 };

static const struct call_parameter parameters_FwpmSubLayerUnsubscribeChanges0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "changeHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
};
const struct call_row call_FwpmSubLayerUnsubscribeChanges0 = { "FwpmSubLayerUnsubscribeChanges0", 125, CALL_SUBLAYER_UNSUBSCRIBE_CHANGES, 2, parameters_FwpmSubLayerUnsubscribeChanges0 };

static const struct call_parameter parameters_FwpmSystemPortsGet0[] = {
    { "engineHandle", PARAM_ENGINE, 8, true, 0, -1, NULL },
    { "sysPorts", PARAM_OUT_BLOCK, 0, false, 1, -1, &record_FWPM_SYSTEM_PORTS0 },
};
const struct call_row call_FwpmSystemPortsGet0 = { "FwpmSystemPortsGet0", 126, CALL_SYSTEM_PORTS_GET, 2, parameters_FwpmSystemPortsGet0 };

static const struct call_parameter parameters_FwpmSystemPortsSubscribe0[] = {
    { "engineHandle", PARAM_ENGINE, 8, true, 0, -1, NULL },
    { "reserved", PARAM_LOCAL, 0, false, 1, -1, NULL },
    { "callback", PARAM_CALLBACK, 0, false, 2, -1, NULL },
    { "context", PARAM_CONTEXT, 0, true, 3, -1, NULL },
    { "sysPortsHandle", PARAM_OUT_HANDLE, 8, false, 4, -1, NULL },
};
const struct call_row call_FwpmSystemPortsSubscribe0 = { "FwpmSystemPortsSubscribe0", 127, CALL_SYSTEM_PORTS_SUBSCRIBE, 5, parameters_FwpmSystemPortsSubscribe0 };

static const struct call_parameter parameters_FwpmSystemPortsUnsubscribe0[] = {
    { "engineHandle", PARAM_ENGINE, 8, true, 0, -1, NULL },
    { "sysPortsHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
};
const struct call_row call_FwpmSystemPortsUnsubscribe0 = { "FwpmSystemPortsUnsubscribe0", 128, CALL_SYSTEM_PORTS_UNSUBSCRIBE, 2, parameters_FwpmSystemPortsUnsubscribe0 };

static const struct call_parameter parameters_FwpmTransactionAbort0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
};
const struct call_row call_FwpmTransactionAbort0 = { "FwpmTransactionAbort0", 129, CALL_TRANSACTION_ABORT, 1, parameters_FwpmTransactionAbort0 };

static const struct call_parameter parameters_FwpmTransactionBegin0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "flags", PARAM_NUMBER, 4, false, 1, -1, NULL },
};
const struct call_row call_FwpmTransactionBegin0 = { "FwpmTransactionBegin0", 130, CALL_TRANSACTION_BEGIN, 2, parameters_FwpmTransactionBegin0 };

static const struct call_parameter parameters_FwpmTransactionCommit0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
};
const struct call_row call_FwpmTransactionCommit0 = { "FwpmTransactionCommit0", 131, CALL_TRANSACTION_COMMIT, 1, parameters_FwpmTransactionCommit0 };

static const struct call_parameter parameters_FwpmvSwitchEventsGetSecurityInfo0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "securityInfo", PARAM_NUMBER, 4, false, 1, -1, NULL },
    { "sidOwner", PARAM_OUT_SID, 0, false, 2, -1, NULL },
    { "sidGroup", PARAM_OUT_SID, 0, false, 3, -1, NULL },
    { "dacl", PARAM_OUT_ACL, 0, false, 4, -1, NULL },
    { "sacl", PARAM_OUT_ACL, 0, false, 5, -1, NULL },
    { "securityDescriptor", PARAM_OUT_DESCRIPTOR, 0, false, 6, -1, NULL },
};
const struct call_row call_FwpmvSwitchEventsGetSecurityInfo0 = { "FwpmvSwitchEventsGetSecurityInfo0", 132, CALL_VSWITCH_EVENTS_GET_SECURITY_INFO, 7, parameters_FwpmvSwitchEventsGetSecurityInfo0 };

static const struct call_parameter parameters_FwpmvSwitchEventsSetSecurityInfo0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "securityInfo", PARAM_NUMBER, 4, false, 1, -1, NULL },
    { "sidOwner", PARAM_SID, 0, true, 2, -1, NULL },
    { "sidGroup", PARAM_SID, 0, true, 3, -1, NULL },
    { "dacl", PARAM_ACL, 0, true, 4, -1, NULL },
    { "sacl", PARAM_ACL, 0, true, 5, -1, NULL },
};
const struct call_row call_FwpmvSwitchEventsSetSecurityInfo0 = { "FwpmvSwitchEventsSetSecurityInfo0", 133, CALL_VSWITCH_EVENTS_SET_SECURITY_INFO, 6, parameters_FwpmvSwitchEventsSetSecurityInfo0 };

static const struct call_parameter parameters_FwpmvSwitchEventSubscribe0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "subscription", PARAM_STRUCT, 0, false, 1, -1, &record_FWPM_VSWITCH_EVENT_SUBSCRIPTION0 },
    { "callback", PARAM_CALLBACK, 0, false, 2, -1, NULL },
    { "context", PARAM_CONTEXT, 0, true, 3, -1, NULL },
    { "subscriptionHandle", PARAM_OUT_HANDLE, 8, false, 4, -1, NULL },
};
const struct call_row call_FwpmvSwitchEventSubscribe0 = { "FwpmvSwitchEventSubscribe0", 134, CALL_VSWITCH_EVENT_SUBSCRIBE, 5, parameters_FwpmvSwitchEventSubscribe0 };

static const struct call_parameter parameters_FwpmvSwitchEventUnsubscribe0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "subscriptionHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
};
const struct call_row call_FwpmvSwitchEventUnsubscribe0 = { "FwpmvSwitchEventUnsubscribe0", 135, CALL_VSWITCH_EVENT_UNSUBSCRIBE, 2, parameters_FwpmvSwitchEventUnsubscribe0 };

static const struct call_parameter parameters_IkeextGetStatistics0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "ikeextStatistics", PARAM_OUT_STRUCT, 0, false, 1, -1, &record_IKEEXT_STATISTICS0 },
};
const struct call_row call_IkeextGetStatistics0 = { "IkeextGetStatistics0", 136, CALL_IKEEXT_GET_STATISTICS, 2, parameters_IkeextGetStatistics0 };

static const struct call_parameter parameters_IkeextGetStatistics1[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "ikeextStatistics", PARAM_OUT_STRUCT, 0, false, 1, -1, &record_IKEEXT_STATISTICS1 },
};
const struct call_row call_IkeextGetStatistics1 = { "IkeextGetStatistics1", 137, CALL_IKEEXT_GET_STATISTICS, 2, parameters_IkeextGetStatistics1 };

static const struct call_parameter parameters_IkeextSaCreateEnumHandle0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumTemplate", PARAM_STRUCT, 0, true, 1, -1, &record_IKEEXT_SA_ENUM_TEMPLATE0 },
    { "enumHandle", PARAM_OUT_HANDLE, 8, false, 2, -1, NULL },
};
const struct call_row call_IkeextSaCreateEnumHandle0 = { "IkeextSaCreateEnumHandle0", 138, CALL_IKEEXT_SA_CREATE_ENUM_HANDLE, 3, parameters_IkeextSaCreateEnumHandle0 };

static const struct call_parameter parameters_IkeextSaDbGetSecurityInfo0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "securityInfo", PARAM_NUMBER, 4, false, 1, -1, NULL },
    { "sidOwner", PARAM_OUT_SID, 0, true, 2, -1, NULL },
    { "sidGroup", PARAM_OUT_SID, 0, true, 3, -1, NULL },
    { "dacl", PARAM_OUT_ACL, 0, true, 4, -1, NULL },
    { "sacl", PARAM_OUT_ACL, 0, true, 5, -1, NULL },
    { "securityDescriptor", PARAM_OUT_DESCRIPTOR, 0, false, 6, -1, NULL },
};
const struct call_row call_IkeextSaDbGetSecurityInfo0 = { "IkeextSaDbGetSecurityInfo0", 139, CALL_IKEEXT_SA_DB_GET_SECURITY_INFO, 7, parameters_IkeextSaDbGetSecurityInfo0 };

static const struct call_parameter parameters_IkeextSaDbSetSecurityInfo0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "securityInfo", PARAM_NUMBER, 4, false, 1, -1, NULL },
    { "sidOwner", PARAM_SID, 0, true, 2, -1, NULL },
    { "sidGroup", PARAM_SID, 0, true, 3, -1, NULL },
    { "dacl", PARAM_ACL, 0, true, 4, -1, NULL },
    { "sacl", PARAM_ACL, 0, true, 5, -1, NULL },
};
const struct call_row call_IkeextSaDbSetSecurityInfo0 = { "IkeextSaDbSetSecurityInfo0", 140, CALL_IKEEXT_SA_DB_SET_SECURITY_INFO, 6, parameters_IkeextSaDbSetSecurityInfo0 };

static const struct call_parameter parameters_IkeextSaDeleteById0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "id", PARAM_NUMBER, 8, false, 1, -1, NULL },
};
const struct call_row call_IkeextSaDeleteById0 = { "IkeextSaDeleteById0", 141, CALL_IKEEXT_SA_DELETE_BY_ID, 2, parameters_IkeextSaDeleteById0 };

static const struct call_parameter parameters_IkeextSaDestroyEnumHandle0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
};
const struct call_row call_IkeextSaDestroyEnumHandle0 = { "IkeextSaDestroyEnumHandle0", 142, CALL_IKEEXT_SA_DESTROY_ENUM_HANDLE, 2, parameters_IkeextSaDestroyEnumHandle0 };

static const struct call_parameter parameters_IkeextSaEnum0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
    { "numEntriesRequested", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "entries", PARAM_OUT_ARRAY, 0, false, 3, 4, &record_IKEEXT_SA_DETAILS0 },
    { "numEntriesReturned", PARAM_OUT_COUNT, 4, false, 4, 3, NULL },
};
const struct call_row call_IkeextSaEnum0 = { "IkeextSaEnum0", 143, CALL_IKEEXT_SA_ENUM, 5, parameters_IkeextSaEnum0 };

static const struct call_parameter parameters_IkeextSaEnum1[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
    { "numEntriesRequested", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "entries", PARAM_OUT_ARRAY, 0, false, 3, 4, &record_IKEEXT_SA_DETAILS1 },
    { "numEntriesReturned", PARAM_OUT_COUNT, 4, false, 4, 3, NULL },
};
const struct call_row call_IkeextSaEnum1 = { "IkeextSaEnum1", 144, CALL_IKEEXT_SA_ENUM, 5, parameters_IkeextSaEnum1 };

static const struct call_parameter parameters_IkeextSaEnum2[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
    { "numEntriesRequested", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "entries", PARAM_OUT_ARRAY, 0, false, 3, 4, &record_IKEEXT_SA_DETAILS2 },
    { "numEntriesReturned", PARAM_OUT_COUNT, 4, false, 4, 3, NULL },
};
const struct call_row call_IkeextSaEnum2 = { "IkeextSaEnum2", 145, CALL_IKEEXT_SA_ENUM, 5, parameters_IkeextSaEnum2 };

static const struct call_parameter parameters_IkeextSaGetById0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "id", PARAM_NUMBER, 8, false, 1, -1, NULL },
    { "sa", PARAM_OUT_BLOCK, 0, false, 3, -1, &record_IKEEXT_SA_DETAILS0 },
};
const struct call_row call_IkeextSaGetById0 = { "IkeextSaGetById0", 146, CALL_IKEEXT_SA_GET_BY_ID, 3, parameters_IkeextSaGetById0 };

static const struct call_parameter parameters_IkeextSaGetById1[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "id", PARAM_NUMBER, 8, false, 1, -1, NULL },
    { "saLookupContext", PARAM_GUID, 16, true, 2, -1, NULL },
    { "sa", PARAM_OUT_BLOCK, 0, false, 3, -1, &record_IKEEXT_SA_DETAILS1 },
};
const struct call_row call_IkeextSaGetById1 = { "IkeextSaGetById1", 147, CALL_IKEEXT_SA_GET_BY_ID, 4, parameters_IkeextSaGetById1 };

static const struct call_parameter parameters_IkeextSaGetById2[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "id", PARAM_NUMBER, 8, false, 1, -1, NULL },
    { "saLookupContext", PARAM_GUID, 16, true, 2, -1, NULL },
    { "sa", PARAM_OUT_BLOCK, 0, false, 3, -1, &record_IKEEXT_SA_DETAILS2 },
};
const struct call_row call_IkeextSaGetById2 = { "IkeextSaGetById2", 148, CALL_IKEEXT_SA_GET_BY_ID, 4, parameters_IkeextSaGetById2 };

static const struct call_parameter parameters_IPsecDospGetSecurityInfo0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "securityInfo", PARAM_NUMBER, 4, false, 1, -1, NULL },
    { "sidOwner", PARAM_OUT_SID, 0, true, 2, -1, NULL },
    { "sidGroup", PARAM_OUT_SID, 0, true, 3, -1, NULL },
    { "dacl", PARAM_OUT_ACL, 0, true, 4, -1, NULL },
    { "sacl", PARAM_OUT_ACL, 0, true, 5, -1, NULL },
    { "securityDescriptor", PARAM_OUT_DESCRIPTOR, 0, false, 6, -1, NULL },
};
const struct call_row call_IPsecDospGetSecurityInfo0 = { "IPsecDospGetSecurityInfo0", 149, CALL_IPSEC_DOSP_GET_SECURITY_INFO, 7, parameters_IPsecDospGetSecurityInfo0 };

static const struct call_parameter parameters_IPsecDospGetStatistics0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "idpStatistics", PARAM_OUT_STRUCT, 0, false, 1, -1, &record_IPSEC_DOSP_STATISTICS0 },
};
const struct call_row call_IPsecDospGetStatistics0 = { "IPsecDospGetStatistics0", 150, CALL_IPSEC_DOSP_GET_STATISTICS, 2, parameters_IPsecDospGetStatistics0 };

static const struct call_parameter parameters_IPsecDospSetSecurityInfo0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "securityInfo", PARAM_NUMBER, 4, false, 1, -1, NULL },
    { "sidOwner", PARAM_SID, 0, true, 2, -1, NULL },
    { "sidGroup", PARAM_SID, 0, true, 3, -1, NULL },
    { "dacl", PARAM_ACL, 0, true, 4, -1, NULL },
    { "sacl", PARAM_ACL, 0, true, 5, -1, NULL },
};
const struct call_row call_IPsecDospSetSecurityInfo0 = { "IPsecDospSetSecurityInfo0", 151, CALL_IPSEC_DOSP_SET_SECURITY_INFO, 6, parameters_IPsecDospSetSecurityInfo0 };

static const struct call_parameter parameters_IPsecDospStateCreateEnumHandle0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumTemplate", PARAM_STRUCT, 0, true, 1, -1, &record_IPSEC_DOSP_STATE_ENUM_TEMPLATE0 },
    { "enumHandle", PARAM_OUT_HANDLE, 8, false, 2, -1, NULL },
};
const struct call_row call_IPsecDospStateCreateEnumHandle0 = { "IPsecDospStateCreateEnumHandle0", 152, CALL_IPSEC_DOSP_STATE_CREATE_ENUM_HANDLE, 3, parameters_IPsecDospStateCreateEnumHandle0 };

static const struct call_parameter parameters_IPsecDospStateDestroyEnumHandle0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
};
const struct call_row call_IPsecDospStateDestroyEnumHandle0 = { "IPsecDospStateDestroyEnumHandle0", 153, CALL_IPSEC_DOSP_STATE_DESTROY_ENUM_HANDLE, 2, parameters_IPsecDospStateDestroyEnumHandle0 };

static const struct call_parameter parameters_IPsecDospStateEnum0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
    { "numEntriesRequested", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "entries", PARAM_OUT_ARRAY, 0, false, 3, 4, &record_IPSEC_DOSP_STATE0 },
    { "numEntries", PARAM_OUT_COUNT, 4, false, 4, 3, NULL },
};
const struct call_row call_IPsecDospStateEnum0 = { "IPsecDospStateEnum0", 154, CALL_IPSEC_DOSP_STATE_ENUM, 5, parameters_IPsecDospStateEnum0 };

static const struct call_parameter parameters_IPsecGetStatistics0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "ipsecStatistics", PARAM_OUT_STRUCT, 0, false, 1, -1, &record_IPSEC_STATISTICS0 },
};
const struct call_row call_IPsecGetStatistics0 = { "IPsecGetStatistics0", 155, CALL_IPSEC_GET_STATISTICS, 2, parameters_IPsecGetStatistics0 };

static const struct call_parameter parameters_IPsecGetStatistics1[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "ipsecStatistics", PARAM_OUT_STRUCT, 0, false, 1, -1, &record_IPSEC_STATISTICS1 },
};
const struct call_row call_IPsecGetStatistics1 = { "IPsecGetStatistics1", 156, CALL_IPSEC_GET_STATISTICS, 2, parameters_IPsecGetStatistics1 };

static const struct call_parameter parameters_IPsecKeyManagerAddAndRegister0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "keyManager", PARAM_STRUCT, 0, false, 1, -1, &record_IPSEC_KEY_MANAGER0 },
    { "keyManagerCallbacks", PARAM_STRUCT, 0, false, 2, -1, &record_IPSEC_KEY_MANAGER_CALLBACKS0 },
    { "keyMgmtHandle", PARAM_OUT_HANDLE, 8, false, 3, -1, NULL },
};
const struct call_row call_IPsecKeyManagerAddAndRegister0 = { "IPsecKeyManagerAddAndRegister0", 157, CALL_IPSEC_KEY_MANAGER_ADD_AND_REGISTER, 4, parameters_IPsecKeyManagerAddAndRegister0 };

static const struct call_parameter parameters_IPsecKeyManagerGetSecurityInfoByKey0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "reserved", PARAM_LOCAL, 0, false, 1, -1, NULL },
    { "securityInfo", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "sidOwner", PARAM_OUT_SID, 0, true, 3, -1, NULL },
    { "sidGroup", PARAM_OUT_SID, 0, true, 4, -1, NULL },
    { "dacl", PARAM_OUT_ACL, 0, true, 5, -1, NULL },
    { "sacl", PARAM_OUT_ACL, 0, true, 6, -1, NULL },
    { "securityDescriptor", PARAM_OUT_DESCRIPTOR, 0, false, 7, -1, NULL },
};
const struct call_row call_IPsecKeyManagerGetSecurityInfoByKey0 = { "IPsecKeyManagerGetSecurityInfoByKey0", 158, CALL_IPSEC_KEY_MANAGER_GET_SECURITY_INFO_BY_KEY, 8, parameters_IPsecKeyManagerGetSecurityInfoByKey0 };

static const struct call_parameter parameters_IPsecKeyManagerSetSecurityInfoByKey0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "reserved", PARAM_LOCAL, 0, false, 1, -1, NULL },
    { "securityInfo", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "sidOwner", PARAM_SID, 0, true, 3, -1, NULL },
    { "sidGroup", PARAM_SID, 0, true, 4, -1, NULL },
    { "dacl", PARAM_ACL, 0, true, 5, -1, NULL },
    { "sacl", PARAM_ACL, 0, true, 6, -1, NULL },
};
const struct call_row call_IPsecKeyManagerSetSecurityInfoByKey0 = { "IPsecKeyManagerSetSecurityInfoByKey0", 159, CALL_IPSEC_KEY_MANAGER_SET_SECURITY_INFO_BY_KEY, 7, parameters_IPsecKeyManagerSetSecurityInfoByKey0 };

static const struct call_parameter parameters_IPsecKeyManagersGet0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "entries", PARAM_OUT_ARRAY, 0, false, 1, 2, &record_IPSEC_KEY_MANAGER0 },
    { "numEntries", PARAM_OUT_COUNT, 4, false, 2, 1, NULL },
};
const struct call_row call_IPsecKeyManagersGet0 = { "IPsecKeyManagersGet0", 160, CALL_IPSEC_KEY_MANAGERS_GET, 3, parameters_IPsecKeyManagersGet0 };

static const struct call_parameter parameters_IPsecKeyManagerUnregisterAndDelete0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "keyMgmtHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
};
const struct call_row call_IPsecKeyManagerUnregisterAndDelete0 = { "IPsecKeyManagerUnregisterAndDelete0", 161, CALL_IPSEC_KEY_MANAGER_UNREGISTER_AND_DELETE, 2, parameters_IPsecKeyManagerUnregisterAndDelete0 };

static const struct call_parameter parameters_IPsecSaContextAddInbound0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "id", PARAM_NUMBER, 8, false, 1, -1, NULL },
    { "inboundBundle", PARAM_STRUCT, 0, false, 2, -1, &record_IPSEC_SA_BUNDLE0 },
};
const struct call_row call_IPsecSaContextAddInbound0 = { "IPsecSaContextAddInbound0", 162, CALL_IPSEC_SA_CONTEXT_ADD_INBOUND, 3, parameters_IPsecSaContextAddInbound0 };

static const struct call_parameter parameters_IPsecSaContextAddInbound1[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "id", PARAM_NUMBER, 8, false, 1, -1, NULL },
    { "inboundBundle", PARAM_STRUCT, 0, false, 2, -1, &record_IPSEC_SA_BUNDLE1 },
};
const struct call_row call_IPsecSaContextAddInbound1 = { "IPsecSaContextAddInbound1", 163, CALL_IPSEC_SA_CONTEXT_ADD_INBOUND, 3, parameters_IPsecSaContextAddInbound1 };

static const struct call_parameter parameters_IPsecSaContextAddOutbound0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "id", PARAM_NUMBER, 8, false, 1, -1, NULL },
    { "outboundBundle", PARAM_STRUCT, 0, false, 2, -1, &record_IPSEC_SA_BUNDLE0 },
};
const struct call_row call_IPsecSaContextAddOutbound0 = { "IPsecSaContextAddOutbound0", 164, CALL_IPSEC_SA_CONTEXT_ADD_OUTBOUND, 3, parameters_IPsecSaContextAddOutbound0 };

static const struct call_parameter parameters_IPsecSaContextAddOutbound1[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "id", PARAM_NUMBER, 8, false, 1, -1, NULL },
    { "outboundBundle", PARAM_STRUCT, 0, false, 2, -1, &record_IPSEC_SA_BUNDLE1 },
};
const struct call_row call_IPsecSaContextAddOutbound1 = { "IPsecSaContextAddOutbound1", 165, CALL_IPSEC_SA_CONTEXT_ADD_OUTBOUND, 3, parameters_IPsecSaContextAddOutbound1 };

static const struct call_parameter parameters_IPsecSaContextCreate0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "outboundTraffic", PARAM_STRUCT, 0, false, 1, -1, &record_IPSEC_TRAFFIC0 },
    { "inboundFilterId", PARAM_OUT_NUMBER, 8, true, 3, -1, NULL },
    { "id", PARAM_OUT_NUMBER, 8, false, 4, -1, NULL },
};
const struct call_row call_IPsecSaContextCreate0 = { "IPsecSaContextCreate0", 166, CALL_IPSEC_SA_CONTEXT_CREATE, 4, parameters_IPsecSaContextCreate0 };

static const struct call_parameter parameters_IPsecSaContextCreate1[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "outboundTraffic", PARAM_STRUCT, 0, false, 1, -1, &record_IPSEC_TRAFFIC1 },
    { "virtualIfTunnelInfo", PARAM_STRUCT, 0, true, 2, -1, &record_IPSEC_VIRTUAL_IF_TUNNEL_INFO0 },
    { "inboundFilterId", PARAM_OUT_NUMBER, 8, true, 3, -1, NULL },
    { "id", PARAM_OUT_NUMBER, 8, false, 4, -1, NULL },
};
const struct call_row call_IPsecSaContextCreate1 = { "IPsecSaContextCreate1", 167, CALL_IPSEC_SA_CONTEXT_CREATE, 5, parameters_IPsecSaContextCreate1 };

static const struct call_parameter parameters_IPsecSaContextCreateEnumHandle0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumTemplate", PARAM_STRUCT, 0, true, 1, -1, &record_IPSEC_SA_CONTEXT_ENUM_TEMPLATE0 },
    { "enumHandle", PARAM_OUT_HANDLE, 8, false, 2, -1, NULL },
};
const struct call_row call_IPsecSaContextCreateEnumHandle0 = { "IPsecSaContextCreateEnumHandle0", 168, CALL_IPSEC_SA_CONTEXT_CREATE_ENUM_HANDLE, 3, parameters_IPsecSaContextCreateEnumHandle0 };

static const struct call_parameter parameters_IPsecSaContextDeleteById0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "id", PARAM_NUMBER, 8, false, 1, -1, NULL },
};
const struct call_row call_IPsecSaContextDeleteById0 = { "IPsecSaContextDeleteById0", 169, CALL_IPSEC_SA_CONTEXT_DELETE_BY_ID, 2, parameters_IPsecSaContextDeleteById0 };

static const struct call_parameter parameters_IPsecSaContextDestroyEnumHandle0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
};
const struct call_row call_IPsecSaContextDestroyEnumHandle0 = { "IPsecSaContextDestroyEnumHandle0", 170, CALL_IPSEC_SA_CONTEXT_DESTROY_ENUM_HANDLE, 2, parameters_IPsecSaContextDestroyEnumHandle0 };

static const struct call_parameter parameters_IPsecSaContextEnum0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
    { "numEntriesRequested", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "entries", PARAM_OUT_ARRAY, 0, false, 3, 4, &record_IPSEC_SA_CONTEXT0 },
    { "numEntriesReturned", PARAM_OUT_COUNT, 4, false, 4, 3, NULL },
};
const struct call_row call_IPsecSaContextEnum0 = { "IPsecSaContextEnum0", 171, CALL_IPSEC_SA_CONTEXT_ENUM, 5, parameters_IPsecSaContextEnum0 };

static const struct call_parameter parameters_IPsecSaContextEnum1[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
    { "numEntriesRequested", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "entries", PARAM_OUT_ARRAY, 0, false, 3, 4, &record_IPSEC_SA_CONTEXT1 },
    { "numEntriesReturned", PARAM_OUT_COUNT, 4, false, 4, 3, NULL },
};
const struct call_row call_IPsecSaContextEnum1 = { "IPsecSaContextEnum1", 172, CALL_IPSEC_SA_CONTEXT_ENUM, 5, parameters_IPsecSaContextEnum1 };

static const struct call_parameter parameters_IPsecSaContextExpire0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "id", PARAM_NUMBER, 8, false, 1, -1, NULL },
};
const struct call_row call_IPsecSaContextExpire0 = { "IPsecSaContextExpire0", 173, CALL_IPSEC_SA_CONTEXT_EXPIRE, 2, parameters_IPsecSaContextExpire0 };

static const struct call_parameter parameters_IPsecSaContextGetById0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "id", PARAM_NUMBER, 8, false, 1, -1, NULL },
    { "saContext", PARAM_OUT_BLOCK, 0, false, 2, -1, &record_IPSEC_SA_CONTEXT0 },
};
const struct call_row call_IPsecSaContextGetById0 = { "IPsecSaContextGetById0", 174, CALL_IPSEC_SA_CONTEXT_GET_BY_ID, 3, parameters_IPsecSaContextGetById0 };

static const struct call_parameter parameters_IPsecSaContextGetById1[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "id", PARAM_NUMBER, 8, false, 1, -1, NULL },
    { "saContext", PARAM_OUT_BLOCK, 0, false, 2, -1, &record_IPSEC_SA_CONTEXT1 },
};
const struct call_row call_IPsecSaContextGetById1 = { "IPsecSaContextGetById1", 175, CALL_IPSEC_SA_CONTEXT_GET_BY_ID, 3, parameters_IPsecSaContextGetById1 };

static const struct call_parameter parameters_IPsecSaContextGetSpi0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "id", PARAM_NUMBER, 8, false, 1, -1, NULL },
    { "getSpi", PARAM_STRUCT, 0, false, 2, -1, &record_IPSEC_GETSPI0 },
    { "inboundSpi", PARAM_OUT_NUMBER, 4, false, 3, -1, NULL },
};
const struct call_row call_IPsecSaContextGetSpi0 = { "IPsecSaContextGetSpi0", 176, CALL_IPSEC_SA_CONTEXT_GET_SPI, 4, parameters_IPsecSaContextGetSpi0 };

static const struct call_parameter parameters_IPsecSaContextGetSpi1[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "id", PARAM_NUMBER, 8, false, 1, -1, NULL },
    { "getSpi", PARAM_STRUCT, 0, false, 2, -1, &record_IPSEC_GETSPI1 },
    { "inboundSpi", PARAM_OUT_NUMBER, 4, false, 3, -1, NULL },
};
const struct call_row call_IPsecSaContextGetSpi1 = { "IPsecSaContextGetSpi1", 177, CALL_IPSEC_SA_CONTEXT_GET_SPI, 4, parameters_IPsecSaContextGetSpi1 };

static const struct call_parameter parameters_IPsecSaContextSetSpi0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "id", PARAM_NUMBER, 8, false, 1, -1, NULL },
    { "getSpi", PARAM_STRUCT, 0, false, 2, -1, &record_IPSEC_GETSPI1 },
    { "inboundSpi", PARAM_NUMBER, 4, false, 3, -1, NULL },
};
const struct call_row call_IPsecSaContextSetSpi0 = { "IPsecSaContextSetSpi0", 178, CALL_IPSEC_SA_CONTEXT_SET_SPI, 4, parameters_IPsecSaContextSetSpi0 };

static const struct call_parameter parameters_IPsecSaContextSubscribe0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "subscription", PARAM_STRUCT, 0, false, 1, -1, &record_IPSEC_SA_CONTEXT_SUBSCRIPTION0 },
    { "callback", PARAM_CALLBACK, 0, false, 2, -1, NULL },
    { "context", PARAM_CONTEXT, 0, true, 3, -1, NULL },
    { "eventsHandle", PARAM_OUT_HANDLE, 8, false, 4, -1, NULL },
};
const struct call_row call_IPsecSaContextSubscribe0 = { "IPsecSaContextSubscribe0", 179, CALL_IPSEC_SA_CONTEXT_SUBSCRIBE, 5, parameters_IPsecSaContextSubscribe0 };

static const struct call_parameter parameters_IPsecSaContextSubscriptionsGet0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "entries", PARAM_OUT_ARRAY, 0, false, 1, 2, &record_IPSEC_SA_CONTEXT_SUBSCRIPTION0 },
    { "numEntries", PARAM_OUT_COUNT, 4, false, 2, 1, NULL },
};
const struct call_row call_IPsecSaContextSubscriptionsGet0 = { "IPsecSaContextSubscriptionsGet0", 180, CALL_IPSEC_SA_CONTEXT_SUBSCRIPTIONS_GET, 3, parameters_IPsecSaContextSubscriptionsGet0 };

static const struct call_parameter parameters_IPsecSaContextUnsubscribe0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "eventsHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
};
const struct call_row call_IPsecSaContextUnsubscribe0 = { "IPsecSaContextUnsubscribe0", 181, CALL_IPSEC_SA_CONTEXT_UNSUBSCRIBE, 2, parameters_IPsecSaContextUnsubscribe0 };

static const struct call_parameter parameters_IPsecSaContextUpdate0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "flags", PARAM_NUMBER, 8, false, 1, -1, NULL },
    { "newValues", PARAM_STRUCT, 0, false, 2, -1, &record_IPSEC_SA_CONTEXT1 },
};
const struct call_row call_IPsecSaContextUpdate0 = { "IPsecSaContextUpdate0", 182, CALL_IPSEC_SA_CONTEXT_UPDATE, 3, parameters_IPsecSaContextUpdate0 };

static const struct call_parameter parameters_IPsecSaCreateEnumHandle0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumTemplate", PARAM_STRUCT, 0, true, 1, -1, &record_IPSEC_SA_ENUM_TEMPLATE0 },
    { "enumHandle", PARAM_OUT_HANDLE, 8, false, 2, -1, NULL },
};
const struct call_row call_IPsecSaCreateEnumHandle0 = { "IPsecSaCreateEnumHandle0", 183, CALL_IPSEC_SA_CREATE_ENUM_HANDLE, 3, parameters_IPsecSaCreateEnumHandle0 };

static const struct call_parameter parameters_IPsecSaDbGetSecurityInfo0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "securityInfo", PARAM_NUMBER, 4, false, 1, -1, NULL },
    { "sidOwner", PARAM_OUT_SID, 0, true, 2, -1, NULL },
    { "sidGroup", PARAM_OUT_SID, 0, true, 3, -1, NULL },
    { "dacl", PARAM_OUT_ACL, 0, true, 4, -1, NULL },
    { "sacl", PARAM_OUT_ACL, 0, true, 5, -1, NULL },
    { "securityDescriptor", PARAM_OUT_DESCRIPTOR, 0, false, 6, -1, NULL },
};
const struct call_row call_IPsecSaDbGetSecurityInfo0 = { "IPsecSaDbGetSecurityInfo0", 184, CALL_IPSEC_SA_DB_GET_SECURITY_INFO, 7, parameters_IPsecSaDbGetSecurityInfo0 };

static const struct call_parameter parameters_IPsecSaDbSetSecurityInfo0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "securityInfo", PARAM_NUMBER, 4, false, 1, -1, NULL },
    { "sidOwner", PARAM_SID, 0, true, 2, -1, NULL },
    { "sidGroup", PARAM_SID, 0, true, 3, -1, NULL },
    { "dacl", PARAM_ACL, 0, true, 4, -1, NULL },
    { "sacl", PARAM_ACL, 0, true, 5, -1, NULL },
};
const struct call_row call_IPsecSaDbSetSecurityInfo0 = { "IPsecSaDbSetSecurityInfo0", 185, CALL_IPSEC_SA_DB_SET_SECURITY_INFO, 6, parameters_IPsecSaDbSetSecurityInfo0 };

static const struct call_parameter parameters_IPsecSaDestroyEnumHandle0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
};
const struct call_row call_IPsecSaDestroyEnumHandle0 = { "IPsecSaDestroyEnumHandle0", 186, CALL_IPSEC_SA_DESTROY_ENUM_HANDLE, 2, parameters_IPsecSaDestroyEnumHandle0 };

static const struct call_parameter parameters_IPsecSaEnum0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
    { "numEntriesRequested", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "entries", PARAM_OUT_ARRAY, 0, false, 3, 4, &record_IPSEC_SA_DETAILS0 },
    { "numEntriesReturned", PARAM_OUT_COUNT, 4, false, 4, 3, NULL },
};
const struct call_row call_IPsecSaEnum0 = { "IPsecSaEnum0", 187, CALL_IPSEC_SA_ENUM, 5, parameters_IPsecSaEnum0 };

static const struct call_parameter parameters_IPsecSaEnum1[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
    { "numEntriesRequested", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "entries", PARAM_OUT_ARRAY, 0, false, 3, 4, &record_IPSEC_SA_DETAILS1 },
    { "numEntriesReturned", PARAM_OUT_COUNT, 4, false, 4, 3, NULL },
};
const struct call_row call_IPsecSaEnum1 = { "IPsecSaEnum1", 188, CALL_IPSEC_SA_ENUM, 5, parameters_IPsecSaEnum1 };

static const struct call_parameter parameters_FwpmBfeStateSubscribeChanges0[] = {
    { "deviceObject", PARAM_LOCAL, 0, false, 0, -1, NULL },
    { "callback", PARAM_CALLBACK, 0, false, 1, -1, NULL },
    { "context", PARAM_CONTEXT, 0, true, 2, -1, NULL },
    { "changeHandle", PARAM_OUT_HANDLE, 8, false, 3, -1, NULL },
};
const struct call_row call_FwpmBfeStateSubscribeChanges0 = { "FwpmBfeStateSubscribeChanges0", 189, CALL_BFE_STATE_SUBSCRIBE_CHANGES, 4, parameters_FwpmBfeStateSubscribeChanges0 };

static const struct call_parameter parameters_FwpmBfeStateUnsubscribeChanges0[] = {
    { "changeHandle", PARAM_HANDLE, 8, false, 0, -1, NULL },
};
const struct call_row call_FwpmBfeStateUnsubscribeChanges0 = { "FwpmBfeStateUnsubscribeChanges0", 190, CALL_BFE_STATE_UNSUBSCRIBE_CHANGES, 1, parameters_FwpmBfeStateUnsubscribeChanges0 };

static const struct call_parameter parameters_FwpsAleEndpointCreateEnumHandle0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumTemplate", PARAM_STRUCT, 0, true, 1, -1, &record_FWPS_ALE_ENDPOINT_ENUM_TEMPLATE0 },
    { "enumHandle", PARAM_OUT_HANDLE, 8, false, 2, -1, NULL },
};
const struct call_row call_FwpsAleEndpointCreateEnumHandle0 = { "FwpsAleEndpointCreateEnumHandle0", 191, CALL_ALE_ENDPOINT_CREATE_ENUM_HANDLE, 3, parameters_FwpsAleEndpointCreateEnumHandle0 };

static const struct call_parameter parameters_FwpsAleEndpointDestroyEnumHandle0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
};
const struct call_row call_FwpsAleEndpointDestroyEnumHandle0 = { "FwpsAleEndpointDestroyEnumHandle0", 192, CALL_ALE_ENDPOINT_DESTROY_ENUM_HANDLE, 2, parameters_FwpsAleEndpointDestroyEnumHandle0 };

static const struct call_parameter parameters_FwpsAleEndpointEnum0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "enumHandle", PARAM_HANDLE, 8, false, 1, -1, NULL },
    { "numEntriesRequested", PARAM_NUMBER, 4, false, 2, -1, NULL },
    { "entries", PARAM_OUT_ARRAY, 0, false, 3, 4, &record_FWPS_ALE_ENDPOINT_PROPERTIES0 },
    { "numEntriesReturned", PARAM_OUT_COUNT, 4, false, 4, 3, NULL },
};
const struct call_row call_FwpsAleEndpointEnum0 = { "FwpsAleEndpointEnum0", 193, CALL_ALE_ENDPOINT_ENUM, 5, parameters_FwpsAleEndpointEnum0 };

static const struct call_parameter parameters_FwpsAleEndpointGetById0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "endpointId", PARAM_NUMBER, 8, false, 1, -1, NULL },
    { "properties", PARAM_OUT_BLOCK, 0, false, 2, -1, &record_FWPS_ALE_ENDPOINT_PROPERTIES0 },
};
const struct call_row call_FwpsAleEndpointGetById0 = { "FwpsAleEndpointGetById0", 194, CALL_ALE_ENDPOINT_GET_BY_ID, 3, parameters_FwpsAleEndpointGetById0 };

static const struct call_parameter parameters_FwpsAleEndpointGetSecurityInfo0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "securityInfo", PARAM_NUMBER, 4, false, 1, -1, NULL },
    { "sidOwner", PARAM_OUT_SID, 0, false, 2, -1, NULL },
    { "sidGroup", PARAM_OUT_SID, 0, false, 3, -1, NULL },
    { "dacl", PARAM_OUT_ACL, 0, false, 4, -1, NULL },
    { "sacl", PARAM_OUT_ACL, 0, false, 5, -1, NULL },
    { "securityDescriptor", PARAM_OUT_DESCRIPTOR, 0, false, 6, -1, NULL },
};
const struct call_row call_FwpsAleEndpointGetSecurityInfo0 = { "FwpsAleEndpointGetSecurityInfo0", 195, CALL_ALE_ENDPOINT_GET_SECURITY_INFO, 7, parameters_FwpsAleEndpointGetSecurityInfo0 };

static const struct call_parameter parameters_FwpsAleEndpointSetSecurityInfo0[] = {
    { "engineHandle", PARAM_ENGINE, 8, false, 0, -1, NULL },
    { "securityInfo", PARAM_NUMBER, 4, false, 1, -1, NULL },
    { "sidOwner", PARAM_SID, 0, true, 2, -1, NULL },
    { "sidGroup", PARAM_SID, 0, true, 3, -1, NULL },
    { "dacl", PARAM_ACL, 0, true, 4, -1, NULL },
    { "sacl", PARAM_ACL, 0, true, 5, -1, NULL },
};
const struct call_row call_FwpsAleEndpointSetSecurityInfo0 = { "FwpsAleEndpointSetSecurityInfo0", 196, CALL_ALE_ENDPOINT_SET_SECURITY_INFO, 6, parameters_FwpsAleEndpointSetSecurityInfo0 };

/* by number */
const struct call_row *const call_rows[] = {
    [1] = &call_FwpmCalloutAdd0,
    [2] = &call_FwpmCalloutCreateEnumHandle0,
    [3] = &call_FwpmCalloutDeleteById0,
    [4] = &call_FwpmCalloutDeleteByKey0,
    [5] = &call_FwpmCalloutDestroyEnumHandle0,
    [6] = &call_FwpmCalloutEnum0,
    [7] = &call_FwpmCalloutGetById0,
    [8] = &call_FwpmCalloutGetByKey0,
    [9] = &call_FwpmCalloutGetSecurityInfoByKey0,
    [10] = &call_FwpmCalloutSetSecurityInfoByKey0,
    [11] = &call_FwpmCalloutSubscribeChanges0,
    [12] = &call_FwpmCalloutSubscriptionsGet0,
    [13] = &call_FwpmCalloutUnsubscribeChanges0,
    [14] = &call_FwpmConnectionCreateEnumHandle0,
    [15] = &call_FwpmConnectionDestroyEnumHandle0,
    [16] = &call_FwpmConnectionEnum0,
    [17] = &call_FwpmConnectionGetById0,
    [18] = &call_FwpmConnectionGetSecurityInfo0,
    [19] = &call_FwpmConnectionPolicyAdd0,
    [20] = &call_FwpmConnectionPolicyDeleteByKey0,
    [21] = &call_FwpmConnectionSetSecurityInfo0,
    [22] = &call_FwpmConnectionSubscribe0,
    [23] = &call_FwpmConnectionSubscriptionsGet0,
    [24] = &call_FwpmConnectionUnsubscribe0,
    [25] = &call_FwpmDynamicKeywordSubscribe0,
    [26] = &call_FwpmDynamicKeywordUnsubscribe0,
    [27] = &call_FwpmEngineClose0,
    [28] = &call_FwpmEngineGetOption0,
    [29] = &call_FwpmEngineGetSecurityInfo0,
    [30] = &call_FwpmEngineOpen0,
    [31] = &call_FwpmEngineSetOption0,
    [32] = &call_FwpmEngineSetSecurityInfo0,
    [33] = &call_FwpmFilterAdd0,
    [34] = &call_FwpmFilterCreateEnumHandle0,
    [35] = &call_FwpmFilterDeleteById0,
    [36] = &call_FwpmFilterDeleteByKey0,
    [37] = &call_FwpmFilterDestroyEnumHandle0,
    [38] = &call_FwpmFilterEnum0,
    [39] = &call_FwpmFilterGetById0,
    [40] = &call_FwpmFilterGetByKey0,
    [41] = &call_FwpmFilterGetSecurityInfoByKey0,
    [42] = &call_FwpmFilterSetSecurityInfoByKey0,
    [43] = &call_FwpmFilterSubscribeChanges0,
    [44] = &call_FwpmFilterSubscriptionsGet0,
    [45] = &call_FwpmFilterUnsubscribeChanges0,
    [46] = &call_FwpmGetAppIdFromFileName0,
    [47] = &call_FwpmIPsecTunnelAdd0,
    [48] = &call_FwpmIPsecTunnelAdd1,
    [49] = &call_FwpmIPsecTunnelAdd2,
    [50] = &call_FwpmIPsecTunnelAdd3,
    [51] = &call_FwpmIPsecTunnelDeleteByKey0,
    [52] = &call_FwpmLayerCreateEnumHandle0,
    [53] = &call_FwpmLayerDestroyEnumHandle0,
    [54] = &call_FwpmLayerEnum0,
    [55] = &call_FwpmLayerGetById0,
    [56] = &call_FwpmLayerGetByKey0,
    [57] = &call_FwpmLayerGetSecurityInfoByKey0,
    [58] = &call_FwpmLayerSetSecurityInfoByKey0,
    [59] = &call_FwpmNetEventCreateEnumHandle0,
    [60] = &call_FwpmNetEventDestroyEnumHandle0,
    [61] = &call_FwpmNetEventEnum0,
    [62] = &call_FwpmNetEventEnum1,
    [63] = &call_FwpmNetEventEnum2,
    [64] = &call_FwpmNetEventEnum3,
    [65] = &call_FwpmNetEventEnum4,
    [66] = &call_FwpmNetEventEnum5,
    [67] = &call_FwpmNetEventsGetSecurityInfo0,
    [68] = &call_FwpmNetEventsSetSecurityInfo0,
    [69] = &call_FwpmNetEventSubscribe0,
    [70] = &call_FwpmNetEventSubscribe1,
    [71] = &call_FwpmNetEventSubscribe2,
    [72] = &call_FwpmNetEventSubscribe3,
    [73] = &call_FwpmNetEventSubscribe4,
    [74] = &call_FwpmNetEventSubscriptionsGet0,
    [75] = &call_FwpmNetEventUnsubscribe0,
    [76] = &call_FwpmProviderAdd0,
    [77] = &call_FwpmProviderContextAdd0,
    [78] = &call_FwpmProviderContextAdd1,
    [79] = &call_FwpmProviderContextAdd2,
    [80] = &call_FwpmProviderContextAdd3,
    [81] = &call_FwpmProviderContextCreateEnumHandle0,
    [82] = &call_FwpmProviderContextDeleteById0,
    [83] = &call_FwpmProviderContextDeleteByKey0,
    [84] = &call_FwpmProviderContextDestroyEnumHandle0,
    [85] = &call_FwpmProviderContextEnum0,
    [86] = &call_FwpmProviderContextEnum1,
    [87] = &call_FwpmProviderContextEnum2,
    [88] = &call_FwpmProviderContextEnum3,
    [89] = &call_FwpmProviderContextGetById0,
    [90] = &call_FwpmProviderContextGetById1,
    [91] = &call_FwpmProviderContextGetById2,
    [92] = &call_FwpmProviderContextGetById3,
    [93] = &call_FwpmProviderContextGetByKey0,
    [94] = &call_FwpmProviderContextGetByKey1,
    [95] = &call_FwpmProviderContextGetByKey2,
    [96] = &call_FwpmProviderContextGetByKey3,
    [97] = &call_FwpmProviderContextGetSecurityInfoByKey0,
    [98] = &call_FwpmProviderContextSetSecurityInfoByKey0,
    [99] = &call_FwpmProviderContextSubscribeChanges0,
    [100] = &call_FwpmProviderContextSubscriptionsGet0,
    [101] = &call_FwpmProviderContextUnsubscribeChanges0,
    [102] = &call_FwpmProviderCreateEnumHandle0,
    [103] = &call_FwpmProviderDeleteByKey0,
    [104] = &call_FwpmProviderDestroyEnumHandle0,
    [105] = &call_FwpmProviderEnum0,
    [106] = &call_FwpmProviderGetByKey0,
    [107] = &call_FwpmProviderGetSecurityInfoByKey0,
    [108] = &call_FwpmProviderSetSecurityInfoByKey0,
    [109] = &call_FwpmProviderSubscribeChanges0,
    [110] = &call_FwpmProviderSubscriptionsGet0,
    [111] = &call_FwpmProviderUnsubscribeChanges0,
    [112] = &call_FwpmSessionCreateEnumHandle0,
    [113] = &call_FwpmSessionDestroyEnumHandle0,
    [114] = &call_FwpmSessionEnum0,
    [115] = &call_FwpmSubLayerAdd0,
    [116] = &call_FwpmSubLayerCreateEnumHandle0,
    [117] = &call_FwpmSubLayerDeleteByKey0,
    [118] = &call_FwpmSubLayerDestroyEnumHandle0,
    [119] = &call_FwpmSubLayerEnum0,
    [120] = &call_FwpmSubLayerGetByKey0,
    [121] = &call_FwpmSubLayerGetSecurityInfoByKey0,
    [122] = &call_FwpmSubLayerSetSecurityInfoByKey0,
    [123] = &call_FwpmSubLayerSubscribeChanges0,
    [124] = &call_FwpmSubLayerSubscriptionsGet0,
    [125] = &call_FwpmSubLayerUnsubscribeChanges0,
    [126] = &call_FwpmSystemPortsGet0,
    [127] = &call_FwpmSystemPortsSubscribe0,
    [128] = &call_FwpmSystemPortsUnsubscribe0,
    [129] = &call_FwpmTransactionAbort0,
    [130] = &call_FwpmTransactionBegin0,
    [131] = &call_FwpmTransactionCommit0,
    [132] = &call_FwpmvSwitchEventsGetSecurityInfo0,
    [133] = &call_FwpmvSwitchEventsSetSecurityInfo0,
    [134] = &call_FwpmvSwitchEventSubscribe0,
    [135] = &call_FwpmvSwitchEventUnsubscribe0,
    [136] = &call_IkeextGetStatistics0,
    [137] = &call_IkeextGetStatistics1,
    [138] = &call_IkeextSaCreateEnumHandle0,
    [139] = &call_IkeextSaDbGetSecurityInfo0,
    [140] = &call_IkeextSaDbSetSecurityInfo0,
    [141] = &call_IkeextSaDeleteById0,
    [142] = &call_IkeextSaDestroyEnumHandle0,
    [143] = &call_IkeextSaEnum0,
    [144] = &call_IkeextSaEnum1,
    [145] = &call_IkeextSaEnum2,
    [146] = &call_IkeextSaGetById0,
    [147] = &call_IkeextSaGetById1,
    [148] = &call_IkeextSaGetById2,
    [149] = &call_IPsecDospGetSecurityInfo0,
    [150] = &call_IPsecDospGetStatistics0,
    [151] = &call_IPsecDospSetSecurityInfo0,
    [152] = &call_IPsecDospStateCreateEnumHandle0,
    [153] = &call_IPsecDospStateDestroyEnumHandle0,
    [154] = &call_IPsecDospStateEnum0,
    [155] = &call_IPsecGetStatistics0,
    [156] = &call_IPsecGetStatistics1,
    [157] = &call_IPsecKeyManagerAddAndRegister0,
    [158] = &call_IPsecKeyManagerGetSecurityInfoByKey0,
    [159] = &call_IPsecKeyManagerSetSecurityInfoByKey0,
    [160] = &call_IPsecKeyManagersGet0,
    [161] = &call_IPsecKeyManagerUnregisterAndDelete0,
    [162] = &call_IPsecSaContextAddInbound0,
    [163] = &call_IPsecSaContextAddInbound1,
    [164] = &call_IPsecSaContextAddOutbound0,
    [165] = &call_IPsecSaContextAddOutbound1,
    [166] = &call_IPsecSaContextCreate0,
    [167] = &call_IPsecSaContextCreate1,
    [168] = &call_IPsecSaContextCreateEnumHandle0,
    [169] = &call_IPsecSaContextDeleteById0,
    [170] = &call_IPsecSaContextDestroyEnumHandle0,
    [171] = &call_IPsecSaContextEnum0,
    [172] = &call_IPsecSaContextEnum1,
    [173] = &call_IPsecSaContextExpire0,
    [174] = &call_IPsecSaContextGetById0,
    [175] = &call_IPsecSaContextGetById1,
    [176] = &call_IPsecSaContextGetSpi0,
    [177] = &call_IPsecSaContextGetSpi1,
    [178] = &call_IPsecSaContextSetSpi0,
    [179] = &call_IPsecSaContextSubscribe0,
    [180] = &call_IPsecSaContextSubscriptionsGet0,
    [181] = &call_IPsecSaContextUnsubscribe0,
    [182] = &call_IPsecSaContextUpdate0,
    [183] = &call_IPsecSaCreateEnumHandle0,
    [184] = &call_IPsecSaDbGetSecurityInfo0,
    [185] = &call_IPsecSaDbSetSecurityInfo0,
    [186] = &call_IPsecSaDestroyEnumHandle0,
    [187] = &call_IPsecSaEnum0,
    [188] = &call_IPsecSaEnum1,
    [189] = &call_FwpmBfeStateSubscribeChanges0,
    [190] = &call_FwpmBfeStateUnsubscribeChanges0,
    [191] = &call_FwpsAleEndpointCreateEnumHandle0,
    [192] = &call_FwpsAleEndpointDestroyEnumHandle0,
    [193] = &call_FwpsAleEndpointEnum0,
    [194] = &call_FwpsAleEndpointGetById0,
    [195] = &call_FwpsAleEndpointGetSecurityInfo0,
    [196] = &call_FwpsAleEndpointSetSecurityInfo0,
};
const size_t call_row_count = 197;

const char *const call_op_names[CALL_OP_COUNT] = {
    "ALE_ENDPOINT_CREATE_ENUM_HANDLE",
    "ALE_ENDPOINT_DESTROY_ENUM_HANDLE",
    "ALE_ENDPOINT_ENUM",
    "ALE_ENDPOINT_GET_BY_ID",
    "ALE_ENDPOINT_GET_SECURITY_INFO",
    "ALE_ENDPOINT_SET_SECURITY_INFO",
    "BFE_STATE_SUBSCRIBE_CHANGES",
    "BFE_STATE_UNSUBSCRIBE_CHANGES",
    "CALLOUT_ADD",
    "CALLOUT_CREATE_ENUM_HANDLE",
    "CALLOUT_DELETE_BY_ID",
    "CALLOUT_DELETE_BY_KEY",
    "CALLOUT_DESTROY_ENUM_HANDLE",
    "CALLOUT_ENUM",
    "CALLOUT_GET_BY_ID",
    "CALLOUT_GET_BY_KEY",
    "CALLOUT_GET_SECURITY_INFO_BY_KEY",
    "CALLOUT_SET_SECURITY_INFO_BY_KEY",
    "CALLOUT_SUBSCRIBE_CHANGES",
    "CALLOUT_SUBSCRIPTIONS_GET",
    "CALLOUT_UNSUBSCRIBE_CHANGES",
    "CONNECTION_CREATE_ENUM_HANDLE",
    "CONNECTION_DESTROY_ENUM_HANDLE",
    "CONNECTION_ENUM",
    "CONNECTION_GET_BY_ID",
    "CONNECTION_GET_SECURITY_INFO",
    "CONNECTION_POLICY_ADD",
    "CONNECTION_POLICY_DELETE_BY_KEY",
    "CONNECTION_SET_SECURITY_INFO",
    "CONNECTION_SUBSCRIBE",
    "CONNECTION_SUBSCRIPTIONS_GET",
    "CONNECTION_UNSUBSCRIBE",
    "DYNAMIC_KEYWORD_SUBSCRIBE",
    "DYNAMIC_KEYWORD_UNSUBSCRIBE",
    "ENGINE_CLOSE",
    "ENGINE_GET_OPTION",
    "ENGINE_GET_SECURITY_INFO",
    "ENGINE_OPEN",
    "ENGINE_SET_OPTION",
    "ENGINE_SET_SECURITY_INFO",
    "FILTER_ADD",
    "FILTER_CREATE_ENUM_HANDLE",
    "FILTER_DELETE_BY_ID",
    "FILTER_DELETE_BY_KEY",
    "FILTER_DESTROY_ENUM_HANDLE",
    "FILTER_ENUM",
    "FILTER_GET_BY_ID",
    "FILTER_GET_BY_KEY",
    "FILTER_GET_SECURITY_INFO_BY_KEY",
    "FILTER_SET_SECURITY_INFO_BY_KEY",
    "FILTER_SUBSCRIBE_CHANGES",
    "FILTER_SUBSCRIPTIONS_GET",
    "FILTER_UNSUBSCRIBE_CHANGES",
    "GET_APP_ID_FROM_FILE_NAME",
    "IKEEXT_GET_STATISTICS",
    "IKEEXT_SA_CREATE_ENUM_HANDLE",
    "IKEEXT_SA_DB_GET_SECURITY_INFO",
    "IKEEXT_SA_DB_SET_SECURITY_INFO",
    "IKEEXT_SA_DELETE_BY_ID",
    "IKEEXT_SA_DESTROY_ENUM_HANDLE",
    "IKEEXT_SA_ENUM",
    "IKEEXT_SA_GET_BY_ID",
    "IPSEC_DOSP_GET_SECURITY_INFO",
    "IPSEC_DOSP_GET_STATISTICS",
    "IPSEC_DOSP_SET_SECURITY_INFO",
    "IPSEC_DOSP_STATE_CREATE_ENUM_HANDLE",
    "IPSEC_DOSP_STATE_DESTROY_ENUM_HANDLE",
    "IPSEC_DOSP_STATE_ENUM",
    "IPSEC_GET_STATISTICS",
    "IPSEC_KEY_MANAGERS_GET",
    "IPSEC_KEY_MANAGER_ADD_AND_REGISTER",
    "IPSEC_KEY_MANAGER_GET_SECURITY_INFO_BY_KEY",
    "IPSEC_KEY_MANAGER_SET_SECURITY_INFO_BY_KEY",
    "IPSEC_KEY_MANAGER_UNREGISTER_AND_DELETE",
    "IPSEC_SA_CONTEXT_ADD_INBOUND",
    "IPSEC_SA_CONTEXT_ADD_OUTBOUND",
    "IPSEC_SA_CONTEXT_CREATE",
    "IPSEC_SA_CONTEXT_CREATE_ENUM_HANDLE",
    "IPSEC_SA_CONTEXT_DELETE_BY_ID",
    "IPSEC_SA_CONTEXT_DESTROY_ENUM_HANDLE",
    "IPSEC_SA_CONTEXT_ENUM",
    "IPSEC_SA_CONTEXT_EXPIRE",
    "IPSEC_SA_CONTEXT_GET_BY_ID",
    "IPSEC_SA_CONTEXT_GET_SPI",
    "IPSEC_SA_CONTEXT_SET_SPI",
    "IPSEC_SA_CONTEXT_SUBSCRIBE",
    "IPSEC_SA_CONTEXT_SUBSCRIPTIONS_GET",
    "IPSEC_SA_CONTEXT_UNSUBSCRIBE",
    "IPSEC_SA_CONTEXT_UPDATE",
    "IPSEC_SA_CREATE_ENUM_HANDLE",
    "IPSEC_SA_DB_GET_SECURITY_INFO",
    "IPSEC_SA_DB_SET_SECURITY_INFO",
    "IPSEC_SA_DESTROY_ENUM_HANDLE",
    "IPSEC_SA_ENUM",
    "IPSEC_TUNNEL_ADD",
    "IPSEC_TUNNEL_DELETE_BY_KEY",
    "LAYER_CREATE_ENUM_HANDLE",
    "LAYER_DESTROY_ENUM_HANDLE",
    "LAYER_ENUM",
    "LAYER_GET_BY_ID",
    "LAYER_GET_BY_KEY",
    "LAYER_GET_SECURITY_INFO_BY_KEY",
    "LAYER_SET_SECURITY_INFO_BY_KEY",
    "NET_EVENTS_GET_SECURITY_INFO",
    "NET_EVENTS_SET_SECURITY_INFO",
    "NET_EVENT_CREATE_ENUM_HANDLE",
    "NET_EVENT_DESTROY_ENUM_HANDLE",
    "NET_EVENT_ENUM",
    "NET_EVENT_SUBSCRIBE",
    "NET_EVENT_SUBSCRIPTIONS_GET",
    "NET_EVENT_UNSUBSCRIBE",
    "PROVIDER_ADD",
    "PROVIDER_CONTEXT_ADD",
    "PROVIDER_CONTEXT_CREATE_ENUM_HANDLE",
    "PROVIDER_CONTEXT_DELETE_BY_ID",
    "PROVIDER_CONTEXT_DELETE_BY_KEY",
    "PROVIDER_CONTEXT_DESTROY_ENUM_HANDLE",
    "PROVIDER_CONTEXT_ENUM",
    "PROVIDER_CONTEXT_GET_BY_ID",
    "PROVIDER_CONTEXT_GET_BY_KEY",
    "PROVIDER_CONTEXT_GET_SECURITY_INFO_BY_KEY",
    "PROVIDER_CONTEXT_SET_SECURITY_INFO_BY_KEY",
    "PROVIDER_CONTEXT_SUBSCRIBE_CHANGES",
    "PROVIDER_CONTEXT_SUBSCRIPTIONS_GET",
    "PROVIDER_CONTEXT_UNSUBSCRIBE_CHANGES",
    "PROVIDER_CREATE_ENUM_HANDLE",
    "PROVIDER_DELETE_BY_KEY",
    "PROVIDER_DESTROY_ENUM_HANDLE",
    "PROVIDER_ENUM",
    "PROVIDER_GET_BY_KEY",
    "PROVIDER_GET_SECURITY_INFO_BY_KEY",
    "PROVIDER_SET_SECURITY_INFO_BY_KEY",
    "PROVIDER_SUBSCRIBE_CHANGES",
    "PROVIDER_SUBSCRIPTIONS_GET",
    "PROVIDER_UNSUBSCRIBE_CHANGES",
    "SESSION_CREATE_ENUM_HANDLE",
    "SESSION_DESTROY_ENUM_HANDLE",
    "SESSION_ENUM",
    "SUBLAYER_ADD",
    "SUBLAYER_CREATE_ENUM_HANDLE",
    "SUBLAYER_DELETE_BY_KEY",
    "SUBLAYER_DESTROY_ENUM_HANDLE",
    "SUBLAYER_ENUM",
    "SUBLAYER_GET_BY_KEY",
    "SUBLAYER_GET_SECURITY_INFO_BY_KEY",
    "SUBLAYER_SET_SECURITY_INFO_BY_KEY",
    "SUBLAYER_SUBSCRIBE_CHANGES",
    "SUBLAYER_SUBSCRIPTIONS_GET",
    "SUBLAYER_UNSUBSCRIBE_CHANGES",
    "SYSTEM_PORTS_GET",
    "SYSTEM_PORTS_SUBSCRIBE",
    "SYSTEM_PORTS_UNSUBSCRIBE",
    "TRANSACTION_ABORT",
    "TRANSACTION_BEGIN",
    "TRANSACTION_COMMIT",
    "VSWITCH_EVENTS_GET_SECURITY_INFO",
    "VSWITCH_EVENTS_SET_SECURITY_INFO",
    "VSWITCH_EVENT_SUBSCRIBE",
    "VSWITCH_EVENT_UNSUBSCRIBE",
};
