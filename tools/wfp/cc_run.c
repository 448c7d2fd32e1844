/* Child processes of `wfp cc`. */
#include "cc_run.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Out of memory in a compiler driver: there is nothing to save. */
static void *need(void *memory)
{
    if (!memory) {
        fputs("wfp cc: out of memory\n", stderr);
        exit(2);
    }
    return memory;
}

static void add(struct args *a, char *take)
{
    if (a->count + 2 > a->room) {
        a->room = a->room ? 2 * a->room : 64;
        a->at = need(realloc(a->at, a->room * sizeof(*a->at)));
    }
    a->at[a->count++] = take;
    a->at[a->count] = NULL;
}

void args_add(struct args *a, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    char *word = NULL;
    if (vasprintf(&word, format, list) < 0)
        word = NULL;
    va_end(list);
    add(a, need(word));
}

void args_add_all(struct args *a, const char *const *words)
{
    for (; *words; words++)
        args_add(a, "%s", *words);
}

void args_free(struct args *a)
{
    for (size_t i = 0; i < a->count; i++)
        free(a->at[i]);
    free(a->at);
    *a = (struct args){ 0 };
}

void args_print(const struct args *a)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_=+./,:@%";
    for (size_t i = 0; i < a->count; i++) {
        const char *word = a->at[i], *end = i + 1 < a->count ? " " : "\n";
        if (*word && word[strspn(word, plain)] == 0)
            printf("%s%s", word, end);
        else
            printf("'%s'%s", word, end);
    }
    fflush(stdout);
}

static char *drain(int fd)
{
    size_t  size = 0, room = 4096;
    char   *text = need(malloc(room));
    ssize_t n;
    while ((n = read(fd, text + size, room - size - 1)) > 0) {
        size += (size_t)n;
        if (size + 1 == room)
            text = need(realloc(text, room *= 2));
    }
    text[size] = 0;
    close(fd);
    return text;
}

static int run_with(const struct args *a, int captured, char **text)
{
    int pipe_ends[2] = { -1, -1 };
    if (text && pipe(pipe_ends))
        return 127;
    pid_t child = fork();
    if (child == 0) {
        if (text) {
            dup2(pipe_ends[1], captured);
            close(pipe_ends[0]);
            close(pipe_ends[1]);
        }
        execvp(a->at[0], a->at);
        _exit(127);
    }
    if (text) {
        close(pipe_ends[1]);
        *text = drain(pipe_ends[0]);
    }
    int status;
    if (child < 0 || waitpid(child, &status, 0) < 0)
        return 127;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 126;
}

int run(const struct args *a, char **out)
{
    return run_with(a, STDOUT_FILENO, out);
}

int run_quiet(const struct args *a, char **err)
{
    return run_with(a, STDERR_FILENO, err);
}
