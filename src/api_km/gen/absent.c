/* Generated from schema/ by tools/gen/generate.py (make gen). Do not edit. */
#include "api_km/absent.h"

int FwpmCalloutCreateEnumHandle0_km(void);
int FwpmCalloutCreateEnumHandle0_km(void)
{
    return km_absent("FwpmCalloutCreateEnumHandle0");
}

int FwpmCalloutDestroyEnumHandle0_km(void);
int FwpmCalloutDestroyEnumHandle0_km(void)
{
    return km_absent("FwpmCalloutDestroyEnumHandle0");
}

int FwpmCalloutEnum0_km(void);
int FwpmCalloutEnum0_km(void)
{
    return km_absent("FwpmCalloutEnum0");
}

int FwpmCalloutGetById0_km(void);
int FwpmCalloutGetById0_km(void)
{
    return km_absent("FwpmCalloutGetById0");
}

int FwpmCalloutGetSecurityInfoByKey0_km(void);
int FwpmCalloutGetSecurityInfoByKey0_km(void)
{
    return km_absent("FwpmCalloutGetSecurityInfoByKey0");
}

int FwpmCalloutSetSecurityInfoByKey0_km(void);
int FwpmCalloutSetSecurityInfoByKey0_km(void)
{
    return km_absent("FwpmCalloutSetSecurityInfoByKey0");
}

int FwpmConnectionCreateEnumHandle0_km(void);
int FwpmConnectionCreateEnumHandle0_km(void)
{
    return km_absent("FwpmConnectionCreateEnumHandle0");
}

int FwpmConnectionDestroyEnumHandle0_km(void);
int FwpmConnectionDestroyEnumHandle0_km(void)
{
    return km_absent("FwpmConnectionDestroyEnumHandle0");
}

int FwpmConnectionEnum0_km(void);
int FwpmConnectionEnum0_km(void)
{
    return km_absent("FwpmConnectionEnum0");
}

int FwpmConnectionGetById0_km(void);
int FwpmConnectionGetById0_km(void)
{
    return km_absent("FwpmConnectionGetById0");
}

int FwpmConnectionGetSecurityInfo0_km(void);
int FwpmConnectionGetSecurityInfo0_km(void)
{
    return km_absent("FwpmConnectionGetSecurityInfo0");
}

int FwpmConnectionPolicyAdd0_km(void);
int FwpmConnectionPolicyAdd0_km(void)
{
    return km_absent("FwpmConnectionPolicyAdd0");
}

int FwpmConnectionPolicyDeleteByKey0_km(void);
int FwpmConnectionPolicyDeleteByKey0_km(void)
{
    return km_absent("FwpmConnectionPolicyDeleteByKey0");
}

int FwpmConnectionSetSecurityInfo0_km(void);
int FwpmConnectionSetSecurityInfo0_km(void)
{
    return km_absent("FwpmConnectionSetSecurityInfo0");
}

int FwpmEngineGetOption0_km(void);
int FwpmEngineGetOption0_km(void)
{
    return km_absent("FwpmEngineGetOption0");
}

int FwpmEngineGetSecurityInfo0_km(void);
int FwpmEngineGetSecurityInfo0_km(void)
{
    return km_absent("FwpmEngineGetSecurityInfo0");
}

int FwpmEngineSetOption0_km(void);
int FwpmEngineSetOption0_km(void)
{
    return km_absent("FwpmEngineSetOption0");
}

int FwpmEngineSetSecurityInfo0_km(void);
int FwpmEngineSetSecurityInfo0_km(void)
{
    return km_absent("FwpmEngineSetSecurityInfo0");
}

int FwpmFilterCreateEnumHandle0_km(void);
int FwpmFilterCreateEnumHandle0_km(void)
{
    return km_absent("FwpmFilterCreateEnumHandle0");
}

int FwpmFilterDestroyEnumHandle0_km(void);
int FwpmFilterDestroyEnumHandle0_km(void)
{
    return km_absent("FwpmFilterDestroyEnumHandle0");
}

int FwpmFilterEnum0_km(void);
int FwpmFilterEnum0_km(void)
{
    return km_absent("FwpmFilterEnum0");
}

int FwpmFilterGetById0_km(void);
int FwpmFilterGetById0_km(void)
{
    return km_absent("FwpmFilterGetById0");
}

int FwpmFilterGetByKey0_km(void);
int FwpmFilterGetByKey0_km(void)
{
    return km_absent("FwpmFilterGetByKey0");
}

int FwpmFilterGetSecurityInfoByKey0_km(void);
int FwpmFilterGetSecurityInfoByKey0_km(void)
{
    return km_absent("FwpmFilterGetSecurityInfoByKey0");
}

int FwpmFilterSetSecurityInfoByKey0_km(void);
int FwpmFilterSetSecurityInfoByKey0_km(void)
{
    return km_absent("FwpmFilterSetSecurityInfoByKey0");
}

int FwpmIPsecTunnelAdd0_km(void);
int FwpmIPsecTunnelAdd0_km(void)
{
    return km_absent("FwpmIPsecTunnelAdd0");
}

int FwpmIPsecTunnelAdd1_km(void);
int FwpmIPsecTunnelAdd1_km(void)
{
    return km_absent("FwpmIPsecTunnelAdd1");
}

int FwpmIPsecTunnelAdd2_km(void);
int FwpmIPsecTunnelAdd2_km(void)
{
    return km_absent("FwpmIPsecTunnelAdd2");
}

