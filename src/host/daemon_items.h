/* What the daemon's settings name: switches, a gateway, a forwarder, their ports and what belongs to them, drivers. */
#ifndef WFP_HOST_DAEMON_ITEMS_H
#define WFP_HOST_DAEMON_ITEMS_H

#include "host/gateway_words.h"

#define DAEMON_WHY_SIZE 384

/* Switches, their ports, drivers, in the order in which they are named: the words of host/live_command.h. The ports of a gateway or a
 * forwarder are one text, with blanks between them; what belongs to it is a word as host/gateway_words.h has it. */
enum daemon_item_kind { DAEMON_SWITCH, DAEMON_PORT, DAEMON_CALLOUT, DAEMON_TRUST, DAEMON_GATEWAY, DAEMON_GATEWAY_WORD,
                        DAEMON_FORWARD, DAEMON_FORWARD_WORD };
#define DAEMON_ITEMS      128u
#define DAEMON_ITEM_SIZE  320u

struct daemon_item {
    uint8_t  kind; /* enum daemon_item_kind */
    uint16_t line; /* of the file; 0: the command line */
    char     text[DAEMON_ITEM_SIZE];
};

struct daemon_items {
    unsigned           count, line; /* line: that is read; 0: none is */
    struct daemon_item of[DAEMON_ITEMS];
};

/* Named as often as one likes; a port belongs to the switch before it. All fail with one line in `why`. */
bool daemon_items_add(struct daemon_items *items, enum daemon_item_kind kind, const char *value, char why[DAEMON_WHY_SIZE]);
/* The gateway or the forwarder, and then what belongs to it, as gateway_words_add() takes it. */
bool daemon_items_add_gateway(struct daemon_items *items, bool forwards, const char *ports, char why[DAEMON_WHY_SIZE]);
bool daemon_items_add_word(struct daemon_items *items, bool forwards, const char *key, const char *value,
                           char why[DAEMON_WHY_SIZE]);
/* Nothing that was named lacks what it needs, now that all is said. Of false *line is that of the file where it is named; 0: none. */
bool daemon_items_whole(const struct daemon_items *items, unsigned *line, char why[DAEMON_WHY_SIZE]);

/* The words of `gateway add` (host/live_command.h) for the gateway, or the forwarder: they point into `items` and `room`. 0: there is
 * none. */
#define DAEMON_GATEWAY_WORDS (DAEMON_ITEMS + 32u)
unsigned daemon_items_gateway(const struct daemon_items *items, bool forwards, char room[DAEMON_ITEM_SIZE],
                              const char *words[DAEMON_GATEWAY_WORDS]);
/* Its gateway asks a namespace as long as it runs. */
bool daemon_items_name_netns(const struct daemon_items *items);

#endif
