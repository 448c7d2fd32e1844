/* Threads and what they wait for, as a tutorial of Windows would use them. */
#include <windows.h>
#include <stdio.h>

enum { WORKERS = 4, ROUNDS = 1000 };

static CRITICAL_SECTION   section;
static SRWLOCK            slim = SRWLOCK_INIT;
static CONDITION_VARIABLE filled = CONDITION_VARIABLE_INIT;
static INIT_ONCE          once = INIT_ONCE_STATIC_INIT;
static LONG               atomic_count;
static int                guarded_count, slim_count, initialised;
static HANDLE             go;
static DWORD              slot;

static BOOL CALLBACK initialise(PINIT_ONCE o, PVOID parameter, PVOID *context)
{
    UNREFERENCED_PARAMETER(o);
    UNREFERENCED_PARAMETER(context);
    ++*(int *)parameter;
    return TRUE;
}

static DWORD WINAPI worker(LPVOID parameter)
{
    ULONG_PTR number = (ULONG_PTR)parameter;
    TlsSetValue(slot, parameter);
    InitOnceExecuteOnce(&once, initialise, &initialised, NULL);
    if (WaitForSingleObject(go, INFINITE) != WAIT_OBJECT_0)
        return 99;
    for (int i = 0; i < ROUNDS; i++) {
        InterlockedIncrement(&atomic_count);
        EnterCriticalSection(&section);
        EnterCriticalSection(&section);
        guarded_count++;
        LeaveCriticalSection(&section);
        LeaveCriticalSection(&section);
        AcquireSRWLockExclusive(&slim);
        slim_count++;
        ReleaseSRWLockExclusive(&slim);
    }
    WakeAllConditionVariable(&filled);
    return TlsGetValue(slot) == parameter ? (DWORD)number : 98;
}

static void counting(void)
{
    HANDLE threads[WORKERS];
    DWORD  code, codes = 0, before;
    go = CreateEvent(NULL, TRUE, FALSE, NULL);
    slot = TlsAlloc();
    InitializeCriticalSection(&section);
    for (ULONG_PTR i = 0; i < WORKERS; i++)
        threads[i] = CreateThread(NULL, 0, worker, (LPVOID)i, 0, NULL);
    before = WaitForMultipleObjects(WORKERS, threads, FALSE, 0);
    SetEvent(go);
    AcquireSRWLockExclusive(&slim);
    while (slim_count < WORKERS * ROUNDS)
        SleepConditionVariableSRW(&filled, &slim, 100, 0);
    ReleaseSRWLockExclusive(&slim);
    printf("wait for all: %lu\n", WaitForMultipleObjects(WORKERS, threads, TRUE, INFINITE));
    for (int i = 0; i < WORKERS; i++) {
        GetExitCodeThread(threads[i], &code);
        codes += code;
        CloseHandle(threads[i]);
    }
    printf("before go: %lu, codes: %lu, counts: %ld %d %d, initialised: %d\n", before, codes, atomic_count, guarded_count, slim_count,
           initialised);
    DeleteCriticalSection(&section);
    TlsFree(slot);
    CloseHandle(go);
}

static DWORD WINAPI abandon(LPVOID mutex)
{
    WaitForSingleObject(mutex, INFINITE);
    ExitThread(7);
}

static void mutexes(void)
{
    HANDLE mutex = CreateMutex(NULL, FALSE, NULL), thread = CreateThread(NULL, 0, abandon, mutex, CREATE_SUSPENDED, NULL);
    DWORD  code, still;
    GetExitCodeThread(thread, &still);
    printf("suspended: %d, resumed: %lu\n", still == STILL_ACTIVE, ResumeThread(thread));
    WaitForSingleObject(thread, INFINITE);
    GetExitCodeThread(thread, &code);
    printf("exit code: %lu, abandoned: %d\n", code, WaitForSingleObject(mutex, 0) == WAIT_ABANDONED);
    printf("recursive: %d\n", WaitForSingleObject(mutex, 0) == WAIT_OBJECT_0 && ReleaseMutex(mutex) && ReleaseMutex(mutex));
    if (!ReleaseMutex(mutex))
        printf("not owned: %lu\n", GetLastError());
    CloseHandle(thread);
    CloseHandle(mutex);
}

static void events_and_semaphores(void)
{
    HANDLE automatic = CreateEvent(NULL, FALSE, TRUE, NULL), manual = CreateEvent(NULL, TRUE, FALSE, TEXT("by-name")), again;
    HANDLE semaphore = CreateSemaphore(NULL, 1, 2, NULL), both[2];
    LONG   previous = -1;
    printf("automatic: %lu", WaitForSingleObject(automatic, 0));
    printf(" then %lu\n", WaitForSingleObject(automatic, 0));
    again = CreateEvent(NULL, TRUE, FALSE, TEXT("by-name"));
    printf("named: %d\n", GetLastError() == ERROR_ALREADY_EXISTS);
    SetEvent(again);
    both[0] = automatic;
    both[1] = manual;
    printf("any: %lu\n", WaitForMultipleObjects(2, both, FALSE, INFINITE));
    printf("all: %lu\n", WaitForMultipleObjects(2, both, TRUE, 10));
    ResetEvent(manual);
    printf("reset: %lu\n", WaitForSingleObject(manual, 0));
    if (ReleaseSemaphore(semaphore, 1, &previous) && !ReleaseSemaphore(semaphore, 1, NULL))
        printf("semaphore: %ld, full: %d\n", previous, GetLastError() == ERROR_TOO_MANY_POSTS);
    printf("taken:");
    for (int i = 0; i < 3; i++)
        printf(" %lu", WaitForSingleObject(semaphore, 0));
    printf("\n");
    CloseHandle(automatic);
    CloseHandle(manual);
    CloseHandle(again);
    CloseHandle(semaphore);
    printf("closed: %d", WaitForSingleObject(semaphore, 0) == WAIT_FAILED);
    printf(" %d\n", GetLastError() == ERROR_INVALID_HANDLE);
}

static DWORD WINAPI endless(LPVOID unused)
{
    UNREFERENCED_PARAMETER(unused);
    Sleep(INFINITE);
    return 0;
}

static void terminating(void)
{
    HANDLE thread = CreateThread(NULL, 0, endless, NULL, 0, NULL);
    DWORD  code = 0;
    TerminateThread(thread, 42);
    WaitForSingleObject(thread, INFINITE);
    GetExitCodeThread(thread, &code);
    printf("terminated: %lu\n", code);
    CloseHandle(thread);
}

int main(void)
{
    counting();
    mutexes();
    events_and_semaphores();
    terminating();
    return 0;
}
