/* Waits for Ctrl+C, says so, and ends in order. */
#include <windows.h>
#include <stdio.h>

static HANDLE stop;
static DWORD  seen = 99;

static BOOL WINAPI older(DWORD event)
{
    UNREFERENCED_PARAMETER(event);
    printf("the older handler is not asked\n");
    return FALSE;
}

static BOOL WINAPI handler(DWORD event)
{
    seen = event;
    SetEvent(stop);
    return TRUE;
}

int main(void)
{
    stop = CreateEventA(NULL, TRUE, FALSE, NULL);
    if (!SetConsoleCtrlHandler(older, TRUE) || !SetConsoleCtrlHandler(handler, TRUE))
        return 1;
    printf("waiting\n");
    fflush(stdout);
    WaitForSingleObject(stop, INFINITE);
    printf("stopped by event %lu\n", seen);
    return SetConsoleCtrlHandler(handler, FALSE) && SetConsoleCtrlHandler(older, FALSE) && !SetConsoleCtrlHandler(older, FALSE) ? 0 : 2;
}
