/* The words that describe a port of a switch. */
#include <stdlib.h>
#include <string.h>

#include "host/port_words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct live_port port;
    char             spec[PORT_SPEC_SIZE], why[LIVE_ERROR_SIZE], *text = malloc(size + 1);
    if (!text)
        return 0;
    if (size)
        memcpy(text, data, size);
    text[size] = 0;
    if (port_words_read(text, &port, spec, why)) {
        if (port.spec != spec || !*spec || strlen(spec) >= PORT_SPEC_SIZE || port.port.vlan.mode > SWITCH_VLAN_PVLAN)
            abort();
    } else if (!*why || strlen(why) >= LIVE_ERROR_SIZE) {
        abort();
    }
    free(text);
    return 0;
}
