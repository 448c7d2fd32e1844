/* The extensible switch as NDIS describes it to its extensions, and WFP to callout drivers (FWPS_VSWITCH_EVENT_DISPATCH_TABLE0):
 * part of ntddndis.h. */
#ifndef OPENWFP_NDISSWITCH_H
#define OPENWFP_NDISSWITCH_H

#include "ntddndis.h"

typedef IF_COUNTED_STRING NDIS_SWITCH_NAME, *PNDIS_SWITCH_NAME;
typedef IF_COUNTED_STRING NDIS_SWITCH_FRIENDLYNAME, *PNDIS_SWITCH_FRIENDLYNAME;
typedef IF_COUNTED_STRING NDIS_SWITCH_PORT_NAME, *PNDIS_SWITCH_PORT_NAME;
typedef IF_COUNTED_STRING NDIS_SWITCH_PORT_FRIENDLYNAME, *PNDIS_SWITCH_PORT_FRIENDLYNAME;
typedef IF_COUNTED_STRING NDIS_SWITCH_NIC_NAME, *PNDIS_SWITCH_NIC_NAME;
typedef IF_COUNTED_STRING NDIS_SWITCH_NIC_FRIENDLYNAME, *PNDIS_SWITCH_NIC_FRIENDLYNAME;
typedef IF_COUNTED_STRING NDIS_SWITCH_EXTENSION_FRIENDLYNAME, *PNDIS_SWITCH_EXTENSION_FRIENDLYNAME;
typedef IF_COUNTED_STRING NDIS_VM_NAME, *PNDIS_VM_NAME;
typedef IF_COUNTED_STRING NDIS_VM_FRIENDLYNAME, *PNDIS_VM_FRIENDLYNAME;
typedef GUID   NDIS_SWITCH_OBJECT_ID, *PNDIS_SWITCH_OBJECT_ID;
typedef GUID   NDIS_SWITCH_OBJECT_INSTANCE_ID, *PNDIS_SWITCH_OBJECT_INSTANCE_ID;
typedef UINT16 NDIS_SWITCH_OBJECT_VERSION, *PNDIS_SWITCH_OBJECT_VERSION;
typedef UINT16 NDIS_SWITCH_OBJECT_SERIALIZATION_VERSION, *PNDIS_SWITCH_OBJECT_SERIALIZATION_VERSION;
#define NDIS_SWITCH_OBJECT_SERIALIZATION_VERSION_1 1

/* --- switch ------------------------------------------------------------------------------------------------------- */

typedef struct _NDIS_SWITCH_PARAMETERS {
    NDIS_OBJECT_HEADER       Header;
    ULONG                    Flags;
    NDIS_SWITCH_NAME         SwitchName;
    NDIS_SWITCH_FRIENDLYNAME SwitchFriendlyName;
    UINT32                   NumSwitchPorts;
    BOOLEAN                  IsActive;
} NDIS_SWITCH_PARAMETERS, *PNDIS_SWITCH_PARAMETERS;

/* --- ports -------------------------------------------------------------------------------------------------------- */

typedef enum _NDIS_SWITCH_PORT_TYPE {
    NdisSwitchPortTypeGeneric,
    NdisSwitchPortTypeExternal,
    NdisSwitchPortTypeSynthetic,
    NdisSwitchPortTypeEmulated,
    NdisSwitchPortTypeInternal
} NDIS_SWITCH_PORT_TYPE, *PNDIS_SWITCH_PORT_TYPE;

typedef enum _NDIS_SWITCH_PORT_STATE {
    NdisSwitchPortStateUnknown,
    NdisSwitchPortStateCreated,
    NdisSwitchPortStateTeardown,
    NdisSwitchPortStateDeleted
} NDIS_SWITCH_PORT_STATE, *PNDIS_SWITCH_PORT_STATE;

