/* wWinMain() of a program that has WinMain(). One without any entry: the linker names this last one. */
#include <windows.h>

#include <stdlib.h>

int wWinMain(HINSTANCE instance, HINSTANCE previous, LPWSTR line, int show)
{
    int   n = WideCharToMultiByte(CP_UTF8, 0, line, -1, NULL, 0, NULL, NULL);
    char *narrow = malloc((size_t)n);
    if (!narrow)
        return EXIT_FAILURE;
    WideCharToMultiByte(CP_UTF8, 0, line, -1, narrow, n, NULL, NULL);
    int code = WinMain(instance, previous, narrow, show);
    free(narrow);
    return code;
}
