/* WFP's own keys for programs that name them without INITGUID: weak, as everywhere, so that a program's own are as good. */
#include <windows.h>

#define INITGUID
#include <guiddef.h>

#include <fwpmu.h>
