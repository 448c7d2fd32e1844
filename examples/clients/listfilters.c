/* Lists the filters that there are, the heaviest first: weight, action, layer, name.
 *
 *     listfilters                                                          all
 *     listfilters connect                                                  those that judge outgoing connections (IPv4) */
#include <windows.h>
#include <initguid.h>
#include <fwpmu.h>
#include <stdio.h>
#include <wchar.h>

enum { PAGE = 100 };

static const char *action_name(FWP_ACTION_TYPE action)
{
    if (action & FWP_ACTION_FLAG_CALLOUT)
        return "callout";
    return action == FWP_ACTION_BLOCK ? "block" : action == FWP_ACTION_PERMIT ? "permit" : "other";
}

static void print_filter(HANDLE engine, const FWPM_FILTER0 *filter)
{
    FWPM_LAYER0   *layer = NULL;
    const wchar_t *name = L"?";
    if (FwpmLayerGetByKey0(engine, &filter->layerKey, &layer) == ERROR_SUCCESS && layer->displayData.name)
        name = layer->displayData.name;
    printf("%016llx %-7s %ls: %ls\n", (unsigned long long)*filter->effectiveWeight.uint64, action_name(filter->action.type), name,
           filter->displayData.name);
    FwpmFreeMemory0((void **)&layer);
}

static DWORD list(HANDLE engine, const FWPM_FILTER_ENUM_TEMPLATE0 *which)
{
    HANDLE         enumeration = NULL;
    FWPM_FILTER0 **filters = NULL;
    UINT32         count = PAGE;
    DWORD          code = FwpmFilterCreateEnumHandle0(engine, which, &enumeration);
    if (code != ERROR_SUCCESS)
        return code;
    while (code == ERROR_SUCCESS && count == PAGE) {
        code = FwpmFilterEnum0(engine, enumeration, PAGE, &filters, &count);
        for (UINT32 i = 0; code == ERROR_SUCCESS && i < count; i++)
            print_filter(engine, filters[i]);
        FwpmFreeMemory0((void **)&filters);
    }
    FwpmFilterDestroyEnumHandle0(engine, enumeration);
    return code;
}

int wmain(int argc, wchar_t **argv)
{
    FWPM_FILTER_ENUM_TEMPLATE0 which = { 0 };
    HANDLE                     engine = NULL;
    DWORD                      code;
    which.enumType = FWP_FILTER_ENUM_OVERLAPPING;
    which.flags = FWP_FILTER_ENUM_FLAG_SORTED | FWP_FILTER_ENUM_FLAG_INCLUDE_BOOTTIME | FWP_FILTER_ENUM_FLAG_INCLUDE_DISABLED;
    which.actionMask = 0xffffffff; /* without it nothing could ever match */
    if (argc > 1 && wcscmp(argv[1], L"connect") == 0)
        which.layerKey = FWPM_LAYER_ALE_AUTH_CONNECT_V4;
    code = FwpmEngineOpen0(NULL, RPC_C_AUTHN_WINNT, NULL, NULL, &engine);
    if (code == ERROR_SUCCESS)
        code = list(engine, &which);
    if (engine)
        FwpmEngineClose0(engine);
    if (code != ERROR_SUCCESS)
        fprintf(stderr, "listfilters: error 0x%08x\n", (unsigned)code);
    return code == ERROR_SUCCESS ? 0 : 1;
}
