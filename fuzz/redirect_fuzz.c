/* redirect_records_parse: the bytes that a proxy passes from one socket to the other. What is accepted is written the same, but for
 * contexts that do not exist. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "callout/redirect.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct callout_registry *r;
    struct redirect_records        *records, *again;
    uint8_t                         out[1024];
    size_t                          written = 0;
    if (!r && callout_registry_new(&r) != WFP_OK)
        return 0;
    if (redirect_records_parse(r, bytes_of(data, size), &records) != WFP_OK)
        return 0;
    if (redirect_records_format(r, records, out, sizeof(out), &written) != WFP_OK || written != size ||
        redirect_records_parse(r, bytes_of(out, written), &again) != WFP_OK ||
        redirect_records_count(again) != redirect_records_count(records))
        abort();
    redirect_query(r, records, NULL, NULL);
    redirect_records_put(records);
    redirect_records_put(again);
    return 0;
}
