/* What the ancillary data of a send (WSACMSGHDR messages, in Windows' layout) ask of the IP header. */
#ifndef WFP_PKT_CONTROL_DATA_H
#define WFP_PKT_CONTROL_DATA_H

#include <stdbool.h>

#include "base/bytes.h"
#include "model/schema.h"

struct control_data {
    int hop_limit, traffic_class; /* -1: not said */
};

/* Messages of the other family, and unknown ones, say nothing. False: a message does not fit in the data. */
bool control_data_read(struct bytes data, enum family family, struct control_data *out);

#endif
