/* The nearest of a set of names, for "did you mean". One word at a time: start with the wrong word, offer every right one. */
#ifndef WFP_TOOLS_SUGGEST_H
#define WFP_TOOLS_SUGGEST_H

struct suggestion {
    const char *wrong;
    const char *best;     /* nearest so far, borrowed from the caller; NULL when nothing is near */
    unsigned    distance; /* of best */
};

struct suggestion suggest(const char *wrong);
void suggest_offer(struct suggestion *s, const char *name);
/* " (did you mean NAME?)" or "". Valid until the next call. */
const char *suggest_text(const struct suggestion *s);

#endif
