/* A program may have functions and variables of any name: those of the library it is linked with do not stand in its way. */
#include <windows.h>
#include <fwpmu.h>
#include <stdio.h>

int status_rows = 7;

int arena_alloc(int n)
{
    return n + 1;
}

int buffer_put(int n)
{
    return n + 2;
}

int wmain(void)
{
    HANDLE engine = NULL;
    if (FwpmEngineOpen0(NULL, RPC_C_AUTHN_WINNT, NULL, NULL, &engine) == ERROR_SUCCESS) /* pulls the library's own in */
        FwpmEngineClose0(engine);
    wprintf(L"%d %d %d\n", arena_alloc(1), buffer_put(1), status_rows);
    return 0;
}
