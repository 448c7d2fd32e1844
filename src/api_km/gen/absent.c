/* Generated from schema/ by tools/gen/generate.py (make gen). Do not edit. */
#include "api_km/absent.h"

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

int FwpsCloneStreamData0(void);
int FwpsCloneStreamData0(void)
{
    return km_absent("FwpsCloneStreamData0");
}

void FwpsCopyStreamDataToBuffer0(void);
void FwpsCopyStreamDataToBuffer0(void)
{
    km_absent("FwpsCopyStreamDataToBuffer0");
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

int FwpsInjectvSwitchEthernetIngressAsync0(void);
int FwpsInjectvSwitchEthernetIngressAsync0(void)
{
    return km_absent("FwpsInjectvSwitchEthernetIngressAsync0");
}

int FwpsOpenToken0_km(void);
int FwpsOpenToken0_km(void)
{
    return km_absent("FwpsOpenToken0");
}

void FwpsReferencevSwitchPacketContext0(void);
void FwpsReferencevSwitchPacketContext0(void)
{
    km_absent("FwpsReferencevSwitchPacketContext0");
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

const char *const km_absent_names[] = {
    "FwpsAleEndpointCreateEnumHandle0_km",
    "FwpsAleEndpointDestroyEnumHandle0_km",
    "FwpsAleEndpointEnum0_km",
    "FwpsAleEndpointGetById0_km",
    "FwpsAleEndpointGetSecurityInfo0_km",
    "FwpsAleEndpointSetSecurityInfo0_km",
    "FwpsCloneStreamData0",
    "FwpsCopyStreamDataToBuffer0",
    "FwpsDereferencevSwitchPacketContext0",
    "FwpsDiscardClonedStreamData0",
    "FwpsInjectMacReceiveAsync0",
    "FwpsInjectMacSendAsync0",
    "FwpsInjectvSwitchEthernetIngressAsync0",
    "FwpsOpenToken0_km",
    "FwpsReferencevSwitchPacketContext0",
    "FwpsStreamContinue0",
    "FwpsStreamInjectAsync0",
    "FwpsvSwitchEventsSubscribe0",
    "FwpsvSwitchEventsUnsubscribe0",
    "FwpsvSwitchNotifyComplete0",
    0,
};