typedef struct _NDIS_SWITCH_PORT_PARAMETERS {
    NDIS_OBJECT_HEADER            Header;
    ULONG                         Flags;
    NDIS_SWITCH_PORT_ID           PortId;
    NDIS_SWITCH_PORT_NAME         PortName;
    NDIS_SWITCH_PORT_FRIENDLYNAME PortFriendlyName;
    NDIS_SWITCH_PORT_TYPE         PortType;
    BOOLEAN                       IsValidationPort;
    NDIS_SWITCH_PORT_STATE        PortState;
} NDIS_SWITCH_PORT_PARAMETERS, *PNDIS_SWITCH_PORT_PARAMETERS;

typedef struct _NDIS_SWITCH_PORT_ARRAY {
    NDIS_OBJECT_HEADER Header;
    ULONG              Flags;
    USHORT             FirstElementOffset;
    ULONG              NumElements;
    ULONG              ElementSize;
} NDIS_SWITCH_PORT_ARRAY, *PNDIS_SWITCH_PORT_ARRAY;

#define NDIS_SWITCH_PORT_AT_ARRAY_INDEX(array, index) \
    ((PNDIS_SWITCH_PORT_PARAMETERS)((PUCHAR)(array) + (array)->FirstElementOffset + (array)->ElementSize * (ULONG)(index)))

/* --- network adapters on ports ------------------------------------------------------------------------------------ */

typedef enum _NDIS_SWITCH_NIC_TYPE {
    NdisSwitchNicTypeExternal,
    NdisSwitchNicTypeSynthetic,
    NdisSwitchNicTypeEmulated,
    NdisSwitchNicTypeInternal
} NDIS_SWITCH_NIC_TYPE, *PNDIS_SWITCH_NIC_TYPE;

typedef enum _NDIS_SWITCH_NIC_STATE {
    NdisSwitchNicStateUnknown,
    NdisSwitchNicStateCreated,
    NdisSwitchNicStateConnected,
    NdisSwitchNicStateDisconnected,
    NdisSwitchNicStateDeleted
} NDIS_SWITCH_NIC_STATE, *PNDIS_SWITCH_NIC_STATE;

#define NDIS_MAX_PHYS_ADDRESS_LENGTH IF_MAX_PHYS_ADDRESS_LENGTH

typedef struct _NDIS_SWITCH_NIC_PARAMETERS {
    NDIS_OBJECT_HEADER           Header;
    ULONG                        Flags;
    NDIS_SWITCH_NIC_NAME         NicName;
    NDIS_SWITCH_NIC_FRIENDLYNAME NicFriendlyName;
    NDIS_SWITCH_PORT_ID          PortId;
    NDIS_SWITCH_NIC_INDEX        NicIndex;
    NDIS_SWITCH_NIC_TYPE         NicType;
    NDIS_SWITCH_NIC_STATE        NicState;
    NDIS_VM_NAME                 VmName;
    NDIS_VM_FRIENDLYNAME         VmFriendlyName;
    GUID                         NetCfgInstanceId;
    ULONG                        MTU;
    USHORT                       NumaNodeId;
    UCHAR                        PermanentMacAddress[NDIS_MAX_PHYS_ADDRESS_LENGTH];
    UCHAR                        VMMacAddress[NDIS_MAX_PHYS_ADDRESS_LENGTH];
    UCHAR                        CurrentMacAddress[NDIS_MAX_PHYS_ADDRESS_LENGTH];
    BOOLEAN                      VFAssigned;
    ULONG64                      NdisReserved[2];
} NDIS_SWITCH_NIC_PARAMETERS, *PNDIS_SWITCH_NIC_PARAMETERS;

typedef struct _NDIS_SWITCH_NIC_ARRAY {
    NDIS_OBJECT_HEADER Header;
    ULONG              Flags;
    USHORT             FirstElementOffset;
    ULONG              NumElements;
    ULONG              ElementSize;
} NDIS_SWITCH_NIC_ARRAY, *PNDIS_SWITCH_NIC_ARRAY;

