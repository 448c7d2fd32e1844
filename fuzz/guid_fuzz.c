/* guid_parse: whatever it accepts prints as the same key, in lower case and without braces. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/guid.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char        out[GUID_TEXT_SIZE];
    struct guid key, again;
    char       *text = malloc(size + 1);
    if (!text)
        return 0;
    if (size)
        memcpy(text, data, size);
    text[size] = 0;
    if (guid_parse(text, &key)) {
        guid_format(&key, out);
        if (strncasecmp(text + (text[0] == '{'), out, GUID_TEXT_SIZE - 1) != 0 || !guid_parse(out, &again) ||
            !guid_equal(&key, &again))
            abort();
    }
    free(text);
    return 0;
}