int FwpmIPsecTunnelAdd3_km(void);
int FwpmIPsecTunnelAdd3_km(void)
{
    return km_absent("FwpmIPsecTunnelAdd3");
}

int FwpmIPsecTunnelDeleteByKey0_km(void);
int FwpmIPsecTunnelDeleteByKey0_km(void)
{
    return km_absent("FwpmIPsecTunnelDeleteByKey0");
}

int FwpmLayerCreateEnumHandle0_km(void);
int FwpmLayerCreateEnumHandle0_km(void)
{
    return km_absent("FwpmLayerCreateEnumHandle0");
}

int FwpmLayerDestroyEnumHandle0_km(void);
int FwpmLayerDestroyEnumHandle0_km(void)
{
    return km_absent("FwpmLayerDestroyEnumHandle0");
}

int FwpmLayerEnum0_km(void);
int FwpmLayerEnum0_km(void)
{
    return km_absent("FwpmLayerEnum0");
}

int FwpmLayerGetById0_km(void);
int FwpmLayerGetById0_km(void)
{
    return km_absent("FwpmLayerGetById0");
}

int FwpmLayerGetByKey0_km(void);
int FwpmLayerGetByKey0_km(void)
{
    return km_absent("FwpmLayerGetByKey0");
}

int FwpmLayerGetSecurityInfoByKey0_km(void);
int FwpmLayerGetSecurityInfoByKey0_km(void)
{
    return km_absent("FwpmLayerGetSecurityInfoByKey0");
}

int FwpmLayerSetSecurityInfoByKey0_km(void);
int FwpmLayerSetSecurityInfoByKey0_km(void)
{
    return km_absent("FwpmLayerSetSecurityInfoByKey0");
}

int FwpmNetEventCreateEnumHandle0_km(void);
int FwpmNetEventCreateEnumHandle0_km(void)
{
    return km_absent("FwpmNetEventCreateEnumHandle0");
}

int FwpmNetEventDestroyEnumHandle0_km(void);
int FwpmNetEventDestroyEnumHandle0_km(void)
{
    return km_absent("FwpmNetEventDestroyEnumHandle0");
}

int FwpmNetEventEnum0_km(void);
int FwpmNetEventEnum0_km(void)
{
    return km_absent("FwpmNetEventEnum0");
}

int FwpmNetEventEnum1_km(void);
int FwpmNetEventEnum1_km(void)
{
    return km_absent("FwpmNetEventEnum1");
}

int FwpmNetEventEnum2_km(void);
int FwpmNetEventEnum2_km(void)
{
    return km_absent("FwpmNetEventEnum2");
}

int FwpmNetEventEnum3_km(void);
int FwpmNetEventEnum3_km(void)
{
    return km_absent("FwpmNetEventEnum3");
}

int FwpmNetEventEnum4_km(void);
int FwpmNetEventEnum4_km(void)
{
    return km_absent("FwpmNetEventEnum4");
}

int FwpmNetEventEnum5_km(void);
int FwpmNetEventEnum5_km(void)
{
    return km_absent("FwpmNetEventEnum5");
}

int FwpmNetEventsGetSecurityInfo0_km(void);
int FwpmNetEventsGetSecurityInfo0_km(void)
{
    return km_absent("FwpmNetEventsGetSecurityInfo0");
}

int FwpmNetEventsSetSecurityInfo0_km(void);
int FwpmNetEventsSetSecurityInfo0_km(void)
{
    return km_absent("FwpmNetEventsSetSecurityInfo0");
}

int FwpmProviderContextAdd0_km(void);
int FwpmProviderContextAdd0_km(void)
{
    return km_absent("FwpmProviderContextAdd0");
}

int FwpmProviderContextAdd1_km(void);
int FwpmProviderContextAdd1_km(void)
{
    return km_absent("FwpmProviderContextAdd1");
}

int FwpmProviderContextAdd2_km(void);
int FwpmProviderContextAdd2_km(void)
{
    return km_absent("FwpmProviderContextAdd2");
}

int FwpmProviderContextAdd3_km(void);
int FwpmProviderContextAdd3_km(void)
{
    return km_absent("FwpmProviderContextAdd3");
}

int FwpmProviderContextCreateEnumHandle0_km(void);
int FwpmProviderContextCreateEnumHandle0_km(void)
{
    return km_absent("FwpmProviderContextCreateEnumHandle0");
}

int FwpmProviderContextDeleteById0_km(void);
int FwpmProviderContextDeleteById0_km(void)
{
    return km_absent("FwpmProviderContextDeleteById0");
}

int FwpmProviderContextDeleteByKey0_km(void);
int FwpmProviderContextDeleteByKey0_km(void)
{
    return km_absent("FwpmProviderContextDeleteByKey0");
}

int FwpmProviderContextDestroyEnumHandle0_km(void);
int FwpmProviderContextDestroyEnumHandle0_km(void)
{
    return km_absent("FwpmProviderContextDestroyEnumHandle0");
}

int FwpmProviderContextEnum0_km(void);
int FwpmProviderContextEnum0_km(void)
{
    return km_absent("FwpmProviderContextEnum0");
}

int FwpmProviderContextEnum1_km(void);
int FwpmProviderContextEnum1_km(void)
{
    return km_absent("FwpmProviderContextEnum1");
}

int FwpmProviderContextEnum2_km(void);
int FwpmProviderContextEnum2_km(void)
{
    return km_absent("FwpmProviderContextEnum2");
}

