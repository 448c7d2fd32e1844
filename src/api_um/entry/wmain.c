/* wmain() of a program that has wWinMain(). */
#include <windows.h>

#include <stdbool.h>

int wmain(int count, WCHAR **words, WCHAR **environment);

/* Behind the program's own name, which ends at a blank outside quotes. */
static LPWSTR arguments(LPWSTR line)
{
    for (bool inside = false; *line && (inside || *line != ' '); line++)
        if (*line == '"')
            inside = !inside;
    while (*line == ' ')
        line++;
    return line;
}

enum { SHOW_DEFAULT = 10 };

int wmain(int count, WCHAR **words, WCHAR **environment)
{
    (void)count, (void)words, (void)environment;
    return wWinMain(GetModuleHandleW(NULL), NULL, arguments(GetCommandLineW()), SHOW_DEFAULT);
}
