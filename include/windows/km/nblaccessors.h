/* The accessors of packets; nbl.h and nblapi.h have them. */
#include "nblapi.h"