int FwpmProviderContextEnum3_km(void);
int FwpmProviderContextEnum3_km(void)
{
    return km_absent("FwpmProviderContextEnum3");
}

int FwpmProviderContextGetById0_km(void);
int FwpmProviderContextGetById0_km(void)
{
    return km_absent("FwpmProviderContextGetById0");
}

int FwpmProviderContextGetById1_km(void);
int FwpmProviderContextGetById1_km(void)
{
    return km_absent("FwpmProviderContextGetById1");
}

int FwpmProviderContextGetById2_km(void);
int FwpmProviderContextGetById2_km(void)
{
    return km_absent("FwpmProviderContextGetById2");
}

int FwpmProviderContextGetById3_km(void);
int FwpmProviderContextGetById3_km(void)
{
    return km_absent("FwpmProviderContextGetById3");
}

int FwpmProviderContextGetByKey0_km(void);
int FwpmProviderContextGetByKey0_km(void)
{
    return km_absent("FwpmProviderContextGetByKey0");
}

int FwpmProviderContextGetByKey1_km(void);
int FwpmProviderContextGetByKey1_km(void)
{
    return km_absent("FwpmProviderContextGetByKey1");
}

int FwpmProviderContextGetByKey2_km(void);
int FwpmProviderContextGetByKey2_km(void)
{
    return km_absent("FwpmProviderContextGetByKey2");
}

int FwpmProviderContextGetByKey3_km(void);
int FwpmProviderContextGetByKey3_km(void)
{
    return km_absent("FwpmProviderContextGetByKey3");
}

int FwpmProviderContextGetSecurityInfoByKey0_km(void);
int FwpmProviderContextGetSecurityInfoByKey0_km(void)
{
    return km_absent("FwpmProviderContextGetSecurityInfoByKey0");
}

int FwpmProviderContextSetSecurityInfoByKey0_km(void);
int FwpmProviderContextSetSecurityInfoByKey0_km(void)
{
    return km_absent("FwpmProviderContextSetSecurityInfoByKey0");
}

int FwpmProviderCreateEnumHandle0_km(void);
int FwpmProviderCreateEnumHandle0_km(void)
{
    return km_absent("FwpmProviderCreateEnumHandle0");
}

int FwpmProviderDestroyEnumHandle0_km(void);
int FwpmProviderDestroyEnumHandle0_km(void)
{
    return km_absent("FwpmProviderDestroyEnumHandle0");
}

int FwpmProviderEnum0_km(void);
int FwpmProviderEnum0_km(void)
{
    return km_absent("FwpmProviderEnum0");
}

int FwpmProviderGetSecurityInfoByKey0_km(void);
int FwpmProviderGetSecurityInfoByKey0_km(void)
{
    return km_absent("FwpmProviderGetSecurityInfoByKey0");
}

int FwpmProviderSetSecurityInfoByKey0_km(void);
int FwpmProviderSetSecurityInfoByKey0_km(void)
{
    return km_absent("FwpmProviderSetSecurityInfoByKey0");
}

int FwpmSessionCreateEnumHandle0_km(void);
int FwpmSessionCreateEnumHandle0_km(void)
{
    return km_absent("FwpmSessionCreateEnumHandle0");
}

int FwpmSessionDestroyEnumHandle0_km(void);
int FwpmSessionDestroyEnumHandle0_km(void)
{
    return km_absent("FwpmSessionDestroyEnumHandle0");
}

int FwpmSessionEnum0_km(void);
int FwpmSessionEnum0_km(void)
{
    return km_absent("FwpmSessionEnum0");
}

int FwpmSubLayerCreateEnumHandle0_km(void);
int FwpmSubLayerCreateEnumHandle0_km(void)
{
    return km_absent("FwpmSubLayerCreateEnumHandle0");
}

int FwpmSubLayerDestroyEnumHandle0_km(void);
int FwpmSubLayerDestroyEnumHandle0_km(void)
{
    return km_absent("FwpmSubLayerDestroyEnumHandle0");
}

int FwpmSubLayerEnum0_km(void);
int FwpmSubLayerEnum0_km(void)
{
    return km_absent("FwpmSubLayerEnum0");
}

int FwpmSubLayerGetSecurityInfoByKey0_km(void);
int FwpmSubLayerGetSecurityInfoByKey0_km(void)
{
    return km_absent("FwpmSubLayerGetSecurityInfoByKey0");
}

int FwpmSubLayerSetSecurityInfoByKey0_km(void);
int FwpmSubLayerSetSecurityInfoByKey0_km(void)
{
    return km_absent("FwpmSubLayerSetSecurityInfoByKey0");
}

int FwpmvSwitchEventsGetSecurityInfo0_km(void);
int FwpmvSwitchEventsGetSecurityInfo0_km(void)
{
    return km_absent("FwpmvSwitchEventsGetSecurityInfo0");
}

int FwpmvSwitchEventsSetSecurityInfo0_km(void);
int FwpmvSwitchEventsSetSecurityInfo0_km(void)
{
    return km_absent("FwpmvSwitchEventsSetSecurityInfo0");
}

int FwpsAcquireClassifyHandle0(void);
int FwpsAcquireClassifyHandle0(void)
{
    return km_absent("FwpsAcquireClassifyHandle0");
}

int FwpsAcquireWritableLayerDataPointer0(void);
int FwpsAcquireWritableLayerDataPointer0(void)
{
    return km_absent("FwpsAcquireWritableLayerDataPointer0");
}

