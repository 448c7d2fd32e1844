/* Opens the devices of tests/modules/device.c and asks them in every way. */
#include <windows.h>
#include <winioctl.h>
#include <stdio.h>
#include <string.h>

#define CODE(function, method) CTL_CODE(FILE_DEVICE_UNKNOWN, function, method, FILE_ANY_ACCESS)
#define REVERSE   CODE(0x800, METHOD_BUFFERED)
#define SUM       CODE(0x801, METHOD_IN_DIRECT)
#define FILL      CODE(0x802, METHOD_OUT_DIRECT)
#define COPY      CODE(0x803, METHOD_NEITHER)
#define MORE      CODE(0x804, METHOD_BUFFERED)
#define STATUS    CODE(0x805, METHOD_BUFFERED)
#define REQUESTOR CODE(0x806, METHOD_BUFFERED)
#define WAITING   CODE(0x807, METHOD_BUFFERED)
#define STALL     CODE(0x808, METHOD_BUFFERED)

static HANDLE open_device(LPCWSTR name, DWORD flags)
{
    HANDLE h = CreateFileW(name, GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, flags, NULL);
    if (h == INVALID_HANDLE_VALUE)
        printf("open: error %lu\n", GetLastError());
    return h;
}

static void controls(HANDLE h)
{
    char   out[16] = "";
    DWORD  n = 99, status;
    UCHAR  in[3] = { 1, 2, 3 };
    BOOL   good = DeviceIoControl(h, REVERSE, "abc", 3, out, sizeof(out), &n, NULL);
    printf("buffered: %d, %lu bytes, %.3s\n", good, n, out);
    good = DeviceIoControl(h, SUM, in, sizeof(in), "\4\5", 2, &n, NULL);
    printf("in direct: %d, sum %lu\n", good, n);
    good = DeviceIoControl(h, FILL, "xy", 2, out, 5, &n, NULL);
    printf("out direct: %d, %lu bytes, %.5s\n", good, n, out);
    good = DeviceIoControl(h, COPY, "neither", 7, out, 7, &n, NULL);
    printf("neither: %d, %lu bytes, %.7s\n", good, n, out);
    good = DeviceIoControl(h, MORE, NULL, 0, out, 4, &n, NULL);
    printf("a warning: %d, error %lu, %lu bytes, %.4s\n", good, GetLastError(), n, out);
    for (int i = 0; i < 4; i++) {
        static const DWORD errors[] = { 0xC0000034, 0xC0000184, 0xC0000010, 0xC0220001 };
        status = errors[i];
        good = DeviceIoControl(h, STATUS, &status, sizeof(status), out, sizeof(out), &n, NULL);
        printf("status 0x%08lx: %d, error %lu, %lu bytes\n", status, good, GetLastError(), n);
    }
    good = DeviceIoControl(h, CODE(0x8ff, METHOD_BUFFERED), NULL, 0, NULL, 0, &n, NULL);
    printf("no such control: %d, error %lu\n", good, GetLastError());
    good = DeviceIoControl(h, REQUESTOR, NULL, 0, &status, sizeof(status), &n, NULL);
    printf("the requestor: %d, it is me: %d\n", good, status == GetCurrentProcessId());
}

static void overlapped(HANDLE h)
{
    char       first[8] = "", second[8] = "";
    DWORD      n = 0;
    OVERLAPPED a = { .hEvent = CreateEventW(NULL, TRUE, FALSE, NULL) }, b = { .hEvent = CreateEventW(NULL, FALSE, FALSE, NULL) };
    BOOL       good = ReadFile(h, first, sizeof(first), NULL, &a);
    printf("a read: %d, error %lu, over: %d\n", good, GetLastError(), HasOverlappedIoCompleted(&a));
    good = GetOverlappedResult(h, &a, &n, FALSE);
    printf("its result: %d, error %lu\n", good, GetLastError());
    good = ReadFile(h, second, 3, NULL, &b);
    printf("another: %d, error %lu\n", good, GetLastError());
    OVERLAPPED w = { 0 };
    good = WriteFile(h, "hello", 5, &n, &w) || (GetLastError() == ERROR_IO_PENDING && GetOverlappedResult(h, &w, &n, TRUE));
    printf("a write: %d, %lu bytes\n", good, n);
    good = GetOverlappedResult(h, &a, &n, TRUE);
    printf("the first read: %d, %lu bytes, %s, waited for: %d\n", good, n, first, WaitForSingleObject(a.hEvent, 0) == WAIT_OBJECT_0);
    good = WriteFile(h, "hello", 5, NULL, &w);
    good = GetOverlappedResult(h, &b, &n, TRUE);
    printf("the second, too short: %d, error %lu, %lu bytes, %s\n", good, GetLastError(), n, second);
    good = ReadFile(h, first, sizeof(first), NULL, &a);
    good = CancelIoEx(h, &b);
    printf("cancel what is over: %d, error %lu\n", good, GetLastError());
    good = CancelIoEx(h, &a);
    printf("cancel: %d\n", good);
    good = GetOverlappedResult(h, &a, &n, TRUE);
    printf("the cancelled: %d, error %lu\n", good, GetLastError());
    good = ReadFile(h, first, sizeof(first), NULL, &a);
    good = CancelIo(h);
    printf("cancel all of mine: %d\n", good);
    good = GetOverlappedResult(h, &a, &n, TRUE);
    printf("the cancelled: %d, error %lu\n", good, GetLastError());
    CloseHandle(a.hEvent);
    CloseHandle(b.hEvent);
}

