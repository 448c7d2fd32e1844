/* COM and automation. */
#include "combaseapi.h"
#include "oleauto.h"
