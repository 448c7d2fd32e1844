/* Scripts: whatever is accepted has commands whose words are known and whose data are there; whatever is not says why in one line
 * that names the place. Both families read the same lines. */
#include <stdint.h>
#include <stdlib.h>

#include "host/script.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const struct script *s)
{
    unsigned long sum = 0;
    for (unsigned i = 0; i < script_count(s); i++) {
        const struct script_command *c = script_at(s, i);
        struct bytes                 b = c->data;
        uint8_t                      byte;
        if (c->word >= SCRIPT_WORD_COUNT || !script_word_name(c->word) || c->line == 0 || c->layer_count > SCRIPT_MAX_LAYERS)
            abort();
        while (bytes_u8(&b, &byte))
            sum += byte;
        for (unsigned k = 0; k < c->addr_count; k++)
            if (c->bits[k] > (c->addrs[k].family == FAMILY_V4 ? 32 : 128))
                abort();
    }
    (void)sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    for (unsigned v6 = 0; v6 < 2; v6++) {
        struct script_options options = { .v6 = v6 };
        struct script        *s = NULL;
        char                  why[SCRIPT_ERROR_SIZE] = "";
        enum wfp_status       err = script_parse((const char *)data, size, "script", &options, &s, why);
        if (err == WFP_OK)
            check(s);
        else if (s || strncmp(why, "script:", 7) != 0 || strchr(why, '\n'))
            abort();
        script_free(s);
    }
    return 0;
}
