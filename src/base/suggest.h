/* "Did you mean ...?": finds the nearest of many names. Feed candidates one by one, then ask. Borrows the strings. */
#ifndef WFP_BASE_SUGGEST_H
#define WFP_BASE_SUGGEST_H

#include <stddef.h>

struct suggest {
    const char *given;
    const char *best; /* NULL: nothing is near enough */
    unsigned    distance;
};

void suggest_init(struct suggest *s, const char *given);
void suggest_offer(struct suggest *s, const char *candidate);
/* "; did you mean NAME?" or "". Returns out. */
char *suggest_format(const struct suggest *s, char *out, size_t size);

#endif
