/* FwpmFilterGetSecurityInfoByKey0, FwpmEngineSetSecurityInfo0 and their siblings. */
#include "api_fwpm/operations.h"
#include "bfe/security.h"

/* Without a key every argument stands one place further to the front. */
enum { KEY = 1, GET_INFO = 2, GET_DESCRIPTOR = 7, SET_INFO = 2, SET_OWNER = 3, SET_GROUP = 4, SET_DACL = 5 };

static enum wfp_status get(struct fwpm_call *c, const struct security_target *t, int shift)
{
    struct byte_blob *sd;
    RETURN_IF(bfe_security_get(c->session, t, (uint32_t)c->in[GET_INFO - shift].number, c->arena, &sd));
    struct bytes *out = arena_alloc(c->arena, sizeof(*out));
    if (!out)
        return WFP_NO_MEMORY;
    *out = bytes_of(sd->data, sd->size);
    c->out[GET_DESCRIPTOR - shift].in = out;
    return WFP_OK;
}

static struct byte_blob blob_of(const struct bytes *b)
{
    return (struct byte_blob){ (uint32_t)bytes_left(b), (uint8_t *)(uintptr_t)b->at };
}

static enum wfp_status set(struct fwpm_call *c, const struct security_target *t, int shift)
{
    const struct bytes  *owner = c->in[SET_OWNER - shift].in, *group = c->in[SET_GROUP - shift].in, *dacl = c->in[SET_DACL - shift].in;
    struct byte_blob     list = dacl ? blob_of(dacl) : (struct byte_blob){ 0 };
    struct security_info info = { .which = (uint32_t)c->in[SET_INFO - shift].number, .owner = owner ? owner->at : NULL,
                                  .group = group ? group->at : NULL, .dacl = dacl ? &list : NULL };
    return bfe_security_set(c->session, t, &info);
}

enum wfp_status op_security_get_key(struct fwpm_call *c, int container)
{
    return get(c, &(struct security_target){ (enum container)container, c->in[KEY].in }, 0);
}

enum wfp_status op_security_set_key(struct fwpm_call *c, int container)
{
    return set(c, &(struct security_target){ (enum container)container, c->in[KEY].in }, 0);
}

enum wfp_status op_security_get(struct fwpm_call *c, int container)
{
    return get(c, &(struct security_target){ (enum container)container, NULL }, 1);
}

enum wfp_status op_security_set(struct fwpm_call *c, int container)
{
    return set(c, &(struct security_target){ (enum container)container, NULL }, 1);
}
