#include "kinds.h"

#include <time.h>

enum { PATIENCE_S = 120 };

unsigned kit_number(const GUID *key)
{
    unsigned first = kit_key(0).Data1;
    GUID     same = kit_key(key->Data1 - first);
    return kit_same_key(&same, key) ? key->Data1 - first : 0;
}

static void hear(struct ear *ear, UINT32 type, const GUID *key, UINT64 id)
{
    pthread_mutex_lock(&ear->lock);
    if (ear->count < KIT_COUNT(ear->all))
        ear->all[ear->count] = (struct heard){ type, kit_number(key), id, pthread_self() };
    ear->count++;
    pthread_cond_broadcast(&ear->changed);
    pthread_mutex_unlock(&ear->lock);
    if (ear->then)
        ear->then(ear);
}

bool ear_await(struct ear *ear, unsigned count)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += PATIENCE_S;
    int err = 0;
    pthread_mutex_lock(&ear->lock);
    while (ear->count < count && err == 0)
        err = pthread_cond_timedwait(&ear->changed, &ear->lock, &until);
    bool good = ear->count >= count;
    pthread_mutex_unlock(&ear->lock);
    return good;
}

/* Each kind has functions and structures of its own, which do the same: Name is that of the functions, NAME that of the
 * structures. */
#define KIND(small, Name, NAME, object_type, object_version, key_member, id_of, add_call)                                    \
    static DWORD small##_add(HANDLE h, unsigned n, PSECURITY_DESCRIPTOR sd)                                                  \
    {                                                                                                                        \
        object_type o = kit_##small(n);                                                                                      \
        return add_call;                                                                                                     \
    }                                                                                                                        \
    static DWORD small##_add_flagged(HANDLE h, unsigned n, UINT32 flags)                                                     \
    {                                                                                                                        \
        PSECURITY_DESCRIPTOR sd = NULL;                                                                                      \
        object_type          o = kit_##small(n);                                                                             \
        o.flags = flags;                                                                                                     \
        return add_call;                                                                                                     \
    }                                                                                                                        \
    static DWORD small##_remove(HANDLE h, unsigned n)                                                                        \
    {                                                                                                                        \
        GUID key = kit_key(n);                                                                                               \
        return Fwpm##Name##DeleteByKey0(h, &key);                                                                            \
    }                                                                                                                        \
    static DWORD small##_get(HANDLE h, unsigned n)                                                                           \
    {                                                                                                                        \
        GUID         key = kit_key(n);                                                                                       \
        object_type *o = NULL;                                                                                               \
        DWORD        code = Fwpm##Name##GetByKey##object_version(h, &key, &o);                                               \
        if (code == 0 && !kit_same_key(&o->key_member, &key))                                                                \
            code = ERROR_INVALID_DATA;                                                                                       \
        FwpmFreeMemory0((void **)&o);                                                                                        \
        return code;                                                                                                         \
    }                                                                                                                        \
    static DWORD small##_open(HANDLE h, HANDLE *e)                                                                           \
    {                                                                                                                        \
        return Fwpm##Name##CreateEnumHandle0(h, NULL, e);                                                                    \
    }                                                                                                                        \
    static DWORD small##_next(HANDLE h, HANDLE e, UINT32 wanted, unsigned *numbers, UINT32 *count)                           \
    {                                                                                                                        \
        object_type **all = NULL;                                                                                            \
        DWORD         code = Fwpm##Name##Enum##object_version(h, e, wanted, &all, count);                                    \
        for (UINT32 i = 0; code == 0 && i < *count; i++)                                                                     \
            numbers[i] = kit_number(&all[i]->key_member);                                                                    \
        FwpmFreeMemory0((void **)&all);                                                                                      \
        return code;                                                                                                         \
    }                                                                                                                        \
    static DWORD small##_close(HANDLE h, HANDLE e)                                                                           \
    {                                                                                                                        \
        return Fwpm##Name##DestroyEnumHandle0(h, e);                                                                         \
    }                                                                                                                        \
    static void CALLBACK small##_told(void *context, const FWPM_##NAME##_CHANGE0 *change)                                    \
    {                                                                                                                        \
        hear(context, (UINT32)change->changeType, &change->key_member, id_of);                                               \
    }                                                                                                                        \
    static DWORD small##_subscribe(HANDLE h, UINT32 flags, struct ear *ear, HANDLE *s)                                       \
    {                                                                                                                        \
        FWPM_##NAME##_SUBSCRIPTION0 subscription = { .flags = flags };                                                       \
        return Fwpm##Name##SubscribeChanges0(h, &subscription, small##_told, ear, s);                                        \
    }                                                                                                                        \
    static DWORD small##_unsubscribe(HANDLE h, HANDLE s)                                                                     \
    {                                                                                                                        \
        return Fwpm##Name##UnsubscribeChanges0(h, s);                                                                        \
    }                                                                                                                        \
    static DWORD small##_subscriptions(HANDLE h, UINT32 *flags, GUID *sessions, UINT32 room, UINT32 *count)                  \
    {                                                                                                                        \
        FWPM_##NAME##_SUBSCRIPTION0 **all = NULL;                                                                            \
        DWORD                         code = Fwpm##Name##SubscriptionsGet0(h, &all, count);                                  \
        for (UINT32 i = 0; code == 0 && i < *count && i < room; i++) {                                                       \
            flags[i] = all[i]->flags;                                                                                        \
            sessions[i] = all[i]->sessionKey;                                                                                \
        }                                                                                                                    \
        FwpmFreeMemory0((void **)&all);                                                                                      \
        return code;                                                                                                         \
    }

