/* A value as the store may give it back after damage: the first byte names the kind, the rest is what src/api_fwpm/persist.h
 * reads. What BFE loads it shows, and what is written of it again loads into another BFE. */
#include <stdlib.h>

#include "api_fwpm/persist.h"
#include "bfe/enumerate.h"
#include "bfe/session.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void need(bool holds)
{
    if (!holds)
        abort();
}

static struct bfe *starting(void)
{
    struct bfe_config config = { .seed = 1, .starts_later = true };
    struct bfe       *b;
    need(bfe_new(&config, &b) == WFP_OK && bfe_boot(b) == WFP_OK);
    return b;
}

static void load_again(enum object_kind kind, const struct object *o)
{
    struct buffer out;
    buffer_init(&out);
    need(persist_encode(o, NULL, &out) == WFP_OK);
    struct bfe *other = starting();
    need(persist_load(other, kind, buffer_bytes(&out)) == WFP_OK && bfe_start(other) == WFP_OK);
    bfe_free(other);
    buffer_fini(&out);
}

static void check_loaded(struct bfe *b, enum object_kind kind)
{
    struct session_config config = { .flags = 0 };
    struct bfe_session   *s;
    struct object       **page;
    uint64_t              handle = 0;
    uint32_t              count, own = 0;
    need(bfe_session_open(b, &config, &s) == WFP_OK && bfe_enum_open(s, kind, NULL, &handle) == WFP_OK);
    need(bfe_enum_next(s, kind, handle, UINT32_MAX, &page, &count) == WFP_OK);
    for (uint32_t i = 0; i < count; i++)
        if (!page[i]->builtin) {
            load_again(kind, page[i]);
            own++;
        }
    need(own == 1);
    bfe_put_all(page, count);
    need(bfe_session_close(s) == WFP_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bytes     value = bytes_of(data, size);
    struct arena     arena = { 0 };
    struct byte_blob descriptor;
    void            *structure;
    uint8_t          number;
    if (!bytes_u8(&value, &number))
        return 0;
    enum object_kind kind = (enum object_kind)(number % OBJECT_KIND_COUNT);
    struct bfe      *b = starting();
    enum wfp_status  decoded = persist_decode(kind, value, &arena, &structure, &descriptor);
    enum wfp_status  loaded = persist_load(b, kind, value);
    need(decoded == WFP_OK || loaded != WFP_OK);
    need(bfe_start(b) == WFP_OK);
    if (loaded == WFP_OK)
        check_loaded(b, kind);
    (void)persist_is_boottime(value);
    bfe_free(b);
    arena_fini(&arena);
    return 0;
}
