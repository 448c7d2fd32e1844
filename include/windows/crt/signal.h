/* Signals of the C library that Windows knows, with the numbers of this system. */
#ifndef OPENWFP_CRT_SIGNAL_H
#define OPENWFP_CRT_SIGNAL_H

#ifdef __cplusplus
extern "C" {
#endif

#define SIGINT  2
#define SIGILL  4
#define SIGABRT 6
#define SIGFPE  8
#define SIGSEGV 11
#define SIGTERM 15
#define SIG_DFL ((void (*)(int))0)
#define SIG_IGN ((void (*)(int))1)
#define SIG_ERR ((void (*)(int))-1)
typedef int sig_atomic_t;

void (*signal(int number, void (*handler)(int)))(int);
int raise(int number);

#ifdef __cplusplus
}
#endif

#endif
