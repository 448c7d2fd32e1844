/* record_from_json: a type and JSON text; what is accepted is JSON again, and the same. */
#include <stdlib.h>

#include "record/record_json.h"
#include "record_seed.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bytes        in = bytes_of(data, size);
    struct record_fault fault;
    json_error_t        error;
    void               *record, *again;
    json_t             *written;
    const struct record_type *t = fuzz_type(&in);
    if (!t)
        return 0;
    json_t *json = json_loadb((const char *)in.at, bytes_left(&in), JSON_DECODE_ANY | JSON_ALLOW_NUL, &error);
    if (json && record_from_json(t, json, &record, &fault) == WFP_OK) {
        if (record_to_json(t, record, &written) == WFP_OK) {
            if (record_from_json(t, written, &again, &fault) != WFP_OK || !kit_equal(t, record, again))
                abort();
            free(again);
            json_decref(written);
        }
        free(record);
    }
    json_decref(json);
    return 0;
}
