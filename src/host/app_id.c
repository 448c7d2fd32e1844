#include "host/app_id.h"

#include <stdlib.h>

#include "base/utf16.h"

enum wfp_status app_id_of_path(const char *path, struct name **out)
{
    size_t units = utf16_length(path);
    if (units == SIZE_MAX)
        return WFP_BAD_DATA;
    uint8_t *bytes = malloc(2 * (units + 1));
    if (!bytes)
        return WFP_NO_MEMORY;
    utf16_write_le(path, bytes);
    enum wfp_status err = name_get(bytes, (uint32_t)(2 * (units + 1)), out);
    free(bytes);
    return err;
}
