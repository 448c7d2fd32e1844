/* Lock annotations; sal.h has them all. */
#include "sal.h"
