/* Events as they arrive in a program that listens for everything: the callback of a subscription gets its own structure, all of
 * which it may look at, or is not called. */
#include <stdlib.h>

#include "record/listen.h"
#include "record/type.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct ear {
    const char               *function;
    const struct record_type *type; /* that its callback takes */
    uint64_t                  handle;
};

static void look(const struct ear *ear, const void *structure)
{
    struct buffer out;
    buffer_init(&out);
    if (record_encode(ear->type, structure, &out) != WFP_OK)
        abort();
    buffer_fini(&out);
}

static void called(void *context, const void *structure)
{
    look(context, structure);
}

static void called_with_extra(void *context, uint32_t extra, const void *structure)
{
    (void)extra;
    look(context, structure);
}

static const struct ear ears[] = {
    { "FwpmProviderSubscribeChanges0", &record_FWPM_PROVIDER_CHANGE0, 0 },
    { "FwpmProviderContextSubscribeChanges0", &record_FWPM_PROVIDER_CONTEXT_CHANGE0, 1 },
    { "FwpmSubLayerSubscribeChanges0", &record_FWPM_SUBLAYER_CHANGE0, 2 },
    { "FwpmCalloutSubscribeChanges0", &record_FWPM_CALLOUT_CHANGE0, 3 },
    { "FwpmFilterSubscribeChanges0", &record_FWPM_FILTER_CHANGE0, 4 },
    { "FwpmNetEventSubscribe0", &record_FWPM_NET_EVENT1, 5 },
    { "FwpmNetEventSubscribe4", &record_FWPM_NET_EVENT5, 6 },
    { "FwpmConnectionSubscribe0", &record_FWPM_CONNECTION0, 7 },
    { "FwpmSystemPortsSubscribe0", &record_FWPM_SYSTEM_PORTS0, 8 },
    { "FwpmvSwitchEventSubscribe0", &record_FWPM_VSWITCH_EVENT0, 9 },
    { "IPsecSaContextSubscribe0", &record_IPSEC_SA_CONTEXT_CHANGE0, 10 },
};

static void add(struct listeners *l, const struct ear *ear)
{
    const struct call_row *row = call_find(ear->function);
    union call_argument    arguments[CALL_ARGUMENTS_MAX] = { { 0 } };
    if (!row)
        abort();
    for (unsigned i = 0; i < row->parameter_count; i++) {
        if (row->parameters[i].kind == PARAM_CALLBACK)
            arguments[i].in = row->op == CALL_CONNECTION_SUBSCRIBE ? (const void *)(uintptr_t)called_with_extra
                                                                   : (const void *)(uintptr_t)called;
        if (row->parameters[i].kind == PARAM_CONTEXT)
            arguments[i].in = ear;
    }
    if (listeners_begin(l) != WFP_OK)
        abort();
    listeners_end(l, ear->handle + 1, row, arguments);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct listeners l;
    listeners_init(&l);
    for (size_t i = 0; i < COUNT_OF(ears); i++)
        add(&l, &ears[i]);
    (void)!listeners_tell_bytes(&l, bytes_of(data, size));
    for (size_t i = 0; i < COUNT_OF(ears); i++)
        listeners_remove(&l, ears[i].handle + 1);
    listeners_fini(&l);
    return 0;
}
