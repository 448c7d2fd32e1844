#include "api_km/absent.h"

#include <string.h>

#include "api_km/context.h"
#include "nt/system.h"

int km_absent(const char *name)
{
    const int                not_supported = (int)0xC00000BBu;
    const struct km_context *c = km_current();
    if (c)
        nt_report(c->nt, "%s is not built yet; it answers STATUS_NOT_SUPPORTED", name);
    return not_supported;
}

bool km_is_absent(const char *symbol)
{
    for (const char *const *n = km_absent_names; *n; n++)
        if (strcmp(*n, symbol) == 0)
            return true;
    return false;
}
