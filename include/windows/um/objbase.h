/* COM. */
#include "combaseapi.h"
