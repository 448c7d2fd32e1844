/* The command line and the environment. */
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "api_um/border.h"
#include "crt/crt.h"

#include <shellapi.h>

/* Whether Windows' parser needs quotes around the word. */
static bool needs_quotes(const char *word)
{
    return !*word || strpbrk(word, " \t\"");
}

/* Backslashes before a quote are doubled, the quote gets one of its own. */
static void put_word(FILE *out, const char *word)
{
    bool quoted = needs_quotes(word);
    if (quoted)
        fputc('"', out);
    while (*word) {
        size_t slashes = strspn(word, "\\");
        char   next = word[slashes];
        size_t written = next == '"' ? 2 * slashes + 1 : !next && quoted ? 2 * slashes : slashes;
        fprintf(out, "%.*s", (int)slashes, word);
        for (size_t i = slashes; i < written; i++)
            fputc('\\', out);
        if (next)
            fputc(next, out);
        word += slashes + (next != 0);
    }
    if (quoted)
        fputc('"', out);
}

/* The words that the kernel keeps, as one line: malloc. */
static char *join_command_line(void)
{
    char  *line = NULL, *word = NULL;
    size_t size = 0, room = 0;
    FILE  *in = fopen("/proc/self/cmdline", "r"), *out = in ? open_memstream(&line, &size) : NULL;
    for (bool first = true; out && getdelim(&word, &room, 0, in) > 0; first = false) {
        if (!first)
            fputc(' ', out);
        put_word(out, word);
    }
    if (in)
        fclose(in);
    if (out)
        fclose(out);
    free(word);
    return line;
}

/* Made once; the program may not free it. */
static char  *line_narrow;
static WCHAR *line_wide;

static void make_lines(void)
{
    line_narrow = join_command_line();
    line_wide = um_wide(line_narrow ? line_narrow : "");
}

static pthread_once_t lines_made = PTHREAD_ONCE_INIT;

LPWSTR GetCommandLineW(VOID)
{
    pthread_once(&lines_made, make_lines);
    return line_wide;
}

LPSTR GetCommandLineA(VOID)
{
    pthread_once(&lines_made, make_lines);
    return line_narrow;
}

/* --- back into words ----------------------------------------------------------------------------------------------------------- */

struct splitter {
    const WCHAR *in;
    WCHAR       *out; /* NULL: counts only */
    size_t       units;
};

static void unit(struct splitter *s, WCHAR c)
{
    if (s->out)
        s->out[s->units] = c;
    s->units++;
}

/* 2n backslashes and a quote: n backslashes, and the quote opens or closes. 2n+1: n backslashes and a quote that is text. */
static void slashes_and_quote(struct splitter *s, bool *inside)
{
    size_t n = 0;
    for (; *s->in == '\\'; s->in++)
        n++;
    bool quote = *s->in == '"';
    for (size_t i = quote ? n / 2 : n; i; i--)
        unit(s, '\\');
    if (!quote)
        return;
    if (n % 2) {
        unit(s, '"');
    } else if (*inside && s->in[1] == '"') {
        unit(s, '"');
        s->in++;
    } else {
        *inside = !*inside;
    }
    s->in++;
}

static bool is_blank(WCHAR c)
{
    return c == ' ' || c == '\t';
}

static void split_word(struct splitter *s, bool first)
{
    bool inside = false;
    while (*s->in && (inside || !is_blank(*s->in))) {
        if (first && *s->in == '"') { /* the program's own name has no escapes */
            inside = !inside;
            s->in++;
        } else if (!first && (*s->in == '\\' || *s->in == '"')) {
            slashes_and_quote(s, &inside);
        } else {
            unit(s, *s->in++);
        }
    }
    unit(s, 0);
    while (is_blank(*s->in))
        s->in++;
}

/* Number of words; their starts go to `words`. */
static int split(struct splitter *s, LPWSTR *words)
{
    int n = 0;
    for (bool first = true; first || *s->in; first = false, n++) {
        if (words)
            words[n] = s->out + s->units;
        split_word(s, first);
    }
    return n;
}

LPWSTR *CommandLineToArgvW(LPCWSTR line, int *count)
{
    struct splitter measure = { .in = line };
    int             n = split(&measure, NULL);
    size_t          table = ((size_t)n + 1) * sizeof(LPWSTR);
    LPWSTR         *words = malloc(table + measure.units * sizeof(WCHAR));
    if (!words) {
        SetLastError(ERROR_NOT_ENOUGH_MEMORY);
        return NULL;
    }
    struct splitter fill = { .in = line, .out = (WCHAR *)((char *)words + table) };
    *count = split(&fill, words);
    words[n] = NULL;
    return words;
}

/* --- the environment ------------------------------------------------------------------------------------------------------------ */

static const char *value_of(const char *name)
{
    const char *value = name ? getenv(name) : NULL;
    if (!value)
        SetLastError(ERROR_ENVVAR_NOT_FOUND);
    return value;
}

DWORD GetEnvironmentVariableA(LPCSTR name, LPSTR value, DWORD size)
{
    const char *text = value_of(name);
    return text ? um_return_narrow(text, value, size) : 0;
}

DWORD GetEnvironmentVariableW(LPCWSTR name, LPWSTR value, DWORD size)
{
    char       *narrow = um_narrow(name);
    const char *text = value_of(narrow);
    DWORD       n = text ? um_return_wide(text, value, size) : 0;
    free(narrow);
    return n;
}

BOOL SetEnvironmentVariableA(LPCSTR name, LPCSTR value)
{
    int err = value ? setenv(name, value, 1) : unsetenv(name);
    return err == 0 ? TRUE : um_fail(um_error_of_errno(errno));
}

BOOL SetEnvironmentVariableW(LPCWSTR name, LPCWSTR value)
{
    char *n = um_narrow(name), *v = um_narrow(value);
    BOOL  good = SetEnvironmentVariableA(n ? n : "", v);
    free(n);
    free(v);
    return good;
}
