/* The net events of a replay: --net-events collects and prints them. */
#ifndef WFP_TOOLS_REPLAY_EVENTS_H
#define WFP_TOOLS_REPLAY_EVENTS_H

#include "bfe/net_event_log.h"
#include "cli.h"
#include "engine/ruleset.h"

struct kernel;

struct replay_events {
    bool                    wanted;   /* --net-events */
    uint32_t                keywords;
    struct net_event_log   *log;      /* NULL: nobody collects */
    bool                    own;      /* else the kernel's */
    struct net_event_cursor read;
    uint64_t                count;
};

/* The option's KEYWORDS: names separated by commas, as "classify-allow,inbound-mcast", "all", or a number as netsh wants it;
 * NULL: none. An exit_code; complaints are printed. */
int events_option(struct replay_events *e, const struct command *c, const char *keywords);
/* Makes the log, or takes that of the kernel, where modules may look at it; `k` may be NULL. An exit_code. */
int events_start(struct replay_events *e, const struct command *c, const struct kernel *k);
/* After each packet, when events are wanted: prints what it made, as JSON where `j` is not NULL, else as text; counts only when both are NULL. */
void events_show(struct replay_events *e, const struct ruleset *rules, struct json *j, FILE *text);
void events_free(struct replay_events *e);

#endif