#define NDIS_SWITCH_NIC_AT_ARRAY_INDEX(array, index) \
    ((PNDIS_SWITCH_NIC_PARAMETERS)((PUCHAR)(array) + (array)->FirstElementOffset + (array)->ElementSize * (ULONG)(index)))

/* What an extension saves of a port that moves away; SaveDataOffset bytes from here. */
typedef struct _NDIS_SWITCH_NIC_SAVE_STATE {
    NDIS_OBJECT_HEADER                 Header;
    ULONG                              Flags;
    NDIS_SWITCH_PORT_ID                PortId;
    NDIS_SWITCH_NIC_INDEX              NicIndex;
    GUID                               ExtensionId;
    NDIS_SWITCH_EXTENSION_FRIENDLYNAME ExtensionFriendlyName;
    GUID                               FeatureClassId;
    USHORT                             SaveDataSize;
    USHORT                             SaveDataOffset;
    ULONG                              SaveDataSizeOverflow;
} NDIS_SWITCH_NIC_SAVE_STATE, *PNDIS_SWITCH_NIC_SAVE_STATE;

/* --- properties of ports: policies -------------------------------------------------------------------------------- */

typedef enum _NDIS_SWITCH_PORT_PROPERTY_TYPE {
    NdisSwitchPortPropertyTypeUndefined,
    NdisSwitchPortPropertyTypeCustom,
    NdisSwitchPortPropertyTypeSecurity,
    NdisSwitchPortPropertyTypeVlan,
    NdisSwitchPortPropertyTypeProfile,
    NdisSwitchPortPropertyTypeIsolation,
    NdisSwitchPortPropertyTypeRoutingDomain,
    NdisSwitchPortPropertyTypeMaximum
} NDIS_SWITCH_PORT_PROPERTY_TYPE, *PNDIS_SWITCH_PORT_PROPERTY_TYPE;

typedef struct _NDIS_SWITCH_PORT_PROPERTY_PARAMETERS {
    NDIS_OBJECT_HEADER                       Header;
    ULONG                                    Flags;
    NDIS_SWITCH_PORT_ID                      PortId;
    NDIS_SWITCH_PORT_PROPERTY_TYPE           PropertyType;
    NDIS_SWITCH_OBJECT_ID                    PropertyId;
    NDIS_SWITCH_OBJECT_VERSION               PropertyVersion;
    NDIS_SWITCH_OBJECT_SERIALIZATION_VERSION SerializationVersion;
    NDIS_SWITCH_OBJECT_INSTANCE_ID           PropertyInstanceId;
    ULONG                                    PropertyBufferLength;
    ULONG                                    PropertyBufferOffset;
    ULONG                                    Reserved;
} NDIS_SWITCH_PORT_PROPERTY_PARAMETERS, *PNDIS_SWITCH_PORT_PROPERTY_PARAMETERS;

#define NDIS_SWITCH_PORT_PROPERTY_PARAMETERS_GET_PROPERTY(parameters) \
    ((PVOID)((PUCHAR)(parameters) + (parameters)->PropertyBufferOffset))

typedef struct _NDIS_SWITCH_PORT_PROPERTY_DELETE_PARAMETERS {
    NDIS_OBJECT_HEADER             Header;
    ULONG                          Flags;
    NDIS_SWITCH_PORT_ID            PortId;
    NDIS_SWITCH_PORT_PROPERTY_TYPE PropertyType;
    NDIS_SWITCH_OBJECT_ID          PropertyId;
    NDIS_SWITCH_OBJECT_INSTANCE_ID PropertyInstanceId;
} NDIS_SWITCH_PORT_PROPERTY_DELETE_PARAMETERS, *PNDIS_SWITCH_PORT_PROPERTY_DELETE_PARAMETERS;

