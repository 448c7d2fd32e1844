/* NdisAllocateMdl and NdisFreeMdl. */
#include "nblapi.h"
