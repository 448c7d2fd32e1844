/* Interface types as the IANA numbers them: the ones that filters and drivers name. */
#ifndef OPENWFP_IPIFCONS_H
#define OPENWFP_IPIFCONS_H

#define IF_TYPE_OTHER             1
#define IF_TYPE_ETHERNET_CSMACD   6
#define IF_TYPE_ISO88025_TOKENRING 9
#define IF_TYPE_FDDI              15
#define IF_TYPE_PPP               23
#define IF_TYPE_SOFTWARE_LOOPBACK 24
#define IF_TYPE_SLIP              28
#define IF_TYPE_PROP_VIRTUAL      53
#define IF_TYPE_IEEE80211         71
#define IF_TYPE_TUNNEL            131
#define IF_TYPE_IEEE1394          144
#define IF_TYPE_IEEE8023AD_LAG    161
#define IF_TYPE_WWANPP            243
#define IF_TYPE_WWANPP2           244

#endif