/* The property of NdisSwitchPortPropertyTypeCustom: whatever a vendor put there. */
typedef struct _NDIS_SWITCH_PORT_PROPERTY_CUSTOM {
    NDIS_OBJECT_HEADER Header;
    ULONG              Flags;
    ULONG              PropertyBufferLength;
    ULONG              PropertyBufferOffset;
} NDIS_SWITCH_PORT_PROPERTY_CUSTOM, *PNDIS_SWITCH_PORT_PROPERTY_CUSTOM;

#define NDIS_SWITCH_PORT_PROPERTY_CUSTOM_GET_BUFFER(custom) ((PVOID)((PUCHAR)(custom) + (custom)->PropertyBufferOffset))

/* --- revisions and sizes ------------------------------------------------------------------------------------------ */

#define NDIS_SWITCH_PARAMETERS_REVISION_1                      1
#define NDIS_SWITCH_PORT_PARAMETERS_REVISION_1                 1
#define NDIS_SWITCH_PORT_ARRAY_REVISION_1                      1
#define NDIS_SWITCH_NIC_PARAMETERS_REVISION_1                  1
#define NDIS_SWITCH_NIC_ARRAY_REVISION_1                       1
#define NDIS_SWITCH_NIC_SAVE_STATE_REVISION_1                  1
#define NDIS_SWITCH_PORT_PROPERTY_PARAMETERS_REVISION_1        1
#define NDIS_SWITCH_PORT_PROPERTY_DELETE_PARAMETERS_REVISION_1 1
#define NDIS_SWITCH_PORT_PROPERTY_CUSTOM_REVISION_1            1

/* Members that came later (NdisReserved, SaveDataSizeOverflow) are not in the size of revision 1. */
#define NDIS_SIZEOF_NDIS_SWITCH_PARAMETERS_REVISION_1      RTL_SIZEOF_THROUGH_FIELD(NDIS_SWITCH_PARAMETERS, IsActive)
#define NDIS_SIZEOF_NDIS_SWITCH_PORT_PARAMETERS_REVISION_1 RTL_SIZEOF_THROUGH_FIELD(NDIS_SWITCH_PORT_PARAMETERS, PortState)
#define NDIS_SIZEOF_NDIS_SWITCH_PORT_ARRAY_REVISION_1      RTL_SIZEOF_THROUGH_FIELD(NDIS_SWITCH_PORT_ARRAY, ElementSize)
#define NDIS_SIZEOF_NDIS_SWITCH_NIC_PARAMETERS_REVISION_1  RTL_SIZEOF_THROUGH_FIELD(NDIS_SWITCH_NIC_PARAMETERS, VFAssigned)
#define NDIS_SIZEOF_NDIS_SWITCH_NIC_ARRAY_REVISION_1       RTL_SIZEOF_THROUGH_FIELD(NDIS_SWITCH_NIC_ARRAY, ElementSize)
#define NDIS_SIZEOF_NDIS_SWITCH_NIC_SAVE_STATE_REVISION_1 \
    RTL_SIZEOF_THROUGH_FIELD(NDIS_SWITCH_NIC_SAVE_STATE, SaveDataOffset)
#define NDIS_SIZEOF_NDIS_SWITCH_PORT_PROPERTY_PARAMETERS_REVISION_1 \
    RTL_SIZEOF_THROUGH_FIELD(NDIS_SWITCH_PORT_PROPERTY_PARAMETERS, Reserved)
#define NDIS_SIZEOF_NDIS_SWITCH_PORT_PROPERTY_DELETE_PARAMETERS_REVISION_1 \
    RTL_SIZEOF_THROUGH_FIELD(NDIS_SWITCH_PORT_PROPERTY_DELETE_PARAMETERS, PropertyInstanceId)
#define NDIS_SIZEOF_NDIS_SWITCH_PORT_PROPERTY_CUSTOM_REVISION_1 \
    RTL_SIZEOF_THROUGH_FIELD(NDIS_SWITCH_PORT_PROPERTY_CUSTOM, PropertyBufferOffset)

#endif