int FwpsAleEndpointCreateEnumHandle0_km(void);
int FwpsAleEndpointCreateEnumHandle0_km(void)
{
    return km_absent("FwpsAleEndpointCreateEnumHandle0");
}

int FwpsAleEndpointDestroyEnumHandle0_km(void);
int FwpsAleEndpointDestroyEnumHandle0_km(void)
{
    return km_absent("FwpsAleEndpointDestroyEnumHandle0");
}

int FwpsAleEndpointEnum0_km(void);
int FwpsAleEndpointEnum0_km(void)
{
    return km_absent("FwpsAleEndpointEnum0");
}

int FwpsAleEndpointGetById0_km(void);
int FwpsAleEndpointGetById0_km(void)
{
    return km_absent("FwpsAleEndpointGetById0");
}

int FwpsAleEndpointGetSecurityInfo0_km(void);
int FwpsAleEndpointGetSecurityInfo0_km(void)
{
    return km_absent("FwpsAleEndpointGetSecurityInfo0");
}

int FwpsAleEndpointSetSecurityInfo0_km(void);
int FwpsAleEndpointSetSecurityInfo0_km(void)
{
    return km_absent("FwpsAleEndpointSetSecurityInfo0");
}

int FwpsAllocateCloneNetBufferList0(void);
int FwpsAllocateCloneNetBufferList0(void)
{
    return km_absent("FwpsAllocateCloneNetBufferList0");
}

int FwpsAllocateDeepCloneNetBufferList0(void);
int FwpsAllocateDeepCloneNetBufferList0(void)
{
    return km_absent("FwpsAllocateDeepCloneNetBufferList0");
}

int FwpsAllocateNetBufferAndNetBufferList0(void);
int FwpsAllocateNetBufferAndNetBufferList0(void)
{
    return km_absent("FwpsAllocateNetBufferAndNetBufferList0");
}

void FwpsApplyModifiedLayerData0(void);
void FwpsApplyModifiedLayerData0(void)
{
    km_absent("FwpsApplyModifiedLayerData0");
}

int FwpsClassifyOptionSet0(void);
int FwpsClassifyOptionSet0(void)
{
    return km_absent("FwpsClassifyOptionSet0");
}

int FwpsCloneStreamData0(void);
int FwpsCloneStreamData0(void)
{
    return km_absent("FwpsCloneStreamData0");
}

void FwpsCompleteClassify0(void);
void FwpsCompleteClassify0(void)
{
    km_absent("FwpsCompleteClassify0");
}

void FwpsCompleteOperation0(void);
void FwpsCompleteOperation0(void)
{
    km_absent("FwpsCompleteOperation0");
}

int FwpsConstructIpHeaderForTransportPacket0(void);
int FwpsConstructIpHeaderForTransportPacket0(void)
{
    return km_absent("FwpsConstructIpHeaderForTransportPacket0");
}

void FwpsCopyStreamDataToBuffer0(void);
void FwpsCopyStreamDataToBuffer0(void)
{
    km_absent("FwpsCopyStreamDataToBuffer0");
}

void FwpsDereferenceNetBufferList0(void);
void FwpsDereferenceNetBufferList0(void)
{
    km_absent("FwpsDereferenceNetBufferList0");
}

void FwpsDereferencevSwitchPacketContext0(void);
void FwpsDereferencevSwitchPacketContext0(void)
{
    km_absent("FwpsDereferencevSwitchPacketContext0");
}

void FwpsDiscardClonedStreamData0(void);
void FwpsDiscardClonedStreamData0(void)
{
    km_absent("FwpsDiscardClonedStreamData0");
}

int FwpsFlowAbort0(void);
int FwpsFlowAbort0(void)
{
    return km_absent("FwpsFlowAbort0");
}

void FwpsFreeCloneNetBufferList0(void);
void FwpsFreeCloneNetBufferList0(void)
{
    km_absent("FwpsFreeCloneNetBufferList0");
}

void FwpsFreeNetBufferList0(void);
void FwpsFreeNetBufferList0(void)
{
    km_absent("FwpsFreeNetBufferList0");
}

int FwpsGetPacketListSecurityInformation0(void);
int FwpsGetPacketListSecurityInformation0(void)
{
    return km_absent("FwpsGetPacketListSecurityInformation0");
}

int FwpsInjectForwardAsync0(void);
int FwpsInjectForwardAsync0(void)
{
    return km_absent("FwpsInjectForwardAsync0");
}

int FwpsInjectMacReceiveAsync0(void);
int FwpsInjectMacReceiveAsync0(void)
{
    return km_absent("FwpsInjectMacReceiveAsync0");
}

int FwpsInjectMacSendAsync0(void);
int FwpsInjectMacSendAsync0(void)
{
    return km_absent("FwpsInjectMacSendAsync0");
}

int FwpsInjectNetworkReceiveAsync0(void);
int FwpsInjectNetworkReceiveAsync0(void)
{
    return km_absent("FwpsInjectNetworkReceiveAsync0");
}

int FwpsInjectNetworkSendAsync0(void);
int FwpsInjectNetworkSendAsync0(void)
{
    return km_absent("FwpsInjectNetworkSendAsync0");
}

int FwpsInjectTransportReceiveAsync0(void);
int FwpsInjectTransportReceiveAsync0(void)
{
    return km_absent("FwpsInjectTransportReceiveAsync0");
}

