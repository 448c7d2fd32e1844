/* The net events that a packet made: the shim's sink fills a log, and these look at what came since the packet before.
 *
 *   keywords  KEYWORD ...                    what is collected besides, from here on
 *   events    TYPE@LAYER ... | nothing       all of the last packet, in order
 *   event     LAYER NAME=VALUE ...
 *
 * Every event of every case is looked at besides: its time is the packet's, members without flag are zero. */
#ifndef WFP_BEHAVIOUR_EVENTS_H
#define WFP_BEHAVIOUR_EVENTS_H

#include "bfe/net_event_log.h"

#define EVENTS_MAX 16u

struct run;

struct events {
    struct net_event_log   *log;
    struct net_event_cursor read;
    const struct net_event *of[EVENTS_MAX]; /* of the last packet */
    unsigned                count;
};

/* The log of the run, made when it is asked for. */
struct net_event_log *events_log(struct run *r);
/* After a packet. */
void events_take(struct run *r);
void events_fini(struct events *e);

void events_keywords(struct run *r);
void check_events(struct run *r);
void check_event(struct run *r);

#endif
