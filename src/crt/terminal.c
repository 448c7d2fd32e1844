/* Single keys, and what a program asks of its streams. */
#include <poll.h>
#include <stdbool.h>
#include <termios.h>
#include <unistd.h>

#include "crt/crt.h"

enum { IN = 0, TEXT_MODE = 0x4000 };

/* Takes the terminal's line mode away for one key. What stdio has read ahead is older and comes first. */
static int key(bool echo)
{
    struct termios as_was, raw;
    unsigned char  c;
    fflush(stdout);
    bool terminal = tcgetattr(IN, &as_was) == 0;
    if (terminal) {
        raw = as_was;
        raw.c_lflag &= ~(tcflag_t)(ICANON | (echo ? 0 : ECHO));
        tcsetattr(IN, TCSANOW, &raw);
    }
    ssize_t n = read(IN, &c, 1);
    if (terminal)
        tcsetattr(IN, TCSANOW, &as_was);
    return n == 1 ? c : EOF;
}

int owfp__getch(void)
{
    return key(false);
}

int owfp__getche(void)
{
    return key(true);
}

int owfp__kbhit(void)
{
    struct termios as_was, raw;
    struct pollfd  in = { .fd = IN, .events = POLLIN };
    bool           terminal = tcgetattr(IN, &as_was) == 0;
    if (terminal) {
        raw = as_was;
        raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
        tcsetattr(IN, TCSANOW, &raw);
    }
    int n = poll(&in, 1, 0);
    if (terminal)
        tcsetattr(IN, TCSANOW, &as_was);
    return n > 0 && (in.revents & POLLIN);
}

int owfp__setmode(int stream, int mode)
{
    (void)stream, (void)mode;
    return TEXT_MODE;
}

char *owfp_setlocale(int category, const char *name)
{
    static char c[] = "C";
    (void)category, (void)name;
    return c;
}

owfp_wchar *owfp__wsetlocale(int category, const owfp_wchar *name)
{
    static owfp_wchar c[] = { 'C', 0 };
    (void)category, (void)name;
    return c;
}
