/* The COM interfaces of Windows' own firewall. It is no part of the filtering platform, and there is none here: the class ids and
 * the values exist, so that a program compiles; CoCreateInstance answers REGDB_E_CLASSNOTREG. The interfaces are declared and
 * have no members. */
#ifndef OPENWFP_NETFW_H
#define OPENWFP_NETFW_H

#include "combaseapi.h"
#include "oleauto.h"

DEFINE_GUID(CLSID_NetFwPolicy2, 0xe2b3c97f, 0x6ae1, 0x41ac, 0x81, 0x7a, 0xf6, 0xf9, 0x21, 0x66, 0xd7, 0xdd);
DEFINE_GUID(IID_INetFwPolicy2, 0x98325047, 0xc671, 0x4174, 0x8d, 0x81, 0xde, 0xfc, 0xd3, 0xf0, 0x31, 0x86);
DEFINE_GUID(CLSID_NetFwRule, 0x2c5bc43e, 0x3369, 0x4c33, 0xab, 0x0c, 0xbe, 0x94, 0x69, 0x67, 0x7a, 0xf4);
DEFINE_GUID(IID_INetFwRule, 0xaf230d27, 0xbaba, 0x4e42, 0xac, 0xed, 0xf5, 0x24, 0xf2, 0x2c, 0xfc, 0xe2);
typedef struct INetFwPolicy2 INetFwPolicy2;
typedef struct INetFwRules   INetFwRules;
typedef struct INetFwRule    INetFwRule;

typedef enum NET_FW_PROFILE_TYPE2_ {
    NET_FW_PROFILE2_DOMAIN = 0x1,
    NET_FW_PROFILE2_PRIVATE = 0x2,
    NET_FW_PROFILE2_PUBLIC = 0x4,
    NET_FW_PROFILE2_ALL = 0x7fffffff
} NET_FW_PROFILE_TYPE2;
typedef enum NET_FW_RULE_DIRECTION_ { NET_FW_RULE_DIR_IN = 1, NET_FW_RULE_DIR_OUT = 2 } NET_FW_RULE_DIRECTION;
typedef enum NET_FW_ACTION_ { NET_FW_ACTION_BLOCK, NET_FW_ACTION_ALLOW } NET_FW_ACTION;
typedef enum NET_FW_IP_PROTOCOL_ {
    NET_FW_IP_PROTOCOL_TCP = 6,
    NET_FW_IP_PROTOCOL_UDP = 17,
    NET_FW_IP_PROTOCOL_ANY = 256
} NET_FW_IP_PROTOCOL;

#endif
