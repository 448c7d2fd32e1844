/* main() of a program that has wmain(): the words as UTF-16. Linked into the program from an archive of its own, and there only
 * when the program has no main() (see the other files here). */
#include <windows.h>

#include <stdio.h>
#include <stdlib.h>

int wmain(int count, WCHAR **words, WCHAR **environment);

/* NULL without memory; lives as long as the program. */
static WCHAR **wide_words(int count, char **words)
{
    WCHAR **out = calloc((size_t)count + 1, sizeof(*out));
    for (int i = 0; out && i < count; i++) {
        int n = MultiByteToWideChar(CP_UTF8, 0, words[i], -1, NULL, 0);
        out[i] = malloc((size_t)n * sizeof(**out));
        if (!out[i])
            return NULL;
        MultiByteToWideChar(CP_UTF8, 0, words[i], -1, out[i], n);
    }
    return out;
}

static int count_words(char **words)
{
    int n = 0;
    while (words[n])
        n++;
    return n;
}

/* Kept where a leak checker sees that they are still in use when the program ends; nobody else reads them, hence volatile. */
static WCHAR **volatile wide, **volatile wide_environment;

int main(int count, char **words, char **environment)
{
    wide = wide_words(count, words);
    wide_environment = wide_words(count_words(environment), environment);
    if (!wide || !wide_environment) {
        fputs("out of memory\n", stderr);
        return EXIT_FAILURE;
    }
    return wmain(count, wide, wide_environment);
}