static DWORD WINAPI reader(LPVOID device)
{
    char  text[4];
    DWORD n = 99;
    BOOL  good = ReadFile(device, text, sizeof(text), &n, NULL);
    printf("a read whose handle is closed: %d, error %lu, %lu bytes\n", good, GetLastError(), n);
    return 0;
}

static void direct(void)
{
    char       text[8] = "";
    DWORD      n;
    OVERLAPPED at = { .Offset = 24 };
    HANDLE     h = open_device(L"\\\\.\\Global\\OpenWfpDirect", 0);
    BOOL       good = ReadFile(h, text, 4, &n, &at);
    printf("direct read: %d, %lu bytes, %s\n", good, n, text);
    good = WriteFile(h, "abc", 3, &n, NULL);
    printf("direct write: %d, %lu bytes\n", good, n);
    CloseHandle(h);
}

static void refused(void)
{
    DWORD n;
    open_device(L"\\\\.\\OpenWfpNothing", 0);
    open_device(L"\\\\.\\OpenWfpDevice\\none", 0);
    HANDLE h = open_device(L"\\\\.\\GLOBALROOT\\Device\\OpenWfpDevice\\some", 0);
    CloseHandle(h);
    h = open_device(L"\\\\.\\OpenWfpExclusive", 0);
    open_device(L"\\\\.\\OpenWfpExclusive", 0);
    CloseHandle(h);
    h = open_device(L"\\\\.\\OpenWfpExclusive", 0);
    CloseHandle(h);
    open_device(L"\\\\.\\OpenWfpSecret", 0);
    BOOL good = DeviceIoControl(h, REVERSE, NULL, 0, NULL, 0, &n, NULL);
    printf("a closed handle: %d, error %lu\n", good, GetLastError());
}

static void await_reader(HANDLE h)
{
    DWORD waiting = 0, n;
    while (waiting == 0 && DeviceIoControl(h, WAITING, NULL, 0, &waiting, sizeof(waiting), &n, NULL))
        Sleep(1);
}

/* A handle that is closed while another thread reads: the driver's cleanup ends the read. */
static void closed_while_read(void)
{
    HANDLE h = open_device(L"\\\\.\\OpenWfpDevice", 0), other = open_device(L"\\\\.\\OpenWfpDevice", 0), copy;
    DuplicateHandle(GetCurrentProcess(), h, GetCurrentProcess(), &copy, 0, FALSE, DUPLICATE_SAME_ACCESS);
    HANDLE t = CreateThread(NULL, 0, reader, h, 0, NULL);
    await_reader(other);
    CloseHandle(h);
    printf("one handle is left\n");
    CloseHandle(copy);
    WaitForSingleObject(t, INFINITE);
    CloseHandle(t);
    CloseHandle(other);
}

/* Ends, or is killed, with a read under way: the system ends that. */
static int leave(BOOL waits)
{
    char       text[4];
    OVERLAPPED o = { 0 };
    HANDLE     h = open_device(L"\\\\.\\OpenWfpDevice", FILE_FLAG_OVERLAPPED);
    ReadFile(h, text, sizeof(text), NULL, &o);
    printf(waits ? "reading\n" : "left with error %lu\n", GetLastError());
    if (waits)
        Sleep(INFINITE);
    ExitProcess(0);
}

static int stall(void)
{
    HANDLE h = open_device(L"\\\\.\\OpenWfpDevice", 0);
    DWORD  n;
    DeviceIoControl(h, STALL, NULL, 0, NULL, 0, &n, NULL);
    return 1; /* it was to be killed */
}

int main(int argc, char **argv)
{
    setvbuf(stdout, NULL, _IONBF, 0);
    if (argc > 1 && strcmp(argv[1], "stall") == 0)
        return stall();
    if (argc > 1)
        return leave(strcmp(argv[1], "wait") == 0);
    HANDLE h = open_device(L"\\\\.\\OpenWfpDevice", 0);
    if (h == INVALID_HANDLE_VALUE)
        return 1;
    controls(h);
    CloseHandle(h);
    h = open_device(L"\\\\.\\openwfpdevice", FILE_FLAG_OVERLAPPED);
    overlapped(h);
    CloseHandle(h);
    direct();
    refused();
    closed_while_read();
    printf("ready\n");
    return 0;
}
