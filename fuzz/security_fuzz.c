/* Security descriptors of a policy: any bytes, two tokens. */
#include <stdint.h>
#include <stdlib.h>

#include "security/access.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const uint8_t  user[] = { 1, 1, 0, 0, 0, 0, 0, 5, 10, 0, 0, 0 };
    static const uint8_t  group[] = { 1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 32, 2, 0, 0 };
    const uint8_t *const  sids[] = { user, group };
    struct byte_blob      sd = { (uint32_t)size, (uint8_t *)(uintptr_t)data };
    const struct token    nobody = { 0, NULL }, both = { 2, sids };
    bool                  all = access_may_match(&sd, &nobody);
    /* Who grants to a token without SIDs has no DACL, and then grants to everybody. */
    if (all && !access_may_match(&sd, &both))
        abort();
    access_may_match(&sd, &both);
    return 0;
}