#define CALLS(small, Name, with_id, lasts)                                                                                   \
    { #small, with_id, lasts, small##_add, small##_add_flagged, small##_remove, small##_get, small##_open, small##_next,     \
      small##_close, small##_subscribe, small##_unsubscribe, small##_subscriptions, Fwpm##Name##GetSecurityInfoByKey0,       \
      Fwpm##Name##SetSecurityInfoByKey0 }

KIND(provider, Provider, PROVIDER, FWPM_PROVIDER0, 0, providerKey, 0, FwpmProviderAdd0(h, &o, sd))
KIND(context, ProviderContext, PROVIDER_CONTEXT, FWPM_PROVIDER_CONTEXT3, 3, providerContextKey, change->providerContextId,
     FwpmProviderContextAdd3(h, &o, sd, NULL))
KIND(sublayer, SubLayer, SUBLAYER, FWPM_SUBLAYER0, 0, subLayerKey, 0, FwpmSubLayerAdd0(h, &o, sd))
KIND(callout, Callout, CALLOUT, FWPM_CALLOUT0, 0, calloutKey, change->calloutId, FwpmCalloutAdd0(h, &o, sd, NULL))
KIND(filter, Filter, FILTER, FWPM_FILTER0, 0, filterKey, change->filterId, FwpmFilterAdd0(h, &o, sd, NULL))

const struct kind kinds[KIND_COUNT] = {
    [KIND_PROVIDER] = CALLS(provider, Provider, 0, FWPM_PROVIDER_FLAG_PERSISTENT),
    [KIND_CONTEXT] = CALLS(context, ProviderContext, 1, FWPM_PROVIDER_CONTEXT_FLAG_PERSISTENT),
    [KIND_SUBLAYER] = CALLS(sublayer, SubLayer, 0, FWPM_SUBLAYER_FLAG_PERSISTENT),
    [KIND_CALLOUT] = CALLS(callout, Callout, 1, FWPM_CALLOUT_FLAG_PERSISTENT),
    [KIND_FILTER] = CALLS(filter, Filter, 1, FWPM_FILTER_FLAG_PERSISTENT),
};
