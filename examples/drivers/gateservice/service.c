/*
 * The service of the driver gateservice: adds the policy in a dynamic session, so that it ends with the service, tells the
 * driver which port is closed, works until its input ends, and prints what the driver counted.
 *
 *     service PORT
 */
#include <windows.h>
#include <winioctl.h>
#define INITGUID
#include <guiddef.h>
#include <fwpmu.h>
#include <stdio.h>
#include <stdlib.h>

#include "gateservice.h"

// {d61ef0a7-3b0c-4b86-9f3a-c7a1b15f6b02}
DEFINE_GUID(GATESERVICE_SUBLAYER, 0xd61ef0a7, 0x3b0c, 0x4b86, 0x9f, 0x3a, 0xc7, 0xa1, 0xb1, 0x5f, 0x6b, 0x02);

static DWORD AddObjects(HANDLE engine)
{
    FWPM_SUBLAYER0 subLayer = {0};
    FWPM_CALLOUT0 callout = {0};
    FWPM_FILTER_CONDITION0 tcp = {0};
    FWPM_FILTER0 filter = {0};
    DWORD error;

    subLayer.subLayerKey = GATESERVICE_SUBLAYER;
    subLayer.displayData.name = L"gate service";
    subLayer.weight = 0x200;
    error = FwpmSubLayerAdd0(engine, &subLayer, NULL);
    if (error != ERROR_SUCCESS)
        return error;

    callout.calloutKey = GATESERVICE_CALLOUT;
    callout.displayData.name = L"gate service";
    callout.applicableLayer = FWPM_LAYER_ALE_AUTH_CONNECT_V4;
    error = FwpmCalloutAdd0(engine, &callout, NULL, NULL);
    if (error != ERROR_SUCCESS)
        return error;

    tcp.fieldKey = FWPM_CONDITION_IP_PROTOCOL;
    tcp.matchType = FWP_MATCH_EQUAL;
    tcp.conditionValue.type = FWP_UINT8;
    tcp.conditionValue.uint8 = IPPROTO_TCP;
    filter.displayData.name = L"connections go through the gate";
    filter.layerKey = FWPM_LAYER_ALE_AUTH_CONNECT_V4;
    filter.subLayerKey = GATESERVICE_SUBLAYER;
    filter.weight.type = FWP_EMPTY;
    filter.action.type = FWP_ACTION_CALLOUT_TERMINATING;
    filter.action.calloutKey = GATESERVICE_CALLOUT;
    filter.filterCondition = &tcp;
    filter.numFilterConditions = 1;
    return FwpmFilterAdd0(engine, &filter, NULL, NULL);
}

static DWORD AddPolicy(HANDLE *engine)
{
    FWPM_SESSION0 session = {0};
    DWORD error;

    session.displayData.name = L"gate service";
    session.flags = FWPM_SESSION_FLAG_DYNAMIC;
    error = FwpmEngineOpen0(NULL, RPC_C_AUTHN_WINNT, NULL, &session, engine);
    if (error != ERROR_SUCCESS)
        return error;
    error = FwpmTransactionBegin0(*engine, 0);
    if (error != ERROR_SUCCESS)
        return error;
    error = AddObjects(*engine);
    if (error != ERROR_SUCCESS)
    {
        FwpmTransactionAbort0(*engine);
        return error;
    }
    return FwpmTransactionCommit0(*engine);
}

static int Fail(const char *what, DWORD error)
{
    printf("%s: error 0x%08lx\n", what, error);
    return 1;
}

int main(int argc, char **argv)
{
    UINT16 port = argc > 1 ? (UINT16)atoi(argv[1]) : 0;
    GATESERVICE_COUNTS counts;
    HANDLE device, engine;
    DWORD error, size;

    device = CreateFileW(L"\\\\.\\GateService", GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, 0, NULL);
    if (device == INVALID_HANDLE_VALUE)
        return Fail("the driver's device", GetLastError());
    if (!DeviceIoControl(device, IOCTL_GATESERVICE_CLOSE_PORT, &port, sizeof(port), NULL, 0, &size, NULL))
        return Fail("closing the port", GetLastError());
    error = AddPolicy(&engine);
    if (error != ERROR_SUCCESS)
        return Fail("the policy", error);
    printf("ready\n");
    fflush(stdout);

    while (getchar() != EOF)
        continue;

    if (!DeviceIoControl(device, IOCTL_GATESERVICE_COUNTS, NULL, 0, &counts, sizeof(counts), &size, NULL))
        return Fail("the counts", GetLastError());
    printf("%u connections permitted, %u blocked\n", counts.permitted, counts.blocked);
    FwpmEngineClose0(engine);
    CloseHandle(device);
    return 0;
}
