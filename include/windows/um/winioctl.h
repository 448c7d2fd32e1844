/* Control codes, for programs. */
#include "windows.h"
#include "devioctl.h"
