/* wfpd.conf: whatever is accepted keeps the limits of its keys; whatever is not says why in one line and changes nothing. */
#include <stdint.h>
#include <stdlib.h>

#include "host/daemon_config.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct daemon_config c, before;
    char                 why[DAEMON_WHY_SIZE] = "";
    memset(&c, 0, sizeof(c));
    daemon_config_init(&c);
    memcpy(&before, &c, sizeof(c));
    if (!daemon_config_parse(&c, bytes_of(data, size), why)) {
        if (memcmp(&c, &before, sizeof(c)) != 0 || !why[0] || strchr(why, '\n'))
            abort();
        return 0;
    }
    if (c.socket[0] != '/' || c.state_dir[0] != '/' || c.mode == 0 || c.mode > 0777 || c.clients == 0 || c.clients > 16384 ||
        c.message_bytes < 1 << 20 || c.message_bytes > 1 << 30 || c.stall_ms < 1000 || c.log_level >= DAEMON_LOG_LEVELS)
        abort();
    return 0;
}
