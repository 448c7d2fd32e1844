/* Wide text to and from the streams of this system, as UTF-8. Any thread, as stdio is. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "crt/crt.h"

int owfp_fputws(const owfp_wchar *text, FILE *file)
{
    size_t n = owfp_wcstombs(NULL, text, 0);
    char  *bytes = malloc(n + 1);
    if (!bytes)
        return EOF;
    owfp_wcstombs(bytes, text, n + 1);
    int result = fputs(bytes, file) < 0 ? EOF : 0;
    free(bytes);
    return result;
}

int owfp__putws(const owfp_wchar *text)
{
    return owfp_fputws(text, stdout) < 0 || putchar('\n') == EOF ? EOF : 0;
}

owfp_wchar owfp_fputwc(owfp_wchar c, FILE *file)
{
    return owfp_fputws((owfp_wchar[]){ c, 0 }, file) < 0 ? 0xFFFF : c;
}

owfp_wchar owfp_putwchar(owfp_wchar c)
{
    return owfp_fputwc(c, stdout);
}

/* One byte is one unit at most, so that a line of size - 1 bytes always fits. A character that this cuts is read as its bytes. */
owfp_wchar *owfp_fgetws(owfp_wchar *out, int size, FILE *file)
{
    char *line = size > 0 ? malloc((size_t)size) : NULL;
    bool  good = line && fgets(line, size, file);
    if (good)
        owfp_mbstowcs(out, line, (size_t)size);
    free(line);
    return good ? out : NULL;
}

int owfp_fopen_s(FILE **out, const char *path, const char *mode)
{
    *out = fopen(path, mode);
    return *out ? 0 : 2;
}

FILE *owfp__wfopen(const owfp_wchar *path, const owfp_wchar *mode)
{
    char   narrow_mode[16];
    size_t n = owfp_wcstombs(NULL, path, 0);
    char  *narrow = malloc(n + 1);
    FILE  *file = NULL;
    if (narrow && owfp_wcstombs(narrow_mode, mode, sizeof(narrow_mode)) < sizeof(narrow_mode)) {
        owfp_wcstombs(narrow, path, n + 1);
        narrow_mode[strcspn(narrow_mode, ",")] = 0; /* ", ccs=UTF-8": it always is */
        file = fopen(narrow, narrow_mode);
    }
    free(narrow);
    return file;
}

int owfp__wfopen_s(FILE **out, const owfp_wchar *path, const owfp_wchar *mode)
{
    *out = owfp__wfopen(path, mode);
    return *out ? 0 : 2;
}
