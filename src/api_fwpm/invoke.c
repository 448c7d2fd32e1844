/* From arguments to an operation and back, as bytes or straight through. */
#include <stdlib.h>
#include <string.h>

#include "api_fwpm/operations.h"

static enum wfp_status run(struct fwpm_call *c)
{
    const struct operation *op = &operations[c->row->op];
    c->session = client_session(c->client);
    if (!c->session && !op->needs_no_session)
        return WFP_INVALID_HANDLE;
    if (!op->run)
        return WFP_UNSUPPORTED;
    return op->run(c, op->kind);
}

static void call_end(struct fwpm_call *c)
{
    for (uint32_t i = 0; i < c->object_count; i++)
        bfe_put(c->objects[i]);
    if (c->session)
        bfe_session_put(c->session);
}

enum { REPLY_ROOM = 256 }; /* for numbers alone */

/* What changes something answers with numbers: room for those is there before it is done, or it would be done and answered as
 * if not. */
static enum wfp_status make_room(struct buffer *reply)
{
    size_t   before = reply->size;
    uint8_t *room = buffer_grow(reply, REPLY_ROOM);
    reply->size = before;
    return room ? WFP_OK : WFP_NO_MEMORY;
}

void fwpm_serve(struct fwpm_client *client, struct bytes request, struct buffer *reply)
{
    union call_argument in[CALL_ARGUMENTS_MAX] = { { 0 } }, out[CALL_ARGUMENTS_MAX] = { { 0 } };
    struct arena        arena = { 0 };
    struct fwpm_call    c = { .client = client, .row = &call_FwpmEngineClose0, .arena = &arena, .in = in, .out = out };
    size_t              before = reply->size;
    enum wfp_status     err = call_decode_request(&request, &arena, &c.row, in);
    if (err == WFP_OK)
        err = make_room(reply);
    if (err == WFP_OK)
        err = run(&c);
    err = call_encode_reply(c.row, err, out, reply);
    if (err) {
        reply->size = before;
        reply->failed = false;
        (void)!call_encode_reply(c.row, err, out, reply);
    }
    call_end(&c);
    arena_fini(&arena);
}

/* --- straight through -------------------------------------------------------------------------------------------------------- */

/* Structures in their newest versions need no conversion on their way; security descriptors do. */
static bool is_plain(const struct call_row *row, const union call_argument *arguments)
{
    for (unsigned i = 0; i < row->parameter_count; i++) {
        const struct call_parameter *p = &row->parameters[i];
        if (p->type && record_type_newest(p->type) != p->type)
            return false;
        if (p->kind == PARAM_DESCRIPTOR ? arguments[i].in != NULL
                                        : p->kind == PARAM_SID || p->kind == PARAM_ACL || p->kind == PARAM_OUT_SID || p->kind == PARAM_OUT_STRUCT)
            return false;
    }
    return true;
}

static bool is_pointer(unsigned kind)
{
    return kind != PARAM_ENGINE && kind != PARAM_NUMBER && kind != PARAM_HANDLE && kind != PARAM_COUNT;
}

/* */
static enum wfp_status check_required(const struct call_row *row, const union call_argument *arguments)
{
    for (unsigned i = 0; i < row->parameter_count; i++) {
        const struct call_parameter *p = &row->parameters[i];
        if (!is_pointer(p->kind) || p->optional || arguments[i].in || p->kind == PARAM_CONTEXT || p->kind == PARAM_LOCAL)
            continue;
        if (p->kind == PARAM_ARRAY && arguments[p->partner].number == 0)
            continue;
        return WFP_NULL_POINTER;
    }
    return WFP_OK;
}

/* Copies a result to where the caller wants it; *block is what to free when a later one fails. */
static enum wfp_status give(const struct call_row *row, unsigned i, const union call_argument *results, void *to, void **block)
{
    const struct call_parameter *p = &row->parameters[i];
    const union call_argument   *r = &results[p->slot];
    enum wfp_status              err = WFP_OK;
    *block = NULL;
    switch (p->kind) {
    case PARAM_OUT_NUMBER:
    case PARAM_OUT_COUNT:
        memcpy(to, &r->number, p->size);
        break;
    case PARAM_OUT_HANDLE:
        *(uint64_t *)to = r->number;
        break;
    case PARAM_OUT_BLOCK:
        err = r->in ? record_copy(p->type, r->in, block) : WFP_OK;
        break;
    case PARAM_OUT_ARRAY: {
        void   **array = NULL;
        uint32_t n = (uint32_t)results[row->parameters[p->partner].slot].number;
        err = n ? record_copy_array(p->type, r->in, n, &array) : WFP_OK;
        *block = array;
        break;
    }
    default:
        break;
    }
    return err;
}

static enum wfp_status give_all(const struct call_row *row, const union call_argument *results, const union call_argument *arguments)
{
    void           *blocks[CALL_ARGUMENTS_MAX] = { NULL };
    enum wfp_status err = WFP_OK;
    for (unsigned i = 0; err == WFP_OK && i < row->parameter_count; i++) {
        unsigned kind = row->parameters[i].kind;
        if (kind >= PARAM_OUT_NUMBER && arguments[i].out)
            err = give(row, i, results, arguments[i].out, &blocks[i]);
    }
    for (unsigned i = 0; i < row->parameter_count; i++) {
        unsigned kind = row->parameters[i].kind;
        if (err)
            free(blocks[i]);
        else if (arguments[i].out && (kind == PARAM_OUT_BLOCK || kind == PARAM_OUT_ARRAY))
            *(void **)arguments[i].out = blocks[i];
    }
    return err;
}

static enum wfp_status invoke_plain(struct fwpm_client *client, const struct call_row *row, const union call_argument *arguments)
{
    union call_argument in[CALL_ARGUMENTS_MAX] = { { 0 } }, out[CALL_ARGUMENTS_MAX] = { { 0 } };
    struct arena        arena = { 0 };
    struct fwpm_call    c = { .client = client, .row = row, .arena = &arena, .in = in, .out = out };
    RETURN_IF(check_required(row, arguments));
    for (unsigned i = 0; i < row->parameter_count; i++)
        if (row->parameters[i].kind < PARAM_OUT_NUMBER)
            in[row->parameters[i].slot] = arguments[i];
    enum wfp_status err = run(&c);
    if (err == WFP_OK)
        err = give_all(row, out, arguments);
    call_end(&c);
    arena_fini(&arena);
    return err;
}

/* By way of bytes, which know all versions. */
static enum wfp_status invoke_encoded(struct fwpm_client *client, const struct call_row *row, const union call_argument *arguments)
{
    struct buffer   request, reply;
    enum wfp_status answer = WFP_OK;
    buffer_init(&request);
    buffer_init(&reply);
    enum wfp_status err = call_encode_request(row, arguments, &request);
    if (err == WFP_OK) {
        fwpm_serve(client, buffer_bytes(&request), &reply);
        struct bytes in = buffer_bytes(&reply);
        err = call_decode_reply(row, &in, arguments, &answer);
    }
    buffer_fini(&request);
    buffer_fini(&reply);
    return err ? err : answer;
}

enum wfp_status fwpm_invoke(struct fwpm_client *c, const struct call_row *row, const union call_argument *arguments)
{
    return is_plain(row, arguments) ? invoke_plain(c, row, arguments) : invoke_encoded(c, row, arguments);
}
