/* Of all of RPC, what rpcdce.h has. */
#include "rpcdce.h"
