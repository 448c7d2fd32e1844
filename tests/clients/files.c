/* Files with wide names, and errors in words. Given a folder that is empty. */
#include <windows.h>
#include <tchar.h>
#include <stdio.h>
#include <strsafe.h>

static void error_line(LPCTSTR what, DWORD error)
{
    LPTSTR text = NULL;
    if (FormatMessage(FORMAT_MESSAGE_ALLOCATE_BUFFER | FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS, NULL, error,
                      MAKELANGID(LANG_NEUTRAL, SUBLANG_DEFAULT), (LPTSTR)&text, 0, NULL)) {
        _tprintf(_T("%s: %lu, in words: %d\n"), what, error, _tcslen(text) > 3 && text[_tcslen(text) - 1] == _T('\n'));
        LocalFree(text);
    } else {
        _tprintf(_T("%s: %lu\n"), what, error);
    }
}

static BOOL write_text(LPCTSTR path, const char *text, DWORD disposition)
{
    DWORD  written = 0;
    HANDLE file = CreateFile(path, GENERIC_WRITE, FILE_SHARE_READ, NULL, disposition, FILE_ATTRIBUTE_NORMAL, NULL);
    if (file == INVALID_HANDLE_VALUE)
        return FALSE;
    BOOL good = WriteFile(file, text, (DWORD)strlen(text), &written, NULL) && written == strlen(text) && FlushFileBuffers(file);
    CloseHandle(file);
    return good;
}

static void read_back(LPCTSTR path)
{
    char          bytes[64] = "";
    DWORD         n = 0;
    LARGE_INTEGER size, at;
    HANDLE        file = CreateFile(path, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
    GetFileSizeEx(file, &size);
    ReadFile(file, bytes, sizeof(bytes) - 1, &n, NULL);
    _tprintf(_T("%lu bytes of %lld: %hs\n"), n, size.QuadPart, bytes);
    _tprintf(_T("at the end: %d"), ReadFile(file, bytes, 10, &n, NULL));
    _tprintf(_T(" %lu\n"), n);
    at.QuadPart = 6;
    SetFilePointerEx(file, at, NULL, FILE_BEGIN);
    memset(bytes, 0, sizeof(bytes));
    ReadFile(file, bytes, 3, &n, NULL);
    _tprintf(_T("from 6: %hs, type %lu\n"), bytes, GetFileType(file));
    CloseHandle(file);
}

int _tmain(int argc, _TCHAR *argv[])
{
    TCHAR path[MAX_PATH], folder[MAX_PATH];
    if (argc != 2)
        return 2;
    StringCchPrintf(path, ARRAYSIZE(path), _T("%s\\Gr\u00fc\u00dfe.txt"), argv[1]);
    StringCchPrintf(folder, ARRAYSIZE(folder), _T("%s\\inner"), argv[1]);

    if (!write_text(path, "x", OPEN_EXISTING))
        error_line(_T("not there"), GetLastError());
    _tprintf(_T("created: %d\n"), write_text(path, "hello world", CREATE_NEW));
    if (!write_text(path, "x", CREATE_NEW))
        error_line(_T("there"), GetLastError());
    read_back(path);
    _tprintf(_T("attributes: %#lx, folder: %d\n"), GetFileAttributes(path), CreateDirectory(folder, NULL));
    _tprintf(_T("folder again: %d"), CreateDirectory(folder, NULL));
    _tprintf(_T(" %lu, is folder: %d\n"), GetLastError(), GetFileAttributes(folder) == FILE_ATTRIBUTE_DIRECTORY);
    if (CreateFile(_T("\\\\.\\NoSuchDriver"), GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL) == INVALID_HANDLE_VALUE)
        error_line(_T("device"), GetLastError());
    _tprintf(_T("deleted: %d,"), DeleteFile(path));
    _tprintf(_T(" again: %d\n"), DeleteFile(path));
    if (GetFileAttributes(path) == INVALID_FILE_ATTRIBUTES)
        error_line(_T("gone"), GetLastError());
    if (!CloseHandle((HANDLE)(ULONG_PTR)0x12344))
        error_line(_T("no handle"), GetLastError());
    if (!FormatMessage(FORMAT_MESSAGE_FROM_SYSTEM, NULL, 0x2ABCDEF0, 0, path, ARRAYSIZE(path), NULL))
        error_line(_T("no message"), GetLastError());
    return 0;
}
