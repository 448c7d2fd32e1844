#include "background.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void end_with_status_of(int ready)
{
    unsigned char status = 1; /* it died without a word */
    ssize_t       n;
    do {
        n = read(ready, &status, 1);
    } while (n < 0 && errno == EINTR);
    _exit(status);
}

/* Twice, so that the daemon leads no session and never gets a terminal. */
bool background_enter(struct background *b)
{
    int   ready[2];
    pid_t child;
    if (pipe2(ready, O_CLOEXEC) != 0)
        return false;
    child = fork();
    if (child < 0)
        return false;
    if (child > 0) {
        close(ready[1]);
        waitpid(child, NULL, 0);
        end_with_status_of(ready[0]);
    }
    close(ready[0]);
    if (setsid() < 0 || (child = fork()) < 0)
        _exit(1);
    if (child > 0)
        _exit(0);
    umask(022);
    b->ready = ready[1];
    return chdir("/") == 0;
}

static void give_up_streams(void)
{
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    for (int fd = 0; null >= 0 && fd <= STDERR_FILENO; fd++)
        dup2(null, fd);
    if (null > STDERR_FILENO)
        close(null);
}

void background_tell(struct background *b, int status)
{
    unsigned char byte = (unsigned char)status;
    if (b->ready < 0)
        return;
    give_up_streams();
    ssize_t written = write(b->ready, &byte, 1);
    (void)written; /* who waited for it has been ended */
    close(b->ready);
    b->ready = -1;
}

bool pid_file_write(const char *path)
{
    FILE *f = fopen(path, "we");
    if (!f)
        return false;
    bool written = fprintf(f, "%ld\n", (long)getpid()) > 0;
    return fclose(f) == 0 && written;
}
