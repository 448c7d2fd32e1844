/* main() of a program that has wmain(): the words as UTF-16. Linked into the program from an archive of its own, and there only
 * when the program has no main() (see the other files here). */
#include <windows.h>

#include <stdio.h>
#include <stdlib.h>

int wmain(int count, WCHAR **words, WCHAR **environment);

/* NULL without memory; lives as long as the program. */
static WCHAR **wide_words(int count, char **words)
{
    WCHAR **wide = calloc((size_t)count + 1, sizeof(*wide));
    for (int i = 0; wide && i < count; i++) {
        int n = MultiByteToWideChar(CP_UTF8, 0, words[i], -1, NULL, 0);
        wide[i] = malloc((size_t)n * sizeof(**wide));
        if (!wide[i])
            return NULL;
        MultiByteToWideChar(CP_UTF8, 0, words[i], -1, wide[i], n);
    }
    return wide;
}

static int count_words(char **words)
{
    int n = 0;
    while (words[n])
        n++;
    return n;
}

int main(int count, char **words, char **environment)
{
    WCHAR **wide = wide_words(count, words), **wide_environment = wide_words(count_words(environment), environment);
    if (!wide || !wide_environment) {
        fputs("out of memory\n", stderr);
        return EXIT_FAILURE;
    }
    return wmain(count, wide, wide_environment);
}
