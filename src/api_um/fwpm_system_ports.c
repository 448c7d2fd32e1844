/* FwpmSystemPorts*0: calls on an engine that may do without a handle of it. */
#include <pthread.h>
#include <stdlib.h>

#include <fwpmu.h>

#include "api_um/fwpm_link.h"

#define AUTHN_DEFAULT 0xffffffffu

/* A subscription of a caller without an engine handle has an engine of its own. */
struct subscription {
    struct subscription *next; /* guarded by: lock */
    HANDLE               engine, inner;
};
static struct subscription *subscriptions;
static pthread_mutex_t      lock = PTHREAD_MUTEX_INITIALIZER;

static DWORD open_own(HANDLE *out)
{
    return FwpmEngineOpen0(NULL, AUTHN_DEFAULT, NULL, NULL, out);
}

DWORD WINAPI FwpmSystemPortsGet0(HANDLE engineHandle, FWPM_SYSTEM_PORTS0 **sysPorts)
{
    const union call_argument arguments[] = { { .number = 0 }, { .out = sysPorts } };
    HANDLE                    own = NULL;
    if (!sysPorts)
        return um_status(WFP_NULL_POINTER);
    DWORD code = engineHandle ? 0 : open_own(&own);
    if (code)
        return code;
    code = um_fwpm_call(own ? own : engineHandle, &call_FwpmSystemPortsGet0, arguments);
    if (own)
        (void)FwpmEngineClose0(own);
    return code;
}

static DWORD subscribe(HANDLE engine, FWPM_SYSTEM_PORTS_CALLBACK0 callback, void *context, HANDLE *handle)
{
    const union call_argument arguments[] = { { .number = 0 }, { .in = NULL }, { .out = (void *)(uintptr_t)callback }, { .out = context },
                                              { .out = handle } };
    return um_fwpm_subscribe(engine, &call_FwpmSystemPortsSubscribe0, arguments);
}

static DWORD subscribe_own(FWPM_SYSTEM_PORTS_CALLBACK0 callback, void *context, HANDLE *handle)
{
    struct subscription *s = calloc(1, sizeof(*s));
    DWORD                code = s ? open_own(&s->engine) : um_status(WFP_NO_MEMORY);
    if (code == 0) {
        code = subscribe(s->engine, callback, context, &s->inner);
        if (code)
            (void)FwpmEngineClose0(s->engine);
    }
    if (code) {
        free(s);
        return code;
    }
    pthread_mutex_lock(&lock);
    s->next = subscriptions;
    subscriptions = s;
    pthread_mutex_unlock(&lock);
    *handle = s;
    return 0;
}

DWORD WINAPI FwpmSystemPortsSubscribe0(HANDLE engineHandle, void *reserved, FWPM_SYSTEM_PORTS_CALLBACK0 callback, void *context,
                                       HANDLE *sysPortsHandle)
{
    if (reserved)
        return um_status(WFP_RESERVED);
    if (!callback || !sysPortsHandle)
        return um_status(WFP_NULL_POINTER);
    return engineHandle ? subscribe(engineHandle, callback, context, sysPortsHandle) : subscribe_own(callback, context, sysPortsHandle);
}

static struct subscription *take_off(HANDLE handle)
{
    pthread_mutex_lock(&lock);
    struct subscription **at = &subscriptions;
    while (*at && (HANDLE)*at != handle)
        at = &(*at)->next;
    struct subscription *s = *at;
    if (s)
        *at = s->next;
    pthread_mutex_unlock(&lock);
    return s;
}

DWORD WINAPI FwpmSystemPortsUnsubscribe0(HANDLE engineHandle, HANDLE sysPortsHandle)
{
    const union call_argument arguments[] = { { .number = 0 }, { .number = (UINT64)(uintptr_t)sysPortsHandle } };
    if (engineHandle)
        return um_fwpm_unsubscribe(engineHandle, &call_FwpmSystemPortsUnsubscribe0, arguments);
    struct subscription *s = take_off(sysPortsHandle);
    if (!s)
        return um_status(WFP_INVALID_HANDLE);
    DWORD code = FwpmEngineClose0(s->engine); /* and the subscription with it */
    free(s);
    return code;
}
