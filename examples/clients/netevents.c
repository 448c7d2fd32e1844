/* Shows what was dropped and why: the net events that are kept, then those that come, until Ctrl+C.
 *
 *     netevents                                                            both
 *     netevents kept                                                       the kept ones, and ends */
#include <winsock2.h>
#include <windows.h>
#include <initguid.h>
#include <fwpmu.h>
#include <stdio.h>
#include <wchar.h>

enum { PAGE = 64 };

static HANDLE stop;

static BOOL WINAPI on_control(DWORD event)
{
    UNREFERENCED_PARAMETER(event);
    SetEvent(stop);
    return TRUE;
}

static void print_address(const FWPM_NET_EVENT_HEADER1 *h, UINT32 v4, const FWP_BYTE_ARRAY16 *v6, UINT16 port, UINT32 has_port)
{
    if (h->ipVersion == FWP_IP_VERSION_V4)
        printf(" %u.%u.%u.%u", v4 >> 24, v4 >> 16 & 255, v4 >> 8 & 255, v4 & 255);
    else
        for (int i = 0; i < 16; i += 2)
            printf("%c%x", i ? ':' : ' ', v6->byteArray16[i] << 8 | v6->byteArray16[i + 1]);
    if (h->flags & has_port)
        printf(" port %u", port);
}

static void print_event(const FWPM_NET_EVENT1 *event)
{
    const FWPM_NET_EVENT_HEADER1 *h = &event->header;
    if (event->type == FWPM_NET_EVENT_TYPE_CLASSIFY_DROP && event->classifyDrop)
        printf("dropped by filter %llu at layer %u:", (unsigned long long)event->classifyDrop->filterId, event->classifyDrop->layerId);
    else
        printf("event %d:", (int)event->type);
    if (h->flags & FWPM_NET_EVENT_FLAG_LOCAL_ADDR_SET)
        print_address(h, h->localAddrV4, &h->localAddrV6, h->localPort, FWPM_NET_EVENT_FLAG_LOCAL_PORT_SET);
    printf(" >");
    if (h->flags & FWPM_NET_EVENT_FLAG_REMOTE_ADDR_SET)
        print_address(h, h->remoteAddrV4, &h->remoteAddrV6, h->remotePort, FWPM_NET_EVENT_FLAG_REMOTE_PORT_SET);
    printf("\n");
    fflush(stdout);
}

static void CALLBACK on_event(void *context, const FWPM_NET_EVENT1 *event)
{
    UNREFERENCED_PARAMETER(context);
    print_event(event);
}

static DWORD show_kept(HANDLE engine)
{
    HANDLE            enumeration = NULL;
    FWPM_NET_EVENT1 **events = NULL;
    UINT32            count = PAGE, total = 0;
    DWORD             code = FwpmNetEventCreateEnumHandle0(engine, NULL, &enumeration);
    if (code != ERROR_SUCCESS)
        return code;
    while (code == ERROR_SUCCESS && count == PAGE) {
        code = FwpmNetEventEnum1(engine, enumeration, PAGE, &events, &count);
        for (UINT32 i = 0; code == ERROR_SUCCESS && i < count; i++, total++)
            print_event(events[i]);
        FwpmFreeMemory0((void **)&events);
    }
    FwpmNetEventDestroyEnumHandle0(engine, enumeration);
    printf("%u kept\n", total);
    fflush(stdout);
    return code;
}

static DWORD show_coming(HANDLE engine)
{
    FWPM_NET_EVENT_SUBSCRIPTION0 all = { 0 };
    HANDLE                       subscription = NULL;
    DWORD                        code = FwpmNetEventSubscribe0(engine, &all, on_event, NULL, &subscription);
    if (code != ERROR_SUCCESS)
        return code;
    printf("listening\n");
    fflush(stdout);
    WaitForSingleObject(stop, INFINITE);
    return FwpmNetEventUnsubscribe0(engine, subscription);
}

int wmain(int argc, wchar_t **argv)
{
    HANDLE engine = NULL;
    DWORD  code;
    stop = CreateEventW(NULL, TRUE, FALSE, NULL);
    SetConsoleCtrlHandler(on_control, TRUE);
    code = FwpmEngineOpen0(NULL, RPC_C_AUTHN_WINNT, NULL, NULL, &engine);
    if (code == ERROR_SUCCESS)
        code = show_kept(engine);
    if (code == ERROR_SUCCESS && !(argc > 1 && wcscmp(argv[1], L"kept") == 0))
        code = show_coming(engine);
    if (engine)
        FwpmEngineClose0(engine);
    if (code != ERROR_SUCCESS)
        fprintf(stderr, "netevents: error 0x%08x\n", (unsigned)code);
    return code == ERROR_SUCCESS ? 0 : 1;
}
