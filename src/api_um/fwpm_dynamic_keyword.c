/* FwpmDynamicKeyword*0: who wants to know when the addresses behind dynamic keywords change. Keywords are made by the firewall's own calls,
 * which are no part of WFP and are not here, so that none ever changes: the handles are all there is to it. */
#include <pthread.h>
#include <stdlib.h>

#include <fwpmu.h>

#include "api_um/fwpm_link.h"

struct subscription {
    struct subscription *next; /* guarded by: lock */
};
static struct subscription *subscriptions;
static pthread_mutex_t      lock = PTHREAD_MUTEX_INITIALIZER;

DWORD WINAPI FwpmDynamicKeywordSubscribe0(DWORD flags, FWPM_DYNAMIC_KEYWORD_CALLBACK0 callback, void *context, HANDLE *subscriptionHandle)
{
    (void)flags; /* which changes */
    (void)context;
    if (!callback || !subscriptionHandle)
        return ERROR_INVALID_PARAMETER;
    struct subscription *s = malloc(sizeof(*s));
    if (!s)
        return um_status(WFP_NO_MEMORY);
    pthread_mutex_lock(&lock);
    s->next = subscriptions;
    subscriptions = s;
    pthread_mutex_unlock(&lock);
    *subscriptionHandle = s;
    return 0;
}

DWORD WINAPI FwpmDynamicKeywordUnsubscribe0(HANDLE subscriptionHandle)
{
    pthread_mutex_lock(&lock);
    struct subscription **at = &subscriptions;
    while (*at && (HANDLE)*at != subscriptionHandle)
        at = &(*at)->next;
    struct subscription *s = *at;
    if (s)
        *at = s->next;
    pthread_mutex_unlock(&lock);
    free(s);
    return s ? 0 : ERROR_INVALID_PARAMETER;
}
