#include "record/listen.h"

#include <stdlib.h>
#include <string.h>

struct listener {
    struct listener       *next;
    uint64_t               handle;
    const struct call_row *row;
    void                  *callback, *context;
};

void listeners_init(struct listeners *l)
{
    pthread_mutex_init(&l->lock, NULL);
    l->first = l->coming = NULL;
}

void listeners_fini(struct listeners *l)
{
    while (l->first) {
        struct listener *next = l->first->next;
        free(l->first);
        l->first = next;
    }
    pthread_mutex_destroy(&l->lock);
}

enum wfp_status listeners_begin(struct listeners *l)
{
    struct listener *coming = calloc(1, sizeof(*coming));
    if (!coming)
        return WFP_NO_MEMORY;
    pthread_mutex_lock(&l->lock);
    l->coming = coming;
    return WFP_OK;
}

static void *argument_of(const struct call_row *row, const union call_argument *arguments, unsigned kind)
{
    for (unsigned i = 0; i < row->parameter_count; i++)
        if (row->parameters[i].kind == kind)
            return arguments[i].out;
    return NULL;
}

void listeners_end(struct listeners *l, uint64_t handle, const struct call_row *row, const union call_argument *arguments)
{
    struct listener *n = l->coming;
    if (handle) {
        *n = (struct listener){ l->first, handle, row, argument_of(row, arguments, PARAM_CALLBACK),
                                argument_of(row, arguments, PARAM_CONTEXT) };
        l->first = n;
        n = NULL;
    }
    l->coming = NULL;
    pthread_mutex_unlock(&l->lock);
    free(n);
}

void listeners_remove(struct listeners *l, uint64_t handle)
{
    pthread_mutex_lock(&l->lock);
    struct listener **at = &l->first;
    while (*at && (*at)->handle != handle)
        at = &(*at)->next;
    struct listener *gone = *at;
    if (gone)
        *at = gone->next;
    pthread_mutex_unlock(&l->lock);
    free(gone);
}

static bool find(struct listeners *l, uint64_t handle, struct listener *out)
{
    pthread_mutex_lock(&l->lock);
    const struct listener *i = l->first;
    while (i && i->handle != handle)
        i = i->next;
    if (i)
        *out = *i;
    pthread_mutex_unlock(&l->lock);
    return i != NULL;
}

/* What is told, by its number in bytes, and by which function one subscribes to it. */
static const struct {
    const struct record_type *type; /* newest version */
    unsigned                  op;
} told[] = {
    { &record_FWPM_PROVIDER_CHANGE0, CALL_PROVIDER_SUBSCRIBE_CHANGES },
    { &record_FWPM_PROVIDER_CONTEXT_CHANGE0, CALL_PROVIDER_CONTEXT_SUBSCRIBE_CHANGES },
    { &record_FWPM_SUBLAYER_CHANGE0, CALL_SUBLAYER_SUBSCRIBE_CHANGES },
    { &record_FWPM_CALLOUT_CHANGE0, CALL_CALLOUT_SUBSCRIBE_CHANGES },
    { &record_FWPM_FILTER_CHANGE0, CALL_FILTER_SUBSCRIBE_CHANGES },
    { &record_FWPM_NET_EVENT5, CALL_NET_EVENT_SUBSCRIBE },
    { &record_FWPM_CONNECTION0, CALL_CONNECTION_SUBSCRIBE },
    { &record_FWPM_SYSTEM_PORTS0, CALL_SYSTEM_PORTS_SUBSCRIBE },
    { &record_FWPM_VSWITCH_EVENT0, CALL_VSWITCH_EVENT_SUBSCRIBE },
    { &record_IPSEC_SA_CONTEXT_CHANGE0, CALL_IPSEC_SA_CONTEXT_SUBSCRIBE },
};
#define TOLD_COUNT (sizeof(told) / sizeof(told[0]))

/* A callback would read another structure as its own. */
static bool takes(const struct listener *l, const struct record_type *type)
{
    for (unsigned i = 0; i < TOLD_COUNT; i++)
        if (told[i].op == l->row->op)
            return told[i].type == type;
    return false;
}

/* FwpmNetEventSubscribe0 takes FWPM_NET_EVENT1, and so on; of all others there is one version. */
static const struct record_type *wanted_type(const struct listener *l, const struct record_type *newest)
{
    static const struct record_type *const net_events[] = { &record_FWPM_NET_EVENT1, &record_FWPM_NET_EVENT2, &record_FWPM_NET_EVENT3,
                                                            &record_FWPM_NET_EVENT4, &record_FWPM_NET_EVENT5 };
    unsigned version = (unsigned)(l->row->name[strlen(l->row->name) - 1] - '0');
    if (l->row->op == CALL_NET_EVENT_SUBSCRIBE && version < sizeof(net_events) / sizeof(net_events[0]))
        return net_events[version];
    return newest;
}

static void call(const struct listener *l, uint32_t extra, const void *structure)
{
    if (l->row->op == CALL_CONNECTION_SUBSCRIBE)
        ((void (*)(void *, uint32_t, const void *))(uintptr_t)l->callback)(l->context, extra, structure);
    else
        ((void (*)(void *, const void *))(uintptr_t)l->callback)(l->context, structure);
}

void listeners_tell(struct listeners *l, uint64_t handle, uint32_t extra, const struct record_type *type, const void *structure)
{
    struct listener to;
    void           *block = NULL;
    if (!find(l, handle, &to) || !takes(&to, type))
        return;
    const struct record_type *wanted = wanted_type(&to, type);
    if (wanted != type && record_convert(type, structure, wanted, &block))
        return; /* events are given without guarantee (A-145, H-015) */
    call(&to, extra, block ? block : structure);
    free(block);
}

/* --- as bytes: handle, extra, the structure's number among those that are told of, the structure --------------------------------- */

static void put_le(struct buffer *out, uint64_t n, unsigned size)
{
    uint8_t bytes[8];
    for (unsigned i = 0; i < size; i++)
        bytes[i] = (uint8_t)(n >> (8 * i));
    buffer_put(out, bytes, size);
}

enum wfp_status event_encode(uint64_t handle, uint32_t extra, const struct record_type *type, const void *structure, struct buffer *out)
{
    uint32_t index = 0;
    while (index < TOLD_COUNT && told[index].type != type)
        index++;
    if (index == TOLD_COUNT)
        return WFP_INVALID_PARAMETER;
    put_le(out, handle, 8);
    put_le(out, extra, 4);
    put_le(out, index, 4);
    RETURN_IF(record_encode(type, structure, out));
    return buffer_ok(out) ? WFP_OK : WFP_NO_MEMORY;
}

enum wfp_status listeners_tell_bytes(struct listeners *l, struct bytes event)
{
    uint32_t low, high, extra, index;
    void    *block;
    if (!bytes_u32_le(&event, &low) || !bytes_u32_le(&event, &high) || !bytes_u32_le(&event, &extra) || !bytes_u32_le(&event, &index) ||
        index >= TOLD_COUNT)
        return WFP_INVALID_PARAMETER;
    RETURN_IF(record_decode(told[index].type, &event, &block));
    listeners_tell(l, (uint64_t)high << 32 | low, extra, told[index].type, block);
    free(block);
    return WFP_OK;
}