int FwpsInjectTransportSendAsync0(void);
int FwpsInjectTransportSendAsync0(void)
{
    return km_absent("FwpsInjectTransportSendAsync0");
}

int FwpsInjectTransportSendAsync1(void);
int FwpsInjectTransportSendAsync1(void)
{
    return km_absent("FwpsInjectTransportSendAsync1");
}

int FwpsInjectvSwitchEthernetIngressAsync0(void);
int FwpsInjectvSwitchEthernetIngressAsync0(void)
{
    return km_absent("FwpsInjectvSwitchEthernetIngressAsync0");
}

int FwpsNetBufferListAssociateContext0(void);
int FwpsNetBufferListAssociateContext0(void)
{
    return km_absent("FwpsNetBufferListAssociateContext0");
}

int FwpsNetBufferListAssociateContext1(void);
int FwpsNetBufferListAssociateContext1(void)
{
    return km_absent("FwpsNetBufferListAssociateContext1");
}

unsigned long long FwpsNetBufferListGetTagForContext0(void);
unsigned long long FwpsNetBufferListGetTagForContext0(void)
{
    km_absent("FwpsNetBufferListGetTagForContext0");
    return 0;
}

int FwpsNetBufferListRemoveContext0(void);
int FwpsNetBufferListRemoveContext0(void)
{
    return km_absent("FwpsNetBufferListRemoveContext0");
}

int FwpsNetBufferListRetrieveContext0(void);
int FwpsNetBufferListRetrieveContext0(void)
{
    return km_absent("FwpsNetBufferListRetrieveContext0");
}

int FwpsOpenToken0_km(void);
int FwpsOpenToken0_km(void)
{
    return km_absent("FwpsOpenToken0");
}

int FwpsPendClassify0(void);
int FwpsPendClassify0(void)
{
    return km_absent("FwpsPendClassify0");
}

int FwpsPendOperation0(void);
int FwpsPendOperation0(void)
{
    return km_absent("FwpsPendOperation0");
}

unsigned long long FwpsQueryConnectionRedirectState0(void);
unsigned long long FwpsQueryConnectionRedirectState0(void)
{
    km_absent("FwpsQueryConnectionRedirectState0");
    return 0;
}

int FwpsQueryConnectionSioFormatRedirectRecords0(void);
int FwpsQueryConnectionSioFormatRedirectRecords0(void)
{
    return km_absent("FwpsQueryConnectionSioFormatRedirectRecords0");
}

int FwpsReassembleForwardFragmentGroup0(void);
int FwpsReassembleForwardFragmentGroup0(void)
{
    return km_absent("FwpsReassembleForwardFragmentGroup0");
}

int FwpsRedirectHandleCreate0(void);
int FwpsRedirectHandleCreate0(void)
{
    return km_absent("FwpsRedirectHandleCreate0");
}

void FwpsRedirectHandleDestroy0(void);
void FwpsRedirectHandleDestroy0(void)
{
    km_absent("FwpsRedirectHandleDestroy0");
}

void FwpsReferenceNetBufferList0(void);
void FwpsReferenceNetBufferList0(void)
{
    km_absent("FwpsReferenceNetBufferList0");
}

void FwpsReferencevSwitchPacketContext0(void);
void FwpsReferencevSwitchPacketContext0(void)
{
    km_absent("FwpsReferencevSwitchPacketContext0");
}

void FwpsReleaseClassifyHandle0(void);
void FwpsReleaseClassifyHandle0(void)
{
    km_absent("FwpsReleaseClassifyHandle0");
}

int FwpsStreamContinue0(void);
int FwpsStreamContinue0(void)
{
    return km_absent("FwpsStreamContinue0");
}

int FwpsStreamInjectAsync0(void);
int FwpsStreamInjectAsync0(void)
{
    return km_absent("FwpsStreamInjectAsync0");
}

int FwpsvSwitchEventsSubscribe0(void);
int FwpsvSwitchEventsSubscribe0(void)
{
    return km_absent("FwpsvSwitchEventsSubscribe0");
}

void FwpsvSwitchEventsUnsubscribe0(void);
void FwpsvSwitchEventsUnsubscribe0(void)
{
    km_absent("FwpsvSwitchEventsUnsubscribe0");
}

void FwpsvSwitchNotifyComplete0(void);
void FwpsvSwitchNotifyComplete0(void)
{
    km_absent("FwpsvSwitchNotifyComplete0");
}

int IPsecDospGetSecurityInfo0_km(void);
int IPsecDospGetSecurityInfo0_km(void)
{
    return km_absent("IPsecDospGetSecurityInfo0");
}

int IPsecDospGetStatistics0_km(void);
int IPsecDospGetStatistics0_km(void)
{
    return km_absent("IPsecDospGetStatistics0");
}

int IPsecDospSetSecurityInfo0_km(void);
int IPsecDospSetSecurityInfo0_km(void)
{
    return km_absent("IPsecDospSetSecurityInfo0");
}

int IPsecDospStateCreateEnumHandle0_km(void);
int IPsecDospStateCreateEnumHandle0_km(void)
{
    return km_absent("IPsecDospStateCreateEnumHandle0");
}

int IPsecDospStateDestroyEnumHandle0_km(void);
int IPsecDospStateDestroyEnumHandle0_km(void)
{
    return km_absent("IPsecDospStateDestroyEnumHandle0");
}

int IPsecDospStateEnum0_km(void);
int IPsecDospStateEnum0_km(void)
{
    return km_absent("IPsecDospStateEnum0");
}

