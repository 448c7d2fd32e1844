/* The console: a terminal that takes UTF-8. */
#ifndef OPENWFP_WINCON_H
#define OPENWFP_WINCON_H

#include "minwinbase.h"

EXTERN_C_START

#define CTRL_C_EVENT        0
#define CTRL_BREAK_EVENT    1
#define CTRL_CLOSE_EVENT    2
#define CTRL_LOGOFF_EVENT   5
#define CTRL_SHUTDOWN_EVENT 6
#define ENABLE_PROCESSED_INPUT             0x0001
#define ENABLE_LINE_INPUT                  0x0002
#define ENABLE_ECHO_INPUT                  0x0004
#define ENABLE_PROCESSED_OUTPUT            0x0001
#define ENABLE_WRAP_AT_EOL_OUTPUT          0x0002
#define ENABLE_VIRTUAL_TERMINAL_PROCESSING 0x0004
#define FOREGROUND_BLUE      0x0001
#define FOREGROUND_GREEN     0x0002
#define FOREGROUND_RED       0x0004
#define FOREGROUND_INTENSITY 0x0008

typedef BOOL (WINAPI *PHANDLER_ROUTINE)(DWORD event);
/* SIGINT is CTRL_C_EVENT, SIGQUIT CTRL_BREAK_EVENT, SIGHUP CTRL_CLOSE_EVENT, SIGTERM CTRL_SHUTDOWN_EVENT. Handlers run in a
 * thread of their own, the newest first, as on Windows. */
BOOL WINAPI SetConsoleCtrlHandler(PHANDLER_ROUTINE handler, BOOL add);
BOOL WINAPI GenerateConsoleCtrlEvent(DWORD event, DWORD group);
BOOL WINAPI GetConsoleMode(HANDLE console, LPDWORD mode);
BOOL WINAPI SetConsoleMode(HANDLE console, DWORD mode);
BOOL WINAPI WriteConsoleW(HANDLE console, const VOID *text, DWORD units, LPDWORD written, LPVOID reserved);
BOOL WINAPI WriteConsoleA(HANDLE console, const VOID *text, DWORD bytes, LPDWORD written, LPVOID reserved);
/* Colours and titles are accepted and not shown. */
BOOL WINAPI SetConsoleTextAttribute(HANDLE console, WORD attributes);
BOOL WINAPI SetConsoleTitleW(LPCWSTR title);
BOOL WINAPI SetConsoleTitleA(LPCSTR title);
UINT WINAPI GetConsoleOutputCP(VOID);
UINT WINAPI GetConsoleCP(VOID);
BOOL WINAPI SetConsoleOutputCP(UINT page);
BOOL WINAPI SetConsoleCP(UINT page);

EXTERN_C_END

#ifdef UNICODE
#define WriteConsole    WriteConsoleW
#define SetConsoleTitle SetConsoleTitleW
#else
#define WriteConsole    WriteConsoleA
#define SetConsoleTitle SetConsoleTitleA
#endif

#endif
