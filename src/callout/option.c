#include "callout/option.h"

#include <stddef.h>

/* Callouts find the options of the classify that they are in through their thread; they have no other handle on it. */
static _Thread_local struct classify_options *open_options;

void classify_options_open(struct classify_options *o)
{
    open_options = o;
}

void classify_options_close(void)
{
    open_options = NULL;
}

static bool is_allowed(enum classify_option option, uint32_t value)
{
    switch (option) {
    case OPTION_MULTICAST_STATE:
        return value <= MULTICAST_STATE_ALLOW_GLOBAL;
    case OPTION_LOOSE_SOURCE_MAPPING:
        return value <= 1;
    case OPTION_UNICAST_LIFETIME:
    case OPTION_MCAST_BCAST_LIFETIME:
        return value > 0;
    case CLASSIFY_OPTION_COUNT:
        break;
    }
    return false;
}

enum wfp_status classify_option_set(uint32_t option, uint32_t value)
{
    struct classify_options *o = open_options;
    if (option >= CLASSIFY_OPTION_COUNT)
        return WFP_INVALID_ENUMERATOR;
    if (!is_allowed((enum classify_option)option, value))
        return WFP_OUT_OF_BOUNDS;
    if (!o)
        return WFP_UNSUCCESSFUL;
    if (!o->set[option])
        o->value[option] = value;
    o->set[option] = true;
    return WFP_OK;
}
