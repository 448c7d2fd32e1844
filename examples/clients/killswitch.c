/* A kill switch: while this program runs nothing connects anywhere, but to this machine itself and to the addresses that are
 * named (a VPN's server, a resolver). All it adds lives in a dynamic session, so that it is gone when the program is, whatever
 * ends it.
 *
 *     killswitch [ADDRESS]...                                             until Ctrl+C */
#include <winsock2.h>
#include <ws2tcpip.h>
#include <windows.h>
#include <initguid.h>
#include <fwpmu.h>
#include <stdio.h>

/* {6A1C4E2B-93D7-4D0A-8F3E-2B7C5A90D1E4} */
DEFINE_GUID(KILLSWITCH_SUBLAYER, 0x6a1c4e2b, 0x93d7, 0x4d0a, 0x8f, 0x3e, 0x2b, 0x7c, 0x5a, 0x90, 0xd1, 0xe4);

enum { WEIGHT_BLOCK = 0, WEIGHT_PERMIT = 15 };

static HANDLE stop;

static BOOL WINAPI on_control(DWORD event)
{
    UNREFERENCED_PARAMETER(event);
    SetEvent(stop);
    return TRUE;
}

static DWORD add_filter(HANDLE engine, const GUID *layer, const wchar_t *name, FWP_ACTION_TYPE action, UINT8 weight,
                        FWPM_FILTER_CONDITION0 *condition)
{
    FWPM_FILTER0 filter = { 0 };
    filter.displayData.name = (wchar_t *)name;
    filter.layerKey = *layer;
    filter.subLayerKey = KILLSWITCH_SUBLAYER;
    filter.weight.type = FWP_UINT8;
    filter.weight.uint8 = weight;
    filter.action.type = action;
    filter.filterCondition = condition;
    filter.numFilterConditions = condition ? 1 : 0;
    return FwpmFilterAdd0(engine, &filter, NULL, NULL);
}

static DWORD permit_loopback(HANDLE engine, const GUID *layer)
{
    FWPM_FILTER_CONDITION0 c = { 0 };
    c.fieldKey = FWPM_CONDITION_FLAGS;
    c.matchType = FWP_MATCH_FLAGS_ALL_SET;
    c.conditionValue.type = FWP_UINT32;
    c.conditionValue.uint32 = FWP_CONDITION_FLAG_IS_LOOPBACK;
    return add_filter(engine, layer, L"kill switch: this machine", FWP_ACTION_PERMIT, WEIGHT_PERMIT, &c);
}

/* IPv4 addresses are in host order in conditions, IPv6 addresses are bytes. */
static DWORD permit_address(HANDLE engine, const wchar_t *text)
{
    FWPM_FILTER_CONDITION0 c = { 0 };
    IN_ADDR                v4;
    FWP_BYTE_ARRAY16       v6;
    c.fieldKey = FWPM_CONDITION_IP_REMOTE_ADDRESS;
    c.matchType = FWP_MATCH_EQUAL;
    if (InetPtonW(AF_INET, text, &v4) == 1) {
        c.conditionValue.type = FWP_UINT32;
        c.conditionValue.uint32 = ntohl(v4.s_addr);
        return add_filter(engine, &FWPM_LAYER_ALE_AUTH_CONNECT_V4, L"kill switch: let through", FWP_ACTION_PERMIT, WEIGHT_PERMIT, &c);
    }
    if (InetPtonW(AF_INET6, text, v6.byteArray16) != 1)
        return ERROR_INVALID_PARAMETER;
    c.conditionValue.type = FWP_BYTE_ARRAY16_TYPE;
    c.conditionValue.byteArray16 = &v6;
    return add_filter(engine, &FWPM_LAYER_ALE_AUTH_CONNECT_V6, L"kill switch: let through", FWP_ACTION_PERMIT, WEIGHT_PERMIT, &c);
}

static DWORD add_all(HANDLE engine, int count, wchar_t **addresses)
{
    const GUID    *layers[] = { &FWPM_LAYER_ALE_AUTH_CONNECT_V4, &FWPM_LAYER_ALE_AUTH_CONNECT_V6 };
    FWPM_SUBLAYER0 sublayer = { 0 };
    DWORD          code;
    sublayer.subLayerKey = KILLSWITCH_SUBLAYER;
    sublayer.displayData.name = (wchar_t *)L"kill switch";
    sublayer.weight = 0xffff;
    code = FwpmSubLayerAdd0(engine, &sublayer, NULL);
    for (int i = 0; code == ERROR_SUCCESS && i < 2; i++) {
        code = add_filter(engine, layers[i], L"kill switch: all", FWP_ACTION_BLOCK, WEIGHT_BLOCK, NULL);
        if (code == ERROR_SUCCESS)
            code = permit_loopback(engine, layers[i]);
    }
    for (int i = 0; code == ERROR_SUCCESS && i < count; i++)
        code = permit_address(engine, addresses[i]);
    return code;
}

/* In one step: there is no moment with half of it. */
static DWORD switch_on(HANDLE engine, int count, wchar_t **addresses)
{
    DWORD code = FwpmTransactionBegin0(engine, 0);
    if (code != ERROR_SUCCESS)
        return code;
    code = add_all(engine, count, addresses);
    if (code == ERROR_SUCCESS)
        return FwpmTransactionCommit0(engine);
    FwpmTransactionAbort0(engine);
    return code;
}

int wmain(int argc, wchar_t **argv)
{
    FWPM_SESSION0 session = { 0 };
    HANDLE        engine = NULL;
    DWORD         code;
    session.flags = FWPM_SESSION_FLAG_DYNAMIC;
    session.displayData.name = (wchar_t *)L"kill switch";
    stop = CreateEventW(NULL, TRUE, FALSE, NULL);
    SetConsoleCtrlHandler(on_control, TRUE);
    code = FwpmEngineOpen0(NULL, RPC_C_AUTHN_WINNT, NULL, &session, &engine);
    if (code == ERROR_SUCCESS)
        code = switch_on(engine, argc - 1, argv + 1);
    if (code != ERROR_SUCCESS) {
        fprintf(stderr, "killswitch: error 0x%08x\n", (unsigned)code);
        return 1;
    }
    printf("on: %d let through\n", argc - 1);
    fflush(stdout);
    WaitForSingleObject(stop, INFINITE);
    FwpmEngineClose0(engine);
    printf("off\n");
    return 0;
}
