#include "bfe/guard.h"

#include <stdlib.h>

#include "bfe/store_state.h"

void descriptor_put(struct descriptor *d)
{
    if (d && atomic_fetch_sub(&d->refs, 1) == 1)
        free(d);
}

enum container guard_container_of(int kind)
{
    static const enum container containers[OBJECT_KIND_COUNT] = {
        [OBJECT_PROVIDER] = CONTAINER_PROVIDERS, [OBJECT_CONTEXT] = CONTAINER_CONTEXTS, [OBJECT_SUBLAYER] = CONTAINER_SUBLAYERS,
        [OBJECT_CALLOUT] = CONTAINER_CALLOUTS,   [OBJECT_FILTER] = CONTAINER_FILTERS,
    };
    return containers[kind];
}

enum wfp_status guard_container(const struct bfe_session *s, enum container c, uint32_t rights)
{
    (void)s, (void)c, (void)rights;
    return WFP_OK;
}

enum wfp_status guard_object(const struct bfe_session *s, const struct object *o, uint32_t rights)
{
    (void)s, (void)o, (void)rights;
    return WFP_OK;
}

enum wfp_status guard_new_object(const struct bfe_session *s, struct object *o, const struct byte_blob *sd)
{
    (void)s, (void)o, (void)sd;
    return WFP_OK;
}

enum wfp_status guard_loaded_object(struct bfe *b, struct object *o, const struct byte_blob *sd)
{
    (void)b, (void)o, (void)sd;
    return WFP_OK;
}

enum wfp_status guard_init(struct bfe *b)
{
    (void)b;
    return WFP_OK;
}

void guard_fini(struct bfe *b)
{
    (void)b;
}
