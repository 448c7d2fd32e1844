/* What a program sends to BFE, one request after the other: the first byte says who it is, then come requests as they are,
 * with their length, or as the seed of a valid one (tests/request_kit.h) of which a byte may be spoilt. Whatever it was,
 * afterwards nobody holds the lock, no session is left, what is there can be shown, and a caller without rights has changed
 * nothing. */
#include <stdlib.h>
#include <string.h>

#include "api_fwpm/fwpm.h"
#include "bfe/enumerate.h"
#include "bfe/session.h"
#include "bfe/txn.h"
#include "model/schema.h"
#include "record/listen.h"
#include "request_kit.h"
#include "security/token.h"
#include "security/wellknown.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { NOBODY_ASKS, ADMINISTRATOR, ANYBODY, CALLERS };
enum { REQUESTS_MAX = 64 };

static void need(bool holds)
{
    if (!holds)
        abort();
}

/* --- BFE with something of everything ------------------------------------------------------------------------------------- */

static struct guid key_of(uint32_t n)
{
    return (struct guid){ 0x5eed0000u + n, 1, 2, { 3, 4, 5, 6, 7, 8, 9, 10 } };
}

static void fill(struct bfe *b)
{
    struct session_config config = { .flags = 0 };
    struct bfe_session   *s;
    struct provider       p = { .key = key_of(0), .name = "p", .flags = PROVIDER_FLAG_PERSISTENT };
    struct sublayer       l = { .key = key_of(1), .name = "l", .weight = 7, .provider = key_of(0), .flags = SUBLAYER_FLAG_PERSISTENT };
    struct callout        c = { .key = key_of(2), .name = "c" };
    struct filter         f = { .key = key_of(3), .name = "f", .sublayer = key_of(1), .action = ACTION_BLOCK };
    need(bfe_session_open(b, &config, &s) == WFP_OK);
    c.layer = f.layer = layer_of(LAYER(ALE_AUTH_CONNECT), FAMILY_V4)->id;
    need(bfe_provider_add(s, &p) == WFP_OK && bfe_sublayer_add(s, &l) == WFP_OK && bfe_callout_add(s, &c, NULL) == WFP_OK);
    need(bfe_filter_add(s, &f, NULL) == WFP_OK);
    f.key = key_of(4);
    f.action = ACTION_CALLOUT_TERMINATING;
    f.callout = c.key;
    need(bfe_filter_add(s, &f, NULL) == WFP_OK);
    need(bfe_session_close(s) == WFP_OK);
}

static uint32_t count_of(const struct policy *p)
{
    return p->provider_count + p->sublayer_count + p->callout_count + p->filter_count + p->context_count;
}

/* --- the program ---------------------------------------------------------------------------------------------------------- */

static void on_event(void *context, uint64_t subscription, uint32_t extra, const struct record_type *type, const void *structure)
{
    struct buffer out;
    (void)context;
    buffer_init(&out);
    need(event_encode(subscription, extra, type, structure, &out) == WFP_OK);
    buffer_fini(&out);
}

static struct fwpm_client *client_of(struct bfe *b, unsigned who)
{
    static const uint8_t     *administrators, *world;
    administrators = well_known_sid(SID_ADMINISTRATORS);
    world = well_known_sid(SID_WORLD);
    const struct token        tokens[] = { { 1, &administrators }, { 1, &world } };
    struct fwpm_client_config config = { .bfe = b, .event = on_event };
    struct fwpm_client       *c;
    config.caller.user = "somebody";
    config.caller.token = who == NOBODY_ASKS ? NULL : &tokens[who == ANYBODY];
    need(fwpm_client_new(&config, &c) == WFP_OK);
    return c;
}

static void serve(struct fwpm_client *c, struct bytes request)
{
    struct buffer reply;
    buffer_init(&reply);
    fwpm_serve(c, request, &reply);
    need(reply.size > 0 && buffer_ok(&reply));
    buffer_fini(&reply);
}

static void serve_made(struct fwpm_client *c, uint16_t number, uint32_t seed, uint16_t spoilt, uint8_t by)
{
    const struct call_row *row = call_by_number(number % call_row_count);
    struct record_kit      k = { .seed = seed * UINT64_C(0x9e3779b97f4a7c15) };
    struct buffer          request;
    if (!row)
        return;
    buffer_init(&request);
    request_make(&k, row, &request);
    if (request.size)
        request.data[spoilt % request.size] ^= by;
    uint8_t *exact = malloc(request.size + 1);
    need(exact != NULL);
    if (request.size)
        memcpy(exact, request.data, request.size);
    serve(c, bytes_of(exact, request.size));
    free(exact);
    buffer_fini(&request);
    arena_fini(&k.arena);
}

static bool next_request(struct fwpm_client *c, struct bytes *in)
{
    uint8_t      how, by;
    uint16_t     size, number, spoilt;
    uint32_t     seed;
    struct bytes request;
    if (!bytes_u8(in, &how))
        return false;
    if (how & 1) {
        if (!bytes_u16(in, &size) || !bytes_sub(in, size, &request))
            return false;
        serve(c, request);
        return true;
    }
    if (!bytes_u16(in, &number) || !bytes_u32(in, &seed) || !bytes_u16(in, &spoilt) || !bytes_u8(in, &by))
        return false;
    serve_made(c, number, seed, spoilt, by);
    return true;
}

/* --- afterwards ----------------------------------------------------------------------------------------------------------- */

static void check_show(struct bfe_session *s, enum object_kind kind)
{
    struct object **page;
    uint64_t        handle;
    uint32_t        count;
    need(bfe_enum_open(s, kind, NULL, &handle) == WFP_OK);
    need(bfe_enum_next(s, kind, handle, UINT32_MAX, &page, &count) == WFP_OK);
    for (uint32_t i = 0; i < count; i++)
        need(page[i]->kind == kind && !page[i]->staged && !page[i]->gone && page[i]->session == 0);
    bfe_put_all(page, count);
    need(bfe_enum_close(s, kind, handle) == WFP_OK);
}

static void check_after(struct bfe *b)
{
    struct session_config config = { .txn_wait_ms = 1 };
    struct bfe_session   *s;
    struct session_row   *rows;
    struct arena          arena = { 0 };
    uint32_t              count;
    need(bfe_session_open(b, &config, &s) == WFP_OK);
    need(bfe_session_list(s, &arena, &rows, &count) == WFP_OK && count == 1);
    need(bfe_txn_begin(s, 0) == WFP_OK && bfe_txn_abort(s) == WFP_OK);
    for (enum object_kind kind = 0; kind < OBJECT_KIND_COUNT; kind++)
        check_show(s, kind);
    need(bfe_session_close(s) == WFP_OK);
    arena_fini(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bfe_config config = { .seed = 1 };
    struct bytes      in = bytes_of(data, size);
    struct bfe       *b;
    uint8_t           who = 0;
    (void)!bytes_u8(&in, &who);
    need(bfe_new(&config, &b) == WFP_OK);
    fill(b);
    uint32_t            before = count_of(bfe_policy(b));
    struct fwpm_client *c = client_of(b, who % CALLERS);
    for (uint32_t seed = who; (who & 0x80) && !fwpm_client_session(c); seed++)
        serve_made(c, call_FwpmEngineOpen0.number, seed, 0, 0);
    for (unsigned i = 0; i < REQUESTS_MAX && next_request(c, &in); i++)
        ;
    fwpm_client_free(c);
    check_after(b);
    if (who % CALLERS == ANYBODY)
        need(count_of(bfe_policy(b)) == before);
    bfe_free(b);
    return 0;
}
