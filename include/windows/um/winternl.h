/* NT types and statuses, for programs. */
#include "windows.h"
#include "ntstatus.h"