int IPsecGetStatistics0_km(void);
int IPsecGetStatistics0_km(void)
{
    return km_absent("IPsecGetStatistics0");
}

int IPsecGetStatistics1_km(void);
int IPsecGetStatistics1_km(void)
{
    return km_absent("IPsecGetStatistics1");
}

int IPsecSaContextAddInbound0_km(void);
int IPsecSaContextAddInbound0_km(void)
{
    return km_absent("IPsecSaContextAddInbound0");
}

int IPsecSaContextAddInbound1_km(void);
int IPsecSaContextAddInbound1_km(void)
{
    return km_absent("IPsecSaContextAddInbound1");
}

int IPsecSaContextAddOutbound0_km(void);
int IPsecSaContextAddOutbound0_km(void)
{
    return km_absent("IPsecSaContextAddOutbound0");
}

int IPsecSaContextAddOutbound1_km(void);
int IPsecSaContextAddOutbound1_km(void)
{
    return km_absent("IPsecSaContextAddOutbound1");
}

int IPsecSaContextCreate0_km(void);
int IPsecSaContextCreate0_km(void)
{
    return km_absent("IPsecSaContextCreate0");
}

int IPsecSaContextCreate1_km(void);
int IPsecSaContextCreate1_km(void)
{
    return km_absent("IPsecSaContextCreate1");
}

int IPsecSaContextCreateEnumHandle0_km(void);
int IPsecSaContextCreateEnumHandle0_km(void)
{
    return km_absent("IPsecSaContextCreateEnumHandle0");
}

int IPsecSaContextDeleteById0_km(void);
int IPsecSaContextDeleteById0_km(void)
{
    return km_absent("IPsecSaContextDeleteById0");
}

int IPsecSaContextDestroyEnumHandle0_km(void);
int IPsecSaContextDestroyEnumHandle0_km(void)
{
    return km_absent("IPsecSaContextDestroyEnumHandle0");
}

int IPsecSaContextEnum0_km(void);
int IPsecSaContextEnum0_km(void)
{
    return km_absent("IPsecSaContextEnum0");
}

int IPsecSaContextEnum1_km(void);
int IPsecSaContextEnum1_km(void)
{
    return km_absent("IPsecSaContextEnum1");
}

int IPsecSaContextExpire0_km(void);
int IPsecSaContextExpire0_km(void)
{
    return km_absent("IPsecSaContextExpire0");
}

int IPsecSaContextGetById0_km(void);
int IPsecSaContextGetById0_km(void)
{
    return km_absent("IPsecSaContextGetById0");
}

int IPsecSaContextGetById1_km(void);
int IPsecSaContextGetById1_km(void)
{
    return km_absent("IPsecSaContextGetById1");
}

int IPsecSaContextGetSpi0_km(void);
int IPsecSaContextGetSpi0_km(void)
{
    return km_absent("IPsecSaContextGetSpi0");
}

int IPsecSaContextGetSpi1_km(void);
int IPsecSaContextGetSpi1_km(void)
{
    return km_absent("IPsecSaContextGetSpi1");
}

int IPsecSaContextSetSpi0_km(void);
int IPsecSaContextSetSpi0_km(void)
{
    return km_absent("IPsecSaContextSetSpi0");
}

int IPsecSaContextUpdate0_km(void);
int IPsecSaContextUpdate0_km(void)
{
    return km_absent("IPsecSaContextUpdate0");
}

int IPsecSaCreateEnumHandle0_km(void);
int IPsecSaCreateEnumHandle0_km(void)
{
    return km_absent("IPsecSaCreateEnumHandle0");
}

int IPsecSaDbGetSecurityInfo0_km(void);
int IPsecSaDbGetSecurityInfo0_km(void)
{
    return km_absent("IPsecSaDbGetSecurityInfo0");
}

int IPsecSaDbSetSecurityInfo0_km(void);
int IPsecSaDbSetSecurityInfo0_km(void)
{
    return km_absent("IPsecSaDbSetSecurityInfo0");
}

int IPsecSaDestroyEnumHandle0_km(void);
int IPsecSaDestroyEnumHandle0_km(void)
{
    return km_absent("IPsecSaDestroyEnumHandle0");
}

int IPsecSaEnum0_km(void);
int IPsecSaEnum0_km(void)
{
    return km_absent("IPsecSaEnum0");
}

int IPsecSaEnum1_km(void);
int IPsecSaEnum1_km(void)
{
    return km_absent("IPsecSaEnum1");
}

int IkeextGetStatistics0_km(void);
int IkeextGetStatistics0_km(void)
{
    return km_absent("IkeextGetStatistics0");
}

int IkeextGetStatistics1_km(void);
int IkeextGetStatistics1_km(void)
{
    return km_absent("IkeextGetStatistics1");
}

int IkeextSaCreateEnumHandle0_km(void);
int IkeextSaCreateEnumHandle0_km(void)
{
    return km_absent("IkeextSaCreateEnumHandle0");
}

int IkeextSaDbGetSecurityInfo0_km(void);
int IkeextSaDbGetSecurityInfo0_km(void)
{
    return km_absent("IkeextSaDbGetSecurityInfo0");
}

int IkeextSaDbSetSecurityInfo0_km(void);
int IkeextSaDbSetSecurityInfo0_km(void)
{
    return km_absent("IkeextSaDbSetSecurityInfo0");
}

int IkeextSaDeleteById0_km(void);
int IkeextSaDeleteById0_km(void)
{
    return km_absent("IkeextSaDeleteById0");
}

