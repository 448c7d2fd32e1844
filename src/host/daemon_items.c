#include "host/daemon_items.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool daemon_items_add(struct daemon_items *items, enum daemon_item_kind kind, const char *value, char why[DAEMON_WHY_SIZE])
{
    if (items->count == DAEMON_ITEMS || !*value || strlen(value) >= DAEMON_ITEM_SIZE) {
        snprintf(why, DAEMON_WHY_SIZE, items->count == DAEMON_ITEMS ? "more than %u switches, gateways, ports and drivers"
                                                                    : "expected 1 to %u characters",
                 items->count == DAEMON_ITEMS ? DAEMON_ITEMS : DAEMON_ITEM_SIZE - 1);
        return false;
    }
    struct daemon_item *i = &items->of[items->count++];
    i->kind = (uint8_t)kind;
    i->line = (uint16_t)items->line;
    strcpy(i->text, value);
    return true;
}

/* --- gateways ------------------------------------------------------------------------------------------------------------- */

/* The ports of a text with blanks between them; `room` is cut. */
static unsigned split_ports(const char *text, char room[DAEMON_ITEM_SIZE], const char **ports, unsigned most)
{
    unsigned count = 0;
    char    *rest = strcpy(room, text), *word;
    while (count < most && (word = strsep(&rest, " \t")) != NULL)
        if (*word)
            ports[count++] = word;
    return count;
}

static const struct daemon_item *gateway_item(const struct daemon_items *items, bool forwards)
{
    for (unsigned i = 0; i < items->count; i++)
        if (items->of[i].kind == (forwards ? DAEMON_FORWARD : DAEMON_GATEWAY))
            return &items->of[i];
    return NULL;
}

unsigned daemon_items_gateway(const struct daemon_items *items, bool forwards, char room[DAEMON_ITEM_SIZE],
                              const char *words[DAEMON_GATEWAY_WORDS])
{
    const struct daemon_item *ports = gateway_item(items, forwards);
    unsigned                  count = 0;
    if (!ports)
        return 0;
    words[count++] = "gateway";
    words[count++] = "add";
    words[count++] = forwards ? "forward" : "gateway";
    count += split_ports(ports->text, room, &words[count], DAEMON_GATEWAY_WORDS - DAEMON_ITEMS - count);
    for (unsigned i = 0; i < items->count; i++)
        if (items->of[i].kind == (forwards ? DAEMON_FORWARD_WORD : DAEMON_GATEWAY_WORD))
            words[count++] = items->of[i].text;
    return count;
}

/* Of what has been said by now. */
static bool judge_gateway(const struct daemon_items *items, bool forwards, bool whole, char why[DAEMON_WHY_SIZE])
{
    char                  room[DAEMON_ITEM_SIZE], reason[GATEWAY_WORDS_WHY] = "not enough memory";
    const char           *words[DAEMON_GATEWAY_WORDS];
    unsigned              count = daemon_items_gateway(items, forwards, room, words);
    struct gateway_words *w = calloc(1, sizeof(*w));
    bool good = w && (whole ? gateway_words_read : gateway_words_take)(w, words + 2, count - 2, reason);
    free(w);
    if (!good)
        snprintf(why, DAEMON_WHY_SIZE, "%.*s", DAEMON_WHY_SIZE - 1, reason);
    return good;
}

static bool add_judged(struct daemon_items *items, enum daemon_item_kind kind, const char *text, bool forwards,
                       char why[DAEMON_WHY_SIZE])
{
    return daemon_items_add(items, kind, text, why) && judge_gateway(items, forwards, false, why);
}

bool daemon_items_add_gateway(struct daemon_items *items, bool forwards, const char *ports, char why[DAEMON_WHY_SIZE])
{
    if (!gateway_item(items, forwards))
        return add_judged(items, forwards ? DAEMON_FORWARD : DAEMON_GATEWAY, ports, forwards, why);
    snprintf(why, DAEMON_WHY_SIZE, "there is a %s already", forwards ? "forwarder" : "gateway");
    return false;
}

bool daemon_items_add_word(struct daemon_items *items, bool forwards, const char *key, const char *value,
                           char why[DAEMON_WHY_SIZE])
{
    char text[DAEMON_ITEM_SIZE];
    if (!gateway_item(items, forwards)) {
        snprintf(why, DAEMON_WHY_SIZE, "%s belongs to a %s: name that before", key, forwards ? "forwarder" : "gateway");
        return false;
    }
    if (snprintf(text, sizeof(text), "%s=%s", key, value) < (int)sizeof(text))
        return add_judged(items, forwards ? DAEMON_FORWARD_WORD : DAEMON_GATEWAY_WORD, text, forwards, why);
    snprintf(why, DAEMON_WHY_SIZE, "%s is too long", key);
    return false;
}

bool daemon_items_whole(const struct daemon_items *items, unsigned *line, char why[DAEMON_WHY_SIZE])
{
    const struct daemon_item *forward = gateway_item(items, true);
    if (!forward || judge_gateway(items, true, true, why))
        return true;
    *line = forward->line;
    return false;
}

bool daemon_items_name_netns(const struct daemon_items *items)
{
    for (unsigned i = 0; i < items->count; i++)
        if (items->of[i].kind == DAEMON_GATEWAY_WORD && strncmp(items->of[i].text, "netns=", 6) == 0)
            return true;
    return false;
}
