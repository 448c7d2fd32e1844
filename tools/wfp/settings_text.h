/* The words for engine options and for what has a security descriptor. */
#ifndef WFP_TOOLS_SETTINGS_TEXT_H
#define WFP_TOOLS_SETTINGS_TEXT_H

#include "bfe/container.h"
#include "cli.h"
#include "model/gen/enums.h"

/* "COLLECT_NET_EVENTS": FWPM_ENGINE_... without its prefix. */
const char *option_text(uint32_t option);
/* With or without the prefix, in any letter case, '-' for '_'. OPTION_MAX when there is none. */
uint32_t option_of_text(const char *word);

extern const char *const container_names[CONTAINER_COUNT]; /* "net-events"; NULL: one without calls of its own */
/* CONTAINER_COUNT when there is none. */
enum container container_of_text(const char *word);

#endif
