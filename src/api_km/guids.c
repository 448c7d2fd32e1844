/* WFP's own keys for modules that name them without INITGUID: weak, as everywhere, so that a module's own are as good. */
#include <ntddk.h>

#define INITGUID
#include <guiddef.h>

#include <fwpmk.h>
