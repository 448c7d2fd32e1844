/* The machine, its name and its user. */
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "api_um/border.h"

VOID GetSystemInfo(LPSYSTEM_INFO info)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    *info = (SYSTEM_INFO){ .wProcessorArchitecture = PROCESSOR_ARCHITECTURE_AMD64, .dwPageSize = (DWORD)sysconf(_SC_PAGESIZE),
                           .lpMinimumApplicationAddress = (LPVOID)0x10000,
                           .lpMaximumApplicationAddress = (LPVOID)0x7FFFFFFEFFFF,
                           .dwNumberOfProcessors = count > 0 ? (DWORD)count : 1, .dwProcessorType = 8664,
                           .dwAllocationGranularity = 0x10000, .wProcessorLevel = 6 };
    info->dwActiveProcessorMask = info->dwNumberOfProcessors < 64 ? ((DWORD_PTR)1 << info->dwNumberOfProcessors) - 1 : ~(DWORD_PTR)0;
}

VOID GetNativeSystemInfo(LPSYSTEM_INFO info)
{
    GetSystemInfo(info);
}

BOOL GetVersionExW(LPOSVERSIONINFOW info)
{
    if (info->dwOSVersionInfoSize < sizeof(*info))
        return um_fail(ERROR_INSUFFICIENT_BUFFER);
    info->dwMajorVersion = 10;
    info->dwMinorVersion = 0;
    info->dwBuildNumber = 22621; /* the one whose NTDDI_VERSION is the headers' */
    info->dwPlatformId = VER_PLATFORM_WIN32_NT;
    info->szCSDVersion[0] = 0;
    return TRUE;
}

enum { NAME_SIZE = 256 };

static bool user_name(char out[NAME_SIZE])
{
    struct passwd entry, *found = NULL;
    char          room[4096];
    if (getpwuid_r(geteuid(), &entry, room, sizeof(room), &found) || !found || strlen(found->pw_name) >= NAME_SIZE)
        return um_fail(ERROR_NONE_MAPPED);
    strcpy(out, found->pw_name);
    return true;
}

BOOL GetUserNameW(LPWSTR name, LPDWORD size)
{
    char text[NAME_SIZE];
    return user_name(text) && um_give_wide(text, name, size);
}

BOOL GetUserNameA(LPSTR name, LPDWORD size)
{
    char text[NAME_SIZE];
    return user_name(text) && um_give_narrow(text, name, size);
}

static void computer_name(char out[NAME_SIZE])
{
    if (gethostname(out, NAME_SIZE))
        strcpy(out, "localhost");
    out[NAME_SIZE - 1] = 0;
    out[strcspn(out, ".")] = 0;
}

/* Coming out, the size is without the NUL; too small is ERROR_BUFFER_OVERFLOW. */
static BOOL computer_name_given(BOOL good, LPDWORD size)
{
    if (!good)
        return um_fail(ERROR_BUFFER_OVERFLOW);
    --*size;
    return TRUE;
}

BOOL GetComputerNameW(LPWSTR name, LPDWORD size)
{
    char text[NAME_SIZE];
    computer_name(text);
    return computer_name_given(um_give_wide(text, name, size), size);
}

BOOL GetComputerNameA(LPSTR name, LPDWORD size)
{
    char text[NAME_SIZE];
    computer_name(text);
    return computer_name_given(um_give_narrow(text, name, size), size);
}
