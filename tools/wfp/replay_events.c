#include "replay_events.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "host/kernel.h"
#include "net_event_text.h"

#define ALL_KEYWORDS 63u

/* "classify-allow" as the rows write it: CLASSIFY_ALLOW. False: there is no such keyword. */
static bool keyword_of(const char *word, size_t size, uint32_t *out)
{
    char name[64];
    if (size == 0 || size >= sizeof(name))
        return false;
    for (size_t i = 0; i < size; i++)
        name[i] = word[i] == '-' ? '_' : (char)toupper((unsigned char)word[i]);
    name[size] = 0;
    return enum_find("FWPM_NET_EVENT_KEYWORD", name, out);
}

static bool read_names(const char *text, uint32_t *out)
{
    uint32_t all = 0, one;
    for (;;) {
        size_t size = strcspn(text, ",");
        if (!keyword_of(text, size, &one))
            return false;
        all |= one;
        if (!text[size])
            break;
        text += size + 1;
    }
    *out = all;
    return true;
}

static bool read_number(const char *text, uint32_t *out)
{
    char         *end;
    unsigned long n = strtoul(text, &end, 0);
    if (!isdigit((unsigned char)*text) || *end || n > ALL_KEYWORDS)
        return false;
    *out = (uint32_t)n;
    return true;
}

int events_option(struct replay_events *e, const struct command *c, const char *keywords)
{
    e->wanted = true;
    if (!keywords || read_number(keywords, &e->keywords) || read_names(keywords, &e->keywords))
        return EXIT_GOOD;
    if (strcmp(keywords, "all") != 0)
        return cli_usage(c,
                         "--net-events=%s: expected inbound-mcast, inbound-bcast, classify-allow, port-scanning-drop, "
                         "capability-drop, capability-allow (separated by commas), all, or their number, 0 to %u",
                         keywords, ALL_KEYWORDS);
    e->keywords = ALL_KEYWORDS;
    return EXIT_GOOD;
}

int events_start(struct replay_events *e, const struct command *c, const struct kernel *k)
{
    if (k)
        e->log = kernel_net_events(k);
    else if (e->wanted && net_event_log_new(&e->log) != WFP_OK)
        return cli_error(c, "not enough memory");
    e->own = !k;
    if (e->wanted && net_event_log_set_keywords(e->log, e->keywords) != WFP_OK)
        return cli_error(c, "--net-events: unknown keyword");
    if (e->wanted)
        e->read = net_event_log_end(e->log);
    return EXIT_GOOD;
}

void events_show(struct replay_events *e, const struct ruleset *rules, struct json *j, FILE *text)
{
    static struct net_event_room room;
    const struct net_event      *event;
    char                         line[NET_EVENT_TEXT_SIZE];
    while ((event = net_event_log_next(e->log, &e->read, &room)) != NULL) {
        e->count++;
        if (j)
            net_event_json(j, event);
        else if (text)
            fprintf(text, "         net event: %s\n", net_event_describe(event, rules, line));
    }
}

void events_free(struct replay_events *e)
{
    if (e->own)
        net_event_log_free(e->log);
}
