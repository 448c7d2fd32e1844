#include "base/suggest.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define NAME_MAX_LENGTH 64

/* Names further away than a third of their letters are no help. */
static unsigned tolerance(size_t length)
{
    return length < 3 ? 1 : (unsigned)(length + 2) / 3;
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

static unsigned letter(const char *s, size_t i)
{
    return (unsigned)tolower((unsigned char)s[i]);
}

/* Changes of a letter (insert, drop, replace, swap of neighbours) that make a from b, in any letter case. */
static unsigned distance(const char *a, size_t n, const char *b, size_t m)
{
    unsigned rows[3][NAME_MAX_LENGTH + 1];
    for (size_t j = 0; j <= m; j++)
        rows[0][j] = (unsigned)j;
    for (size_t i = 1; i <= n; i++) {
        unsigned *row = rows[i % 3], *above = rows[(i + 2) % 3], *second = rows[(i + 1) % 3];
        row[0] = (unsigned)i;
        for (size_t j = 1; j <= m; j++) {
            unsigned same = letter(a, i - 1) == letter(b, j - 1) ? 0 : 1;
            row[j] = least(least(row[j - 1], above[j]) + 1, above[j - 1] + same);
            if (i > 1 && j > 1 && letter(a, i - 1) == letter(b, j - 2) && letter(a, i - 2) == letter(b, j - 1))
                row[j] = least(row[j], second[j - 2] + 1);
        }
    }
    return rows[n % 3][m];
}

void suggest_init(struct suggest *s, const char *given)
{
    *s = (struct suggest){ given, NULL, tolerance(strlen(given)) + 1 };
}

void suggest_offer(struct suggest *s, const char *candidate)
{
    size_t n = strlen(s->given), m = strlen(candidate);
    if (n > NAME_MAX_LENGTH || m > NAME_MAX_LENGTH)
        return;
    unsigned d = distance(s->given, n, candidate, m);
    if (d < s->distance) {
        s->best = candidate;
        s->distance = d;
    }
}

char *suggest_format(const struct suggest *s, char *out, size_t size)
{
    if (s->best)
        snprintf(out, size, "; did you mean %s?", s->best);
    else if (size)
        out[0] = 0;
    return out;
}
