/* The program's side of device_host.c: several threads, each with files of its own on the devices of tests/modules/device.c. */
#include <windows.h>
#include <winioctl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "device_asker.h"

#define REVERSE CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define FILL    CTL_CODE(FILE_DEVICE_UNKNOWN, 0x802, METHOD_OUT_DIRECT, FILE_ANY_ACCESS)
#define COPY    CTL_CODE(FILE_DEVICE_UNKNOWN, 0x803, METHOD_NEITHER, FILE_ANY_ACCESS)

enum { ROUNDS = 20 };

#define CHECK(good) ((good) ? 0 : (__atomic_add_fetch(failures, 1, __ATOMIC_SEQ_CST), fprintf(stderr, "line %d: %s\n", __LINE__, #good)))

static void ask(HANDLE h, unsigned *failures)
{
    char  out[16] = "";
    DWORD n = 0;
    CHECK(DeviceIoControl(h, REVERSE, "abc", 3, out, sizeof(out), &n, NULL) && n == 3 && memcmp(out, "cba", 3) == 0);
    CHECK(DeviceIoControl(h, FILL, "xy", 2, out, 5, &n, NULL) && n == 5 && memcmp(out, "xyxyx", 5) == 0);
    CHECK(DeviceIoControl(h, COPY, "neither", 7, out, 7, &n, NULL) && n == 7 && memcmp(out, "neither", 7) == 0);
}

/* A read waits; it is cancelled by its program, or by the end of its file. */
static void leave_a_read(const WCHAR *name, bool cancels, unsigned *failures)
{
    HANDLE     h = CreateFileW(name, GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, FILE_FLAG_OVERLAPPED, NULL);
    char       in[8];
    DWORD      n = 0;
    OVERLAPPED o = { 0 };
    CHECK(h != INVALID_HANDLE_VALUE);
    CHECK(!ReadFile(h, in, sizeof(in), NULL, &o) && GetLastError() == ERROR_IO_PENDING);
    if (cancels) {
        CHECK(CancelIoEx(h, &o));
        CHECK(!GetOverlappedResult(h, &o, &n, TRUE) && GetLastError() == ERROR_OPERATION_ABORTED);
    }
    CHECK(CloseHandle(h));
}

static void *work(void *context)
{
    unsigned *failures = context;
    for (unsigned i = 0; i < ROUNDS; i++) {
        HANDLE h = CreateFileW(L"\\\\.\\OpenWfpDevice", GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, 0, NULL);
        CHECK(h != INVALID_HANDLE_VALUE);
        ask(h, failures);
        CHECK(CloseHandle(h));
        leave_a_read(L"\\\\.\\OpenWfpDevice", i % 2, failures);
    }
    return NULL;
}

unsigned asker_run(unsigned threads)
{
    pthread_t ids[ASKER_THREADS_MAX];
    unsigned  failures = 0;
    for (unsigned i = 0; i < threads; i++)
        if (pthread_create(&ids[i], NULL, work, &failures) != 0)
            return 1;
    for (unsigned i = 0; i < threads; i++)
        pthread_join(ids[i], NULL);
    return failures;
}
