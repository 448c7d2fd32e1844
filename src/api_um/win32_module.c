/* Libraries. Windows' own (*.dll without a path) stand for the program itself, because that is where their functions are; anything
 * else is a shared object of this system. */
#include <dlfcn.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "api_um/process.h"

/* Any address that is no handle of dlopen(). */
static char itself;

static bool is_windows_own(const char *name)
{
    const char *dot = strrchr(name, '.');
    return !strpbrk(name, "/\\") && (!dot || strcasecmp(dot, ".dll") == 0);
}

static HMODULE load(const char *name)
{
    if (!name || !*name) {
        SetLastError(ERROR_INVALID_PARAMETER);
        return NULL;
    }
    HMODULE module = is_windows_own(name) ? (HMODULE)&itself : dlopen(name, RTLD_NOW | RTLD_LOCAL);
    if (!module)
        SetLastError(ERROR_MOD_NOT_FOUND);
    return module;
}

HMODULE LoadLibraryA(LPCSTR name)
{
    return load(name);
}

HMODULE LoadLibraryW(LPCWSTR name)
{
    char   *path = name ? um_path(name) : NULL;
    HMODULE module = load(path);
    free(path);
    return module;
}

HMODULE LoadLibraryExA(LPCSTR name, HANDLE file, DWORD flags)
{
    (void)file, (void)flags;
    return LoadLibraryA(name);
}

HMODULE LoadLibraryExW(LPCWSTR name, HANDLE file, DWORD flags)
{
    (void)file, (void)flags;
    return LoadLibraryW(name);
}

BOOL FreeLibrary(HMODULE module)
{
    if (!module)
        return um_fail(ERROR_INVALID_HANDLE);
    return module == (HMODULE)&itself || dlclose(module) == 0 ? TRUE : um_fail(ERROR_INVALID_HANDLE);
}

HMODULE GetModuleHandleA(LPCSTR name)
{
    if (!name || is_windows_own(name))
        return (HMODULE)&itself;
    SetLastError(ERROR_MOD_NOT_FOUND);
    return NULL;
}

HMODULE GetModuleHandleW(LPCWSTR name)
{
    char   *narrow = um_narrow(name);
    HMODULE module = GetModuleHandleA(narrow);
    free(narrow);
    return module;
}

FARPROC GetProcAddress(HMODULE module, LPCSTR name)
{
    void *found = NULL;
    if ((ULONG_PTR)name > 0xFFFF) /* below, it is an ordinal */
        found = dlsym(module == (HMODULE)&itself ? RTLD_DEFAULT : module, name);
    if (!found)
        SetLastError(ERROR_PROC_NOT_FOUND);
    return (FARPROC)found;
}

/* Cut names: the size is returned, with ERROR_INSUFFICIENT_BUFFER. */
DWORD GetModuleFileNameW(HMODULE module, LPWSTR name, DWORD size)
{
    char path[PATH_MAX];
    (void)module;
    if (!um_process_image((pid_t)GetCurrentProcessId(), path))
        return 0;
    DWORD n = um_return_wide(path, name, size);
    return n < size ? n : size;
}

DWORD GetModuleFileNameA(HMODULE module, LPSTR name, DWORD size)
{
    char path[PATH_MAX];
    (void)module;
    if (!um_process_image((pid_t)GetCurrentProcessId(), path))
        return 0;
    DWORD n = um_return_narrow(path, name, size);
    return n < size ? n : size;
}
