#include "settings_text.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "model/schema.h"

#define PREFIX "FWPM_ENGINE_"

const char *option_text(uint32_t option)
{
    const char *name = enum_name("FWPM_ENGINE_OPTION", option);
    return name ? name + strlen(PREFIX) : "?";
}

static bool same_word(const char *a, const char *b)
{
    for (; *a && *b; a++, b++)
        if (toupper((unsigned char)(*a == '-' ? '_' : *a)) != *b)
            return false;
    return *a == *b;
}

uint32_t option_of_text(const char *word)
{
    if (strncasecmp(word, PREFIX, strlen(PREFIX)) == 0)
        word += strlen(PREFIX);
    for (uint32_t option = 0; option < OPTION_MAX; option++)
        if (same_word(word, option_text(option)))
            return option;
    return OPTION_MAX;
}

const char *const container_names[CONTAINER_COUNT] = {
    [CONTAINER_ENGINE] = "engine",           [CONTAINER_PROVIDERS] = "providers",     [CONTAINER_CONTEXTS] = "contexts",
    [CONTAINER_SUBLAYERS] = "sublayers",     [CONTAINER_LAYERS] = "layers",           [CONTAINER_CALLOUTS] = "callouts",
    [CONTAINER_FILTERS] = "filters",         [CONTAINER_NET_EVENTS] = "net-events",   [CONTAINER_CONNECTIONS] = "connections",
    [CONTAINER_VSWITCH_EVENTS] = "vswitch-events", [CONTAINER_IPSEC_SA_DB] = "ipsec-sas", [CONTAINER_IKE_SA_DB] = "ike-sas",
    [CONTAINER_IPSEC_DOSP] = "ipsec-dosp",   [CONTAINER_ENDPOINTS] = "endpoints",
};

enum container container_of_text(const char *word)
{
    for (enum container c = 0; c < CONTAINER_COUNT; c++)
        if (container_names[c] && strcasecmp(word, container_names[c]) == 0)
            return c;
    return CONTAINER_COUNT;
}
