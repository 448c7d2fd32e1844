/* Asks the device of tests/modules/framework.c. */
#include <windows.h>
#include <winioctl.h>
#include <stdio.h>

#define CODE(function, method) CTL_CODE(FILE_DEVICE_UNKNOWN, function, method, FILE_ANY_ACCESS)
#define KEEP       CODE(0x900, METHOD_BUFFERED)
#define RELEASE    CODE(0x901, METHOD_BUFFERED)
#define CANCELABLE CODE(0x902, METHOD_BUFFERED)
#define NEITHER    CODE(0x903, METHOD_NEITHER)
#define DIRECT     CODE(0x904, METHOD_OUT_DIRECT)
#define STOP       CODE(0x905, METHOD_BUFFERED)
#define QUIET      CODE(0x906, METHOD_BUFFERED)

static HANDLE device;

static HANDLE open_device(void)
{
    HANDLE h = CreateFileA("\\\\.\\OpenWfpFramework", GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, FILE_FLAG_OVERLAPPED, NULL);
    if (h == INVALID_HANDLE_VALUE)
        printf("open: error %lu\n", GetLastError());
    return h;
}

/* Until it is over; its bytes. */
static DWORD ask(DWORD code, const void *in, DWORD in_size, void *out, DWORD out_size)
{
    OVERLAPPED o = { .hEvent = CreateEventA(NULL, TRUE, FALSE, NULL) };
    DWORD      n = 0;
    BOOL       good = DeviceIoControl(device, code, (LPVOID)in, in_size, out, out_size, &n, &o);
    if (!good && GetLastError() == ERROR_IO_PENDING)
        good = GetOverlappedResult(device, &o, &n, TRUE);
    if (!good)
        printf("control %lx: error %lu\n", code, GetLastError());
    CloseHandle(o.hEvent);
    return n;
}

static void kept(void)
{
    OVERLAPPED o[2] = { 0 };
    DWORD      ready[2] = { 0 }, n;
    for (int i = 0; i < 2; i++) {
        BOOL good = DeviceIoControl(device, KEEP, NULL, 0, &ready[i], sizeof(ready[i]), NULL, &o[i]);
        printf("keep: %d, error %lu\n", good, GetLastError());
    }
    ask(STOP, NULL, 0, NULL, 0);
    ask(RELEASE, NULL, 0, NULL, 0);
    BOOL good = GetOverlappedResult(device, &o[0], &n, TRUE);
    printf("the first: %d, ready: %d\n", good, ready[0] > 0);
    printf("the second is over: %d\n", HasOverlappedIoCompleted(&o[1]) != 0);
    ask(RELEASE, NULL, 0, NULL, 0);
    printf("the second: %d\n", GetOverlappedResult(device, &o[1], &n, TRUE));
    ask(RELEASE, NULL, 0, NULL, 0);
}

static void brought_to_rest(void)
{
    OVERLAPPED o[2] = { 0 };
    DWORD      out[2], n;
    for (int i = 0; i < 2; i++)
        DeviceIoControl(device, KEEP, NULL, 0, &out[i], sizeof(out[i]), NULL, &o[i]);
    ask(QUIET, NULL, 0, NULL, 0);
    printf("taken by its file: %d\n", GetOverlappedResult(device, &o[0], &n, TRUE));
    BOOL good = GetOverlappedResult(device, &o[1], &n, TRUE);
    printf("purged: %d, error %lu\n", good, GetLastError());
}

static void cancelled(DWORD code)
{
    OVERLAPPED o = { 0 };
    DWORD      n, out;
    DeviceIoControl(device, code, NULL, 0, &out, sizeof(out), NULL, &o);
    CancelIoEx(device, &o);
    BOOL good = GetOverlappedResult(device, &o, &n, TRUE);
    printf("cancelled: %d, error %lu\n", good, GetLastError());
}

int main(void)
{
    char out[8] = "";
    setvbuf(stdout, NULL, _IONBF, 0);
    device = open_device();
    open_device(); /* one at a time */
    kept();
    brought_to_rest();
    cancelled(KEEP);
    cancelled(CANCELABLE);
    DWORD n = ask(NEITHER, "neither", 7, out, 7);
    printf("neither: %lu, %s\n", n, out);
    n = ask(DIRECT, NULL, 0, out, 3);
    printf("direct: %lu, %s\n", n, out);
    ask(CODE(0x9ff, METHOD_BUFFERED), NULL, 0, NULL, 0);
    OVERLAPPED o = { 0 };
    DeviceIoControl(device, KEEP, NULL, 0, out, 4, NULL, &o);
    printf("ready\n");
    return 0; /* with a request under way */
}
