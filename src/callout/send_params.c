#include "callout/send_params.h"

#include <stddef.h>

#define CONTROL_DATA_MAX 256u /* of which is looked at */

/* FNV-1a. The memory is the driver's, who may have left it behind already: sanitizers have nothing to say about our looking. */
__attribute__((no_sanitize("address", "thread", "undefined"))) static uint64_t print_of(uint64_t print, const void *at, uint32_t size)
{
    const volatile uint8_t *byte = at;
    for (uint32_t i = 0; byte && i < size; i++)
        print = (print ^ byte[i]) * 0x100000001b3u;
    return print;
}

static uint64_t print(const struct send_params *p)
{
    uint64_t all = print_of(0xcbf29ce484222325u, p->remote_at, p->remote_size);
    all = print_of(all, p->control_data, p->control_size < CONTROL_DATA_MAX ? p->control_size : CONTROL_DATA_MAX);
    return print_of(all, p->include_header, p->include_header_size);
}

void send_params_note(struct send_params *p)
{
    p->print = print(p);
}

bool send_params_are_kept(const struct send_params *p)
{
    return !p->given || p->print == print(p);
}
