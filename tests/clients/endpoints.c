/* Lists the transport endpoints of the machine when its input ends, as a tool in the manner of netstat would. */
#include <windows.h>
#include <fwpmu.h>
#include <fwpsu.h>
#include <stdio.h>

static DWORD Show(HANDLE engine, FWPS_ALE_ENDPOINT_PROPERTIES0 *p)
{
    FWPS_ALE_ENDPOINT_PROPERTIES0 *same;
    DWORD                          error = FwpsAleEndpointGetById0(engine, p->endpointId, &same);
    if (error != ERROR_SUCCESS)
        return error;
    printf("protocol %u local %08x:%u remote %08x:%u app %S\n", same->ipProtocol, same->localV4Address, same->localPort,
           same->remoteV4Address, same->remotePort, same->appId.size ? (WCHAR *)same->appId.data : L"unknown");
    FwpmFreeMemory0((void **)&same);
    return ERROR_SUCCESS;
}

static DWORD ShowAll(HANDLE engine, FWPS_ALE_ENDPOINT_ENUM_TEMPLATE0 *wanted)
{
    FWPS_ALE_ENDPOINT_PROPERTIES0 **entries;
    HANDLE                          handle;
    UINT32                          count, i;
    DWORD                           error = FwpsAleEndpointCreateEnumHandle0(engine, wanted, &handle);
    if (error != ERROR_SUCCESS)
        return error;
    error = FwpsAleEndpointEnum0(engine, handle, 100, &entries, &count);
    if (error == ERROR_SUCCESS)
    {
        printf("%u endpoints\n", count);
        for (i = 0; i < count && error == ERROR_SUCCESS; i++)
            error = Show(engine, entries[i]);
        FwpmFreeMemory0((void **)&entries);
    }
    FwpsAleEndpointDestroyEnumHandle0(engine, handle);
    return error;
}

int main(void)
{
    FWPS_ALE_ENDPOINT_ENUM_TEMPLATE0 tcp = {0};
    FWPS_ALE_ENDPOINT_PROPERTIES0   *none;
    HANDLE                           engine;
    DWORD                            error = FwpmEngineOpen0(NULL, RPC_C_AUTHN_WINNT, NULL, NULL, &engine);

    if (error == ERROR_SUCCESS)
        error = ShowAll(engine, NULL);
    printf("ready\n");
    fflush(stdout);
    while (getchar() != EOF)
        continue;
    tcp.ipProtocol.type = FWP_UINT8;
    tcp.ipProtocol.uint8 = 6;
    if (error == ERROR_SUCCESS)
        error = ShowAll(engine, NULL);
    if (error == ERROR_SUCCESS)
        error = ShowAll(engine, &tcp);
    if (error == ERROR_SUCCESS && FwpsAleEndpointGetById0(engine, 999, &none) != (DWORD)FWP_E_NOT_FOUND)
        error = ERROR_GEN_FAILURE;
    printf("error %lu\n", error);
    FwpmEngineClose0(engine);
    return error != ERROR_SUCCESS;
}
