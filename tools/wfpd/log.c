#include "log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

enum { LINE_SIZE = 1024 };

static bool is_file(const struct log *l)
{
    return l->where[0] == '/';
}

static int open_file(const struct log *l)
{
    return open(l->where, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY, 0640);
}

bool log_open(struct log *l, const char *where, enum daemon_log_level level)
{
    *l = (struct log){ .level = level, .where = where, .fd = STDERR_FILENO };
    if (strcmp(where, "syslog") == 0) {
        openlog("wfpd", LOG_PID, LOG_DAEMON);
        l->fd = -1;
    } else if (is_file(l) && (l->fd = open_file(l)) < 0) {
        return false;
    }
    pthread_mutex_init(&l->lock, NULL);
    return true;
}

void log_reopen(struct log *l)
{
    int fd = is_file(l) ? open_file(l) : -1;
    if (is_file(l) && fd < 0) {
        log_line(l, DAEMON_LOG_ERROR, "%s: cannot be opened again: %s", l->where, strerror(errno));
        return;
    }
    pthread_mutex_lock(&l->lock);
    if (fd >= 0) {
        close(l->fd);
        l->fd = fd;
    } else if (l->fd < 0) {
        closelog();
        openlog("wfpd", LOG_PID, LOG_DAEMON);
    }
    pthread_mutex_unlock(&l->lock);
}

void log_close(struct log *l)
{
    if (is_file(l))
        close(l->fd);
    else if (l->fd < 0)
        closelog();
    pthread_mutex_destroy(&l->lock);
}

/* A file has no other clock; a terminal and the journal have. */
static int put_time(const struct log *l, char *out, size_t size)
{
    struct timespec now;
    struct tm       utc;
    if (!is_file(l) || clock_gettime(CLOCK_REALTIME, &now) != 0 || !gmtime_r(&now.tv_sec, &utc))
        return 0;
    return (int)strftime(out, size, "%Y-%m-%dT%H:%M:%SZ ", &utc);
}

void log_line(struct log *l, enum daemon_log_level level, const char *format, ...)
{
    static const int priorities[DAEMON_LOG_LEVELS] = { LOG_ERR, LOG_WARNING, LOG_INFO, LOG_DEBUG };
    char             line[LINE_SIZE];
    va_list          arguments;
    if (level > l->level)
        return;
    int at = put_time(l, line, sizeof(line));
    at += snprintf(line + at, sizeof(line) - (size_t)at, "wfpd: %s%s", level < DAEMON_LOG_INFO ? daemon_log_levels[level] : "",
                   level < DAEMON_LOG_INFO ? ": " : "");
    va_start(arguments, format);
    vsnprintf(line + at, sizeof(line) - (size_t)at - 1, format, arguments); /* one byte is left for the line's end */
    va_end(arguments);
    pthread_mutex_lock(&l->lock);
    if (l->fd < 0) {
        syslog(priorities[level], "%s", line + sizeof("wfpd: ") - 1);
    } else {
        size_t  size = strlen(line);
        line[size] = '\n';
        ssize_t written = write(l->fd, line, size + 1);
        (void)written; /* there is nobody left to tell */
    }
    pthread_mutex_unlock(&l->lock);
}
