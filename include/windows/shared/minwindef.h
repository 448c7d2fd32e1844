/* Base types; part of them in Windows, all of them here. */
#include "ntdef.h"
