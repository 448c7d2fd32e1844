/* The words that describe a gateway or a forwarder: a line each. */
#include <stdlib.h>
#include <string.h>

#include "host/gateway_words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define WORDS 40

static void require(bool good)
{
    if (!good)
        abort();
}

static void check(const struct gateway_words *w)
{
    require(w->used <= sizeof(w->room) && w->port_count >= 2 && w->port_count <= PORT_LOOP_MAX);
    require(w->forwards ? w->address_count && !w->netns && !w->local_count : w->port_count == GATEWAY_PORTS && !w->address_count);
    require(w->local_count <= GATEWAY_LOCAL_MAX && w->address_count <= ROUTER_ADDRESSES && w->route_count <= ROUTER_ROUTES);
    for (unsigned i = 0; i < w->port_count; i++)
        require(w->ports[i] >= w->room && w->ports[i] < w->room + w->used && *w->ports[i]);
    for (unsigned i = 0; i < w->address_count; i++)
        require(w->addresses[i].port < w->port_count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct gateway_words w;
    const char                 *words[WORDS];
    char                        why[GATEWAY_WORDS_WHY] = "", *text = malloc(size + 1), *rest = text;
    unsigned                    count = 0;
    if (!text)
        return 0;
    if (size)
        memcpy(text, data, size);
    text[size] = 0;
    while (count < WORDS && rest)
        words[count++] = strsep(&rest, "\n");
    w = (struct gateway_words){ 0 };
    if (gateway_words_read(&w, words, count, why))
        check(&w);
    else
        require(*why && !strchr(why, '\n'));
    free(text);
    return 0;
}