int IkeextSaDestroyEnumHandle0_km(void);
int IkeextSaDestroyEnumHandle0_km(void)
{
    return km_absent("IkeextSaDestroyEnumHandle0");
}

int IkeextSaEnum0_km(void);
int IkeextSaEnum0_km(void)
{
    return km_absent("IkeextSaEnum0");
}

int IkeextSaEnum1_km(void);
int IkeextSaEnum1_km(void)
{
    return km_absent("IkeextSaEnum1");
}

int IkeextSaEnum2_km(void);
int IkeextSaEnum2_km(void)
{
    return km_absent("IkeextSaEnum2");
}

int IkeextSaGetById0_km(void);
int IkeextSaGetById0_km(void)
{
    return km_absent("IkeextSaGetById0");
}

int IkeextSaGetById1_km(void);
int IkeextSaGetById1_km(void)
{
    return km_absent("IkeextSaGetById1");
}

int IkeextSaGetById2_km(void);
int IkeextSaGetById2_km(void)
{
    return km_absent("IkeextSaGetById2");
}

const char *const km_absent_names[] = {
    "FwpmCalloutCreateEnumHandle0_km",
    "FwpmCalloutDestroyEnumHandle0_km",
    "FwpmCalloutEnum0_km",
    "FwpmCalloutGetById0_km",
    "FwpmCalloutGetSecurityInfoByKey0_km",
    "FwpmCalloutSetSecurityInfoByKey0_km",
    "FwpmConnectionCreateEnumHandle0_km",
    "FwpmConnectionDestroyEnumHandle0_km",
    "FwpmConnectionEnum0_km",
    "FwpmConnectionGetById0_km",
    "FwpmConnectionGetSecurityInfo0_km",
    "FwpmConnectionPolicyAdd0_km",
    "FwpmConnectionPolicyDeleteByKey0_km",
    "FwpmConnectionSetSecurityInfo0_km",
    "FwpmEngineGetOption0_km",
    "FwpmEngineGetSecurityInfo0_km",
    "FwpmEngineSetOption0_km",
    "FwpmEngineSetSecurityInfo0_km",
    "FwpmFilterCreateEnumHandle0_km",
    "FwpmFilterDestroyEnumHandle0_km",
    "FwpmFilterEnum0_km",
    "FwpmFilterGetById0_km",
    "FwpmFilterGetByKey0_km",
    "FwpmFilterGetSecurityInfoByKey0_km",
    "FwpmFilterSetSecurityInfoByKey0_km",
    "FwpmIPsecTunnelAdd0_km",
    "FwpmIPsecTunnelAdd1_km",
    "FwpmIPsecTunnelAdd2_km",
    "FwpmIPsecTunnelAdd3_km",
    "FwpmIPsecTunnelDeleteByKey0_km",
    "FwpmLayerCreateEnumHandle0_km",
    "FwpmLayerDestroyEnumHandle0_km",
    "FwpmLayerEnum0_km",
    "FwpmLayerGetById0_km",
    "FwpmLayerGetByKey0_km",
    "FwpmLayerGetSecurityInfoByKey0_km",
    "FwpmLayerSetSecurityInfoByKey0_km",
    "FwpmNetEventCreateEnumHandle0_km",
    "FwpmNetEventDestroyEnumHandle0_km",
    "FwpmNetEventEnum0_km",
    "FwpmNetEventEnum1_km",
    "FwpmNetEventEnum2_km",
    "FwpmNetEventEnum3_km",
    "FwpmNetEventEnum4_km",
    "FwpmNetEventEnum5_km",
    "FwpmNetEventsGetSecurityInfo0_km",
    "FwpmNetEventsSetSecurityInfo0_km",
    "FwpmProviderContextAdd0_km",
    "FwpmProviderContextAdd1_km",
    "FwpmProviderContextAdd2_km",
    "FwpmProviderContextAdd3_km",
    "FwpmProviderContextCreateEnumHandle0_km",
    "FwpmProviderContextDeleteById0_km",
    "FwpmProviderContextDeleteByKey0_km",
    "FwpmProviderContextDestroyEnumHandle0_km",
    "FwpmProviderContextEnum0_km",
    "FwpmProviderContextEnum1_km",
    "FwpmProviderContextEnum2_km",
    "FwpmProviderContextEnum3_km",
    "FwpmProviderContextGetById0_km",
    "FwpmProviderContextGetById1_km",
    "FwpmProviderContextGetById2_km",
    "FwpmProviderContextGetById3_km",
    "FwpmProviderContextGetByKey0_km",
    "FwpmProviderContextGetByKey1_km",
    "FwpmProviderContextGetByKey2_km",
    "FwpmProviderContextGetByKey3_km",
    "FwpmProviderContextGetSecurityInfoByKey0_km",
    "FwpmProviderContextSetSecurityInfoByKey0_km",
    "FwpmProviderCreateEnumHandle0_km",
    "FwpmProviderDestroyEnumHandle0_km",
    "FwpmProviderEnum0_km",
    "FwpmProviderGetSecurityInfoByKey0_km",
    "FwpmProviderSetSecurityInfoByKey0_km",
    "FwpmSessionCreateEnumHandle0_km",
    "FwpmSessionDestroyEnumHandle0_km",
    "FwpmSessionEnum0_km",
    "FwpmSubLayerCreateEnumHandle0_km",
    "FwpmSubLayerDestroyEnumHandle0_km",
    "FwpmSubLayerEnum0_km",
    "FwpmSubLayerGetSecurityInfoByKey0_km",
    "FwpmSubLayerSetSecurityInfoByKey0_km",
    "FwpmvSwitchEventsGetSecurityInfo0_km",
    "FwpmvSwitchEventsSetSecurityInfo0_km",
    "FwpsAcquireClassifyHandle0",
    "FwpsAcquireWritableLayerDataPointer0",
    "FwpsAleEndpointCreateEnumHandle0_km",
    "FwpsAleEndpointDestroyEnumHandle0_km",
    "FwpsAleEndpointEnum0_km",
    "FwpsAleEndpointGetById0_km",
    "FwpsAleEndpointGetSecurityInfo0_km",
    "FwpsAleEndpointSetSecurityInfo0_km",
    "FwpsAllocateCloneNetBufferList0",
    "FwpsAllocateDeepCloneNetBufferList0",
    "FwpsAllocateNetBufferAndNetBufferList0",
    "FwpsApplyModifiedLayerData0",
    "FwpsClassifyOptionSet0",
    "FwpsCloneStreamData0",
    "FwpsCompleteClassify0",
    "FwpsCompleteOperation0",
    "FwpsConstructIpHeaderForTransportPacket0",
    "FwpsCopyStreamDataToBuffer0",
    "FwpsDereferenceNetBufferList0",
    "FwpsDereferencevSwitchPacketContext0",
    "FwpsDiscardClonedStreamData0",
    "FwpsFlowAbort0",
    "FwpsFreeCloneNetBufferList0",
    "FwpsFreeNetBufferList0",
    "FwpsGetPacketListSecurityInformation0",
    "FwpsInjectForwardAsync0",
    "FwpsInjectMacReceiveAsync0",
    "FwpsInjectMacSendAsync0",
    "FwpsInjectNetworkReceiveAsync0",
    "FwpsInjectNetworkSendAsync0",
    "FwpsInjectTransportReceiveAsync0",
    "FwpsInjectTransportSendAsync0",
    "FwpsInjectTransportSendAsync1",
    "FwpsInjectvSwitchEthernetIngressAsync0",
    "FwpsNetBufferListAssociateContext0",
    "FwpsNetBufferListAssociateContext1",
    "FwpsNetBufferListGetTagForContext0",
    "FwpsNetBufferListRemoveContext0",
    "FwpsNetBufferListRetrieveContext0",
    "FwpsOpenToken0_km",
    "FwpsPendClassify0",
    "FwpsPendOperation0",
    "FwpsQueryConnectionRedirectState0",
    "FwpsQueryConnectionSioFormatRedirectRecords0",
    "FwpsReassembleForwardFragmentGroup0",
    "FwpsRedirectHandleCreate0",
    "FwpsRedirectHandleDestroy0",
    "FwpsReferenceNetBufferList0",
    "FwpsReferencevSwitchPacketContext0",
    "FwpsReleaseClassifyHandle0",
    "FwpsStreamContinue0",
    "FwpsStreamInjectAsync0",
    "FwpsvSwitchEventsSubscribe0",
    "FwpsvSwitchEventsUnsubscribe0",
    "FwpsvSwitchNotifyComplete0",
    "IPsecDospGetSecurityInfo0_km",
    "IPsecDospGetStatistics0_km",
    "IPsecDospSetSecurityInfo0_km",
    "IPsecDospStateCreateEnumHandle0_km",
    "IPsecDospStateDestroyEnumHandle0_km",
    "IPsecDospStateEnum0_km",
    "IPsecGetStatistics0_km",
    "IPsecGetStatistics1_km",
    "IPsecSaContextAddInbound0_km",
    "IPsecSaContextAddInbound1_km",
    "IPsecSaContextAddOutbound0_km",
    "IPsecSaContextAddOutbound1_km",
    "IPsecSaContextCreate0_km",
    "IPsecSaContextCreate1_km",
    "IPsecSaContextCreateEnumHandle0_km",
    "IPsecSaContextDeleteById0_km",
    "IPsecSaContextDestroyEnumHandle0_km",
    "IPsecSaContextEnum0_km",
    "IPsecSaContextEnum1_km",
    "IPsecSaContextExpire0_km",
    "IPsecSaContextGetById0_km",
    "IPsecSaContextGetById1_km",
    "IPsecSaContextGetSpi0_km",
    "IPsecSaContextGetSpi1_km",
    "IPsecSaContextSetSpi0_km",
    "IPsecSaContextUpdate0_km",
    "IPsecSaCreateEnumHandle0_km",
    "IPsecSaDbGetSecurityInfo0_km",
    "IPsecSaDbSetSecurityInfo0_km",
    "IPsecSaDestroyEnumHandle0_km",
    "IPsecSaEnum0_km",
    "IPsecSaEnum1_km",
    "IkeextGetStatistics0_km",
    "IkeextGetStatistics1_km",
    "IkeextSaCreateEnumHandle0_km",
    "IkeextSaDbGetSecurityInfo0_km",
    "IkeextSaDbSetSecurityInfo0_km",
    "IkeextSaDeleteById0_km",
    "IkeextSaDestroyEnumHandle0_km",
    "IkeextSaEnum0_km",
    "IkeextSaEnum1_km",
    "IkeextSaEnum2_km",
    "IkeextSaGetById0_km",
    "IkeextSaGetById1_km",
    "IkeextSaGetById2_km",
    0,
};
