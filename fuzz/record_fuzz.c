/* record_decode, for every type: whatever it accepts can be encoded, says the same when it is read again,
 * and survives JSON. */
#include <stdlib.h>

#include "record/record_json.h"
#include "record_seed.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool ok)
{
    if (!ok)
        abort();
}

static void check_json(const struct record_type *t, const void *record)
{
    struct record_fault fault;
    json_t             *json;
    void               *again;
    /* A union's member that only another version has is known by number, and JSON has nothing to show for it. */
    if (record_to_json(t, record, &json) != WFP_OK)
        return;
    if (record_from_json(t, json, &again, &fault) == WFP_OK) {
        must(kit_equal(t, record, again));
        free(again);
    }
    json_decref(json);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bytes  in = bytes_of(data, size);
    struct buffer first, second;
    void         *record, *again;
    const struct record_type *t = fuzz_type(&in);
    if (!t || record_decode(t, &in, &record) != WFP_OK)
        return 0;
    buffer_init(&first);
    buffer_init(&second);
    if (record_encode(t, record, &first) == WFP_OK) {
        struct bytes bytes = buffer_bytes(&first);
        must(record_decode(t, &bytes, &again) == WFP_OK && kit_equal(t, record, again));
        must(record_encode(t, again, &second) == WFP_OK && first.size == second.size);
        must(memcmp(first.data, second.data, first.size) == 0);
        check_json(t, record);
        free(again);
    }
    buffer_fini(&first);
    buffer_fini(&second);
    free(record);
    return 0;
}
