#include "suggest.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define LONGEST 80 /* names beyond this are not compared */

struct suggestion suggest(const char *wrong)
{
    /* Up to a third of the letters may be wrong; more is another word. */
    return (struct suggestion){ .wrong = wrong, .distance = (unsigned)strlen(wrong) / 3 + 1 };
}

static unsigned least(unsigned a, unsigned b, unsigned c)
{
    unsigned ab = a < b ? a : b;
    return ab < c ? ab : c;
}

/* Insertions, deletions and changes of one letter that turn a into b, in any letter case. */
static unsigned edit_distance(const char *a, const char *b)
{
    unsigned row[LONGEST + 1];
    size_t   n = strlen(b);
    for (size_t j = 0; j <= n; j++)
        row[j] = (unsigned)j;
    for (size_t i = 0; a[i]; i++) {
        unsigned diagonal = row[0];
        row[0] = (unsigned)i + 1;
        for (size_t j = 0; j < n; j++) {
            unsigned change = diagonal + (toupper((unsigned char)a[i]) != toupper((unsigned char)b[j]));
            diagonal = row[j + 1];
            row[j + 1] = least(change, row[j] + 1, diagonal + 1);
        }
    }
    return row[n];
}

void suggest_offer(struct suggestion *s, const char *name)
{
    if (strlen(s->wrong) > LONGEST || strlen(name) > LONGEST)
        return;
    unsigned d = edit_distance(s->wrong, name);
    if (d < s->distance) {
        s->distance = d;
        s->best = name;
    }
}

const char *suggest_text(const struct suggestion *s)
{
    static char text[LONGEST + 32];
    text[0] = 0;
    if (s->best)
        snprintf(text, sizeof(text), " (did you mean %s?)", s->best);
    return text;
}
