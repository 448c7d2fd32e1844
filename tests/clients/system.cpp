// Processes, clocks, heaps, libraries; and what a Linux machine has not: registry, services, COM servers. In C++.
#include <windows.h>
#include <tlhelp32.h>
#include <psapi.h>
#include <objbase.h>
#include <oleauto.h>
#include <stdio.h>
#include <stdlib.h>

class Handle {
public:
    explicit Handle(HANDLE handle) : handle_(handle) {}
    ~Handle()
    {
        if (handle_ && handle_ != INVALID_HANDLE_VALUE)
            CloseHandle(handle_);
    }
    Handle(const Handle &) = delete;
    Handle &operator=(const Handle &) = delete;
    operator HANDLE() const { return handle_; }

private:
    HANDLE handle_;
};

static void processes(const wchar_t *name)
{
    PROCESSENTRY32W entry = {};
    WCHAR           path[1024];
    DWORD           size = ARRAYSIZE(path), code = 0;
    int             found = 0;
    entry.dwSize = sizeof(entry);
    Handle          snapshot(CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0));
    Handle          self(OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, GetCurrentProcessId()));
    for (BOOL more = Process32FirstW(snapshot, &entry); more; more = Process32NextW(snapshot, &entry))
        if (entry.th32ProcessID == GetCurrentProcessId())
            found += _wcsicmp(entry.szExeFile, name) == 0 && entry.th32ParentProcessID != 0;
    wprintf(L"found: %d, no more: %d\n", found, GetLastError() == ERROR_NO_MORE_FILES);
    wprintf(L"image: %d, running: %d\n",
            QueryFullProcessImageNameW(self, 0, path, &size) && wcslen(path) == size && wcsstr(path, name),
            GetExitCodeProcess(self, &code) && code == STILL_ACTIVE);
    size = GetModuleFileNameW(NULL, path, ARRAYSIZE(path));
    wprintf(L"module: %d, none: %d", size == wcslen(path) && wcsstr(path, name) != NULL,
            OpenProcess(PROCESS_QUERY_INFORMATION, FALSE, 0x7ffffff0) == NULL);
    wprintf(L" %lu\n", GetLastError());
}

static void clocks()
{
    FILETIME   file = { 0xd53e8000, 0x019db1de }, again, local;
    SYSTEMTIME calendar = {}, now = {};
    FileTimeToSystemTime(&file, &calendar);
    wprintf(L"1970: %u-%u-%u %u:%u:%u, weekday %u\n", calendar.wYear, calendar.wMonth, calendar.wDay, calendar.wHour, calendar.wMinute,
            calendar.wSecond, calendar.wDayOfWeek);
    calendar.wYear = 2024;
    calendar.wMonth = 2;
    calendar.wDay = 29;
    calendar.wMilliseconds = 125;
    SystemTimeToFileTime(&calendar, &file);
    FileTimeToSystemTime(&file, &now);
    wprintf(L"leap day: %u-%u-%u .%u, weekday %u\n", now.wYear, now.wMonth, now.wDay, now.wMilliseconds, now.wDayOfWeek);
    calendar.wYear = 2023;
    wprintf(L"no leap day: %d\n", SystemTimeToFileTime(&calendar, &again));
    GetSystemTime(&now);
    GetSystemTimeAsFileTime(&again);
    FileTimeToLocalFileTime(&again, &local);
    wprintf(L"now: %d, later: %ld\n", now.wYear >= 2024, CompareFileTime(&again, &file));
    ULONGLONG     ticks = GetTickCount64();
    LARGE_INTEGER first, second, frequency;
    QueryPerformanceFrequency(&frequency);
    QueryPerformanceCounter(&first);
    Sleep(2);
    QueryPerformanceCounter(&second);
    wprintf(L"moving: %d %d\n", second.QuadPart - first.QuadPart >= frequency.QuadPart / 1000, GetTickCount64() >= ticks);
}

static void memory()
{
    HANDLE heap = HeapCreate(0, 0, 0);
    BYTE  *block = static_cast<BYTE *>(HeapAlloc(heap, HEAP_ZERO_MEMORY, 100));
    int    sum = 0;
    for (int i = 0; i < 100; i++)
        sum += block[i];
    block[99] = 7;
    block = static_cast<BYTE *>(HeapReAlloc(heap, HEAP_ZERO_MEMORY, block, 1000));
    wprintf(L"heap: %d %d %d\n", sum, block[99], HeapSize(heap, 0, block) == 1000);
    wprintf(L"freed: %d,", HeapFree(heap, 0, block));
    wprintf(L" gone: %d\n", HeapDestroy(heap));
    int *numbers = new int[3]{ 1, 2, 3 };
    wprintf(L"new: %d\n", numbers[2]);
    delete[] numbers;
}

static void not_here()
{
    HKEY key = NULL;
    wprintf(L"registry: %d\n", static_cast<int>(RegOpenKeyExW(HKEY_LOCAL_MACHINE, L"SOFTWARE\\No such key", 0, KEY_READ, &key)));
    wprintf(L"library: %d", LoadLibraryW(L"C:\\no\\such\\library.dll") == NULL);
    wprintf(L" %lu\n", GetLastError());
    wprintf(L"function: %d\n", GetProcAddress(GetModuleHandleW(NULL), "NoSuchFunction") == NULL && GetLastError() == ERROR_PROC_NOT_FOUND);
}

static void com()
{
    static const CLSID nobody = { 1, 2, 3, { 4, 5, 6, 7, 8, 9, 10, 11 } };
    void              *object = NULL;
    HRESULT            early = CoCreateInstance(nobody, NULL, CLSCTX_INPROC_SERVER, nobody, &object);
    wprintf(L"early: %d, once: %d,", early == CO_E_NOTINITIALIZED, CoInitializeEx(NULL, COINIT_MULTITHREADED) == S_OK);
    wprintf(L" twice: %d\n", CoInitializeEx(NULL, COINIT_MULTITHREADED) == S_FALSE);
    HRESULT late = CoCreateInstance(nobody, NULL, CLSCTX_INPROC_SERVER, nobody, &object);
    wprintf(L"no class: %d %d\n", late == REGDB_E_CLASSNOTREG, object == NULL);
    CoUninitialize();
    CoUninitialize();
    BSTR    text = SysAllocString(L"four");
    VARIANT v;
    VariantInit(&v);
    V_VT(&v) = VT_BSTR;
    V_BSTR(&v) = text;
    wprintf(L"string: %ls %u\n", V_BSTR(&v), SysStringLen(text));
    VariantClear(&v);
    wprintf(L"cleared: %d\n", V_VT(&v) == VT_EMPTY);
}

int wmain(int argc, wchar_t **argv)
{
    processes(argc > 1 ? argv[1] : L"");
    clocks();
    memory();
    not_here();
    com();
    return 0;
}
