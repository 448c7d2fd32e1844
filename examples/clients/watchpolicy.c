/* Tells of filters, sublayers and providers that other programs add and delete, until Ctrl+C. The first line says that it listens.
 *
 * What is told is the key; an object that was added is read by it, one that was deleted is not there any more. */
#include <windows.h>
#include <initguid.h>
#include <fwpmu.h>
#include <stdio.h>

static HANDLE stop, engine;

static BOOL WINAPI on_control(DWORD event)
{
    UNREFERENCED_PARAMETER(event);
    SetEvent(stop);
    return TRUE;
}

static void say(FWPM_CHANGE_TYPE type, const char *kind, const GUID *key, const wchar_t *name)
{
    printf("%s %s %08x-%04x-%04x", type == FWPM_CHANGE_ADD ? "added" : "deleted", kind, (unsigned)key->Data1, key->Data2, key->Data3);
    if (name)
        printf(" \"%ls\"", name);
    printf("\n");
    fflush(stdout);
}

/* Callbacks come on threads of their own. They may call the engine, but not end the subscription that calls them. */
static void CALLBACK on_filter(void *context, const FWPM_FILTER_CHANGE0 *change)
{
    FWPM_FILTER0 *filter = NULL;
    UNREFERENCED_PARAMETER(context);
    if (change->changeType == FWPM_CHANGE_ADD)
        FwpmFilterGetById0(engine, change->filterId, &filter);
    say(change->changeType, "filter", &change->filterKey, filter ? filter->displayData.name : NULL);
    FwpmFreeMemory0((void **)&filter);
}

static void CALLBACK on_sublayer(void *context, const FWPM_SUBLAYER_CHANGE0 *change)
{
    FWPM_SUBLAYER0 *sublayer = NULL;
    UNREFERENCED_PARAMETER(context);
    if (change->changeType == FWPM_CHANGE_ADD)
        FwpmSubLayerGetByKey0(engine, &change->subLayerKey, &sublayer);
    say(change->changeType, "sublayer", &change->subLayerKey, sublayer ? sublayer->displayData.name : NULL);
    FwpmFreeMemory0((void **)&sublayer);
}

static void CALLBACK on_provider(void *context, const FWPM_PROVIDER_CHANGE0 *change)
{
    FWPM_PROVIDER0 *provider = NULL;
    UNREFERENCED_PARAMETER(context);
    if (change->changeType == FWPM_CHANGE_ADD)
        FwpmProviderGetByKey0(engine, &change->providerKey, &provider);
    say(change->changeType, "provider", &change->providerKey, provider ? provider->displayData.name : NULL);
    FwpmFreeMemory0((void **)&provider);
}

static DWORD listen_to_all(HANDLE subscriptions[3])
{
    const UINT32                both = FWPM_SUBSCRIPTION_FLAG_NOTIFY_ON_ADD | FWPM_SUBSCRIPTION_FLAG_NOTIFY_ON_DELETE;
    FWPM_FILTER_SUBSCRIPTION0   filters = { 0 };
    FWPM_SUBLAYER_SUBSCRIPTION0 sublayers = { 0 };
    FWPM_PROVIDER_SUBSCRIPTION0 providers = { 0 };
    DWORD                       code;
    filters.flags = sublayers.flags = providers.flags = both;
    code = FwpmFilterSubscribeChanges0(engine, &filters, on_filter, NULL, &subscriptions[0]);
    if (code == ERROR_SUCCESS)
        code = FwpmSubLayerSubscribeChanges0(engine, &sublayers, on_sublayer, NULL, &subscriptions[1]);
    if (code == ERROR_SUCCESS)
        code = FwpmProviderSubscribeChanges0(engine, &providers, on_provider, NULL, &subscriptions[2]);
    return code;
}

int wmain(void)
{
    HANDLE subscriptions[3];
    DWORD  code;
    stop = CreateEventW(NULL, TRUE, FALSE, NULL);
    SetConsoleCtrlHandler(on_control, TRUE);
    code = FwpmEngineOpen0(NULL, RPC_C_AUTHN_WINNT, NULL, NULL, &engine);
    if (code == ERROR_SUCCESS)
        code = listen_to_all(subscriptions);
    if (code != ERROR_SUCCESS) {
        fprintf(stderr, "watchpolicy: error 0x%08x\n", (unsigned)code);
        return 1;
    }
    printf("watching\n");
    fflush(stdout);
    WaitForSingleObject(stop, INFINITE);
    /* Nothing is told any more once these have returned. */
    FwpmFilterUnsubscribeChanges0(engine, subscriptions[0]);
    FwpmSubLayerUnsubscribeChanges0(engine, subscriptions[1]);
    FwpmProviderUnsubscribeChanges0(engine, subscriptions[2]);
    FwpmEngineClose0(engine);
    return 0;
}
