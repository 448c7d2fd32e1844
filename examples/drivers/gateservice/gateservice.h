/* What the driver gateservice and its service share. Both include it after their own headers. */
#ifndef GATESERVICE_H
#define GATESERVICE_H

// {d61ef0a7-3b0c-4b86-9f3a-c7a1b15f6b01}: the driver registers it, the service adds the filters that name it.
DEFINE_GUID(GATESERVICE_CALLOUT, 0xd61ef0a7, 0x3b0c, 0x4b86, 0x9f, 0x3a, 0xc7, 0xa1, 0xb1, 0x5f, 0x6b, 0x01);

// In: the port, UINT16, that is closed from now on; 0: none.
#define IOCTL_GATESERVICE_CLOSE_PORT CTL_CODE(FILE_DEVICE_NETWORK, 0x800, METHOD_BUFFERED, FILE_WRITE_ACCESS)
// Out: GATESERVICE_COUNTS since the driver was loaded.
#define IOCTL_GATESERVICE_COUNTS CTL_CODE(FILE_DEVICE_NETWORK, 0x801, METHOD_BUFFERED, FILE_READ_ACCESS)

typedef struct GATESERVICE_COUNTS_
{
    UINT32 permitted;
    UINT32 blocked;
} GATESERVICE_COUNTS;

#endif
